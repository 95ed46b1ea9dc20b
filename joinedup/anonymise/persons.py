"""The persons of a case: which names they go by, and what they are called in the pack."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import product
from string import ascii_lowercase

import jellyfish
from rapidfuzz.distance import DamerauLevenshtein

from graphdb.model import CaseRecords, Person, Role
from joinedup.anonymise import words as known
from joinedup.anonymise.model import Form, Identity, Names
from joinedup.anonymise.words import (
    Token,
    first_names,
    fold,
    gender_of,
    initialisms,
    is_plain,
    lists,
    path_of,
    short_forms,
    titles,
    tokens_of,
    words_in,
)
from joinedup.library.people import _ALONE, _NEVER, _OFFICES


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart.

    Attributes
    ----------
    first, last
        First names and surnames as written; a name may have one of them only.
    of_two
        What tells two people of one name: senior, junior.
    """

    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    of_two: str = ""


@dataclass(slots=True)
class Someone:
    """A person with all the names that they go by."""

    person: Person
    names: list[Name] = field(default_factory=list)
    initials: list[str] = field(default_factory=list)
    titled: list[tuple[str, Name]] = field(default_factory=list)
    literal: list[str] = field(default_factory=list)
    tagged: dict[str, Name] = field(default_factory=dict)
    joined: list[tuple[str, Name]] = field(default_factory=list)
    gender: str = "unisex"

    @property
    def of_two(self) -> str:
        """Return what tells them from another of their name: senior, junior; else nothing."""
        said = {name.of_two for name in self.names if name.first and name.last}
        return "" if len(said) != 1 else said.pop()

    @property
    def firsts(self) -> tuple[str, ...]:
        """First names, folded, each once."""
        return tuple(dict.fromkeys(fold(w) for n in self.names for w in n.first))

    @property
    def lasts(self) -> tuple[str, ...]:
        """Surnames, folded, each once."""
        return tuple(dict.fromkeys(fold(w) for n in self.names for w in n.last))


#: How people tell two of one name.
OF_TWO = {"senior": ("senior", "snr", "sr"), "junior": ("junior", "jnr", "jr")}


def is_no_name(written: str) -> bool:
    """Whether a label says who somebody is (“the neighbour”, “Child 1”) rather than a name.

    Examples
    --------
    >>> [is_no_name(label) for label in ("The neighbour", "Leanne's mother", "The", "Ms Hope")]
    [True, True, False, False]
    """
    tokens = tokens_of(written)
    if any(token.tail for token in tokens):
        return True
    words = [token.folded for token in tokens if token.folded not in titles()]
    if len(words) == 1 and words[0] in words_in("grammar", "function"):
        return False
    return (
        not words
        or bool({*words} & (_NEVER - {"the", "not", "and", "of"}))
        or all(
            word in _ALONE
            or word in _NEVER
            or word in words_in("grammar", "relation_words")
            or word.isdigit()
            or len(word) == 1
            for word in words
        )
    )


def without_markup(written: str) -> str:
    """Return a name without tags, of which only words stay that no HTML has.

    Examples
    --------
    >>> without_markup("Kim <b>Ley</b>"), without_markup("<Zebedee src=x>")
    ('Kim Ley', 'Zebedee')
    """
    if "<" not in written:
        return written
    return " ".join(_TAG.sub(_words_of_tag, written).split())


def _words_of_tag(match: re.Match[str]) -> str:
    html = words_in("grammar", "html")
    words = [word for word in re.findall(r"[^\W\d_]{3,}", match[0]) if fold(word) not in html]
    return f" {' '.join(words)} "


_TAG = re.compile(r"<[^<>]*>")


def taken_apart(written: str, surnames: frozenset[str] = frozenset()) -> Name | None:
    """Return a name's first names and surname; ``None`` where it is none.

    Parameters
    ----------
    surnames
        Folded words that are known to be surnames: one that stands alone is one of these.

    Examples
    --------
    >>> taken_apart("MARSH, Leanne")
    Name(first=('Leanne',), last=('MARSH',), of_two='')
    >>> taken_apart("Mr Dolan")
    Name(first=(), last=('Dolan',), of_two='')
    >>> taken_apart("Our Kev"), taken_apart("John Marsh snr").of_two
    (Name(first=('Kev',), last=(), of_two=''), 'senior')
    >>> taken_apart("<b>Kev</b>"), taken_apart("<img src=x onerror=alert(1)>")
    (Name(first=('Kev',), last=(), of_two=''), None)
    """
    written = without_markup(written)
    if is_no_name(written):
        return None
    tokens = tokens_of(written)
    if len(tokens) > 1 and tokens[0].folded in ("our", "my"):  # "Our Kev", as they say at home
        tokens = tokens[1:]
    of_two = next((said for said, ways in OF_TWO.items() if tokens[-1].folded in ways), "")
    if of_two and len(tokens) > 2:
        written, tokens = written[: tokens[-1].start].rstrip(" ,("), tokens[:-1]
        name = taken_apart(written, surnames)
        return None if name is None else replace(name, of_two=of_two)
    comma = next(
        (i for i, t in enumerate(tokens) if i and "," in written[tokens[i - 1].end : t.start]), 0
    )
    turned = [*tokens[comma:], *tokens[:comma]]
    ranks, styles = words_in("grammar", "ranks_before"), words_in("grammar", "styles_before")
    called = titles() | words_in("grammar", "relation_words") - first_names()  # "Nain Ap-Rhys"
    if len(turned) > 1 and turned[0].folded in ranks | styles:
        called |= ranks | styles  # "Capt Hale", "Haji Ghulam"
    titled = any(t.folded in called | _OFFICES for t in turned[:-1])
    words = [
        t.raw
        for number, t in enumerate(turned)
        if t.folded not in called
        and not (titled and t.folded in _OFFICES)
        and not (_is_particle(t, number, len(turned)) and written[t.end : t.end + 1] == " ")
    ]
    if not words:
        return None
    if len(words) == 1:
        # "Babcia Halina" has a first name, "Mrs Halina" a surname
        at_home = all(t.folded not in titles() | _OFFICES | ranks for t in turned[:-1])
        surname = fold(words[0]) in known.surnames() - first_names()
        alone_last = (titled and (surname or not at_home)) or fold(words[0]) in surnames
        return Name((), (words[0],)) if alone_last else Name((words[0],), ())
    end = tokens[-1] if not comma else tokens[comma - 1]
    # double-barrelled: both halves are the surname, also where nothing but a title is before them
    halves = 1
    two_words = {fold(word) for word in words}
    alone = len(words) == 2 and not titled
    # "Tiarna-Mae" is a first name, too, where nobody of the case has it for a surname
    alone &= fold(words[0]) in first_names() or (bool(surnames) and not two_words & surnames)
    if not comma and not alone and written[tokens[-2].end : end.start].strip() in ("-", "–", "‑"):
        halves = 2
    if comma:
        halves = sum(t.folded not in titles() for t in tokens[:comma])
    return Name(tuple(words[:-halves]), tuple(words[-halves:]))


def _is_particle(token: Token, number: int, length: int) -> bool:
    """Whether a word only joins names: the "ap" of Bethan ap Gwyn is no name of hers."""
    joins = token.folded in words_in("grammar", "particles")
    return joins and 0 < number < length - 1 and (token.raw.islower() or len(token.raw) < 4)


def people_of(records: CaseRecords) -> list[Someone]:
    """Return the persons of a case with the names that they go by."""
    lasts: set[str] = set()
    for person in records.persons:
        for written, born in names_written(person):
            name = taken_apart(f"Ms {written}" if born else written)
            # two words with a hyphen and nothing beside them may be a first name: "Tiarna-Mae"
            sure = name is not None and (name.first or len(name.last) == 1 or " " in written)
            if name is not None and name.last and sure:
                lasts.update(map(fold, name.last))
    return [_someone(person, frozenset(lasts)) for person in records.persons]


_CODE = re.compile(r"(?=(?:.*\d){3})[A-Z0-9/\-]{5,}")
_BORN = re.compile(r"\s*[,;(]?\s*(?<!\w)(?:n[ée]e|born|formerly|previously)(?!\w)\s*:?\s*", re.I)
_ALIAS = re.compile(
    r"\s*[,;(]?\s*(?<!\w)(?:a\.?k\.?a\.?|alias|(?:also )?known as)(?!\w)\s*:?\s*", re.I
)


def names_written(person: Person) -> Iterator[tuple[str, bool]]:
    """Yield each name of a person as written, and whether it is a surname from birth.

    Examples
    --------
    >>> list(names_written(Person("V", "Mo Hale née Oates", frozenset(), ("aka Mimi",))))
    [('Mo Hale', False), ('Oates', True), ('Mimi', False)]
    """
    for written in (person.label, *person.aliases):
        for alias in _ALIAS.split(written):
            first, *born = _BORN.split(alias)
            if first.strip(" ,;()") or not (born or alias != written):
                yield (first.strip(" ,;()") if born or alias != written else written), False
            for one in born:
                if one.strip(" ,;()"):
                    yield one.strip(" ,;()"), " " not in one.strip(" ,;()")


def _someone(person: Person, surnames: frozenset[str]) -> Someone:
    someone = Someone(person)
    told: list[str] = []
    for written, born in names_written(person):
        told += [token.folded for token in tokens_of(written) if not token.tail]
        if fold(written) in words_in("grammar", "relation_words"):  # "PGM" is whoever's mother
            continue
        if _CODE.fullmatch(written):  # a prison number is no name
            someone.literal.append(written)
            continue
        odd = re.search(r"[^\w\s'’‘`´.,\-‐‑–]", written) is not None or not tokens_of(written)
        if odd and len(written.strip()) > 1:
            someone.literal.append(written)
        if (
            re.fullmatch(r"(?:[^\W\d_]\.?\s?){2,4}", written)
            and written.isupper()
            and len(fold(written)) <= 7
        ):
            someone.initials.append(written)
            continue
        name = taken_apart(f"Ms {written}" if born else written, surnames)
        if name is not None:
            someone.names.append(name)
            tokens = tokens_of(written)
            particle = tokens[-2] if len(tokens) > 2 and len(name.last) == 1 else None
            if (
                particle is not None
                and written[particle.end : particle.end + 1] == " "
                and _is_particle(particle, len(tokens) - 2, len(tokens))
            ):
                someone.joined.append((particle.raw, name))
            if "<" in written:
                someone.tagged[written] = name
            if tokens_of(written)[0].folded in titles():
                someone.titled.append((tokens_of(written)[0].raw, name))
    feminine, masculine = (
        sum(word in words_in("grammar", gender) for word in told)
        for gender in ("feminine", "masculine")
    )
    if feminine != masculine:
        someone.gender = "feminine" if feminine > masculine else "masculine"
    else:
        # "Daniel" says it where "Dan" says nothing
        told_by = Counter(g for first in someone.firsts if (g := gender_of(first)) != "unisex")
        someone.gender = told_by.most_common(1)[0][0] if told_by else "unisex"
    return someone


def of_one_name(people: Iterable[Someone]) -> list[list[Someone]]:
    """Return who shares a whole name (one with a first name) with somebody else, by their ids.

    Who is told apart by it (senior, junior) shares none.
    """
    whose: dict[tuple[str, ...], dict[str, Someone]] = defaultdict(dict)
    for someone in sorted(people, key=lambda one: one.person.person_id):
        for name in someone.names:
            if name.first and not someone.of_two:
                words = tuple(map(fold, (*name.first, "", *name.last)))
                whose[words][someone.person.person_id] = someone
    groups = {tuple(some): list(some.values()) for some in whose.values() if len(some) > 1}
    return list(groups.values())


def with_pronouns(people: Iterable[Someone], texts: Sequence[str]) -> None:
    """Let pronouns near a name say of whom nothing else does which names are like theirs."""
    for someone in people:
        if someone.gender != "unisex" or not someone.firsts:
            continue
        name = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, someone.firsts))})\b"
            r"[^.]{0,60}?\b(he|him|his|she|her|hers)\b",
            re.I,
        )
        said = Counter(match[1].lower()[0] for text in texts for match in name.finditer(text))
        if said["s"] + said["h"]:
            women = sum(
                match[1].lower() in ("she", "her", "hers")
                for text in texts
                for match in name.finditer(text)
            )
            men = said["s"] + said["h"] - women
            if women != men:
                someone.gender = "feminine" if women > men else "masculine"


# -- neutral names -----------------------------------------------------------------------------


def shuffled(salt: str, words: Iterable[str]) -> list[str]:
    """Return words in the order that a salt gives them.

    Examples
    --------
    >>> shuffled("x", "abc") == shuffled("x", "cab"), sorted(shuffled("x", "abc"))
    (True, ['a', 'b', 'c'])
    """
    return sorted(words, key=lambda word: sha256(f"{salt}|{word}".encode()).digest())


class Pool:
    """Names of ours, drawn in the order of a salt, none of them like a name of the case.

    Parameters
    ----------
    salt
        Of the pack.
    taken
        Every folded word of the case's texts: none of these is drawn.
    originals
        Every folded word of an original name: nothing that sounds or looks like one is drawn.
    """

    def __init__(self, salt: str, taken: frozenset[str], originals: Iterable[str]) -> None:
        self._salt = salt
        self._taken = taken
        self._originals = sorted({*originals})
        self._sounds = {jellyfish.metaphone(name) for name in self._originals if name.isalpha()}
        self._drawn: set[str] = set()
        self._lists: dict[str, list[str]] = {}
        self._made = 0

    def avoid(self, words: Iterable[str]) -> None:
        """Draw nothing more that sounds or looks like one of these, ordinary words left out."""
        more = {word for word in words if len(word) > 2 and word.isalpha()} - {*self._originals}
        more = {word for word in more if not is_plain(word) or word in first_names()}
        self._originals = sorted({*self._originals, *more})
        self._sounds |= {jellyfish.metaphone(word) for word in more}
        self._lists.clear()

    def draw(self, kind: str, unlike: str = "", never: frozenset[str] = frozenset()) -> str:
        """Return a name that has not been drawn yet: a first name of a gender, or a surname.

        Parameters
        ----------
        kind
            Whose list it is drawn from.
        unlike
            What it stands for: it begins with another letter, so that no initial stays.
        never
            Small letters that it begins with only where nothing else is left.
        """

        def last_choice(name: str) -> tuple[bool, bool]:
            return fold(name)[:1] in never, fold(name)[:1] == fold(unlike)[:1]

        if kind not in self._lists:
            names = shuffled(f"{self._salt}|{kind}", lists()["neutral"][kind].split())
            self._lists[kind] = [name for name in names if self._is_free(fold(name))]
        names = [name for name in self._lists[kind] if name not in self._drawn]
        for name in sorted(names, key=last_choice):
            self._drawn.add(name)
            return name
        further = {"feminine": "unisex", "masculine": "unisex", "unisex": "either"}.get(kind)
        if further == "unisex":
            return self.draw(further, unlike, never)
        if further is not None:
            rest = [n for g in ("feminine", "masculine") for n in lists()["neutral"][g].split()]
            rest = shuffled(f"{self._salt}|{further}", rest)
            for name in sorted(rest, key=last_choice):
                if name not in self._drawn and self._is_free(fold(name)):
                    self._drawn.add(name)
                    return name
        self._made += 1
        return f"Person{self._made}"

    def _is_free(self, name: str) -> bool:
        if name in self._taken or short_forms().get(name, frozenset()) & {*self._originals}:
            return False
        if jellyfish.metaphone(name) in self._sounds:
            return False
        return all(DamerauLevenshtein.distance(name, other) > 2 for other in self._originals)


# -- roles ----------------------------------------------------------------------------------------

_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


def ordinal(number: int) -> str:
    """Return a number as a word: ``first``, ``second``, ...; digits from eleven on.

    Examples
    --------
    >>> ordinal(8), ordinal(11), ordinal(22), ordinal(112)
    ('eighth', '11th', '22nd', '112th')
    """
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    usual = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 10 < number % 100 < 14 else usual.get(number % 10, 'th')}"


def role_phrases(records: CaseRecords) -> dict[str, str]:
    """Return for each person the phrase that says who they are, each once.

    Examples
    --------
    >>> import joinedup
    >>> phrases = role_phrases(joinedup.load("examples/amber-street").records)
    >>> phrases["V"], phrases["P"], phrases["M"]
    ('the victim', 'the perpetrator', "the victim's mother")
    """
    by_phrase: dict[str, list[str]] = defaultdict(list)
    for person in sorted(records.persons, key=lambda p: p.person_id):
        by_phrase[_phrase(person, records)].append(person.person_id)
    found: dict[str, str] = {}
    for phrase, persons in by_phrase.items():
        for number, person_id in enumerate(persons, start=1):
            many = f"the {ordinal(number)} {phrase}" if len(persons) > 1 else f"the {phrase}"
            if "'s " in phrase and len(persons) > 1:
                whose, _, who = phrase.partition("'s ")
                many = f"the {whose}'s {ordinal(number)} {who}"
            found[person_id] = many
    return found


def _phrase(person: Person, records: CaseRecords) -> str:
    roles = person.roles
    if Role.VICTIM in roles:
        return "victim"
    if Role.PERPETRATOR in roles:
        return records.case.perpetrator_term.removeprefix("the ").strip() or "perpetrator"
    if Role.CHILD in roles:
        return "child"
    if Role.EX_PARTNER in roles:
        return "former partner"
    for role in (Role.FAMILY, Role.CARER, Role.FRIEND, Role.NEIGHBOUR):
        if role not in roles:
            continue
        relation = _relation(person)
        if role is Role.NEIGHBOUR:
            return "neighbour"
        whose = _whose(person, records)
        if role is Role.FAMILY:
            return f"{whose}'s {relation or 'relative'}" if whose else relation or "relative"
        return str(role)
    return _relation(person) or "other person"


def _relation(person: Person) -> str:
    words = [t.folded for w in (person.label, *person.aliases) for t in tokens_of(w)]
    return next((word for word in words if word in words_in("grammar", "relations")), "")


def _whose(person: Person, records: CaseRecords) -> str:
    others = {p.person_id: p for p in records.persons}
    for relation in records.relations:
        other = others.get(relation.to if relation.person == person.person_id else "")
        if other is not None and Role.VICTIM in other.roles:
            return "victim"
        if other is not None and Role.PERPETRATOR in other.roles:
            return "perpetrator"
    label = {t.folded for w in (person.label, *person.aliases) for t in tokens_of(w) if t.tail}
    for other in records.persons:
        if label & {t.folded for w in (other.label, *other.aliases) for t in tokens_of(w)}:
            if Role.VICTIM in other.roles:
                return "victim"
            if Role.PERPETRATOR in other.roles:
                return "perpetrator"
    return ""


def cues_of(group: Sequence[Someone]) -> dict[str, frozenset[str]]:
    """Return for each of some people the words that are said of them and of none of the others.

    Examples
    --------
    >>> from graphdb.model import Person, Role
    >>> next_door = Someone(Person("N", "John", roles=(Role.NEIGHBOUR,)))
    >>> brother = Someone(Person("B", "John (brother)", roles=(Role.FAMILY,)))
    >>> {who: sorted(said) for who, said in cues_of([next_door, brother]).items()}
    {'N': ['neighbour', 'next door'], 'B': ['brother']}
    """
    said = {one.person.person_id: _cues(one.person) for one in group}
    times = Counter(word for words in said.values() for word in words)
    return {
        who: frozenset(word for word in words if times[word] == 1) for who, words in said.items()
    }


def _cues(person: Person) -> frozenset[str]:
    found = {word for role, words in _SAID_OF.items() if role in person.roles for word in words}
    if Role.FAMILY in person.roles:
        relation = _relation(person)
        found |= {relation} if relation else words_in("grammar", "relations") - {"neighbour"}
    return frozenset(found)


_SAID_OF = {
    Role.NEIGHBOUR: ("neighbour", "next door"),
    Role.FRIEND: ("friend",),
    Role.CARER: ("carer",),
    Role.EX_PARTNER: ("ex-partner", "former partner"),
    Role.CHILD: ("son", "daughter", "child"),
}


# -- identities -----------------------------------------------------------------------------


class Persons:
    """What the persons of a case are called in its pack.

    Parameters
    ----------
    people
        With every name that they go by.
    phrases
        What says who each of them is.
    names
        Whether they get a neutral name, or the phrase alone.
    pool
        Where neutral names are drawn from.
    """

    def __init__(
        self, people: Sequence[Someone], phrases: Mapping[str, str], names: Names, pool: Pool
    ) -> None:
        self.people = people
        self._phrases = phrases
        self._names = names
        self._firsts: dict[str, str] = {}
        self._lasts: dict[str, str] = {}
        self._letters: set[str] = set()
        for someone in sorted(people, key=lambda one: one.person.person_id):
            short = short_forms()
            for first in someone.firsts:
                same = next(
                    (
                        f
                        for f in someone.firsts
                        if f in self._firsts and (f in short.get(first, ()) or _begins(f, first))
                    ),
                    None,
                )
                if first not in self._firsts:
                    never = self._never(self._drawn(self._lasts, someone.lasts), "{}{}".format)
                    self._firsts[first] = (
                        self._firsts[same]
                        if same is not None
                        else pool.draw(someone.gender, first, never)
                    )
            for last in sorted(someone.lasts, key=lambda word: len(word) == 1):
                whole = next((w for w in someone.lasts if len(w) > 1 and w[0] == last), None)
                if whole is not None and last not in self._lasts:
                    self._lasts[last] = self._lasts[whole][0]  # "M-C" of Marsden-Cole
                if last not in self._lasts:
                    never = self._never(self._drawn(self._firsts, someone.firsts), "{1}{0}".format)
                    self._lasts[last] = pool.draw("surnames", last, never)
            if someone.firsts and someone.lasts:
                self._letters.add(self._two_letters(someone))
        self._own: dict[str, dict[str, str]] = {}
        for group in of_one_name(people):
            for someone in group[1:]:
                self._own[someone.person.person_id] = self._drawn_anew(someone, pool)

    def _drawn_anew(self, someone: Someone, pool: Pool) -> dict[str, str]:
        """Return other first names for somebody who has the whole name of another person."""
        again: dict[str, str] = {}
        found: dict[str, str] = {}
        for first in someone.firsts:
            old = self._firsts[first]
            if old not in again:
                again[old] = pool.draw(someone.gender, first, frozenset(fold(old)[:1]))
            found[first] = again[old]
        return found

    @staticmethod
    def _drawn(drawn: Mapping[str, str], words: Sequence[str]) -> str:
        """Return what the first of somebody's names is already, if it is drawn."""
        return drawn.get(words[0], "") if words else ""

    def _never(self, other: str, joined: Callable[[str, str], str]) -> frozenset[str]:
        """Return the letters that make initials of a word ("OK", "GP"), or of somebody else's."""
        if not other:
            return frozenset()
        two = {word.upper() for word in words_in("grammar", "of_two_letters")}
        taken = initialisms() | two | self._letters
        return frozenset(a for a in ascii_lowercase if joined(a.upper(), other[0]) in taken)

    def _two_letters(self, someone: Someone) -> str:
        return self._firsts[someone.firsts[0]][0] + self._lasts[someone.lasts[0]][0]

    def of_letters(self) -> dict[str, str]:
        """Return what stands for initials that nobody declared, where they are of one person."""
        whose: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for someone in self.people:
            for first, last in product(someone.firsts, someone.lasts):
                if len(last) > 1:
                    new = self._first(someone, first)[0] + self._lasts[last][0]
                    if self._names is not Names.NEUTRAL:
                        new = self._phrases[someone.person.person_id]
                    whose[f"{first[0]}{last[0]}".upper()].add((someone.person.person_id, new))
        return {
            letters: min(new for _, new in some)
            for letters, some in whose.items()
            if len({person for person, _ in some}) == 1
        }

    def in_place_of(self, word: str, part: str) -> str:
        """Return the neutral name in place of a first name or a surname."""
        return (self._firsts if part == "first" else self._lasts)[fold(word)]

    def surname(self, word: str) -> str:
        """Return the neutral name in place of a surname; empty where nobody has it."""
        return self._lasts.get(fold(word), "") if self._names is Names.NEUTRAL else ""

    def letter(self, letter: str) -> str:
        """Return the letter, or the phrase, of the only one whose name begins with a letter."""
        firsts: set[str] = set()
        lasts: set[str] = set()
        for someone in self.people:
            phrase = self._phrases[someone.person.person_id]
            neutral = self._names is Names.NEUTRAL
            own = [w for w in someone.firsts if len(w) > 1 and w[0] == letter]
            firsts |= {self._first(someone, w)[0] if neutral else phrase for w in own}
            own = [w for w in someone.lasts if len(w) > 1 and w[0] == letter]
            lasts |= {self._lasts[w][0] if neutral else phrase for w in own}
        for some in (firsts | lasts, firsts):
            if len(some) == 1:
                return next(iter(some))
        return ""

    def identities(self) -> Iterator[Identity]:
        """Yield an identity for each person, with every form of their names."""
        of_others = {
            path_of(original)
            for someone in self.people
            if not someone.of_two
            for original, _ in self._forms(someone)
        }
        for someone in self.people:
            phrase = self._phrases[someone.person.person_id]
            neutral = self._names is Names.NEUTRAL
            forms: dict[tuple[str, ...], Form] = {}
            for original, replacement in self._told_apart(someone):
                said = replacement if neutral else phrase
                path = path_of(original)
                if not (someone.of_two and path in of_others):
                    # with its markup it is found as it is written
                    as_written = not path or "<" in original
                    forms.setdefault((original,) if as_written else path, Form(original, said))
            yield Identity(
                "person",
                someone.person.person_id,
                self._called(someone, phrase),
                tuple(forms.values()),
            )

    def _called(self, someone: Someone, phrase: str) -> str:
        if self._names is Names.NEUTRAL:
            if someone.firsts:
                return self._first(someone, someone.firsts[0])
            if someone.lasts:
                return f"{_title(someone)}{self._lasts[someone.lasts[0]]}"
        return phrase[:1].upper() + phrase[1:] if self._names is Names.NEUTRAL else phrase

    def _told_apart(self, someone: Someone) -> Iterator[tuple[str, str]]:
        """Yield the forms of somebody's name, with what tells them from another of that name."""
        for original, replacement in self._forms(someone):
            for way in OF_TWO.get(someone.of_two, ()):
                yield f"{original} {way}", f"{replacement} {way}"
            yield original, replacement

    def _forms(self, someone: Someone) -> Iterator[tuple[str, str]]:
        firsts = list(dict.fromkeys(w for n in someone.names for w in n.first))
        seen: set[tuple[str, ...]] = set()
        doubles = [n.last for n in someone.names if len(n.last) > 1]
        lasts: list[tuple[str, ...]] = []
        for last in (*doubles, *((w,) for n in someone.names for w in n.last)):
            key = tuple(map(fold, last))
            if key not in seen:
                seen.add(key)
                lasts.append(last)
        for name in someone.names:  # as declared, middle names and all
            if len(name.first) + len(name.last) > 1:
                yield _joined(name.first, name.last), self._joined(someone, name)
                if name.first and name.last:
                    yield (
                        f"{' '.join(name.last)}, {' '.join(name.first)}",
                        f"{self._last(name.last)}, {self._joined(someone, Name(name.first))}",
                    )
        for particle, name in someone.joined:  # "Bethan ap Gwyn", "Mr de Souza"
            new = f"{particle} {self._last(name.last)}"
            yield f"{particle} {name.last[0]}", new
            if name.first:
                first = self._joined(someone, Name(name.first))
                yield f"{' '.join(name.first)} {particle} {name.last[0]}", f"{first} {new}"
        for title in dict.fromkeys(title for title, _ in someone.titled):
            for last in doubles:  # "Mrs T-O" of Threlfall-Oates
                letters = "-".join(word[0] for word in last)
                yield f"{title} {letters}", f"{title} {_letters(self._last(last))}"
        for title, name in someone.titled:
            yield (
                f"{title} {_joined(name.first, name.last)}",
                (f"{title} {self._joined(someone, name)}"),
            )
            if len(name.last) and not name.first:
                yield f"{title} {name.last[0][0]}", f"{title} {self._last(name.last)[0]}"
        for first, last in product(firsts, doubles):  # "CR-P"
            letters = f"{first[0]}{''.join(word[0] for word in last)}".upper()
            if letters in initialisms():
                continue  # the CRP of a blood test is nobody's
            new = f"{self._first(someone, first)[0]}{_letters(self._last(last))}"
            yield f"{first[0]}{'-'.join(word[0] for word in last)}", new
        for first, last in product(firsts, lasts):
            f, n = self._first(someone, first), self._last(last)
            written = "-".join(last)
            yield f"{first} {written}", f"{f} {n}"
            yield f"{written}, {first}", f"{n}, {f}"
            yield f"{written} {first}", f"{n} {f}"
            yield f"{first[0]} {written}", f"{f[0]} {n}"
            yield f"{written}, {first[0]}", f"{n}, {f[0]}"
            yield f"{written} {first[0]}", f"{n} {f[0]}"
            if fold(last[0])[:1] != "i":  # "told Magda P", and not "told Magda I would"
                yield f"{first} {last[0][0]}", f"{f} {n[0]}"
            yield f"{first}{''.join(last)}", f"{f}{n}"
            yield f"{''.join(last)}{first}", f"{n}{f}"
            if len(fold(first) + fold("".join(last))) > 6:
                yield f"{first[0]}{''.join(last)}", f"{f[0]}{n}"
        for last in lasts:
            yield "-".join(last), self._last(last)
            if len("".join(last)) > 4:  # "Aprhys" for Ap-Rhys
                yield "".join(last), self._last(last)
        for first in firsts:
            yield first, self._first(someone, first)
        for written in someone.initials:
            yield written, self._initials(someone, written)
        for written in someone.literal:
            tagged = someone.tagged.get(written)
            if tagged is not None:
                yield written, self._joined(someone, tagged)
            else:
                yield written, self._called(someone, self._phrases[someone.person.person_id])

    def _first(self, someone: Someone, word: str) -> str:
        own = self._own.get(someone.person.person_id, {})
        return own.get(fold(word)) or self._firsts[fold(word)]

    def _last(self, words: Sequence[str]) -> str:
        return "-".join(self._lasts[fold(word)] for word in words)

    def _joined(self, someone: Someone, name: Name) -> str:
        firsts = (self._first(someone, first) for first in name.first)
        return " ".join((*firsts, *((self._last(name.last),) if name.last else ())))

    def _initials(self, someone: Someone, written: str) -> str:
        first = self._first(someone, someone.firsts[0])[0] if someone.firsts else ""
        last = self._lasts[someone.lasts[0]][0] if someone.lasts else ""
        letters = f"{first}{last}" or "XX"
        if "." in written:
            return "".join(f"{letter}." for letter in letters)
        return (" " if " " in written else "").join(letters)


def _letters(name: str) -> str:
    return "-".join(part[0] for part in name.split("-"))


def _begins(one: str, other: str) -> bool:
    """Whether one first name is the beginning of another: Magda, Magdalena."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and long.startswith(short)


def _joined(first: Sequence[str], last: Sequence[str]) -> str:
    return " ".join((*first, *(("-".join(last),) if last else ())))


def _title(someone: Someone) -> str:
    for written in (*someone.person.aliases, someone.person.label):
        for token in tokens_of(written):
            if token.folded in titles():
                return f"{token.raw} "
    return ""
