"""A case read back from a store, and held to what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphdb.schema import (
    EDGES,
    NODES,
    EdgeKey,
    edge_keys,
    edge_kind,
    node_kind,
)
from graphdb.stores.packing import digest
from graphdb.tables import THEME, Row, Tables, TablesError, checked
from joinedup import __version__
from joinedup.library.asking import asked
from joinedup.library.confidential import CONFIDENTIAL, of_nobody_here, said_of_pairs
from joinedup.library.sealing import vocabulary_digest

if TYPE_CHECKING:
    from graphdb.stores.base import Store
    from joinedup.many import Sealed

#: What a library holds that is of no case; what is confidential may be of one.
SHARED = frozenset({THEME, "Authority"})


@dataclass(frozen=True, slots=True)
class CaseVerified:
    """What came of holding a stored case to what was written.

    Attributes
    ----------
    case_id
        The case.
    differs
        What differs from what was written, in sentences; empty where the case is as written.
    notes
        What is to be known besides: that another release made it, or another vocabulary.
    """

    case_id: str
    differs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of verifying a library.

    Attributes
    ----------
    cases
        Each case in the order of the library, then those that are in their folder only.
    library
        What is wrong with the library as a whole, in sentences.
    """

    cases: tuple[CaseVerified, ...]
    library: tuple[str, ...] = ()

    @property
    def as_written(self) -> bool:
        """Whether everything is as it was written, and needs nobody's attention."""
        return not self.library and not any(one.differs or one.notes for one in self.cases)


def read_back(store: Store, case_id: str) -> Tables:
    """Return the rows of a case as they are stored, with the themes to which its edges lead.

    Rows stand in the order of their keys. What was declared and is not there is ``None``; what
    is there and is not declared stays, so that a check finds it.

    Complexity
    ----------
    Linear in the rows of the case, however many cases the store holds.
    """
    nodes: dict[str, tuple[Row, ...]] = {}
    for kind in NODES:
        if kind.label in SHARED:
            continue
        found = asked(
            store,
            f"MATCH (n:`{kind.label}` {{case_id: $case}}) RETURN properties(n) AS row",
            {"case": case_id},
        )
        declared = ("uid", "case_id", *(p.name for p in kind.properties))
        rows = [_whole(one["row"], declared) for one in found]
        if rows:
            nodes[kind.label] = tuple(sorted(rows, key=lambda row: str(row["uid"])))
    found_of = {key: _edges(store, case_id, key) for key in edge_keys() if key[1] in nodes}
    edges = {key: of_kind for key, of_kind in found_of.items() if of_kind}
    themes = {str(row["end"]) for key in edges if key[2] == THEME for row in edges[key]}
    if themes:
        nodes[THEME] = _themes(store, themes)
    return Tables(case_id, nodes, edges)


def _edges(store: Store, case_id: str, key: EdgeKey) -> tuple[Row, ...]:
    type_, start, end = key
    # begun from the case's own nodes: a relationship is in no index
    found = asked(
        store,
        f"MATCH (a:`{start}` {{case_id: $case}})-[r:`{type_}`]->(b:`{end}`) "
        "WHERE r.case_id = $case RETURN a.uid AS start, b.uid AS end, properties(r) AS row",
        {"case": case_id},
    )
    declared = ("case_id", *(p.name for p in edge_kind(*key).properties))
    rows = [{"start": e["start"], "end": e["end"]} | _whole(e["row"], declared) for e in found]
    return tuple(sorted(rows, key=ascii))


def _whole(row: Mapping[str, Any], declared: Iterable[str]) -> Row:
    told = {name: tuple(v) if isinstance(v, list) else v for name, v in row.items()}
    return dict.fromkeys(declared) | told


def _themes(store: Store, uids: set[str]) -> tuple[Row, ...]:
    found = asked(
        store,
        f"MATCH (n:`{THEME}`) WHERE n.uid IN $uids RETURN properties(n) AS row",
        {"uids": sorted(uids)},
    )
    declared = ("uid", "case_id", *(p.name for p in node_kind(THEME).properties))
    themes = [_whole(one["row"], declared) for one in found]
    return tuple(sorted(themes, key=lambda row: str(row["uid"])))


# -- verifying -----------------------------------------------------------------------------


def verified_case(store: Store, case_id: str, against: Sealed | None = None) -> CaseVerified:
    """Read a case back and hold it to its digest, to the schema, and to its folder if given."""
    tables = read_back(store, case_id)
    cases = tables.nodes.get("Case", ())
    if len(cases) != 1:
        return CaseVerified(case_id, (f"It has {len(cases)} Case nodes; one is expected.",))
    case = cases[0]
    differs = []
    if case["digest"] is None:
        differs.append(
            "It has no digest: it was not written by `joinedup library add` or `joinedup push`. "
            "Add it again."
        )
    elif digest(tables) != case["digest"]:
        differs.append("Its rows are not those that were written. Add it again from its folder.")
    try:
        checked(tables)
    except TablesError as error:
        differs.append(f"Its rows do not obey the schema: {error}.")
    notes = tuple(_made(case))
    if against is not None:
        differs += _against(case, against)
    return CaseVerified(case_id, tuple(differs), notes)


def _made(case: Row) -> Iterable[str]:
    if case["digest"] is None:
        return
    if case["made_with"] != __version__:
        yield (
            f"It was made by joinedup {case['made_with']}; this is {__version__}. Add it again "
            "to have what this release finds."
        )
    if case["vocabulary"] != vocabulary_digest():
        yield "It was made with another vocabulary than this release has. Add it again."


def _against(case: Row, folder: Sealed) -> Iterable[str]:
    if folder.packed is None:
        yield f"Its folder cannot be read: {folder.wrong}"
        return
    if folder.inputs != case["inputs"]:
        yield f"The files in {folder.folder} have changed since it was added. Add it again."
    elif folder.digest != case["digest"] and not list(_made(case)):
        yield f"What {folder.folder} gives is not what is stored. Add it again."


def verified_library(store: Store) -> tuple[str, ...]:
    """Look at the store as a whole: kinds not declared, rows of no case, edges across cases."""
    return (*_wrong_nodes(store), *_wrong_edges(store), *_wrong_said(store))


def _wrong_nodes(store: Store) -> Iterable[str]:
    there = asked(
        store, "MATCH (n) RETURN labels(n) AS labels, n.case_id AS case_id, count(*) AS many"
    )
    declared = {kind.label for kind in NODES}
    cases = set(store.cases())
    homes = {label: {""} if label in SHARED else cases for label in declared}
    homes[CONFIDENTIAL] = cases | {""}
    others: dict[str, int] = {}
    lost: dict[str, int] = {}
    for labels, case_id, many in (tuple(one.values()) for one in there):
        if len(labels) != 1 or labels[0] not in declared:
            name = ", ".join(labels) or "no label"
            others[name] = others.get(name, 0) + int(many)
        elif (case_id or "") not in homes[labels[0]]:
            lost[str(case_id)] = lost.get(str(case_id), 0) + int(many)
    for name, many in sorted(others.items()):
        yield (
            f"{many:,} nodes of a kind that joinedup does not have ({name}). Keep the cases in a "
            "database of their own."
        )
    for case_id, many in sorted(lost.items()):
        yield f"{many:,} nodes say that they are of “{case_id}”, which is no case of this library."
    for label in sorted(declared):
        (one,) = asked(
            store, f"MATCH (n:`{label}`) RETURN count(*) - count(DISTINCT n.uid) AS twice"
        )
        if one["twice"]:
            yield f"{one['twice']:,} {label} nodes have no uid, or one that another has."


def _wrong_edges(store: Store) -> Iterable[str]:
    declared = set(edge_keys())
    types = {kind.type for kind in EDGES}
    there = asked(
        store,
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, labels(a) AS starts, labels(b) AS ends, "
        "r.case_id = a.case_id AS fits, "
        "count(*) AS many",
    )
    for type_, starts, ends, fits, many in (tuple(one.values()) for one in there):
        name = f"({':'.join(starts)})-[:{type_}]->({':'.join(ends)})"
        if type_ not in types or (type_, *starts, *ends) not in declared:
            yield f"{many:,} edges of a kind that joinedup does not have: {name}."
        elif fits is not True:
            yield f"{many:,} edges {name} are of another case than the node they start from."


def _wrong_said(store: Store) -> Iterable[str]:
    unreadable = sum(one is None for one in said_of_pairs(store).values())
    if unreadable:
        yield (
            f"{unreadable:,} of the records of people in two cases cannot be read: somebody has "
            "changed them. Withdrawing the authority removes them with all others."
        )
    gone = len(of_nobody_here(store))
    if gone:
        yield (
            f"{gone:,} of the records of people in two cases speak of somebody who is not here any "
            "more, and are shown to nobody. The next `joinedup library add` removes them."
        )


def verified(
    store: Store,
    cases: Iterable[str],
    against: Mapping[str, Sealed],
    done: Callable[[CaseVerified], None] | None = None,
) -> Verified:
    """Verify cases of a store, and the store as a whole.

    Parameters
    ----------
    store
        Where they are.
    cases
        Their ids.
    against
        What the folders of some of them give now, by case.
    done
        Called after each case.
    """
    found = []
    for case_id in cases:
        found.append(verified_case(store, case_id, against.get(case_id)))
        if done is not None:
            done(found[-1])
    there = {one.case_id for one in found}
    for case_id, folder in against.items():
        if case_id not in there:
            said = f"{folder.folder} is not in the library: nobody has added it. {folder.wrong}"
            found.append(CaseVerified(case_id, (said.rstrip(),)))
    return Verified(tuple(found), verified_library(store))
