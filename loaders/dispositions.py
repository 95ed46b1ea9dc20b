"""``dispositions.csv``: what the panel said of each finding, kept across runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path

from graphdb.model import AddedAs, Disposition, DispositionState
from loaders.ourcsv import read_rows, write_rows
from loaders.report import CheckReport

NAME = "dispositions.csv"
#: 2: what panels add of their own (kind, codes, agencies), and which versions a line replaces.
VERSION = 2
COLUMNS = (
    "format", "finding_id", "title", "state", "note", "who", "when", "question_to", "sent_on",
    "answered_on", "answer", "fingerprint", "kind", "codes", "agencies", "replaces",
)  # fmt: skip
_SPACED = ("fingerprint", "codes", "agencies")
#: What the panel adds has an id of a form that nothing else on a page has.
_OWN_ID = re.compile(r"p-[0-9a-z][0-9a-z-]{0,60}")
_WHEN_FORMS = (
    "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%d/%m/%y %H:%M", "%d/%m/%y",
    "%d %B %Y", "%d %b %Y", "%d-%b-%y", "%d.%m.%Y",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two files say different things of one finding."""

    finding_id: str
    kept: Disposition
    other: Disposition
    other_file: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What merging did.

    Attributes
    ----------
    dispositions
        All dispositions as they now stand in the file.
    added, updated
        Finding ids that are new, or taken from a newer copy.
    conflicts
        Findings of which two files say different things, and which was kept.
    """

    dispositions: tuple[Disposition, ...]
    added: tuple[str, ...]
    updated: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def read_dispositions(folder: Path, report: CheckReport | None = None) -> tuple[Disposition, ...]:
    """Read ``dispositions.csv`` of a case; nothing where there is none.

    Of two lines on one finding the newer counts.

    Raises
    ------
    LoaderError
        When the file is none of ours or of a newer format.
    """
    path = folder / NAME
    return read_disposition_file(path, report) if path.exists() else ()


def read_disposition_file(path: Path, report: CheckReport | None = None) -> tuple[Disposition, ...]:
    """Read one copy of the file, as kept in a case or saved from a page."""
    report = report if report is not None else CheckReport()
    found: dict[str, Disposition] = {}
    for line in read_rows(path, ("finding_id", "state"), VERSION):
        made = _disposition(line)
        if made is None:
            column, cell, expected = _not_understood(line)
            report.add(
                "JU-L106", document=path.name, row=int(line["_row"]),
                column=column, found=cell, expected=expected,
            )  # fmt: skip
            continue
        before = found.get(made.finding_id)
        if before is not None:
            report.add("JU-L107", document=path.name, row=int(line["_row"]),
                       found=made.finding_id)  # fmt: skip
        if before is None or moment(made.when) >= moment(before.when):
            found[made.finding_id] = made
    return tuple(found.values())


def _disposition(line: Mapping[str, str]) -> Disposition | None:
    """Return what a line says, or ``None`` where it is not understood."""
    finding = line.get("finding_id", "").strip()
    written = _plain(line.get("state", ""))
    try:
        state = DispositionState(written or "open")
        kind = AddedAs(_plain(line.get("kind", "")))
    except ValueError:
        return None
    if not finding or (kind and not _OWN_ID.fullmatch(finding)):
        return None
    texts = {
        name: line.get(name, "").strip()
        for name in COLUMNS
        if name not in ("format", "finding_id", "state", "kind", *_SPACED)
    }
    spaced = {name: tuple(line.get(name, "").split()) for name in _SPACED}
    return Disposition(finding, state, kind=kind, **spaced, **texts)  # type: ignore[arg-type]


def _not_understood(line: Mapping[str, str]) -> tuple[str, str, str]:
    """Return the column that keeps a line from being understood, what it has, and should have."""
    finding = line.get("finding_id", "").strip()
    if not finding:
        return "finding_id", "", "the id of a finding"
    if _plain(line.get("state", "")) not in ("", *DispositionState):
        return "state", line.get("state", ""), ""
    if _plain(line.get("kind", "")) not in [*AddedAs]:
        return "kind", line.get("kind", ""), "nothing, finding or good practice"
    return "finding_id", finding, "p- and letters or digits, for what the panel added"


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())


def moment(when: str) -> datetime:
    """Return when a line was written, in whatever form Excel left it; long ago if unknown.

    Examples
    --------
    >>> moment("22/11/2026 10:30") == moment("2026-11-22T10:30")
    True
    """
    text = when.strip()
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        pass
    for form in _WHEN_FORMS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return datetime.min


def write_dispositions(folder: Path, dispositions: Iterable[Disposition]) -> None:
    """Write ``dispositions.csv`` whole or not at all.

    Columns that a person added are kept, and so is every line that is not understood, as it
    stands, after the others; the earlier of two lines on one finding, before them.

    Raises
    ------
    LoaderError
        When the file is open in another program.
    """
    path = folder / NAME
    dispositions = tuple(dispositions)
    new = {each.finding_id: moment(each.when) for each in dispositions}
    before: dict[str, dict[str, str]] = {}
    earlier: list[dict[str, str]] = []
    extra: dict[str, None] = {}
    not_understood: list[dict[str, str]] = []
    if path.exists():
        for line in read_rows(path, ("finding_id", "state"), VERSION):
            made = _disposition(line)
            if made is None:
                not_understood.append(line)
            else:
                other = before.get(made.finding_id)
                if other is not None and moment(made.when) < moment(other.get("when", "")):
                    line, other = other, line
                before[made.finding_id] = line
                # what counts less is kept, so long as it goes on counting less
                if other is not None and moment(other.get("when", "")) <= new.get(
                    made.finding_id, datetime.min
                ):
                    earlier.append(other)
            extra.update(dict.fromkeys(c for c in line if c not in COLUMNS and c != "_row"))
    lines: list[Mapping[str, str]] = []
    for each in dispositions:
        old = before.get(each.finding_id, {})
        lines.append({**{c: old.get(c, "") for c in extra}, **_line(each)})
    write_rows(path, [*COLUMNS, *extra], [*earlier, *lines, *not_understood])


def _line(each: Disposition) -> dict[str, str]:
    line = {f.name: str(getattr(each, f.name)) for f in fields(each)}
    line |= {name: " ".join(getattr(each, name)) for name in _SPACED}
    line["format"] = str(VERSION)
    return line


def merge(folder: Path, files: Sequence[Path]) -> Merged:
    """Take copies saved from pages into the case: the newest line of each finding stands.

    Parameters
    ----------
    folder
        The case.
    files
        The copies, in any order; the result does not depend on it.

    Raises
    ------
    LoaderError
        When a file cannot be read or written.
    """
    own = read_dispositions(folder)
    sources = [("", own), *((f.name, read_disposition_file(f)) for f in files)]
    candidates: dict[str, list[tuple[Disposition, str]]] = {}
    for name, lines in sources:
        for line in lines:
            candidates.setdefault(line.finding_id, []).append((line, name))
    mine = {line.finding_id: line for line in own}
    kept: list[Disposition] = []
    conflicts: list[Conflict] = []
    for finding in [*mine, *sorted(set(candidates) - set(mine))]:
        best, _ = max(candidates[finding], key=_newest)
        kept.append(best)
        for other, name in candidates[finding]:
            if (
                _says(other) != _says(best)
                and other.state is not DispositionState.OPEN
                and moment(other.when) not in _replaced(best)
            ):
                conflicts.append(Conflict(finding, best, other, name or NAME))
    write_dispositions(folder, kept)
    return Merged(
        tuple(kept),
        tuple(k.finding_id for k in kept if k.finding_id not in mine),
        tuple(k.finding_id for k in kept if k.finding_id in mine and mine[k.finding_id] != k),
        tuple(conflicts),
    )


def _newest(candidate: tuple[Disposition, str]) -> tuple[object, ...]:
    line, _ = candidate
    # At one moment a decision outweighs "open"; then anything, so long as it is always the same.
    return (moment(line.when), line.state is not DispositionState.OPEN, _says(line))


def _says(line: Disposition) -> tuple[str, ...]:
    own = (line.title, *line.fingerprint) if line.kind else ()
    return (line.state.value, line.note, line.question_to, line.sent_on, line.answered_on,
            line.answer, *own)  # fmt: skip


def _replaced(line: Disposition) -> set[datetime]:
    """Return when each version was written that the writer of this line had before them."""
    return {moment(when) for when in line.replaces.split("|") if when.strip()}
