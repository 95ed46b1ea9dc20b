"""From cleaned text to a :class:`~graphdb.dates.spans.Span`: what the words say.

Every pattern is anchored and the text is short (the reader refuses longer ones), so the
work is bounded. Nothing here knows the calendar; impossible days are found afterwards.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from graphdb.dates.clock import parse_clock, split_clock
from graphdb.dates.parts import Part, parse_part
from graphdb.dates.relative import parse_relative
from graphdb.dates.spans import Bound, Link, Point, Span
from graphdb.dates.words import MONTHS, NUMBERS

_APPROX_WORDS = (
    r"approx(?:\.|imately|imate)?|about|around|circa|ca\.?|roughly|probably|possibly|perhaps|"
    r"maybe|estimated|est\.?|believed(?: to be)?|thought to be|on or (?:around|about)|"
    r"in or (?:around|about)|in around|in about|at or around|sometime around|~|\(\?\)|\?"
)
_APPROX_FIRST = re.compile(rf"(?:(?:{_APPROX_WORDS})[\s:]*|c\.\s?|c\s?(?=\d))(.+)")
_APPROX_LAST = re.compile(
    r"(.+?)[\s,]*(?:\(?(?:approx(?:\.|imately|imate)?|circa|probably|possibly|tbc|estimated|"
    r"or thereabouts|or so|ish|uncertain|unclear|exact date (?:unknown|not known))\)?|"
    r"\(\?\)|\?+|~)"
)
_FILLER = re.compile(
    r"(?:on|in|during|dated|date:?|sometime (?:in|during)|some ?time (?:in|during)|"
    r"at some point (?:in|during)|over|within)\s(?:the )?(.+)"
)
_GUESS_MARK = re.compile(r"\?[a-z0-9]")
_BOUND = re.compile(
    r"(on or before|no later than|not later than|up to|by|before|prior to|pre|on or after|"
    r"no earlier than|not before|since|from|starting|as of|after|following|post|until|till|"
    r"ending)[\s:-]+(?:the )?(.+)"
)
_BOUNDS = {
    **dict.fromkeys(("before", "prior to", "pre"), Bound.BEFORE),
    **dict.fromkeys(("on or before", "no later than", "not later than", "up to", "by"), Bound.BY),
    **dict.fromkeys(("after", "following", "post"), Bound.AFTER),
    **dict.fromkeys(("until", "till", "ending"), Bound.UNTIL),
}
_GOES_ON = re.compile(
    r"(?:\bis |\bstill |\b)"
    r"(?:ongoing|on-going|on going|continuing|continues|continued|onwards?)\)?$"
)
_UP_TO_NOW = re.compile(
    r"(?:\b(?:to|until|till) |[–-] ?)(?:the )?(?:present day|present|date|current|now|today)\)?$"
)
_DANGLING = re.compile(r" (?:to|until|till|and)$")
_BETWEEN = re.compile(r"(?:at some point |sometime |some time )?between (?:the )?(.+)")
_BETWEEN_MARKS = re.compile(r" and (?:the )?| & | to (?:the )?| ?– ?| - |-")
_RANGE_MARKS = (
    re.compile(r" (?:up )?(?:through )?to (?:the )?| until (?:the )?| till (?:the )?| thru "),
    re.compile(r" [–-]+>? | ?–>? ?| ?→ ?"),
    re.compile(r"\s?-\s?"),
)
_OR_MARKS = re.compile(r" or (?:the )?|\s?/\s?")
_AND_MARKS = re.compile(r"\s?[,;] ?(?:and )?(?:the )?|\s?[&+]\s?| and (?:the )?|\s?/\s?")
_YEAR_ALONE = re.compile(r"\d{4}")
_THROUGHOUT = re.compile(r"(?:throughout|all of|all through|the whole of)\s(?:the )?(.+)")

# words for a contact that lasts, before its dates: "support May to September 2012"
_LASTING_NOUN = re.compile(
    r"(?:support(?:ed)?|counsell?ing|therapy|treatment|supervision|group work|in-?patient|"
    r"in hospital|in custody|in prison|in refuge|placement|involvement|case open|open case)"
    r"(?: given| provided)?[:,]? (.+)"
)

_COUNT_WORDS = frozenset(
    {"several", "numerous", "multiple", "various", "many", "few", "some", "number", "couple"}
    | {"repeated", "frequent", "regular", "different", "further"}
)
_NOUNS = (
    r"visits?|contacts?|calls?|attendances?|appointments?|appts?|occasions?|times|incidents?|"
    r"reports?|entries|dates|sessions?|meetings?|letters?|texts?|messages?|e-?mails?|"
    r"call-?outs?|admissions?|presentations?|consultations?|episodes?|referrals?|events?"
)
_COUNTED = re.compile(
    rf"\b(?:on )?(?:a )?(\d{{1,3}}|[a-z]+)(?: of)? ((?:[a-z]+ ){{0,2}}?)(?:{_NOUNS})\b"
)
_TIMES = re.compile(r"\(?\bx ?(\d{1,3})\)?(?![\d/.-])|\(?\b(\d{1,3}) ?x\b\)?")
_OFTEN = re.compile(
    r"\b(?:every (?:day|week|month)|(?:bi-?)?weekly|daily|fortnightly|monthly|quarterly|"
    r"regularly|regular|repeatedly|frequently|intermittently|on and off|"
    r"(?:once|twice) (?:a|per) (?:day|week|month)|twice)\b"
)
_MOST_SPLITS = 8


def parse_point(text: str, depth: int = 0) -> Point | None:
    """Return one date with its time, or ``None``.

    Raises
    ------
    Refusal
        When the text is a date that has two readings.
    """
    text = text.strip(" ,;")
    if not text or depth > 5:
        return None
    guessed = _GUESS_MARK.match(text)
    part = None if guessed else parse_part(text)
    if part is not None:
        return Point(part, approximate=part.approximate)
    relative = parse_relative(text)
    if relative is not None:
        return Point(relative=relative)
    if (timed := _timed_point(text, depth)) is not None:
        return timed
    for pattern in (_APPROX_FIRST, _APPROX_LAST):
        if match := pattern.fullmatch(text):
            inner = parse_point(match[1], depth + 1)
            return None if inner is None else replace(inner, approximate=True)
    if match := _FILLER.fullmatch(text):
        return parse_point(match[1], depth + 1)
    return None


def _timed_point(text: str, depth: int) -> Point | None:
    pieces = split_clock(text)
    if pieces is None:
        return None
    rest, clock = pieces
    relative = parse_relative(rest.strip(" ,"), timed=True)
    if relative is not None:
        return Point(relative=relative, clock=clock)
    inner = parse_point(rest, depth + 1)
    if inner is None or inner.clock is not None:
        return None
    if _YEAR_ALONE.fullmatch(rest.strip(" ,-–")):
        return None  # "2010 - 2012" are two years, not a year and twelve past eight
    return replace(inner, clock=clock)


@lru_cache(maxsize=20_000)  # one day stands in many rows, and what is written is read back
def parse_span(text: str) -> Span | None:
    """Return what a cleaned text says, or ``None`` when it is no date.

    Raises
    ------
    Refusal
        When the text is a date that has two readings.
    """
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    part = None if _GUESS_MARK.match(text) else parse_part(text)
    if part is not None:
        return Span((Point(part, approximate=part.approximate),))
    rest, repeated, count = _take_repetition(text)
    if not rest:
        return None
    span = _parse_plain(rest)
    if span is None and repeated:
        return _parse_plain(text)  # "3 may calls" and the like: the words were not a count
    if span is None or not repeated:
        return span
    return replace(span, repeated=True, count=count)


def _parse_plain(text: str) -> Span | None:
    point = parse_point(text)
    if point is not None:
        return Span((point,))
    if match := _THROUGHOUT.fullmatch(text):
        point = parse_point(match[1])
        return None if point is None else Span((point,), throughout=True)
    if match := _LASTING_NOUN.fullmatch(text):
        return _lasting(_parse_plain(match[1]))
    return (
        _parse_between(text)
        or _parse_overnight(text)
        or _parse_ongoing(text)
        or _parse_range(text)
        or _parse_bound(text)
        or _parse_list(text)
        or _parse_time_alone(text)
    )


def _lasting(span: Span | None) -> Span | None:
    """Return the dates of something that lasts: a period filled, or a start with no end."""
    if span is None or span.link is not Link.ALONE:
        return span
    if span.bound is Bound.SINCE:
        return replace(span, bound=None, ongoing=True)
    return replace(span, throughout=True) if span.bound is None else span


def _parse_time_alone(text: str) -> Span | None:
    """Read a time without a date; only a row or heading above can complete it."""
    if text.isdigit():
        return None
    clock = parse_clock(text)
    return None if clock is None else Span((Point(clock=clock),))


def _parse_ongoing(text: str) -> Span | None:
    match = _GOES_ON.search(text) or _UP_TO_NOW.search(text)
    if not match:
        return None
    rest = _DANGLING.sub("", text[: match.start()].rstrip(" ,;-–(")).strip(" ,;-–(")
    for word in ("since ", "from ", "starting "):
        rest = rest.removeprefix(word)
    point = parse_point(rest)
    return None if point is None else Span((point,), ongoing=True)


def _parse_overnight(text: str) -> Span | None:
    if not text.endswith("overnight"):
        return None
    rest = text.removesuffix("overnight").rstrip(" ,(-–")
    span = _parse_range(rest) or _parse_list(rest)
    if span is None or len(span.points) != 2:
        return None
    return replace(span, link=Link.TO, overnight=True)


def _parse_bound(text: str) -> Span | None:
    match = _BOUND.fullmatch(text)
    if not match:
        return None
    point = parse_point(match[2])
    if point is None:
        return None
    return Span((point,), bound=_BOUNDS.get(match[1], Bound.SINCE))


def _parse_between(text: str) -> Span | None:
    match = _BETWEEN.fullmatch(text)
    if not match:
        return None
    points = _split_in_two(match[1], _BETWEEN_MARKS)
    return None if points is None else Span(points, Link.BETWEEN)


def _parse_range(text: str) -> Span | None:
    text = text.removeprefix("from ").removeprefix("the ")
    for marks in _RANGE_MARKS:
        points = _split_in_two(text, marks)
        if points is not None:
            return Span(points, Link.TO)
    return None


def _split_in_two(text: str, marks: re.Pattern[str]) -> tuple[Point, Point] | None:
    for number, mark in enumerate(marks.finditer(text)):
        if number >= _MOST_SPLITS:
            break
        left = _side(text[: mark.start()])
        right = _side(text[mark.end() :]) if left is not None else None
        if left is not None and right is not None:
            return left, right
    return None


def _side(text: str) -> Point | None:
    """Return one side of a range: a date, or a day or month that the other side completes."""
    point = parse_point(text)
    return point if point is not None and point.part is not None else None


def _parse_list(text: str) -> Span | None:
    points = _split_in_two(text, _OR_MARKS)
    if points is not None:
        return Span(points, Link.OR)
    pieces = _AND_MARKS.split(text, maxsplit=_MOST_SPLITS)
    if len(pieces) < 2:
        return None
    found = [_side(piece) for piece in pieces]
    sides = tuple(point for point in found if point is not None)
    if len(sides) < len(pieces):
        return None
    count = len(sides) if all(p.part and p.part.day and not p.part.week for p in sides) else None
    return Span(sides, Link.AND, repeated=True, count=count)


def _take_repetition(text: str) -> tuple[str, bool, int | None]:
    """Return the text without the words that say "more than once", whether, and how often."""
    count: int | None = None
    repeated = False
    if (match := _COUNTED.search(text)) and _is_count(match):
        word = match[1]
        count = int(word) if word.isdigit() else NUMBERS.get(word)
        text, repeated = _without(text, match), True
    if match := _TIMES.search(text):
        count = count or int(match[1] or match[2])
        text, repeated = _without(text, match), True
    if match := _OFTEN.search(text):
        count = count or (2 if match[0] == "twice" else None)
        text, repeated = _without(text, match), True
    if repeated:
        text = _FILLER_ONLY.sub("", text).strip(" ,;:-–()")
    return text, repeated and count not in (0, 1), count


_FILLER_ONLY = re.compile(r"^(?:on|in|during|over|within|across|throughout|:)\s")


def _is_count(match: re.Match[str]) -> bool:
    if any(word in MONTHS for word in match[2].split()):
        return False
    return match[1].isdigit() or match[1] in NUMBERS or match[1] in _COUNT_WORDS


def _without(text: str, match: re.Match[str]) -> str:
    left, right = text[: match.start()].rstrip(" ,;:(-–"), text[match.end() :].lstrip(" ,;:)")
    return f"{left} {right}".strip()


def single_part(part: Part) -> Span:
    """Return a span of one calendar part; for dates that did not come as words."""
    return Span((Point(part, approximate=part.approximate),))
