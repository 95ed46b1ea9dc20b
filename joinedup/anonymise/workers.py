"""Professionals of one surname and one job: where a case shows that they are two.

"PC Jones" of two forces, "Dr Patel" at the surgery and at the hospital, "PC 1234 Jones" and "PC
2214 Jones". What shows it: another number, another first name or initial, another place of work
that the text says beside the name or that follows from what they do in their own agency's text.
Where nothing shows it they are one, as whoever is named in another agency's text must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from graphdb.model import Agency, CaseRecords
from graphdb.vocabulary import load_vocabulary
from joinedup.anonymise.model import Text
from joinedup.anonymise.words import (
    first_names,
    is_plain,
    lists,
    path_of,
    sentences,
    short_forms,
    tokens_of,
)

Path = tuple[str, ...]
#: A sector and an agency of it; the agency is empty where only the sector was said.
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mention:
    """A professional as one text names them.

    Attributes
    ----------
    collar, name, whole
        The number, the name, and both with the job, as written; empty where not there.
    place
        Where they work, if that is shown.
    owner
        Whose text it is.
    """

    job: str
    collar: str
    name: str
    whole: str
    place: Place | None = None
    owner: str = ""

    @property
    def first(self) -> str:
        """The first name or initial, folded; empty where there is none."""
        tokens = tokens_of(self.name)
        double = any(self.name[a.end : b.start] in ("-", "‐", "‑") for a, b in pairwise(tokens))
        if len(tokens) < 2 or (double and len(tokens) == 2):
            return ""
        word = tokens[0].folded
        one = len(word) == 1 or word in first_names() or not is_plain(word)
        return word if one else ""


@dataclass(slots=True)
class Worker:
    """One professional: every way in which texts name them, and what is known of them."""

    mentions: list[Mention] = field(default_factory=list)
    #: Mentions that may be another's of the name, too.
    doubtful: list[Mention] = field(default_factory=list)

    @property
    def places(self) -> frozenset[Place]:
        """Where they work, as far as it is shown."""
        return frozenset(one.place for one in self.mentions if one.place is not None)

    @property
    def owners(self) -> frozenset[str]:
        """In whose texts they are named."""
        return frozenset(one.owner for one in self.mentions if one.owner)


def told_apart(mentions: Sequence[Mention]) -> list[Worker]:
    """Return the professionals of one surname and job, in the order in which they are named.

    Examples
    --------
    >>> def named(*names): return [Mention("doctor", "", n, f"Dr {n}") for n in names]
    >>> [len(one.mentions) for one in told_apart(named("Patel", "A Patel", "Anil Patel"))]
    [3]
    >>> [len(one.mentions) for one in told_apart(named("A Patel", "Sunita Patel", "Patel"))]
    [1, 1]
    """
    found: list[Worker] = []
    mentions = [*dict.fromkeys(mentions)]
    several = len({one.place for one in mentions if one.place is not None}) > 1
    # what tells most comes first, so that what tells less finds whose it is
    for one in sorted(mentions, key=lambda m: -_tells(m)):
        fitting = {id(w): _alike(w, one) for w in found}
        same = [w for w in found if fitting[id(w)]] or [
            w for w in found if fitting[id(w)] is False and _may_be(w, one, several=several)
        ]
        if len(same) > 1 and one.owner:  # the one whom this agency's texts name
            same = [w for w in same if one.owner in w.owners] or same
        if not same:
            found.append(Worker([one]))
        elif len(same) == 1:
            same[0].mentions.append(one)
        else:
            for worker in same:
                worker.doubtful.append(one)
    order = {one: at for at, one in reversed(list(enumerate(mentions)))}
    for worker in found:
        worker.mentions.sort(key=order.__getitem__)
    return sorted(found, key=lambda worker: order[worker.mentions[0]])


def _tells(one: Mention) -> int:
    return 4 * (len(one.first) > 1) + 3 * bool(one.collar) + 2 * bool(one.first) + bool(one.place)


def _alike(worker: Worker, one: Mention) -> bool | None:
    """Whether something says that a mention is of a professional; ``None``: that it is not."""
    alike = False
    firsts = {m.first for m in worker.mentions if m.first}
    if one.first and firsts:
        if not all(_same_first(one.first, first) for first in firsts):
            return None
        alike = True
    collars = {m.collar for m in worker.mentions if m.collar}
    if one.collar and collars:
        if one.collar not in collars and not (len(one.first) > 1 and one.first in firsts):
            return None
        alike = True
    if one.place is not None and worker.places:
        if any(_other_place(one.place, place) for place in worker.places):
            return True if alike else None
        alike = alike or one.place in worker.places
    return alike


def _may_be(worker: Worker, one: Mention, *, several: bool) -> bool:
    """Whether a mention of which nothing says whose it is can be taken for somebody's."""
    if one.place is None or one.first or one.collar or worker.places or not several:
        return True
    return one.place[1] in worker.owners


def _other_place(one: Place, other: Place) -> bool:
    return one[0] != other[0] or bool(one[1] and other[1] and one[1] != other[1])


def _same_first(one: str, other: str) -> bool:
    """Whether two first names or initials may be of one person.

    Examples
    --------
    >>> _same_first("a", "ada"), _same_first("mike", "michael"), _same_first("jean", "joan")
    (True, True, False)
    >>> _same_first("siobhan", "siobahn")
    True
    """
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return long.startswith(short)
    if one == other or one in short_forms().get(other, ()):
        return True
    if len(short) > 2 and long.startswith(short):
        return True
    slip = DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1
    return slip and len(short) > 3 and not {one, other} <= first_names()


# -- where they work ----------------------------------------------------------------------------


@cache
def _sectors_of_jobs() -> dict[str, frozenset[str]]:
    """Return for a job the sectors in which somebody has it."""
    found: dict[str, set[str]] = {}
    for sectors, jobs in lists()["works"].items():
        for job in jobs.split(","):
            found.setdefault(" ".join(job.split()), set()).update(sectors.split())
    return {job: frozenset(sectors) for job, sectors in found.items()}


# "seen by Dr Patel", "Dr Patel prescribed": done where it is recorded
_DONE_BY = re.compile(
    r"\b(?:seen|reviewed|assessed|examined|treated|attended|visited|interviewed|arrested|admitted"
    r"|discharged|prescribed)\s(?:at\shome\s)?by\s(?:the\s)?\Z",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\s(?:attended|saw|reviewed|assessed|examined|treated|arrested|admitted|discharged|prescribed"
    r"|interviewed)\b"
)
# What was told, or is of another place and time: it may be of anybody
_TOLD = re.compile(
    r"\b(?:reports?|reported|states?|stated|says|said|told|claims?|claimed|advised|informed|aware"
    r"|last|previously|recently|letter|according|disclosed|planned|due|will|if|that)\b",
    re.IGNORECASE,
)
# "Letter to Dr Patel", "rang Dr Patel": of another agency, mostly
_ADDRESSED = re.compile(
    r"\b(?:letter|fax|e-?mail|emailed|rang|called|call|phoned|t/?c|told|informed|notified|wrote"
    r"|written|referred|referral|copy|copied|cc|contact|contacted|spoke|discussed|liais\w+|report)"
    r"\b[^.;]{0,30}\Z",
    re.IGNORECASE,
)


class Workplaces:
    """Whose a text is, and at which place of work it says that somebody is.

    Parameters
    ----------
    records
        The case.
    """

    def __init__(self, records: CaseRecords) -> None:
        agencies = [one for one in records.agencies if not one.informal]
        self._sector = {one.agency_id: one.sector for one in agencies}
        self._owners = {str(event.source): event.agency_id for event in records.events}
        #: What teams are called, each as a text of its agency.
        self.teams = tuple(
            Text(name, f"case.toml, {team.agency_id}")
            for team in records.teams
            for name in (team.name, *team.aliases)
        )
        self._of_teams = {f"case.toml, {one.agency_id}": one.agency_id for one in agencies}
        self._called = _called(agencies)
        either = "|".join(
            re.escape(name).replace(r"\ ", r"\s+")
            for name in sorted(self._called, key=lambda name: (-len(name), name))
        )
        self._after = re.compile(
            rf"\s*\(\s*(?:the\s|our\s)?(?P<a>{either})\b|\s*,\s*(?:the\s|our\s)?(?P<b>{either})\b"
            rf"(?=\s*(?:[,.;)]|\Z))|\s(?:at|of|from)\s(?:the\s|our\s|his\s|her\s|their\s)?"
            rf"(?P<c>{either})\b",
            re.IGNORECASE,
        )
        self._before = re.compile(rf"(?<!\w)(?P<d>{either})(?:['’]s)?\s\Z", re.IGNORECASE)
        ends = {name.split()[-1].casefold() for name in self._called if name.split()}
        self._ends = tuple(f"{end}{own}" for end in ends for own in ("", "'s", "’s"))

    def owner(self, row: str) -> str:
        """Return the agency whose text stands somewhere, or whose team is called so."""
        return self._owners.get(row) or self._of_teams.get(row, "")

    def beside(self, text: str, start: int, end: int, job: str) -> Place | None:
        """Return where the text says that somebody with a job works, beside the name."""
        after, before = self._after.match(text, end), text[max(0, start - 60) : start]
        # the word before a job is found sooner than all that it may be the end of
        may_end = before[:-1].casefold().endswith(self._ends) or not before.isascii()
        found = after or (self._before.search(before) if may_end else None)
        said = next((one for one in found.groups() if one), "") if found is not None else ""
        if not said and re.match(r"GP\b", text[start:end]):
            said = "GP"
        place = self._called.get(" ".join(said.split()).casefold())
        fits = place is not None and place[0] in _sectors_of_jobs().get(job, ())
        return place if fits else None

    def of(self, text: str, row: str, start: int, end: int, job: str) -> Place | None:
        """Return where somebody works whom a text names; ``None`` where nothing shows it."""
        said = self.beside(text, start, end, job)
        if said is not None:
            return said
        owner = self.owner(row)
        sector = self._sector.get(owner, "")
        if sector not in _sectors_of_jobs().get(job, ()):
            return None
        if row in self._of_teams:
            return sector, owner  # a team of the agency is called so
        before = text[next((a for a, b in sentences(text) if a <= start < b), 0) : start]
        done = _DONE_BY.search(before) or (not before.strip() and _DOES.match(text, end))
        return (sector, owner) if done and not _TOLD.search(before) else None


def _called(agencies: Sequence[Agency]) -> Mapping[str, Place]:
    """Return for what agencies and sectors are called which of them it is."""
    found: dict[str, Place] = {}
    for key, sector in load_vocabulary().sectors.items():
        own = [one.agency_id for one in agencies if one.sector == key]
        place = (key, own[0] if len(own) == 1 else "")
        more = lists()["called"].get(key, "").split(",")
        for name in (sector.label, *sector.aliases, *(" ".join(one.split()) for one in more)):
            if name and not sector.informal and key != "other":
                found.setdefault(name.casefold(), place)
    for one in agencies:
        for name in (one.name, *one.aliases):
            found[" ".join(name.split()).casefold()] = (one.sector, one.agency_id)
    words: dict[str, list[Agency]] = {}
    for one in agencies:  # "PC Jones (Fellshire)"
        for token in tokens_of(one.name):
            if token.is_capital and not is_plain(token.folded):
                words.setdefault(token.raw.casefold(), []).append(one)
    for word, some in words.items():
        if len(some) == 1:
            found.setdefault(word, (some[0].sector, some[0].agency_id))
    return found


# -- what stands before a job ---------------------------------------------------------------------


@cache
def _lead() -> re.Pattern[str]:
    """Return a pattern for words that end where a job begins, and are part of it."""
    before = lists()["before_job"]
    cut = {key: [" ".join(one.split()) for one in before[key].split(",")] for key in before}
    small = cut["any"]
    jobs = {" ".join(n.split()) for some in lists()["jobs"].values() for n in some.split(",")}
    both = [rf"(?i:{re.escape(name)})" for name in small]
    both += [_with_capital(name) for name in cut["capital"]]
    # "PCs Jones and Smith"
    both += [rf"(?:{_with_capital(name)})(?:['’]?s)?" for name in jobs - _NO_LEAD]
    either = "|".join(sorted(both, key=lambda form: (-len(form), form)))
    places = "|".join(re.escape(name.upper()) for name in cut["place"])
    return re.compile(
        rf"(?<![\w'’/&-])(?:(?P<place>{places})[ \u00a0])?"
        rf"(?:(?:Band[ \u00a0]\d[a-d]?|{either})\.?[ \u00a0/]|[TADS]/)*\Z"
    )


#: Jobs that are also somebody's sister or father, the first of a house, or a thing.
_NO_LEAD = frozenset(
    ("sister", "father", "head", "operator", "recorder", "ta", "om", "po", "staff n")
)


def _with_capital(name: str) -> str:
    """Return a pattern for a job that begins with a capital; letters of a few have them all."""
    if len(name.replace("/", "").replace(".", "")) <= 3:
        return f"{re.escape(name.upper())}|{re.escape(name.capitalize())}"
    return rf"{re.escape(name[0].upper())}(?i:{re.escape(name[1:])})"


def led_from(text: str, start: int) -> tuple[int, str]:
    """Return where a job begins that has more of it before, and the place that is said with it.

    Examples
    --------
    >>> text = "Seen by Senior Staff Nurse Adeyemi"
    >>> led_from(text, text.index("Nurse")), led_from("A&E Dr Patel", 4)
    ((8, ''), (0, 'A&E'))
    """
    near = max(0, start - 80)
    found = _lead().search(text[near:start])
    if found is None or not found[0]:
        return start, ""
    return near + found.start(), found["place"] or ""


@cache
def _again(job: str) -> re.Pattern[str]:
    """Return a pattern for a job that stands once more behind whoever is called by it."""
    names = {" ".join(name.split()) for name in lists()["jobs"].get(job, "").split(",")} - {""}
    short = "|".join(sorted(re.escape(name.upper()) for name in names if len(name) < 4))
    both = "|".join(sorted((re.escape(n) for n in names if len(n) > 3), key=lambda n: (-len(n), n)))
    either = "|".join(filter(None, (short, f"(?i:{both})" if both else ""))) or "(?!)"
    ends = r"(?=\s*(?:[,.;:)]|\Z))"
    return re.compile(rf"\s?\((?:{either})\)|,\s(?:{either}){ends}|\s(?:{short or '(?!)'}){ends}")


@cache
def _job_in(said: str) -> str:
    """Return the job that stands for somebody: "health visitor" of "a second health visitor"."""
    jobs = (job for job in lists()["jobs"] if said.endswith(f" {job}"))
    return max(jobs, key=len, default="")


def said_again(text: str, end: int, said: str) -> int:
    """Return where somebody ends whose job follows once more.

    Examples
    --------
    >>> said_again("Tina Marsh (HV) rang", 10, "a second health visitor")
    15
    """
    job = _job_in(said)
    found = _again(job).match(text, end) if job else None
    return end if found is None else found.end()


_ATTENDED = re.compile(
    r"\b(?:Present|Attendees|Attended|Attending|In attendance|Apologies|Apols?|Invited"
    r"|Not present)\s?[-–:]\s(?=(?P<who>[^\n:]{2,400}))"
)
_LETTERS = re.compile(r"(?<![\w/&.'’-])[A-Z]{2}(?=\s*(?:[,;.&)]|\sand\b|\Z))")


@cache
def _letters_of_jobs() -> frozenset[str]:
    """Return letters that say who came by job or agency: "Present: HV, SW"."""
    jobs = {name.strip().upper() for some in lists()["jobs"].values() for name in some.split(",")}
    sectors = load_vocabulary().sectors.values()
    return frozenset(jobs | {n.upper() for one in sectors for n in (one.label, *one.aliases)})


def attended(text: str, letters: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield initials in a list of who came, whatever else they mean: "Present: AC, BP".

    Examples
    --------
    >>> list(attended("Present: AC, BP, HV. BP 120/80.", {"BP": "KL", "HV": "MN"}))
    [(13, 15, 'KL')]
    """
    for some in _ATTENDED.finditer(text) if letters else ():
        upto = text.find(". ", some.start("who"))
        last = some.end("who") if upto < 0 else min(upto, some.end("who"))
        for one in _LETTERS.finditer(text, some.start("who"), last + 1):
            if one.end() <= last and one[0] in letters and one[0] not in _letters_of_jobs():
                yield one.start(), one.end(), letters[one[0]]


# -- whom a text means ----------------------------------------------------------------------------


class Workers:
    """Tells of which of several professionals a name is that all of them have.

    Parameters
    ----------
    places
        Whose texts they are.
    workers
        Those of whom there are several of one surname and job, by the id of their identity.
    """

    def __init__(
        self, places: Workplaces | None = None, workers: Mapping[str, Worker] | None = None
    ) -> None:
        self._places = places
        self._workers = dict(workers or {})
        self._alone = {who: _only_theirs(who, self._workers) for who in self._workers}

    def job(self, who: str) -> str:
        """Return the job of a professional who shares a name; empty where nobody does."""
        return self._workers[who].mentions[0].job if who in self._workers else ""

    def owner(self, row: str) -> str:
        """Return whose text stands somewhere; empty where that changes nothing of what it means."""
        return self._places.owner(row) if self._places is not None and self._workers else ""

    def whose(self, text: str, row: str, start: int, end: int, some: Iterable[str]) -> str | None:
        """Return which of some professionals a text means; ``None`` where nothing says so."""
        group = [who for who in some if who in self._workers]
        if not group or self._places is None:
            return None
        said = self._places.beside(text, start, end, self.job(group[0]))
        if said is not None:
            return _one(
                who for who in group for p in self._workers[who].places if not _other_place(said, p)
            )
        before = [
            (m.end(), who) for who in group for m in self._alone[who].finditer(text, 0, start)
        ]
        if before:
            return max(before)[1]
        owner = self._places.owner(row)
        if not owner or _ADDRESSED.search(text, max(0, start - 80), start):
            return None
        return _one(
            who for who in group if any(p[1] == owner for p in self._workers[who].places)
        ) or _one(who for who in group if owner in self._workers[who].owners)


def _one(some: Iterable[str]) -> str | None:
    found = {*some}
    return found.pop() if len(found) == 1 else None


def _only_theirs(who: str, workers: Mapping[str, Worker]) -> re.Pattern[str]:
    """Return a pattern for how only one of them is written."""
    others = {
        path_of(one.whole)
        for other, worker in workers.items()
        if other != who
        for one in (*worker.mentions, *worker.doubtful)
    }
    mine = {
        one.whole for one in workers[who].mentions if one.whole and path_of(one.whole) not in others
    }
    either = "|".join(map(re.escape, sorted(mine, key=lambda whole: (-len(whole), whole))))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)")
