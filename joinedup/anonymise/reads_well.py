"""Moved dates that read well where they stand: what was a date may be a phrase in a pack.

"assessed 9 May" would be "assessed day 882", or "assessed a day in 2004", when only the date is put
in its place; what stands around it has to give way.
"""

from __future__ import annotations

import re

_DAY = r"(?:a day in \d{4}|day -?\d+)"
_MONTH = r"(?:month|year) -?\d+"
_TIME = r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?hrs?)?\b)"
#: What a day may follow as it is: "on a day in 2003", "the day after a day in 2003".
_LEADS = (
    "on|of|by|from|since|for|before|after|until|till|to|and|or|in|at|with|about|around|between|than"
)
_RULES = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        # nobody has the time of a day that is only a year
        (rf"\b(a day in \d{{4}}){_TIME}", r"\1"),
        (rf"\b({_DAY}) (?=\d{{1,2}}[:.]\d\d\b)", r"\1, "),
        (rf"\b([Ss]een|\w{{2,}}ed) (?={_DAY}\b)", r"\1 on "),
        (rf"\b(?!(?i:{_LEADS})\b)(\w+) a day in (?=\d{{4}}\b)", r"\1 in "),
        (r"\b[Bb]etween ((?:19|20)\d\d) and \1\b", r"in \1"),
        (r"\b((?:19|20)\d\d)(?: ?[–-] ?| to | until )\1\b(?![-/–]\d)", r"\1"),
        (r"\byear -?\d+(?: to | ?[–-] ?)year (?:0|-\d+)\b", "some years before day 1"),
        (rf"\b([Ii])n (early|late|mid)[ -](?={_MONTH}\b)", r"\2 \1n "),
        (r"\bseason and season\b", "season and the next"),
        (
            r"\b(until|till|by|from|since|for|before|after|in) (?:the )?season\b",
            r"\1 another season",
        ),
    )
)
_BEGINS = re.compile(rf"(\A|[.!?]\s+)({_DAY}|{_MONTH})\b")


def read_well(text: str, *, begins: bool) -> str:
    """Return a text whose dates were moved, as somebody would write it.

    Parameters
    ----------
    begins
        Whether the text begins here: a sentence then does, too.

    Examples
    --------
    >>> read_well("Letter of day 12 17:40: assessed a day in 2003.", begins=True)
    'Letter of day 12, 17:40: assessed on a day in 2003.'
    """
    for pattern, new in _RULES:
        text = pattern.sub(new, text)
    return _BEGINS.sub(
        lambda hit: (
            hit[0] if not hit[1] and not begins else hit[1] + hit[2][0].upper() + hit[2][1:]
        ),
        text,
    )
