"""Small case folders and documents, built in the test that needs them."""

from __future__ import annotations

import csv
import zipfile
from html import escape
from io import StringIO
from pathlib import Path

import xlsxwriter

import loaders

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEADS = ("Date", "Source", "What happened")

CASE = """
format = 1
[case]
id = "test-case"
scope_from = 2010-01-01
scope_to = 2013-06-30
fatal_incident = "22 March 2013"
[[person]]
id = "V"
label = "Leanne"
roles = ["victim"]
aliases = ["Leanne Marsh", "LM", "Ms Marsh"]
[[person]]
id = "P"
label = "Darren"
roles = ["perpetrator"]
[[person]]
id = "C1"
label = "Jade"
roles = ["child"]
[[agency]]
id = "police"
name = "Northshire Police"
sector = "police"
aliases = ["NSP"]
files = ["police*"]
[[agency.team]]
id = "response"
name = "Response"
[[agency.team]]
id = "ppu"
name = "Public Protection Unit"
aliases = ["PPU"]
[[agency]]
id = "gp"
name = "Elm Surgery"
sector = "gp"
files = ["gp*"]
[[agency]]
id = "csc"
name = "Children's Social Care"
sector = "childrens-social-care"
aliases = ["CSC", "Children and Families"]
files = ["csc*"]
"""


def case(folder: Path, toml: str = CASE, **files: bytes | str) -> Path:
    """Write a case folder; ``police_csv=...`` becomes ``chronologies/police.csv``."""
    (folder / "chronologies").mkdir(parents=True, exist_ok=True)
    (folder / "case.toml").write_text(toml, encoding="utf-8")
    for name, content in files.items():
        put(folder, ".".join(name.rsplit("_", 1)), content)
    return folder


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / "chronologies" / name
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.write_bytes(data)
    return path


def csv_of(*rows: object, heads: tuple[str, ...] = HEADS, delimiter: str = ",") -> str:
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue()


def loaded(folder: Path, toml: str = CASE, **files: bytes | str) -> loaders.Loaded:
    return loaders.load_case(case(folder, toml, **files))


def codes(result: loaders.Loaded) -> list[str]:
    return [p.code for p in result.report.problems]


def problem(result: loaders.Loaded, code: str) -> loaders.Problem:
    found = [p for p in result.report.problems if p.code == code]
    assert found, f"no {code} among {[str(p) for p in result.report.problems]}"
    return found[0]


def reasons(result: loaders.Loaded) -> dict[str, int]:
    out: dict[str, int] = {}
    for file in result.report.files:
        for table in file.tables:
            for reason, count in table.reasons.items():
                out[reason] = out.get(reason, 0) + count
    return out


def xlsx_of(path: Path, rows: list[list[object]], name: str = "Sheet1") -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet(name)
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if value is not None:
                sheet.write_string(i, j, str(value))
    book.close()
    return path


# --- Word -----------------------------------------------------------------------------------


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def tc(content: str, *, span: int = 1, merge: str = "", raw: bool = False) -> str:
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        value = ' w:val="restart"' if merge == "start" else ""
        properties += f"<w:vMerge{value}/>"
    body = content if raw else p(run(content))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>"


def tr(*cells: str, props: str = "") -> str:
    return f"<w:tr><w:trPr>{props}</w:trPr>{''.join(cells)}</w:tr>"


def plain_row(*texts: str) -> str:
    return tr(*(tc(text) for text in texts))


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def docx_of(path: Path, body: str, *, head: str = "") -> Path:
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{head}'
        f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return path
