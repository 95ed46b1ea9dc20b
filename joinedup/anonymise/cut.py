"""What is left of a sentence when words are taken out of it, or others put in: still a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from joinedup.anonymise.sense import starts_sentence
from joinedup.anonymise.words import words_in

#: Before what stands where the words cannot simply be cut out; no text of a case has this sign.
CUT = "\ue000"

_PREPOSITIONS = (
    "about|after|as|at|before|between|by|during|for|from|in|into|near|of|off|on|onto|outside|over|"
    "since|through|till|to|towards|under|until|via|with|within|without|called|named|dated"
)
_LEADING = re.compile(
    rf"(?P<before>[\w'’]+,?\s+)(?:{_PREPOSITIONS})\s+(?:(?:an?|the|his|her|their|its|my|some)\s+)?$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s*(?:\Z|[.,;:!?)\]])|\s+(?:and|but|or|who|which|when|while|so)\b", re.IGNORECASE
)
# what says nothing without what follows
_NEEDS = re.compile(
    r"(?:is|was|are|were|be|been|being|lives?|lived|born|works?|worked|belongs?|it['’]s|he['’]s|she['’]s"
    r"|and|or|up|out|back|to|from)\s+$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?P<a>an?|the|his|her|their|its|my|our|another)\s+$", re.IGNORECASE)
_OWN = re.compile(r"(?:an?|the)\s+", re.IGNORECASE)
_WORD_AFTER = re.compile(r"\s+(?P<word>[a-z]{3,})\b")
# what stands after a thing, and is none: "with a hammer twice", "the Iranian shouted"
_NO_NOUN = re.compile(
    r"\w+ly|\w{3,}ed|\w+sel(?:f|ves)|twice|then|yesterday|tomorrow|tonight|later|earlier|together|until|till|via"
    r"|fell|ran|kept|lay|stood|sat|began|broke|brought|bought|sold|drove|heard|held|led|lost|sent"
)
_NO_ARTICLE = re.compile(
    r"(?:some(?:one|thing|body|where)?|another|other|children|money|many|one|that|from|work)\b",
    re.IGNORECASE,
)
_VOWEL = re.compile(r"[\W_]*(?!uni(?!n)|use|eu|one\b|once)[aeiou]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text, and what stands there instead."""

    start: int
    end: int
    said: str


def settled(text: str, start: int, end: int, said: str) -> Part:
    """Return what to do where a person decided what stands in the place of words.

    Parameters
    ----------
    said
        The words, or :data:`CUT` and what stands there if the sentence cannot do without.
    """
    if said.startswith(CUT):
        return cut_out(text, start, end, said[len(CUT) :])
    return put_in(text, start, end, said)


def cut_out(text: str, start: int, end: int, instead: str) -> Part:
    """Return what to put where words are taken out, so that a sentence is left.

    Words after a preposition go with it, and what has a capital as an adjective goes alone.

    Parameters
    ----------
    instead
        What stands there where the sentence cannot do without.

    Examples
    --------
    >>> def left(text, word, instead="something"):
    ...     part = cut_out(text, text.index(word), text.index(word) + len(word), instead)
    ...     return text[: part.start] + part.said + text[part.end :]
    >>> left("Hit with a hammer, then left.", "hammer"), left("An Iranian national.", "Iranian")
    ('Hit, then left.', 'A national.')
    >>> left("She told Zed about it.", "Zed", "someone")
    'She told someone about it.'
    """
    led = _LEADING.search(text, 0, start)
    if led is not None and _ENDS.match(text, end) and not _NEEDS.search(led["before"]):
        return Part(led.start() + len(led["before"].rstrip()), end, "")
    article = _ARTICLE.search(text, 0, start)
    if article is not None and _is_adjective(text, start, end):
        rest = end + len(text[end:]) - len(text[end:].lstrip())
        return Part(article.start(), rest, f"{_article(article['a'], text[rest:])} ")
    return put_in(text, start, end, instead)


def _is_adjective(text: str, start: int, end: int) -> bool:
    """Whether what is taken out says of what kind the next word is: ``an Iranian national``."""
    after = _WORD_AFTER.match(text, end)
    if after is None or not (
        text[start].isupper() or text[start:end].casefold() in words_in("rare", "nationalities")
    ):
        return False
    word = after["word"]
    verbs = words_in("grammar", "acts") | words_in("grammar", "helpers")
    others = words_in("grammar", "function") | words_in("grammar", "between_verbs")
    return word not in verbs | others and _NO_NOUN.fullmatch(word) is None


def put_in(text: str, start: int, end: int, said: str) -> Part:
    """Return words in the place of others, with the article and capital that fit there.

    Examples
    --------
    >>> def with_(text, word, said):
    ...     part = put_in(text, text.index(word), text.index(word) + len(word), said)
    ...     return text[: part.start] + part.said + text[part.end :]
    >>> with_("He is an anaesthetist.", "anaesthetist", "a worker")
    'He is a worker.'
    >>> with_("Strangled twice. Has a £30 debt.", "Strangled", "hurt")
    'Hurt twice. Has a £30 debt.'
    """
    if not said or said.startswith("["):
        return Part(start, end, said)
    article = _ARTICLE.search(text, 0, start)
    if _NUMBER.search(text, 0, start) and _OWN.match(said):
        return Part(start, end, _plural(_OWN.sub("", said, count=1)))
    service = _SERVICE.match(text, end)
    if service is not None and said.casefold() == "foreign":
        return Part(start, service.end(), "")  # "via Polish LanguageLine": the service alone
    alone = _NOT_OF.match(text, end) is not None
    if said.casefold() == "foreign" and alone and _SPOKEN.search(text, 0, start):
        said = "another language"  # "speaks Polish to them"
    if said.casefold() == "another language" and not alone and _NOUN_AFTER.match(text, end):
        said = "foreign"  # "a Romani lad"
    of = _ONE_FROM.get(said.casefold())
    one = _ARTICLE.search(text, 0, start)
    if of is not None and alone and one is not None and one["a"].lower() in ("a", "an"):
        return Part(one.start(), end, of)  # "I'm a Traveller on my mother's side"
    interpreter = _INTERPRETER.match(text, end)
    if interpreter is not None and said.casefold() in ("foreign", "another language"):
        word = interpreter["word"]  # "Yoruba interp. not needed"
        word = word.capitalize() if starts_sentence(text, start) else word
        return Part(start, interpreter.end(), word)
    if article is None and _OWN.match(said):
        if _WORKS.search(text, 0, start):
            said = f"as {said}"  # "works slaughterman at"
        elif _WITH_ADJECTIVE.search(text, 0, start):
            return Part(start, end, _OWN.sub("", said, count=1))  # "her only twin"
    if article is None:
        at_start = said[:1].islower() and starts_sentence(text, start)
        return Part(start, end, said[:1].upper() + said[1:] if at_start else said)
    bare = _OWN.sub("", said, count=1) if _OWN.match(said) else said
    alone = _NO_ARTICLE.match(said) is not None and article["a"].lower() in ("a", "an", "the")
    if article["a"].lower() not in ("a", "an") and not alone:
        return Part(start, end, bare)
    if alone:
        big = article["a"][:1].isupper()
        return Part(article.start(), end, said[:1].upper() + said[1:] if big else said)
    return Part(article.start(), end, f"{_article(article['a'], bare)} {bare}")


_SERVICE = re.compile(r"\s+(?=language\s?line\b)", re.IGNORECASE)
_ONE_FROM = {"foreign": "from another country", "minority": "from another community"}
_NOUN_AFTER = re.compile(
    r"\s(?:lads?|m[ae]n|wom[ae]n|boys?|girls?|famil(?:y|ies)|community|wedding|origin|people|mother"
    r"|father|friends?|neighbours?|couple|male|female|national|accent|background|descent|heritage)\b"
)
_INTERPRETER = re.compile(r"\s+(?P<word>interp\w*|translat\w*)", re.IGNORECASE)
_SPOKEN = re.compile(
    r"\b(?:speak(?:s|ing)?|spoke|spoken|prefers?|preferred|fluent(?:\sin)?|understands?|reads?|writes?"
    r"|written|said|swore|shout(?:ed|ing)|translated|in|into|language(?:\sis|:)?)\s(?:only\s)?\Z",
    re.IGNORECASE,
)
_NOT_OF = re.compile(
    r"\s*(?:[.,;:)!?/]|\Z)|\s(?:and|or|but|only|with|at|when|while|to|as|so|for|on|by|is|was|not|well|through)\b"
)
_WORKS = re.compile(r"\bwork(?:s|ed|ing)\s+$", re.IGNORECASE)
_WITH_ADJECTIVE = re.compile(
    r"\b(?:an?|the|his|her|their|its|my|our)\s+(?:only|own|other|first|second|surviving|older|elder"
    r"|younger|eldest|youngest|little|full-time|part-time)\s+$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![:.\w])(?:[2-9]|\d\d+|two|three|four|five|six|several|many)\s+$", re.IGNORECASE
)


def _plural(word: str) -> str:
    """Return more than one of a thing: 7 injuries."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return word if word.endswith("s") else f"{word}s"


def _article(written: str, rest: str) -> str:
    """Return an article as it fits before a word, with the capital that it had."""
    if written.lower() not in ("a", "an"):
        return written
    said = "an" if _VOWEL.match(rest) else "a"
    return said.capitalize() if written[:1].isupper() else said
