"""What is worked out beside the rest of a pack: it needs neither its words nor the other's results.

A large case takes seconds twice over: in its texts, where names are looked for and replaced, and in
its rows, of which everything is asked again and again until what was vague tells no offset. The
second needs none of the words of the first. So these jobs are done by a second process where there
is one (:mod:`joinedup.anonymise.second`), and by this one where there is none.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphdb.model import CaseRecords
from joinedup.anonymise.coarse import Coarse, coarsened
from joinedup.anonymise.dates import Shift, noting_holidays
from joinedup.anonymise.ids import Ids
from joinedup.anonymise.translate import translate
from joinedup.case import JoinedUpCase, load

if TYPE_CHECKING:
    from joinedup.leakcheck.verify import Check, Found
    from queries import Results


class Jobs:
    """The jobs, in the order in which they are asked for; each goes on from those before.

    Parameters
    ----------
    original
        The case that they are about, without guesses.
    """

    def __init__(self, original: CaseRecords) -> None:
        self._original = original
        self._coarse = Coarse(original)
        self._pack: JoinedUpCase | None = None
        self._check: Check | None = None

    # -- days ------------------------------------------------------------------------------

    def coarse(self, ids: Ids, shift: Shift) -> Coarse:
        """Return how far the vague dates of the pack are written wider.

        Of its rows only those whose dates are other than exactly moved. Its words are still those
        of the original: whoever asked takes the days alone.

        Parameters
        ----------
        ids, shift
            What becomes of ids and dates in the pack.
        """
        words, holidays = _AsTheyAre(self._original), noting_holidays(self._original)
        exact = translate(self._original, ids, words, shift, holidays)
        wide = self._coarse = coarsened(self._original, exact, checked_later=True)
        pairs = zip(exact.events, wide.records.events, strict=True)
        events = tuple(
            now for was, now in pairs if (was.when, was.learned) != (now.when, now.learned)
        )
        return replace(wide, records=replace(wide.records, events=events), before=None)

    def take_in(self, pack: Path | CaseRecords | JoinedUpCase) -> None:
        """Take in the pack as it was written, where that is still to be checked."""
        if self._coarse.checked:
            return
        if isinstance(pack, Path):
            pack = load(pack)
        self._pack = pack if isinstance(pack, JoinedUpCase) else JoinedUpCase(pack)

    def told(self, asked: Mapping[str, Results] | None = None) -> bool:
        """Return whether the pack tells what the case tells, as far as that was left open.

        Parameters
        ----------
        asked
            What the findings of the pack say, by their keys, where whoever asks had to know that
            anyway.
        """
        return self._pack is None or self._coarse.is_told_by(self._pack, asked)

    # -- the leak check --------------------------------------------------------------------

    def begin_check(self, place: Path, key: Mapping[str, Any]) -> None:
        """Begin to look for originals in a pack of which at least the case is written."""
        # it shares no code with what made the pack, and is only asked for it
        self._check = importlib.import_module("joinedup.leakcheck.verify").Check(place, key)

    def look(self, files: Sequence[str]) -> None:
        """Look for originals in some files of the pack."""
        assert self._check is not None
        self._check.look(files)

    def found(self) -> Found:
        """Return what was found in the files that were looked at."""
        assert self._check is not None
        return self._check.found


class _AsTheyAre:
    """Words that stay as they are."""

    def __init__(self, records: CaseRecords) -> None:
        self._names = {
            "person": {p.person_id: p.label for p in records.persons},
            "agency": {a.agency_id: a.name for a in records.agencies},
            "team": {t.team_id: t.name for t in records.teams},
        }

    def replaced(self, text: str, row: str = "", day: date | None = None) -> str:
        """Return the text."""
        return text

    def name_of(self, kind: str, identity: str) -> str:
        """Return the name that the case has; another name of a person is what texts say."""
        return self._names.get(kind, {}).get(identity, "")


__all__ = ["Jobs"]
