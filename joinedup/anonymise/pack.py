"""A pack for training: made beside its place, looked through, and only then put there."""

from __future__ import annotations

import csv
import importlib
import importlib.util
import os
import re
import secrets
import shutil
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from graphdb.collector import collector_paused
from graphdb.dates.show import show_when
from graphdb.model import CaseRecords, ReviewStatus
from joinedup.anonymise.alike import count_answers, read_answers, with_groups
from joinedup.anonymise.beside import beside, check_apart, clear_left_over
from joinedup.anonymise.case_toml import context_of
from joinedup.anonymise.coarse import Coarse
from joinedup.anonymise.dates import DateMode, Shift, days_of, draw_shift, shift_of
from joinedup.anonymise.decisions import WHICH, Decision, Said, write_decisions
from joinedup.anonymise.dispositions import moved_dispositions
from joinedup.anonymise.errors import OpenQuestionsError, PackError
from joinedup.anonymise.ids import Ids, new_ids
from joinedup.anonymise.in_text import Inexact, TextDates
from joinedup.anonymise.jobs import Jobs
from joinedup.anonymise.key import FORMAT, check_place, read_key, write_key
from joinedup.anonymise.made import Made, make, without_guesses
from joinedup.anonymise.model import Names, Options, Question
from joinedup.anonymise.prepare import prepare, texts_of
from joinedup.anonymise.readme import NAME as README
from joinedup.anonymise.readme import About, readme
from joinedup.anonymise.row_refs import row_refs_of
from joinedup.anonymise.salted import drawn, new_salt, walkthrough_secret
from joinedup.anonymise.second import Apart, Here, second
from joinedup.anonymise.text import Replacer
from joinedup.anonymise.translate import DRAFT_MARKING, MARKING, documents_of
from joinedup.anonymise.words import fold, is_ordinary
from joinedup.anonymise.writer import write_records
from joinedup.case import JoinedUpCase, load
from loaders.case_file import NAME as CASE_FILE
from loaders.dispositions import write_dispositions
from loaders.errors import LoaderError
from loaders.load import CHRONOLOGIES
from loaders.short_names import is_short
from viz.walk.settings import NAME as WALKTHROUGH_FILE

if TYPE_CHECKING:
    from joinedup.leakcheck.report import Leak, Report
    from joinedup.walkthrough import WalkBegun

_LEAVING = (ReviewStatus.APPROVED, ReviewStatus.PUBLISHED)

_ATTEMPTS = 5


class _LeakError(PackError):
    """The leak check found something in what was made."""


#: The picture for the wall, in the pack.
CASE_MAP = "case-map.html"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PackOptions:
    """How a pack is made.

    Attributes
    ----------
    dates, names
        How the pack says dates, and what persons are called.
    decisions
        The file in which a person decides; read, and written back with what is still open. Without
        one nothing is written, and every question is open.
    key_in
        The key of an earlier pack of the same case: the same pack is made again, and no other key.
    although_not_published
        Make it although the review is not approved or published.
    draft
        Make it although questions are open; it says that it must not be shared.
    whoever_reads_the_key
        Write the key although the file system cannot keep others from reading it.
    case_folder
        Where the case is: no pack is made in it, or round it.
    """

    dates: DateMode = DateMode.OFFSET
    names: Names = Names.NEUTRAL
    decisions: Path | None = None
    key_in: Path | None = None
    although_not_published: bool = False
    draft: bool = False
    whoever_reads_the_key: bool = False
    case_folder: Path | None = None


@dataclass(frozen=True, slots=True)
class PackReport:
    """What was made.

    Attributes
    ----------
    folder, key
        Where the pack and its key are.
    rows
        How many rows the pack has.
    replaced
        In how many places of the texts each kind was replaced.
    undecided
        Questions that nobody has answered; only a draft has any.
    inexact
        Months, seasons and years that became the nearest.
    wider
        Refs, in the pack, of rows whose date could only be written wider than it is.
    exact
        Refs of rows that said a month, a season or a year and had to keep an edge of it, and what
        else stays exact in ``case.toml``.
    dispositions
        How many lines of what the panel said came along.
    checked
        Whether the leak check looked through it.
    leaks
        Where it found something, as sentences; only a draft has any.
    passphrase
        What opens the sealed pages of the walkthrough: to be told to the room by the trainer alone.
    eyes
        How many pairs of eyes looked for names that the case does not list.
    moments
        At how many moments the walkthrough stops.
    uncoded
        How many rows nobody has coded: no room stops at one.
    """

    folder: Path
    key: Path
    rows: int
    replaced: Mapping[str, int]
    undecided: int = 0
    inexact: tuple[Inexact, ...] = ()
    wider: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    dispositions: int = 0
    checked: bool = True
    leaks: tuple[str, ...] = ()
    draft: bool = False
    passphrase: str = ""
    eyes: int = 1
    moments: int = 0
    uncoded: int = 0


class _Replacing:
    """Replaces in texts with what a replacer knows, and counts what was replaced."""

    def __init__(self, replacer: Replacer, dates: TextDates) -> None:
        self._replacer, self._dates = replacer, dates
        self.used: Counter[str] = Counter()
        self.words: dict[tuple[str, str], None] = {}

    def replaced(self, text: str, row: str = "", day: date | None = None) -> str:
        """Return a text as the pack has it."""
        found = self._replacer.replace(text, row, partial(self._dates.moved, day=day))
        self.used.update(use.kind for use in found.used)
        self.words.update(dict.fromkeys(found.words))
        return found.text

    def name_of(self, kind: str, identity: str) -> str:
        """Return what a person, agency or team is called in the pack."""
        return self._replacer.name_of(kind, identity)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a pack is made with: drawn anew, or taken from the key of an earlier one."""

    pack: str
    salt: str
    shift: Shift
    names: Names


def make_pack(
    case: JoinedUpCase,
    folder: Path | str,
    key: Path | str | None = None,
    options: PackOptions | None = None,
    progress: Progress | None = None,
) -> PackReport:
    """Make a pack of a case that can leave the building.

    Parameters
    ----------
    case
        The original, as loaded.
    folder
        Where the pack is to be; nothing may be there yet.
    key
        Where its key is to be: outside the pack. Left out where ``options.key_in`` is given.
    options
        How it is made.
    progress
        Told what is being done, a few words at a time.

    Returns
    -------
    PackReport
        What was made.

    Raises
    ------
    PackError
        Where no pack was made; nothing is left behind.
    OpenQuestionsError
        Where a person has to answer first.
    """
    options = options or PackOptions()
    folder = Path(folder)
    _check(case, folder, options)
    if options.key_in is None:
        if key is None:
            raise PackError("JU-L129")
        check_place(Path(key), folder)
    clear_left_over(folder)
    decisions = () if options.decisions is None else read_answers(options.decisions)
    # an id or a name that is drawn may by chance be like a name of the case: then another is drawn
    for attempt in range(_ATTEMPTS):
        try:
            return _make(case, folder, key, options, decisions, progress or _silent)
        except _LeakError:
            if options.key_in is not None or attempt == _ATTEMPTS - 1:
                raise
            (progress or _silent)("Once more, with other names")
    raise AssertionError("unreachable")


def _silent(_: str) -> None:
    """Tell nobody."""


@collector_paused()
def _make(
    case: JoinedUpCase,
    folder: Path,
    key: Path | str | None,
    options: PackOptions,
    decisions: tuple[Decision, ...],
    progress: Progress,
) -> PackReport:
    with second(len(case.records.events)) as hands:
        hands.begin(without_guesses(case.records))
        drawn_for = _draw(case.records, options)
        progress("Looking for names, numbers and dates")
        dates = _text_dates(case.records, drawn_for.shift, decisions)
        ids = new_ids(case.records, drawn_for.salt)
        years = drawn_for.shift.mode is DateMode.YEAR
        coarse = None if years else hands.ask(Jobs.coarse, ids, drawn_for.shift)
        replacer = _prepare(case.records, decisions, drawn_for, dates, ids)
        _ask(replacer, decisions, options)
        words = _Replacing(replacer, dates)
        progress("Replacing")
        salt, shift = drawn_for.salt, drawn_for.shift
        made = make(
            case, words, salt, shift, ids, draft=options.draft, coarse=coarse and _soon(coarse)
        )
        making = _Making(
            case, options, decisions, drawn_for, dates, replacer, words, hands, progress
        )
        with beside(folder) as place:
            filled = _fill(making, made, place)
            if not filled.told():
                _empty(place)
                made = (made.again or _never)()
                filled = _fill(making, made, place)
            progress("Looking for what must not be in it")
            leaks = _verify(making, place, filled)
            _same_times(place, drawn_for.salt)
            at = _put(place, folder, filled.secret, key, options)
    return PackReport(
        folder,
        at,
        len(made.records.events),
        dict(sorted(words.used.items())),
        count_answers(replacer.questions),
        tuple(dates.inexact),
        filled.wider,
        (*_exact(made), *made.coarse.days),
        filled.dispositions,
        leaks is not None,
        leaks or (),
        options.draft,
        filled.passphrase,
        replacer.pairs_of_eyes,
        filled.moments,
        sum(map(len, case.view.uncoded_of_agency.values())),
    )


#: What a pack needs once its rows are written. To read it takes as long as a few hundred rows.
_NEEDED = ("joinedup.outputs", "joinedup.walkthrough", "viz.casemap_draw")


def _soon(coarse: Callable[[], Coarse]) -> Callable[[], Coarse]:
    """Return what waits for the days of a pack, and first reads what else will be needed.

    All words are replaced by then, and a second process is most often still busy with the days.
    """

    def waited() -> Coarse:
        check = ["joinedup.leakcheck.verify"] if _can_check() else []
        for name in (*_NEEDED, *check):
            importlib.import_module(name)
        return coarse()

    return waited


@dataclass(frozen=True, slots=True)
class _Making:
    """All that a pack is made with."""

    case: JoinedUpCase
    options: PackOptions
    decisions: tuple[Decision, ...]
    drawn_for: _Drawn
    dates: TextDates
    replacer: Replacer
    words: _Replacing
    hands: Here | Apart
    progress: Progress


@dataclass(frozen=True, slots=True)
class _Filled:
    """What was written into a folder.

    Attributes
    ----------
    wider
        Refs of rows whose date could only be written wider than meant.
    told
        Gives whether what was written tells what the case tells, as far as that was left open.
    looked_at
        Files at which the leak check looks already.
    """

    wider: tuple[str, ...]
    dispositions: int
    secret: Mapping[str, Any]
    passphrase: str
    moments: int
    told: Callable[[], bool]
    looked_at: frozenset[str]


def _fill(making: _Making, made: Made, place: Path) -> _Filled:
    """Write the case of a pack, its pages and its README into an empty folder."""
    case, hands, words, progress = making.case, making.hands, making.words, making.progress
    progress("Writing")
    pack, wider = _written(made, place, hands)
    salt = making.drawn_for.salt
    count = _write_dispositions(case, pack, made, words, salt, place)
    if count:
        pack = load(place)
    secret = _secret(making, made)
    sooner = _Sooner(place, hands, secret)
    sooner.look(*place.rglob("*"))
    told = _told(made, pack, hands, as_meant=not wider)
    passphrase, moments = _make_more(pack, place, salt, sooner.look, progress)
    (place / README).write_text(readme(_about(making, made)), encoding="utf-8", newline="\n")
    return _Filled(wider, count, secret, passphrase, moments, told, frozenset(sooner.looked_at))


@dataclass(frozen=True, slots=True)
class _Sooner:
    """Has a second process, if there is one, look for originals in what is already as it stays."""

    place: Path
    hands: Here | Apart
    secret: Mapping[str, Any]
    looked_at: set[str] = field(default_factory=set)

    def look(self, *files: Path) -> None:
        """Have it look at some files, or folders, of the pack."""
        if not (self.hands.apart and _can_check()):
            return
        if not self.looked_at:
            self.hands.ask(Jobs.begin_check, self.place, self.secret)
        names = sorted(path.relative_to(self.place).as_posix() for path in files)
        self.hands.ask(Jobs.look, names)
        self.looked_at.update(names)


def _empty(place: Path) -> None:
    for one in place.iterdir():
        if one.is_dir():
            shutil.rmtree(one)
        else:
            one.unlink()


def _never() -> Made:
    raise AssertionError("what is certain to tell the same is not made again")


def _put(
    place: Path,
    folder: Path,
    secret: Mapping[str, Any],
    key: Path | str | None,
    options: PackOptions,
) -> Path:
    """Write the key, and put the pack where it is to be: both or neither."""
    if options.key_in is not None:
        place.rename(folder)
        return options.key_in
    assert key is not None
    at = Path(key)
    write_key(at, secret, whoever_reads=options.whoever_reads_the_key)
    try:
        place.rename(folder)
    except BaseException:
        at.unlink(missing_ok=True)
        raise
    return at


def _exact(made: Made) -> list[str]:
    """Return the Refs, in the pack, of rows that keep an edge of what was a month or a year."""
    refs = {event.event_id: event.ref for event in made.records.events}
    return [refs[row] for row in made.coarse.exact]


# -- before ------------------------------------------------------------------------------


def _check(case: JoinedUpCase, folder: Path, options: PackOptions) -> None:
    if case.records.case.marking in (MARKING, DRAFT_MARKING):
        raise PackError("JU-L130", str(options.case_folder or ""))
    check_apart(options.case_folder, folder, options.decisions)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PackError("JU-L127", str(folder))
    status = case.records.case.status
    if status not in _LEAVING and not options.although_not_published:
        raise PackError("JU-L124", "case.toml", f"status: {status}")
    if not case.records.events:
        raise PackError("JU-L132", str(options.case_folder or ""))


def _draw(records: CaseRecords, options: PackOptions) -> _Drawn:
    if options.key_in is not None:
        key = read_key(options.key_in)
        shift = shift_of(records, DateMode(key["dates"]["mode"]), key["dates"]["days"])
        return _Drawn(key["pack"], key["salt"], shift, Names(key["options"]["names"]))
    salt = new_salt()
    shift = draw_shift(records, salt, options.dates)
    return _Drawn(secrets.token_hex(16), salt, shift, options.names)


def _text_dates(records: CaseRecords, shift: Shift, decisions: tuple[Decision, ...]) -> TextDates:
    years = [day.year for day in days_of(records) if 1900 <= day.year <= 2100]
    # a life is told from its beginning, and a review may look a few years ahead
    first, last = min(years, default=2000) - 90, max(years, default=2030) + 5
    return TextDates(shift, context_of(records), first, last, decisions)


def _prepare(
    records: CaseRecords,
    decisions: tuple[Decision, ...],
    drawn_for: _Drawn,
    dates: TextDates,
    ids: Ids,
) -> Replacer:
    letters = {old: new for old, new in ids.persons.items() if old != new and is_short(old)}
    return prepare(
        records,
        decisions,
        Options(drawn_for.names),
        salt=drawn_for.salt,
        dates=dates.moved,
        dated=dates,
        refs=row_refs_of(records, ids.refs),
        letters=letters,
    )


def _ask(replacer: Replacer, decisions: tuple[Decision, ...], options: PackOptions) -> None:
    """Write what is still to be decided, and stop where a person has to decide it first."""
    if options.decisions is not None:
        open_first = (*with_groups(replacer.questions), *replacer.answered)
        _write_questions(options.decisions, decisions, open_first)
    if replacer.questions and not options.draft:
        raise _open_questions(replacer.questions, options)


def _write_questions(
    path: Path, told: tuple[Decision, ...], questions: tuple[Question, ...]
) -> None:
    """Write what is asked; where that cannot be, say by what option it can stand elsewhere.

    Raises
    ------
    LoaderError
        When the file is open in another program, or may not be written.
    """
    try:
        write_decisions(path, told, questions)
    except LoaderError as error:
        if error.code != "JU-L017":
            raise
        close = "Close it if it is open in Excel, and try again"
        todo = close if path.parent.is_dir() else f"Make the folder {path.parent} first"
        raise LoaderError(error.code, str(path), error.found, _ELSEWHERE.format(todo)) from None


_ELSEWHERE = (
    "Questions are written there. {}; or say with "
    "--decisions FILE where they can stand, beside the key: they are as confidential."
)


def _open_questions(asked: Sequence[Question], options: PackOptions) -> OpenQuestionsError:
    many = count_answers(asked)
    return OpenQuestionsError(
        "JU-L125",
        str(options.decisions or "decisions.csv"),
        f"{many:,} question{'' if many == 1 else 's'}{_first(with_groups(asked), options)}",
        _workbook_beside(options),
    )


def _workbook_beside(options: PackOptions) -> str:
    """Return what to do where Excel saved the answers beside the file that is read."""
    if options.decisions is None:
        return ""
    beside = (options.decisions.with_suffix(end) for end in (".xlsx", ".xls", ".ods"))
    found = next((one.name for one in beside if one.exists()), "")
    return found and (
        f"What is written in {found}, which stands beside it, is not read. If your answers are "
        f"there, open it and save it over {options.decisions.name} as “CSV UTF-8”; else fill in "
        "the column “decision” there. Then run the same again."
    )


def _first(questions: Iterable[Question], options: PackOptions) -> str:
    """Return at which row of ``decisions.csv`` the first question stands."""
    if options.decisions is None:
        return ""
    asked = {Decision(q.kind, q.text, Said.OPEN, q.sentence).key for q in questions}
    lines = (
        one for one in read_answers(options.decisions) if one.said is Said.OPEN and one.key in asked
    )
    first = next(lines, None)
    return "" if first is None else f", the first in row {first.line}: “{_short(first.text)}”"


# -- the folder --------------------------------------------------------------------------


def _written(made: Made, place: Path, hands: Here | Apart) -> tuple[JoinedUpCase, tuple[str, ...]]:
    """Write a case and load what was written.

    Returns it as loaded, and the Refs of rows with dates wider than meant.
    """
    wider = write_records(made.records, place, made.shift.day_1)
    if made.again is None:
        return _read_back(place, made), wider
    # what could only be written wider says so in the README: then what was meant is asked
    if hands.apart:
        taken = hands.ask(Jobs.take_in, made.records if wider else place)
        pack = _read_back(place, made)
        taken()  # before anything else is written there
    else:
        pack = _read_back(place, made)
        hands.ask(Jobs.take_in, JoinedUpCase(made.records) if wider else pack)()
    return pack, wider


def _told(
    made: Made, pack: JoinedUpCase, hands: Here | Apart, *, as_meant: bool
) -> Callable[[], bool]:
    """Return what gives whether a pack tells what the case tells, as far as that was left open.

    The pages of the pack show what its findings say, so that these are asked here, and asked once.
    """
    if made.again is None:
        return _yes
    _ = pack.answers
    return hands.ask(Jobs.told, pack.asked.found if as_meant else None)


def _yes() -> bool:
    return True


def _read_back(place: Path, made: Made) -> JoinedUpCase:
    """Load what was written, and hold it to what was meant."""
    pack = load(place)
    meant = {e.event_id: (e.team_id, e.kind, e.when.start, e.when.end) for e in made.records.events}
    found = {e.event_id: (e.team_id, e.kind, e.when.start, e.when.end) for e in pack.records.events}
    if meant.keys() != found.keys():
        raise PackError("JU-L128", found=f"{len(meant.keys() ^ found.keys())} rows")
    if {f.fact_id for f in made.records.facts} != {f.fact_id for f in pack.records.facts}:
        raise PackError("JU-L128", found="what was revealed")
    return pack


def _write_dispositions(
    case: JoinedUpCase,
    pack: JoinedUpCase,
    made: Made,
    words: _Replacing,
    salt: str,
    place: Path,
) -> int:
    if not case.records.dispositions:
        return 0
    lines = sorted(
        moved_dispositions(case, pack, made, words, salt), key=lambda line: line.finding_id
    )
    write_dispositions(place, lines)
    return len(lines)


def _make_more(
    pack: JoinedUpCase,
    place: Path,
    salt: str,
    stays: Callable[[Path], None],
    progress: Progress,
) -> tuple[str, int]:
    """Make what stands beside the case in a pack; return what opens the sealed pages.

    And at how many moments the walkthrough stops. All of it is made from what the pack's own files
    say, so that it can say nothing else. ``stays`` is told of pages that stand before the last.
    """
    from joinedup.outputs import page_model
    from joinedup.walkthrough import NothingToPlayError, WalkWanted, begin_walkthrough
    from viz.casemap_draw import render_map

    progress("Drawing the case map")
    page = page_model(pack)
    (place / CASE_MAP).write_text(render_map(page), encoding="utf-8", newline="")
    stays(place / CASE_MAP)
    progress("Making the walkthrough")
    wanted = WalkWanted(although_not_anonymised=True, secret=walkthrough_secret(salt))
    try:
        begun = begin_walkthrough(pack, place, wanted, page)
    except NothingToPlayError:
        return "", 0
    _write_walkthrough(begun, place, stays)
    return begun.passphrase, len(begun.model.moments)


def _write_walkthrough(begun: WalkBegun, place: Path, stays: Callable[[Path], None]) -> None:
    """Write its pages and ``walkthrough.toml``; the first page is by far the largest."""
    (place / "walkthrough" / "seats").mkdir(parents=True)
    for number, (name, page) in enumerate(begun.pages.items()):
        path = place / "walkthrough" / name
        path.write_bytes(page())
        if number == 0:
            stays(path)
    (place / WALKTHROUGH_FILE).write_bytes(begun.drafted)


def _can_check() -> bool:
    return importlib.util.find_spec("joinedup.leakcheck") is not None


def _verify(making: _Making, place: Path, filled: _Filled) -> tuple[str, ...] | None:
    """Look through the pack as somebody who has the key; ``None`` where nothing is there to look.

    The check shares no code with what made the pack, and is only asked for it here.
    """
    if not _can_check():
        return None
    key, options = filled.secret, making.options
    report = _looked_through(place, filled, making.hands)
    found = tuple(f"{leak.file}, {leak.place}: {_what(leak)}" for leak in report.leaks)
    unread = tuple(f"{one.file}: not read, {one.why}" for one in report.unread)
    if (found or unread) and not options.draft:
        _ask_of_words(making.case.records, making.replacer, report.leaks, place, key, options)
        # the pack will be gone: where it is from is what somebody can look at
        places = (*_origins(report.leaks, place, key), *unread)
        more = f"; and {len(places) - 5:,} more" if len(places) > 5 else ""
        raise _LeakError(
            "JU-L126",
            found="; ".join(places[:5]) + more,
            suggestion=_what_to_do(report.leaks, key["typed"], options),
        )
    return (*found, *unread)


def _looked_through(place: Path, filled: _Filled, hands: Here | Apart) -> Report:
    """Return what the leak check says; a second process looks at files, too, where there is one.

    Whoever is free takes the next file, the largest first: the second may still be busy with those
    that were written before the pages.
    """
    files = (path.relative_to(place).as_posix() for path in place.rglob("*"))
    left = sorted(file for file in files if file not in filled.looked_at)
    check_of = importlib.import_module("joinedup.leakcheck.verify").Check
    if not hands.apart:
        check = check_of(place, filled.secret)
        check.look(left)
        return cast("Report", check.report())
    left.sort(key=lambda file: -(place / file).stat().st_size)
    waiting = deque(left)
    with ThreadPoolExecutor(1) as waiter:
        theirs = waiter.submit(_hand_over, waiting, lambda file: hands.ask(Jobs.look, [file])())
        try:
            check = check_of(place, filled.secret)
            _hand_over(waiting, lambda file: check.look([file]))
        finally:
            waiting.clear()  # of a run that is stopped nobody goes on with the rest
        theirs.result()
    check.take(hands.ask(Jobs.found)())
    return cast("Report", check.report())


def _hand_over(waiting: deque[str], look: Callable[[str], object]) -> None:
    """Look at what waits, one after the other, until nothing does."""
    for file in _taken(waiting):
        look(file)


def _taken(waiting: deque[str]) -> Iterator[str]:
    """Yield what waits, each once, though others take from the same."""
    while True:
        try:
            file = waiting.popleft()
        except IndexError:
            return
        yield file


def _ask_of_words(
    records: CaseRecords,
    replacer: Replacer,
    leaks: Iterable[Leak],
    place: Path,
    key: Mapping[str, Any],
    options: PackOptions,
) -> None:
    """Ask, sentence by sentence, about names that are words and that the check takes for names.

    Nobody is told to let a name stay everywhere because a word like it is harmless in one place.

    Raises
    ------
    OpenQuestionsError
        Where a person has to answer first.
    """
    if options.decisions is None:
        return
    rows: dict[str, set[str]] = {}
    for leak in leaks:
        if leak.found and replacer.may_be_word(leak.found):
            some = _rows_of(leak, place, key)
            if some or leak.file == CASE_FILE:
                rows.setdefault(leak.found, set()).update(some)
    texts = texts_of(records)
    asked = [
        question
        for word, some in sorted(rows.items())
        for question in replacer.asked_of(
            word, [text for text in texts if not some or text.row in some]
        )
    ]
    told = read_answers(options.decisions)
    answered = {one.key for one in told if one.said is not Said.OPEN}
    fresh = [
        one
        for one in asked
        if Decision(one.kind, one.text, Said.OPEN, one.sentence).key not in answered
    ]
    if fresh:
        _write_questions(options.decisions, told, with_groups(fresh))
        raise _open_questions(fresh, options)


def _what(leak: Leak) -> str:
    """Return what was found, with the words themselves: who makes a pack has the case.

    They are for the screen alone, and never go into a pack.
    """
    words = f": “{_short(leak.found)}”" if leak.found else ""
    return f"{leak.kind} ({leak.variant}){words}"


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def _what_to_do(leaks: Iterable[Leak], typed: Iterable[str], options: PackOptions) -> str:
    """Return the line of ``decisions.csv`` that lets a person go on, column by column."""
    leak = next((leak for leak in leaks if leak.found and leak.kind not in _OF_SETTINGS), None)
    if leak is None:
        return ""
    file = options.decisions or "decisions.csv"
    own = [one for one in typed if fold(leak.found) in fold(one)]
    if own:
        return (
            f"The replacement “{own[0]}” in {file} has a name of the case in it: write another "
            "there, and run the same again."
        )
    kind = "date" if leak.kind == "date" else "unknown word"
    # a name of the case may stay in no place, so that nobody is told to keep it; what is like one
    # may be another word
    alike = leak.kind not in _OF_NAMES or any(way in leak.variant for way in _ALIKE)
    keep = ", or keep if it is harmless" if alike else ""
    return (
        f"If “{_short(leak.found)}” tells who it is, add it to the aliases of that person in "
        f"case.toml. Or add a line to {file}: format 1, kind {kind}, text {_short(leak.found)}, "
        f"sentence and row empty, decision replace or remove{keep}, replacement "
        "what is to stand there. Then run the same again."
    )


_LONGEST = 60
#: What no decision of a person takes out.
_OF_SETTINGS = frozenset({"secret", "picture"})
#: Of whom and what the case names.
_OF_NAMES = frozenset({"person", "professional"})
_ALIKE = ("letters wrong", "sounding alike", "other form", "initials", "joined", "spaced")


def _origins(leaks: Iterable[Any], place: Path, key: Mapping[str, Any]) -> tuple[str, ...]:
    """Return from where in the case each leak comes, each once, those of rows first.

    What only stands on a page that was made of the pack is told by the page.
    """
    rows: dict[str, None] = {}
    others: dict[str, None] = {}
    pages: dict[str, None] = {}
    refs: dict[str, list[str]] = {}
    for leak in leaks:
        what = _what(leak)
        row = re.match(r"row (\d+)", leak.place)
        if row is not None and leak.file.startswith(f"{CHRONOLOGIES}/"):
            if leak.file not in refs:
                refs[leak.file] = _first_cells(place / leak.file)
            found = refs[leak.file][int(row[1]) - 1 : int(row[1])]
            source = key["rows"].get(found[0], "") if found else ""
            rows[f"{source or 'a heading'}: {what}"] = None
        elif leak.file == CASE_FILE:
            others[f"{CASE_FILE} of the case: {what}"] = None
        else:
            pages[f"what the pack makes of it ({leak.file}): {what}"] = None
    return (*rows, *others) or tuple(pages)


def _rows_of(leak: Leak, place: Path, key: Mapping[str, Any]) -> list[str]:
    """Return the row of the case that a leak in a row of the pack is from; none of any other."""
    row = re.match(r"row (\d+)", leak.place)
    if row is None or not leak.file.startswith(f"{CHRONOLOGIES}/"):
        return []
    cells = _first_cells(place / leak.file)[int(row[1]) - 1 : int(row[1])]
    return [key["rows"][cell] for cell in cells if cell in key["rows"]]


def _first_cells(chronology: Path) -> list[str]:
    with chronology.open(encoding="utf-8-sig", newline="") as stream:
        return [cells[0] if cells else "" for cells in csv.reader(stream)]


def _same_times(place: Path, salt: str) -> None:
    """Give every file one time, drawn for this pack: when it was made is nobody's business."""
    # long before there were such cases: no time of a file is then a day of one
    start = int(datetime(1984, 1, 1, tzinfo=UTC).timestamp())
    moment = start + drawn(salt, "file time") % (14 * 365 * 86_400)
    for path in [*place.rglob("*"), place]:
        os.utime(path, (moment, moment))


# -- the key and the README --------------------------------------------------------------


def _secret(making: _Making, made: Made) -> dict[str, Any]:
    """Return what the key holds.

    Raises
    ------
    PackError
        Where the key of another case was given.
    """
    options, words = making.options, making.words
    secret = _key(making.case, made, making.replacer, making.drawn_for, making.dates)
    secret["words"] = [{"word": one, "beside": near} for one, near in sorted(words.words)]
    secret["typed"] = sorted(
        {d.replacement for d in making.decisions if d.replacement and d.kind != WHICH}
    )
    if options.key_in is not None:
        _check_same(read_key(options.key_in), secret, options.key_in)
    return secret


def _key(
    case: JoinedUpCase, made: Made, replacer: Replacer, drawn_for: _Drawn, dates: TextDates
) -> dict[str, Any]:
    records = case.records
    return {
        "format": FORMAT,
        "pack": drawn_for.pack,
        "case": made.records.case.case_id,
        "salt": drawn_for.salt,
        "dates": {"mode": str(drawn_for.shift.mode), "days": drawn_for.shift.days},
        "options": {"names": str(drawn_for.names)},
        "identities": replacer.key_identities(),
        "numbers": replacer.key_numbers(),
        "days": sorted(day.isoformat() for day in days_of(records) | dates.days),
        "secrets": sorted(_secrets(case, made, replacer)),
        "kept": list(replacer.kept),
        "rows": {made.ids.refs[e.event_id]: str(e.source) for e in records.events},
        "refs": {made.ids.refs[e.event_id]: e.ref for e in records.events if e.ref},
        "windows": _windows(case, made),
        "inexact": [
            {"original": one.original, "written": one.written, "sentence": one.sentence}
            for one in dates.inexact
        ],
    }


def _check_same(earlier: Mapping[str, Any], secret: Mapping[str, Any], path: Path) -> None:
    """Refuse the key of another case: what it does not hold the leak check never looks for.

    Raises
    ------
    PackError
        With how many originals it lacks.
    """
    absent = len(_originals(secret) - _originals(earlier))
    if absent:
        raise PackError("JU-L133", str(path), f"names, numbers and days that it lacks: {absent:,}")


def _originals(key: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return every original that a key holds; of one that was changed, what is as expected."""

    def some(name: str) -> list[Any]:
        value = key.get(name, [])
        return value if isinstance(value, list) else []

    found = {("day", str(day)) for day in some("days")}
    for one in some("identities"):
        if isinstance(one, Mapping) and isinstance(one.get("originals", []), list):
            found |= {("name", str(said)) for said in one.get("originals", [])}
    found |= {
        ("number", str(n.get("original", ""))) for n in some("numbers") if isinstance(n, Mapping)
    }
    return found


def _windows(case: JoinedUpCase, made: Made) -> dict[str, Any]:
    """Return what became of months, seasons and years: which were written wider, which were not."""
    original = {made.ids.events[e.event_id]: e for e in case.records.events}
    written = {e.event_id: e for e in made.records.events}
    kept = set(made.coarse.exact)
    return {
        "rows": {
            written[row].ref: {
                "original": show_when(replace(original[row].when, written="")),
                "pack": show_when(replace(written[row].when, written="")),
                "keeps an edge": row in kept,
            }
            for row in sorted({*made.coarse.wider, *kept})
        },
        "exact days": list(made.coarse.days),
        # what holds the pack to the original: each minute that moved, and to which
        "edges": [list(pair) for pair in sorted(made.coarse.edges.minutes)],
        "edges of": sorted(made.coarse.edges.rows),
    }


def _secrets(case: JoinedUpCase, made: Made, replacer: Replacer) -> set[str]:
    """Return what stands in the case folder and may stand nowhere in the pack, beside names."""
    records = without_guesses(case.records)
    ids = made.ids
    found = {records.case.case_id}
    found |= {old for old, new in ids.events.items() if old != new}
    found |= {old for old, new in ids.facts.items() if old != new}
    found |= {old for old, new in ids.agencies.items() if old != new and _tells(old, replacer)}
    keys = {old.partition("/")[2] for old in ids.teams}
    found |= {key for key in keys if key and _tells(key, replacer)}
    found |= {old for old, new in ids.persons.items() if old != new and len(old) > 2}
    found |= {line.finding_id for line in records.dispositions}
    names = set(documents_of(records, ids).values())
    documents = {e.source.document for e in records.events}
    documents |= {f.document for f in (case.report.files if case.report is not None else ())}
    # a name such as “hospital.xlsx” says no more than what the pack says anyway
    found |= {d for d in documents - names if _tells(Path(d).stem, replacer)}
    said = {w for t in texts_of(records) for w in re.findall(r"[^\W\d_]+", t.text) if w.islower()}
    # a case that is called "mother", a source "Faith": the word stands in the texts as a word
    found = {one for one in found if not (one in said and is_ordinary(one))}
    return found | set(case.inputs.values()) | replacer.key_speech()


def _tells(key: str, replacer: Replacer) -> bool:
    """Whether an id says more than a word that anybody would choose ("response")."""
    words = key.replace("-", " ").replace("_", " ")
    forms = (words, words.title(), words.upper())
    return any(replacer.replace(form).text != form for form in forms)


def _about(making: _Making, made: Made) -> About:
    case, replacer, dates = making.case, making.replacer, making.dates
    words, options = making.words, making.options
    kinds = Counter(str(one["kind"]) for one in replacer.key_identities())
    return About(
        rows=len(made.records.events),
        mode=made.shift.mode,
        status=case.records.case.status,
        identities=kinds,
        numbers=len(replacer.numbers),
        places=sum(words.used.values()),
        vague=len(dates.inexact),
        wider=len(made.coarse.wider),
        exact=len(made.coarse.exact),
        days=len(made.coarse.days),
        holidays=len(made.holidays),
        undecided=count_answers(replacer.questions),
        eyes=replacer.pairs_of_eyes,
        checked=_can_check(),
        draft=options.draft,
    )


__all__ = ["PackOptions", "PackReport", "make_pack"]
