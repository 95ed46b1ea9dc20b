"""A library of cases: many reviews in one store, in a folder or on a Neo4j server."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Self

import networkx as nx
import pandas as pd

from graphdb.network import graph_of
from graphdb.stores.base import (
    NotThereError,
    QueryError,
    Store,
    StoreError,
    WrongPasswordError,
)
from graphdb.stores.server import MARK
from graphdb.tables import Tables
from joinedup.library.confidential import CONFIDENTIAL, kept_back
from joinedup.library.contents import contents, made_of
from joinedup.library.reading_back import CaseVerified, Verified, read_back, verified
from joinedup.library.registry import Registry
from joinedup.many import Sealed, seal_each, stop_if_imported_again

if TYPE_CHECKING:
    from graphdb.stores.packing import Packed
    from queries.named import Value

#: Where a library is when nobody says: in the folder that one is in.
DEFAULT = "joinedup-library"
ADDED, REPLACED, UNCHANGED, SET_ASIDE = "added", "replaced", "unchanged", "set aside"

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
#: What is counted for questions across cases, and is no part of the graph of one.
_COUNTED = frozenset({"LOOKED_FOR", "NAMED_UNDER", "NO_RECORD_OF_SHARING"})
#: What somebody might look for who wants to know who is the same person in two cases.
_SAME_AS = re.compile(r"\b(?:NOT_)?SAME_AS\b")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case that was to be added.

    Attributes
    ----------
    folder
        The case folder, as it was given.
    what
        Added, replaced, unchanged or set aside.
    case_id
        The case; empty where it could not be read.
    why
        Why it was set aside; else empty.
    limits
        What stands between its rows and its answers, in sentences.
    """

    folder: Path
    what: str
    case_id: str = ""
    why: str = ""
    limits: tuple[str, ...] = ()


class _Adding:
    """What becomes of each case of those that are being added."""

    def __init__(
        self,
        there: Mapping[str, str],
        *,
        again: bool,
        done: Callable[[Outcome], None] | None,
        stop: Callable[[], bool] | None,
    ) -> None:
        self.outcomes: dict[Path, Outcome] = {}
        self._there, self._again, self._done, self._stop = there, again, done, stop
        self._first: dict[str, Sealed] = {}

    def ready(self, cases: Iterable[Sealed]) -> Iterator[Packed]:
        """Yield what is to be written; settle the rest."""
        for one in cases:
            if self._stop is not None and self._stop():
                return
            if one.packed is None:
                self._settle(Outcome(one.folder, SET_ASIDE, why=one.wrong))
            elif one.case_id in self._first:
                first = self._first[one.case_id].folder
                why = (
                    f"{first} is the case “{one.case_id}” already. Each case needs an id of its "
                    "own in case.toml."
                )
                self._settle(Outcome(one.folder, SET_ASIDE, one.case_id, why))
            else:
                self._first[one.case_id] = replace(one, packed=None)  # not all in memory
                if self._again or self._there.get(one.case_id) != one.digest:
                    yield one.packed
                else:
                    self._settle(Outcome(one.folder, UNCHANGED, one.case_id, limits=one.limits))

    def written(self, case_id: str) -> None:
        """Settle a case that nothing can undo any more."""
        one = self._first[case_id]
        what = REPLACED if case_id in self._there else ADDED
        self._settle(Outcome(one.folder, what, case_id, limits=one.limits))

    def _settle(self, outcome: Outcome) -> None:
        self.outcomes[outcome.folder] = outcome
        if self._done is not None:
            self._done(outcome)


class LibraryNotThereError(NotThereError):
    """There is no library where one was looked for."""


class NoSuchCaseError(StoreError, KeyError):
    """A case that is not in the library; the message names those that are spelt alike."""

    def __str__(self) -> str:  # a KeyError shows its message as Python would spell it
        return str(self.args[0])


class Library:
    """Many cases in one graph, to be asked together.

    Parameters
    ----------
    store
        Where they are; closed with the library.
    where
        What to call it in messages.

    Examples
    --------
    >>> import joinedup
    >>> with joinedup.open_library("reviews", make=True) as library:  # doctest: +SKIP
    ...     library.add("amber-street")
    ...     library.query("MATCH (e:Event) RETURN e.kind, count(*) AS rows ORDER BY rows DESC")
    """

    def __init__(self, store: Store, where: str) -> None:
        self.store = store
        self.where = where
        self.registry = Registry(store)

    # -- cases -----------------------------------------------------------------------------

    def add(
        self,
        *folders: str | Path,
        again: bool = False,
        other_names: bool = True,
        done: Callable[[Outcome], None] | None = None,
        stop: Callable[[], bool] | None = None,
        workers: int | None = 1,
    ) -> tuple[Outcome, ...]:
        """Add cases, each in place of what was there of it: whole, or not at all.

        What a report keeps back is kept back here: a library is one more place that a case
        leaves for. A case that cannot be read is set aside and the others are added.

        Parameters
        ----------
        folders
            Case folders.
        again
            Whether a case is written again that is in the library just as its folder has it.
        other_names
            Whether aliases come along, where the library records an authority.
        done
            Called with what became of each case, as soon as it is committed.
        stop
            Asked before each case; where it says so, no further one is begun.
        workers
            How many processes; as many as there are processors where it is ``None``. More than
            one begin by importing the script that asked: it needs ``if __name__ == "__main__":``.

        Returns
        -------
        tuple of Outcome
            One for each folder that was come to, in their order.

        Raises
        ------
        graphdb.stores.base.StoreError
            Where the store cannot be used any more; what was committed before stays.
        joinedup.many.WorkersError
            Where several processes are asked for by a script without that line, or end too soon.
        """
        paths = list(dict.fromkeys(Path(folder) for folder in folders))
        adding = _Adding(self._digests(), again=again, done=done, stop=stop)
        names = other_names and self.registry.authority() is not None
        ready = adding.ready(seal_each(paths, other_names=names, workers=workers))
        # before, lest what was said of a case that went becomes said of the one that comes
        self.registry.forget_who_is_gone()
        self.store.write_many(ready, done=adding.written)
        self.registry.forget_who_is_gone()
        return tuple(adding.outcomes[path] for path in paths if path in adding.outcomes)

    def _digests(self) -> dict[str, str]:
        found = self.store.query("MATCH (c:Case) RETURN c.case_id AS case_id, c.digest AS digest")
        return dict(zip(found["case_id"], found["digest"], strict=True))

    def remove(self, case_id: str) -> bool:
        """Remove a case with all that hangs on it; say whether it was there.

        What was said of its people goes first: where the rest is interrupted, the case is still
        there whole, and is removed by doing it again.
        """
        self.registry.forget(case_id)
        return self.store.remove(case_id)

    def cases(self) -> pd.DataFrame:
        """Return one line per case: what it is, how far it is coded and covered, who made it.

        Returns
        -------
        pandas.DataFrame
            ``rows`` and ``uncoded`` count rows of chronologies, ``informed`` those that say what
            became known, ``agencies`` those that are no informal source; ``silent`` of these have
            no row, and ``in_part`` have a chronology that does not cover the scope, up to the
            fatal incident, in full. ``digest`` is the one that ``verify`` holds the case to.
        """
        return contents(self.store)

    def graph(self, case_id: str) -> nx.MultiDiGraph[str]:
        """Return a case as it is stored, as a NetworkX graph of the shape of ``case.graph``.

        Raises
        ------
        NoSuchCaseError
            When there is no such case: a `KeyError`, and a `graphdb.stores.base.StoreError`.
        """
        tables = read_back(self.store, case_id)
        if "Case" not in tables.nodes:
            near = difflib.get_close_matches(case_id, self.store.cases(), n=3)
            hint = f"Did you mean {' or '.join(near)}?" if near else "cases() lists them."
            raise NoSuchCaseError(f"There is no case “{case_id}” in {self.where}. {hint}")
        edges = {key: rows for key, rows in tables.edges.items() if key[0] not in _COUNTED}
        nodes = {label: rows for label, rows in tables.nodes.items() if label != CONFIDENTIAL}
        return graph_of(Tables(case_id, nodes, edges))

    def verify(
        self,
        *against: str | Path,
        done: Callable[[CaseVerified], None] | None = None,
        workers: int | None = 1,
    ) -> Verified:
        """Read every case back and hold it to what was written.

        Parameters
        ----------
        against
            Case folders: whether they have changed since they were added.
        done
            Called after each case.
        workers
            How many processes read the folders, as for :meth:`add`.
        """
        names = self.registry.authority() is not None
        paths = [Path(folder) for folder in against]
        folders = {}
        for one in seal_each(paths, other_names=names, workers=workers):
            folders[one.case_id or str(one.folder)] = one
        return verified(self.store, self.store.cases(), folders, done)

    # -- questions -------------------------------------------------------------------------

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] = MappingProxyType({}),
        *,
        seconds: float = 60,
        most: int = 100_000,
    ) -> pd.DataFrame:
        """Ask in Cypher; nothing that is asked can change what is stored.

        Who is the same person in two cases is no edge and no property, and the texts that keep it
        are left out of answers.

        Parameters
        ----------
        cypher
            A query that reads.
        parameters
            Values of its ``$names``; never made part of the text.
        seconds
            How long it may take.
        most
            How many rows it may answer with.

        Returns
        -------
        pandas.DataFrame
            One column for each thing returned, as :meth:`graphdb.stores.base.Store.query` has it.

        Raises
        ------
        graphdb.stores.base.StoreError
            Where it would write, cannot be understood, takes too long or is too large.
        """
        _stop_if_of_people(cypher)
        found = self.store.query(cypher, parameters, seconds=seconds, most=most)
        for place, dtype in enumerate(found.dtypes):
            if dtype.kind == "O":
                values = [kept_back(value) for value in found.iloc[:, place]]
                found.isetitem(place, pd.Series(values, index=found.index, dtype=dtype))
        return found

    def ask(self, name: str, /, **given: Value) -> pd.DataFrame:
        """Ask a named question; ``joinedup queries`` lists them.

        Parameters
        ----------
        name
            Such as ``themes``.
        given
            Values of its parameters; the question's own where left out.

        Raises
        ------
        queries.named.NoSuchQuestionError, queries.named.ParameterError
            Where no question has the name, or a parameter cannot be what it was given.
        """
        from queries.named import named_question, run

        return run(named_question(name), self, given)

    def picture(self, name: str, /, **given: Value) -> str:
        """Return the answer to a named question as a picture: the text of an SVG file.

        At its foot stand the cases' protective markings, how many of their rows are not coded, and
        what the picture does not say.

        Parameters
        ----------
        name, given
            As of :meth:`ask`.

        Raises
        ------
        viz.pictures.NoPictureError
            Where a table shows it best, nothing is answered, or joinedup[pictures] is missing.
        """
        from queries.named import named_question
        from viz.pictures import picture_of

        return picture_of(named_question(name), self.ask(name, **given), made_of(self.store))

    # -- the rest --------------------------------------------------------------------------

    def close(self) -> None:
        """Let go of the store; an embedded one is stopped."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Within:
    """A library that is asked within somebody's own limits, whatever a question would take.

    Attributes
    ----------
    library
        The library.
    seconds, most
        How long an answer may take, and how many rows it may have.
    """

    library: Library
    seconds: float
    most: int

    def query(
        self, cypher: str, parameters: Mapping[str, Any] = MappingProxyType({}), **_: float
    ) -> pd.DataFrame:
        """Ask, within these limits; see :meth:`Library.query`."""
        return self.library.query(cypher, parameters, seconds=self.seconds, most=self.most)


def _stop_if_of_people(cypher: str) -> None:
    """Say of a kind of edge that somebody may expect that it is none: no answer would mislead."""
    found = _SAME_AS.search(cypher)
    if found is not None:
        raise QueryError(
            f"There is no edge {found.group()}: who is the same person in two cases is not for a "
            "query, as it never goes to a file. `joinedup library people` shows it, where the "
            "library records an authority and a purpose."
        )


# -- opening -------------------------------------------------------------------------------


def is_address(where: str | Path) -> bool:
    """Whether a library's place is a server's address rather than a folder.

    Examples
    --------
    >>> is_address("neo4j+s://graph.example:7687"), is_address("my-library")
    (True, False)
    """
    return isinstance(where, str) and _ADDRESS.match(where) is not None


def open_library(
    where: str | Path | None = None,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    make: bool = False,
    wait: float = 120,
    waiting: Callable[[str], None] | None = None,
) -> Library:
    """Open a library of cases, in a folder or on a Neo4j server.

    Parameters
    ----------
    where
        A folder, or an address such as ``neo4j://localhost:7687``. Where it is not given:
        ``JOINEDUP_LIBRARY`` of the environment, else ``joinedup-library`` in the current folder.
    user, password
        Of a server; ``NEO4J_USER`` (else ``neo4j``) and ``NEO4J_PASSWORD`` of the environment
        where they are not given.
    database
        The database on the server; its default one where it is not given.
    make
        Whether to make a folder's library that is not there yet.
    wait
        For how many seconds to wait while another command has the folder open.
    waiting
        Called with the sentence that says so.

    Raises
    ------
    graphdb.stores.base.StoreError
        Where there is none, or it cannot be used: with what to do.
    """
    stop_if_imported_again()
    place = where or os.environ.get("JOINEDUP_LIBRARY") or DEFAULT
    if isinstance(place, str) and is_address(place):
        return Library(_on_server(place, user, password, database), _without_password(place))
    folder = Path(place)
    if not make and not (folder / MARK).is_file():
        raise LibraryNotThereError(
            f"There is no library in {folder}. Make one with `joinedup library add CASE`, or name "
            "the one that you mean: --library, or JOINEDUP_LIBRARY in the environment."
        )
    return Library(_in_folder(folder, wait, waiting), str(folder))


def _in_folder(folder: Path, wait: float, waiting: Callable[[str], None] | None) -> Store:
    from graphdb.stores.embedded import EmbeddedStore

    return EmbeddedStore(folder, wait=wait, waiting=waiting)


def _on_server(address: str, user: str | None, password: str | None, database: str | None) -> Store:
    from graphdb.stores.bolt import BoltStore

    if "@" in address:
        raise NotThereError(
            "An address holds no user and no password: others could read them. Give the user "
            "with --user or NEO4J_USER, the password in NEO4J_PASSWORD or a file of its own."
        )
    secret = os.environ.get("NEO4J_PASSWORD") if password is None else password
    if not secret:
        raise WrongPasswordError(
            f"No password was given for {address}. Put it into NEO4J_PASSWORD, or into a file "
            "for --password-file."
        )
    name = user or os.environ.get("NEO4J_USER") or "neo4j"
    return BoltStore(address, name, secret, database=database)


def _without_password(place: str) -> str:
    return re.sub(r"//[^@/]*@", "//", place)
