"""Commands on the case folder: init, check, code, demo, migrate."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from joinedup.cli.common import case_argument, console, say, stop_if_lines_would_be_lost, table


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Write a new case folder, with templates for the agencies.

    Nothing that is already there is overwritten.
    """
    from loaders import init_case

    written = init_case(folder)
    out = console()
    say(out, f"A new case is in {folder}.")
    for path in written:
        say(out, f"  {path}")
    say(
        out,
        "Next: fill in case.toml, send the template to the agencies, put their files into "
        f"chronologies/, and run: joinedup check {folder}",
    )


@click.command()
@case_argument
@click.option("--all", "everything", is_flag=True, help="Also say how each thing was read.")
def check(case: Path, everything: bool) -> None:
    """Say, per file, what was read, what was set aside and why.

    Exit code 1 where something needs a person's attention.
    """
    from joinedup import settings
    from joinedup.limits import limits
    from loaders import Severity, load_case

    loaded = load_case(case)
    settings.check(loaded.records.settings)
    report = loaded.report
    stands = limits(loaded.records)
    out = console()
    if report.uncoded:
        say(out, report.uncoded_line, "bold")
    rows = []
    for file in report.files:
        if file.refused:
            rows.append((file.document, "", file.agency, "", "", f"not read: {file.refused}"))
        for read in file.tables:
            why = read.set_aside_words
            agency = read.agency or file.agency
            aside = read.rows_read - read.rows_loaded
            rows.append(
                (file.document, read.part, agency, f"{read.rows_read}", f"{read.rows_loaded}",
                 f"{aside}{f' ({why})' if why else ''}")
            )  # fmt: skip
    out.print(
        table(
            "What was read",
            ("File", "Sheet or table", "Agency", "Rows read", "Loaded", "Set aside"),
            rows,
        )
    )
    shown = [p for p in report.problems if everything or p.severity is not Severity.INFO]
    for problem in shown:
        style = {"error": "bold red", "warning": "yellow"}.get(problem.severity.value, "")
        say(out, str(problem), style)
    hidden = len(report.problems) - len(shown)
    if hidden:
        say(out, f"{hidden} more about how things were read: joinedup check --all {case}")
    for name in report.skipped:
        say(out, f"Passed over: {name}")
    for limit in stands:
        say(out, f"{limit.statement} {limit.needed}", "bold")
    say(out, report.account_line(), "bold")
    if report.needs_attention or stands:
        raise SystemExit(1)


@click.command()
@case_argument
def code(case: Path) -> None:
    """Keep coding.csv: suggest what uncoded rows are, for a person to confirm.

    Each suggestion quotes the words that suggest it. It counts only when its status is
    changed to "confirmed". Lines that a person wrote are never changed.
    """
    from loaders import load_case, write_suggestions

    written = write_suggestions(case)
    out = console()
    many = "suggestion" if written.added == 1 else "suggestions"
    say(out, f"{written.path}: {written.added} {many} added.")
    if written.changed or written.orphaned:
        say(
            out,
            f"{written.changed} lines belong to rows whose text has changed, and "
            f"{written.orphaned} to rows that are gone: see the column “check”.",
        )
    report = load_case(case).report
    if not report.rows_loaded:
        say(out, "There is no row to code: no chronology has been read. See: joinedup check")
        raise SystemExit(1)
    say(out, report.uncoded_line or "Every row is coded.")
    say(out, "To confirm a suggestion, change its status to “confirmed” and save the file.")


@click.command()
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("demo"),
    show_default=True,
    help="Where to put the example case.",
)
@click.pass_context
def demo(ctx: click.Context, folder: Path) -> None:
    """Build the fictional example case, with its report and its pack for training.

    The pack is anonymised and holds the case map and the walkthrough; its key lies beside it. A
    case that is there is kept as it is, and no pack is made of one that somebody has changed.
    """
    from joinedup.cli.report import report

    target = folder / "amber-street"
    made = not target.exists()
    if made:
        shutil.copytree(example_folder(), target, ignore=shutil.ignore_patterns("output"))
    ctx.invoke(report, case=target, output=None)
    if made or _is_example(target):  # a run that was stopped left it without its pack
        _pack_of_demo(ctx, target)
    elif not target.with_name(f"{target.name}-pack").exists():
        say(
            console(),
            f"The case in {target.resolve()} is not the example as it comes, so no pack is made of "
            "it. For the example's own, name another folder with --to; for this one: joinedup "
            "anonymise.",
        )
    _say_where(target.with_name(f"{target.name}-pack"))


def _is_example(case: Path) -> bool:
    """Whether a case is the example, and nobody has changed it."""
    return _contents(case) == _contents(example_folder())


def _contents(case: Path) -> dict[Path, bytes]:
    """Return the files of a case, without what was written from them."""
    files = {path.relative_to(case): path for path in case.rglob("*") if path.is_file()}
    return {name: at.read_bytes() for name, at in files.items() if name.parts[0] != "output"}


def _pack_of_demo(ctx: click.Context, case: Path) -> None:
    """Make the pack of the example, whose every question is answered in its decisions.csv."""
    from joinedup.cli.anonymise import anonymise

    pack, key = case.with_name(f"{case.name}-pack"), case.with_name(f"{case.name}-key.json")
    out = console()
    if pack.exists() or key.exists():
        say(out, f"A pack or its key is there already, and is kept: {pack.resolve()}")
        return
    say(out, "")
    # the case is made up, so nobody's leave is asked
    ctx.invoke(anonymise, case=case, pack=pack, key=key, although_not_published=True)


def _say_where(pack: Path) -> None:
    """Say where the pages of a pack are, one of an earlier run among them."""
    pages = {
        "For a wall": pack / "case-map.html",
        "For a room": pack / "walkthrough" / "walkthrough.html",
    }
    for use, page in pages.items():
        if page.is_file():
            say(console(), f"{use}: {page.resolve()}", "bold")


def example_folder() -> Path:
    """Return the example case: inside an installed package, or in a checkout beside it."""
    here = Path(__file__).resolve().parents[1]
    for place in (here / "_example" / "amber-street", here.parent / "examples" / "amber-street"):
        if (place / "case.toml").is_file():
            return place
    raise click.ClickException("The example case is not part of this installation.")


@click.command()
@case_argument
def migrate(case: Path) -> None:
    """Rewrite a case's own files in the newest format.

    Evidence in chronologies/ is never touched.
    """
    from loaders.migrate import migrate_case

    stop_if_lines_would_be_lost(case)
    out = console()
    for sentence in migrate_case(case):
        say(out, sentence)
