"""What must hold of every finding, and of every finding's identity."""

from __future__ import annotations

import importlib
import pkgutil
import re
import shutil
from dataclasses import fields, replace
from pathlib import Path

import pytest

import joinedup
import queries.findings
from graphdb.dates import MINUTES_PER_DAY, Interval, When
from graphdb.model import CaseRecords, Disposition, DispositionState, Settings
from queries import Answers, Finding, ask
from queries.definition import Query, registry
from queries.docs import FOLDER, pages
from tests.queries.build import Builder, Example, Row, enquiry_of, query, row, vocabulary

AMBER = Path(__file__).parents[2] / "examples" / "amber-street"
SOURCE = re.compile(r"00\d( (¶\d+(–\d+)?|Annex [A-Z]( \w+)?|theme \d+|\d+(\.\d+)*))?")
QUERIES = registry()
KEYS = [q.definition.key for q in QUERIES]


def cases_of(name: str) -> tuple[Example, ...]:
    module = importlib.import_module(f"queries.findings.cases_{name}")
    found: tuple[Example, ...] = module.CASES
    assert name.replace("_", "-") == module.KEY
    return found


@pytest.fixture(params=QUERIES, ids=KEYS)
def each_query(request: pytest.FixtureRequest) -> Query:
    found: Query = request.param
    return found


# -- definitions -------------------------------------------------------------------------


def test_every_module_is_found() -> None:
    names = {m.name for m in pkgutil.iter_modules(queries.findings.__path__)}
    findings = {n for n in names if not n.startswith("cases_")}
    assert findings == {key.replace("-", "_") for key in KEYS}
    assert names - findings == {f"cases_{name}" for name in findings}


def test_keys_and_orders_are_unique() -> None:
    assert len(set(KEYS)) == len(KEYS)
    orders = [q.definition.order for q in QUERIES]
    assert len(set(orders)) == len(orders)


def test_it_says_what_it_asks_and_how(each_query: Query) -> None:
    definition = each_query.definition
    assert definition.title
    assert definition.asks.endswith("?")
    for text in (definition.how, definition.cannot_see):
        assert text.endswith(".")
        assert "  " not in text
    assert definition.forms


def test_it_names_its_sources(each_query: Query) -> None:
    assert each_query.definition.sources
    for source in each_query.definition.sources:
        assert SOURCE.fullmatch(source), source


def test_its_codes_are_codes_of_the_framework(each_query: Query) -> None:
    assert each_query.definition.codes
    assert set(each_query.definition.codes) <= set(vocabulary().themes)


def test_its_parameters_are_settings(each_query: Query) -> None:
    known = {field.name for field in fields(Settings)}
    assert {name for name, _ in each_query.definition.parameters} <= known


def test_its_cases_have_a_hit_a_near_miss_and_a_silence(each_query: Query) -> None:
    examples = cases_of(each_query.definition.key.replace("-", "_"))
    assert {e.sort for e in examples} == {"hit", "near miss", "silent"}
    names = [str(e) for e in examples]
    assert len(set(names)) == len(names)


def test_its_forms_are_those_that_its_cases_show(each_query: Query) -> None:
    key = each_query.definition.key
    found = [f for e in cases_of(key.replace("-", "_")) for f in e.results(key).findings]
    assert {f.form for f in found} == {form for form, _ in each_query.definition.forms}
    assert all(f.query == key for f in found)
    assert all(f.good_practice == each_query.definition.good_practice for f in found)
    assert {code for f in found for code in f.codes} <= set(vocabulary().themes)


def test_the_pages_are_current() -> None:
    on_disk = {p.name: p.read_text(encoding="utf-8") for p in FOLDER.glob("*.md")}
    assert on_disk == pages(), "run python -m queries.docs"


# -- identity ----------------------------------------------------------------------------

ROWS = (
    row("police/control", "3 May 2011", "assault", "V, P", "strangulation"),
    row("police/response", "10 May 2011", "call-out", "V"),
    row("gp", "10 May 2011", "appointment", "P", "killing-thoughts"),
    row("gp", "20 May 2011", "appointment", "V"),
    row("police/response", "1 June 2011", "assault", "V, P", "assault"),
    row("police/control", "20 June 2011", "risk-assessment", "V", took=""),
    row("csc/north", "1 June 2011", "home-visit", "V"),
    row("csc/north", "2 June 2011", "home-visit", "V"),
    row("csc/south", "20 June 2011", "home-visit", "V"),
    row("csc/south", "21 June 2011", "home-visit", "V"),
)


def records_of(*rows: Row, **world: object) -> CaseRecords:
    return Builder(rows, **world).records  # type: ignore[arg-type]


def answers_of(records: CaseRecords) -> Answers:
    enquiry = enquiry_of(records)
    return ask(enquiry.view, enquiry.knowledge, vocabulary())


def listed(records: CaseRecords) -> tuple[Finding, ...]:
    answers = answers_of(records)
    return (*answers.findings, *answers.good)


def identity(finding: Finding) -> tuple[object, ...]:
    """What a finding is about, without dates, wording, form or evidence."""
    teams = finding.teams if finding.query == "handover" else finding.teams[:1]
    own = sorted(c.event_id for c in finding.cited if c.shows in ("assessment", "incident"))
    rows = tuple(own) if finding.query in ("isolation", "no-assessment") else ()
    return (finding.query, finding.agencies[:1], teams, finding.facts, finding.persons, rows)


def ids(records: CaseRecords) -> dict[tuple[object, ...], str]:
    return {identity(f): f.finding_id for f in listed(records)}


def same_ids(one: CaseRecords, other: CaseRecords) -> None:
    """Whatever both find has one id."""
    first, second = ids(one), ids(other)
    both = first.keys() & second.keys()
    assert len(both) > 5
    assert {k: first[k] for k in both} == {k: second[k] for k in both}


def test_ids_do_not_change_with_the_order_of_rows() -> None:
    records = records_of(*ROWS)
    turned = replace(records, events=records.events[::-1], facts=records.facts[::-1])
    assert listed(turned) == listed(records)


def test_ids_do_not_change_with_dates() -> None:
    records = records_of(*ROWS)
    wider = tuple(replace(e, when=_widened(e.when)) for e in records.events)
    same_ids(records, replace(records, events=wider))


def _widened(when: When) -> When:
    earliest, latest = when.earliest, when.latest
    assert earliest is not None
    assert latest is not None
    return When.once(Interval(earliest - MINUTES_PER_DAY, latest + MINUTES_PER_DAY))


@pytest.mark.parametrize("settings", [Settings(late_days=1), Settings(look_back_days=60)])
def test_ids_do_not_change_with_settings(settings: Settings) -> None:
    records = records_of(*ROWS)
    same_ids(records, replace(records, settings=settings))


def test_ids_do_not_change_with_the_name_of_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "renamed"
    shutil.copytree(AMBER, folder)
    (folder / "chronologies" / "hospital.xlsx").rename(folder / "chronologies" / "a-e.xlsx")
    case = (folder / "case.toml").read_text(encoding="utf-8")
    (folder / "case.toml").write_text(case.replace("hospital.xlsx", "a-e.xlsx"), encoding="utf-8")
    one, other = joinedup.load(AMBER).answers, joinedup.load(folder).answers
    assert [f.finding_id for f in one.findings] == [f.finding_id for f in other.findings]
    assert [f.finding_id for f in one.good] == [f.finding_id for f in other.good]


def test_no_two_findings_and_no_two_rows_share_an_id() -> None:
    case = joinedup.load(AMBER)
    found = [f.finding_id for f in (*case.answers.findings, *case.answers.good)]
    assert len(set(found)) == len(found)
    rows = [e.event_id for e in case.records.events]
    assert len(set(rows)) == len(rows)
    facts = [f.fact_id for f in case.records.facts]
    assert len(set(facts)) == len(facts)


def test_every_cited_row_is_a_row_and_is_cited_once() -> None:
    case = joinedup.load(AMBER)
    for finding in (*case.answers.findings, *case.answers.good):
        cited = [c.event_id for c in finding.cited]
        assert cited
        assert set(cited) <= set(case.view.events)
        assert len(set(cited)) == len(cited)


# -- what the panel said -----------------------------------------------------------------

STRANGLED = row("police", "3 May 2011", "assault", "V, P", "strangulation")
SEEN = row("gp", "10 May 2011", "appointment", "V")


def decided(*rows: Row, on: Finding) -> Answers:
    kept = Disposition(on.finding_id, DispositionState.EXPLAINED, fingerprint=on.fingerprint)
    return answers_of(records_of(*rows, dispositions=(kept,)))


def test_a_disposition_stays_attached_when_a_row_is_added() -> None:
    (finding,) = query("unshared").find(enquiry_of(records_of(STRANGLED, SEEN))).findings
    same = decided(STRANGLED, SEEN, on=finding).standings[finding.finding_id]
    assert same.on_earlier_rows == ""
    more = row("gp", "20 May 2011", "appointment", "V")
    now = decided(STRANGLED, SEEN, more, on=finding).standings[finding.finding_id]
    assert now.on_earlier_rows == "decided on earlier rows: 1 added"


def test_what_was_decided_without_its_rows_says_nothing_of_earlier_ones() -> None:
    (finding,) = query("unshared").find(enquiry_of(records_of(STRANGLED, SEEN))).findings
    without = replace(finding, cited=())
    assert not without.fingerprint
    standing = decided(STRANGLED, SEEN, on=without).standings[finding.finding_id]
    assert (standing.added, standing.gone) == (0, 0)
    assert standing.on_earlier_rows == ""


def test_a_disposition_is_kept_when_its_finding_goes() -> None:
    (finding,) = query("unshared").find(enquiry_of(records_of(STRANGLED, SEEN))).findings
    answers = decided(STRANGLED, on=finding)
    assert [d.finding_id for d in answers.no_longer_found] == [finding.finding_id]
    assert not answers.standings


def test_the_settings_switch_each_finding_off() -> None:
    records = records_of(*ROWS)
    found = {f.query for f in listed(records)}
    assert len(found) >= 5
    for key in found:
        settings = replace(records.settings, off=frozenset({key}))
        left = {f.query for f in listed(replace(records, settings=settings))}
        assert left == found - {key}
