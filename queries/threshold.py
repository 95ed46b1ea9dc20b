"""The threshold in words: its numbers, who set them and why, and what another would give.

What is enough to act on is no fact of the records: a panel sets it. So whatever rests on it says
by which numbers, and that others give other days.
"""

from __future__ import annotations

from graphdb.model import Threshold
from graphdb.pooled import Crossing, PooledPicture, crossings_by
from queries.enquiry import Enquiry, day_of, upper_first

#: The numbers of the product, where a case sets none.
DEFAULT = Threshold()

#: What every statement that rests on a threshold says.
ANOTHER = "Another threshold gives other days."


def numbers(rule: Threshold) -> str:
    """Return what reaches a threshold.

    Examples
    --------
    >>> numbers(Threshold())
    '5 different things known, or a weight of 15, or 3 incidents in 365 days'
    """
    return (
        f"{rule.indicators} different things known, or a weight of {rule.weight}, or "
        f"{rule.incidents} incidents in {rule.incident_days} days"
    )


def is_default(rule: Threshold) -> bool:
    """Whether the numbers are the product's own, whatever reason is given for them."""
    return numbers(rule) == numbers(DEFAULT)


def set_by(rule: Threshold) -> str:
    """Return whose the numbers are: "the threshold set for this case", or the product's."""
    return "the product’s own threshold" if is_default(rule) else "the threshold set for this case"


def said(rule: Threshold) -> str:
    """Return the numbers, who set them and why, in sentences for the head of what rests on them."""
    why = f" Why: {rule.because.rstrip('.')}." if rule.because else ""
    own = ", where a case sets none" if is_default(rule) else ""
    return f"By {set_by(rule)}{own}: {numbers(rule)}.{why} {ANOTHER}"


def by_default(enquiry: Enquiry, picture: PooledPicture) -> str:
    """Return the days that the product's own numbers give; empty where the case has these."""
    if is_default(enquiry.settings.threshold):
        return ""
    pool, best = crossings_by(enquiry.knowledge, picture, DEFAULT)
    own = f"the product’s own ({numbers(DEFAULT)})"
    if pool.possible is None:
        return f"{upper_first(own)} is not reached by the records together before the end."
    single = "no single agency’s before the end"
    if best.possible is not None:
        single = f"the first single agency’s {_day(best)} ({enquiry.name(best.holder)})"
    return f"By {own}, the records together held enough {_day(pool)}, and {single}."


def _day(crossing: Crossing) -> str:
    if crossing.certain is not None:
        return f"by {day_of(crossing.certain)}"
    return "" if crossing.possible is None else f"possibly by {day_of(crossing.possible)}"
