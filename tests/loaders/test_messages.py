import ast
import re
from pathlib import Path

from graphdb.dates import CODES
from loaders.messages import MESSAGES, describe, shorten
from loaders.messages_page import PAGE, reference_page
from loaders.report import CheckReport, Severity

ROOT = Path(__file__).resolve().parents[2] / "loaders"
BLAME = re.compile(r"\b(?:fail(?:ed|ure)?|missed|should have|ignored|neglect)", re.IGNORECASE)


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == reference_page(), (
        "run: python -m loaders.messages_page"
    )


def test_every_code_that_is_used_is_in_the_table_and_the_other_way_round():
    used = set()
    for path in ROOT.rglob("*.py"):
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
        "(3 rows; this is the first.) Correct it, or add it as an alias."
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
