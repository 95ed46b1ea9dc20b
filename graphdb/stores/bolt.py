"""A store behind Bolt: Neo4j, one server or a cluster, and ArcadeDB, through the same driver."""

from __future__ import annotations

import json
import logging
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from types import MappingProxyType, ModuleType, TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import pandas as pd

from graphdb import schema as declared
from graphdb.stores.base import (
    Counts,
    FullError,
    KindsLike,
    NotInstalledError,
    NotThereError,
    QueryError,
    Records,
    RowsError,
    StoppedError,
    StoreError,
    TooLargeError,
    TooLongError,
    TooManyRowsError,
    WriteRefusedError,
    WrongPasswordError,
    WrongVersionError,
    refused,
)
from graphdb.stores.frames import frame, plain
from graphdb.stores.packing import Packed, pack, unpack
from graphdb.stores.reading import returned, writes
from graphdb.stores.statements import Kinds, batches, quoted, spelt
from graphdb.stores.trust import not_trusted
from graphdb.tables import THEME, Tables, TablesError, checked

if TYPE_CHECKING:
    import neo4j

__all__ = ["OLDEST", "BoltStore"]

#: The oldest Neo4j that the tests run against.
OLDEST = (5, 26)
#: The longest case, packed, that one statement writes at once: some 60,000 nodes and edges.
WHOLE = 8_000_000
#: Cases that are written side by side: while one is read by the server, another goes to its disk.
_AT_ONCE = 2
#: How often a case is written again when another writer was quicker with the same nodes.
_AGAIN = 3

_Answer = TypeVar("_Answer")
#: A label, or type, start label and end label.
Kind = str | tuple[str, str, str]


def _driver_package() -> ModuleType:
    try:
        import neo4j
    except ImportError:
        raise NotInstalledError(
            "Stores need the neo4j driver: install joinedup with its extra, joinedup[store]."
        ) from None
    log = logging.getLogger("neo4j")
    if not log.handlers:  # else what it tries again goes to the terminal of whoever asked
        log.addHandler(logging.NullHandler())
    return neo4j


class BoltStore:
    """A graph of cases on a server that speaks Bolt.

    Parameters
    ----------
    uri : str
        ``neo4j://`` for a cluster or one server, ``bolt://`` for just the one that answers;
        ``+s`` after either for TLS.
    user, password : str
        A user that may read and, to write cases, write and make constraints.
    schema : KindsLike, optional
        The kinds of nodes and edges; those of `graphdb.schema`.
    database : str, optional
        The database on the server; its default one if None.
    reader : tuple[str, str], optional
        Another user and password for queries: the safest lock is a user that may not write.
    patience : float, optional
        For how many seconds a transaction is tried again while the server is busy or changes
        its leader.

    Raises
    ------
    NotThereError, WrongPasswordError, WrongVersionError, NotInstalledError
        Where the server cannot be used, with what to do.
    """

    def __init__(
        self,
        uri: str,
        user: str,
        password: str,
        schema: KindsLike = declared,
        *,
        database: str | None = None,
        reader: tuple[str, str] | None = None,
        patience: float = 30,
    ) -> None:
        self._kinds = Kinds(schema)
        self._database = database
        self._prepared = False
        self._where = re.sub(r"//[^@/]*@", "//", uri)  # never a password in a message
        self._patience = patience
        self._connect(uri, (user, password), reader)

    def _connect(self, uri: str, writer: tuple[str, str], reader: tuple[str, str] | None) -> None:
        package = _driver_package()
        # what was written is seen by what is read next, whichever server of a cluster answers
        self._bookmarks = package.GraphDatabase.bookmark_manager()
        self._driver = self._opened(uri, writer)
        self._reader = self._driver if reader is None else self._opened(uri, reader)

    def _opened(self, uri: str, auth: tuple[str, str]) -> neo4j.Driver:
        package = _driver_package()
        if not re.fullmatch(r"(?:neo4j|bolt)(?:\+s|\+ssc)?://[^@\s]+", uri):
            raise NotThereError(
                f"{self._where!r} is no address of a server. Write it as neo4j://HOST:7687 or "
                "bolt://HOST:7687, with +s after neo4j or bolt for TLS, and give the user and the "
                "password apart from it."
            )
        driver: neo4j.Driver | None = None
        try:
            driver = package.GraphDatabase.driver(
                uri,
                auth=auth,
                user_agent="joinedup",
                connection_timeout=10,
                connection_acquisition_timeout=20,
                max_transaction_retry_time=self._patience,
                notifications_min_severity="OFF",
            )
            with self._explained():
                driver.verify_connectivity()
                agent = driver.get_server_info().agent
            self._look_at(agent)
        except package.exceptions.ConfigurationError as error:
            raise NotThereError(f"{self._where} cannot be used as it is written: {error}") from None
        except BaseException:
            if driver is not None:
                driver.close()
            raise
        return driver

    def _look_at(self, agent: str) -> None:
        # only Neo4j and the embedded engine are told to read and are heard
        self._enforces_reading = "ArcadeDB" not in agent
        version = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
        if version is None or (int(version[1]), int(version[2])) < OLDEST:
            raise WrongVersionError(
                f"{self._where} is {agent or 'of no known make'}; joinedup works with Neo4j "
                f"{OLDEST[0]}.{OLDEST[1]} or newer. Use another server, or bring this one up to "
                "date."
            )

    # --- writing ----------------------------------------------------------------------------

    def write(self, tables: Records) -> None:
        """Write one case in place of what was there of it; see `Store.write`."""
        _check(tables)
        for label in tables.nodes:
            self._kinds.create(label)
        for edge in tables.edges:
            self._kinds.link(edge)
        self._prepare()
        self._in_transaction(lambda tx: self._replace(tx, tables))

    def write_many(
        self, cases: Iterable[Records], *, done: Callable[[str], None] | None = None
    ) -> None:
        """Write many cases, each in a transaction of its own; see `Store.write_many`."""
        self._prepare()
        tied, there = self._tied(), set(self.cases())
        begun: deque[tuple[str, Future[None]]] = deque()
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            try:
                for case in cases:
                    ready = pack(case) if isinstance(case, Tables) else case
                    if not isinstance(ready, Packed) or ready.case_id in tied:
                        # rows of another schema, and what other cases are tied to, go slower
                        _settle(begun, 0, done)
                        self.write(case)
                        _say(done, [case.case_id])
                        continue
                    if any(ready.case_id == name for name, _ in begun):
                        _settle(begun, 0, done)
                    writing = pool.submit(self._write_whole, ready, ready.case_id in there)
                    begun.append((ready.case_id, writing))
                    there.add(ready.case_id)
                    _settle(begun, _AT_ONCE, done)
                _settle(begun, 0, done)
            finally:
                wait([writing for _, writing in begun])
                _say(done, [name for name, writing in begun if writing.exception() is None])

    def _write_whole(self, case: Packed, there: bool) -> None:
        """Write a case with one statement, or with several where that cannot be."""
        if len(case.data) > WHOLE:
            self.write(case)
            return
        try:
            self._in_transaction(lambda tx: self._replace_whole(tx, case, there))
        except (RowsError, TooLargeError):
            self.write(case)

    def _replace_whole(self, tx: neo4j.ManagedTransaction, case: Packed, there: bool) -> None:
        if there:
            self._clear(tx, case.case_id)
        given = _whole(case)
        rows = given["nodes"]
        if list(rows) != [label for label in self._kinds.labels_of_whole if label in rows]:
            raise RowsError(f"Case {case.case_id!r} has nodes of kinds that nobody declared.")
        if THEME in rows:
            self._share(tx, THEME, rows[THEME])
            rows[THEME] = [row["uid"] for row in rows[THEME]]
        written = tx.run(self._kinds.whole, {"case": given}).single(strict=True)
        wanted = [sum(map(len, given[what].values())) for what in ("nodes", "edges")]
        if list(written) != wanted:  # then places were of other nodes
            raise RowsError(
                f"Case {case.case_id!r} has {wanted[0]:,} nodes and {wanted[1]:,} edges; the store "
                f"took {written[0]:,} and {written[1]:,}. Nothing was written."
            )

    def _tied(self) -> set[str]:
        """Return the cases to which other cases have tied something."""
        found: set[str] = set()
        for kind in self._kinds.across:
            told = self.query(
                f"MATCH (a)-[r:{quoted(kind)}]->(b) "
                "RETURN DISTINCT r.case_id AS own, a.case_id AS one, b.case_id AS other",
                most=10_000_000,
            )
            for own, one, other in told.itertuples(index=False):
                found |= {one, other} - {own}
        return found

    def remove(self, case_id: str) -> bool:
        """Remove one case, whole or not at all; say whether anything was there."""
        if not case_id:
            raise RowsError("A case without an id cannot be removed: name it.")
        self._prepare()
        return bool(self._in_transaction(lambda tx: self._clear(tx, case_id)))

    def amend(
        self,
        put: Mapping[Kind, Sequence[Mapping[str, Any]]],
        drop: Mapping[Kind, Sequence[Mapping[str, Any]]] = MappingProxyType({}),
    ) -> None:
        """Write and remove what is of no case, all of it or nothing; see `Store.amend`."""
        for kind in (*put, *drop):
            self._kinds.of_no_case(kind)
        self._prepare()
        self._in_transaction(lambda tx: self._amend(tx, put, drop))

    def _amend(
        self,
        tx: neo4j.ManagedTransaction,
        put: Mapping[Kind, Sequence[Mapping[str, Any]]],
        drop: Mapping[Kind, Sequence[Mapping[str, Any]]],
    ) -> None:
        for kind, rows in drop.items():
            self._put(tx, self._kinds.drop(kind), rows, str(kind))
        for kind, rows in put.items():
            if isinstance(kind, str):
                self._put(tx, self._kinds.share(kind), rows, kind)
            else:
                self._put(tx, self._kinds.drop(kind), rows, spelt(kind))
                self._put(tx, self._kinds.link(kind), rows, spelt(kind), both_ends=True)

    def _prepare(self) -> None:
        if self._prepared:
            return
        with self._explained(), self._session("WRITE") as session:
            for statement in self._kinds.preparing():
                session.run(statement).consume()
        self._prepared = True

    def _in_transaction(self, work: Callable[[neo4j.ManagedTransaction], _Answer]) -> _Answer:
        package = _driver_package()
        for left in reversed(range(_AGAIN)):
            try:
                with self._explained(), self._session("WRITE") as session:
                    return session.execute_write(work)
            except RowsError as error:
                # two writers of one case: the second finds what the first has just put there
                twice = isinstance(error.__cause__, package.exceptions.ConstraintError)
                if not (twice and left):
                    raise
        raise AssertionError("unreachable")  # pragma: no cover

    def _replace(self, tx: neo4j.ManagedTransaction, tables: Records) -> None:
        others = self._foreign(tx, tables.case_id)
        self._clear(tx, tables.case_id)
        for label, rows in tables.nodes.items():
            own = [row for row in rows if row["case_id"]]
            self._put(tx, self._kinds.create(label), own, label)
            self._share(tx, label, [row for row in rows if not row["case_id"]])
        for edge, rows in tables.edges.items():
            self._put(tx, self._kinds.link(edge), rows, spelt(edge), both_ends=True)
        for edge, rows in others.items():
            self._put(tx, self._kinds.link(edge), rows, spelt(edge))

    def _put(
        self,
        tx: neo4j.ManagedTransaction,
        statement: str,
        rows: Sequence[Mapping[str, Any]],
        where: str,
        *,
        both_ends: bool = False,
    ) -> None:
        for batch in batches(rows, where):
            record = tx.run(statement, {"rows": batch}).single(strict=True)
            if both_ends and record[0] != len(batch):
                raise RowsError(
                    f"{where}: {len(batch) - record[0]} of {len(batch)} edges lead to or from "
                    "nodes that are not in the case nor in the library. Nothing was written."
                )

    def _share(
        self, tx: neo4j.ManagedTransaction, label: str, rows: Sequence[Mapping[str, Any]]
    ) -> None:
        """Write the nodes that cases share, but only those that differ: others write them too."""
        if not rows:
            return
        found = tx.run(
            f"MATCH (n:`{label}`) WHERE n.uid IN $uids RETURN properties(n)",
            {"uids": [row["uid"] for row in rows]},
        )
        there = {record[0]["uid"]: record[0] for record in found}
        changed = [row for row in rows if _as_read(row) != there.get(row["uid"])]
        self._put(tx, self._kinds.share(label), changed, label)

    def _clear(self, tx: neo4j.ManagedTransaction, case_id: str) -> int:
        gone = 0
        for label in self._kinds.labels:
            gone += tx.run(self._kinds.clear(label), {"case_id": case_id}).single(strict=True)[0]
        return gone

    def _foreign(
        self, tx: neo4j.ManagedTransaction, case_id: str
    ) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
        """Find what other cases tied to this one; it is tied again when this one is replaced."""
        if not self._kinds.across:
            return {}
        found: dict[tuple[str, str, str], dict[tuple[str, str], dict[str, Any]]] = {}
        for label in self._kinds.labels:
            for row in tx.run(self._kinds.foreign(label), {"case_id": case_id}):
                edge = (row["type"], row["starts"][0], row["ends"][0])
                ends = {"start": row["start"], "end": row["end"]}
                found.setdefault(edge, {})[row["start"], row["end"]] = ends | row["properties"]
        return {
            edge: list(rows.values()) for edge, rows in found.items() if self._kinds.knows(edge)
        }

    # --- reading ----------------------------------------------------------------------------

    def cases(self) -> list[str]:
        """Return the ids of the cases that are there, in order."""
        with self._explained(), self._session("READ") as session:
            return session.execute_read(
                lambda tx: sorted(
                    record[0] for record in tx.run("MATCH (c:Case) RETURN DISTINCT c.case_id")
                )
            )

    def counts(self) -> Counts:
        """Count nodes by label and edges by type."""
        with self._explained(), self._session("READ") as session:
            return session.execute_read(self._count)

    def _count(self, tx: neo4j.ManagedTransaction) -> Counts:
        def of(pattern: str) -> int:
            return int(tx.run(f"MATCH {pattern} RETURN count(x)").single(strict=True)[0])

        return Counts(
            {label: of(f"(x:`{label}`)") for label in self._kinds.labels},
            {kind: of(f"()-[x:`{kind}`]->()") for kind in self._kinds.types},
        )

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] = {},
        *,
        seconds: float = 60,
        most: int = 100_000,
    ) -> pd.DataFrame:
        """Ask; nothing that a query says can change what is stored. See `Store.query`."""
        word = writes(cypher, procedures=self._enforces_reading)
        if word is not None:
            raise refused(word)

        def ask(tx: neo4j.ManagedTransaction) -> pd.DataFrame:
            result = tx.run(cypher, dict(parameters))
            rows: list[list[Any]] = []
            for record in result:
                if len(rows) == most:
                    raise TooManyRowsError(
                        f"The query answers with more than {most:,} rows. Add a LIMIT, count "
                        "instead of listing, or allow more rows."
                    )
                rows.append([plain(value) for value in record.values()])
            # the embedded engine names no columns where there are no rows
            names = list(result.keys()) or returned(cypher)
            # nor where it could not work one out: rows of nothing
            if rows and len(rows[0]) != len(names):
                raise QueryError(
                    "The store answered without the values that were asked for. Give what is "
                    "counted or collected a name in a WITH first, and use the name after that."
                )
            return frame(names, rows)

        package = _driver_package()
        timed = package.unit_of_work(timeout=seconds)(ask)
        with self._explained(seconds), self._limited(seconds), self._session("READ") as session:
            answer: pd.DataFrame = session.execute_read(timed)
        return answer

    @contextmanager
    def _limited(self, seconds: float) -> Iterator[None]:
        """Hold the server to a time where Bolt's own limit is not heard."""
        yield

    # --- the rest ---------------------------------------------------------------------------

    def _session(self, mode: str) -> neo4j.Session:
        return (self._reader if mode == "READ" else self._driver).session(
            database=self._database,
            default_access_mode=mode,
            bookmark_manager=self._bookmarks,
            fetch_size=2_000,
        )

    @contextmanager
    def _explained(self, seconds: float = 0) -> Iterator[None]:
        errors = _driver_package().exceptions
        try:
            yield
        except (errors.Neo4jError, errors.DriverError) as error:
            raise self._explanation(error, seconds) from error
        except StoreError:
            raise
        except (ValueError, OverflowError, TypeError) as error:  # what the driver cannot pack
            raise RowsError(
                f"A value cannot be sent to the store: {error}. Whole numbers have 64 bits, "
                "text is Unicode without lone surrogates, lists are of one kind."
            ) from error

    def _explanation(self, error: Exception, seconds: float) -> StoreError:
        errors = _driver_package().exceptions
        said = getattr(error, "message", None) or str(error)
        code = getattr(error, "code", None) or ""
        if isinstance(error, errors.AuthError) and not isinstance(error, errors.Forbidden):
            return WrongPasswordError(
                f"{self._where} did not accept the user or the password. Check both; too many "
                "wrong ones shut a user out for some seconds."
            )
        if "TransactionTimedOut" in code or "TransactionTimedOut" in said:
            return TooLongError(
                f"The query was stopped after {seconds:g} seconds. Ask for less, or allow more "
                "time."
            )
        if _is_write(error, code, said):
            return WriteRefusedError(
                "The store refused to write in a query that only reads. Nothing was changed. "
                f"It said: {said}"
            )
        if isinstance(error, errors.Forbidden):
            return WrongPasswordError(
                f"The user may not do this on {self._where}: {said}. Ask its administrator for "
                "the rights that the documentation lists."
            )
        if isinstance(error, errors.ConstraintError):
            return RowsError(
                f"A uid is there twice, in these rows or in another case: {said}. "
                "Nothing was written."
            )
        if "Memory" in code or re.search(r"OutOfMemory|queryMaxHeap|MaxRangeSize", said):
            return TooLargeError(
                "The query needs more memory than the store has. Ask for less at once. "
                f"It said: {said}"
            )
        if "No space left" in said:
            return FullError(
                f"The disk of {self._where} is full. Make room, and do it again; what was not "
                "finished is as it was before."
            )
        if "DatabaseNotFound" in code:
            return NotThereError(f"{self._where} has no such database: {said}")
        if isinstance(error, errors.UnsupportedServerProduct):
            return WrongVersionError(f"{self._where} is no server that joinedup works with: {said}")
        if isinstance(error, errors.ServiceUnavailable | errors.SessionExpired):
            return self._gone(said)
        if isinstance(error, errors.DriverError):
            return StoppedError(
                f"{self._where} could not finish: {said}. Nothing was left half-written; try again."
            )
        if code.startswith("Neo.TransientError"):
            return StoppedError(f"{self._where} is too busy: {said}. Try again in a while.")
        return QueryError(f"The store cannot answer this: {said}")

    def _gone(self, said: str) -> StoreError:
        if not hasattr(self, "_reader"):  # never got as far as a connection
            return NotThereError(
                not_trusted(self._where)
                or f"Nothing that speaks Bolt answers at {self._where}. Is the server running, and "
                f"are the address and the port (usually 7687) right? {_about_tls(self._where)}"
                f"{said}"
            )
        return StoppedError(
            f"{self._where} went away. What was not finished is as it was before; start the "
            f"server and do it again. {said}"
        )

    def close(self) -> None:
        """Let go of the server."""
        self._driver.close()
        if self._reader is not self._driver:
            self._reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _about_tls(where: str) -> str:
    if "+" in where.partition(":")[0]:
        return "Does it speak TLS? Without, the address begins with neo4j:// or bolt://. "
    return "If it wants TLS, the address begins with neo4j+s:// or bolt+s://. "


def _settle(
    begun: deque[tuple[str, Future[None]]], most: int, done: Callable[[str], None] | None
) -> None:
    """Wait for cases, the first first, until no more than so many are in hand."""
    while len(begun) > most:
        begun[0][1].result()
        _say(done, [begun.popleft()[0]])


def _whole(case: Packed) -> dict[str, dict[str, list[Any]]]:
    """Return a case as `Kinds.whole` takes it, but for shared nodes, which are whole rows."""
    rows: dict[str, list[Any]] = {}
    edges: dict[str, list[Any]] = {}
    told: dict[str, list[Any]] = {}
    nodes, links = unpack(case.data)
    for some in nodes:
        rows.setdefault(some.label, []).extend(some.read())
    for link in links:
        kind = spelt(link.key)
        before = told.setdefault(kind, [])
        which = [len(before) + place for place in link.which]
        edges.setdefault(kind, []).extend(zip(link.starts, link.ends, which, strict=True))
        before += map(json.loads, link.properties)
    return {"nodes": rows, "edges": edges, "told": told}


def _say(done: Callable[[str], None] | None, case_ids: Iterable[str]) -> None:
    if done is not None:
        for case_id in case_ids:
            done(case_id)


def _as_read(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as it is when it is read back: nothing for None, lists for tuples."""
    told = {name: value for name, value in row.items() if value is not None}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in told.items()}


def _is_write(error: Exception, code: str, said: str) -> bool:
    """Say whether the server refused because of what a reader may not do."""
    if "AccessMode" in code or "Writing in read access mode" in said:
        return True
    return code.endswith("Security.Forbidden") and (
        re.search(r"not allowed to (?:create|update|delete|read)|error on commit|LOAD CSV", said)
        is not None
    )


def _check(tables: Records) -> None:
    """Refuse rows that do not obey the schema, or could be taken for another case's."""
    if isinstance(tables, Tables):
        try:
            checked(tables)
        except TablesError as error:
            raise RowsError(f"{error}. Nothing was written.") from error
    if not tables.case_id:
        raise RowsError("A case needs an id before it can be written.")
    own: set[str] = set()
    seen: set[str] = set()
    for label, rows in tables.nodes.items():
        for row in rows:
            if row["case_id"] not in (tables.case_id, ""):
                raise RowsError(
                    f"{label} {row['uid']!r} belongs to case {row['case_id']!r}, not to "
                    f"{tables.case_id!r}: write each case with its own rows."
                )
            # the embedded engine does not notice a uid that one transaction uses twice
            if row["uid"] in seen:
                raise RowsError(
                    f"{label} {row['uid']!r} is there twice in case {tables.case_id!r}; nothing "
                    "was written."
                )
            seen.add(row["uid"])
            if row["case_id"]:
                own.add(row["uid"])
    for edge, rows in tables.edges.items():
        for row in rows:
            if row["case_id"] != tables.case_id or not own & {row["start"], row["end"]}:
                raise RowsError(
                    f"{spelt(edge)} from {row['start']!r} to {row['end']!r} is not an edge of "
                    f"case {tables.case_id!r}."
                )
    if not tables.nodes.get("Case"):
        raise RowsError(f"Case {tables.case_id!r} has no Case node, so nobody could find it.")
