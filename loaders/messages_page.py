"""The reference page of messages: ``python -m loaders.messages_page`` writes it."""

from __future__ import annotations

from pathlib import Path

from graphdb.dates import CODES as DATE_CODES
from loaders.messages import MESSAGES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "messages.md"


def reference_page() -> str:
    """Return ``docs/reference/messages.md``."""
    words = {"error": "not read", "warning": "look at it", "info": "for information"}
    lines = [
        "# Messages",
        "",
        "Every message of `joinedup check` and of reading a case carries one of these codes.",
        "Codes of dates (`JU-D…`) are listed after those of files and rows (`JU-L…`).",
        "",
        "Made by `python -m loaders.messages_page` from `loaders/messages.py`; edit that, not "
        "this page.",
        "",
    ]
    for code, message in MESSAGES.items():
        lines += [
            f"## {code}",
            "",
            f"**{message.title}.** ({words[message.severity]})",
            "",
            message.cause,
            "",
        ]
        if message.expected:
            lines += [f"Expected: {message.expected}.", ""]
        if message.suggestion:
            lines += [f"What to do: {message.suggestion}", ""]
    lines += ["# Messages of dates", ""]
    for code, entry in DATE_CODES.items():
        note = "look at it" if entry.attention else "for information"
        lines += [f"## {code}", "", f"**{entry.title}.** ({note})", ""]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":  # writes the page; a test says so when it is out of date
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(reference_page(), encoding="utf-8", newline="\n")
