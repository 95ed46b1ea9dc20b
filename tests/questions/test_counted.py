"""What is counted beforehand for the questions equals what the graph's own rows say.

Kinds in a row, themes under which an agency is named, what there is no record of sharing, and
when the records crossed the threshold are derived once and stored. Here each is worked out anew
from nodes and edges alone, so that none can drift from them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Disposition, DispositionState
from graphdb.tables import Tables, tables_of
from joinedup.case import JoinedUpCase, load
from joinedup.generate import generate
from joinedup.library.rows import with_counts, with_findings
from queries import Certainty
from queries.coverage import Examined

Row = dict[str, Any]
EVER = 10**15


@pytest.fixture(scope="module")
def cases() -> list[JoinedUpCase]:
    """One of which a panel said much, and generated ones."""
    made = [JoinedUpCase(generate(seed, rows=60, most=25).records) for seed in range(12)]
    return [_rejecting(load("examples/amber-street")), *made]


def _rejecting(case: JoinedUpCase) -> JoinedUpCase:
    """A case of which the panel rejected every third finding and accepted the rest."""
    states = (DispositionState.REJECTED, DispositionState.ACCEPTED, DispositionState.ACCEPTED)
    said = tuple(
        Disposition(f.finding_id, states[place % 3])
        for place, f in enumerate(case.answers.findings)
    )
    return JoinedUpCase(replace(case.records, dispositions=said))


@pytest.fixture(scope="module")
def every(cases) -> list[Tables]:
    return [case.tables for case in cases]


def edges(tables: Tables, type_: str, start: str, end: str) -> list[Row]:
    return list(tables.edges.get((type_, start, end), ()))


def nodes(tables: Tables, label: str) -> dict[str, Row]:
    return {row["uid"]: row for row in tables.nodes.get(label, ())}


# -- kinds in a row --------------------------------------------------------------------------


def agency_of_row(tables: Tables) -> dict[str, str]:
    of_team = {e["start"]: e["end"] for e in edges(tables, "PART_OF", "Team", "Agency")}
    return {
        e["start"]: of_team[e["end"]] for e in edges(tables, "RECORDED_BY", "Event", "Team")
    }  # fmt: skip


def along(tables: Tables, wanted: set[str], **chain: str) -> list[Row]:
    """Rows in the order of NEXT: a chain of an agency's own, or of one person's."""
    (name, value), events = next(iter(chain.items())), nodes(tables, "Event")
    following = {
        e["start"]: e["end"] for e in edges(tables, "NEXT", "Event", "Event") if e[name] == value
    }
    first = (following.keys() - following.values()) or wanted
    found = []
    here = next(iter(first), None)
    while here is not None:
        found.append(events[here])
        here = following.get(here)
    assert {row["uid"] for row in found} == wanted
    return found


def kinds(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(
        row["kind"] if row["coded"] and row["kind"] else "?"
        for row in rows
        if not row["learned_after_death"] and not row["fatal"]
    )


def test_an_agencys_kinds_and_rows_are_those_of_its_events(every):
    for tables in every:
        of_agency = defaultdict(set)
        for row, agency in agency_of_row(tables).items():
            of_agency[agency].add(row)
        events = nodes(tables, "Event")
        for uid, agency in nodes(tables, "Agency").items():
            own = of_agency[uid]
            assert agency["rows"] == len(own)
            assert agency["uncoded"] == sum(not events[row]["coded"] for row in own)
            assert agency["kinds"] == kinds(along(tables, own, agency=agency["agency_id"]))


def test_a_cases_kinds_are_those_of_rows_with_its_household(every):
    wanted = {"victim", "perpetrator", "child"}
    for tables in every:
        persons = {u for u, p in nodes(tables, "Person").items() if wanted & set(p["roles"])}
        seen = {
            e["start"] for e in edges(tables, "INVOLVES", "Event", "Person")
            if e["end"] in persons and e["role"] != "mentioned"
        }  # fmt: skip
        # rows of the table stand in the order of time
        rows = [row for uid, row in nodes(tables, "Event").items() if uid in seen]
        assert tables.nodes["Case"][0]["kinds"] == kinds(rows)
        for person in persons:
            own = {
                e["start"] for e in edges(tables, "INVOLVES", "Event", "Person")
                if e["end"] == person and e["role"] != "mentioned"
            }  # fmt: skip
            chain = along(tables, own, person=person.rpartition(":")[2])
            assert [row["uid"] for row in chain] == [r["uid"] for r in rows if r["uid"] in own]


# -- findings --------------------------------------------------------------------------------


def counted(tables: Tables) -> dict[str, Row]:
    """Findings that the panel did not reject, by what it said in so many words."""
    said = {e["end"]: nodes(tables, "Disposition")[e["start"]]["state"]
            for e in edges(tables, "SAID_OF", "Disposition", "Finding")}  # fmt: skip
    findings = nodes(tables, "Finding")
    assert all(row["disposition"] == said.get(uid, "") for uid, row in findings.items())
    return {uid: row for uid, row in findings.items() if said.get(uid) != "rejected"}


def concerned(tables: Tables, label: str) -> dict[str, list[str]]:
    found = defaultdict(list)
    for edge in sorted(edges(tables, "CONCERNS", "Finding", label), key=lambda e: e["place"]):
        found[edge["start"]].append(edge["end"])
    return found


def codes(tables: Tables) -> list[tuple[str, str]]:
    return [(e["start"], e["end"]) for e in edges(tables, "CODED_AS", "Finding", "Theme")]


def test_a_case_looked_for_what_it_found_and_counts_it(every):
    for tables in every:
        findings = counted(tables)
        coded = [(findings[f], theme) for f, theme in codes(tables) if f in findings]
        found = Counter(theme for _, theme in coded)
        sure = Counter(theme for row, theme in coded if row["certainty"] == "certain")
        added = Counter(theme for row, theme in coded if row["by_panel"])
        looked = edges(tables, "LOOKED_FOR", "Case", "Theme")
        assert len({e["end"] for e in looked}) == len(looked)
        for edge in looked:
            theme = edge["end"]
            assert (edge["findings"], edge["certain"], edge["added"]) == (
                found[theme], sure[theme], added[theme],
            )  # fmt: skip
            assert (edge["examined"] == Examined.FOUND) == (found[theme] > 0)
        asked = tables.nodes["Case"][0]["looked_for"]
        assert {row["query"] for row in nodes(tables, "Finding").values()} <= set(asked)


def test_an_agency_is_named_under_the_themes_of_findings_that_concern_it(every):
    for tables in every:
        findings, of = counted(tables), concerned(tables, "Agency")
        wanted: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
        for uid, theme in codes(tables):
            for place, agency in enumerate(of[uid] if uid in findings else ()):
                says = wanted[agency, theme]
                says[0] += 1
                says[1] += findings[uid]["certainty"] == "certain"
                says[2] += place == 0
        named = edges(tables, "NAMED_UNDER", "Agency", "Theme")
        assert {
            (e["start"], e["end"]): [e["findings"], e["certain"], e["asked_first"]] for e in named
        } == wanted
        assert len(named) == len(wanted)


def test_no_record_of_sharing_is_what_unshared_found(every, cases):
    for tables in (*every, _doubled(cases[0])):
        facts, of, about = (
            nodes(tables, "Fact"),
            concerned(tables, "Agency"),
            concerned(tables, "Fact"),
        )
        wanted: dict[tuple[str, str], list[Any]] = defaultdict(lambda: [0, set(), set()])
        for uid, row in counted(tables).items():
            if row["query"] != "unshared" or row["form"] == "reason on record":
                continue
            told, *holders = of[uid]
            for holder in holders:
                says = wanted[holder, told]
                says[0] += 1
                says[1 if row["certainty"] == "certain" else 2] |= {
                    facts[fact]["topic"] for fact in about[uid]
                }
        named = edges(tables, "NO_RECORD_OF_SHARING", "Agency", "Agency")
        assert {
            (e["start"], e["end"]): (
                e["findings"], set(e["certain_topics"]), set(e["possible_topics"]),
            ) for e in named
        } == {
            pair: (n, sure, maybe - sure) for pair, (n, sure, maybe) in wanted.items()
        }  # fmt: skip
        assert len(named) == len(wanted)


def _doubled(case: JoinedUpCase) -> Tables:
    """A case in which all that is certainly unshared is also possibly so, of other rows."""
    also = tuple(
        replace(f, finding_id=f"{f.finding_id}-x", certainty=Certainty.POSSIBLE)
        for f in case.answers.findings
        if f.query == "unshared" and f.certainty is Certainty.CERTAIN
    )
    assert also
    answers = replace(case.answers, findings=(*case.answers.findings, *also))
    return with_counts(with_findings(tables_of(case.known), answers), answers)


# -- the threshold -----------------------------------------------------------------------------

Spans = list[tuple[int, int, str, int]]
"""Since when, until when (not included), what, and its weight."""
Heard = list[tuple[int, str, int, int]]
"""Since when, of which occurrence, and its first and last minute."""


def spans(tables: Tables, agencies: set[str], sure: bool) -> Spans:
    """What some agencies had on record, from the ways that their edges name."""
    events = {row["event_id"]: row for row in nodes(tables, "Event").values()}
    facts = nodes(tables, "Fact")
    ends = defaultdict(list)
    for edge in edges(tables, "REVEALS", "Event", "Fact"):
        if edge["stance"] == "ended":
            ends[edge["end"]].append(nodes(tables, "Event")[edge["start"]])
    side = "known_hi" if sure else "known_lo"
    found = []
    for edge in edges(tables, "KNOWS", "Agency", "Fact"):
        if edge["start"] not in agencies:
            continue
        fact = facts[edge["end"]]
        for how, *rows in map(str.split, edge["ways"]):
            if sure and how != "certain":
                continue
            since, until = max(events[row][side] for row in rows), EVER
            told = events[rows[0]]
            if fact["nature"] == "state":
                known = told["known_lo"] if sure else told["known_hi"]
                if fact["longest_days"] is not None:
                    until = known + fact["longest_days"] * MINUTES_PER_DAY + 1
                for end in ends[edge["end"]]:
                    if sure and end["end_hi"] > told["known_lo"]:
                        until = min(until, end["start_lo"])
                    if not sure and end["start_lo"] > told["known_hi"]:
                        until = min(until, end["end_hi"])
            if since < until:
                found.append((since, until, edge["end"], fact["weight"]))
    return found


def heard(tables: Tables, agencies: set[str], sure: bool) -> Heard:
    """Of which incidents some agencies had heard, the first of them."""
    incidents = {u for u, o in nodes(tables, "Occurrence").items() if o["incident"]}
    rows = defaultdict(list)
    for edge in edges(tables, "TELLS_OF", "Event", "Occurrence"):
        rows[edge["end"]].append(nodes(tables, "Event")[edge["start"]])
    first: dict[str, int] = {}
    for edge in edges(tables, "AWARE_OF", "Agency", "Occurrence"):
        since = edge["certain_from"] if sure else edge["possible_from"]
        if edge["start"] in agencies and edge["end"] in incidents and since is not None:
            first[edge["end"]] = min(since, first.get(edge["end"], EVER))
    return sorted(
        (since, uid, min(r["start_lo"] for r in rows[uid]), max(r["end_hi"] for r in rows[uid]))
        for uid, since in first.items()
    )


def crossed(
    case: Row, held: Spans, told: Heard, sure: bool, same: Callable[[str, str], bool]
) -> int | None:
    """Return the first minute at which the threshold is reached, asked of every minute anew."""
    minutes = []
    for since, *_ in held:
        now = {what: weight for a, z, what, weight in held if a <= since < z}
        if (
            len(now) >= case["threshold_indicators"]
            or sum(now.values()) >= case["threshold_weight"]
        ):
            minutes.append(since)
    days, counted_ones = case["threshold_days"] * MINUTES_PER_DAY, []
    for one in told:
        if sure and any(same(one[1], other[1]) for other in counted_ones):
            continue
        counted_ones.append(one)
        near = [
            sum(
                (h[2] >= first[2] and h[3] - first[2] <= days) if sure
                else (h[3] >= first[3] and h[2] - first[3] <= days)
                for h in counted_ones
            )
            for first in counted_ones
        ]  # fmt: skip
        if max(near) >= case["threshold_incidents"]:
            minutes.append(one[0])
    least = min(minutes, default=None)
    return least if least is not None and least < case["end_lo" if sure else "end_hi"] else None


def test_the_threshold_was_crossed_when_the_graphs_own_edges_say(cases):
    crossings = Counter()
    for case in cases:
        tables = case.tables
        (row,) = tables.nodes["Case"]
        formal = {u for u, a in nodes(tables, "Agency").items() if not a["informal"]}
        occurrence = nodes(tables, "Occurrence")
        guesses = case.view.guesses  # what may be the same is no edge of the graph

        def same(one: str, other: str, names=occurrence, guessed=guesses) -> bool:
            return names[other]["occurrence_id"] in guessed.get(names[one]["occurrence_id"], ())

        for side, sure in (("certain", True), ("possible", False)):
            each = [
                crossed(row, spans(tables, own, sure), heard(tables, own, sure), sure, same)
                for own in (formal, *({agency} for agency in formal))
            ]
            single = min((minute for minute in each[1:] if minute is not None), default=None)
            assert (row[f"pooled_{side}"], row[f"single_{side}"]) == (each[0], single), (
                tables.case_id
            )
            crossings.update({f"pooled {side}": each[0] is not None,
                              f"single {side}": single is not None})  # fmt: skip
    assert all(crossings.values()), "each is reached in one case at least"


# -- else nothing would be compared -----------------------------------------------------------


def test_the_cases_have_what_is_compared(every):
    said = {f["disposition"] for t in every for f in nodes(t, "Finding").values()}
    assert {"", "rejected", "accepted"} <= said
    for key in (("NAMED_UNDER", "Agency", "Theme"), ("NO_RECORD_OF_SHARING", "Agency", "Agency")):
        assert sum(bool(edges(t, *key)) for t in every) > 3
    assert any(len(t.nodes["Case"][0]["kinds"]) > 20 for t in every)
