"""The one pass that replaces, in a text, whom and what the case folder names."""

from __future__ import annotations

from collections.abc import Callable

from joinedup.anonymise.model import Identity, Number, Question, Replaced


class Replacer:
    """Replaces in any text of one case; made by :func:`joinedup.anonymise.prepare.prepare`.

    Attributes
    ----------
    identities, numbers
        All that were found in the case, for the key.
    questions
        What nobody has decided yet; a pack may leave the building when this is empty.
    kept
        Words that a person decided may stay.
    """

    identities: tuple[Identity, ...]
    numbers: tuple[Number, ...]
    questions: tuple[Question, ...]
    kept: tuple[str, ...]

    def replace(
        self, text: str, row: str = "", dates: Callable[[str], str] | None = None
    ) -> Replaced:
        """Return a text as it stands in the pack.

        Parameters
        ----------
        text
            Any text of the case.
        row
            Where it stands.
        dates
            Moves the dates of a stretch in which nothing is replaced; the one given to
            ``prepare`` where left out.
        """
        raise NotImplementedError

    def name_of(self, kind: str, identity: str) -> str:
        """Return what a person, agency or team (by its id in the case) is called in the pack.

        Agencies and teams without an article ("Acute hospital"), each name once.
        """
        raise NotImplementedError

    def key_identities(self) -> list[dict[str, object]]:
        """Return the identities as the key has them."""
        raise NotImplementedError

    def key_numbers(self) -> list[dict[str, object]]:
        """Return the numbers as the key has them."""
        raise NotImplementedError
