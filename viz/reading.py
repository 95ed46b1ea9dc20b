"""A case as it is read from top to bottom: what paper, Word and Excel have in common.

All three are made from one :class:`~viz.model.PageModel`, the same that the page shows, so that
they cannot disagree. Rows have numbers here, because paper has no links.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from viz.axis import day_in_words
from viz.clean import clean
from viz.model import (
    EventRow,
    FactLine,
    FindingLine,
    GroupLine,
    Holding,
    Lane,
    PageModel,
    RowNote,
    Step,
)
from viz.payload import in_order
from viz.words import State, counted, state_at

#: What a copy is not; it stands on its first page.
WHAT_IT_IS_NOT = (
    "This was made from the agencies’ chronologies as they were written. A line of enquiry is a "
    "question for the panel, not a verdict. “No record that” says what the records show and no "
    "more; “cannot tell” says that they do not show it either way. Nothing here says that the "
    "death would have been prevented."
)
NOTHING_FOUND = (
    "No line of enquiry was found in the rows that are coded. "
    "That is not a finding that there was nothing to find."
)
NO_GOOD_PRACTICE = (
    "No row of these chronologies has been marked as good practice. "
    "The panel can add what it knows of."
)
NOTHING_UNTOLD = (
    "No rule met rows that say too little for it. What nobody wrote down cannot be told: nothing "
    "here says that there was nothing to know."
)
NOTHING_SAID = "nothing yet"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the integrated chronology, numbered, as text that may stand anywhere."""

    number: int
    event_id: str
    when: str
    written: str
    holder: str
    agency: str
    team: str
    kind: str
    who: str
    text: str
    more: tuple[tuple[str, str], ...]
    source: str

    @property
    def cited(self) -> str:
        """How the row is named where it is cited."""
        return f"{self.when}, {self.holder} (row {self.number}: {self.source})"


@dataclass(frozen=True, slots=True)
class Cell:
    """What an agency's records show of a fact on the day, and since when.

    Attributes
    ----------
    certain, possible
        The day from which the records leave no doubt, and the first day on which they allow it;
        empty where there is none, ``possible`` also where it is the same day.
    rows
        By which rows this is known.
    """

    state: State
    since: str
    certain: str
    possible: str
    rows: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A finding, numbered, with its rows."""

    number: str
    line: FindingLine
    parts: tuple[tuple[str, tuple[Entry, ...]], ...]
    occasions: tuple[tuple[str, tuple[Entry, ...]], ...]

    @property
    def panel(self) -> str:
        """What the panel said of it."""
        said = self.line.disposition
        if said is None:
            return NOTHING_SAID
        who = f" ({said.who})" if said.who else ""
        return clean(
            " ".join(part for part in (f"{said.state}{who}.", said.note, said.changed) if part)
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A line of enquiry, numbered, with its findings."""

    number: int
    kind: str
    line: GroupLine
    items: tuple[Item, ...]


class Reading:
    """A case from top to bottom.

    Parameters
    ----------
    model
        What the page shows; checked first.
    """

    def __init__(self, model: PageModel) -> None:
        model.check()
        self.model = model
        self.header = model.header
        self.as_at = day_in_words(model.header.as_at)
        self._teams = {t.team_id: (lane, t.name) for lane in model.lanes for t in lane.teams}
        self._kinds = {k.key: clean(k.label) for k in model.kinds}
        self.entries = tuple(
            self._entry(number, event)
            for number, event in enumerate(in_order(model.events), start=1)
        )
        self.by_id = {entry.event_id: entry for entry in self.entries}
        self._held = {(h.fact_id, h.agency_id): h.steps for h in model.held}
        self.sections = tuple(self._section(n, g) for n, g in enumerate(model.groups, start=1))
        self.kind_labels = {k.key: clean(k.label) for k in model.finding_kinds}

    def _entry(self, number: int, e: EventRow) -> Entry:
        lane, team = self._teams[e.team_id]
        agency, team = clean(lane.name), clean(team)
        return Entry(
            number,
            e.event_id,
            clean(e.when),
            "" if e.written.strip() in e.when else clean(e.written),
            f"{agency}, {team}" if team else agency,
            agency,
            team,
            self._kinds[e.kind] if e.coded else "Not coded",
            clean(e.who),
            # line separators of Unicode are lines; fonts have no picture of them
            clean(e.text).replace("\u2028", "\n").replace("\u2029", "\n"),
            tuple((clean(a), clean(b)) for a, b in e.more),
            clean(e.source),
        )

    # -- lines of enquiry ------------------------------------------------------------------

    def _section(self, number: int, group: GroupLine) -> Section:
        by_id = {f.finding_id: f for f in self.model.findings}
        label = next(k.label for k in self.model.finding_kinds if k.key == group.kind)
        items = tuple(
            self._item(f"{number}.{n}", by_id[finding_id])
            for n, finding_id in enumerate(group.finding_ids, start=1)
        )
        return Section(number, clean(label), group, items)

    def _item(self, number: str, line: FindingLine) -> Item:
        parts: dict[str, list[Entry]] = {}
        for x in line.evidence:
            parts.setdefault(x.part, []).append(self.by_id[x.event_id])
        return Item(
            number,
            line,
            tuple((clean(part), tuple(rows)) for part, rows in parts.items()),
            self.notes(line.opportunities),
        )

    def notes(self, notes: tuple[RowNote, ...]) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """Return sentences with the rows that they speak of."""
        return tuple(
            (clean(note.text), tuple(self.by_id[i] for i in note.event_ids)) for note in notes
        )

    # -- who knew --------------------------------------------------------------------------

    def facts(self) -> tuple[FactLine, ...]:
        """Return what any source had on record by the day, or may have had."""
        return tuple(
            fact
            for fact in self.model.facts
            if any(
                self._state(fact, lane).key not in ("none", "cannot") for lane in self.model.lanes
            )
        )

    def later(self) -> str:
        """Return a sentence on what was first recorded later; empty where nothing was."""
        more = len(self.model.facts) - len(self.facts())
        if not more:
            return ""
        were = "was" if more == 1 else "were"
        return f"{counted(more, 'more thing')} on these records {were} first recorded later."

    def _state(self, fact: FactLine, lane: Lane) -> State:
        return state_at(self.steps(fact, lane), lane, self.header.as_at)

    def steps(self, fact: FactLine, lane: Lane) -> tuple[Step, ...]:
        """Return how this source's holding of the fact changed."""
        return self._held.get((fact.fact_id, lane.agency_id), ())

    def cell(self, fact: FactLine, lane: Lane) -> Cell:
        """Return what this source's records show of the fact on the day."""
        state = self._state(fact, lane)
        steps = sorted(self.steps(fact, lane), key=lambda s: s.minute)
        reached = [s for s in steps if s.minute <= self.header.as_at]
        if not reached:
            return Cell(state, "", "", "", ())
        certain = _run(reached, lambda h: h.counts_as_held)
        possible = _run(reached, lambda h: h.counts_as_held or h is Holding.POSSIBLE)
        days = ["" if s is None else day_in_words(s.minute) for s in (certain, possible)]
        return Cell(
            state,
            days[0] or day_in_words(reached[-1].minute),
            days[0],
            "" if days[1] == days[0] else days[1],
            tuple(self.by_id[link.event_id] for link in reached[-1].chain),
        )


def _run(steps: list[Step], holds: Callable[[Holding], bool]) -> Step | None:
    """Return the step with which the last unbroken run began, where the last step is in one."""
    first = None
    for step in reversed(steps):
        if not holds(step.holding):
            break
        first = step
    return first


def as_at(model: PageModel, minute: int) -> PageModel:
    """Return the same case, seen as at the end of another day, within the days it covers."""
    header = model.header
    within = min(header.last, max(header.first, minute))
    return replace(model, header=replace(header, as_at=within))
