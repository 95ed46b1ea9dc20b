"""What may tell somebody although nothing marks it: no capital, few digits, no usual sign.

People write in a hurry: "dr akintola", "07 70 09 00 45 6", a name in a script that has no capitals.
None of it is sure, so that all of it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from joinedup.anonymise.hurried import hurried
from joinedup.anonymise.introduced import Kin, introduced, kin_of
from joinedup.anonymise.model import Left
from joinedup.anonymise.words import (
    Token,
    first_names,
    fold,
    has_digit,
    initialisms,
    is_plain,
    lists,
    may_be_in,
    path_of,
    sentence_at,
    titles,
    tokens_of,
    vocabulary_words,
    words_in,
)

Where = tuple[int, int]

#: Letters of scripts that have no capitals, with what is written above and below them.
_CASELESS = (
    "\u0590-\u10ff\u1100-\u1cff\u1dc0-\u1dff\u2e80-\ud7ff\uf900-\ufaff\ufb1d-\ufdff"
    "\ufe70-\ufefc\uff66-\uffdc\U00020000-\U0003ffff"
)
_OTHER_SCRIPT = re.compile(rf"[{_CASELESS}]+(?:[ \u00a0\u200c\u200d'’.·-]{{1,2}}[{_CASELESS}]+)*")

#: Two or three letters with full stops: "A.K.", "Worker: A. K.".
_INITIALS = re.compile(r"(?<![\w.&/])[A-Z]\.\s?(?:[A-Z]\.\s?){0,1}[A-Z](?:\.|(?=\s*\Z))(?![\w])")

_GROUPS = re.compile(
    r"(?<![\w£$€.,:/+°-])\d{1,6}(?:(?:[ \u00a0]|[-–‑])\d{1,6})+(?![\w%°]|[.,:/]\d)"
)
_YEARS = re.compile(r"(?:19|20)\d\d\Z")
_BETWEEN = re.compile(r"\D+")
_LEAST_DIGITS = 7
#: So many single figures may be the answers of a questionnaire, of which each is small.
_ANSWERS = re.compile(r"[0-4](?:[ \u00a0\-–‑][0-4])*\Z")

_SMALL_NUMBERS = (
    # "caravan 41", "locker 21": few are counted so
    re.compile(
        r"\b(?P<one>(?:caravan|pitch|plot|berth|mooring|chalet|locker|badge|houseboat)s?[\s:]{1,2}"
        r"(?:(?:no|number)\b\.?\s)?\d{1,3}[a-z]?)(?![\w/]|[.:,]\d)",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<one>(?:Block|Unit)\s[A-Z0-9]{1,2}),?\s(?i:room|flat|floor|on|at)\b"),
    re.compile(
        r"\b(?P<one>(?i:room)\s\d{1,3}[a-z]?)\s(?:at|of|in)\sthe\s(?:refuge|hostel|hotel|b&b)"
    ),
    # "MARAC case 17", "log 551"
    re.compile(
        r"\b(?P<one>MARAC\s(?:case|no|number|list|item)\b\.?\s?#?\d{1,3})(?![\w/]|[.:,]\d)"
        r"|\b(?P<two>(?:log|incident|occurrence)\b\.?\s?(?:(?:no|number)\b\.?\s?)?#?\d{3})"
        r"(?!\s?(?:m|metres|miles|pages|entries|times|days)\b|[\w/]|[.:,]\d)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<one>(?:case|job|claim|court|file)\s(?:(?:no|number|ref)\b\.?[\s:]{0,2})?"
        r"\d{2,4}\s?[-/]\s?\d{1,4})(?![\w/]|[.:,-]\d)",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?i:share\scode)\W{1,3}(?P<one>[A-Z0-9]{3}(?:\s[A-Z0-9]{3}){2})\b"),
    re.compile(
        r"\b(?:(?:number|phone|mobile|card|account|plate|postcode|nhs\sno\.?)\D{0,20}\s)"
        r"end(?:s|ed|ing)?(?:\s(?:in|with))?\s(?P<one>\d{2,3})(?![\w/]|[.:,]\d)"
        r"|\bend(?:s|ing)\s(?P<three>\d{3})(?=\s?[.,;)]\s|\s?[.,;)]?\Z)"
        r"|\blast\s(?:two|three|2|3)(?:\s(?:digits|numbers|figures))?\s(?P<two>\d{2,3})"
        r"(?![\w/]|[.:,]\d|\s(?:days|weeks|months|years|times|nights|visits))",
        re.IGNORECASE,
    ),
)

#: For each of them the words of which a text has one that it is in.
_OF_SMALL_NUMBERS = tuple(
    frozenset(words.split()) | frozenset(f"{word}s" for word in words.split())
    for words in (
        "caravan pitch plot berth mooring chalet locker badge houseboat",
        "block unit",
        "room",
        "marac log incident occurrence",
        "case job claim court file",
        "share",
        "end ended ending last",
    )
)

_NETWORKS = (
    "tik ?tok|insta(?:gram)?|snap(?:chat)?|kik|twitter|face ?book|fb|reddit|discord|x-?box|psn|"
    "playstation|steam|gamertag|user ?name|handle|skype|telegram|whats ?app|tinder|grindr|"
    "hinge|bumble|youtube|pay ?pal|revolut|monzo|e-?mail|profile|account|gmail"
)
_HANDLE = re.compile(
    rf"\b(?:{_NETWORKS})\b['’s]{{0,2}}[\s:,(]{{1,3}}"
    r"(?:(?:user(?:\s?name)?|name|account|handle|profile|id|is|as|was|called|under)\b[\s:]{1,3}){0,3}"
    r"[\"“‘']?(?P<one>[A-Za-z0-9]*[._][\w.]*[A-Za-z0-9])(?![\w@])",
    re.IGNORECASE,
)
_AT = re.compile(r"(?<![\w@])(?P<one>[\w.+'%-]*[A-Za-z0-9_]@[A-Za-z][\w-]{2,})(?![\w@]|\.\w)")
_LINK = re.compile(
    r"(?<![\w@./])(?P<one>(?:[a-z0-9-]+\.)+[a-z]{2,4}/[\w%?=&#./+-]*[A-Za-z0-9])(?!\w)"
)
_THREE_WORDS = re.compile(r"(?<![\w./@])(?P<one>[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,})(?![\w@/]|\.\w)")
_MONTHS_ABROAD = """
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września wrzesnia października
pazdziernika listopada grudnia ianuarie februarie martie aprilie mai iunie iulie septembrie
octombrie noiembrie decembrie ionawr chwefror mawrth ebrill mehefin gorffennaf awst medi hydref
tachwedd rhagfyr janeiro fevereiro março junho julho setembro outubro dezembro enero febrero
marzo abril mayo junio julio septiembre octubre noviembre diciembre janvier février fevrier mars
avril juin juillet août aout septembre octobre novembre décembre januar februar märz juni juli
oktober dezember gennaio febbraio aprile maggio giugno luglio settembre ottobre
"""
_WORDS_ABROAD = frozenset(_MONTHS_ABROAD.split())
_ABROAD = re.compile(
    r"(?<![\w./-])(?P<one>\d{1,2}(?:\.|er|º|°)?\s(?:de\s|o\s)?"
    rf"(?:{'|'.join(_MONTHS_ABROAD.split())})(?:\s(?:de\s)?(?:19|20)\d\d)?)(?!\w|\sbars?\b)",
    re.IGNORECASE,
)
# "22 Mach 2012", "22 (Thursday) March 2012"
_NEARLY_A_DAY = re.compile(
    r"(?<![\w./-])(?P<one>\d{1,2}(?:st|nd|rd|th|\.)?\s\(?(?P<word>[^\W\d_]{3,12})\)?\s"
    r"(?:[A-Z][a-z]{2,8}\s)?(?:19|20)\d\d)(?![\w/-])"
)
_DAYS_APART = (
    # "22, 23 and 24/3/12", "22 of 3 of 2012", "week ending 22-3", "22 03 12"
    re.compile(
        r"(?<![\w./,-])(?P<one>\d{1,2}(?:,\s?\d{1,2})*,\s?\d{1,2}\s?(?:and|&|\+|to|-)\s?"
        r"\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?)(?![\w/])"
    ),
    re.compile(
        r"(?<![\w./-])(?P<one>\d{1,2}(?:st|nd|rd|th)?\sof\s(?:the\s)?\d{1,2}(?:st|nd|rd|th)?\s"
        r"(?:of\s)?(?:19|20)\d\d)(?![\w/-])"
    ),
    re.compile(
        r"\b(?:w/c|w/e|w/b|(?:week|wk)\s(?:commencing|ending|beginning|beg))\.?\s"
        r"(?P<one>\d{1,2}-\d{1,2})(?![\w/-])",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<![\w./-])(?P<one>(?:0[1-9]|[12]\d|3[01])\s(?:0[1-9]|1[0-2])\s\d\d)(?![\w/%]|\s\d|[.:]\d)"
    ),
)
# "army 88-92", "together from 96 to 98", "previous partner 07-09"
_YEARS_APART = re.compile(
    r"(?P<first>\d\d)(?:\s?[-–/]\s?|\s(?:to|and|until|till)\s)['’]?(?P<last>\d\d)"
    r"(?![\w/%:-]|\.\d|\s?(?:hrs?|hours|h|am|pm|per|kg|mg|ml|%)\b)"
)
_SO_LONG_AGO = re.compile(r"0\d|[6-9]\d")
_OF_YEARS = re.compile(
    r"\b(?:lived|living|married|together|partners?|relationship|couple|army|navy|raf|served|prison|inside"
    r"|custody|school|college|worked|employed|there|known|abroad|tenancy|tenant|abused?|abusive)\b"
    r"[^.;\d\n]{0,24}(?<![\w/.:£-])\Z",
    re.IGNORECASE,
)
_MOST_YEARS = 40
_SIGNS = (_HANDLE, _AT, _LINK, _THREE_WORDS)
#: What all of them have: a sign with a letter, a digit or another after it.
_MAY_BE_SIGNS = re.compile(r"[._@][\w.]")


@lru_cache(maxsize=30_000)
def days_apart(text: str) -> tuple[tuple[int, int], ...]:
    """Return days that are written so that no machine can move them.

    Examples
    --------
    >>> days_apart("On 22 mars 2012.")
    ((3, 15),)
    """
    return tuple(_days_apart(text)) if has_digit(text) else ()


def _days_apart(text: str) -> Iterator[tuple[int, int]]:
    if may_be_in(_WORDS_ABROAD, text):
        for match in _ABROAD.finditer(text):
            yield match.span("one")
    for pattern in _DAYS_APART:
        for match in pattern.finditer(text):
            yield match.span("one")
    for match in _YEARS_APART.finditer(text):
        if _SO_LONG_AGO.match(match["first"]) is None:
            continue
        lasts = (int(match["last"]) - int(match["first"])) % 100
        if 0 < lasts < _MOST_YEARS and _OF_YEARS.search(
            text, max(0, match.start() - 50), match.start()
        ):
            yield match.span()
    for match in _NEARLY_A_DAY.finditer(text):
        word = match["word"].casefold()
        if not is_plain(fold(word)) or word in words_in("grammar", "days"):
            yield match.span("one")


# "Address: The Old Forge", "Ward: Phoenix"
_AFTER_COLON = re.compile(
    r"\b(?:address|home|lives|lived|living|venue|placement|employer|works|workplace|pub|landlord|ward"
    r"|estate|church|nickname|alias|aka|nursery)\s?:\s(?:The\s)?(?P<one>[A-Z][a-z'’]{2,}"
    r"(?:\s[A-Z][a-z'’]{2,}){0,3})",
    re.IGNORECASE,
)
# "taxi (Streetcars) late"
_IN_BRACKETS = re.compile(
    r"\b(?:taxis?|cabs?|pub|club|gym|nursery|school|shop|salon|garage|agency|employer|dentist|vet|hotel"
    r"|hostel|childminder|firm|company|caf[eé]|bar|solicitors?|supermarket|charity|hall|estate)\s"
    r"\((?P<one>[A-Z][a-z'’]{2,}(?:\s[A-Z][a-z'’]+){0,3})\)",
    re.IGNORECASE,
)
# 'seen with "Spud" and "Tiny"'
_IN_MARKS = re.compile(
    r"\b(?:with|by|called|known as|as|and|from|to|of|named)\s[\"“‘'](?P<one>[A-Z][a-z]{2,})[\"”’']"
)

_MARK = re.compile(r"\s[\"“‘']")

#: What says that somebody or some place is named next.
_MOVES = re.compile(
    r"\b(?:trf|tfr|trans|transferred|conveyed|mov(?:e|ed|es|ing)|relocat(?:ed|ing)|fled|went|go(?:es|ne|ing)?|travel(?:led|ling|s)?|lives?"
    r"|living|lived|stay(?:s|ed|ing)?|born|address|flat|house|shop|picked up|seen|met|arrested"
    r"|works?|working|worked|school|returned|came|drove|driven|taken|placed|based|housed)"
    r"(?:\s[a-z'’]+){0,3}?\s(?:in|to|from|at|near|outside|towards)\Z",
    re.IGNORECASE,
)
_PLACES_AFTER = frozenset(
    {"surgery", "school", "primary", "hospital", "ward", "street", "road", "avenue", "lane"}
    | {
        "rd",
        "ave",
        "nursery",
        "refuge",
        "hostel",
        "way",
        "drive",
        "grove",
        "gardens",
        "gdns",
        "mosque",
        "gurdwara",
        "synagogue",
        "church",
        "chapel",
        "baptist",
        "methodist",
        "hospice",
        "juniors",
        "infants",
        "bakery",
        "cabs",
        "taxis",
        "estate",
        "crescent",
        "terrace",
        "cottage",
        "academy",
    }
)
_ENDS = re.compile(
    r"[\s\u00a0]*(?:[.,;:!?)\"”’]|\Z|(?:and|with|by|last|this|on|for|when|after|in|then|b4|before|since|til|until"
    r"|but|so|to|w|now|where|who|at|near|because|coz|cos|as|or|again)\b|\d)"
)
# "spoke to jaydon", "children: tyrelle, kezia and roo"
_LISTED = re.compile(
    r"\b(?:told|asked|rang|phoned|texted|messaged|with|bring|tell|meet|love|miss|hate|(?:spoke|spoken|speak|said|talked)\s(?:to|with)"
    r"|(?:children|kids|siblings|twins|boys|girls|sons|daughters)\s?:(?:[^.;:]{0,40}(?:,|\band))?)\s\Z",
    re.IGNORECASE,
)
_OTHERS = frozenset({"st", "saint", "children", "kids", "twins", "siblings"}) | frozenset(
    {"mate", "pal", "ex", "lad", "bloke", "boss", "client", "pt", "patient"}
)


def unmarked(
    text: str,
    tokens: Sequence[Token],
    replaced: Sequence[Where],
    kept: Collection[str],
    new: Collection[str],
) -> Iterator[Left]:
    """Yield what may tell somebody in a text although nothing marks it.

    Parameters
    ----------
    text, tokens
        The text, and its words.
    replaced
        Where something stands in place of it, or is asked already.
    kept
        What a person said may stay, folded.
    new
        Folded words that replacements are made of.
    """
    found = [*_in_small(text, tokens, new)]
    if has_digit(text):  # no number: a date in it is moved for itself, and the day would stay
        found = [*((*place, "unknown word") for place in days_apart(text)), *found]
    if not text.isascii():
        found += [(*match.span(), "unknown word") for match in _OTHER_SCRIPT.finditer(text)]
    found += _initials(text)
    found += _named(text)
    if has_digit(text):
        found += _numbers(text)
    if _MAY_BE_SIGNS.search(text) is not None:
        for pattern in _SIGNS:
            found += [(*match.span("one"), "number") for match in pattern.finditer(text)]
    found += hurried(text, tokens, new)
    done: list[Where] = []
    for start, end, kind in found:
        written = text[start:end]
        known = written in kept or written.casefold() in kept or fold(written) in kept
        if known or any(a < end and start < b for a, b in (*replaced, *done)):
            continue
        done.append((start, end))
        yield Left(written, sentence_at(text, start), kind)


@lru_cache(maxsize=4096)
def named_at(text: str) -> frozenset[int]:
    """Return where words with a capital stand of which a text says that they are a name.

    Examples
    --------
    >>> named_at("Nickname: Tank. Tank top found.")
    frozenset({10})
    """
    found = {start for start, _, _ in _named(text)}
    found |= {one.start for one in introduced(text) if not one.is_word}
    tokens, listed = tokens_of(text), -1
    for number, token in enumerate(tokens):
        kin = kin_of(text, tokens, number, listed) if token.is_capital else Kin.NOT
        if kin is not Kin.NOT:
            listed = token.end
            found.add(token.start)
    return frozenset(found)


def owners(text: str, tokens: Sequence[Token], names: Collection[str]) -> Iterator[Left]:
    """Yield names that are words, too, where an apostrophe may be missing: "Wills phone".

    Parameters
    ----------
    text, tokens
        The text, and its words.
    names
        Folded names of the case that are words; well-known first names are looked for as well.
    """
    for token, after in pairwise(tokens):
        word = token.folded
        if not word.endswith("s") or len(word) < 4 or not token.raw.istitle() or token.tail:
            continue
        if word[:-1] not in names and word[:-1] not in first_names():
            continue
        if not is_plain(word) or word in words_in("grammar", "function") | vocabulary_words():
            continue
        if text[token.end : after.start] == " " and _is_owned(after):
            yield Left(token.raw, sentence_at(text, token.start), "unknown word")


def _is_owned(token: Token) -> bool:
    """Whether a word may be a thing or somebody of whoever stands before it."""
    word = token.folded
    done = word.endswith(("ed", "ing", "ly")) or word in _DONE or word in _does()
    common = words_in("grammar", "function") | words_in("grammar", "notes")
    return token.raw.islower() and len(word) > 2 and not done and word not in common


_DONE = frozenset(
    {"seen", "found", "bought", "sent", "given", "left", "taken", "paid", "unpaid", "made", "kept"}
    | {"done", "told", "brought", "shown", "still", "apparent", "present", "visible", "clear"}
    | {"high", "low", "due", "new", "old", "late", "early"}
)


def _in_small(
    text: str, tokens: Sequence[Token], new: Collection[str]
) -> Iterator[tuple[int, int, str]]:
    """Yield words in small letters that no dictionary has, where somebody's name would stand."""
    for number, token in enumerate(tokens):
        raw = token.raw
        if len(raw) < 3 or not raw.islower() or token.folded in new or is_plain(token.folded):
            continue
        if raw.endswith(("'d", "’d")):
            continue  # "pt att'd"
        if token.folded.endswith("s") and is_plain(token.folded[:-1]):
            continue
        if (
            text[token.start - 1 : token.start] in _JOINED
            or text[token.end : token.end + 1] in _JOINED
        ):
            continue
        before = tokens[number - 1] if number else None
        after = tokens[number + 1] if number + 1 < len(tokens) else None
        if (
            token.tail != ""  # "jaydon's dad"
            or _LISTED.search(text, max(0, token.start - 60), token.start) is not None
            or (before is not None and _names_next(text, before, token))
            or (before is not None and _is_of_somebody(text, before, token))
            or (after is not None and _named_before(text, token, after, before))
            or _is_place(text, token)
        ):
            yield token.start, token.end, "unknown word"


def _is_place(text: str, token: Token) -> bool:
    """Whether somebody goes to what a word calls, or lives there: "moved to redruth"."""
    begin = max(0, token.start - 60)
    return (
        _MOVES.search(text, begin, max(0, token.start - 1)) is not None
        and _ENDS.match(text, token.end) is not None
    )


_JOINED = frozenset("-‐‑/@_.&0123456789\\") - {"."}


def _names_next(text: str, before: Token, token: Token) -> bool:
    """Whether a title, a job or a relation stands before a word: "dr akintola", "friend kasia"."""
    if text[before.end : token.start] not in (" ", ". ", "\u00a0") or before.tail:
        return False
    return before.folded in _before_names()


def _is_of_somebody(text: str, before: Token, token: Token) -> bool:
    """Whether a word is of somebody's place, or of the family: "at kookies", "our nige"."""
    if text[before.end : token.start] != " " or _ENDS.match(text, token.end) is None:
        return False
    whose = token.folded.endswith("s") and len(token.raw) > 4 and before.folded in _TO_WHOSE
    return whose or before.folded == "our"


_TO_WHOSE = frozenset({"at", "to", "from", "in", "outside", "round", "via"})


def _named_before(text: str, token: Token, after: Token, before: Token | None) -> bool:
    """Whether what only somebody does, or a kind of place, comes next: "zara rang"."""
    if token.tail or text[token.end : after.start] != " " or not after.raw.islower():
        return False
    if after.folded in _PLACES_AFTER and not token.folded.endswith(("ed", "ing", "ly")):
        return True
    begins = (
        before is None or text[before.end : token.start].strip() != "" or before.folded in _LEAD
    )
    return begins and after.folded in _does()


_LEAD = frozenset({"and", "but", "that", "when", "as", "because", "then", "so", "while", "if"})


@cache
def _does() -> frozenset[str]:
    return words_in("grammar", "acts") - words_in("grammar", "weak_acts")


@cache
def _before_names() -> frozenset[str]:
    jobs = {path_of(name)[-1] for names in lists()["jobs"].values() for name in names.split(",")}
    return (
        titles()
        | words_in("grammar", "strong_jobs")
        | words_in("grammar", "ranks_before")
        | words_in("grammar", "relations")
        | words_in("grammar", "relation_words")
        | words_in("grammar", "sure_titles")
        | frozenset(job for job in jobs if len(job) > 1)
        | _OTHERS
    )


def _initials(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _INITIALS.finditer(text):
        letters = re.sub(r"[\W_]", "", match[0])
        if letters in initialisms() or letters.casefold() in words_in("grammar", "of_two_letters"):
            continue
        if letters.casefold() not in vocabulary_words():
            yield match.start(), match.start() + len(match[0].rstrip()), "unknown word"


def _named(text: str) -> Iterator[tuple[int, int, str]]:
    marked = [_AFTER_COLON] if ":" in text else []
    marked += [_IN_BRACKETS] if "(" in text else []
    marked += [_IN_MARKS] if _MARK.search(text) else []
    for pattern in marked:
        for match in pattern.finditer(text):
            words = [word for word in path_of(match["one"]) if word != "the"]
            says = (
                vocabulary_words() | words_in("grammar", "function") | words_in("field", "generic")
            )
            if words and not all(word in says for word in words) and match["one"][0].isupper():
                yield *match.span("one"), "unknown word"


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _GROUPS.finditer(text):
        groups = _BETWEEN.split(match[0])
        digits = "".join(groups)
        if len(digits) < _LEAST_DIGITS or any(_YEARS.match(group) for group in groups):
            continue
        if max(map(len, groups)) < 3 and len(digits) < 9:
            continue  # readings in a row
        if not _ANSWERS.match(match[0]):
            yield *match.span(), "number"
    for needed, pattern in zip(_OF_SMALL_NUMBERS, _SMALL_NUMBERS, strict=True):
        for match in pattern.finditer(text) if may_be_in(needed, text) else ():
            name = str(match.lastgroup)
            yield *match.span(name), "number"
