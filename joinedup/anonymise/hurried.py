"""What tells somebody in words and letters that are ordinary, by what stands beside them.

"signed T. Gold", "in the Crown", "case 12", "oh seven seven", a sentence of another language that
is not quoted. All of it is asked: none of it is sure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache

from joinedup.anonymise.introduced import in_ordinary_words, introduced, is_who
from joinedup.anonymise.words import (
    Token,
    fold,
    has_digit,
    initialisms,
    is_plain,
    may_be_in,
    names,
    titles,
    tokens_of,
    vocabulary_words,
    words_in,
)

#: Where something stands, and what kind of question it is.
Found = tuple[int, int, str]
WORD, NUMBER = "unknown word", "number"


def hurried(text: str, tokens: Sequence[Token], new: Collection[str]) -> Iterator[Found]:
    """Yield what may tell somebody although its words are ordinary, and of what kind it is.

    Parameters
    ----------
    text, tokens
        The text, and its words.
    new
        Folded words that replacements are made of.

    Examples
    --------
    >>> from joinedup.anonymise.words import tokens_of
    >>> def found(text): return [text[a:b] for a, b, _ in hurried(text, tokens_of(text), ())]
    >>> found("Rang back, signed T. Gold"), found("Plan B Agreed with her")
    (['T. Gold'], [])
    """
    yield from _with_initial(text, tokens)
    yield from _by_letter(text)
    if may_be_in(_LETTERS_ALONE - {"a", "i"}, text):
        yield from _before_initial(text)
    who = _OF_WHO.match(text)
    if who is not None and (letters := _LETTERS_OF.fullmatch(text, who.end())) is not None:
        usual = words_in("grammar", "of_two_letters") | words_in("grammar", "strong_jobs")
        if fold(letters[0]) not in usual:
            yield *letters.span(), WORD
    for one in introduced(text):
        if not one.is_word:
            yield one.start, one.end, WORD
    for start, end in in_ordinary_words(text):
        yield start, end, WORD
    if may_be_in(_OF_PUBS, text):
        yield from _pubs(text)
    if may_be_in(_SHORT, text):
        for match in _SHORT_NAMES.finditer(text):
            after = fold(match["after"] or "")
            strong = words_in("grammar", "acts") - words_in("grammar", "weak_acts")
            if not after or after in strong:
                yield *match.span("one"), WORD
        for match in _SHORT_AFTER_WHO.finditer(text):
            if is_who(match["who"]):
                yield *match.span("one"), WORD
    if has_digit(text) and may_be_in(_ROOMS, text):
        for match in _ROOM.finditer(text):
            yield *match.span(), NUMBER
    if may_be_in(_FIGURES, text):
        for match in _IN_FIGURES.finditer(text):
            yield *match.span(), NUMBER
    if may_be_in(_FROM, text):
        for match in _FROM_WORK.finditer(text):
            if not is_plain(fold(match["one"])) and fold(match["one"]) not in new:
                yield *match.span("one"), WORD
    if has_digit(text) and may_be_in(_CASES, text):
        for match in _CASE.finditer(text):
            if (
                may_be_in(_LISTS, text)
                or match["of"]
                or _LETTERS_BEFORE.search(text, 0, match.start())
            ):
                yield *match.span("one"), NUMBER
    if may_be_in(_MADE_AT, text):
        for match in _WORKPLACE.finditer(text):
            if fold(match["what"]) not in _ANY_PLACE:
                yield *match.span("one"), WORD
    if not text.isascii():
        for start, end in _with_signs(text, tokens, new):
            yield start, end, WORD


# -- letters -------------------------------------------------------------------------------------

# "H Banks", "T. Gold", "L. Christmas": a surname that is a word
_INITIAL_AND = re.compile(
    r"(?<![\w&/.'’+-])(?P<letter>[B-HJ-Z]|[A-Z]\.)\s?(?P<name>(?<=[\s.])[A-Z][a-z'’]{2,}"
    r"(?:[-‐‑][A-Z][a-z]+)?)(?![\w'’-]*\d|\w)"
)
#: What has a letter that is nobody's: "plan B".
LETTERED = words_in("hurried", "lettered")
#: What a letter may stand before in medicine: "Bruise L Arm", "O Negative", "X Ray".
_BODY = words_in("hurried", "body")


def _with_initial(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """Yield an initial with a surname that is an ordinary word: "signed T. Gold"."""
    for match in _INITIAL_AND.finditer(text):
        dotted = match["letter"].endswith(".")
        word = fold(match["name"])
        of_field = words_in("known", "surnames_of_field")
        if not is_plain(word) and word not in names() | of_field:
            continue  # it is asked as any word that nobody knows
        if word in words_in("grammar", "function") or word in _BODY or word in titles():
            continue
        if match["name"] in initialisms() or word in words_in("grammar", "days"):
            continue
        if not dotted and (
            word in words_in("grammar", "months") | words_in("grammar", "acts")
            or word in vocabulary_words() | words_in("field", "generic")
            or word.endswith(("ed", "ing", "ly"))
        ):
            if _OF_WHO.match(text) is None:
                continue
        elif (
            dotted
            and word in vocabulary_words() | words_in("grammar", "acts")
            and word not in of_field
        ):
            # "Bed in side room B. Seen": a sentence ends there
            continue
        before = [t for t in tokens if t.end <= match.start()][-1:]
        if before and (before[0].folded in LETTERED or len(before[0].raw) == 1):
            continue
        if dotted and _ENDS_THERE.search(text, 0, match.start()) is not None:
            continue
        if not dotted and _many_capitals(text, match.start(), match.end()):
            continue
        yield *match.span(), WORD


_LETTERS_OF = re.compile("[A-Z]{2}")
#: Cells that say who wrote a row: "Practitioner: H Banks".
_OF_WHO = re.compile(
    r"\A(?:seen by|worker|officer|practitioner|clinician|crew|author|staff|by|caller|midwife|nurse"
    r"|doctor|reporter|reported by|completed by|entered by|recorded by|professional|name|case"
    r" ?worker|social worker|health visitor|key ?worker|idva|signed|lead)\s?:\s",
    re.IGNORECASE,
)
# "plan B. Seen", "hepatitis B. Given"
_ENDS_THERE = re.compile(rf"\b(?i:{'|'.join(sorted(LETTERED))}|vitamin|the|and|to|or)\s\Z")


def _many_capitals(text: str, start: int, end: int) -> bool:
    """Whether the words about have capitals as well: a heading, where a letter may be anything."""
    about = re.findall(
        r"[^\W\d_]{3,}", text[max(0, start - 40) : start] + " " + text[end : end + 40]
    )
    return len(about) > 2 and 2 * sum(word[0].isupper() for word in about) > len(about)


# "Dr P", "PC P.": a letter is all of a worker's name
_BY_LETTER = re.compile(
    r"(?<![\w&/.'’-])(?P<one>(?:Dr|Mr|Mrs|Ms|Miss|Sgt|Insp|PC|PCSO|DC|DS|DI|PS|SW|HV|MW|Nurse|Sister|Prof)\.?"
    r"\s[A-Z])(?![\w'’&/+-]|\.[A-Z]|\.?\s[A-Z][a-z])"
)
# "ring me b4 Thurs, C x", "thanks, S xx"
_SIGNED_OFF = re.compile(
    r"(?<=[a-z,.!?]\s)(?P<one>[A-Z])(?=\s?x{1,3}(?:[\s.\"”'’]*)\Z|\s?x{1,3}[\"”'’])"
)
# "Tried S x3", "rang D twice": a letter that somebody looks for
_SOUGHT = re.compile(
    r"\b(?i:tried|rang|called|phoned|texted|saw|seen|visited|told|asked|met|for|with|from|re|and|by)\s"
    r"(?P<one>[B-HJ-Z])(?=\s(?:x\s?\d|again|twice|today|yesterday|at\s|on\s|in\s|about\s|who\s|re\s|later|alone"
    r"|by\s|and\s[a-z]|but\s|as\s|said|says))"
)


# "sib file: Ocean B": an ordinary word with the initial of a surname
_AND_INITIAL = re.compile(
    r"(?<![\w'’/&.-])(?P<one>(?P<name>[A-Z][a-z]{3,})\s[B-HJKM-QSU-WYZ])(?=\s?[,.;:)]|\Z|['’]s\b|\s[a-z(])"
)


def _before_initial(text: str) -> Iterator[Found]:
    """Yield an ordinary word with a letter after it, where a word of the field has none."""
    for match in _AND_INITIAL.finditer(text):
        word = fold(match["name"])
        nobody = word in LETTERED or word in vocabulary_words() or word in _BODY
        nobody |= word in words_in("grammar", "acts") | words_in("grammar", "function") | titles()
        nobody |= word in words_in("introduced", "kin") | words_in("introduced", "kinds")
        nobody |= word in words_in("grammar", "months") | words_in("grammar", "days")
        if nobody or word.endswith(("ed", "ing", "ly")) or not is_plain(word):
            continue
        yield *match.span("one"), WORD


#: Letters that stand alone, as texts in small letters have them.
_LETTERS_ALONE = frozenset("abcdefghijklmnopqrstuvwxyz")


def _by_letter(text: str) -> Iterator[Found]:
    alone = may_be_in(_LETTERS_ALONE - {"a", "i"}, text) or not text.isascii()
    for match in _BY_LETTER.finditer(text) if alone or may_be_in(_LETTERS_ALONE, text) else ():
        yield *match.span("one"), WORD
    for match in _SIGNED_OFF.finditer(text) if "x" in text else ():
        yield *match.span("one"), WORD
    for match in _SOUGHT.finditer(text) if alone else ():
        if match["one"] not in "LRTX":
            yield *match.span("one"), WORD


# -- places --------------------------------------------------------------------------------------

#: Words of the field that pubs are called, so that a capital alone does not stand out.
_PUB_NAMES = (
    "Crown|Bell|Castle|Railway|Star|Sun|Ship|Globe|Albion|Angel|Mill|Moon|Bridge|Grange|Foresters"
    "|Cricketers|Court House|Vine|Harbour|New Inn|Legion|Institute|Welfare"
    r"|(?:Red|White|Black|Green|Golden|Blue|Silver|Two|Three|Four|Five|Seven)\s[A-Z][a-z]{2,}"
)
_NEAR = r"(?i:at|in|into|from|outside|near|behind|opposite|down|up|via|leaving|left|after)"
_PUB = re.compile(
    rf"\b{_NEAR}\s(?P<one>the\s(?:{_PUB_NAMES})(?:\s(?:and|&)\s[A-Z][a-z]+)?)"
    r"(?![\w'’-]|\s[A-Z]|\s(?:court|prosecution|estate|house|office|worker|care|services?|housing|club)\b)"
)
# "the red lion", "the kings arms": pubs in small letters
_SMALL_PUB = re.compile(
    r"\b(?:at|in|into|from|outside|near|behind|opposite|down|up|to|of|left|leaving|then|and)\sthe\s"
    r"(?P<one>(?:red|white|black|golden|green|blue)\s(?:lion|hart|horse|bull|swan|dragon|boar|bear|man)"
    r"|(?:king|queen)['’]?s\s(?:arms|head)|rose\sand\scrown|(?:fox|hare)\sand\shounds|coach\sand\shorses"
    r"|dog\sand\sduck|royal\soak|nag['’]?s\shead|wheatsheaf|three\s(?:tuns|horseshoes)"
    r"|[a-z]{4,}\s(?:inn|tavern))(?!\w)"
)
_OF_PUBS = words_in("hurried", "of_pubs")


def _pubs(text: str) -> Iterator[Found]:
    """Yield what pubs are called in words of the field, or in small letters."""
    for match in _PUB.finditer(text):
        yield *match.span("one"), WORD
    for match in _SMALL_PUB.finditer(text):
        yield *match.span("one"), WORD


_IN_PLACE = (
    r"\b(?:in|at|near|outside|towards|around|behind|opposite|via|visiting|leave\sto|holiday\sto"
    r"|(?:moved?|moving|went|go(?:es|ing)?|gone|travel\w*|drove|driven|flight|fly|flew|back|home|trip"
    r"|relocated|bus|train|coach|fled|return\w*)\s(?:back\s)?(?:to|from)"
    r"|(?:came|come|coming|over|originally|born|hails|unit|crew)\s(?:over\s)?(?:from|in))"
    r"\s(?:the\s)?%s(?!\w|['’]s\b)"
)
#: "Rose Cottage", "Golden Sands"
HOUSE_LIKE = re.compile(
    r" (?:Cottage|House|Farm|Lodge|Villas?|Hall|Park|Sands|Towers|Heights|Barn|Manor|Mews|Yard"
    r"|Wharf|Beach|Woods?|Fields?|Green|Common|Bridge|Island|Valley|Hills?)\Z"
)


@lru_cache(maxsize=4096)
def is_place(written: str, sentence: str) -> bool:
    """Whether a sentence says of a name what is said of places.

    Examples
    --------
    >>> is_place("Felixstowe", "A near miss at Felixstowe."), is_place("Rasa", "Told Rasa.")
    (True, False)
    """
    if not written[:1].isupper() or fold(written) in names():
        return False
    if HOUSE_LIKE.search(written):
        return True
    return re.search(_IN_PLACE % re.escape(written), sentence, re.IGNORECASE) is not None


# "works at the crab factory": a town has one
_WORKPLACE = re.compile(
    r"\b(?:at|in|from|for|by|near|behind|outside)\s(?:the|a|an)\s"
    r"(?P<one>(?P<what>[a-z]{3,})\s(?:factory|works|plant|mill|yard|packhouse|abattoir|quarry|brewery"
    r"|foundry|refinery|colliery|pit|docks?|cannery|farm|depot|warehouse))(?!\w)"
)
_MADE_AT = words_in("hurried", "made_at")
_ANY_PLACE = words_in("hurried", "any_place")
# "kasia from work"
_FROM_WORK = re.compile(
    r"(?<![\w.@/-])(?P<one>[a-z]{3,})\sfrom\s(?:work|next\sdoor|church|school|upstairs|downstairs|over\sthe\sroad)\b"
)
_FROM = frozenset({"work", "door", "church", "school", "upstairs", "downstairs", "road"})

# "Mo said", "Del's van": short names that mean something else in notes
_SHORT = words_in("hurried", "short_names")
_SHORT_NAMES = re.compile(
    r"(?<![\w.&/-])(?P<one>Del|Ed|Em|Lea|Lex|Mo|Sal|Si|Soph|Tel|Trace|Gill|Shiv)"
    r"(?:['’]s\s[a-z]|\s(?P<after>[a-z]+)\b)"
)

# "work coach Mo"
_SHORT_AFTER_WHO = re.compile(
    r"(?<![\w'’-])(?P<who>[a-z]{3,})\s(?P<one>Del|Ed|Em|Lea|Lex|Mo|Sal|Si|Soph|Tel|Gill|Shiv)(?![\w'’/&-])"
)

# -- numbers -------------------------------------------------------------------------------------

_FIGURE = (
    r"(?:oh|nought|zero|one|two|three|four|five|six|seven|eight|nine|(?:double|triple)[\s-]\w+)"
)
_IN_FIGURES = re.compile(rf"\b{_FIGURE}(?:[\s,-]{{1,2}}{_FIGURE}){{3,}}\b", re.IGNORECASE)
_FIGURES = frozenset(["oh", "nought", "zero", "double", "triple", "seven", "eight", "nine"])
# "rm 214 of the inn"
_ROOM = re.compile(r"\brm\.?\s?\d{1,4}[a-z]?(?!\w)", re.IGNORECASE)
_ROOMS = frozenset({"rm"})
_CASES = frozenset({"case", "cases"})
# a conference numbers its cases
_LISTS = frozenset({"marac", "list", "agenda", "heard", "chair", "chaired", "conference"})
_LETTERS_BEFORE = re.compile(r"\b[A-Z]{2,3}\s\Z")
# "case 12 on the list", "JK case 12", and not "in case 2 officers", "case 3 times a week"
_CASE = re.compile(
    r"(?<!\bin )(?<!\bjust )\b(?P<one>(?i:case)\s(?:(?i:no|number)\b\.?\s?)?#?\d{1,3}"
    r"(?P<of>\sof\s\d{1,3})?)"
    r"(?![\w/]|[.:,-]\d|\s(?:times?|hours?|days?|weeks?|months?|years?|officers?|people|workers?)\b)"
)

# -- other languages -----------------------------------------------------------------------------

#: Between words of one sentence.
_GAP = re.compile(r"[ \u00a0]|, |[-‐‑'’]")
_LEAST = 3


@cache
def _others() -> frozenset[str]:
    """Return words of other languages that are none of English as well."""
    return words_in("rare", "words_of_others") - words_in("grammar", "function") - _ENGLISH


@lru_cache(maxsize=50_000)
def _is_other(raw: str, folded: str) -> bool:
    """Whether a word in small letters is none of English, of the field, of a name or in short."""
    if not raw.isascii():
        return raw[-2:] != "’d" and folded not in words_in("hurried", "with_accents")
    if raw.endswith("'d"):
        return False  # "pt ref'd"
    if folded in _others():
        return True
    return not (is_plain(folded) or (folded.endswith("s") and is_plain(folded[:-1])))


_OF_DRUGS = re.compile(
    r"(?:in|ol|one|ine|ide|ate|am|pam|lam|pril|tan|cillin|mycin|zole|pine|done|fen|xin|min|vir|statin|ium"
    r"|oxetine|ipran|zolam|ptan|mab|gliptin)\Z"
)


@lru_cache(maxsize=30_000)
def foreign_runs(text: str) -> tuple[tuple[int, int], ...]:
    """Return where words of another language stand without quotation marks.

    Examples
    --------
    >>> text = "She said: jis mane uzmus labai. Then left."
    >>> [text[a:b] for a, b in foreign_runs(text)]
    ['jis mane uzmus labai']
    """
    return tuple(_foreign_runs(text, tokens_of(text)))


def _foreign_runs(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    number = 0
    while number < len(tokens):
        if not _may_begin(tokens[number]):
            number += 1
            continue
        last, end = number, number + 1
        while end < len(tokens) and _GAP.fullmatch(text, tokens[end - 1].end, tokens[end].start):
            token = tokens[end]
            if not token.raw[0].isalpha() or token.is_capital or token.folded in _ENGLISH:
                break
            if _is_other(token.raw, token.folded):
                last = end
            elif end - last > 1:
                break  # two words of English: it goes on
            end += 1
        run = tokens[number : last + 1]
        if _is_language(run):
            yield run[0].start, run[-1].end
        number = last + 1


def _with_signs(
    text: str, tokens: Sequence[Token], new: Collection[str]
) -> Iterator[tuple[int, int]]:
    """Yield words in small letters with signs that English has not: "asked for his močiutė"."""
    for token in tokens:
        if token.raw.isascii() or token.is_capital or token.folded in new or len(token.raw) < 3:
            continue
        plain = unicodedata.normalize("NFC", token.raw)
        odd = any(c.isalpha() and not c.isascii() for c in plain)
        if (
            odd
            and token.folded not in words_in("hurried", "with_accents")
            and not is_plain(token.folded)
        ):
            yield token.start, token.end


#: Words that are of English alone, and in the middle of no sentence of another language.
_ENGLISH = words_in("hurried", "english_alone")


def _may_begin(token: Token) -> bool:
    """Whether a word in small letters may be of another language."""
    return (
        not token.is_capital
        and token.raw[0].isalpha()
        and len(token.raw) > 1
        and _is_other(token.raw, token.folded)
    )


def _is_language(run: Sequence[Token]) -> bool:
    """Whether so many of some words are none of English that they are of another language."""
    if len(run) < _LEAST:
        return False
    others = [t for t in run if _is_other(t.raw, t.folded)]
    if 5 * len(others) < 3 * len(run) or sum(map(_has_vowel, others)) < 2:
        return False  # "wks hx pt": in short
    long = [t for t in others if len(t.raw) > 3 and _OF_DRUGS.search(t.folded) is None]
    known = [t for t in others if t.folded in _others()]
    signs = [t for t in others if not t.raw.isascii()]
    return len(long) + len(signs) > 1 or len(known) > 1


def _has_vowel(token: Token) -> bool:
    return not token.raw.isascii() or not _VOWELS.isdisjoint(token.folded)


_VOWELS = frozenset("aeiouy")
