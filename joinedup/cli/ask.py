"""Commands that ask a case: findings and knew."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from joinedup.cli.common import (
    case_argument,
    console,
    day_of_case,
    load,
    printable,
    say,
    table,
)
from joinedup.limits import can_look

if TYPE_CHECKING:
    import pandas as pd

    from joinedup.case import JoinedUpCase
    from joinedup.many import Asked
    from queries import Finding

_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print it.",
)


@click.command()
@click.argument("case", nargs=-1, required=True, type=click.Path(path_type=Path))
@_FORMAT
@click.option("--certain-only", is_flag=True, help="Leave out what the dates leave possible only.")
@click.option("--lines", is_flag=True, help="Only the lines of enquiry, not what they unfold to.")
@click.option(
    "--coverage",
    is_flag=True,
    help="Of each code of the framework: found, looked for and not found, or not examined.",
)
def findings(
    case: tuple[Path, ...], form: str, certain_only: bool, lines: bool, coverage: bool
) -> None:
    """Print the lines of enquiry, weightiest first, each with its rows.

    A finding is a line of enquiry for the panel, not a verdict. Of several cases a table with a
    line for each is printed, or every finding of all of them with --format csv or json. Exit code
    1 where nothing was read in which findings could be looked for, 3 where a case could not be
    read.
    """
    if len(case) > 1:
        if coverage or lines:
            raise click.UsageError("--coverage and --lines are of one case: give one folder.")
        return _print_many(case, form, certain_only=certain_only)
    loaded = load(case[0])
    if coverage:
        _print_coverage(loaded, form)
    elif form != "table":
        _emit(loaded.findings(certain_only=certain_only), form)
    else:
        _print_findings(loaded, certain_only=certain_only, lines=lines)
    if not can_look(loaded.records):
        raise SystemExit(1)
    return None


def _print_many(cases: tuple[Path, ...], form: str, *, certain_only: bool) -> None:
    from rich.progress import Progress

    from joinedup.many import ask_each

    err = console(err=True)
    asked = []
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task("cases", total=len(cases))
        for one in ask_each(cases, certain_only=certain_only):
            asked.append(one)
            progress.advance(task)
    for one in asked:
        if one.wrong:
            say(err, f"{one.folder}: {one.wrong}")
        for limit in one.limits:
            say(err, f"{one.folder}: {limit}", "bold")
    read = [one for one in asked if not one.wrong]
    if form != "table":
        _emit_many(read, form)
    else:
        _table_of_many(read)
    if len(read) < len(asked):
        say(err, f"{len(asked) - len(read)} of {len(asked)} cases could not be read.", "bold")
        raise SystemExit(3)
    if not all(one.looked for one in read):
        raise SystemExit(1)


def _table_of_many(read: list[Asked]) -> None:
    heads = ("Case", "Folder", "Rows", "Not coded", "Lines", "Findings", "Possible only", "First")
    rows = []
    for one in read:
        assert one.findings is not None
        possible = int((one.findings["certainty"] == "possible").sum())
        known = (one.case_id, one.folder, one.rows, one.uncoded, one.lines)
        rows.append((*known, len(one.findings), possible, one.first))
    console().print(table("What each case answers", heads, rows))


def _emit_many(read: list[Asked], form: str) -> None:
    import pandas as pd

    frames = []
    for one in read:
        assert one.findings is not None
        # a case without findings has columns of no type, which would make others of none
        if len(one.findings):
            frames.append(one.findings.assign(case_id=one.case_id))
    if not frames:
        frames = [one.findings.assign(case_id="") for one in read[:1] if one.findings is not None]
    if not frames:
        return
    every = pd.concat(frames, ignore_index=True)
    _emit(every[["case_id", *(c for c in every.columns if c != "case_id")]], form)


def _print_coverage(loaded: JoinedUpCase, form: str) -> None:
    from queries.coverage import MEANS, Examined
    from queries.enquiry import upper_first

    found = loaded.coverage()
    if form != "table":
        return _emit(found, form)
    rows = [
        (
            one.code,
            one.label,
            ". ".join(filter(None, (str(one.examined), str(one.why)))),
            one.findings or "",
            one.by_panel or "",
        )
        for one in found.itertuples(index=False)
    ]
    heads = ("Code", "Theme", "In this case", "Findings", "Added by the panel")
    out = console()
    out.print(table("The framework in this case", heads, rows))
    for state in dict.fromkeys(
        Examined(str(one.examined)) for one in found.itertuples(index=False)
    ):
        say(out, f"{upper_first(state)}: {MEANS[state][:1].lower()}{MEANS[state][1:]}")
    return None


def _print_findings(loaded: JoinedUpCase, *, certain_only: bool, lines: bool) -> None:
    from queries import ADDED
    from queries.enquiry import counted

    out = console()
    groups = [
        (group, members)
        for group in loaded.answers.groups
        if (
            members := [
                f for f in group.findings if not certain_only or f.certainty.value == "certain"
            ]
        )
    ]
    found = sum(len(members) for _, members in groups)
    if found:
        which = " whose dates are certain" if certain_only else ""
        lines_of = counted(len(groups), "line of enquiry", "lines of enquiry")
        say(out, f"{lines_of}, {counted(found, 'finding')}{which}.")
    elif can_look(loaded.records):
        say(
            out,
            "No line of enquiry was found in the rows that are coded. That is not a finding that "
            "there was nothing to find.",
        )
    for number, (group, members) in enumerate(groups, start=1):
        out.print()
        sure = "" if group.query == ADDED.key else f" ({_certainty(members)})"
        say(out, f"{number}. {group.title}{sure}", "bold")
        say(out, group.statement)
        if lines:
            continue
        out.print(
            table(
                "",
                ("Finding", "What the records show", "Question", "Rows"),
                [
                    (_marked(f), f.statement, f.question, _rows(loaded, f.fingerprint))
                    for f in members
                ],
            )
        )
    for sentence in _rest(loaded):
        say(out, sentence)


def _certainty(members: list[Finding]) -> str:
    """Return how certain the findings of a line are: of several, how many are possible only."""
    maybe = sum(f.certainty.value == "possible" for f in members)
    if maybe in (0, len(members)):
        return "possible" if maybe else "certain"
    return f"certain; {maybe} of {len(members)} possible"


def _marked(finding: Finding) -> str:
    """Return a finding's id, with a mark where it is possible only."""
    mark = "\n(possible)" if finding.certainty.value == "possible" else ""
    return f"{finding.finding_id}{mark}"


def _rows(case: JoinedUpCase, rows: tuple[str, ...]) -> str:
    events = sorted((case.view.events[row] for row in rows), key=case.view.sort_key)
    shown = [str(event.source) for event in events[:4]]
    return "\n".join([*shown, f"and {len(events) - 4} more"] if len(events) > 4 else shown)


def _rest(case: JoinedUpCase) -> list[str]:
    from queries import ADDED
    from queries.enquiry import counted

    answers = case.answers
    said = [""] + [
        f"What went well{', added by the panel' * (f.query == ADDED.key)}: {f.statement}"
        for g in answers.good_groups
        for f in g.findings
    ]
    said += [f"{c.statement} {c.needed}" for c in answers.cannot_tell]
    if answers.below:
        total = sum(answers.below.values())
        hits = counted(total, "lighter hit is", "lighter hits are")
        said.append(f"{hits} counted, not listed (see min_weight in case.toml).")
    return said


@click.command()
@case_argument
@click.option("--fact", help="A topic, such as “threats to kill”: who knew of it, since when?")
@click.option("--agency", help="An agency: what did it know?")
@click.option(
    "--as-at",
    help="A day, such as 14/3/2012, or “day 214” of a pack that counts days: as the records "
    "stood at its end.",
)
@_FORMAT
def knew(case: Path, fact: str | None, agency: str | None, as_at: str | None, form: str) -> None:
    """Who knew a fact, or what an agency knew, and since when.

    Give --fact, --agency, or both. “Certain from” is the day by which the records leave no
    doubt; “possible from” the first day on which they allow it.
    """
    loaded = load(case)
    day = None if as_at is None else day_of_case(loaded, as_at, case)
    frame = loaded.knowledge(as_at=day)
    if fact is not None:
        frame = frame[frame["fact_id"].isin(_facts(loaded, fact))]
    if agency is not None:
        agency_id = _agency(loaded, agency)
        frame = frame[[holder.partition("/")[0] == agency_id for holder in frame["holder"]]]
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
            _fact_words(case, line),
            _shown(line["certain_from"]),
            _shown(line["possible_from"]),
            line["how"],
            str(case.view.events[str(line["via"])].source),
        )
        for line in frame.to_dict(orient="records")
    ]
    title = "As at the end of the review" if day is None else f"As at {show_day(day)}"
    if rows:
        columns = ("Who", "What", "Certain from", "Possible from", "How", "Row")
        out.print(table(title, columns, rows))
    elif can_look(case.records):
        say(out, f"{title}: no record that any of them had this.")
    say(
        out,
        "Silence is no proof: where an agency's chronology does not cover the time, or is not "
        "coded, it cannot be told from these records.",
    )


def _fact_words(case: JoinedUpCase, line: Mapping[Hashable, object]) -> str:
    from queries.enquiry import fact_words, in_sentence

    by, about = (
        in_sentence(case.view.persons[person].label) if person in case.view.persons else person
        for person in (str(line["by"]), str(line["about"]))
    )
    topic = case.vocabulary.topics.get(case.view.facts[str(line["fact_id"])].topic)
    return fact_words(str(line["fact"]), about, by, topic)


def _shown(moment: object) -> str:
    from graphdb.dates.show import show_day

    return show_day(moment.date()) if isinstance(moment, datetime) and moment == moment else ""


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
        click.echo(printable(text.to_csv(index=False, lineterminator="\n")), nl=False)
    else:
        made = frame.to_json(orient="records", date_format="iso", force_ascii=False, indent=2)
        click.echo(printable(made))
