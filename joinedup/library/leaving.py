"""What of a case's rows may leave in a file: the same rules as for the page, paper and Excel.

Recorded reasons that are restricted, privileged or conceal an address are kept back, as is what the
panel marked as restricted; while proceedings are live no role is named ahead of a court. Keys stay:
a file must join to itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphdb.model import DispositionState, Person
from graphdb.tables import Row, Tables, Value, uid_of
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
    return Tables(
        tables.case_id,
        {
            label: tuple(_row(_kept_back(label, row, own), leave) for row in rows)
            for label, rows in tables.nodes.items()
        },
        {
            key: kept
            for key, rows in tables.edges.items()
            if (kept := tuple(_row(r, leave) for r in rows if not _says_it(key[0], r, own)))
        },
    )


def with_other_names(tables: Tables, persons: Iterable[Person]) -> Tables:
    """Return rows whose persons have their aliases: for a library that records an authority.

    No export has them: without an authority nobody needs more names than one.
    """
    names = {
        uid_of(tables.case_id, "Person", p.person_id): tuple(filter(None, p.aliases))
        for p in persons
    }
    rows = tuple(
        row | {"other_names": names.get(str(row["uid"]), ())}
        for row in tables.nodes.get("Person", ())
    )
    return Tables(tables.case_id, {**tables.nodes, "Person": rows} if rows else tables.nodes,
                  tables.edges)  # fmt: skip


def _restricted_of_panel(tables: Tables) -> frozenset[Value]:
    """Return findings that the panel added and restricted: these are its own words throughout."""
    return frozenset(
        row["uid"]
        for row in tables.nodes.get("Finding", ())
        if row["by_panel"] and row["disposition"] == _RESTRICTED
    )


def _says_it(edge: str, row: Row, own: frozenset[Value]) -> bool:
    return edge in _OF_PANEL and row["start"] in own


def _kept_back(label: str, row: Row, own: frozenset[Value]) -> Mapping[str, Value]:
    if label == "Finding" and row["uid"] in own:
        return row | {"statement": KEPT_BACK}
    if label == "Disposition" and row["state"] == _RESTRICTED:
        silent: Row = dict.fromkeys(("question_to", "sent_on", "answered_on", "answer"), "")
        uid = str(row["uid"]).replace("/disposition:", "/finding:", 1)
        title = {"title": KEPT_BACK} if uid in own else {}
        return row | silent | title | {"note": KEPT_BACK}
    return row


def _row(row: Mapping[str, Value], leave: Leaving) -> Row:
    return {name: _value(name, value, leave) for name, value in row.items()}


def _value(name: str, value: Value, leave: Leaving) -> Value:
    if name in _NOT_WORDS or name.endswith(("_id", "_iso")):
        return value
    change = leave.as_written if name in _AS_WRITTEN else leave.ours
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(change(one) for one in value)
    return value
