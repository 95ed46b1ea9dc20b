"""Many cases at once into an embedded store: a file of them, and what reads it into the engine.

The engine's quick way in (`GraphBatch`) commits piece by piece, so a case that it writes could be
left half there. What holds is the file: once it has its name, its cases are as good as written.
Whatever happens then, whoever opens the store next takes out what is there of them and reads the
file again, before anybody can ask; only then is the file removed. Until it has its name, nothing
of what was there is touched. A file that cannot be read any more, or not into the engine, must not
keep the store from opening: its cases are taken out, and whoever opens the store is told.

The file begins and ends with the same line, which says whose rows it holds; that and the rows of
each case have checksums. So whatever became of the rest, the cases can be named.

The file holds what cases hold: it lies in the store's own folder, for the user alone.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from graphdb.stores.packing import Edges, Nodes, head_of, unpack
from graphdb.tables import THEME

__all__ = ["FOLDER", "DamagedError", "Loader", "begun", "cases_of", "put", "remove", "waiting"]

#: Java's objects, which have no types here.
_Java: TypeAlias = Any

#: Where the files lie in a store's folder; how a whole one, and one being written, is called.
FOLDER = "loading"
_WHOLE, _PART, _BEGUN = ".cases", ".part", ".begun"
#: How often a file is read again that an engine did not survive.
_AGAIN = 3
#: Characters that cross to Java at once; edges that are committed at once.
_CHARACTERS, _AT_ONCE = 4_000_000, 200_000


class DamagedError(Exception):
    """A file is not as it was written."""


def put(folder: Path, cases: Sequence[tuple[str, bytes]]) -> Path:
    """Write packed cases to a file, whole or not at all; return it.

    Parameters
    ----------
    folder : Path
        The store's folder.
    cases : Sequence[tuple[str, bytes]]
        Ids and rows of packed cases, none twice. Files are read in the order in which they were
        written.

    Raises
    ------
    OSError
        Where it cannot be written, such as on a full disk; nothing is left of it then.
    """
    place = folder / FOLDER
    place.mkdir(exist_ok=True, mode=0o700)
    number = max((int(path.stem) for path in place.glob(f"*{_WHOLE}")), default=0) + 1
    part, whole = place / f"{number:09d}{_PART}", place / f"{number:09d}{_WHOLE}"
    told = json.dumps([(case_id, len(data), zlib.crc32(data)) for case_id, data in cases]).encode()
    line = b"%d %s\n" % (zlib.crc32(told), told)
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.writelines((line, *(data for _, data in cases), b"\n", line))
            file.flush()
            os.fsync(file.fileno())
        part.replace(whole)
        _settle(place)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    return whole


def _settle(place: Path) -> None:
    """Have the disk know the names in a folder, where the system lets us."""
    with contextlib.suppress(OSError):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def waiting(folder: Path) -> list[Path]:
    """Return the files that are still to be read, in order; clear what never became one."""
    place = folder / FOLDER
    for part in place.glob(f"*{_PART}"):
        part.unlink()
    return sorted(place.glob(f"*{_WHOLE}"))


def remove(path: Path) -> None:
    """Remove a file whose cases are settled, and what was noted of it."""
    path.with_suffix(_BEGUN).unlink(missing_ok=True)
    path.unlink()
    _settle(path.parent)


def begun(path: Path) -> bool:
    """Note that a file is being read again; say whether it was not too often already."""
    note = path.with_suffix(_BEGUN)
    with note.open("ab") as file:
        file.write(b".")
        file.flush()
        os.fsync(file.fileno())
    return note.stat().st_size <= _AGAIN


def cases_of(path: Path) -> list[str] | None:
    """Return whose rows a file holds, damaged or not; ``None`` where that is lost, too."""
    told = _told(path)
    return None if told is None else [case_id for case_id, _, _ in told]


def _told(path: Path) -> list[tuple[str, int, int]] | None:
    data = path.read_bytes()
    for line in (data.partition(b"\n")[0], data[:-1].rpartition(b"\n")[2]):
        number, _, told = line.partition(b" ")
        if number == b"%d" % zlib.crc32(told):
            return [(case_id, length, check) for case_id, length, check in json.loads(told)]
    return None


def _cases(path: Path) -> Iterator[bytes]:
    told = _told(path)
    if told is None:
        raise DamagedError
    with path.open("rb") as file:
        file.readline()
        for _, length, check in told:
            data = file.read(length)
            if zlib.crc32(data) != check:
                raise DamagedError
            yield data


class Loader:
    """Reads files of cases into an engine that runs in this process.

    Parameters
    ----------
    java : object
        The module `jpype`.
    database : object
        The engine's database.
    """

    def __init__(self, java: _Java, database: _Java) -> None:
        self._java, self._database = java, database
        self._vertices = java.JClass("com.arcadedb.python.VertexBatcher")
        self._edges = java.JClass("com.arcadedb.python.EdgeBatcher")
        self._flush = java.JClass("com.arcadedb.engine.WALFile$FlushType").YES_FULL
        #: uid to record, of the nodes that cases share, with what they say.
        self._shared: dict[str, tuple[str, dict[str, Any]]] = {}

    def load(self, path: Path, *, again: bool = False) -> None:
        """Write every case of a file in place of what is there of it; then remove the file.

        Parameters
        ----------
        path : Path
            A file that `put` has written.
        again : bool, optional
            Whether a part of it may be there already.

        Raises
        ------
        DamagedError
            Where the file is not as it was written; nothing was touched.
        """
        self._shared.clear()  # others may have changed these since
        cases = list(_cases(path))
        heads = [head_of(case) for case in cases]
        self._kinds(heads)
        self._clear([head["case_id"] for head in heads], thoroughly=again)
        self._write([unpack(case) for case in cases])
        remove(path)

    def take_out(self, case_ids: Sequence[str]) -> None:
        """Remove whatever there is of cases, however little of it fits together."""
        if self._database.isTransactionActive():
            self._database.rollback()
        self._clear(case_ids, thoroughly=True)

    def _kinds(self, heads: Sequence[dict[str, Any]]) -> None:
        schema = self._database.getSchema()
        labels = {label for head in heads for label, _ in head["nodes"]}
        types = {key[0] for head in heads for key in head["edges"]}
        for names, make in ((labels, schema.createVertexType), (types, schema.createEdgeType)):
            for name in sorted(names):
                if not schema.existsType(name):
                    make(name)

    # --- what is there already --------------------------------------------------------------

    def _clear(self, case_ids: Sequence[str], *, thoroughly: bool) -> None:
        if thoroughly:
            # an edge may be there and neither of its ends know of it
            for name in self._types("Edge"):
                self._delete(name, case_ids)
            there = case_ids
        else:
            there = [one for one in case_ids if self._is_there(one)]
        for case_id in there:
            self._database.begin()
            for label in self._types("Vertex"):
                self._delete(label, [case_id])
            self._database.commit()

    def _is_there(self, case_id: str) -> bool:
        return bool(self._database.lookupByKey("Case", "case_id", case_id).hasNext())

    def _delete(self, kind: str, case_ids: Sequence[str]) -> None:
        given = self._java.JClass("java.util.HashMap")()
        given.put("ids", self._java.JClass("java.util.ArrayList")(list(case_ids)))
        one_of = "= :ids[0]" if len(case_ids) == 1 else "IN :ids"  # the first by its index
        text = f"DELETE FROM `{kind}` WHERE case_id {one_of}"  # noqa: S608 - a declared kind
        self._database.command("sql", text, given)

    def _types(self, kind: str) -> list[str]:
        """Return the names of all types of ``"Vertex"`` or of ``"Edge"``."""
        of_kind = self._java.JClass(f"com.arcadedb.schema.{kind}Type")
        types = self._database.getSchema().getTypes()
        return [str(one.getName()) for one in types if isinstance(one, of_kind)]

    # --- writing ----------------------------------------------------------------------------

    def _write(self, cases: Sequence[tuple[list[Nodes], list[Edges]]]) -> None:
        shared = [self._share(nodes) for nodes, _ in cases]
        batch = self._batch()
        try:
            records = self._nodes(batch, [nodes for nodes, _ in cases], shared)
            for (_, edges), rids in zip(cases, records, strict=True):
                self._link(batch, edges, rids)
        except BaseException:
            batch.abandon()
            raise
        batch.close()

    def _batch(self) -> _Java:
        return (
            self._database.batch()
            .withWAL(True)
            .withWALFlush(self._flush)  # what it commits is on the disk
            .withLightEdges(False)
            .withParallelFlush(False)
            .withEdgeListInitialSize(64)
            .withPreAllocateEdgeChunks(True)
            .withBatchSize(_AT_ONCE)
            .withCommitEvery(_AT_ONCE)
            .build()
        )

    def _nodes(
        self,
        batch: _Java,
        cases: Sequence[list[Nodes]],
        shared: Sequence[dict[int, list[str]]],
    ) -> list[list[str]]:
        """Write the nodes of several cases, kind by kind; return the records of each case."""
        by_label: dict[str, list[tuple[int, int]]] = {}
        for case, (nodes, known) in enumerate(zip(cases, shared, strict=True)):
            for part, some in enumerate(nodes):
                if part not in known:
                    by_label.setdefault(some.label, []).append((case, part))
        found = [dict(known) for known in shared]
        for label, places in by_label.items():
            for chunk in _chunks(places, lambda at: len(cases[at[0]][at[1]].rows)):
                rows = ",".join(cases[case][part].rows for case, part in chunk)
                made = iter(self._made(batch, label, rows))
                for case, part in chunk:
                    found[case][part] = list(itertools.islice(made, cases[case][part].count))
        return [
            [rid for part in range(len(nodes)) for rid in records[part]]
            for nodes, records in zip(cases, found, strict=True)
        ]

    def _made(self, batch: _Java, label: str, rows: str) -> list[str]:
        return str(self._vertices.createVerticesJson(batch, label, f"[{rows}]")).split(";")

    def _link(self, batch: _Java, edges: Sequence[Edges], rids: Sequence[str]) -> None:
        for some in edges:
            # the braces of the properties are opened by the ends
            told = [text[1:] if text == "{}" else f",{text[1:]}" for text in some.properties]
            rows = ",".join(
                [
                    f'{{"_src":"{rids[start]}","_dst":"{rids[end]}"{told[which]}'
                    for start, end, which in zip(some.starts, some.ends, some.which, strict=True)
                ]
            )
            self._edges.newEdgesJson(batch, some.key[0], f"[{rows}]")

    # --- nodes that cases share -------------------------------------------------------------

    def _share(self, nodes: Sequence[Nodes]) -> dict[int, list[str]]:
        """Write the shared nodes of a case that are new or say something new; by line of it."""
        return {
            part: [self._renewed(some.label, row) for row in some.read()]
            for part, some in enumerate(nodes)
            if some.label == THEME
        }

    def _renewed(self, label: str, row: dict[str, Any]) -> str:
        uid = row["uid"]
        known = self._shared.get(uid)
        if known is None or known[1] != row:
            self._database.begin()
            there = self._database.lookupByKey(label, "uid", uid)
            node = (
                there.next().asVertex().modify()
                if there.hasNext()
                else self._database.newVertex(label)
            )
            for name, value in row.items():
                node.set(name, value)
            node.save()
            self._database.commit()
            known = self._shared[uid] = (str(node.getIdentity()), row)
        return known[0]


def _chunks(
    places: Sequence[tuple[int, int]], size: Callable[[tuple[int, int]], int]
) -> Iterator[list[tuple[int, int]]]:
    """Split what goes to Java at once by its length."""
    some: list[tuple[int, int]] = []
    length = 0
    for place in places:
        if some and length + size(place) > _CHARACTERS:
            yield some
            some, length = [], 0
        some.append(place)
        length += size(place)
    if some:
        yield some
