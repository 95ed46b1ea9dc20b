import pytest

from graphdb.model import LinkBy
from tests.loaders.builders import HEADS, codes, csv_of, loaded, problem

REF = (*HEADS, "Ref", "In response to")


def by_text(result):
    return {e.summary: e for e in result.records.events}


def test_own_agency_first_then_the_only_one(tmp_path):
    police = csv_of(("1/5/11", "", "p1", "A1", ""), ("2/5/11", "", "p2", "A2", "A1"), heads=REF)
    gp = csv_of(
        ("3/5/11", "", "g1", "A1", "A1"),
        ("4/5/11", "", "g2", "G2", "A1; A2"),
        ("5/5/11", "", "g3", "G3", "police:A1"),
        ("6/5/11", "", "g4", "G4", "Northshire Police: A1 and A99"),
        heads=REF,
    )
    csc = csv_of(("7/5/11", "", "c1", "", "A1"), heads=REF)
    result = loaded(tmp_path, police_csv=police, gp_csv=gp, csc_csv=csc)
    e = by_text(result)
    assert e["p2"].responds_to == (e["p1"].event_id,)
    assert e["g1"].responds_to == ()  # itself
    assert e["g2"].responds_to == (e["g1"].event_id, e["p2"].event_id)
    assert e["g3"].responds_to == (e["p1"].event_id,)
    assert e["g4"].responds_to == (e["p1"].event_id,)
    assert e["c1"].responds_to == ()
    assert problem(result, "JU-L080").found == "A99"
    assert problem(result, "JU-L081").found == "A1"


def test_a_ref_given_twice_names_nobody(tmp_path):
    rows = csv_of(("1/5/11", "", "a", "A1", ""), ("2/5/11", "", "b", "a1", ""),
                  ("3/5/11", "", "c", "A3", "A1"), heads=REF)  # fmt: skip
    result = loaded(tmp_path, police_csv=rows)
    assert len({e.event_id for e in result.records.events}) == 3
    assert by_text(result)["c"].responds_to == ()
    assert {"JU-L071", "JU-L081"} <= set(codes(result))


@pytest.mark.parametrize(
    ("one", "two", "linked"),
    [
        ("12/345678", "12 345678", True),
        ("CR/45821/11", "cr4582111", True),
        ("A1", "A1", False),
        ("2011", "2011", False),
        ("R012", "R012", False),
        ("ABCDEF1", "ABCDEF1", False),
        ("12/345678", "12/345679", False),
    ],
)
def test_one_number_in_two_agencies_is_one_occurrence(tmp_path, one, two, linked):
    result = loaded(
        tmp_path,
        police_csv=csv_of(("1/5/11", "", "p", one, ""), heads=REF),
        gp_csv=csv_of(("1/5/11", "", "g", two, ""), heads=REF),
    )
    links = result.records.links
    assert (len(links) == 1) is linked
    assert all(link.by is LinkBy.REFERENCE for link in links)


def test_ids_do_not_depend_on_file_or_row(tmp_path):
    rows = [("1/5/11", "", "same"), ("1/5/11", "", "same"), ("2/5/11", "", "b")]
    one = loaded(tmp_path / "1", police_csv=csv_of(*rows))
    two = loaded(tmp_path / "2", police_x_csv=csv_of(rows[2], ("9/9/11", "", "n"), *rows[:2]))
    ids = {e.event_id for e in one.records.events}
    assert len(ids) == 3
    assert ids < {e.event_id for e in two.records.events}


def test_duplicates_are_numbered_by_what_else_they_say(tmp_path):
    heads = (*HEADS, "Outcome")
    a, b = ("1/5/11", "", "same", "x"), ("1/5/11", "", "same", "y")
    results = [
        loaded(tmp_path / str(i), police_csv=csv_of(*order, heads=heads))
        for i, order in enumerate(((a, b), (b, a)))
    ]
    shown = [{(e.event_id, e.outcome) for e in r.records.events} for r in results]
    assert shown[0] == shown[1]


def test_the_same_inputs_give_the_same_records(tmp_path):
    files = {
        "police_csv": csv_of(("1/5/11", "PPU", "V and P", "A1", ""), heads=REF),
        "gp_csv": csv_of(("1/5/11", "", "Leanne", "G1", "A1"), heads=REF),
    }
    one = loaded(tmp_path / "a", **files)
    two = loaded(tmp_path / "b", **files)
    assert one.records == two.records
    assert one.report.problems == two.report.problems
    assert one.inputs == two.inputs
