"""The command as a trainer runs it: refused where it is not for a room, and nothing overwritten."""

from __future__ import annotations

import errno
import json
import re
import tempfile
from pathlib import Path

import pytest
from click.testing import Result

from joinedup.anonymise.translate import DRAFT_MARKING, MARKING
from tests.joinedup.helpers import CODED, GP, TWO, flat, run, two_agencies
from tests.loaders.builders import case, csv_of

NAMED = "--although-not-anonymised"
SECRET = "Restricted intelligence: the source is her sister-in-law"
KEY = {"format": 1, "pack": "0" * 32, "salt": "ab" * 32}


def passphrase_of(result: Result) -> str:
    found = re.search(r"What opens the seats:\s+([a-z ]+)", result.output)
    assert found is not None, result.output
    return found.group(1).strip()


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def with_line(folder: Path, line: str) -> Path:
    """Add a line to the case's own table of case.toml."""
    path = folder / "case.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[case]\n", f"[case]\n{line}\n"), encoding="utf-8")
    return folder


def test_a_case_that_is_not_for_a_room_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    folder = two_agencies(tmp_path / "case")
    before = files_of(folder)
    result = run("walkthrough", folder)
    assert result.exit_code == 1
    assert "is no anonymised pack" in flat(result.output)
    assert "joinedup anonymise" in result.output
    assert NAMED in result.output
    assert files_of(folder) == before


def test_a_draft_of_a_pack_is_not_for_a_room(tmp_path: Path) -> None:
    folder = with_line(two_agencies(tmp_path / "case"), f'marking = "{DRAFT_MARKING}"')
    result = run("walkthrough", folder)
    assert result.exit_code == 1
    assert "draft of a pack" in flat(result.output)
    assert "names may still be in it" in flat(run("walkthrough", folder, NAMED).output)


def test_how_many_sheets_the_cards_are_is_said_before_anybody_prints(tmp_path: Path) -> None:
    folder = two_agencies(tmp_path / "case")
    assert "Its cards are" not in flat(run("walkthrough", folder, NAMED).output)
    result = run("walkthrough", folder, NAMED, "--cards")
    said = re.search(r"Its cards are (\d+) sheets? of A4 for all seats", flat(result.output))
    assert said is not None, result.output
    guide = (folder / "walkthrough" / "cards.html").read_text(encoding="utf-8")
    assert f"the pages of each deck stand below, {said[1]} sheets in all" in flat(guide)


def test_few_moments_are_said_to_be_few_where_they_are_drafted(tmp_path: Path) -> None:
    folder = two_agencies(tmp_path / "case")
    for path in (folder / "chronologies").glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[:2]), encoding="utf-8")
    first = flat(run("walkthrough", folder, NAMED).output)
    assert "That is few for a room." in first
    # what a trainer has made of it stands
    assert "few for a room" not in flat(run("walkthrough", folder, NAMED).output)


def test_a_case_that_nobody_coded_is_said_to_stop_nowhere_and_is_written_again(
    tmp_path: Path,
) -> None:
    """What is drafted without a moment is no fault of whoever runs the command again."""
    folder = case(
        tmp_path / "case", TWO, police_csv=csv_of(("3/5/2011", "", "He said he would kill her"))
    )
    for _ in range(2):
        done = run("walkthrough", folder, NAMED)
        assert done.exit_code == 0, done.output
        assert "0 moments to decide at" in flat(done.output)
        assert "1 row of it is not coded." in flat(done.output)


@pytest.mark.thorough
def test_paper_is_written_on_request(tmp_path: Path) -> None:
    pytest.importorskip("weasyprint")
    folder = two_agencies(tmp_path / "case")
    assert run("walkthrough", folder, NAMED).exit_code == 0
    assert not (folder / "walkthrough" / "cards.html").exists()
    result = run("walkthrough", folder, NAMED, "--cards", "--pdf")
    assert result.exit_code == 0, result.output
    for name, begins in (("cards.html", b"<!DOCTYPE html>"), ("cards.pdf", b"%PDF")):
        assert name in result.output
        assert (folder / "walkthrough" / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (f'marking = "{MARKING}"', "Made from an anonymised pack"),
        ('status = "published"', "which is not anonymised (status: published)"),
    ],
)
def test_a_pack_or_a_published_review_is_for_a_room(tmp_path: Path, line: str, says: str) -> None:
    folder = with_line(two_agencies(tmp_path / "case"), line)
    result = run("walkthrough", folder)
    assert result.exit_code == 0, result.output
    assert says in flat(result.output)
    page = (folder / "walkthrough" / "walkthrough.html").read_text(encoding="utf-8")
    assert says in page


def test_pages_words_and_settings_are_written_once_and_the_passphrase_in_none(
    tmp_path: Path,
) -> None:
    folder = two_agencies(tmp_path / "case")
    result = run("walkthrough", folder, NAMED)
    assert result.exit_code == 0, result.output
    words = passphrase_of(result)
    assert len(words.split()) >= 6
    assert result.output.count(words) == 1
    made = files_of(folder)
    pages = [name for name in made if name.startswith("walkthrough/")]
    assert "walkthrough/walkthrough.html" in pages
    assert len([name for name in pages if name.startswith("walkthrough/seats/seat-")]) == 3
    for data in made.values():
        for form in (words, words.replace(" ", "-"), words.replace(" ", "")):
            assert form.encode() not in data
    assert passphrase_of(run("walkthrough", folder, NAMED)) != words


def test_a_sealed_page_holds_nothing_that_its_seat_does_not(tmp_path: Path) -> None:
    folder = two_agencies(tmp_path / "case")
    run("walkthrough", folder, NAMED)
    seats = files_of(folder / "walkthrough" / "seats")
    (gp,) = [d for d in seats.values() if b"Seen for a cough" in d and b"would kill" not in d]
    # nor does what is said first tell what somebody held
    assert b"threats to kill" not in gp.lower()


def test_an_edited_file_is_left_as_it_is_and_what_it_says_stands(tmp_path: Path) -> None:
    folder = two_agencies(tmp_path / "case")
    first = run("walkthrough", folder, NAMED)
    assert "drafted now" in flat(first.output)
    path = folder / "walkthrough.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text("# mine\n" + text.replace("Whom do you tell", "Whom do you ring"), "utf-8")
    edited = path.read_bytes()
    again = run("walkthrough", folder, NAMED)
    assert "used as it stands" in flat(again.output)
    assert path.read_bytes() == edited
    page = (folder / "walkthrough" / "walkthrough.html").read_text(encoding="utf-8")
    assert "Whom do you ring" in page
    assert "Whom do you tell" not in page


def test_what_is_wrong_in_it_is_named_and_the_pages_stay(tmp_path: Path) -> None:
    folder = two_agencies(tmp_path / "case")
    run("walkthrough", folder, NAMED)
    before = files_of(folder / "walkthrough")
    (folder / "walkthrough.toml").write_text('openning = ["x"]\n', encoding="utf-8")
    result = run("walkthrough", folder, NAMED)
    assert result.exit_code == 3
    assert "JU-L110" in result.output
    assert "did you mean “opening”?" in flat(result.output)
    assert files_of(folder / "walkthrough") == before


def test_a_pdf_of_no_cards_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    folder = two_agencies(tmp_path / "case")
    result = run("walkthrough", folder, NAMED, "--pdf")
    assert result.exit_code == 2
    assert "say --cards --pdf" in flat(result.output)
    assert not (folder / "walkthrough").exists()


def test_what_is_wrong_in_it_is_told_with_its_file_and_its_line(tmp_path: Path) -> None:
    folder = two_agencies(tmp_path / "case")
    run("walkthrough", folder, NAMED)
    path = folder / "walkthrough.toml"
    drafted = path.read_text(encoding="utf-8")
    first = next(line for line in drafted.splitlines() if line.startswith("row = "))
    at = drafted.splitlines().index(first) + 1
    for text, said in (
        (drafted.replace(first, 'row = "gone"', 1), f"line {at}, moment[1].row: there is no row"),
        (drafted.replace(first, "row = 3", 1), f"line {at}, moment[1].row: expected text in quota"),
    ):
        path.write_text(text, encoding="utf-8")
        result = run("walkthrough", folder, NAMED)
        assert result.exit_code == 3
        assert said in flat(result.output)
        assert "walkthrough.toml: It says something" in flat(result.output)
    path.write_bytes(drafted.encode("utf-16"))
    assert "Save it again as “UTF-8”" in flat(run("walkthrough", folder, NAMED).output)


def test_the_same_key_makes_the_same_pages_and_the_same_words(tmp_path: Path) -> None:
    folder = two_agencies(tmp_path / "case")
    key = tmp_path / "key.json"
    key.write_text(json.dumps(KEY), encoding="utf-8")
    one = run("walkthrough", folder, NAMED, "--key", key, "--to", tmp_path / "one")
    two = run("walkthrough", folder, NAMED, "--key", key, "--to", tmp_path / "two")
    assert passphrase_of(one) == passphrase_of(two)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    # who has the KEY has the words: they are not said to be shown only once
    assert "The KEY makes these words again" in flat(one.output)
    assert "this once" not in flat(one.output)
    assert "this once" in flat(run("walkthrough", folder, NAMED, "--to", tmp_path / "own").output)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"salt": 3}', '{"salt": "xyz"}'])
def test_what_is_no_key_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    key = tmp_path / "key.json"
    key.write_text(text, encoding="utf-8")
    result = run("walkthrough", two_agencies(tmp_path / "case"), NAMED, "--key", key)
    assert result.exit_code == 3
    assert "JU-L111" in result.output


def test_the_key_of_another_pack_is_refused_and_one_that_is_not_there(tmp_path: Path) -> None:
    """The words of another pack would be told to the room, and its own pages would not open."""
    folder, key = two_agencies(tmp_path / "case"), tmp_path / "key.json"
    key.write_text(json.dumps({**KEY, "case": "another"}), encoding="utf-8")
    result = run("walkthrough", folder, NAMED, "--key", key)
    assert result.exit_code == 3
    assert "JU-L111 key.json" in result.stderr
    assert "it is the KEY of another pack" in flat(result.stderr)
    missing = run("walkthrough", folder, NAMED, "--key", tmp_path / "none.json")
    assert missing.exit_code == 3
    assert "JU-L017 none.json" in missing.stderr
    assert "Look whether its name is right" in flat(missing.stderr)
    assert "Excel" not in missing.stderr
    assert not (folder / "walkthrough").exists()


def test_where_the_disk_is_full_the_pages_of_the_last_run_stay_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The passphrase that was written down opens all of them still."""
    folder = two_agencies(tmp_path / "case")
    assert run("walkthrough", folder, NAMED).exit_code == 0
    (folder / "walkthrough" / "seats" / "seat-09-gone.html").write_text("old", encoding="utf-8")
    before = files_of(folder / "walkthrough")
    made, calls = tempfile.mkstemp, iter(range(99))

    def full(**where: str) -> tuple[int, str]:
        if next(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return made(**where)

    monkeypatch.setattr("tempfile.mkstemp", full)
    result = run("walkthrough", folder, NAMED)
    assert result.exit_code == 3
    assert "The disk is full" in flat(result.stderr)
    assert files_of(folder / "walkthrough") == before


def test_pages_of_seats_that_are_gone_go_and_nothing_else(tmp_path: Path) -> None:
    folder = two_agencies(tmp_path / "case")
    seats = folder / "walkthrough" / "seats"
    seats.mkdir(parents=True)
    (seats / "seat-09-somebody-else.html").write_text("old", encoding="utf-8")
    (seats / "notes.txt").write_text("mine", encoding="utf-8")
    run("walkthrough", folder, NAMED)
    names = {path.name for path in seats.iterdir()}
    assert "seat-09-somebody-else.html" not in names
    assert "notes.txt" in names


def test_a_reason_that_is_kept_back_is_in_no_page(tmp_path: Path) -> None:
    heads = (*CODED, "Consent / why not shared")
    police = csv_of(
        ("3/5/2011", "", f"He said he would kill her. {SECRET}.", "V", "disclosure",
         "threats to kill: P > V", SECRET),
        heads=heads,
    )  # fmt: skip
    folder = case(tmp_path / "case", TWO, police_csv=police, gp_csv=GP)
    assert run("walkthrough", folder, NAMED).exit_code == 0
    page = (folder / "walkthrough" / "walkthrough.html").read_text(encoding="utf-8")
    assert "He said he would kill her" in page
    assert "sister-in-law" not in page


def test_a_case_of_which_no_row_can_be_shown_is_said_to_be_so(tmp_path: Path) -> None:
    folder = case(tmp_path / "case", TWO)
    before = files_of(folder)
    result = run("walkthrough", folder, NAMED)
    assert result.exit_code == 1
    assert "no seat has anything to show" in flat(result.output)
    assert files_of(folder) == before


def test_while_proceedings_are_live_no_line_of_ours_names_a_role(tmp_path: Path) -> None:
    toml = (
        TWO.replace('label = "Darren"', 'label = "the perpetrator"')
        .replace('name = "Northshire Police"', 'name = "Police, Perpetrator Unit"')
        .replace(
            'id = "test-case"',
            'id = "test-case"\nstatus = "proceedings live"\ntitle = "About the perpetrator"\n'
            'perpetrator_term = "the defendant"',
        )
    )
    police = csv_of(
        ("3/5/2011", "", "She said he would kill her", "V, P", "disclosure",
         "threats to kill: P > V"),
        ("4/5/2011", "", "DASH", "V, P", "risk assessment", "threats to kill: P > V"),
        heads=CODED,
    )  # fmt: skip
    folder = case(tmp_path / "case", toml, police_csv=police, gp_csv=GP)
    assert run("walkthrough", folder, NAMED).exit_code == 0
    page = (folder / "walkthrough" / "walkthrough.html").read_text(encoding="utf-8")
    data = page[page.index('type="application/json"') : page.rindex("</script>")]
    data = data[: data.index("</script>")]
    assert "the defendant" in data
    assert "perpetrator" not in data.casefold()
