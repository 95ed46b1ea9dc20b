import pytest

import loaders
from loaders.names import Names, TextFinder
from tests.loaders.builders import CASE, HEADS, case, codes, csv_of, loaded, problem, put


def teams(result):
    return [e.team_id for e in result.records.events]


@pytest.mark.parametrize(
    ("source", "team"),
    [
        ("", "police/"),
        ("Response", "police/response"),
        ("RESPONSE ", "police/response"),
        ("PPU", "police/ppu"),
        ("public-protection unit", "police/ppu"),
        ("Northshire Police", "police/"),
        ("The Northshire Police", "police/"),
        ("police", "police/"),
        ("Police records", "police/"),
        ("CAD log 1234", "police/"),
        ("email", "police/"),
        ("Niche", "police/"),
        ("Northshire Police – PPU", "police/ppu"),
        ("Police: Response", "police/response"),
        ("NSP PPU", "police/ppu"),
        ("Niche (PPU)", "police/ppu"),
        ("Elm Surgery", "gp/"),
        ("Firearms licensing", "police/firearms-licensing"),
    ],
)
def test_sources(tmp_path, source, team):
    assert teams(loaded(tmp_path, police_csv=csv_of(("3/5/11", source, "x")))) == [team]


def test_an_unlisted_source_becomes_a_team_and_is_reported_once(tmp_path):
    rows = csv_of(("3/5/11", "Custody suite", "x"), ("4/5/11", "custody  suite", "y"))
    result = loaded(tmp_path, police_csv=rows)
    assert teams(result) == ["police/custody-suite"] * 2
    assert result.records.teams[-1].name == "Custody suite"
    found = problem(result, "JU-L062")
    assert found.severity == "info"
    assert 'id = "custody-suite", name = "Custody suite"' in found.suggestion


def test_near_misses_are_reported_and_not_merged(tmp_path):
    result = loaded(tmp_path, police_csv=csv_of(("3/5/11", "Public Protecton Unit", "x")))
    assert teams(result) == ["police/public-protecton-unit"]
    assert "“Public Protection Unit”" in problem(result, "JU-L063").suggestion


def test_a_unit_that_its_sector_is_also_called_is_a_team(tmp_path):
    result = loaded(tmp_path, csc_csv=csv_of(("3/5/11", "MASH", "x"), ("3/5/11", "CSC", "y")))
    assert teams(result) == ["csc/mash", "csc/"]


def test_an_agency_spelt_three_ways(tmp_path):
    heads = (*HEADS, "Shared with")
    rows = csv_of(
        ("3/5/11", "", "a", "CSC"),
        ("4/5/11", "", "b", "childrens social-care"),
        ("5/5/11", "", "c", "Children & Families"),
        ("6/5/11", "", "d", "Childrens Social Car"),
        heads=heads,
    )
    result = loaded(tmp_path, police_csv=rows)
    assert [e.shared_with[0].team_id for e in result.records.events[:3]] == ["csc/"] * 3
    assert result.records.events[3].shared_with == ()
    assert "Did you mean “Children's Social Care”?" in problem(result, "JU-L079").suggestion


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("CSC; GP", ["csc/", "gp/"]),
        ("CSC, GP and PPU", ["csc/", "gp/", "police/ppu"]),
        ("Children and Families", ["csc/"]),
        ("Children and Families and the GP", ["csc/", "gp/"]),
        ("Police – PPU", ["police/ppu"]),
        ("police: ppu\nElm Surgery", ["police/ppu", "gp/"]),
        ("none", []),
        ("N/A", []),
        ("CSC – night duty", ["csc/"]),
        ("Northshire Police PPU", ["police/ppu"]),
    ],
)
def test_shared_with(tmp_path, cell, names):
    rows = csv_of(("3/5/11", "", "a", cell), heads=(*HEADS, "Shared with"))
    result = loaded(tmp_path, gp_csv=rows)
    assert [n.team_id for n in result.records.events[0].shared_with] == names
    assert "JU-L079" not in codes(result)


def test_a_semicolon_is_in_no_name(tmp_path):
    # as with a hospital, an IDVA service and a hospital IDVA
    toml = CASE.replace('name = "Elm Surgery"', 'name = "Elm Surgery"\naliases = ["CSC GP"]')
    for cell, names in (("CSC; GP", ["csc/", "gp/"]), ("CSC GP", ["gp/"]), ("CSC\nGP", ["gp/"])):
        rows = csv_of(("3/5/11", "", "a", cell), heads=(*HEADS, "Shared with"))
        (event,) = loaded(tmp_path, toml, police_csv=rows).records.events
        assert [n.team_id for n in event.shared_with] == names


def test_channels(tmp_path):
    rows = csv_of(("3/5/11", "", "a", "CSC (email); GP (by phone)"), heads=(*HEADS, "Shared with"))
    (event,) = loaded(tmp_path, police_csv=rows).records.events
    assert [(n.team_id, n.channel) for n in event.shared_with] == [
        ("csc/", "email"),
        ("gp/", "by phone"),
    ]


def test_a_team_that_only_a_source_names_can_be_named(tmp_path):
    police = csv_of(("3/5/11", "Custody suite", "x"))
    gp = csv_of(("4/5/11", "", "a", "custody suite"), heads=(*HEADS, "Told by"))
    result = loaded(tmp_path, gp_csv=gp, police_csv=police)
    told = next(e for e in result.records.events if e.summary == "a").told_by
    assert told[0].team_id == "police/custody-suite"


def test_the_other_columns_of_holders(tmp_path):
    heads = (*HEADS, "Told by", "Invited", "Attended", "Minutes sent to")
    rows = csv_of(("3/5/11", "", "MARAC", "GP", "CSC; GP", "CSC", "GP"), heads=heads)
    (event,) = loaded(tmp_path, police_csv=rows).records.events
    assert [[n.team_id for n in f] for f in (event.told_by, event.invited, event.attended)] == [
        ["gp/"],
        ["csc/", "gp/"],
        ["csc/"],
    ]
    assert event.minutes_to[0].team_id == "gp/"


def test_the_agency_comes_from_the_name_of_the_file(tmp_path):
    toml = CASE.replace('files = ["police*"]', "").replace('files = ["csc*"]', "")
    folder = case(tmp_path, toml)
    put(folder, "Northshire Police chronology v2.csv", csv_of(("3/5/11", "", "a")))
    put(folder, "DHR_CSC.csv", csv_of(("3/5/11", "", "b")))
    assert {e.summary: e.agency_id for e in loaders.load_case(folder).records.events} == {
        "a": "police",
        "b": "csc",
    }


def test_an_integrated_chronology(tmp_path):
    folder = case(tmp_path)
    rows = csv_of(
        ("3/5/11", "Police", "PPU", "a"),
        ("4/5/11", "Elm Surgery", "", "b"),
        ("5/5/11", "Police – Response", "log", "c"),
        ("6/5/11", "Martians", "", "d"),
        heads=("Date", "Agency", "Source", "Event"),
    )
    put(folder, "integrated.csv", rows)
    result = loaders.load_case(folder)
    assert teams(result) == ["police/ppu", "gp/", "police/response"]
    assert problem(result, "JU-L061").row == 5
    assert result.report.rows_set_aside == 2


def test_an_integrated_chronology_by_source_alone(tmp_path):
    folder = case(tmp_path)
    put(folder, "all.csv", csv_of(("3/5/11", "NSP PPU", "a"), ("4/5/11", "GP", "b")))
    assert teams(loaders.load_case(folder)) == ["police/ppu", "gp/"]


def test_nothing_says_whose_file_it_is(tmp_path):
    folder = case(tmp_path)
    put(folder, "chron final.csv", csv_of(("3/5/11", "records", "a")))
    result = loaders.load_case(folder)
    found = problem(result, "JU-L060")
    assert 'files = ["chron final.csv"]' in found.suggestion
    assert result.records.events == ()


def test_two_agencies_of_one_name(tmp_path):
    toml = CASE.replace('aliases = ["NSP"]', 'aliases = ["NSP", "the Hub"]').replace(
        '"Children and Families"]', '"Children and Families", "Hub"]'
    )
    rows = csv_of(("3/5/11", "", "Rang the Hub", "Hub"), heads=(*HEADS, "Shared with"))
    result = loaded(tmp_path, toml, gp_csv=rows)
    assert result.records.events[0].shared_with == ()
    assert {"JU-L065", "JU-L079"} <= set(codes(result))


def test_the_word_police_is_nobody_where_there_are_two_forces(tmp_path):
    toml = (
        CASE + '[[agency]]\nid = "fellshire"\nname = "Fellshire Constabulary"\nsector = "police"\n'
    )
    toml = toml.replace('id = "police"', 'id = "northshire"')
    rows = csv_of(("3/5/11", "", "The police came", "police"), heads=(*HEADS, "Shared with"))
    result = loaded(tmp_path, toml, gp_csv=rows)
    assert result.records.events[0].shared_with == ()
    assert result.records.events[0].mentions == ()


def test_order_of_files_and_spelling_of_sources_change_nothing(tmp_path):
    rows = [
        csv_of(("3/5/11", "custody SUITE", "a"), ("3/5/11", "Records: Custody Suite", "b")),
        csv_of(("4/5/11", "Custody suite", "c"), ("4/5/11", "NSP custody suite", "d")),
    ]
    one = loaded(tmp_path / "1", police_a_csv=rows[0], police_b_csv=rows[1])
    two = loaded(tmp_path / "2", police_b_csv=rows[0], police_a_csv=rows[1])
    assert one.records.teams == two.records.teams
    assert {(e.event_id, e.team_id) for e in one.records.events} == {
        (e.event_id, e.team_id) for e in two.records.events
    }
    assert len(one.records.teams) == 6


def test_what_a_source_says_beyond_whose_row_it_is_is_kept(tmp_path):
    rows = [
        ("3/5/11", "Log 12", "one", ""),
        ("4/5/11", "PPU", "two", "Mine"),
        ("5/5/11", "PPU: Log 12", "three", "Mine"),
        ("6/5/11", "Northshire Police – Response", "four", ""),
        ("7/5/11", "Police", "five", ""),
        ("8/5/11", "Night Desk", "six", ""),
        ("9/5/11", "night  desk", "seven", ""),
        ("10/5/11", "", "eight", ""),
        ("11/5/11", "Police records", "nine", ""),
        ("12/5/11", "GP letter of 3/5/11", "ten", ""),
    ]  # fmt: skip
    result = loaded(tmp_path, police_csv=csv_of(*rows, heads=(*HEADS, "Comment")))
    comments = {e.summary: e.comment for e in result.records.events}
    assert comments == {
        "one": "Source: Log 12",
        "two": "Mine",
        "three": "Mine\nSource: PPU: Log 12",
        "four": "",
        "five": "",
        "six": "",
        "seven": "",
        "eight": "",
        "nine": "Source: Police records",
        "ten": comments["ten"],
    }
    # the words are in the comment, or they are the name of a team
    ten = next(e for e in result.records.events if e.summary == "ten")
    team = next(t for t in result.records.teams if t.team_id == ten.team_id)
    assert "letter of 3/5/11" in f"{ten.comment} {team.name}"


def test_the_agency_column_too(tmp_path):
    heads = ("Date", "Agency", "Source", "What happened")
    text = csv_of(("3/5/11", "Northshire Police", "Log 7", "x"), heads=heads)
    (event,) = loaded(tmp_path, all_csv=text).records.events
    assert (event.agency_id, event.comment) == ("police", "Source: Log 7")


def test_an_agency_that_a_text_rules_out_is_not_named_by_it():
    persons, agencies = Names(), Names()
    for name in ("police", "social care", "GP"):
        agencies.add(name, name.replace(" ", "-").lower())
    finder = TextFinder(persons, agencies)
    assert finder.find("Agrees to social care being told, not police.")[1] == {"social-care"}
    assert finder.find("Did not want it to go to the police")[1] == {"police"}
    assert finder.find("not the GP, nor social care")[1] == set()
    assert finder.find("Not known to police")[1] == {"police"}
    assert finder.find("Knot police")[1] == {"police"}
