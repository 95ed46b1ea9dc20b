"""What a spreadsheet makes of a text when it opens a CSV file: “11/12” is “11-Dec” from then on.

Nobody sees it happen, and the question would be asked again and again. The sentence beside it has
the text as it was, so that it is found there again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>(?:{'|'.join(_MONTHS)})[a-z]*)"
_LIKE = tuple(
    re.compile(rf"(?<![\w/.:-]){form}(?![\w/:-]|\.\d)", re.IGNORECASE)
    for form in (
        r"(?P<a>\d{1,4})(?P<sign>[/-])(?P<b>\d{1,4})(?:(?P=sign)(?P<c>\d{2,4}))?",
        rf"(?P<day>\d{{1,2}})(?:[\s-]){_MONTH}(?:[\s-](?P<year>\d{{4}}|\d\d))?",
        rf"{_MONTH}[\s-](?P<year>\d{{4}}|\d\d?)",
        r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?(?:\s?(?P<half>[ap]m))?",
        r"(?P<number>\d+)(?:\.(?P<part>\d+))?(?:e\+?(?P<tens>\d{1,3}))?",
    )
)


def as_it_was(text: str, sentence: str) -> str:
    """Return a text as its sentence has it, where a spreadsheet made something else of it.

    Examples
    --------
    >>> as_it_was("11-Dec", "Surveyor booked for 11/12."), as_it_was("Jun-12", "Since June 2012.")
    ('11/12', 'June 2012')
    >>> as_it_was("417723", "Ref 00417723."), as_it_was("Ann", "Ref 00417723.")
    ('00417723', 'Ann')
    """
    shown = " ".join(text.split()).casefold()
    if not any(sign.isdigit() for sign in shown) or _stands_in(shown, sentence):
        return text
    for american in (False, True):
        found = {
            match[0]
            for form in _LIKE
            for match in form.finditer(sentence)
            if any(re.fullmatch(way, shown) for way in _ways(match.groupdict(), american))
        }
        if found:  # where two may have been it, it is asked again
            return found.pop() if len(found) == 1 else text
    return text


def _stands_in(shown: str, sentence: str) -> bool:
    said = " ".join(sentence.split()).casefold()
    return re.search(rf"(?<!\w){re.escape(shown)}(?!\w)", said) is not None


def _ways(part: dict[str, str | None], american: bool) -> Iterator[str]:
    """Yield, as patterns, how a spreadsheet shows what has such parts; month first or not."""
    number, hour, month = part.get("number"), part.get("hour"), part.get("month")
    if number:
        yield from _of_number(number, part.get("part") or "", part.get("tens") or "")
    elif hour:
        yield from _of_time(int(hour), part.get("minute") or "", part.get("half") or "")
    elif month:
        which = _MONTHS.index(month[:3].casefold()) + 1
        day, year = part.get("day") or "", part.get("year") or ""
        if not day and len(year) <= 2:
            yield from _of_date(year, which, "")  # "June 12"
        if day or len(year) > 1:
            yield from _of_date(day, which, year)
    else:
        a, b, c = part.get("a") or "", part.get("b") or "", part.get("c") or ""
        orders = ((b, a, c),) if american else ((a, b, c), (c, b, a), ("", a, b), ("", b, a))
        for day, of_month, year in orders:
            whole = day and year if c else day or len(year) > 1
            if whole and 1 <= int(of_month) <= 12:
                yield from _of_date(day, int(of_month), year)


def _of_date(day: str, month: int, year: str) -> Iterator[str]:
    short, two = _MONTHS[month - 1], r"(?:\d\d)?"
    if len(day) > 2 or len(year) == 3:
        return
    years = rf"{two}{year[-2:].zfill(2)}" if year else r"\d\d(?:\d\d)?"
    days = f"0?{int(day)}" if day else "0?1"
    if day and not year:
        yield rf"{days}-{short}[a-z]*"
    if not day:
        yield rf"{short}[a-z]*-{years}"
    elif year:
        yield rf"{days}-{short}[a-z]*-{years}"
    yield rf"{days}[/.]0?{month}[/.]{years}"
    yield rf"0?{month}/{days}/{years}"
    yield rf"{years}-0?{month}-{days}"


def _of_time(hour: int, minute: str, half: str) -> Iterator[str]:
    hours = {hour, hour + 12} if half.casefold() == "pm" and hour < 12 else {hour}
    for one in hours:
        yield rf"0?{one}:{minute}(?::00)?(?: ?[ap]m)?"


def _of_number(number: str, part: str, tens: str) -> Iterator[str]:
    with suppress(OverflowError):
        value = float(f"{number}.{part or 0}e{tens or 0}")
        for places in (2, 5):
            if tens or len(number) > 11:
                yield re.escape(f"{value:.{places}e}")
        mantissa, _, power = f"{value:.5e}".partition("e")
        if tens or len(number) > 11:
            yield re.escape(f"{mantissa.rstrip('0').rstrip('.')}e{power}")
    if tens:
        return
    whole, rest = number.lstrip("0") or "0", part.rstrip("0")
    yield re.escape(f"{whole}.{rest}" if rest else whole)
    if len(whole) > 15:
        yield whole[:15] + "0" * (len(whole) - 15)


__all__ = ["as_it_was"]
