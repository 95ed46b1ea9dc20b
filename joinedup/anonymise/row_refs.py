"""The agencies' own references to rows, where a text surely means a row by one.

Most agencies number their rows, and a text is full of numbers: of houses, children, nights, ticks,
sections of Acts. A Ref that could be one of them (or a word, a day, a letter for somebody) is taken
for a Ref only beside a word that says so ("see 12", "ref 12", "rows 12 and 14", "police:12"). One
that is nothing else ("FP-02") is one wherever it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from graphdb.identity import normalise_text
from graphdb.model import CaseRecords
from graphdb.vocabulary import load_vocabulary
from joinedup.anonymise.left import is_of_nothing
from joinedup.anonymise.numbers import LABELS, days_in
from joinedup.anonymise.words import (
    Token,
    has_digit,
    initialisms,
    is_ordinary,
    is_plain,
    may_be_in,
    path_of,
    titles,
    tokens_of,
    words_in,
)

Path = tuple[str, ...]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: What stands for a Ref that several rows have, where nothing says which is meant.
SEVERAL = "[one of several rows]"

_YEAR = re.compile(r"(?:19|20)\d\d\Z")
# "20120504", "04052012", "20112012"
_DAYS = re.compile(
    r"(?:[0-3]\d[01]\d(?:19|20)\d\d|(?:19|20)\d\d[01]\d[0-3]\d|(?:(?:19|20)\d\d){2})\Z"
)
_DASHES = r"\-‐‑–"
#: Scores that are written like codes, and are of no row: "DASH-14".
_SCORES = _words(
    """
    audit bp cage core covid dash dukes epds fast gad gcs hads hpv hr mmse moca must news phq pre rr
    sara spo
    """
)
#: What has a number before or after it, and makes no code of it: units, jobs, shortened words.
_BEFORE_NUMBERS = _words(
    """
    pc dc ds di ps pcso wpc sgt insp supt cllr dr sw x mg mcg ml kg km mm cm st nd rd th hrs hr am
    pm pw pcm sec tel ext vit hep vol approx circa wef wc mum dad nan kwh mph lbs oz iu
    """
)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\Z")
# A word that says that a number after it is of a row: "ref no. 12", "log entry 12", "rows 12-14".
_STRONG = (
    r"(?:refs?|references?|rows?|entry|entries|items?)\b(?:\s*(?:nos?|numbers?|nums?|ids?)\b)?"
    r"[.:#\s]*(?<=[\s.:#])[(#]{0,2}(?:[-–](?=\d))?"
)
_WEAK = r"(?:see|cf)\b\.?(?:\s+(?:also|above|nos?\b\.?|numbers?))?[:\s]*(?<=[\s.:])[(#]?"
_CUE = re.compile(
    # in small print, or where a sentence or a bracket begins: "to see 2 doctors" is no row
    rf"(?<![\w-])(?P<strong>{_STRONG})"
    r"|(?:(?:\A|[.;,:!?(\[\n/–-]\s*)(?:(?:and|but|please|pls|also)\s)?"
    rf"|\b(?:and|please|pls|also)\s)(?P<weak>{_WEAK})",
    re.IGNORECASE,
)
#: Words of which a text has one where it has such a cue.
_CUES = _words("ref refs reference references row rows entry entries item items see cf")
# "a row 3 nights ago" is a quarrel
_QUARREL = re.compile(
    r"\b(?:an?|another|verbal|heated|big|huge|loud|into|their|this|after)\s\Z", re.IGNORECASE
)
_OF_ELSE = re.compile(rf"(?<!\w)(?:{'|'.join(LABELS.values())})s?\b[\s:.]*\Z", re.IGNORECASE)
# What may come after a Ref in a sentence: its end, or what the row says.
_AFTER = re.compile(
    r"\s*(?:\Z|[;)\]!?\n\"”’]|[.,:](?![\w.])|\s[-–—]\s(?!\d)"
    r"|\s(?:(?:and|but|or)\s(?!\d)|(?:above|below|refers?|relates?|shows?|says?|states?|reads?"
    r"|onwards?)\b"
    r"|(?:of|in|on)\s(?:the\s|our\s|their\s|this\s)?(?:[\w'’]+\s){0,3}(?:chronolog(?:y|ies)|logs?|records?)\b))",
    re.IGNORECASE,
)
_AFTER_STRONG = re.compile(r"\s(?:for|dated|by|is|was)\s(?!\d)", re.IGNORECASE)
_AND = re.compile(
    rf"(?P<comma>\s*[,;]\s*(?:(?:and|&)\s+)?)|\s*[&+]\s*|\s(?:and|or|to)\s|\s?[{_DASHES}]\s?",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"\s?[{_DASHES}]\s?|\s(?:to|until)\s", re.IGNORECASE)
#: "from FP-02 to FP-05" says where something begins and ends.
_FROM = re.compile(r"\b(?:from|between)\s\Z", re.IGNORECASE)
#: From so many rows on the ends alone are written.
_LONGEST_SPAN = 20
_NUMBERED = re.compile(r"[A-Za-z]{0,5}[-/]?\d")
_SAME_CUE = re.compile(r"(?:(?:refs?|rows?|entry|nos?|items?)\b\.?\s*)?[(#]?", re.IGNORECASE)
_OWN = r"(?:['’]s)?(?:\s(?:chronology|log|records?))?[\s,]*"
_SIGNS = re.compile(rf"[\s_./:{_DASHES}]{{0,2}}")
_MONEY = re.compile(rf"[£$€]\s?\Z|\d[.,:/{_DASHES}]\Z|[+#]\Z")
_GOES_ON = re.compile(
    r"[.,:/]\d|\s?(?:%|(?:m[gl]|mcg|k?g|ml|km|mm|cm|units?|steps|pounds|pence|kcal|grams?|cal)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RowRef:
    """A row that its agency gave a Ref.

    Attributes
    ----------
    ref, agency
        As the agency wrote it, and the agency's id.
    said
        The Ref of the row in the pack.
    """

    ref: str
    agency: str
    said: str


class RowRefs:
    """Finds in texts the rows that they name by their Refs.

    Parameters
    ----------
    rows
        Those with a Ref.
    names
        Each agency's id, by what it is called.
    owners
        Each agency's id, by where a text stands.
    persons
        Ids of persons: "V" is somebody, also where it is a Ref.

    Examples
    --------
    >>> refs = RowRefs([RowRef("12", "gp", "R1"), RowRef("FP-02", "police", "R2")])
    >>> text = "12 visits, see 12. Row 12 days ago."
    >>> [(text[a:b], said) for a, b, said in refs.spans(text)]
    [('12', 'R1')]
    >>> refs.telling
    {('fp', '02')}
    """

    def __init__(
        self,
        rows: Iterable[RowRef] = (),
        *,
        names: Mapping[str, str] | None = None,
        owners: Mapping[str, str] | None = None,
        persons: Collection[str] = (),
    ) -> None:
        self._said: dict[Path, dict[str, str]] = defaultdict(dict)
        self._owners = dict(owners or {})
        self._persons = persons
        self.telling: set[Path] = set()
        self._loose: set[Path] = set()
        self._spelt: dict[Path, set[str]] = defaultdict(set)
        for row in rows:
            path = path_of(_without_ref(row.ref))
            if not path:
                continue
            # two rows of one agency: a Ref names neither
            own = self._said[path]
            own[row.agency] = SEVERAL if row.agency in own else row.said
            if is_telling(row.ref):
                self.telling.add(path)
                if _as_spelt_only(row.ref):
                    self._spelt[path].add(_spelling(row.ref))
                else:
                    self._loose.add(path)
        self._numbered: dict[tuple[str, Path], dict[int, str]] = defaultdict(dict)
        for path, own in self._said.items():
            if path[-1].isdecimal():
                for agency, said in own.items():
                    self._numbered[agency, path[:-1]].setdefault(int(path[-1]), said)
        self._begin = {path[0] for path in self.telling}
        self._longest = max(map(len, self.telling), default=0)
        self._most = max(map(len, self._said), default=0)
        self._shared = any(len(own) > 1 for own in self._said.values())
        self._agencies = {name.casefold(): key for name, key in (names or {}).items() if name}
        either = "|".join(map(re.escape, sorted(self._agencies, key=len, reverse=True)))
        named = rf"(?<!\w)(?P<agency>{either})" if either else r"(?P<agency>(?!))"
        self._before = re.compile(rf"{named}{_OWN}\Z", re.IGNORECASE)
        self._tight = re.compile(rf"{named}:(?=\w)", re.IGNORECASE)

    def __bool__(self) -> bool:
        return bool(self._said)

    def owner(self, row: str) -> str:
        """Return whose text stands somewhere; empty where that changes nothing of what it means."""
        return self._owners.get(row, "") if self._shared else ""

    def said(self, path: Path, owner: str) -> str:
        """Return what stands in the pack for a Ref: the own agency's row, else the only one."""
        own = self._said[path]
        return own.get(owner) or (SEVERAL if len(own) > 1 else next(iter(own.values())))

    def spans(self, text: str, owner: str = "") -> Iterator[tuple[int, int, str]]:
        """Yield where a text names rows beside a word that says so, and what stands for each."""
        if not self._said:
            return
        tokens: Sequence[Token] = ()
        end = 0
        tight = self._tight.finditer(text) if ":" in text else ()
        cues = (*self._cues(text), *tight)
        for cue in sorted(cues, key=lambda one: one.end()):
            tokens = tokens or tokens_of(text)
            begins = {token.start: number for number, token in enumerate(tokens)}
            number = begins.get(cue.end())
            if number is None or cue.start() < end:
                continue
            whose, strong = self._whose(text, cue), cue.lastgroup != "weak"
            if whose is None:
                continue
            listed = self._listed(text, tokens, number, strong) or []
            for start, stop, said in self._written_out(text, listed, whose, owner):
                yield start, stop, said
                end = stop

    def wherever(self, text: str, owner: str = "") -> Iterator[tuple[int, int, str]]:
        """Yield where a text has a Ref that is nothing else, and what stands for it."""
        found: list[tuple[Path, int, int]] = []
        tokens = tokens_of(text) if self._begin else ()
        for number, token in enumerate(tokens):
            if token.folded not in self._begin or (found and token.start < found[-1][2]):
                continue
            for length in range(min(self._longest, len(tokens) - number), 0, -1):
                some = tokens[number : number + length]
                path = tuple(one.folded for one in some)
                written = text[token.start : some[-1].end]
                if path not in self.telling or not _is_one(some, text):
                    continue
                if path in self._loose or written in self._spelt[path]:
                    found.append((path, token.start, some[-1].end))
                    break
        yield from self._written_out(text, found, "", owner)

    def _written_out(
        self, text: str, found: Sequence[tuple[Path, int, int]], whose: str, owner: str
    ) -> Iterator[tuple[int, int, str]]:
        """Yield what stands for each Ref that was found; for "12-14" the rows between, too."""
        at = 0
        while at < len(found):
            path, start, stop = found[at]
            some = None
            if at + 1 < len(found) and _SPAN.fullmatch(text, stop, found[at + 1][1]):
                some = self._span(path, found[at + 1][0], whose, owner)
            if some is not None and not _FROM.search(text, max(0, start - 8), start):
                at += 1
                stop = found[at][2]
                alone = len(found) == 2 or not _AND.match(text, stop)
                alone = alone and not (at > 1 and _AND.fullmatch(text, found[at - 2][2], start))
                last = " and " if alone else ", "
                yield start, stop, f"{', '.join(some[:-1])}{last}{some[-1]}"
            elif said := self._of(path, whose, owner):
                yield start, stop, said
            at += 1

    def _span(self, first: Path, last: Path, whose: str, owner: str) -> list[str] | None:
        """Return the rows from one to another of an agency; ``None`` where these are no span."""
        if first[:-1] != last[:-1] or not (first[-1].isdecimal() and last[-1].isdecimal()):
            return None
        one, other = int(first[-1]), int(last[-1])
        agencies = {self._agency(path, whose, owner) for path in (first, last)}
        if len(agencies) > 1 or "" in agencies or not one < other <= one + _LONGEST_SPAN:
            return None
        rows = self._numbered[agencies.pop(), first[:-1]]
        some = [rows[number] for number in range(one, other + 1) if number in rows]
        return some if len(some) > 2 or other == one + 1 else None

    def _agency(self, path: Path, whose: str, owner: str) -> str:
        """Return whose row a Ref is; empty where several have it."""
        own = self._said[path]
        if whose:
            return whose if whose in own else ""
        return owner if owner in own else next(iter(own)) if len(own) == 1 else ""

    def _cues(self, text: str) -> Iterator[re.Match[str]]:
        for cue in _CUE.finditer(text) if may_be_in(_CUES, text) else ():
            word = cue[0].casefold()
            quarrel = word.startswith("row") and not word.startswith("rows")
            if not (quarrel and _QUARREL.search(text, 0, cue.start())):
                yield cue

    def _whose(self, text: str, cue: re.Match[str]) -> str | None:
        """Return the agency that is named with a cue; ``None`` where it is of something else."""
        if cue.re is self._tight:
            return self._agencies[cue["agency"].casefold()]
        start = cue.start(str(cue.lastgroup))
        named = self._before.search(text, max(0, start - 80), start)
        if named is not None:
            return self._agencies[named["agency"].casefold()]
        of_else = cue[0].lstrip().casefold().startswith("ref") and _OF_ELSE.search(
            text, max(0, start - 40), start
        )
        return None if of_else else ""

    def _of(self, path: Path, whose: str, owner: str) -> str:
        """Return what stands for a Ref; empty where the agency that is named has no such row."""
        return self._said[path].get(whose, "") if whose else self.said(path, owner)

    def _listed(
        self, text: str, tokens: Sequence[Token], number: int, strong: bool, first: bool = True
    ) -> list[tuple[Path, int, int]] | None:
        """Return the Refs from a word on ("12, 14 and 15"); ``None`` where these are no Refs."""
        for length in range(min(self._most, len(tokens) - number), 0, -1):
            some = tokens[number : number + length]
            path = tuple(token.folded for token in some)
            if path not in self._said or not self._fits(text, some, strong):
                continue
            rest = self._after(text, tokens, number + length, strong)
            if rest is not None:
                return [(path, some[0].start, some[-1].end), *rest]
        if not first and tokens[number].raw.isdigit():  # no row, and a number as those before it
            return self._after(text, tokens, number + 1, strong)
        return None

    def _after(
        self, text: str, tokens: Sequence[Token], number: int, strong: bool
    ) -> list[tuple[Path, int, int]] | None:
        """Return what a list goes on with; ``None`` where what comes after is nothing of a list."""
        end = tokens[number - 1].end
        joined = _AND.match(text, end)
        same = None if joined is None else _SAME_CUE.match(text, joined.end())
        if joined is not None and same is not None:
            begins = (at for at in range(number, len(tokens)) if tokens[at].start >= same.end())
            at = next(begins, None)
            if (
                at is not None
                and tokens[at].start == same.end()
                and _NUMBERED.match(text, same.end())
            ):
                rest = self._listed(text, tokens, at, strong, first=False)
                return [] if rest is None and joined["comma"] else rest
        ends = _AFTER.match(text, end) or (strong and _AFTER_STRONG.match(text, end))
        return [] if ends and not tokens[number - 1].tail else None

    def _fits(self, text: str, some: Sequence[Token], strong: bool) -> bool:
        """Whether words that are a Ref are written as one, and beside a word that is enough."""
        if not _is_together(text, some):
            return False
        written = text[some[0].start : some[-1].end]
        if strong and has_digit(written):
            return True
        if not has_digit(written):
            return strong and len(written) <= 4 and written not in self._persons
        # "see 12/3", "see 14:30", "see May 1" are of a day, or a moment
        month = some[0].folded in words_in("grammar", "months")
        return not month and re.fullmatch(r"[A-Za-z]*\W?\d+[A-Za-z]?", written) is not None


def row_refs_of(records: CaseRecords, new: Mapping[str, str]) -> RowRefs:
    """Return the Refs of a case.

    Parameters
    ----------
    records
        The original case.
    new
        The Ref of each row in the pack, by its original id.
    """
    rows = [RowRef(e.ref, e.agency_id, new[e.event_id]) for e in records.events if e.ref]
    names = {name: a.agency_id for a in records.agencies for name in (a.agency_id, a.name)}
    names |= {alias: a.agency_id for a in records.agencies for alias in a.aliases}
    owners = {str(event.source): event.agency_id for event in records.events}
    persons = frozenset(person.person_id for person in records.persons)
    return RowRefs(rows, names=names, owners=owners, persons=persons)


def _without_ref(ref: str) -> str:
    """Return a Ref without the word, as the loader compares it."""
    return normalise_text(ref).removeprefix("ref").strip(" .:#")


@lru_cache(maxsize=50_000)
def is_telling(ref: str) -> bool:
    """Whether a Ref is one wherever it stands, since it looks like nothing else.

    Examples
    --------
    >>> [is_telling(ref) for ref in ("FP-02", "GP1/0044", "10987", "2012/0014", "HV-3", "POL12")]
    [True, True, True, True, True, True]
    >>> [is_telling(ref) for ref in ("12", "-14", "B12", "May 1", "12/3", "14:30", "PC 12")]
    [False, False, False, False, False, False, False]
    """
    spelt, ref = _spelling(ref), _without_ref(ref)
    words = [token.folded for token in tokens_of(ref)]
    runs = [word for word in words if word.isdigit()]
    letters = [word for word in words if not word.isdigit()]
    if not runs or is_of_nothing(ref) or any(days_in(ref)):
        return False
    long = any(len(run) > 3 and not _YEAR.match(run) for run in runs)
    if not letters:
        if len(runs) == 1 and ref.isdigit():
            return len(ref) > 4 and not _DAYS.match(ref)
        of_year = any(map(_YEAR.match, runs))
        padded = any(len(run) > 2 and run.startswith("0") for run in runs)
        return ":" not in ref and (long or (of_year and padded))
    if _says_more(letters):
        return False
    in_capitals = _IN_CAPITALS.fullmatch(spelt) is not None and letters[0] not in _SCORES
    return long or in_capitals or _is_code(ref, runs, letters)


#: Nobody writes "POL12" for something else.
_IN_CAPITALS = re.compile(r"[A-Z]{3,8}\d{2,6}")


def _spelling(ref: str) -> str:
    """Return a Ref as a text would have it that names a row by it: "GP-2" of "Ref GP-2."."""
    return re.sub(r"\Aref\b\s*", "", ref.strip(), flags=re.IGNORECASE).strip(" .:#")


def _as_spelt_only(ref: str) -> bool:
    """Whether a Ref is one only as it is spelt: "GP-2", and not "seen by GP 2 weeks ago".

    Examples
    --------
    >>> [_as_spelt_only(ref) for ref in ("GP-2", "POL12", "GP-02", "NPX-2")]
    [True, True, False, False]
    """
    words = [token.folded for token in tokens_of(_without_ref(ref))]
    runs = [word for word in words if word.isdigit()]
    letters = [word for word in words if not word.isdigit()]
    sure = any((len(run) > 1 and run.startswith("0")) or len(run) > 3 for run in runs)
    if not letters or sure:
        return False
    glued = re.search(rf"[{_DASHES}/_.]", ref) is None
    if glued:
        return any(_is_word(word) or word.upper() in initialisms() for word in letters)
    return all(is_ordinary(word) or word in _of_sectors() for word in letters)


@cache
def _of_sectors() -> frozenset[str]:
    """Return the words and letters by which agencies, tools and kinds of contact are called."""
    known = load_vocabulary()
    names: list[str] = []
    for sector in known.sectors.values():
        names += (sector.label, *sector.aliases)
    for tool in known.tools.values():
        names += (tool.label, *tool.aliases)
    for kind in known.kinds.values():
        names += (kind.label, *kind.aliases)
    return frozenset(word for name in names for word in path_of(name))


def _says_more(letters: Sequence[str]) -> bool:
    """Whether the letters of a Ref are words, so that with a number they are more: "Ward 7"."""
    common = words_in("grammar", "months") | words_in("grammar", "days") | titles()
    common |= words_in("grammar", "function")
    return any(
        word in common
        or word in _BEFORE_NUMBERS
        or _MONTH.match(word)
        or (len(word) > 3 and _is_word(word))
        for word in letters
    )


def _is_word(word: str) -> bool:
    return is_plain(word) and word.upper() not in initialisms()


def _is_code(ref: str, runs: Sequence[str], letters: Sequence[str]) -> bool:
    """Whether letters and a short number are put together as in a code: "FP-02", "NPX3"."""
    padded = any(len(run) > 1 and run.startswith("0") for run in runs)
    if padded or sum(map(len, letters)) == 1 or any(word in _SCORES for word in letters):
        return padded and not any(word in _SCORES for word in letters)
    if " " in ref:
        return False
    # "OM1" is how a file calls a worker; "OM-1" is none
    signed = re.search(rf"[{_DASHES}/_.]", ref) is not None
    return signed or not any(is_plain(word) or word.upper() in initialisms() for word in letters)


def _is_together(text: str, some: Sequence[Token]) -> bool:
    """Whether words stand beside each other with nothing but a sign between."""
    return all(_SIGNS.fullmatch(text, a.end, b.start) for a, b in pairwise(some))


def _is_one(some: Sequence[Token], text: str) -> bool:
    """Whether words are written as one code, which is no part of another, no sum and no dose."""
    start, end = some[0].start, some[-1].end
    if not _is_together(text, some) or text[start - 1 : start].isalnum():
        return False
    if text[end : end + 1].isalnum():
        return False
    if not all(token.raw.isdigit() for token in some):
        return True
    return not (_MONEY.search(text, max(0, start - 3), start) or _GOES_ON.match(text, end))
