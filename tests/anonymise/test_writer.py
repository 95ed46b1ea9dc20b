"""A case folder written from records loads as exactly these records."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import joinedup
from graphdb.dates import DateContext, moment_of, read_when
from graphdb.model import (
    Agency,
    Case,
    CaseRecords,
    Event,
    Naming,
    Pathway,
    Person,
    Role,
    RuleChange,
    SourceRef,
    Team,
)
from joinedup.anonymise.dates import DateMode, draw_shift
from joinedup.anonymise.ids import new_ids
from joinedup.anonymise.in_text import TextDates
from joinedup.anonymise.made import make
from joinedup.anonymise.writer import write_records
from joinedup.case import JoinedUpCase
from tests.anonymise.packs import (
    SALT,
    TOGETHER,
    SameWords,
    comparable,
    example,
    example_pack,
    generated,
    packed,
)

pytestmark = TOGETHER


@pytest.mark.parametrize("mode", list(DateMode))
def test_the_example_is_read_back_as_it_was_meant(mode: DateMode) -> None:
    made, pack, _ = example_pack(mode=mode)
    assert comparable(pack.records) == comparable(made.records)
    assert pack.report is not None
    assert pack.report.uncoded == sum(not e.coded for e in made.records.events)


@pytest.mark.parametrize("seed", [3, 104])
def test_a_generated_case_is_read_back_as_it_was_meant(seed: int, tmp_path: Path) -> None:
    made, pack = packed(generated(seed, tmp_path / "case"), tmp_path / "pack")
    assert comparable(pack.records) == comparable(made.records)


def test_ids_are_made_anew_and_rows_keep_their_order() -> None:
    records = example().records
    one, two = new_ids(records, SALT), new_ids(records, "a5" * 32)
    for kind in ("events", "facts", "refs"):
        first, second = (set(getattr(ids, kind).values()) for ids in (one, two))
        assert not first & second
        assert not first & set(getattr(one, kind))
    assert sorted(one.events.values()) == [one.events[key] for key in sorted(one.events)]
    assert one.case_id != two.case_id
    assert new_ids(records, SALT) == one


def _kinds(*ids: tuple[str, str]) -> dict[str, str]:
    agencies = tuple(Agency(key, key.title(), sector) for key, sector in ids)
    return dict(new_ids(CaseRecords(Case("c", "C"), agencies=agencies), SALT).agencies)


def test_an_agency_s_id_says_its_kind_and_nothing_of_the_original() -> None:
    ids = new_ids(example().records, SALT)
    assert ids.agencies["police"] == "police-1"
    assert ids.agencies["fellshire"] == "police-2"
    assert ids.agencies["lantern"] == "idva"
    assert ids.agencies["csc"] == "childrens-social-care"
    assert ids.teams["police/ppu"] == "police-1/team-3"
    assert ids.teams["police/"] == "police-1/"
    # whatever they began with, and wherever that stood in the alphabet
    one = _kinds(("ashby-police", "police"), ("moor-gp", "gp"), ("zeal-gp", "gp"))
    two = _kinds(("zeal-police", "police"), ("zoo-gp", "gp"), ("ab-gp", "gp"))
    assert list(one.values()) == list(two.values()) == ["police", "gp-1", "gp-2"]
    # an id that is another kind's word does not come along with its meaning
    assert _kinds(("gp", "hospital"), ("police", "gp")) == {"gp": "hospital", "police": "gp"}


def test_rules_and_pathways_mean_the_same_agencies() -> None:
    records = example().records
    rules = (
        RuleChange("repeat-marac", "x", sectors=("police", "lantern", "gp"), destinations=("csc",)),
    )
    records = replace(
        records,
        agencies=(*records.agencies, Agency("idva", "Odd", "other")),
        teams=(*records.teams, Team("idva/", "idva", "team not stated")),
        settings=replace(
            records.settings,
            rules=(*rules, RuleChange("repeat-marac", "y", sectors=("idva",))),
            pathways=(Pathway("p", "police", "fellshire"), Pathway("q", "gp", "housing")),
        ),
    )
    made = make(JoinedUpCase(records), SameWords(records), SALT).records.settings
    # "police" is a kind with two agencies, one of which has it as its id; "idva" a kind and another
    assert made.rules[0].sectors == ("police", "idva", "gp")
    assert made.rules[0].destinations == ("childrens-social-care",)
    assert made.rules[1].sectors == ("idva", "other")
    assert [(p.source, p.target) for p in made.pathways] == [
        ("police-1", "police-2"),
        ("gp", "housing"),
    ]


def _persons(*people: Person) -> dict[str, str]:
    return dict(new_ids(CaseRecords(Case("c", "C"), persons=people), SALT).persons)


def test_a_person_s_id_is_the_role_s_letter_and_no_initial() -> None:
    victim, perpetrator = frozenset({Role.VICTIM}), frozenset({Role.PERPETRATOR})
    family, child = frozenset({Role.FAMILY}), frozenset({Role.CHILD})
    assert _persons(
        Person("L", "Leanne", victim),
        Person("craig-d", "Craig Dolan", perpetrator),
        Person("C1", "Ellie", child),
        Person("J", "Jake", child),
        Person("M", "Leanne's mother", family, ("Carol Marsh",)),
        Person("D", "Doreen", family),
        Person("X", "Donna", frozenset({Role.EX_PARTNER})),
        Person("Q", "Omar", frozenset({Role.OTHER})),
        Person("o-2", "Olive", frozenset({Role.OTHER})),
    ) == {
        "L": "V",
        "craig-d": "P",
        "C1": "C1",
        "J": "C2",
        "M": "M",
        "D": "F1",
        "X": "X1",
        "Q": "Q",
        "o-2": "O1",
    }
    assert _persons(Person("a", "A", victim), Person("b", "B", victim)) == {"a": "V", "b": "V1"}
    # in another order of the alphabet the same
    ids = _persons(Person("z", "Zoe", child), Person("a", "Ann", child))
    assert ids == {"z": "C1", "a": "C2"}


def test_files_are_called_by_kind_whatever_they_were_called(tmp_path: Path) -> None:
    case = example()
    _, _, pack = example_pack()
    names = sorted(path.name for path in (pack / "chronologies").iterdir())
    assert {"hospital.csv", "idva.csv", "police-1.csv", "gp.csv", "gp-2.csv"} <= {*names}
    renamed = {
        document: f"{9 - place}.csv"
        for place, document in enumerate(sorted({e.source.document for e in case.records.events}))
    }
    rows = tuple(
        replace(e, source=replace(e.source, document=renamed[e.source.document], row=900 - n))
        for n, e in enumerate(case.records.events)
    )
    other = JoinedUpCase(replace(case.records, events=tuple(reversed(rows))))
    packed(other, tmp_path / "two")
    for name in names:
        one, two = (which / "chronologies" / name for which in (pack, tmp_path / "two"))
        assert one.read_bytes() == two.read_bytes()


def _case(*events: Event, persons: tuple[Person, ...] = ()) -> JoinedUpCase:
    agencies = (
        Agency("police", "The", "police"),
        Agency("none", "None", "gp"),
        Agency("x", "A; B (and) C, D & E", "hospital"),
    )
    teams = tuple(Team(f"{a.agency_id}/", a.agency_id, "team not stated") for a in agencies)
    teams += (Team("x/=1", "x", "=HYPERLINK(1)"), Team("police/a", "police", "None"))
    return JoinedUpCase(CaseRecords(Case("c", "C"), persons, (), agencies, teams, (), events))


def _row(event_id: str, team: str, text: str, **more: object) -> Event:
    when = read_when("3 May 2011").when
    assert when is not None
    made = Event(event_id, team, "phone-call", when, text, SourceRef("a.csv", "", 2))
    return replace(made, **more)  # type: ignore[arg-type]


def test_hostile_names_are_only_names(tmp_path: Path) -> None:
    persons = (
        Person("None", "None", frozenset({Role.VICTIM})),
        Person("the", "The", frozenset({Role.PERPETRATOR})),
        Person("n", ".*(<b>)", frozenset({Role.OTHER})),
    )
    case = _case(
        _row("e-1", "x/=1", "=1+1", told_by=(Naming("police/a", "by (phone); and"),)),
        _row("e-2", "police/a", "<script>\n'quoted', \"twice\"", shared_with=(Naming("x/"),)),
        _row("e-3", "none/", "@SUM(A1)", shared_with=(Naming("x/=1"), Naming("police/"))),
        persons=persons,
    )
    made = make(case, SameWords(case.records), SALT)
    folder = tmp_path / "pack"
    folder.mkdir()
    write_records(made.records, folder)
    pack = joinedup.load(folder)
    before = sorted(made.records.events, key=lambda e: e.event_id)
    after = sorted(pack.records.events, key=lambda e: e.event_id)
    assert [(e.event_id, e.team_id) for e in after] == [(e.event_id, e.team_id) for e in before]
    for one, other in zip(before, after, strict=True):
        assert other.summary.lstrip("'") == one.summary.lstrip("'")
        assert [n.team_id for n in other.shared_with] == [n.team_id for n in one.shared_with]
        assert [n.team_id for n in other.told_by] == [n.team_id for n in one.told_by]
    cells = "".join(p.read_text("utf-8-sig") for p in (folder / "chronologies").iterdir())
    assert not any(cell.startswith("=") for line in cells.split("\n") for cell in line.split(","))


def test_the_text_is_not_searched_where_a_column_says_whom_it_names(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    (folder / "chronologies").mkdir(parents=True)
    (folder / "case.toml").write_text(
        'format = 1\n[case]\nid = "c"\n'
        '[[person]]\nid = "V"\nlabel = "Leanne"\nroles = ["victim"]\n'
        '[[agency]]\nid = "police"\nname = "Police"\nsector = "police"\nfiles = ["police.csv"]\n'
        '[[agency]]\nid = "gp"\nname = "The surgery"\nsector = "gp"\n',
        encoding="utf-8",
    )
    rows = "Date,Source,What happened,Agencies mentioned\n3/5/11,,Leanne spoke to the surgery,{}\n"
    there = folder / "chronologies" / "police.csv"
    found = {}
    for said in ("", "gp", "The surgery; police"):
        there.write_text(rows.format(said), encoding="utf-8")
        event = joinedup.load(folder).records.events[0]
        assert event.involves == ()
        found[said] = event.mentions
    assert found == {"": (), "gp": ("gp",), "The surgery; police": ("gp",)}
    there.write_text(rows.format("").replace(",Agencies mentioned", "").replace(",\n", "\n"))
    event = joinedup.load(folder).records.events[0]
    assert event.mentions == ("gp",)
    assert [i.person_id for i in event.involves] == ["V"]


@pytest.mark.parametrize("salt", [SALT, "fe" * 32])
def test_a_relative_pack_counts_its_days(salt: str) -> None:
    made, pack, folder = example_pack(salt, DateMode.RELATIVE)
    day_1 = made.shift.day_1
    assert day_1 is not None
    # neutral: the beginning of a month, and not the day on which the review's scope began
    assert day_1.day == 1
    assert day_1 < made.shift.day(date(2010, 1, 1))
    cells = []
    for path in (folder / "chronologies").iterdir():
        with path.open(encoding="utf-8-sig", newline="") as stream:
            cells += [(row["Date"], row["End date"]) for row in csv.DictReader(stream)]
    assert len(cells) == len(pack.records.events)
    said = re.compile(
        r"(?:\d+ times, )?(?:since |by |between )?day -?\d+(?: and day -?\d+)?|undated"
    )
    assert {cell for pair in cells for cell in pair if cell and not said.fullmatch(cell)} == set()
    text = (folder / "case.toml").read_text(encoding="utf-8")
    assert f"day_1 = {day_1}" in text
    assert re.search('fatal_incident = "day [0-9]+"', text)
    # who counts the days back has the pack's own days, weekdays with them
    for event in pack.records.events:
        if event.when.is_single_day and event.when.written.startswith("day "):
            assert event.when.earliest is not None
            count = int(event.when.written.split()[1].rstrip(","))
            assert moment_of(event.when.earliest).date() == day_1 + timedelta(days=count - 1)


def test_a_relative_pack_does_not_tell_the_ending() -> None:
    shift = draw_shift(example().records, SALT, DateMode.RELATIVE)
    dates = TextDates(shift, DateContext(scope=(date(2010, 1, 1), date(2013, 6, 30))))
    said = dates.moved("He left on 3 May 2011; since March 2012 she is alone.", date(2012, 3, 1))
    assert re.fullmatch(r"He left on day \d+; since month \d+ she is alone\.", said)
