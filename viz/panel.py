"""What the panel said and added, as the page shows it; what is restricted stays in the file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from graphdb.case_view import CaseView
from graphdb.dates.show import show_day
from graphdb.model import Disposition, DispositionState
from graphdb.vocabulary import Vocabulary
from queries import ADDED, Answers, Finding, Standing
from queries.enquiry import matter_of, upper_first
from viz.leaving import Leaving
from viz.model import (
    DispositionLine,
    EvidenceLine,
    FindingKind,
    FindingLine,
    Panel,
    RowNote,
)

ADDED_KIND = FindingKind(ADDED.key, ADDED.title, ADDED.asks)

#: What stands for the words of a restricted disposition.
KEPT_BACK = "What the panel wrote is kept in dispositions.csv and is not on this page."
_OWN_KEPT_BACK = f"Added by the panel, and restricted. {KEPT_BACK}"
_BY_HAND = "The panel added this by hand; nothing of it is worked out from the rows."


def panel_of(
    answers: Answers, vocabulary: Vocabulary, leave: Leaving, show_kept_back: bool
) -> Panel:
    """Return what the page needs to take in what a panel says.

    What quotes a recorded reason that is to be kept back is as restricted as the reason.
    """
    lines = [s.disposition for s in answers.standings.values()] + [*answers.no_longer_found]
    withheld = [
        d
        for d in lines
        if _withheld(d, show_kept_back)
        or any(leave.as_written(text) != text for text in (d.title, d.note, d.answer))
    ]
    return Panel(
        codes=tuple(leave.ours(f"{key} {t.label}") for key, t in vocabulary.themes.items()),
        said=tuple(d for d in lines if d not in withheld),
        kept_back=tuple(d.finding_id for d in withheld),
    )


def weight_of(finding: Finding, view: CaseView) -> int:
    """Return the weight of what a finding concerns, 1 to 5; 0 where nothing was weighed."""
    if finding.facts:
        return max(view.facts[fact].weight for fact in finding.facts)
    return matter_of(finding.weight)


def said_of(standing: Standing, show_kept_back: bool) -> DispositionLine:
    """Return what the panel said of a finding, as the page prints it."""
    said = standing.disposition
    hidden = _withheld(said, show_kept_back)
    return DispositionLine(
        state=upper_first(said.state.value),
        note=KEPT_BACK if hidden else said.note,
        who=", ".join(part for part in (said.who, day_and_time(said.when)) if part),
        changed=f"{upper_first(standing.on_earlier_rows)}." if standing.on_earlier_rows else "",
        question="" if hidden else question_words(said),
    )


def question_words(said: Disposition) -> str:
    """Return what was asked of whom, and what came back; empty where nothing was asked."""
    asked = f"Question to {said.question_to}" if said.question_to else "Question"
    sent = f"{asked}, sent {day_and_time(said.sent_on)}." if said.sent_on else f"{asked}."
    parts = [sent] if said.question_to or said.sent_on else []
    if said.answered_on or said.answer:
        when = f" {day_and_time(said.answered_on)}" if said.answered_on else ""
        parts.append(f"Answered{when}: {said.answer}" if said.answer else f"Answered{when}.")
    return " ".join(parts)


def said_of_gone(said: Disposition, show_kept_back: bool) -> str:
    """Return what the panel said of a finding that is no longer found."""
    hidden = _withheld(said, show_kept_back)
    who = f" ({said.who})" if said.who else ""
    note = KEPT_BACK if hidden else said.note
    return f"{said.title or said.finding_id}: {said.state.value}{who}. {note}".strip()


def own_finding(
    finding: Finding, standing: Standing, codes: Sequence[str], show_kept_back: bool
) -> FindingLine:
    """Return a finding that the panel added, with the rows that it named."""
    hidden = _withheld(standing.disposition, show_kept_back)
    return FindingLine(
        finding_id=finding.finding_id,
        kind=finding.query,
        says=_BY_HAND,
        question=_OWN_KEPT_BACK if hidden else finding.statement,
        certain=False,
        certainty="Added by the panel",
        window="",
        why=(),
        agencies=() if hidden else finding.agencies,
        persons=(),
        evidence=()
        if hidden
        else tuple(
            EvidenceLine(c.event_id, f"{upper_first(c.shows.value)}:") for c in finding.cited
        ),
        codes=() if hidden else tuple(codes),
        disposition=said_of(standing, show_kept_back),
    )


def own_good(finding: Finding, standing: Standing, show_kept_back: bool) -> RowNote:
    """Return good practice that the panel added, with the rows that it named."""
    if _withheld(standing.disposition, show_kept_back):
        return RowNote(_OWN_KEPT_BACK)
    said = standing.disposition
    who = f" ({said.who})" if said.who else ""
    changed = f" {upper_first(standing.on_earlier_rows)}." if standing.on_earlier_rows else ""
    note = f" {said.note}" if said.note else ""
    rows = tuple(c.event_id for c in finding.cited)
    return RowNote(f"Added by the panel{who}: {finding.statement}{note}{changed}", rows)


def day_and_time(text: str) -> str:
    """Return an ISO day or moment in British words; anything else as it stands.

    Examples
    --------
    >>> day_and_time("2026-11-21T09:05:00"), day_and_time("2026-11-21"), day_and_time("Tuesday")
    ('21 November 2026, 09:05', '21 November 2026', 'Tuesday')
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    day = show_day(moment.date())
    return f"{day}, {moment:%H:%M}" if len(text.strip()) > len("2026-11-21") else day


def _withheld(said: Disposition, show_kept_back: bool) -> bool:
    return said.state is DispositionState.RESTRICTED and not show_kept_back


__all__ = [
    "ADDED_KIND",
    "KEPT_BACK",
    "day_and_time",
    "own_finding",
    "own_good",
    "panel_of",
    "question_words",
    "said_of",
    "said_of_gone",
    "weight_of",
]
