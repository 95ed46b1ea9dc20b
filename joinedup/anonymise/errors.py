"""The two ways in which no pack is made."""

from __future__ import annotations

from loaders import LoaderError


class PackError(LoaderError):
    """No pack was made, and nothing of it was left behind; the message says what to do."""


class OpenQuestionsError(PackError):
    """A person has to answer before a pack may leave; the questions are in the file named."""
