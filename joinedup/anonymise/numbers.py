"""Numbers, codes and addresses by which somebody could be found, however they are spaced.

Each gets a numbered stand-in (``[telephone 1]``); the same number has the same stand-in in every
agency's rows, whatever its spacing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from joinedup.anonymise.model import Number
from joinedup.anonymise.words import has_digit

STAND_INS = {
    "phone": "telephone",
    "nhs": "NHS number",
    "ni": "National Insurance number",
    "crime": "crime reference",
    "custody": "custody reference",
    "case": "case reference",
    "postcode": "postcode",
    "email": "e-mail address",
    "web": "web address",
    "vehicle": "registration",
    "gps": "grid reference",
    "date_of_birth": "date of birth",
    "address": "address",
    "other": "number",
}
"""What a stand-in says of its kind."""


@dataclass(frozen=True, slots=True)
class Found:
    """A number in a text: where it stands, its kind, and by what it is the same elsewhere."""

    start: int
    end: int
    kind: str
    key: str


_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAY = (
    r"(?:(?P<iso>(?:19|20)\d{2}-\d{1,2}-\d{1,2})"
    r"|(?P<slashed>\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:\d{4}|\d{2}))"
    rf"|(?P<worded>\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s\-]+(?:{_MONTHS})\.?,?[\s\-]+(?:\d{{4}}|['’]?\d{{2}}))"
    rf"|(?P<american>(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
    r"|(?P<run>(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{2}))(?!\d)"
)
_UNITS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_SPELT_DAY = (
    rf"(?:the\s+)?(?:(?:twenty|thirty)[-\s](?:{_UNITS})|twentieth|thirtieth|tenth|eleventh|twelfth"
    rf"|(?:thir|four|fif|six|seven|eigh|nine)teenth|{_UNITS})(?:\s+day)?\s+(?:of\s+)?(?:{_MONTHS})"
    r"(?:,?\s+(?:\d{4}|['’]?\d{2})\b)?"
)
_BIRTH = (
    r"(?:\bd\W{0,2}o\W{0,2}b\b|\bdate of birth|\bbirth\s?date|\bborn(?:\s+on)?(?:\s+the)?"
    r"|(?<![\w./&-])(?-i:b)\b(?=\.?\s?\d))"
    r"[\s:.=\-–(]*"
)
_SOME_DAY = (
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{_MONTHS})\b(?:,?\s+\d{{4}})?"
    r"|(?:19|20)\d\d-\d\d-\d\d"
)
_SEP = r"[\s\u00a0.\-–]"
_CODE = r"(?:(?-i:[A-Z]{2,6})\s)?(?=[A-Za-z0-9/\-]*\d)[A-Za-z0-9]+(?:[/\-][A-Za-z0-9]+)*"
#: What stands before a number that is of something.
LABELS = {
    "custody": r"custody(?:\s+record)?|detained person|PACE",
    "crime": (
        r"crime(?:\s+report)?|CRIS|niche|CAD|STORM|command and control|police(?:\s+log)?"
        r"|incident|occurrence|log|URN|PNC(?:\s*ID)?|CRO|crimestoppers|intel(?:ligence)?|warrant"
    ),
    "nhs": r"NHS",
    "case": (
        r"case|MARAC|MASH|CRN|court|ref(?:erence)?|mosaic|liquid\s?logic|care\s?first|RiO|EMIS"
        r"|systm\s?one|hospital|patient|unit|file|tenancy|rent|account|claim|client|person|record"
        r"|UPN|prison|NOMIS|job|passport|licence|policy|order|invoice"
    ),
    # workers, and what systems and things are known by
    "other": (
        r"collar|shoulder|officer|badge|bleep|pager|datix|meter|CAFCASS|PARIS|CPOMS|MRN|SIM|tag|ticket"
        r"|cert(?:ificate)?|oasis|serial|voucher|cheque|bond|premises|application|app"
    ),
}
#: Labels after which four digits are no time of day.
_STRONG = frozenset(
    {"cad", "cris", "storm", "niche", "urn", "pnc", "crn", "marac", "nhs", "nomis"}
    | {"collar", "shoulder", "bleep", "pager", "datix", "cpoms"}
)
#: From how many digits on a number after a label is one of it, where no "no." stands between.
_LEAST = {"collar": 2, "shoulder": 2, "cad": 3, "cris": 3, "storm": 3, "niche": 3, "bleep": 3}
_HASH = r"(?:\s*(?:no|nos|number|num|nr|ref|reference|id|record)\b\.?|\s*[#№])"


_PHONE = (
    r"(?<![\w/])(?:\(?(?:\+|00)\s?44\)?[\s.\-–]*(?:\(0\)[\s.\-–]*)?\(?[1-9]\)?|\(?0 ?\(?[1-9])"
    # "07700 900456/457": the other line ends so
    r"(?:(?:[\s\u00a0().\-–]{0,3}|,\s)\d){8,9}(?:\s?/\s?\d{1,3})?(?![\w/])"
    r"|(?<!\w)(?:\+|00)[1-9]\d?(?:[\s\u00a0().\-–]{0,2}\d){8,12}(?![\w/])"
)


_PROVIDERS = (
    r"(?:gmail|google\s?mail|hotmail|yahoo|outlook|icloud|live|aol|msn|btinternet|talktalk"
    r"|protonmail)"
)


def _pattern() -> str:
    parts = {
        "email": (
            r"[\w.+'%-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+"
            r"(?:(?:\.|\s?(?:\(dot\)|\[dot\])\s?)[\w-]+)+"
            rf"|[\w.+'%-]+\s?@\s?{_PROVIDERS}(?:\s?\.\s?(?:com|co|uk|net|org))*"
            r"|[\w.+'%-]+(?:\sdot\s[\w-]+)*\s(?:at|@)\s[\w-]+(?:\sdot\s[\w-]+)+"
        ),
        "web": (
            r"(?:www\sdot\s)?[\w-]+(?:\sdot\s[\w-]+)*\sdot\s(?:com|org|net|info|uk)\b"
            r"|(?:https?://|www\.)[^\s<>\"'“”)\]]*[^\s<>\"'“”)\].,;:!?]"
            r"|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:co\.uk|org\.uk|gov\.uk|nhs\.uk|nhs\.net|ac\.uk|sch\.uk|police\.uk"
            r"|me\.uk|com|org|net|info|cjsm\.net|scot|wales|cymru|ie|eu|tv|news|example)\b(?:/[^\s<>\"')\]]*)?"
        ),
        "handle": r"(?<![\w@.])@[A-Za-z_](?:[\w.\-]*\w){2,}",
        "words3": (
            r"///[a-z]+\.[a-z]+\.[a-z]+"
            r"|\b(?:w3w|what\s?(?:3|three)\s?words)\b[\s:=,(-]{1,3}(?:(?:is|are|was|were|of)\s)?"
            r"(?P<three>[a-z]+[ .,/]{1,2}[a-z]+[ .,/]{1,2}[a-z]+)"
        ),
        "gps": (
            r"[-−]?\d{1,2}\.\d{3,}\s?°?\s?[NS]?\s*[,;/ ]\s*[-−]?\d{1,3}\.\d{3,}\s?°?\s?[EW]?\b"
            r"|\b\d{1,2}\s?[°º]\s?\d{1,2}\s?['′’]\s?[\d.]{1,6}\s?[\"″”]?\s?[NS][\s,]+\d{1,3}\s?[°º]\s?\d{1,2}\s?['′’]\s?[\d.]{1,6}\s?[\"″”]?\s?[EW]\b"
            r"|\b(?-i:[HNOST][A-HJ-Z])\s?\d{3,5}\s\d{3,5}\b|\b(?-i:[HNOST][A-HJ-Z])\d{6,10}\b"
        ),
        "birth": _BIRTH + rf"(?P<birthday>{_DAY}|{_SPELT_DAY}"
        r"|\d{1,2}\s\d{1,2}\s(?:\d{4}|\d{2})(?!\d))",
        "phone": _PHONE,
        "phone_short": (
            r"\b(?:tel(?:ephone)?|phone|mob(?:ile)?|ext(?:ension)?|landline|fax|number)\.?"
            r"(?:\s*(?:no|number)\.?)?[\s:]+(?P<short>\d(?:[\s.\-]?\d){3,12})(?![\s.\-]?\d|[\w/:])"
        ),
        "ni": rf"(?<!\w)[A-Z]{{2}}(?:{_SEP}?\d{{2}}){{3}}{_SEP}?[A-D](?!\w)"
        r"|(?<!\w)(?-i:[A-Z]\s[A-Z](?:\s\d){6}\s[A-D])(?!\w)",
        # "94 34 76 59 19", "0 7 7 0 0 ...": every figure, or every two of them, by themselves
        "apart": r"(?<![\w/.,:-])(?:\d[ \u00a0-]){9,11}\d(?![\w/]|[ \u00a0-]\d)"
        r"|(?<![\w/.,:-])(?:\d\d[ \u00a0-]){4,5}\d{1,2}(?![\w/]|[ \u00a0-]\d)",
        "nhs": rf"(?<![\w/])\d{{3}}{_SEP}{{0,2}}\d{{3}}{_SEP}{{0,2}}\d{{4}}(?![\w/])",
        "postcode": (
            r"(?<!\w)(?:(?-i:[A-Z]{1,2}\d[A-Z\d]?)|[A-Z]{2}\d[A-Z\d]?|[A-Z]\d[A-Z])[\s\u00a0\-]{0,2}\d[ABD-HJLNP-UW-Z]{2}(?!\w)"
            # sign by sign: "N S 1 4 7 Q D"
            r"|(?<!\w)(?-i:[A-Z](?:\s[A-Z])?\s\d(?:\s[A-Z\d])?\s\d(?:\s[A-Z]){2})(?!\w)"
        ),
        "vehicle": (
            r"(?<!\w)(?-i:[A-Z]{2})(?:0[1-9]|[1-7]\d)[\s\-]?(?-i:[A-Z]{3})(?!\w)"
            r"|\b(?:reg(?:istration)?|VRM|VRN|index|number plate|plate)\b\.?"
            r"(?:\s*(?:no|number|mark|is|was)\b\.?)?[\s:]*"
            r"(?P<plate>[A-Z]{2}[\s\-]?\d{2}[\s\-]?[A-Z]{3}|[A-Z]\d{1,3}[\s\-]?[A-Z]{3}|[A-Z]{3}[\s\-]?\d{1,3}[A-Z]|[A-Z]{1,3}[\s\-]?\d{1,4})(?!\w)"
            r"|(?<!\w)(?-i:[A-Z]\d{1,3}[\s\-]?[A-Z]{3})(?!\w)"
            r"|\b(?:car|van|vehicle|motorbike|motorcycle|moped|driving)s?\b[\s,:]+"
            r"(?P<spaced_plate>(?-i:[A-Z]{2})\s\d{2}\s(?-i:[A-Z]{3}))(?!\w)"
        ),
    }
    # "Incident 321 of 04/05/2011": how forces write the number of a log
    parts["log"] = (
        r"\b(?:log|incident|CAD|STORM|occurrence|CRIS)\b\.?\s*(?:(?:no|nos|number|ref)\b\.?\s*)?#?"
        rf"(?P<log_no>\d{{2,5}})\s+(?:of|on)\s+(?P<log_day>\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?(?!\d)|{_SOME_DAY})"
    )
    for kind, label in LABELS.items():
        parts[f"{kind}_label"] = (
            rf"\b(?P<{kind}_of>{label})s?\b(?P<{kind}_hash>(?:{_HASH})?(?:{_HASH})?\s*[.:]?)\s*(?P<{kind}_code>{_CODE})(?![\w/]|[.:]\d)"
        )
    parts["crime"] = (
        r"(?<![\w/])(?:[A-Z]{1,4}/?)?\d{1,2}[A-Z]{0,3}/\d{3,7}/\d{2,4}(?![\w/])"
        r"|(?<![\w/])\d{2}[A-Z]{1,4}/\d{3,7}(?:/\d{2,4})?(?![\w/])"
        r"|(?<![\w/])(?-i:[A-Z]{1,4})[/\-]?\d{3,7}/\d{2,4}(?![\w/])"
        r"|(?<![\w/])\d{5,}/\d{2,4}(?![\w/])"
    )
    parts["numbered"] = rf"(?<!\w)no\b(?:\s?[.:#])?\s*(?P<numbered_code>{_CODE})(?![\w/]|[.:]\d)"
    parts["host"] = r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)"
    parts["sort"] = (
        r"\b(?:sort\s?code|s/?c)\b[\s:.#]*(?P<sort_code>\d{2}[\s\-]?\d{2}[\s\-]?\d{2})(?!\d|[/.]\d)"
    )
    parts["extension"] = r"(?<!\w)x\d{4,5}(?!\w)"
    # a sort code, which looks like a day, with its account
    parts["bank"] = (
        r"(?<![\w/.\-])\d{2}[\-–]\d{2}[\-–]\d{2}"
        r"[\s,;/]{1,3}(?:a/?c|acc(?:oun)?t?)?\.?(?:\s?(?:no|number)\b\.?)?[\s:]*\d{8}(?![\w/])"
    )
    parts["other"] = (
        r"(?<![\w/.])(?-i:[A-Z]{1,4})[\-/]?\d{5,}(?:[\-/]\w+)*(?!\w)"
        r"|(?<![\w/.£$€,])\d(?:[ \-]?\d){6,}(?![\w/]|[.,]\d)"
    )
    return "|".join(f"(?P<{name}>{part})" for name, part in parts.items())


@cache
def _compiled() -> re.Pattern[str]:
    return re.compile(_pattern(), re.IGNORECASE)


_DOMAIN = "(?:uk|com|org|net|info|scot|wales|cymru|ie|eu|tv|news|example)"
_HAS = re.compile(rf"[\d@]|\.{_DOMAIN}|www\.|///|\[at\]|\(at\)|\sdot\s|w3w|words", re.IGNORECASE)
_DATE_LIKE = re.compile(
    r"(?:[0-3]?\d)[./\-](?:[01]?\d)(?:[./\-](?:19|20)?\d{2})?\Z|(?:19|20)\d{2}[./\-][01]?\d(?:[./\-][0-3]?\d)?\Z"
)
_TIME_LIKE = re.compile(
    r"(?:[01]?\d|2[0-4])[.:]?[0-5]\d\s?(?:hrs?|h|hours|am|pm)?\Z", re.IGNORECASE
)
_LEADING_NUMBERS = re.compile(r"\d{1,4}")


def address_key(house: str, street: str) -> str:
    """Return by what an address is the same, however its number and street are written.

    Examples
    --------
    >>> address_key("Flat 2, No. 14a", "street-1") == address_key("flat 2 14A", "street-1")
    True
    """
    said = re.sub(r"(?i)\b(?:flat|apartment|apt|unit|room)\b", "F", house)
    said = re.sub(r"(?i)\b(?:no|number)\b", "", said)
    return f"{' '.join(re.findall(r'[A-Z0-9]+', said.upper()))} {street}"


def found_in(text: str) -> list[Found]:
    """Return the numbers, codes and addresses of a text, in order; none overlaps another.

    Examples
    --------
    >>> [(f.kind, f.key) for f in found_in("Rang 07700 900123 (+44 7700-900123). d.o.b. 3/5/84")]
    [('phone', '07700900123'), ('phone', '07700900123'), ('date_of_birth', '1984-05-03')]
    """
    return list(_known_in(text))


@lru_cache(maxsize=30_000)
def _known_in(text: str) -> tuple[Found, ...]:
    """Return the numbers of a text; the same text is looked at once."""
    return () if _HAS.search(text) is None else tuple(_scan(text))


def _scan(text: str) -> Iterator[Found]:
    """Look only where a number may begin: trying the whole pattern everywhere takes long."""
    pattern, end = _compiled(), 0
    for begin in _beginnings().finditer(text):
        if begin.start() < end:
            continue
        match = pattern.match(text, begin.start())
        found = None if match is None else _read(match)
        if found is not None:
            yield found
            end = found.end


@cache
def _beginnings() -> re.Pattern[str]:
    labels = "|".join(
        (
            *LABELS.values(),
            r"d\W{0,2}o\W{0,2}b\b|date|birth|born|b\.?\s?\d",
            "tel|phone|mob|ext|landline|fax|number|plate|reg|VRM|VRN|index",
            r"no\b|sort|s/?c|x\d|car|van|vehicle|motor|moped|driving",
            r"w3w|what\s?(?:3|three)\s?words|[\w.+'%-]+(?:\sdot\s[\w-]+)*\s?(?:at|@)\s[\w-]+\sdot\s|[\w-]+\sdot\s",
            rf"[\w.+'%-]+\s?@\s?{_PROVIDERS}",
        )
    )
    return re.compile(
        r"(?<![A-Za-z0-9])(?=[+(@/−-]|\S{0,80}?[\d@]|www\.|https?:"
        rf"|[\w-]{{1,60}}\.[\w.-]{{0,60}}{_DOMAIN}|{labels}"
        r"|(?:[A-Za-z]\s)?[A-Za-z]{1,4}[\s-]{1,2}\d|[\w.]+\s?[(\[]at[)\]])\S",
        re.IGNORECASE,
    )


def _read(match: re.Match[str]) -> Found | None:
    name = next(
        name
        for name in _compiled().groupindex
        if match[name] is not None and match.span(name) == match.span()
    )
    reader: Callable[[re.Match[str]], Found | None] | None = _READERS.get(name)
    if reader is not None:
        return reader(match)
    if name.endswith("_label"):
        return _labelled(match, name.removesuffix("_label"))
    kind = {"handle": "web", "bank": "other"}.get(name, name)
    return Found(match.start(), match.end(), kind, _plain(match[0]))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).upper()


def _birth(match: re.Match[str]) -> Found | None:
    day = day_of(match["birthday"])
    key = match["birthday"] if day is None else day.isoformat()
    return Found(*match.span("birthday"), "date_of_birth", key)


def _phone(match: re.Match[str]) -> Found | None:
    digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
    digits = re.sub(r"\A(?:00)?44(?=\d{9,10}\Z)", "0", digits)
    # a bracket that closes after the number is the sentence's
    start = match.start() + (match[0].startswith("(") and ")" not in match[0].replace("(0)", ""))
    return Found(start, match.end(), "phone", digits)


def _short_phone(match: re.Match[str]) -> Found | None:
    digits = re.sub(r"\D", "", match["short"])
    if _looks_like_dates(match["short"]) or _DATE_LIKE.match(match["short"]):
        return None
    return Found(*match.span("short"), "phone", digits)


def nhs_checks(digits: str) -> bool:
    """Whether ten digits hold together as an NHS number does.

    Examples
    --------
    >>> nhs_checks("9434765919"), nhs_checks("9434765918")
    (True, False)
    """
    if len(digits) != 10 or not digits.isdecimal():
        return False
    rest = 11 - sum(int(d) * (10 - i) for i, d in enumerate(digits[:9])) % 11
    return rest != 10 and rest % 11 == int(digits[9])


def _nhs(match: re.Match[str]) -> Found | None:
    digits = re.sub(r"\D", "", match[0])
    # spaced as an NHS number is, or with the check digit of one; else a number like any other
    spaced = re.fullmatch(r"\d{3}\D+\d{3}\D+\d{4}", match[0]) is not None
    kind = "nhs" if spaced or nhs_checks(digits) else "other"
    return Found(match.start(), match.end(), kind, digits)


def _vehicle(match: re.Match[str]) -> Found | None:
    named = next((name for name in ("plate", "spaced_plate") if match[name] is not None), "")
    span = match.span(named) if named else match.span()
    key = _plain(match.string[slice(*span)])
    if match["plate"] is not None and not any(c.isdigit() for c in key):
        return None
    return Found(*span, "vehicle", key)


def _labelled(match: re.Match[str], kind: str) -> Found | None:
    code, hashed = match[f"{kind}_code"], match[f"{kind}_hash"].strip(" :.")
    digits = sum(c.isdigit() for c in code)
    if _DATE_LIKE.match(code) or re.fullmatch(r"(?:19|20)\d{2}", code):
        return None
    strong = match[f"{kind}_of"].casefold() in _STRONG
    least = _LEAST.get(match[f"{kind}_of"].casefold(), 4)
    if not hashed and (digits < least or (_TIME_LIKE.match(code) and not strong)):
        return None
    if digits < 2 or re.fullmatch(
        r"\d{1,3}(?:st|nd|rd|th|mg|ml|kg|g|cm|yrs?|wks?|hrs?|x)", code, re.I
    ):
        return None
    if kind == "nhs" and len(re.sub(r"\D", "", code)) < 7:
        return None
    if _PHONE_AT.match(match.string, match.start(f"{kind}_code")):
        return None  # "hospital 01632 960123", "ref no 943 476 5919"
    after = match.string[match.end() : match.end() + 12]
    if re.match(
        r"\s*(?:hrs?|hours|am|pm|mins?|days?|weeks?|months?|years?|per cent|%|pounds)\b",
        after,
        re.I,
    ):
        return None
    return Found(*match.span(f"{kind}_code"), kind, _plain(code))


def _log(match: re.Match[str]) -> Found:
    # each day has its own: 321 of one is not 321 of another
    return Found(*match.span("log_no"), "crime", f"{match['log_no']}/{_plain(match['log_day'])}")


_BEFORE_NO = re.compile(r"([A-Za-z][\w-]*)\.?\s+\Z")
_NOT_NUMBERED = re.compile(
    r"(?:is|was|were|are|be|been|had|has|have|with|said|says|of|at|in|to|for|and|or|but|there|that"
    r"|if|so|answered|answer|reply)\Z",
    re.IGNORECASE,
)


def _numbered(match: re.Match[str]) -> Found | None:
    """Return what stands after "no.", where a word says of what: "X-ray no 88213"."""
    code = match["numbered_code"]
    before = _BEFORE_NO.search(match.string, max(0, match.start() - 30), match.start())
    if before is None or _NOT_NUMBERED.match(before[1]):
        return None
    # "mortuary no 14-229" is asked: it may be from one to another
    if not re.search(r"\d{4}", code) or _TIME_LIKE.match(code) or _DATE_LIKE.match(code):
        return None
    if re.fullmatch(r"(?:19|20)\d{2}(?:[/\-]\d\d)?", code) or _MEASURED.match(
        match.string, match.end()
    ):
        return None
    if _PHONE_AT.match(match.string, match.start("numbered_code")):
        return None
    return Found(*match.span("numbered_code"), "other", _plain(code))


_PHONE_AT = re.compile(rf"{_PHONE}|\d{{3}}{_SEP}{{1,2}}\d{{3}}{_SEP}{{1,2}}\d{{4}}(?![\w/])")
_MEASURED = re.compile(
    r"\s?(?:m[gl]|mcg|k?g|ml|km|mm|cm|%|units?|steps|calories|people|visits|calls|texts)\b", re.I
)


def _host(match: re.Match[str]) -> Found | None:
    if any(int(part) > 255 for part in match[0].split(".")):
        return None
    return Found(match.start(), match.end(), "web", match[0])


def _apart(match: re.Match[str]) -> Found | None:
    """Return a number whose figures stand apart, where they can be of nothing else."""
    digits = re.sub(r"\D", "", match[0])
    kind = "nhs" if nhs_checks(digits) else ""
    if digits[0] == "0" and len(digits) in (10, 11) and digits[1] in "12378":
        kind = "phone"
    return Found(match.start(), match.end(), kind, digits) if kind else None


def _three_words(match: re.Match[str]) -> Found:
    span = match.span("three") if match["three"] is not None else match.span()
    return Found(*span, "gps", _plain(match.string[slice(*span)]))


def _sort_code(match: re.Match[str]) -> Found:
    return Found(*match.span("sort_code"), "other", _plain(match["sort_code"]))


def _extension(match: re.Match[str]) -> Found:
    return Found(match.start(), match.end(), "phone", match[0][1:])


def _other(match: re.Match[str]) -> Found | None:
    digits = re.sub(r"\D", "", match[0])
    if re.fullmatch(r"(?:[0-3]\d[01]\d(?:19|20)\d\d)|(?:(?:19|20)\d\d[01]\d[0-3]\d)", match[0]):
        return None  # a day written without strokes
    if re.search(r"[ \-]", match[0]) and _looks_like_dates(match[0]):
        return None
    return Found(match.start(), match.end(), "other", _plain(match[0]) or digits)


def _looks_like_dates(text: str) -> bool:
    """Whether it is a day, a span of years or several small numbers in a row."""
    pieces = re.split(r"[ \-]+", text)
    if re.fullmatch(
        r"(?:19|20)\d\d-\d\d?-\d\d?(?:[ \-]\d+)*|\d\d?-\d\d?-(?:19|20)?\d\d(?:[ \-]\d+)*", text
    ):
        return True
    years = [piece for piece in pieces if len(piece) == 4 and piece[:2] in ("19", "20")]
    return all(
        len(piece) < 4 or piece in years or (bool(years) and _TIME_LIKE.match(piece) is not None)
        for piece in pieces
    )


def _crime(match: re.Match[str]) -> Found | None:
    if _DATE_LIKE.match(match[0]):
        return None
    return Found(match.start(), match.end(), "crime", _plain(match[0]))


_READERS: dict[str, Callable[[re.Match[str]], Found | None]] = {
    "birth": _birth,
    "phone": _phone,
    "phone_short": _short_phone,
    "nhs": _nhs,
    "vehicle": _vehicle,
    "crime": _crime,
    "log": _log,
    "numbered": _numbered,
    "host": _host,
    "sort": _sort_code,
    "apart": _apart,
    "words3": _three_words,
    "extension": _extension,
    "other": _other,
}

# -- days ---------------------------------------------------------------------------------------

_ANY_DAY = re.compile(rf"(?<![\w/.\-])(?:{_DAY})", re.IGNORECASE)
_MONTH_OF = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        start=1,
    )
}


def day_of(written: str) -> date | None:
    """Return the day that is written; ``None`` where that is no day.

    Examples
    --------
    >>> day_of("3/5/84"), day_of("3rd of May 1984"), day_of("1984-05-03") == day_of("03051984")
    (datetime.date(1984, 5, 3), datetime.date(1984, 5, 3), True)
    """
    numbers = [int(n) for n in _LEADING_NUMBERS.findall(written)]
    month = re.search(_MONTHS, written, re.IGNORECASE)
    if re.fullmatch(r"\d{8}", written):
        numbers = [int(written[:2]), int(written[2:4]), int(written[4:])]
    elif month is not None and len(numbers) == 2:
        numbers.insert(1, _MONTH_OF[month[0][:3].casefold()])
    if len(numbers) != 3:
        return None
    day, of_month, year = numbers if numbers[0] < 1000 else numbers[::-1]
    if year < 100:
        year += 2000 if year < 30 else 1900
    try:
        return date(year, of_month, day)
    except ValueError:
        return None


def days_in(text: str) -> Iterator[tuple[int, int, date]]:
    """Yield where a text names whole days, and which."""
    if not has_digit(text):
        return
    for match in _ANY_DAY.finditer(text):
        day = day_of(match[0])
        if day is not None:
            yield match.start(), match.end(), day


# -- stand-ins ------------------------------------------------------------------------------------


#: Kinds of which the signs between matter.
_NOT_DIGITS = frozenset({"email", "web", "date_of_birth", "gps", "address"})


_DIGIT, _NO_SIGN = re.compile(r"\d"), re.compile(r"[\W_]+")
#: By so many letters or digits it is seen which numbers a text may hold; each has more.
_BEGIN = 6


class StandIns:
    """Gives every number its stand-in: one for each, whatever its spacing.

    Parameters
    ----------
    births_before
        A date of birth before this day stands for nothing else, so that it is one wherever it
        is written; ``None`` where nothing is known of that.
    """

    def __init__(self, births_before: date | None = None) -> None:
        self._numbers: dict[tuple[str, str], Number] = {}
        self._written: dict[tuple[str, str], dict[str, None]] = {}
        self._count: dict[str, int] = {}
        self._births: set[date] = set()
        self._digits: dict[str, str] = {}
        #: Those by how they begin, each with its place among them: a big case has hundreds.
        self._begun: dict[str, list[tuple[int, str]]] = {}
        self._outward: dict[str, str] = {}
        self._births_before = births_before

    def learn(self, texts: Iterable[str]) -> None:
        """Give stand-ins to the numbers of texts, in the order of these."""
        for text in texts:
            for found in found_in(text):
                self.stand_in(found, text[found.start : found.end])

    def stand_in(self, found: Found, written: str) -> Number:
        """Return the number that was found, with its stand-in."""
        key = self._same(found)
        if key not in self._numbers:
            kind = key[0]
            self._count[kind] = self._count.get(kind, 0) + 1
            name = f"[{STAND_INS[kind]} {self._count[kind]}]"
            self._numbers[key] = Number(kind, written, name)
            digits = sum(map(str.isdecimal, key[1]))
            if kind not in _NOT_DIGITS and digits >= 4 and len(key[1]) >= 6:
                self._know(key[1], kind)
            if kind == "postcode" and len(key[1]) >= 6 and key[1][1].isalpha():
                self._outward.setdefault(key[1][:-3], key[1])
        self._written.setdefault(key, {})[written] = None
        if found.kind == "date_of_birth" and self._births_before is not None:
            day = day_of(found.key)
            if day is not None and day < self._births_before:
                self._births.add(day)
        return self._numbers[key]

    def _know(self, key: str, kind: str) -> None:
        if key not in self._digits:
            self._begun.setdefault(key[:_BEGIN], []).append((len(self._digits), key))
            self._digits[key] = kind

    def _same(self, found: Found) -> tuple[str, str]:
        """Return by what a number is known: a code first seen with another label is the same."""
        key = (found.kind, found.key)
        if key in self._numbers or found.kind in ("email", "web", "date_of_birth", "gps"):
            return key
        for kind in ("phone", "nhs", "crime", "custody", "case", "other"):
            if (kind, found.key) in self._numbers:
                return kind, found.key
        return key

    def add(self, kind: str, key: str, written: str) -> Number:
        """Return the number of a kind that something else than its pattern showed."""
        return self.stand_in(Found(0, 0, kind, key), written)

    def in_text(self, text: str) -> list[tuple[Found, Number]]:
        """Return the numbers of a text with their stand-ins, in order."""
        if _HAS.search(text) is None:
            return []
        found = found_in(text)
        taken = [(one.start, one.end) for one in found]
        more = [
            one
            for one in self._spaced(text)
            if not any(a < one.end and one.start < b for a, b in taken)
        ]
        found += more
        taken += [(one.start, one.end) for one in more]
        if self._births:
            found += [
                Found(start, end, "date_of_birth", day.isoformat())
                for start, end, day in days_in(text)
                if day in self._births and not any(a < end and start < b for a, b in taken)
            ]
        found.sort(key=lambda one: one.start)
        return [(one, self.stand_in(one, text[one.start : one.end])) for one in found]

    def _spaced(self, text: str) -> Iterator[Found]:
        """Yield numbers that are known, in a spacing that no pattern expects."""
        folded = text.casefold() if self._outward else ""
        for outward, key in self._outward.items():
            if outward.casefold() not in folded:
                continue
            for match in re.finditer(rf"(?<!\w){outward}(?!\w)", text, re.IGNORECASE):
                yield Found(match.start(), match.end(), "postcode", key)
        if len(_DIGIT.findall(text)) < 4:
            return
        bare = _NO_SIGN.sub("", text)
        squeezed = bare.upper()
        if len(squeezed) != len(bare):
            return  # a letter of which the capital is two
        if len(self._begun) < len(squeezed):
            begin = {each for each in self._begun if each in squeezed}
        else:
            some = {squeezed[at : at + _BEGIN] for at in range(len(squeezed))}
            begin = some & self._begun.keys()
        begun = sorted(one for each in begin for one in self._begun[each])
        if not begun:
            return
        places = [place for place, c in enumerate(text) if c.isalnum()]
        for _, key in begun:
            kind = self._digits[key]
            where = squeezed.find(key)
            while where >= 0:
                start, end = places[where], places[where + len(key) - 1] + 1
                gap = max((b - a for a, b in pairwise(places[where : where + len(key)])), default=1)
                alone = not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
                if alone and gap <= 4:
                    yield Found(start, end, kind, key)
                where = squeezed.find(key, where + 1)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Every number, once for each way in which it is written."""
        return tuple(
            Number(number.kind, written, number.replacement)
            for key, number in self._numbers.items()
            for written in self._written[key]
        )
