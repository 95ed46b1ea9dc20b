import pytest

import loaders
from loaders.formats.csv_text import delimiter_of
from tests.loaders.builders import CASE, HEADS, case, codes, csv_of, loaded, problem, reasons


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_separators(tmp_path, encoding, delimiter):
    text = csv_of(("3/5/11", "Response", "Café – he said, “no”; she left"), delimiter=delimiter)
    result = loaded(tmp_path, police_csv=text.encode(encoding))
    (event,) = result.records.events
    assert event.summary == "Café – he said, “no”; she left"
    assert ("JU-L040" in codes(result)) == (encoding == "cp1252")


def test_quoted_line_ends_and_row_numbers(tmp_path):
    text = csv_of(("3/5/11", "", "one\nline two"), ("", "", ""), ("4/5/11", "", "two"))
    result = loaded(tmp_path, police_csv=text)
    assert [(e.summary, e.source.row) for e in result.records.events] == [
        ("one\nline two", 2),
        ("two", 4),
    ]
    assert reasons(result) == {"blank row": 1, "row of headings": 1}


def test_nuls_and_huge_cells(tmp_path):
    result = loaded(tmp_path / "a", police_csv=csv_of(("3/5/11", "", "a\0b")))
    assert result.records.events[0].summary == "ab"
    assert problem(result, "JU-L041").found == "1 NUL"
    result = loaded(tmp_path / "b", police_csv=csv_of(("3/5/11", "", "x" * 1_100_000)))
    assert codes(result)[0] == "JU-L015"


def test_half_a_megabyte_in_a_cell_is_read(tmp_path):
    result = loaded(tmp_path, police_csv=csv_of(("3/5/11", "", "x" * 500_000)))
    assert len(result.records.events[0].summary) == 500_000


def test_a_row_that_is_too_wide_loses_nothing(tmp_path):
    text = "Date,Source,What happened\n3/5/11,,he said, then left\n"
    result = loaded(tmp_path, police_csv=text)
    assert result.records.events[0].comment == "then left"
    assert problem(result, "JU-L056").row == 2


def test_separator_guess():
    assert delimiter_of("Title of it, all\nDate;Source;Event\n1;2;3, and\n") == ";"
    assert delimiter_of("Date\tEvent\n1\t2, 3; 4\n") == "\t"
    assert delimiter_of("one") == ","


def test_tsv(tmp_path):
    assert len(
        loaded(tmp_path, police_tsv=csv_of(("3/5/11", "", "x"), delimiter="\t")).records.events
    )


def test_same_rows_in_any_format_say_the_same(tmp_path):
    from tests.loaders.builders import docx_of, plain_row, tbl, xlsx_of

    rows = [HEADS, ("3/5/11", "Response", "V called; GP told"), ("4/5/11", "PPU", "V seen")]
    one = case(tmp_path / "1", CASE, police_csv=csv_of(*rows[1:]))
    two, three = case(tmp_path / "2"), case(tmp_path / "3")
    xlsx_of(two / "chronologies" / "police.xlsx", [list(r) for r in rows])
    docx_of(three / "chronologies" / "police.docx", tbl(*(plain_row(*r) for r in rows)))
    results = [loaders.load_case(f).records.events for f in (one, two, three)]
    for events in results:
        assert [(e.event_id, e.team_id, e.when, e.mentions) for e in events] == [
            (e.event_id, e.team_id, e.when, e.mentions) for e in results[0]
        ]
