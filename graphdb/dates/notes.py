"""What the reader of dates has to say to a person: stable codes and plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

QUOTE_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of message.

    Attributes
    ----------
    title
        What the message is about, for lists and for the page on messages.
    attention
        Whether a person should look; otherwise it only records how the text was read.
    """

    title: str
    attention: bool = False


CODES: Mapping[str, Code] = MappingProxyType(
    {
        "JU-D001": Code("The date is blank", attention=True),
        "JU-D002": Code("The text cannot be read as a date", attention=True),
        "JU-D003": Code("The text is too long for a date", attention=True),
        "JU-D004": Code("There is no such day", attention=True),
        "JU-D005": Code("The month is not a month (month first?)", attention=True),
        "JU-D006": Code("The year or the month is missing", attention=True),
        "JU-D007": Code("The date rests on a row above that cannot bear it", attention=True),
        "JU-D008": Code("The end comes before the start", attention=True),
        "JU-D009": Code("The time cannot be read", attention=True),
        "JU-D010": Code("A two-digit year was completed from the review's scope"),
        "JU-D011": Code("A two-digit year was completed without a scope"),
        "JU-D012": Code("The weekday does not fit the date", attention=True),
        "JU-D013": Code("Read as one moment in doubt"),
        "JU-D014": Code("Read as something that lasts"),
        "JU-D015": Code("Read as something repeated"),
        "JU-D016": Code("An approximate date was widened"),
        "JU-D017": Code("Read from the row above"),
        "JU-D018": Code("Completed from a heading or the row above"),
        "JU-D019": Code("Read from an Excel number"),
        "JU-D020": Code("The number is not a date", attention=True),
        "JU-D021": Code("Part of the date is hidden"),
        "JU-D022": Code("The text has two readings; both are kept", attention=True),
        "JU-D023": Code("A word or an approximate time was read as hours"),
        "JU-D024": Code("Undated"),
        "JU-D025": Code("The date is open on one side"),
        "JU-D026": Code("Two different times are given", attention=True),
        "JU-D027": Code("The end cannot be read", attention=True),
        "JU-D028": Code("The year is before 1900", attention=True),
        "JU-D029": Code("The kind of span was set by a person"),
        "JU-D030": Code("A time zone was left out"),
        "JU-D031": Code("The span crosses a year end"),
        "JU-D032": Code("A day is counted from one that case.toml does not name", attention=True),
    }
)


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to tell a person about a date.

    Attributes
    ----------
    code
        A stable key of :data:`CODES`.
    message
        What was found, how it was read, and what to do.
    """

    code: str
    message: str

    @property
    def attention(self) -> bool:
        """Whether a person should look at the row."""
        return CODES[self.code].attention


class Refusal(Exception):  # noqa: N818 - it is not an error of ours but an answer
    """A date that is not read; never leaves this package."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.note = Note(code, message)


def quote(text: str) -> str:
    """Return text between quotation marks, on one line, trimmed to 60 characters.

    Control and direction characters are left out, so that hostile text cannot turn a
    message around.
    """
    # Twice the limit is enough to look at: hostile text may be very long.
    plain = " ".join("".join(c if c.isprintable() else " " for c in text[:240]).split())
    if len(plain) > QUOTE_LIMIT or len(text) > 240:
        plain = plain[: QUOTE_LIMIT - 1].rstrip() + "…"
    return f"“{plain}”"
