import csv
from io import StringIO

import pytest

import loaders
from graphdb.model import LinkBy
from tests.loaders.builders import CASE, HEADS, case, codes, csv_of, loaded, problem, put

TEXT = "P threatened to kill her. She is pregnant. Officers told CSC."
ROWS = csv_of(("3/5/11", "", TEXT), ("4/5/11", "", "Quiet."))


def lines(folder):
    text = (folder / "coding.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def rewrite(folder, rows, *, encoding="utf-8-sig", delimiter=",", columns=None):
    out = StringIO(newline="")
    writer = csv.DictWriter(out, columns or list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    (folder / "coding.csv").write_bytes(out.getvalue().encode(encoding))


@pytest.fixture
def folder(tmp_path):
    folder = case(tmp_path, CASE, police_csv=ROWS)
    loaders.write_suggestions(folder)
    return folder


def test_suggestions_count_for_nothing(folder):
    result = loaders.load_case(folder)
    assert result.report.uncoded == 2
    assert all(not e.coded and not e.reveals for e in result.records.events)


def test_suggestions_quote_the_words(folder):
    found = lines(folder)
    topics = {line["information"].partition(":")[0] for line in found}
    assert {"threats to kill", "pregnancy"} <= topics
    for line in found:
        assert line["status"] == "suggested"
        assert line["words"] in line["text"]
        assert line["format"] == "1"
    assert any(line["text"] == "Quiet." and not line["words"] for line in found)
    assert (folder / "coding.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_evidence_is_never_touched_and_a_second_run_writes_nothing(folder):
    evidence = folder / "chronologies" / "police.csv"
    before = (evidence.read_bytes(), evidence.stat().st_mtime_ns)
    coding = (folder / "coding.csv").stat().st_mtime_ns
    assert loaders.write_suggestions(folder).added == 0
    assert (evidence.read_bytes(), evidence.stat().st_mtime_ns) == before
    assert (folder / "coding.csv").stat().st_mtime_ns == coding


def confirm(folder, **more):
    rows = lines(folder)
    for row in rows:
        if row["information"].startswith("threats to kill"):
            row.update(status="confirmed", by="Coder", when="22/11/2026", **more)
    rewrite(folder, rows)
    return rows


def test_confirmed_lines_count(folder):
    confirm(
        folder, kind="call-out", persons="V; P (mentioned)", shared_with="CSC (phone)", tool="DASH",
        grade="High", considered="none", extent="lasting",
    )  # fmt: skip
    result = loaders.load_case(folder)
    event = next(e for e in result.records.events if e.summary == TEXT)
    assert result.report.uncoded == 1
    assert (event.kind, event.coded, event.tool, event.grade) == ("call-out", True, "dash", "high")
    assert [result.records.facts[0].topic] == ["threats-to-kill"]
    assert event.shared_with[0].channel == "phone"
    assert event.considered.stated
    assert event.when.extent == "lasting"
    assert {i.person_id: i.part.value for i in event.involves} == {"V": "subject", "P": "mentioned"}


def test_coding_does_not_change_ids(folder):
    before = [e.event_id for e in loaders.load_case(folder).records.events]
    confirm(folder, kind="call-out")
    assert [e.event_id for e in loaders.load_case(folder).records.events] == before


def test_rejected_lines_count_for_nothing_and_stay(folder):
    rows = lines(folder)
    for row in rows:
        row["status"] = "rejected"
    rewrite(folder, rows)
    assert loaders.load_case(folder).report.uncoded == 2
    assert loaders.write_suggestions(folder).added == 0
    assert {row["status"] for row in lines(folder)} == {"rejected"}


def test_a_persons_lines_are_never_altered(folder):
    rows = confirm(folder, note="=my note; read twice", kind="call-out")
    rows.append({**rows[0], "event_id": "", "note": "a line of mine", "status": "confirmed"})
    for row in rows:
        row["my column"] = "kept"
    rewrite(folder, rows, columns=list(rows[0]))
    put(folder, "police.csv", ROWS + "5/5/11,,He strangled her again\n")
    assert loaders.write_suggestions(folder).added > 0
    after = lines(folder)
    for old, new in zip(rows, after, strict=False):
        kept = {k: v for k, v in new.items() if k not in ("check", "note")}
        assert kept == {k: v for k, v in old.items() if k not in ("check", "note")}
    assert after[0]["my column"] == "kept"


def test_coding_goes_along_with_an_edited_row(folder):
    confirm(folder, kind="call-out")
    put(folder, "police.csv", ROWS.replace("Officers told", "Officers have told"))
    result = loaders.load_case(folder)
    assert any(e.coded and "have told" in e.summary for e in result.records.events)
    assert "JU-L102" in codes(result)
    done = loaders.write_suggestions(folder)
    assert done.changed > 0
    assert "check: the row has changed" in {row["check"] for row in lines(folder)}


def test_a_row_with_a_ref_that_was_rewritten_must_be_looked_at(tmp_path):
    heads = (*HEADS, "Ref")
    rows = csv_of(("3/5/11", "", TEXT, "A1"), heads=heads)
    folder = case(tmp_path, CASE, police_csv=rows)
    loaders.write_suggestions(folder)
    confirm(folder, kind="call-out")
    assert "JU-L105" not in codes(loaders.load_case(folder))
    put(folder, "police.csv", csv_of(("3/5/11", "", "Nothing of note.", "A1"), heads=heads))
    assert "JU-L105" in codes(loaders.load_case(folder))
    put(folder, "police.csv", rows.replace("Officers told", "Officers rang"))
    assert "JU-L102" in codes(loaders.load_case(folder))


def test_coding_of_a_row_that_is_gone_is_kept_and_listed(folder):
    confirm(folder, kind="call-out")
    put(folder, "police.csv", csv_of(("3/5/11", "", "Something else entirely happened here")))
    result = loaders.load_case(folder)
    assert "JU-L103" in codes(result)
    loaders.write_suggestions(folder)
    assert any(
        r["status"] == "confirmed" and r["check"] == "check: no such row" for r in lines(folder)
    )


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("cp1252", ";"), ("utf-16", "\t"), ("utf-8", ",")]
)
def test_what_excel_makes_of_it_is_read(folder, encoding, delimiter):
    rows = confirm(folder, kind="call-out")
    rewrite(folder, rows, encoding=encoding, delimiter=delimiter)
    assert loaders.load_case(folder).report.uncoded == 1


def test_same_as_links_rows(tmp_path):
    folder = case(tmp_path, CASE, police_csv=ROWS, gp_csv=csv_of(("3/5/11", "", "Told of it")))
    loaders.write_suggestions(folder)
    other = next(e for e in loaders.load_case(folder).records.events if e.agency_id == "gp")
    confirm(folder, same_as=other.event_id)
    (link,) = loaders.load_case(folder).records.links
    assert link.by is LinkBy.PERSON
    assert other.event_id in (link.first, link.second)


def test_what_is_not_known_is_reported(folder):
    confirm(folder, kind="zoo", same_as="e-nothing", extent="long")
    found = [p for p in loaders.load_case(folder).report.problems if p.code == "JU-L104"]
    assert {p.column for p in found} == {"kind", "same_as", "extent"}


def test_newer_and_foreign_files(folder):
    rows = lines(folder)
    rows[0]["format"] = "2"
    rewrite(folder, rows)
    with pytest.raises(loaders.LoaderError) as caught:
        loaders.load_case(folder)
    assert caught.value.code == "JU-L101"
    (folder / "coding.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(loaders.LoaderError) as caught:
        loaders.load_case(folder)
    assert caught.value.code == "JU-L100"


def test_formulas_in_a_row_are_guarded_in_the_file(tmp_path):
    folder = case(tmp_path, CASE, police_csv=csv_of(("3/5/11", "", "=cmd|' /C calc'!A0")))
    loaders.write_suggestions(folder)
    assert lines(folder)[0]["text"] == "'=cmd|' /C calc'!A0"
    assert loaders.write_suggestions(folder).added == 0


def test_a_coded_case_has_no_coding_file(tmp_path):
    folder = case(
        tmp_path, CASE, police_csv=csv_of(("3/5/11", "", "x", "contact"), heads=(*HEADS, "Kind"))
    )
    loaders.write_suggestions(folder)
    assert not (folder / "coding.csv").exists()


def test_uncoded_leads(tmp_path):
    result = loaded(tmp_path, police_csv=ROWS)
    assert result.report.uncoded_line == (
        "2 of 2 rows are not coded; these findings cannot see them."
    )
    with pytest.raises(AssertionError):
        problem(result, "JU-L050")


def test_a_coder_may_say_who_was_invited_and_what_was_said_of_consent(folder):
    confirm(folder, invited="CSC; GP", attended="CSC", consent="Refused by V")
    event = next(e for e in loaders.load_case(folder).records.events if e.summary == TEXT)
    assert [n.team_id for n in event.invited] == ["csc/", "gp/"]
    assert [n.team_id for n in event.attended] == ["csc/"]
    assert (str(event.bar), event.bar_text) == ("consent refused", "Refused by V")


def test_a_file_without_the_newer_columns_still_reads(folder):
    """Format 1 has grown by three columns; a file that lacks them is written out with them."""
    newer = ("invited", "attended", "consent")
    rows = confirm(folder, kind="call-out")
    assert set(newer) <= set(rows[0])
    rewrite(folder, [{k: v for k, v in row.items() if k not in newer} for row in rows])
    event = next(e for e in loaders.load_case(folder).records.events if e.summary == TEXT)
    assert (event.kind, event.invited, event.bar) == ("call-out", (), None)
    put(folder, "police2.csv", csv_of(("5/5/11", "", "P threatened to kill her again.")))
    assert loaders.write_suggestions(folder).added
    after = lines(folder)
    assert set(newer) <= set(after[0])
    assert [r["format"] for r in after] == ["1"] * len(after)
    assert [r["status"] for r in after[: len(rows)]] == [r["status"] for r in rows]
