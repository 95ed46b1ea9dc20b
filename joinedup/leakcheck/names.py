"""Names: every way in which an original could still be said, and where a word is only a word."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

import jellyfish
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from joinedup.leakcheck.key import Key, Sought
from joinedup.leakcheck.ordinary import is_english, is_ordinary, vocabulary, word_list
from joinedup.leakcheck.texts import plain
from joinedup.leakcheck.within import Forms

WORD = re.compile(r"[^\W\d_]+")
#: What may be no language: a hash, an id, a sealed part, a picture in a page.
_RUN = re.compile(r"[A-Za-z0-9+/_=-]{12,}")
_ID = re.compile(r"(?<![A-Za-z0-9])(?=[a-f]*\d)[0-9a-f]{7,}(?![A-Za-z0-9])")
_HEX = re.compile(r"(?=.*\d)[0-9a-f]+|(?=.*\d)[0-9A-F]+")
_SORTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "a" * 26 + "A" * 26 + "0" * 10
)

_PEOPLE = frozenset({"person", "professional"})
_STANDING_ALONE = _PEOPLE | {"agency", "refuge", "school", "employer", "surgery", "team"}

#: What stands before a name.
_TITLES = word_list("titles")
#: Words of no weight inside a name.
_SMALL = word_list("small")
#: Words for what professionals do.
_JOBS = word_list("jobs")
#: What tells two of one name, and is a surname as well.
_OF_TWO = frozenset({"senior", "junior"})
#: What kind of thing a name is of: in no name does it tell one from another.
_GENERIC = word_list("generic")
#: What may stand at the end of a firm's name, or not.
_LEGAL = frozenset({"the", "s", "ltd", "limited", "plc", "llp"})
_SHORT_FORMS = {
    "street": ("st", "str"), "road": ("rd",), "avenue": ("ave", "av"), "close": ("cl",),
    "drive": ("dr",), "lane": ("ln",), "court": ("ct",), "crescent": ("cres",),
    "terrace": ("terr", "ter"), "gardens": ("gdns",), "place": ("pl",), "square": ("sq",),
    "grove": ("gr",), "house": ("hse",), "hospital": ("hosp",), "saint": ("st",),
    "school": ("sch",), "primary": ("prim",), "surgery": ("surg",), "police": ("pol",),
}  # fmt: skip

_GRAMMAR = word_list("grammar")
_MONTHS = frozenset(["april", "may", "june", "august", "jan", "jun", "mar"])
_MODAL = frozenset({"will", "may", "can", "might", "must", "shall"})
#: What a person does in a chronology: it stands after a name, seldom after the word.
_DOES = word_list("does")
_PAST = _DOES - frozenset(
    ["is", "was", "has", "had", "did", "does", "left", "made", "got", "gave", "took", "saw", "felt"]
)
_WITH = frozenset(["at", "with", "and", "who", "aged", "or", "on", "in", "came", "is", "was"])
_SPOKE_TO = frozenset(
    ["told", "asked", "phoned", "rang", "texted", "contacted", "visited", "called", "named", "met"]
)
_MODALS = frozenset({"may", "will"})
_SHORT_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "pc", "dc", "ps", "ds", "sgt", "insp", "sw", "hv", "cpn"]
)
#: What stands before a word and not before a name.
_FORMAL = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "pc", "dc", "sgt", "insp"})
_ARTICLES = frozenset({"the", "a", "an"})
#: What stands after somebody, and after no article.
_NEVER_A_NOUN = frozenset(
    ["is", "was", "has", "had", "did", "does", "told", "says", "went", "came", "knew"]
)
_CLAUSE = frozenset({"that", "about", "he", "she", "of"})
_DETERMINERS = word_list("determiners")
_KNOWN = tuple(sorted(word_list("known")))
_FILES = word_list("files")
#: What stands before a month.
_MONTH_BEFORE = word_list("month_before")
_COMMON_PAIRS = frozenset(
    {("crown", "court"), ("crown", "prosecution"), ("crown", "property"), ("dean", "of")}
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A variant of something original in a text: which, in which way, the words, and which day.

    ``alone`` is whether the text says little more than that day.
    """

    kind: str
    id: str
    variant: str
    found: str
    day: date | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A part of a name that is looked for alone, and how surely it is a name."""

    word: str
    kind: str
    id: str
    how: str = "as written"
    is_word: bool = False


def _word_of(phrase: tuple[str, ...], name: Name) -> str:
    """Return the word of a phrase without which, or one like it, it is not said.

    Each would do, as all are needed; one that is seldom said saves most: of “Staff Nurse A Abara”
    that is “abara”.
    """

    def seldom(word: str) -> tuple[bool, bool, bool, int]:
        usual = _GENERIC | _TITLES | _JOBS | _SMALL
        return len(word) > 2, word not in usual, not is_english(word), len(word)

    return max(phrase, key=seldom if name.word else len)


def _found_by(phrase: tuple[str, ...], name: Name) -> tuple[str, ...]:
    """Return the words one of which stands as it is wherever a phrase is said.

    Of “social worker Asha Lamb” that is neither “social” nor “worker”: in a big case hundreds of
    names begin so.
    """
    if not name.word:  # beside an initial all of it stands as it is
        return (max(phrase, key=len),)
    telling = tuple(dict.fromkeys(word for word in phrase if word not in _GENERIC))
    return telling or tuple(dict.fromkeys(phrase))


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    table = (files("joinedup.leakcheck") / "nicknames.toml").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for line in tomllib.loads(table)["groups"]:
        group = line.split()
        for name in group:
            found.setdefault(name, set()).update(group)
    return {name: frozenset(group - {name}) for name, group in found.items()}


def _sound(word: str) -> str:
    """Return how a word sounds, Irish and silent letters made plain first.

    Examples
    --------
    >>> _sound("siobhan") == _sound("shivaun")
    True
    """
    spelt = (
        re.sub(r"(?:er|ar|ah)$", "a", word)
        .replace("bh", "v")
        .replace("mh", "v")
        .replace("dh", "")
        .replace("sio", "shi")
    )
    return jellyfish.metaphone(spelt.replace("gh", "").replace("ck", "k") or word)


class Names:
    """All names of a key, ready to be looked for in texts."""

    def __init__(self, key: Key) -> None:
        self.plain_words: set[str] = set()
        self._kept = {_folded(k) for k in key.kept} | {
            w for k in key.kept if len(WORD.findall(k)) == 1 for w in _words(k)
        }
        self._stand_ins = {w for r in key.replacements for w in _words(r)}
        # a name among what a person typed is one wherever it has its capital
        self._typed = {
            w for t in key.typed for w in _words(t) if w not in _SMALL or w == _folded(t)
        } - self._stand_ins
        self._as_words = [_no_name(word, beside) for word, beside in key.words]
        self.odd: dict[str, Name] = {}
        self.single: dict[str, Name] = {}
        self.phrases: dict[tuple[str, ...], Name] = {}
        self.initials: dict[str, Name] = {}
        self.derived: dict[str, Name] = {}
        self.squeezed: dict[str, Name] = {}
        sought = [*key.identities, *_addresses(key)]
        for whole in (True, False):  # a name that is somebody's whole name is theirs first
            for one in sought:
                for original in one.originals:
                    if (len(_telling(original)) == 1) == whole:
                        self._add(one, original)
        self._add_nicknames()
        self._turned = {
            turned: name
            for name in self.single.values()
            if len(name.word) > 4 and not name.is_word
            for turned in (codecs.encode(name.word, "rot13"), name.word[::-1])
            if not (is_english(turned) or turned in self.single or turned in self._stand_ins)
        }
        #: Names as only letters, looked for in what is no language or is cut up.
        self.forms = Forms(self.squeezed.items())
        self._sounds: dict[str, list[Name]] = {}
        for name in self._comparable():
            self._sounds.setdefault(_sound(name.word), []).append(name)
        self._by_part: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
        for phrase, name in self.phrases.items():
            for part in _found_by(phrase, name):
                self._by_part.setdefault(part, []).append((phrase, name))
        self._needed = frozenset(_word_of(*one) for one in self.phrases.items())
        named = {_word_of(phrase, name) for phrase, name in self.phrases.items() if name.word}
        self._nearly = tuple(sorted(word for word in named if len(word) > 2))
        self._shortened = frozenset(short for word in named for short in _SHORT_FORMS.get(word, ()))
        self._may_say: dict[str, bool] = {}
        self._judged: dict[str, tuple[Name, str] | None] = {}

    # --- what is looked for ---------------------------------------------------------------

    def _add(self, one: Sought, original: str) -> None:
        words = _words(original)
        if one.kind in _PEOPLE and (_TAG.search(original) or not words):
            self._add_odd(one, original)
            original = _without_tags(original)
            words = _words(original)
        if not words or _folded(original) in self._kept or is_code(original):
            return
        if one.kind == "other" and is_counted(original):
            return
        if _folded(original) in {_folded(r) for r in one.replacements}:
            return
        if _are_initials(original):
            self._add_initials(one, original)
            return
        if self._is_plain(one.kind, original, words):
            self.plain_words.add(original)
            return
        telling = _telling(original)
        if one.kind == "professional":  # "offender manager Jo Clegg": any manager may be informed
            telling = [word for word in telling if word not in _JOBS] or telling
        for word in telling:
            if not _is_of_every(one, word):
                self._add_word(one, word, alone=len(telling) == 1)
        self._add_phrase(one, [w for w in words if w not in ("the", "s")])
        if one.kind == "employer":
            for way in (original, original.replace("&", " and ")):
                self._add_phrase(one, [w for w in _words(way) if w not in _LEGAL])
        if one.kind in _PEOPLE:
            self._add_person(one, original)

    def _add_odd(self, one: Sought, original: str) -> None:
        """Add a name that is markup or signs: it is looked for as it is written, and whole.

        A tag holds words that our own pages have on every line.
        """
        said = _folded(original)
        replaced = {_folded(r) for r in one.replacements}
        if len(said) > 2 and _SIGN.search(said) and said not in self._kept | replaced:
            self.odd[said] = Name(said, one.kind, one.id)

    def _add_initials(self, one: Sought, original: str) -> None:
        letters = "".join(WORD.findall(plain(original))).upper()
        if letters.lower() not in vocabulary() or one.kind in _PEOPLE:
            self.initials.setdefault(letters, Name(letters, one.kind, one.id, "initials"))

    def _is_plain(self, kind: str, original: str, words: list[str]) -> bool:
        """Whether a name is only words for what somebody is: "the neighbour", "Control Room"."""
        rest = [w for w in words if w not in _SMALL and w not in _TITLES]
        if not rest:
            # somebody called "The" is somebody; "Mr" alone and "mother" are nobody
            return kind not in _PEOPLE or any(w in _TITLES for w in words)
        if all(w in _GENERIC for w in rest):
            # "Senior & Sons LLP" has no word that tells, and is somebody's firm all the same
            firm = kind == "employer" and len(words) > 2
            return kind not in ("street", "place", "school", "surgery") and not firm
        if kind in ("agency", "team", "professional"):
            return all(w in _GENERIC or (w in vocabulary() and is_english(w)) for w in rest) or (
                kind == "team" and all(w in vocabulary() or is_english(w) for w in rest)
            )
        raw = WORD.findall(original)
        small = all(w[0].islower() or w.lower() in _SMALL for w in raw)
        return kind in _PEOPLE and small and all(is_english(w) for w in rest)

    def _add_word(self, one: Sought, word: str, *, alone: bool) -> None:
        if word in self._kept or (len(word) < 3 and not alone):
            return
        is_word = is_english(word) or word in _SMALL
        if is_word and not (one.kind in _STANDING_ALONE or alone):
            return
        if one.kind not in _PEOPLE and word in vocabulary():
            return  # "PPU" is any force's
        self.single.setdefault(word, Name(word, one.kind, one.id, is_word=is_word))
        if len(word) >= 4 and word not in _GRAMMAR:
            self.squeezed.setdefault(word, self.single[word])

    def _add_phrase(self, one: Sought, words: list[str]) -> None:
        if len(words) < 2 or tuple(words) in self.phrases:
            return
        weighty = [w for w in words if w not in _GENERIC] or words
        if all(w in self._kept for w in weighty):
            return
        self.phrases[tuple(words)] = Name(" ".join(words), one.kind, one.id)
        squeezed = "".join(words)
        if len(squeezed) >= 6:
            self.squeezed.setdefault(squeezed, self.phrases[tuple(words)])

    def _add_person(self, one: Sought, original: str) -> None:
        parts = [w for w in WORD.findall(plain(original)) if w.lower() not in _TITLES | {"s"}]
        parts = [w for w in parts if w.lower() not in _GENERIC]
        if not 2 <= len(parts) <= 4 or not all(w[0].isupper() and len(w) > 1 for w in parts):
            return
        words = [w.lower() for w in parts]
        turned = (words[-1], *words[:-1])
        self.phrases.setdefault(turned, Name(" ".join(turned), one.kind, one.id, "turned round"))
        joined = "".join(turned)
        if len(joined) >= 6:
            self.squeezed.setdefault(joined, self.phrases[turned])
        self.phrases.setdefault(
            (words[0][0], words[-1]), Name("", one.kind, one.id, "an initial and a name")
        )
        if words[0] not in _MODAL and words[-1][0] not in "ai":
            self.phrases.setdefault(
                (words[0], words[-1][0]), Name("", one.kind, one.id, "a name and an initial")
            )
        letters = "".join(w[0] for w in parts).upper()
        self.derived.setdefault(letters, Name(letters, one.kind, one.id, "initials"))

    def _add_nicknames(self) -> None:
        groups = _groups()
        for name in list(self.single.values()):
            if name.kind not in _PEOPLE:
                continue
            for other in sorted(groups.get(name.word, ())):
                if other in self.single or other in self._stand_ins or other in self._kept:
                    continue
                is_word = is_english(other) or len(other) < 4 or other in vocabulary()
                made = Name(other, name.kind, name.id, "a short or other form of the name", is_word)
                self.single[other] = made

    def _comparable(self) -> Iterator[Name]:
        for name in self.single.values():
            if len(name.word) >= 4 and name.how == "as written" and name.word not in _GRAMMAR:
                yield name

    # --- one word ---------------------------------------------------------------------------

    def judge(self, word: str) -> tuple[Name, str] | None:
        """Return which name a word in lower case is or is near, and in which way."""
        if word not in self._judged:
            self._judged[word] = self._judge(word)
        return self._judged[word]

    def _judge(self, word: str) -> tuple[Name, str] | None:
        if word in self.single:
            return self.single[word], self.single[word].how
        if len(word) < 4 or word in self._stand_ins or word in self._kept:
            return None
        stem = self.single.get(word[:-1]) if word.endswith("s") else None
        if stem is not None and (stem.is_word or not is_english(word)):
            return stem, "with an s"
        if is_ordinary(word) or word in _GENERIC:
            return None
        if any(one.startswith(word) or word == f"{one}s" for one in self._stand_ins):
            return None  # a label that is cut off where a drawing has no room: "Camil…"
        if word in self._turned:
            return self._turned[word], "backwards, or each letter another (rot13)"
        return self._near(word) or self._inside(word)

    def _near(self, word: str) -> tuple[Name, str] | None:
        best: tuple[int, Name] | None = None
        for name in self._comparable():
            most = 1 if min(len(word), len(name.word)) < 5 else 2
            if name.is_word and word[0] != name.word[0]:
                most = 1
            wrong = DamerauLevenshtein.distance(word, name.word, score_cutoff=most)
            if wrong <= most and (best is None or wrong < best[0]):
                best = wrong, name
        if best is not None:
            return best[1], "one or two letters wrong"
        for name in self._sounds.get(_sound(word), ()):
            # "Jeyk" for Jake: of four letters two are others
            least = 0.66 if len(word) == len(name.word) == 4 and word[0] == name.word[0] else 0.7
            if JaroWinkler.similarity(word, name.word) >= least and word[0] in _STARTS.get(
                name.word[0], name.word[0]
            ):
                return name, "sounding alike"
        return None

    def _inside(self, word: str) -> tuple[Name, str] | None:
        if word in self.squeezed and not self.squeezed[word].is_word:
            return self.squeezed[word], "joined to other letters"
        for squeezed, name in self.squeezed.items():
            if name.is_word:
                continue
            if not len(squeezed) < len(word) < 60 or squeezed not in word:
                continue
            if len(squeezed) > 4 or word.startswith(squeezed) or word.endswith(squeezed):
                return name, "joined to other letters"
        return None

    # --- one text ---------------------------------------------------------------------------

    def hits(self, text: str, sort: str) -> list[Hit]:
        """Return every variant of a name in a text; ``sort`` is that of its piece."""
        clean = _ID.sub(_blank, plain(text))
        if self._as_words:
            clean = self._without_words(clean)
        clean = _RUN.sub(self._without_noise, clean)
        if sort != "code":
            clean = _LEET.sub(_as_letters, _LEET_MORE.sub(self._as_name, clean))
        found: list[Hit] = [*self._odd_in(text)] if self.odd else []
        words = {w.lower() for w in WORD.findall(clean)}
        suspects = {w for w in words if self.judge(w) is not None}
        if suspects or any(map(self._is_of_phrase, words)):
            tokens = list(WORD.finditer(clean))
            found += self._phrases_in(clean, tokens)
            found += self._words_in(clean, tokens, suspects, sort)
        if sort not in ("code", "bytes"):
            found += self._humps_in(clean)
        # two letters stand in a sealed part by chance: of twelve such parts in one or two
        if sort not in ("code", "number", "count", "bytes"):
            found += self._initials_in(clean, sort)
        return found

    def _without_words(self, text: str) -> str:
        """Return a text with what a person said is a word, and no name, as spaces."""
        blank: dict[tuple[int, int], None] = {}
        for word, pattern in self._as_words:
            for match in pattern.finditer(text) if word in text else ():
                for one in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", match[0]):
                    blank[match.start() + one.start(), match.start() + one.end()] = None
        for start, end in blank:  # all at once: one stands beside another
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        return text

    def _odd_in(self, text: str) -> Iterator[Hit]:
        said = _folded(text)
        for odd, name in self.odd.items():
            if odd in said:
                yield Hit(name.kind, name.id, "as written", odd)

    def touch(self, word: str) -> bool:
        """Whether a name may be found by a word, whatever stands around it.

        Letters that stand alone are no concern of this: they make a name with those beside them.
        """
        if any(max(odd.split(), key=len) in _folded(word) for odd in self.odd):
            return True
        clean = _RUN.sub(self._without_noise, _ID.sub(_blank, plain(word)))
        clean = _LEET.sub(_as_letters, _LEET_MORE.sub(self._as_name, clean))
        for part in WORD.findall(clean):
            lower = part.lower()
            if self._is_of_phrase(lower) or self.judge(lower) is not None:
                return True
        return next(self._humps_in(clean), None) is not None or bool(
            self._initials_in(clean, "text")
        )

    def _as_name(self, match: re.Match[str]) -> str:
        """Return a word with several digits as the name that it says with letters for them."""
        for table in _MORE_LETTERS:
            word = match[0].translate(table)
            name = self.single.get(word.lower())
            if name is not None and not name.is_word and name.how == "as written":
                return word
        return match[0]

    def _without_noise(self, match: re.Match[str]) -> str:
        """Return a run that is no language as spaces, but for the names that it holds as they are.

        In a long run a short name stands by chance.
        """
        run = match[0]
        if not _is_noise(run):
            return run
        least = 4 if len(run) < 60 else 8
        lower = run.lower()
        names = (name for name, _ in self.forms.within(lower) if len(name) >= least)
        there = [(lower.find(name), len(name)) for name in names]
        if len(run) > _LONG:
            # a sealed part: as many spaces take longer to look through than all that is written
            said = (run[at : at + size] for at, size in there)
            return _GAP + "".join(one + _GAP for one in said)
        kept = " " * len(run)
        for at, size in there:
            kept = kept[:at] + run[at : at + size] + kept[at + size :]
        return kept

    def _words_in(
        self, clean: str, tokens: list[re.Match[str]], suspects: set[str], sort: str
    ) -> list[Hit]:
        found = []
        for at, token in enumerate(tokens):
            word = token[0].lower()
            if word not in suspects:
                continue
            judged = self.judge(word)
            if judged is None:
                continue
            name, how = judged
            if _is_known(clean, token):
                continue
            if sort == "code" and (len(word) < 3 or (name.is_word and name.word != word)):
                continue  # a program has every two letters somewhere
            if sort == "bytes" and (how not in ("as written", "joined to other letters")):
                continue
            if how == "with an s" and name.is_word:
                owns = name.kind in _PEOPLE and sort == "text" and _owns(clean, tokens, at)
                if not (owns or _titled(clean, tokens, at)):
                    continue
            is_word = name.is_word and name.word == word
            if is_word and not self._is_person_here(clean, tokens, at, name, sort):
                continue
            found.append(
                Hit(name.kind, name.id, _cased(how, token[0], clean, token.end()), token[0])
            )
        return found

    def _humps_in(self, clean: str) -> Iterator[Hit]:
        """Yield names that are words inside a word that changes case: "RangMarshBack"."""
        for match in _HUMPS.finditer(clean):
            for hump in _HUMP.findall(match[0]):
                name = self.single.get(hump.lower())
                if name is not None and name.is_word and hump.lower() not in _GRAMMAR:
                    yield Hit(name.kind, name.id, "joined to other letters", match[0])

    def _is_person_here(
        self, clean: str, tokens: list[re.Match[str]], at: int, name: Name, sort: str
    ) -> bool:
        """Whether a name that is also a word stands here as a name."""
        if sort in ("code", "bytes"):
            return False
        token = tokens[at]
        word, written = token[0].lower(), token[0]
        before = tokens[at - 1] if at else None
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        prev = before[0].lower() if before and _touches(clean, before, token) else ""
        following = after[0].lower() if after and _touches(clean, token, after) else ""
        owns = clean[token.end() : token.end() + 2].lower() == "'s"
        if word in self._stand_ins and name.how != "as written":
            return False
        if written in _MODALS and prev in _TITLES - _SHORT_TITLES:
            return False  # "Mum may ring"; but "pc may rang"
        if prev in _TITLES and name.kind in _PEOPLE:
            # "Mum may ring", "sister will": no name without its capital
            return written[0].isupper() or (prev in _FORMAL and word not in _SMALL | _MODAL)
        if _is_month(word, clean, token, prev):
            return False
        if word in _ARTICLES and written[0].isupper():
            if following in _NEVER_A_NOUN:
                return True
            if _describes(clean, tokens, at):
                return False
        if word in self._typed and written[0].isupper() and name.how == "as written":
            return True
        if (word, following) in _COMMON_PAIRS or _is_favour(clean, token):
            return False
        if sort == "file" and name.kind in _PEOPLE:
            return word not in _GRAMMAR | _FILES and word not in vocabulary()
        if name.how != "as written" and word in vocabulary() and not written.istitle():
            return False  # SARA and RoSH are assessments
        if written[0].islower() or _shouted(clean, written):
            per = clean[max(0, token.start() - 1) : token.start()] == "/"
            return _named_in_small(word, prev, following, owns=owns, per=per)
        if _begins(clean, token.start()):
            return self._at_the_start(clean, token, word, following, owns=owns)
        if word in _OF_TWO:
            # "told Senior to go", and not "a Senior Practitioner"
            ends = not following or following in _SMALL | _GRAMMAR | _DOES | _WITH
            return owns or (ends and prev not in _DETERMINERS - {"with", "by"})
        if word in _SMALL:
            return following in _DOES or owns
        return not (written.isupper() and len(written) > 1 and word in _GRAMMAR)

    def _at_the_start(
        self, clean: str, token: re.Match[str], word: str, following: str, *, owns: bool
    ) -> bool:
        alone = clean.strip(" .,:;()[]\"'*_-") == token[0]
        if alone:
            return word not in _SMALL and word not in _MONTHS and word not in _MODAL
        if owns:
            return True
        if word in _OF_TWO:
            return following in _DOES | _WITH
        if word in _MODAL | _SMALL:
            return following in _PAST
        if word in _GRAMMAR:
            return following in _PAST
        # "Marsh, who …", "Marsh (niece)", "Marsh Junior": no word of a sentence goes on so
        named = re.match(r"\s?[(,;.!?]|\s[A-Z]", clean[token.end() :]) is not None
        return named or following in _DOES or following in _WITH

    def _phrases_in(self, clean: str, tokens: list[re.Match[str]]) -> list[Hit]:
        found = []
        words = [t[0].lower() for t in tokens]
        for at in range(len(words)):
            for phrase, name in self._by_part.get(words[at], ()):
                size = len(phrase)
                start = at - phrase.index(words[at])
                if start < 0 or start + size > len(words):
                    continue
                here = words[start : start + size]
                how = self._alike(phrase, here)
                if how is None or not _adjoin(clean, tokens[start : start + size]):
                    continue
                if not name.word and (how != "as written" or not tokens[start][0][0].isupper()):
                    continue  # an initial is a capital
                if how == "as written" and _is_will_and_verb(clean, tokens, start, size):
                    continue
                said = clean[tokens[start].start() : tokens[start + size - 1].end()]
                if not name.word and not tokens[start + 1][0][0].isupper():
                    continue
                variant = name.how if how == "as written" else how
                found.append(Hit(name.kind, name.id, _cased(variant, said, clean, 0), said))
        return found

    def _is_of_phrase(self, word: str) -> bool:
        """Whether a word is, or is like, one without which some phrase is not said."""
        if word not in self._may_say:
            self._may_say[word] = (
                word in self._needed or word in self._shortened or self._is_like(word, self._nearly)
            )
        return self._may_say[word]

    def _is_like(self, word: str, wanted: Iterable[str]) -> bool:
        """Whether a word may be another with one or two letters wrong."""
        return (
            len(word) > 2
            and not is_ordinary(word)
            and word not in self._stand_ins
            and any(DamerauLevenshtein.distance(word, w, score_cutoff=2) <= 2 for w in wanted)
        )

    def _alike(self, phrase: tuple[str, ...], here: list[str]) -> str | None:
        """Return in which way words are a phrase: as written, shortened, or with letters wrong."""
        how = "as written"
        for wanted, word in zip(phrase, here, strict=True):
            if word == wanted:
                continue
            if word in _SHORT_FORMS.get(wanted, ()):
                how = "shortened"
            elif len(wanted) > 2 and self._is_like(word, (wanted,)):
                how = "one or two letters wrong"
            else:
                return None
        # of two words one must be right, and it must not be "street"
        right = [w for w, h in zip(phrase, here, strict=True) if w == h]
        telling = any(w not in _GENERIC for w in right) or all(w in _GENERIC for w in phrase)
        return how if telling else None

    def _initials_in(self, clean: str, sort: str) -> list[Hit]:
        found = []
        for match in _LETTERS.finditer(clean):
            letters = re.sub(r"[^A-Za-z]", "", match[0])
            name = self.initials.get(letters.upper())
            spaced = len(match[0]) > len(letters)
            if name is not None:
                small = "." in match[0] or (sort == "text" and not is_ordinary(letters.lower()))
                if letters.isupper() or small:
                    how = "initials, spaced" if spaced else "initials"
                    found.append(Hit(name.kind, name.id, how, match[0]))
                continue
            name = self.derived.get(letters)
            if name is None or letters.lower() in vocabulary() or sort == "bytes":
                continue
            if "." in match[0]:
                found.append(Hit(name.kind, name.id, "initials, with full stops", match[0]))
        return found


_HUMPS = re.compile(r"(?<![A-Za-z])[A-Za-z]*[a-z][A-Z][a-z]{2,}[A-Za-z]*")
_HUMP = re.compile(r"[A-Z][a-z]{2,}")
#: Letters that begin names which sound alike.
_STARTS = {
    "c": "cks", "k": "kc", "s": "scz", "j": "jg", "g": "gj", "f": "fp", "p": "pf", "i": "iey",
    "e": "eia", "a": "aeo", "z": "zsx", "x": "xzs", "y": "yij", "o": "oa", "u": "uo", "w": "wrh",
}  # fmt: skip
_LETTERS = re.compile(
    r"(?<![A-Za-z0-9.])(?:[A-Za-z](?:\s?\.\s?|\s|-)){1,3}[A-Za-z]\b\.?|(?<![A-Za-z0-9])[A-Za-z]{2,4}(?![A-Za-z0-9])"
)


#: Digits in the middle of a word that look like letters.
_LEET = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+[01345][A-Za-z]{2,}(?![A-Za-z0-9])")
_LETTER_OF = str.maketrans("01345", "oleas")
#: Several of them, and at the ends of a word: only a name as it is written is found so.
_LEET_MORE = re.compile(
    r"(?<![A-Za-z0-9@$])(?=[A-Za-z@$]*[0-9@$])(?=[0-9@$]*[A-Za-z])[A-Za-z0-9@$]{4,20}(?![A-Za-z0-9@$])"
)
_MORE_LETTERS = tuple(str.maketrans("013456789@$", f"o{one}easgtbgas") for one in "li")


def _as_letters(match: re.Match[str]) -> str:
    word = match[0]
    return word if _HEX.fullmatch(word) else word.translate(_LETTER_OF)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _no_name(word: str, beside: str) -> tuple[str, re.Pattern[str]]:
    """Return a pattern for a word in the words beside which a person said that it is no name.

    Only as it is written there, and nowhere else: one without any word beside it only where it
    is all that is said.
    """
    said, word = plain(beside), plain(word)
    bare = not WORD.search(said.replace(word, "", 1))
    ends = (r"\A\s*", r"\s*\Z") if bare else (r"(?<!\w)", r"(?!\w)")
    *first, last = map(re.escape, said.split())
    around = r"\s+".join((*first, last))
    if first and word not in said.split()[-1]:  # a drawing has no room for all of it
        before = r"\s+".join(first)
        around = rf"{before}(?:\s+{last}|\s*…)"
    return word, re.compile(f"{ends[0]}{around}{ends[1]}")


_LONG_RUN = re.compile(r"[A-Za-z0-9+/_=-]{40,}")


#: Of a run longer than this a gap is left, and not as many spaces.
_LONG = 2_000
_GAP = " " * 80


def quiet(text: str) -> str:
    """Return a text with long runs that are no language (sealed parts, hashes) as spaces."""
    return _LONG_RUN.sub(_silenced, text)


def noise_in(text: str) -> Iterator[str]:
    """Yield the runs that :func:`quiet` takes out, but for those that are too long to be a name."""
    for match in _LONG_RUN.finditer(text):
        if len(match[0]) <= _LONG and _is_noise(match[0]):
            yield match[0]


def _silenced(match: re.Match[str]) -> str:
    run = match[0]
    if not _is_noise(run):
        return run
    return " " * len(run) if len(run) <= _LONG else _GAP


@lru_cache(maxsize=256)
def _is_noise(run: str) -> bool:
    """Whether a run is no language: small and capital letters, digits and signs in turn."""
    if _HEX.fullmatch(run):
        return True
    sorts = run.translate(_SORTS).encode()
    # where two signs that stand side by side are of one sort nothing is left of them
    left = int.from_bytes(sorts[1:], "big") ^ int.from_bytes(sorts[:-1], "big")
    turns = len(sorts) - 1 - left.to_bytes(len(sorts) - 1, "big").count(0)
    return turns > 0.35 * len(run)


def _words(text: str) -> list[str]:
    return [w.lower() for w in WORD.findall(plain(text))]


def _is_of_every(one: Sought, word: str) -> bool:
    """Whether a word of a name is one by which the pack itself calls what is named.

    "Neighbourhood Team" stands for the Tregarrick Neighbourhood Team, "a housing officer" for
    Housing Officer Rule. A surname that is such a word is a name all the same.
    """
    if one.kind not in ("agency", "team", "professional") or not is_english(word):
        return False
    said = {w for r in one.replacements for w in _words(r)}
    if word not in said:
        return False
    last = {w[-1] for o in one.originals for w in [_words(o)] if w and len(w) > 1}
    return one.kind != "professional" or word not in last


_TAG = re.compile(r"<[^<>]*>")
#: What no figure and no ordinary name has.
_SIGN = re.compile(r"[^\w\s.,'/:-]")
_HTML = word_list("html")


def _without_tags(original: str) -> str:
    """Return a name without its tags, of which only words stay that no HTML has.

    Examples
    --------
    >>> _without_tags("Kim <b>Ley</b>"), _without_tags("<img src=x onerror=alert(1)>")
    ('Kim Ley', '')
    """
    said = _TAG.sub(_words_of_tag, original)
    return " ".join(said.split())


def _words_of_tag(match: re.Match[str]) -> str:
    words = (w for w in WORD.findall(match[0]) if len(w) > 2 and w.lower() not in _HTML)
    return f" {' '.join(words)} "


def _folded(text: str) -> str:
    return " ".join(plain(text).split()).casefold()


def is_code(original: str) -> bool:
    """Whether a name is one word of letters and digits ("NS4"): it is looked for as a number is.

    Examples
    --------
    >>> is_code("NS4"), is_code("Station Road"), is_code("14 Amber Street")
    (True, False, False)
    """
    return re.fullmatch(r"(?=\w*\d)(?=\w*[^\W\d_])\w+", original.strip()) is not None


def is_counted(original: str) -> bool:
    """Whether only its numbers tell what a name is ("Case 7 of 31"): without them it is words.

    Examples
    --------
    >>> is_counted("Case 7 of 31"), is_counted("Case of"), is_counted("Case 7, Hollyhock")
    (True, False, False)
    """
    words = _words(original)
    says = _SMALL | _GRAMMAR | _GENERIC | vocabulary()
    return any(map(str.isdigit, original)) and len(words) > 1 and all(w in says for w in words)


def _telling(original: str) -> list[str]:
    """Return the words of a name that tell it from another."""
    words = _words(original)
    rest = [w for w in words if w not in _SMALL | _TITLES | _GENERIC and len(w) > 1]
    return rest or [w for w in words if len(words) == 1]


def _are_initials(original: str) -> bool:
    letters = re.sub(r"[\s.\-]", "", plain(original))
    return 2 <= len(letters) <= 4 and letters.isalpha() and letters.isupper()


def _addresses(key: Key) -> list[Sought]:
    """Return the addresses among the numbers: they are found by their words."""
    return [
        Sought("address", f"number {one.id}", (one.original,))
        for one in key.numbers
        if one.kind == "address" and len(_words(one.original)) > 1
    ]


def _touches(clean: str, one: re.Match[str], other: re.Match[str]) -> bool:
    between = clean[one.end() : other.start()]
    return len(between) <= 2 and not re.search(r"[.!?;:\n|()]", between.replace(". ", "", 1))


def _is_favour(clean: str, token: re.Match[str]) -> bool:
    return token[0].lower() == "grace" and "and favour" in clean[token.end() : token.end() + 12]


def _is_known(clean: str, token: re.Match[str]) -> bool:
    """Whether a name is part of what everybody calls so: "Clare's law"."""
    said = clean[token.start() : token.start() + 24].lower().replace(" ", "_")
    return said.startswith(_KNOWN)


def _owns(clean: str, tokens: list[re.Match[str]], at: int) -> bool:
    """Whether a name that is a word may lack its apostrophe: "Marks phone", not "Marks noted"."""
    if not tokens[at][0].istitle() or at + 1 == len(tokens):
        return False
    after = tokens[at + 1]
    word = after[0]
    done = word.endswith(("ed", "ing", "ly", "en", "nt")) or word in _DOES or word in _GRAMMAR
    beside = clean[tokens[at].end() : after.start()] == " "
    return beside and word.islower() and len(word) > 2 and not done and word not in _NO_THING


#: What follows a thing and belongs to nobody.
_NO_THING = frozenset(
    {"found", "left", "paid", "made", "kept", "done", "told", "brought", "bought", "still"}
    | {"clear", "visible", "high", "low", "due", "new", "old", "late", "early"}
)


def _titled(clean: str, tokens: list[re.Match[str]], at: int) -> bool:
    """Whether “Mr”, “PC” or the like stands before a word."""
    return (
        at > 0
        and tokens[at - 1][0].lower() in _TITLES
        and _touches(clean, tokens[at - 1], tokens[at])
    )


def _adjoin(clean: str, tokens: list[re.Match[str]]) -> bool:
    return all(
        len(clean[a.end() : b.start()]) <= 4
        and not re.search(r"[!?|;\d]", clean[a.end() : b.start()])
        for a, b in pairwise(tokens)
    )


def _begins(clean: str, start: int) -> bool:
    """Whether a sentence, a line or a quotation begins here."""
    before = re.sub(r"(?:%20|[ \t])+$", "", clean[:start]).rstrip(" \t\"'“‘([*_#-")
    return (
        not before
        or before[-1] in ".!?:;\n\r|•–—/>="
        or bool(re.search(r"(?:^|\s)\d+[.)]?$", before))
    )


def _shouted(clean: str, written: str) -> bool:
    """Whether the word is in capitals because all of the text is."""
    if not written.isupper() or len(written) < 2:
        return False
    letters = [c for c in clean if c.isalpha()]
    return (
        sum(c.isupper() for c in letters) > 0.8 * len(letters) and len(letters) > len(written) + 3
    )


def _describes(clean: str, tokens: list[re.Match[str]], at: int) -> bool:
    """Whether an article has its noun after a word such as *moved*: "The moved dates"."""
    if at + 2 >= len(tokens) or not tokens[at + 1][0].endswith("ed"):
        return False
    noun = tokens[at + 2][0]
    near = _touches(clean, tokens[at], tokens[at + 1])
    near = near and clean[tokens[at + 1].end() : tokens[at + 2].start()] == " "
    other = _GRAMMAR | _DETERMINERS | _SMALL | {"her", "him", "them", "himself", "herself"}
    return near and noun.islower() and noun not in other and is_english(noun)


def _is_will_and_verb(clean: str, tokens: list[re.Match[str]], start: int, size: int) -> bool:
    """Whether two small words are what somebody will do: "he will chase it", for a Will Chase.

    Only where somebody who will do it stands before, and nothing after that only a person does.
    """
    here = [token[0] for token in tokens[start : start + size]]
    small = all(word.islower() for word in here)
    if size != 2 or not small or here[0] not in _MODALS or not is_english(here[1]) or not start:
        return False
    before, last = tokens[start - 1], tokens[start + 1]
    after = tokens[start + 2] if start + 2 < len(tokens) else None
    following = after[0].lower() if after and _touches(clean, last, after) else ""
    owns = clean[last.end() : last.end() + 2].lower() == "'s"
    prev = before[0].lower() if _touches(clean, before, tokens[start]) else ""
    named = not prev or prev in _SPOKE_TO | _FORMAL | _DETERMINERS
    return not (owns or named or following in _DOES)


def _named_in_small(word: str, prev: str, following: str, *, owns: bool, per: bool = False) -> bool:
    """Whether a word without its capital stands where only a name can: "told grace".

    ``per`` is whether it stands after a stroke: "40x/day, says".
    """
    if word in _SMALL or prev in _DETERMINERS or per:
        return False
    if following in _PAST and word not in ("mark", "price"):
        return True
    if owns:
        return word not in ("one", "art")
    return prev in _SPOKE_TO and (word not in _GRAMMAR or following in _CLAUSE)


def _is_month(word: str, clean: str, token: re.Match[str], prev: str) -> bool:
    if word not in _MONTHS:
        return False
    after = clean[token.end() : token.end() + 8]
    before = clean[max(0, token.start() - 8) : token.start()]
    return bool(
        re.match(r"[\s,.']*\d", after)
        or re.search(r"\d(?:st|nd|rd|th)?[\s./-]*(?:of\s*)?$", before)
        or (prev in _MONTH_BEFORE and not re.match(r",? who\b|'s\b", after))
        # "April or May 2005", "last May or June"
        or _MONTH_AND_YEAR.match(clean, token.end())
        or _A_MONTH_BEFORE.search(clean, max(0, token.start() - 40), token.start())
    )


_ANY_MONTH = f"(?:{'|'.join(sorted(_MONTHS))})"
_MONTH_AND_YEAR = re.compile(
    rf"\s*(?:or|and|to|[-–/&])\s*{_ANY_MONTH}[\s,.']*\d{{4}}\b", re.IGNORECASE
)
_BEFORE_A_MONTH = "|".join(sorted(_MONTH_BEFORE - {"and", "to", "by"}))
_A_MONTH_BEFORE = re.compile(
    rf"\b(?:{_BEFORE_A_MONTH})\s+{_ANY_MONTH}\s+(?:or|to)\s+\Z", re.IGNORECASE
)


def _cased(how: str, said: str, clean: str, end: int) -> str:
    if how != "as written":
        return how
    if end and clean[end : end + 2].lower() in ("'s", "s'"):
        return "possessive"
    letters = said.replace(" ", "")
    if letters.isupper() and len(letters) > 1:
        return "in capitals"
    return "in small letters" if letters.islower() else how
