"""Dates in running text, moved like those of the rows, in the form in which they were written.

A whole day moves exactly and keeps its weekday: "Monday 14/3/11" stays in that form. A month,
season or year that is written without its day cannot be moved exactly by a number of days: it
becomes the one in which its middle falls. A day without a year is of the year that lies nearest to
its row. Of what is moved so, ``decisions.csv`` has a line that is answered already; what may as
well be a time of day, a score or a title is asked, and stays until a person says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from graphdb.dates import DateContext
from graphdb.dates.notes import Refusal
from graphdb.dates.parts import complete_year, day_of, month_end
from graphdb.dates.words import MONTH_NAMES, MONTHS, SEASONS
from joinedup.anonymise.cut import cut_out, put_in
from joinedup.anonymise.date_signs import (
    ends_there,
    is_a_share,
    is_thing_of_season,
    is_time_of_day,
    leads_to_day,
    leads_to_month_of_year,
    leads_to_short_year,
    may_be_time_of_day,
    month_of_letter,
    ordinal_is_day,
    ordinal_may_be_day,
    tells_of_emergency,
)
from joinedup.anonymise.dates import DateMode, Shift
from joinedup.anonymise.decisions import DATE, VAGUE, DateAnswers, Decision, Said
from joinedup.anonymise.model import Question, Text
from joinedup.anonymise.reads_well import read_well
from joinedup.anonymise.words import Stretch, lists, sentence_at, words_in

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
    r"metres|miles)\b|\s?(?:to|-|–)\s?\d{4}\s?h(?:(?:ou)?rs?)?\b)"
)
# a name in full in any case, one that is cut with a capital: nobody "sat 2 metres away" on a day
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|(?-i:Mon|MON|Tues?|TUES?|Weds?|WEDS?|Thu(?:rs?)?|THU(?:RS?)?|Fri|FRI|Sat|SAT|Sun|SUN))"
)
_ORDINALS = tuple(lists()["grammar"]["ordinals"].split())
_ORDINAL_WORD = "(?:" + "|".join(w.replace("-", "[- ]") for w in reversed(_ORDINALS)) + ")"
_EVERY_ORDINAL: tuple[str, ...] = ("first", "second", "third", *_ORDINALS)
_SPELT = "(?:" + "|".join(w.replace("-", r"[-\s]") for w in reversed(_EVERY_ORDINAL)) + ")"
_NO_COUNT = (
    r"(?!\s?(?:st|nd|rd|th|hrs?|hours?|h|mins?|minutes|mg|ml|mcg|kg|g|am|pm|pounds?|units?|people|"
    r"times|words|calls|metres|miles|days?|weeks?|months?|years?|yrs?|wks?|pints?|cans?|bottles?|"
    r"cigarettes|tablets?|x|per|rows?|visits?|contacts?|sessions?|children|o['’]clock)\b"
    r"|\s?[-–]\s?\d|\s?(?:to|and|or)\s\d)"
)

_FORMS = re.compile(
    rf"""
    # where none of them can begin, none is tried
    (?=[\d'’`]|(?<!\w)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spr|sum|aut|win|mon|tue|wed
        |thu|fri|sat|sun|fir|fou|fif|six|sev|eig|nin|ten|ele|twe|thi))
    (?:
    (?P<iso>(?<![\w.-]){_YEAR}-\d\d-\d\d(?=T\d|[^\w-]|$))
  | (?P<yearfirst>(?<![\w./-]){_YEAR}(?P<sign>[-/.:])\d{{1,2}}(?P=sign)\d{{1,2}}(?=T\d|[^\w/-]|$))
  | (?P<yearword>(?<![\w./-]){_YEAR}[\s./-]{_MONTH}[\s./-]\d{{1,2}}(?![\w/:-]))
  | (?P<compact>(?<![\w./-])(?:{_YEAR}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])
        |(?:[0-2]\d|3[01])(?:0[1-9]|1[0-2]){_YEAR})(?![\w/-]))
  | (?P<dayspan>(?<![\w./-])\d{{1,2}}\s?(?:[-–&+]|to|and)\s?\d{{1,2}}(?P<stroke>[/.])\d{{1,2}}
        (?:(?P=stroke)(?:19|20)?\d\d)?(?![\w/%-]|[.]\d){_NO_UNIT})
  | (?P<number>(?:(?<![\w./-])|(?<=[./]\d-)|(?<=[./]\d\d-)|(?<=[./]\d{{4}}-))
        # "18/12. 80 hrs" is two sentences
        (?!\d{{1,2}}[./-]\d{{1,2}}\.\s\d\d(?!\d))
        \d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:(?:19|20)?\d\d)
        (?![\w/]|-(?!\d{{1,2}}[./]\d{{1,2}}[./]\d)|[.]\d))
  | (?P<spaced>(?<![\w./-])\d{{1,2}}\s\d{{1,2}}\s{_YEAR}(?![\w/-]|[.]\d){_NO_UNIT})
  | (?P<roman>(?<![\w./-])\d{{1,2}}\s?[./-]\s?(?:viii|vii|vi|iv|ix|xii|xi|iii|ii|i|v|x)\s?[./-]\s?
        (?:19|20)?\d\d(?![\w/-]|[.]\d)
        |(?<![\w./-])\d{{1,2}}\s(?:viii|vii|vi|iv|ix|xii|xi|iii|ii)\s{_YEAR}(?![\w/-]|[.]\d))
  | (?P<glued>(?<![\w./-])\d{{1,2}}(?:st|nd|rd|th)?{_MONTH}(?:19|20)?\d\d(?!\w))
  | (?P<spelt>\b{_SPELT}(?:\s+day)?\s+(?:of\s+)?{_MONTH}\b\.?
        (?:[\s,]+(?:of\s+)?{_YEAR}\b{_NO_UNIT})?)
  | (?P<speltafter>\b{_MONTH}\s+(?:the\s+)?{_SPELT}\b(?:,?\s+{_YEAR}\b{_NO_UNIT})?)
  | (?P<days>(?<![\w./-])(?:{_D}{_JOIN})*{_D}[\s./-]*(?:of\s+)?{_MONTH}\b\.?
        (?:(?:[\s,./-]*(?:of\s+)?{_YEAR}\b{_NO_UNIT})|(?:\s?'\d\d\b)|(?:[./-]\d\d\b))?)
  | (?P<monthday>\b{_MONTH}\.?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR}\b{_NO_UNIT}
        |(?<=[a-z])(?=\W|$)))
  | (?P<month>\b(?:{_MONTH}\.?{_JOIN})?{_MONTH}\.?(?:[\s,./-]*(?:of\s+)?{_YEAR}\b{_NO_UNIT}
        |\s?'\d\d\b|-\d\d\b))
  | (?P<monthnum>\b{_MONTH}\.?\s+\d{{1,2}}(?![\w/%:-]|[.,]\d){_NO_COUNT})
  | (?P<monthyear>(?<![\w./-])(?:0?[1-9]|1[0-2])\s?[/.]\s?{_YEAR}(?![\w/-]))
  | (?P<pair>(?<![\w./-]){_YEAR}(?:\s?[/–-]\s?(?:{_YEAR}|\d\d)|[/–-]\d)(?![\w/-]|[.,]\d))
  | (?P<decade>\b(?:19|20)\d0'?s\b)
  | (?P<season>\b(?:spring|summer|autumn|winter)\b(?:(?:\s+(?:of\s+)?|[\s,]+){_YEAR}\b
        |\s+(?:of\s+)?(?:['’]\d\d|0\d)\b)?
        (?!\s+(?:holiday|term|school|break|time\ table|clothes|coat|uniform))(?!\w))
  | (?P<year>(?:(?<![\w£$€#./:-])|(?<=\b[bdm]\.)){_YEAR}(?![\w/-]|[.:]\d){_NO_UNIT})
  | (?P<short>(?:(?<![\w£$€./:+-])|(?<=/\d-)|(?<=/\d\d-))
        (?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|1[0-2])(?![\w/%]|[.]\d){_NO_UNIT})
  | (?P<name>\b{_MONTH}\b)
  | (?P<weekday>\b{_WEEKDAY}\b\.?,?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?
        (?![\w/%]|[:.,]\d|\s?-\s?\d)(?!(?:{_JOIN}{_D})*[\s./-]*(?:of\s+)?{_MONTH}\b){_NO_COUNT})
  | (?P<ordinal>(?<![\w./-])(?:\d{{1,2}}\s?(?:st|nd|rd|th)|{_ORDINAL_WORD})\b)
  | (?P<shortyear>(?<=\s)['’`]?\d\d(?![\w/%:-]|[.,]\d){_NO_COUNT})
  | (?P<clock>(?<![\w£.:/-])(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?
        |(?:[01]\d|2[0-3])[0-5]\d(?=\s?(?:hrs?|h|hours)\b))(?:\s?(?:hrs?|hours|h)\b)?(?![\w/%]|[:.]\d))
    )
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
_NAMED_DAY = re.compile(rf"\b{_WEEKDAY}\.?,?\s*$", re.IGNORECASE)
_LEADS_DAY = re.compile(
    r"(?:\b(?:on|by|since|from|of|until|till|dated|before|after|w/c|w/e|commencing|ending)|"
    r"[(\[])\s*$",
    re.IGNORECASE,
)
# words, too, or a first name: only what stands before them makes months of them
_MODAL = frozenset({"may", "march", "mar", "jan"})
# "8/5 17:40": what a clock time follows is a day, and what lies near to its row may be one
_CLOCK_AFTER = re.compile(r",?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?!\d)")
_NEAR_DAYS = 45
# "Seen 22.07", "DNA 14.3, 21.3": what is noted of a day; "Hb 12.10" is measured
_SEEN = re.compile(
    r"\b(?:seen|dna|appts?|appointments?|visit(?:s|ed)?|called|rang|attended|contact(?:s|ed)?|letters?"
    r"|booked|bailed|court|referred|reviewed?|review|assault|incident|sent|rec['’]?d|signed)\s"
    r"(?:\d{1,2}\.\d{1,2}(?:,\s|\s(?:and|&)\s))*$",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"(?:[£$€<>=~+x×:]|\b(?:at|temp|temps|ph|hb|bm|bmi|inr|crp|wcc|k|na|tsh|score|scored|scores|ratio|weight"
    r"|wt|height|ht|version|v|para|section|s|rule|item|page|p|no|room|to|of|is|was|@))\s*$",
    re.IGNORECASE,
)
_THIS_MONTH = 16
# "R v Brown [1993]" is a judgment that everybody knows; one of this case's people has another name
_CITED = re.compile(
    r"\bv\.?-?\s[A-Z][\w'’-]+(?:\s(?:and|&)\s(?:[A-Z][\w'’-]+|others|another))?\s?[\[(]\Z"
)
# a year that is part of a name is none of the case's
_NAMED_YEAR = re.compile(
    r"\b(?:dash|caada|ric|sara|oasys|act|order|rules?|regulations?|code|guidance|version"
    r"|working\s+together|keeping\s+children\s+safe(?:\s+in\s+education)?"
    # "s.2 PHA 1997": Acts by their letters
    rf"|{'|'.join(words_in('betrays', 'acts'))})\W*$",
    re.IGNORECASE,
)
#: How long before its last year a case may speak of a year that nothing leads to.
_SPAN_YEARS = 30
_ENDS = re.compile(
    rf"{_JOIN}{_D}[\s./-]*(?:of\s+)?({_MONTH})\b\.?[\s,./-]*({_YEAR})\b", re.IGNORECASE
)
_NUMBERS = re.compile(r"\d+")
_A_MONTH = re.compile(_MONTH, re.IGNORECASE)
_A_MONTH_ALONE = re.compile(rf"\b{_MONTH}\b", re.IGNORECASE)
_A_SPELT = re.compile(rf"\b{_SPELT}\b", re.IGNORECASE)
_A_YEAR = re.compile(rf"{_YEAR}|(?<=['./-])\d\d$")
_BEFORE_SEASON = re.compile(
    r"\b(?:last|this|next|that|previous|in|since|during|over|until|till|by|and|or|from|to|before"
    r"|after|of|early|late|mid)(?:\s+the)?\s*-?$",
    re.IGNORECASE,
)
#: Forms that are a day, or else nothing that a machine knows.
_WHOLE = frozenset(
    {"iso", "yearfirst", "yearword", "number", "spaced", "roman", "glued", "days", "dayspan"}
    | {"spelt", "speltafter"}
)
#: What stands for a date that a person says is to go, and not what instead.
_INSTEAD = {
    "year": "another year",
    "shortyear": "another year",
    "pair": "other years",
    "decade": "other years",
    "month": "another month",
    "monthyear": "another month",
    "name": "another month",
    "season": "another time of year",
    "clock": "that time",
}
_NO_SUCH = "the calendar has no such day: keep where it is none"
#: What a person could say of what may be a date.
_ASKED = {
    "short": "move where it is a day; keep where it is a share, a score or so many days",
    "year": "move where it is a year; keep where it is a time of day or part of a title",
    "shortyear": "move where it is a year; keep where it is an hour or a number",
    "monthnum": "a day or a year? keep where it is neither",
    "name": "move where it is a month; keep where it is none",
    "season": "move where it is a time; keep where it is none",
    "clock": "the minute of such a call or death can be looked up; the row's own time stays as it "
    "is; keep where it tells nobody",
    **dict.fromkeys(_WHOLE, _NO_SUCH),
    "dayspan": "move where it is a day; keep where it is none",
}
_ARTICLE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_AT = re.compile(r"(?:\bat|@)\s*$", re.IGNORECASE)
_SEASON_NAMES = ("winter", "spring", "summer", "autumn")


class How(StrEnum):
    """How sure it is what a date of a text becomes."""

    EXACT = "exact"
    VAGUE = "vague"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Inexact:
    """A month, season or year that no number of days moves exactly, and what it became."""

    original: str
    written: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text has a date, or what may be one.

    Attributes
    ----------
    start, end
        In the text.
    sort
        Of what form it is: ``number``, ``year``, ``clock`` and the like.
    how
        Whether it is moved exactly, to the nearest, or not before a person says so.
    moved
        What it becomes; ``None`` where that cannot be known.
    """

    start: int
    end: int
    sort: str
    how: How
    moved: str | None


def instead_of(sort: str, written: str) -> str:
    """Return what stands for a date that is to go.

    Examples
    --------
    >>> instead_of("year", "1978"), instead_of("clock", "03:17")
    ('another year', 'in the night')
    """
    if sort == "clock":
        hour = int(written[:2].rstrip(":."))
        return ("in the night", "in the morning", "in the afternoon", "in the evening")[
            hour // 6 % 4
        ]
    return _INSTEAD.get(sort, "another day")


def _question(text: Text, place: Place) -> Question:
    """Return what is asked of a date that is not moved exactly."""
    written = text.text[place.start : place.end]
    sentence = sentence_at(text.text, place.start)
    instead = instead_of(place.sort, written)
    if place.how is How.VAGUE:
        said = f"done already, to the nearest; else replace: “{instead}”, or keep"
        return Question(VAGUE, written, sentence, text.row, 1, said, str(Said.MOVE))
    what = _ASKED.get(place.sort, "move where it is a day; keep where it is none")
    return Question(DATE, written, sentence, text.row, 1, f"{what}; or replace: “{instead}”")


class _Nearly(str):
    """What a date becomes that is not moved exactly."""

    __slots__ = ()


class _Open(str):
    """What a date becomes if a person says that it is one; empty where that cannot be known."""

    __slots__ = ()


_SENTENCE_AFTER = re.compile(r"\s+[A-Z][a-z]|\s*\Z")


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
    decisions
        What a person said of dates.

    Attributes
    ----------
    inexact
        What a person should look at, in the order in which it was met.
    days
        The whole days that texts name.
    """

    def __init__(
        self,
        shift: Shift,
        context: DateContext,
        first: int = 1930,
        last: int = 2049,
        decisions: Iterable[Decision] = (),
    ) -> None:
        self._shift, self._scope = shift, context.scope
        self._first, self._last = first, last
        self._answers = DateAnswers(decisions)
        self.days: set[date] = set()
        self._places: dict[tuple[str, int, int, date | None], tuple[Place, ...]] = {}
        self.inexact: dict[Inexact, None] = {}

    def moved(self, text: str, day: date | None = None) -> str:
        """Return a text with its dates moved.

        Parameters
        ----------
        text
            Any text, or a stretch of one.
        day
            Of its row: completes a date without a year.

        Examples
        --------
        >>> dates = TextDates(Shift(DateMode.OFFSET, 7 * 53), DateContext())
        >>> dates.moved("On Monday 14/3/2011, and on 3rd May 2011 at 2011 hrs.")
        'On Monday 19/3/2012, and on 8th May 2012 at 2011 hrs.'
        """
        whole, first = (text.whole, text.at) if isinstance(text, Stretch) else (text, 0)
        last = first + len(text)
        made, at = [], first
        for place in self.places(whole, first, last, day):
            start, end, said = self._settled(whole, at, last, place)
            if said is not None:
                # "on 11 Feb. He left": the full stop is the sentence's, too
                stop = whole[start:end].endswith(".") and _SENTENCE_AFTER.match(whole, end)
                made += [whole[at:start], said, "." if stop and not said.endswith(".") else ""]
                at = end
        moved = "".join([*made, whole[at:last]])
        if not made or self._shift.mode is DateMode.OFFSET:
            return moved
        return read_well(moved, begins=not first)

    def questions(self, text: Text, taken: Sequence[tuple[int, int]]) -> Iterator[Question]:
        """Yield what a person should see of the dates of a text.

        Parameters
        ----------
        text
            A text of the case.
        taken
            Where something stands in the place of its words already, in order.
        """
        for place in self._free(text, taken):
            if place.how is not How.EXACT:
                yield _question(text, place)

    def written(self, text: Text, taken: Sequence[tuple[int, int]]) -> tuple[str, ...]:
        """Return the dates of a text as they are written in it."""
        return tuple(text.text[one.start : one.end] for one in self._free(text, taken))

    def _free(self, text: Text, taken: Sequence[tuple[int, int]]) -> Iterator[Place]:
        """Yield the places of a text in whose words nothing else stands."""
        first, whole = 0, text.text
        for start, end in (*taken, (len(whole), len(whole))):
            yield from self.places(whole, first, max(first, start), text.day)
            first = end

    def places(self, text: str, first: int, last: int, day: date | None) -> tuple[Place, ...]:
        """Return where a stretch of a text has dates, and what may be some, in order."""
        key = text, first, last, day
        known = self._places.get(key)
        if known is None:
            known = self._places[key] = tuple(self._look(*key))
        return known

    def _look(self, text: str, first: int, last: int, day: date | None) -> Iterator[Place]:
        for match in _FORMS.finditer(text, first, last):
            sort = str(match.lastgroup)
            said = self._form(match, sort, day)
            if said is not None:
                how = How.EXACT
                if isinstance(said, (_Nearly, _Open)):
                    how = How.VAGUE if isinstance(said, _Nearly) else How.OPEN
                yield Place(match.start(), match.end(), sort, how, str(said) or None)

    def _form(self, match: re.Match[str], sort: str, day: date | None) -> str | None:
        form: Callable[[re.Match[str], date | None], str | None] = getattr(self, f"_{sort}")
        try:
            return form(match, day)
        except (Refusal, ValueError, OverflowError):
            # it looks like a day, and there is none such
            return _Open("") if sort in _WHOLE else None

    def _settled(
        self, text: str, first: int, last: int, place: Place
    ) -> tuple[int, int, str | None]:
        """Return what stands in a place: as a person said, or as it moves."""
        start, end = place.start, place.end
        written = text[start:end]
        answer = self._answers.of(text, start, written, vague=place.how is How.VAGUE)
        if answer is not None and answer.said is not Said.MOVE:
            if answer.said is Said.KEEP:
                return start, end, None
            return self._answered(text, first, last, place, answer)
        if place.how is How.OPEN and answer is None:
            return start, end, None
        if place.moved is None:  # a person takes it for a date, and nobody can say which
            return self._answered(text, first, last, place, Decision("", "", Said.REPLACE))
        if place.how is not How.EXACT:
            self.inexact[Inexact(written, place.moved, sentence_at(text, start))] = None
        if self._shift.mode is not DateMode.OFFSET and place.moved[:4] in ("day ", "a da"):
            article = _ARTICLE.search(text, first, start)  # "on the 14th": "on day 8"
            start = start if article is None else article.start()
        return start, end, place.moved

    def _answered(
        self, text: str, first: int, last: int, place: Place, answer: Decision
    ) -> tuple[int, int, str]:
        """Return what a person said is to stand in a place, without more than its stretch."""
        instead = answer.replacement or instead_of(place.sort, text[place.start : place.end])
        if place.sort == "clock":
            at = _AT.search(text, first, place.start)
            place = place if at is None else replace(place, start=at.start())
        cut = answer.said is Said.REMOVE and not answer.replacement
        change = cut_out if cut else put_in
        part = change(text, place.start, place.end, instead)
        if part.start < first or part.end > last:
            return place.start, place.end, instead
        return part.start, part.end, part.said

    # -- whole days ----------------------------------------------------------------------

    def _iso(self, match: re.Match[str], _: date | None) -> str:
        return self._exact(date.fromisoformat(match[0]), lambda d: d.isoformat())

    def _yearfirst(self, match: re.Match[str], _: date | None) -> str:
        """Move "2012/3/14" and "2012.03.14"."""
        year, month, day = _NUMBERS.findall(match[0])
        found = day_of(int(day), int(month), int(year))
        padded = month.startswith("0") or day.startswith("0")

        def render(d: date) -> str:
            return _put(
                match[0],
                [str(d.year), *(f"{n:02}" if padded else str(n) for n in (d.month, d.day))],
            )

        return self._exact(found, render)

    def _yearword(self, match: re.Match[str], _: date | None) -> str:
        """Move "2011-Mar-14"."""
        name = _A_MONTH.search(match[0])
        assert name is not None
        year, day = _NUMBERS.findall(match[0])

        def render(d: date) -> str:
            head, tail = match[0][: name.start()], match[0][name.end() :]
            month = _month_like(d.month, name[0])
            return f"{_put(head, [str(d.year)])}{month}{_put(tail, [_like(d.day, day)])}"

        return self._exact(day_of(int(day), _month_of(name[0]), int(year)), render)

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
        head = match[0][: name.start()]

        def render(d: date) -> str:
            suffix = head[len(day) :]
            said = _like(d.day, day) + (_suffix(d.day, suffix) if suffix else "")
            return said + _month_like(d.month, name[0]) + _year_like(d.year, year)

        return self._exact(found, render)

    def _dayspan(self, match: re.Match[str], near: date | None) -> str | None:
        """Move "14-16/3/12" and "14-16/3"."""
        text, numbers = match[0], _NUMBERS.findall(match[0])
        month = int(numbers[2])
        if len(numbers) == 4:
            year = self._year_of(numbers[3])
            found = [day_of(int(day), month, year) for day in numbers[:2]]
        elif near is None or not 1 <= month <= 12 or int(numbers[0]) >= int(numbers[1]):
            return None
        else:
            found = [_nearest(int(day), month, near) for day in numbers[:2]]
        self.days.update(found)
        if self._shift.mode is not DateMode.OFFSET:
            return _Nearly(" and ".join(self._say(self._shift.day(d)) for d in found))
        first, last = map(self._shift.day, found)
        stroke, at = match["stroke"], match.start("stroke") - match.start()
        given = iter([_like(first.day, numbers[0]), _like(last.day, numbers[1])])
        both = _NUMBERS.sub(lambda _: next(given), text[:at])
        if first.month != last.month:
            head = re.match(r"\d+", both)
            assert head is not None
            both = f"{head[0]}{stroke}{_like(first.month, numbers[2])}{both[head.end() :]}"
        tail = f"{stroke}{_like(last.month, numbers[2])}"
        if len(numbers) == 4:
            return f"{both}{tail}{stroke}{_year_like(last.year, numbers[3])}"
        return _Nearly(both + tail)

    def _short(self, match: re.Match[str], near: date | None) -> str | None:
        """Move "8/5" where it is surely a day; what may be a share or a score stays."""
        text, start, end = match.string, match.start(), match.end()
        day, month = _NUMBERS.findall(match[0])
        before, after = text[:start], text[end:]
        if is_a_share(day, month, before, after):
            return None
        led = leads_to_day(before) or _LEADS_DAY.search(before) or _NAMED_DAY.search(before)
        dotted = "." in match[0] and not led and not _CLOCK_AFTER.match(text, end)
        sure = len(day) == len(month) == 2 and not _MEASURED.search(before)
        if dotted and not sure and not _SEEN.search(before):
            return None  # 7.2 is a number like any other
        if near is None:
            return _Open("")
        found = _nearest(int(day), int(month), near)
        if dotted and (not sure and abs((found - near).days) > _NEAR_DAYS):
            return None
        said = self._exact(found, lambda d: _put(match[0], _pair_like(d, day, month)))
        if led or _CLOCK_AFTER.match(text, end):
            return said
        close = abs((found - near).days) <= _NEAR_DAYS
        return _Nearly(said) if close and not dotted else _Open(said)

    def _weekday(self, match: re.Match[str], near: date | None) -> str | None:
        """Move "Weds 14th": there is one such day near to a row, or a person is asked."""
        number = _NUMBERS.search(match[0])
        assert number is not None
        day = int(number[0])
        if not 1 <= day <= 31:
            return None
        if near is None:
            return _Open("")
        name = match[0][:2].lower()
        some = [d for d in _days_near(near) if d.day == day and f"{d:%A}"[:2].lower() == name]
        some = [d for d in some if abs((d - near).days) <= _THIS_MONTH]
        if len(some) != 1:
            return _Open("")
        head, tail = match[0][: number.start()], match[0][number.end() :]
        return self._exact(
            some[0],
            lambda d: head + _like(d.day, number[0]) + (_suffix(d.day, tail) if tail else ""),
        )

    def _ordinal(self, match: re.Match[str], near: date | None) -> str | None:
        """Move "on the 14th" to the day that is nearest to its row."""
        before, after = match.string[: match.start()], match.string[match.end() :]
        letter = month_of_letter(after)
        sure = letter is not None or ordinal_is_day(before, after)
        if not sure and not ordinal_may_be_day(before, after):
            return None
        number = _NUMBERS.search(match[0])
        word = match[0].lower().replace(" ", "-")
        day = int(number[0]) if number else _ORDINALS.index(word) + 4
        if not 1 <= day <= 31 or (not sure and day < 4):
            return None
        some = [] if near is None else [d for d in _days_near(near) if d.day == day]
        if near is not None and letter is not None:  # "the 14th ult." is of the month before
            months = near.year * 12 + near.month + letter
            some = [d for d in _days_about(near) if (d.day, d.year * 12 + d.month) == (day, months)]
        if near is None or not some:
            return _Open("")
        found = min(some, key=lambda d: abs((d - near).days))

        def render(moved: date) -> str:
            if number is None:
                return f"{moved.day}{_suffix(moved.day, 'th')}"
            return _like(moved.day, number[0]) + _suffix(moved.day, match[0][number.end() :])

        said = self._exact(found, render)
        return _Nearly(said) if sure else _Open(said)

    def _clock(self, match: re.Match[str], _: date | None) -> str | None:
        """Leave a time of day; of an emergency call or a death a person is asked."""
        said = match.string[match.start() : match.end() + 4]
        if "." in match[0] and not re.search(r"(?:hrs?|am|pm)\b", said):
            return None
        if not tells_of_emergency(sentence_at(match.string, match.start())):
            return None
        return _Open("")

    def _days(self, match: re.Match[str], near: date | None) -> str | None:
        """Move "3, 4 and 5 May 2012": the last day has the month, the others may need one."""
        text = match[0]
        name = _months_in(text)[-1]
        led = leads_to_day(match.string[: match.start()])
        if name[0] in _MODAL and not led and re.fullmatch(r"\d+\s+\w+", text):
            if name[0] == "may" and not ends_there(match.string[match.end() :]):
                return None  # "all 3 may attend"
            return _Open(self._of_one_month(match, near))
        return self._of_one_month(match, near)

    def _of_one_month(self, match: re.Match[str], near: date | None) -> str:
        """Move days of which the last has the month."""
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
        said = self._render_days(text, head, name[0], tail, year, found)
        return said if year is not None or lent is not None or near is not None else _Nearly(said)

    def _render_days(
        self,
        text: str,
        head: str,
        name: str,
        tail: str,
        year: re.Match[str] | None,
        found: list[date],
    ) -> str:
        self.days.update(found)
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

    def _spelt(self, match: re.Match[str], near: date | None) -> str | None:
        """Move "the twenty-second of March 2012" and "March the fourth"."""
        text = match[0]
        name, word, year = _A_MONTH_ALONE.search(text), _A_SPELT.search(text), _A_YEAR.search(text)
        assert name is not None and word is not None
        sure = year is not None or re.search(r"\b(?:of|the)\b", text) is not None
        if name[0] in _MODAL and not (sure and " of " in text):
            return None  # "the second may come"
        day = _EVERY_ORDINAL.index(re.sub(r"\s", "-", word[0].lower())) + 1
        month = _month_of(name[0])
        if year is not None:
            found = day_of(day, month, self._year_of(year[0]))
        else:
            found = _nearest(day, month, near or self._middle())

        def render(d: date) -> str:
            said = {word.span(): _spelt_like(d.day, word[0])}
            said[name.span()] = _month_like(d.month, name[0])
            if year is not None:
                said[year.span()] = _year_like(d.year, year[0])
            made, at = [], 0
            for (start, end), one in sorted(said.items()):
                made += [text[at:start], one]
                at = end
            return "".join([*made, text[at:]])

        moved = self._exact(found, render)
        if sure:
            return moved if year is not None or near is not None else _Nearly(moved)
        return _Open(moved)  # "the first March review"

    _speltafter = _spelt

    def _exact(self, day: date, render: Callable[[date], str]) -> str:
        self.days.add(day)
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

    def _monthnum(self, match: re.Match[str], near: date | None) -> str | None:
        """Move "since Dec 09" and "March 3"; ask whether "March 11" is a day or a month of 2011."""
        name, number = _A_MONTH.match(match[0]), _NUMBERS.search(match[0])
        assert name is not None and number is not None
        before, month, day = match.string[: match.start()], _month_of(name[0]), int(number[0])
        year = self._short_year(number[0]) if len(number[0]) == 2 else None
        if year is not None and leads_to_month_of_year(before):
            moved = self._middle_of_month(year, month, near)
            if self._shift.mode is not DateMode.OFFSET:
                return _Nearly(self._vaguely(moved))
            between = match[0][name.end() : number.start()]
            return _Nearly(f"{_month_like(moved.month, name[0])}{between}{moved.year % 100:02}")
        if name[0] in _MODAL and not leads_to_day(before):
            return None  # "they may 2 or 3 times"
        if near is None or not 1 <= day <= 31 or (year is not None and self._in_scope(year)):
            return _Open("")

        def render(d: date) -> str:
            between = match[0][name.end() : number.start()]
            return f"{_month_like(d.month, name[0])}{between}{_like(d.day, number[0])}"

        return _Nearly(self._exact(_nearest(day, month, near), render))

    # -- months, seasons, years ----------------------------------------------------------

    def _month(self, match: re.Match[str], near: date | None) -> str:
        text = match[0]
        names = _months_in(text)
        tail = text[names[-1].end() :]
        written = _NUMBERS.search(tail)
        assert written is not None
        year = self._year_of(written[0])
        months = [_month_of(name[0]) for name in names]
        # "November to March 2011" began the year before
        years = [year - 1 if month > months[-1] else year for month in months]
        moved = [self._middle_of_month(y, m, near) for y, m in zip(years, months, strict=True)]
        if self._shift.mode is not DateMode.OFFSET:
            joint = text[names[0].end() : names[-1].start()] if len(names) > 1 else ""
            return _Nearly(joint.join(map(self._vaguely, moved)))
        made, at = [], 0
        for name, day in zip(names, moved, strict=True):
            made += [text[at : name.start()], _month_like(day.month, name[0])]
            at = name.end()
        if len(moved) > 1 and moved[0].year != moved[-1].year:
            made[1] += f" {moved[0].year}"
        rest = tail[: written.start()] + _year_like(moved[-1].year, written[0])
        return _Nearly("".join([*made, rest + tail[written.end() :]]))

    def _monthyear(self, match: re.Match[str], near: date | None) -> str:
        month, year = _NUMBERS.findall(match[0])
        moved = self._middle_of_month(int(year), int(month), near)
        if self._shift.mode is not DateMode.OFFSET:
            return _Nearly(self._vaguely(moved))
        return _Nearly(_put(match[0], [_like(moved.month, month), str(moved.year)]))

    def _name(self, match: re.Match[str], near: date | None) -> str | None:
        """Move a month without a year where it is one, and not "she may" or "a march"."""
        word, before = match[0], match.string[: match.start()]
        led = _BEFORE_MONTH.search(before) is not None
        sure = led or (word[0].isupper() and word.lower() not in {*_MODAL, "dec"})
        if not sure and not _may_be_month(word, before):
            return None
        if near is None:
            return _Open("")
        month = _month_of(word)
        moved = self._middle_of_month(_year_of_month(month, near, before), month, near)
        offset = self._shift.mode is DateMode.OFFSET
        said = _month_like(moved.month, word) if offset else self._vaguely(moved)
        return _Nearly(said) if sure else _Open(said)

    def _year(self, match: re.Match[str], near: date | None) -> str | None:
        text, start, end = match.string, match.start(), match.end()
        before = text[:start]
        year = int(match[0])
        if not self._is_year(year) or is_time_of_day(before):
            return None
        led = _BEFORE.search(before) is not None
        # "the Act 1989", "Working Together (2010)": of a title, and none of the case's
        if (not led or before.rstrip()[-1:] in ("(", "[")) and _NAMED_YEAR.search(before):
            return None
        if _CITED.search(text, match.pos, start):  # and nothing stands in place of the name
            return None
        moved = self._middle_of_year(year, near)
        relative = self._shift.mode is DateMode.RELATIVE
        said = self._vaguely(moved, months=12) if relative else str(moved.year)
        if may_be_time_of_day(text, start, end, led=led):
            return _Open(said)
        return _Nearly(said) if led or year >= self._last - _SPAN_YEARS else _Open(said)

    def _shortyear(self, match: re.Match[str], near: date | None) -> str | None:
        """Move "in '09"; ask of "since 09"."""
        before, after = match.string[: match.start()], match.string[match.end() :]
        year = self._short_year(match[0][-2:])
        led = leads_to_short_year(before, match[0], after)
        if year is None or not led or not self._is_year(year):
            return None
        moved = self._middle_of_year(year, near)
        if self._shift.mode is DateMode.RELATIVE:
            said = self._vaguely(moved, months=12)
        else:
            said = f"{match[0][:-2]}{moved.year % 100:02}"
        return _Open(said) if match[0].isdigit() else _Nearly(said)

    def _season(self, match: re.Match[str], near: date | None) -> str | None:
        """Move a season: one without a year where it is a time, and not a thing that springs."""
        word = match[0].split()[0].rstrip(",")
        year = _NUMBERS.search(match[0])
        first = SEASONS[word.lower()]
        led = _BEFORE_SEASON.search(match.string[: match.start()]) is not None
        if year is not None:
            middle = date(self._year_of(year[0]), first, 15) + timedelta(days=31)
        elif is_thing_of_season(match.string[match.end() :]) or (
            not led and word.lower() == "spring"
        ):
            return None
        elif near is None:
            return _Open("")
        else:
            middle = _nearest(15, first % 12 + 1, near)
        moved = self._shift.day(middle)
        if self._shift.mode is not DateMode.OFFSET:
            return _Nearly("season" if year is None else self._vaguely(moved, months=3))
        name = _SEASON_NAMES[moved.month % 12 // 3]
        said = name.capitalize() if word[0].isupper() else name
        if year is None:
            return _Nearly(said)
        # the winter of a year begins in its December
        of = moved.year - 1 if name == "winter" and moved.month < 12 else moved.year
        between = match[0][len(word) : year.start()]
        return _Nearly(said + between + _year_like(of, year[0]))

    def _pair(self, match: re.Match[str], near: date | None) -> str | None:
        first, last = _NUMBERS.findall(match[0])
        year = int(first)
        second = int(last) if len(last) == 4 else year - year % 100 + int(last)
        if len(last) == 1:  # "2007/8": the year after it, or it is something else
            if (year + 1) % 10 != int(last):
                return None
            second = year + 1
        padded = len(last) == 2 and not re.search(r"\s", match[0])
        if self._is_year(year) and second <= year and padded and 1 <= int(last) <= 12:
            month = self._middle_of_month(year, int(last), near)  # 2012-03
            sort = _Nearly if "-" in match[0] else _Open  # "2012/03" may be a number of its own
            if self._shift.mode is not DateMode.OFFSET:
                return sort(self._vaguely(month))
            return sort(f"{month.year}{match[0][4]}{month.month:02}")
        if not self._is_year(year) or not year < second < year + 30:
            return None
        moved = self._middle_of_year(year, near)
        if self._shift.mode is DateMode.RELATIVE:
            last_of = self._middle_of_year(second, near)
            both = (self._vaguely(day, months=12) for day in (moved, last_of))
            return _Nearly(" to ".join(dict.fromkeys(both)))
        by_year = self._shift.mode is DateMode.YEAR
        ends = self._middle_of_year(second, near).year
        later = ends if by_year else moved.year + second - year
        if later == moved.year:
            return _Nearly(str(later))
        said = _put(match[0], [str(moved.year), _year_like(later, last)])
        return _Nearly(said)

    def _decade(self, match: re.Match[str], _: date | None) -> str | None:
        year = int(match[0][:4])
        moved = self._shift.day(date(year + 5, 1, 1))
        if self._shift.mode is DateMode.RELATIVE:
            return _Nearly("years before")
        return _Nearly(f"{moved.year // 10 * 10}{match[0][4:]}")

    def _vaguely(self, moved: date, *, months: int = 1) -> str:
        """Return roughly when something of the pack was, where it is not said as a date.

        As roughly as it was said: a month by its month, a season about its month, a year by its
        year, all counted from day 1, with 0 and minus before it, as days are. Nothing is counted
        from the death: a room would know the end.
        """
        shift = self._shift
        if shift.mode is DateMode.YEAR:
            return str(moved.year)
        days = (moved - (shift.first or moved)).days
        if months > 11:
            return f"year {days // 365 + 1}"
        # months of the pack's calendar, so that a month holds the days that are said of it
        first = shift.first or moved
        count = (moved.year - first.year) * 12 + moved.month - first.month
        said = f"month {count + 1}"
        return said if months == 1 else f"about {said}"

    def _middle_of_month(self, year: int, month: int, near: date | None = None) -> date:
        """Return a day of the pack that stands for a month; of the row's own month, the row's."""
        exact = self._shift.mode is DateMode.OFFSET or near is None
        if not exact and near is not None and (near.year, near.month) == (year, month):
            return self._shift.day(near)
        first, last = date(year, month, 1), month_end(year, month)
        return self._by_row(self._shift.day(first + (last - first) // 2), year, near)

    def _middle_of_year(self, year: int, near: date | None) -> date:
        """Return a day of the pack that stands for a year; of the row's own year, the row's."""
        if self._shift.mode is not DateMode.OFFSET and near is not None and near.year == year:
            return self._shift.day(near)
        return self._by_row(self._shift.day(date(year, 7, 2)), year, near)

    def _by_row(self, moved: date, year: int, near: date | None) -> date:
        """Return a day of the pack; by year, as many years from the row as it was, where near it.

        The column says the year of the row's moved day: a text about it says the same.
        """
        if self._shift.mode is not DateMode.YEAR or near is None or abs(year - near.year) > 1:
            return moved
        return date(year + self._shift.day(near).year - near.year, 7, 2)

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

    def _short_year(self, written: str) -> int | None:
        """Return the year that two digits may stand for; ``None`` where they stand for none."""
        try:
            return self._year_of(written)
        except Refusal:
            return None

    def _in_scope(self, year: int) -> bool:
        """Whether a case tells of a year."""
        if self._scope is None:
            return False
        return self._scope[0].year - 1 <= year <= self._scope[1].year + 1


def _lent_year(rest: str, month: int) -> int | None:
    """Return the year that the end of a stretch lends its beginning: "30 April to 2 May 2012"."""
    match = _ENDS.match(rest)
    if match is None:
        return None
    return int(match[2]) - (_month_of(match[1]) < month)


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


def _spelt_like(day: int, written: str) -> str:
    """Return the day of a month in words, written as another was."""
    said = _EVERY_ORDINAL[day - 1]
    if "-" not in written and re.search(r"\s", written):
        said = said.replace("-", " ")
    if written.isupper():
        return said.upper()
    if re.fullmatch(r"[A-Z][a-z]+(?:[-\s][A-Z][a-z]+)", written):
        return said.title()
    return said.capitalize() if written[0].isupper() else said


def _pair_like(moved: date, day: str, month: str) -> list[str]:
    """Return a day and a month with a nought before them where either was written with one."""
    padded = day.startswith("0") or month.startswith("0")
    return [f"{n:02}" if padded else str(n) for n in (moved.day, moved.month)]


def _year_like(year: int, written: str) -> str:
    if len(written) == 1 and year % 10:
        return str(year % 10)
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


#: What stands before a month that is over, or has begun; and before one that is to come.
_SINCE = re.compile(r"\b(?:since|in|last|during|from)\s*$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:next|until|till|by)\s*$"
    r"|\b(?:will|shall|due|booked|planned|expected|to be|appointment|review|hearing)\b"
    r"[^.;]*\bin\s*$",
    re.IGNORECASE,
)


def _year_of_month(month: int, near: date, before: str) -> int:
    """Return which year's month is meant, from the day of its row and what stands before it.

    Examples
    --------
    >>> _year_of_month(7, date(2012, 3, 9), "Third since "), _year_of_month(7, date(2012, 3, 9), "")
    (2011, 2012)
    >>> _year_of_month(1, date(2012, 3, 9), "He will start in ")
    2013
    """
    other = before.rstrip().lower()
    if _UNTIL.search(before):
        return near.year + (month < near.month + other.endswith("next"))
    if _SINCE.search(before):
        return near.year - (month > near.month - other.endswith("last"))
    return _nearest(15, month, near).year


def _may_be_month(word: str, before: str) -> bool:
    """Whether a month that nothing leads to may be one: "the March assessment", "june"."""
    if word.islower():
        return word not in _MODAL and len(word) > 3 and not word.startswith("sept")
    return before.rstrip()[-1:].isalpha() and word.lower() in ("march", "may", "dec", "mar")


def _days_about(near: date) -> Iterator[date]:
    """Yield the days of two months around one."""
    for days in range(-62, 63):
        with suppress(OverflowError):
            yield near + timedelta(days=days)


def _days_near(near: date) -> Iterator[date]:
    """Yield the days about a row, in which a day without a month may lie."""
    for days in range(-_NEAR_DAYS, _NEAR_DAYS + 1):
        ordinal = near.toordinal() + days
        if 1 <= ordinal <= date.max.toordinal():
            yield date.fromordinal(ordinal)


def _in_years(day: int, month: int, year: int) -> Iterator[date]:
    for each in (year - 1, year, year + 1):
        if 1 <= each <= 9999 and day <= month_end(each, month).day:
            yield date(each, month, day)


__all__ = ["How", "Inexact", "Place", "TextDates"]
