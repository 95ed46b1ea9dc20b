from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter

import loaders
from graphdb.dates import moment_of
from loaders.formats.xlsx_cells import Shown, number_text, unescape
from tests.loaders.builders import HEADS, case, codes, problem, reasons, xlsx_of


@pytest.fixture
def folder(tmp_path):
    return case(tmp_path)


def at(folder, name="police.xlsx"):
    return folder / "chronologies" / name


def test_dates_times_and_numbers(folder):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Date", "Time", "Source", "What happened", "Seq"])
    sheet.append([date(2011, 5, 3), time(1, 32), "", "one", 1])
    sheet.append([datetime(2011, 5, 4, 14, 30), None, "", "two", 2])
    sheet.append([datetime(2011, 3, 1), None, "", "three", 3.0])
    sheet["A4"].number_format = "mmm-yy"
    sheet.append(["2012", None, "", "four"])
    sheet.append([40666, None, "", "five"])
    sheet["A6"].number_format = "General"
    book.save(at(folder))
    result = loaders.load_case(folder)
    one, two, three, four, five = result.records.events
    assert one.when.written == "03/05/2011, 01:32"
    assert one.when.timed
    assert moment_of(two.when.earliest) == datetime(2011, 5, 4, 14, 30)
    assert three.when.written == "March 2011"  # as Excel shows it: no day was ever said
    assert moment_of(four.when.earliest).year == 2012
    assert moment_of(five.when.earliest).date() == date(2011, 5, 3)
    assert [e.sequence for e in (one, two, three)] == [1, 2, 3]


def test_headings_are_found_below_titles_on_any_sheet(folder):
    book = xlsxwriter.Workbook(at(folder))
    cover = book.add_worksheet("Cover")
    cover.write_row(0, 0, ["Prepared for the panel"])
    sheet = book.add_worksheet("Events")
    sheet.merge_range(0, 0, 0, 2, "Northshire Police chronology")
    sheet.write_row(2, 0, ["Restricted"])
    sheet.write_row(4, 0, ["Date / Time:", "Source of Information", "Significant Event"])
    sheet.write_row(5, 0, ["3/5/11", "", "one"])
    second = book.add_worksheet("More")
    second.write_row(0, 0, HEADS)
    second.write_row(1, 0, ["4/5/11", "", "two"])
    book.close()
    result = loaders.load_case(folder)
    assert [(e.source.part, e.source.row) for e in result.records.events] == [
        ("Events", 6),
        ("More", 2),
    ]
    assert reasons(result)["title above the headings"] == 2
    assert problem(result, "JU-L052").part == "Cover"


def test_hidden_things_are_read_and_reported(folder):
    book = xlsxwriter.Workbook(at(folder))
    sheet = book.add_worksheet("A")
    sheet.write_row(0, 0, [*HEADS, "Outcome"])
    sheet.write_row(1, 0, ["3/5/11", "", "one", "x"])
    sheet.write_row(2, 0, ["4/5/11", "", "two", "y"])
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(3, 3, 10, None, {"hidden": True})
    hidden = book.add_worksheet("B")
    hidden.write_row(0, 0, HEADS)
    hidden.write_row(1, 0, ["5/5/11", "", "three"])
    hidden.hide()
    book.close()
    result = loaders.load_case(folder)
    assert [e.summary for e in result.records.events] == ["one", "two", "three"]
    assert result.records.events[0].outcome == "x"
    assert problem(result, "JU-L032").found == "row 3"
    assert problem(result, "JU-L033").found == "column D"
    assert problem(result, "JU-L031").part == "B"


def test_formulas_are_never_worked_out(folder):
    book = xlsxwriter.Workbook(at(folder))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADS)
    sheet.write_formula("A2", "=DATE(2011,5,3)", book.add_format({"num_format": "dd/mm/yy"}), 40666)
    sheet.write_string("C2", "cached")
    sheet.write_string("C3", "not cached")
    sheet.write_string("A3", "4/5/11")
    book.close()
    loaded = openpyxl.load_workbook(at(folder))
    loaded["Sheet1"]["B3"] = "=1+1"
    loaded["Sheet1"]["A2"] = "3/5/11"
    loaded.save(at(folder))
    result = loaders.load_case(folder)
    assert problem(result, "JU-L034").row == 3
    assert problem(result, "JU-L034").column == "B"


def test_cached_formula_values_are_read(folder):
    book = xlsxwriter.Workbook(at(folder))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADS)
    sheet.write_formula("A2", "=DATE(2011,5,3)", book.add_format({"num_format": "dd/mm/yy"}), 40666)
    sheet.write_formula("C2", '="a"&"b"', None, "ab")
    book.close()
    (event,) = loaders.load_case(folder).records.events
    assert (event.when.written, event.summary) == ("03/05/2011", "ab")


def test_vertical_merges(folder):
    book = xlsxwriter.Workbook(at(folder))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADS)
    sheet.merge_range(1, 0, 3, 0, "3/5/11")
    sheet.merge_range(1, 1, 2, 1, "Response")
    for row, text in enumerate(("a", "b", "c"), start=1):
        sheet.write_string(row, 2, text)
    sheet.merge_range(4, 0, 4, 2, "2012")
    sheet.write_row(5, 0, ["5 June", "", "d"])
    book.close()
    result = loaders.load_case(folder)
    assert [(e.when.written, e.team_id, e.summary) for e in result.records.events] == [
        ("3/5/11", "police/response", "a"),
        ("3/5/11", "police/response", "b"),
        ("3/5/11", "police/", "c"),
        ("5 June", "police/", "d"),
    ]
    assert moment_of(result.records.events[-1].when.earliest).year == 2012


def test_1904_dates(folder):
    book = xlsxwriter.Workbook(at(folder), {"date_1904": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADS)
    sheet.write_datetime(1, 0, datetime(2011, 5, 3), book.add_format({"num_format": "d/m/yyyy"}))
    sheet.write_string(1, 2, "x")
    book.close()
    assert loaders.load_case(folder).records.events[0].when.written == "03/05/2011"


def test_a_macro_workbook_and_rich_text_and_comments(folder):
    book = xlsxwriter.Workbook(at(folder, "police.xlsm"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADS)
    sheet.write_string(1, 0, "3/5/11")
    bold = book.add_format({"bold": True})
    sheet.write_rich_string(1, 2, "He ", bold, "left", " again")
    sheet.write_comment(1, 2, "a remark")
    book.close()
    result = loaders.load_case(folder)
    assert result.records.events[0].summary == "He left again"
    assert "JU-L036" in codes(result)


def test_ten_thousand_rows(folder):
    rows = [["Date", "Source", "What happened", "Outcome", "Comment"]]
    rows += [
        [f"{i % 28 + 1}/{i % 12 + 1}/2011", "", f"Row {i} says a little", "NFA", ""]
        for i in range(10_000)
    ]
    xlsx_of(at(folder), rows)
    from time import process_time

    start = process_time()
    result = loaders.load_case(folder)
    assert len(result.records.events) == 10_000
    assert process_time() - start < 12  # some 1.5 s; the rest is for a busy machine


def test_escapes_of_excel():
    assert unescape("a_x000D_b_xD800_c_x0000_d_xyz") == "a\rb\ufffdc\ufffdd_xyz"


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        ("nan", Shown.DATE, "nan"),
        ("1e400", Shown.DATE, "1e400"),
        ("-5", Shown.DATE, "-5"),
        ("99999999", Shown.DATE, "99999999"),
        ("x", Shown.DATE, "x"),
        ("0.5", Shown.DATE_TIME, "12:00"),
        ("59", Shown.DATE, "28/02/1900"),
        ("61", Shown.DATE, "01/03/1900"),
        ("1.5", Shown.NUMBER, "1.5"),
        ("40666.99999999", Shown.DATE_TIME, "04/05/2011"),
    ],
)
def test_numbers(value, shown, text):
    assert number_text(value, shown) == text


def test_headings_over_two_rows_with_merged_cells(folder):
    book = xlsxwriter.Workbook(at(folder))
    sheet = book.add_worksheet("A")
    sheet.merge_range(0, 0, 0, 5, "Northshire Police chronology")
    sheet.merge_range(1, 0, 2, 0, "Date")
    sheet.merge_range(1, 1, 1, 2, "Contact")
    sheet.merge_range(1, 3, 1, 4, "Response")
    sheet.merge_range(1, 5, 2, 5, "Comments")
    sheet.write_row(2, 1, ["Details", "Who seen", "Action", "Outcome"])
    sheet.write_row(3, 0, ["3/5/11", "He rang", "Leanne", "Rang back", "None", "Mine"])
    second = book.add_worksheet("B")
    second.merge_range(0, 0, 0, 1, "Contact")
    second.merge_range(0, 2, 0, 3, "Response")
    second.write_row(1, 0, ["Date", "Details", "Action", "Outcome"])
    second.write_row(2, 0, ["4/5/11", "She rang", "Rang back", "None"])
    third = book.add_worksheet("C")
    third.merge_range(0, 0, 0, 1, "Date")
    third.merge_range(0, 2, 1, 2, "Event")
    third.write_row(1, 0, ["Start", "End"])
    third.write_row(2, 0, ["5/5/11", "7/5/11", "Stayed"])
    book.close()
    result = loaders.load_case(folder)
    one, two, three = result.records.events
    assert (one.source.row, one.summary, one.response) == (4, "He rang", "Rang back")
    assert (one.outcome, one.comment) == ("None", "Mine")
    assert (two.source.row, two.summary, two.response) == (3, "She rang", "Rang back")
    assert (three.summary, three.when.written) == ("Stayed", "5/5/11 to 7/5/11")
    assert reasons(result) == {"title above the headings": 1, "row of headings": 6}


def test_dates_shown_without_a_year_are_reported_once_a_column(folder):
    book = xlsxwriter.Workbook(at(folder))
    sheet = book.add_worksheet("A")
    sheet.write_row(0, 0, [*HEADS, "Learned", "End date"])
    for row in (1, 2):
        sheet.write_number(row, 0, 40665 + row, book.add_format({"num_format": "d mmm"}))
        sheet.write_string(row, 2, f"row {row}")
        sheet.write_number(row, 3, 40667.5, book.add_format({"num_format": "dd/mm hh:mm"}))
        sheet.write_number(row, 4, 40670, book.add_format({"num_format": "dd/mm/yy"}))
    book.close()
    result = loaders.load_case(folder)
    found = [p for p in result.report.problems if p.code == "JU-L043"]
    assert [(p.part, p.row, p.column, p.found, p.severity) for p in found] == [
        ("A", 2, "A", "03/05/2011", "warning"),
        ("A", 2, "D", "04/05/2011 12:00", "warning"),
    ]
    assert "Excel's own year was read" in str(found[0])
    assert result.records.events[0].when.written.startswith("03/05/2011")
