"""What the leak check says: what was found where, what was looked at, what cannot be proved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """One place in the pack that says, or nearly says, what the key holds as original.

    Attributes
    ----------
    file
        The file, relative to the pack, with "/" between folders. A member of a ZIP (and every
        .docx and .xlsx is one) stands behind an exclamation mark: ``a.docx!word/document.xml``.
    place
        Where in it: a line, a paragraph, a cell, an attribute, a JSON path.
    kind
        What it is of: a kind of identity or of number of the key, ``date`` or ``secret``.
    id
        The id of the identity; of numbers, days and secrets the place in the key's list, from 1.
    variant
        In which way it is said: "as written", "one or two letters wrong", "base64: as written".
    found
        The words of the pack. They may be the original: print them only where asked to.
    """

    file: str
    place: str
    kind: str
    id: str
    variant: str
    found: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Looked:
    """One file that was read, with how many characters of text were looked at in it."""

    file: str
    characters: int


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """A file, or a part of one, that could not be read, and why: never a silence."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """What :func:`joinedup.leakcheck.verify` found.

    Attributes
    ----------
    leaks
        What was found, by file and place; empty where nothing was.
    looked
        Every file and every member of an archive that was read.
    unread
        What could not be read. A pack with one of these is not verified.
    cannot
        In sentences: what this check cannot prove about this pack.
    opened
        How many sealed pages were opened and looked through.
    """

    leaks: tuple[Leak, ...]
    looked: tuple[Looked, ...]
    unread: tuple[Unread, ...]
    cannot: tuple[str, ...]
    opened: int = 0

    @property
    def characters(self) -> int:
        """How many characters of text were looked at in all."""
        return sum(one.characters for one in self.looked)

    @property
    def clean(self) -> bool:
        """Whether everything was read and nothing was found."""
        return not self.leaks and not self.unread

    @property
    def exit_code(self) -> int:
        """The exit code of the command: 0 nothing found, 1 leaks, 3 something was not read."""
        if self.leaks:
            return 1
        return 3 if self.unread else 0
