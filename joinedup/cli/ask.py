"""Commands that ask a case: findings and knew."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from joinedup.cli.common import case_argument, console, load, table

if TYPE_CHECKING:
    import pandas as pd

    from joinedup.case import JoinedUpCase

_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print it.",
)


@click.command()
@case_argument
@_FORMAT
@click.option("--certain-only", is_flag=True, help="Leave out what the dates leave possible only.")
@click.option("--lines", is_flag=True, help="Only the lines of enquiry, not what they unfold to.")
def findings(case: Path, form: str, certain_only: bool, lines: bool) -> None:
    """Print the lines of enquiry, weightiest first, each with its rows.

    A finding is a line of enquiry for the panel, not a verdict.
    """
    loaded = load(case)
    if form != "table":
        _emit(loaded.findings(certain_only=certain_only), form)
        return
    out = console()
    answers = loaded.answers
    out.print(Text(f"{len(answers.groups)} lines of enquiry, {len(answers.findings)} findings."))
    for number, group in enumerate(answers.groups, start=1):
        members = [f for f in group.findings if not certain_only or f.certainty.value == "certain"]
        if not members:
            continue
        out.print()
        out.print(Text(f"{number}. {group.title} ({group.certainty})", style="bold"))
        out.print(Text(group.statement))
        if lines:
            continue
        out.print(
            table(
                "",
                ("Finding", "What the records show", "Question", "Rows"),
                [
                    (f.finding_id, f.statement, f.question, _rows(loaded, f.fingerprint))
                    for f in members
                ],
            )
        )
    for sentence in _rest(loaded):
        out.print(Text(sentence))


def _rows(case: JoinedUpCase, rows: tuple[str, ...]) -> str:
    events = sorted((case.view.events[row] for row in rows), key=case.view.sort_key)
    shown = [str(event.source) for event in events[:4]]
    return "\n".join([*shown, f"and {len(events) - 4} more"] if len(events) > 4 else shown)


def _rest(case: JoinedUpCase) -> list[str]:
    answers = case.answers
    said = [""] + [f"What went well: {g.statement}" for g in answers.good_groups]
    said += [f"{c.statement} {c.needed}" for c in answers.cannot_tell]
    if answers.below:
        total = sum(answers.below.values())
        said.append(f"{total} lighter hits are counted, not listed (see min_weight in case.toml).")
    return said


@click.command()
@case_argument
@click.option("--fact", help="A topic, such as “threats to kill”: who knew of it, since when?")
@click.option("--agency", help="An agency: what did it know?")
@click.option("--as-at", help="A day, such as 14/3/2012: as the records stood at its end.")
@_FORMAT
def knew(case: Path, fact: str | None, agency: str | None, as_at: str | None, form: str) -> None:
    """Who knew a fact, or what an agency knew, and since when.

    Give --fact, --agency, or both. “Certain from” is the day by which the records leave no
    doubt; “possible from” the first day on which they allow it.
    """
    loaded = load(case)
    day = None if as_at is None else _day(as_at)
    frame = loaded.knowledge(as_at=day)
    if fact is not None:
        frame = frame[frame["fact_id"].isin(_facts(loaded, fact))]
    if agency is not None:
        agency_id = _agency(loaded, agency)
        frame = frame[frame["holder"].str.partition("/")[0] == agency_id]
    elif fact is None:
        raise click.UsageError("Give --fact, --agency, or both.")
    if form != "table":
        _emit(frame, form)
        return
    _print_knew(loaded, frame, day)


def _print_knew(case: JoinedUpCase, frame: pd.DataFrame, day: date | None) -> None:
    from graphdb.dates.show import show_day

    out = console()
    rows = [
        (
            line["name"],
            _fact_words(line),
            _shown(line["certain_from"]),
            _shown(line["possible_from"]),
            line["how"],
            str(case.view.events[str(line["via"])].source),
        )
        for line in frame.to_dict(orient="records")
    ]
    title = "As at the end of the review" if day is None else f"As at {show_day(day)}"
    out.print(
        table(title, ("Who", "What", "Certain from", "Possible from", "How", "Row"), rows)
        if rows
        else Text("No record that any agency had this by then.")
    )
    out.print(
        Text(
            "Silence is no proof: where an agency's chronology does not cover the time, or is "
            "not coded, it cannot be told from these records."
        )
    )


def _fact_words(line: Mapping[Hashable, object]) -> str:
    persons = f" ({line['by']} towards {line['about']})" if line["by"] else ""
    return f"{line['fact']}{persons}"


def _shown(moment: object) -> str:
    from graphdb.dates.show import show_day

    return show_day(moment.date()) if isinstance(moment, datetime) and moment == moment else ""


def _day(text: str) -> date:
    from graphdb.dates import moment_of, read_when

    reading = read_when(text)
    if reading.when is None or reading.when.latest is None:
        raise click.BadParameter(f"“{text}” is not a day. Write it as 14/3/2012.")
    return moment_of(reading.when.latest).date()


def _facts(case: JoinedUpCase, text: str) -> list[str]:
    from graphdb.vocabulary import UnknownTerm

    try:
        topic = case.vocabulary.topic(text).key
    except UnknownTerm as error:
        raise click.BadParameter(str(error)) from error
    found = [fact.fact_id for fact in case.view.facts.values() if fact.topic == topic]
    if not found:
        raise click.BadParameter(f"No row of this case speaks of “{text}”.")
    return found


def _agency(case: JoinedUpCase, text: str) -> str:
    from rapidfuzz import process

    names: dict[str, str] = {}
    for agency in case.view.agencies.values():
        for name in (agency.agency_id, agency.name, *agency.aliases):
            names[name.casefold()] = agency.agency_id
    found = names.get(text.casefold())
    if found is None:
        near = process.extractOne(text.casefold(), list(names))
        hint = f" Did you mean “{near[0]}”?" if near and near[1] >= 60 else ""
        raise click.BadParameter(f"“{text}” is no agency of this case.{hint}")
    return found


def _emit(frame: pd.DataFrame, form: str) -> None:
    if form == "csv":
        from loaders.ourcsv import guard

        text = frame.map(lambda cell: guard(cell) if isinstance(cell, str) else cell)
        click.echo(text.to_csv(index=False), nl=False)
    else:
        click.echo(frame.to_json(orient="records", date_format="iso", force_ascii=False, indent=2))
