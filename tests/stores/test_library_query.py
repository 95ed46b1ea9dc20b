"""``joinedup query`` and ``queries``: every format, hostile values, limits, what is refused."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pandas as pd
import pytest
from rich.console import Console

from graphdb.stores import base
from joinedup.cli import common
from joinedup.cli.frames import show
from joinedup.cli.opening import code_of
from joinedup.cli.query import typed
from joinedup.library.contents import made_of
from joinedup.library.library import Library
from queries.named import named_question, named_questions
from tests.joinedup.helpers import CODED, flat, run
from tests.loaders.builders import csv_of
from tests.stores.libraries import ONE, OTHER, small

KINDS = "MATCH (e:Event) RETURN e.case_id AS case, e.kind AS kind, e.bar AS bar ORDER BY case, kind"
ROWS = [(ONE, "contact"), (ONE, "disclosure"), (OTHER, "contact"), (OTHER, "disclosure")]


def test_every_format_gives_the_same_rows(kept, folders, tmp_path):
    run("library", "add", *folders)
    shown = run("query", KINDS)
    assert shown.exit_code == 0
    assert [tuple(cell.strip() for cell in line.split("│")[1:3]) for line in
            shown.stdout.splitlines() if line.startswith("│")] == ROWS  # fmt: skip
    assert shown.stderr.strip() == ""

    as_json = json.loads(run("query", KINDS, "--format", "json").stdout)
    assert as_json == [{"case": case, "kind": kind, "bar": None} for case, kind in ROWS]

    as_csv = run("query", KINDS, "--format", "csv").stdout_bytes.decode("utf-8")
    assert list(csv.reader(io.StringIO(as_csv, newline=""))) == [
        ["case", "kind", "bar"], *([case, kind, ""] for case, kind in ROWS)
    ]  # fmt: skip

    for form in ("csv", "json"):
        out = tmp_path / f"out.{form}"
        said = run("query", KINDS, "--format", form, "--output", out)
        assert (said.exit_code, said.stdout) == (0, "")
        assert "made of cases marked" in flat(said.stderr)
        assert len(pd.read_csv(out) if form == "csv" else pd.read_json(out)) == len(ROWS)

    pytest.importorskip("pyarrow")
    out = tmp_path / "out.parquet"
    assert run("query", KINDS, "--format", "parquet", "--output", out).exit_code == 0
    back = pd.read_parquet(out)
    assert list(zip(back["case"], back["kind"], strict=True)) == ROWS
    assert sorted(p.name for p in tmp_path.glob("out*")) == ["out.csv", "out.json", "out.parquet"]


def test_nodes_lists_and_two_columns_of_one_name(kept, folders, tmp_path):
    run("library", "add", *folders)
    cypher = (
        "MATCH (p:Person {person_id: 'V', case_id: $case}) "
        "RETURN p, p.roles AS roles, date('2012-03-14') AS day, 1.5 AS half, true AS yes"
    )
    (row,) = json.loads(run("query", cypher, "--param", f"case={ONE}", "--format", "json").stdout)
    assert row["p"]["_labels"] == ["Person"] and row["p"]["name"] == "Leanne"
    assert not [name for name in row["p"] if "names" in name]
    assert (row["roles"], row["day"], row["half"], row["yes"]) == (
        ["victim"], "2012-03-14", 1.5, True
    )  # fmt: skip
    pytest.importorskip("pyarrow")
    out = tmp_path / "out.parquet"
    run("query", cypher, "--param", f"case={ONE}", "--format", "parquet", "--output", out)
    assert list(pd.read_parquet(out)["roles"][0]) == ["victim"]


def test_what_a_chronology_says_is_no_formula_no_markup_and_no_escape(kept, tmp_path):
    hostile = ['=cmd|"/c calc"!A1', "[red]bold[/red]", "a\x1b[31mb", "\u202egpj.exe", "' OR 1=1 //"]
    rows = [("3/5/2011", "", text, "V", "contact", "") for text in hostile]
    run("library", "add", small(tmp_path, ONE, police_csv=csv_of(*rows, heads=CODED)))
    cypher = "MATCH (e:Event) WHERE e.document = 'police.csv' RETURN e.summary AS s ORDER BY e.row"
    said = run("query", cypher, "--format", "csv").stdout
    cells = [row[0] for row in csv.reader(io.StringIO(said))][1:]
    assert len(cells) == len(hostile)
    assert cells[0] == '\'=cmd|"/c calc"!A1'
    assert not [c for c in said if not c.isprintable() and c not in "\r\n"]
    table = run("query", cypher).stdout
    assert "[red]bold[/red]" in table
    assert "\x1b" not in table and "\u202e" not in table
    exact = json.loads(run("query", cypher, "--format", "json").stdout)
    assert exact[1]["s"] == "[red]bold[/red]" and exact[4]["s"] == "' OR 1=1 //"
    # a value given is a value, whatever it says
    for text in (exact[4]["s"], "'}) DETACH DELETE e //"):
        asked = "MATCH (e:Event) WHERE e.summary = $text RETURN count(*) AS n"
        found = run("query", asked, "--param", f"text={text}", "--format", "json")
        assert json.loads(found.stdout) == [{"n": int(text == exact[4]["s"])}]


def test_an_empty_answer_does_not_reassure(kept, folders, tmp_path):
    uncoded = csv_of(("3/5/2011", "", "He rang", "", "", ""), heads=CODED)
    run("library", "add", folders[0], small(tmp_path, "test-three", gp_csv=uncoded))
    said = run("query", "MATCH (e:Event {kind: 'nowhere'}) RETURN e.kind AS kind")
    assert said.exit_code == 0
    text = flat(said.stderr)
    assert "No row matches in the 2 cases of this library." in text
    assert "does not say that there was nothing" in text
    assert "1 of 4 rows are not coded, in test-three." in text
    as_json = run("query", "MATCH (e:Event {kind: 'nowhere'}) RETURN e.kind AS k", "--format",
                  "json")  # fmt: skip
    assert json.loads(as_json.stdout) == []
    # what the cases do not tell stands beside rows of an answer, too
    untold = csv_of(("3/5/2011", "", "He rang", "V", "contact", ""), heads=CODED)
    other = csv_of(("4/5/2011", "", "She rang", "V", "contact", ""), heads=CODED)
    run("library", "add", small(tmp_path, "test-four", police_csv=untold, gp_csv=other))
    text = flat(run("query", "threshold-cases").stderr)
    assert "1 of 6 rows are not coded, in test-three." in text
    assert "No coded row says what became known, so who knew what cannot be looked for" in text
    assert "in test-four." in text
    found = json.loads(run("query", "threshold-cases", "--format", "json").stdout)
    told = {row["case_id"]: row["outcome"] for row in found}
    assert told["test-four"] == "cannot tell"
    for name in ("test-three", "test-four"):
        kept.remove(name)


def test_a_question_says_itself_why_it_answers_with_no_row(kept, folders):
    run("library", "add", *folders)
    said = run("query", "sequences", "--param", "length=5", "--param", "cases=3")
    assert (said.exit_code, "┃" in said.stdout) == (0, True)
    text = flat(said.stderr)
    assert "No sequence of 5 rows recurs in at least 3 cases; a shorter one may" in text
    assert "nothing is on record" not in text


WRITING = [
    "CREATE (:Event {uid: 'x'})",
    "MATCH (e:Event) SET e.summary = ''",
    "MATCH (e) /* tidy */ dEtAcH dElEtE e",
    "MATCH (e:Event) // look\nREMOVE e.summary",
    "MERGE (:Theme {uid: 'theme:1A'})",
    "\\u0043REATE (:Event)",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "MATCH (e:Event) CALL { WITH e DELETE e } RETURN 1",
    "FOREACH (i IN [1] | CREATE (:Event))",
    "DROP CONSTRAINT event_uid",
    "RETURN 1; MATCH (n) DETACH DELETE n",
]


def test_what_would_write_is_refused(kept, folders):
    run("library", "add", folders[0])
    before = kept.counts()
    for cypher in WRITING:
        said = run("query", cypher)
        assert said.exit_code == 2, said.output
        assert (said.stdout, bool(said.stderr.strip())) == ("", True), cypher
    assert kept.counts() == before


REFUSED = [
    (["MATCH (e:Event RETURN e"], 2, "cannot answer this"),
    (["MATCH (e:Event) RETURN $nobody AS x"], 2, "nobody"),
    (["MATCH (e:Event) RETURN e.uid AS u", "--most", "1"], 4, "more than 1 rows"),
    (["RETURN 1", "--param", "no"], 2, "is not NAME=VALUE"),
    (["RETURN 1", "--param", "a`b=1"], 2, "is not NAME=VALUE"),
    (["RETURN $a", "--param", "a=1", "--param", "a=2"], 2, "given twice"),
    (["RETURN $ab", "--param", "a=1"], 2, "the query has no $a"),
    (["RETURN $a", "--param", "a=[1"], 2, "begins like JSON"),
    (["RETURN $a", "--param", "a=99999999999999999999"], 2, "64 bits"),
    (["RETURN 1", "--format", "parquet"], 2, "name a file with --output"),
    (["RETURN 1", "--output", "x"], 2, "give --format"),
    (["RETURN 1", "--format", "csv", "--output", "nowhere/x.csv"], 3, "JU-L017"),
    (["no-such-question"], 2, "No question is called"),
    (["themes", "--param", "nobody=1"], 2, "no parameter “nobody”"),
    (["themes-by-case", "--param", "examined=5"], 2, "themes-by-case"),
    (["themes", "--param", "codes=1A,6c"], 2, "no theme “6c”. Did you mean 6C?"),
    (["unshared-topics", "--param", "held_by=polce"], 2, "no sector “polce”. Did you mean police"),
    (["MATCH (a)-[r:SAME_AS]->(b) RETURN a"], 2, "never goes to a file"),
]


def test_what_cannot_be_asked(kept, folders):
    run("library", "add", folders[0])
    for words, code, says in REFUSED:
        said = run("query", *words)
        assert (said.exit_code, says in flat(said.output)) == (code, True), (words, said.output)


def test_a_query_that_takes_too_long_is_stopped(kept, folders):
    run("library", "add", folders[0])
    said = run(
        "query",
        "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c "
        "RETURN count(a * b + c)",
        "--seconds",
        "0.5",
    )
    assert said.exit_code == 4
    assert "longer" in flat(said.stderr) or "0.5 seconds" in flat(said.stderr)


def test_named_questions_are_asked_by_name(kept, folders):
    run("library", "add", *folders)
    library = Library(kept, "here")
    for named in named_questions():
        given = {p.name: ONE for p in named.parameters if p.type == "case"}
        words = [word for key, value in given.items() for word in ("--param", f"{key}={value}")]
        said = run("query", named.name, *words, "--format", "json")
        assert said.exit_code == 0, said.output
        found = library.ask(named.name, **given)
        assert list(found.columns) == list(named.columns)
        assert len(json.loads(said.stdout)) == len(found)


def test_a_picture_is_drawn_where_the_question_has_one(kept, folders, tmp_path):
    pytest.importorskip("matplotlib")
    run("library", "add", *folders)
    drawn = run("query", "themes", "--picture", tmp_path / "themes.svg")
    assert drawn.exit_code == 0, drawn.output
    assert "themes.svg: made of cases marked" in flat(drawn.stderr)
    library = Library(kept, "x")
    counted = library.cases()
    made = made_of(kept)
    assert (made.cases, made.rows, made.uncoded) == (
        2, counted["rows"].sum(), counted["uncoded"].sum()
    )  # fmt: skip
    assert made.markings and set(made.markings) == set(counted["marking"])
    assert (tmp_path / "themes.svg").read_text(encoding="utf-8") == Library(kept, "x").picture(
        "themes"
    )
    none = run("query", "dispositions", "--picture", tmp_path / "none.svg")
    assert (none.exit_code, "There is no picture" in flat(none.stderr)) == (1, True)
    assert run("query", "RETURN 1", "--picture", tmp_path / "none.svg").exit_code == 2
    assert not (tmp_path / "none.svg").exists()


def test_queries_says_what_can_be_asked():
    said = run("queries")
    assert said.exit_code == 0
    assert all(one.name in said.stdout for one in named_questions())
    one = run("queries", "themes-by-case")
    assert one.exit_code == 0
    assert "MATCH" in one.stdout and "Columns" in one.stdout
    near = run("queries", "theme")
    assert (near.exit_code, "Did you mean themes?" in flat(near.stderr)) == (2, True)
    assert run("queries", "MATCH (n) RETURN n").exit_code == 2


# --- without a store ---------------------------------------------------------------------------


def test_every_error_of_a_store_has_its_code():
    errors = [getattr(base, name) for name in base.__all__ if name.endswith("Error")]
    assert len(errors) > 10
    codes = {error: code_of(error("x")) for error in errors}
    usage = {base.QueryError, base.WriteRefusedError}
    assert codes == {error: 2 if error in usage else 4 for error in errors}
    assert code_of(ValueError("x")) is None


@pytest.mark.parametrize("width", [60, 80, 160])
def test_a_table_breaks_no_key_in_the_middle(width, monkeypatch):
    monkeypatch.setattr(common, "console", lambda **_: Console(width=width, file=io.StringIO()))
    names = [q.name for q in named_questions()]
    rows = [(q.name, q.answers, ", ".join(p.name for p in q.parameters)) for q in named_questions()]
    shown = _drawn(common.table("", ("Question", "Answers", "Parameters"), rows), width)
    assert [cells[0] for cells in shown if cells[0]] == ["Question", *names]

    columns = list(named_question("themes").columns)[:9]
    row = ("6C", "sharing information", "Organisation", 13, 13, 1, 0, 0, 12)
    shown = _drawn(common.table("", columns, [row]), width)
    text = " ".join(" ".join(cells) for cells in shown)
    whole = {"code", "cases", "found", "certain", "sharing"} <= set(re.findall(r"[a-z]+", text))
    assert whole is (width > 60), "nine columns have no room in sixty"


def test_a_table_of_one_word_too_long_for_the_terminal_still_has_all_of_it(monkeypatch):
    monkeypatch.setattr(common, "console", lambda **_: Console(width=40, file=io.StringIO()))
    shown = _drawn(common.table("", ("digest", "s"), [("0123456789abcdef" * 5, "a b")]), 40)
    assert "".join(cells[0] for cells in shown) == "digest" + "0123456789abcdef" * 5


def _drawn(table, width: int) -> list[list[str]]:
    """The cells of each line of a table as it is drawn."""
    out = io.StringIO()
    Console(width=width, file=out).print(table)
    lines = [line for line in out.getvalue().splitlines() if line[:1] in "│┃" and line.strip()]
    assert all(len(line) <= width for line in lines)
    return [[cell.strip() for cell in re.split("[│┃]", line)[1:-1]] for line in lines]


def test_values_are_typed_as_they_are_written():
    written = {"-3": -3, "'true'": "true", '{"a": null}': {"a": None}, "": "", "NaN": "NaN",
               "Infinity": "Infinity", "1A": "1A", "''": ""}  # fmt: skip
    for text, value in written.items():
        made = typed("k", text)
        assert (made, type(made)) == (value, type(value))


def test_columns_of_mixed_values_and_of_one_name(tmp_path, capsys):
    frame = pd.DataFrame([[1, "=x", None], ["a", [1, {"b": None}], float("nan")]])
    frame.columns = pd.Index(["=n", "s", "s"])
    show(frame, "csv")
    lines = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert lines == [["'=n", "s", "s"], ["1", "'=x", ""], ["a", '[1, {"b": null}]', ""]]
    show(frame, "json")
    assert json.loads(capsys.readouterr().out) == [
        {"=n": 1, "s": "=x", "s 2": None}, {"=n": "a", "s": [1, {"b": None}], "s 2": None}
    ]  # fmt: skip
    pytest.importorskip("pyarrow")
    show(frame, "parquet", tmp_path / "x.parquet")
    assert list(pd.read_parquet(tmp_path / "x.parquet")["=n"]) == ["1", "a"]


def test_a_file_that_is_there_is_replaced_whole(tmp_path: Path):
    out = tmp_path / "x.csv"
    out.write_text("older", encoding="utf-8")
    show(pd.DataFrame({"a": ["é"]}), "csv", out)
    assert out.read_bytes() == "\ufeffa\r\né\r\n".encode()
