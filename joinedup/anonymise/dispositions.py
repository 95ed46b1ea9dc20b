"""What the panel said of each finding, moved to the findings of the pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from graphdb.model import AddedAs, Disposition
from joinedup.anonymise.dates import DateMode
from joinedup.anonymise.made import Made
from joinedup.anonymise.salted import drawn
from joinedup.anonymise.translate import Words
from joinedup.anonymise.truth import pairs_of
from joinedup.case import JoinedUpCase
from loaders.dispositions import moment


def moved_dispositions(
    original: JoinedUpCase, pack: JoinedUpCase, made: Made, words: Words, salt: str
) -> Iterator[Disposition]:
    """Yield each line of ``dispositions.csv`` as the pack has it.

    Who wrote it is left out: they are people of the panel. A line on a finding that is no longer
    found keeps its text under an id of its own.

    Parameters
    ----------
    original, pack
        The two cases; the pack without dispositions yet.
    made
        What became of ids and dates.
    words
        What replaces in texts.
    salt
        Of the pack.
    """
    pairs = pairs_of(original, pack, made.ids)
    for line in original.records.dispositions:
        yield replace(
            line,
            finding_id=_id(line, pairs, salt),
            title=words.replaced(line.title, "dispositions.csv"),
            note=words.replaced(line.note, "dispositions.csv"),
            who="",
            when=_when(line.when, made),
            question_to=words.replaced(line.question_to, "dispositions.csv"),
            sent_on=_when(line.sent_on, made),
            answered_on=_when(line.answered_on, made),
            answer=words.replaced(line.answer, "dispositions.csv"),
            fingerprint=tuple(
                sorted(made.ids.events[row] for row in line.fingerprint if row in made.ids.events)
            ),
            agencies=tuple(
                made.ids.agencies[agency] for agency in line.agencies if agency in made.ids.agencies
            ),
            replaces="|".join(filter(None, (_when(w, made) for w in line.replaces.split("|")))),
        )


def _id(line: Disposition, pairs: Mapping[str, str], salt: str) -> str:
    if line.finding_id in pairs:
        return pairs[line.finding_id]
    number = f"{drawn(salt, 'finding', line.finding_id) % 16**12:012x}"
    if line.kind is not AddedAs.FOUND:
        return f"p-{number}"
    return f"{line.finding_id.rpartition('-')[0]}-{number}"


def _when(written: str, made: Made) -> str:
    """Return the moved day of a line; empty where it is none, or only years are said."""
    found = moment(written)
    if found == datetime.min or made.shift.mode is DateMode.YEAR:
        return ""
    later = timedelta(days=made.shift.days)
    latest = datetime.combine(date.max, datetime.max.time())
    if found > latest - abs(later) or found < datetime.min + abs(later):
        return ""
    return (found + later).isoformat()
