"""Ages in a text, each as a band: an exact age with a sex and a family singles a child out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from joinedup.anonymise.words import has_digit, may_be_in

_CHILDREN = ((0, 1), (2, 3), (4, 7), (8, 11), (12, 15), (16, 17))
_ADULTS = ((18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 74), (75, 84), (85, 120))


def _list(words: str) -> list[str]:
    return words.split()


_UNITS = _list(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = _list("twenty thirty forty fifty sixty seventy eighty ninety")
_WORDS = {word: number for number, word in enumerate(_UNITS, start=1)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_WORD = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_UNITS[:9])}))?|{'|'.join(reversed(_UNITS))})"
)
_FRACTION = r"(?:\s?[½¼¾]|\s?1/2|\.\d|(?:\sand)?\sa\shalf)"
# nobody is older than this; "hundred and one" in words
_HUNDRED = rf"(?:(?:an?|one)[ -])?hundred(?:[ -](?:and[ -])?{_WORD})?"
# "4", "4 1/2", "four", "four and a half", "101"
_NUMBER = rf"(?:(?:1[01]\d|\d{{1,2}}){_FRACTION}?|(?:{_HUNDRED}|{_WORD})(?:\sand\sa\shalf)?)"
_YEARS = r"(?:years?|yrs?|y)\.?"
_MONTHS = r"(?:months?|mths?|weeks?|wks?|days?|hours?)\.?"
# how long of months or weeks, "3/12" as doctors write it
_YOUNG = rf"(?:{_NUMBER}[\s-]?{_MONTHS}|\d{{1,2}}\s?/\s?(?:12|52))"
# "3 years 4 months", "3y 4/12"
_BOTH = rf"{_NUMBER}\s?{_YEARS},?\s(?:and\s)?\d{{1,2}}\s?(?:months?|mths?|m|/\s?12)\b"
_LONE = rf"(?:{_BOTH}|{_YOUNG}|{_NUMBER}(?:[\s-]?{_YEARS})?)"
_NOT_PART = r"(?<![\w£$.,/–-])"
_NO_MORE = r"(?!\s?(?:[-–]|to)\s?\d|[\w/.:,]\d|\d|\s?%)"

# "aged 4", "Age: 34", "ages 4 and 6", "at the age of 4"
_AGED = re.compile(
    rf"\b(?P<lead>aged?s?(?:\s?[:=-]\s?|\s(?:of\s|about\s|approx\.?\s|around\s|just\s|only\s)?))"
    rf"(?P<ages>{_LONE}(?:(?:,\s|\s?&\s?|\sand\s|,\sand\s|\sor\s){_LONE})*){_NO_MORE}"
    r"(?!\s?(?:\+|or over|or under|and over|and under))",
    re.IGNORECASE,
)
_LIMIT_BEFORE = re.compile(
    r"\b(?:under|over|below|above|until|till|before|beyond|statutory|minimum|school)\s"
    r"(?:the\s)?\Z",
    re.IGNORECASE,
)
# "4yo", "34 y/o", "4-year-old", "four years old", "8 month old", "3/12 old"
_OLD = re.compile(
    rf"(?:\b(?P<article>an?)\s)?{_NOT_PART}(?P<age>{_BOTH}|{_YOUNG}|{_NUMBER})"
    rf"(?P<old>(?:[\s-]?{_YEARS})?[\s-]old(?P<s>s)?\b|[\s-]?y(?:\.\s?o\.|\s?[./]?\s?o(?P<s2>s)?\b)"
    rf"|[\s-]?{_YEARS}\sof\sage\b)",
    re.IGNORECASE,
)
# the end of it, in small letters; a pattern takes U+017F for an s
_MAY_BE_OLD = re.compile(
    r"old(?<=[\s-]old)[s\u017f]?\b|y(?:\.\s?o\.|\s?[./]?\s?o[s\u017f]?\b)|of\sage\b"
)
# "girl of 4", "woman of 34"
_OF = re.compile(
    rf"\b(?P<who>(?:boy|girl|child|baby|man|woman|male|female|lad|teenager)s?)\sof\s"
    rf"(?P<age>{_LONE})(?:\s{_YEARS})?{_NO_MORE}(?!\s(?:the|his|her|their)\b)",
    re.IGNORECASE,
)
_MAY_BE_OF = re.compile(r"[dlyners\u017f]\sof\s[\dotfsenha\u017f]")
# "I was 53.", "She is 34 and he is 36": and nothing is counted after it
_WHO_WAS = frozenset({"i", "he", "she"})
_WAS = re.compile(
    r"\b(?:I|he|she)(?:['’]s|['’]m|\s(?:was|is|am))(?:\s(?:then|now|only|just|about|nearly))?\s"
    r"(?P<age>(?:[2-9]|[1-9]\d)(?:\s?(?:yrs?|years))?)(?=\s*(?:[;!?)]|[.,](?!\d)|\Z)|\s(?:when|then|and\s(?:he|she|I|the|her|his)"
    r"|at the time)\b)",
    re.IGNORECASE,
)
# "34F", "34/M", "34 male": as doctors and police begin
_SEX = re.compile(
    rf"{_NOT_PART}(?P<age>\d{{2}})(?=(?:\s?y(?:rs?)?\s?|/)?[MF]\b|\s(?:male|female)\b)"
)
# "Son 9yrs", "mum 61, rang", "a carer, son 14"
_AFTER_KIN = re.compile(
    r"\b(?:(?:son|daughter|child|baby|boy|girl)\s(?P<young>\d{1,2}\s?y(?:rs?|ears?)?)\b"
    r"(?!\s(?:ago|in|of|before|later|old|together|earlier)\b)"
    r"|(?:son|daughter|boy|girl|mum|mother|dad|father|husband|wife|carer|sister|brother"
    r"|girlfriend|boyfriend|female|male|lady|gentleman)\s(?P<old>[1-9]\d)(?!,\s\d)(?=\s?(?:[,;)]|\.(?!\d)|\Z)))",
    re.IGNORECASE,
)
_KIN = frozenset(
    _list(
        """
        son daughter child baby boy girl mum mother dad father husband wife carer sister brother
        girlfriend boyfriend female male lady gentleman
        """
    )
)
# "Child Tyler Pendry 7yrs."
_AFTER_NAME = re.compile(
    r"\b(?P<who>[A-Z\u00c0-\u00de][\w'’-]+),?\s(?P<age>\d{1,2}\s?(?:yrs?|years?|y/?o))\b"
    r"(?=\s?(?:[;)&]|[.,](?!\d)|\Z))"
)
# "Ellie (4)", "daughter (18 months)", "children (4 and 1)", "Craig, 34,"
_BESIDE = re.compile(
    rf"(?P<gap>\s?\(|,\s)(?P<ages>{_LONE}(?:(?:,\s?|\s?/\s?|\s?&\s?|\sand\s){_LONE})*)"
    r"(?P<end>(?:\s?(?:[mf]|male|female))?\)|,(?=\s[^\W\d]))",
    re.IGNORECASE,
)
_ONE = re.compile(_LONE, re.IGNORECASE)
_MONTH_AFTER = re.compile(
    r",\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE
)
_LAST_WORD = re.compile(r"([^\W\d_][\w'’-]*)\Z")
_THING = re.compile(
    r"\b(?:bruis\w*|injur\w*|fractur\w*|wound\w*|scar\w*|burn\w*|mark\w*|report\w*|referral\w*"
    r"|letter\w*|convict\w*|cars?|vans?|vehicles?|photo\w*|scabs?|case|record|order|caution)\b",
    re.IGNORECASE,
)
_PEOPLE = frozenset(
    _list(
        """
    adult baby boy brother child children cousin daughter daughters father female friend girl
    grandchild granddaughter grandson half-brother half-sister husband infant kids male man mother
    nephew neighbour niece offender partner perpetrator sibling siblings sister sisters son sons
    stepdaughter stepson suspect teenager toddler twin twins victim wife woman ex-partner
    ex-husband ex-wife boyfriend girlfriend brothers boys girls mum dad uncle aunt
    """
    )
)
_SEVERAL = frozenset(_list("children kids sons daughters siblings boys girls twins"))
# "suspect (1)" is the first suspect
_GROWN = frozenset(
    _list(
        """
        adult boyfriend dad ex-husband ex-partner ex-wife father female girlfriend husband male man
        mother mum neighbour offender partner perpetrator suspect victim wife woman
        """
    )
)


def band_of(years: int) -> str:
    """Return the band of an age in years.

    Examples
    --------
    >>> band_of(0), band_of(4), band_of(34), band_of(101)
    ('0-1', '4-7', '25-34', '85-120')
    """
    return next(
        (f"{low}-{high}" for low, high in (*_CHILDREN, *_ADULTS) if low <= years <= high), "85-120"
    )


def banded(written: str) -> str:
    """Return what a cell that holds an age says as a band; any other text as it is.

    Examples
    --------
    >>> banded("34"), banded("4 years"), banded("25-34"), banded("adult")
    ('25-34', '4-7', '25-34', 'adult')
    """
    return _band(written.strip()) if _ONE.fullmatch(written.strip()) else written


def ages_in(text: str, is_person: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
    """Yield where an age begins and ends in a text, and what stands there instead.

    Parameters
    ----------
    is_person
        Whether a word is of somebody: a number in brackets after it is then an age.
    """
    end = 0
    for start, stop, said in sorted(_found(text, is_person)):
        if start >= end:
            yield start, stop, said
            end = stop


def _found(text: str, is_person: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
    # few texts have an age: each way to say one has something that is found sooner
    small = text.lower()
    for match in _AGED.finditer(text) if "age" in small else ():
        if not _LIMIT_BEFORE.search(text, max(0, match.start() - 24), match.start()):
            yield *match.span("ages"), _bands(match["ages"])
    for match in _OLD.finditer(text) if _MAY_BE_OLD.search(small) else ():
        if not _is_thing(text, match):
            yield from _old(match)
    for match in _OF.finditer(text) if _MAY_BE_OF.search(small) else ():
        yield *match.span("age"), _band(match["age"])
    digit = has_digit(text)
    for match in _WAS.finditer(text) if digit and may_be_in(_WHO_WAS, text) else ():
        yield *match.span("age"), f"aged {_band(match['age'])}"
    for match in _AFTER_KIN.finditer(text) if digit and may_be_in(_KIN, text) else ():
        which = "old" if match["young"] is None else "young"
        yield *match.span(which), f"aged {_band(match[which])}"
    for match in _AFTER_NAME.finditer(text) if digit else ():
        if is_person(match["who"]):
            yield *match.span("age"), f"aged {_band(match['age'])}"
    for match in _SEX.finditer(text) if digit else ():
        yield *match.span("age"), _band(match["age"])
    for match in _BESIDE.finditer(text) if "(" in text or "," in text else ():
        word = _LAST_WORD.search(text, max(0, match.start() - 40), match.start())
        if word is None or not (word[1].casefold() in _PEOPLE or is_person(word[1])):
            continue
        if _is_no_age(word[1], match["ages"]):
            continue
        if match["end"] == "," and (
            not match["ages"].isdigit() or _MONTH_AFTER.match(text, match.end("ages"))
        ):
            continue
        yield *match.span("ages"), f"aged {_bands(match['ages'])}"


def _is_no_age(word: str, ages: str) -> bool:
    """Whether numbers beside somebody are weeks of pregnancy, or which of several it is."""
    if "/" in ages and not re.search(r"/\s?(?:12|52)\b", ages):
        return word.casefold() not in _SEVERAL  # "mum (24/40)"; but "children (4/1)"
    return word.casefold() in _GROWN and re.fullmatch(r"\d", ages) is not None


def _old(match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    band, old = _band(match["age"]), match["old"].casefold()
    if "of age" in old or ("years" in old and "old" in old and "-" not in old):
        said = f"{band} years {'of age' if 'of age' in old else 'old'}"
    elif _is_said_of(match):
        said = f"{band}-year-old{'s' if match['s'] or match['s2'] else ''}"
    else:
        said = f"{band} years old"
    article = match["article"]
    if article is not None:
        fitting = "an" if band.startswith(("8", "11", "18")) else "a"
        said = f"{fitting.capitalize() if article[0].isupper() else fitting} {said}"
    yield match.start(), match.end(), said


def _is_said_of(match: re.Match[str]) -> bool:
    """Whether an age stands before whom it is of (``8 month old baby``), not after (``is 4yo``)."""
    if match["article"] is not None or match["s"] or match["s2"] or "-" in match["old"]:
        return True
    after = re.match(r"\s([^\W\d_]+)", match.string[match.end() : match.end() + 30])
    return after is not None and after[1].casefold() in _PEOPLE


def _is_thing(text: str, match: re.Match[str]) -> bool:
    """Whether something is so old that is nobody: a bruise, a car, a conviction."""
    near = match["age"] + match["old"]
    after = text[match.end() : match.end() + 18]
    if _THING.match(after.lstrip(" ,")):
        return True
    young = re.search(_MONTHS, near, re.IGNORECASE) is not None or "/" in match["age"]
    return young and _THING.search(text, max(0, match.start() - 40), match.start()) is not None


def _bands(written: str) -> str:
    """Return a list of ages as bands, each band once."""
    bands = list(dict.fromkeys(_band(each) for each in _ONE.findall(written)))
    return " and ".join(filter(None, (", ".join(bands[:-1]), bands[-1])))


def _band(written: str) -> str:
    said = written.casefold()
    number = re.match(r"\d{1,3}", said)
    if number is not None:
        count = int(number[0])
    elif re.match(_HUNDRED, said):
        count = 100
    else:
        words = re.match(_WORD, said)
        assert words is not None
        count = sum(_WORDS[word] for word in re.split(r"[ -]", words[0]))
    if re.match(rf"{_NUMBER}\s?{_YEARS}(?![a-z])", said):
        return band_of(count)
    if re.search(r"/\s?12|month|mth", said):
        return band_of(count // 12)
    if re.search(r"/\s?52|week|wk", said):
        return band_of(count // 52)
    return band_of(0 if re.search(r"day|hour", said) else count)


__all__ = ["ages_in", "band_of", "banded"]
