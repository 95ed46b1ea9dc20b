"""Dates in running text, moved like those of the rows, in the form in which they were written.

A whole day moves exactly and keeps its weekday: "Monday 14/3/11" stays in that form. A month,
season or year that is written without its day cannot be moved exactly by a number of days: it
becomes the one in which its middle falls, and is listed for a person to look at. A day without a
year is of the year that lies nearest to its row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from graphdb.dates import DateContext
from graphdb.dates.notes import Refusal
from graphdb.dates.parts import complete_year, day_of, month_end
from graphdb.dates.words import MONTH_NAMES, MONTHS, SEASONS
from joinedup.anonymise.dates import DateMode, Shift

_MONTH = (
    r"(?:jan(?:uary|rurary)?|feb(?:ruary|uary|urary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept(?:ember|mber)?|sep|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
_D = r"\d{1,2}(?:\s?(?:st|nd|rd|th))?"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_JOIN = r"\s*(?:-|–|—|/|,|&|\bto\b|\band\b|\bor\b|\buntil\b)\s*"
# what stands before a year, a month or a day when it is one, and not a time or a count
_LEAD = (
    r"(?:in|since|from|of|during|by|until|till|before|after|between|early|mid|middle|late|year|"
    r"around|about|circa|throughout|and|to|or|spring|summer|autumn|winter|end|start|last|next|this|"
    r"for|on|w/c|w/e|dated|commencing|ending|christmas|easter)"
)
_NO_UNIT = (
    r"(?!\s?(?:hrs?|hours?|h|mg|ml|mcg|kg|g|am|pm|pounds?|units?|people|times|words|calls|"
    r"metres|miles)\b|\s?(?:to|-|–)\s?\d{4}\s?h)"
)

_FORMS = re.compile(
    rf"""
    (?P<iso>(?<![\w.-]){_YEAR}-\d\d-\d\d(?=T\d|[^\w-]|$))
  | (?P<compact>(?<![\w./-])(?:{_YEAR}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])
        |(?:[0-2]\d|3[01])(?:0[1-9]|1[0-2]){_YEAR})(?![\w/-]))
  | (?P<number>(?<![\w./-])\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:(?:19|20)?\d\d)
        (?![\w/-]|[.]\d))
  | (?P<spaced>(?<![\w./-])\d{{1,2}}\s\d{{1,2}}\s{_YEAR}(?![\w/-]|[.]\d){_NO_UNIT})
  | (?P<roman>(?<![\w./-])\d{{1,2}}\s?[./-]\s?(?:viii|vii|vi|iv|ix|xii|xi|iii|ii|i|v|x)\s?[./-]\s?
        (?:19|20)?\d\d(?![\w/-]|[.]\d))
  | (?P<glued>(?<![\w./-])\d{{1,2}}{_MONTH}(?:19|20)?\d\d(?!\w))
  | (?P<days>(?<![\w./-])(?:{_D}{_JOIN})*{_D}[\s./-]*(?:of\s+)?{_MONTH}\b\.?
        (?:(?:[\s,./-]*(?:of\s+)?{_YEAR}\b{_NO_UNIT})|(?:\s?'\d\d\b)|(?:[./-]\d\d\b))?)
  | (?P<monthday>\b{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR}\b{_NO_UNIT}
        |(?<=[a-z])(?=\W|$)))
  | (?P<month>\b(?:{_MONTH}\.?{_JOIN})?{_MONTH}\.?(?:[\s,./-]*(?:of\s+)?{_YEAR}\b{_NO_UNIT}
        |\s?'\d\d\b|-\d\d\b))
  | (?P<monthyear>(?<![\w./-])(?:0?[1-9]|1[0-2])\s?[/.]\s?{_YEAR}(?![\w/-]))
  | (?P<pair>(?<![\w./-]){_YEAR}\s?[/–-]\s?(?:{_YEAR}|\d\d)(?![\w/-]))
  | (?P<decade>\b(?:19|20)\d0'?s\b)
  | (?P<season>\b(?:spring|summer|autumn|winter)\b(?:(?:\s+(?:of\s+)?|[\s,]+){_YEAR}\b)?
        (?!\s+(?:holiday|term|school|break|time\ table|clothes|coat|uniform))(?!\w))
  | (?P<year>(?<![\w£$€#./:-]){_YEAR}(?![\w/:-]|[.]\d){_NO_UNIT})
  | (?P<short>(?<=\s)(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|1[0-2])(?![\w/%]|[.]\d){_NO_UNIT})
  | (?P<name>\b{_MONTH}\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE = re.compile(rf"(?:\b{_LEAD}|[(\[])(?:\s+(?:the|of))?\s*$", re.IGNORECASE)
# "Grace and May went": only these make a month of a word that is a name, too
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|during|by|until|till|early|mid|late|last|next|this|throughout|before|after|end"
    r"|start|beginning)(?:\s+(?:of|the))*\s*-?$",
    re.IGNORECASE,
)
_LEADS_DAY = re.compile(
    r"(?:\b(?:on|by|since|from|of|until|till|dated|before|after|w/c|w/e|commencing|ending)|"
    r"[(\[])\s*$",
    re.IGNORECASE,
)
# words, too, or a first name: only what stands before them makes months of them
_MODAL = frozenset({"may", "march", "mar", "jan"})
# "8/5 17:40": what a clock time follows is a day, and so is what lies near to its row
_CLOCK_AFTER = re.compile(r",?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?!\d)")
_NEAR_DAYS = 45
# a year that is part of a name is none of the case's
_NAMED_YEAR = re.compile(
    r"\b(?:dash|caada|ric|sara|oasys|act|order|rules?|regulations?|code|guidance|version)\W*$",
    re.IGNORECASE,
)
#: How long before its last year a case may speak of a year that nothing leads to.
_SPAN_YEARS = 30
_ENDS = re.compile(
    rf"{_JOIN}{_D}[\s./-]*(?:of\s+)?({_MONTH})\b\.?[\s,./-]*({_YEAR})\b", re.IGNORECASE
)
_NUMBERS = re.compile(r"\d+")
_A_MONTH = re.compile(_MONTH, re.IGNORECASE)
_A_YEAR = re.compile(rf"{_YEAR}|(?<=['./-])\d\d$")
_BEFORE_SEASON = re.compile(
    r"\b(?:last|this|next|that|previous|in|since|during|over|until|till|by|and|or|from|to|before"
    r"|after|of|early|late|mid)(?:\s+the)?\s*-?$",
    re.IGNORECASE,
)
_SEASON_NAMES = ("winter", "spring", "summer", "autumn")


@dataclass(frozen=True, slots=True)
class Inexact:
    """A month, season or year that no number of days moves exactly, and what it became."""

    original: str
    written: str
    sentence: str = ""


class TextDates:
    """Moves the dates of texts, and remembers which could not be moved exactly.

    Parameters
    ----------
    shift
        How dates move.
    context
        What the dates of the original are read in: its scope completes two-digit years.
    first, last
        The years of which a case speaks: a number outside them is no year.

    Attributes
    ----------
    inexact
        What a person should look at, in the order in which it was met.
    """

    def __init__(
        self,
        shift: Shift,
        context: DateContext,
        first: int = 1930,
        last: int = 2049,
    ) -> None:
        self._shift, self._scope = shift, context.scope
        self._first, self._last = first, last
        self.inexact: dict[Inexact, None] = {}

    def moved(self, text: str, day: date | None = None) -> str:
        """Return a text with its dates moved.

        Parameters
        ----------
        text
            Any text.
        day
            Of its row: completes a date without a year.

        Examples
        --------
        >>> dates = TextDates(Shift(DateMode.OFFSET, 7 * 53), DateContext())
        >>> dates.moved("On Monday 14/3/2011, and on 3rd May 2011 at 2011 hrs.")
        'On Monday 19/3/2012, and on 8th May 2012 at 2011 hrs.'
        """
        made, at = [], 0
        for match in _FORMS.finditer(text):
            written = self._form(match, text, day)
            if written is not None:
                made += [text[at : match.start()], written]
                at = match.end()
        return "".join([*made, text[at:]])

    def _form(self, match: re.Match[str], text: str, day: date | None) -> str | None:
        kind = str(match.lastgroup)
        form: Callable[[re.Match[str], date | None], str | None] = getattr(self, f"_{kind}")
        try:
            return form(match, day)
        except (Refusal, ValueError, OverflowError):
            return None

    # -- whole days ----------------------------------------------------------------------

    def _iso(self, match: re.Match[str], _: date | None) -> str:
        return self._exact(date.fromisoformat(match[0]), lambda d: d.isoformat())

    def _compact(self, match: re.Match[str], _: date | None) -> str | None:
        text = match[0]
        if text[:2] in ("19", "20") and 1 <= int(text[4:6]) <= 12:
            found = day_of(int(text[6:]), int(text[4:6]), int(text[:4]))
            form = "%Y%m%d"
        else:
            found = day_of(int(text[:2]), int(text[2:4]), int(text[4:]))
            form = "%d%m%Y"
        if not self._is_year(found.year):
            return None
        return self._exact(found, lambda d: d.strftime(form))

    def _number(self, match: re.Match[str], _: date | None) -> str:
        day, month, year = _NUMBERS.findall(match[0])
        found = day_of(int(day), int(month), self._year_of(year))
        return self._exact(
            found,
            lambda d: _put(
                match[0],
                [*_pair_like(d, day, month), _year_like(d.year, year)],
            ),
        )

    _spaced = _number

    def _roman(self, match: re.Match[str], _: date | None) -> str:
        """Move "14.iii.2012"."""
        month = re.search(r"[ivx]+", match[0], re.IGNORECASE)
        assert month is not None
        day, year = _NUMBERS.findall(match[0])
        number = _ROMAN.index(month[0].lower()) + 1

        def render(d: date) -> str:
            roman = _ROMAN[d.month - 1]
            said = roman.upper() if month[0].isupper() else roman
            head, tail = match[0][: month.start()], match[0][month.end() :]
            return _put(head, [_like(d.day, day)]) + said + _put(tail, [_year_like(d.year, year)])

        return self._exact(day_of(int(day), number, self._year_of(year)), render)

    def _glued(self, match: re.Match[str], _: date | None) -> str:
        """Move "14MAR2012"."""
        name = _A_MONTH.search(match[0])
        assert name is not None
        day, year = _NUMBERS.findall(match[0])
        found = day_of(int(day), _month_of(name[0]), self._year_of(year))
        return self._exact(
            found,
            lambda d: _like(d.day, day) + _month_like(d.month, name[0]) + _year_like(d.year, year),
        )

    def _short(self, match: re.Match[str], near: date | None) -> str | None:
        if near is None:
            return None
        day, month = _NUMBERS.findall(match[0])
        found = _nearest(int(day), int(month), near)
        led = _LEADS_DAY.search(match.string[: match.start()])
        timed = _CLOCK_AFTER.match(match.string, match.end())
        if not led and not timed and abs((found - near).days) > _NEAR_DAYS:
            return None
        return self._exact(found, lambda d: _put(match[0], _pair_like(d, day, month)))

    def _days(self, match: re.Match[str], near: date | None) -> str | None:
        """Move "3, 4 and 5 May 2012": the last day has the month, the others may need one."""
        text = match[0]
        name = _months_in(text)[-1]
        head, tail = text[: name.start()], text[name.end() :]
        year = _NUMBERS.search(tail)
        numbers = list(_NUMBERS.finditer(head))
        month = _month_of(name[0])
        lent = None if year is not None else _lent_year(match.string[match.end() :], month)
        found = []
        for number in numbers:
            if year is not None:
                of = self._year_of(year[0])
                found.append(day_of(int(number[0]), month, of))
            elif lent is not None:
                found.append(day_of(int(number[0]), month, lent))
            elif near is not None:
                found.append(_nearest(int(number[0]), month, near))
            else:
                middle = self._middle()
                found.append(_nearest(int(number[0]), month, middle))
                self._note(text, "its year is not known")
        return self._render_days(text, head, name[0], tail, year, found)

    def _render_days(
        self,
        text: str,
        head: str,
        name: str,
        tail: str,
        year: re.Match[str] | None,
        found: list[date],
    ) -> str:
        if self._shift.mode is not DateMode.OFFSET:
            said = [self._say(self._shift.day(d)) for d in found]
            # "12 May. She …": the full stop is the sentence's, unless a month was cut by it
            whole = name.lower() in {month.lower() for month in MONTH_NAMES}
            stop = "." if text.endswith(".") and whole else ""
            return " and ".join(dict.fromkeys(said)) + stop
        days = [self._shift.day(d) for d in found]
        last = days[-1]
        made, at = [], 0
        for number, day in zip(_NUMBERS.finditer(head), days, strict=True):
            made.append(head[at : number.start()])
            made.append(_like(day.day, number[0]))
            at = number.end()
            suffix = re.match(r"\s?(?:st|nd|rd|th)\b", head[at:])
            if suffix:
                made.append(_suffix(day.day, suffix[0]))
                at += suffix.end()
            if (day.month, day.year) != (last.month, last.year):
                other = f" {_month_like(day.month, name)}"
                made.append(
                    other if day.year == last.year or year is None else f"{other} {day.year}"
                )
        made += [head[at:], _month_like(last.month, name)]
        if year is not None:
            tail = tail[: year.start()] + _year_like(last.year, year[0]) + tail[year.end() :]
        return "".join([*made, tail])

    def _monthday(self, match: re.Match[str], near: date | None) -> str | None:
        text = match[0]
        name = _A_MONTH.match(text)
        assert name is not None
        numbers = list(_NUMBERS.finditer(text))
        if not text[0].isupper() and len(numbers) == 1:
            return None  # "they may 2 or 3 times"
        day, month = int(numbers[0][0]), _month_of(name[0])
        if len(numbers) > 1:
            found = day_of(day, month, int(numbers[1][0]))
        else:
            found = _nearest(day, month, near or self._middle())

        def render(d: date) -> str:
            said = _month_like(d.month, name[0]) + text[name.end() : numbers[0].start()]
            said += _like(d.day, numbers[0][0])
            rest = text[numbers[0].end() :]
            suffix = re.match(r"(?:st|nd|rd|th)\b", rest)
            if suffix:
                said, rest = said + _suffix(d.day, suffix[0]), rest[suffix.end() :]
            return said + _A_YEAR.sub(str(d.year), rest)

        return self._exact(found, render)

    def _exact(self, day: date, render: Callable[[date], str]) -> str:
        moved = self._shift.day(day)
        if self._shift.mode is DateMode.OFFSET:
            return render(moved)
        return self._say(moved)

    def _say(self, moved: date) -> str:
        """Return a day of the pack where it is not said as a date."""
        shift = self._shift
        if shift.mode is DateMode.YEAR:
            return f"a day in {moved.year}"
        assert shift.mode is DateMode.RELATIVE
        first = shift.first or moved
        return f"day {(moved - first).days + 1}"

    # -- months, seasons, years ----------------------------------------------------------

    def _month(self, match: re.Match[str], _: date | None) -> str:
        text = match[0]
        names = _months_in(text)
        tail = text[names[-1].end() :]
        written = _NUMBERS.search(tail)
        assert written is not None
        year = self._year_of(written[0])
        months = [_month_of(name[0]) for name in names]
        # "November to March 2011" began the year before
        years = [year - 1 if month > months[-1] else year for month in months]
        moved = [self._middle_of_month(y, m) for y, m in zip(years, months, strict=True)]
        if self._shift.mode is not DateMode.OFFSET:
            joint = text[names[0].end() : names[-1].start()] if len(names) > 1 else ""
            return self._noted(match, joint.join(map(self._vaguely, moved)))
        made, at = [], 0
        for name, day in zip(names, moved, strict=True):
            made += [text[at : name.start()], _month_like(day.month, name[0])]
            at = name.end()
        if len(moved) > 1 and moved[0].year != moved[-1].year:
            made[1] += f" {moved[0].year}"
        rest = tail[: written.start()] + _year_like(moved[-1].year, written[0])
        return self._noted(match, "".join([*made, rest + tail[written.end() :]]))

    def _monthyear(self, match: re.Match[str], _: date | None) -> str:
        month, year = _NUMBERS.findall(match[0])
        moved = self._middle_of_month(int(year), int(month))
        if self._shift.mode is not DateMode.OFFSET:
            return self._noted(match, self._vaguely(moved))
        return self._noted(match, _put(match[0], [_like(moved.month, month), str(moved.year)]))

    def _name(self, match: re.Match[str], near: date | None) -> str | None:
        """Move a month without a year where it is one, and not "she may" or "a march"."""
        word, before = match[0], match.string[: match.start()]
        if near is None or not word[0].isupper():
            return None
        if word.lower() in _MODAL and not _BEFORE_MONTH.search(before):
            return None
        if len(word) < 4 and word.lower() != "may":
            return None
        month = _month_of(word)
        moved = self._middle_of_month(_nearest(15, month, near).year, month)
        if self._shift.mode is not DateMode.OFFSET:
            return self._noted(match, self._vaguely(moved))
        return self._noted(match, _month_like(moved.month, word))

    def _year(self, match: re.Match[str], _: date | None) -> str | None:
        before = match.string[: match.start()]
        year = int(match[0])
        if not self._is_year(year):
            return None
        if not _BEFORE.search(before) and (
            year < self._last - _SPAN_YEARS or _NAMED_YEAR.search(before)
        ):
            return None
        moved = self._shift.day(date(year, 7, 2))
        if self._shift.mode is DateMode.RELATIVE:
            return self._noted(match, self._vaguely(moved))
        return self._noted(match, str(moved.year))

    def _season(self, match: re.Match[str], near: date | None) -> str | None:
        """Move a season: one without a year where it is a time, and not a thing that springs."""
        word = match[0].split()[0].rstrip(",")
        year = _NUMBERS.search(match[0])
        first = SEASONS[word.lower()]
        if year is not None:
            middle = date(int(year[0]), first, 15) + timedelta(days=31)
        elif near is not None and _BEFORE_SEASON.search(match.string[: match.start()]):
            middle = _nearest(15, first % 12 + 1, near)
        else:
            return None
        moved = self._shift.day(middle)
        if self._shift.mode is not DateMode.OFFSET:
            said = "season" if year is None else self._vaguely(moved)
            return self._noted(match, said)
        name = _SEASON_NAMES[moved.month % 12 // 3]
        said = name.capitalize() if word[0].isupper() else name
        if year is None:
            return self._noted(match, said)
        # the winter of a year begins in its December
        of = moved.year - 1 if name == "winter" and moved.month < 12 else moved.year
        return self._noted(match, said + match[0][len(word) : year.start()] + str(of))

    def _pair(self, match: re.Match[str], _: date | None) -> str | None:
        first, last = _NUMBERS.findall(match[0])
        year = int(first)
        second = int(last) if len(last) == 4 else year - year % 100 + int(last)
        if not self._is_year(year) or not year < second < year + 30:
            return None
        moved = self._shift.day(date(year, 7, 2))
        if self._shift.mode is DateMode.RELATIVE:
            return self._noted(match, self._vaguely(moved))
        later = moved.year + second - year
        said = _put(match[0], [str(moved.year), _year_like(later, last)])
        return self._noted(match, said)

    def _decade(self, match: re.Match[str], _: date | None) -> str | None:
        year = int(match[0][:4])
        moved = self._shift.day(date(year + 5, 1, 1))
        if self._shift.mode is DateMode.RELATIVE:
            return self._noted(match, "years before")
        return self._noted(match, f"{moved.year // 10 * 10}{match[0][4:]}")

    def _vaguely(self, moved: date) -> str:
        """Return roughly when a month of the pack was, where it is not said as a date."""
        shift = self._shift
        if shift.mode is DateMode.YEAR:
            return str(moved.year)
        if shift.death is not None:
            months = round((shift.death - moved).days / 30.44)
            if abs(months) < 1:
                return "the month of the death"
            side = "before" if months > 0 else "after"
            number = f"{abs(months)} month" if abs(months) == 1 else f"{abs(months)} months"
            return f"about {number} {side} the death"
        first = shift.first or moved
        return f"month {round((moved - first).days / 30.44) + 1}"

    def _middle_of_month(self, year: int, month: int) -> date:
        first, last = date(year, month, 1), month_end(year, month)
        return self._shift.day(first + (last - first) // 2)

    # -- what is a year ------------------------------------------------------------------

    def _year_of(self, written: str) -> int:
        if len(written) == 4:
            return int(written)
        return complete_year(int(written), self._scope, [])

    def _is_year(self, year: int) -> bool:
        return self._first <= year <= self._last

    def _middle(self) -> date:
        if self._scope is None:
            return date((self._first + self._last) // 2, 7, 1)
        return self._scope[0] + (self._scope[1] - self._scope[0]) // 2

    def _noted(self, match: re.Match[str], written: str) -> str:
        self.inexact[Inexact(match[0], written, _around(match))] = None
        return written

    def _note(self, text: str, why: str) -> None:
        self.inexact[Inexact(text, why)] = None


def _lent_year(rest: str, month: int) -> int | None:
    """Return the year that the end of a stretch lends its beginning: "30 April to 2 May 2012"."""
    match = _ENDS.match(rest)
    if match is None:
        return None
    return int(match[2]) - (_month_of(match[1]) < month)


def _around(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    left = max(text.rfind(mark, 0, start) for mark in ".\n") + 1
    rights = [at for at in (text.find(". ", end), text.find("\n", end)) if at >= 0]
    return text[left : min(rights, default=len(text)) + 1].strip()[:300]


def _months_in(text: str) -> list[re.Match[str]]:
    return list(_A_MONTH.finditer(text))


def _month_of(word: str) -> int:
    plain = word.lower().rstrip(".")
    return MONTHS.get(plain) or MONTHS[plain[:3]]


def _month_like(month: int, word: str) -> str:
    """Return a month in the form of another: whole or cut, in its capitals."""
    name = MONTH_NAMES[month - 1]
    cut = len(word) < len(MONTH_NAMES[_month_of(word) - 1]) and len(word) <= 4
    said = name[:3] if cut else name
    if word.isupper() and len(word) > 1:
        return said.upper()
    return said.lower() if word.islower() else said


def _like(number: int, written: str) -> str:
    return f"{number:02}" if written.startswith("0") else str(number)


def _pair_like(moved: date, day: str, month: str) -> list[str]:
    """Return a day and a month with a nought before them where either was written with one."""
    padded = day.startswith("0") or month.startswith("0")
    return [f"{n:02}" if padded else str(n) for n in (moved.day, moved.month)]


def _year_like(year: int, written: str) -> str:
    return str(year) if len(written) == 4 else f"{year % 100:02}"


def _suffix(day: int, written: str) -> str:
    usual = {1: "st", 2: "nd", 3: "rd"}
    found = "th" if 10 <= day <= 20 else usual.get(day % 10, "th")
    found = found.upper() if written.strip().isupper() else found
    return written[: len(written) - 2] + found


def _put(text: str, numbers: list[str]) -> str:
    given = iter(numbers)
    return _NUMBERS.sub(lambda _: next(given), text)


def _nearest(day: int, month: int, near: date) -> date:
    """Return the day of a month that lies nearest to another day."""
    found = list(_in_years(day, month, near.year))
    if not found:
        raise ValueError("no such day")
    return min(found, key=lambda d: (abs((d - near).days), d))


def _in_years(day: int, month: int, year: int) -> Iterator[date]:
    for each in (year - 1, year, year + 1):
        if 1 <= each <= 9999 and day <= month_end(each, month).day:
            yield date(each, month, day)


__all__ = ["Inexact", "TextDates"]
