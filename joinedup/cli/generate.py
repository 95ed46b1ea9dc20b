"""The command that makes up cases: ``joinedup generate``."""

from __future__ import annotations

from pathlib import Path

import click

from joinedup.cli.common import console, say


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="The same seed makes the same case.",
)
@click.option(
    "--cases",
    type=click.IntRange(1, 10_000),
    default=1,
    show_default=True,
    help="How many: each in a folder of its own, with the seeds that follow.",
)
@click.option(
    "--rows",
    type=click.IntRange(0, 100_000),
    default=150,
    show_default=True,
    help="About how many ordinary rows a case has, among which something is planted.",
)
@click.option(
    "--planted",
    type=click.IntRange(0, 200),
    default=6,
    show_default=True,
    help="How many things are planted at most.",
)
def generate(folder: Path, seed: int, cases: int, rows: int, planted: int) -> None:
    """Make up a case, for demonstrations and for trying things out.

    Nothing in it comes from any person or review. It is a case folder like any other; beside
    case.toml stands ledger.csv with what was planted in it, and what must not be found.
    """
    from joinedup.generate import generate as made
    from joinedup.generate.folder import write_folder

    out = console()
    for number in range(seed, seed + cases):
        place = folder if cases == 1 else folder / f"case-{number:05}"
        try:
            write_folder(made(number, rows=rows, most=planted), place)
        except FileExistsError as there:
            raise click.UsageError(
                f"{place} is not empty; nothing was written over. Name another folder."
            ) from there
        if cases == 1:
            say(out, f"A made-up case is in {place}. What was planted: {place / 'ledger.csv'}")
            say(out, f"Next: joinedup report {place}")
    if cases > 1:
        say(out, f"{cases} made-up cases are in {folder}, seeds {seed} to {seed + cases - 1}.")
