"""Refs: the ids of rows, what names them, and rows of two agencies that carry the same one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from graphdb.identity import event_id_by_ref, event_id_by_text, normalise_text
from graphdb.model import Link, LinkBy
from loaders.drafts import Draft
from loaders.holders import Holders
from loaders.messages import shorten
from loaders.report import CheckReport

_PLAIN = re.compile(r"[\W_]+")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[^\W_]")
# "A1", "23" and "2013" number the rows of one chronology; "12/345678" numbers an incident.
SHARED_LENGTH = 6
SHARED_DIGITS = 4


def give_ids(case_id: str, drafts: Sequence[Draft], report: CheckReport) -> None:
    """Give every draft its id: by its Ref, else by what it says.

    Nothing depends on the order of files. Rows that share a Ref are told apart by their text,
    exact duplicates by an ordinal given in the order of what else they say.
    """
    by_ref: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    by_text: dict[tuple[str, ...], list[Draft]] = defaultdict(list)
    for draft in drafts:
        ref = draft.get("ref")
        if ref:
            by_ref[(draft.agency_id, normalise_text(ref))].append(draft)
        else:
            by_text[_text_key(draft)].append(draft)
    for (agency, _), same in by_ref.items():
        if len(same) == 1:
            same[0].event_id = event_id_by_ref(case_id, agency, same[0].get("ref"))
            continue
        _report_twice(same, report)
        for draft in same:
            by_text[_text_key(draft)].append(draft)
    for key, same in by_text.items():
        ordered = sorted(same, key=_everything) if len(same) > 1 else same
        for ordinal, draft in enumerate(ordered):
            draft.event_id = event_id_by_text(
                case_id, key[0], written_date=key[1], time=key[2], kind=key[3], text=key[4],
                ordinal=ordinal,
            )  # fmt: skip


def _text_key(draft: Draft) -> tuple[str, ...]:
    parts = (draft.get("date"), draft.get("time"), draft.get("kind"))
    text = draft.get("summary") or draft.get("response") or draft.get("information")
    return (draft.agency_id, *(normalise_text(p) for p in parts), normalise_text(text))


def _everything(draft: Draft) -> tuple[object, ...]:
    source = draft.source
    return (sorted(draft.values.items()), source.document, source.part, source.row)


def _report_twice(same: list[Draft], report: CheckReport) -> None:
    first = min(same, key=lambda d: (d.source.document, d.source.part, d.source.row))
    here = (first.source.document, first.source.part)
    others = [
        f"row {s.row}" if (s.document, s.part) == here else str(s)
        for s in sorted(
            (d.source for d in same if d is not first), key=lambda s: (s.document, s.part, s.row)
        )
    ]
    report.add(
        "JU-L071",
        document=first.source.document,
        part=first.source.part,
        row=first.source.row,
        column=first.columns.names.get("ref", ""),
        found=f"{shorten(first.get('ref'))[:24]}, also in {others[0]}"
        + (f" and {len(others) - 1} more" if len(others) > 1 else ""),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What a cell of Refs names."""

    events: tuple[str, ...]
    unknown: tuple[str, ...]
    ambiguous: tuple[str, ...]


class References:
    """Finds rows by Ref: the own agency's first, then the only one in the case."""

    _split = re.compile(r"\s*[;,\n&]\s*|\s+and\s+", re.IGNORECASE)

    def __init__(self, drafts: Iterable[Draft], holders: Holders) -> None:
        self._holders = holders
        self._own: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._all: dict[str, set[str]] = defaultdict(set)
        self._ids: set[str] = set()
        for draft in drafts:
            self._ids.add(draft.event_id)
            ref = draft.get("ref")
            if ref:
                key = _ref_key(ref)
                self._own[(draft.agency_id, key)].add(draft.event_id)
                self._all[key].add(draft.event_id)

    def find(self, cell: str, agency_id: str) -> Found:
        """Return the rows that a cell names."""
        whole = self._one(cell, agency_id)
        if len(whole) == 1:
            return Found(tuple(whole), (), ())
        events: dict[str, None] = {}
        unknown: list[str] = []
        ambiguous: list[str] = []
        for piece in self._split.split(cell):
            if not _NUMBER.search(piece):
                continue
            found = self._one(piece, agency_id)
            if len(found) == 1:
                events.update(dict.fromkeys(found))
            elif found:
                ambiguous.append(piece)
            else:
                unknown.append(piece)
        return Found(tuple(events), tuple(unknown), tuple(ambiguous))

    def _one(self, piece: str, agency_id: str) -> set[str]:
        if piece.strip() in self._ids:
            return {piece.strip()}
        before, colon, after = piece.partition(":")
        if colon:
            named = self._holders.named(before.strip(), agency_id)
            if named is not None:
                return self._own.get((named.partition("/")[0], _ref_key(after)), set())
        key = _ref_key(piece)
        return self._own.get((agency_id, key)) or self._all.get(key, set())


def _ref_key(ref: str) -> str:
    return normalise_text(ref).removeprefix("ref").strip(" .:#")


def links_by_reference(drafts: Sequence[Draft]) -> list[Link]:
    """Return links between rows of different agencies that carry the same number.

    Only a number that can hardly be a coincidence counts (six characters, four of them
    digits, not a year or a date), and only where one row of each agency carries it.
    """
    rows: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        key = _PLAIN.sub("", normalise_text(draft.get("ref")))
        if len(key) >= SHARED_LENGTH and len(_DIGIT.findall(key)) >= SHARED_DIGITS:
            rows[key].append(draft)
    links = []
    for same in rows.values():
        agencies = [d.agency_id for d in same]
        if len(set(agencies)) < 2 or len(set(agencies)) != len(agencies):
            continue
        for one, two in combinations(sorted(d.event_id for d in same), 2):
            links.append(Link(one, two, LinkBy.REFERENCE))
    return links
