"""``decisions.csv``: what a person said of each question, kept from pack to pack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from joinedup.anonymise.model import Question

NAME = "decisions.csv"


class Said(StrEnum):
    """What a person can say of a question; ``OPEN`` is a line that nobody answered yet."""

    OPEN = ""
    KEEP = "keep"
    REPLACE = "replace"
    REMOVE = "remove"
    GENERALISE = "generalise"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of ``decisions.csv``."""

    kind: str
    text: str
    said: Said
    sentence: str = ""
    row: str = ""
    replacement: str = ""
    who: str = ""
    when: str = ""


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file; none where there is no such file."""
    raise NotImplementedError


def write_decisions(
    path: Path, decisions: Iterable[Decision], questions: Iterable[Question]
) -> None:
    """Write back every line that a person wrote, and the new open questions after them."""
    raise NotImplementedError
