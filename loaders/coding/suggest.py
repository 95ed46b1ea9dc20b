"""Suggestions for rows that came uncoded: what the words of a row may be telling.

A suggestion counts for nothing until a person has confirmed it. It quotes the words that
suggest it, says why, and marks what it assumed. It is made by rules that anybody can read:

*Matching.* The phrases of the vocabulary, on word boundaries, inside one sentence. A phrase
among the topic's ``not_words`` that overlaps takes the suggestion away.

*Negation.* "no threats to kill", "nil", "never", "did not ..." before the words (up to a new
subject, "but", "however", ...), or "denied", ": no" behind them, give the stance ``denied``;
"no evidence of" and "ruled out" give ``ruled out``; "no longer" gives ``ended``. Two things
are not negation. Where the person who would have done it is the one who denies it, or it is
denied in interview, somebody said it: ``alleged``. Where a row says that nobody asked ("not
asked about", "not explored", "no record of") or speaks of what may come ("if he", "risk of",
"leaflet on"), nothing is suggested, because having asked means something. A question counts
only with its answer ("Ever strangled? No"). Of event kinds only what happened is suggested.

*Hearsay.* Said by the person themselves: ``disclosed``. Said by somebody else, at second hand,
or as "alleged" or "?": ``alleged``. "history of", "previously", "years ago": ``history``.
What a row passes on from another agency is ``history`` too, marked as assumed.
"withdrew": ``withdrawn``. Else ``observed``: the record states it in its own words.

*Who.* Names, aliases, roles and, where they tell people apart, pronouns around the words;
"by" and "from" turn them round. Otherwise the topic's usual persons, marked as assumed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, Literal

from graphdb.model import Person, Role, Stance
from graphdb.vocabulary import SUBJECT, Kind, Topic, Vocabulary, load_vocabulary

What = Literal["kind", "fact"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What some words of a row may be telling; nothing until a person confirms it.

    Attributes
    ----------
    kind
        ``"kind"`` for the kind of the row, ``"fact"`` for a fact topic.
    key
        The key in that registry.
    about, by
        Persons: an id where one was recognised, else a role, or ``None``. A kind has none.
    stance
        How the row speaks of the fact; ``None`` for a kind.
    quote
        The words that suggest it, exactly as they stand in the text.
    reason
        Why, in plain words.
    assumed
        Which of ``about``, ``by`` and ``stance`` were assumed, not read.
    start
        Where the quote begins in the text.
    """

    kind: What
    key: str
    about: str | None
    by: str | None
    stance: Stance | None
    quote: str
    reason: str
    assumed: tuple[str, ...] = ()
    start: int = 0


# --- words that turn the meaning ---------------------------------------------------------------

_CUES: Final[Mapping[str, tuple[str, ...]]] = {
    "no": (
        "no", "nil", "none", "without", "neither", "nor", "negative for", "no further",
        "no previous", "no history of", "no current", "no known", "no other", "nothing",
    ),
    "not": (
        "not", "never", "didn't", "did not", "doesn't", "does not", "wasn't", "hasn't", "hadn't",
        "isn't", "weren't", "haven't", "don't", "cannot", "can't", "wouldn't", "won't",
    ),
    "deny": ("denied", "denies", "denying", "refuted", "refutes", "denial of"),
    "ruled out": (
        "no evidence of", "no signs of", "no sign of", "no indication of", "no indications of",
        "no indicators of", "ruled out", "excluded", "no evidence to suggest", "unfounded",
        "no concerns about", "no concerns re", "no concerns regarding", "not consistent with",
    ),
    "unasked": (
        "not asked", "did not ask", "didn't ask", "was not asked", "not been asked", "never asked",
        "not explored", "did not explore", "no record of", "not recorded", "not known if",
        "unknown if", "not known whether", "no routine enquiry", "not enquired", "no enquiry",
        "unable to ask", "not discussed", "no mention of", "no exploration of",
    ),
    "maybe": (
        "if", "whether", "in case", "should he", "should she", "risk of", "risks of", "asked about",
        "screened for", "screening for", "training on", "training in", "leaflet on",
        "leaflet about", "leaflets on", "information about", "information on", "advice on",
        "advice about", "policy on", "prevent", "to avoid", "enquired about", "asked re",
        "asked regarding", "potential for", "possibility of",
    ),
    "pseudo": (
        "not only", "no doubt", "not denied", "did not deny", "does not deny", "didn't deny",
        "not for the first time", "not the first time", "no change in", "not sure", "no later than",
        "could not deny",
    ),
    "ended": ("no longer", "has ended", "had ended", "has expired", "was lifted", "came to an end"),
    "say": (
        "said", "says", "saying", "stated", "states", "stating", "reported", "reports",
        "reporting", "told", "tells", "disclosed", "discloses", "disclosing", "described",
        "describes", "explained", "explains", "confided", "revealed", "mentioned", "admitted",
        "admits", "complained", "complains", "informed", "feels", "believes", "believed",
        "disclosure of", "spoke of", "talked about",
    ),
    "allege": (
        "alleged", "alleges", "alleging", "allegedly", "allegation", "allegations", "accused",
        "accuses", "accusing", "claims", "claimed", "claiming", "suspected", "apparently",
        "it is thought", "understood to have", "rumour*", "possible", "possibly", "third hand",
        "counter allegation*",
    ),
    "history": (
        "history of", "hx of", "h/o", "hx", "previous", "previously", "in the past", "past history",
        "historic*", "years ago", "months ago", "year ago", "months previously",
        "years previously", "used to", "known history", "pmh", "background of", "long history",
        "in a previous relationship", "when they were together", "in her previous", "years earlier",
        "years before", "convicted of", "conviction for", "convictions for",
    ),
    "withdrawn": ("withdrew", "withdrawn", "retracted", "retracts", "withdraws"),
    "stop": (
        "but", "however", "although", "though", "except", "apart", "yet", "despite", "because",
        "nevertheless", "when", "after", "before", "since", "until", "then", "although", "which",
        "who", "other than", "aside from", "while", "whilst", "until",
    ),
}  # fmt: skip

_BEFORE: Final = {"no": 8, "not": 5, "deny": 8, "ruled out": 6, "unasked": 6, "maybe": 4}
_FURTHEST: Final = 18
_SUSPECT_WORDS: Final = frozenset({"interview", "interviewed", "caution", "charged", "offence"})
_OF_ONE_SIDE: Final = frozenset({"criminal justice", "history", "own assessment"})
_NEGATIVE: Final = frozenset({"not", "no", "never", "without", "didn't", "doesn't", "won't"})
_SELF_SAID: Final = frozenset(
    {"says", "said", "states", "stated", "describes", "described", "feels", "discloses",
     "disclosed", "admits", "admitted", "explains", "explained", "spoke", "believes"}
)  # fmt: skip
_ACTS: Final = frozenset({"violence", "control", "own assessment"})
_MOST_TOKENS: Final = 60_000
_RETOLD: Final = frozenset({"information-received", "referral-received", "letter-received"})
_EARLIER: Final = "previous-partner-abuse"

_THIRD: Final = (
    "neighbour", "neighbours", "neighbor", "mother", "father", "sister", "brother",
    "friend", "friends", "aunt", "uncle", "grandmother", "grandfather", "grandparents", "caller",
    "informant", "anonymous", "colleague", "colleagues", "employer", "teacher", "family",
    "relative", "relatives", "third party", "member of the public", "passer by", "witness",
    "landlord", "parents", "ex partner's", "mgm", "pgm", "in law", "cousin",
)  # fmt: skip
_AGENCIES: Final = (
    "police", "officer", "officers", "pc", "social worker", "gp", "health visitor", "midwife",
    "school", "nurse", "hospital", "idva", "probation officer", "housing officer", "cpn", "author",
)  # fmt: skip
_ROLE_WORDS: Final[Mapping[str, Role]] = {
    "victim": Role.VICTIM, "the deceased": Role.VICTIM, "aggrieved": Role.VICTIM,
    "perpetrator": Role.PERPETRATOR, "perp": Role.PERPETRATOR, "alleged perpetrator":
    Role.PERPETRATOR, "offender": Role.PERPETRATOR, "suspect": Role.PERPETRATOR, "ap":
    Role.PERPETRATOR, "abuser": Role.PERPETRATOR, "accused": Role.PERPETRATOR, "defendant":
    Role.PERPETRATOR, "subject child": Role.CHILD, "child": Role.CHILD, "children": Role.CHILD,
    "her husband": Role.PERPETRATOR, "her partner": Role.PERPETRATOR, "her boyfriend":
    Role.PERPETRATOR, "her ex": Role.PERPETRATOR, "her ex partner": Role.PERPETRATOR,
    "his wife": Role.VICTIM, "his partner": Role.VICTIM, "his girlfriend": Role.VICTIM,
    "baby": Role.CHILD, "pupil": Role.CHILD,
}  # fmt: skip
_RELATIVE_ROLES: Final = frozenset(w for w in _ROLE_WORDS if w.startswith(("her ", "his ")))
_PRONOUNS: Final[Mapping[str, str]] = {
    "he": "he", "him": "he", "his": "he", "himself": "he", "he'd": "he", "he's": "he",
    "he'll": "he", "she": "she", "her": "she", "hers": "she", "herself": "she", "she'd": "she",
    "she's": "she", "she'll": "she", "mum": "she", "mummy": "she", "dad": "he", "daddy": "he",
}  # fmt: skip
_HE: Final = frozenset({"mr", "husband", "boyfriend", "father", "son", "brother", "male", "man"})
_SHE: Final = frozenset(
    {"mrs", "ms", "miss", "wife", "girlfriend", "mother", "daughter", "sister", "female", "woman"}
)
_ABBREVIATIONS: Final = frozenset(
    {"dr", "mr", "mrs", "ms", "st", "approx", "pc", "dc", "ds", "dci", "insp", "sgt", "no", "re"}
)

_TOKEN: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_BREAK: Final = re.compile(r"[!?;\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|\.(?=\s|\Z)|\.\.")
_ALIKE: Final = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "\u00a0": " "})


def _fold(text: str) -> str:
    """Lower case, with each character where it was."""
    plain = text.translate(_ALIKE)
    low = plain.lower()
    if len(low) == len(plain):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


# --- phrases as a tree of words ----------------------------------------------------------------

_End = tuple[str, str]


@dataclass(slots=True)
class _Node:
    words: dict[str, _Node] = field(default_factory=dict)
    stems: list[tuple[str, _Node]] = field(default_factory=list)
    gap: _Node | None = None
    ends: list[_End] = field(default_factory=list)

    def add(self, phrase: str, end: _End) -> None:
        """Add a phrase in the notation of the vocabulary files."""
        node = self
        for part in phrase.split():
            if part == "*":
                node.gap = node.gap or _Node()
                node = node.gap
                continue
            stem = part.endswith("*")
            tokens = _TOKEN.findall(_fold(part.rstrip("*")))
            for i, token in enumerate(tokens):
                node = node._stem(token) if stem and i == len(tokens) - 1 else node._word(token)
        if node is not self and end not in node.ends:
            node.ends.append(end)

    def _word(self, token: str) -> _Node:
        return self.words.setdefault(token, _Node())

    def _stem(self, token: str) -> _Node:
        for stem, node in self.stems:
            if stem == token:
                return node
        node = _Node()
        self.stems.append((token, node))
        return node


class _Tree:
    """All phrases at once; the first word is looked up, the rest walked."""

    def __init__(self) -> None:
        self.root = _Node()
        self.by_first: dict[str, list[tuple[str, _Node]]] = {}

    def add(self, phrase: str, end: _End) -> None:
        self.root.add(phrase, end)

    def close(self) -> None:
        for stem, node in self.root.stems:
            self.by_first.setdefault(stem[:3], []).append((stem, node))

    def may_begin(self, word: str) -> bool:
        """Whether any phrase can begin with a word; most cannot."""
        return word in self.root.words or word[:3] in self.by_first

    def at(self, words: Sequence[str], i: int, stop: int) -> dict[_End, int]:
        """Return what begins at word ``i``, each with the longest end before ``stop``."""
        first = words[i]
        found: dict[_End, int] = {}
        node = self.root.words.get(first)
        if node is not None:
            _walk(node, words, i + 1, stop, found)
        stems = self.by_first.get(first[:3])
        if stems is not None:
            for stem, node in stems:
                if first.startswith(stem):
                    _walk(node, words, i + 1, stop, found)
        return found


def _walk(node: _Node, words: Sequence[str], i: int, stop: int, found: dict[_End, int]) -> None:
    for end in node.ends:
        if found.get(end, 0) < i:
            found[end] = i
    if i < stop:
        word = words[i]
        following = node.words.get(word)
        if following is not None:
            _walk(following, words, i + 1, stop, found)
        for stem, following in node.stems:
            if word.startswith(stem):
                _walk(following, words, i + 1, stop, found)
    if node.gap is not None:
        for skip in range(min(4, stop - i)):
            _walk(node.gap, words, i + skip, stop, found)


# --- one text ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Mention:
    """Somebody named in the text: a person or role, or nobody we can tell (``who`` None)."""

    start: int
    end: int
    who: str | None
    sort: str  # "person", "role", "pronoun", "third", "agency"
    assumed: bool = False


@dataclass(slots=True)
class _Text:
    text: str
    words: list[str]
    spans: list[tuple[int, int]]
    sentence: list[int]
    stops: list[int]
    commas: set[int]
    colons: set[int]
    cues: dict[int, list[tuple[str, int]]]
    mentions: list[_Mention | None]  # by the word that it ends on
    questions: set[int]  # sentences that end with a question mark
    queries: set[int]  # words that the writer put a question mark before
    before: dict[int, dict[str, int]] = field(default_factory=dict)
    retold: bool = False  # another agency told it


def _tokens(text: str) -> _Text:
    folded = _fold(text)
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    sentence: list[int] = []
    commas: set[int] = set()
    colons: set[int] = set()
    questions: set[int] = set()
    queries: set[int] = set()
    number = 0
    last = 0
    for m in _TOKEN.finditer(folded):
        a, b = m.span()
        if words and (between := folded[last:a]) != " ":
            if between.startswith(" ?") and a - last <= 3:  # "?overdose": the writer's query
                queries.add(len(words))
            elif _BREAK.search(between) and not (between == ". " and words[-1] in _ABBREVIATIONS):
                if "?" in between:
                    questions.add(number)
                number += 1
            elif "," in between:
                commas.add(len(words))
            if ":" in between or " -" in between or "–" in between or "=" in between:
                colons.add(len(words))
        elif not words and folded[max(0, a - 1) : a] == "?":
            queries.add(0)
        words.append(m.group())
        spans.append((a, b))
        sentence.append(number)
        last = b
        if len(words) >= _MOST_TOKENS:
            break
    if "?" in folded[last : last + 2]:
        questions.add(number)
    stops = [0] * len(words)
    stop = len(words)
    for i in range(len(words) - 1, -1, -1):
        if i + 1 < len(words) and sentence[i + 1] != sentence[i]:
            stop = i + 1
        stops[i] = stop
    return _Text(
        text,
        words,
        spans,
        sentence,
        stops,
        commas,
        colons,
        {},
        [None] * len(words),
        questions,
        queries,
    )


class Suggester:
    """Makes suggestions for one case; built once, asked row by row.

    Parameters
    ----------
    vocabulary
        Whose words are looked for.
    persons
        The people of the case; the more aliases they have, the fewer assumptions.
    pronouns
        "he", "she" or "they" by person id, where the case says so; else read from aliases
        such as "Mrs B" and "husband", else not used.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        persons: Iterable[Person] = (),
        pronouns: Mapping[str, str] | None = None,
    ) -> None:
        self._vocabulary = vocabulary
        self._tree = _phrases(vocabulary)
        self._persons = {p.person_id: p for p in persons}
        self._names = _Tree()
        self._exact: dict[_End, frozenset[str]] = {}
        said = dict(pronouns or {})
        self._pronoun = {
            p.person_id: said.get(p.person_id) or _pronoun_of(p) for p in self._persons.values()
        }
        self._by_role: dict[str, str | None] = {}
        for person in self._persons.values():
            for role in person.roles:
                several = role.value in self._by_role
                self._by_role[role.value] = None if several else person.person_id
        self._name_people()

    def _name_people(self) -> None:
        for words, sort in ((_THIRD, "third"), (_AGENCIES, "agency")):
            for word in words:
                self._names.add(word, (sort, word))
        for word, role in _ROLE_WORDS.items():
            self._names.add(word, ("role", word if word in _RELATIVE_ROLES else role.value))
        for word, pronoun in _PRONOUNS.items():
            self._names.add(word, ("pronoun", pronoun))
        for person in self._persons.values():
            for name in dict.fromkeys((person.label, person.person_id, *person.aliases)):
                plain = " ".join(_TOKEN.findall(_fold(name)))
                if not plain or plain in _PRONOUNS:
                    continue
                if len(plain) <= 2 and name.islower():
                    continue  # an id such as "a" is a word of every row
                end = ("person", person.person_id)
                self._names.add(plain, end)
                self._names.add(plain + "'s", end)
                if len(plain) <= 2:  # "V", "AM": only as written, not the word "am"
                    written = self._exact.get((plain, person.person_id), frozenset())
                    self._exact[(plain, person.person_id)] = written | {name.strip()}
        self._names.close()

    def suggest(self, text: str, *, subject: str | None = None) -> tuple[Suggestion, ...]:
        """Return what the words of a text suggest: kinds first, then facts by weight.

        Parameters
        ----------
        text
            A row as written. Anything is taken; nothing in it is ever executed.
        subject
            The person whom the row is about, where that is known (whose file it is).

        Notes
        -----
        Complexity: linear in the number of words.
        """
        t = _tokens(text)
        if not t.words:
            return ()
        found = self._scan(t)
        t.retold = any(what == "kind" and key in _RETOLD for what, key, _, _ in found)
        made: dict[tuple[object, ...], tuple[tuple[int, int], Suggestion]] = {}
        for what, key, start, end in found:
            if what == "kind":
                one = self._kind(t, self._vocabulary.kinds[key], start, end)
                rank = (0, start)
            else:
                topic = self._vocabulary.topics[key]
                one = self._fact(t, topic, start, end, subject)
                rank = (10 - topic.weight, start)
            if one is None:
                continue
            self._keep(made, rank, one)
            if one.kind == "fact" and self._of_earlier_partner(one):
                self._keep(made, rank, replace(one, key=_EARLIER))
        read = {(s.key, s.stance) for _, s in made.values() if not s.assumed}
        return tuple(
            one
            for _, one in sorted(made.values(), key=lambda pair: pair[0])
            if not one.assumed or (one.key, one.stance) not in read
        )

    def _of_earlier_partner(self, one: Suggestion) -> bool:
        """Whether it is violence or control towards an earlier partner of the one who did it."""
        person = self._persons.get(one.about or "")
        return (
            person is not None
            and person.is_a(Role.EX_PARTNER)
            and _EARLIER in self._vocabulary.topics
            and self._vocabulary.topics[one.key].group in ("violence", "control")
            and one.by == self._in_role(Role.PERPETRATOR.value)
        )

    def _keep(
        self,
        made: dict[tuple[object, ...], tuple[tuple[int, int], Suggestion]],
        rank: tuple[int, int],
        one: Suggestion,
    ) -> None:
        """Keep a suggestion, or the one of two alike that assumes less."""
        identity = (one.kind, one.key, one.about, one.by, one.stance)
        there = made.get(identity)
        if there is None or len(one.assumed) < len(there[1].assumed):
            made[identity] = (rank, one)

    def _scan(self, t: _Text) -> list[tuple[What, str, int, int]]:
        found: list[tuple[What, str, int, int]] = []
        against: dict[_End, list[tuple[int, int]]] = {}
        tree, names = self._tree, self._names
        for i, word in enumerate(t.words):
            if tree.may_begin(word):
                for (what, key), end in tree.at(t.words, i, t.stops[i]).items():
                    if what == "cue":
                        if key == "no" and end < len(t.words) and t.words[end].isdigit():
                            continue  # "no. 14" is a house
                        t.cues.setdefault(end - 1, []).append((key, i))
                    elif what == "fact" or what == "kind":
                        found.append(("fact" if what == "fact" else "kind", key, i, end))
                    else:
                        against.setdefault((what[1:], key), []).append((i, end))
            if names.may_begin(word):
                self._mention(t, i)
        return [
            (what, key, start, end)
            for what, key, start, end in found
            if not any(a < end and start < b for a, b in against.get((what, key), ()))
        ]

    def _mention(self, t: _Text, i: int) -> None:
        best: _Mention | None = None
        for (sort, key), end in self._names.at(t.words, i, t.stops[i]).items():
            mention = self._person_named(t, sort, key, i, end)
            if mention is not None and (best is None or _stronger(mention, best)):
                best = mention
        if best is not None:
            there = t.mentions[best.end - 1]
            if there is None or best.start < there.start or _stronger(best, there):
                t.mentions[best.end - 1] = best

    def _person_named(self, t: _Text, sort: str, key: str, i: int, end: int) -> _Mention | None:
        if sort == "person":
            word = t.words[i]
            short = self._exact.get((word.removesuffix("'s"), key))
            if short is not None and end == i + 1:
                a, b = t.spans[i]
                if t.text[a:b].removesuffix("'s").removesuffix("’s") not in short:
                    return None
            return _Mention(i, end, key, sort)
        if sort == "role":
            role = _ROLE_WORDS[key] if key in _RELATIVE_ROLES else Role(key)
            return _Mention(i, end, self._in_role(role.value), sort, key in _RELATIVE_ROLES)
        if sort == "pronoun":
            return _Mention(i, end, self._by_pronoun(t, i, key), sort)
        return _Mention(i, end, None, sort)

    def _in_role(self, role: str) -> str:
        """Return the one person in a role, else the role itself."""
        return self._by_role.get(role) or role

    def _by_pronoun(self, t: _Text, at: int, pronoun: str) -> str | None:
        """Return whom a pronoun must mean: the one named last, or of the two parties.

        ``None`` where it does not tell them apart.
        """
        for i in range(at - 1, max(-1, at - 1 - _FURTHEST), -1):
            named = t.mentions[i]
            if t.sentence[i] != t.sentence[at]:
                break
            if named is None or named.sort != "person" or named.who is None:
                continue
            fits = self._pronoun[named.who]
            if fits == pronoun:
                return named.who
            party = self._persons[named.who].roles & {Role.VICTIM, Role.PERPETRATOR}
            if not fits and not party:
                return None
        parties = [p for p in self._persons.values() if p.roles & {Role.VICTIM, Role.PERPETRATOR}]
        if any(not self._pronoun[p.person_id] for p in parties):
            return None
        fitting = [p.person_id for p in parties if self._pronoun[p.person_id] == pronoun]
        return fitting[0] if len(fitting) == 1 else None

    # --- what surrounds the words -----------------------------------------------------------

    def _cue_before(self, t: _Text, start: int) -> dict[str, int]:
        """Return the nearest cue of each sort before a word, with the word it begins on."""
        known = t.before.get(start)
        if known is not None:
            return known
        cues = t.before[start] = {}
        subject_since = False
        for i in range(start - 1, max(-1, start - 1 - _FURTHEST), -1):
            if t.sentence[i] != t.sentence[start]:
                break
            if i + 1 in t.commas:
                cues.setdefault("comma", i + 1)
            mention = t.mentions[i]
            opens = mention is not None and (
                mention.start in t.commas
                or (mention.start > 0 and t.words[mention.start - 1] == "and")
            )
            for sort, begun in t.cues.get(i, ()):
                cues.setdefault(sort, begun)
                cues.setdefault("end of " + sort, i)
                if subject_since:
                    cues.setdefault("cut " + sort, i)
                if "stop" in cues and sort != "stop":
                    cues.setdefault("cut " + sort, i)
            if opens:
                subject_since = True
        return cues

    def _negated(
        self, t: _Text, start: int, end: int, *, behind: bool = True
    ) -> tuple[str, int] | None:
        """Return the sort of negation that governs the words, with where it stands."""
        if t.sentence[start] in t.questions:
            answer = t.stops[start]
            word = t.words[answer] if answer < len(t.words) else ""
            if word in ("no", "nil", "none", "n"):
                return "no", answer
            if word not in ("yes", "y"):
                return "unasked", start
        cues = self._cue_before(t, start)
        pseudo = cues.get("pseudo")
        for sort in ("unasked", "ruled out", "ended", "deny", "no", "not", "maybe"):
            begun = cues.get(sort)
            if begun is None or "cut " + sort in cues:
                continue
            last = cues["end of " + sort]
            if start - 1 - last > _BEFORE.get(sort, 4):
                continue
            if pseudo is not None and pseudo <= last and cues["end of pseudo"] >= begun:
                continue
            if cues.get("comma", -1) > last and (
                sort == "not" or not _NEGATIVE.isdisjoint(t.words[start:end])
            ):
                continue
            return sort, begun
        return self._negated_behind(t, end) if behind else None

    def _in_interview(self, t: _Text, start: int, at: int) -> bool:
        """Whether a denial is a suspect's: arrest or interview in the same sentence."""
        around = range(max(0, start - _FURTHEST), min(at + 8, t.stops[start]))
        return any(
            t.sentence[i] == t.sentence[start]
            and (t.words[i] in _SUSPECT_WORDS or t.words[i].startswith("arrest"))
            for i in around
        )

    def _negated_behind(self, t: _Text, end: int) -> tuple[str, int] | None:
        stop = t.stops[end - 1]
        for i in range(end, min(end + 5, stop)):
            for sort, begun in t.cues.get(i, ()):
                if begun < end:
                    continue
                if sort == "stop":
                    return None
                if sort in ("deny", "ruled out"):
                    return sort, begun
                if sort == "no" and begun == end and (begun in t.colons or i + 1 == stop):
                    return sort, begun
                if sort == "unasked" and begun <= end + 2:
                    return sort, begun
        return None

    def _who_before(self, t: _Text, i: int, furthest: int = _FURTHEST) -> _Mention | None:
        """Return the nearest mention that ends before word ``i``, whoever it is."""
        for j in range(i - 1, max(-1, i - 1 - furthest), -1):
            if t.sentence[j] != t.sentence[i if i < len(t.words) else i - 1]:
                return None
            mention = t.mentions[j]
            if mention is not None:
                return mention
        return None

    def _speaks(self, t: _Text, mention: _Mention, before: int) -> bool:
        """Whether a mention is the one who says it, not the one it is said of."""
        for i in range(mention.end, min(mention.end + 4, before)):
            if t.mentions[i] is not None:
                return False
            for sort, begun in t.cues.get(i, ()):
                if sort in ("say", "allege", "deny") and begun >= mention.end and i < before:
                    return True
        return False

    def _stance(
        self, t: _Text, topic: Topic, start: int, end: int, by: str | None, about: str | None
    ) -> tuple[Stance, str, bool] | None:
        negated = self._negated(t, start, end)
        if negated is not None:
            sort, at = negated
            words = self._quote(t, at, _last_of(t, sort, at))
            if sort in ("unasked", "maybe"):
                return None
            if sort == "ended":
                return Stance.ENDED, f'"{words}": it no longer holds', False
            if sort == "ruled out":
                return Stance.RULED_OUT, f'"{words}": looked for and ruled out', False
            if sort == "deny" and topic.by is not None:
                if self._in_interview(t, start, at):
                    return Stance.ALLEGED, f'"{words}" in interview, so somebody said it', False
                denier = self._who_before(t, at, 6)
                if denier is None or denier.who is None:
                    return Stance.DENIED, f'"{words}": who denies it is not clear', True
                if denier.who in (by, self._in_role(topic.by)) and denier.who != about:
                    return (
                        Stance.ALLEGED,
                        f'"{words}" by the person it is said of, so somebody said it',
                        False,
                    )
            return Stance.DENIED, f'"{words}": asked about, or said not to be so', False
        return self._said(t, start, end, about)

    def _said(self, t: _Text, start: int, end: int, about: str | None) -> tuple[Stance, str, bool]:
        cues = self._cue_before(t, start)
        behind = {
            sort: begun
            for i in range(end, min(end + 6, t.stops[end - 1]))
            for sort, begun in t.cues.get(i, ())
            if begun >= end
        }
        if "withdrawn" in cues or behind.get("withdrawn", end + 9) < end + 4:
            return Stance.WITHDRAWN, "withdrawn, which takes no knowledge away", False
        within = {
            sort for i in range(start, end) for sort, begun in t.cues.get(i, ()) if begun >= start
        }
        near = cues.get("history")
        if (
            (near is not None and start - near <= 9 and "cut history" not in cues)
            or "history" in behind
            or "history" in within
        ):
            return Stance.HISTORY, "told as history", False
        if not t.queries.isdisjoint(range(start, end)):
            return Stance.ALLEGED, "the writer put a question mark before it", False
        if "allege" in cues or "allege" in behind:
            return Stance.ALLEGED, "told as an allegation", False
        say = cues.get("say")
        if say is None and t.retold:
            return Stance.HISTORY, "the row passes on what another agency told", True
        if say is None:
            return Stance.OBSERVED, "stated in the record's own words", False
        speakers = self._speakers(t, start)
        if len(speakers) > 1 and len({(m.who, m.sort) for m in speakers}) > 1:
            return Stance.ALLEGED, "told at second hand", False
        if not speakers and t.words[say] in _SELF_SAID and self._opens(t, say):
            return Stance.DISCLOSED, "told to the writer, it seems by the person seen", True
        if not speakers:
            return Stance.ALLEGED, "told to the writer; by whom is not clear", True
        speaker = speakers[0]
        if speaker.sort in ("third", "agency"):
            return Stance.ALLEGED, "told by somebody else", False
        return Stance.DISCLOSED, "told by the person themselves", speaker.who is None

    def _opens(self, t: _Text, i: int) -> bool:
        """Whether a word opens a sentence: "Says that ..." is said by the person seen."""
        return i == 0 or t.sentence[i - 1] != t.sentence[i]

    def _speakers(self, t: _Text, start: int) -> list[_Mention]:
        """Everybody who says something before a word, in one sentence, nearest first."""
        speakers: list[_Mention] = []
        for i in range(start - 1, max(-1, start - 1 - _FURTHEST), -1):
            if t.sentence[i] != t.sentence[start]:
                break
            for sort, begun in t.cues.get(i, ()):
                if sort == "say" and begun > 0:
                    who = self._who_before(t, begun, 4)
                    if who is not None and who not in speakers:
                        speakers.append(who)
        return speakers

    def _quote(self, t: _Text, first: int, end: int) -> str:
        return t.text[t.spans[first][0] : t.spans[end - 1][1]]

    # --- who --------------------------------------------------------------------------------

    def _who(
        self, t: _Text, topic: Topic, start: int, end: int, subject: str | None
    ) -> tuple[str | None, str | None, tuple[str, ...]]:
        if topic.by is None:
            return self._one(t, topic, start, end, subject)
        usual_about, usual_by = self._in_role(topic.about), self._in_role(topic.by)
        if topic.about == SUBJECT:
            usual_about = subject or SUBJECT
        before, after, turned = self._around(t, start, end)
        about: str | None = None
        by: str | None = None
        if topic.group == "own assessment":  # who feels it stands first: "V is afraid of P"
            before, after = after, before
        if topic.group not in _ACTS:  # order says nothing: "V left P", "P was left by V"
            about = usual_about if usual_about in (before, after) else None
            by = usual_by if usual_by in (before, after) else None
        elif turned:
            by, about = after, before
        elif before is not None and after is not None and before != after:
            by, about = before, after
        else:
            one = before or after
            if one == usual_by:
                by = one
            elif one == usual_about or (one is not None and after is not None):
                about = one
        if by is not None and by == about:
            by = None
        if about is None and by == usual_about and by is not None:
            about = usual_by  # the other way round: a counter-allegation
            return about, by, ("about",)
        if by is None and about == usual_by:
            about = None
        assumed = tuple(n for n, v in (("about", about), ("by", by)) if v is None)
        return about or usual_about, by or usual_by, assumed

    def _around(self, t: _Text, start: int, end: int) -> tuple[str | None, str | None, bool]:
        """Return who stands before and after the words, and whether they are turned round."""
        before: str | None = None
        i = start
        while True:
            mention = self._who_before(t, i)
            if mention is None:
                break
            if mention.who is not None and not self._speaks(t, mention, start):
                before = mention.who
                break
            i = mention.start
            if i <= 0:
                break
        after: str | None = None
        turned = t.words[end - 1] == "by" or (end - start > 1 and t.words[end - 2] == "by")
        for j in range(start, min(end + 5, t.stops[start])):
            mention = t.mentions[j]
            if j >= end and t.words[j] in ("by", "from") and after is None:
                turned = True
            if j >= end and any(sort in ("stop", "say") for sort, _ in t.cues.get(j, ())):
                break
            if j >= end and j in t.commas:
                break
            if mention is None or mention.who is None or mention.start < start:
                continue
            if mention.start >= end or not turned or after is None:
                after = mention.who
                if mention.start >= end:
                    break
        if not turned and start > 0 and after is None:
            passive = t.words[start - 1] in ("was", "were", "been", "being", "is", "got", "be")
            if passive:
                return None, before, False
        return before, after, turned and after is not None

    def _one(
        self, t: _Text, topic: Topic, start: int, end: int, subject: str | None
    ) -> tuple[str | None, None, tuple[str, ...]]:
        usual = (subject or SUBJECT) if topic.about == SUBJECT else self._in_role(topic.about)
        before = self._who_before(t, start, 12)
        after = next(
            (m for m in t.mentions[end : min(end + 4, t.stops[end - 1])] if m is not None), None
        )
        within = [m for m in t.mentions[start:end] if m is not None]
        themselves = [m for m in within if t.words[m.start].endswith("self")]
        inside = next(iter(themselves or within), None)
        for mention in (inside, before, after):
            if mention is None or mention.who is None or mention.sort in ("third", "agency"):
                continue
            if self._may_be(topic, mention.who):
                return mention.who, None, ("about",) if mention.assumed else ()
        return usual, None, ("about",)

    def _may_be(self, topic: Topic, who: str) -> bool:
        """Whether a topic can be about this person: a child's topics only about a child."""
        person = self._persons.get(who)
        roles = {role.value for role in person.roles} if person is not None else {who}
        if topic.about == Role.CHILD.value:
            return Role.CHILD.value in roles
        if topic.about == Role.PERPETRATOR.value and topic.group in _OF_ONE_SIDE:
            return Role.VICTIM.value not in roles and Role.CHILD.value not in roles
        return topic.about == SUBJECT or Role.CHILD.value not in roles

    # --- making -----------------------------------------------------------------------------

    def _fact(
        self, t: _Text, topic: Topic, start: int, end: int, subject: str | None
    ) -> Suggestion | None:
        about, by, assumed = self._who(t, topic, start, end, subject)
        stance = self._stance(t, topic, start, end, by, about)
        if stance is None:
            return None
        what, why, unsure = stance
        if self._persons:  # a role where people are known: which of them is not said
            vague = [n for n, v in (("about", about), ("by", by)) if v and v not in self._persons]
            assumed = tuple(dict.fromkeys((*assumed, *vague)))
        quote = self._quote(t, start, end)
        taken = " and ".join(assumed)
        reason = f'the words suggest "{topic.label}"; {why}'
        if taken:
            reason += f"; {taken} assumed, not read"
        return Suggestion(
            kind="fact",
            key=topic.key,
            about=about,
            by=by,
            stance=what,
            quote=quote,
            reason=reason,
            assumed=(*assumed, "stance") if unsure else assumed,
            start=t.spans[start][0],
        )

    def _kind(self, t: _Text, kind: Kind, start: int, end: int) -> Suggestion | None:
        if self._negated(t, start, end, behind=False) is not None:
            return None
        if kind.incident:
            near = self._cue_before(t, start).get("history")
            if near is not None and start - near <= 5:
                return None
        return Suggestion(
            kind="kind",
            key=kind.key,
            about=None,
            by=None,
            stance=None,
            quote=self._quote(t, start, end),
            reason=f'the words suggest "{kind.label}"',
            start=t.spans[start][0],
        )


def _stronger(a: _Mention, b: _Mention) -> bool:
    """Whether one reading of some words is better: longer, then a name before a role."""
    order = ("person", "role", "third", "agency", "pronoun")
    return (a.end - a.start, -order.index(a.sort)) > (b.end - b.start, -order.index(b.sort))


def _last_of(t: _Text, sort: str, begun: int) -> int:
    """Return the end of the cue that begins on a word."""
    for i in range(begun, min(begun + 6, len(t.words))):
        if (sort, begun) in t.cues.get(i, ()):
            return i + 1
    return begun + 1


def _pronoun_of(person: Person) -> str:
    words = {w for n in (person.label, *person.aliases) for w in _TOKEN.findall(_fold(n))}
    if words & _HE and not words & _SHE:
        return "he"
    if words & _SHE and not words & _HE:
        return "she"
    return ""


_built: list[tuple[Vocabulary, _Tree]] = []


def _phrases(vocabulary: Vocabulary) -> _Tree:
    """Return the tree of a vocabulary's phrases; built once for each vocabulary."""
    for known, tree in _built:
        if known is vocabulary:
            return tree
    tree = _Tree()
    for topic in vocabulary.topics.values():
        for phrase in topic.words:
            tree.add(phrase, ("fact", topic.key))
        for phrase in topic.not_words:
            tree.add(phrase, ("!fact", topic.key))
    for kind in vocabulary.kinds.values():
        for phrase in kind.words:
            tree.add(phrase, ("kind", kind.key))
        for phrase in kind.not_words:
            tree.add(phrase, ("!kind", kind.key))
    for sort, phrases in _CUES.items():
        for phrase in phrases:
            tree.add(phrase, ("cue", sort))
    tree.close()
    _built.append((vocabulary, tree))
    del _built[:-4]
    return tree


@lru_cache(maxsize=8)
def _suggester(persons: tuple[Person, ...]) -> Suggester:
    return Suggester(load_vocabulary(), persons)


def suggest(
    text: str,
    vocabulary: Vocabulary,
    *,
    persons: Iterable[Person] = (),
    subject: str | None = None,
) -> tuple[Suggestion, ...]:
    """Return what the words of a row suggest; see the module for the rules.

    For many rows of one case :class:`Suggester` does the same with less to set up.

    Parameters
    ----------
    text
        A row as written.
    vocabulary
        Whose words are looked for.
    persons
        The people of the case.
    subject
        The person whom the row is about, where that is known.

    Examples
    --------
    >>> from graphdb.vocabulary import load_vocabulary
    >>> row = "The victim said that the suspect had put his hands round her throat."
    >>> for one in suggest(row, load_vocabulary()):
    ...     if one.kind == "fact":
    ...         print(one.key, one.stance.value, "-", one.quote)
    strangulation disclosed - hands round her throat
    """
    people = tuple(persons)
    own = vocabulary is load_vocabulary()
    one = _suggester(people) if own else Suggester(vocabulary, people)
    return one.suggest(text, subject=subject)
