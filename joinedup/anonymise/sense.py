"""Names that are also words: which of both a capital letter means here.

Will, Grace, Hope, May, Mark, Rose, Dean, Chase: what stands beside the word says it, or nothing
does; then a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache

from joinedup.anonymise.words import (
    Token,
    first_names,
    is_ordinary,
    is_plain,
    surnames,
    titles,
    vocabulary_words,
    words_in,
)


class Sense(StrEnum):
    """What a word that is also a name means where it stands."""

    NAME = "name"
    WORD = "word"
    ASK = "ask"


_START = re.compile(r"(?:\A|[.!?:•…|\r\n]|\s[-–—*])[\s\"'“‘(\[]*\Z|[\"“(\[]\Z")
_COLON = re.compile(r"[:;,][\s\"'“‘(\[]*\Z|\w\s+[(\[]\Z")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sgt|Insp|Rev|Prof|St|PC|No|no|approx|tel|[A-Z])\.\s*\Z"
)
_NO = re.compile(r"\sno\.\s+\Z")
_GREETING = re.compile(r"\b(?:Dear|Hi|Hello|Hiya)\s[^.,;:\n]{1,40},\s\Z")
_LETTER_ENDS = re.compile(r"\b[A-Z]\.\s+\Z")
_TITLE_NEXT = re.compile(r"(?:Dr|Mr|Mrs|Ms|Miss)\b")
_NUMBER_NEAR = re.compile(r"(?:\d(?:st|nd|rd|th)?|\d\s?[-–/&]\s?)\s*(?:of\s+)?\Z")
_ASIDE = re.compile(r"\s?[,()]|\swho\b")
_NUMBER_NEXT = re.compile(
    r"\s*[-–/&,]?\s*['’]?\d|\s*(?:and|to|&|[-–/])\s*(?:January|February|March|April|June|July|August|September|October|November|December)\b"
)


def begins_sentence(text: str, where: int) -> bool:
    """Whether a word there has its capital because a sentence (or a cell) begins with it.

    Examples
    --------
    >>> begins_sentence("Seen. Will call", 6), begins_sentence("Seen by Dr. Will", 12)
    (True, False)
    """
    before = text[max(0, where - 24) : where]
    if where > 24:
        before = " " + before if before[:1] not in " .\n" else before
    if _START.search(before) is None:
        return before.endswith((", ", ",\n")) and (
            _GREETING.search(text, max(0, where - 60), where) is not None
        )
    if _NO.search(before) and not text[where : where + 1].isdigit():
        return True  # "MAPPA screen - no. Dr Patel rang"
    return _ABBREVIATED.search(before) is None or (
        # "Filed by Carol W. Dr Patel rang"
        _LETTER_ENDS.search(before) is not None and _TITLE_NEXT.match(text, where) is not None
    )


def starts_sentence(text: str, where: int) -> bool:
    """Whether a sentence starts there, so that any word has a capital; not after a colon.

    Examples
    --------
    >>> starts_sentence("Told: Dolan rang. Dolan left", 6), starts_sentence("Rang. Dolan left", 6)
    (False, True)
    """
    before = text[max(0, where - 12) : where]
    return begins_sentence(text, where) and _COLON.search(before) is None


def sense_of(text: str, tokens: Sequence[Token], number: int, jobs: frozenset[str]) -> Sense:
    """Return what a single word that is also a name means.

    Parameters
    ----------
    tokens
        Of the text.
    number
        Which of them it is.
    jobs
        Folded words that stand before the name of a professional.

    Examples
    --------
    >>> from joinedup.anonymise.words import tokens_of
    >>> def sense(text, word):
    ...     tokens = tokens_of(text)
    ...     number = [t.raw for t in tokens].index(word)
    ...     return str(sense_of(text, tokens, number, frozenset()))
    >>> sense("She told Grace that all was well", "Grace")
    'name'
    >>> sense("Will attend on 3 May.", "Will"), sense("Will attend on 3 May.", "May")
    ('word', 'word')
    >>> sense("Hope was low.", "Hope")
    'ask'
    """
    token = tokens[number]
    before = tokens[number - 1] if number else None
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if before is not None and not _near(text, before, token):
        before = None
    if after is not None and not _near(text, token, after):
        after = None
    if before is not None and before.folded in titles():
        return Sense.NAME
    rank = before is not None and before.folded in words_in("grammar", "ranks_before")
    if rank and before is not None and before.is_capital and token.is_capital:
        return Sense.NAME  # "LCpl Reeve"
    if token.raw[:1].islower():
        if token.folded in words_in("grammar", "months") and _is_month(text, token, before):
            return Sense.WORD
        owned = text[max(0, token.start - 2) : token.start] in ("' ", "’ ")
        begins = begins_sentence(text, token.start) or text[: token.start].rstrip()[-1:] in ",;"
        return Sense.WORD if owned else _small(tokens, number, before, after, begins=begins)
    if token.folded in words_in("grammar", "months") and (
        _is_month(text, token, before) or _beside_month(text, tokens, number)
    ):
        return Sense.WORD
    if token.folded in words_in("grammar", "colours") and (
        (after is not None and after.folded in words_in("grammar", "colours_after"))
        or (before is not None and before.folded in words_in("grammar", "colours_before"))
    ):
        return Sense.WORD
    if token.folded in words_in("grammar", "ranks") and (
        _is_title_of(after)
        or (before is not None and before.folded in words_in("grammar", "rank_before"))
    ):
        return Sense.WORD
    if before is not None and before.folded in jobs and not before.tail:
        return Sense.NAME
    if token.is_upper and _shouted(before, after):
        return Sense.ASK
    if begins_sentence(text, token.start):
        aside = _ASIDE.match(text, token.end) is not None
        if aside and token.folded in words_in("grammar", "function") - {"will"}:
            return Sense.ASK  # "None, who was pale", "None (aged 5)"
        return _at_start(tokens, number, after)
    return _inside(text, token, before, after)


def _near(text: str, first: Token, second: Token) -> bool:
    """Whether nothing but blanks, brackets or quotation marks stands between two words."""
    between = text[first.end + len(first.tail) : second.start]
    return (
        len(between) <= 4
        and not any(c in ".;:!?\n|/" for c in between.rstrip(" ."))
        and ("." not in between or len(first.raw) <= 4)
    )


def _small(
    tokens: Sequence[Token],
    number: int,
    before: Token | None,
    after: Token | None,
    *,
    begins: bool,
) -> Sense:
    """Return what a word in small letters means: asked where somebody could stand there."""
    token = tokens[number]
    word = token.folded
    if word not in first_names():
        function = word in words_in("grammar", "function")
        return _small_function(token, before, after) if function else Sense.WORD
    if word in ("will", "may"):
        return _small_modal(tokens, number, before, after, begins=begins)
    if word in words_in("grammar", "function"):
        return Sense.WORD
    if before is not None and before.folded in words_in("grammar", "determiners"):
        return Sense.WORD
    if token.tail:
        return Sense.ASK
    ends = after is None or after.folded in words_in("grammar", "function")
    led = before is not None and before.folded in words_in("grammar", "before_somebody")
    if before is not None and before.folded in words_in("grammar", "to_people") - {"with", "by"}:
        return Sense.ASK
    if led and ends:
        return Sense.ASK
    if begins:
        certain = after is not None and after.folded in words_in("grammar", "never_after_a_name")
        return Sense.WORD if certain else Sense.ASK
    return Sense.ASK if _does(before, after) else Sense.WORD


def _small_function(token: Token, before: Token | None, after: Token | None) -> Sense:
    """Return what *none* means in small letters: the word, unless only somebody can be meant."""
    if token.tail:
        return Sense.WORD if token.folded in words_in("grammar", "contracted") else Sense.ASK
    told = words_in("grammar", "to_people") - {"with", "by"}
    clause = after is not None and after.folded in ("that", "about", "he", "she")
    led = before is not None and before.folded in told
    return Sense.ASK if led and clause and token.folded != "the" else Sense.WORD


def _does(before: Token | None, after: Token | None) -> bool:
    """Whether what follows is what somebody does, and nothing before says that it is a thing."""
    if after is None:
        return False
    if after.folded in _strong_acts():
        return True
    clause = before is None or before.folded in words_in("grammar", "function")
    weak = words_in("grammar", "weak_acts") - {"and", "&"} | words_in("grammar", "helpers")
    return clause and after.folded in weak


def _small_modal(
    tokens: Sequence[Token],
    number: int,
    before: Token | None,
    after: Token | None,
    *,
    begins: bool,
) -> Sense:
    """Return what *will* or *may* means in small letters: a verb nearly always."""
    token = tokens[number]
    if before is not None and before.folded in words_in("grammar", "determiners"):
        return Sense.WORD
    told = words_in("grammar", "to_people") - {"with", "by"}
    if token.tail or (before is not None and before.folded in told):
        return Sense.ASK
    finite = words_in("grammar", "acts") - words_in("grammar", "base_too") - {"and", "&"}
    if after is not None and after.folded in finite | words_in("grammar", "helpers"):
        return Sense.ASK
    if before is not None and before.folded in words_in("grammar", "before_somebody"):
        return Sense.WORD if _verb_follows(tokens, number) else Sense.ASK
    if begins:
        return Sense.WORD if _verb_follows(tokens, number) else Sense.ASK
    return Sense.WORD


def _verb_follows(tokens: Sequence[Token], number: int) -> bool:
    """Whether *will* or *may* has its verb, or whom it asks about, after it."""
    for after in tokens[number + 1 : number + 4]:
        word = after.folded
        if word in words_in("grammar", "between_verbs"):
            continue
        if word in words_in("grammar", "asked_about") or word in words_in("grammar", "modal"):
            return True
        return after.raw.islower() and _is_base(word)
    return False


@cache
def _is_base(word: str) -> bool:
    """Whether a word is a verb as it stands after *will*, and nothing else that could follow."""
    unsure = words_in("grammar", "base_too") | words_in("grammar", "acts")
    if word in unsure or word in words_in("grammar", "function"):
        return False
    stem = word.removesuffix("e")
    doing = {f"{word}ing", f"{stem}ing", f"{word}{word[-1:]}ing"}
    return len(word) > 2 and any(is_ordinary(one) for one in doing)


def _is_month(text: str, token: Token, before: Token | None) -> bool:
    if _NUMBER_NEAR.search(text[max(0, token.start - 8) : token.start]):
        return True
    if _NUMBER_NEXT.match(text, token.end):
        return True
    return before is not None and before.folded in words_in("grammar", "month_before")


def _beside_month(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a month stands beside another that is one for sure: “last May or June”."""
    if number < 2 or tokens[number - 1].folded not in ("or", "and", "to"):
        return False
    other = tokens[number - 2]
    led = tokens[number - 3] if number > 2 else None
    return other.folded in words_in("grammar", "months") and _is_month(text, other, led)


def _is_title_of(after: Token | None) -> bool:
    """Whether a capital follows that is a name, so that this is somebody's rank."""
    return after is not None and after.is_capital and not is_plain(after.folded)


def _shouted(before: Token | None, after: Token | None) -> bool:
    """Whether all around stands in capitals too."""
    near = [t for t in (before, after) if t is not None]
    return any(t.is_upper and len(t.raw) > 2 and t.folded not in _initialisms() for t in near)


def _initialisms() -> frozenset[str]:
    return frozenset(w for w in vocabulary_words() if len(w) <= 5)


def _at_start(tokens: Sequence[Token], number: int, after: Token | None) -> Sense:
    token = tokens[number]
    word = token.folded
    if word in words_in("grammar", "function") and word != "will":
        return _function_at_start(token, after)
    if after is None:
        return Sense.ASK
    if token.tail:
        return Sense.ASK if word in words_in("grammar", "months") else Sense.NAME
    if word in ("will", "may") and after.folded in words_in("grammar", "base_too"):
        return Sense.ASK  # "Will hit her" says what he will do, or what Will did
    if after.folded in _strong_acts() | words_in("grammar", "helpers"):
        return Sense.NAME  # no verb has "will" after it, and few things that are no persons do
    if word in ("will", "may"):
        weak = after.folded in words_in("grammar", "weak_acts")
        if weak and after.folded not in ("appear", "seem"):
            return Sense.NAME  # "Will was", "May has": a verb has no verb after it
        if after.folded == "to":
            return Sense.NAME
        return Sense.WORD if _verb_follows(tokens, number) else Sense.ASK
    if after.folded in words_in("grammar", "never_after_a_name"):
        return Sense.WORD
    return Sense.ASK


def _function_at_start(token: Token, after: Token | None) -> Sense:
    """Return what “None” or “The” means where a sentence begins with it.

    It is the word nearly always; asked where it stands alone, or where somebody does something.
    """
    if token.tail:
        return Sense.ASK if token.folded in words_in("grammar", "contracted") else Sense.NAME
    if after is None or after.folded in _does_something():
        return Sense.ASK
    return Sense.WORD


@cache
def _does_something() -> frozenset[str]:
    """Return what stands after somebody, and what joins two people."""
    return words_in("grammar", "acts") | words_in("grammar", "helpers")


def _strong_acts() -> frozenset[str]:
    return words_in("grammar", "acts") - words_in("grammar", "weak_acts")


def _function_inside(token: Token, before: Token | None, after: Token | None) -> Sense:
    """Return what “None” or “The” means with a capital inside a sentence: who does something."""
    if token.tail:
        return Sense.NAME
    if token.is_upper or (before is not None and before.is_upper and len(before.raw) > 1):
        return Sense.ASK
    does = after is not None and after.raw.islower() and after.folded in _does_something()
    both = after is not None and after.folded in ("and", "&")  # "The and" may be a slip
    pronoun = token.folded in words_in("grammar", "contracted")
    return Sense.NAME if does and not both and not pronoun else Sense.ASK


def _inside(text: str, token: Token, before: Token | None, after: Token | None) -> Sense:
    if token.folded in words_in("grammar", "function") and token.folded != "will":
        return _function_inside(token, before, after)
    if token.folded in words_in("grammar", "months"):
        # "until May", "from May": the month, or whom a letter is from
        if before is not None and before.folded in (
            "from",
            "by",
            "to",
            "until",
            "till",
            "for",
            "and",
        ):
            return Sense.ASK if not token.tail else Sense.NAME
        if token.tail:
            return Sense.ASK
    if before is not None and before.is_capital and not before.tail:
        known = before.folded in first_names() | surnames() or not is_plain(before.folded)
        if known and not begins_sentence(text, before.start):
            return Sense.ASK  # part of somebody else's name
        if known and before.folded not in words_in("grammar", "function"):
            return Sense.ASK
        if (
            not begins_sentence(text, before.start)
            and not before.is_upper
            and after is not None
            and after.is_capital
        ):
            return Sense.ASK  # a heading, where every word has a capital
    if after is None or not after.is_capital or token.tail:
        return Sense.NAME
    other = after.folded in words_in("grammar", "houses") or not is_plain(after.folded)
    return Sense.ASK if other else Sense.NAME


_WHOSE = r"(?:(?:her|his|their|the|a|an|my|our)\s+)?"
_NOT_OF_IT = r"(?!['’]|\s*,?\s*(?:and|&)\s|\s*,\s*[\w ]+\s(?:and|&)\s)"


def said_beside(text: str, start: int, end: int, cues: Mapping[str, frozenset[str]]) -> str | None:
    """Return of whom a name is that several people have, where a word beside it says so.

    Parameters
    ----------
    cues
        For each of them, what is said of them alone.

    Examples
    --------
    >>> cues = {"N": frozenset({"neighbour", "next door"}), "B": frozenset({"brother"})}
    >>> def said(text): return said_beside(text, text.index("John"), text.index("John") + 4, cues)
    >>> said("John, next door, rang"), said("Her brother John drove"), said("John (her brother)")
    ('N', 'B', 'B')
    >>> said("John rang her brother"), said("John, her brother and the dog"), said("John left")
    (None, None, None)
    """
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    found = {
        who
        for who, words in cues.items()
        for word in words
        if _stands_before(word, before) or _stands_after(word, after)
    }
    return found.pop() if len(found) == 1 else None


def _stands_before(word: str, before: str) -> bool:
    """Whether what is said of somebody leads to the name: "her brother John"; not another's."""
    found = re.search(rf"(?P<whose>\S+\s+)?\b{re.escape(word)}\s+\(?\Z", before, re.IGNORECASE)
    if word == "next door" or found is None:
        return False
    whose = found["whose"] or ""
    return not re.search(r"['’]s?\s*\Z|\b(?:no|not|another)\s*\Z", whose, re.IGNORECASE)


def _stands_after(word: str, after: str) -> bool:
    said = re.escape(word).replace(r"\ ", r"[\s-]")
    pattern = rf"\s*[,(]?\s*(?:from\s+)?{_WHOSE}{said}\b{_NOT_OF_IT}"
    return re.match(pattern, after, re.IGNORECASE) is not None
