"""Words of British dates, and the cleaning that every text goes through first."""

from __future__ import annotations

import re
import unicodedata

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAY_NAMES = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)


def _month_words() -> dict[str, int]:
    words = {name.lower(): i for i, name in enumerate(MONTH_NAMES, 1)}
    words |= {name[:3].lower(): i for i, name in enumerate(MONTH_NAMES, 1)}
    # Spellings met in chronologies; each can mean only one month.
    slips = {"sept": 9, "febuary": 2, "feburary": 2, "janurary": 1, "setember": 9}
    slips |= {"septmber": 9, "ocotber": 10, "novemeber": 11, "decemeber": 12, "agust": 8}
    return words | slips


def _weekday_words() -> dict[str, int]:
    words = {name.lower(): i for i, name in enumerate(WEEKDAY_NAMES)}
    words |= {name[:3].lower(): i for i, name in enumerate(WEEKDAY_NAMES)}
    return words | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}


MONTHS = _month_words()
WEEKDAYS = _weekday_words()

# First month of each meteorological season. Winter is named by the year it begins in.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

_NUMBER_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
)
NUMBERS = {word: value for value, word in enumerate(_NUMBER_WORDS)} | {"a": 1, "an": 1}

ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3} | {
    "fourth": 4,
    "4th": 4,
    "last": -1,
    "final": -1,
}

UNDATED_TEXT = re.compile(
    r"(?:undated|not dated|no date(?: given| recorded)?|dates? (?:is |was )?(?:not |un)"
    r"(?:known|recorded|given|stated|clear)|unknown(?: date)?|not known|not recorded|"
    r"n/?\.?k\.?|n/?d|not stated|\[?redacted\]?|\[?date redacted\]?|xxxx|"
    r"(?:xx|\*\*|\?\?)([./-])(?:xx|\*\*|\?\?)\1(?:xx|\*\*|\?\?|xxxx|\*{4}|\?{4}))"
)

# A true dash between digits is a range ("2010–12"); a hyphen may be ISO ("2010-12"). The
# soft hyphen is invisible and goes with the format characters.
_FOLDED = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2043\u2212\ufe63"), "-"),
    **dict.fromkeys(map(ord, "\u2012\u2013\u2014\u2015\u2e3a\ufe58"), "–"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u2032\u0060\u00b4"), "'"),
    **dict.fromkeys(map(ord, "\u2044\u2215"), "/"),
    ord("\u00d7"): "x",
}


def _fold(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category == "Cc":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return character


def clean(text: str) -> str:
    """Return text in lower case, in plain digits and dashes, with single spaces.

    Parameters
    ----------
    text
        Bounded by the caller; the work is linear in its length.
    """
    if not text.isascii():
        # Before and after: NFKC turns some dashes into others and a narrow space into a space.
        text = unicodedata.normalize("NFKC", text.translate(_FOLDED)).translate(_FOLDED)
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_fold, text))
    return " ".join(text.lower().split())
