"""The check itself: every file of a pack, every piece of text, every reading of it."""

from __future__ import annotations

import bisect
import re
import tomllib
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path

from graphdb.collector import collector_paused
from joinedup.leakcheck.dates import (
    MONTH,
    WEEKDAY,
    YEAR,
    Written,
    Years,
    day_of_serial,
    days_in,
    six_in,
    vague_in,
    yearless_in,
)
from joinedup.leakcheck.key import Key, Number, read_key
from joinedup.leakcheck.names import Hit, Name, Names, quiet
from joinedup.leakcheck.numbers import Numbers, Secrets, squeezed
from joinedup.leakcheck.readers import Budget, Part, Piece, parts_of
from joinedup.leakcheck.report import Leak, Looked, Report, Unread
from joinedup.leakcheck.screen import ANYTHING, NOTHING, Screen
from joinedup.leakcheck.sealed import opened, sealed_in
from joinedup.leakcheck.texts import plain, readings
from joinedup.leakcheck.within import Forms

_TOKEN = re.compile(r"[^\W_]+")
_LETTERS_OR_DIGITS = re.compile(r"[^\W\d_]+|\d+")
_WORDS_OF_SECRETS = re.compile(r"[a-z0-9]+")


def _by_word(secrets: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Return secrets by the longest of their words; by none where they have none."""
    found: dict[str, list[tuple[str, str]]] = {}
    for secret, at in secrets.items():
        word = max(_WORDS_OF_SECRETS.findall(secret), key=len, default="")
        found.setdefault(word, []).append((secret, at))
    return found


@collector_paused()
def verify(
    pack: Path,
    key: Mapping[str, object],
    *,
    words: str = "",
    progress: Callable[[str], None] | None = None,
) -> Report:
    r"""Return every place in a pack that still says what the key holds as original.

    Parameters
    ----------
    pack
        The folder of the pack, or one file of it. Nothing in it is changed or run.
    key
        The key that belongs to the pack, as read from its JSON file.
    words
        What opens the sealed pages of the pack's walkthrough; without them what is sealed is only
        counted.
    progress
        Is told when sealed pages are opened, which takes a moment.

    Returns
    -------
    Report
        What was found, what was looked at, what could not be read, what cannot be proved. The
        same pack and key give the same report.

    Raises
    ------
    KeyFileError
        When the key is not one that this version understands.
    FileNotFoundError
        When there is no such pack.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> key = {"format": 1, "identities": [
    ...     {"kind": "person", "id": "V", "originals": ["Leanne Marsh"], "replacement": "Kerry"}]}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "a.csv").write_text("Date,What\n1/2/03,Rang leanme\n", "utf-8")
    ...     report = verify(Path(folder), key)
    >>> [(leak.file, leak.place, leak.id, leak.variant) for leak in report.leaks]
    [('a.csv', 'row 2, column 2', 'V', 'one or two letters wrong')]
    """
    check = Check(pack, key, words=words, progress=progress)
    check.look(check.files)
    return check.report()


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in some files of a pack.

    Attributes
    ----------
    leaks, looked, unread
        As for :class:`Report`; of the leaks all, also those that say part of what another says.
    pictures, sealed, opened, shut
        How many pictures, parts that cannot be read because they are sealed, and of those how many
        were opened and how many not.
    """

    leaks: tuple[Leak, ...] = ()
    looked: tuple[Looked, ...] = ()
    unread: tuple[Unread, ...] = ()
    pictures: int = 0
    sealed: int = 0
    opened: int = 0
    shut: int = 0

    def __add__(self, other: Found) -> Found:
        """Return what was found in the files of both."""
        return Found(
            (*self.leaks, *other.leaks),
            (*self.looked, *other.looked),
            (*self.unread, *other.unread),
            self.pictures + other.pictures,
            self.sealed + other.sealed,
            self.opened + other.opened,
            self.shut + other.shut,
        )


class Check:
    """A check of a pack in several goes, or by several: each looks at some of its files.

    Parameters
    ----------
    pack, key, words, progress
        As for :func:`verify`. The pack's ``case.toml`` has to be there already.

    Raises
    ------
    KeyFileError
        When the key is not one that this version understands.
    FileNotFoundError
        When there is no such pack.
    """

    def __init__(
        self,
        pack: Path,
        key: Mapping[str, object],
        *,
        words: str = "",
        progress: Callable[[str], None] | None = None,
    ) -> None:
        if not pack.exists():
            raise FileNotFoundError(2, "There is no such pack", str(pack))
        self._pack, self._key = pack, key
        self._check = _Check(read_key(key), _own_days(pack))
        self._check.words, self._check.progress = words, progress
        self._others = Found()

    @property
    def files(self) -> tuple[str, ...]:
        """Everything that is in the pack now, folders too, by its path in it."""
        return tuple(name for name, _ in _files(self._pack))

    def look(self, files: Iterable[str]) -> None:
        """Look at some files; they have to be as they will stay."""
        alone = self._pack.is_file()
        with collector_paused():
            for name in files:
                self._check.file(name, self._pack if alone else self._pack / name)

    @property
    def found(self) -> Found:
        """What was found so far in the files that were looked at here."""
        return self._check.found()

    def take(self, found: Found) -> None:
        """Take over what another found in other files of the same pack, by the same key."""
        self._others += found

    def report(self) -> Report:
        """Return what was found in all files, with what only the whole pack says: look no more."""
        files = list(_files(self._pack))
        self._check.times(files)
        if not files:
            why = "nothing is in it: name the folder of the pack"
            self._check.unread.append(Unread(self._pack.name, why))
        whose, told = self._key.get("case"), self._pack / "case.toml"
        if whose and told.is_file() and _case_of(self._pack) != whose:
            # to find nothing by the key of something else says nothing
            self._check.unread.append(Unread("case.toml", _OF_ANOTHER))
        return self._check.report(self._check.found() + self._others)


_OF_ANOTHER = "the key is that of another pack: name the one that was written when this was made"


def _case_of(pack: Path) -> object:
    """Return the id by which a pack calls its case; ``None`` where it cannot be read."""
    try:
        case = tomllib.loads((pack / "case.toml").read_text(encoding="utf-8")).get("case", {})
    except (OSError, ValueError):
        return None
    return case.get("id") if isinstance(case, dict) else None


def _own_days(pack: Path) -> frozenset[date]:
    """Return the days from which a pack's own rules hold: rounded, they are no row's moved day."""
    try:
        case = tomllib.loads((pack / "case.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    rules = case.get("rule", [])
    found = [one.get("from") for one in rules if isinstance(one, dict)]
    findings = case.get("findings", {})
    if isinstance(findings, dict):
        since = findings.get("assessment_from", {})
        found += since.values() if isinstance(since, dict) else []
    days = {day for day in found if isinstance(day, date) and day.day == 1}
    dates = case.get("dates", {})
    holidays = dates.get("bank_holidays", []) if isinstance(dates, dict) else []
    days |= {day for day in holidays if isinstance(day, date)}
    return frozenset(days)


def _files(pack: Path) -> Iterator[tuple[str, Path]]:
    if pack.is_file():
        yield pack.name, pack
        return
    for path in sorted(pack.rglob("*"), key=lambda p: p.as_posix()):
        yield path.relative_to(pack).as_posix(), path


_NEARLY = frozenset({"one or two letters wrong", "sounding alike", "initials", "shortened"})


_IN_FIGURES = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d\d)")
_MONTHS = 12

#: What is no language: its words are not looked at one by one.
_NO_WORDS = frozenset({"code", "bytes"})


@dataclass(frozen=True, slots=True)
class _Heard:
    """A text as it is searched with what stands around it.

    Attributes
    ----------
    still
        It in plain letters, without what is no language.
    tight
        Of that the letters and digits.
    of_secrets
        Words of it that are the longest of some secret.
    spelt
        Names that are words, spelt letter by letter.
    """

    still: str
    tight: str
    of_secrets: frozenset[str]
    spelt: tuple[Hit, ...]


class _Check:
    """One run of the check."""

    def __init__(self, key: Key, own: frozenset[date] = frozenset()) -> None:
        self.key = key
        self.names = Names(key)
        self.numbers = Numbers(key)
        self.secrets = Secrets(key)
        self._forms: Forms[Number | Name] = Forms(
            [*self.numbers.forms.items(), *self.names.squeezed.items()]
        )
        self._secrets_by_word = _by_word(self.secrets.words)
        offset = key.offset
        self.images = (
            frozenset(day + timedelta(days=offset) for day in _within(key.days, offset))
            if offset is not None
            else frozenset[date]()
        )
        if key.by_year:  # what the pack says of a year is its first and its last day
            self.images |= {d for d in key.days if (d.month, d.day) in ((1, 1), (12, 31))}
        # a month said in days: rows whose dates could only be written wider are written so
        first, last = min(self.images, default=date.max), max(self.images, default=date.min)
        self.round = {d for d in key.days if first <= d <= last and _ends_a_month(d)}
        # a window that was written wider begins and ends on days that are no row's moved day
        self.images |= self.key.edges
        self.images |= own
        self.births = _births(key)
        self.yearless = {(d.month, d.day) for d in key.days} - {
            (d.month, d.day) for d in self.images
        }
        self.vague = _vague_of(key.days, self.images)
        telling = {day.year for day in key.days - self.images} | {day.year for day in self.births}
        wider = {what[0] for form in (MONTH, YEAR) for what in self.vague[form]}
        self.years = Years(telling | wider)
        self.kept = frozenset(" ".join(one.split()).casefold() for one in key.kept)
        self.nearly = tuple({" ".join(one.split()).casefold() for one in key.nearly})
        self.leaks: dict[Leak, None] = {}
        self.looked: list[Looked] = []
        self.unread: list[Unread] = []
        self.pictures = self.sealed = self.opened = self.shut = 0
        self.words = ""
        self.progress: Callable[[str], None] | None = None
        self._seen: dict[tuple[str, str], tuple[Hit, ...]] = {}
        self._heard: dict[str, _Heard] = {}
        self._words_of_secrets = frozenset(self._secrets_by_word)
        self._screens: dict[str, Screen] = {}

    # --- files ----------------------------------------------------------------------------------

    def file(self, name: str, path: Path) -> None:
        """Look at one file or folder, and at its name."""
        self._part(Part(name, [Piece("its name", name, "file")]), count=False)
        if path.is_symlink():
            self.unread.append(Unread(name, "it is a link to somewhere else"))
            return
        if path.is_dir():
            return
        if not path.is_file():
            self.unread.append(Unread(name, "it is no ordinary file"))
            return
        try:
            data = path.read_bytes()
        except OSError as error:
            self.unread.append(Unread(name, f"it cannot be opened: {error.strerror}"))
            return
        for part in parts_of(name, data, Budget()):
            self._part(part)
        self._sealed(name, data)

    def times(self, files: Sequence[tuple[str, Path]]) -> None:
        """Look at when files were changed."""
        some = [(name, path) for name, path in files if path.is_file() and not path.is_symlink()]
        times = Counter(path.lstat().st_mtime for _, path in some)
        for name, path in some:
            time = path.lstat().st_mtime
            # one time for several was given to them on purpose, and says nothing
            if times[time] > 2:
                continue
            try:
                changed = datetime.fromtimestamp(time, UTC).date()
            except (OSError, ValueError, OverflowError):
                self.unread.append(Unread(name, "its time is no time"))
                continue
            self._days_of(name, [("time of the file", changed)])

    def _sealed(self, name: str, data: bytes) -> None:
        """Look at what is sealed in a page, where the words are known; else it is counted."""
        for at, sealed in enumerate(sealed_in(data), 1):
            self.sealed -= 1  # it was counted among what cannot be read
            if self.words and self.progress is not None:
                self.progress(f"Opening what is sealed in {name}")
            clear = opened(sealed, self.words) if self.words else None
            if clear is None:
                self.shut += 1
                continue
            self.opened += 1
            for part in parts_of(f"{name}!sealed part {at}", clear, Budget()):
                self._part(part)

    def _part(self, part: Part, *, count: bool = True) -> None:
        for piece in part.pieces:
            for hit in self._hits(piece.text, piece.sort):
                self._leak(part.file, piece.place, hit)
        self._across(part)
        self._days_of(part.file, part.days)
        if part.thumbnail:
            hit = Hit("picture", "", "a small picture of the original that no check can read", "")
            self._leak(part.file, "thumbnail", hit)
        if part.position:
            hit = Hit("gps", "", "where it was taken, as a camera writes it", "")
            self._leak(part.file, "beside the picture", hit)
        self.pictures += part.picture
        self.sealed += part.sealed
        if part.unread:
            self.unread.append(Unread(part.file, part.unread))
        elif count:
            self.looked.append(Looked(part.file, sum(len(p.text) for p in part.pieces)))

    def _leak(self, file: str, place: str, hit: Hit) -> None:
        if hit.day in self.round and not _is_first_hand(file, hit):
            return
        self.leaks[Leak(file, place, hit.kind, hit.id, hit.variant, hit.found)] = None

    def _days_of(self, file: str, days: Iterable[tuple[str, date]]) -> None:
        for place, day in days:
            if self._tells(day):
                self._leak(file, place, Hit("date", "", "the time of a file", day.isoformat(), day))

    # --- one text -------------------------------------------------------------------------------

    def _hits(self, text: str, sort: str) -> tuple[Hit, ...]:
        """Return what a text says in all its readings; the same text is looked at once."""
        known = self._seen.get((text, sort))
        if known is None:
            known = self._seen[text, sort] = tuple(self._look(text, sort))
        return known

    def _look(self, text: str, sort: str) -> Iterator[Hit]:
        """Yield what a text says; where none of its words can say more, only figures and days."""
        says = self._screen(sort).says(text) if sort not in _NO_WORDS else ANYTHING
        if says == ANYTHING:
            yield from self._closely(text, sort)
        elif says != NOTHING:
            yield from self.numbers.hits(text, sort)
            yield from self._dates(text, sort)

    def _screen(self, sort: str) -> Screen:
        """Return the words that were met in texts of a sort: in another they may say more."""
        screen = self._screens.get(sort)
        if screen is None:
            closely = partial(self._closely, sort=sort)
            screen = Screen(self.names, self.secrets, self._words_of_secrets, closely)
            self._screens[sort] = screen
        return screen

    def _closely(self, text: str, sort: str) -> Iterator[Hit]:
        seen: set[tuple[str, str]] = set()
        for way, said in readings(text):
            hits = list(self._plainly(said, sort))
            if way:  # as written it is read with what stands around it
                hits += [h for _, h in self._strung([Piece("", said, sort)], self._heard_whole)]
            for hit in hits:
                # what is there without decoding need not be said again
                if (hit.kind, hit.id) in seen and way:
                    continue
                # an id of a few signs decodes to anything: what is nearly a name there is chance
                if way == "base64 or hex" and len(said) < 12 and hit.variant in _NEARLY:
                    continue
                seen.add((hit.kind, hit.id))
                yield replace(hit, variant=f"{way}: {hit.variant}") if way else hit

    def _plainly(self, text: str, sort: str) -> Iterator[Hit]:
        if sort not in ("number", "count"):
            yield from self.names.hits(text, sort)
        yield from self.secrets.hits(text)
        still = quiet(text)
        yield from self.numbers.hits(still, sort)
        yield from self._dates(still, sort)

    def _dates(self, text: str, sort: str) -> Iterator[Hit]:
        if not self.key.days and not self.births:
            return
        timely = self.years.may_be_in(text)
        for written in days_in(text) if timely else ():
            birth = self.births.get(written.day)
            if birth is not None and sort != "bytes":
                yield Hit("date_of_birth", birth, written.form, written.text)
            elif (turned := self._month_first(written)) is not None and sort != "bytes":
                yield Hit("date", "", "the month first", written.text, turned)
            elif self._tells(written.day) and (sort != "bytes" or written.form == "a date"):
                alone = len(text) <= _SHORT
                yield Hit("date", "", written.form, written.text, written.day, alone)
        if sort in ("text", "name", "file"):
            for written, led in six_in(text):
                birth = self.births.get(written.day)
                if birth is not None:
                    yield Hit("date_of_birth", birth, written.form, written.text)
                elif (led or sort == "file") and self._tells(written.day):
                    yield Hit("date", "", written.form, written.text, written.day)
            for day in yearless_in(text) if self.yearless else ():
                if (day.month, day.day) in self.yearless and not self._stays(day.text):
                    yield Hit("date", "", "a day without its year", day.text)
            for vague in vague_in(text) if timely or self.vague[WEEKDAY] else ():
                if vague.what in self.vague[vague.form] and not self._stays(vague.text):
                    yield Hit("date", "", vague.form, vague.text)
        if sort == "number":
            serial = day_of_serial(text)
            if serial is not None and self._tells(serial):
                yield Hit("date", "", "a spreadsheet's number of a day", text, serial, True)

    def _month_first(self, written: Written) -> date | None:
        """Return the day of "07/02/2016" as Americans write it, where the pack means no other."""
        found = _IN_FIGURES.fullmatch(written.text)
        day = written.day
        if found is None or day.day > _MONTHS or day in self.images or self._tells(day):
            return None
        turned = date(day.year, day.day, day.month)
        return turned if self._tells(turned) else None

    def _stays(self, found: str) -> bool:
        """Whether a person decided that it stays, or it is what the pack says instead."""
        said = " ".join(found.split()).casefold()
        if any(one in self.kept for one in (said, *_DATED.findall(said))):
            return True
        return any(
            said == one or (_MONTHLY.search(said) and said in one) for one in self.nearly
        ) or any(
            f"{short}{one}" in self.nearly for one in _DATED.findall(said) for short in _OF_A_YEAR
        )

    def _tells(self, day: date) -> bool:
        return day in self.key.days and day not in self.images

    # --- across pieces ----------------------------------------------------------------------------

    def _across(self, part: Part) -> None:
        """Look for what is spaced out, or cut up over cells, runs and elements."""
        for place, hit in self._strung(part.pieces, self._hear):
            self._leak(part.file, place, hit)

    def _strung(
        self, every: Sequence[Piece], hear: Callable[[Piece], _Heard]
    ) -> Iterator[tuple[str, Hit]]:
        """Yield what pieces say when they are read as one string, with its place."""
        pieces = [p for p in every if p.sort != "count" or len(p.text) >= 5]
        heard = [hear(p) for p in pieces]
        texts = [one.still for one in heard]
        stream = _Stream(pieces, texts, [one.tight for one in heard])
        for form, what in self._forms.within(stream.whole):
            if isinstance(what, Number):
                for where, how, said in stream.tokens_that_say(form, least_across=8):
                    yield where, Hit(what.kind, what.id, how, said)
                continue
            for where, how, said in stream.tokens_that_say(form, least_across=4, several=True):
                if tuple(said.lower().split(" ")) in self.names.phrases:
                    continue  # written as it is: found as that
                yield where, Hit(what.kind, what.id, how, said)
        for piece, one in zip(pieces, heard, strict=True):
            if one.spelt and piece.sort not in ("code", "count", "number", "bytes"):
                for hit in one.spelt:
                    yield piece.place, hit
        # a big case has thousands: only those are searched for of which a word is there
        there = {""}.union(*{one.of_secrets for one in heard if one.of_secrets})
        met = [one for word in there for one in self._secrets_by_word.get(word, ())]
        if met:
            yield from self._secret_words(pieces, texts, met)

    def _hear(self, piece: Piece) -> _Heard:
        """Return a piece without noise, as it is searched; the same text is made ready once."""
        known = self._heard.get(piece.text)
        if known is None:
            known = self._heard[piece.text] = self._heard_anew(piece)
        return known

    def _heard_anew(self, piece: Piece) -> _Heard:
        if piece.sort in _NO_WORDS:
            return self._heard_whole(piece)
        still, tight, there, spells = self._screen(piece.sort).heard(piece.text)
        return _Heard(still, tight, there, tuple(self._spelt(still)) if spells else ())

    def _heard_whole(self, piece: Piece) -> _Heard:
        """Return a piece without noise, made ready without a thought to its single words."""
        still = quiet(plain(piece.text))
        there = self._words_of_secrets.intersection(_WORDS_OF_SECRETS.findall(still.lower()))
        return _Heard(still, squeezed(still), there, tuple(self._spelt(still)))

    def _spelt(self, text: str) -> Iterator[Hit]:
        """Yield words spelt letter by letter: "W-i-l-l", "G R A C E"."""
        for match in _SPELT.finditer(text):
            word = re.sub(r"[\W_]", "", match[0]).lower()
            name = self.names.single.get(word)
            if name is not None and name.is_word:
                yield Hit(name.kind, name.id, "spaced or hyphenated letters", match[0])

    def _secret_words(
        self, pieces: Sequence[Piece], texts: Sequence[str], met: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[str, Hit]]:
        """Yield ids and file names of the original, of those of which a word was met."""
        lowered = [text.lower() for text in texts]
        whole = "\0".join(lowered)
        for secret, at in met:
            if secret not in whole:
                continue
            pattern = re.compile(rf"(?<![a-z0-9]){re.escape(secret)}(?![a-z0-9])")
            for piece, text in zip(pieces, lowered, strict=True):
                if secret in text and pattern.search(text):
                    yield piece.place, Hit("secret", at, "as written", secret)

    # --- the report -------------------------------------------------------------------------------

    def found(self) -> Found:
        """Return what was found so far."""
        return Found(
            tuple(self.leaks),
            tuple(self.looked),
            tuple(self.unread),
            self.pictures,
            self.sealed,
            self.opened,
            self.shut,
        )

    def report(self, found: Found) -> Report:
        """Return what was found, each thing once."""
        return Report(
            tuple(sorted(_told_once(dict.fromkeys(found.leaks)))),
            tuple(sorted(found.looked)),
            tuple(sorted(found.unread)),
            self._cannot(found),
            found.opened,
        )

    def _cannot(self, found: Found) -> tuple[str, ...]:
        said = [
            "It knows what the key names, not what a neighbour, a colleague or a newspaper "
            "remembers. Rare details are for a person to judge.",
            "A name that is also a word is found where something marks it as a name. One that "
            "stands like the word (“hope” in the middle of a sentence) cannot be told from it.",
        ]
        hidden = len(self.key.days & (self.images | self.round))
        if hidden:
            said.append(
                f"{hidden} original {'day is' if hidden == 1 else 'days are'} also the moved "
                "date of another, a day that the pack's own rules name, an edge of a window that "
                "was written wider, or the first or last of "
                "a month of the pack; one of these left standing would not be seen."
            )
        if self.names.plain_words:
            many = len(self.names.plain_words)
            said.append(
                f"{many} {'name' if many == 1 else 'names'} in the key only "
                f"{'says' if many == 1 else 'say'} what somebody is (“the neighbour”, “Control "
                f"Room”), and {'was' if many == 1 else 'were'} not looked for."
            )
        if self.numbers.short:
            said.append(
                f"{len(self.numbers.short)} numbers in the key are shorter than five characters; "
                "they were looked for only after a letter, as in “PC 1234”."
            )
        if self.numbers.refs.small:
            said.append(
                f"{self.numbers.refs.small} Refs of rows are plain numbers, or could be something "
                "else (“12”, “B1”, “14:30”); they were looked for only after “ref” or “entry”."
            )
        if found.pictures:
            said.append(
                f"What pictures show ({found.pictures} of them) was not read, only what is said "
                "beside them."
            )
        if found.shut:
            pages = "sealed page" if found.shut == 1 else "sealed pages"
            said.append(
                f"{found.shut} {pages} did not open with the words of this key, and what is sealed "
                "in them was not read."
                if self.words
                else f"{found.shut} {pages} not opened: no words for them were given."
            )
        if found.sealed > 0:
            parts = "1 part is" if found.sealed == 1 else f"{found.sealed} parts are"
            said.append(f"{parts} sealed or packed so that nobody can read it, or no text.")
        kept = len(self.key.kept) + len(self.key.words)
        if kept:
            words = "word" if kept == 1 else "words"
            said.append(f"{kept} {words} may stay, since a person decided so.")
        return tuple(said)


_DATED = re.compile(r"\d[\d/.:–-]*\d(?!\d)")
_MONTHLY = re.compile(r"[a-z]{3}")
#: "in '12" is of the '12 that stands there instead.
_OF_A_YEAR = ("", "'", "’")


def _vague_of(days: Iterable[date], images: Iterable[date]) -> dict[str, set[tuple[int, ...]]]:
    """Return the months, years and days of the week that only the original has."""
    forms: dict[str, Callable[[date], tuple[int, ...]]] = {
        MONTH: lambda d: (d.year, d.month),
        YEAR: lambda d: (d.year,),
        WEEKDAY: lambda d: (d.weekday(), d.day),
    }
    return {name: set(map(form, days)) - set(map(form, images)) for name, form in forms.items()}


#: A text that is only a date, or from one to another.
_SHORT = 60


def _is_first_hand(file: str, hit: Hit) -> bool:
    """Whether a day stands in words or settings that the pack's other files are made from.

    A page may say in a sentence which month a row is of, a row itself only in its date.
    """
    if file.endswith(".toml"):
        return True
    ours = file.startswith("chronologies/") or file.endswith(_FIRST_HAND)
    return ours and not hit.alone


_FIRST_HAND = ("coding.csv", "dispositions.csv", ".md", ".txt")


def _ends_a_month(day: date) -> bool:
    return day.day in (1, monthrange(day.year, day.month)[1])


def _told_once(leaks: Iterable[Leak]) -> Iterator[Leak]:
    """Yield leaks without those that only say part of what another says in the same place."""
    at_place: dict[tuple[str, str, str, str], list[Leak]] = {}
    for leak in leaks:
        at_place.setdefault((leak.file, leak.place, leak.kind, leak.id), []).append(leak)
    for some in at_place.values():
        for one in some:
            more = (other for other in some if other.variant == one.variant)
            if not any(one.found != other.found and one.found in other.found for other in more):
                yield one


def _births(key: Key) -> dict[date, str]:
    """Return the days of birth of the key: these are not moved, so that no image excuses one."""
    return {
        written.day: number.id
        for number in key.numbers
        if number.kind == "date_of_birth"
        for written in days_in(number.original)
    }


_SPELT = re.compile(r"(?<![^\W_])[^\W\d_](?:[\s.\-_·*]{1,3}[^\W\d_]){2,}(?![^\W_])")


def _within(days: Iterable[date], offset: int) -> Iterator[date]:
    for day in days:
        if 1 <= day.toordinal() + offset <= date.max.toordinal():
            yield day


class _Stream:
    """The letters and digits of all pieces of a part in one row, and where each stands."""

    def __init__(self, pieces: Sequence[Piece], texts: Sequence[str], tight: Sequence[str]) -> None:
        self.pieces, self.texts, self.tight = pieces, texts, tight
        self.whole = "".join(self.tight)
        self.starts = list(accumulate((len(one) for one in self.tight), initial=0))[:-1]
        self._edges: dict[tuple[int, bool], tuple[set[int], set[int], dict[int, int]]] = {}

    def tokens_that_say(
        self, form: str, *, least_across: int, several: bool = False
    ) -> Iterator[tuple[str, str, str]]:
        """Yield where whole words, one after the other, say a form: place, variant, words.

        With ``several`` only where it takes more than one word: one alone is found elsewhere.
        """
        at = self.whole.find(form)
        while at >= 0:
            found = self._here(form, at, least_across, several)
            if found:
                yield found
            at = self.whole.find(form, at + 1)

    def _here(
        self, form: str, at: int, least_across: int, several: bool
    ) -> tuple[str, str, str] | None:
        first = self._piece_at(at)
        last = self._piece_at(at + len(form) - 1)
        digits = form.isdigit()
        opens, _, where = self._edges_of(first, digits)
        _, closes, where_last = self._edges_of(last, digits)
        begin, end = at - self.starts[first], at + len(form) - self.starts[last]
        if begin not in opens or end not in closes:
            return None
        piece = self.pieces[first]
        if first != last:
            if len(form) < least_across or last - first > 12 or piece.sort in ("code", "bytes"):
                return None
            if any(self.pieces[i].sort in ("code", "bytes", "count") for i in (first, last)):
                return None
            return (
                f"{piece.place} to {self.pieces[last].place}",
                "cut up over cells or elements",
                form,
            )
        said = self.texts[first][where[begin] : where_last[end - 1] + 1]
        parts = _TOKEN.findall(said)
        if several:
            if len(parts) < 2 or piece.sort == "bytes":
                return None
            if piece.sort == "code" and not _STRUNG.fullmatch(said):
                return None
            if _may_be_words(said, parts):
                return None
            return piece.place, "spaced or hyphenated letters", said
        return piece.place, "as written" if len(parts) < 2 else "with other spacing", said

    def _piece_at(self, at: int) -> int:
        found = bisect.bisect_right(self.starts, at) - 1
        while not self.tight[found]:
            found -= 1
        return found

    def _edges_of(self, at: int, digits: bool) -> tuple[set[int], set[int], dict[int, int]]:
        """Return where in a squeezed piece words begin and end, and where each letter stands."""
        known = self._edges.get((at, digits))
        if known is not None:
            return known
        opens: set[int] = set()
        closes: set[int] = set()
        where: dict[int, int] = {}
        count = 0
        for token in (_LETTERS_OR_DIGITS if digits else _TOKEN).finditer(self.texts[at].lower()):
            opens.add(count)
            for offset in range(len(token[0])):
                where[count + offset] = token.start() + offset
            count += len(token[0])
            closes.add(count)
        self._edges[at, digits] = opens, closes, where
        return opens, closes, where


#: Strings that a program puts together: 'Lea' + "nne".
_STRUNG = re.compile(r"[^\W_]+(?:\s?[\"'`]\s*[+,]\s*[\"'`]\s?[^\W_]+)+")


def _may_be_words(said: str, parts: Sequence[str]) -> bool:
    """Whether words with a space between could be just that: "gem ma" is, "lea nne" is not."""
    from joinedup.leakcheck.ordinary import is_english

    if all(len(p) == 1 for p in parts) or _STRUNG.fullmatch(said):
        return False
    if not re.search(r"[,;:.!?()]|\s", said):  # a hyphen, a bar, an underscore: one word
        return all(is_english(p.lower()) and len(p) > 2 for p in parts)
    return all(is_english(p.lower()) or len(p) == 1 for p in parts)
