from datetime import date

import docx
import pytest

import loaders
from graphdb.dates import moment_of
from tests.loaders.builders import (
    HEADS,
    case,
    codes,
    docx_of,
    p,
    plain_row,
    problem,
    put,
    reasons,
    run,
    tbl,
    tc,
    tr,
)


def load(tmp_path, body, **kw):
    folder = case(tmp_path / "c")
    docx_of(folder / "chronologies" / "police.docx", body, **kw)
    return loaders.load_case(folder)


def test_a_table_of_python_docx_is_read(tmp_path):
    folder = case(tmp_path)
    document = docx.Document()
    document.add_paragraph("Chronology of Northshire Police")
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(table.rows, (HEADS, ("3/5/11", "Response", "Called")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(folder / "chronologies" / "police.docx")
    result = loaders.load_case(folder)
    (event,) = result.records.events
    assert (event.summary, event.team_id) == ("Called", "police/response")
    assert (event.source.part, event.source.row) == ("table 1", 2)


def test_tables_split_over_pages_continue_with_and_without_headings(tmp_path):
    body = (
        tbl(plain_row(*HEADS), plain_row("3/5/11", "", "one"), plain_row(*HEADS))
        + p(run("page 2"))
        + tbl(plain_row(*HEADS), plain_row("two days later", "", "two"))
        + tbl(plain_row("7/5/11", "", "three"), plain_row("8/5/11", "", "four"))
    )
    result = load(tmp_path, body)
    assert [e.summary for e in result.records.events] == ["one", "two", "three", "four"]
    assert [str(e.source) for e in result.records.events][2] == "police.docx, table 3, row 1"
    # "Two days later" rests on the last row of the page before.
    assert moment_of(result.records.events[1].when.earliest).date() == date(2011, 5, 5)
    assert reasons(result) == {"row of repeated headings": 1, "row of headings": 2}


def test_a_signature_table_of_the_same_width_does_not_continue(tmp_path):
    body = tbl(plain_row(*HEADS), plain_row("3/5/11", "", "one")) + tbl(
        plain_row("Signed", "by", "A. Body"), plain_row("Rank", "of", "author")
    )
    result = load(tmp_path, body)
    assert len(result.records.events) == 1
    assert problem(result, "JU-L052").severity == "info"


def test_merged_dates_are_carried_and_descriptions_are_not(tmp_path):
    body = tbl(
        plain_row(*HEADS),
        tr(tc("3/5/11", merge="start"), tc("Response", merge="start"), tc("a")),
        tr(tc("", merge="on"), tc("", merge="on"), tc("b")),
        tr(tc("4/5/11"), tc(""), tc("c", merge="start")),
        tr(tc("5/5/11"), tc("PPU"), tc("", merge="on")),
    )
    result = load(tmp_path, body)
    assert [(e.when.written, e.team_id, e.summary) for e in result.records.events] == [
        ("3/5/11", "police/response", "a"),
        ("3/5/11", "police/response", "b"),
        ("4/5/11", "police/", "c"),
    ]
    assert result.report.rows_read == result.report.rows_loaded + result.report.rows_set_aside


def test_spanned_cells_keep_their_columns(tmp_path):
    body = tbl(
        plain_row("Date", "Source", "What happened", "Outcome"),
        tr(tc("3/5/11"), tc("x", span=2), tc("NFA")),
    )
    (event,) = load(tmp_path, body).records.events
    assert (event.summary, event.outcome) == ("", "NFA")


def test_dated_headings_complete_the_dates_below(tmp_path):
    body = tbl(
        plain_row(*HEADS),
        tr(tc("2011", span=3)),
        plain_row("3 May", "", "one"),
        tr(tc("March 2012", span=3)),
        plain_row("14", "", "two"),
        tr(tc("Part two: the move", span=3)),
        tr(tc("No contact in this period", span=3)),
    )
    result = load(tmp_path, body)
    one, two, none = result.records.events
    assert moment_of(one.when.earliest).date() == date(2011, 5, 3)
    assert moment_of(two.when.earliest).date() == date(2012, 3, 14)
    assert (none.kind, none.coded) == ("no-contact", True)
    assert reasons(result)["dated heading"] == 2
    assert reasons(result)["heading across the table"] == 1


def test_a_long_wide_row_is_kept_as_a_row(tmp_path):
    text = "The family moved during this time and nobody knows when, so the panel asked them again."
    result = load(tmp_path, tbl(plain_row(*HEADS), tr(tc(text, span=3))))
    (event,) = result.records.events
    assert event.summary == text
    assert event.when.start.is_undated


def test_tracked_changes(tmp_path):
    kept = f"He left. <w:del w:id='1'>{run('SECRET')}</w:del><w:ins w:id='2'>{run('New')}</w:ins>"
    cell = p(
        run("Seen.") + kept.replace("He left. ", "") + f"<w:moveFrom>{run('GONE')}</w:moveFrom>"
    )
    body = tbl(
        plain_row(*HEADS),
        tr(tc("3/5/11"), tc(""), tc(cell, raw=True)),
        tr(tc("4/5/11"), tc(""), tc("deleted row"), props="<w:del w:id='3'/>"),
        tr(tc("5/5/11"), tc(""), tc("inserted row"), props="<w:ins w:id='4'/>"),
    )
    result = load(tmp_path, body)
    assert [e.summary for e in result.records.events] == ["Seen.New", "inserted row"]
    assert [e.source.row for e in result.records.events] == [2, 4]
    assert problem(result, "JU-L038").found == "3 deletions"
    assert problem(result, "JU-L039").found == "2 insertions"


def test_nested_tables_tabs_breaks_and_controls(tmp_path):
    inner = tbl(plain_row("a", "b"), plain_row("c", "d"))
    wrapped = (
        f"<w:sdt><w:sdtContent>{plain_row('4/5/11', '', 'in a control')}</w:sdtContent></w:sdt>"
    )
    cell = p(run("one") + "<w:r><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>") + inner
    body = tbl(plain_row(*HEADS), tr(tc("3/5/11"), tc(""), tc(cell, raw=True)), wrapped)
    result = load(tmp_path, body)
    assert [e.summary for e in result.records.events] == [
        "one two\nthree\na | b\nc | d",
        "in a control",
    ]


def test_comments_and_footnotes_are_reported(tmp_path):
    cell = p(
        run("x") + "<w:r><w:commentReference w:id='0'/></w:r><w:r><w:footnoteReference/></w:r>"
    )
    result = load(tmp_path, tbl(plain_row(*HEADS), tr(tc("3/5/11"), tc(""), tc(cell, raw=True))))
    assert {"JU-L036", "JU-L037"} <= set(codes(result))


def test_a_document_without_tables_is_refused(tmp_path):
    result = load(tmp_path, p(run("3 May 2011: he called.")))
    assert codes(result)[0] == "JU-L055"


def test_entities_and_document_types_are_refused(tmp_path):
    lines = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(8)
    )
    bomb = f"<!DOCTYPE x [{lines}]>"
    external = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for head in (bomb, external):
        result = load(tmp_path, tbl(plain_row(*HEADS), plain_row("3/5/11", "", "&a;")), head=head)
        assert codes(result)[0] == "JU-L014"
        assert result.records.events == ()


def test_strict_namespace(tmp_path):
    folder = case(tmp_path)
    path = docx_of(
        folder / "chronologies" / "police.docx",
        tbl(plain_row(*HEADS), plain_row("3/5/11", "", "one")),
    )
    import zipfile

    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode()
    xml = xml.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", xml)
    assert len(loaders.load_case(folder).records.events) == 1


def test_docm_is_read(tmp_path):
    folder = case(tmp_path)
    docx_of(
        folder / "chronologies" / "police.docm",
        tbl(plain_row(*HEADS), plain_row("3/5/11", "", "x")),
    )
    assert len(loaders.load_case(folder).records.events) == 1
    put(folder, "~$police.docm", b"lock")
    assert loaders.load_case(folder).report.skipped == ["~$police.docm"]


GROUPS = ("", "Contact", "", "Response", "", "")
BELOW = ("Date", "Details", "Seen", "Action", "Outcome", "By whom")


def test_headings_over_two_rows(tmp_path):
    """Group headings above the headings, twice (the table was split and they repeat)."""
    row = plain_row("3/5/11", "He rang", "Leanne", "Rang back", "None", "PC 1")
    head = (
        tr(tc("Date", merge="start"), tc("Contact", span=2), tc("Response", span=3)),
        tr(tc("", merge="on"), *(tc(text) for text in BELOW[1:])),
    )
    result = load(tmp_path, tbl(*head, row, *head, row.replace("3/5", "4/5")))
    one, two = result.records.events
    assert (one.summary, one.response, one.outcome) == ("He rang", "Rang back", "None")
    assert one.comment == "Response – By whom: PC 1"
    assert [i.person_id for i in one.involves] == ["V"]
    assert moment_of(two.when.earliest).date() == date(2011, 5, 4)
    assert reasons(result) == {"row of headings": 2, "row of repeated headings": 2}
    assert problem(result, "JU-L053").column == "Response – By whom"


def test_group_headings_above_whole_headings(tmp_path):
    result = load(tmp_path, tbl(
        tr(tc("Contact", span=2), tc("Response", span=2)),
        plain_row("Date", "Details", "Action", "Outcome"),
        plain_row("3/5/11", "He rang", "Rang back", "None"),
    ))  # fmt: skip
    (event,) = result.records.events
    assert (event.summary, event.response, event.outcome) == ("He rang", "Rang back", "None")
    assert reasons(result) == {"row of headings": 2}


def test_rows_that_look_like_headings_stay_rows(tmp_path):
    """What stands below whole headings is data, unless it names more columns."""
    heads = ("Date", "Source", "Event", "Action", "Outcome")
    result = load(tmp_path, tbl(
        plain_row(*heads),
        plain_row("", "", "Contact", "Advice given", ""),
        plain_row("3/5/11", "", "He rang", "Referral", ""),
    ))  # fmt: skip
    assert [e.summary for e in result.records.events] == ["Contact", "He rang"]
    assert reasons(result) == {"row of headings": 1}


def test_a_dated_line_between_tables_dates_the_table_below(tmp_path):
    def table(day, text):
        return tbl(plain_row(*HEADS), plain_row(day, "", text))

    body = (
        p(run("Northshire Police chronology")) + p(run("12 May 2019"))
        + p(run("March 2011:")) + p(run("The family lived at the first address then."))
        + table("14", "one")
        + p(run("2012")) + p(run("March")) + table("15th", "two")
        + p(run("")) + table("16", "three")
        + p(run("2013")) + tbl(plain_row("3 January", "", "four"))
        + p(run("2010 - 2012")) + table("4 January", "five")
    )  # fmt: skip
    result = load(tmp_path, body)
    dates = {
        e.summary: None if e.when.earliest is None else moment_of(e.when.earliest).date()
        for e in result.records.events
    }
    assert dates == {
        "one": date(2011, 3, 14), "two": date(2012, 3, 15), "three": date(2012, 3, 16),
        "four": date(2013, 1, 3), "five": None,
    }  # fmt: skip
    told = [(q.part, q.found) for q in result.report.problems if q.code == "JU-L042"]
    assert told == [
        ("table 1", "March 2011:"), ("table 2", "March"), ("table 4", "2013"),
        ("table 5", "2010 - 2012"),
    ]  # fmt: skip
    assert problem(result, "JU-L042").severity == "info"
    assert result.report.rows_read == result.report.rows_loaded + result.report.rows_set_aside


def test_a_day_above_a_table_dates_nothing(tmp_path):
    """It is the day on which somebody wrote the document."""
    body = p(run("12 May 2012")) + tbl(plain_row(*HEADS), plain_row("", "", "one"))
    result = load(tmp_path, body)
    assert result.records.events[0].when.start.is_undated
    assert "JU-L042" not in codes(result)


@pytest.mark.parametrize("heading", ["2010 - 2012", "2010 or 2011"])
def test_years_as_a_heading_give_no_year_to_a_day(tmp_path, heading):
    rows = [("", "one"), ("4 January", "two"), ("4/1/11", "three")]
    body = tbl(
        plain_row(*HEADS),
        tr(tc(heading, span=3)),
        *(plain_row(day, "", text) for day, text in rows),
    )
    _, two, three = load(tmp_path, body).records.events
    assert two.when.start.is_undated
    assert moment_of(three.when.earliest).date() == date(2011, 1, 4)
