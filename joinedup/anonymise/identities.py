"""Whom and what a case names: agencies, teams, professionals, places and houses.

Persons are in :mod:`joinedup.anonymise.persons`. What the settings name is taken from there; what
only the text names is recognised by what stands beside it ("PC 1234 Jones", "12 Amber Street",
"The Crown pub").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from graphdb.model import Agency, CaseRecords, Team
from graphdb.vocabulary import load_vocabulary
from joinedup.anonymise.model import Form, Identity, Question, Text
from joinedup.anonymise.numbers import StandIns, address_key
from joinedup.anonymise.persons import ordinal, shuffled
from joinedup.anonymise.sense import starts_sentence
from joinedup.anonymise.words import (
    Token,
    first_names,
    fold,
    has_digit,
    is_ordinary,
    is_plain,
    lists,
    longest_runs,
    may_be_in,
    may_have,
    path_of,
    phrases_in,
    sentence_at,
    surnames,
    telltales,
    titles,
    tokens_of,
    vocabulary_words,
    words_in,
)
from joinedup.anonymise.workers import Mention, Worker, Workplaces, told_apart

Path = tuple[str, ...]

_CAP = r"(?:[A-Z\u00c0-\u00de][\w'’‘-]{0,40}|&)"
_GAP = r"[ \u00a0]"


def generic() -> frozenset[str]:
    """Return words that an agency's name may have without telling which it is."""
    return _generic()


@cache
def _generic() -> frozenset[str]:
    sectors = load_vocabulary().sectors.values()
    said = {word for s in sectors for name in (s.label, *s.aliases) for word in path_of(name)}
    return words_in("field", "generic") | words_in("places", "streets") | said - first_names()


def telling(name: str) -> list[str]:
    """Return the folded words of a name that tell which agency or team it is.

    Examples
    --------
    >>> telling("Calderwick General Hospital"), telling("Practice nurse"), telling("Lantern IDVA")
    (['calderwick'], [], ['lantern'])
    """
    return [word for word in path_of(name) if word not in generic() and word != ","]


def article_of(phrase: str) -> str:
    """Return a phrase with the indefinite article that fits it.

    Examples
    --------
    >>> article_of("acute hospital"), article_of("18th nurse"), article_of("12th nurse")
    ('an acute hospital', 'an 18th nurse', 'a 12th nurse')
    """
    return f"{'an' if _LIKE_A_VOWEL.match(phrase) else 'a'} {phrase}"


#: Eight, eleven and eighteen are spoken with a vowel first, and so are letters like N of "NPT".
_LIKE_A_VOWEL = re.compile(r"(?i:[aeiou])|8|1[18](?!\d)|[FHLMNRSX][A-Z&]{1,2}\b")


def counted(phrase: str, number: int, *, definite: bool) -> str:
    """Return what the first, second, ... of a kind is called.

    Examples
    --------
    >>> counted("GP practice", 1, definite=True), counted("GP practice", 2, definite=True)
    ('the GP practice', 'a second GP practice')
    >>> counted("nurse", 8, definite=False), counted("nurse", 21, definite=False)
    ('an eighth nurse', 'a 21st nurse')
    """
    if number == 1:
        return f"the {phrase}" if definite else article_of(phrase)
    return article_of(f"{ordinal(number)} {phrase}")


def one_of(job: str, count: int) -> str:
    """Return what a professional is called who may be any of several of one name.

    Examples
    --------
    >>> one_of("nurse", 2), one_of("member of staff", 3)
    ('one of two nurses', 'one of three members of staff')
    """
    first, of, rest = job.partition(" of ")
    many = {2: "two", 3: "three", 4: "four", 5: "five"}.get(count, "several")
    return f"one of {many} {first}s{of}{rest}"


def with_place(phrase: str, place: str) -> str:
    """Return a phrase with where somebody works before the job.

    Examples
    --------
    >>> with_place("a doctor", "A&E"), with_place("a second doctor", "ED")
    ('an A&E doctor', 'a second ED doctor')
    """
    said = _bare_of(phrase)
    first, _, rest = said.partition(" ")
    if rest and _ORDINAL.fullmatch(first):
        return article_of(f"{first} {place} {rest}")
    return article_of(f"{place} {said}")


_ORDINAL = re.compile("|".join(ordinal(number) for number in range(2, 11)) + r"|\d+(?:st|nd|rd|th)")


def _bare_of(phrase: str) -> str:
    return re.sub(r"\A(?:the|an?) ", "", phrase)


@dataclass(slots=True)
class Known:
    """What has been found so far.

    Attributes
    ----------
    paths
        Every folded name with the identity that it stands for.
    parts
        Folded words that are part of a person's name.
    places
        Folded names of places.
    workers
        Professionals of whom several have one surname and job, by the id of the identity.
    staff
        All professionals, by the id of the identity.
    """

    salt: str
    stand_ins: StandIns
    identities: dict[str, Identity] = field(default_factory=dict)
    paths: dict[Path, str] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)
    places: set[Path] = field(default_factory=set)
    called: dict[tuple[str, str], str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    decided: dict[Path, bool] = field(default_factory=dict)
    workers: dict[str, Worker] = field(default_factory=dict)
    staff: dict[str, Worker] = field(default_factory=dict)

    def add(self, kind: str, key: str, replacement: str, forms: Iterable[Form]) -> None:
        """Add an identity, or further forms to one that is there."""
        old = self.identities.get(f"{kind}|{key}")
        kept = {path_of(f.original): f for f in old.forms} if old is not None else {}
        for form in forms:
            path = path_of(form.original)
            if path and self.paths.setdefault(path, f"{kind}|{key}") == f"{kind}|{key}":
                kept.setdefault(path, form)
        self.identities[f"{kind}|{key}"] = Identity(kind, key, replacement, tuple(kept.values()))

    def number_of(self, kind: str) -> int:
        """Return how many of a kind there are."""
        return sum(one.kind == kind for one in self.identities.values())


# -- agencies and teams -------------------------------------------------------------------------


def add_agencies(known: Known, records: CaseRecords, texts: Sequence[Text] = ()) -> None:
    """Add agencies by their kind, teams by their function, areas and localities.

    Parameters
    ----------
    texts
        Of the case: a town that stands in an address is one, also where an agency is called so.
    """
    _add_areas(known, records)
    teams: dict[str, list[Team]] = defaultdict(list)
    for team in records.teams:
        teams[team.agency_id].append(team)
    towns = _towns_said(texts)
    _add_towns_of_agencies(known, records, texts)
    shared = _places_among(records) | towns
    used: Counter[str] = Counter()
    for agency in records.agencies:
        if not agency.informal or _is_called_something(known, agency):
            _add_agency(known, agency, records.case.area, used, shared)
        who = _WHO_TELLS.get(agency.sector, "") if agency.informal else ""
        said_of = () if agency.informal else texts
        _add_teams(known, teams[agency.agency_id], towns, said_of, who)


def _is_called_something(known: Known, agency: Agency) -> bool:
    """Whether an informal source has a name of its own: "Staples Fresh Produce", "Al-Noor".

    "Leanne's family" and "The neighbour, Mr Hale" say whose they are, and are replaced as texts.
    """
    whole = {token.folded for token in tokens_of(agency.name)}  # "kayleigh", and not "kayleighs"
    words = {*telling(agency.name)} & whole - {word for path in known.places for word in path}
    words |= whole & known.parts
    if agency.sector in _PEOPLE_CLOSE:
        words = {word for word in words if not is_plain(word)} | words & known.parts
    return bool(words) and not words & known.parts


#: Informal sources that are people, and no organisation.
_PEOPLE_CLOSE = ("family", "friends", "neighbours", "informal")


def _add_areas(known: Known, records: CaseRecords) -> None:
    case = records.case
    areas = dict.fromkeys(a for a in (case.area, *(a.area for a in records.agencies)) if a)
    for area in shuffled(known.salt, areas):
        add_place(known, area, "Area")
    localities = dict.fromkeys(t.locality for t in records.teams if t.locality)
    for locality in shuffled(known.salt, localities):
        add_place(known, locality, "Town")


def add_place(known: Known, name: str, sort: str = "Town") -> None:
    """Add a place; its stand-in is a letter ("Town A")."""
    path = path_of(name)
    if (
        not path
        or path in known.paths
        or not telling(name)
        or {*path} <= words_in("field", "generic")
    ):
        return
    number = sum(one.replacement.startswith(f"{sort} ") for one in known.identities.values())
    stand_in = f"{sort} {_letter(number)}"
    known.places.add(path)
    known.add("place", f"{sort.lower()}-{number + 1}", stand_in, [Form(name, stand_in)])


def letters_of(number: int) -> str:
    """Return a number, from 1 on, in letters: A to Z, AA, AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _letter(number: int) -> str:
    return letters_of(number + 1)


def _places_among(records: CaseRecords) -> frozenset[str]:
    """Return words that several agencies have in their names: of a place, not of one of them."""
    said: Counter[str] = Counter()
    for agency in records.agencies:
        said.update({w for name in (agency.name, *agency.aliases) for w in telling(name)})
    several = {word for word, times in said.items() if times > 1}
    return frozenset(several)


#: Agencies that are called by where they are.
_NAMED_BY_PLACE = frozenset(
    (
        "gp",
        "hospital",
        "education",
        "ambulance",
        "housing",
        "police",
        "probation",
        "health-visiting",
    )
)


def _add_towns_of_agencies(known: Known, records: CaseRecords, texts: Sequence[Text]) -> None:
    """Add places by which agencies are called, where texts say them as places.

    "The Co-op, Old Leake" is not the Old Leake Medical Centre, and "Lincs" is where its police are.
    """
    for agency in records.agencies:
        if agency.sector not in _NAMED_BY_PLACE:
            continue
        for name in (agency.name, *agency.aliases):
            words = telling(name)
            if not words or _stands_alone_badly(words):
                continue
            bare = _written(name, words)
            area = fold(agency.area or records.case.area)
            if len(words) == 1 and _is_short_for(words[0], area):
                _add_to_area(known, agency.area or records.case.area, bare)
            elif _is_said_as_a_place(bare, texts):
                add_place(known, bare)


def _is_short_for(word: str, area: str) -> bool:
    """Whether a word is a county cut short.

    Examples
    --------
    >>> _is_short_for("lincs", "lincolnshire"), _is_short_for("lantern", "lincolnshire")
    (True, False)
    """
    cut = word.removesuffix("s")
    return (
        3 <= len(cut) < len(area) - 2
        and word != cut
        and area.startswith(cut[:3])
        and (area.startswith(cut) or _letters_in_order(cut, area))
    )


def _letters_in_order(short: str, whole: str) -> bool:
    rest = iter(whole)
    return all(letter in rest for letter in short)


def _add_to_area(known: Known, area: str, short: str) -> None:
    key = known.paths.get(path_of(area))
    if key is not None and (old := known.identities[key]).kind == "place":
        known.add("place", old.id, old.replacement, [Form(short, old.replacement)])
        known.places.add(path_of(short))


def _is_said_as_a_place(name: str, texts: Iterable[Text]) -> bool:
    """Whether a name stands somewhere as a town does: "moved to X", "the Co-op, X"."""
    whole = re.escape(name)
    after = r"(?!\w|[’'-]|" + _GAP + r"(?:(?i:surgery|school|hospital|homes)|[A-Z]))"
    ways = re.compile(
        rf"\b(?i:(?:moved|moving|move|relocated|travelled|lives|living|lived|resident){_GAP}(?:to|in)|near"
        rf"|around|outside|towards|in){_GAP}{whole}{after}"
        rf"|\b(?i:inn|arms|pub|co-op|tesco|asda|shop|store|station|park|church|market),{_GAP}{whole}{after}"
    )
    return any(ways.search(text.text) for text in texts if name in text.text)


def _towns_said(texts: Iterable[Text]) -> frozenset[str]:
    """Return words that stand as a town after a street: “3 Dale Rise, Thornsea”."""
    found: set[str] = set()
    for text in texts:
        for match in _streets_in(text.text):
            town = _TOWN_AFTER.match(text.text, match.end())
            said = town["town"] if town is not None and match["house"] else ""
            # "Thornsea TS99 4QZ": its post code is no part of it
            path = path_of(" ".join(w for w in said.split() if not has_digit(w)))
            if path and not any(is_plain(word) for word in path):
                found.update(path)
    return frozenset(found)


def _add_agency(
    known: Known, agency: Agency, area: str, used: Counter[str], shared: frozenset[str]
) -> None:
    names = [
        n
        for n in (agency.name, *agency.aliases)
        if (telling(n) or _of_a_region(n)) and path_of(n) not in known.places
    ]
    if not telling(agency.name) and not names:
        return
    phrase, definite = lists()["sectors"].get(agency.sector, "other organisation"), True
    if agency.sector == "police" and area and agency.area and agency.area != area:
        phrase, definite = "neighbouring force", False
    used[phrase] += 1
    said = counted(phrase, used[phrase], definite=definite)
    if phrase in (
        "local police",
        "children's social care",
        "adult social care",
    ) and said.startswith("the "):
        said = f"the {phrase}" if phrase == "local police" else phrase
    forms = [Form(name, said) for name in names]
    place_words = shared | {word for path in known.places for word in path}
    for name in names:
        if not telling(name):
            forms += [Form(short, said) for short in _shorter(name)]
            continue
        rest = [w for w in telling(name) if w not in place_words]
        first = "" if _stands_alone_badly(rest) or _is_a_phrase(name) else _written(name, rest)
        if len(first) > 1:  # "C of E Primary": no single letter is its name
            forms.append(Form(first, said))
        elif not rest:
            add_place_words(known, name, place_words)
        if (saint := _SAINTED.match(name)) is not None and saint[0] != name:
            forms.append(Form(saint[0], said))  # "at St Botolphs"
        if len(letters := _acronym(name)) > 2 and fold(letters) not in vocabulary_words():
            forms.append(Form(letters, said))
    known.add("agency", agency.agency_id, said, forms)
    bare = re.sub(r"\A(?:the|an?) ", "", said)
    known.called["agency", agency.agency_id] = bare[:1].upper() + bare[1:]


_SAINTED = re.compile(rf"(?:St|Saint)\.?{_GAP}[A-Z][a-z]{{2,}}['’]?s?(?!\w)")
#: By themselves they tell of no place; of an organisation they often are its whole name.
_COMPASS = frozenset(
    [
        *("north", "south", "east", "west", "northern", "southern", "eastern", "western"),
        *("central", "northeast", "northwest", "southeast", "southwest"),
    ]
)
#: What is left out of such a name where people write it.
_LEFT_OUT = frozenset({"nhs", "foundation", "trust", "service", "services", "limited", "ltd"})


def _of_a_region(name: str) -> bool:
    """Whether a part of the country is all that says which it is: "North West Ambulance Service".

    Examples
    --------
    >>> _of_a_region("North West Ambulance Service NHS Trust"), _of_a_region("Ambulance Service")
    (True, False)
    >>> _of_a_region("Western")
    False
    """
    words = {*path_of(name)}
    return bool(words & _COMPASS) and bool(words - _COMPASS)


def _shorter(name: str) -> list[str]:
    """Return such a name as it may be written shorter, each as long as it says of what it is.

    Examples
    --------
    >>> _shorter("North West Ambulance Service NHS Trust")
    ['North West Ambulance Service NHS', 'North West Ambulance Service', 'North West Ambulance']
    """
    words, found = name.split(), []
    while fold(words.pop()) in _LEFT_OUT and _of_a_region(" ".join(words)):
        found.append(" ".join(words))
    return found


def add_place_words(known: Known, name: str, places: Iterable[str]) -> None:
    """Add the words of a name that are of a place, unless they are added already."""
    for token in tokens_of(name):
        if token.folded in places and token.folded not in generic():
            if (token.folded,) not in known.paths and is_plain(token.folded):
                continue  # of "Old Leake" no "Old" alone
            add_place(known, token.raw)


def _written(name: str, words: Sequence[str]) -> str:
    return " ".join(t.raw for t in tokens_of(name) if t.folded in words)


def _stands_alone_badly(words: Sequence[str]) -> bool:
    return all(word in vocabulary_words() for word in words)


def _is_a_phrase(name: str) -> bool:
    """Whether ordinary words have a capital only where they begin: "Private sector housing"."""
    tokens = [token for token in tokens_of(name) if token.raw[0].isalpha()]
    small = len(tokens) > 1 and not any(token.is_capital for token in tokens[1:])
    return small and all(is_plain(token.folded) for token in tokens)


def _acronym(name: str) -> str:
    return "".join(t.raw[0] for t in tokens_of(name) if t.is_capital)


def _add_teams(
    known: Known,
    teams: Sequence[Team],
    towns: frozenset[str] = frozenset(),
    texts: Sequence[Text] = (),
    who: str = "",
) -> None:
    for team in teams:  # a town that stands in an address is one, and no name of a team
        for name in (team.name, *team.aliases):
            if {*telling(name)} & towns:
                add_place_words(known, name, towns)
    places = {word for path in known.places for word in path}
    taken: Counter[str] = Counter()
    for team in teams:
        forms: list[Form] = []
        for name in (team.name, *team.aliases):
            if _is_professional(name):
                continue
            if who and _is_by_name(known, name):
                taken[who] += 1
                forms.append(Form(name, counted(who, taken[who], definite=False)))
                continue
            if _is_titled(name) or _is_a_worker(known, name, texts):  # "Mrs Holt", "Rukhsana"
                taken["staff"] += 1
                said = counted("member of staff", taken["staff"], definite=False)
                forms.append(Form(name, said))
                continue
            rest = [w for w in telling(name) if w not in places]
            own = [w for w in rest if w not in vocabulary_words() or w in known.parts]
            if own:
                # "Stanmere NPT": neither the letters nor the place stay
                # and no letter or number of somebody: "EHO S. Fenn", "Crew 2 (Dean)"
                left = " ".join(
                    t.raw
                    for t in tokens_of(name)
                    if t.folded not in {*rest} | places and t.raw[0].isalpha() and len(t.raw) > 1
                )
                called = left or "Team"
                taken[called] += 1
                if taken[called] > 1 or called == "Team":
                    called = f"{called} {_letter(taken[called] - 1)}"
                forms.append(Form(name, called))
                if len(own) == len(telling(name)) and not all(is_plain(w) for w in own):
                    forms.append(Form(_written(name, own), called))
            elif rest != telling(name) and len(tokens_of(name)) > 1 and team.name != name:
                without = " ".join(t.raw for t in tokens_of(name) if t.folded not in places)
                area = {w for p in known.places for w in p if _is_area(known, p)}
                if {*telling(name)} & area and without:
                    forms.append(Form(name, without))
        if forms:
            known.add("team", team.team_id, forms[0].replacement, forms)


#: What somebody is who tells, by the sector of the informal source.
_WHO_TELLS = {
    "family": "relative", "friends": "friend", "neighbours": "neighbour", "employer": "colleague",
}  # fmt: skip


def _is_by_name(known: Known, name: str) -> bool:
    """Whether an informal source is somebody by name, and nobody of the case: "Eirlys Pugh"."""
    tokens = [token for token in tokens_of(name) if token.raw[0].isalpha()]
    return (
        0 < len(tokens) < 4
        and all(token.is_capital and not token.is_upper for token in tokens)
        and tokens[0].folded in first_names()
        and not {token.folded for token in tokens} & (known.parts | generic())
    )


def _is_titled(name: str) -> bool:
    """Whether a name is a title and a surname: somebody, and no team."""
    tokens = tokens_of(name)
    titled = bool(tokens) and tokens[0].folded in ("mr", "mrs", "ms", "miss", "mx")
    return titled and 2 <= len(tokens) <= 4 and all(token.is_capital for token in tokens)


def _is_a_worker(known: Known, name: str, texts: Sequence[Text]) -> bool:
    """Whether a source is called by a name that texts use as somebody's: "ask Rukhsana"."""
    tokens = [token for token in tokens_of(name) if token.raw[0].isalpha()]
    if not tokens or len(tokens) > 3 or not all(token.is_capital for token in tokens):
        return False
    first = tokens[0]
    if first.is_upper or is_plain(first.folded) or first.folded in known.parts | generic():
        return False
    if any(t.folded in vocabulary_words() | generic() for t in tokens[1:] if len(t.raw) > 1):
        return False
    if first.folded in first_names():
        return True
    does = "|".join(sorted(words_in("grammar", "acts") - words_in("grammar", "weak_acts")))
    asked = "|".join(sorted(words_in("grammar", "to_people")))
    used = re.compile(
        rf"\b(?i:ask|{asked}){_GAP}{first.raw}\b|\b{first.raw}(?:['’]s\b|{_GAP}(?:{does})\b)"
    )
    return any(used.search(text.text) for text in texts if first.raw in text.text)


_EMERGENCY = frozenset(
    ("a e", "a and e", "ed", "er", "accident and emergency", "casualty", "emergency dept")
)


def by_function(name: str) -> str:
    """Return a team's name in words that a cell of a list can hold, by what the team does.

    Examples
    --------
    >>> by_function("A&E"), by_function("Crisis & Liaison (adults)"), by_function("Response")
    ('Emergency department', 'Crisis and Liaison adults', 'Response')
    """
    plain = re.sub(r"\s*[&+]\s*", " and ", name)
    plain = " ".join(re.sub(r"[;,/()\n]+", " ", plain).split())
    return "Emergency department" if plain.casefold() in _EMERGENCY else plain


def _is_area(known: Known, path: Path) -> bool:
    key = known.paths.get(path, "")
    return key.startswith("place|area")


# -- professionals -------------------------------------------------------------------------------


@cache
def _jobs() -> dict[str, str]:
    return {
        " ".join(path_of(name)): job
        for job, names in lists()["jobs"].items()
        for name in names.split(",")
    }


@cache
def _job_pattern() -> re.Pattern[str]:
    names = sorted(
        {" ".join(n.split()) for some in lists()["jobs"].values() for n in some.split(",")},
        key=lambda n: (-len(n), n),
    )
    either = []
    for name in names:
        escaped = re.escape(name).replace(r"\ ", r"\s+")
        short = len(name.replace("/", "").replace(".", "")) <= 3 and name not in (
            "sgt",
            "rev",
            "insp",
            "cst",
        )
        either.append(escaped.upper() if short and name != "dr" else f"(?i:{escaped})")
    return re.compile(
        rf"(?<![\w'’])(?P<job>{'|'.join(either)})\b\.?(?:{_GAP}*(?:no\.?{_GAP}*)?(?P<collar>\d{{2,6}})\b)?"
        rf"(?P<title>{_GAP}+(?:Mr|Mrs|Ms|Miss|Mx)\.?(?={_GAP}))?"
        rf"(?P<name>(?:{_GAP}+(?:(?:[A-Z]|St)\.|(?:(?:ap|ab|ferch|de|van|von|bin){_GAP})?{_CAP}))"
        rf"{{0,3}})"
    )


@cache
def _words_of_jobs() -> frozenset[str]:
    """Return the longest word of the name of each job."""
    return longest_runs(n for some in lists()["jobs"].values() for n in some.split(","))


@cache
def _many_of_jobs() -> frozenset[str]:
    """Return the last word of each job of several: "nurses", and "s" of "PC's"."""
    names = (n for some in lists()["jobs"].values() for n in some.split(","))
    last = (re.findall(r"\w+", name.lower())[-1] for name in names)
    return frozenset({"s", *(f"{word}s" for word in last)})


def _is_professional(name: str) -> bool:
    match = _job_pattern().match(name)
    return match is not None and bool(match["name"].strip())


def add_professionals(
    known: Known,
    texts: Iterable[Text],
    persons: frozenset[str],
    places: Workplaces | None = None,
) -> None:
    """Add whom a text names with a job beside the name, by the job.

    Parameters
    ----------
    persons
        Folded words of the names of the case's persons: these are nobody else's.
    places
        Whose text it is, and where it says that somebody works.
    """
    groups = [
        (job, surname, told_apart(some))
        for (job, surname), some in _mentions(known, texts, persons, places).items()
    ]
    groups = _with_first_names(groups)
    by_surname = Counter(surname for _, surname, _ in groups)
    numbers: Counter[str] = Counter()
    for job, surname, workers in groups:
        keys: list[str] = []
        for worker in workers:
            if all(_is_anothers(known, one.whole, keys) for one in worker.mentions):
                continue  # "SWs Adeyemi and Marlow", of whom the nurse Adeyemi is known by now
            numbers[job] += 1
            said = counted(job, numbers[job], definite=False)
            forms = list(_forms_of(worker, said, persons, alone=by_surname[surname] == 1))
            which = f"professional-{known.number_of('professional') + 1}"
            _add_professional(known, which, said, forms, keys)
            known.staff[which] = worker
            if len(workers) > 1 or worker.doubtful:
                known.workers[which] = worker


_Group = tuple[str, str, list[Worker]]


def _with_first_names(groups: Sequence[_Group]) -> list[_Group]:
    """Return professionals of whom "Dr Naveed" is no other than "Dr Naveed Patel"."""
    made: list[_Group] = []
    for job, surname, workers in groups:
        mentions = [m for w in workers for m in w.mentions if len(path_of(m.name)) == 1]
        some = [
            w
            for other, last, theirs in groups
            for w in theirs
            if other == job and last != surname and surname in {m.first for m in w.mentions}
        ]
        short = len(mentions) == sum(len(w.mentions) for w in workers) and len(surname) > 1
        if not (some and short):
            made.append((job, surname, workers))
        elif len(some) == 1:
            some[0].mentions += mentions
        else:
            for worker in some:
                worker.doubtful += mentions
    return made


def _is_anothers(known: Known, written: str, keys: Sequence[str]) -> bool:
    key = known.paths.get(path_of(written))
    return key is not None and key not in keys


def _add_professional(
    known: Known, which: str, said: str, forms: Sequence[Form], keys: list[str]
) -> None:
    """Add one; a way of writing that another of the same name has too stays with both."""
    keys.append(f"professional|{which}")
    free = [f for f in forms if known.paths.get(path_of(f.original), keys[-1]) in keys]
    known.add("professional", which, said, forms)
    if len(keys) > 1:
        kept = {path_of(form.original): form for form in reversed(free) if path_of(form.original)}
        forms = tuple(kept.values())[::-1]
        known.identities[keys[-1]] = Identity("professional", which, said, forms)


def _mentions(
    known: Known, texts: Iterable[Text], persons: frozenset[str], places: Workplaces | None
) -> dict[tuple[str, str], list[Mention]]:
    """Return how texts name professionals, by job and surname; by number where that is all."""
    seen: dict[tuple[str, str], list[Mention]] = {}
    asked: set[str] = set()
    unsure: list[_Unsure] = []
    for text in texts:
        for job, collar, name, start, end in _named_by_job(known, text, persons, unsure):
            key = (job, _surname_of(name) if name else f"#{collar}")
            if key[1].startswith("#") or not name:
                key = next(
                    (
                        k
                        for k, some in seen.items()
                        if k[0] == job and any(one.collar == collar for one in some)
                    ),
                    key,
                )
            elif collar and (job, f"#{collar}") in seen:
                seen[key] = seen.get(key, []) + seen.pop((job, f"#{collar}"))
            one = _mention(places, text, job, collar, name, text.text[start:end].strip(), start)
            seen.setdefault(key, []).append(one)
        for job, name, start in (
            *_named_before_job(text, persons),
            *_named_by_several(text, persons),
        ):
            one = _mention(places, text, job, "", name, name, start)
            seen.setdefault((job, _surname_of(name)), []).append(one)
    surnames_seen = {surname for _, surname in seen}
    texts_asked: set[tuple[str, str]] = set()
    for doubt in unsure:
        text, whole = doubt.text, doubt.whole
        if (surname := path_of(doubt.name)[-1]) in surnames_seen:
            # "PC Bush" is no question where a "PC 1187 Bush" is known
            one = _mention(places, text, doubt.job, "", doubt.name, whole, doubt.start)
            seen.setdefault((doubt.job, surname), []).append(one)
        elif (text.text, text.row) in texts_asked or text.text not in asked:
            known.questions.append(doubt.question)  # one agency's words in another's file: once
            texts_asked.add((text.text, text.row))
            asked.add(text.text)
    return _with_short_names(seen)


def _mention(
    places: Workplaces | None,
    text: Text,
    job: str,
    collar: str,
    name: str,
    whole: str,
    start: int,
) -> Mention:
    if places is None:
        return Mention(job, collar, name, whole)
    place = places.of(text.text, text.row, start, start + len(whole), job)
    return Mention(job, collar, name, whole, place, places.owner(text.row))


def _forms_of(worker: Worker, said: str, persons: frozenset[str], *, alone: bool) -> Iterator[Form]:
    """Yield how one professional is written.

    Parameters
    ----------
    alone
        Whether nobody with another job has the surname.
    """
    mentions = (*worker.mentions, *worker.doubtful)
    yield from (Form(one.whole, said) for one in mentions)
    for one in mentions:
        name, whole = one.name, one.whole
        path = path_of(name)
        short = _with_initial(name)
        if short and path[-1] not in persons and name in whole:
            # "Sister J Brook": else the letter would stay
            yield from (Form(short, said), Form(whole.replace(name, short), said))
        letters = all(len(word) == 1 for word in path)  # of "Dr A-C" no letter stands alone
        # "Ward 17" is of no PC Ward, and "a friend says" of no Dr Friend
        letters |= len(path) == 1 and _is_of_field(path[0])
        if name and not {*path} & persons and (len(path) > 1 or alone) and not letters:
            yield Form(name, said)
        if len(path) > 1 and path[0] in first_names() & words_in("grammar", "months"):
            yield Form(tokens_of(name)[0].raw, said)  # "April on leave in April"
        if one.first in first_names() and not {*path} & persons and path[-1][0] not in "ai":
            tokens = tokens_of(name)  # "Sue B rang"
            yield Form(f"{tokens[0].raw} {tokens[-1].raw[0]}", said)
        bare = name.split()[-1] if name else ""  # of "Hughes-Jones" both, and no Jones
        of_field = _is_of_field(path[-1]) if path else False
        if len(bare) > 1 and len(path) > 1 and path[-1] not in persons and alone and not of_field:
            yield Form(bare, said)


@dataclass(frozen=True, slots=True)
class _Unsure:
    """A job before a word with a capital that may be somebody: "PC Bush"."""

    job: str
    name: str
    whole: str
    text: Text
    start: int

    @property
    def question(self) -> Question:
        """Return what a person is asked of it."""
        return Question(
            "name or word",
            self.whole,
            sentence_at(self.text.text, self.start),
            self.text.row,
            suggestion="replace or keep",
        )


def _is_of_field(word: str) -> bool:
    """Whether a surname says something of the field where no job stands before it."""
    return word in vocabulary_words() | generic() and word not in first_names()


def _surname_of(name: str) -> str:
    """Return by which word of a name a worker is known: the last, or both letters of "A-C"."""
    path = path_of(name)
    return "-".join(path) if all(len(word) == 1 for word in path) else path[-1]


_BARRELS = re.compile(r"(?:[\w'’]+[ .])*?([^\W\d_][\w'’]+)[-‐‑]([^\W\d_][\w'’]+)\Z")


def _with_short_names(
    seen: dict[tuple[str, str], list[Mention]],
) -> dict[tuple[str, str], list[Mention]]:
    """Return workers of whom "Dr A-C" is one with "Dr Adeyemi-Cole", where no other can be."""
    whose: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (job, surname), some in seen.items():
        for one in some:
            halves = _BARRELS.match(one.name)
            if halves is not None:
                whose[job, f"{fold(halves[1])[0]}-{fold(halves[2])[0]}"].add(surname)
            path = path_of(one.name)
            if len(path) > 2 and not any(len(word) == 1 for word in path):
                whose[job, "".join(word[0] for word in path)].add(surname)  # "Dr NWG"
    found: dict[tuple[str, str], list[Mention]] = {}
    for (job, surname), some in seen.items():
        full = whose.get((job, surname), set())
        key = (job, next(iter(full))) if len(full) == 1 else (job, surname)
        found.setdefault(key, []).extend(some)
    return found


def short_names(known: Known) -> dict[str, str]:
    """Return what stands for first names and initials of professionals, where that is clear.

    "Amy" is "one of two social workers" where two are called so.
    """
    whose: dict[str, dict[str, str]] = defaultdict(dict)
    jobs: dict[str, str] = {}
    for which, worker in known.staff.items():
        said = known.identities[f"professional|{which}"].replacement
        jobs[said] = worker.mentions[0].job
        for one in worker.mentions:
            tokens = tokens_of(one.name)
            if len(one.first) > 1:
                whose[one.first][which] = said
            if tokens and tokens[-1].folded in words_in("known", "surnames_of_field"):
                whose[tokens[-1].folded][which] = said  # "Friend says" of Dr Friend
            if one.first:
                last = tokens[-1].raw
                for way in {last[0], *re.findall(r"\A[OD]['’][A-Z]", last)}:
                    whose[f"{tokens[0].raw[0]}{way}".upper()][which] = said
    found = {}
    for written, some in whose.items():
        if len({*some.values()}) == 1:
            found[written] = next(iter(some.values()))
        elif len({jobs[said] for said in some.values()}) == 1:
            found[written] = one_of(jobs[next(iter(some.values()))], len(some))
    return found


def _with_initial(name: str) -> str:
    """Return a name with an initial in place of its first names: “J Brook”."""
    tokens = tokens_of(name)
    if _BARRELS.match(name) and " " in name:
        return f"{tokens[0].raw[0]} {name.split()[-1]}"
    if len(tokens) < 2 or len(tokens[0].raw) < 2:
        return ""
    return f"{tokens[0].raw[0]} {tokens[-1].raw}"


def _named_by_job(
    known: Known, text: Text, persons: frozenset[str], unsure: list[_Unsure]
) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield the job, the number, the name, and where all of it stands."""
    if not may_be_in(_words_of_jobs(), text.text):
        return
    for match in _jobs_in(text.text):
        title = " ".join(path_of(match["job"]))
        job = _jobs().get(title)
        if job is None:
            continue
        if match["title"] and job not in _TITLED_JOBS:
            continue
        ended = _ends_sentence(text.text, match, title)
        written = "" if ended else _AND.split(match["name"])[0]
        name = _name_after(
            title, written, text.text, match.start(), persons, collar=match["collar"] or ""
        )
        if match["title"] and (titled := _TITLED_NAME.match(written)) is not None:
            name = titled[0]  # "teacher Miss Abbey Cole": after a title it is a name
        if name is None and (may_be := _MAY_BE.match(written)) is not None:
            decided = known.decided.get(path_of(match["job"] + may_be[0]))
            # one that was asked with more words before is answered so
            decided = known.decided.get(path_of(match["job"] + written), decided)
            name = None if decided is None else may_be[0] if decided else ""
        if name is None:
            where, may_be = match.start(), _MAY_BE.match(written)
            if may_be is None:
                continue
            whole = f"{match['job']}{may_be[0]}"
            unsure.append(_Unsure(job, may_be[0].strip(), whole, text, where))
            continue
        if not name and not (match["collar"] and title in words_in("grammar", "strong_jobs")):
            continue
        if match["title"] and persons & {*path_of(name)}:
            continue  # "told the teacher Mrs Byrne had left"
        end = match.start("name") + len(name) if name else match.end("collar")
        yield job, match["collar"] or "", name.strip(), match.start(), end


#: Before these a title is written, too: "Head Mr Tony Ashdown", "TA Mrs Lomax".
_TITLED_NAME = re.compile(
    rf"{_GAP}+[A-Z\u00c0-\u00de][\w'’-]+(?:{_GAP}[A-Z\u00c0-\u00de][a-z\u00e0-\u00ff'’-]+)?(?![\w'’])"
)
_TITLED_JOBS = frozenset(
    ("teacher", "head teacher", "consultant", "solicitor", "team manager", "receptionist")
)
#: These are written with a full stop.
_WITH_STOP = frozenset(
    ["dr", "sgt", "insp", "supt", "prof", "rev", "revd", "cllr", "det", "st", "hhj"]
)


def _ends_sentence(text: str, job: re.Match[str], title: str) -> bool:
    """Whether the full stop after a job ends a sentence: "told the nurse. Okafor rang"."""
    if text[job.end("job") : job.end("job") + 1] != "." or title.split()[-1] in _WITH_STOP:
        return False
    if not job["job"].isupper():
        return True
    before = text[max(0, job.start() - 40) : job.start()]
    named = _NAME_BEFORE.search(before)  # "by Amy Castle SW. Will rang"
    return named is not None and (
        fold(named["first"] or "") in first_names() or not is_plain(fold(named["last"]))
    )


_NAME_BEFORE = re.compile(
    rf"(?:(?P<first>[A-Z\u00c0-\u00de][\w'’-]+){_GAP})?"
    rf"(?P<last>[A-Z\u00c0-\u00de][\w'’-]+),?{_GAP}\Z"
)
#: "DS Brown & DC White" are two.
_AND = re.compile(rf"{_GAP}&(?={_GAP}|\Z)")
#: Of what stands after a job the first word, which may be a name: of "PC Bush & PC" Bush.
_MAY_BE = re.compile(rf"{_GAP}+(?:[A-Z]\.{_GAP}*)?[A-Z\u00c0-\u00de][\w'’‘-]*")


def _jobs_in(text: str) -> Iterator[re.Match[str]]:
    """Yield where jobs stand, each with what may be a name after it, in which another may begin."""
    match = _job_pattern().search(text)
    while match is not None:
        yield match
        # "Consultant Dr V. Ramanathan": what is no name of the one may have the other's
        match = _job_pattern().search(text, match.end("job"))


def _name_after(
    title: str, written: str, text: str, where: int, persons: frozenset[str], collar: str = ""
) -> str | None:
    """Return the part of what follows a job that is a name; ``None`` where it may be one."""
    tokens = tokens_of(written)
    end = 0
    short = title.rpartition(" ")[2]  # "GP Dr Grace", "Det Supt Guy"
    title = short if short in words_in("grammar", "strong_jobs") else title
    if _is_whole_name(tokens, title, persons, written):
        return written[: tokens[1].end]
    for number, token in enumerate(tokens):
        if token.folded in titles() or _ARE_SEVERAL.fullmatch(token.raw):
            return ""
        if number and end == tokens[number - 1].end and written[end : token.start] in _HYPHENS:
            end = token.end  # "Lee Hussain-Brown": whatever word the second half would be
            continue
        if _is_initial_of(tokens, number, title):
            end = token.end  # "Dr V. Ramanathan", whatever one letter means elsewhere
            continue
        if _is_last_letter(tokens, number):
            end = token.end  # "PCSO Sion C."
            continue
        known_name = token.folded in surnames() or token.folded in first_names()
        collared = bool(collar) and number == 0 and token.folded not in generic()
        of_field = token.folded in vocabulary_words() or token.folded in generic()
        behind = number > 0 and (
            _is_initial_of(tokens, number - 1, title) or tokens[number - 1].folded in first_names()
        )
        if of_field and (behind or not number) and _is_surname_of_field(token):
            if not (behind or title in words_in("grammar", "sure_jobs")):
                return None
            end = token.end  # "Dr Friend", "Nurse Bev Hand"
            continue
        strong = title in words_in("grammar", "strong_jobs") or _names_somebody(tokens, number)
        rank = title in words_in("grammar", "strong_jobs")
        lane = number and rank and tokens[number - 1].folded in first_names() and token.is_capital
        if lane and token.folded in words_in("places", "streets"):
            end = token.end  # "PCSO Ivy Lane"
            continue
        # "Dr Non Wyn Griffiths"
        led = not number and title in words_in("grammar", "sure_jobs") and not token.is_upper
        led = led and _names_somebody(tokens, 0) and token.folded not in generic()
        if (
            of_field
            and not (known_name and strong)
            and not (collared and not token.is_upper)
            and not led
        ):
            break
        if token.folded in words_in("grammar", "months") and number + 1 == len(tokens):
            acts = number == 0 and strong and _does_something(text, where, written, title)
            return written[: token.end] if acts else written[:end]
        if number == 0 and token.folded in persons and not _surname_only(tokens, title):
            if _is_another(tokens, title, persons):
                end = token.end
                continue
            return ""
        plain = is_ordinary(token.folded) and len(token.raw) > 1
        if plain and not known_name:
            before = tokens[number - 1].folded if number else ""
            behind = number > 0 and _is_initial_of(tokens, number - 1, title)
            if (
                behind or (number == 0 and (collared or title in words_in("grammar", "sure_jobs")))
            ) or (
                number
                and before in first_names()
                and token.folded not in words_in("grammar", "acts")
            ):
                pass
            elif (
                number == 0
                and title in words_in("grammar", "strong_jobs")
                and not _is_verb(token.folded)
            ) or (number == 0 and _is_called_by_letters(title, text, where, token, written)):
                return None
            else:
                break
        elif (
            plain
            and number == 0
            and title not in words_in("grammar", "strong_jobs")
            and not (len(tokens) > 1 and not is_plain(tokens[1].folded))
        ):
            return None
        if (
            number == 0
            and title in ("sister", "father", "head", "operator", "recorder")
            and len(tokens) == 1
            # "Sister Shazia went abroad" is somebody's sister as well as a ward's
            and (not text[where : where + 1].isupper() or starts_sentence(text, where))
        ):
            return ""
        end = token.end
        if token.tail:
            break
    return written[:end]


#: "Told nurse. PCs attended": no name.
_ARE_SEVERAL = re.compile(r"[A-Z]{2,}s")


def _is_initial_of(tokens: Sequence[Token], number: int, title: str) -> bool:
    """Whether a letter is the initial of a surname after it: no word, or behind a rank any word."""
    token, after = tokens[number], tokens[number + 1] if number + 1 < len(tokens) else None
    return (
        len(token.raw) == 1
        and token.is_capital
        and after is not None
        and after.is_capital
        and (
            len(after.raw) == 1
            or not is_plain(after.folded)
            or after.folded in surnames()
            or (title in words_in("grammar", "strong_jobs") and _may_be_surname(after))
        )
    )


def _is_last_letter(tokens: Sequence[Token], number: int) -> bool:
    """Whether a letter is all that is written of a surname: "PCSO Sion C."."""
    token, before = tokens[number], tokens[number - 1] if number else None
    return (
        before is not None
        and number + 1 == len(tokens)
        and len(token.raw) == 1
        and token.raw not in "AI"
        and len(before.raw) > 2
        and not before.is_upper
        and (before.folded in first_names() or not is_plain(before.folded))
    )


def _is_surname_of_field(token: Token) -> bool:
    """Whether a word of the field may be a surname behind a job: "Dr Friend", "Nurse Hand"."""
    named = token.folded in words_in("known", "surnames_of_field")
    return named and token.is_capital and not token.is_upper


def _may_be_surname(token: Token) -> bool:
    """Whether an ordinary word with a capital may be a surname behind a rank and an initial."""
    word = token.folded
    return _is_surname_of_field(token) or (
        len(word) > 2
        and not token.is_upper
        and not _is_verb(word)
        and word not in vocabulary_words()  # one after the other: each is of thousands
        and word not in generic()
        and word not in words_in("grammar", "function")
    )


#: Jobs in capitals before which nothing else has one: "TL Moss. ROLE by her."
_LETTERS_OF_JOBS = frozenset(
    ("tl", "tm", "fsw", "hca", "cpn", "enp", "anp", "spo", "pso", "emt", "flo", "ewo", "eho", "ota")
)


def _is_called_by_letters(title: str, text: str, where: int, token: Token, written: str) -> bool:
    """Whether a word after the letters of a job may be a name: it ends there, or does something."""
    if title not in _LETTERS_OF_JOBS or not text[where : where + 2].isupper():
        return False
    at = text.find(written, where) + token.end
    after = re.match(r"\s*(?:[.,;:)]|\Z|(\w+))", text[at : at + 24])
    does = after is not None and (not after[1] or after[1] in words_in("grammar", "acts") - {"and"})
    return does and _may_be_surname(token)


def _is_whole_name(
    tokens: Sequence[Token], title: str, persons: frozenset[str], written: str
) -> bool:
    """Whether a first name and a surname stand there, whatever words they are: "Sue Bright"."""
    if len(tokens) < 2 or title in _WEAK_JOBS or tokens[0].tail:
        return False
    first, last = tokens[0], tokens[1]
    return (
        first.folded in first_names()
        and first.folded not in words_in("grammar", "months")
        and first.folded not in persons
        and last.folded not in titles()
        and not (last.folded in first_names() and len(tokens) > 2 and tokens[2].is_capital)
        and not (first.is_upper or first.raw[:1].islower())
        and last.is_capital
        and _may_be_surname(last)
        and written[first.end : last.start] in (" ", "\u00a0")
        and not (len(tokens) > 2 and written[last.end : tokens[2].start] in _HYPHENS)
    )


#: Of these many stand before a word that is nobody's name.
_WEAK_JOBS = frozenset(("sister", "father", "head", "operator", "recorder", "staff"))
_HYPHENS = ("-", "‐", "‑")


def _names_somebody(tokens: Sequence[Token], number: int) -> bool:
    """Whether a surname that nothing else could be follows: “Caseworker April Okonkwo”."""
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    return number == 0 and after is not None and after.is_capital and not is_plain(after.folded)


def _does_something(text: str, where: int, written: str, title: str) -> bool:
    """Whether somebody who is called as a month does something: “HV May will revisit”."""
    after = tokens_of(text[text.find(written, where + len(title)) + len(written) :][:40])
    does = words_in("grammar", "acts") - {"and", "&"} | words_in("grammar", "helpers")
    return bool(after) and after[0].folded in does


def _is_another(tokens: Sequence[Token], title: str, persons: frozenset[str]) -> bool:
    """Whether a first name that somebody of the case has too has another's surname after it."""
    if len(tokens) < 2 or title not in words_in("grammar", "strong_jobs"):
        return False
    after = tokens[1]
    known = after.folded in surnames() | first_names() or not is_plain(after.folded)
    return after.is_capital and known and after.folded not in persons


def _is_verb(word: str) -> bool:
    acts = word in words_in("grammar", "acts") or word in words_in("grammar", "modal")
    return acts or word.endswith(("ed", "ing"))


def _surname_only(tokens: Sequence[Token], title: str) -> bool:
    """Whether a professional may have the surname of a person of the case (“PC Marsh”)."""
    return len(tokens) == 1 and title in words_in("grammar", "strong_jobs") - {"hv", "sw"}


@cache
def _before_job() -> re.Pattern[str]:
    """Return a pattern for a name with a job after it: "Jo Reeves, nurse", "Tina Marsh (HV)"."""
    names = {" ".join(n.split()) for some in lists()["jobs"].values() for n in some.split(",")}
    names -= _WEAK_JOBS | {"consultant dr", "consultant mr", "mr consultant", "gp dr"}
    long = {name for name in names if len(name) > 4}
    long |= {"police officer", "offender manager", "idva", "isva", "n'hood officer", "mgr"}
    either = [re.escape(name).replace(r"\ ", rf"{_GAP}+") for name in long]
    letters = [re.escape(name.upper()) for name in names - long if name not in _NOT_AFTER]
    in_full = "|".join(sorted(either, key=lambda name: (-len(name), name)))
    in_short = "|".join(sorted(letters, key=lambda name: (-len(name), name)))
    return re.compile(
        rf"(?P<name>{_CAP}(?:{_GAP}+{_CAP}){{1,2}})"
        rf"(?:{_GAP}*(?:,|\(|–|-){_GAP}*"
        rf"(?:(?i:the|a|an|his|her|their|our|duty|senior|new|snr|practice){_GAP}+"
        rf"|[A-Z]{{2,5}}{_GAP}+(?=(?:{in_short})\b))*"
        rf"(?P<job>(?i:{in_full})\b|(?:{in_short})(?=\s*(?:[),.;:]|\Z)))"
        # "rang by Amy Castle SW."
        rf"|{_GAP}(?P<short>{in_short})(?=\s*(?:[),.;:]|\Z)))"
    )


#: What is also said of who is no professional, or of a place.
_NOT_AFTER = frozenset(
    ["dr", "ds", "di", "ps", "om", "po", "ta", "tm", "ot", "dj", "s/n", "s/w", "m/w", "p.c", "sn"]
)


def _named_before_job(text: Text, persons: frozenset[str]) -> Iterator[tuple[str, str, int]]:
    if not may_be_in(_words_of_jobs() | {"mgr"}, text.text):
        return
    for match in _before_job().finditer(text.text):
        path = path_of(match["name"])
        if {*path} & persons or {*path} & titles() or path[0] in _words_of_jobs():
            continue
        first = path[0]
        if first in first_names() or not any(is_plain(word) for word in path):
            said = " ".join(path_of(match["job"] or match["short"]))
            job = _SAID_SHORT.get(said) or _jobs().get(said, said)
            yield job, match["name"], match.start()


_SAID_SHORT = {"nhood officer": "housing officer", "mgr": "team manager"}


@cache
def _several() -> re.Pattern[str]:
    """Return a pattern for some of one job with their names: "PCs Jones and Smith"."""
    names = {" ".join(n.split()) for some in lists()["jobs"].values() for n in some.split(",")}
    either = []
    for name in sorted(names - {"head", "sister", "father"}, key=lambda n: (-len(n), n)):
        short = len(name.replace("/", "").replace(".", "")) <= 3
        escaped = re.escape(name)
        both = rf"{escaped.upper()}|{escaped.capitalize()}" if short else rf"(?i:{escaped})"
        either.append(both)
    and_ = rf"(?:,{_GAP}(?:and{_GAP})?|{_GAP}(?:and|&){_GAP}|{_GAP}?/{_GAP}?)"
    cap = r"[A-Z\u00c0-\u00de][\w'’-]{1,40}"
    return re.compile(
        rf"(?<![\w'’])(?P<job>{'|'.join(either)})['’]?s{_GAP}(?P<names>{cap}(?:{and_}{cap})+)(?!\w)"
    )


def _named_by_several(text: Text, persons: frozenset[str]) -> Iterator[tuple[str, str, int]]:
    if not may_be_in(_many_of_jobs(), text.text):
        return
    for match in _several().finditer(text.text):
        title = " ".join(path_of(match["job"]))
        job, some = _jobs().get(title), tokens_of(match["names"])
        common = vocabulary_words() | persons | titles() | words_in("grammar", "days")
        names = [t for t in some if t.folded not in common - surnames() and not t.is_upper]
        own = [t for t in names if t.folded in surnames() or not is_plain(t.folded)]
        sure = title in words_in("grammar", "strong_jobs") or any(
            not is_plain(t.folded) for t in own
        )
        if job is not None and sure:
            for token in (t for t in names if t in own or _may_be_surname(t)):
                yield job, token.raw, match.start("names") + token.start


# -- places, streets and houses -------------------------------------------------------------


@lru_cache(maxsize=30_000)
def _streets_in(text: str) -> tuple[re.Match[str], ...]:
    # what a street ends with is found sooner than what it may begin with
    return tuple(_street_pattern().finditer(text)) if _street_ends().search(text) else ()


def _welsh_streets_in(text: str) -> Iterable[re.Match[str]]:
    return _WELSH_STREET.finditer(text) if _WELSH_KIND.search(text) else ()


@cache
def _street_ends() -> re.Pattern[str]:
    return re.compile(rf"(?:{_kinds_of_street()})\b")


@cache
def _kinds_of_street() -> str:
    named = f"{lists()['places']['streets']} {lists()['places']['house_streets']}"
    ends = sorted(named.split(), key=lambda w: (-len(w), w))
    either = "|".join(f"{w.capitalize()}" for w in ends)
    return f"{either}|{either.upper()}"


@cache
def _street_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<house>(?:(?i:flat|apartment|apt|unit|room){_GAP}*\w{{1,4}},?{_GAP}+)?"
        rf"(?:(?i:no\.?|number){_GAP}*)?(?!(?:19|20)\d\d\b)\d{{1,4}}[A-Za-z]?"
        rf"(?:[-–/]\d{{1,4}}[A-Za-z]?)?),?{_GAP}+)?"
        rf"(?P<street>(?:(?:{_CAP}){_GAP}+){{1,3}}(?P<end>(?:{_kinds_of_street()})))\b(?!['’]s)"
    )


_WELSH = "Heol|Stryd|Ffordd|L[oô]n|Maes|Rhodfa|Clos|Cwrt|Tai"
_WELSH_KIND = re.compile(rf"(?:{_WELSH}){_GAP}")
#: Streets that have their kind before their name, as in Wales.
_WELSH_STREET = re.compile(
    rf"(?:(?P<house>(?:(?i:flat|apartment|apt|unit|room){_GAP}*\w{{1,4}},?{_GAP}+)?"
    rf"(?:(?i:no\.?|number){_GAP}*)?(?!(?:19|20)\d\d\b)\d{{1,4}}[A-Za-z]?"
    rf"(?:[-–/]\d{{1,4}}[A-Za-z]?)?),?{_GAP}+)?"
    rf"(?P<street>(?P<end>{_WELSH})"
    rf"(?:{_GAP}(?:[Yy]r?|[Aa])(?={_GAP}))?(?:{_GAP}(?!\w*\d){_CAP}){{1,3}})(?![\w])"
)
_TOWN_AFTER = re.compile(
    rf",{_GAP}*(?P<town>{_CAP}(?:[ -](?:upon|on|in|under|le|by|the)[ -]{_CAP}"
    rf"|{_GAP}St{_GAP}{_CAP}|{_GAP}{_CAP})?)"
)


_GAP_BETWEEN = re.compile(_GAP)


def add_streets(known: Known, texts: Iterable[Text]) -> None:
    """Add addresses (to the numbers) and streets; towns that stand after them."""
    houses: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for match in (*_streets_in(text.text), *_welsh_streets_in(text.text)):
            street = _lead_cut(match["street"])
            if _GAP_BETWEEN.search(street) is None:  # "School Lane"
                both = match["street"].split()[-2:]
                street = " ".join(both) if fold(both[0]) in ("school", "hospital") else street
            path = path_of(street)
            if _is_of_somebody(text.text, match.start(), street):
                continue
            if not match["house"] and _is_a_doctor(text.text, street, match.end()):
                continue
            if len(path) < 2 or path[-2] in words_in("places", "not_streets"):
                continue
            if (
                match["end"] == "St"
                and not match["house"]
                and _OF_A_SAINT.match(text.text, match.end())
            ):
                continue
            house = match["house"] or ""
            if not house and fold(match["end"]) in words_in("places", "house_streets"):
                continue
            after = text.text[match.end() :]
            if not house and _may_be_no_street(known, path, match["end"], after):
                continue
            key = "-".join(path)
            if ("street", key) not in known.called:
                number = known.number_of("street")
                known.called["street", key] = f"Street {_letter(number)}"
                called = known.called["street", key]
                forms = [Form(street, called)]
                short = _other_ending(street)
                forms += [Form(one, called) for one in short]
                if match["house"] and street not in short and all(map(is_plain, path[:-1])):
                    # "hollyhock 7": the word alone would be a flower
                    bare = re.sub(r"\D*(\d+\w?).*", r"\1", match["house"].split(",")[-1])
                    forms.append(Form(f"{' '.join(street.split()[:-1])} {bare}", called))
                known.add("street", f"street-{number + 1}", called, forms)
                known.called["street id", key] = f"street-{number + 1}"
            if house:
                written = f"{house} {street}"
                street_id = _street_id(known, key)
                same = address_key(house, street_id)
                known.stand_ins.add("address", same, written)
                bare = re.sub(r"\D*(\d+\w?).*", r"\1", house.split(",")[-1])
                # "Sea Ln" is Sea Lane
                if street_id not in (_street_id(known, k) for k in houses[bare]):
                    houses[bare].append(key)
                known.called.setdefault(("house", f"{bare} {key}"), written)
                known.called.setdefault(("address", written), same)
            town = _TOWN_AFTER.match(text.text, match.end())
            if town is not None:
                _maybe_place(known, town["town"])
    for bare, keys in houses.items():
        if len(keys) == 1:
            known.called["bare house", bare] = known.called["house", f"{bare} {keys[0]}"]


def _street_id(known: Known, key: str) -> str:
    """Return the id of a street; an agency may be called by its words: "Tannery Lane"."""
    kind, _, which = known.paths[(*key.split("-"),)].partition("|")
    return which if kind == "street" else known.called["street id", key]


_JOB_BEFORE = re.compile(r"(?<!\w)(?P<job>[A-Za-z/]{2,6})[ \u00a0](?:\d{2,6}[ \u00a0])?\Z")


def _is_of_somebody(text: str, where: int, street: str) -> bool:
    """Whether what looks like a street is somebody with a rank: “PCSO Ivy Lane”."""
    first = street.split()[0]
    if first.isupper() and len(first) > 1 and fold(first) in _jobs():
        return True
    before = _JOB_BEFORE.search(text, max(0, where - 16), where)
    return before is not None and before["job"].isupper() and fold(before["job"]) in _jobs()


def _is_a_doctor(text: str, street: str, end: int) -> bool:
    """Whether what looks like a drive has a doctor's name after it: “by HEMS Dr Okonjo”."""
    return street.endswith((" Dr", " DR")) and _NAME_AFTER.match(text, end) is not None


_NAME_AFTER = re.compile(rf"\.?{_GAP}[A-Z\u00c0-\u00de][\w'’-]")


#: "Deeping St James" is a town.
_OF_A_SAINT = re.compile(rf"{_GAP}[A-Z][a-z]{{2,}}(?!\w)")
#: After "St" what cannot be a saint's name: "Western St.", "West St car park".
_NO_SAINT = re.compile(r"\s*(?:[,;)]|\.?\s*\Z|\.?\s+[a-z]|\.\s+(?=[A-Z]))")


def _may_be_no_street(known: Known, path: Path, end: str, after: str = "") -> bool:
    """Whether words that end like a street may be something else, such as "Family Court"."""
    weak = end.casefold() in words_in("places", "weak_streets")
    word = path[-2]
    if fold(end) in words_in("places", "sure_streets"):
        return False  # "North Street", "Church Lane": whatever its word is
    if fold(end) == "st" and word in generic() and _NO_SAINT.match(after):
        return False
    if word in vocabulary_words() or word in generic():
        return True
    return weak and (path[:-1] in known.places or word in known.parts)


_ENDINGS = {
    "street": "St",
    "road": "Rd",
    "avenue": "Ave",
    "lane": "Ln",
    "drive": "Dr",
    "close": "Cl",
    "court": "Ct",
    "crescent": "Cres",
    "terrace": "Terr",
    "gardens": "Gdns",
    "row": "Rw",
    "grove": "Gr",
    "square": "Sq",
    "place": "Pl",
}


def _other_ending(street: str) -> list[str]:
    *words, end = street.split()
    found = []
    for full, short in _ENDINGS.items():
        if end.casefold() == full:
            found.append(" ".join((*words, short)))
        elif end.casefold() == short.casefold():
            found.append(" ".join((*words, full.capitalize())))
    if not all(is_plain(fold(word)) for word in words):
        found.append(" ".join(words))
    return found


def _lead_cut(name: str) -> str:
    """Return a name without words before it that belong to the sentence."""
    pieces = re.split(rf"({_GAP}+)", name)
    while len(pieces) > 2:
        word = fold(pieces[0])
        rest = [fold(piece) for piece in pieces[2::2]]
        lead = word in words_in("places", "lead_out") or word in words_in("grammar", "function")
        if not (lead or (word in titles() and len(rest) > 1)):
            break
        pieces = pieces[2:]
    return "".join(pieces)


def _maybe_place(known: Known, name: str) -> None:
    """Add a name as a place unless it is an ordinary word, a person's or already known."""
    words = [word for word in name.split() if not has_digit(word) and not _is_initialism(word)]
    while words and (is_plain(fold(words[-1])) or fold(words[-1]) in known.parts):
        words.pop()
    path = path_of(" ".join(words))
    if (
        not path
        or is_plain(path[0])
        or {*(path[:1] if "st" in path[1:] else path)} & (known.parts | first_names())
        or path[-1] in words_in("places", "no_places")
        or path[-1] in words_in("rare", "languages") | words_in("rare", "nationalities")
        or path in known.paths
    ):
        return
    add_place(known, " ".join(words))


def _is_initialism(word: str) -> bool:
    """Whether a word is made of first letters, one or several of the kind: ``DHRs``."""
    return len(word) > 1 and (word.isupper() or (word[:-1].isupper() and word[-1] == "s"))


@cache
def _endings() -> dict[str, tuple[str, str]]:
    """Return for what a house's name ends with its kind, and the phrase for it."""
    return {
        " ".join(path_of(name)): (entry["kind"], entry["phrase"])
        for entry in reversed(lists()["ending"])
        for name in entry["words"].split(",")
    }


@cache
def _ending_pattern() -> re.Pattern[str]:
    names = {" ".join(n.split()) for entry in lists()["ending"] for n in entry["words"].split(",")}
    either = "|".join(_any_capitals(n) for n in sorted(names, key=lambda n: (-len(n), n)))
    # the name's words are told from its ending by looking for the ending first
    return re.compile(rf"(?P<name>(?:{_CAP}{_GAP}+){{1,4}}?)(?P<end>{either})(?!\w)")


def _any_capitals(name: str) -> str:
    """Return a pattern for a phrase, each word with or without a capital."""
    words = []
    for word in name.split():
        first, rest = re.escape(word[0]), re.escape(word[1:]).replace("'", "['’]?")
        either = f"[{first.upper()}{first}]{rest}"
        if word in ("llp", "ltd", "plc"):
            either = f"(?:{either}|{word.upper()})"
        words.append(either if first.isalpha() else re.escape(word))
    return rf"{_GAP}+".join(words)


def add_houses(known: Known, texts: Sequence[Text]) -> None:
    """Add schools, surgeries, refuges, employers, pubs and their like, each by its kind."""
    counts: Counter[str] = Counter()
    for agency in (one for one in known.identities.values() if one.kind == "agency"):
        for entry in lists()["ending"]:
            if agency.replacement.endswith(entry["phrase"]):
                counts[entry["phrase"]] += 1
    ends = telltales(_endings()) | {end.split()[-1] for end in _endings()}
    found = []
    for text in texts:
        if not may_have(ends, text.text):
            continue
        for match in _ending_pattern().finditer(text.text):
            end = " ".join(path_of(match["end"]))
            if end == "primary" and _NO_SCHOOL.match(text.text, match.end()):
                continue
            found.append((_lead_cut(match["name"]).strip(), match["end"], *_endings()[end]))
    # the longest first: a part of a name alone is the same house
    for name, end, kind, phrase in sorted(found, key=lambda one: -len(path_of(one[0] + one[1]))):
        _add_house(known, name, end, kind, phrase, counts)
    _add_welsh_houses(known, texts, counts)
    _add_employers(known, texts, counts)


#: What stands before a name in Welsh, of what kind it is, and the phrase for it.
_KIND_FIRST = {
    "Ysgol": ("school", "school"),
    "Ysbyty": ("other", "hospital"),
    "Meddygfa": ("surgery", "GP practice"),
    "Capel": ("other", "place of worship"),
    "Eglwys": ("other", "place of worship"),
    "Tafarn": ("other", "pub"),
    "Gwesty": ("other", "hotel"),
    "Caffi": ("other", "café"),
}
_WELSH_HOUSE = re.compile(
    rf"(?<!\w)(?P<kind>{'|'.join(_KIND_FIRST)})(?P<name>(?:{_GAP}(?:(?:[Yy]r?|[Aa]){_GAP})?"
    rf"(?!\w*\d){_CAP}){{1,3}})"
)


def _add_welsh_houses(known: Known, texts: Sequence[Text], counts: Counter[str]) -> None:
    """Add houses that have their kind before their name: “Ysgol Llanfair”, “Ysbyty Gwynedd”."""
    for text in texts:
        for match in _WELSH_HOUSE.finditer(text.text):
            if path_of(match[0]) in known.paths:
                continue
            kind, phrase = _KIND_FIRST[match["kind"]]
            counts[phrase] += 1
            said = counted(phrase, counts[phrase], definite=kind == "school")
            which = f"{kind}-{known.number_of(kind) + 1}"
            known.add(kind, which, said, [Form(match[0], said)])


#: "Northshire Primary Care Trust", "Mum primary carer"
_NO_SCHOOL = re.compile(
    r"\s(?i:care|carers?|concern|needs?|victim|aggressor|reason|issue|problem|healthcare)\b"
)


def _add_house(
    known: Known, name: str, end: str, kind: str, phrase: str, counts: Counter[str]
) -> bool:
    rest = [word for word in telling(name) if not word.isdigit()]
    if phrase in ("pub", "hotel"):  # it may be called by any word: "The Crown pub"
        rest = [w for w in path_of(name) if w not in words_in("grammar", "function") and w != ","]
    whole = f"{name} {end}".strip()
    if not rest or path_of(whole) in known.paths:
        return path_of(whole) in known.paths
    lead = path_of(name)
    said_of_field = vocabulary_words() if phrase not in ("pub", "hotel") else frozenset()
    if all(word in said_of_field or word in words_in("grammar", "function") for word in lead):
        return False
    if is_ordinary(fold(end)) and len(lead) == 1 and not name[0].isupper():
        return False
    if fold(end) in surnames() and len(lead) == 1 and lead[0] in first_names():
        return False  # "Paddy Ward" may be somebody: it is asked
    if (last := tokens_of(name)[-1]).tail and last.folded in known.parts and end[0].islower():
        return False  # "Tyler's school"
    same = known.paths.get((rest[0],))
    agency = known.identities.get(same) if same is not None else None
    agency = _agency_of_place(known, lead, phrase) or agency
    if agency is not None and agency.kind in ("agency", kind):
        known.add(agency.kind, agency.id, agency.replacement, [Form(whole, agency.replacement)])
        return True
    of_family = end.startswith(("&", "and ")) and name[:1].isupper()  # "Stokes & Son"
    if {*rest} & known.parts and len(rest) == 1 and kind == "employer" and not of_family:
        return False
    counts[phrase] += 1
    definite = kind in ("school", "refuge")
    said = counted(phrase, counts[phrase], definite=definite)
    forms = [Form(whole, said)]
    alone = _written(name, rest)
    # "the Lithuanian church": the word is of many people
    nations = words_in("rare", "nationalities") | words_in("rare", "languages")
    if (
        not all(is_plain(w) or w in nations for w in rest)
        and path_of(alone) not in known.places
        and not {*rest} & known.parts
    ):
        forms.append(Form(alone, said))
    known.add(kind, f"{kind}-{known.number_of(kind) + 1}", said, forms)
    return True


def _agency_of_place(known: Known, lead: Path, phrase: str) -> Identity | None:
    """Return the agency that is called by a place and of the same kind: “Old Leake surgery”."""
    if lead not in known.places:
        return None
    same = [
        one
        for one in known.identities.values()
        if one.kind == "agency"
        and one.replacement.endswith(phrase)
        and any(path_of(form.original)[: len(lead)] == lead for form in one.forms)
    ]
    return same[0] if len(same) == 1 else None


_WORKS = re.compile(
    rf"\b(?i:works?|worked|working|employed|shifts?|job){_GAP}+(?i:at|for|by){_GAP}+(?:(?i:the){_GAP}+)?(?P<name>{_CAP}(?:{_GAP}+(?:{_CAP}|&|and)){{0,3}})"
)


def _add_employers(known: Known, texts: Sequence[Text], counts: Counter[str]) -> None:
    for text in texts:
        for match in _WORKS.finditer(text.text):
            words = match["name"].split()
            while words and (is_plain(fold(words[-1])) or words[-1] in ("&", "and")):
                words.pop()
            path = path_of(" ".join(words))
            if not path or path in known.paths or {*path} & known.parts:
                continue
            counts["local employer"] += 1
            said = counted("local employer", counts["local employer"], definite=False)
            known.add(
                "employer",
                f"employer-{known.number_of('employer') + 1}",
                said,
                [Form(" ".join(words), said)],
            )


@cache
def _words_after_places() -> frozenset[str]:
    """Return the longest word of each phrase that stands after the name of a place."""
    return longest_runs(phrases_in("places", "after"))


@cache
def _place_pattern() -> re.Pattern[str]:
    after = "|".join(_any_capitals(name) for name in phrases_in("places", "after"))
    return re.compile(rf"(?P<name>{_CAP}(?:[ -]{_CAP}){{0,1}}){_GAP}+(?:{after})(?!\w)")


#: Things that have somebody's name: "asleep in a Moses basket".
THINGS = re.compile(r"\b(?:Moses basket|Zimmer frame|Jiffy bag)s?\b")
_IN_PLACE = re.compile(
    rf"\b(?i:in|near|outside|around|towards){_GAP}+(?P<name>{_CAP}(?:-(?:upon|on|in|under|le|by|the)-{_CAP}|{_GAP}St{_GAP}{_CAP}"
    rf"|{_GAP}{_CAP})?)"
)
# "Ballina, Co. Mayo", and not "Smith & Co. May"
_COUNTY = re.compile(rf"(?<![&\w] )(?<!\w)(?:Co\.?|County){_GAP}(?P<name>[A-Z][a-z]{{2,}})(?!\w)")
_MOVED_TO = re.compile(
    rf"\b(?i:moved|moving|move|relocated|travelled|from|lives|living|resident){_GAP}+(?i:to|in|of){_GAP}+(?P<name>{_CAP}(?:{_GAP}{_CAP})?)"
)


def add_places(known: Known, texts: Iterable[Text]) -> None:
    """Add places that a text names in a way that only places are named."""
    for text in texts:
        if may_be_in(_words_after_places(), text.text):
            for match in _place_pattern().finditer(text.text):
                _maybe_place(known, _lead_cut(match["name"]))
        for pattern in (_IN_PLACE, _MOVED_TO):
            for match in pattern.finditer(text.text):
                if THINGS.match(text.text, match.start("name")) is None:
                    _maybe_place(known, match["name"])
        for match in _COUNTY.finditer(text.text):
            if fold(match["name"]) not in generic() | words_in("grammar", "function"):
                add_place(known, match[0], "Area")


def paths_to_identities(
    identities: Iterable[Identity],
) -> Mapping[Path, list[tuple[Identity, Form]]]:
    """Return every folded name with the identities and forms that it stands for."""
    found: dict[Path, list[tuple[Identity, Form]]] = defaultdict(list)
    for identity in identities:
        for form in identity.forms:
            path = path_of(form.original)
            if path:
                found[path].append((identity, form))
    return found
