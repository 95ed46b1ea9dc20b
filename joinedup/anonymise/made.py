"""A case as its pack has it: what the same salt makes of the same case, every time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from graphdb.model import CaseRecords, LinkBy
from joinedup.anonymise.coarse import Coarse, by_year, coarsened, with_days_of
from joinedup.anonymise.dates import DateMode, Shift, draw_shift, noting_holidays
from joinedup.anonymise.ids import Ids, new_ids
from joinedup.anonymise.translate import Words, translate
from joinedup.anonymise.truth import same_truth
from joinedup.case import JoinedUpCase


@dataclass(frozen=True, slots=True)
class Made:
    """A case under other ids, words and days, before it is written.

    Attributes
    ----------
    records
        Of the pack, without dispositions: those hang on findings.
    ids, shift
        What became of ids and dates.
    holidays
        The original bank holidays by which working days were counted.
    coarse
        What was written wider than it is, so that it does not tell the offset, and what was not.
    again
        Makes it once more with everything asked before it is written: for where what was written
        does not tell the same. ``None`` where that is certain.
    """

    records: CaseRecords
    ids: Ids
    shift: Shift
    holidays: frozenset[date]
    coarse: Coarse
    again: Callable[[], Made] | None = field(default=None, compare=False, repr=False)


def make(
    case: JoinedUpCase,
    words: Words,
    salt: str,
    shift: Shift | None = None,
    ids: Ids | None = None,
    *,
    mode: DateMode = DateMode.OFFSET,
    draft: bool = False,
    coarse: Callable[[], Coarse] | None = None,
    checked_later: bool = False,
) -> Made:
    """Return a case as its pack has it.

    Parameters
    ----------
    case
        The original.
    words
        What replaces in texts.
    salt
        Of the pack.
    shift
        How dates move; drawn from the salt where left out.
    ids
        What becomes of ids; made from the salt where left out.
    mode
        How the pack says dates, where the shift is drawn.
    draft
        Whether the pack may not be shared.
    coarse
        Gives how far vague dates are written wider, where that is worked out beside this
        (:meth:`joinedup.anonymise.jobs.Jobs.coarse`); it is not asked where dates are by year.
    checked_later
        Whether the caller checks what was written, as :func:`coarsened` says.
    """
    shift = shift or draw_shift(case.records, salt, mode)
    ids = ids or new_ids(case.records, salt)
    years = shift.mode is DateMode.YEAR
    # else those that matter are known once the pack's own findings were asked
    holidays = needed_holidays(case) if years else noting_holidays(case.records)
    original = without_guesses(case.records)
    records = translate(original, ids, words, shift, holidays, draft=draft)

    def of(coarse: Coarse) -> Made:
        needed = coarse.records.settings.bank_holidays or ()
        there = frozenset(day for day in holidays if shift.day(day) in needed)
        again = None if coarse.checked else lambda: of(coarsened(original, records))
        return Made(coarse.records, ids, shift, there, coarse, again)

    if years:
        return of(_by_year(case, original, records, ids, shift))
    if coarse is None:
        return of(coarsened(original, records, checked_later=checked_later))
    wide = coarse()
    return of(replace(wide, records=with_days_of(records, wide.records)))


def _by_year(
    case: JoinedUpCase,
    original: CaseRecords,
    exact: CaseRecords,
    ids: Ids,
    shift: Shift,
) -> Coarse:
    def same(made: CaseRecords) -> bool:
        return not same_truth(case, JoinedUpCase(made), ids, shift)

    return by_year(original, exact, same)


def needed_holidays(case: JoinedUpCase) -> frozenset[date]:
    """Return the bank holidays on which any finding of a case depends.

    Only these travel in the settings of a pack: all of a year's would tell which year it was.
    """
    noting = noting_holidays(case.records)
    settings = replace(case.records.settings, bank_holidays=noting)
    asked = JoinedUpCase(replace(without_guesses(case.records), settings=settings))
    _ = asked.answers
    return frozenset(noting.asked)


def without_guesses(records: CaseRecords) -> CaseRecords:
    """Return records without the links that are only guessed: loading guesses them again."""
    return replace(records, links=tuple(k for k in records.links if k.by is not LinkBy.MATCH))
