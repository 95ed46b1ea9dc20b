"""Everything at once: what a case names is found before the first word is replaced."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

import jellyfish
from rapidfuzz.distance import DamerauLevenshtein

from graphdb.case_view import LONG_AGO
from graphdb.dates import moment_of
from graphdb.model import CaseRecords, Event, Role
from graphdb.vocabulary import load_vocabulary
from joinedup.anonymise.cut import CUT
from joinedup.anonymise.decisions import (
    BY_SENTENCE,
    DATE,
    NAME_OR_WORD,
    TITLED,
    VAGUE,
    WHICH,
    Decision,
    Decisions,
    Said,
    typed_name,
)
from joinedup.anonymise.eyes import Eyes, installed_eyes, seen_by
from joinedup.anonymise.hurried import HOUSE_LIKE, foreign_runs, is_place
from joinedup.anonymise.identities import (
    Known,
    Path,
    add_agencies,
    add_houses,
    add_places,
    add_professionals,
    add_streets,
    article_of,
    by_function,
    letters_of,
    short_names,
)
from joinedup.anonymise.left import (
    HOUSE_AT,
    betraying,
    is_date_only,
    named_things,
    said_of_betrayal,
)
from joinedup.anonymise.model import Form, Identity, Names, Options, Question, Text
from joinedup.anonymise.numbers import StandIns
from joinedup.anonymise.persons import (
    Persons,
    Pool,
    Someone,
    cues_of,
    of_one_name,
    people_of,
    role_phrases,
    with_pronouns,
)
from joinedup.anonymise.rare import rare_details, suggested
from joinedup.anonymise.row_refs import RowRefs
from joinedup.anonymise.systems import KIND as RECORD_SYSTEM
from joinedup.anonymise.systems import OTHER, decided_systems, system_questions
from joinedup.anonymise.text import Replacer
from joinedup.anonymise.words import (
    first_names,
    fold,
    gender_of,
    initialisms,
    is_plain,
    lists,
    path_of,
    sentence_at,
    short_forms,
    surnames,
    titles,
    tokens_of,
    words_in,
)
from joinedup.anonymise.workers import Workers, Workplaces

_MOST_ROWS = 8
#: So many sentences fit into a cell, of 240 letters each.
_MOST_SENTENCES = 100
_OF_A_SLIP = (
    "replace where it is the name with a slip of the pen; write other words in the column"
    " replacement where it is somebody or something else; keep where it may stay"
)
#: From so many places on, what may be a date or one of two people is one question for all of them.
_MANY = 12
#: And from fewer on of "5/7", which is five days in one place as in the other.
_FEW, _LASTS = 2, re.compile(r"\d{1,2}/(?:7|12)\Z")


def texts_of(records: CaseRecords) -> tuple[Text, ...]:
    """Return every text of a case that a person wrote, with where it stands."""
    return tuple(text for text in _texts(records) if text.text.strip())


def _texts(records: CaseRecords) -> Iterator[Text]:
    case = records.case
    yield Text(case.title, "case.toml")
    yield Text(case.perpetrator_term, "case.toml")
    for agency in records.agencies:
        for name in (agency.name, *agency.aliases):
            yield Text(name, "case.toml")
    for team in records.teams:
        for name in (team.name, *team.aliases):
            yield Text(name, "case.toml")
    for person in records.persons:
        for name in (person.label, *person.aliases, *person.needs):
            yield Text(name, "case.toml")
    settings = records.settings
    for text in (
        settings.threshold.because,
        *(part for one in settings.pathways for part in (one.name, one.because)),
        *(one.because for one in settings.assessment_expected),
        *(one.because or "" for one in settings.rules),
        *(one.system for one in settings.record_access),
        *(one.name for one in settings.rules),
        *dict.fromkeys(_with_capitals(one.kind) for one in records.relations),
    ):
        yield Text(text, "case.toml")
    for event in records.events:
        row, low = str(event.source), event.when.earliest
        day = None if low is None else moment_of(low).date()
        for text in (
            event.summary, event.outcome, event.comment, event.response, event.bar_text,
        ):  # fmt: skip
            yield Text(text, row, day)
        for text in _of_cells(event):
            yield Text(text, row, day)
    for said in records.dispositions:
        for text in (said.title, said.note, said.question_to, said.answer):
            yield Text(text, "dispositions.csv")
    for text in records.notes.values():
        yield Text(text, "notes")


def _with_capitals(kind: str) -> str:
    """Return a kind of relation, read in small letters, with a capital where a name may stand."""
    return re.sub(r"[^\W\d_]+", lambda m: m[0] if is_plain(fold(m[0])) else m[0].capitalize(), kind)


def _of_cells(event: Event) -> Iterator[str]:
    """Yield what people write into cells that mostly hold a word of a list, or a date."""
    known = load_vocabulary().tools
    if event.tool not in known:
        yield event.tool
    grades = known[event.tool].grades if event.tool in known else ("standard", "medium", "high")
    if event.grade not in grades:
        yield event.grade
    for named in (
        event.shared_with, event.told_by, event.invited, event.attended, event.minutes_to,
    ):  # fmt: skip
        yield from (one.channel for one in named if one.channel)
    for when in (event.when, event.learned):
        if when is not None and _says_more(when.written):
            yield when.written


def _says_more(written: str) -> bool:
    """Whether the cells of a date have a word that may be somebody's: "the day Kasia left"."""
    for token in tokens_of(written):
        word = token.folded
        if word.isdigit() or len(word) < 3 or _OF_DATES.match(word):
            continue
        named = word in first_names() | surnames() and token.is_capital
        if named or not is_plain(word) or (token.is_capital and token.start > 0):
            return True
    return False


_OF_DATES = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|mon|tue|tues|wed|weds|thu|thur|thurs"
    r"|fri|sat|sun|hrs|hours|approx|circa|est|am|pm|bst|gmt|late|early|mid|spring|summer|autumn"
    r"|winter|week|weeks|undated|unknown|day|year|month|quarter|between|from|until|since|before"
    r"|after|and|the|end|start|january|february|march|april|june|july|august|september|october"
    r"|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\Z"
)


class Dated(Protocol):
    """Says what a person should see of the dates of texts."""

    def questions(self, text: Text, taken: Sequence[tuple[int, int]]) -> Iterable[Question]:
        """Yield the questions of a text, without the places that are taken already."""

    def written(self, text: Text, taken: Sequence[tuple[int, int]]) -> Sequence[str]:
        """Return the dates of a text as they are written in it."""


def prepare(
    records: CaseRecords,
    decisions: Iterable[Decision] = (),
    options: Options | None = None,
    *,
    salt: str,
    dates: Callable[[str], str] = str,
    dated: Dated | None = None,
    more: Iterable[Text] = (),
    refs: RowRefs | None = None,
    letters: Mapping[str, str] | None = None,
    eyes: Eyes | bool = True,
) -> Replacer:
    """Return what replaces in every text of a case.

    Parameters
    ----------
    records
        The case (``case.records``).
    decisions
        What a person said before.
    options
        How persons are called.
    salt
        Of the pack: the same salt and decisions give the same replacements.
    dates
        Moves the dates of a stretch of text in which nothing is replaced.
    dated
        Says what a person should see of the dates of texts.
    more
        Texts of the case that are not among its records (headings, names of files).
    refs
        The agencies' own references to rows, each with the one it has in the pack.
    letters
        Short ids of persons ("X"), each with the one it has in the pack where that is another.
    eyes
        A second pair of eyes; the one that is installed, if any, where it says no more than
        ``True``.

    Examples
    --------
    >>> import joinedup
    >>> case = joinedup.load("examples/amber-street")
    >>> replacer = prepare(case.records, options=Options(Names.ROLE), salt="1")
    >>> replacer.replace("Mr Dolan rang. Ms Marsh's sister spoke to Dr Okafor.").text
    "The perpetrator rang. The victim's sister spoke to a doctor."
    """
    told = tuple(decisions)
    check_replacements(told, records)
    options = options or Options()
    texts = (*texts_of(records), *more)
    every, texts = texts, tuple({text.text: text for text in reversed(texts)}.values())[::-1]
    words = frozenset(token.folded for text in texts for token in tokens_of(text.text))

    people = people_of(records)
    if options.names is Names.NEUTRAL:
        with_pronouns(people, [text.text for text in texts])
    parts = frozenset(p for one in people for p in (*one.firsts, *one.lasts))
    pool = Pool(salt, words, parts | _place_words(records))
    persons = Persons(people, role_phrases(records), options.names, pool)

    known = Known(salt, StandIns(_births_before(records)), parts={*parts})
    known.decided = {
        path_of(one.text): one.said is not Said.KEEP for one in told if one.said is not Said.OPEN
    }
    for identity in persons.identities():
        known.add("person", identity.id, identity.replacement, identity.forms)
        # a form that another person has too stays with both
        known.identities[f"person|{identity.id}"] = identity
    _add_initials(known, people, texts)
    add_agencies(known, records, texts)
    known.stand_ins.learn(text.text for text in texts)
    places = Workplaces(records)
    add_professionals(known, _of_each(every, places), parts, places)
    add_streets(known, texts)
    add_houses(known, texts)
    add_places(known, texts)
    hows = {**_short_forms(known, people, persons, texts, words), **_near(known, texts, told)}

    # what a decision draws is like nobody's name either, so that the leak check has no doubt
    pool.avoid(
        said
        for one in known.identities.values()
        for form in one.forms
        for word in path_of(form.original)
        for said in (word, word.removesuffix("s"))  # "Kieran" is near St Piran's
    )
    pool.avoid(word for one in told for word in path_of(one.text))
    staff = short_names(known)
    made_up = _made_up(pool, {**staff, **persons.of_letters()}, told, persons)
    decided = (*told, *decided_systems(records, every, told))
    ready = Decisions(decided, made_up, _names_that_are_words(known, people))
    replacer = Replacer(
        tuple(known.identities.values()),
        ready,
        dates,
        numbers=known.stand_ins,
        options=options,
        called=known.called,
        refs=refs,
        initials=frozenset(i for one in people for i in one.initials),
        ids=frozenset({p.person_id for p in records.persons} | {*(letters or {}).values()}),
        letters=letters,
        hows=hows,
        cues={who: said for group in of_one_name(people) for who, said in cues_of(group).items()},
        phrases=role_phrases(records),
        siblings=_letters_of_children(people),
        workers=Workers(places, known.workers),
        attended=_of_lists(people, persons.of_letters(), staff),
    )
    replacer.called_by(_names(records, replacer, options), _written(records))
    asked = [*known.questions, *_asked(replacer, every, dated)]
    asked += [*_of_things(replacer, every), *_of_initials(people, every, staff)]
    rare = [
        one
        for one in rare_details(every)
        # the child Mali is no country
        if not ({*path_of(one.text)} <= known.parts and len(path_of(one.text)) == 1)
    ]
    asked = _not_in_rare(_not_twice(asked, told), rare)
    asked += [*_betraying(every), *rare, *system_questions(every)]
    if dated is not None:
        # a name that is also a month is asked as that, first
        names = {(one.text.casefold(), one.sentence) for one in asked}
        of_dates = _of_dates(replacer, dated, every)
        asked += [one for one in of_dates if (one.text.casefold(), one.sentence) not in names]
    second = installed_eyes() if eyes is True else eyes or None
    if second is not None:
        replacer.pairs_of_eyes = 2
        already = {(q.text, q.sentence, q.row) for q in asked}
        seen = seen_by(second, replacer, every)
        asked += [q for q in seen if (q.text, q.sentence, q.row) not in already]
    left = [question for question in _merged(asked) if not ready.answers(question)]
    replacer.questions = tuple(question for question in left if not question.answer)
    replacer.answered = tuple(question for question in left if question.answer)
    return replacer


def _of_lists(
    people: Sequence[Someone], letters: Mapping[str, str], staff: Mapping[str, str]
) -> dict[str, str]:
    """Return what stands for initials in lists of who came, where they are of one alone."""
    declared = {written for one in people for written in one.initials}
    return {
        written: said
        for written, said in (*letters.items(), *staff.items())
        if written.isupper()
        and written not in declared
        and (written in letters) != (written in staff)
    }


def _of_each(texts: Iterable[Text], places: Workplaces) -> Iterable[Text]:
    """Return each text once for each agency whose it is: a team's name is its agency's."""
    teams = {one.text for one in places.teams}
    found: dict[tuple[str, str], Text] = {}
    for text in (*places.teams, *texts):
        if text.row != "case.toml" or text.text not in teams:
            found.setdefault((text.text, places.owner(text.row)), text)
    return found.values()


def _letters_of_children(people: Sequence[Someone]) -> dict[str, str]:
    """Return for the first letter of each child's name the name, folded, where no other has it."""
    whose: dict[str, dict[str, str]] = defaultdict(dict)
    for someone in people:
        if Role.CHILD in someone.person.roles:
            for first in someone.firsts:
                whose[first[0].upper()].setdefault(someone.person.person_id, first)
    return {letter: next(iter(s.values())) for letter, s in whose.items() if len(s) == 1}


def _names_that_are_words(known: Known, people: Sequence[Someone]) -> frozenset[tuple[str, ...]]:
    """Return the names of persons of the case, and of professionals, that are ordinary words."""
    initials = {path_of(written) for one in people for written in one.initials}
    paths = {
        path_of(form.original)
        for one in known.identities.values()
        if one.kind in ("person", "professional")
        for form in one.forms
    }
    return frozenset(
        path
        for path in paths - initials
        if path and all(is_plain(word) or word == "," or len(word) == 1 for word in path)
    )


def check_replacements(decisions: Iterable[Decision], records: CaseRecords) -> None:
    """Refuse decisions that write the name of somebody of the case in the place of other words.

    Raises
    ------
    loaders.LoaderError
        With the line of ``decisions.csv``, and what to do.
    """
    people = people_of(records)
    names = {word for one in people for word in (*one.firsts, *one.lasts) if len(word) > 1}
    for one in decisions:
        if one.said not in (Said.REPLACE, Said.GENERALISE, Said.REMOVE) or one.kind == WHICH:
            continue
        for token in tokens_of(one.replacement):
            as_name = token.is_capital and token.folded not in words_in("grammar", "function")
            if token.folded in names and (as_name or not is_plain(token.folded)):
                raise typed_name(one, token.raw)


def _place_words(records: CaseRecords) -> frozenset[str]:
    names = [
        records.case.area,
        *(a.area for a in records.agencies),
        *(t.locality for t in records.teams),
    ]
    names += [name for a in records.agencies for name in (a.name, *a.aliases)]
    return frozenset(word for name in names for word in path_of(name) if not is_plain(word))


def _births_before(records: CaseRecords) -> date | None:
    """Return the day before which no row can be of: a day before that is a date of birth."""
    first = [
        moment_of(event.when.earliest).date()
        for event in records.events
        if event.when.earliest is not None and event.when.earliest > LONG_AGO
    ]
    if records.case.scope_from is not None:
        first.append(records.case.scope_from)
    return min(first) - timedelta(days=365) if first else None


class _Drawn:
    """Names for who is named in the texts alone: one person, however written, has one of them."""

    def __init__(
        self, pool: Pool, told: Iterable[Decision], persons: Persons | None = None
    ) -> None:
        self._pool, self._persons = pool, persons
        self._wholes: dict[Path, tuple[str, str]] = {}
        self._singles: dict[tuple[str, str], str] = {}
        told = tuple(told)
        self._titled = {
            fold(one.text) for one in told if one.said is Said.REPLACE and _is_titled(one)
        }
        self._known = {
            path
            for one in told
            if one.kind == "unknown word" and one.said is Said.REPLACE and not one.replacement
            for path in [path_of(one.text)]
            if len(path) > 1
            and len(path[-1]) > 1
            and (path[0] in first_names() or (len(path) == 2 and _is_titled(one)))
        }

    def knows(self, path: Path) -> bool:
        """Whether it is a first name and a surname: "Mr Gwilym Watkins"."""
        return path in self._known

    def letter(self, decision: Decision) -> str:
        """Return the letter of whom a letter stands for: "Mrs A", "S said that L. had left"."""
        letter = decision.text.strip().casefold()
        titled = re.search(TITLED % re.escape(decision.text.strip()), decision.sentence)
        if titled is not None:
            words = {word for word in self._titled if word[:1] == letter and len(word) > 1}
            if len(words) == 1:
                return self.last(words.pop(), titled=True)[0]
        new = self._persons.letter(letter) if self._persons is not None else ""
        return new or "[initial]"

    def whole(self, path: Path) -> str:
        """Return a first name and a surname: "Dean K" is the only Dean Kowalczyk."""
        if len(path[-1]) == 1:
            same = [p for p in self._known if p[0] == path[0] and p[-1][0] == path[-1]]
            if len(same) == 1:
                first, last = self._of(same[0])
                return f"{first} {last[0]}"
            if not same:  # "Carol W" is the Carol of whom no surname is said
                return f"{self.first(path[0])} {self._single('surnames', path[-1])[0]}"
        return " ".join(self._of(path))

    def first(self, word: str) -> str:
        """Return a first name: that of the only one who is called so."""
        same = [path for path in self._known if path[0] == word]
        if len(same) == 1:
            return self._of(same[0])[0]
        return self._single(gender_of(word), word)

    def last(self, word: str, *, titled: bool) -> str:
        """Return a surname, that of the only one who has it; empty where it may be none."""
        same = [path for path in self._known if path[-1] == word]
        if len(same) == 1:
            return self._of(same[0])[1]
        if not titled and word.endswith("s") and word[:-1] in self._titled:
            return f"{self.last(word[:-1], titled=True)}s"  # "the Pells"
        return self._single("surnames", word) if titled else ""

    def _of(self, path: Path) -> tuple[str, str]:
        if path not in self._wholes:
            first = self._pool.draw(gender_of(path[0]), path[0])
            known = self._persons.surname(path[-1]) if self._persons is not None else ""
            self._wholes[path] = first, known or self._pool.draw("surnames", path[-1])
        return self._wholes[path]

    def _single(self, kind: str, word: str) -> str:
        if (kind, word) not in self._singles:
            self._singles[kind, word] = self._pool.draw(kind, word)
        return self._singles[kind, word]


def _is_titled(decision: Decision) -> bool:
    """Whether a title stands before what is asked, so that it is a surname: "Mrs Sutcliffe"."""
    return re.search(TITLED % re.escape(decision.text), decision.sentence) is not None


def _made_up(
    pool: Pool,
    letters: Mapping[str, str],
    told: Iterable[Decision] = (),
    persons: Persons | None = None,
) -> Callable[[Decision], str]:
    """Return what makes up what stands in place of a text.

    Parameters
    ----------
    letters
        What stands for initials of persons, and for initials and first names of professionals.
    persons
        Of the case: a mother of one of them has the same surname.
    """
    counts: dict[str, int] = defaultdict(int)
    names = _Drawn(pool, told, persons)

    def made_up(decision: Decision) -> str:
        generally = _generally(decision)
        if decision.said is Said.REMOVE:
            return CUT + (generally or "[removed]")
        if generally or decision.said is Said.GENERALISE:
            return generally or "[a detail]"
        if len(decision.text.strip()) == 1:
            return names.letter(decision)
        bare = re.sub(r"[.\s]", "", decision.text)
        if decision.kind == "unknown word" and bare != decision.text and bare in letters:
            return letters[bare]  # "W.G."
        if decision.kind == "unknown word" and decision.text in letters:
            return letters[decision.text]  # "TS" of Tyrone Senior
        if decision.kind == "unknown word" and fold(decision.text) in letters:
            return letters[fold(decision.text)]  # "Moira", who is a team manager
        ride = re.search(r"\b(?:bus|tram|coach)\b", decision.text, re.IGNORECASE)
        if decision.kind == "number" and ride is not None:
            return ride[0]  # "the 620 bus" is a bus
        if decision.kind == "number" and (house := HOUSE_AT.fullmatch(decision.text)) is not None:
            return f"{house[0].rsplit(maxsplit=2)[0]} nearby"  # "I live at 16"
        if decision.kind == "number" and _ROAD.fullmatch(decision.text):
            return "a main road"
        if decision.kind == "number":
            counts["number"] += 1
            return f"[number {letters_of(counts['number'])}]"  # "[number 1]" is another
        if _DOTTED.fullmatch(decision.text):
            return "[initials]"  # "W.H."
        path = path_of(decision.text) or ("",)
        if decision.kind == "unknown word" and len(path) > 1 and HOUSE_LIKE.search(decision.text):
            counts["place"] += 1
            return f"[place {counts['place']}]"  # "Rose Cottage" is nobody
        if len(path) == 2 and path[0] == "st":
            return f"St {names.first(path[1])}"  # "St Mary's"
        if len(path) == 2 and "-" in decision.text and {*path} <= first_names():
            return names.first(path[0])  # "Kelly-Anne"
        if len(path) > 1 and (path[0] in first_names() or names.knows(path)):
            return names.whole(path)
        if path[0] in first_names() and not _is_titled(decision):
            return names.first(path[0])
        if len(path) == 1 and path[0][-1:] == "s" and path[0][:-1] in first_names():
            return f"{names.first(path[0][:-1])}s"  # "both Sues"
        own = persons.surname(path[0][:-1]) if persons is not None and path[0][-1:] == "s" else ""
        if len(path) == 1 and own:
            return f"{own}es" if own.endswith("s") else f"{own}s"  # "the Kettles' son"
        surname = names.last(path[0], titled=_is_titled(decision)) if len(path) == 1 else ""
        if surname:
            return surname
        if len(path) == 1 and _is_somebody(decision):
            return names.first(path[0])
        made = _of_what_it_is(decision)
        if made:
            return made
        if len(path) == 2 and len(path[0]) == 1 and is_plain(path[1]):
            return names.last(path[1], titled=True)  # "T. Gold"
        place = decision.kind == "unknown word" and is_place(decision.text, decision.sentence)
        sort = "place" if place else "name"
        counts[sort] += 1
        return f"[{sort} {counts[sort]}]"

    return made_up


_WORKER = re.compile(r"(?P<job>[A-Za-z]+)\.?\s[A-Z]")
_PUB = re.compile(
    r"(?:(?P<the>the)\s)?(?:Crown|Bell|Railway|Ship|Castle|Vine|Star|Sun|Mill|New Inn|Foresters"
    r"|Cricketers|.*(?:lion|hart|horse|man|bull|swan|arms|head|inn|tavern|hounds|horses|duck|oak"
    r"|wheatsheaf|tuns|horseshoes))",
    re.IGNORECASE,
)
_TWO_THINGS = re.compile(r"[A-Z][a-z]+ (?:and|&) [A-Z][a-z]+")
_PLANT = re.compile(r"[a-z]+\s(?P<what>factory|plant|mill|yard|farm|works|warehouse|depot)")


def _of_what_it_is(decision: Decision) -> str:
    """Return what stands for a pub, a works, or a worker of whom a letter is known: "Dr P"."""
    if decision.kind != "unknown word":
        return ""
    worker = _WORKER.fullmatch(decision.text)
    job = _job_of(fold(worker["job"])) if worker is not None else ""
    if job:
        return article_of(job)
    pub = _PUB.fullmatch(decision.text)
    if pub is not None and (pub["the"] or decision.text.islower()):
        return "the pub" if pub["the"] else "pub"
    if _TWO_THINGS.fullmatch(decision.text) and f"the {decision.text}" in decision.sentence:
        return "pub"  # "in the Ship and Castle"
    plant = _PLANT.fullmatch(decision.text)
    return "local " + plant["what"] if plant is not None else ""


def _job_of(word: str) -> str:
    """Return the job that a word or letters before a name mean: "dr" is a doctor."""
    return next(
        (
            job
            for job, names in lists()["jobs"].items()
            if word in (" ".join(path_of(name)) for name in names.split(","))
        ),
        "",
    )


_DOTTED = re.compile(r"(?:[A-Z]\.\s?){2,3}")
_SOMEBODY = (
    r"(?:\b(?i:sister|brother|mother|father|mum|mam|dad|cousin|aunt|auntie|uncle|niece|nephew|friend|mate|neighbour"
    r"|boyfriend|girlfriend|daughter|son|wife|husband|partner|sister-in-law|brother-in-law"
    r"|volunteer|carer|interpreter|colleague|landlady|landlord|manager|(?:lad|man|woman|girl|boy)\scalled)"
    r",?\s%(name)s\b|\b%(name)s\s(?:cried|cries|smiled|slept|woke|wore|spoke|visited|left|looked|felt|feels"
    r"|thought|thinks|wants|wanted|drinks|drank|lives|lived|who\s(?:is|was|has|had|lives))\b)"
)


def _is_somebody(decision: Decision) -> bool:
    """Whether a sentence says of a name what is said of people: "his sister Hodan"."""
    word = decision.text
    if decision.kind != "unknown word" or word.isupper() or not word[:1].isupper():
        return False
    pattern = _SOMEBODY % {"name": re.escape(word)}
    return re.search(pattern, decision.sentence) is not None


_ROAD = re.compile(r"[ABM]\d{1,4}(?:\(M\))?")
_QUOTED = re.compile("“([^”]+)”")


def _generally(decision: Decision) -> str:
    """Return the first thing that the question suggested in place of a text; empty where none."""
    suggestions = [str(decision.other.get("suggestion", ""))]
    if decision.kind == "rare":
        suggestions.append(suggested(decision.text))
    elif decision.kind == "tells a date":
        suggestions.append(said_of_betrayal(decision.text))
    elif decision.kind == RECORD_SYSTEM:
        return OTHER
    if decision.said is not Said.GENERALISE and decision.kind not in _OF_DETAILS:
        return ""
    found = (quoted[1] for one in suggestions for quoted in _QUOTED.finditer(one))
    return next(found, "")


_OF_DETAILS = frozenset({"rare", "tells a date", RECORD_SYSTEM})


def _not_twice(asked: Sequence[Question], told: Iterable[Decision]) -> list[Question]:
    """Leave out words of a name that is asked, or was kept, as a whole: “Sue” of “Nurse Sue”."""
    wholes = [(q.text, q.sentence) for q in asked if q.kind == "name or word"]
    wholes += [
        (one.text, one.sentence)
        for one in told
        if one.kind == "name or word" and one.said is Said.KEEP and one.sentence
    ]
    parts: dict[str, set[str]] = defaultdict(set)
    for whole, sentence in wholes:
        words = whole.split()
        if len(words) > 1:
            parts[" ".join(sentence.split())].update(
                " ".join(words[a:b])
                for a in range(len(words))
                for b in range(a + 1, len(words) + 1)
            )
    return [
        one
        for one in asked
        if one.kind != "unknown word"
        or one.text not in parts.get(" ".join(one.sentence.split()), ())
    ]


def _not_in_rare(asked: Iterable[Question], rare: Iterable[Question]) -> list[Question]:
    """Leave out the words that stand in a rare detail, and are asked with it: Corsa, Poland."""
    phrases = [one.text.casefold() for one in rare]
    return [
        one
        for one in asked
        if one.kind != "unknown word"
        or not any(
            one.text.casefold() in phrase.split() and phrase in one.sentence.casefold()
            for phrase in phrases
        )
    ]


def _names(
    records: CaseRecords, replacer: Replacer, options: Options
) -> dict[tuple[str, str], str]:
    """Return what persons, agencies and teams are called where they stand for themselves."""
    called: dict[tuple[str, str], str] = {}
    by_id = {i.id: i for i in replacer.identities if i.kind == "person"}
    for person in records.persons:
        identity = by_id.get(person.person_id)
        if options.names is Names.ROLE:
            said = role_phrases(records)[person.person_id]
        else:
            own = _own(person.label, identity, replacer)
            said = replacer.replace(person.label).text if own is None else own
            if identity is not None and identity.forms and "people of that name" in said:
                said = identity.replacement
        called["person", person.person_id] = said[:1].upper() + said[1:]
        for alias in person.aliases:
            if (other := _own(alias, identity, replacer)) is not None:
                called["alias", f"{person.person_id}/{alias}"] = other
    for agency in records.agencies:
        if not replacer.name_of("agency", agency.agency_id):
            called["agency", agency.agency_id] = _title(replacer.replace(agency.name).text)
    teams = {i.id: i for i in replacer.identities if i.kind == "team"}
    for team in records.teams:
        # in a text a name does not go on behind a bracket: "Manager (Gheorghe)"
        forms = teams[team.team_id].forms if team.team_id in teams else ()
        spoken = (f.replacement for f in forms if path_of(f.original) == path_of(team.name))
        called_now = next(spoken, "") or replacer.replace(team.name).text
        called["team", team.team_id] = by_function(_title(called_now))
    return called


def _written(records: CaseRecords) -> dict[tuple[str, str], str]:
    """Return what agencies and teams are called in the case itself."""
    return {
        **{("agency", agency.agency_id): agency.name for agency in records.agencies},
        **{("team", team.team_id): team.name for team in records.teams},
    }


def _own(written: str, identity: Identity | None, replacer: Replacer) -> str | None:
    """Return what stands for somebody's name where it is certain whose it is.

    Only for a name of words that mean nothing by themselves (“None” as a label is the name), or
    that somebody else has, too.
    """
    path = path_of(written)
    function = {*path} <= words_in("grammar", "function")
    if identity is None or not path or not (function or replacer.is_shared(written)):
        return None
    said = (form.replacement for form in identity.forms if path_of(form.original) == path)
    return next(said, None)


def _title(said: str) -> str:
    for article in ("the ", "a ", "an ", "The ", "A ", "An "):
        said = said.removeprefix(article)
    return said[:1].upper() + said[1:]


_INITIALS = r"(?<![\w.])(?P<letters>(?:[A-Z]\.?[ \u00a0]?){2,3})(?P<name>%s)\b"


def _add_initials(known: Known, people: Sequence[Someone], texts: Sequence[Text]) -> None:
    """Add surnames with several initials before them, the first of which fits: "W. G. Hale"."""
    for someone in people:
        identity = known.identities[f"person|{someone.person.person_id}"]
        said = {path_of(form.original): form.replacement for form in identity.forms}
        either = "|".join(
            re.escape(form.original)
            for form in identity.forms
            if len(path_of(form.original)) <= 2 and {*path_of(form.original)} <= {*someone.lasts}
        )
        if not either:
            continue
        pattern = re.compile(_INITIALS % f"(?i:{either})")
        for text in texts:
            for match in pattern.finditer(text.text):
                letter = match["letters"][0].casefold()
                new = said.get((letter, *path_of(match["name"])))
                if new is not None:
                    form = Form(match[0], new)
                    identity = _with(identity, form)
        known.identities[f"person|{identity.id}"] = identity


# -- short forms and slips of the pen -----------------------------------------------------------


def _short_forms(
    known: Known,
    people: Sequence[Someone],
    persons: Persons,
    texts: Sequence[Text],
    words: frozenset[str],
) -> dict[Path, str]:
    """Add short forms of first names that the texts use, and ask where they may be another's."""
    whose: dict[str, list[tuple[Someone, str]]] = defaultdict(list)
    for someone in people:
        for first in someone.firsts:
            for short in short_forms().get(first, frozenset()) & words - known.parts:
                whose[short].append((someone, first))
    hows: dict[Path, str] = {}
    for short, some in sorted(whose.items()):
        path = (short,)
        if path in known.paths or known.decided.get(path) is False:
            continue
        someone, first = some[0]
        gender = gender_of(short)
        fits = gender in ("unisex", someone.gender) or someone.gender == "unisex"
        alone = len({one.person.person_id for one, _ in some}) == 1
        others = any(whole[0] == short and len(whole) > 1 for whole in known.paths)  # "Will Stone"
        sure = fits and not others and not _of_another(short, someone, texts)
        if alone and ((known.decided.get(path) and not others) or sure):
            identity = known.identities[f"person|{someone.person.person_id}"]
            form = next(f for f in identity.forms if path_of(f.original) == (first,))
            known.identities[f"person|{identity.id}"] = _with(
                identity, Form(short.capitalize(), form.replacement)
            )
            hows[path] = "short form"
        elif not is_plain(short):
            kind = "near a name" if alone else "two people"
            known.questions += _of_words(kind, short, texts, "replace with a name, or keep")
    return hows


def _with(identity: Identity, form: Form) -> Identity:
    return Identity(identity.kind, identity.id, identity.replacement, (*identity.forms, form))


def _of_another(short: str, someone: Someone, texts: Sequence[Text]) -> bool:
    """Whether a short form stands before a surname that is not the person's."""
    for text in texts:
        if short not in text.text.casefold():
            continue
        tokens = tokens_of(text.text)
        for token, after in pairwise(tokens):
            if token.folded != short or not after.is_capital or token.tail:
                continue
            another = not is_plain(after.folded) or after.folded in surnames()
            beside = text.text[token.end : after.start] == " "
            if beside and another and after.folded not in someone.lasts:
                return True
    return False


_SAINT = re.compile(r"\bSt\.?\s\Z")  # "St Mary's" is no slip for Marty


def _of_words(kind: str, word: str, texts: Sequence[Text], suggestion: str) -> Iterator[Question]:
    for text in texts:
        if word not in fold(text.text):
            continue
        for token in tokens_of(text.text):
            if token.folded == word and not _SAINT.search(text.text, 0, token.start):
                yield Question(
                    kind, token.raw, sentence_at(text.text, token.start), text.row, 1, suggestion
                )


def _near(known: Known, texts: Sequence[Text], told: Sequence[Decision]) -> dict[Path, str]:
    """Add words that are one or two letters off a name, and ask where that is not clear."""
    single: dict[str, tuple[str, Form]] = {}
    for key, identity in known.identities.items():
        if identity.kind in ("team", "other"):
            continue
        for form in identity.forms:
            path = path_of(form.original)
            if len(path) == 1 and len(path[0]) >= 4 and not is_plain(path[0]):
                single.setdefault(path[0], (key, form))
    paths = {
        path for i in known.identities.values() for f in i.forms for path in [path_of(f.original)]
    }
    in_names = {word for path in paths for word in path}
    seen: dict[str, bool] = {}
    for text in texts:
        for token in tokens_of(text.text):
            word = token.folded
            if len(word) >= 4 and not word.isdigit():
                seen[word] = seen.get(word, False) or token.is_capital
    hows: dict[Path, str] = {}
    sounds = {name: jellyfish.metaphone(name) for name in single}
    for word, capital in seen.items():
        if (
            word in in_names
            or word.removesuffix("s") in in_names
            or is_plain(word)
            or (word,) in known.paths
        ):
            continue
        if known.decided.get((word,)) is False:
            continue
        close = _close(word, single, sounds)
        if not close:
            continue
        nearest = min(distance for _, distance in close)
        names = {single[name] for name, distance in close if distance == nearest}
        alone = len({form.replacement for _, form in names}) == 1
        is_name = word in first_names() | surnames()
        sure = (nearest == 1 and len(word) >= 5) or (nearest == 2 and len(word) >= 7)
        if known.decided.get((word,)) is True and not any(
            d.replacement for d in told if path_of(d.text) == (word,)
        ):
            sure, is_name, capital = True, False, True
        elif not capital and sure and _is_of_speech(word, texts):
            sure = False  # "inkosi yami" is no slip for Nkosi
        if alone and sure and not is_name and (capital or nearest == 1):
            key, form = next(iter(names))
            known.identities[key] = _with(
                known.identities[key], Form(word.capitalize(), form.replacement)
            )
            hows[word,] = "letters"
        elif capital or nearest == 1:
            known.questions += _of_words("near a name", word, texts, _OF_A_SLIP)
    return hows


def _is_of_speech(word: str, texts: Sequence[Text]) -> bool:
    """Whether a word in small letters stands in words of another language alone."""
    places = [
        (text.text, token.start)
        for text in texts
        if word in fold(text.text)
        for token in tokens_of(text.text)
        if token.folded == word
    ]
    return all(any(a <= at < b for a, b in foreign_runs(text)) for text, at in places)


def _close(
    word: str, single: Mapping[str, tuple[str, Form]], sounds: Mapping[str, str]
) -> list[tuple[str, int]]:
    found = []
    sound = jellyfish.metaphone(word) if word.isalpha() else ""
    for name in single:
        if abs(len(name) - len(word)) > 2:
            continue
        most = 1 if min(len(name), len(word)) < 6 else 2
        distance = DamerauLevenshtein.distance(word, name, score_cutoff=most)
        if distance <= most and (word[0] == name[0] or distance == 1):
            found.append((name, distance))
        elif len(sound) > 2 and sound == sounds[name]:
            found.append((name, 3))
    return found


# -- questions ------------------------------------------------------------------------------------


def _asked(replacer: Replacer, texts: Iterable[Text], dated: Dated | None) -> Iterator[Question]:
    for text in texts:
        looked = replacer.look(text.text, text.row)
        if text.row == "case.toml" and {*path_of(text.text)} <= words_in("grammar", "function"):
            continue  # the label of somebody called “None”
        if text.row == "case.toml" and replacer.is_shared(text.text):
            continue  # whose label it is is known
        dates: Sequence[str] = ()
        if dated is not None and any(left.kind == "number" for left in looked.left):
            dates = dated.written(text, [(span.start, span.end) for span in looked.spans])
        for one in looked.asked:
            yield Question(one.kind, one.text, one.sentence, text.row, 1, one.suggestion)
        for left in looked.left:
            if left.kind == "number" and is_date_only(left.text, dates):
                continue  # it is moved, or asked as a date
            yield Question(
                left.kind, left.text, left.sentence, text.row, 1, "keep, replace or remove"
            )


def _betraying(texts: Iterable[Text]) -> Iterator[Question]:
    for text in texts:
        for start, end in betraying(text.text):
            yield Question(
                "tells a date",
                " ".join(text.text[start:end].split()),
                sentence_at(text.text, start),
                text.row,
                1,
                said_of_betrayal(text.text[start:end]),
            )


def _of_things(replacer: Replacer, texts: Iterable[Text]) -> Iterator[Question]:
    for text in texts:
        places = named_things(text.text)
        spans = replacer.look(text.text, text.row).spans if places else ()
        for start, end in places:
            if not any(span.start < end and start < span.end for span in spans):
                yield Question(
                    "unknown word",
                    text.text[start:end],
                    sentence_at(text.text, start),
                    text.row,
                    1,
                    "keep, replace or remove",
                )


def _of_initials(
    people: Sequence[Someone], texts: Iterable[Text], staff: Mapping[str, str]
) -> Iterator[Question]:
    """Yield a question for initials of somebody of the case, or of staff, that nobody declared."""
    some = {
        f"{first[0]}{last[0]}".upper()
        for one in people
        for first in one.firsts
        for last in one.lasts
    }
    some |= {letters for letters in staff if letters.isupper()}
    some -= {written for one in people for written in one.initials}
    # "Tenant M.P. says": with full stops they are no word of the field
    dotted = [rf"{one[0]}\.\s?{one[1]}\." for one in sorted(some) if len(one) == 2]
    common = titles() | words_in("grammar", "function")
    some = {letters for letters in some - initialisms() if letters.casefold() not in common}
    ways = [*map(re.escape, sorted(some, key=lambda one: (-len(one), one))), *dotted]
    if not ways:
        return
    # "AL/MO" are two
    beside = "|".join(rf"(?<={re.escape(one)}/)" for one in sorted(some))
    beside = f"|(?<=/)(?:{beside})" if some else ""
    begin = "".join(map(re.escape, sorted({way.removeprefix("\\")[0] for way in ways})))
    pattern = re.compile(
        rf"(?=[{begin}])(?:(?<![\w&/.'’-]){beside})(?:{'|'.join(ways)})(?![\w&'’-]|/(?![A-Z]{{2}}\b))"
    )
    for text in texts:
        for match in pattern.finditer(text.text):
            said = "initials of somebody of the case? Replace with the name, or keep"
            sentence = sentence_at(text.text, match.start())
            yield Question("unknown word", match[0], sentence, text.row, 1, said)


def _of_dates(replacer: Replacer, dated: Dated, texts: Iterable[Text]) -> Iterator[Question]:
    for text in texts:
        taken = [(span.start, span.end) for span in replacer.look(text.text, text.row).spans]
        yield from dated.questions(text, taken)


def _merged(questions: Iterable[Question]) -> list[Question]:
    """Return each question once, with its rows and how often it comes."""
    found: dict[tuple[str, str, str], list[Question]] = defaultdict(list)
    sentences: dict[tuple[str, str], set[str]] = defaultdict(set)
    for question in questions:
        key = Decision(question.kind, question.text, Said.OPEN, question.sentence).key
        found[key].append(question)
        sentences[key[:2]].add(key[2])
    merged: dict[tuple[str, str, str], list[Question]] = defaultdict(list)
    for key, some in found.items():
        kind = some[0].kind
        most = _FEW if kind == DATE and _LASTS.match(key[1]) else _MANY
        # a name that is also a word is asked in each sentence, with a line for all: none is unseen
        by_sentence = kind in BY_SENTENCE and kind != NAME_OR_WORD
        everywhere = kind == VAGUE or (by_sentence and len(sentences[key[:2]]) > most)
        merged[(*key[:2], "") if everywhere else key] += some
    return [_as_one(key, some) for key, some in merged.items()]


def _as_one(key: tuple[str, str, str], some: Sequence[Question]) -> Question:
    """Return one question for several that are the same."""
    first = some[0]
    rows = [row for row in dict.fromkeys(one.row for one in some) if row]
    shown = "; ".join(rows[:_MOST_ROWS])
    if len(rows) > _MOST_ROWS:
        shown += f"; and {len(rows) - _MOST_ROWS} more"
    one = replace(first, row=shown, times=sum(each.times for each in some))
    if first.kind not in BY_SENTENCE or key[2]:
        return one
    if first.kind == VAGUE:
        said = f"; the first: {first.sentence}"
    else:  # whoever answers for all of them sees them
        every = dict.fromkeys(each.sentence for each in some)
        said = ": " + " | ".join(list(every)[:_MOST_SENTENCES])
        if len(every) > _MOST_SENTENCES:
            said += f" | and {len(every) - _MOST_SENTENCES:,} more"
    return replace(one, sentence="", suggestion=f"{first.suggestion}. For all places{said}")
