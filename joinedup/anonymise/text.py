"""The one pass that replaces, in a text, whom and what the case folder names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from joinedup.anonymise.ages import ages_in
from joinedup.anonymise.cut import CUT, Part, settled
from joinedup.anonymise.decisions import WHICH, Decisions
from joinedup.anonymise.identities import one_of, with_place
from joinedup.anonymise.left import houses_at, left_in
from joinedup.anonymise.model import (
    Form,
    Identity,
    Left,
    Names,
    Number,
    Options,
    Question,
    Replaced,
    Text,
    Use,
)
from joinedup.anonymise.numbers import StandIns, address_key
from joinedup.anonymise.row_refs import RowRefs
from joinedup.anonymise.sense import (
    Sense,
    begins_sentence,
    said_beside,
    sense_of,
    starts_sentence,
)
from joinedup.anonymise.unmarked import named_at, owners
from joinedup.anonymise.words import (
    Stretch,
    Token,
    first_names,
    fold,
    has_digit,
    is_ordinary,
    is_plain,
    lists,
    path_of,
    sentence_at,
    surnames,
    titles,
    tokens_of,
    vocabulary_words,
    words_in,
)
from joinedup.anonymise.workers import Workers, attended, led_from, said_again
from loaders.short_names import ShortNames

Path = tuple[str, ...]

_MARKUP = r"<[^<>]{0,60}>|&#?\w{2,8};|[*_~^|`\u00ad\u200b-\u200f\u2060\ufeff]"
_GAP = re.compile(rf"(?:[\s\u00a0\-‐‑–]|{_MARKUP}|\A\.(?=[\s\-‐‑]|\Z))*\Z")
_COMMA = re.compile(rf"(?:[\s\u00a0]|{_MARKUP})*,(?:[\s\u00a0]|{_MARKUP})*\Z")
_TIGHT = re.compile(rf"(?:[\-‐‑]\s*|\s*\n\s*|{_MARKUP})+\Z")
_LETTERS = re.compile(r"(?<![^\W_])(?:[^\W\d_](?:[ \u00a0]|[^\w\s]|_){1,2}){2,}[^\W\d_](?![^\W_])")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HOUSE_NUMBER = re.compile(
    r"(?=[nh])"
    r"(?:(?<=at )|(?<=opposite )|(?<=outside )|(?<=of )|(?<=to )|(?<=from )|(?<=near )|(?<=door )"
    r"|(?<=by )|(?<=behind )|(?<=in )|(?<=\())(?:no\.?|number|house)\s?(?P<house>\d{1,4}[a-z]?)\b",
    re.IGNORECASE,
)
_HOUSE_BEFORE = re.compile(
    r"(?<![\w/.:£])(?:(?:flat|apartment|apt|unit|room)\s*\w{1,4},?\s+)?(?:(?:no\.?|number)\s*)?"
    r"(?!(?:19|20)\d\d\b)\d{1,4}[a-z]?(?:[-–/]\d{1,4}[a-z]?)?,?\s+\Z",
    re.IGNORECASE,
)
_COUPLE = re.compile(
    r"(?<![\w&.])(?:(?:Mr|Mrs|Ms|Miss|Mx)\.?\s)?(?P<letter>[A-Z])\.?(?=\s(?:&|and)\s"
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx)\.?\s)?(?:[A-Z]\.?\s|[A-Z][a-z'’-]+\s)?(?P<surname>[A-Z][\w'’-]+))"
)
#: A full stop that is of an initial, and not of the sentence.
_INITIAL_GOES_ON = re.compile(r"\.(?=[,;:)'’]|\s[a-z&(])")
# Siblings by their letters: "T, I & R"
_INITIAL_BEFORE = re.compile(r"(?<![\w.&/-])(?:[A-Z]\.? ?){1,2}(?<= )\Z")
_AGAINST = re.compile(r"\bR\.?\s?-?v\.?-?\s\Z")
_OF_POLICE = re.compile(r"\b(?:constable|sergeant|inspector|community support officer)\Z")
# "tenant at 16", which has no name in it
_HOUSE_SAID = re.compile(r"\w+ (?:at|from) \d{1,3}[a-z]?|theyre at \d{1,3}[a-z]?")
_SOME_LETTERS = re.compile(
    r"(?<![\w.&/-])(?<![A-Z] )(?<![A-Z], )[A-Z](?:,\s?[A-Z])*(?:,?\s?(?:&|and)\s?|,\s?)[A-Z]"
    r"(?![\w'’&/-]|\s[A-Z]|,\s?[A-Z]\b)"
)
_NO_LIST = frozenset(
    ("A & E", "A&E", "A and E", "B and B", "B & B", "B&B", "Q and A", "Q & A", "R and R")
)
_TAKES_ES = ("ses", "xes", "zes", "ches", "shes")
_BOTH = re.compile(r"\bMr\.?\s(?:&|and)\sMrs\.?\s(?:[A-Z]\.?\s)?(?P<surname>[A-Z][\w'’-]+)")
_OF_THE_CASE = frozenset({"the victim", "the perpetrator"})
_OF_TWO_AFTER = re.compile(r",?\s\(?(?:senior|snr|sr|the elder)\b\)?", re.IGNORECASE)
_FIRST_BEFORE = re.compile(r"(?<!\w)([A-Z][a-z'’]{2,}) \Z")
#: "T: 01632 960555 M: 07700 900333"
_OF_A_PHONE = re.compile(r"\s?[:.]\s?\+?\(?\d{3}")
_LAWS = frozenset(("law", "rule", "charter", "scheme"))


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in place of one folded name.

    Attributes
    ----------
    kind, id
        Of the identity.
    replacement
        As it stands in the middle of a sentence.
    plain
        Whether all its words are ordinary ones, so that what is around has to show a name.
    exact
        Whether only the same capitals are meant (initials).
    how
        Why this is taken for the identity.
    keep
        A person said that it stays.
    capital
        Only a word with a capital is meant, where that is no ordinary word.
    among
        Of a name that several people have: the id of each, and what stands for theirs.
    """

    kind: str
    id: str
    replacement: str
    plain: bool
    exact: str = ""
    how: str = "exact"
    keep: bool = False
    capital: bool = False
    among: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that is replaced."""

    start: int
    end: int
    replacement: str
    use: Use


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look at a text gives."""

    spans: tuple[Span, ...]
    asked: tuple[Question, ...]
    left: tuple[Left, ...]
    words: tuple[tuple[int, int], ...] = ()


def entries_of(
    identities: Iterable[Identity], *, initials: frozenset[str] = frozenset()
) -> dict[Path, Entry]:
    """Return what stands in place of every folded name.

    A name that several persons have stands for neither: it is "one of two people of that name",
    unless what stands in its place is the same for all of them.
    """
    found: dict[Path, list[tuple[Identity, Form]]] = {}
    for identity in identities:
        for form in identity.forms:
            path = path_of(form.original)
            if path:
                found.setdefault(path, []).append((identity, form))
    return {path: _entry(path, some, initials) for path, some in found.items()}


_RANK = (
    "person",
    "professional",
    "agency",
    "school",
    "surgery",
    "refuge",
    "employer",
    "other",
    "team",
    "street",
    "place",
)


def _entry(path: Path, some: Sequence[tuple[Identity, Form]], initials: frozenset[str]) -> Entry:
    best = min(_RANK.index(i.kind) for i, _ in some)
    same = [(i, f) for i, f in some if _RANK.index(i.kind) == best]
    identity, form = same[0]
    said = {f.replacement for _, f in same}
    replacement, who = form.replacement, identity.id
    among: dict[str, str] = {}
    if len(said) > 1 and len({one.id for one, _ in same}) > 1:
        for one, its in same:
            among.setdefault(one.id, its.replacement)
        replacement = f"one of {_count(len(said))} people of that name"
        who = "|".join(dict.fromkeys(i.id for i, _ in same))
    is_initials = form.original in initials
    plain = all(is_plain(word) or word == "," or len(word) == 1 for word in path)
    return Entry(
        identity.kind,
        who,
        replacement,
        plain and not is_initials,
        form.original if is_initials else "",
        among=tuple(among.items()) if identity.kind in ("person", "professional") else (),
    )


def _count(number: int) -> str:
    return {2: "two", 3: "three", 4: "four", 5: "five"}.get(number, "several")


class Replacer:
    """Replaces in any text of one case; made by :func:`joinedup.anonymise.prepare.prepare`.

    Attributes
    ----------
    identities
        All that were found in the case, for the key.
    questions
        What nobody has decided yet; a pack may leave the building when this is empty.
    answered
        What needs nobody's decision and is written down for a person to look at.
    kept
        Words that a person decided may stay.
    pairs_of_eyes
        How many pairs of eyes looked for names: two where ``joinedup[names]`` is installed.
    """

    def __init__(
        self,
        identities: Sequence[Identity],
        decisions: Decisions,
        dates: Callable[[str], str],
        *,
        numbers: StandIns,
        options: Options | None = None,
        called: Mapping[tuple[str, str], str] | None = None,
        refs: RowRefs | None = None,
        initials: frozenset[str] = frozenset(),
        ids: frozenset[str] = frozenset(),
        letters: Mapping[str, str] | None = None,
        hows: Mapping[Path, str] | None = None,
        cues: Mapping[str, frozenset[str]] | None = None,
        phrases: Mapping[str, str] | None = None,
        siblings: Mapping[str, str] | None = None,
        workers: Workers | None = None,
        attended: Mapping[str, str] | None = None,
    ) -> None:
        self.identities = tuple(identities)
        self.questions: tuple[Question, ...] = ()
        self.answered: tuple[Question, ...] = ()
        self.kept = decisions.kept
        self.pairs_of_eyes = 1
        self._decisions = decisions
        self._dates = dates
        self._numbers = numbers
        self._options = options or Options()
        self._called = dict(called or {})
        self._ids = ids
        self._letters = ShortNames(letters or {})
        self._cues = dict(cues or {})
        self._phrases = dict(phrases or {})
        self._siblings = dict(siblings or {})
        self._workers = workers or Workers()
        self._attended = dict(attended or {})
        self._entries = entries_of(self.identities, initials=initials)
        for path, entry in self._entries.items():
            # "a doctor" is the first of them
            if job := self._workers.job(entry.among[0][0]) if entry.among else "":
                said = one_of(job, len(entry.among))
                self._entries[path] = replace(entry, replacement=said)
        for path, how in (hows or {}).items():
            if path in self._entries:
                self._entries[path] = replace(self._entries[path], how=how)
        for path, (said, how) in decisions.phrases.items():
            self._entries[path] = Entry(
                "other",
                "decision",
                said,
                plain=False,
                how=how,
                keep=how == "keep",
                capital=path in decisions.capital,
            )
        self._refs = refs or RowRefs()
        self._root: dict[str, int] = {}
        for path in self._entries:
            self._root[path[0]] = max(self._root.get(path[0], 0), len(path))
        self._prefixes = {path[:n] for path in self._entries for n in range(1, len(path))}
        self._whole = {
            path[0]: path
            for path, entry in self._entries.items()
            if len(path) == 1 and not entry.plain and not entry.exact and len(path[0]) >= 4
        }
        self._literals = [
            (_as_it_is_written(f.original), i, f)
            for i in self.identities
            for f in i.forms
            if i.kind == "person"
            and (not path_of(f.original) or re.search(r"[^\w\s'’.,\-‐‑–]", f.original))
        ]
        self._initials = [
            (_initials_apart(f.original), i, f)
            for i in self.identities
            for f in i.forms
            if f.original in initials
        ]
        self._plain = {
            path[0]: path
            for path, entry in self._entries.items()
            if len(path) == 1 and entry.plain and len(path[0]) >= 4 and not entry.keep
        }
        self._begun = {
            name[:length] for name in (*self._whole, *self._plain) for length in range(1, len(name))
        }
        self._new_names = frozenset(
            word for i in self.identities for said in i.replacements for word in path_of(said)
        ) | frozenset(word for said, _ in decisions.phrases.values() for word in path_of(said))
        # of "Blessing Adeyemi" and "SW Grace Mbeki" the first name alone is no plain word either
        wholes = [path for path, (_, how) in decisions.phrases.items() if how != "keep"]
        wholes += [
            path_of(form.original)
            for identity in self.identities
            if identity.kind == "professional"
            for form in identity.forms
        ]
        self._plain_firsts = frozenset(
            path[0]
            for path in wholes
            if len(path) in (2, 3)
            and len(path[0]) > 2
            and is_plain(path[0])
            and path[0] not in vocabulary_words() - first_names()
            and not all(is_plain(word) for word in path[1:])
        )
        # "Friend says": of Dr Friend, or somebody's friend
        self._plain_firsts |= (
            {
                path[-1]
                for identity in self.identities
                if identity.kind == "professional"
                for form in identity.forms
                for path in [path_of(form.original)]
                if len(path) > 1 and path[-1] in words_in("known", "surnames_of_field")
            }
            - words_in("rare", "nationalities")
            - words_in("rare", "languages")
        )
        # of "Amanda Fry", whom a person replaced, Fry alone is asked, too
        self._plain_firsts |= {
            path[1]
            for path, (_, how) in decisions.phrases.items()
            if how != "keep"
            and len(path) == 2
            and path[0] in first_names()
            and len(path[1]) > 2
            and is_plain(path[1])
            and path[1] not in vocabulary_words() | words_in("grammar", "function")
        }
        self._first_letters = frozenset(
            path[0][0].upper()
            for identity in self.identities
            if identity.kind == "person"
            for form in identity.forms
            for path in [path_of(form.original)]
            if path and len(path[0]) > 1
        )
        self._looked: dict[tuple[str, str], Looked] = {}
        self._dull: dict[str, bool] = {}
        self._jobs = frozenset(
            word
            for names in lists()["jobs"].values()
            for n in names.split(",")
            for word in path_of(n)[-1:]
        ) - {"head", "sister", "father", "doctor", "operator", "consultant"}

    # -- for others ----------------------------------------------------------------------------

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Every number, code and address that was found, for the key."""
        return self._numbers.numbers

    def replace(
        self, text: str, row: str = "", dates: Callable[[str], str] | None = None
    ) -> Replaced:
        """Return a text as it stands in the pack.

        Parameters
        ----------
        text
            Any text of the case.
        row
            Where it stands.
        dates
            Moves the dates of a stretch in which nothing is replaced; the one given to
            ``prepare`` where left out.
        """
        if not text:
            return Replaced(text)
        looked = self.look(text, row)
        move = dates or self._dates
        pieces: list[str] = []
        end, length = 0, 0
        words: list[tuple[int, str]] = []
        for start, after, said in (
            *((span.start, span.end, span.replacement) for span in looked.spans),
            (len(text), len(text), ""),
        ):
            stretch = Stretch.of(text, end, start)
            moved = move(stretch) if stretch else ""
            kept = {text[a:b] for a, b in looked.words if end <= a and b <= start}
            words += [(length + at, one) for one in sorted(kept) for at, _ in _whole(moved, one)]
            pieces += [moved, said]
            length += len(moved) + len(said)
            end = after
        whole = "".join(pieces)
        beside = tuple((one, _beside(whole, at, one)) for at, one in words)
        return Replaced(whole, tuple(s.use for s in looked.spans), looked.left, beside)

    def called_by(
        self, names: Mapping[tuple[str, str], str], written: Mapping[tuple[str, str], str]
    ) -> None:
        """Say what persons, agencies and teams are called where they stand for themselves.

        Parameters
        ----------
        written
            What they are called in the case: no word that stayed from there is one of ours, or
            "Manager (Gheorghe)" would silence the name in every text.
        """
        self._called.update(names)
        self._new_names |= {
            word
            for (kind, which), said in names.items()
            if kind in ("agency", "team")
            for word in {*path_of(said)} - {*path_of(written.get((kind, which), ""))}
        }
        self._looked.clear()

    def name_of(self, kind: str, identity: str) -> str:
        """Return what a person, agency or team (by its id in the case) is called in the pack.

        Agencies and teams without an article ("Acute hospital").
        """
        return self._called.get((kind, identity), "")

    def key_identities(self) -> list[dict[str, object]]:
        """Return the identities as the key has them."""
        found: list[dict[str, object]] = [
            {
                "kind": one.kind,
                "id": one.id,
                "originals": list(one.originals),
                "replacement": one.replacement,
                "replacements": list(one.replacements),
            }
            for one in self.identities
        ]
        found += [
            {
                "kind": "other",
                "id": f"decision-{number}",
                "originals": [" ".join(path)],
                "replacement": said.removeprefix(CUT),
                "replacements": [said.removeprefix(CUT)],
            }
            for number, (path, (said, how)) in enumerate(self._decisions.phrases.items(), start=1)
            if how == "decision"
            and not all(is_plain(word) for word in path)
            and _HOUSE_SAID.fullmatch(" ".join(path)) is None
            and path not in self._decisions.speech
        ]
        return found

    def key_speech(self) -> frozenset[str]:
        """Return the sentences of another language that something stands in place of."""
        return frozenset(self._decisions.speech.values())

    def key_numbers(self) -> list[dict[str, object]]:
        """Return the numbers as the key has them."""
        return [
            {"kind": one.kind, "original": one.original, "replacement": one.replacement}
            for one in self.numbers
        ]

    def is_shared(self, written: str) -> bool:
        """Whether a name is the whole name of several people of the case."""
        return self._is_among(self._entries.get(path_of(written)))

    # -- names that are words ----------------------------------------------------------------------

    def may_be_word(self, written: str) -> bool:
        """Whether what is written is the name of somebody of the case, and also ordinary words."""
        entry = self._entries.get(path_of(written))
        return entry is not None and entry.plain and entry.kind in ("person", "professional")

    def asked_of(self, written: str, texts: Iterable[Text]) -> Iterator[Question]:
        """Yield a question for each sentence in which such a name was left as a word."""
        length = len(path_of(written))
        for text in texts:
            tokens = tokens_of(text.text)
            taken = self.look(text.text, text.row).spans
            for number in range(len(tokens) - length + 1):
                start, end = tokens[number].start, tokens[number + length - 1].end
                free = not any(span.start < end and start < span.end for span in taken)
                if free and _written(tokens, number, length) == written:
                    yield _name_or_word(text.text, tokens, number, length, text.row)

    # -- looking ---------------------------------------------------------------------------------

    def look(self, text: str, row: str = "") -> Looked:
        """Return what is replaced in a text, what is asked about it, and what is left."""
        owner = self._refs.owner(row) or self._workers.owner(row)
        looked = self._looked.get((text, owner))
        if looked is None:
            looked = self._looked[text, owner] = self._look(text, row)
        return looked

    def _look(self, text: str, row: str) -> Looked:
        asked: list[Question] = []
        words: list[tuple[int, int]] = []
        owner = self._refs.owner(row)
        spans = [_of_row(text, *found) for found in self._refs.spans(text, owner)]
        of_numbers = (
            Span(
                f.start,
                f.end,
                n.replacement,
                Use(n.kind, n.replacement, text[f.start : f.end], n.replacement),
            )
            for f, n in self._numbers.in_text(text)
        )
        of_rows = (_of_row(text, *found) for found in self._refs.wherever(text, owner))
        for one_span in chain(of_numbers, of_rows, self._by_pattern(text)):
            if _is_free(one_span, spans):
                spans.append(one_span)
        tokens = tokens_of(text)
        number = 0
        while number < len(tokens):
            token = tokens[number]
            if self._is_dull(token.raw, token.folded) or any(
                s.start < token.end and token.start < s.end for s in spans
            ):
                number += 1
                continue
            step, span = self._at(text, tokens, number, row, asked, words)
            if span is not None and _is_free(span, spans):
                spans.append(span)
            number += step
        for one_span in self._spaced(text, tokens):
            if _is_free(one_span, spans):
                spans.append(one_span)
        spans.sort(key=lambda s: s.start)
        spans = _as_decided(text, spans)
        left = left_in(
            text,
            tokens,
            [(s.start, s.end) for s in spans],
            self._new_names,
            self.kept,
            self._ids,
            self._plain_firsts,
            self._first_letters,
        )
        told = {one.text for one in left}
        left += tuple(
            one for one in owners(text, tokens, self._plain) if one.text not in told | {*self.kept}
        )
        already = {(q.text, q.sentence) for q in asked}
        # "Haven" is asked with the bank that is called so, or the service would lose its stand-in
        already |= {(q.text.split()[0], q.sentence) for q in asked if q.suggestion == _OF_A_PLACE}
        left = tuple(
            one
            for one in left
            if (one.text, one.sentence) not in already and not self._is_kept_place(one)
        )
        free = tuple((a, b) for a, b in words if not any(s.start < b and a < s.end for s in spans))
        return Looked(tuple(spans), tuple(asked), left, free)

    def _is_kept_place(self, one: Left) -> bool:
        """Whether a name of a service is in a place that a person said may stay: "Haven bank"."""
        entry = self._entries.get((fold(one.text),))
        if entry is None or entry.kind != "agency":
            return False
        places = re.finditer(re.escape(one.text) + _LAND_AFTER.pattern, one.sentence)
        return any(match[0] in self.kept for match in places)

    def _is_dull(self, raw: str, folded: str) -> bool:
        """Whether nothing that is replaced begins with a word, whatever stands beside it."""
        dull = self._dull.get(raw)
        if dull is None:
            dull = self._dull[raw] = not (
                len(raw) == 1
                or folded in self._root
                or f"{folded}s" in self._root
                or folded in titles()
                or folded in self._begun
                or (folded.endswith("s") and folded[:-1] in self._whole.keys() | self._plain)
                or (folded.endswith(_TAKES_ES) and folded[:-2] in self._whole.keys() | self._plain)
                or (not raw.islower() and len(_CAMEL.split(raw)) > 1)
            )
        return dull

    def _by_pattern(self, text: str) -> Iterator[Span]:
        for written, said in self._decisions.literal.items():
            for start, end in _whole(text, written):
                a_phrase = said.startswith(("a ", "an ", "the ")) and starts_sentence(text, start)
                new = said[:1].upper() + said[1:] if a_phrase else said
                yield _span(start, end, new, "other", "decision", written, "decision")
        letters = list(self._letters.spans(text))
        apart = self._letter_by_letter(text) if letters else ()
        for start, end, letter in letters:
            if any(a <= start < b for a, b in apart) or _OF_A_PHONE.match(text, end):
                continue
            first = _FIRST_BEFORE.search(text, 0, start)
            if first is not None and (
                fold(first[1]) in first_names() or not is_plain(fold(first[1]))
            ):
                continue  # "Wendy M" is nobody's mother
            yield _span(start, end, letter, "person", letter, text[start:end], "exact")
        for start, end, said in attended(text, self._attended):
            yield _span(start, end, said, "person", said, text[start:end], "letters")
        for pattern, identity, form in self._literals:
            for match in pattern.finditer(text):
                is_phrase = form.replacement.startswith("the ")
                bare = re.sub(r"<[^<>]*>", "", match[0])
                said = _in_case(form.replacement, bare, text, match.start(), is_phrase=is_phrase)
                yield _span(
                    match.start(),
                    match.end(),
                    said if is_phrase or "<" in match[0] else form.replacement,
                    identity.kind,
                    identity.id,
                    match[0],
                    "exact",
                )
        for pattern, identity, form in self._initials:
            for match in pattern.finditer(text):
                end = match.end() - (
                    match[0].endswith(".") and _ENDS.match(text, match.end()) is not None
                )
                said = form.replacement
                if said.startswith("the ") and starts_sentence(text, match.start()):
                    said = said[:1].upper() + said[1:]
                yield _span(
                    match.start(),
                    end,
                    said,
                    identity.kind,
                    identity.id,
                    text[match.start() : end],
                    "spaced",
                )
        yield from self._of_couples(text)
        for start, end, said in ages_in(text, self._is_somebody):
            yield _span(start, end, said, "age", "age", text[start:end], "exact")
        if not has_digit(text):
            return
        houses = [(m["house"], *m.span()) for m in _HOUSE_NUMBER.finditer(text)]
        houses += [(m["number"], *m.span("number")) for m in houses_at(text) if m["lives"]]
        for written, start, end in houses:
            house = self._called.get(("bare house", written.casefold()))
            if house is not None and not self._has_street(text, end):
                number = self._numbers.add("address", self._called["address", house], house)
                said = number.replacement
                yield _span(start, end, said, "address", said, text[start:end], "exact")

    def _of_couples(self, text: str) -> Iterator[Span]:
        """Yield initials that have their surname after somebody else's: "Mr D & Mrs A Stokes"."""
        for match in _COUPLE.finditer(text) if "&" in text or " and " in text else ():
            entry = self._entries.get((fold(match["letter"]), fold(match["surname"])))
            if entry is None or entry.kind != "person" or entry.keep:
                continue
            is_phrase = " " in entry.replacement and entry.replacement[0].islower()
            start, end = match.start("letter"), match.end("letter")
            said = entry.replacement
            if is_phrase:
                start, end = match.span()  # "Mr D" is "the perpetrator"
                said = said[:1].upper() + said[1:] if starts_sentence(text, start) else said
            else:
                said = said[:1]
            yield _span(start, end, said, entry.kind, entry.id, text[start:end], "exact")
        for match in _SOME_LETTERS.finditer(text) if len(self._siblings) > 1 else ():
            letters = [(m.start(), m[0]) for m in re.finditer("[A-Z]", match[0])]
            if not all(letter in self._siblings for _, letter in letters) or match[0] in _NO_LIST:
                continue  # "T, I & R" are the children
            for at, letter in letters:
                entry = self._entries.get((self._siblings[letter],))
                if entry is not None and entry.kind == "person" and not entry.keep:
                    start = match.start() + at
                    is_phrase = entry.replacement.startswith(("the ", "a ", "an ", "one "))
                    said = entry.replacement if is_phrase else entry.replacement[0]
                    if is_phrase and starts_sentence(text, start):
                        said = said[:1].upper() + said[1:]
                    yield _span(start, start + 1, said, entry.kind, entry.id, letter, "exact")
        for match in _BOTH.finditer(text):
            entry = self._entries.get((fold(match["surname"]),))
            couple = [phrase for _, phrase in entry.among] if entry is not None else []
            if len(couple) != 2:
                couple = [phrase for phrase in couple if phrase in _OF_THE_CASE]
            if entry is None or len(couple) != 2:
                continue
            start, end = match.span()
            said = " and ".join(couple)
            said = said[:1].upper() + said[1:] if starts_sentence(text, start) else said
            yield _span(start, end, said, entry.kind, entry.id, match[0], "exact")

    def _is_first_of_somebody(self, text: str, first: Token, surname: Token) -> bool:
        """Whether a first name of the case stands before a surname that it has not: one of them."""
        entry = self._entries.get((first.folded,))
        return (
            entry is not None
            and entry.kind == "person"
            and not entry.plain
            and not first.tail
            and surname.is_capital
            and text[first.end : surname.start] == " "
        )

    def _has_street(self, text: str, where: int) -> bool:
        """Whether a house number has its street after it: "at no. 9 Quarry Bank"."""
        tokens = tokens_of(text[where : where + 60])
        if not tokens or text[where : where + tokens[0].start].strip(" ,\u00a0"):
            return False
        length, entry = self._longest(text[where : where + 60], tokens, 0)
        name = text[where + tokens[0].start : where + tokens[length - 1].end]
        return entry is not None and (entry.kind == "street" or bool(self._street(name)))

    def _letter_by_letter(self, text: str) -> list[tuple[int, int]]:
        """Return where a name stands letter by letter, of which none is somebody alone."""
        found = []
        for match in _LETTERS.finditer(text):
            run = fold("".join(re.findall(r"[^\W\d_]", match[0])))
            if any(name in run for name in self._whole):
                found.append(match.span())
        return found

    def _is_somebody(self, word: str) -> bool:
        """Whether a word is the name of somebody, or what the case calls them."""
        entry = self._entries.get((fold(word),))
        if entry is not None and (
            entry.kind in ("person", "professional") or entry.id == "decision"
        ):
            return True
        return word in self._ids or (word[:1].isupper() and fold(word) in first_names())

    def _at(
        self,
        text: str,
        tokens: Sequence[Token],
        number: int,
        row: str,
        asked: list[Question],
        words: list[tuple[int, int]],
    ) -> tuple[int, Span | None]:
        """Return how many words to go on, and what is replaced from this one on.

        What is asked, and what a person said is a word, is added to the last two.
        """
        token = tokens[number]
        length, entry = self._longest(text, tokens, number)
        if len(token.raw) == 1 and length == 1:
            said = self._decisions.letter(text, token.start, token.raw)
            if said is not None and not _is_joined(text, token):
                end = token.end
                if len(said) > 1 and said[-2:].isalpha():  # "R.'s speech" of "the third child"
                    end += _INITIAL_GOES_ON.match(text, end) is not None
                original = text[token.start : end]
                return 1, _span(token.start, end, said, "other", "decision", original, "decision")
        if entry is not None and entry.capital and not entry.keep:
            meant = not is_plain(token.folded) or (
                token.is_capital
                and sense_of(text, tokens, number, self._jobs) is not Sense.WORD
                and not (length == 1 and _is_doing(text, tokens, number))
            )
            # "Nickname: Tank", where any word would have its capital
            meant = meant or token.start in named_at(text)
            # "the red lion", whose sign has capitals
            meant = meant or (length > 1 and number > 0 and tokens[number - 1].folded == "the")
            if not meant:
                return 1, None
        if entry is None or (length == 1 and not entry.keep and _is_cut(text, tokens, number)):
            step, span = self._otherwise(text, tokens, number)
            if entry is None or span is not None:
                return step, span
        if (
            length == 1
            and entry.kind == "professional"
            and token.folded in first_names()
            and _is_of_another(text, tokens, number)
        ):
            return 1, None
        if (
            length == 1
            and _OF_POLICE.search(entry.replacement)
            and entry.kind == "professional"
            and number
            and tokens[number - 1].folded in ("mrs", "mr", "miss")
        ):
            # "Mrs Deal" is no PC Deal, and the name is the same
            start = tokens[number - 1].start
            somebody = "Somebody" if starts_sentence(text, start) else "somebody"
            return 1, _span(start, token.end, somebody, "other", entry.id, token.raw, "exact")
        last = tokens[number + length - 1]
        if entry.keep:
            return length, None
        if entry.exact and (
            not _same_capitals(text[token.start : last.end], entry.exact)
            or _is_rank_of(text, tokens, number + length - 1)
        ):
            return 1, None
        if (
            length == 1
            and last.tail
            and number + 1 < len(tokens)
            and tokens[number + 1].folded in _LAWS
        ):
            return 1, None
        if entry.plain and entry.kind == "agency" and length == 1 and not last.tail:
            land = _LAND_AFTER.match(text, last.end)
            if land is not None and token.is_capital:  # "the Haven bank", and not the refuge
                sentence = sentence_at(text, token.start)
                place = text[token.start : land.end()]
                asked.append(Question("unknown word", place, sentence, row, 1, _OF_A_PLACE))
                return 2, None
        if entry.plain and entry.how != "decision":
            small = self._decisions.small.get(path_of(_written(tokens, number, length)))
            if small is not None and text[token.start : last.end].islower():
                return length, _span(
                    token.start, last.end, small, entry.kind, entry.id, token.raw, "decision"
                )
            sense = self._sense(text, tokens, number, length, entry.kind)
            if length == len(tokens) and not _is_function(tokens):
                sense = Sense.NAME  # a label or a cell that says nothing else
            decided = self._decided(text, tokens, number, length, sense, entry.kind)
            if decided is False:
                words.append((token.start, last.end))
            if decided is not None and not _is_sure_month(sense, token):
                sense = Sense.NAME if decided else Sense.WORD
            if sense is Sense.ASK and length == 1 and _is_name_at_once(text, tokens, number):
                sense = Sense.NAME
            if sense is Sense.ASK and entry.kind != "person" and not _is_common(token):
                sense = Sense.NAME  # a house or an agency, that the case declares
            if sense is Sense.ASK:
                asked.append(_name_or_word(text, tokens, number, length, row))
            if sense is not Sense.NAME:
                return 1, None
        accused = [w for w, phrase in self._phrases.items() if phrase == "the perpetrator"]
        if entry.among and length == 1 and _AGAINST.search(text, 0, token.start):
            # "R v Stokes": the one who stands before the court
            found = [one for one in entry.among if one[0] in accused]
            if len(found) == 1:
                entry = replace(entry, id=found[0][0], replacement=found[0][1], among=())
        if self._is_among(entry):
            entry = self._whose(text, tokens, number, length, entry, row, asked)
        elif entry.among and entry.kind == "professional":
            some = [one for one, _ in entry.among]
            whose = self._workers.whose(text, row, token.start, last.end, some)
            if whose is not None:
                entry = replace(entry, id=whose, replacement=dict(entry.among)[whose])
        return length, self._fitted(text, tokens, number, length, entry)

    def _is_among(self, entry: Entry | None) -> bool:
        """Whether a name is of several people of whom each has a whole name of another."""
        return (
            entry is not None and bool(entry.among) and all(w in self._cues for w, _ in entry.among)
        )

    def _whose(
        self,
        text: str,
        tokens: Sequence[Token],
        number: int,
        length: int,
        entry: Entry,
        row: str,
        asked: list[Question],
    ) -> Entry:
        """Return whom a name that several have means here: as a person said, or the sentence says.

        Where neither does it is asked, and stands for "one of two people of that name".
        """
        start, last = tokens[number].start, tokens[number + length - 1]
        written = _written(tokens, number, length)
        said = self._decisions.which(text, start, written)
        if said is not None:
            found = [one for one in entry.among if fold(one[0]) == fold(said)]
        else:
            cues = {who: self._cues[who] for who, _ in entry.among}
            told = said_beside(text, start, last.end, cues)
            found = [one for one in entry.among if one[0] == told]
            if not found:
                phrases = {who: self._phrases.get(who, "") for who in cues}
                asked.append(_which_person(text, start, written, phrases, row))
        if not found:
            return entry
        return replace(entry, id=found[0][0], replacement=found[0][1], among=())

    def _decided(
        self,
        text: str,
        tokens: Sequence[Token],
        number: int,
        length: int,
        sense: Sense,
        kind: str,
    ) -> bool | None:
        """Return whether a person said that it is a name there; ``None`` where nobody said.

        What was said of all places holds where it is unclear. What was said of a sentence holds
        for the place in it that is unclear, and for all where none is: “None of them met None”.
        """
        written = _written(tokens, number, length)
        start = tokens[number].start
        decided = self._decisions.in_sentence(text, start, written)
        if decided is None or sense is Sense.ASK:
            return decided
        if decided and not self._decisions.of_sentence(text, start, written):
            return None
        if not decided and sense is Sense.NAME:
            return decided if self._decisions.of_sentence(text, start, written) else None
        others = (
            other
            for other in range(len(tokens) - length + 1)
            if other != number
            and _written(tokens, other, length) == written
            and sentence_at(text, tokens[other].start) == sentence_at(text, start)
        )
        unclear = any(
            self._sense(text, tokens, other, length, kind) is Sense.ASK for other in others
        )
        return None if decided and unclear else decided

    def _longest(self, text: str, tokens: Sequence[Token], number: int) -> tuple[int, Entry | None]:
        # "Bosun's Lane" is longer than "Bosun", by which the street is known as well
        word = tokens[number].folded
        most = max(self._root.get(word, 0), self._root.get(f"{word}s", 0))
        if not most:
            return 1, None
        best: tuple[int, Entry | None] = (1, None)
        paths: list[Path] = [()]
        joined = False
        for step in range(number, min(len(tokens), number + most)):
            token = tokens[step]
            if step > number:
                gap = text[tokens[step - 1].end + len(tokens[step - 1].tail) : token.start]
                if len(gap) > 80:
                    break
                if _COMMA.match(gap):
                    paths = [(*path, ",") for path in paths]
                elif gap.strip() == "&":
                    joined = True  # "Bread & Cheese Lane", and not "Dean & Marsh"
                elif _GAP.match(gap) is None or ("." in gap and not _is_short(tokens[step - 1])):
                    break
                elif tokens[step - 1].tail:
                    # "Mary's School": the possessive is part of the name, or the name ended there
                    paths = [path for path in paths if path[-1].endswith("s")]
            ends = [token.folded, f"{token.folded}s"] if token.tail else [token.folded]
            paths = [(*path, end) for path in paths for end in ends]
            for path in paths:
                entry = self._entries.get(path)
                if (
                    entry is not None
                    and not (token.tail and path[-1] != token.folded and len(path) == 1)
                    and not (joined and entry.kind in ("person", "professional"))
                    # "Leanne a friend": the article, and no initial
                    and not (token.raw == "a" and step > number and entry.kind == "person")
                ):
                    best = (step - number + 1, entry)
            paths = [
                path for path in paths if path in self._prefixes or (*path, ",") in self._prefixes
            ]
            if not paths:
                break
        return best

    def _sense(
        self, text: str, tokens: Sequence[Token], number: int, length: int, kind: str
    ) -> Sense:
        if length == 1:
            return sense_of(text, tokens, number, self._jobs)
        if kind not in ("person", "professional"):
            if tokens[number].is_capital:
                return Sense.NAME  # "Crown pub"
            to = tokens[number - 1].folded if number else ""
            if kind == "street" and tokens[number + length - 1].raw.isdigit():
                return Sense.NAME  # "hollyhock 7"
            led = to.isdigit() or to in ("to", "at", "in", "of", "on", "from", "near")
            return Sense.NAME if kind == "street" and led else Sense.WORD
        if kind == "professional" and any(
            t.raw.isdigit() for t in tokens[number : number + length]
        ):
            return Sense.NAME  # "PC 136", "PC 999 Bright"
        words = [t for t in tokens[number : number + length] if len(t.raw) > 1]
        if all(t.is_capital for t in words):
            if len(words) == 1:  # an initial and a word: "L Marsh"
                return (
                    Sense.NAME
                    if any(
                        t.raw.isupper() for t in tokens[number : number + length] if len(t.raw) == 1
                    )
                    else Sense.ASK
                )
            if all(
                t.folded in words_in("grammar", "function") or t.folded.isdigit() for t in words
            ):
                return Sense.ASK
            return Sense.NAME
        if len(words) > 1 and all(t.raw.islower() for t in words):
            modal = words[0].folded in ("will", "may")
            sure = modal and _is_verb(text, tokens, number, length)
            return Sense.WORD if sure else Sense.ASK
        return Sense.WORD

    def _otherwise(
        self, text: str, tokens: Sequence[Token], number: int
    ) -> tuple[int, Span | None]:
        """Return what is replaced where a name is joined, cut or lacks its apostrophe."""
        token = tokens[number]
        # "mr hales flat": after a title it is the name, whatever word it would be alone
        after = tokens[number + 1].folded if number + 1 < len(tokens) else ""
        titled = self._entries.get((token.folded, after[:-1])) if after.endswith("s") else None
        if titled is not None and token.folded in titles():
            return 2, self._fitted(text, tokens, number, 2, titled, more="'s")
        owner = token.folded[:-1] if token.folded.endswith("s") else ""
        if (
            token.folded.endswith(_TAKES_ES)
            and token.folded[:-2] in self._whole.keys() | self._plain
        ):
            owner = token.folded[:-2]  # "the Stokeses"
        path = self._whole.get(owner) or self._plain.get(owner)
        if path is not None and not is_plain(token.folded):
            entry = self._entries[path]
            own = "'s" if entry.replacement.startswith(("the ", "a ", "an ")) else "s"
            whose = number > 0 and tokens[number - 1].folded == "the" and token.is_capital
            if entry.among and entry.kind == "person" and token.is_capital:
                both = number > 0 and tokens[number - 1].folded == "both"
                family = "of the family" if both else "the family"  # "Both Byrnes"
                entry, own = replace(entry, replacement=family, among=()), ""
            elif own == "'s" and whose and not token.tail and entry.kind == "person":
                own = "'s family"  # "the Dolans rang"
            if own == "s" and entry.replacement.endswith("s"):
                own = "es"
            return 1, self._fitted(text, tokens, number, 1, entry, more=own)
        pieces = () if token.raw.islower() else _CAMEL.split(token.raw)
        if len(pieces) > 1 and pieces[0] not in ("Mc", "Mac", "De", "Le", "La", "Van", "Di", "Du"):
            start = token.start
            for piece in pieces:
                path = self._whole.get(fold(piece))
                if path is not None:
                    entry = self._entries[path]
                    return 1, _span(
                        start,
                        start + len(piece),
                        _bare(entry.replacement),
                        entry.kind,
                        entry.id,
                        piece,
                        "split",
                    )
                start += len(piece)
        if token.folded not in self._begun:
            return 1, None
        joined, plain = token.folded, is_ordinary(token.folded)
        for step in range(number + 1, min(number + 5, len(tokens))):
            gap = text[tokens[step - 1].end + len(tokens[step - 1].tail) : tokens[step].start]
            tight = _TIGHT.match(gap) is not None
            if not tight and gap not in (" ", ""):
                break
            joined += tokens[step].folded
            plain = plain and is_ordinary(tokens[step].folded)
            path = self._whole.get(joined)
            if path is None and tight:
                path = self._plain.get(joined)
            if path is None:
                if joined not in self._begun:
                    break
                continue
            whole = tight and (
                "<" in text[token.start : tokens[step].end]
                or min(len(t.folded) for t in tokens[number : step + 1]) <= 2
            )
            if plain and not whole:
                continue
            if all(len(t.raw) == 1 for t in tokens[number : step + 1]):
                continue  # letters apart are looked at as a whole
            entry = self._entries[path]
            return step - number + 1, self._fitted(
                text, tokens, number, step - number + 1, entry, how="split"
            )
        return 1, None

    def _spaced(self, text: str, tokens: Sequence[Token]) -> Iterator[Span]:
        """Yield names whose letters stand apart: ``L e a n n e``, ``L.E.A.N.N.E``."""
        for match in _LETTERS.finditer(text):
            letters = [(m.start(), fold(m[0])) for m in re.finditer(r"[^\W\d_]", match[0])]
            run = "".join(letter for _, letter in letters)
            begin = 0
            while begin < len(run):
                for end in range(len(run), begin + 2, -1):
                    path = self._whole.get(run[begin:end]) or (
                        (run[begin:end],) if (run[begin:end],) in self._entries else None
                    )
                    if path is None:
                        continue
                    entry = self._entries[path]
                    if entry.exact or (end - begin < 4 and len(run) != end - begin):
                        continue
                    first = match.start() + letters[begin][0]
                    last = match.start() + letters[end - 1][0] + 1
                    said = entry.replacement
                    if begin:
                        said = _bare(said)
                    elif said.startswith(("the ", "a ", "an ")) and starts_sentence(text, first):
                        said = said[:1].upper() + said[1:]
                    yield _span(
                        first,
                        last,
                        said,
                        entry.kind,
                        entry.id,
                        text[first:last],
                        "spaced",
                    )
                    begin = end - 1
                    break
                begin += 1

    # -- grammar -----------------------------------------------------------------------------------

    def _fitted(
        self,
        text: str,
        tokens: Sequence[Token],
        number: int,
        length: int,
        entry: Entry,
        more: str = "",
        how: str = "",
    ) -> Span:
        """Return what is replaced, with its article, capitals and possessive as they fit there."""
        first, last = tokens[number], tokens[number + length - 1]
        after = tokens[number + length] if number + length < len(tokens) else None
        start, end = first.start, last.end
        said = entry.replacement
        is_phrase = said.startswith(("the ", "a ", "an ", "one of "))
        if is_phrase and entry.kind in ("person", "professional", "team"):
            while (  # "Mr Grant", who is a housing officer
                number
                and tokens[number - 1].folded in titles()
                and start - tokens[number - 1].end <= 2
            ):
                number -= 1
                start = tokens[number].start
        if is_phrase and entry.how == "decision" and number:
            some = _TITLES_BEFORE.search(text, max(0, start - 20), start)
            if some is not None:  # "Mrs Pettifer", for whom a person wrote "a friend"
                start = some.start()
                number = _token_from(tokens, start, number)
        titled = number > 0 and tokens[number - 1].folded in ("mr", "mrs", "ms", "miss")
        titled = titled and text[tokens[number - 1].end : start] in (" ", ". ")
        if is_phrase and entry.kind == "professional" and titled and start == first.start:
            number, start = number - 1, tokens[number - 1].start  # "Mrs Holt", the HV
        if is_phrase and entry.kind == "person" and start == first.start and length == 1:
            initial = _INITIAL_BEFORE.search(text, 0, start)
            led = tokens[number - 1] if number else None
            if initial is not None:  # "L. Stokes", who is another of the name
                said = f"somebody of {_family_of(entry)}"
                who = _in_case(said, "X", text, initial.start(), is_phrase=False)
                if starts_sentence(text, initial.start()):
                    who = who[:1].upper() + who[1:]
                original = text[initial.start() : end]
                return _span(
                    initial.start(), end, who, entry.kind, entry.id, original, how or entry.how
                )
            if led is not None and self._is_first_of_somebody(text, led, first):
                # "Ronan Quinn", of whom the case says "Ronan" alone
                original = text[led.end : end]
                return _span(led.end, end, "", entry.kind, entry.id, original, how or entry.how)
            if led is not None and _is_anothers_first(text, led, first):
                said = f"of {_family_of(entry)}"  # "Zbigniew Dolan" is no Craig Dolan
                return _span(start, end, said, entry.kind, entry.id, first.raw, how or entry.how)
        elder = _OF_TWO_AFTER.match(text, end) if is_phrase and not last.tail else None
        if elder is not None and entry.kind == "person" and length <= 2:
            said = f"somebody of {_family_of(entry)}"  # "Mrs Quinn (senior)" is another
            begins = starts_sentence(text, start)
            said = said[:1].upper() + said[1:] if begins else said
            end = elder.end()
            original = text[start:end]
            return _span(start, end, said, entry.kind, entry.id, original, how or entry.how)
        if is_phrase and entry.kind == "person" and number:
            kin = tokens[number - 1]
            if (
                kin.folded in words_in("grammar", "relation_words")
                and kin.is_capital
                and text[kin.end : start] == " "
            ):
                number, start = number - 1, kin.start  # "Granny Bridie"
        if is_phrase and entry.kind == "person":
            told = _told_before(text, start, end, said)
            if told is not None:  # "a former partner, Donna": who it is was said
                return _span(*told, "", entry.kind, entry.id, text[slice(*told)], how or entry.how)
            relative = _RELATIVE_BEFORE.search(text, max(0, start - 30), start)
            if (
                not last.tail
                and relative is not None
                and relative[1].casefold() != path_of(said)[-1]
            ):
                # "her daughter Ellie was": "her daughter, the first child, was"
                comma = "," if re.match(r" [a-z]", text[end : end + 2]) else ""
                said = f", {said}{comma}"
                original = text[start - 1 : end]
                return _span(start - 1, end, said, entry.kind, entry.id, original, how or entry.how)
        place = ""
        if is_phrase and entry.kind == "professional":
            # "Senior Staff Nurse Adeyemi", "A&E Dr Patel", "T/DS Jones"
            start, place = led_from(text, start)
            number = _token_from(tokens, start, number)
        before = tokens[number - 1] if number else None
        if (
            is_phrase
            and before is not None
            and before.folded == path_of(said)[-1]
            and text[before.end : start].isspace()
        ):  # "neighbour Mr Hale": one neighbour is enough
            number -= 1
            start = before.start
            if entry.kind == "professional":  # "Allocated worker SW Adeyemi"
                start, place = led_from(text, start)
                number = _token_from(tokens, start, number)
        several = said.startswith("one of ")
        if several and entry.kind == "professional" and _OF_SEVERAL.search(text[start : first.end]):
            said = said.replace("one of ", "the ", 1)  # "Drs Khan both rang"
        said = with_place(said, place) if place and not several else said
        if is_phrase and entry.kind == "professional" and " " not in text[start:end]:
            initial = _INITIAL_BEFORE.search(text, 0, start)
            if initial is not None:  # "S. Frost", of whom the letter is too
                start = initial.start()
                number = _token_from(tokens, start, number)
        if is_phrase and entry.kind == "professional":
            if not several and number and _is_hers(text, tokens[number - 1], tokens[number]):
                said = _bare(said)
            elif not last.tail and _ROLE_BEFORE.search(text, max(0, start - 30), start):
                # "the officer PC Jones left": "the officer, a police constable, left"
                comma = "," if re.match(r" [a-z]", text[end : end + 2]) else ""
                original = text[start - 1 : end]
                said = f", {said}{comma}"
                return _span(start - 1, end, said, entry.kind, entry.id, original, how or entry.how)
        if is_phrase and _GREETED.search(text, max(0, start - 16), start):
            said = _bare(_ONE_OF.sub(r"\1\2", said))  # "Dear doctor"
        elif is_phrase and number:
            start, said = _with_article(text, tokens[number - 1], start, said)
        if is_phrase and entry.how == "decision" and first.raw.islower() and number > 1:
            said = _after_adjective(text, tokens, number, said)
        street = entry.id if entry.kind == "street" else self._street(text[first.start : end])
        if street and (house := _HOUSE_BEFORE.search(text, max(0, first.start - 40), first.start)):
            written = text[house.start() : end]
            stand_in = self._numbers.add("address", address_key(house[0], street), written)
            kind = stand_in.replacement
            return _span(house.start(), end, kind, "address", kind, written, entry.how)
        if (
            is_phrase
            and after is not None
            and text[end : after.start].isspace()
            and said.casefold().endswith(f" {after.folded}")
        ):
            said = said[
                : -len(after.folded) - 1
            ]  # "the Lantern IDVA service": one service is enough
        name = text[first.start : end]
        end = _with_its_tags(text, first.start, end)
        letter = len(last.raw) == 1 and last.is_capital and not last.tail
        if letter and length > 1 and said[-2:].isalpha():
            end += _INITIAL_GOES_ON.match(text, end) is not None  # "Hope M. rang"
        if entry.kind == "professional" and not last.tail:
            end = said_again(text, end, said)  # "Tina Marsh (HV)"
        original = text[start:end]
        if (
            more != "s"
            and last.raw[-1:] in "sS"
            and _POSSESSIVE_S.match(text, end)
            and not said.endswith("s")
        ):
            end, more = end + 1, "'s"
        if entry.how != "decision" or is_phrase:  # what a person wrote stands as written
            short = " " not in name and len(name) < 7 and text.strip() == name
            if short and entry.kind in ("agency", "team", "place"):
                said = said[:1].upper() + said[1:]  # an alias "NWP" does not shout
            else:
                said = _in_case(said, name, text, start, is_phrase=is_phrase)
        said += more
        return _span(start, end, said, entry.kind, entry.id, original, how or entry.how)

    def _street(self, name: str) -> str:
        """Return the street that has the name of an agency: "22 Tannery Lane" is no surgery."""
        return self._called.get(("street id", "-".join(path_of(name))), "")


def _whole(text: str, written: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has something as it is written, and not inside of more: £30 in £300."""
    start = text.find(written)
    while start >= 0:
        end = start + len(written)
        before, after = text[start - 1 : start], text[end : end + 2]
        joined = (written[0].isalnum() and before.isalnum()) or (
            written[-1].isalnum() and (after[:1].isalnum() or _DECIMAL.match(after) is not None)
        )
        if not joined:
            yield start, end
        start = text.find(written, end)


_DECIMAL = re.compile(r"[.,]\d")


def _beside(text: str, where: int, word: str) -> str:
    """Return a word with the two before and the two after it in its line."""
    end = where + len(word)
    before, after = _BEFORE.search(text[:where]), _AFTER.match(text, end)
    return text[before.start() if before else where : after.end() if after else end]


_BEFORE = re.compile(r"(?:\S+[^\S\n]+){0,2}\S*\Z")
_AFTER = re.compile(r"\S*(?:[^\S\n]+\S+){0,2}")


def _as_decided(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return spans of which those that a person decided leave a sentence that can be read."""
    made: list[Span] = []
    for number, span in enumerate(spans):
        if span.use.how == "decision":
            after = spans[number + 1].start if number + 1 < len(spans) else len(text)
            part = settled(text, span.start, span.end, span.replacement)
            if part.end > after or (made and part.start < made[-1].end):
                part = Part(span.start, span.end, span.replacement.removeprefix(CUT))
            use = replace(span.use, replacement=part.said)
            span = Span(part.start, part.end, part.said, use)
        made.append(span)
    return made


_POSSESSIVE_S = re.compile(r"['’](?=\s\w)")


def _bare(said: str) -> str:
    return re.sub(r"\A(?:the|an?) ", "", said)


def _span(start: int, end: int, said: str, kind: str, who: str, original: str, how: str) -> Span:
    return Span(start, end, said, Use(kind, who, original, said, how))


def _of_row(text: str, start: int, end: int, said: str) -> Span:
    """Return what stands for the Ref of a row."""
    return _span(start, end, said, "other", "ref", text[start:end], "exact")


def _is_common(token: Token) -> bool:
    """Whether a word is so common, or also somebody's name, that a capital says little."""
    return (
        token.folded in words_in("grammar", "function")
        or token.folded in first_names()
        or token.raw[:1].islower()
    )


def _is_sure_month(sense: Sense, token: Token) -> bool:
    """Whether a month is one although somebody of that sentence is called so: "in April"."""
    return sense is Sense.WORD and token.folded in words_in("grammar", "months")


def _is_verb(text: str, tokens: Sequence[Token], number: int, length: int) -> bool:
    """Whether *will chase* in small letters says what somebody will do: "he will chase it"."""
    before = tokens[number - 1] if number else None
    last = tokens[number + length - 1]
    after = tokens[number + length] if number + length < len(tokens) else None
    if before is None or before.tail or last.tail or text[before.end : tokens[number].start] != " ":
        return False
    whom = words_in("grammar", "to_people") | words_in("grammar", "determiners") | titles()
    does = words_in("grammar", "acts") | words_in("grammar", "helpers")
    return before.folded not in whom and not (after is not None and after.folded in does)


def _is_doing(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a word that may be a town says what somebody does: “Reading her notes”."""
    after = tokens[number + 1].folded if number + 1 < len(tokens) else ""
    whose = words_in("grammar", "determiners") | {"her", "him", "them", "it", "through", "about"}
    doing = tokens[number].folded.endswith("ing") and begins_sentence(text, tokens[number].start)
    return doing and after in whose


def _is_name_at_once(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a word with a capital is a name although there is such a word: "Martin at work"."""
    token, after = tokens[number], tokens[number + 1] if number + 1 < len(tokens) else None
    return (
        token.folded in words_in("known", "names_before_words")
        and token.is_capital
        and not token.is_upper
        and (after is None or not after.is_capital or text[token.end : after.start] != " ")
    )


def _family_of(entry: Entry) -> str:
    """Return whose family has the surname: "the victim's family"; "the family" of several."""
    return "the family" if entry.among else f"{entry.replacement}'s family"


def _is_anothers_first(text: str, first: Token, surname: Token) -> bool:
    """Whether a name stands before a surname of the case that is no name of it: "Zbigniew"."""
    return (
        text[first.end : surname.start] == " "
        and first.is_capital
        and surname.is_capital
        and not first.is_upper
        and not first.tail
        and len(first.raw) > 2
        and first.folded not in titles() | vocabulary_words() - first_names()
        and (first.folded in first_names() or not is_plain(first.folded))
    )


def _is_rank_of(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether initials of somebody are a worker's rank: the DS of “DS Frost” is no Daz Stokes."""
    token, after = tokens[number], tokens[number + 1] if number + 1 < len(tokens) else None
    return (
        after is not None
        and (token.folded,) in _job_paths()
        and text[token.end : after.start] in (" ", "\u00a0")
        and ((after.is_capital and not after.is_upper) or after.raw.isdigit())
        and len(after.raw) > 1
        and after.folded not in words_in("grammar", "function") | words_in("grammar", "acts")
    )


@cache
def _job_paths() -> frozenset[Path]:
    """Return what jobs are called: ``("social", "worker")``."""
    return frozenset(path_of(n) for names in lists()["jobs"].values() for n in names.split(","))


def _is_of_another(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a professional's name stands in somebody else's: “Lee Dunn”, “Pat Chase”."""
    token = tokens[number]
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    if after is not None and text[token.end : after.start] == " " and after.is_capital:
        return after.folded in surnames() or not is_plain(after.folded)
    before = tokens[number - 1] if number else None
    return (
        before is not None
        and text[before.end : token.start] == " "
        and before.is_capital
        and before.folded in first_names()
    )


def _is_joined(text: str, token: Token) -> bool:
    """Whether a letter is part of something longer: the E of A&E."""
    return text[token.start - 1 : token.start] in ("&", "/", "'", "’") or (
        text[token.end : token.end + 1] in ("&", "/")
    )


def _is_cut(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a word goes on after a hyphen or a tag: ``Kay-leigh``."""
    if number + 1 >= len(tokens):
        return False
    between = text[tokens[number].end : tokens[number + 1].start]
    return bool(between) and not tokens[number].tail and _TIGHT.match(between) is not None


def _is_function(tokens: Sequence[Token]) -> bool:
    common = words_in("grammar", "function") - {"will"}
    return all(token.folded in common for token in tokens)


def _is_free(span: Span, spans: Sequence[Span]) -> bool:
    return not any(s.start < span.end and span.start < s.end for s in spans)


def _is_short(token: Token) -> bool:
    return len(token.raw) == 1 or token.folded in titles() | {
        "dr",
        "no",
        "st",
        "co",
        "sgt",
        "prof",
        "insp",
        "pc",
        "sw",
        "rev",
    }


_ENDS = re.compile(r"\s*\Z|\s+[A-Z]")


def _initials_apart(initials: str) -> re.Pattern[str]:
    """Return a pattern for initials whose letters stand apart: ``L.M.``, ``L M``, ``l.m.``."""
    letters = re.sub(r"[\W\d_]", "", initials)
    apart = r"(?:\.\s?|\s|[-‐‑])".join(re.escape(letter) for letter in letters)
    small = r"\.\s?".join(re.escape(letter.lower()) for letter in letters)
    return re.compile(rf"(?<![\w.])(?:{apart}\b\.?|{small}\.)(?!\w)")


def _same_capitals(written: str, initials: str) -> bool:
    letters = re.sub(r"[^\w]", "", written)
    return letters == re.sub(r"[^\w]", "", initials)


def _written(tokens: Sequence[Token], number: int, length: int) -> str:
    return " ".join(t.raw for t in tokens[number : number + length])


def _name_or_word(
    text: str, tokens: Sequence[Token], number: int, length: int, row: str
) -> Question:
    return Question(
        "name or word",
        _written(tokens, number, length),
        sentence_at(text, tokens[number].start),
        row,
        suggestion="replace where it is the name, keep where it is the word",
    )


def _as_it_is_written(name: str) -> re.Pattern[str]:
    """Return a pattern for a name with signs in it; tags may be in any case."""
    flags = re.IGNORECASE if "<" in name else re.RegexFlag(0)
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", flags)


def _with_its_tags(text: str, start: int, end: int) -> int:
    """Return where a name ends with the tags that were opened inside it: "Kim <b>Ley</b>"."""
    opened = [tag.lower() for tag in _OPENED.findall(text, start, end)]
    closed = [tag.lower() for tag in _CLOSED.findall(text, start, end)]
    while opened and (after := _CLOSED.match(text, end)) is not None:
        if after[1].lower() not in opened or opened.count(after[1].lower()) <= closed.count(
            after[1].lower()
        ):
            break
        opened.remove(after[1].lower())
        end = after.end()
    return end


_OPENED = re.compile(r"<([A-Za-z][A-Za-z0-9]*)[^<>]*>")
_CLOSED = re.compile(r"</([A-Za-z][A-Za-z0-9]*)\s*>")


def _which_person(
    text: str, start: int, written: str, phrases: Mapping[str, str], row: str
) -> Question:
    either = " or ".join(f"{who} ({said})" if said else who for who, said in phrases.items())
    return Question(
        WHICH,
        written,
        sentence_at(text, start),
        row,
        suggestion=f"replace, and in the column replacement which of them: {either}; keep where "
        "it is not known",
    )


def _token_from(tokens: Sequence[Token], start: int, number: int) -> int:
    """Return the word that stands where something begins, at the latest a number of words on."""
    return next((at for at in range(number + 1) if tokens[at].end > start), number)


def _is_hers(text: str, before: Token, first: Token) -> bool:
    """Whether a job in words is somebody's: "her GP Dr Patel"; not "told her Dr Patel rang"."""
    if before.folded != "her" or text[before.end : first.start] != " ":
        return False
    if before.is_capital and starts_sentence(text, before.start):
        return True  # "Her IDVA Lucy rang"
    return first.folded not in words_in("grammar", "strong_jobs")


#: "Drs", "PCs", "Nurses", before a name
_OF_SEVERAL = re.compile(r"\A[A-Za-z]{1,12}s\s(?=\w)")
_ONE_OF = re.compile(r"\Aone of \w+ ([\w ]+?)s( of [\w ]+)?\Z")
_GREETED = re.compile(
    r"\b(?:Hi|Hello|Hiya|Dear|[Tt]hank you|Morning|Afternoon|Thanks|Thx|Regards|Rgds|Cheers|BW)"
    r",?\s\Z"
)
#: What lies in a landscape, and no service has: after a name that is a word it is a place.
_LAND_AFTER = re.compile(
    r"\s(?i:bank|banks|bridge|path|footpath|lock|river|canal|quay|wharf|beach|cliffs?|woods?|hill"
    r"|field|fields|lake|pond|marsh|marina|pier|weir|roundabout|crossing|island|point|head|rocks?"
    r"|steps|car\spark|bus\sstop)(?![\w'’-])"
)
_OF_A_PLACE = "a place, and not the service of that name? Keep, replace or remove"
_TITLES_BEFORE = re.compile(
    r"(?<![\w-])(?:(?:Mr|Mrs|Ms|Miss|Mx)\.?\s(?:and|&)\s)?(?:Mr|Mrs|Ms|Miss|Mx)\.?\s\Z",
    re.IGNORECASE,
)
_ROLE_BEFORE = re.compile(
    r"(?<![\w-])(?:(?:officer|worker|nurse|doctor|practitioner|colleague|manager|supervisor|solicitor"
    r"|teacher|therapist|advis[eo]r|co-?ordinator|midwife|psychiatrist|counsellor|sergeant|constable"
    r"|partner|lead|deputy|author|chair)|OIC|SIO|FLO|SPOC|GP|Chair|Author)\s\Z"
)


def _after_adjective(text: str, tokens: Sequence[Token], number: int, said: str) -> str:
    """Return a phrase without its article where one stands before: "with the slate hammer"."""
    at = number - 1
    while at > 1 and text[tokens[at - 1].end : tokens[at].start] == "-":
        at -= 1  # "a self-employed thatcher"
    article, word, what = tokens[at - 1], tokens[at], tokens[number]
    spaced = text[article.end : word.start] == " " == text[tokens[number - 1].end : what.start]
    small = word.raw.islower() or word.folded in words_in("rare", "nationalities")
    of_it = article.folded in words_in("grammar", "articles") and small
    plain = word.folded not in words_in("grammar", "function") and not word.tail
    return _bare(said) if spaced and of_it and plain else said


def _with_article(text: str, before: Token, start: int, said: str) -> tuple[int, str]:
    """Return where a phrase begins and how, so that no two articles meet."""
    between = text[before.end : start]
    if before.tail:
        return start, _bare(said) if between.strip() in (before.tail, "") else said
    if between.strip():
        return start, said
    if before.folded in ("a", "an", "the"):
        bare = _bare(said)
        if said.startswith("one of "):  # "An Ali visit"
            return before.start, said[:1].upper() + said[1:] if before.raw[0].isupper() else said
        if before.folded == "the":
            return start, bare
        fitting = "an" if bare[:1].casefold() in "aeiou" else "a"
        if before.raw[:1].isupper():
            fitting = fitting.capitalize()
        return before.start, f"{fitting} {bare}"
    if before.folded in words_in("grammar", "determiners") and not said.startswith("one of "):
        return start, _bare(said)
    return start, said


_DETERMINED = (
    r"(?:\b(?:an?|the|his|her|their|my|our|[^\W\d_]+['’]s|[^\W\d_]+s['’])\s(?:[^\W\d_]+\s)?"
    r"|\A|[.;:!?]\s+)"
)
_EARLIER = r"\b(?:former|previous|earlier|ex)[\s-]"
# What else is said of whom a role is of
_SAME = {
    "former partner": ("ex-partner", "earlier partner", "previous partner", "ex"),
    "mother": ("mum", "mam"),
    "father": ("dad",),
}
_RELATIVE_BEFORE = re.compile(
    r"\b(son|daughter|child|baby|boy|girl|partner|husband|wife|boyfriend|girlfriend|mother|mum"
    r"|father|dad|sister|brother|friend|aunt|uncle|niece|nephew|cousin|grandmother|grandfather"
    r"|neighbour|landlord|landlady|lodger|colleague|carer) \Z",
    re.IGNORECASE,
)


def _told_before(text: str, start: int, end: int, said: str) -> tuple[int, int] | None:
    """Return what goes where a name only says again who somebody is: ``her mother, Carol,``."""
    who = _bare(said).rpartition("'s ")[2]
    either = "|".join(
        re.escape(way).replace(r"\ ", r"[\s-]").replace(r"\-", r"[\s-]")
        for way in sorted({who, *_SAME.get(who, ())}, key=lambda way: (-len(way), way))
    )
    near = text[max(0, start - 70) : start]
    found = re.search(
        rf"(?:{_DETERMINED}(?:{either})|{_EARLIER}{who.rpartition(' ')[2]})(?P<gap>,?\s)\Z",
        near,
        re.IGNORECASE,
    )
    if found is None or (who not in _SAME and who not in _ALONE):
        return None
    # the comma after it goes, too, where the sentence goes on: "her mother, Carol, said"
    comma = "," in found["gap"] and re.match(r", [a-z]", text[end : end + 3]) is not None
    return start - len(found["gap"]), end + comma


_ALONE = frozenset(("sister", "brother", "neighbour", "friend", "partner", "relative"))


def _in_case(said: str, name: str, text: str, start: int, *, is_phrase: bool) -> str:
    """Return a replacement with the capitals of what it replaces."""
    letters = [c for c in name if c.isalpha()]
    shouted = len(letters) > 2 and all(c.isupper() for c in letters)
    if shouted and _OF_A_LETTER.search(said) and not _all_capitals(text):
        return said  # "to AMU" is to Team A
    if shouted and not said.startswith("["):
        if is_phrase and not _all_capitals(text):
            return said[:1].upper() + said[1:] if starts_sentence(text, start) else said
        return said.upper()
    if not is_phrase and name.islower():
        if _OF_A_LETTER.search(said):
            return said  # "hollyhock mews" is Street A
        return said.lower() if not said.startswith("[") else said
    old, new = re.findall(r"[^\W\d_]+", name), re.findall(r"[^\W\d_]+", said)
    if not is_phrase and len(old) == len(new) and any(w.isupper() and len(w) > 1 for w in old):
        for before, after in zip(old, new, strict=True):
            if before.isupper() and len(before) > 1:
                said = re.sub(rf"\b{after}\b", after.upper(), said)
        return said
    if is_phrase and starts_sentence(text, start):
        # "rang - Declan answered": in the middle of a sentence
        after_dash = _AFTER_DASH.search(text, max(0, start - 40), start)
        return said if after_dash else said[:1].upper() + said[1:]
    return said


_AFTER_DASH = re.compile(r"\w\s[-–—]\s\Z")
_OF_A_LETTER = re.compile(r"\A(?:Team|Town|Area|Street) [A-Z]+\Z")


def _all_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.8 * len(letters)


def names_mode(options: Options) -> Names:
    """Return how persons are called."""
    return options.names
