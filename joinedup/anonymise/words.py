"""Words: how they are cut from a text and compared, and which of them are ordinary.

A *token* is a run of letters (with apostrophes inside) or of digits. Tokens are compared folded:
without capitals, accents, apostrophes and characters that nobody sees, so that ``O’BRIEN`` and
``O'Brien`` are one.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from io import StringIO
from typing import Any, NamedTuple

from graphdb.vocabulary import load_vocabulary

_UNSEEN = "\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff\u034f"
_MARKS = f"\u0300-\u036f{_UNSEEN}"
_TOKEN = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}]|['’‘`´ʼ＇](?=[^\W\d_]))*|\d+")
_FOLDED_AWAY = re.compile(rf"[{_MARKS}'’‘`´ʼ＇]")
_POSSESSIVE = re.compile(r"['’‘`´ʼ＇][sS]\Z")
_PLAIN = re.compile(r"[a-z]+\Z")


class Token(NamedTuple):
    # a tuple, as a long case has a hundred thousand of them and a frozen dataclass is made slowly
    """A word or number of a text.

    Attributes
    ----------
    start, end
        Where it stands, without a possessive ``'s``.
    raw
        As written, without the possessive.
    folded
        What it is compared by.
    tail
        The possessive as written; empty where there is none.
    is_capital
        Whether it begins with a capital.
    """

    start: int
    end: int
    raw: str
    folded: str
    tail: str
    is_capital: bool

    @property
    def is_upper(self) -> bool:
        """Whether it stands in capitals throughout, and has more than one letter."""
        return len(self.raw) > 1 and self.raw.isupper()


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return what a word is compared by.

    Examples
    --------
    >>> fold("O’BRIEN"), fold("Zoë"), fold("Lea\u00adnne")
    ('obrien', 'zoe', 'leanne')
    """
    if word.isascii():
        folded = word.casefold().replace("'", "").replace("`", "")
    else:
        folded = _FOLDED_AWAY.sub("", unicodedata.normalize("NFKD", word).casefold())
    return folded


_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,7}\s?/?>|&(?:[a-zA-Z]{2,6}|#\d{2,5});")


@lru_cache(maxsize=30_000)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words and numbers of a text, in order; tags and entities are none.

    Examples
    --------
    >>> [(t.raw, t.tail) for t in tokens_of("Kayleigh's mum, 24")]
    [('Kayleigh', "'s"), ('mum', ''), ('24', '')]
    """
    found = []
    tags = [m.span() for m in _TAG.finditer(text)] if "<" in text or "&" in text else ()
    for match in _TOKEN.finditer(text):
        if tags and any(a <= match.start() < b for a, b in tags):
            continue
        start, (raw, folded, tail, is_capital) = match.start(), _read(match[0])
        found.append(Token(start, start + len(raw), raw, folded, tail, is_capital))
    return tuple(found)


@lru_cache(maxsize=50_000)
def _read(written: str) -> tuple[str, str, str, bool]:
    """Return a word as :class:`Token` has it, wherever it stands."""
    own = _POSSESSIVE.search(written) if written[-1] in "sS" else None
    raw, tail = (written, "") if own is None else (written[: own.start()], own[0])
    return raw, fold(raw), tail, raw[:1].isupper()


def path_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a name; a comma that turns it round stays.

    Examples
    --------
    >>> path_of("MARSH, Leanne")
    ('marsh', ',', 'leanne')
    """
    path: list[str] = []
    end = 0
    for token in tokens_of(text):
        if path and "," in text[end : token.start]:
            path.append(",")
        path.append(token.folded)
        end = token.end
        if token.tail:
            path[-1] = f"{token.folded}s"
    return tuple(path)


# -- what is known of words ------------------------------------------------------------------


@cache
def lists() -> Mapping[str, Any]:
    """Return ``words.toml``."""
    return tomllib.loads((files("joinedup.anonymise") / "words.toml").read_text(encoding="utf-8"))


@cache
def words_in(section: str, key: str) -> frozenset[str]:
    """Return a list of words of ``words.toml``, folded."""
    return frozenset(fold(word) for word in lists()[section][key].split())


@cache
def phrases_in(section: str, key: str) -> tuple[str, ...]:
    """Return a list of phrases of ``words.toml``, longest first."""
    cut = (" ".join(phrase.split()) for phrase in lists()[section][key].split(","))
    return tuple(sorted({phrase for phrase in cut if phrase}, key=lambda p: (-len(p), p)))


@cache
def titles() -> frozenset[str]:
    """Return what stands before anybody's name: ``mr``, ``ms``, ..."""
    return words_in("grammar", "titles")


@cache
def first_names() -> frozenset[str]:
    """Return first names that are well known, with their short forms: Bob, Kitty, Daz."""
    lists_of = ("feminine", "feminine_elsewhere", "masculine", "masculine_elsewhere", "either")
    known = (words_in("known", key) for key in lists_of)
    short = frozenset(short_forms()) - words_in("known", "no_short")
    return short.union(*known)


@cache
def surnames() -> frozenset[str]:
    """Return surnames that are well known."""
    return words_in("known", "surnames")


@cache
def names() -> frozenset[str]:
    """Return first names and surnames that are well known."""
    return first_names() | surnames()


_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=50_000)
def has_digit(text: str) -> bool:
    """Whether a text has a digit."""
    return _DIGIT.search(text) is not None


@cache
def vocabulary_words() -> frozenset[str]:
    """Return every word of the field: of the vocabulary, and of our own list, folded."""
    vocabulary = load_vocabulary()
    found: set[str] = set()
    for registry in (
        vocabulary.kinds,
        vocabulary.topics,
        vocabulary.tools,
        vocabulary.sectors,
        vocabulary.themes,
    ):
        for entry in registry.values():
            found.update(_words_of(entry))
    found.update(fold(word) for word in lists()["field"]["words"].split())
    found.update(words_in("field", "british"))
    for phrases in lists()["jobs"].values():
        found.update(path_of(phrases))
    found -= (
        first_names() - {"will", "mark", "may", "grace", "hope"} - words_in("grammar", "months")
    )
    found.discard(",")
    return frozenset(found - _PLACES_OF_TOOLS)


#: Words that a tool or a board of the vocabulary is called by, and a town or somebody as well.
_PLACES_OF_TOOLS = frozenset({"edinburgh", "ontario", "stockton", "parkinson"})


@cache
def initialisms() -> frozenset[str]:
    """Return what the field writes in capitals, as written: ``DASH``, ``SARA``."""
    vocabulary = load_vocabulary()
    words = {*lists()["field"]["words"].split()}
    for registry in (vocabulary.tools, vocabulary.sectors, vocabulary.kinds):
        for entry in registry.values():
            words.update(
                t.raw for name in (entry.key, entry.label, *entry.aliases) for t in tokens_of(name)
            )
    return frozenset(
        {w for w in words if w.isupper() and len(w) > 1} | {w.upper() for w in vocabulary.tools}
    )


def _words_of(entry: object) -> Iterator[str]:
    for name in ("key", "label", "aliases", "words", "grades", "factor", "sub_category"):
        value = getattr(entry, name, None)
        if isinstance(value, str):
            yield from path_of(value)
        elif isinstance(value, Iterable):
            for part in value:
                yield from path_of(str(part))


@cache
def _lookup() -> Any:  # noqa: ANN401 - spylls has no types
    """Return what says whether a word in small letters is in the dictionary."""
    from spylls.hunspell import readers
    from spylls.hunspell.algo.lookup import Lookup
    from spylls.hunspell.data.dic import Dic
    from spylls.hunspell.readers.file_reader import BaseReader

    class Lines(BaseReader):  # type: ignore[misc]
        """What stands in memory: the library's own reader leaves its files open."""

        def reset_encoding(self, encoding: str) -> None:
            """Do nothing: the text is decoded."""

    class Words(Dic):  # type: ignore[misc]
        """Reads a word when it is asked for: of fifty thousand, few ever are."""

        def homonyms(self, stem: str, *, ignorecase: bool = False) -> list[Any]:
            """Return the entries of a stem."""
            assert not ignorecase, "asked in small letters alone"
            if stem not in self.index and stem in lines:
                # the first line of such a file says how many there are
                some = Lines(StringIO("\n".join(["0", *lines[stem]])))
                for word in readers.read_dic(some, aff=aff, context=context).words:
                    self.append(word, lower=())
            return self.index.get(stem, [])  # type: ignore[no-any-return]

    folder = files("spylls.hunspell") / "data" / "en"
    rules, words = (
        (folder / f"en_US.{part}").read_text(encoding="utf-8") for part in ("aff", "dic")
    )
    aff, context = readers.read_aff(Lines(StringIO(rules)))
    lines: dict[str, list[str]] = {}
    for line in words.split("\n")[1:]:
        lines.setdefault(line.partition("/")[0].strip(), []).append(line)
    return Lookup(aff, Words(words=[]))


# Endings that are spelt otherwise in British English than in the dictionary.
_BRITISH = (
    (re.compile(r"our"), "or"),
    (re.compile(r"is(e|ed|es|er|ers|ing|able|ation|ations)\Z"), r"iz\1"),
    (re.compile(r"ys(e|ed|es|er|ing)\Z"), r"yz\1"),
    (re.compile(r"tre(s?)\Z"), r"ter\1"),
    (re.compile(r"([aeiou])ll(ed|er|ers|ing|or|ors|y|ous|ment)\Z"), r"\1l\2"),
    (re.compile(r"ogue(s?)\Z"), r"og\1"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"ence(s?)\Z"), r"ense\1"),
    (re.compile(r"l(ment|ful)"), r"ll\1"),
)


@lru_cache(maxsize=100_000)
def is_ordinary(folded: str) -> bool:
    """Whether a word in small letters is ordinary English.

    Examples
    --------
    >>> [word for word in ("colour", "organised", "marsh", "leanne", "craig") if is_ordinary(word)]
    ['colour', 'organised', 'marsh']
    """
    if len(folded) < 2 or folded in words_in("field", "british"):
        return True
    if folded in words_in("grammar", "function"):
        return True
    if not _PLAIN.match(folded):
        return False
    lookup = _lookup()
    if lookup(folded):
        return True
    for pattern, american in _BRITISH:
        other, times = pattern.subn(american, folded)
        if times and lookup(other):
            return True
    for before in ("re", "un", "non", "pre", "post", "over", "under", "mis", "co"):
        if folded.startswith(before) and len(folded) - len(before) > 3:
            return bool(lookup(folded[len(before) :]))
    return False


def is_plain(folded: str) -> bool:
    """Whether a word tells nothing: ordinary English, or a word of the field."""
    return folded in vocabulary_words() or is_ordinary(folded)


@cache
def short_forms() -> Mapping[str, frozenset[str]]:
    """Return for a first name the names that may be the same person's."""
    library = tomllib.loads((files("joinedup.library") / "names.toml").read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for group in (*library["short"], *lists()["short"]["more"]):
        names = {fold(name) for name in group.split()}
        for name in names:
            found.setdefault(name, set()).update(names - {name})
    return {name: frozenset(others) for name, others in found.items()}


@lru_cache(maxsize=4096)
def gender_of(name: str) -> str:
    """Return ``feminine``, ``masculine`` or ``unisex`` for a folded first name."""
    feminine = name in words_in("known", "feminine") | words_in("known", "feminine_elsewhere")
    masculine = name in words_in("known", "masculine") | words_in("known", "masculine_elsewhere")
    if feminine == masculine:
        return "unisex"
    return "feminine" if feminine else "masculine"


def telltales(phrases: Iterable[str]) -> frozenset[str]:
    """Return the longest word of each phrase, folded: without it the phrase is not there."""
    return frozenset(max(path, key=len) for phrase in phrases if (path := path_of(phrase)))


def may_have(words: frozenset[str], text: str) -> bool:
    """Whether a text has one of some words: quicker than to look for all phrases with them."""
    return not words.isdisjoint(_words_of_text(text))


@lru_cache(maxsize=30_000)
def _words_of_text(text: str) -> frozenset[str]:
    found = [token.folded for token in tokens_of(text)]
    found += [f"{token.folded}s" for token in tokens_of(text) if token.tail]
    return frozenset(found)


def longest_runs(phrases: Iterable[str]) -> frozenset[str]:
    """Return the longest word of each phrase, for :func:`may_be_in`.

    Examples
    --------
    >>> sorted(longest_runs(["Social worker", "GP"]))
    ['gp', 'social']
    """
    return frozenset(max(_RUN.findall(phrase.lower()), key=len) for phrase in phrases)


def may_be_in(words: frozenset[str], text: str) -> bool:
    """Whether a text may have one of some words that a pattern is looked for with.

    Never ``False`` where a pattern without regard to capitals could find a whole word of them.

    Examples
    --------
    >>> may_be_in(frozenset({"nurse"}), "The NURSE's"), may_be_in(frozenset({"nurse"}), "Nursery")
    (True, False)
    """
    runs = runs_of(text)
    return runs is None or not words.isdisjoint(runs)


@lru_cache(maxsize=30_000)
def runs_of(text: str) -> frozenset[str] | None:
    """Return the whole words of a text in small letters, as patterns see them.

    ``None`` where it has a sign that a pattern takes for an i or an s, and small letters do not.
    """
    if not text.isascii() and _LIKE_I_OR_S.search(text):
        return None
    return frozenset(_RUN.findall(text.lower()))


_RUN = re.compile(r"\w+")
_LIKE_I_OR_S = re.compile("[\u0130\u0131\u017f]")


class Stretch(str):
    """A stretch of a text that knows where it stands in it.

    Attributes
    ----------
    whole, at
        The text, and where in it the stretch begins.

    Examples
    --------
    >>> stretch = Stretch.of("Rang on 3/4.", 5, 11)
    >>> str(stretch), stretch.at
    ('on 3/4', 5)
    """

    whole: str
    at: int

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Stretch:
        """Return a stretch of a text."""
        made = cls(text[start:end])
        made.whole, made.at = text, start
        return made


# -- sentences ---------------------------------------------------------------------------------

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9])|[\r\n\v\f\u2028]+|\|")
_NOT_END = re.compile(r"(?:\b(?:[Mm]rs?|[Mm]s|[Dd]r|[Ss]gt|[Ii]nsp|[Tt]el|[Ss]t|[Rr]ev|[A-Z]))\Z")

_NUMBER_OF = re.compile(r"\b[Nn]os?\Z")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a text begins and ends.

    Examples
    --------
    >>> text = "Seen by Dr. Patel. No injuries."
    >>> [text[a:b].strip() for a, b in sentences(text)]
    ['Seen by Dr. Patel.', 'No injuries.']
    """
    return list(_sentences(text))


@lru_cache(maxsize=30_000)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a text are; it is asked for again and again."""
    found, begin = [], 0
    for match in _END.finditer(text):
        if match[0].startswith(".") and (
            _NOT_END.search(text, begin, match.start())
            or (
                _NUMBER_OF.search(text, begin, match.start()) and text[match.end() :][1:2].isdigit()
            )
        ):
            continue
        found.append((begin, match.end()))
        begin = match.end()
    if begin < len(text) or not found:
        found.append((begin, len(text)))
    return tuple(found)


def sentence_at(text: str, where: int, limit: int = 240) -> str:
    """Return the sentence around a place of a text, on one line, cut where it is long."""
    begin, end = next((a, b) for a, b in _sentences(text) if a <= where < b or b >= len(text))
    if end - begin > limit:
        begin, end = max(begin, where - limit // 2), min(end, where + limit // 2)
    return " ".join(text[begin:end].split())
