"""The command that writes the case map: one large picture for a wall or a projector."""

from __future__ import annotations

from pathlib import Path

import click

from joinedup.cli.common import case_argument, console, folder_of, load, say


@click.command()
@case_argument
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; the case's own output/case-map.html if left out, in a pack its "
    "case-map.html.",
)
@click.option(
    "--pdf", is_flag=True, help="Also write a PDF, its first page of A1 (needs joinedup[pdf])."
)
def casemap(case: Path, target: Path | None, pdf: bool) -> None:
    """Write the case map: who held what, and who told whom, as one large picture.

    case-map.html is one file that opens in any browser and needs no network; it prints on A1 as it
    stands, and on smaller paper where the printer is told to fit it. Below the picture stands all
    of it in words and tables. It is marked as the case is. Exit code 1 where a PDF is wanted that
    cannot be made on this machine (nothing is written then).
    """
    from joinedup.outputs import page_model
    from joinedup.walkthrough import is_made_here
    from loaders.ourcsv import write_together
    from viz.casemap_draw import map_pdf, render_map
    from viz.pdf import PdfMissingError

    loaded = load(case)
    model = page_model(loaded)
    # a pack has its map where the room looks for it: a second one would be the older, or the newer
    place = folder_of(case) if is_made_here(loaded) else folder_of(case) / "output"
    page = target or place / "case-map.html"
    contents = {page: render_map(model).encode("utf-8")}
    if pdf:
        try:
            contents[page.with_suffix(".pdf")] = map_pdf(model)
        except PdfMissingError as missing:
            say(console(err=True), str(missing), "bold")
            raise SystemExit(1) from None
    page.parent.mkdir(parents=True, exist_ok=True)
    write_together(contents)
    out = console()
    say(out, f"The case map: {page.resolve()}", "bold")
    for path in list(contents)[1:]:
        say(out, f"Also:         {path.resolve()}")
