"""Days, in every form in which somebody or a program writes one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
#: The same in Welsh and in other languages, without accents; only whole names, which are no words.
_ABROAD = {
    name: at
    for names in (
        "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "januar februar marz april mai juni juli august september oktober november dezember",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
        "dicembre",
        "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika "
        "listopada grudnia",
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie "
        "decembrie",
    )
    for at, name in enumerate(names.split(), 1)
    if name not in _MONTH
}
_NAME_ABROAD = "(?:" + "|".join(sorted(_ABROAD, key=len, reverse=True)) + ")"
_DAY_ABROAD = (
    rf"(?<![\d\w/.-])(?P<d>\d{{1,2}})(?:\.|er|o|ydd|fed|af|ain|eg)?\s(?:de\s|o\s)?"
    rf"(?P<n>{_NAME_ABROAD})(?!\w)(?!\sbars?\b)"
)
_MONTH_OF = _MONTH | _ABROAD
_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)"
_DAY = r"(?:\d{1,2}(?:\s?(?:st|nd|rd|th))?|" + "|".join(sorted(_ORDINAL, key=len)[::-1]) + ")"
_GAP = r"[\s.,/\-_()]{0,3}"


def _compiled(*forms: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


_FORMS = _compiled(
    # 2012-03-14, 2012/3/14, 2012.03.14, 2012 03 14, 2012-03-14T20:00, and 2012:03:14 of a camera
    r"(?<![\d])(?P<y>(?:19|20)\d\d)(?P<s>\s?[-/._:\s]\s?)(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)",
    # 14 03 2012
    r"(?<![\d.])(?P<d>\d{1,2})\s(?P<m>\d{1,2})\s(?P<y>(?:19|20)\d\d)(?!\d)",
    # 14 03 12
    r"(?<![\w./:,-])(?<!\d\s)(?P<d>[0-3]\d)\s(?P<m>[01]\d)\s(?P<y>\d\d)(?![\w%:]|\s\d|[.,]\d)",
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
    # 14 mars 2012, 14. Marz 2012, 14 de marzo de 2012
    rf"{_DAY_ABROAD}\s(?:de\s)?(?P<y>(?:19|20)\d\d)(?!\d)",
    # the 74th day of 2012: 2012-074
    r"(?<![\w./-])(?P<y>(?:19|20)\d\d)-(?P<o>[0-3]\d\d)(?![\w/-]|\.\d)",
    # day 74 of 2012, the 74th day of 2012
    r"(?<!\w)(?:day\s(?P<o>\d{1,3})|(?P<o2>\d{1,3})(?:st|nd|rd|th)\sday)\sof\s(?P<y>(?:19|20)\d\d)(?!\d)",
    # March 14th, 2012
    rf"(?<!\w)(?P<n>{_NAME}){_GAP}(?:the\s)?(?P<d>{_DAY})(?!\d),?{_GAP}(?P<y>(?:19|20)\d\d)(?!\d)",
    # 2012 March 14
    rf"(?<!\d)(?P<y>(?:19|20)\d\d){_GAP}(?P<n>{_NAME}){_GAP}(?P<d>\d{{1,2}})(?!\d)",
)
_YEARLESS = _compiled(
    rf"(?<![\d\w/.-])(?P<d>{_DAY})\s?(?:of\s)?(?P<n>{_NAME})(?![a-z])(?!{_GAP}(?:of\s|in\s)?['’]?\d\d)",
    rf"(?<!\w)(?P<n>{_NAME})\s(?:the\s)?(?P<d>\d{{1,2}}(?:st|nd|rd|th))(?!{_GAP}\d)",
)
_YEARLESS_ABROAD = re.compile(_DAY_ABROAD, re.IGNORECASE)
_LEADS = (
    r"(?:\b(?:on|by|since|from|until|till|before|after|dated|w/c|w/e|commencing|ending|fax|letter|"
    r"mon(?:day)?|tues?(?:day)?|wed(?:s|nesday)?|thu(?:rs)?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
    r"\.?,?\s|[(\[]\s?)(?:the\s)?"
)
_COUNTED = (
    r"(?!\s?(?:hrs?|hours?|h|mins?|mg|mcg|ml|kg|g|cm|mm|am|pm|units?|people|times|words|calls|metres|"
    r"miles|of|an?|days?|weeks?|wks?|months?|years?|yrs?|old|pints?|cans?|bottles?|tablets?|tabs|sessions?|"
    r"visits?|pounds?|per|supply|course|hx|history|ago|x)\b|\s?%|\s?(?:-|–|to)\s?\d{4}\s?h(?:(?:ou)?rs?)?\b)"
)
#: A day and its month in figures: only where something makes a day of them, or nothing else could.
_FIGURES = _compiled(
    rf"{_LEADS}(?P<d>\d{{1,2}})\s?[/.]\s?(?P<m>\d{{1,2}})(?![\w/%]|[.:,-]\d){_COUNTED}",
    # 14/3, 05/03: no share, no score and no length of a course of tablets
    rf"(?<![\w£$€./:%+-])(?P<d>0[1-9]|1[3-9]|2\d|3[01])/(?P<m>0?[1-689]|0[1-9]|1[01])(?![\w/%]|[.:,-]\d)"
    rf"{_COUNTED}",
    rf"(?<![\w£$€./:%+-])(?P<d>\d{{1,2}})/(?P<m>0[1-9])(?![\w/%]|[.:,-]\d){_COUNTED}",
    # 8/5 17:40, 14.3. at 9.15
    r"(?<![\w£$€./:%+-])(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[.,]?\s(?:at\s)?\d{1,2}[:.]\d\d(?!\d)",
    # 14-16/3: both of them
    rf"(?<![\w£$€./:%+-])(?P<d>\d{{1,2}})\s?[-–&]\s?\d{{1,2}}/(?P<m>\d{{1,2}})(?![\w/%]){_COUNTED}",
    rf"(?<![\w£$€./:%+-])\d{{1,2}}\s?[-–&]\s?(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?![\w/%]){_COUNTED}",
)
_OF_MONTH = _compiled(
    rf"(?<![\w])(?P<n>{_NAME}){_GAP}(?:of\s)?(?P<y>(?:19|20)\d\d)(?!\d)(?!:\d){_COUNTED}",
    rf"(?<![\w])(?P<n>{_NAME})(?:\s?['’]|[-/.])(?P<y>\d\d)(?![\w/:-])",
    rf"(?<![\w./-])(?P<n>{_NAME})\s?(?:/|-|–|to|and)\s?{_NAME}{_GAP}(?P<y>(?:19|20)\d\d)(?!\d)",
    r"(?<![\w./%-])(?P<m>0?[1-9]|1[0-2])\s?[/.]\s?(?P<y>(?:19|20)\d\d)(?![\w/-])",
    r"(?<![\w./-])(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?![\w/-])",
)
_OF_YEAR = _compiled(
    r"(?:\b(?:in|since|during|until|till|before|after|by|from|between|and|to|or|early|mid|late|year"
    r"|spring|summer|autumn|winter|christmas|xmas|easter|throughout|around|about|circa|(?:summer|winter"
    r"|spring|autumn|end|beginning|start|middle|course|early\spart)\sof)"
    r"(?:\sthe\s(?:year|end\sof|beginning\sof|start\sof))?[\s-]|[(\[])(?P<y>(?:19|20)\d\d)"
    rf"(?![\w/:-]|[.,]\d){_COUNTED}",
    # in '13, since ’09
    r"\b(?:in|since|during|until|till|before|after|by|from|between|and|to|or|early|mid|late|around"
    r"|spring|summer|autumn|winter|christmas|xmas|easter|(?:summer|winter|spring|autumn|end|start"
    rf"|beginning|middle)\sof)\s(?:the\syear\s)?['’‘`](?P<y>\d\d)(?![\w/:'’-]|[.,]\d){_COUNTED}",
    # “harassment of a former partner, Fellshire, 2009.”
    r",\s(?P<y>(?:19|20)\d\d)(?=\s*(?:[.;,)\]\"'”]+(?:\s|\Z)|\Z))",
    r"(?<![\w./%-])(?P<y>(?:19|20)\d\d)\s?[/–-]\s?(?:(?:19|20)\d\d|\d\d)(?![\w/–-])",
)
#: A law or a form that has its year for a name is the same in every case.
_NAMED = re.compile(
    r"\b(?:dash|caada|ric|sara|oasys|act|acts|order|rules?|regulations?|code|guidance|version|edition"
    r"|together)[\W]*(?:of\s)?$",
    re.IGNORECASE,
)
_WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_OF_WEEK = re.compile(
    r"(?<!\w)(?P<w>mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|rs)?\b\.?,?\s(?:the\s)?"
    rf"(?P<d>\d{{1,2}})(?:\s?(?:st|nd|rd|th)\b|(?=\s*(?:[.;,)]\s|[.;,)]?\Z)))"
    rf"(?!{_GAP}(?:of\s)?(?:{_NAME})|\s?[/.:-]\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.])\d{9,13}(?!\w)")
_DIGITS = re.compile(r"\d+")
#: A year that may be written in two digits: after a day and a month in figures, or a month's name.
_BEFORE_SHORT = re.compile(
    r"(?:\d\s?[-/._\s]\s?(?:\d{1,2}|[ivx]{1,4})\s?[-/._\s]\s?|\s['’‘`]"
    rf"|{_NAME}{_GAP}(?:of\s|in\s)?['’]?)\Z",
    re.IGNORECASE,
)
_TWO_DIGITS = re.compile(r"(?<!\d)\d\d(?!\d)")
#: The longest name of a month, and what may stand between it and its year.
_NEAR = 24
#: A month's name with nothing joined to it: without one no day of words is named.
MONTH_WORD = re.compile(rf"{_NAME}(?![a-z])", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class Vague:
    """A month of a year, a year, or a day of the week and month, and the text that says it.

    ``what`` is the year and month, the year alone, or the day of the week (Monday is 0) and of the
    month; ``form`` says which.
    """

    form: str
    what: tuple[int, ...]
    text: str


MONTH, YEAR, WEEKDAY = "a month and its year", "a year", "a weekday and the day of a month"


class Years:
    """Some years, and whether a text may name one of them: most texts of a pack name others.

    Examples
    --------
    >>> years = Years([2009, 2012])
    >>> [years.may_be_in(t) for t in ("14/3/12", "9.xi.09", "20120314", "Mar '09", "12 May 2024")]
    [True, True, True, True, False]
    """

    def __init__(self, years: Iterable[int]) -> None:
        every = frozenset(years)
        self._long = frozenset(str(year) for year in every)
        self._short = frozenset(f"{year % 100:02}" for year in every if 1950 < year <= 2050)

    def may_be_in(self, text: str) -> bool:
        """Whether a text may name a day, a month or a year of one of these years, in any form."""
        runs = _DIGITS.findall(text)
        if not text.isascii():
            said = plain(text)
            # digits of another alphabet, or made of a fraction or a sign
            if _DIGITS.findall(said) != runs or not all(run.isascii() for run in runs):
                return True
            if not self._short.isdisjoint(runs) and self._has_short(said):
                return True
        if not self._long.isdisjoint(runs) or ("W" in text and _WEEK.search(text)):
            return True
        # eight digits are a day, nine and more are counted from one
        if any(len(run) >= _COMPACT for run in runs):
            return True
        return not self._short.isdisjoint(runs) and self._has_short(text)

    def _has_short(self, text: str) -> bool:
        """Whether one of the years stands in two digits after a day, a month or an apostrophe."""
        return any(
            _BEFORE_SHORT.search(text, max(0, match.start() - _NEAR), match.start())
            for match in _TWO_DIGITS.finditer(text)
            if match[0] in self._short
        )


_COMPACT = 8


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


#: Six figures that stand alone are mostly a number: of a day only where this stands before them.
_SIX = re.compile(r"\d{6}(?![\dA-Za-z%]|[.,:/-]\d)")
_NO_SIX = re.compile(r"[\dA-Za-z£.,/:-]\Z")
_LEADS_TO_SIX = re.compile(
    r"\b(?:on|dated?|dob|d\.o\.b\.?|born|since|from|until|till|w/c|taken|filed|signed)[\s:]{1,3}\Z",
    re.IGNORECASE,
)


def six_in(text: str) -> Iterator[tuple[Written, bool]]:
    """Yield the days that six figures may be, the day or the year first, and if a word says so.

    Examples
    --------
    >>> [(str(one.day), led) for one, led in six_in("seen on 140312, ref 120314")]
    [('2012-03-14', True), ('2014-03-12', True), ('2014-03-12', False), ('2012-03-14', False)]
    """
    for match in _SIX.finditer(text):
        start = match.start()
        if _NO_SIX.search(text, max(0, start - 1), start):
            continue
        led = _LEADS_TO_SIX.search(text, max(0, start - 12), start) is not None
        one, month, other = (int(match[0][at : at + 2]) for at in (0, 2, 4))
        for year, number in ((other, one), (one, other)):
            day = _made(year + (1900 if year > 50 else 2000), month, number)
            if day is not None:
                yield Written(day, "six figures", match[0]), led


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
    if said.get("o") or said.get("o2"):
        return _of_year(year, int(said.get("o") or said["o2"]))
    month = _month_of(said)
    number = _number_of(said["d"])
    day = _made(year, month, number)
    # only what is no day our way round is read the American way
    return day if day is not None or "m" not in said else _made(year, number, month)


def _of_year(year: int, number: int) -> date | None:
    """Return a day of a year by its number."""
    day = date(year, 1, 1) + timedelta(days=number - 1)
    return day if number and day.year == year else None


def _month_of(said: dict[str, str]) -> int:
    if said.get("n"):
        return _MONTH_OF[said["n"].lower()]
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
    """Return the days of no year that a text names, in words or in figures.

    Examples
    --------
    >>> [(d.day, d.month) for d in yearless_in("On 14 March; fax 8/5 17:40; seen 28/11. In 2/52.")]
    [(14, 3), (8, 5), (28, 11)]
    >>> yearless_in("Took 3/4 of it, pain 7/10, 28/7 supply, 24/7, BP 120/80, at 14.30.")
    ()
    """
    found: dict[tuple[int, int, int], Yearless] = {}
    figures = _HINT.search(text) is not None
    read = [(form, text) for form in ((*_YEARLESS, *_FIGURES) if figures else _YEARLESS)]
    if figures:  # names of months that may have accents
        read.append((_YEARLESS_ABROAD, plain(text)))
    for form, as_read in read:
        for match in form.finditer(as_read):
            said = match.groupdict()
            month, day = _month_of(said), _number_of(said["d"])
            if _made(2000, month, day) is not None:
                where = month, day, match.start("d")
                found.setdefault(where, Yearless(month, day, match[0].strip()))
    return tuple(found.values())


@lru_cache(maxsize=20_000)
def vague_in(text: str) -> tuple[Vague, ...]:
    """Return the months, the years and the days of the week that a text names without more.

    Examples
    --------
    >>> [v.what for v in vague_in("Since 2009; early March 2011; Weds 14th. Act 1989; at 2011 hrs")]
    [(2011, 3), (2009,), (2, 14)]
    """
    if not _HINT.search(text):
        return ()
    found: dict[Vague, None] = {}
    # what is part of a whole day is looked at as that
    whole = [match.span() for form in _FORMS for match in form.finditer(text)]
    for match in _alone(_OF_MONTH, text, whole):
        month = _month_of(match.groupdict())
        found[Vague(MONTH, (_whole_year(match["y"]), month), match[0])] = None
    for match in _alone(_OF_YEAR, text, whole):
        if not _NAMED.search(text, max(0, match.start() - 40), match.start("y")):
            found[Vague(YEAR, (_whole_year(match["y"]),), match[0].strip())] = None
    for match in _OF_WEEK.finditer(text):
        weekday = _WEEKDAYS.index(match["w"][:2].lower())
        found[Vague(WEEKDAY, (weekday, int(match["d"])), match[0])] = None
    return tuple(found)


def _alone(
    forms: Iterable[re.Pattern[str]], text: str, whole: Sequence[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """Yield the matches whose year is part of nothing else."""
    for form in forms:
        for match in form.finditer(text):
            if not any(a <= match.start("y") < b for a, b in whole):
                yield match


def _whole_year(written: str) -> int:
    year = int(written)
    return year if year > 99 else year + (1900 if year > 50 else 2000)
