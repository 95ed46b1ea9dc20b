"""Days, in every form in which somebody or a program writes one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from joinedup.leakcheck.texts import plain

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = {name[:length]: at for at, name in enumerate(_MONTHS, 1) for length in (3, len(name))}
_MONTH |= {"sept": 9, "janu": 1, "febr": 2, "novem": 11, "decem": 12}
_ROMAN = {
    r: at
    for at, r in enumerate(
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], 1
    )
}
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
]
_ORDINAL = {word: at for at, word in enumerate(_ORDINALS, 1)}
_ORDINAL |= {word.replace("-", " "): at for word, at in _ORDINAL.items()}

_NAME = r"(?:" + "|".join(sorted(_MONTH, key=len, reverse=True)) + r")"
_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)"
_DAY = r"(?:\d{1,2}(?:\s?(?:st|nd|rd|th))?|" + "|".join(sorted(_ORDINAL, key=len)[::-1]) + ")"
_GAP = r"[\s.,/\-_()]{0,3}"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # 2012-03-14, 2012/3/14, 2012.03.14, 2012 03 14, 2012-03-14T20:00
        r"(?<![\d])(?P<y>(?:19|20)\d\d)(?P<s>\s?[-/._\s]\s?)(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)",
        # 14 03 2012
        r"(?<![\d.])(?P<d>\d{1,2})\s(?P<m>\d{1,2})\s(?P<y>(?:19|20)\d\d)(?!\d)",
        # 14/3/12, 14.03.2012, 14 - 3 - 2012
        r"(?<![\d.])(?P<d>\d{1,2})(?P<s>\s?[-/._]\s?)(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d|\d\d)(?!\d)",
        # 20120314
        r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",
        # 14032012
        r"(?<!\d)(?P<d>0[1-9]|[12]\d|3[01])(?P<m>0[1-9]|1[0-2])(?P<y>(?:19|20)\d\d)(?!\d)",
        # 14.iii.2012
        r"(?<![\d])(?P<d>\d{1,2})\s?[./\-\s]\s?(?P<r>x?i{1,3}|i?[vx]|vi{1,3}|xii?)\s?[./\-\s]\s?"
        r"(?P<y>(?:19|20)\d\d|\d\d)(?!\d)",
        # 14th of March 2012, Wed 14 Mar '12, fourteenth day of March, 2012
        rf"(?<![\d\w])(?P<d>{_DAY}){_GAP}(?:day\s)?(?:of\s)?(?:the\s)?(?P<n>{_NAME}){_GAP}"
        rf"(?:of\s|in\s)?(?P<y>{_YEAR})(?!\d)(?!:\d)",
        # 14-16 March 2012, 14/15 March 2012, 14 to 16 March 2012: the first of them
        rf"(?<![\d\w])(?P<d>{_DAY})\s?(?:[-/&,+]|to|and|or|until|till)\s?(?:the\s)?{_DAY}{_GAP}(?:of\s)?"
        rf"(?P<n>{_NAME}){_GAP}(?P<y>{_YEAR})(?!\d)",
        # 14-16/3/12
        r"(?<![\d./-])(?P<d>\d{1,2})\s?[-&+]\s?\d{1,2}(?P<s>[/.])(?P<m>\d{1,2})(?P=s)"
        r"(?P<y>(?:19|20)\d\d|\d\d)(?!\d)",
        # March 14th, 2012
        rf"(?<!\w)(?P<n>{_NAME}){_GAP}(?:the\s)?(?P<d>{_DAY})(?!\d),?{_GAP}(?P<y>(?:19|20)\d\d)(?!\d)",
        # 2012 March 14
        rf"(?<!\d)(?P<y>(?:19|20)\d\d){_GAP}(?P<n>{_NAME}){_GAP}(?P<d>\d{{1,2}})(?!\d)",
    )
)
_YEARLESS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\d\w/.-])(?P<d>{_DAY})\s?(?:of\s)?(?P<n>{_NAME})(?![a-z])(?!{_GAP}(?:of\s|in\s)?['’]?\d\d)",
        rf"(?<!\w)(?P<n>{_NAME})\s(?:the\s)?(?P<d>\d{{1,2}}(?:st|nd|rd|th))(?!{_GAP}\d)",
    )
)
_NUMBER = re.compile(r"(?<![\w.])\d{9,13}(?!\w)")
_WEEK = re.compile(r"(?<!\d)((?:19|20)\d\d)-?W(\d\d)-?([1-7])(?!\d)")
_HINT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Written:
    """A day that a text names: the day, how it stands there, and the text."""

    day: date
    form: str
    text: str


@dataclass(frozen=True, slots=True)
class Yearless:
    """A day of some year."""

    month: int
    day: int
    text: str


@lru_cache(maxsize=20_000)
def days_in(text: str) -> tuple[Written, ...]:
    """Return every day that a text names, in any form, however it is read.

    Examples
    --------
    >>> [w.day.isoformat() for w in days_in("rang 14/3/12, and on the 15th of Mar 2012")]
    ['2012-03-14', '2012-03-15']
    """
    if not _HINT.search(text) and not _in_words(text):
        return ()
    text = plain(text)
    found: dict[tuple[date, str], Written] = {}
    for form in _FORMS:
        for match in form.finditer(text):
            day = _day_of(match)
            if day is not None:
                found.setdefault((day, match[0]), Written(day, "a date", match[0]))
    for match in _WEEK.finditer(text):
        week = _day_of_week(match)
        if week is not None:
            found.setdefault((week, match[0]), Written(week, "a date", match[0]))
    for written in _counted(text):
        found.setdefault((written.day, written.text), written)
    return tuple(found.values())


def _day_of_week(match: re.Match[str]) -> date | None:
    try:
        return date.fromisocalendar(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _in_words(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in ("first", "second", "third", "th of", "th day"))


def _day_of(match: re.Match[str]) -> date | None:
    said = match.groupdict()
    year = int(re.sub(r"\D", "", said["y"]))
    if year < 100:
        year += 1900 if year > 50 else 2000
    month = _month_of(said)
    number = _number_of(said["d"])
    day = _made(year, month, number)
    # only what is no day our way round is read the American way
    return day if day is not None or "m" not in said else _made(year, number, month)


def _month_of(said: dict[str, str]) -> int:
    if said.get("n"):
        return _MONTH[said["n"].lower()]
    if said.get("r"):
        return _ROMAN.get(said["r"].lower(), 0)
    return int(said["m"])


def _number_of(said: str) -> int:
    digits = re.sub(r"\D", "", said)
    return int(digits) if digits else _ORDINAL[said.lower()]


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_UNIX, _FIRST = date(1970, 1, 1), date(1, 1, 1)


def _counted(text: str) -> Iterator[Written]:
    """Yield what a count of seconds, milliseconds or of our minutes names."""
    for match in _NUMBER.finditer(text):
        count = int(match[0])
        if len(match[0]) == 9 or len(match[0]) == 10:
            yield from _after(_UNIX, count // 86_400, "seconds since 1970", match[0])
            yield from _after(_FIRST, count // 1440, "minutes", match[0])
        elif len(match[0]) == 13:
            yield from _after(_UNIX, count // 86_400_000, "milliseconds since 1970", match[0])


def _after(start: date, days: int, form: str, text: str) -> Iterator[Written]:
    try:
        yield Written(start + timedelta(days=days), form, text)
    except OverflowError:
        return


def day_of_serial(number: str) -> date | None:
    """Return the day of a spreadsheet's serial number, of either system that could be meant."""
    try:
        count = float(number)
    except ValueError:
        return None
    return date(1899, 12, 30) + timedelta(days=int(count)) if 20_000 <= count < 60_000 else None


@lru_cache(maxsize=20_000)
def yearless_in(text: str) -> tuple[Yearless, ...]:
    """Return the days of no year that a text names: "14 March", "March 14th"."""
    found = []
    for form in _YEARLESS:
        for match in form.finditer(text):
            month, day = _MONTH[match["n"].lower()], _number_of(match["d"])
            if _made(2000, month, day) is not None:
                found.append(Yearless(month, day, match[0]))
    return tuple(found)
