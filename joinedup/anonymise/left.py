"""What is left after replacing and may still tell something, for a person to look at."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache

from joinedup.anonymise.hurried import LETTERED
from joinedup.anonymise.introduced import Kin, is_after_who, kin_of, only_letters
from joinedup.anonymise.model import Left
from joinedup.anonymise.sense import Sense, begins_sentence, sense_of, starts_sentence
from joinedup.anonymise.unmarked import days_apart, unmarked
from joinedup.anonymise.words import (
    Token,
    first_names,
    fold,
    has_digit,
    initialisms,
    is_plain,
    lists,
    may_be_in,
    may_have,
    names,
    path_of,
    phrases_in,
    runs_of,
    sentence_at,
    surnames,
    telltales,
    titles,
    vocabulary_words,
    words_in,
)

Where = tuple[int, int]

_NUMBERED = re.compile(
    # from where it begins: a word without a digit is not tried again from each of its letters
    r"(?<![^\s()\[\]\"“”,;])[^\s()\[\]\"“”,;]*\d[^\s()\[\]\"“”;]*"
)
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_UNIT = (
    "(?:mgs?|mcg|mls?|kgs?|g|cm|mm|km|m|l|st|lbs?|oz|units?|hrs?|h|mins?|secs?|s|yrs?|y|wks?|w"
    "|days?|d|mths?|x|%|pm|am|years?|months?|weeks?)"
)
_CLOCK = r"(?:[01]?\d|2[0-4])[:.h][0-5]\d(?:[:.][0-5]\d)?(?:hrs?|h|am|pm)?"
#: Numbers that tell nobody apart: small ones, times, days, doses, sums, parts.
_NUMBER_OF_NOTHING = re.compile(
    rf"""(?:
    [~≈<>+±x#c]?\d{{1,3}}(?:[-–/+]\d{{1,3}})*(?:\+|\?)?          # 14, 10-12, 24/40, 18+
    | \d{{1,2}}[½¼¾]                                             # 2½
    | \d{{1,3}}(?:\.\d{{1,2}})?(?:[-–]\d{{1,3}}(?:\.\d+)?)?{_UNIT}?(?:/\d{{1,3}})?
    | \d{{1,3}}(?:st|nd|rd|th|s)                           # 3rd, 30s
    | {_CLOCK}(?:[-–](?:[01]?\d|2[0-4])[:.]?[0-5]\d(?:hrs?|am|pm)?)?
    | (?:[01]\d|2[0-4])[0-5]\d(?:hrs?|h|hours)
    | [£$€]\d[\d,]*(?:\.\d\d?)?(?:k|m)?(?:p/?w|/wk|/week|pcm)?
    | (?:19|20)\d\ds?(?:[-–/](?:(?:19|20)?\d\d))?
    | '?\d\ds?
    | \d{{1,2}}[./\-]\d{{1,2}}(?:[./\-](?:19|20)?\d\d)?
    | (?:19|20)\d\d-\d{{1,2}}(?:-\d{{1,2}})?(?:T[\d:]+)?
    | \d{{1,2}}(?:st|nd|rd|th)?[-–/]?{_MONTH}[-–/]?(?:\d{{2,4}})?
    | ¶\d+ | s\.?\d{{1,3}}(?:\(\d\))?[a-z]? | §\d+ | p\.?\d{{1,3}} | no\.?\d | x\d{{1,2}}
    | \d'\d{{1,2}}"? | \d{{1,3}}(?:ft|p|u|iu)                        # 5'10", 6ft, 50p
    | \d{{1,3}}u?/(?:day|week|wk|month|night|d|w|min|hr|hour)                   # 20/day, 40u/week
    | \d{{1,3}}x\d{{1,3}}(?:x\d{{1,3}})?(?:cm|mm|m)?                 # 3x2
    | g\d{{1,2}}p\d{{1,2}}(?:\+\d)? | y(?:ea)?r?\d{{1,2}} | v\d        # G3P2, Y3, v2
    | [tcls]\d{{1,2}}(?:[-/][tcls]?\d{{1,2}})?                       # T12, C5-6
    | [bc]\d{{1,2}} | 999 | 101 | 111 | 112
    )\Z""",
    re.VERBOSE | re.IGNORECASE,
)


def is_of_nothing(written: str) -> bool:
    """Whether a number tells nobody apart: a small one, a time, a day, a dose, a sum, a part.

    Examples
    --------
    >>> [is_of_nothing(one) for one in ("14", "21:40", "12/3", "s.47", "4471", "FP-02")]
    [True, True, True, True, False, False]
    """
    return _NUMBER_OF_NOTHING.match(written) is not None or written.casefold() in _field_numbers()


def left_in(
    text: str,
    tokens: Sequence[Token],
    replaced: Sequence[Where],
    new: Collection[str],
    kept: Collection[str],
    ids: Collection[str] = (),
    firsts: Collection[str] = (),
    letters: Collection[str] = (),
) -> tuple[Left, ...]:
    """Return words and numbers of a text that nothing explains.

    Parameters
    ----------
    text, tokens
        The text, and its words.
    replaced
        Where something stands in place of it already.
    new
        Folded words that replacements are made of.
    kept
        What a person said may stay, folded.
    ids
        Ids of persons as ``case.toml`` has them, such as ``V``.
    firsts
        Folded words that are the first name of somebody whose whole name is replaced: "Blessing".
    letters
        Capitals with which names of persons of the case begin.
    """
    found: list[Left] = []
    words: list[int] = []
    told = [*betraying(text), *_known_to_all(text)]
    ends = {end for _, end in replaced}
    for number, token in enumerate(tokens):
        after = number > 0 and tokens[number - 1].end in ends
        rest = after and _is_rest_of_name(text, tokens, number)
        first = token.folded in firsts and token.is_capital and not token.is_upper
        if not (rest or first or _may_tell(token.raw, token.folded)):
            continue
        if token.raw.isdigit() or _is_in(token.start, token.end, replaced):
            continue
        if any(a <= token.start < b for a, b in told):
            continue
        if token.folded in kept or f"{token.folded}s" in kept:
            continue
        kind = _kind(text, tokens, number, new, ids, letters)
        if first and sense_of(text, tokens, number, frozenset()) is not Sense.WORD:
            kind = "unknown word"
        if kind or (rest and token.raw not in ids):
            words.append(number)
    free = _free(tokens, sorted(replaced)) if replaced else tokens
    named = [
        (start, end)
        for start, end in _named(text, tokens, free, new)
        if not any(a <= start < b for a, b in told)
        and not all(word in kept for word in path_of(text[start:end]))
    ]
    alone = {text[tokens[number].start : tokens[number].end] for number in words}
    named = [place for place in named if text[slice(*place)] not in alone]
    places = [(tokens[number].start, tokens[number].end) for number in words]
    for start, end in _side_by_side(text, tokens, sorted({*places, *named}), replaced):
        written = text[start:end]
        if not (written in kept or fold(written) in kept):
            found.append(Left(written, sentence_at(text, start), "unknown word"))
    if has_digit(text):
        found += _numbers(text, replaced, kept)
        for match in _in_a_phrase(text):
            written = match["house"]
            if written.casefold() not in kept and not _is_in(*match.span("house"), replaced):
                found.append(Left(written, sentence_at(text, match.start()), "number"))
    days = tuple(text[start:end] for start, end in days_apart(text)) if has_digit(text) else ()
    found = [one for one in found if not any(one.text in day for day in days)]
    asked = {one.text for one in found}
    taken = [m.span() for one in asked for m in re.finditer(re.escape(one), text)] if asked else []
    found += unmarked(text, tokens, [*replaced, *taken], kept, new)
    return tuple(found)


def _free(tokens: Sequence[Token], taken: Sequence[Where]) -> list[Token]:
    """Return the words in whose place nothing stands; no two places overlap."""
    free, at = [], 0
    for token in tokens:
        while at < len(taken) and taken[at][1] <= token.start:
            at += 1
        if at == len(taken) or token.end <= taken[at][0]:
            free.append(token)
    return free


def _side_by_side(
    text: str, tokens: Sequence[Token], places: Sequence[Where], replaced: Sequence[Where]
) -> Iterator[Where]:
    """Yield places of words; those that stand together are asked as one name."""
    if not places:
        return
    open_to = dict(places)
    at = {token.start: number for number, token in enumerate(tokens)}
    ends = {token.end: number for number, token in enumerate(tokens)}
    done = 0
    for start, end in places:
        if start < done:
            continue
        if _is_short_month(text, tokens, at.get(start)):
            start = tokens[at[start] - 1].start  # "Jan Whitelaw"
        while end in ends and start in at and ends[end] + 1 < len(tokens):
            last, after = tokens[ends[end]], tokens[ends[end] + 1]
            if _is_in(after.start, after.end, replaced) and not _is_first(last):
                break  # "Capt" before a name that has its stand-in
            # "Jack Mercer", whatever word the surname would be alone
            named = after.folded in surnames() or _may_name(after)
            begins = last.start == start
            # "Mark Wills", "Kenwyn Early": of an unknown name, too, and not in a heading
            of_word = _is_first(last) or not (last.is_upper or _in_capitals(text, tokens, last))
            surname = begins and (
                (named and last.folded in first_names()) or (of_word and _is_surname(text, after))
            )
            if not _goes_on(text, last, after) or not (after.start in open_to or surname):
                break
            end = max(after.end, open_to.get(after.start, 0))
        before = tokens[at[start] - 1] if at.get(start) else None
        if (
            before is not None
            and (
                _is_first(before)
                or (
                    _may_begin(text, tokens, before)
                    and not _is_in(before.start, before.end, replaced)
                )
            )
            and _goes_on(text, before, tokens[at[start]])
        ):
            start = before.start if before.start >= done else start  # "(Lee Dale)"
        saint = _SAINT.search(text, 0, start)
        if saint is not None and saint.start() >= done:
            start = saint.start()  # "St Mary's"
        tail = _PARTICLE.match(text, end) or _SECOND_BARREL.match(text, end)
        if tail is not None and not _is_in(end, tail.end(), replaced):
            end = tail.end()
        done = end
        yield start, end


def _is_short_month(text: str, tokens: Sequence[Token], number: int | None) -> bool:
    """Whether "Jan" stands before a surname, and no day before that: "Jan Whitelaw"."""
    if not number or tokens[number - 1].raw != "Jan" or is_plain(tokens[number].folded):
        return False
    before = tokens[number - 2].raw if number > 1 else ""
    return _goes_on(text, tokens[number - 1], tokens[number]) and not has_digit(before)


# "Ash Cartmell-Booth", whatever word the second half would be
_SECOND_BARREL = re.compile(r"[-‐‑][A-Z][a-z'’]{2,}(?!\w)")
_SAINT = re.compile(r"\b(?:St|Saint)\.?\s\Z")


def _may_begin(text: str, tokens: Sequence[Token], token: Token) -> bool:
    """Whether an ordinary word may be the first of a name that goes on: "the dog, Dolly Parton"."""
    return (
        _may_name(token)
        and is_plain(token.folded)  # else it is a name already
        and token.folded not in _styles()
        and not begins_sentence(text, token.start)
        and token.folded not in _jobs() | words_in("grammar", "relations")
        and not _in_capitals(text, tokens, token)
    )


_OF_ALL = re.compile(
    r"\b(?:Clare|Sarah|Jade|Martyn)['’]?s (?:Law|law|LAW)\b|\b(?:Op|Operation)\.? Encompass\b"
    r"|\b(?i:Edinburgh (?:(?:post-?\s?natal )?depression )?(?:scale|scores?|questionnaire))\b"
    r"|\b(?i:Edinburgh post-?\s?natal depression)\b|\b(?i:Ontario domestic assault)\b"
    r"|\b(?:Moses basket|Zimmer frame|Jiffy bag)s?\b"
    r"|\b(?i:Parkinson['’]?s(?= disease| nurse| clinic|[.,;)]|\Z))"
)


_OF_ALL_WORDS = frozenset({"law", "encompass", "edinburgh", "ontario", "moses", "zimmer", "jiffy"})
_OF_ALL_WORDS |= {"parkinson", "parkinsons"}


def _known_to_all(text: str) -> list[Where]:
    """Return where a text has a law or a scheme that is called so everywhere: "Clare's Law"."""
    return [m.span() for m in _OF_ALL.finditer(text)] if may_be_in(_OF_ALL_WORDS, text) else []


# "Llys-y-Coed", "Ffion ap Gwyn", "Newton-on-Sea"
_PARTICLE = re.compile(
    r"[-‐‑](?:yr?|on|in|le|la|de|the|under|upon|by|al|el|ap)[-‐‑][^\W\d_][\w'’]+"
    r"| (?:ap|ab|ferch|bin|ibn|bint|van|von|de|del|der|al|el|da|dos) [A-Z\u00c0-\u00de][\w'’]+"
)


def _goes_on(text: str, one: Token, other: Token) -> bool:
    """Whether two words with a capital may be of one name."""
    joined = text[one.end : other.start] in (" ", "-", "‐", "‑")
    initial = len(other.raw) == 1 and not one.is_upper
    both = one.is_capital and other.is_capital and (initial or one.is_upper == other.is_upper)
    return joined and both and not one.tail


def _is_surname(text: str, token: Token) -> bool:
    """Whether a word or a letter after a first name may be the surname: "Mark Wills", "Jo B."."""
    word = token.folded
    if len(token.raw) == 1:
        return token.raw not in "AI" and _INITIAL_GOES_ON.match(text, token.end) is None
    says_who = titles() | _jobs() | words_in("grammar", "relations") | _days_and_months()
    of_field = words_in("field", "generic") | words_in("places", "streets") - surnames()
    if word in _ALSO_SURNAMES:  # "Jane Early", and not "Jane Early Help"
        of_field = frozenset({word} if _CAPITAL_AFTER.match(text, token.end) else ())
    return (
        token.is_capital
        and not token.is_upper
        and len(word) > 2
        and word not in _OF_TWO
        and word not in words_in("grammar", "function") | of_field | says_who - _ALSO_SURNAMES
        and token.raw not in initialisms()
        and _SHORTENED.match(token.raw) is None
        and _digit_beside(text, token) is False
    )


#: Words of the field that are surnames as well.
_ALSO_SURNAMES = frozenset({"early", "church", "head", "child", "house", "beat", "constable"})
_CAPITAL_AFTER = re.compile(r" [A-Z]")
_INITIAL_GOES_ON = re.compile(r"[&/'’\-‐‑]|\+|\d")


@cache
def _jobs() -> frozenset[str]:
    """Return every word of what a job is called: "Jo Midwife" is no surname."""
    return frozenset(word for names in lists()["jobs"].values() for word in path_of(names))


_HOUSE = re.compile(
    r"(?:\b(?:at|opposite|outside|near|behind|from|to|of|in|next door)\s|\()"
    r"(?P<house>(?i:no\.?|house|number)\s?\d{1,4}[a-z]?)\b(?!\s?(?:%|of\b|to\b|on\b|in\b|[-–/:]\s?\d))"
)


#: "I live at 16", "the lady from 18": a house by its number alone; of who called, it may be a time.
HOUSE_AT = re.compile(
    r"\b(?P<house>(?:(?P<lives>(?i:lives?|lived|living|stay(?:s|ed|ing)?|tenants?|neighbours?"
    r"|residents?|family|lady|gentleman|couple|people|(?:they|we)['’]re|they are|(?:he|she)['’]s))"
    r"|complaints?|(?i:him|her|them|those|lot)(?=\sat\s\d{1,3}[a-z]?\s(?:said|says|told|heard|saw|who|rang|knew)\b)"
    r"|(?i:called|visited|knocked))\s(?:at|from)\s(?P<number>\d{1,3}[a-z]?))\b"
    r"(?!\s?(?:%|[:./–-]\s?\d|(?i:hrs?|hours|am|pm|h|to|of|o['’]clock|wks?|weeks?|mths?|months?"
    r"|yrs?|years?|mins?|per|different|other)\b)|['’])"
)

# "the 620 bus", "bus 2X from town": few places have one; a 42 there is everywhere
_ROUTE = r"(?:\d{3}[A-Z]?|\d{1,2}[A-Z]|[A-Z]\d{1,3})"
_BUS = re.compile(
    rf"\b(?:the|a|no\.?|number|on)\s(?P<house>{_ROUTE}\s(?:bus|tram|coach))\b"
    r"(?!\s(?:ride|fare|trip|journey|stop|ticket|pass))"
)
_BUS_BEFORE = re.compile(rf"\b(?P<house>(?i:bus|tram|coach)\s(?:(?i:no\.?|number)\s?)?{_ROUTE})\b")


_AT_NUMBER = re.compile(r"(?:at|from)\s\d")
_BUSES = frozenset({"bus", "tram", "coach"})


def houses_at(text: str) -> Iterator[re.Match[str]]:
    """Yield where a text has the number of a house alone: "the family at 12"."""
    if _AT_NUMBER.search(text) is not None:  # found sooner than all that may stand before it
        yield from HOUSE_AT.finditer(text)


def _in_a_phrase(text: str) -> Iterator[re.Match[str]]:
    """Yield where a text has the number of a house or a bus as the words around it show."""
    yield from _HOUSE.finditer(text)
    yield from houses_at(text)
    if may_be_in(_BUSES, text):
        yield from _BUS.finditer(text)
        yield from _BUS_BEFORE.finditer(text)


def _named(
    text: str, tokens: Sequence[Token], free: Sequence[Token], new: Collection[str]
) -> Iterator[Where]:
    """Yield where ordinary words name somebody or something: “Mr Shah”, “the Red Lion”."""
    open_to = {token.start: token for token in free}
    things = named_things(text)
    done, listed = 0, -1
    for number, token in enumerate(tokens):
        if not token.is_capital:
            continue
        kin = kin_of(text, tokens, number, listed)
        if kin is not Kin.NOT:
            listed = token.end
        if token.start < done or token.start not in open_to:
            continue
        if listed == token.end and is_plain(token.folded) and _may_be_kin(text, tokens, token, kin):
            yield token.start, token.end
            continue
        if _is_titled(text, tokens, number):
            if is_plain(token.folded):  # else it is asked as any word that nobody knows
                yield token.start, token.end
            continue
        if token.folded in new or not _stands_out(text, tokens, number):
            continue
        end = token.end
        for after in tokens[number + 1 :]:
            goes_on = text[end : after.start] in (" ", "'s ", "’s ", "-") and _is_word(after)
            if not goes_on or after.start not in open_to or not is_plain(after.folded):
                break
            end = after.end
        done = end
        if not any(a < end and token.start < b for a, b in things):
            yield _from_article(tokens, number, open_to, text), end
    hyphened = any(sign in text for sign in "-‐‑")
    for match in _HYPHENED.finditer(text) if hyphened else ():
        both = [open_to[at] for at in (match.start("one"), match.start("two")) if at in open_to]
        if len(both) == 2 and not all(t.folded in words_in("field", "generic") for t in both):
            yield match.span("whole")
    for match in _SCHOOL_CLASS.finditer(text) if " class" in text else ():
        word = open_to.get(match.start())
        if word is not None and _may_name(word) and word.folded not in first_names():
            yield match.span()
    named = may_be_in(_CALLED, text) or _QUOTED.search(text)
    for match in _CALLED_SO.finditer(text) if named else ():
        word = open_to.get(match.start("name"))
        if word is not None and _may_name(word) and is_plain(word.folded):
            yield match.span("name")
    for match in _WITH_PARTICLE.finditer(text) if hyphened else ():
        if match.start() in open_to and not any(a <= match.start() < b for a, b in things):
            yield match.span()
    for match in _TO_PLACES.finditer(text):
        for name in _PLACE_OF_SOME.finditer(text, match.start("places"), match.end("places")):
            word = open_to.get(name.start())
            towns = words_in("places", "towns_like_words") - _days_and_months()  # "in March"
            if word is not None and word.folded in towns:
                yield word.start, word.end
    for match in _TWO_NAMED.finditer(text) if "&" in text or "and" in text else ():
        both = [open_to[at] for at in (match.start("one"), match.start("two")) if at in open_to]
        if len(both) == 2 and is_plain(both[0].folded) != is_plain(both[1].folded):
            for word, other in ((both[0], both[1]), (both[1], both[0])):
                begins = begins_sentence(text, word.start) and word.start == match.start()
                if is_plain(word.folded) and _may_name(word) and _is_unknown(other) and not begins:
                    yield word.start, word.end
    for match in _FIRM.finditer(text) if " & " in text else ():
        both = [open_to[at] for at in (match.start("one"), match.start("two")) if at in open_to]
        if len(both) == 2 and all(_may_name(word) and is_plain(word.folded) for word in both):
            yield match.span()
    for match in _WORKS_FOR.finditer(text) if may_be_in(_WORKING, text) else ():
        worker = open_to.get(match.start("for_whom"))
        if worker is not None and not _says_nothing(worker):
            yield match.span("for_whom")
    if may_be_in(_SERVING, text):
        yield from _services(text, tokens, open_to)
    taken = [t for t in tokens if t.start not in open_to]
    for match in _TWO_INITIALS.finditer(text) if hyphened else ():
        if not any(match.start() < t.end and t.start < match.end() for t in taken):
            yield match.span()


def _may_be_kin(text: str, tokens: Sequence[Token], token: Token, kin: Kin) -> bool:
    """Whether a word may be the name of whoever stands before it: "bf, Jet,", "step-dad Art"."""
    word = token.folded
    known = word in first_names() or word in words_in("introduced", "words_as_names")
    letters = word.upper() in initialisms() and word not in _nobody()  # "Ace", and no "ACE"
    if not (known or letters or (_may_name(token) and word not in words_in("grammar", "ranks"))):
        return False
    return kin is Kin.LISTED or not _in_capitals(text, tokens, token)


def _services(text: str, tokens: Sequence[Token], open_to: Collection[int]) -> Iterator[Where]:
    """Yield where ordinary words are what a service or a lender is called: "Lifeline"."""
    for match in _OF_SERVICE.finditer(text):
        start, end = match.span("whom")
        whom = [t for t in tokens if start <= t.start < end]
        telling = [t for t in whom if _may_name(t) and _CLINIC.search(t.folded) is None]
        if all(t.start in open_to for t in whom) and any(
            is_plain(t.folded) and not _says_nothing(t) for t in telling
        ):
            yield start, end


def _from_article(tokens: Sequence[Token], number: int, open_to: Collection[int], text: str) -> int:
    """Return where a name begins that has a word of the field first: “the Red Lion”."""
    start = tokens[number].start
    if not number:
        return start
    first = tokens[number - 1]
    joined = text[first.end : start] == " " and first.start in open_to and _is_word(first)
    if not joined or first.tail:
        return start
    article = number > 1 and tokens[number - 2].folded == "the"
    # "County Hall", "Central Park": a word of the field, and part of the name
    inside = (
        text[: first.start].rstrip(_CLOSING)[-1:] not in ("", *_ENDS_SENTENCE)
        and is_plain(first.folded)
        and first.folded not in _jobs() | titles() | words_in("grammar", "relations") | _styles()
        and first.folded not in words_in("grammar", "days") | _nationalities()
        and first.raw not in initialisms()
    )
    return first.start if article or inside else start


def _is_word(token: Token) -> bool:
    """Whether a word with a capital may be the next of a name."""
    common = words_in("grammar", "function") | words_in("grammar", "months")
    return token.is_capital and not token.is_upper and token.folded not in common


# "Kingfisher class": few schools have one
_SCHOOL_CLASS = re.compile(r"\b[A-Z][a-z]{3,}s?(?= class\b)")

_PETS = (
    "dog|puppy|pup|cat|kitten|horse|pony|mare|rabbit|budgie|parrot|hamster|terrier|collie|staffie"
)
# "Cat (Nelson)", "her dog Rocket", "a man called Wolf"
_CALLED_SO = re.compile(
    rf"(?:\b(?i:{_PETS})(?:,\s|\s[(\"'“‘])|\b(?:{_PETS})\s"
    r"|\b(?i:an?|another|someone|somebody|man|woman|male|female|friend|lad|girl|boy|lady|lodger)"
    r"(?:\s[a-z]+)?\s(?:called|named|nicknamed|known\sas)\s[\"'“‘]?"
    r"|\b(?:nicknamed|aka|a\.k\.a\.)\s[\"'“‘]?"
    # "known at work as Red", "kids call him Papa"
    r"|\bknown\s(?:[a-z]+\s){0,3}as\s[\"'“‘]?|\bcalls?\s(?:him|her|them|me)(?:self)?\s[\"'“‘]?"
    # with Gaz and "Chalky"
    r"|\b(?:with|and|from|source|mate|friend|brother|cousin|by|&)\s[\"'“‘](?=[\w-]+[\"'”’]))"
    r"(?P<name>[A-Z][a-z]{2,})\b"
)
#: Words of which a text has one where something is called so; the last is of "a.k.a.". Or it is
#: in quotation marks.
_CALLED = frozenset(
    {*_PETS.split("|"), "call", "calls", "called", "named", "nicknamed", "known", "aka", "k"}
)
_QUOTED = re.compile(r"\s[\"'“‘]")
# "Cordelia & Flick": what stands with a name is one
_TWO_NAMED = re.compile(
    r"(?<![\w'’-])(?P<one>[A-Z][a-z'’]+)\s(?:&|and)\s(?P<two>[A-Z][a-z'’]+)(?![\w'’-]|\s[A-Z])"
)


def _is_unknown(token: Token) -> bool:
    """Whether a word with a capital is one that is asked about."""
    known = token.raw in initialisms() or token.folded in _nationalities()
    return not known and not token.is_upper and not is_plain(token.folded.removesuffix("s"))


# "Referred to Lifeline", "owes £80 to Provident": a service, a lender
_OF_SERVICE = re.compile(
    r"\b(?i:(?:self[\s-])?(?:referr(?:ed|als?)|signposted|introduced)(?:\s(?:her|him|them|both))?\s(?:in)?to"
    r"|(?:owe[sd]?|owing|debts?|repaying|repayments?|loans?)\s(?:[^.;]{0,12}\s)?(?:to|from|with)"
    r"|engag(?:ed|ing|es)\swith|(?:dis)?charged\s(?:by|from))\s"
    r"(?P<whom>[A-Z][a-z]{2,}(?:\s[A-Z][a-z]{2,}){0,3})\b(?!['’-]?\w|\s[A-Z])"
)


_OF_LENDERS = "owe owes owed owing debt debts repaying repayment repayments loan loans"
_OF_SERVICES = "referred referral referrals signposted introduced engaged engaging engages"
_SERVING = frozenset(f"{_OF_LENDERS} {_OF_SERVICES} charged discharged".split())
# what every hospital has: "Orthopaedics", "Dermatology"
_CLINIC = re.compile(
    r"(?:olog(?:y|ists?)|iatry|iatrics?|paedics?|therap(?:y|ies|ists?)|graphy|counsell(?:ing|ors?)|dietetics"
    r"|dieti[ct]ians?|opticians?|dentists?|surge(?:ry|ons?)|outpatients?|clinics?|phlebotomy|matern\w+)\Z"
)
# "vet is Paws & Claws"
_FIRM = re.compile(r"(?<=[a-z,;]\s)(?P<one>[A-Z][a-z]{2,})\s&\s(?P<two>[A-Z][a-z]{2,})(?![\w'’-])")
# "Works for Sergeant's": a firm may be called by any word
_WORKS_FOR = re.compile(
    r"\b(?i:work(?:s|ed|ing)?|job|jobs|employed|accident|shifts?)\s(?:at|for|by)\s"
    r"(?P<for_whom>[A-Z][a-z]{2,})(?:['’]s)?\b"
)
_WORKING = frozenset({"work", "works", "worked", "working", "job", "jobs"}) | frozenset(
    {"employed", "accident", "shift", "shifts"}
)


def _says_nothing(token: Token) -> bool:
    word = token.folded
    common = words_in("grammar", "function") | words_in("grammar", "relations") | titles()
    kin = words_in("grammar", "relation_words") | words_in("field", "generic") | _days_and_months()
    known = token.raw in initialisms() or word.removesuffix("s") in words_in("field", "generic")
    return known or word in common | kin | _nationalities() | first_names()


# "at Top-Shop", and not "at Anti-Social Behaviour": two words of the field are none
_HYPHENED = re.compile(
    r"\b(?:at|in|for|from|near|outside|behind|opposite|by|to)\s(?:the\s)?"
    r"(?P<whole>(?P<one>[A-Z][a-z]{2,})[-‐‑](?P<two>[A-Z][a-z]{2,}))\b(?![-‐‑'’])"
)
_TWO_INITIALS = re.compile(r"(?<![\w&/.-])(?!A-[ZEBC]\b)[A-Z]-[A-Z](?![\w&/-])")


def _is_titled(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a title stands before a word, or before what stands before it: “Ms O. Brown”."""
    token = tokens[number]
    if len(token.raw) == 1 or token.folded in titles() or token.folded in _days_and_months():
        return False
    if token.folded in _OF_TWO:
        return False  # "Mr Mahmood Snr"
    if number and token.raw in initialisms() and tokens[number - 1].folded not in titles():
        return False  # "Mrs Pryce DNA"
    for back in range(number - 1, max(-1, number - 4), -1):
        before = tokens[back]
        between = text[before.end : tokens[back + 1].start]
        short = len(before.raw) == 1 or before.folded in words_in("grammar", "sure_titles")
        if (
            not before.is_capital
            or not _BEFORE_SURNAME.match(between)
            or ("." in between and not short)
        ):
            return False
        if before.folded in words_in("grammar", "sure_titles"):
            return True
        job = before.folded in words_in("grammar", "strong_jobs") and not before.raw.islower()
        if job:
            return token.folded not in vocabulary_words() and not token.is_upper
    return False


#: What tells two people of one name, and is no surname.
_OF_TWO = frozenset({"senior", "junior", "snr", "jnr"})


def _days_and_months() -> frozenset[str]:
    return words_in("grammar", "days") | words_in("grammar", "months")


_BEFORE_SURNAME = re.compile(r"(?:\.?[ \u00a0]{1,2}|\.|[-‐‑])\Z")


def _stands_out(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether an ordinary word has a capital inside of a sentence that has few of them."""
    token = tokens[number]
    if not _may_name(token):
        return _is_name_all_the_same(text, tokens, number)
    if begins_sentence(text, token.start):
        return False
    if _digit_beside(text, token) or (number and text[token.start - 1] in "/-‐‑&@_"):
        return False
    if text[token.end : token.end + 1] in tuple("/&@_") or not is_plain(token.folded):
        return False
    if token.folded in first_names():
        return False  # looked at as a name
    if not number or text[: token.start].rstrip(_CLOSING)[-1:] in _ENDS_SENTENCE:
        return False
    before = tokens[number - 1]
    named = before.is_capital and not is_plain(before.folded) and before.end + 1 == token.start
    if (named or _IN_PLACE.search(text, 0, token.start)) and not before.is_upper:
        return True
    if _POSTCODE_AFTER.match(text, token.end) or _after_street().search(text, 0, token.start):
        return True
    if is_after_who(text, tokens, number):
        return not _in_capitals(text, tokens, token)  # "the caretaker Norm saw him"
    return not _is_heading(text, tokens, token)


def _is_of_somebody(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether what stands beside a word says that it is a name: "nurse Tia", "Tia rang"."""
    before = tokens[number - 1] if number else None
    if tokens[number].tail or is_after_who(text, tokens, number):
        return True
    to = words_in("grammar", "to_people") | words_in("grammar", "relations")
    if (
        before is not None
        and text[before.end : tokens[number].start] == " "
        and before.folded in to
    ):
        return True
    return _does_something(text, tokens, number)


def _does_something(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether what only somebody does stands after a word: "Norm saw him"."""
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    does = words_in("grammar", "acts") - words_in("grammar", "weak_acts")
    beside = after is not None and text[tokens[number].end : after.start] == " "
    return beside and after is not None and after.folded in does


def _is_name_all_the_same(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a word of the field is somebody's name where all around says so: "cook Norm left"."""
    token = tokens[number]
    if token.is_upper:
        return False
    if token.folded in only_letters():
        return _is_of_somebody(text, tokens, number)  # "nurse Tia", and not "TIA"
    return (
        is_after_who(text, tokens, number)
        and _does_something(text, tokens, number)
        and token.folded not in _nobody()
        and token.raw not in initialisms()
        and not _in_capitals(text, tokens, token)
    )


@cache
def _nobody() -> frozenset[str]:
    """Return words of the field that stand for nobody, whatever is around them."""
    return (
        words_in("field", "generic")
        | words_in("grammar", "function")
        | words_in("grammar", "relation_words")
        | words_in("grammar", "relations")
        | words_in("introduced", "kinds")
        | titles()
        | _jobs()
        | _days_and_months()
        | _nationalities()
        | _styles()
    )


_POSTCODE_AFTER = re.compile(r",?\s[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")


@cache
def _after_street() -> re.Pattern[str]:
    """Return what stands before the town of an address: “8 Cheese Lane, Deal”."""
    ends = "|".join(word.capitalize() for word in lists()["places"]["streets"].split())
    return re.compile(rf"\d[A-Za-z]?,?\s(?:[A-Z&][\w'’-]*\s){{1,3}}(?:{ends}),\s\Z")


# "Pen-y-groes", "Newton-le-Willows"
_WITH_PARTICLE = re.compile(
    r"(?<![\w-])[A-Z\u00c0-\u00de][^\W\d_]+[-‐‑](?:yr?[-‐‑][^\W\d_]{3,}"
    r"|(?:on|upon|under|by|le|la|juxta)[-‐‑][A-Z][^\W\d_]{2,})(?![\w-])"
)
_PLACE_OF_SOME = re.compile(r"(?<![\w-])[A-Z][a-z]+(?![\w'’-]|\s[A-Z])")
# "off to Deal, then Rugby and Reading": towns that are called as words are
_TO_PLACES = re.compile(
    r"(?<![\w-])(?:in|to|at|from|near|of|outside|around|towards|via|visit(?:ing|s|ed)?|leaving|left|then)\s"
    r"(?P<places>[A-Z][\w'’-]+(?:(?:,\s(?:then\s|and\s|or\s)?|\s(?:and|or|then|to|&)\s)[A-Z][\w'’-]+)*)"
    r"(?!\s[A-Z])"
)


_ENDS_SENTENCE = tuple(".!?:•…|")
_CLOSING = " \t\u00a0\"'“”‘’()[]"
_IN_PLACE = re.compile(
    r"\b(?:at|in|near|next\sto|outside|behind|opposite|from|towards|on(?=\sthe\s))\s(?:the\s)?(?:[A-Z][\w'’]+,?\s){0,5}\Z"
)


def _may_name(token: Token) -> bool:
    """Whether a word with a capital is none of the field, of the calendar or of grammar."""
    word = token.folded
    return (
        token.is_capital
        and not token.is_upper
        and len(word) > 2
        and word not in vocabulary_words()
        and word.removesuffix("s") not in vocabulary_words()
        and word not in words_in("field", "generic")
        and word not in words_in("grammar", "function") | words_in("grammar", "days")
        and word not in words_in("grammar", "relation_words")
        and word not in words_in("grammar", "months") | titles() | _nationalities() | _styles()
        and token.raw not in initialisms()
        and _SHORTENED.match(token.raw) is None
    )


def _is_heading(text: str, tokens: Sequence[Token], token: Token) -> bool:
    """Whether the words around have capitals as well: a heading, a form, a list of titles."""
    return len(_near(text, tokens, token)) < 2 or _in_capitals(text, tokens, token)


def _in_capitals(text: str, tokens: Sequence[Token], token: Token) -> bool:
    """Whether there are words around, and most have a capital."""
    long = _near(text, tokens, token)
    return len(long) > 1 and 2 * sum(t.is_capital for t in long) > len(long)


def _near(text: str, tokens: Sequence[Token], token: Token) -> list[Token]:
    """Return the longer words around one that could do without a capital."""
    begin = max(text.rfind(sign, 0, token.start) for sign in ".;:!?\n|") + 1
    near = [t for t in tokens if begin <= t.start and abs(t.start - token.start) < 60]
    # what begins the sentence has a capital anyhow, and so has a name
    near = [t for t in near if text[begin : t.start].strip(_CLOSING) and not _is_first(t)]
    return [t for t in near if len(t.raw) > 3 and not t.raw.isdigit()]


def _is_first(token: Token) -> bool:
    return token.is_capital and not token.is_upper and token.folded in first_names()


def _is_in(start: int, end: int, places: Sequence[Where]) -> bool:
    return any(a < end and start < b for a, b in places)


def _is_owner(word: str) -> bool:
    """Whether a word in small letters is a first name that something is of: "jasons fault"."""
    return word.endswith("s") and word[:-1] in first_names()  # and such a word is none


@lru_cache(maxsize=50_000)
def _may_tell(raw: str, word: str) -> bool:
    """Whether a word may be asked about, whatever stands beside it: most are ordinary."""
    if not raw[:1].isupper():
        return not is_plain(word) and (word in names() or _is_owner(word))
    if raw in initialisms() or raw.removesuffix("s") in initialisms() or _SHORTENED.match(raw):
        return False
    if len(raw) == 1:
        return True
    if word in words_in("field", "british") or word in titles() or word in _styles():
        return False
    if word in first_names() and (is_plain(word) or word in vocabulary_words()):
        return True
    # "Wes" and "Les" are no "we" and "le" of several
    small_s = word.endswith("s") and not raw.isupper() and len(word) > 3 and is_plain(word[:-1])
    small_s |= raw[-2:] in ("'d", "’d") and is_plain(word[:-1])  # "Photo'd"
    return not (is_plain(word) or small_s or word in _nationalities())


def _kind(
    text: str,
    tokens: Sequence[Token],
    number: int,
    new: Collection[str],
    ids: Collection[str],
    letters: Collection[str] = (),
) -> str:
    token = tokens[number]
    word = token.folded
    if not token.is_capital:
        # an unusual word in small letters is a slip of the pen; a first name is a name
        known = (word in names() or _is_owner(word)) and not is_plain(word) and word not in new
        return "unknown word" if known and not _digit_beside(text, token) else ""
    if token.raw in initialisms() or token.raw.removesuffix("s") in initialisms():
        return ""
    if _digit_beside(text, token) or _SHORTENED.match(token.raw):
        return ""
    if len(token.raw) == 1 and token.raw not in ids and _is_of_a_worker(text, tokens, number):
        return "unknown word"
    if len(token.raw) == 1 and _is_titled_letter(text, tokens, number):
        return "unknown word"
    if len(token.raw) == 1 and token.raw in letters and _is_dotted(text, tokens, number):
        return "unknown word"
    if len(token.raw) == 1 and token.raw in letters and _is_noted(text, tokens, number):
        return "" if token.raw in ids else "unknown word"
    if len(token.raw) == 1:
        whose = token.raw in _LONE or _owned(text, token) or token.tail != ""
        return _lone(text, tokens, number) if whose and token.raw not in ids else ""
    if word in words_in("field", "british") or word in titles() or word in _styles():
        return ""
    if word in words_in("grammar", "relation_words"):
        return ""  # "Nanny Pauline"
    if word in first_names() and (is_plain(word) or word in vocabulary_words()):
        if token.is_upper and word in vocabulary_words():
            return ""
        if word in words_in("grammar", "months") and not _acts(tokens, number):
            return ""
        sense = sense_of(text, tokens, number, frozenset())
        if _has_surname(text, tokens, number):
            return "unknown word"
        if sense is Sense.ASK and starts_sentence(text, token.start):
            noted = _noted(tokens, number) or _BRACKET.match(text, token.end) is not None
            return "unknown word" if noted else ""
        return "" if sense is Sense.WORD else "unknown word"
    several = word.endswith("s") and not token.is_upper and len(word) > 3
    if is_plain(word) or (several and is_plain(word[:-1])):
        return ""
    if word in _nationalities() or word in new:
        return ""
    return "unknown word"


#: "Rob (admin) sent it"
_BRACKET = re.compile(r"\s\([a-z]{3,12}\)")


def _noted(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word that is a first name, too, has a verb after it: "Grace notes that"."""
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    return (
        after is not None
        and after.raw.islower()
        and not after.tail
        and after.folded in words_in("grammar", "notes")
    )


def _is_rest_of_name(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a word after what is replaced is left of a name: "Adrian Wills" for Mark Wills."""
    if not tokens[number].is_capital:
        return False
    first, token = tokens[number - 1], tokens[number]
    if not (_goes_on(text, first, token) and _is_surname(text, token)):
        return False
    named = not is_plain(first.folded) and token.folded not in vocabulary_words()
    if not (_is_first(first) or named):
        return False
    others = [t for t in _near(text, tokens, token) if t not in (first, token)]
    return 2 * sum(t.is_capital for t in others) <= len(others)


def _has_surname(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a word that is a first name, too, has what may be a surname after it: "Jack Long"."""
    if number + 1 == len(tokens) or tokens[number].folded in words_in("grammar", "function"):
        return False
    token, after = tokens[number], tokens[number + 1]
    return (
        _is_first(token)
        and len(after.raw) > 1
        and _goes_on(text, token, after)
        and _is_surname(text, after)
        and (
            token.folded not in _days_and_months()
            or after.folded in surnames() | first_names()
            or not is_plain(after.folded)  # "April Whitelaw"
        )
        and not _in_capitals(text, tokens, token)
    )


#: Single capitals that stand for nobody as a rule are left out: A, I, and what medicine writes.
_LONE = frozenset("BDEFGHJKMNOQSTUWYZ")


def _is_of_a_worker(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a letter is all of a worker's name that is written: "Dr B", "PC W."."""
    before = tokens[number - 1] if number else None
    after = _INITIAL_GOES_ON.match(text, tokens[number].end)
    return (
        before is not None
        and after is None
        and before.folded in words_in("grammar", "strong_jobs")
        and before.is_capital
        and _BEFORE_SURNAME.match(text[before.end : tokens[number].start]) is not None
    )


def _is_titled_letter(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a letter is all of somebody's surname that is written: "Mrs P. also heard"."""
    before = tokens[number - 1] if number else None
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    between = "" if after is None else text[tokens[number].end : after.start]
    goes_on = after is not None and after.is_capital and between in (" ", ". ", ".", " & ")
    return (
        before is not None
        and before.folded in ("mr", "mrs", "ms", "miss")
        and before.is_capital
        and _BEFORE_SURNAME.match(text[before.end : tokens[number].start]) is not None
        and _INITIAL_GOES_ON.match(text, tokens[number].end) is None
        and not (goes_on and after is not None and not starts_sentence(text, after.start))
    )


def _is_noted(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a note is of somebody by a letter: "D drew a man", "S crying"."""
    token, after = tokens[number], tokens[number + 1] if number + 1 < len(tokens) else None
    return (
        after is not None
        and token.raw in _LONE
        and starts_sentence(text, token.start)
        and text[token.end : after.start] == " "
        and after.raw.islower()
        and after.folded in words_in("hurried", "of_a_child")
    )


_AND_A_LETTER = re.compile(r"(?<!\w)[A-Z]\.(?:,|\s(?:and|&))\s\Z")


def _is_dotted(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a letter with a full stop stands for somebody: "sibs O. and K.", "O. quiet"."""
    token = tokens[number]
    before = tokens[number - 1] if number else None
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if text[token.end : token.end + 1] != "." or text[token.end + 1 : token.end + 2].isalnum():
        return False
    if text[token.start - 1 : token.start] in tuple("./&-’'"):
        return False
    if before is not None and len(before.raw) == 1 and before.is_capital:
        return False  # "J. B."
    if _AND_A_LETTER.search(text, 0, token.start):
        return True  # "sibs O. and K."
    if after is None or after.is_capital or text[token.end : after.start] != ". ":
        return False  # the end of a sentence: "Plan B. Seen"
    return after.folded not in words_in("grammar", "after_a_genus")


def _lone(text: str, tokens: Sequence[Token], number: int) -> str:
    """Return whether a single capital may be somebody's initial: it does or owns something."""
    token = tokens[number]
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if token.tail or _owned(text, token):
        return "unknown word"
    before = tokens[number - 1] if number else None
    if before is not None and before.folded in LETTERED:
        return ""  # "plan B agreed"
    if before is not None and before.folded in words_in("grammar", "to_people"):
        beside = text[before.end : token.start] == " "
        return "unknown word" if beside and _ENDS.match(text, token.end) else ""
    if after is None or text[token.end : after.start] not in (" ", ". "):
        return ""
    if len(after.raw) == 1 and after.is_capital:
        return "unknown word"
    does = after.folded in words_in("grammar", "acts") - {"&", "and"}
    did = after.raw.islower() and after.raw.endswith("ed") and is_plain(after.folded)
    return "unknown word" if does or did else ""


def _owned(text: str, token: Token) -> bool:
    """Whether something is of whom a letter with a full stop stands for: "R.'s ex"."""
    return _OWNED.match(text, token.end) is not None


_OWNED = re.compile(r"\.['’]s\b")
_ENDS = re.compile(r"\s*(?:[.:;,)]|\Z)")


@cache
def _styles() -> frozenset[str]:
    """Return what stands before names as titles do: "Capt", "Haji"."""
    return words_in("grammar", "ranks_before") | words_in("grammar", "styles_before")


_SHORTENED = re.compile(
    r"(?:I|you|he|she|we|they|it|that|there|who|what)['’](?:m|d|ll|ve|re)\Z", re.IGNORECASE
)


def _acts(tokens: Sequence[Token], number: int) -> bool:
    """Whether a title stands before a word, or after it what only somebody does."""
    acts = words_in("grammar", "acts") - words_in("grammar", "weak_acts")
    return (number > 0 and tokens[number - 1].folded in titles()) or (
        number + 1 < len(tokens) and tokens[number + 1].folded in acts
    )


def _digit_beside(text: str, token: Token) -> bool:
    """Whether a word is part of a word with digits, which is looked at as a whole."""
    return _BESIDE.match(text, token.end) is not None or (
        token.start > 0 and _AHEAD.search(text, max(0, token.start - 2), token.start) is not None
    )


_BESIDE = re.compile(r"[-/]?\d")
_AHEAD = re.compile(r"\d[-/]?\Z")


@cache
def _nationalities() -> frozenset[str]:
    return words_in("rare", "nationalities") | words_in("rare", "languages")


def is_date_only(written: str, dates: Collection[str]) -> bool:
    """Whether a run of signs tells nothing but dates that are looked at as such.

    Examples
    --------
    >>> is_date_only("on:2012-03-14T20:15:00Z", ["2012-03-14"]), is_date_only("A12/3/4", [])
    (True, False)
    """
    if any(written in one for one in dates):
        return True
    rest = written
    for one in sorted(dates, key=len, reverse=True):
        rest = rest.replace(one, " ")
    if rest == written:
        return False
    pieces = re.split(r"[\s/|=<>;:,_-]*\s[\s/|=<>;:,_-]*", rest.strip(" /|=<>;:,_-"))
    return all(
        not has_digit(piece) or _TIME_OF_ISO.match(piece) or _NUMBER_OF_NOTHING.match(piece)
        for piece in pieces
    )


_TIME_OF_ISO = re.compile(r"T?\d{1,2}:?\d\d(?::?\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?\Z")


def _numbers(text: str, replaced: Sequence[Where], kept: Collection[str]) -> list[Left]:
    found = []
    for match in _NUMBERED.finditer(text):
        written = match[0].rstrip(".:,!?'’\"…").lstrip("'‘’(.")
        if written.casefold() in kept or _is_in(match.start(), match.end(), replaced):
            continue
        if _BARE_CLOCK.match(written) and _OF_TIME.search(text, 0, match.start()):
            continue
        if _OF_A_PART.match(written) and _PART_BEFORE.search(text, 0, match.start()):
            continue  # "Ward 9B", "class 3B", "Form H3"
        pieces = [written, *re.split(r"[–—=:+&]", written)]
        if _OF_A_FILE.match(written) and _NUMBER_BEFORE.search(text, 0, match.start()):
            found.append(Left(written, sentence_at(text, match.start()), "number"))
            continue  # "mortuary no 14-229"
        if _NUMBER_OF_NOTHING.match(written) or (
            all(
                _NUMBER_OF_NOTHING.match(piece) or not any(c.isdigit() for c in piece)
                for piece in pieces[1:]
            )
            and len(pieces) > 2
        ):
            continue
        worker = re.fullmatch(r"([A-Za-z]{1,4})\d", written)
        if written.casefold() in _field_numbers() or (worker and worker[1] in initialisms()):
            continue  # PHQ-9; OM1 as a file calls a worker
        found.append(Left(written, sentence_at(text, match.start()), "number"))
    return found


_OF_A_FILE = re.compile(r"\d{1,3}[-–/]\d{3}\Z|\d{3}[-–/]\d{1,3}\Z")
_NUMBER_BEFORE = re.compile(
    r"\b(?:no|nos|num|number|ref|file|log|register|serial|id)\b[.:#]?\s*\Z", re.IGNORECASE
)
_OF_A_PART = re.compile(r"\d{1,2}[A-Za-z]\Z|[A-Za-z]{1,2}\d{1,3}[A-Za-z]?\Z")
_PART_BEFORE = re.compile(
    r"\b(?:ward|class|part|section|sect|sec|schedule|code|type|grade|stage|level|category|cat|year|yr"
    r"|form|band|appendix|para|paragraph|group|bay|theatre|exhibit|gate|platform|table)\s\Z",
    re.IGNORECASE,
)
_BARE_CLOCK = re.compile(r"(?!19|20)(?:[01]\d|2[0-3])[0-5]\d\Z|20[0-5]\d\Z")
_OF_TIME = re.compile(
    r"(?:@|\b(?:at|left|arr(?:ived)?|dep(?:arted)?|toa|tod|eta|timed?|by|from|until|till|to|approx|around"
    r"|about|since|between|and|before|after|scene|pronounced|resumed|cleared|logged|called|rang"
    r"|rec['’]d|received|ended|began|started|updated"
    # "Sun 3 March 0940"
    r"|\d{1,2}(?:st|nd|rd|th)?\s(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*))"
    r"\s*:?\s*\Z",
    re.IGNORECASE,
)


@cache
def _field_numbers() -> frozenset[str]:
    return frozenset(
        w.casefold() for w in lists()["field"]["words"].split() if any(c.isdigit() for c in w)
    )


# -- what betrays a date ------------------------------------------------------------------------


_OF_ITS_YEAR = (
    "Act|Regulations|Order|Rules|Code|Guidance|DASH|Working Together"
    "|Keeping Children Safe(?: in Education)?"
)
_ITS_YEAR = r"(?:19|20)\d\d"


@cache
def _lettered() -> str:
    """Return the Acts that are known by their letters, one or the other: "MHA 1983"."""
    return "|".join(sorted(word.upper() for word in words_in("betrays", "acts")))


_IN_WORDS = r"(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty)"
_SMALL = "(?:one|two|three|four|five|six|seven|eight|nine)"
#: What says when in the year, or in which year, and looks like no date.
_OF_ITS_TIME = (
    r"\bday\s\d{1,3}\sof\s(?:19|20)\d\d\b|\b\d{1,3}(?:st|nd|rd|th)\sday\sof\s(?:the\syear|(?:19|20)\d\d)\b|"
    r"\b(?:week|wk)\.?\s?(?:no\.?\s|number\s|#\s?)?(?:[1-5]\d|0\d)\b"
    r"(?!\s?(?:of\s(?!(?:19|20)\d\d|the\syear)|weeks?|pregnan|gestation|scan|\w*natal|\+|/|:))"
    r"|\b(?-i:FY|AY)\s?['’]?\d\d(?:\s?[/–-]\s?\d\d)?\b"
    r"|\b(?:financial|academic|school|tax)\syear\s['’]?\d\d\s?[/–-]\s?\d\d\b"
    rf"|\btwo\sthousand\s(?:and\s)?(?:{_SMALL}|{_IN_WORDS})\b(?!\s(?:pounds|hundred|quid|people))"
    rf"|\btwenty[\s-](?:oh[\s-]{_SMALL}|{_IN_WORDS}(?:[\s-]{_SMALL})?)\b"
    rf"|\bnineteen[\s-](?:seventy|eighty|ninety|sixty)(?:[\s-]{_SMALL})?\b"
    rf"|\bsince\soh[\s-]{_SMALL}\b"
    r"|\b(?:sunset|sunrise|high\s(?:tide|water)|low\s(?:tide|water)|dusk|dawn)\s(?:(?:at|was|is|of)\s)?"
    r"\d{1,2}[:.]\d\d\b"
    r"|\bturn(?:s|ed|ing)\s(?:eighteen|(?:twenty|thirty|forty|fifty|sixty|seventy)(?:[\s-]\w+)?)\b"
    r"(?=\s?(?:in|on|at|this|next|last|today|\Z|[.,;]))"
    r"|\b(?:his|her|their|my|\w+['’]s)\s(?:1[6-9]|[2-9]\d)(?:st|nd|rd|th)\b"
    r"(?=\s(?:on|in|at|party|do|next|last|this|tomorrow|year)\b|\s?(?:[.,;]|\Z))"
)


@cache
def _betraying() -> re.Pattern[str]:
    phrases = "|".join(
        re.escape(phrase).replace("'", "['’]?").replace(r"\ ", r"\s+")
        for phrase in phrases_in("betrays", "phrases")
    )
    return re.compile(
        rf"{lists()['betrays']['birthday']}|{_OF_ITS_TIME}|(?<!\w)(?:{phrases})(?!\w)"
        # "Storm Agnes", and not the log of a system that is called so
        r"|\b(?-i:Storm\s(?!Log|Ref|Cad)[A-Z][a-z]{2,})\b"
        # "Care Act 2014", "Working Together (2010)": no case is older than the law that it names
        rf"|\b(?-i:{_OF_ITS_YEAR}|{_lettered()})\s(?:of\s)?(?:\({_ITS_YEAR}\)|{_ITS_YEAR}\b(?!/\d))",
        re.IGNORECASE,
    )


@cache
def _betrayers() -> frozenset[str]:
    turning = {"turns", "turned", "turning", "storm"}
    of_a_year = {"act", "regulations", "order", "rules", "code", "guidance", "dash"}
    of_a_year |= {"together", "safe", "education"} | words_in("betrays", "acts")
    of_a_year |= {
        "day",
        "week",
        "wk",
        "fy",
        "ay",
        "year",
        "thousand",
        "twenty",
        "nineteen",
        "oh",
        "turns",
    }
    of_a_year |= {"sunset", "sunrise", "tide", "water", "dusk", "dawn", "his", "her", "their", "my"}
    return telltales(phrases_in("betrays", "phrases")) | turning | of_a_year


@cache
def _phrases_by_word() -> dict[str, list[frozenset[str]]]:
    """Return the words of each phrase that betrays a date, by the longest of them."""
    found: dict[str, list[frozenset[str]]] = {}
    for phrase in phrases_in("betrays", "phrases"):
        # "year's" is found as "years", too: the other words are there in any case, and "freshers'"
        sure = re.findall(r"(?<![\w'])\w+(?!\w|'\w)", phrase)
        ways = [sure] if sure else [[phrase.replace("'", "")], re.findall(r"\w+", phrase)]
        for words in ways:
            found.setdefault(max(words, key=len), []).append(frozenset(words))
    return found


@cache
def _with_a_number() -> frozenset[str]:
    """Return what betrays a date where a number is with it: "week 32", "Care Act 2014"."""
    return words_in("betrays", "numbered") | words_in("betrays", "acts")


_OLD_ENOUGH = re.compile(r"(?:1[6-9]|[2-9]\d)(?:st|nd|rd|th)", re.IGNORECASE)
_BETRAY_OTHERWISE = re.compile("birthday|storm|thousand|twenty|nineteen|since oh|turn")


def _may_betray(text: str) -> bool:
    """Whether a text has all the words of something that betrays a date, in whatever order."""
    runs = runs_of(text)
    if runs is None or _BETRAY_OTHERWISE.search(text.lower()):
        return True
    # with digits: how old somebody turns, a law with its year
    if has_digit(text) and (_OLD_ENOUGH.search(text) or may_have(_with_a_number(), text)):
        return True
    by_word = _phrases_by_word()
    return any(words <= runs for word in by_word.keys() & runs for words in by_word[word])


@lru_cache(maxsize=30_000)
def betraying(text: str) -> tuple[Where, ...]:
    """Return where a text has words that betray a date.

    Examples
    --------
    >>> text = "Went home after Christmas, before her 30th birthday."
    >>> [text[a:b] for a, b in betraying(text)]
    ['Christmas', '30th birthday']
    """
    if not may_have(_betrayers(), text) and "birthday" not in text.casefold():
        return ()
    if not _may_betray(text):
        return ()
    # "sats 98%" is how much oxygen is in the blood, and no test at school
    return tuple(
        match.span()
        for match in _betraying().finditer(text)
        if not (match[0].casefold() == "sats" and _OF_BLOOD.match(text, match.end()))
    )


_OF_BLOOD = re.compile(r"\s*(?:(?:of|were|was|are|is|at|on\s(?:room\s)?air)\b|[:=])?\s*\d", re.I)
_A_YEAR = "generalise: “one year”"
_A_SCHOOL_DAY = "generalise: “a school day”"
_SAID_OF = (
    (re.compile(r"^day \d|day of", re.I), "generalise: “one day”"),
    (re.compile(r"^(?:week|wk)", re.I), "generalise: “one week”"),
    (
        re.compile(r"^(?:FY|AY)|^\w+ year ['’\d]|thousand|^twenty|^nineteen|^since oh", re.I),
        _A_YEAR,
    ),
    (re.compile(r"\d[:.]\d\d$"), "generalise: “that time”"),
    (re.compile(r"\d(?:st|nd|rd|th)$|^turn", re.I), "generalise: “a birthday”"),
    (
        re.compile(rf"\A(?:{_OF_ITS_YEAR}|{_lettered()})\s.*{_ITS_YEAR}"),
        "replace by the same without its year: no case is older than what it names",
    ),
    (re.compile("birthday", re.I), "generalise: “birthday”"),
    (re.compile("^turn", re.I), "generalise: “having a birthday”"),
    (re.compile(r"reception|back to school", re.I), "generalise: “going to school”"),
    (
        re.compile(r"nativity|carol|panto|christingle|disco|assembly", re.I),
        "generalise: “an event”",
    ),
    (
        re.compile(r"(?:polling|election|wedding) (?:day|anniversar)", re.I),
        "generalise: “a special day”",
    ),
    (re.compile(r"(?:inset|sats|prom|results|sports) (?:day|night)s?$", re.I), _A_SCHOOL_DAY),
    (re.compile(r"term|prom|results|school|half|sats|inset", re.I), "generalise: “school time”"),
    (re.compile(r"lockdown|pandemic|covid|corona|furlough", re.I), "generalise: “that time”"),
    (
        re.compile(
            r"\bcup|euro|nations|national|wimbledon|derby|match|league|grand prix|play", re.I
        ),
        "generalise: “a match”",
    ),
    (
        re.compile(
            r"olymp|games|jubilee|marathon|carnival|glaston|fair|ascot|wedding|coronation|funeral|brexit|elect|referendum|riot|attack",
            re.I,
        ),
        "generalise: “an event”",
    ),
    (re.compile(r"heat|beast|snow|storm|flood", re.I), "generalise: “bad weather”"),
    (re.compile(r"clocks|mot ", re.I), "generalise in your own words"),
)


def said_of_betrayal(written: str) -> str:
    """Return what could be said of words that betray a date.

    Examples
    --------
    >>> said_of_betrayal("30th birthday")
    'generalise: “birthday”; keep where the day does not matter'
    """
    holiday = "generalise: “a holiday”, “that season”"
    said = next((said for pattern, said in _SAID_OF if pattern.search(written)), holiday)
    return f"{said}; keep where {'it' if said.startswith('replace') else 'the day'} does not matter"


_THINGS = re.compile(
    r"(?:(?<=[a-z,;]\s)|(?<=\d\s)|(?<=\d[a-zA-Z]\s))The\s(?P<house>[A-Z][a-z]+(?:(?:\s(?:and|&|of|in|o['’]))?\s[A-Z][a-z]+)*)"
    r"|\b(?:in|at|from|outside|near|behind|down)\sthe\s(?P<pub>[A-Z][a-z]+\s(?:and|&)\s[A-Z][a-z]+)"
    r"(?![\w'’]|\s[A-Z])"
    r"|\b(?:Op|Operation)\.?\s(?P<op>[A-Z][A-Za-z]{2,})"
)


_BEGIN_THINGS = (
    re.compile(r"The\s[A-Z]"),
    re.compile(r"the\s[A-Z][a-z]+\s(?:and|&)\s"),
    re.compile(r"Op(?:eration)?\.?\s[A-Z]"),
)


def _is_of_two_things(written: str) -> bool:
    """Whether a pub may be called so: "Ship and Castle", and not "Police and Probation"."""
    first, _, last = written.split()
    of_field = vocabulary_words() | words_in("field", "generic") | words_in("grammar", "relations")
    pubs = words_in("hurried", "of_pubs")
    words = (fold(first), fold(last))
    return all(is_plain(word) and (word not in of_field or word in pubs) for word in words)


@lru_cache(maxsize=30_000)
def named_things(text: str) -> tuple[Where, ...]:
    """Return where a text has what is called by ordinary words: a house, an operation.

    Examples
    --------
    >>> text = "Party at The Three Horseshoes. Op LYNX began."
    >>> [text[a:b] for a, b in named_things(text)]
    ['Three Horseshoes', 'LYNX']
    """
    # what each begins with is found sooner than all that may stand before it
    if not any(gate.search(text) for gate in _BEGIN_THINGS):
        return ()
    found = [
        match.span(str(match.lastgroup))
        for match in _THINGS.finditer(text)
        if match.lastgroup != "pub" or _is_of_two_things(match["pub"])
    ]
    everywhere = _known_to_all(text) if found else []
    return tuple(one for one in found if not any(a <= one[0] < b for a, b in everywhere))
