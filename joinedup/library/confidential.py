"""What a library keeps of people across its cases, so that no question walks into it.

What somebody said of two people, and the aliases of a case's persons, stand on nodes of a kind of
their own: without edges, so that no path leads along them, and each with one text that nobody
reads by accident. It is base64 and no secret: whoever sets out to read the store can read it.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from graphdb.tables import uid_of
from joinedup.library.asking import asked

if TYPE_CHECKING:
    from graphdb.stores.base import Store

#: The label of these nodes.
CONFIDENTIAL = "Confidential"
#: What stands in an answer in place of their text.
KEPT_BACK = "Kept back: it is of people across cases, for `joinedup library people` alone."

_MARK = "joinedup-confidential:"
_TEXT = re.compile(f"{_MARK}[A-Za-z0-9+/]*=*")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of two people.

    Attributes
    ----------
    first, second
        The keys of both in the library, in their order.
    standing
        Confirmed or refused.
    kind, why
        What kind of match they were, and what made them alike.
    by, said_on, how
        Who said so, on which day, and how they could tell.
    """

    first: str
    second: str
    standing: str
    kind: str
    why: str
    by: str
    said_on: str
    how: str

    def row(self) -> dict[str, Any]:
        """Return the node that keeps it."""
        uid = uid_of_pair(self.first, self.second)
        return {"uid": uid, "case_id": "", "text": closed(asdict(self))}

    def is_of(self, case_id: str) -> bool:
        """Whether it speaks of a person of a case."""
        return any(uid.startswith(uid_of(case_id, "Person", "")) for uid in self.pair)

    @property
    def pair(self) -> tuple[str, str]:
        """The keys of both."""
        return self.first, self.second


def uid_of_pair(first: str, second: str) -> str:
    """Return the key of the node that keeps what was said of two people; it tells neither."""
    pair = json.dumps(sorted((first, second)))
    return f"confidential:{sha256(pair.encode()).hexdigest()}"


def closed(told: Mapping[str, Any]) -> str:
    """Return what is told as one text that says nothing to who comes across it.

    It is not packed any tighter: a digest is over it, and packers differ from machine to machine.

    Examples
    --------
    >>> opened(closed({"a": ["Ms Marsh"]}))
    {'a': ['Ms Marsh']}
    """
    text = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return _MARK + base64.b64encode(text.encode()).decode("ascii")


def opened(text: str) -> dict[str, Any] | None:
    """Return what :func:`closed` was told; ``None`` where that cannot be read any more."""
    try:
        told = json.loads(base64.b64decode(text.removeprefix(_MARK), validate=True))
    except (binascii.Error, ValueError):
        return None
    return told if isinstance(told, dict) else None


def kept_back(value: Any) -> Any:  # noqa: ANN401 - whatever a store gives
    """Return a value of an answer without what is confidential; the same one if nothing is.

    Examples
    --------
    >>> kept_back([1, {"text": "It is " + closed({})}]) == [1, {"text": "It is " + KEPT_BACK}]
    True
    """
    if isinstance(value, str):
        return _TEXT.sub(KEPT_BACK, value) if _MARK in value else value
    if isinstance(value, dict):
        return {name: kept_back(part) for name, part in value.items()}
    if isinstance(value, list):
        return [kept_back(part) for part in value]
    return value


# -- in a store ----------------------------------------------------------------------------


def said_of_pairs(store: Store) -> dict[str, Said | None]:
    """Return by key of its node what was said of two people; ``None`` where it is unreadable."""
    found = asked(
        store,
        f"MATCH (n:{CONFIDENTIAL} {{case_id: ''}}) RETURN n.uid AS uid, n.text AS text",
    )
    return {row["uid"]: _said(row["text"]) for row in found}


def _said(text: str | None) -> Said | None:
    told = opened(text or "")
    if told is None or told.keys() != Said.__dataclass_fields__.keys():
        return None
    return Said(**told)


def of_nobody_here(store: Store) -> list[str]:
    """Return the keys of nodes that speak of two people of whom one is not in the library."""
    told = {uid: one.pair for uid, one in said_of_pairs(store).items() if one is not None}
    if not told:
        return []
    named = sorted({uid for pair in told.values() for uid in pair})
    found = asked(
        store, "MATCH (p:Person) WHERE p.uid IN $uids RETURN p.uid AS uid", {"uids": named}
    )
    here = {row["uid"] for row in found}
    return [uid for uid, pair in told.items() if not here.issuperset(pair)]


def row_of_other_names(case_id: str, names: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return the node that keeps a case's aliases, given by key of person."""
    return {
        "uid": uid_of(case_id, CONFIDENTIAL, "1"),
        "case_id": case_id,
        "text": closed({uid: list(some) for uid, some in names.items()}),
    }


def other_names(store: Store) -> dict[str, tuple[str, ...]]:
    """Return the aliases of every person of every case, by key of person."""
    found = asked(store, f"MATCH (n:{CONFIDENTIAL}) WHERE n.case_id <> '' RETURN n.text AS text")
    return {
        uid: tuple(some) for row in found for uid, some in (opened(row["text"] or "") or {}).items()
    }


def cases_with_other_names(store: Store) -> list[str]:
    """Return the cases of which aliases are kept."""
    found = asked(
        store,
        f"MATCH (n:{CONFIDENTIAL}) WHERE n.case_id <> '' RETURN DISTINCT n.case_id AS case_id",
    )
    return sorted(row["case_id"] for row in found)
