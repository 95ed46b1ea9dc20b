"""What a phrase introduces as somebody's name, whatever word it is: "known as Spud".

An ordinary word is no name by itself, and a dictionary has Boots, Red and Tank. What stands before
it says so: that somebody is called so, or who somebody is ("the caretaker Norm").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from joinedup.anonymise.words import (
    Token,
    first_names,
    fold,
    initialisms,
    is_ordinary,
    is_plain,
    lists,
    may_be_in,
    path_of,
    runs_of,
    titles,
    vocabulary_words,
    words_in,
)


class Introduced(NamedTuple):
    """A word that somebody is called by.

    Attributes
    ----------
    start, end
        Where it stands.
    phrase, stop
        Where the phrase begins that introduces it, and where that ends.
    is_word
        Whether it is an ordinary word in small letters: only with its phrase it names somebody.
    """

    start: int
    end: int
    phrase: int
    stop: int
    is_word: bool


_SOMEBODY = (
    r"(?:man|woman|male|female|friend|mate|pal|lad|girl|boy|lady|bloke|guy|fella|chap|lodger|neighbour"
    r"|colleague|cousin|uncle|dealer|customer|resident|kid|person|someone|somebody|dog|cat|puppy"
    r"|pup|horse|pony|rabbit|staffie|terrier)"
)
_BY_ALL = (
    r"(?:everyone|everybody|people|they|mates|friends|kids|children|family|all|we|which|others)"
)
_WHOM = r"(?:him|her|me|them)"
_LEADS = (
    r"(?:known\s(?:[a-z]+\s){0,3}?as"
    r"|(?:goes|went|going|go)\sby(?:\sthe\s(?:nick|street\s)?name(?:\s(?:of|as))?)?"
    r"|nick-?named|(?:nickname|street\sname|tag)(?:\s(?:is|was|of)|:)?|aka|a\.k\.a\.?|alias|answers\sto"
    rf"|(?:calls?|called|calling)\s{_WHOM}(?:self|selves)"
    rf"|{_BY_ALL}\s(?:all\s)?call(?:s|ed)?\s{_WHOM}|calls\s{_WHOM}"
    rf"|{_SOMEBODY}\s(?:called|named))"
)
# looked for in small letters, and from its first: a text is soon through
_INTRODUCED = re.compile(
    rf"(?P<lead>{_LEADS})\s[\"'“‘(]?(?:(?:the|big|little|lil|young|old|mad|fat)\s)?"
    r"(?P<name>[^\W\d_][^\W_'’]{2,})(?![\w'’-]*\d)"
)
_CALL = frozenset({"call", "called", "calling"})
#: Whom somebody calls something, or who is called so.
_CALLED_SO = frozenset(
    {"him", "her", "me", "them", "himself", "herself", "myself", "themselves"}
    | {*_SOMEBODY.removeprefix("(?:").removesuffix(")").split("|")}
)
_GOES_BEFORE = re.compile(r"[\w'’-]")
#: Words of which a text has one where somebody is called something.
INTRODUCING = words_in("introduced", "introducing")
# After an ordinary word in small letters: nothing, or what goes on with the sentence
_GOES_ON = re.compile(
    r"[\"'”’)]?(?:\s*(?:[.,;:!?)/]|\Z)|\s(?:and|at|by|in|on|to|with|from|who|whom|that|was|is|were|has|had"
    r"|came|rang|said|says|when|because|but|since|or|lives|lived|online|there|around|round)\b)"
)
#: What somebody is without it being a name: "known as vulnerable", "calls her worthless".
_OF_QUALITY = re.compile(
    r"[a-z]{3}(?:ive|ent|ant|ous|able|ible|ed|ing|ful|less|ly|ical|ic|ary|ory|ish|ess|ness|ity|ment|tion)\Z"
)
_HOW_MOVED = words_in("introduced", "after_by")
# "with big tone last night": without an article a thing would be several
_BIG = re.compile(
    r"\b(?i:with|by|told|met|off|rang|texted|saw|and|mate|dealer|from)\s(?P<phrase>"
    r"(?i:big|lil|wee|mad|fat|skinny|ginger|young|little|old)\s(?P<name>[a-z]{2,6}))"
    r"(?=['’]s\s|[\"'”’)]?(?:\s*(?:[.,;:!?)]|\Z)|\s(?:and|last|again|who|was|said|says|came|rang|from|at|on"
    r"|in|tonight|yesterday|today|had|has|when|round|there|then)\b))"
)
_OF_BIG = words_in("introduced", "before_nicknames")
_NO_BIG = words_in("introduced", "big_things")
_INSULTS = words_in("introduced", "called_bad")
_AROUND = words_in("introduced", "after_called")


@lru_cache(maxsize=30_000)
def introduced(text: str) -> tuple[Introduced, ...]:
    """Return the words that a text says that somebody is called.

    Examples
    --------
    >>> def found(text): return [text[one.phrase : one.end] for one in introduced(text)]
    >>> found("A mate goes by Tank."), found("They call her red."), found("He goes by bus.")
    (['goes by Tank'], ['They call her red'], [])
    >>> found("told dawn that it was dawn"), found("asked for joy"), found("dad (lee) rang")
    (['told dawn'], ['asked for joy'], ['dad (lee'])
    """
    runs = runs_of(text)
    if runs is not None and runs.isdisjoint(_any_of_these()):
        return ()
    found: list[Introduced] = []
    if may_be_in(_OF_BIG, text):
        found += _big(text)
    if may_be_in(INTRODUCING, text) or (may_be_in(_CALL, text) and may_be_in(_CALLED_SO, text)):
        found += _by_phrase(text)
    if may_be_in(_plain_first_names(), text):
        found += _small_names_in(text)
    return tuple(found)


@cache
def _any_of_these() -> frozenset[str]:
    """Return words of which a text has one where it introduces somebody: most have none."""
    return _OF_BIG | INTRODUCING | _CALL | _plain_first_names()


def _by_phrase(text: str) -> Iterator[Introduced]:
    small = text.lower()
    if len(small) != len(text):
        small = text  # a sign that is two in small letters: no place would be right
    for match in _INTRODUCED.finditer(small):
        start, end = match.span("name")
        name, word = text[start:end], fold(text[start:end])
        if _GOES_BEFORE.match(text, match.start() - 1) and match.start():
            continue
        if _is_no_name(word) or name in initialisms():
            continue
        if name[0].isupper():
            if word not in _kinds() and not _is_quality(name, word):
                yield Introduced(start, end, match.start(), end, is_word=False)
        elif not is_plain(word):
            if word not in first_names():  # else it is asked wherever it stands
                yield Introduced(start, end, match.start(), end, is_word=False)
        elif _is_called(match["lead"], word) and _GOES_ON.match(text, end) is not None:
            yield Introduced(start, end, match.start(), end, is_word=True)


def _big(text: str) -> Iterator[Introduced]:
    """Yield what somebody is called by who is big, little or mad: "with big tone last night"."""
    for match in _BIG.finditer(text):
        word, size = match["name"], match["phrase"].split()[0].lower()
        if word.endswith("s") or word in _NO_BIG or _is_no_name(word) or not is_plain(word):
            continue
        known = word in first_names()
        if known or (size in ("big", "lil", "mad", "wee") and word not in vocabulary_words()):
            yield Introduced(*match.span("name"), *match.span("phrase"), is_word=True)


def _is_called(lead: str, word: str) -> bool:
    """Whether somebody may be called by an ordinary word in small letters."""
    if word in _AROUND or word in _kinds() or _OF_QUALITY.search(word) or word in _INSULTS:
        return False
    if lead.endswith(" by") and word in _HOW_MOVED:
        return False
    weak = lead.startswith("known") or lead.endswith(("called", "named", "aka", "alias"))
    return not (weak and word in vocabulary_words())


def _is_quality(name: str, word: str) -> bool:
    """Whether a word with a capital says what somebody is in a form: "known as Vulnerable"."""
    return name.isupper() or (word in vocabulary_words() and _OF_QUALITY.search(word) is not None)


def _is_no_name(word: str) -> bool:
    return word in words_in("grammar", "function") or word in titles() or word in _days()


@cache
def _days() -> frozenset[str]:
    return words_in("grammar", "days") | words_in("rare", "nationalities")


@cache
def _kinds() -> frozenset[str]:
    """Return what kinds of people and of places are called: nobody alone is."""
    return (
        words_in("field", "generic")
        | words_in("grammar", "relations")
        | words_in("grammar", "relation_words")
        | words_in("introduced", "kinds")
        | _words_of_jobs()
    )


@cache
def _words_of_jobs() -> frozenset[str]:
    return frozenset(word for names in lists()["jobs"].values() for word in path_of(names))


# -- after who somebody is -----------------------------------------------------------------------

#: How words end that say who somebody is: "cleaner", "dinner lady", "caretaker".
_WHO = re.compile(
    r"(?:[a-z]{3}er|[a-z]{3}or|[a-z]{3}ist|ician|[a-z]man|lady|lad|girl|boy|nurse|maid|mate|cook|clerk"
    r"|guard|bloke|guy|aide|chef|coach)\Z"
)
_NO_WHO = words_in("introduced", "no_who")


def says_who(token: Token) -> bool:
    """Whether a word says who somebody is, so that a name may follow it.

    Examples
    --------
    >>> from joinedup.anonymise.words import tokens_of
    >>> [says_who(one) for one in tokens_of("dinner lady after caretaker letter")]
    [False, True, False, True, False]
    """
    word = token.folded
    if not token.raw.islower() or token.tail or word in _NO_WHO:
        return False
    return _WHO.search(word) is not None and word not in words_in("grammar", "function")


def is_who(word: str) -> bool:
    """Whether a word in small letters says who somebody is, or whose relation: "coach", "aunt"."""
    who = _WHO.search(word) is not None and word not in _NO_WHO
    return word in _ONE or (who and word not in words_in("grammar", "function"))


def is_after_who(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a word with a capital stands after who somebody is: "the caretaker Norm saw him"."""
    token = tokens[number]
    before = tokens[number - 1] if number else None
    if before is None or text[before.end : token.start] != " ":
        return False
    if not says_who(before) or not _is_title_case(token):
        return False
    return _ENDS.match(text, token.end) is not None


_ENDS = re.compile(r"(?:['’]s)?(?:\s*(?:[.,;:!?)]|\Z)|\s[a-z(])")


def _is_title_case(token: Token) -> bool:
    return token.is_capital and token.raw[1:].islower() and len(token.raw) > 2


@cache
def only_letters() -> frozenset[str]:
    """Return words of the field that are letters, and could be a name: "TIA" is no "Tia"."""
    small = {fold(word) for word in lists()["field"]["words"].split() if not word.isupper()}
    jobs = _words_of_jobs()
    return frozenset(
        word
        for letters in initialisms()
        for word in [fold(letters)]
        if word not in small | jobs and not is_ordinary(word) and _MAY_BE_SAID.fullmatch(word)
    )


#: So may letters be said as a name: "Tia", and not "Camhs" or "Ocd".
_MAY_BE_SAID = re.compile(
    r"(?=[a-z]{3,4}\Z)(?:[b-df-hj-np-tv-z]|[bcfgps]l|[bcdfgpt]r|s[cht]|[ct]h)?"
    r"(?:[aeiouy]{1,2}[b-df-hj-np-tv-z]){0,2}[aeiouy]{0,2}"
)


# -- beside who somebody is to somebody ------------------------------------------------------------

_ONE_BETWEEN = frozenset((" ", ", ", ": ", " - ", " – ", " = ", "=", " ("))
_SEVERAL_BETWEEN = frozenset((" ", ": ", " - ", " – ", " = ", ", ", " (", " are "))
_IS = frozenset({"is", "was", "are", "called", "named"})
_ONE, _SEVERAL = words_in("introduced", "kin"), words_in("introduced", "kin_several")
_LEADS_TO_KIN = _ONE | _SEVERAL | _IS
_LIST_GOES_ON = re.compile(r"(?:\s?\(\w{1,8}\))?(?:,|,?\s(?:and|&|n|\+))\s\Z")
#: What stands after a name, and not after a word that begins what is said: "Mother: Angry."
_AFTER_KIN = re.compile(
    r"(?:['’]s)?(?:\s?\(|,\s[A-Z(a-z]|,?\s(?:and|&|n|\+)\s[A-Z]|\s[a-z]|\s?[.;)]|\Z)"
)


class Kin(Enum):
    """How a word stands after a relation of somebody."""

    NOT = 0
    BESIDE = 1
    LISTED = 2


def kin_of(text: str, tokens: Sequence[Token], number: int, listed: int) -> Kin:
    """Return how a word with a capital stands where a relation is named: "mum = Fay".

    Parameters
    ----------
    text, tokens
        The text, and its words.
    number
        Which of them it is.
    listed
        Where the last word ended that stands so; others may follow it: "Kids: Sky and Storm".

    Examples
    --------
    >>> from joinedup.anonymise.words import tokens_of
    >>> def kin(text, number): return kin_of(text, tokens_of(text), number, -1).name
    >>> kin("mum = Fay", 1), kin("Step-dad Art left", 2), kin("The Storm hit", 1)
    ('LISTED', 'BESIDE', 'NOT')
    """
    if not number:
        return Kin.NOT
    token, before = tokens[number], tokens[number - 1]
    if (listed < 0 and before.folded not in _LEADS_TO_KIN) or not _is_title_case(token):
        return Kin.NOT
    gap = text[before.end : token.start]
    if listed > 0 and _LIST_GOES_ON.fullmatch(text, listed, token.start):
        return Kin.LISTED
    if before.tail or _AFTER_KIN.match(text, token.end) is None:
        return Kin.NOT
    if before.folded in _IS and gap == " " and number > 1:
        before, gap = tokens[number - 2], ", "
    if before.folded in _SEVERAL:
        fits = gap in _SEVERAL_BETWEEN and (
            gap != " " or _LISTED_AFTER.match(text, token.end) is not None
        )
    elif before.folded not in _ONE:
        return Kin.NOT
    elif gap in (": ", " - ", " – "):  # "Mother: Angry", "Partner - Present"
        fits = _LISTED_AFTER.match(text, token.end) is not None
    else:
        fits = gap in _ONE_BETWEEN and (gap != ", " or _CLOSES.match(text, token.end) is not None)
    if not fits:
        return Kin.NOT
    return Kin.BESIDE if gap == " " and number and before.end + 1 == token.start else Kin.LISTED


_LISTED_AFTER = re.compile(r"\s\(|,\s(?:[A-Z]|\d)|,?\s(?:and|&)\s[A-Z]")
_CLOSES = re.compile(r"(?:['’]s)?(?:,|\)|\s?[.;]|\Z|\s\(|\s(?:is|was|has|said|who|and)\b)")

# -- first names that are words, in small letters ------------------------------------------------


@cache
def _plain_first_names() -> frozenset[str]:
    common = words_in("grammar", "function") | words_in("grammar", "months")
    common |= words_in("grammar", "colours") | words_in("introduced", "no_small_names")
    return frozenset(name for name in first_names() - common if is_plain(name))


@cache
def _small_names() -> re.Pattern[str]:
    names = "|".join(sorted(_plain_first_names(), key=lambda name: (-len(name), name)))
    return re.compile(
        r"\b(?P<told>(?:told|asked|rang|phoned|telephoned|texted|messaged|emailed"
        r"|(?:asked|msg|message|letter|note|call|left|appt)\sfor)\s"
        rf"(?P<a>{names}))(?=\s(?:that|he|she|to|about|who|and|but|at|on|re|again|back|twice|today"
        r"|yesterday)\b|\s?[.,;)]|\Z)"
        rf"|(?P<held>\b[a-z]+\s\((?P<b>{names})\))"
        rf"|(?P<between>\b[a-z]+,\s(?P<c>{names}))(?=,\s(?!and\b|or\b)[a-z])"
        rf"|\b(?P<from>(?P<d>(?i:{names}))\sfrom)(?=\s(?:[A-Z]|work\b|next\sdoor\b|school\b|church\b))"
    )


def _small_names_in(text: str) -> Iterator[Introduced]:
    """Yield first names that are words where they stand as a name does: "told dawn that"."""
    for match in _small_names().finditer(text):
        name = next(one for one in "abcd" if match[one])
        phrase = next(one for one in ("told", "held", "between", "from") if match[one])
        if match[name].islower() or match[name].istitle():
            yield Introduced(*match.span(name), *match.span(phrase), is_word=match[name].islower())


# -- streets, schools and groups of ordinary words -------------------------------------------------

_STREET = re.compile(
    r"\b(?:on|in|off|down|along|from|of|at|near|to|up|round)\s(?P<one>(?P<word>[A-Za-z]{3,})\s"
    r"(?P<end>St|street|road|rd|avenue|ave|lane|crescent|terrace|grove))(?!\w|['’]|\.?\s[A-Z])"
)
_STREETS = words_in("introduced", "streets_after")
_SCHOOL = re.compile(
    r"\b(?:at|to|from|attends?|attended|attending|in|near|by|of|outside)\s(?P<one>(?P<word>[a-z]{3,})\s"
    rf"(?:{'|'.join(sorted(words_in('introduced', 'schools_after')))}))(?![\w-])"
)
# 'her dad "Smithy"', 'the group "Acacia Mums"'
_QUOTED = re.compile(
    r"\b(?P<who>[A-Za-z]+)\s[\"“‘'](?P<one>[A-Z][a-z]{2,}(?:\s[A-Z][a-z]+){0,3})[\"”’'](?!\w)"
)
_QUOTES = re.compile(r"[a-z]\s[\"“‘'][A-Z]")
_GROUPS = words_in("introduced", "groups")
_STREETS_AND_MORE = _STREETS | words_in("introduced", "schools_after")


def _may_quote(text: str) -> bool:
    return ' "' in text or " “" in text or " '" in text or " ‘" in text


def in_ordinary_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield streets, schools and groups that are called by ordinary words.

    Examples
    --------
    >>> def found(text): return [text[a:b] for a, b in in_ordinary_words(text)]
    >>> found("Lives on Bridge St."), found("goes to kingfisher primary"), found("on the main road")
    (['Bridge St'], ['kingfisher primary'], [])
    """
    runs = runs_of(text)
    if runs is not None and runs.isdisjoint(_STREETS_AND_MORE) and not _may_quote(text):
        return
    if may_be_in(_STREETS, text):
        for match in _STREET.finditer(text):
            word, small = fold(match["word"]), match["word"].islower()
            if small == (match["end"] == "St") or word in words_in("introduced", "any_street"):
                continue
            if is_plain(word) and word not in words_in("grammar", "function"):
                yield match.span("one")
    if may_be_in(words_in("introduced", "schools_after"), text):
        for match in _SCHOOL.finditer(text):
            word = match["word"]
            if word not in words_in("introduced", "any_school") and not _is_no_name(word):
                yield match.span("one")
    for match in _QUOTED.finditer(text) if _QUOTES.search(text) else ():
        who = fold(match["who"])
        path = path_of(match["one"])
        named = who in words_in("introduced", "kin") or who in _GROUPS
        if named and not all(word in vocabulary_words() | _kinds() for word in path):
            yield match.span("one")
