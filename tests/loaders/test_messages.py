import ast
import re
from pathlib import Path

from graphdb.dates import CODES
from loaders.messages import MESSAGES, describe, shorten
from loaders.messages_page import PAGE, reference_page
from loaders.report import CheckReport, Severity
from tests.loaders.builders import HEADS, codes, csv_of, loaded, problem

ROOT = Path(__file__).resolve().parents[2] / "loaders"
BLAME = re.compile(r"\b(?:fail(?:ed|ure)?|missed|should have|ignored|neglect)", re.IGNORECASE)


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == reference_page(), (
        "run: python -m loaders.messages_page"
    )


def test_every_code_that_is_used_is_in_the_table_and_the_other_way_round():
    used = set()
    for path in [*ROOT.rglob("*.py"), *(ROOT.parent / "joinedup").rglob("*.py")]:
        if path.name == "messages.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                used.update(re.findall(r"JU-L\d{3}", node.value))
    assert used == set(MESSAGES)


def test_messages_blame_nobody_and_say_what_to_do():
    for code, message in MESSAGES.items():
        text = f"{message.title} {message.cause} {message.suggestion}"
        assert not BLAME.search(text), code
        assert message.severity in [s.value for s in Severity]
        assert not message.title.endswith(".")
        assert message.cause.endswith(".")
        if message.severity != "info":
            assert message.suggestion


def test_a_problem_in_words():
    report = CheckReport()
    for _ in range(3):
        report.add("JU-L079", document="a.csv", part="S", row=4, column="Shared with", found="X",
                   once_per=("x",))  # fmt: skip
    (found,) = report.problems
    assert str(found) == (
        "JU-L079 a.csv, S, row 4, column “Shared with”: An agency or team is not known. Found: X. "
        "(3 rows; this is the first.) Correct it, or add it in case.toml as an alias."
    )


def test_date_codes_have_titles():
    report = CheckReport()
    for code in CODES:
        report.add(code)
    assert all(CODES[p.code].title in str(p) for p in report.problems)


def test_shorten_takes_out_what_is_dangerous():
    assert shorten("a\u202eb\x00c\n\nd" + "x" * 100).startswith("a b c dxxx")
    assert len(shorten("x" * 100)) == 60
    assert (
        describe("JU-L011", document="f")
        == "JU-L011 f: The file is empty. Ask the agency to send it again."
    )


def test_what_was_set_aside_reads_as_words(tmp_path):
    rows = [("2011", "", ""), ("2012", "", ""), ("3/5/11", "# n", "a"), ("", "", ""), HEADS]
    result = loaded(tmp_path, police_csv=csv_of(*rows, ("4/5/11", "", "x")))
    (table,) = result.report.files[0].tables
    assert table.set_aside_words == (
        "1 blank row; 2 dated headings; 1 note (its source starts with # ^ ¬ or ~); "
        "1 row of headings; 1 row of repeated headings"
    )
    two = csv_of(("Him", "Rang"), ("Her", "Rang"), heads=("Who", "What happened"))
    table = loaded(tmp_path / "b", gp_csv=two).report.files[0].tables[0]
    assert table.set_aside_words == "3 rows in a table without a column for the date"


def test_a_lone_table_with_dates_lacks_what_happened_not_the_date(tmp_path):
    heads = ("Date", "Favourite colour")
    result = loaded(tmp_path, gp_csv=csv_of(("3/5/11", "Red"), heads=heads))
    found = problem(result, "JU-L051")
    assert '= "summary"' in found.suggestion
    assert "JU-L050" not in codes(result)


def test_a_message_says_a_thing_once(tmp_path):
    result = loaded(tmp_path, police_csv=csv_of(("", "", "x"), ("soon", "", "y")))
    blank, soon = (p for p in result.report.problems if p.code.startswith("JU-D"))
    assert str(blank).count("blank") == 1
    assert str(soon).count("soon") == 1
    assert "cannot be read as a date. Found: soon. Write it as" in str(soon)


def test_numbers_have_their_nouns(tmp_path):
    heads = (*HEADS, "Risk tool", "Grade", "Ref")
    rows = [
        ("3/5/11", "Night desk", "x", "DASH", "silly", "A1"),
        ("4/5/11", "", "y", "", "", "A1"),
    ]
    result = loaded(tmp_path, police_csv=csv_of(*rows, heads=heads))
    assert problem(result, "JU-L062").found == "Night desk (1 row)"
    assert "high" in problem(result, "JU-L083").expected
    assert problem(result, "JU-L071").found == "A1, also in row 3"
