"""Commands that ask a library: query and queries."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

import click

from joinedup.cli.common import console, printable, say, table
from joinedup.cli.frames import FORMS, show
from joinedup.cli.opening import busy, library_options, opened

if TYPE_CHECKING:
    import pandas as pd

    from joinedup.library.library import Library
    from queries.named import NamedQuestion, Parameter

_NAME = re.compile(r"[\w-]+")


@click.command()
@click.argument("question")
@library_options
@click.option(
    "--param",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter: 5, true, null, 'text', a list or map as JSON; anything else is text.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="table", show_default=True,
    help="How to give it; parquet needs --output and joinedup[parquet].",
)  # fmt: skip
@click.option("--output", type=click.Path(path_type=Path), help="The file to write it to.")
@click.option(
    "--picture",
    type=click.Path(path_type=Path),
    help="Also draw it, as this SVG file; for questions that have a picture (joinedup[pictures]).",
)
@click.option(
    "--most", type=click.IntRange(1), default=10_000, show_default=True,
    help="How many rows it may answer with.",
)  # fmt: skip
@click.option(
    "--seconds", type=click.FloatRange(0.1), default=60, show_default=True,
    help="How long it may take.",
)  # fmt: skip
def query(
    question: str,
    given: tuple[str, ...],
    form: str,
    output: Path | None,
    picture: Path | None,
    most: int,
    seconds: float,
    **options: Any,  # noqa: ANN401
) -> None:
    """Ask all cases of a library, by a named question or in Cypher; it only reads.

    QUESTION is a name that `joinedup queries` lists, or Cypher such as "MATCH (e:Event) RETURN
    e.kind, count(*)". Rows go to standard output, all else to standard error. Exit code 2 where
    the question or a parameter cannot be understood, or a query would write; 4 where it takes too
    long, answers with too many rows, or the library cannot be used.
    """
    if form == "table" and output is not None:
        raise click.UsageError("A table is for the screen: give --format csv, json or parquet.")
    if form == "parquet" and output is None:
        raise click.UsageError("Parquet is no text for the screen: name a file with --output.")
    named = _named(question)
    if picture is not None and named is None:
        raise click.UsageError("--picture draws named questions; this is Cypher.")
    values = _values(given, named, question)
    with opened(**options) as there:
        with busy("Asking …"):
            found = _asked(there, question, named, values, seconds, most)
        if named is not None or not len(found):
            _say_what_it_rests_on(there, found, _nothing(named, values) if named else "")
        _say_marking(there, output)
        show(found, form, output)
        if picture is not None and named is not None:
            _draw(there, named, found, picture)


def _named(question: str) -> NamedQuestion | None:
    """Return the question that is meant, ``None`` where it is Cypher."""
    if not _NAME.fullmatch(question.strip()):
        return None
    from queries.named import NoSuchQuestionError, named_question

    try:
        return named_question(question.strip())
    except NoSuchQuestionError as unknown:
        raise click.UsageError(printable(f"{unknown} joinedup queries lists them.")) from None


def _values(given: tuple[str, ...], named: NamedQuestion | None, question: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name.isidentifier():
            raise click.BadParameter(
                f"“{printable(one)}” is not NAME=VALUE, with a name of letters, digits and _.",
                param_hint="--param",
            )
        if name in found:
            raise click.BadParameter(f"{name} is given twice.", param_hint="--param")
        if named is None and not re.search(rf"\$`?{name}\b", question):
            raise click.BadParameter(f"the query has no ${name}.", param_hint="--param")
        found[name] = value if named is not None else typed(name, value)
    return found


def typed(name: str, value: str) -> Any:  # noqa: ANN401 - whatever JSON can say
    """Return the value of a parameter as it is written.

    Examples
    --------
    >>> [typed("k", v) for v in ("5", "2.5", "true", "null", "'5'", '["a", 1]', "MARAC", "5a")]
    [5, 2.5, True, None, '5', ['a', 1], 'MARAC', '5a']
    """
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1]
    try:
        made = json.loads(value, parse_constant=_no_number)
    except ValueError:
        if value[:1] in ("[", "{", '"'):
            raise click.BadParameter(
                f"{name}: that begins like JSON and is none. Put text between single quotation "
                f"marks: {name}=\"'…'\".",
                param_hint="--param",
            ) from None
        return value
    if isinstance(made, int) and not isinstance(made, bool) and not -(2**63) <= made < 2**63:
        raise click.BadParameter(
            f"{name}: whole numbers have 64 bits at most.", param_hint="--param"
        )
    return made


def _no_number(text: str) -> Any:  # noqa: ANN401 - it never returns
    raise ValueError(text)


def _asked(
    there: Library,
    question: str,
    named: NamedQuestion | None,
    values: dict[str, Any],
    seconds: float,
    most: int,
) -> pd.DataFrame:
    from graphdb.stores.base import RowsError
    from joinedup.library.library import Within
    from queries.named import ParameterError
    from queries.named import run as run_named

    try:
        if named is not None:
            return run_named(named, Within(there, seconds, most), values, typed=True)
        return there.query(question, values, seconds=seconds, most=most)
    except (ParameterError, RowsError) as wrong:  # such as a value that no store can hold
        raise click.UsageError(printable(str(wrong))) from None


def _draw(there: Library, named: NamedQuestion, found: pd.DataFrame, path: Path) -> None:
    from joinedup.library.contents import made_of
    from loaders.ourcsv import write_atomically
    from viz.pictures import NoPictureError, picture_of

    try:
        drawn = picture_of(named, found, made_of(there.store))
    except NoPictureError as none:
        say(console(err=True), f"There is no picture: {none}", "bold")
        raise SystemExit(1) from None
    write_atomically(path, drawn.encode("utf-8"))
    say(console(err=True), f"The picture: {path.resolve()}")
    _say_marking(there, path)


def _nothing(named: NamedQuestion, values: dict[str, Any]) -> str:
    """Return what a question itself says where no row is answered."""
    from queries.named import bound

    return Template(named.nothing).safe_substitute(bound(named, values, typed=True))


def _say_what_it_rests_on(there: Library, found: pd.DataFrame, own: str) -> None:
    """Say what the cases do not tell; more where nothing was found."""
    from joinedup.library.contents import silences

    err = console(err=True)
    cases = there.cases()
    many = f"{len(cases):,} cases" if len(cases) != 1 else "1 case"
    says = own or "That nothing is on record here does not say that there was nothing."
    if not len(found):
        say(err, f"No row matches in the {many} of this library. {says}", "bold")
    for sentence in silences(cases):
        say(err, sentence)


def _say_marking(there: Library, output: Path | None) -> None:
    if output is None:
        return
    found = there.store.query("MATCH (c:Case) RETURN DISTINCT c.marking AS marking")
    marks = sorted(str(one) for one in found["marking"] if one)
    if marks:
        say(console(err=True), f"{output}: made of cases marked {', '.join(marks)}.")


@click.command()
@click.argument("name", required=False)
@click.option(
    "--for-neo4j-browser",
    "browser",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write them, pictures and a style to a folder, as Neo4j Browser takes them.",
)
def queries(name: str | None, browser: Path | None) -> None:
    """List the named questions, with what each answers; or tell all about one."""
    from queries.named import named_questions

    if browser is not None:
        if name is not None:
            raise click.UsageError("--for-neo4j-browser writes all of them: leave out the name.")
        _write_for_browser(browser)
        return
    if name is not None:
        _tell(_named(name))
        return
    rows = [
        (one.name, one.answers, ", ".join(p.name for p in one.parameters))
        for one in named_questions()
    ]
    out = console()
    out.print(table("What can be asked by name", ("Question", "Answers", "Parameters"), rows))
    say(out, "joinedup queries NAME tells all about one; joinedup query NAME asks it.")


def _write_for_browser(folder: Path) -> None:
    from joinedup.library.neo4j_browser import for_browser

    done = for_browser(folder)
    out = console()
    say(out, f"{len(done.pictures)} pictures, {len(done.questions)} questions: {folder.resolve()}",
        "bold")  # fmt: skip
    say(out, f"Drop {done.style.name} on the window of Neo4j Browser, and import the folders under "
             "Saved Cypher. Fill in what a query asks for in its first lines.")  # fmt: skip


def _default(parameter: Parameter) -> str:
    if parameter.default is None:
        return "must be given"
    return json.dumps(parameter.default, ensure_ascii=False)


def _tell(named: NamedQuestion | None) -> None:
    if named is None:
        raise click.UsageError("That is no name. joinedup queries lists the names.")
    out = console()
    say(out, f"{named.name}: {named.title}", "bold")
    for text in (named.answers, named.caveats, named.needs):
        if text:
            say(out, text)
    if named.parameters:
        heads = ("Name", "Holds", "If left out", "What it does")
        rows = [(p.name, p.type, _default(p), p.means) for p in named.parameters]
        out.print(table("Parameters", heads, rows))
    out.print(table("Columns", ("Name", "Says"), named.columns.items()))
    say(out, named.cypher)
