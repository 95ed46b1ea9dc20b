"""One line of enquiry about one fact, in words: in full, and short enough for a projector."""

from __future__ import annotations

from collections import Counter, defaultdict

from graphdb.model import Considered, Fact
from queries.enquiry import Enquiry, counted, day_of, upper_first
from queries.finding import Certainty, Cites, Finding


def is_barred(finding: Finding) -> bool:
    """Whether a finding quotes a recorded reason for not sharing."""
    return any(note.startswith("Recorded reason") for note in finding.notes)


#: The form of a line of which all who held it recorded a reason for not sharing.
KEPT = "reason on record"

#: How many holders a line names with their day; the others are counted.
_NAMED = 2


def line_sentence(enquiry: Enquiry, found: tuple[Finding, ...]) -> str:
    """Return who had a fact and since when, and whom it did not reach, in full.

    Parameters
    ----------
    enquiry
        The case.
    found
        The "no record that it was shared" findings of one fact, at least one.
    """
    fact = enquiry.view.facts[found[0].facts[0]]
    never, late, later = (
        [f.agencies[0] for f in found if f.form == form] for form in ("never", "late", "later")
    )
    kept = [agency for f in found for agency in kept_from(enquiry, f)]
    parts = [upper_first(enquiry.fact(fact)), _on_record(enquiry, fact, _holders(enquiry, found))]
    if never:
        parts.append(f"No record that it reached {_reached(enquiry, never)}")
    if late:
        parts.append(f"{enquiry.names(late)} had it on record only after being in contact")
    if later:
        parts.append(f"Later occurrences are not on record at {enquiry.names(later)}")
    if kept:
        parts.append(f"A reason for not sharing it with {enquiry.names(kept)} is on record")
    return ". ".join(parts) + "."


def kept_from(enquiry: Enquiry, finding: Finding) -> list[str]:
    """Return the agencies that a recorded reason kept it from; none of any other form."""
    if finding.form != KEPT:
        return []
    events = enquiry.view.events
    contacts = [c.event_id for c in finding.cited if c.shows is Cites.CONTACT]
    there = {events[row].agency_id for row in contacts}
    return [agency for agency in finding.agencies if agency in there]


def _holders(enquiry: Enquiry, found: tuple[Finding, ...]) -> list[str]:
    """Return everyone who is named as having had it: in any of the lines, each once."""
    events = enquiry.view.events
    holders: dict[str, None] = {}
    for f in found:
        rows = {events[c.event_id].agency_id for c in f.cited if c.shows is Cites.HELD}
        if f.form == KEPT:
            named = tuple(a for a in f.agencies if a in rows)
        else:
            named = enquiry.memo.get(firm_key(f.facts[0], f.agencies[0]), f.agencies[1:])
        holders |= dict.fromkeys(named)
    return list(holders)


def firm_key(fact_id: str, agency_id: str) -> tuple[str, str]:
    """Return under what it is kept who certainly had a fact that an agency was without."""
    return f"had for certain: {fact_id}", agency_id


def _reached(enquiry: Enquiry, agencies: list[str]) -> str:
    if len(agencies) == 1:
        return f"{enquiry.name(agencies[0])}, though it was in contact"
    names = enquiry.names(agencies)
    return f"{len(agencies)} agencies, though each was in contact: {names}"


def _on_record(enquiry: Enquiry, fact: Fact, holders: list[str]) -> str:
    """Return "A had this on record by 3 May 2011, B by 5 May 2011 and 2 more agencies later"."""
    known = [k for a in holders if (k := enquiry.knowledge.facts.knows(a, fact.fact_id))]
    known.sort(key=lambda k: (k.certain_from is None, k.certain_from or k.possible_from))
    parts: list[str] = []
    for knows in known[:_NAMED]:
        verb = " had this on record" if not parts else ""
        day = knows.certain_from
        when = f"{verb} by {day_of(day)}" if day is not None else f" possibly{verb}"
        parts.append(f"{enquiry.name(knows.holder)}{when}")
    more = len(known) - _NAMED
    if more > 0:
        return f"{', '.join(parts)} and {counted(more, 'more agency', 'more agencies')} later"
    return " and ".join(parts)


# -- short -------------------------------------------------------------------------------


def short_sentence(enquiry: Enquiry, found: tuple[Finding, ...]) -> str:
    """Return the same line in one sentence: what, first recorded where, and not on record where.

    Parameters
    ----------
    enquiry
        The case.
    found
        The "no record that it was shared" findings of one fact, at least one.
    """
    says = f"{_first_recorded(enquiry, found)}: {_not_on_record(enquiry, found)}"
    return f"{says}. {_in_contact(enquiry, found)}."


def _first_recorded(enquiry: Enquiry, found: tuple[Finding, ...]) -> str:
    view = enquiry.view
    begins = upper_first(enquiry.fact(view.facts[found[0].facts[0]]))
    held = {c.event_id for f in found for c in f.cited if c.shows is Cites.HELD}
    if not held:
        return begins
    row = min(held, key=lambda e: (view.bounds[e].start_lo, view.bounds[e].end_hi, e))
    when = enquiry.when(view.events[row]).removesuffix(" (as written)")
    on = f" on {when}" if when[:1].isdigit() and " to " not in when else f", {when}"
    return f"{begins}, recorded by {enquiry.name(view.events[row].agency_id)}{on}"


def _not_on_record(enquiry: Enquiry, found: tuple[Finding, ...]) -> str:
    forms: dict[str, list[str]] = defaultdict(list)
    for finding in found:
        forms[finding.form].append(finding.agencies[0])
    forms[KEPT] = [agency for finding in found for agency in kept_from(enquiry, finding)]
    parts = []
    if forms["never"]:
        parts.append(f"no record that it reached {_few(enquiry, forms['never'])}")
    if forms["late"]:
        parts.append(f"on record at {_few(enquiry, forms['late'])} only after a contact")
    if forms["later"]:
        later = _few(enquiry, forms["later"])
        parts.append(f"no record that later occurrences reached {later}")
    if forms[KEPT]:
        parts.append(f"a reason for not sharing it with {_few(enquiry, forms[KEPT])} is on record")
    return "; ".join(parts)


def _in_contact(enquiry: Enquiry, found: tuple[Finding, ...]) -> str:
    # what a recorded reason kept from several is one finding, and possible only if it is for each
    of_each = [(len(kept_from(enquiry, f)) or 1, f.certainty) for f in found]
    many = sum(number for number, _ in of_each)
    who = {1: "It was", 2: "Both were"}.get(many, "All were")
    doubt = sum(number for number, how in of_each if how is Certainty.POSSIBLE)
    if not doubt:
        return f"{who} in contact"
    of = "" if many == 1 else " for all" if doubt == many else f" for {doubt}"
    return f"{who} in contact (dates in doubt{of})"


def _few(enquiry: Enquiry, agencies: list[str]) -> str:
    if len(agencies) <= _NAMED:
        return enquiry.names(agencies)
    return counted(len(agencies), "agency", "agencies")


# -- assessments -------------------------------------------------------------------------


def assessed_words(enquiry: Enquiry, found: list[Finding]) -> str:
    """Return what several assessments in isolation are: by which tool and team, and where "None".

    Parameters
    ----------
    enquiry
        The case.
    found
        The findings "assessed in isolation" of one line.
    """
    made: Counter[str] = Counter()
    none = 0
    for finding in found:
        row = next(c.event_id for c in finding.cited if c.shows is Cites.ASSESSMENT)
        event = enquiry.view.events[row]
        tool = enquiry.vocabulary.tools.get(event.tool)
        kind = enquiry.vocabulary.kinds.get(event.kind)
        what = tool.label if tool is not None else kind.label if kind is not None else "row"
        team = enquiry.view.teams.get(event.team_id)
        made[f"{what}, {team.name}" if team is not None and team.stated else what] += 1
        none += event.considered is not None and _says_none(event.considered)
    said = [f"{what}: {number}" for what, number in made.most_common()]
    return "; ".join([*said, *([f"“None” is written in {none}"] if none else [])])


def _says_none(considered: Considered) -> bool:
    return considered.stated and not considered.events
