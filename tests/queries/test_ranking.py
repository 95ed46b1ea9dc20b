"""In what order the lines stand: the records first, what a number of the panel's makes after."""

from __future__ import annotations

from graphdb.model import AddedAs, Disposition, DispositionState, Settings, Threshold
from queries import ADDED, HOW_RANKED, Answers, ask
from queries.enquiry import matter_of, weigh
from tests.queries.build import Builder, Row, enquiry_of, row, vocabulary

TWO = Settings(threshold=Threshold(indicators=2, weight=99, incidents=9))
ROWS = (
    row("gp", "3 May 2011", "appointment", "V", "jealousy"),
    row("police", "10 May 2011", "assault", "V, P", "strangulation"),
    row("gp", "20 May 2011", "appointment", "V"),
)


def answers(*rows: Row, settings: Settings = TWO) -> Answers:
    ours = Disposition(
        "p-1", DispositionState.OPEN, title="Ours", kind=AddedAs.FINDING, codes=("5A",)
    )
    enquiry = enquiry_of(Builder(rows, settings=settings, dispositions=(ours,)).records)
    return ask(enquiry.view, enquiry.knowledge, vocabulary())


def test_what_rests_on_the_threshold_comes_after_the_records_and_the_panel_s_own_last() -> None:
    found = answers(*ROWS)
    keys = [f.query for f in found.findings]
    assert "pooled-threshold" in keys
    assert "unshared" in keys
    last = keys.index("pooled-threshold")
    assert all(key in ("conversations", ADDED.key) for key in keys[last + 1 :])
    assert keys[-1] == ADDED.key
    groups = [g.query for g in found.groups]
    assert groups[-2:] == ["pooled-threshold", ADDED.key]
    # by its weight it would stand first
    pooled = found.findings[last]
    assert pooled.weight == max(f.weight for f in found.findings)


def test_danger_that_rose_stands_with_what_a_duty_names() -> None:
    """Not below a meeting or a referral about the same, nor below what only one record has."""
    found = answers(
        row("police", "3 May 2011", "assault", "V, P", "assault-with-injury"),
        row("police", "1 July 2011", "phone-call", "V", "separation"),
        row(
            "gp", "20 July 2011", "letter-sent", "V", shared="hospital", info="assault-with-injury"
        ),
        row("hospital", "1 January 2012", "letter-received", "V", told_by="police"),
        settings=Settings(),
    )
    first = {f.query: f.weight for f in reversed(found.findings)}
    assert first["vulnerability"] == weigh(4, 2)
    assert first["mirror"] == weigh(4, 0)
    assert [f.query for f in found.findings][:3] == ["no-assessment", "vulnerability", "mirror"]


def test_how_many_never_stands_for_how_strongly_expected() -> None:
    """Five low grades of one kind do not stand before one that a duty names."""
    graded = [
        row("police", f"{day} May 2011", "risk-assessment", "V", tool="dash-2009", grade="standard")
        for day in (3, 10, 17, 24)
    ]
    rows = [
        made
        for n, one in enumerate(graded)
        for made in (row("police", f"{3 + 7 * n} May 2011", "assault", "V, P"), one)
    ]
    found = answers(
        *rows, row("police", "1 September 2011", "assault", "V, P"), settings=Settings()
    )
    for finding in found.findings:
        if finding.query in ("grade-unchanged", "no-assessment"):
            assert finding.weight // 100**2 % 100 <= 2, finding
    assert {"grade-unchanged", "no-assessment"} <= {f.query for f in found.findings}


def test_what_the_panel_adds_stands_in_the_order_of_the_file() -> None:
    ours = tuple(
        Disposition(name, DispositionState.OPEN, title=name, kind=AddedAs.FINDING)
        for name in ("p-2", "p-1", "p-3")
    )
    enquiry = enquiry_of(Builder(ROWS, settings=TWO, dispositions=ours).records)
    found = ask(enquiry.view, enquiry.knowledge, vocabulary())
    assert [f.statement for f in found.findings if f.query == ADDED.key] == ["p-2", "p-1", "p-3"]
    assert [f.finding_id for f in found.findings[-3:]] == ["p-2", "p-1", "p-3"]


def test_weightier_lines_stand_first() -> None:
    found = answers(
        row("police", "3 May 2011", "share", "V", "strangulation"),
        row("police", "10 May 2011", "share", "V", "jealousy"),
        row("gp", "20 May 2011", "appointment", "V"),
        settings=Settings(),
    )
    lines = [g.weight for g in found.groups if g.query == "unshared"]
    assert [matter_of(weight) for weight in lines] == [5, 3]


def test_how_it_is_ranked_says_all_of_it() -> None:
    for words in (
        "threshold, which a panel sets",
        "what the panel added comes last",
        "a duty or a rule names",
        "decisions and rows and a longer time",
        "order in which they are defined",
        "not a judgement",
    ):
        assert words in HOW_RANKED
    assert matter_of(max(f.weight for f in answers(*ROWS).findings)) == 5
