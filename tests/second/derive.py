"""The derivations, run: tables in, rows out."""

from __future__ import annotations

import sqlite3
from typing import Any

from graphdb.model import CaseRecords
from tests.second import isolation_sql, knowledge_sql, pairs_sql
from tests.second.tables import HIGH, LOW, connection, fill, tables

Relation = set[tuple[Any, ...]]

DERIVED = knowledge_sql.TABLES | pairs_sql.TABLES | isolation_sql.TABLES
STEPS = (*knowledge_sql.STEPS, *pairs_sql.STEPS, *isolation_sql.STEPS)


def derive(records: CaseRecords) -> sqlite3.Connection:
    """Run every derivation on one case, and return where the tables are."""
    con = connection()
    for name, columns in DERIVED.items():
        con.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns})")
        con.execute(f"DELETE FROM {name}")
    fill(con, tables(records))
    for step in STEPS:
        con.execute(step)
    return con


def knows(con: sqlite3.Connection) -> Relation:
    """Return (holder, fact, certain from, possible from), ``None`` where there is no such day."""
    return {
        (holder, fact, _minute(certain), _minute(possible))
        for holder, fact, certain, possible in con.execute(knowledge_sql.KNOWS)
    }


def unshared(con: sqlite3.Connection) -> dict[str, Relation]:
    """Return the lines (fact, agency, certainty, form, holders), and their contacts.

    A contact is (fact, agency, row, certainty).
    """
    return _lines(con, "unshared")


def inside(con: sqlite3.Connection) -> dict[str, Relation]:
    """Return the same between the teams of one agency."""
    return _lines(con, "inside")


def isolation(con: sqlite3.Connection) -> dict[str, Relation]:
    """Return the lines (assessment, agency, certainty, form), and the rows of what was left out.

    Such a row is (assessment, row, certainty) where the row tells of the occurrence, and
    (assessment, row) where it may be cited because the assessor came to know through it.
    """
    return {
        "isolation": {
            (made, agency, _certainty(sure), form)
            for made, agency, sure, form in con.execute(isolation_sql.LINE)
        },
        "isolation row": {
            (made, row, _certainty(sure))
            for made, row, sure in con.execute(isolation_sql.OMITTED_ROWS)
        },
        "isolation way": set(con.execute(isolation_sql.WAYS)),
    }


def _lines(con: sqlite3.Connection, finding: str) -> dict[str, Relation]:
    holders: dict[tuple[str, str], set[str]] = {}
    for fact, other, one in con.execute(pairs_sql.HOLDERS, [finding]):
        holders.setdefault((fact, other), set()).add(one)
    lines = {
        (fact, other, _certainty(sure), form, frozenset(holders[fact, other]))
        for fact, other, sure, form in con.execute(pairs_sql.LINES[finding])
    }
    listed = {line[:2] for line in lines}
    contacts = {
        (fact, other, row, _certainty(sure))
        for fact, other, row, sure in con.execute(pairs_sql.CONTACTS, [finding])
        if (fact, other) in listed
    }
    return {finding: lines, f"{finding} contact": contacts}


def _certainty(sure: int) -> str:
    return "certain" if sure else "possible"


def _minute(value: int | None) -> int | None:
    return None if value is None or value in (LOW, HIGH) else value
