"""What a second process works out is what the first would: the same pack, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

import joinedup.anonymise.pack
from graphdb.dates import read_when
from graphdb.model import (
    CaseRecords,
    Coverage,
    Expectation,
    Pathway,
    RecordAccess,
    RuleChange,
)
from joinedup.anonymise import coarse, second
from joinedup.anonymise.coarse import coarsened, with_days_of
from joinedup.anonymise.dates import DateMode, Shift, draw_shift, noting_holidays
from joinedup.anonymise.ids import Ids, new_ids
from joinedup.anonymise.jobs import Jobs
from joinedup.anonymise.made import make, without_guesses
from joinedup.anonymise.pack import PackOptions, make_pack
from joinedup.anonymise.second import Apart, Here
from joinedup.anonymise.translate import translate
from joinedup.case import JoinedUpCase
from tests.anonymise.packs import SALT, generated, vague

DRAFT = PackOptions(draft=True, although_not_published=True)


def _ids(case: JoinedUpCase) -> tuple[Ids, Shift]:
    shift = draw_shift(case.records, SALT, DateMode.OFFSET)
    return new_ids(case.records, SALT), shift


@pytest.fixture
def apart() -> Iterator[Apart]:
    found = second._apart()
    assert found is not None
    try:
        yield found
    finally:
        found.end()


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _always(monkeypatch: pytest.MonkeyPatch) -> list[Apart]:
    """Have a second process for every case; return those that ended."""
    ended, end = list[Apart](), Apart.end

    def noted(self: Apart) -> None:
        ended.append(self)
        end(self)

    monkeypatch.setattr(second, "LEAST_ROWS", 1)
    monkeypatch.setattr(second, "_cores", lambda: 2)
    monkeypatch.setattr(Apart, "end", noted)
    return ended


def _with_a_note(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a name of the case written into each pack, before its pages."""
    write = joinedup.anonymise.pack.write_records

    def written(records: CaseRecords, place: Path, day_1: date | None) -> tuple[str, ...]:
        (place / "note.txt").write_text(f"Rang {name} at home.", encoding="utf-8")
        return write(records, place, day_1)

    monkeypatch.setattr("joinedup.anonymise.pack.write_records", written)


@pytest.mark.parametrize("mode", [DateMode.OFFSET, DateMode.YEAR])
def test_a_second_process_makes_the_same_pack_and_finds_the_same_leaks(
    mode: DateMode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, options = tmp_path / "key.json", replace(DRAFT, dates=mode)
    case = generated(3, tmp_path / "case", 60)
    _with_a_note(case.records.persons[0].label, monkeypatch)
    made = make_pack(case, tmp_path / "here", key, options)
    assert any("note.txt" in leak for leak in made.leaks)
    ended = _always(monkeypatch)
    again = make_pack(case, tmp_path / "apart", None, replace(options, key_in=key))
    assert _files(tmp_path / "here") == _files(tmp_path / "apart")
    assert replace(again, folder=made.folder) == made
    # it had something to do, and did it
    assert len(ended[0]._results) >= 4
    # the large page, too, before the last one is made
    looked = [args[0] for job, args, _ in ended[0]._asked if job is Jobs.look]
    assert ["case-map.html"] in looked
    assert looked.index(["walkthrough/walkthrough.html"]) < len(looked) - 1
    assert ended[0]._process.poll() is not None


def test_where_a_second_process_ends_too_soon_the_first_does_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, key = generated(3, tmp_path / "case", 60), tmp_path / "key.json"
    made = make_pack(case, tmp_path / "here", key, DRAFT)
    _always(monkeypatch)
    begin = Apart.begin

    def killed(self: Apart, original: CaseRecords) -> None:
        begin(self, original)
        self._process.kill()

    monkeypatch.setattr(Apart, "begin", killed)
    again = make_pack(case, tmp_path / "apart", None, replace(DRAFT, key_in=key))
    assert replace(again, folder=made.folder) == made
    assert _files(tmp_path / "here") == _files(tmp_path / "apart")


def test_where_no_process_may_be_begun_the_first_does_all_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Blocked by the administrator")

    monkeypatch.setattr("subprocess.Popen", refused)
    monkeypatch.setattr(second, "_cores", lambda: 2)
    with second.second(second.LEAST_ROWS) as hands:
        assert isinstance(hands, Here)


@pytest.mark.parametrize(("rows", "cores", "apart"), [(-1, 2, False), (0, 1, False), (0, 2, True)])
def test_a_small_case_or_a_single_core_has_one_process(
    rows: int, cores: int, apart: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second, "_cores", lambda: cores)
    with second.second(second.LEAST_ROWS + rows) as hands:
        assert hands.apart is apart


def test_what_goes_wrong_in_a_second_process_is_said_by_the_first(
    apart: Apart, tmp_path: Path
) -> None:
    case = generated(3, tmp_path / "case", 60)
    original = without_guesses(case.records)
    apart.begin(original)
    days = apart.ask(Jobs.coarse, *_ids(case))
    with pytest.raises(FileNotFoundError, match="There is no such pack"):
        apart.ask(Jobs.begin_check, tmp_path / "none", {"format": 1})()
    assert days().edges == Jobs(original).coarse(*_ids(case)).edges


def test_it_is_handed_more_than_a_pipe_holds_while_it_is_busy(apart: Apart, tmp_path: Path) -> None:
    """Nobody waits until it can read."""
    case = generated(3, tmp_path / "case", 400)
    apart.begin(without_guesses(case.records))
    days = apart.ask(Jobs.coarse, *_ids(case))
    for _ in range(3):
        taken = apart.ask(Jobs.take_in, case.records)
    taken()
    assert days().records.case.scope_from is not None


@dataclass(frozen=True)
class _Other:
    """Words of the pack that are other than those of the case."""

    def replaced(self, text: str, row: str = "", day: date | None = None) -> str:
        """Return the text in other letters."""
        return text.swapcase()

    def name_of(self, kind: str, identity: str) -> str:
        """Return another name."""
        return "" if kind == "alias" else f"{kind} {identity}"


def _with_days(case: JoinedUpCase) -> JoinedUpCase:
    """Return a case with days in every table that may say any, none of them of a calendar."""
    records = case.records
    start, end = date(2004, 3, 9), date(2019, 8, 14)
    long = read_when("from 2003 to 2014").when
    agencies = tuple(
        replace(a, coverage=Coverage(start, end, stated=True)) if at < 3 else a
        for at, a in enumerate(records.agencies)
    )
    relations = tuple(replace(r, start=long, end=long) for r in records.relations)
    sectors, first = (records.agencies[0].sector,), records.agencies[0].agency_id
    settings = replace(
        records.settings,
        pathways=(Pathway("Operation X", first, records.agencies[1].agency_id, start=start),),
        record_access=(RecordAccess("S1", (first,), start=start, end=end),),
        rules=(RuleChange("gap-in-contact", "of ours", days=99, start=start, end=end),),
        escalation=Expectation("ours", start=start, sectors=sectors),
        assessment_expected=(Expectation("ours", start=start, end=end, sectors=sectors),),
    )
    return JoinedUpCase(replace(records, agencies=agencies, relations=relations, settings=settings))


@pytest.mark.parametrize("seed", [5, 7])
def test_days_worked_out_apart_are_those_of_the_pack_in_its_own_words(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is made wider comes over: rows, scope, coverage, relations, and every table."""
    monkeypatch.setattr(coarse, "_MANY_ROWS", 1)
    case = _with_days(vague(seed, tmp_path / "case"))
    (ids, shift), words = _ids(case), _Other()
    original = without_guesses(case.records)
    exact = translate(original, ids, words, shift, noting_holidays(case.records))
    whole = coarsened(original, exact, checked_later=True)
    found = Jobs(original).coarse(ids, shift)
    assert with_days_of(exact, found.records) == whole.records
    assert (found.edges, found.wider, found.exact) == (whole.edges, whole.wider, whole.exact)
    assert (found.left, found.checked) == (whole.left, whole.checked)
    assert 0 < len(found.records.events) < len(exact.events)
    made = make(case, words, SALT, coarse=lambda: found)
    assert made.records == whole.records
    # what stays exact is said in the words of the pack
    assert made.coarse.days == whole.days
    was, now = exact.settings, made.records.settings
    assert [t for t in coarse._TABLES if getattr(was, t) == getattr(now, t)] == []
