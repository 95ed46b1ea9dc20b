"""What making a pack says when it stops: a stable code, what it is, why it comes, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from loaders import LoaderError
from loaders.messages import Message

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        "JU-A001": Message(
            "The key would lie inside the pack",
            "Whoever gets the pack would get the key with it.",
            "Name a place outside the pack for --key.",
        ),
        "JU-A002": Message(
            "There is a file where the key is to be written",
            "A key is never written over another: the pack that belongs to it could not be "
            "checked any more.",
            "Name another place for --key; to make the same pack again, name this one with "
            "--key-in.",
        ),
        "JU-A003": Message(
            "Others could read the key here",
            "The file system (a USB stick, a shared drive, Windows) does not let this program keep "
            "others from reading a file.",
            "Name a place on your own disk for --key; or, where only you can open the folder, say "
            "so with --although-others-can-read-the-key.",
        ),
        "JU-A004": Message(
            "The key cannot be read",
            "It is not the file that joinedup anonymise wrote, or it was changed.",
            "Name the key that was written when the pack was made.",
        ),
        "JU-A005": Message(
            "The review is not approved or published",
            "A pack is made to leave the building, which a review may only when it is approved.",
            "Wait until it is; or, with the leave of those responsible, say so with "
            "--although-not-published. The pack then says it.",
        ),
        "JU-A006": Message(
            "There are questions that only a person can answer",
            "Words were found that may tell who the case is about, or may be harmless.",
            "Fill in the column “decision” of the file that is named, and run the same again. To "
            "look at a draft that may not be shared: --draft",
        ),
        "JU-A007": Message(
            "The leak check found what must not be in a pack",
            "Something of the original still stands in the pack. Nothing of it was left behind.",
            "Add the name to the aliases of whom it belongs to in case.toml, or decide it in "
            "decisions.csv, and run the same again.",
        ),
        "JU-A008": Message(
            "There is something where the pack is to be written",
            "Nothing is written over.",
            "Name a folder that is not there yet.",
        ),
        "JU-A009": Message(
            "The pack does not tell what the original tells",
            "A row could not be written so that it reads the same. Nothing was left behind.",
            "Please report it, with no text of any chronology.",
        ),
        "JU-A010": Message(
            "There is no place for the key",
            "A pack is undone with its key, which is needed to check it and to make it again.",
            "Name a file outside the pack with --key.",
            "error",
        ),
    }
)


class PackError(LoaderError):
    """No pack was made, and nothing of it was left behind.

    Parameters
    ----------
    code
        A code of :data:`MESSAGES`.
    document
        The file or folder it is about.
    found
        What was found there, short; never more of a text than is needed.
    """

    def __init__(self, code: str, document: str = "", found: str = "") -> None:
        message = MESSAGES[code]
        self.code, self.document, self.found = code, document, found
        where = f"{document}: " if document else ""
        what = f" ({found})" if found else ""
        Exception.__init__(self, f"{code} {where}{message.title}{what}. {message.suggestion}")


class OpenQuestionsError(PackError):
    """A person has to answer before a pack may leave; the questions are in the file named."""
