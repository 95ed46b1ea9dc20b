"""Drafts to events: what a row names is resolved once all rows are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from graphdb.dates import Extent, When, read_when
from graphdb.model import (
    Bar,
    Considered,
    Event,
    Involvement,
    Naming,
    Part,
    Reveal,
    agency_of,
)
from graphdb.vocabulary import UnknownTerm, Vocabulary
from loaders.coding.store import Coding
from loaders.drafts import Draft
from loaders.holders import Holders
from loaders.information import Informer
from loaders.names import TextFinder, norm
from loaders.people import Named, People, merge
from loaders.references import References
from loaders.report import CheckReport, Severity

_NOBODY = frozenset(
    {
        "",
        "no",
        "none",
        "nil",
        "n",
        "n a",
        "na",
        "nobody",
        "no one",
        "nowhere",
        "not applicable",
        "not shared",
        "not known",
        "unknown",
        "not recorded",
    }
)
_NONE = frozenset(
    {
        "none",
        "nil",
        "nothing",
        "no",
        "none recorded",
        "nothing recorded",
        "n",
        "not considered",
        "none considered",
        "no history",
        "none taken into account",
    }
)
_BRACKET = re.compile(r"\(([^()]*)\)")
_HOLDER_SPLITS = (
    re.compile(r"\s*[;\n]\s*"),
    re.compile(r"\s*,\s*"),
    re.compile(r"\s+(?:and|&|plus)\s+|\s*\+\s*|\s*/\s*", re.IGNORECASE),
)
# the more guarded reason first: “withheld: restricted intelligence” is to be kept back
_BARS = (
    (Bar.PRIVILEGE, re.compile(r"privileg", re.IGNORECASE)),
    (Bar.RESTRICTED_INTELLIGENCE, re.compile(r"intelligence|restricted|sensitive source",
                                             re.IGNORECASE)),
    (Bar.CONCEALED_ADDRESS, re.compile(r"address|refuge location|whereabouts", re.IGNORECASE)),
    (Bar.CONSENT_REFUSED, re.compile(
        r"(?:refus|declin|withh[eo]ld|withdr[ae]w|did not (?:give|want)|no consent|not consent|"
        r"without consent|consent not|does not consent|didn.t consent)", re.IGNORECASE)),
)  # fmt: skip
_NO_BAR = re.compile(
    r"^(?:yes|y|n/?a|none|not applicable|consent(?:ed)?|(?:verbal |written |full )?consent "
    r"(?:was )?(?:given|obtained|gained)|given|obtained|agreed|consent to share|shared.*)\W*$",
    re.IGNORECASE,
)
_YES_NO = {
    "yes": True,
    "y": True,
    "true": True,
    "completed": True,
    "done": True,
    "no": False,
    "n": False,
    "false": False,
    "not completed": False,
    "none": False,
    "n a": False,
    "na": False,
    "not done": False,
    "nil": False,
}
# The event has no place of its own for these; their words stand under the comment.
_FIELD_SAID = {"agency": "Agency", "source": "Source"}
NO_CODING = Coding()


class EventMaker:
    """Makes the events of a case.

    Parameters
    ----------
    codings
        Confirmed coding by event id.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        people: People,
        holders: Holders,
        informer: Informer,
        references: References,
        codings: Mapping[str, Coding],
        report: CheckReport,
    ) -> None:
        self._vocabulary = vocabulary
        self._people = people
        self._holders = holders
        self._informer = informer
        self._references = references
        self._codings = codings
        self._report = report
        self._finder = TextFinder(people.names, holders.in_text)
        self._fatal = frozenset(k.key for k in vocabulary.kinds.values() if k.fatal)
        self._tools: dict[str, tuple[str | None, str]] = {}
        self._grades: dict[tuple[str, str], tuple[str | None, str]] = {}
        self._cells: dict[tuple[str, str], tuple[tuple[Naming, ...], tuple[str, ...]]] = {}

    def make(self, draft: Draft) -> Event:
        """Return the event of a draft."""
        coding = self._codings.get(draft.event_id, NO_CODING)
        get = draft.values.get
        kind = coding.kind or draft.kind
        parts, mentions = self._persons(draft, coding)
        reveals, informed = self._reveals(draft, coding, parts)
        tool, grade = self._assessment(draft, coding)
        bar_text = "; ".join(c for c in (get("consent", ""), coding.consent) if c)
        when = draft.when
        if coding.extent is not None:
            when = self._with_extent(draft, coding.extent)
        return Event(
            draft.event_id,
            draft.owner.team_id,
            kind,
            when,
            get("summary", ""),
            draft.source,
            draft.learned,
            draft.learned_after_death,
            tuple([Involvement(person, part) for person, part in sorted(parts.items())]),
            tuple(reveals),
            self._holders_in(draft, "shared_with", coding.shared_with),
            self._holders_in(draft, "told_by", coding.told_by),
            self._holders_in(draft, "invited", coding.invited),
            self._holders_in(draft, "attended", coding.attended),
            self._holders_in(draft, "minutes_to", ""),
            self._responds_to(draft),
            self._considered(draft, coding),
            tool,
            grade,
            get("response", ""),
            get("outcome", ""),
            bar_of(bar_text) if bar_text else None,
            bar_text,
            self._comment(draft),
            get("ref", ""),
            self._sequence(draft),
            mentions,
            bool(kind) or informed or coding.confirmed,
            kind in self._fatal,
        )

    # --- persons ----------------------------------------------------------------------------

    def _persons(self, draft: Draft, coding: Coding) -> tuple[dict[str, Part], tuple[str, ...]]:
        parts: dict[str, Part] = {}
        people = self._people
        cell = draft.get("persons")
        if cell:
            self._take(draft, "persons", people.in_cell(cell, Part.SUBJECT), parts)
        cell = draft.get("seen")
        if cell:
            self._take(draft, "seen", people.seen_in(cell), parts)
        cell = draft.get("children_present")
        if cell:
            self._take(draft, "children_present", people.children_in(cell), parts)
        if coding.persons:
            merge(parts, people.in_cell(coding.persons, Part.SUBJECT).parts)
        if draft.subject and Part.SUBJECT not in parts.values():
            merge(parts, {draft.subject: Part.SUBJECT})
        if draft.columns.has("mentions"):
            return parts, self._named_agencies(draft)
        text = draft.get("summary")
        response, outcome = draft.get("response"), draft.get("outcome")
        if response or outcome:
            text = f"{text}\n{response}\n{outcome}"
        persons, agencies, unclear = self._finder.find(text)
        for person in persons:
            parts.setdefault(person, Part.MENTIONED)
        for name in sorted(unclear):
            self._problem("JU-L073", draft, "summary", name, once=norm(name))
        agencies.discard(draft.agency_id)
        return parts, tuple(sorted(agencies))

    def _named_agencies(self, draft: Draft) -> tuple[str, ...]:
        """Return the agencies that the row's own column says that its text names.

        Where there is such a column the text is not searched for names, of persons neither.
        """
        named = self._holders_in(draft, "mentions", "")
        return tuple(sorted({agency_of(n.team_id) for n in named} - {draft.agency_id}))

    def _take(self, draft: Draft, field: str, named: Named, parts: dict[str, Part]) -> None:
        merge(parts, named.parts)
        for name in named.ambiguous:
            code = "JU-L073" if self._people.is_ambiguous(name) else "JU-L089"
            self._problem(code, draft, field, name, once=norm(name))
        for name in named.unknown:
            near = self._people.names.nearest(name)
            if self._holders.named(name, draft.agency_id) is not None:
                continue
            hint = (
                f"Did you mean “{near}”? If so, add this spelling to their aliases." if near else ""
            )
            severity = Severity.WARNING if near else Severity.INFO
            self._problem("JU-L072", draft, field, name, hint, once=norm(name), severity=severity)

    # --- information ------------------------------------------------------------------------

    def _reveals(
        self, draft: Draft, coding: Coding, parts: Mapping[str, Part]
    ) -> tuple[list[Reveal], bool]:
        cell = draft.get("information")
        if coding.information:
            cell = f"{cell}\n{coding.information}" if cell else coding.information
        if not cell:
            return [], False
        subjects = tuple(sorted(p for p, part in parts.items() if part is Part.SUBJECT))
        reveals, troubles = self._informer.read(cell, subjects)
        for trouble in troubles:
            self._problem(
                trouble.code, draft, "information", trouble.found, trouble.suggestion,
                once=norm(trouble.found),
            )  # fmt: skip
        # "None" written out is coding too: somebody looked.
        return reveals, bool(reveals) or not troubles

    # --- holders ----------------------------------------------------------------------------

    def _holders_in(self, draft: Draft, field: str, more: str) -> tuple[Naming, ...]:
        cell = draft.values.get(field, "")
        if more:
            cell = f"{cell}\n{more}" if cell else more
        if not cell:
            return ()
        key = (cell, draft.agency_id)
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = self._read_holders(cell, draft.agency_id)
        for name in found[1]:
            if self._people.one(name) is not None or self._people.is_ambiguous(name):
                continue  # told by V herself: that is who spoke, not which agency
            near = self._holders.nearest(name)
            hint = (
                f"Did you mean “{near}”? If so, add this spelling to its aliases." if near else ""
            )
            self._problem("JU-L079", draft, field, name, hint, once=norm(name))
        return found[0]

    def _read_holders(
        self, cell: str, agency_id: str
    ) -> tuple[tuple[Naming, ...], tuple[str, ...]]:
        namings: dict[Naming, None] = {}
        unknown: list[str] = []
        self._split_holders(cell, agency_id, 0, namings, unknown)
        return tuple(namings), tuple(unknown)

    def _split_holders(
        self,
        text: str,
        agency_id: str,
        level: int,
        namings: dict[Naming, None],
        unknown: list[str],
    ) -> None:
        """Try a text as one name; else take it apart, names with "and" last."""
        channel = "; ".join(b.strip() for b in _BRACKET.findall(text))
        name = _BRACKET.sub(" ", text).strip()
        if norm(name) in _NOBODY:
            return
        # "hospital; IDVA" is two, though there are hospital IDVAs: a semicolon is in no name
        for form in () if ";" in name else (name, text.strip()):
            found = self._holders.named(form, agency_id)
            if found is not None:
                namings[Naming(found, channel if form == name else "")] = None
                return
        for deeper in range(level, len(_HOLDER_SPLITS)):
            pieces = _pieces(text, _HOLDER_SPLITS[deeper])
            if len(pieces) < 2:
                continue
            for piece in self._longest_names(text, pieces, agency_id):
                self._split_holders(piece, agency_id, deeper + 1, namings, unknown)
            return
        unknown.append(name)

    def _longest_names(
        self, text: str, pieces: list[tuple[int, int]], agency_id: str
    ) -> Iterator[str]:
        """Yield the pieces of a list, joined again where together they are a name.

        "Children and Families and the GP" is two names, not three.
        """
        first = 0
        while first < len(pieces):
            last = next(
                (
                    end
                    for end in range(len(pieces), first + 1, -1)
                    if ";" not in text[pieces[first][1] : pieces[end - 1][0]]
                    and self._holders.named(
                        text[pieces[first][0] : pieces[end - 1][1]].strip(), agency_id
                    )
                ),
                first + 1,
            )
            yield text[pieces[first][0] : pieces[last - 1][1]]
            first = last

    # --- other rows -------------------------------------------------------------------------

    def _responds_to(self, draft: Draft) -> tuple[str, ...]:
        cell = draft.get("responds_to")
        if not cell or norm(cell) in _NOBODY:
            return ()
        return self._events(draft, "responds_to", cell)

    def _events(self, draft: Draft, field: str, cell: str) -> tuple[str, ...]:
        found = self._references.find(cell, draft.agency_id)
        for name in found.unknown:
            self._problem("JU-L080", draft, field, name)
        for name in found.ambiguous:
            self._problem("JU-L081", draft, field, name)
        return tuple(e for e in found.events if e != draft.event_id)

    def _considered(self, draft: Draft, coding: Coding) -> Considered | None:
        cell = coding.considered or draft.get("considered")
        if not cell:
            return Considered(False) if draft.columns.has("considered") else None
        if norm(cell) in _NONE:
            return Considered(True)
        found = self._references.find(cell, draft.agency_id)
        events = tuple(e for e in found.events if e != draft.event_id)
        if events:
            for name in (*found.unknown, *found.ambiguous):
                self._problem("JU-L080", draft, "considered", name)
            return Considered(True, events)
        # Something was considered, and nobody can say what: neither "none" nor blank.
        self._problem("JU-L086", draft, "considered", cell)
        return None

    # --- assessments ------------------------------------------------------------------------

    def _assessment(self, draft: Draft, coding: Coding) -> tuple[str, str]:
        written = coding.tool or draft.get("tool")
        grade = coding.grade or draft.get("grade")
        tool = self._tool(draft, written) if written else ""
        return tool, self._grade(draft, tool, grade) if grade else ""

    def _tool(self, draft: Draft, written: str) -> str:
        said = _YES_NO.get(norm(written))
        if said is False:
            return ""
        heading = draft.columns.names.get("tool", "")
        # Under "DASH completed?" a yes names the tool in the heading.
        text = (
            next((w for w in norm(heading).split() if self._find_tool(w)[0]), "")
            if said
            else written
        )
        found, near = self._find_tool(text)
        if found is not None:
            return found
        if said is None:
            self._problem(
                "JU-L082", draft, "tool", written, _did_you_mean(near), once=norm(written)
            )
        return "" if said else written

    def _find_tool(self, text: str) -> tuple[str | None, str]:
        """Return a tool's key, or ``None`` and the nearest; answers are kept."""
        if text not in self._tools:
            try:
                self._tools[text] = (self._vocabulary.tool(text).key if text else None, "")
            except UnknownTerm as unknown:
                self._tools[text] = (None, unknown.nearest or "")
        return self._tools[text]

    def _grade(self, draft: Draft, tool: str, written: str) -> str:
        if norm(written) in _NOBODY:
            return ""
        known = tool in self._vocabulary.tools
        # Standard, medium and high mean the same whatever the tool that nobody named.
        found, near = self._find_grade(tool if known else "dash", written)
        if found is None and known:
            which = self._vocabulary.tools[tool]
            grades = " or".join(", ".join(which.grades).rsplit(",", 1))
            self._problem(
                "JU-L083", draft, "grade", written, _did_you_mean(near), once=norm(written),
                expected=f"{grades}, as {which.label} has them",
            )  # fmt: skip
        return written if found is None else found

    def _find_grade(self, tool: str, written: str) -> tuple[str | None, str]:
        key = (tool, written)
        if key not in self._grades:
            try:
                self._grades[key] = (self._vocabulary.grade(tool, written), "")
            except UnknownTerm as unknown:
                self._grades[key] = (None, unknown.nearest or "")
        return self._grades[key]

    # --- the rest ---------------------------------------------------------------------------

    def _comment(self, draft: Draft) -> str:
        """Return the row's comment, with what its source says beyond whose row it is."""
        comment = draft.values.get("comment", "")
        team_id = draft.owner.team_id
        for field in ("agency", "source"):
            written = draft.values.get(field)
            if written and self._holders.says_more(team_id, written):
                line = f"{_FIELD_SAID[field]}: {written}"
                comment = f"{comment}\n{line}" if comment else line
        return comment

    def _sequence(self, draft: Draft) -> int | None:
        text = draft.get("seq")
        if not text:
            return None
        digits = text.strip(" .#)")
        if digits.isdecimal() and len(digits) < 10:
            return int(digits)
        self._problem("JU-L085", draft, "seq", text, once="")
        return None

    def _with_extent(self, draft: Draft, extent: Extent) -> When:
        context = replace(draft.context, extent=extent)
        reading = read_when(
            draft.get("date"),
            time=draft.values.get("time"),
            end=draft.values.get("end_date"),
            context=context,
        )
        return reading.when or draft.when

    def _problem(
        self,
        code: str,
        draft: Draft,
        field: str,
        found: str,
        suggestion: str = "",
        *,
        once: str | None = None,
        severity: Severity | None = None,
        expected: str = "",
    ) -> None:
        source = draft.source
        self._report.add(
            code,
            document=source.document,
            part=source.part,
            row=source.row,
            column=draft.columns.names.get(field, ""),
            found=found,
            expected=expected,
            suggestion=suggestion,
            severity=severity,
            once_per=None if once is None else (source.document, field, once),
        )


def _pieces(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return where the pieces of a list begin and end; blank ones are left out."""
    ends = [(0, 0), *(match.span() for match in pattern.finditer(text)), (len(text), len(text))]
    found = [(a[1], b[0]) for a, b in pairwise(ends)]
    return [(start, end) for start, end in found if text[start:end].strip()]


def _did_you_mean(near: str) -> str:
    return f"Did you mean “{near}”? If so, write that." if near else ""


def bar_of(text: str) -> Bar | None:
    """Return the recorded reason for not sharing that a text gives, or ``None``.

    Examples
    --------
    >>> bar_of("Consent refused by V"), bar_of("Consent given")
    (<Bar.CONSENT_REFUSED: 'consent refused'>, None)
    """
    if _NO_BAR.match(text.strip()):
        return None
    for bar, pattern in _BARS:
        if pattern.search(text):
            return bar
    return Bar.CONSENT_REFUSED if norm(text) in ("no", "n") else Bar.OTHER
