"""The calendar part of a written date: what was written, before anything is filled in.

:func:`parse_part` looks only at the text; :func:`resolve` turns its answer into days and
refuses what the calendar does not have. Between the two, a range lends its right side's
month and year to its left ("3–5 May 2016"), and a heading lends its own.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from typing import NamedTuple

from graphdb.dates.context import DateContext
from graphdb.dates.notes import Note, Refusal
from graphdb.dates.words import (
    MONTH_NAMES,
    MONTHS,
    ORDINALS,
    SEASONS,
    WEEKDAY_NAMES,
    WEEKDAYS,
)

# Agencies' templates date their example rows in the year 0100.
TEMPLATE_YEAR = 100


class Unit(StrEnum):
    """How coarse a calendar part is; it decides how far "approx" widens it."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Week(StrEnum):
    """Where the written day stands in the week that is meant."""

    COMMENCING = "commencing"
    ENDING = "ending"
    CONTAINING = "containing"


class Days(NamedTuple):
    """First and last day, both included, and the unit they were written in."""

    first: date
    last: date
    unit: Unit = Unit.DAY


@dataclass(frozen=True, slots=True)
class Part:
    """One calendar part as written.

    Attributes
    ----------
    day, month, year
        Numbers as written; ``None`` where nothing was.
    short_year
        Whether the year has two digits.
    year_last
        The second year of "2009/10".
    portion
        "early", "mid", "late" or a half, of whatever the rest says.
    week_of_month
        1 to 4, or -1 for the last.
    approximate
        Whether the part itself carries a sign of doubt (EDTF's ``~`` and ``?``).
    hidden
        Whether a day was written and is blacked out.
    either
        "2010-12", which is December 2010 or 2010 to 2012.
    counted
        "day 214", counted from the day that ``case.toml`` calls day 1; 0 is the day before it.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    short_year: bool = False
    year_last: int | None = None
    season: str | None = None
    quarter: int | None = None
    decade: bool = False
    portion: str | None = None
    week_of_month: int | None = None
    week: Week | None = None
    weekday: int | None = None
    approximate: bool = False
    hidden: bool = False
    either: bool = False
    counted: int | None = None

    @property
    def has_year(self) -> bool:
        """Whether a year was written, or a day that needs none."""
        return self.year is not None or self.counted is not None


_DAY = r"(\d{1,2})"
_DAY_TH = r"(\d{1,2})\s?(?:st|nd|rd|th)?"
_YEAR = r"(\d{4}|'?\d{2})"
_WORD = r"([a-z]{3,10})\.?"

_DMY = re.compile(rf"{_DAY}\s?([./\\–-]|\s)\s?{_DAY}\s?([./\\–-]|\s)\s?{_YEAR}")
_YMD = re.compile(r"(\d{4})[./ –-](\d{1,2})[./ –-](\d{1,2})")
_DMONY = re.compile(rf"{_DAY_TH}[\s./,–-]*(?:of )?{_WORD}[\s./,–-]*{_YEAR}")
_DMON = re.compile(rf"{_DAY_TH}[\s./,–-]*(?:of )?{_WORD}")
_MOND = re.compile(r"([a-z]{3,10})\.?\s?(\d{1,2})\s?(?:(st|nd|rd|th))?(?:,?\s(\d{4}))?")
_MONY = re.compile(rf"{_WORD}([\s./,–-]*)(?:of )?{_YEAR}")
_MY = re.compile(r"(\d{1,2})\s?[./–-]\s?(\d{4})")
_YEAR_PAIR = re.compile(r"(\d{4})(\s?/\s?|-)(\d{2})")
_Y = re.compile(r"(?:(?:the )?year )?(\d{4})")
_D = re.compile(r"(?:the )?(\d{1,2})\s?(?:st|nd|rd|th)?")
_DM = re.compile(rf"{_DAY}\s?[./-]\s?{_DAY}")
_SEASON = re.compile(
    r"(?:the )?(spring|summer|autumn|fall|winter)(?: time)?(?: term)?(?: of| in)?[\s,-]*"
    r"(\d{4}|'?\d{2})?(?:\s?[/–-]\s?(\d{4}|\d{2}))?"
)
_QUARTER = re.compile(r"q([1-4])(?: of)?[\s/,'–-]*(\d{4}|\d{2})?")
_QUARTER_LAST = re.compile(r"(\d{4})[\s/-]*q([1-4])")
_QUARTER_WORD = re.compile(
    r"(?:the )?(first|second|third|fourth|last|1st|2nd|3rd|4th) quarter(?: of| in)?,? (\d{4})"
)
_COUNTED_DAY = re.compile(r"day (-?\d{1,6})")
_DECADE = re.compile(r"(?:the )?(\d{3}0)'?s")
_PORTION = re.compile(
    r"(?:the )?(early(?: to |[/–-])mid|mid(?:dle)?(?: to |[/–-])late|early|mid(?:dle)?|late|"
    r"beginning|start|end|first half|second half|1st half|2nd half)"
    r"(?: part)?(?: of| in)?[\s–-]+(?:the )?(.+)"
)
_WEEK_OF_MONTH = re.compile(
    r"(?:the )?(first|second|third|fourth|last|final|1st|2nd|3rd|4th) (?:week|wk)(?: of| in)? (.+)"
)
_WEEK = re.compile(
    r"(?:the )?(?:(w/?\.?c\.?(?![a-z])|w/?b(?![a-z])|"
    r"(?:week|wk)\.?[ -]?(?:commencing|comm?\.?|beginning|starting|from))|"
    r"(w/?\.?e\.?(?![a-z])|(?:week|wk)\.?[ -]?ending)|"
    r"((?:during )?(?:the )?(?:week|wk)(?: of| including)))[\s:.]*(?:the )?(.+)"
)
_WEEKDAY_FIRST = re.compile(r"([a-z]{3,9})\.?[\s,]+(?:the )?(\d.*)")
_WEEKDAY_LAST = re.compile(r"(.*\d)[\s,]*\(?\b([a-z]{3,9})\)?")
_HIDDEN = re.compile(
    r"(?:\[?(?:date )?redacted\]?|\[(?:date|day)\]|x{1,2}|\*{1,2}|\?{1,2}|_{1,4}|█+|dd)"
    r"(?:\s?(?:st|nd|rd|th))?\s?[./–-]?\s?(?:of )?(.+)"
)
_HIDDEN_MONTH = re.compile(r"(?:xx?|\*\*?|\?\??|__?)([./-])(?:xx?|\*\*?|\?\??|__?)\1(\d{4}|\d{2})")
_MONTH_YEAR_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{4}|\d{2})")

_PORTION_NAMES = {
    "beginning": "early",
    "start": "early",
    "end": "late",
    "middle": "mid",
    "1st half": "first half",
    "2nd half": "second half",
}


def _year(text: str) -> tuple[int, bool]:
    digits = text.lstrip("'")
    return int(digits), len(digits) == 2


def _dated(day: int | None, month: int | None, year: str | None) -> Part:
    if year is None:
        return Part(day, month)
    number, short = _year(year)
    return Part(day, month, number, short)


def _numeric(text: str) -> Part | None:
    if match := _DMY.fullmatch(text):
        day, first_mark, month, second_mark, year = match.groups()
        if first_mark in "–-" and second_mark in "./":
            return None  # "3-5/16": a range or a date; not ours to say
        return _dated(int(day), int(month), year)
    if match := _YMD.fullmatch(text):
        return Part(int(match[3]), int(match[2]), int(match[1]))
    if match := _MY.fullmatch(text):
        return Part(None, int(match[1]), int(match[2]))
    if match := _YEAR_PAIR.fullmatch(text):
        return _year_pair(match)
    if match := _Y.fullmatch(text):
        return Part(year=int(match[1]))
    if match := _D.fullmatch(text):
        return Part(day=int(match[1]))
    if match := _DM.fullmatch(text):
        return Part(int(match[1]), int(match[2]))
    return None


def _year_pair(match: re.Match[str]) -> Part | None:
    """Read "2010/11" and "2010-11"; a true dash never comes here."""
    year, second = int(match[1]), int(match[3])
    hyphen = match[2] == "-"
    if hyphen and 21 <= second <= 24:
        names = ("spring", "summer", "autumn", "winter")
        return Part(year=year, season=names[second - 21], either=True)  # EDTF
    last = year - year % 100 + second
    may_be_month = 1 <= second <= 12
    if last <= year:
        return Part(None, second, year) if may_be_month else None
    if not hyphen or may_be_month:
        return Part(year=year, year_last=last, either=may_be_month)
    return None  # "2010-15" can only be a range of years


def _worded(text: str) -> Part | None:
    if match := _DMONY.fullmatch(text):
        month = MONTHS.get(match[2])
        return _dated(int(match[1]), month, match[3]) if month else None
    if match := _MOND.fullmatch(text):
        month = MONTHS.get(match[1])
        if month and (match[3] or match[4]):
            return _dated(int(match[2]), month, match[4])
    if match := _MONY.fullmatch(text):
        return _month_and_year(match)
    if match := _DMON.fullmatch(text):
        month = MONTHS.get(match[2])
        return Part(int(match[1]), month) if month else None
    month = MONTHS.get(text.rstrip("."))
    return Part(month=month) if month else None


def _month_and_year(match: re.Match[str]) -> Part | None:
    month = MONTHS.get(match[1])
    if not month:
        return None
    year = match[3]
    # "March 10" may be the tenth or 2010; "Mar-10" and "March '10" are a spreadsheet's month.
    if not match[2].strip() and len(year) == 2 and 1 <= int(year) <= 31:
        raise Refusal(
            "JU-D022",
            f"“{MONTH_NAMES[month - 1]} {year}” may be 20{year} or the {int(year)}th: "
            f"write “{MONTH_NAMES[month - 1]} 20{year}” or “{int(year)} "
            f"{MONTH_NAMES[month - 1]}” with its year.",
        )
    return _dated(None, month, year)


def _season(text: str) -> Part | None:
    match = _SEASON.fullmatch(text)
    if not match:
        return None
    part = _dated(None, None, match[2])
    if match[3]:
        # "winter 2009/10" names both years of one winter; other seasons have one year.
        follows = part.year is not None and (part.year + 1) % 100 == int(match[3]) % 100
        if match[1] != "winter" or not follows:
            return None
    return replace(part, season="autumn" if match[1] == "fall" else match[1])


def _quarter(text: str) -> Part | None:
    if match := _QUARTER.fullmatch(text):
        return replace(_dated(None, None, match[2]), quarter=int(match[1]))
    if match := _QUARTER_LAST.fullmatch(text):
        return Part(year=int(match[1]), quarter=int(match[2]))
    if match := _QUARTER_WORD.fullmatch(text):
        number = ORDINALS[match[1]]
        return Part(year=int(match[2]), quarter=4 if number < 0 else number)
    return None


def _decade(text: str) -> Part | None:
    match = _DECADE.fullmatch(text)
    return Part(year=int(match[1]), decade=True) if match else None


def _counted_day(text: str) -> Part | None:
    match = _COUNTED_DAY.fullmatch(text)
    return Part(counted=int(match[1])) if match else None


def _portion(text: str) -> Part | None:
    match = _PORTION.fullmatch(text)
    if not match:
        return None
    rest = parse_part(match[2])
    if rest is None or rest.day is not None or rest.portion or rest.week or rest.year_last:
        return None
    if rest.counted is not None:
        return None
    words = re.sub(r" to |[/–-]", " to ", match[1]).replace("middle", "mid")
    return replace(rest, portion=_PORTION_NAMES.get(words, words))


def _week(text: str) -> Part | None:
    if match := _WEEK_OF_MONTH.fullmatch(text):
        rest = parse_part(match[2])
        if rest is not None and rest.day is None and rest.month is not None:
            return replace(rest, week_of_month=ORDINALS[match[1]])
        return None
    match = _WEEK.fullmatch(text)
    if not match:
        return None
    rest = parse_part(match[4])
    if rest is None or rest.day is None or rest.week:
        return None
    kind = Week.COMMENCING if match[1] else Week.ENDING if match[2] else Week.CONTAINING
    return replace(rest, week=kind)


def _weekday(text: str) -> Part | None:
    for pattern, word, rest in ((_WEEKDAY_FIRST, 1, 2), (_WEEKDAY_LAST, 2, 1)):
        match = pattern.fullmatch(text)
        if match and match[word] in WEEKDAYS:
            part = parse_part(match[rest].rstrip(" ,("))
            if part is None or part.day is None or part.weekday is not None:
                return None
            return replace(part, weekday=WEEKDAYS[match[word]])
    return None


def _hidden(text: str) -> Part | None:
    if match := _HIDDEN_MONTH.fullmatch(text):
        return replace(_dated(None, None, match[2]), hidden=True)
    match = _HIDDEN.fullmatch(text)
    if not match:
        return None
    if numbers := _MONTH_YEAR_NUMBERS.fullmatch(match[1]):
        return replace(_dated(None, int(numbers[1]), numbers[2]), hidden=True)
    rest = _worded(match[1]) or _numeric(match[1])
    if rest is None or rest.day is not None or not rest.has_year:
        return None
    return replace(rest, hidden=True)


_READERS: tuple[Callable[[str], Part | None], ...] = (
    _numeric,
    _worded,
    _counted_day,
    _season,
    _quarter,
    _decade,
    _week,
    _portion,
    _weekday,
    _hidden,
)


def parse_part(text: str) -> Part | None:
    """Return the calendar part that cleaned text says, or ``None``.

    Raises
    ------
    Refusal
        When the text is a date that has two readings.
    """
    text = text.strip(" ,;:")
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    for read in _READERS:
        part = read(text)
        if part is not None:
            return part
    return None


# --- filling in -----------------------------------------------------------------------------


def full_year(part: Part, scope: tuple[date, date] | None, log: list[Note]) -> int:
    """Return the year of a part in four digits, and say how two digits were completed."""
    assert part.year is not None
    if not part.short_year:
        if not 1 <= part.year <= MAXYEAR:
            raise Refusal("JU-D004", f"There is no year {part.year:04}: check the year.")
        return part.year
    return complete_year(part.year, scope, log)


def complete_year(two: int, scope: tuple[date, date] | None, log: list[Note]) -> int:
    """Return the year that two digits stand for; see :class:`DateContext`."""
    if scope is None:
        year = 2000 + two if two < 50 else 1900 + two
        log.append(
            Note(
                "JU-D011",
                f"The year “{two:02}” is read as {year}. No scope is set: 00 to 49 are read "
                "as 2000s, 50 to 99 as 1900s.",
            )
        )
        return year
    first, last = scope[0].year, scope[1].year
    distance = {y: max(first - y, y - last, 0) for y in (1900 + two, 2000 + two)}
    year = min(distance, key=distance.__getitem__)
    if len(set(distance.values())) == 1:
        raise Refusal(
            "JU-D022",
            f"The year “{two:02}” may be 19{two:02} or 20{two:02}: write it in four digits.",
        )
    log.append(
        Note("JU-D010", f"The year “{two:02}” is read as {year}, by the scope of the review.")
    )
    return year


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def day_of(day: int, month: int, year: int) -> date:
    """Return a day, or refuse with what is wrong with it and what to write instead."""
    if not 1 <= month <= 12:
        raise Refusal("JU-D005", _no_such_month(day, month, year))
    if not 1 <= day <= monthrange(year, month)[1]:
        raise Refusal(
            "JU-D004",
            f"There is no {day} {MONTH_NAMES[month - 1]} {year:04}: check the day with the agency.",
        )
    return date(year, month, day)


def _no_such_month(day: int, month: int, year: int) -> str:
    text = f"Dates are read day first, and {month} is not a month."
    if 1 <= day <= 12 and 1 <= month <= monthrange(year, day)[1]:
        return f"{text} If this is month first, write {month} {MONTH_NAMES[day - 1]} {year:04}."
    return f"{text} Check the date with the agency."


def _span_of_months(year: int, month: int, count: int) -> tuple[date, date]:
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    if last_year > MAXYEAR:
        raise Refusal("JU-D004", f"There is no year {last_year}.")
    return date(year, month, 1), month_end(last_year, last_month + 1)


def resolve(part: Part, context: DateContext, log: list[Note]) -> Days:
    """Return the days of a part that has its year.

    Raises
    ------
    Refusal
        When the calendar has no such day, or the year is missing.
    """
    if part.counted is not None:
        day = _day_counted(part.counted, context)
        return Days(day, day)
    if part.year is None:
        raise Refusal("JU-D006", _missing_year(part))
    year = full_year(part, context.scope, log)
    if year < 1900:
        if _is_bare_year(part) and year != TEMPLATE_YEAR:
            raise Refusal(
                "JU-D020",
                f"{year:04} alone may be a time or a reference as well as a year: "
                "write the date in words.",
            )
        log.append(Note("JU-D028", f"The year is {year:04}, before 1900: check that it is meant."))
    if part.hidden:
        log.append(Note("JU-D021", "Part of the date is hidden: read as anywhere in what is left."))
    if part.day is not None:
        return _resolve_day(part, day_of(part.day, part.month or 0, year), log)
    if part.month is not None and not 1 <= part.month <= 12:
        raise Refusal("JU-D005", f"{part.month} is not a month: check the date with the agency.")
    if part.week_of_month is not None:
        return _week_of_month(part, year)
    return _resolve_period(part, year, log)


def _day_counted(number: int, context: DateContext) -> date:
    if context.day_1 is None:
        raise Refusal(
            "JU-D032",
            f"“Day {number}” is counted from a day that case.toml does not name: write the date, "
            "or day_1 under [dates].",
        )
    ordinal = context.day_1.toordinal() + number - 1
    if not 1 <= ordinal <= date.max.toordinal():
        raise Refusal("JU-D004", f"There is no day {number} in the calendar: check the number.")
    return date.fromordinal(ordinal)


def _is_bare_year(part: Part) -> bool:
    return part == Part(year=part.year)


def _missing_year(part: Part) -> str:
    if part.day is not None and part.month is not None:
        if 1 <= part.month <= 12:
            shown = f"{part.day} {MONTH_NAMES[part.month - 1]}"
            return f"The year is missing: write the date as “{shown}” and its year."
        return f"{part.month} is not a month and the year is missing: write the date in full."
    if part.day is not None:
        return "Only a day is given: write it with its month and year, or under a dated heading."
    return "The year is missing: write it after the month or season."


def _resolve_day(part: Part, day: date, log: list[Note]) -> Days:
    if part.weekday is not None and day.weekday() != part.weekday:
        log.append(
            Note(
                "JU-D012",
                f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year} was a "
                f"{WEEKDAY_NAMES[day.weekday()]}, not a {WEEKDAY_NAMES[part.weekday]}: "
                "the date is read as written; check which is right.",
            )
        )
    if part.week is None:
        return Days(day, day)
    back = {Week.COMMENCING: 0, Week.ENDING: 6, Week.CONTAINING: day.weekday()}[part.week]
    first = shift(day, -back)
    return Days(first, shift(first, 6))


def _week_of_month(part: Part, year: int) -> Days:
    assert part.week_of_month is not None
    assert part.month is not None
    if part.week_of_month < 0:
        last = month_end(year, part.month)
        return Days(last - timedelta(days=6), last)
    first = date(year, part.month, 7 * part.week_of_month - 6)
    return Days(first, first + timedelta(days=6))


def _resolve_period(part: Part, year: int, log: list[Note]) -> Days:
    if part.month is not None:
        if part.portion:
            return _portion_of_month(part.portion, year, part.month)
        return Days(date(year, part.month, 1), month_end(year, part.month), Unit.MONTH)
    start_month, count = _period_months(part)
    last_year = year if part.year_last is None else part.year_last
    if part.decade:
        last_year = year + 9
    if last_year > MAXYEAR:
        raise Refusal("JU-D004", f"There is no year {last_year}.")
    if part.portion:
        start_month, count = _portion_of_months(part, start_month, count)
    else:
        count += 12 * (last_year - year)
    first, last = _span_of_months(year + (start_month - 1) // 12, (start_month - 1) % 12 + 1, count)
    if part.season == "winter":
        log.append(
            Note("JU-D013", f"Winter {year} is read as December {year} to February {year + 1}.")
        )
    whole_years = part.season is None and part.quarter is None and part.portion is None
    return Days(first, last, Unit.YEAR if whole_years else Unit.MONTH)


def _period_months(part: Part) -> tuple[int, int]:
    """Return the first month of a period of one year, and how many months it has."""
    if part.season:
        return SEASONS[part.season], 3
    if part.quarter:
        return 3 * part.quarter - 2, 3
    return 1, 120 if part.decade and part.portion else 12


# Days of a month, and thirds of anything longer. The last day of 99 stands for the month's end.
_MONTH_PORTIONS = {
    "early": (1, 10),
    "early to mid": (1, 20),
    "mid": (11, 20),
    "mid to late": (11, 99),
    "late": (21, 99),
    "first half": (1, 15),
    "second half": (16, 99),
}
_THIRDS = {
    "early": (0, 1),
    "early to mid": (0, 2),
    "mid": (1, 2),
    "mid to late": (1, 3),
    "late": (2, 3),
}
_HALVES = {"first half": (0, 1), "second half": (1, 2)}


def _portion_of_month(portion: str, year: int, month: int) -> Days:
    first, last = _MONTH_PORTIONS[portion]
    end = month_end(year, month)
    return Days(date(year, month, first), end if last == 99 else date(year, month, last))


def _portion_of_months(part: Part, start: int, count: int) -> tuple[int, int]:
    assert part.portion is not None
    pieces = 2 if part.portion in _HALVES else 3
    first, last = (_HALVES if pieces == 2 else _THIRDS)[part.portion]
    # Three months do not halve into months; half a season is taken as its first or last two.
    size = -(-count // pieces)
    begin = min(first * size, count - size)
    return start + begin, min(size * (last - first), count - begin)


def shift(day: date, days: int) -> date:
    """Return a day moved by some days, held inside the calendar."""
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def shift_months(day: date, months: int) -> date:
    """Return the same day some months on, or the month's last day where it has no such day."""
    total = min(max(day.year * 12 + day.month - 1 + months, 12), MAXYEAR * 12 + 11)
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
