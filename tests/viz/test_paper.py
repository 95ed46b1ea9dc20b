"""Paper, Word and Excel made of a made-up case: what a person reads when they are opened."""

from __future__ import annotations

import re
import sys
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from tests.viz.synthetic import HOSTILE, synthetic
from viz import pdf
from viz.clean import clean
from viz.leaving import Leaving
from viz.model import Holding, PageModel, Step
from viz.page import css_string, now_sentence, render
from viz.reading import Reading, as_at
from viz.word import word_report

docx = pytest.importorskip("docx")
pypdf = pytest.importorskip("pypdf")


def flat(text: str) -> str:
    return " ".join(text.split())


def pages(data: bytes) -> list[str]:
    # a reader of ours puts NULs between letters where a font lacks one of them
    return [
        flat(page.extract_text().replace("\0", "")) for page in pypdf.PdfReader(BytesIO(data)).pages
    ]


def named(model: PageModel, **changes: object) -> PageModel:
    return replace(model, header=replace(model.header, **changes))


@pytest.fixture(scope="module")
def model() -> PageModel:
    return named(synthetic(60), marking="SECRET & <b>", status="Approved")


@pytest.fixture(scope="module")
def paper(model: PageModel) -> bytes:
    pytest.importorskip("weasyprint")
    return pdf.pdf_report(Reading(model))


@pytest.fixture(scope="module")
def word(model: PageModel):
    return docx.Document(BytesIO(word_report(Reading(model))))


# -- reading -----------------------------------------------------------------------------------


def test_rows_are_numbered_in_the_order_of_the_page(model: PageModel) -> None:
    reading = Reading(model)
    assert [e.number for e in reading.entries] == list(range(1, 61))
    page = render(model)
    places = [page.index(f"id={e.event_id}") for e in reading.entries]
    assert places == sorted(places)


def test_every_finding_is_there_once_with_its_rows(model: PageModel) -> None:
    items = [i for s in Reading(model).sections for i in s.items]
    assert sorted(i.line.finding_id for i in items) == sorted(f.finding_id for f in model.findings)
    for item in items:
        cited = [e.event_id for _, rows in item.parts for e in rows]
        assert sorted(cited) == sorted(x.event_id for x in item.line.evidence)


def test_since_when(model: PageModel) -> None:
    fact, lane = model.facts[0], model.lanes[0]
    day = 1440
    first = model.header.first
    held = model.held[0]
    steps = (
        Step(first + 10 * day, Holding.POSSIBLE),
        Step(first + 20 * day, Holding.TOLD),
        Step(first + 30 * day, Holding.OWN),
    )
    one = replace(held, fact_id=fact.fact_id, agency_id=lane.agency_id, steps=steps)
    other = replace(model, held=(one,))

    def cell(days: int):
        return Reading(as_at(other, first + days * day)).cell(fact, lane)

    assert (cell(5).state.key, cell(5).certain, cell(5).possible) in (
        ("none", "", ""),
        ("cannot", "", ""),
    )
    assert (cell(15).state.key, cell(15).certain) == ("possible", "")
    assert cell(15).possible == cell(35).possible
    # certain since it was told, not since it wrote it down itself
    assert cell(35).state.key == "own"
    assert cell(35).certain == cell(25).certain == cell(35).since
    assert cell(35).certain != cell(35).possible


def test_a_state_that_ended_is_not_held_since(model: PageModel) -> None:
    fact, lane = model.facts[0], model.lanes[0]
    first = model.header.first
    steps = (Step(first, Holding.OWN), Step(first + 1440, Holding.ENDED))
    one = replace(model.held[0], fact_id=fact.fact_id, agency_id=lane.agency_id, steps=steps)
    cell = Reading(replace(model, held=(one,))).cell(fact, lane)
    assert (cell.state.key, cell.certain, cell.possible) == ("ended", "", "")


def test_another_day_stays_within_the_days_of_the_case(model: PageModel) -> None:
    assert as_at(model, model.header.last + 10**6).header.as_at == model.header.last
    day = as_at(model, model.header.first + 400 * 1440)
    assert now_sentence(day) != now_sentence(model)
    assert now_sentence(day) in render(day)


# -- what may leave ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the perpetrator", "Mr B"),
        ("The alleged perpetrator’s home", "Mr B’s home"),
        ("PERPETRATORS", "Mr B"),
        ("a perpetrator programme", "a programme"),
        ("Northshire Perpetrator Panel", "Northshire Panel"),
        ("nothing of the sort", "nothing of the sort"),
    ],
)
def test_the_cases_own_term(text: str, said: str) -> None:
    assert Leaving(term="Mr B").ours(text) == said
    assert Leaving().ours(text) == text


def test_every_text_of_a_page_leaves_guarded(model: PageModel) -> None:
    word = "the perpetrator; the long restricted reason"

    def spoilt(thing):
        changes = {
            name: f"{value} {word}"
            for name in ("title", "label", "says", "question", "text", "certainty", "sentence")
            if isinstance(value := getattr(thing, name, None), str)
        }
        return replace(thing, **changes)

    header = replace(spoilt(model.header), about=(word,))
    page = replace(
        model,
        header=header,
        facts=tuple(map(spoilt, model.facts)),
        findings=tuple(replace(spoilt(f), why=(word,)) for f in model.findings),
        good=tuple(map(spoilt, model.good)),
        sentences=tuple(map(spoilt, model.sentences)),
        groups=tuple(map(spoilt, model.groups)),
        limits=(word,),
        events=tuple(map(spoilt, model.events)),
    )
    left = Leaving(kept_back=("the long restricted reason",), term="Mr B").page(page)
    html = render(left)
    assert "restricted reason" not in html
    # what an agency wrote stays, but for the reason
    assert html.count("perpetrator") == len(model.events)
    assert "Mr B; a recorded reason that is kept back" in html


# -- the marking is text, whatever is in it ------------------------------------------------------

MARKINGS = (
    '"} body{display:none} @page{',
    "</style><script>x</script>",
    "\\",
    "a\nb",
    "\u202e\x00",
)


@pytest.mark.parametrize("marking", MARKINGS)
def test_a_marking_ends_no_string_of_a_style_sheet(marking: str) -> None:
    assert re.fullmatch(r'"(?:[A-Za-z0-9 .:/-]|\\[0-9a-f]{1,6} )*"', css_string(marking))
    page = render(named(synthetic(12), marking=marking))
    assert page.count("</style>") == 1


def test_no_marking_at_all(model: PageModel) -> None:
    bare = named(model, marking="")
    assert bare.header.stamp == "Status: approved"
    assert "<title>Review into" in render(bare)


# -- PDF -----------------------------------------------------------------------------------------


def test_every_page_is_marked_numbered_and_not_empty(model: PageModel, paper: bytes) -> None:
    found = pages(paper)
    for number, text in enumerate(found, start=1):
        assert text.count("SECRET & <b> · Status: approved") == 2, number
        assert f"Page {number} of {len(found)}" in text
        assert "demo" in text
        assert "As at 16 November 2012" in text
        assert len(text) > 220, f"page {number} is as good as empty: {text}"


def test_the_pdf_can_be_found_through(model: PageModel, paper: bytes) -> None:
    reader = pypdf.PdfReader(BytesIO(paper))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    titles = [x["/Title"] for x in reader.outline if not isinstance(x, list)]
    assert titles[0] == "Overview"
    assert titles[-1] == "Integrated chronology"
    text = " ".join(pages(paper))
    for section in Reading(model).sections:
        assert flat(section.line.title) in text
    sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages}
    assert sizes == {(595, 842), (842, 595)}


@pytest.mark.thorough
def test_the_pdf_holds_every_row(model: PageModel, paper: bytes) -> None:
    text = " ".join(pages(paper))
    for entry in Reading(model).entries:
        assert f"Row {int(entry.text.split()[1].rstrip('.'))}." in text
    heads = [p for p in pages(paper) if "What was recorded" in p]
    assert len(heads) >= 3  # the head of the table is on each of its pages


def test_nothing_is_smaller_than_eight_points(paper: bytes) -> None:
    small: dict[float, str] = {}

    def visit(text, matrix, transform, font, size) -> None:
        points = size * abs(transform[3] or 1) * abs(matrix[3] or 1)
        if text.strip() and points < 7.9:
            small[round(points, 1)] = text

    for page in pypdf.PdfReader(BytesIO(paper)).pages:
        page.extract_text(visitor_text=visit)
    assert small == {}


def test_a_pdf_asks_for_nothing(model: PageModel, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("weasyprint")
    asked: list[str] = []

    def listen(url, *_, **__):
        asked.append(url)
        raise ValueError(url)

    monkeypatch.setattr(pdf, "_refuse", listen)
    hostile = synthetic(24, hostile=True)
    pictures = '<img src="http://x.example/y.png"> url(http://x.example/z) file:///etc/passwd'
    events = tuple(replace(e, text=pictures) for e in hostile.events)
    data = pdf.pdf_report(Reading(replace(hostile, events=events)))
    assert asked == []
    text = " ".join(pages(data))
    assert "url(http://x.example/z)" in text
    root = pypdf.PdfReader(BytesIO(data)).trailer["/Root"]
    assert not {"/AcroForm", "/OpenAction", "/AA"} & set(root)
    assert b"/JavaScript" not in data
    assert b"/URI" not in data


def test_what_refuses_refuses() -> None:
    with pytest.raises(ValueError, match="paper fetches nothing"):
        pdf._refuse("http://x.example/", timeout=10)


def test_weasyprint_is_not_there(model: PageModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(pdf.PdfMissingError, match=r"pip install 'joinedup\[pdf\]'"):
        pdf.pdf_report(Reading(model))


def test_a_case_with_nothing_in_it(model: PageModel) -> None:
    pytest.importorskip("weasyprint")
    bare = replace(
        model, events=(), facts=(), held=(), pooled=None, findings=(), groups=(), sentences=(),
        good=(), cannot_tell=(), limits=("No row has been read.",), uncoded=0, conversations=(),
        stories=(), picture=(), pointers=(), network=None,
    )  # fmt: skip
    text = " ".join(pages(pdf.pdf_report(Reading(bare))))
    assert "No row has been read." in text
    assert "That is not a finding that there was nothing to find." in text
    assert word_report(Reading(bare))


# -- Word ----------------------------------------------------------------------------------------


def test_word_has_real_headings(model: PageModel, word) -> None:
    heads = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Head")]
    assert ("Heading 1", "Lines of enquiry") in heads
    assert ("Heading 1", "Integrated chronology") in heads
    reading = Reading(model)
    for section in reading.sections:
        assert ("Heading 2", clean(f"{section.number}. {section.line.title}")) in heads
        for item in section.items:
            assert ("Heading 3", clean(f"{item.number} {item.line.question}")) in heads


def test_word_is_marked_on_every_page(model: PageModel, word) -> None:
    assert len(word.sections) == 2
    assert word.sections[1].page_width > word.sections[1].page_height
    for section in word.sections:
        for part in (section.header, section.footer):
            assert part.paragraphs[0].text == "SECRET & <b> · Status: approved"
        assert "demo" in section.header.paragraphs[1].text
        fields = section.footer._element.xpath(".//w:instrText")
        assert [f.text for f in fields] == ["PAGE", "NUMPAGES"]
        assert section.footer.paragraphs[1].text == "Page 1 of 1"


def test_the_chronology_in_word(model: PageModel, word) -> None:
    table = word.tables[-1]
    assert table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["No.", "Date", "Source", "Kind", "Who", "What was recorded",
                       "Document and row"]  # fmt: skip
    for entry, row in zip(Reading(model).entries, rows[1:], strict=True):
        assert row[0] == str(entry.number)
        assert row[5].startswith(entry.text)
        assert row[6] == entry.source


def test_what_the_panel_said_is_in_word(word) -> None:
    text = "\n".join(p.text for p in word.paragraphs)
    assert "What the panel said: Question sent (Chair). Awaiting reply." in text
    assert "What the panel said: nothing yet" in text


def test_nothing_hostile_is_more_than_text_in_word() -> None:
    model = synthetic(60, hostile=True)
    data = word_report(Reading(model))
    document = docx.Document(BytesIO(data))
    text = "\n".join(c.text for row in document.tables[-1].rows for c in row.cells)
    for word in HOSTILE:
        assert clean(word).replace("\u2028", "\n") in text, word
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert not [n for n in archive.namelist() if "vba" in n.lower() or "embed" in n.lower()]
        body = archive.read("word/document.xml").decode("utf-8")
        for bad in ("w:instrText", "w:fldSimple", "w:hyperlink", "w:object", "r:embed"):
            assert f"<{bad}" not in body, bad
        for name in archive.namelist():
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in archive.read(name)


def test_word_says_nothing_of_the_day_or_the_machine(word) -> None:
    p = word.core_properties
    assert (p.author, p.last_modified_by) == ("joinedup", "joinedup")
    assert p.created.year == p.modified.year == 2000


def test_the_same_bytes(model: PageModel) -> None:
    assert word_report(Reading(model)) == word_report(Reading(model))
