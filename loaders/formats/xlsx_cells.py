"""Excel's numbers as people see them: serial dates, clock times, whole numbers."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import Enum

_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_LAST_SERIAL = 2_958_465  # 31 December 9999
_NOT_CODES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Shown(Enum):
    """What a number format shows of a serial number."""

    NUMBER = 0
    DATE = 1
    DATE_TIME = 2
    TIME = 3
    MONTH = 4
    DAY_MONTH = 5
    DAY_MONTH_TIME = 6
    MONTH_ONLY = 7


WITHOUT_YEAR = frozenset({Shown.DAY_MONTH, Shown.DAY_MONTH_TIME, Shown.MONTH_ONLY})
_WITH_CLOCK = frozenset({Shown.DATE_TIME, Shown.DAY_MONTH_TIME})
_BUILT_IN = {
    **dict.fromkeys((14, 15, *range(27, 32), 34, 35, 36, *range(50, 59)), Shown.DATE),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 46, 47), Shown.TIME),
    16: Shown.DAY_MONTH,
    17: Shown.MONTH,
    22: Shown.DATE_TIME,
}


def what_format_shows(format_id: int, code: str = "") -> Shown:
    r"""Return what a number format shows; ``code`` is the custom format's text.

    Examples
    --------
    >>> what_format_shows(164, "dd/mm/yyyy hh:mm").name
    'DATE_TIME'
    >>> what_format_shows(164, 'mmm\\-yy').name
    'MONTH'
    >>> what_format_shows(164, '0.0 "days"').name
    'NUMBER'
    """
    if not code:
        return _BUILT_IN.get(format_id, Shown.NUMBER)
    letters = _NOT_CODES.sub("", code.partition(";")[0]).lower()
    if "general" in letters:
        return Shown.NUMBER
    clock = "h" in letters or "s" in letters
    has_day, has_year = "d" in letters, "y" in letters
    if has_day or has_year:
        if clock:
            return Shown.DATE_TIME if has_year else Shown.DAY_MONTH_TIME
        if not has_day:
            return Shown.MONTH
        return Shown.DATE if has_year else Shown.DAY_MONTH
    if clock:
        return Shown.TIME
    return Shown.MONTH_ONLY if "m" in letters else Shown.NUMBER


def number_text(value: str, shown: Shown, *, from_1904: bool = False) -> str:
    """Return a numeric cell as a person reads it, dates day first.

    Examples
    --------
    >>> number_text("40666", Shown.DATE)
    '03/05/2011'
    >>> number_text("40666.0637", Shown.DATE_TIME)
    '03/05/2011 01:31'
    >>> number_text("12.0", Shown.NUMBER)
    '12'
    """
    try:
        number = float(value)
    except ValueError:
        return value
    if shown is Shown.NUMBER or not 0 <= number <= _LAST_SERIAL:
        return _plain(number, value)
    if shown is Shown.TIME or (number < 1 and shown in _WITH_CLOCK):
        return _clock(number)
    moment = _moment(number, from_1904=from_1904)
    if shown in (Shown.MONTH, Shown.MONTH_ONLY):
        return f"{moment:%B %Y}"
    day = f"{moment.day:02d}/{moment.month:02d}/{moment.year:04d}"
    has_clock = shown in _WITH_CLOCK and (moment.hour or moment.minute)
    return f"{day} {moment:%H:%M}" if has_clock else day


def unescape(text: str) -> str:
    """Return text with Excel's ``_x000D_`` escapes undone.

    NULs and halves of characters stand for nothing and become the replacement character.
    """
    if "_x" not in text:
        return text
    return _ESCAPE.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    return "\ufffd" if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


def _moment(number: float, *, from_1904: bool) -> datetime:
    epoch = _EPOCH_1904 if from_1904 else _EPOCH_1900
    # Excel believes in 29 February 1900, so earlier serials are one day out.
    shift = 1 if number < 60 and not from_1904 else 0
    return epoch + timedelta(days=int(number) + shift, seconds=round(number % 1 * 86_400))


def _clock(number: float) -> str:
    minutes = round(number % 1 * 86_400) // 60
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _plain(number: float, written: str) -> str:
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else written
