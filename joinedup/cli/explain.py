"""The command that says how a finding was found, and what was looked at and left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from joinedup.cli.common import case_argument, console, load, printable, say, table

if TYPE_CHECKING:
    from graphdb.model import Event
    from joinedup.case import JoinedUpCase
    from queries import Definition, Finding
    from queries.finding import NearMiss
    from queries.rules import Rule

#: How many rows that were left out are printed for each reason, without --all.
_SHOWN = 10

#: What the panel added needs nothing.
ADDED_KEY = "panel"

_CERTAIN = "Certain: it is so in every order that the dates allow."
_POSSIBLE = "Possible: it is so in at least one order that the dates and links allow, not in every."

_NO_DATE = (
    "No one date of these rows decides it: what leaves it open is a row that was sent with no "
    "record of receipt, a link that is a guess, the order of rows of one day, or whose record a "
    "row is."
)

#: How many rows with dates in doubt are looked at, one by one.
_LOOKED_AT = 12


@click.command()
@case_argument
@click.argument("what")
@click.option("--all", "every", is_flag=True, help="Print every row that was left out.")
def explain(case: Path, what: str, every: bool) -> None:
    """Say how a finding was found: its definition, its rules as this case has them, its rows.

    WHAT is the id of a finding (as `joinedup findings` prints it), or the key of one, such as
    no-response: then every line of it. Last come the rows that were looked at and left out, each
    with why.
    """
    loaded = load(case)
    finding = _finding(loaded, what)
    definition = _definition(loaded, finding.query if finding is not None else what)
    out = console()
    say(out, f"{definition.title} ({definition.key})", "bold")
    if finding is not None:
        _print_finding(loaded, finding)
    else:
        _print_findings(loaded, definition)
    for paragraph in _how(loaded, definition):
        out.print()
        say(out, paragraph)
    _print_left_out(loaded, definition, finding, every=every)


# -- what is meant -----------------------------------------------------------------------


def _finding(case: JoinedUpCase, what: str) -> Finding | None:
    found = (*case.answers.findings, *case.answers.good)
    return next((f for f in found if f.finding_id == what), None)


def _definition(case: JoinedUpCase, key: str) -> Definition:
    """Return a definition, or stop with what the word may have been meant for."""
    from loaders.case_file import nearest
    from queries import ADDED, registry

    known = {q.definition.key: q.definition for q in registry()} | {ADDED.key: ADDED}
    if key in known:
        return known[key]
    if any(d.finding_id == key for d in case.answers.no_longer_found):
        raise click.BadParameter(
            f"“{printable(key)}” is no longer found: the rows, or what they say, have changed. "
            "What the panel said of it is kept.",
            param_hint="WHAT",
        )
    ids = [f.finding_id for f in (*case.answers.findings, *case.answers.good)]
    near = nearest(key, [*known, *ids])
    hint = f" Did you mean “{near}”?" if near else " `joinedup findings` prints them all."
    raise click.BadParameter(
        f"“{printable(key)}” is no finding of this case.{hint}", param_hint="WHAT"
    )


# -- what was found ----------------------------------------------------------------------


def _print_finding(case: JoinedUpCase, finding: Finding) -> None:
    out = console()
    say(out, finding.finding_id)
    out.print()
    say(out, f"What the records show: {finding.statement}")
    say(out, f"Question: {finding.question}")
    for note in finding.notes:
        if not note.startswith("Recorded reason"):
            say(out, note)
    out.print()
    for sentence in _certainty(case, finding):
        say(out, sentence)
    rows = [
        (
            case.view.events[c.event_id].source,
            _when(case.view.events[c.event_id]),
            case.view.team_name(case.view.events[c.event_id].team_id),
            c.shows if c.certainty.value == "certain" else f"{c.shows} (possibly)",
        )
        for c in finding.cited
    ]
    if rows:
        out.print(table("The rows it rests on", ("Row", "Date", "Whose", "What it shows"), rows))


def _certainty(case: JoinedUpCase, finding: Finding) -> Iterator[str]:
    from queries import ADDED

    if finding.query == ADDED.key:
        return
    yield _CERTAIN if finding.certainty.value == "certain" else _POSSIBLE
    if finding.certainty.value == "certain":
        return
    vague = _vague(case, finding)
    decide = [row for row in vague if _decides(case, finding, (row,))]
    if not decide and len(vague) > 1 and _decides(case, finding, tuple(vague)):
        decide = vague
    if decide:
        rows = [case.view.events[row] for row in decide]
        yield f"Dates in doubt: {'; '.join(f'{e.source} ({_when(e)})' for e in rows)}."
    else:
        yield _NO_DATE


def _vague(case: JoinedUpCase, finding: Finding) -> list[str]:
    """Return the cited rows that are not of one day, as many as are looked at."""
    from graphdb.dates import MINUTES_PER_DAY

    bounds = case.view.bounds
    found = [
        c.event_id
        for c in finding.cited
        if bounds[c.event_id].known_hi - bounds[c.event_id].known_lo >= MINUTES_PER_DAY
    ]
    return found[:_LOOKED_AT]


def _decides(case: JoinedUpCase, finding: Finding, rows: tuple[str, ...]) -> bool:
    """Whether the finding is certain, or none, were the rows of their first or of their last day.

    The finding is asked again of the case with these rows so dated: what it then says is so.
    """
    from graphdb.case_view import CaseView
    from graphdb.knowledge import Knowledge
    from queries import registry
    from queries.enquiry import Enquiry

    query = next(q for q in registry() if q.definition.key == finding.query)
    for last in (False, True):
        events = tuple(
            _pinned(event, last=last) if event.event_id in rows else event
            for event in case.records.events
        )
        view = CaseView(replace(case.records, events=events), case.vocabulary.kinds)
        found = query.find(Enquiry(view, Knowledge(view), case.vocabulary)).findings
        same = next((f for f in found if f.finding_id == finding.finding_id), None)
        if same is None or same.certainty is not finding.certainty:
            return True
    return False


def _pinned(event: Event, *, last: bool) -> Event:
    """Return a row with each of its dates at its first day or its last; open sides stay open."""
    from graphdb.dates import Interval

    def day(interval: Interval) -> Interval:
        minute = interval.latest if last else interval.earliest
        return interval if minute is None else Interval(minute, minute)

    learned = event.learned
    if learned is not None:
        learned = replace(learned, start=day(learned.start), end=day(learned.end))
    when = replace(event.when, start=day(event.when.start), end=day(event.when.end))
    return replace(event, when=when, learned=learned)


def _print_findings(case: JoinedUpCase, definition: Definition) -> None:
    from queries.enquiry import counted

    out = console()
    answers = case.answers
    say(out, definition.asks)
    out.print()
    if definition.key in case.view.settings.off:
        say(out, "It is switched off in case.toml ([findings] off).")
        return
    found = [f for f in (*answers.findings, *answers.good) if f.query == definition.key]
    if not found:
        say(
            out,
            "No line of it was found in the rows that are coded. That is not a finding that there "
            "was nothing to find.",
        )
    else:
        rows = [(f.finding_id, f.certainty, f.statement) for f in found]
        out.print(table("", ("Finding", "Certainty", "What the records show"), rows))
    for cannot in answers.cannot_tell:
        if cannot.query == definition.key:
            say(out, f"{cannot.statement} {cannot.needed}")
    if answers.below.get(definition.key):
        hits = counted(answers.below[definition.key], "lighter hit is", "lighter hits are")
        say(out, f"{hits} counted, not listed.")


# -- how ---------------------------------------------------------------------------------


def _how(case: JoinedUpCase, definition: Definition) -> Iterator[str]:
    from queries.expectations import needs_in_words

    yield f"How it is found: {definition.how}"
    if definition.key != ADDED_KEY:
        yield f"What it needs: {needs_in_words(definition, case.vocabulary)}"
    settings = case.view.settings
    values = [
        f"{name} = {getattr(settings, name)} ({means})" for name, means in definition.parameters
    ]
    if values:
        yield f"Settings: {'; '.join(values)}."
    yield from _rules(case, definition)
    if definition.sources:
        yield f"Where it comes from: {', '.join(definition.sources)}."
    if definition.cannot_see:
        yield f"What it cannot see: {definition.cannot_see}"


def _rules(case: JoinedUpCase, definition: Definition) -> Iterator[str]:
    """Yield the rules as this case has them, each with where it comes from."""
    from queries.rules import defaults, in_words, rules_of

    names = {a.agency_id: a.name for a in case.view.agencies.values()}
    default = {rule.name: rule for rule in defaults() if rule.finding == definition.key}
    mine = {r.name: r for r in rules_of(case.view.settings.rules) if r.finding == definition.key}
    for name, rule in mine.items():
        said = in_words(rule, case.vocabulary, names)
        yield f"Rule “{name}”{_state(case, rule, default.get(name))}: {said} {_why(rule)}"
    for name in default:
        if name not in mine:
            yield f"Rule “{name}”: switched off in case.toml."


def _state(case: JoinedUpCase, rule: Rule, default: Rule | None) -> str:
    if not rule.applies_to(case.view.case):
        return " (not for this kind of case)"
    if default is None:
        return " (this case's own)"
    return "" if rule == default else " (as this case changes it)"


def _why(rule: Rule) -> str:
    because = f"{rule.because} " if rule.because else ""
    return f"{because}({rule.source})".strip()


# -- what was left out -------------------------------------------------------------------


def _print_left_out(
    case: JoinedUpCase, definition: Definition, finding: Finding | None, *, every: bool
) -> None:
    out = console()
    near = [
        n
        for n in case.answers.near
        if n.query == definition.key and (finding is None or n.agency_id in finding.agencies)
    ]
    out.print()
    if not near:
        say(out, "No row that was looked at and left out is kept for it.")
        return
    reasons: dict[str, list[NearMiss]] = {}
    for one in near:
        reasons.setdefault(one.why, []).append(one)
    whose = "" if finding is None else " (of the agencies of this line)"
    say(out, f"Looked at and left out{whose}:", "bold")
    for why, found in reasons.items():
        shown = found if every else found[:_SHOWN]
        rows = [
            (
                "\n".join(str(case.view.events[row].source) for row in one.rows),
                "\n".join(_when(case.view.events[row]) for row in one.rows),
                _name(case, one.agency_id),
                str(case.view.events[one.by].source) if one.by else "",
            )
            for one in shown
        ]
        out.print(table(f"{why} ({len(found)})", ("Row", "Date", "Agency", "By"), rows))
        if len(found) > len(shown):
            say(out, f"and {len(found) - len(shown)} more (--all prints them)")


def _when(event: Event) -> str:
    from graphdb.dates.show import show_when

    return show_when(event.when)


def _name(case: JoinedUpCase, agency_id: str) -> str:
    agency = case.view.agencies.get(agency_id)
    return "" if agency is None else agency.name
