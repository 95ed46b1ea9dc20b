"""The command that writes the case map, as it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.joinedup.helpers import flat, run, two_agencies
from viz import pdf


def test_it_writes_the_map_beside_the_report(tmp_path: Path) -> None:
    folder = two_agencies(tmp_path / "case")
    said = run("casemap", folder)
    assert said.exit_code == 0
    page = folder / "output" / "case-map.html"
    assert "case-map.html" in flat(said.output)
    text = page.read_text(encoding="utf-8")
    assert 'class="casemap"' in text and "Threats to kill" in text
    other = tmp_path / "elsewhere" / "map.html"
    assert run("casemap", folder / "case.toml", "--to", other).exit_code == 0
    assert other.read_bytes() == page.read_bytes()


def test_without_what_makes_a_pdf_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = two_agencies(tmp_path / "case")

    def missing() -> None:
        raise pdf.PdfMissingError("No PDF was made")

    monkeypatch.setattr(pdf, "_weasyprint", missing)
    said = run("casemap", folder, "--pdf")
    assert said.exit_code == 1 and "No PDF was made" in said.output
    assert not (folder / "output").exists()
