import pytest

import loaders
from graphdb.model import AddedAs, Disposition, DispositionState
from loaders.dispositions import COLUMNS, VERSION, read_disposition_file
from loaders.ourcsv import guard, read_rows, unguard
from loaders.report import CheckReport

D = Disposition
S = DispositionState


def test_round_trip(tmp_path):
    lines = (
        D("never-shared-1", S.ACCEPTED, "=HYPERLINK(1)", "Chair", "2026-11-22T10:30",
          fingerprint=("e-1", "e-2"), title="T; “q”\nline"),
        D("isolation-2", S.QUESTION_SENT, "-", "@x", question_to="police", sent_on="1/2/26",
          answered_on="2/2/26", answer="+44 'quoted'"),
    )  # fmt: skip
    loaders.write_dispositions(tmp_path, lines)
    data = (tmp_path / "dispositions.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    assert b"'=HYPERLINK" in data
    assert loaders.read_dispositions(tmp_path) == lines
    loaders.write_dispositions(tmp_path, lines)
    assert (tmp_path / "dispositions.csv").read_bytes() == data
    assert [p.name for p in tmp_path.iterdir()] == ["dispositions.csv"]


@pytest.mark.parametrize(
    "text", ["=1", "'=1", "''=1", "'", "+", "-x", "@y", "plain", "", "\tz", "'p"]
)
def test_guarding_is_undone_exactly(text):
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t"))


def test_a_column_that_a_person_added_is_kept(tmp_path):
    path = tmp_path / "dispositions.csv"
    path.write_bytes("finding_id;state;mine\r\nf-1;Accepted;hello\r\n".encode("cp1252"))
    (line,) = loaders.read_dispositions(tmp_path)
    assert line.state is S.ACCEPTED
    loaders.write_dispositions(tmp_path, [line])
    assert "hello" in path.read_text(encoding="utf-8-sig")


def test_unknown_states_are_reported(tmp_path):
    path = tmp_path / "dispositions.csv"
    path.write_text("finding_id,state\nf-1,maybe\n,open\nf-2,\n", encoding="utf-8")
    report = CheckReport()
    assert [d.finding_id for d in loaders.read_dispositions(tmp_path, report)] == ["f-2"]
    assert [p.code for p in report.problems] == ["JU-L106", "JU-L106"]


def test_what_is_not_understood_is_kept_as_it_stands(tmp_path):
    path = tmp_path / "dispositions.csv"
    path.write_text(
        "finding_id,state,note,mine,\n"
        "f-1,maybe,we wait for the ICB,hello,a,b\n"
        "f-2,accepted,good,,c\n"
        ",rejected,whose is this?,,\n"
        'f-3,=maybe,"two\nlines",,\n',
        encoding="utf-8",
    )

    def odd():
        report = CheckReport()
        loaders.read_dispositions(tmp_path, report)
        return [(p.code, p.found) for p in report.problems]

    was = odd()
    assert was == [("JU-L106", "maybe"), ("JU-L106", ""), ("JU-L106", "=maybe")]
    for _ in range(2):
        known = loaders.read_dispositions(tmp_path)
        loaders.write_dispositions(tmp_path, [*known, D("f-9", S.OPEN)][:2])
        rows = {(r["finding_id"], r["state"]): r for r in read_rows(path, (), VERSION)}
        assert list(rows) == [
            ("f-2", "accepted"), ("f-9", "open"), ("f-1", "maybe"), ("", "rejected"),
            ("f-3", "=maybe"),
        ]  # fmt: skip
        maybe = rows["f-1", "maybe"]
        assert (maybe["note"], maybe["mine"]) == ("we wait for the ICB", "hello")
        assert (maybe["column 5"], maybe["column 6"]) == ("a", "b")
        assert rows["f-2", "accepted"]["column 5"] == "c"
        assert rows["f-3", "=maybe"]["note"] == "two\nlines"
        assert odd() == was
    theirs = copy(tmp_path / "a", "a.csv", D("f-1", S.EXPLAINED, when="2026-11-22"))
    loaders.merge(tmp_path, [theirs])
    said = path.read_text(encoding="utf-8-sig")
    assert "f-1,,maybe,we wait for the ICB" in said
    assert "whose is this?" in said
    assert {d.finding_id: d.state for d in loaders.read_dispositions(tmp_path)} == {
        "f-1": S.EXPLAINED, "f-2": S.ACCEPTED, "f-9": S.OPEN,
    }  # fmt: skip


def copy(folder, name, *lines):
    folder.mkdir(exist_ok=True)
    loaders.write_dispositions(folder, lines)
    target = folder / name
    (folder / "dispositions.csv").rename(target)
    return target


def test_merge_takes_the_newest_and_lists_conflicts(tmp_path):
    loaders.write_dispositions(
        tmp_path,
        [D("f-1", S.OPEN), D("f-2", S.ACCEPTED, "mine", when="2026-11-20"), D("f-9", S.REJECTED)],
    )
    a = copy(tmp_path / "a", "a.csv", D("f-1", S.ACCEPTED, when="21/11/2026"),
             D("f-2", S.REJECTED, "theirs", when="22/11/2026 09:00"))  # fmt: skip
    b = copy(
        tmp_path / "b", "b.csv", D("f-2", S.EXPLAINED, when="2026-11-21T10:00"), D("f-3", S.OPEN)
    )
    merged = loaders.merge(tmp_path, [a, b])
    now = {d.finding_id: d for d in loaders.read_dispositions(tmp_path)}
    assert {k: v.state for k, v in now.items()} == {
        "f-1": S.ACCEPTED, "f-2": S.REJECTED, "f-9": S.REJECTED, "f-3": S.OPEN,
    }  # fmt: skip
    assert merged.added == ("f-3",)
    assert merged.updated == ("f-1", "f-2")
    assert {(c.finding_id, c.other.state) for c in merged.conflicts} == {
        ("f-2", S.ACCEPTED),
        ("f-2", S.EXPLAINED),
    }


def test_merge_does_not_depend_on_the_order_of_files(tmp_path):
    a = copy(tmp_path / "a", "a.csv", D("f-1", S.ACCEPTED, "x"))
    b = copy(tmp_path / "b", "b.csv", D("f-1", S.REJECTED, "y"))
    results = []
    for name, files in (("one", [a, b]), ("two", [b, a])):
        (tmp_path / name).mkdir()
        results.append(loaders.merge(tmp_path / name, files).dispositions)
    assert results[0] == results[1]


def test_writing_is_all_or_nothing(tmp_path, monkeypatch):
    loaders.write_dispositions(tmp_path, [D("f-1", S.ACCEPTED)])
    before = (tmp_path / "dispositions.csv").read_bytes()

    def locked(self, target):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", locked)
    with pytest.raises(loaders.LoaderError) as caught:
        loaders.write_dispositions(tmp_path, [D("f-2", S.OPEN)])
    assert "Close it in Word or Excel" in str(caught.value)
    assert (tmp_path / "dispositions.csv").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["dispositions.csv"]


def test_a_folder_that_cannot_be_written_to_is_a_sentence(tmp_path, monkeypatch):
    def forbidden(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", forbidden)
    with pytest.raises(loaders.LoaderError) as caught:
        loaders.write_dispositions(tmp_path, [D("f-1", S.OPEN)])
    assert caught.value.code == "JU-L017"
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    with pytest.raises(loaders.LoaderError):
        loaders.write_dispositions(tmp_path / "no such folder", [D("f-1", S.OPEN)])


@pytest.mark.parametrize("data", [b"\0", b"\0\0", b"\0\0\0\0\0\0", b"\0 \r\n\0"])
@pytest.mark.parametrize("name", ["coding.csv", "dispositions.csv"])
def test_nothing_but_nuls_is_refused(tmp_path, name, data):
    from tests.loaders.builders import case

    folder = case(tmp_path)
    (folder / name).write_bytes(data)
    with pytest.raises(loaders.LoaderError) as caught:
        loaders.load_case(folder)
    assert caught.value.code == "JU-L100"
    assert (folder / name).read_bytes() == data


def test_loaded_with_the_case(tmp_path):
    from tests.loaders.builders import case

    folder = case(tmp_path)
    loaders.write_dispositions(folder, [D("f-1", S.ACCEPTED)])
    assert loaders.load_case(folder).records.dispositions[0].finding_id == "f-1"
    assert read_disposition_file(folder / "dispositions.csv")[0].state is S.ACCEPTED


OWN = D("p-0af3", S.OPEN, "n", "Chair", "2026-11-22T10:30:00", fingerprint=("e-1", "e-2"),
        title="=ours", kind=AddedAs.FINDING, codes=("1C", "6C"), agencies=("gp", "police"),
        replaces="2026-11-21T09:00:00 | undated")  # fmt: skip


def test_what_the_panel_added_goes_to_and_fro(tmp_path):
    lines = (OWN, D("p-1", S.RESTRICTED, title="good", kind=AddedAs.GOOD_PRACTICE))
    loaders.write_dispositions(tmp_path, lines)
    assert loaders.read_dispositions(tmp_path) == lines
    merged = loaders.merge(tmp_path, [copy(tmp_path / "a", "dispositions (1).csv", OWN)])
    assert (merged.dispositions, merged.conflicts) == (lines, ())


@pytest.mark.parametrize(
    ("finding", "kind", "column"),
    [("p-1", "opinion", "kind"), ("overview", "finding", "finding_id"),
     ("p-<b>", "good practice", "finding_id"), ("p-1 2", "finding", "finding_id")],
)  # fmt: skip
def test_what_the_panel_cannot_have_added(tmp_path, finding, kind, column):
    path = tmp_path / "dispositions.csv"
    path.write_text(f"finding_id,state,kind\n{finding},open,{kind}\n", encoding="utf-8")
    report = CheckReport()
    assert loaders.read_dispositions(tmp_path, report) == ()
    (problem,) = report.problems
    assert (problem.code, problem.column) == ("JU-L106", column)


def test_an_older_file_is_read_and_brought_up_to_date(tmp_path):
    from loaders.migrate import migrate_case
    from tests.loaders.builders import case

    folder = case(tmp_path)
    path = folder / "dispositions.csv"
    path.write_text("format,finding_id,state,note\n1,f-1,accepted,x\n", encoding="utf-8")
    before = loaders.read_dispositions(folder)
    assert before == (D("f-1", S.ACCEPTED, "x"),)
    assert "dispositions.csv: rewritten." in migrate_case(folder)
    assert path.read_text(encoding="utf-8-sig").splitlines()[0] == ",".join(COLUMNS)
    assert loaders.read_dispositions(folder) == before
    assert "dispositions.csv: already in the newest format." in migrate_case(folder)


def test_what_was_replaced_knowingly_is_no_conflict(tmp_path):
    old = D("f-1", S.ACCEPTED, "old", when="20/11/2026")
    loaders.write_dispositions(tmp_path, [old, D("f-2", S.ACCEPTED, "undated")])
    new = copy(
        tmp_path / "a", "a.csv",
        D("f-1", S.REJECTED, when="2026-11-21T10:00:00", replaces="2026-11-20 | 2026-11-19"),
        D("f-2", S.REJECTED, when="2026-11-21T10:00:00", replaces="undated"),
    )  # fmt: skip
    blind = copy(tmp_path / "b", "b.csv", D("f-1", S.EXPLAINED, when="2026-11-20T08:00:00"))
    merged = loaders.merge(tmp_path, [new, blind])
    assert [(c.finding_id, c.other_file) for c in merged.conflicts] == [("f-1", "b.csv")]


@pytest.mark.parametrize("newer_first", [True, False])
def test_both_lines_on_one_finding_are_kept(tmp_path, newer_first):
    lines = ["1,f-1,accepted,newer,2026-11-22", "1,f-1,rejected,older,2026-11-20"]
    path = tmp_path / "dispositions.csv"
    path.write_text(
        "\n".join(["format,finding_id,state,note,when", *lines[:: 1 if newer_first else -1], ""]),
        encoding="utf-8",
    )
    for _ in range(2):
        report = CheckReport()
        (line,) = known = loaders.read_dispositions(tmp_path, report)
        assert (line.note, [p.code for p in report.problems]) == ("newer", ["JU-L107"])
        loaders.write_dispositions(tmp_path, known)
        assert [r["note"] for r in read_rows(path, (), VERSION)] == ["older", "newer"]
    loaders.write_dispositions(tmp_path, [D("f-1", S.EXPLAINED, "newest", when="2026-11-23")])
    assert [d.note for d in loaders.read_dispositions(tmp_path)] == ["newest"]


def test_every_missing_column_is_named_and_a_folder_is_called_one(tmp_path):
    path = tmp_path / "coding.csv"
    path.write_text("format,b\n1,x\n", encoding="utf-8")
    with pytest.raises(loaders.LoaderError) as told:
        read_rows(path, ["format", "a", "c"], 1)
    assert "no columns “a”, “c”" in str(told.value)
    folder = tmp_path / "dispositions.csv"
    folder.mkdir()
    with pytest.raises(loaders.LoaderError) as told:
        read_rows(folder, ["format"], 1)
    assert "it is a folder" in str(told.value)
    assert "Rename the folder" in str(told.value)
