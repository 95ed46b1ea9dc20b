"""What stands around a number and says whether it is a date, a time of day, a score or a dose."""

from __future__ import annotations

import re

_NO_SPACE_END = r"\s*(?:\Z|[.,;:)\]!?])"

# "at 2010", "2010: call received", "from 2010 to 2145": four figures that are a time of day
_AT_A_TIME = re.compile(r"(?:\b(?:at|eta|etd|time|arrived?|hrs|hours)|@)[\s:]*$", re.IGNORECASE)
_WEAKLY_LED = re.compile(
    r"\b(?:from|to|by|until|till|before|after|between|and|or|about|around)\s*$", re.IGNORECASE
)
_BEGINS = re.compile(r"(?:^|[.;\n]\s*)$")
_SAYS_ON = re.compile(r"\s*[-–:]?\s+[A-Za-z]|\s*[-–:]")
_CLOCK = re.compile(
    r"(?<![\w£$€./:#-])(?:[01]\d|2[0-3])[0-5]\d(?:\s?(?:hrs?|h|hours)\b|(?![\w/:-]|[.]\d))"
)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")

# "3/7", "2/52", "6/12": days, weeks and months as a doctor writes them
_FOR_SO_LONG = re.compile(
    r"(?:\b(?:for|x|past|last|every|within|in|over|next|the|got|sentenced(?:\s+to)?)"
    r"|\breview(?:\s+in)?|\b(?:post|ante|peri)-?\s?natal(?:\scheck)?|\b(?-i:CO|SSO))\s*$",
    re.IGNORECASE,
)
_SO_LONG = re.compile(
    r"\s*-?\s*(?:hx|h/o|history|ago|old|of|course|supply|later|post|pregnant|cough|duration|time|checks?"
    r"|imms|immunisations?|imprisonment|suspended|susp|custody|disqualification)\b",
    re.IGNORECASE,
)
# "booked for 11/12", "hearing listed for the 4/12": what is arranged is for a day
_ARRANGED = re.compile(
    r"\b(?:booked|booking|listed|fixed|arranged|rearranged|scheduled|planned|due|set|appointments?|appts?"
    r"|hearings?|visits?|meetings?|conference|court|trial|icpc|rcpc|slots?|invited|bailed|adjourned"
    r"|remanded|confirmed|offered|moved|date|beds?|room)\b[^.;:\d]{0,24}\bfor(?:\s+the)?\s*$",
    re.IGNORECASE,
)
_SCORED = re.compile(
    r"\b(?:anger|anxiety|fear|craving|cravings|distress|sleep|appetite|motivation|confidence|wellbeing"
    r"|happiness|safety|readiness|pain|scores?|scored|scale|rated|rating|mood|severity|apgars?|gcs|mmse|out\sof|ratio|power"
    r"|reflexes|vision|acuity)[\s:=-]*(?:of|is|was|at|as)?\s*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:wards?|rooms?|beds?|bay|flat|unit|gravida|para|stage|grade|step|page|item|section|chapter|part"
    r"|doses?|tabs?|tablets?|x|no|number|question|floor|level|phase|module|session)\.?\s*$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\s*(?:an?|of|the|bottles?|tablets?|tabs?|pints?|litres?|cans?|hours?|hrs?|way|full|empty|"
    r"glass(?:es)?|strips?|packs?|term|staffing|observations?|obs|support|care|cover)\b",
    re.IGNORECASE,
)
_DAY_LED = re.compile(
    r"\b(?:on|by|since|from|until|till|dated|before|after|w/c|w/e|commencing|ending)(?:\s+the)?\s*$",
    re.IGNORECASE,
)
_NO_NOUN = re.compile(
    rf"{_NO_SPACE_END}|\s*[–-]\s|\s+(?:and|or|at|to|until|till|when|she|he|they|we|i|but|who|with|for|from"
    r"|by|if|so|because|then|as|after|before|inst|ult|there|of\s+(?:this|last|next|the)\s+month)\b"
    r"|\s+(?-i:[A-Z])",
    re.IGNORECASE,
)
_ENDS_THERE = re.compile(
    rf"{_NO_SPACE_END}|\s+of\s+(?:this|last|next|the)\s+month\b", re.IGNORECASE
)
_PLACED = re.compile(r"\b(?:came|come|finished|placed|ranked|in)\s+$", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:since|back\s+in|summer|autumn|winter|spring|christmas|xmas|easter|eid)\s*(?:of\s*)?$",
    re.IGNORECASE,
)
# what is said with the year in which it was: "married 06", "b. 84", "class of 92"
_DONE_IN = re.compile(
    r"(?:\b(?:born|met|circa|c\.|class\s+of|wed|divorced|released|qualified|graduated"
    r"|convicted|emigrated|widowed|retired|demobbed)|(?<![\w.])b\.?)\s*$",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\b(?:in|from|until|till|before|after|during|by|of|early|late|mid)\s*-?\s*$", re.IGNORECASE
)
_MONTH_OF_YEAR = re.compile(
    r"\b(?:in|since|early|mid|late|during|until|till|(?:end|beginning|middle)\s+of)[\s-]*$",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\s+(?:clean|dress|boots?|fuel|pressures?|weather|illness|house|fete|fair|ball|onions?|water|roll"
    r"|clothing|jacket|tyres?|vomiting|cottage|garden)\b",
    re.IGNORECASE,
)
_EMERGENCY = re.compile(
    r"\b(?:999|ambulance|paramedics?|pronounced|life\s+extinct|time\s+of\s+death|died|dead|rosc|cpr"
    r"|homicide|fatal|code\s+purple|rol[el]|deceased)\b",
    re.IGNORECASE,
)


def is_time_of_day(before: str) -> bool:
    """Whether four figures are a time of day for sure: "at 2010".

    Examples
    --------
    >>> is_time_of_day("She rang at "), is_time_of_day("She left in ")
    (True, False)
    """
    return _AT_A_TIME.search(before) is not None


def may_be_time_of_day(text: str, start: int, end: int, *, led: bool) -> bool:
    """Whether four figures that look like a year may be a time of day as a log has it.

    Examples
    --------
    >>> text = "2010: call received. Officers left 2145."
    >>> may_be_time_of_day(text, 0, 4, led=False)
    True
    """
    before, after = text[:start], text[end:]
    if _BEGINS.search(before) and _SAYS_ON.match(after):
        return True
    if led and not _WEAKLY_LED.search(before):
        return False
    near = text[max(0, start - 160) : end + 160]
    return any(_YEAR.match(one[0]) is None for one in _CLOCK.finditer(near))


def is_a_share(day: str, month: str, before: str, after: str) -> bool:
    """Whether two numbers with a stroke are no day: a dose, a score, "24/7", "2/52 later".

    Examples
    --------
    >>> is_a_share("3", "7", "cough for ", " now"), is_a_share("7", "10", "pain ", ".")
    (True, True)
    >>> is_a_share("3", "4", "came round ", " and left")
    False
    >>> is_a_share("11", "12", "was booked for ", "."), is_a_share("4", "12", "seen on the ", ".")
    (False, False)
    """
    # "'3/2 glass'": a note of a diary sheet begins with its day, and a share has no mark before it
    noted = before[-1:] in tuple("'‘“\"")
    if (day, month) == ("24", "7") or _SCORED.search(before) or (_SHARE.match(after) and not noted):
        return True
    if _NUMBERED.search(before):
        return True
    lasts = month in ("7", "12", "52") and not day.startswith("0")
    lasts = lasts and not leads_to_day(before) and _ARRANGED.search(before) is None
    if lasts and (_FOR_SO_LONG.search(before) or _SO_LONG.match(after)):
        return True
    return (day, month) in (("7", "7"), ("1", "1")) and not leads_to_day(before)


def leads_to_day(before: str) -> bool:
    """Whether what stands before a number makes a day of it: "on", "since the".

    Examples
    --------
    >>> leads_to_day("seen on the "), leads_to_day("seen with the ")
    (True, False)
    """
    return _DAY_LED.search(before) is not None


def ordinal_is_day(before: str, after: str) -> bool:
    """Whether "14th" is surely the day of a month: "on the 14th she", not "on the 14th floor".

    Examples
    --------
    >>> ordinal_is_day("Seen on the ", " and sent home."), ordinal_is_day("on the ", " floor")
    (True, False)
    """
    led = leads_to_day(before) and _NO_NOUN.match(after) is not None
    return led or _OF_A_WEEK.search(before) is not None


#: After these stands a day, whatever follows it.
_OF_A_WEEK = re.compile(
    r"\b(?:w/c|w/e|w/b|dated|(?:week|wk)\s(?:commencing|ending|beginning|beg|comm))\.?\s*(?:the\s+)?$",
    re.IGNORECASE,
)


def ends_there(after: str) -> bool:
    """Whether nothing follows that a verb could have: "on or about 3 may."."""
    return re.match(_NO_SPACE_END, after) is not None


def ordinal_may_be_day(before: str, after: str) -> bool:
    """Whether "the 14th" may be a day: nothing has a number there, and nobody came fourteenth."""
    return _PLACED.search(before) is None and _ENDS_THERE.match(after) is not None


_OF_LETTER = re.compile(r"\s+(?:(inst)|(ult)|(prox))(?:\b\.?|imo\b|ant\b)", re.IGNORECASE)


def month_of_letter(after: str) -> int | None:
    """Return how many months from its own a letter speaks of: "3rd inst.", "14th ult.".

    Examples
    --------
    >>> [month_of_letter(said) for said in (" inst.", " ult.", " prox.", " floor")]
    [0, -1, 1, None]
    """
    found = _OF_LETTER.match(after)
    return None if found is None else (0, -1, 1)[int(found.lastindex or 1) - 1]


def leads_to_short_year(before: str, written: str, after: str = "") -> bool:
    """Whether two figures may be a year: "since 09", "in '09", not "in 10 days".

    Examples
    --------
    >>> [leads_to_short_year("They met in ", "98", after) for after in (".", " Squadron")]
    [True, False]
    """
    before = before[-_NEAR:]
    if _SINCE.search(before) or (_DONE_IN.search(before) and _may_be_year(written)):
        return True
    if _IN.search(before) is None:
        # "married '06": what has such a mark before it is in no other quotation marks
        marked = written[0] in "'’" and after[:1] not in ("'", "’")
        return marked and _DONE.search(before) is not None and _SINGLE.search(before) is None
    return written[0] in "'’`0" or (_may_be_year(written) and _ends_or_goes_on(before, after))


def _may_be_year(written: str) -> bool:
    """Whether two figures are of a year long ago or lately, and of few other things: 98, 07."""
    return written[0] in "'’`0" or "60" <= written <= "99"


#: What leads to a year stands so near.
_NEAR = 40
# "married '06"
_DONE = re.compile(
    r"(?:[a-z]{2}ed|split|left|met|began|died|came|went|['’]\d\d\s?(?:to|and|&|,|-|–))\s*$",
    re.IGNORECASE,
)
#: A quotation that is open, with single marks.
_SINGLE = re.compile(r"(?:^|\s)['‘](?!\d\d\b)[^'’]*$")
_IN_A_YEAR = re.compile(r"\bin\s*$", re.IGNORECASE)
_GOES_ON = re.compile(
    rf"{_NO_SPACE_END}|\s+(?:and|or|at|to|until|till|when|she|he|they|we|i|but|who|with|for|from|by|if"
    r"|so|because|then|as|after|before|there|where|aged|following|while)\b",
    re.IGNORECASE,
)
_OF_BLOOD = re.compile(
    r"\b(?:sats?|spo2|o2|bp|pulse|hr|bpm|weighs?|weight|lives?|living|house|flat|room)\b", re.I
)


def _ends_or_goes_on(before: str, after: str) -> bool:
    """Whether a sentence goes on after "in 98" as it does after a year."""
    led = _IN_A_YEAR.search(before) is not None and _OF_BLOOD.search(before) is None
    return led and _GOES_ON.match(after) is not None


def leads_to_month_of_year(before: str) -> bool:
    """Whether a month with two figures after it is the month of a year: "since Dec 09"."""
    return _MONTH_OF_YEAR.search(before) is not None


def is_thing_of_season(after: str) -> bool:
    """Whether a season belongs to a thing: "winter boots"."""
    return _THING.match(after) is not None


def tells_of_emergency(sentence: str) -> bool:
    """Whether a sentence is of a call or a death of which the minute can be looked up."""
    return _EMERGENCY.search(sentence) is not None
