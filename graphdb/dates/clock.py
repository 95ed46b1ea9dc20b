"""Clock times as people write them, in minutes of a day.

Words of the day are wide on purpose: an interval that is too narrow would claim an order
that the agency never wrote. :data:`DAY_WORDS` is the table that the user's page repeats.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graphdb.dates.interval import MINUTES_PER_DAY
from graphdb.dates.notes import Note, Refusal, quote

APPROX_MINUTES = 60
JUST_MINUTES = 30
LAST_MINUTE = MINUTES_PER_DAY - 1
OVERNIGHT = (18 * 60, MINUTES_PER_DAY + 9 * 60 - 1)


def _hours(start: int, until: int) -> tuple[int, int]:
    """Return the minutes from the start of one hour to the last minute before another."""
    return start * 60, until * 60 - 1


# Past midnight counts on into the next day: "night" is 20:00 to 05:59 of the morning after.
DAY_WORDS: dict[str, tuple[int, int]] = {
    "early hours": _hours(0, 6),
    "small hours": _hours(0, 6),
    "early morning": _hours(0, 9),
    "morning": _hours(5, 12),
    "mid morning": _hours(9, 12),
    "late morning": _hours(10, 12),
    "am": _hours(0, 12),
    "noon": (12 * 60, 12 * 60),
    "midday": (11 * 60 + 30, 12 * 60 + 30),
    "lunchtime": _hours(11, 15),
    "lunch time": _hours(11, 15),
    "early afternoon": _hours(12, 15),
    "afternoon": _hours(12, 18),
    "mid afternoon": _hours(14, 17),
    "late afternoon": _hours(15, 18),
    "pm": _hours(12, 24),
    "teatime": _hours(15, 19),
    "tea time": _hours(15, 19),
    "early evening": _hours(16, 20),
    "evening": _hours(17, 24),
    "late evening": _hours(20, 24),
    "daytime": _hours(6, 18),
    "night": _hours(20, 30),
    "late night": _hours(21, 30),
    "night time": _hours(20, 30),
    "overnight": OVERNIGHT,
    # The midnight "of" a day can be its first or its last minute.
    "midnight": (0, MINUTES_PER_DAY),
    "all day": (0, LAST_MINUTE),
}

UNKNOWN_TIME = re.compile(
    r"(?:unknown|not known|n/?k|n/?a|not stated|not recorded|untimed|time (?:un|not )known|-|–|\?+)"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in doubt, or a stretch of one.

    Attributes
    ----------
    start, end
        First and last minute in doubt, from the day's midnight; the end may lie beyond it.
    lasting
        Whether the time is a stretch ("14:00-15:30"); otherwise start and end are equal.
    words
        What to say of how it was read, or ``""``.
    fault
        What is wrong with a time that cannot be read; the date then stands without it.
    overnight
        Whether the words run into the morning of the last day written.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    lasting: bool = False
    words: str = ""
    fault: Note | None = None
    overnight: bool = False


_APPROX = (
    r"(?:at )?(?:approx(?:\.|imately)?|about|around|circa|ca\.?|c\.?|roughly|probably|possibly"
    r"|believed|thought to be|~|\(\?\)|\?)"
)
_LEAD = re.compile(
    rf"({_APPROX})\s?(.+)|"
    r"((?:just|shortly|soon|immediately|a little) after|just gone)\s(.+)|"
    r"((?:just|shortly|immediately|a little) before)\s(.+)|"
    r"(before|prior to)\s(.+)|(by|until|till|up to|no later than)\s(.+)|"
    r"(after|past)\s(.+)|(from|since)\s(.+)"
)
_TAIL = re.compile(
    r"(.+?)\s?(?:\(?(?:approx(?:\.|imately)?|ish|or so|or thereabouts)\)?|\(\?\)|\?)"
)
_ONWARDS = re.compile(r"(.+?) (?:onwards?|and after)")
_BETWEEN = re.compile(r"between (.+?) (?:and|&) (.+)|between (.+?)\s?[–-]\s?(.+)")
_RANGE = re.compile(r"(?:from )?(.+?)(?: to | until | till |\s?[–-]\s?)(.+)")
_HALF = r"(am|pm)?"
_COLON = re.compile(
    rf"(\d{{1,2}})\s?[:.;]\s?(\d{{2}})(?:[:.]\d{{2}}(?:\.\d{{1,9}})?)?\s?{_HALF}\s?(hrs?|hours?|h)?"
)
_PLAIN = re.compile(rf"(\d{{1,2}})(\d{{2}})\s?{_HALF}\s?(hrs?|hours?|h)?")
_HOUR = re.compile(r"(\d{1,2})\s?(am|pm)")
_HOURS = re.compile(r"(\d{2})\s?(?:hrs|h)")
_OCLOCK = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?\s?(o'?\s?clock)?(?: (in the [a-z]+|at night|am|pm))?"
)
_BARE = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
_DOTTED = re.compile(r"\b([ap])\.\s?m\b\.?")
_LOOKS_TIMED = re.compile(
    r"\d\s?:\s?\d|\d\s?(?:am|pm|hrs?|hours?|h|o'?\s?clock)\b|(?:\bat\s|@)\s?\d|\d{4}\s\d{4}\b"
)


def _moment(lo: int, hi: int, words: str = "") -> Clock:
    return Clock((lo, hi), (lo, hi), words=words)


def _shown(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def _faulty(text: str) -> Clock:
    message = f"The time {quote(text)} cannot be: the date is kept without it. Check the time."
    return Clock((0, LAST_MINUTE), (0, LAST_MINUTE), fault=Note("JU-D009", message))


def _exact(hour: int, minute: int, half: str | None, text: str) -> Clock:
    """Return one minute, by the 24-hour clock or by am and pm."""
    if half and hour == 0:
        return _faulty(text)
    if half == "am" and hour == 12:
        hour = 0
    elif half == "pm" and hour < 12:
        hour += 12
    if minute > 59 or hour > 24 or (hour == 24 and minute) or (half == "am" and hour > 12):
        return _faulty(text)
    at = hour * 60 + minute
    return _moment(at, at)


def _numbers(text: str) -> Clock | None:
    for pattern in (_COLON, _PLAIN):
        if match := pattern.fullmatch(text):
            hour, minute = int(match[1]), int(match[2])
            clock = _exact(hour, minute, match[3], text)
            unsaid = not match[3] and not match[4] and len(match[1]) == 1 and hour > 0
            if unsaid and clock.fault is None:
                words = (
                    f"The time {quote(text)} is read by the 24-hour clock as "
                    f"{_shown(clock.start[0])}: if the afternoon is meant, write pm."
                )
                return replace(clock, words=words)
            return clock
    if match := _HOUR.fullmatch(text):
        return _exact(int(match[1]), 0, match[2], text)
    if match := _HOURS.fullmatch(text):
        return _exact(int(match[1]), 0, None, text)
    return _spoken(text)


def _spoken(text: str) -> Clock | None:
    """Read "3 o'clock", "8.15 in the evening", "11 at night"."""
    match = _OCLOCK.fullmatch(text)
    if not match or not (match[3] or match[4]):
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), None
    if match[4]:
        small = hour == 12 or hour < 6
        late = match[4] in ("in the afternoon", "in the evening", "pm") or (
            match[4] == "at night" and not small
        )
        half = "pm" if late else "am"
        return _exact(hour, minute, half, text)
    if hour > 12:
        return _exact(hour, minute, None, text)
    first = _exact(hour, minute, "am", text)
    if first.fault:
        return first
    lo = first.start[0]
    return _moment(lo, lo + 720, f"{quote(text)} may be am or pm: read as either.")


def _word(text: str) -> Clock | None:
    bare = re.sub(r"^(?:in |during |at )?(?:the )?", "", text).replace("-", " ")
    span = DAY_WORDS.get(bare)
    if span is None:
        return None
    lo, hi = span
    says = f"“{bare}” is read as {_shown(lo)} to {_shown(hi)}"
    if lo == hi:
        return _moment(lo, hi)
    if hi > LAST_MINUTE:
        says += " of the next day"
    if bare == "midnight":
        says = "“midnight” can be the start or the end of the day: read as either"
    return replace(_moment(lo, hi, says + "."), overnight=bare == "overnight")


def _widened(clock: Clock) -> Clock:
    """Widen by an hour each way, inside the day that was written."""
    lo, hi = max(clock.start[0] - APPROX_MINUTES, 0), clock.start[1] + APPROX_MINUTES
    hi = max(min(hi, LAST_MINUTE), clock.start[1])
    says = f"An approximate time is widened by {APPROX_MINUTES} minutes each way."
    return _moment(lo, hi, says)


def _modified(text: str) -> Clock | None:
    """Read what a word before or after the time makes of it."""
    if match := _LEAD.fullmatch(text):
        kind = match.lastindex or 0
        inner = _single(match[kind])
        return _lead(inner, kind, text) if inner else None
    if match := _TAIL.fullmatch(text):
        inner = _single(match[1])
        return _widened(inner) if inner and not inner.fault else inner
    if match := _ONWARDS.fullmatch(text):
        inner = _single(match[1])
        return _moment(inner.start[0], LAST_MINUTE) if inner else None
    return None


def _lead(inner: Clock, kind: int, text: str) -> Clock:
    if inner.fault:
        return inner
    lo, hi = inner.start
    spans = {
        2: (lo - APPROX_MINUTES, hi + APPROX_MINUTES),
        4: (lo, hi + JUST_MINUTES),
        6: (lo - JUST_MINUTES, hi),
        8: (0, lo - 1),
        10: (0, hi),
        12: (hi + 1, LAST_MINUTE),
        14: (lo, LAST_MINUTE),
    }
    if kind == 2:
        return _widened(inner)
    first, last = spans[kind]
    first, last = max(first, 0), max(min(last, LAST_MINUTE), 0)
    if first > last:
        return _faulty(text)
    return _moment(first, last, f"{quote(text)} is read as {_shown(first)} to {_shown(last)}.")


def _single(text: str) -> Clock | None:
    text = text.strip(" ,")
    return _numbers(text) or _word(text) or _modified(text)


def _pair(left_text: str, right_text: str) -> tuple[Clock, Clock] | None:
    """Return both ends of a range; "2-4pm" lends its pm to the left where that fits."""
    right = _single(right_text)
    if right is None:
        return None
    half = re.search(r"(am|pm)$", right_text)
    bare = _BARE.fullmatch(left_text)
    left: Clock | None
    if half and bare and not right.fault:
        hour, minute = int(bare[1]), int(bare[2] or 0)
        left = _exact(hour, minute, half[1] if hour <= 12 else None, left_text)
        if left.start > right.start:
            left = _exact(hour, minute, None, left_text)
    else:
        left = _single(left_text)
    if left is None:
        return None
    if right.start < left.start:
        lo, hi = right.start
        right = replace(right, start=(lo + MINUTES_PER_DAY, hi + MINUTES_PER_DAY))
    return left, right


def parse_clock(text: str) -> Clock | None:
    """Return the time that cleaned text says, or ``None``; never a date's digits alone."""
    text = _DOTTED.sub(r"\1m", text).strip(" ,")
    for lead in ("at ", "@"):
        text = text.removeprefix(lead).strip()
    if match := _BETWEEN.fullmatch(text):
        pair = _pair(match[1] or match[3], match[2] or match[4])
        if pair is None:
            return None
        left, right = pair
        return left if left.fault else _hull(left, right)
    single = _single(text)
    if single:
        return single
    if match := _RANGE.fullmatch(text):
        pair = _pair(match[1], match[2])
        if pair is None:
            return None
        left, right = pair
        if left.fault or right.fault:
            return left if left.fault else right
        words = f"{quote(text)} is read as a contact that lasted from one to the other."
        return Clock(left.start, right.start, lasting=True, words=words)
    return None


def _hull(left: Clock, right: Clock) -> Clock:
    if right.fault:
        return right
    return _moment(left.start[0], right.start[1])


def split_clock(text: str) -> tuple[str, Clock] | None:
    """Return a text's date and its time, where the text ends or begins with a time.

    The longest time wins: "3 May 2011 approx 2000hrs" has the time "approx 2000hrs".
    """
    text = _DOTTED.sub(r"\1m", text)
    gaps = [i for i, c in enumerate(text) if c in " ,"]
    if not gaps or not (looks_timed(text) or _BARE_LAST.search(text)):
        return None
    for gap in gaps:
        clock = _in_text(text[gap:], after_year=bool(_ENDS_IN_YEAR.search(text[:gap])))
        if clock:
            return text[:gap].rstrip(" ,-–@"), clock
    for gap in reversed(gaps):
        clock = _in_text(text[:gap])
        if clock:
            rest = text[gap:].lstrip(" ,-–")
            return re.sub(r"^(?:on|of) (?:the )?", "", rest), clock
    return None


def looks_timed(text: str) -> bool:
    """Whether a text has anything that only a time has."""
    return bool(_LOOKS_TIMED.search(text)) or any(word in text for word in _DAY_HINTS)


_DAY_HINTS = (
    *("morning", "noon", "midday", "lunch", "tea", "evening", "night", "hours"),
    *("day-time", "daytime", "all", "am", "pm"),
)


def _in_text(text: str, *, after_year: bool = False) -> Clock | None:
    """Read a time inside a date's text, where bare digits prove nothing."""
    text = text.strip(" ,()-–")
    if not after_year and _YEAR_AND_HALF.fullmatch(text):
        return None  # "3 May 2011 am" is not eleven minutes past eight
    if not looks_timed(text) and not (after_year and _BARE_FOUR.fullmatch(text)):
        return None
    return parse_clock(text)


_BARE_LAST = re.compile(r"[./\d-]\d{2}[\s,–-]+(?:[a-z]{1,6}\.?\s?)?(?:\d{4}|\d?\d\.\d\d)$")
# Digits that are a time only right after a date with its year: "3/5/11 14.30".
_BARE_FOUR = re.compile(
    r"(?:(?:approx|about|around|c)\.?\s?)?"
    r"(?:[012]\d[0-5]\d|[012]?\d\.[0-5]\d)"
)
_YEAR_AND_HALF = re.compile(r"\d{4}\s[ap]m")
_ENDS_IN_YEAR = re.compile(r"(?:\b\d{4}|[./-]\d{2})[\s,]*$")


def read_clock(text: str) -> Clock | None:
    """Return the time in a Time column's cleaned text; ``None`` when it says it is not known.

    Raises
    ------
    Refusal
        When the text is no time.
    """
    if not text or UNKNOWN_TIME.fullmatch(text):
        return None
    clock = parse_clock(text)
    if clock is None:
        raise Refusal(
            "JU-D009",
            f"The time {quote(text)} cannot be read: the date is kept without it. "
            "Write it as 14:30 or 2.30pm.",
        )
    return clock
