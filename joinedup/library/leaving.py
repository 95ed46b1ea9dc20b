"""What of a case's rows may leave in a file: the same rules as for the page, paper and Excel.

Recorded reasons that are restricted, privileged or conceal an address are kept back, as is what the
panel marked as restricted; while proceedings are live no role is named ahead of a court. Keys stay:
a file must join to itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graphdb.model import DispositionState, Person
from graphdb.tables import Row, Tables, Value, uid_of
from joinedup.library.confidential import CONFIDENTIAL, row_of_other_names
from viz.leaving import Leaving

KEPT_BACK = "What the panel wrote is kept in dispositions.csv and is not in this file."

_RESTRICTED = str(DispositionState.RESTRICTED)
#: Keys, and words of ours that say what something is.
_NOT_WORDS = frozenset(
    {
        "uid", "case_id", "start", "end", "kind", "topic", "sector", "query", "certainty",
        "stance", "nature", "extent", "by", "agency", "person", "said_by", "via", "line",
        "expected_of", "code", "themes", "examined", "shows", "how", "state", "disposition",
        "kinds", "looked_for", "sector_group", "certain_topics", "possible_topics",
    }
)  # fmt: skip
#: What an agency wrote: nothing of it is put in other words.
_AS_WRITTEN = frozenset(
    {"summary", "document", "part", "ref", "written", "tool", "grade", "response", "outcome",
     "channel"}
)  # fmt: skip
_OF_PANEL = ("EVIDENCED_BY", "CONCERNS", "CODED_AS")


def fit_to_leave(tables: Tables, leave: Leaving) -> Tables:
    """Return a case's rows as they may leave.

    Parameters
    ----------
    tables
        The case with its findings.
    leave
        What has to be done to its text (:func:`viz.leaving.leaving`).
    """
    own = _restricted_of_panel(tables)
    nodes = {
        label: _rows([_kept_back(label, row, own) for row in rows], leave)
        for label, rows in tables.nodes.items()
    }
    edges = {key: _rows(_said_by_others(key[0], rows, own), leave)
             for key, rows in tables.edges.items()}  # fmt: skip
    return Tables(tables.case_id, nodes, {key: rows for key, rows in edges.items() if rows})


def with_other_names(tables: Tables, persons: Iterable[Person]) -> Tables:
    """Return rows with a node that keeps aliases: for a library that records an authority.

    No export has them: without an authority nobody needs more names than one.
    """
    names = {
        uid_of(tables.case_id, "Person", p.person_id): tuple(filter(None, p.aliases))
        for p in persons
        if any(p.aliases)
    }
    if not names:
        return tables
    kept = {CONFIDENTIAL: (row_of_other_names(tables.case_id, names),)}
    return Tables(tables.case_id, {**tables.nodes, **kept}, tables.edges)


def _restricted_of_panel(tables: Tables) -> frozenset[Value]:
    """Return findings that the panel added and restricted: these are its own words throughout."""
    return frozenset(
        row["uid"]
        for row in tables.nodes.get("Finding", ())
        if row["by_panel"] and row["disposition"] == _RESTRICTED
    )


def _said_by_others(edge: str, rows: Sequence[Row], own: frozenset[Value]) -> Sequence[Row]:
    if edge not in _OF_PANEL or not own:
        return rows
    return [row for row in rows if row["start"] not in own]


def _kept_back(label: str, row: Row, own: frozenset[Value]) -> Row:
    if label == "Finding" and row["uid"] in own:
        return row | {"statement": KEPT_BACK}
    if label == "Disposition" and row["state"] == _RESTRICTED:
        silent: Row = dict.fromkeys(("question_to", "sent_on", "answered_on", "answer"), "")
        uid = str(row["uid"]).replace("/disposition:", "/finding:", 1)
        title = {"title": KEPT_BACK} if uid in own else {}
        return row | silent | title | {"note": KEPT_BACK}
    return row


def _rows(rows: Sequence[Row], leave: Leaving) -> tuple[Row, ...]:
    """Return rows of one kind as they may leave; every text is looked at once, however often."""
    if not (leave.kept_back or leave.term):
        return tuple(rows)
    for name in rows[0] if rows else ():
        if name in _NOT_WORDS or name.endswith(("_id", "_iso")):
            continue
        change = leave.as_written if name in _AS_WRITTEN else leave.ours
        changed = {
            text: new
            for text in _texts({row[name] for row in rows})
            if (new := change(text)) != text
        }
        if changed:
            rows = [row | {name: _changed(row[name], changed)} for row in rows]
    return tuple(rows)


def _texts(values: Iterable[Value]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from value


def _changed(value: Value, changed: Mapping[str, str]) -> Value:
    if isinstance(value, str):
        return changed.get(value, value)
    if isinstance(value, tuple):
        return tuple(changed.get(one, one) for one in value)
    return value
