from datetime import date

import pytest

import loaders
from graphdb.dates import moment_of
from graphdb.model import DeathType, Role
from tests.loaders.builders import CASE, case, codes, csv_of, loaded

ROWS = csv_of(("3/5/11", "", "x"))


def test_every_key_of_the_contract(tmp_path):
    toml = """
format = 1
[case]
id = "amber"
title = "T"
death_type = "adult family"
status = "proceedings live"
scope_from = 2010-01-01
scope_to = 2013-06-30
fatal_incident = 2013-03-22
fatal_time = "approx 2100hrs"
area = "N"
perpetrator_term = "Mr B"
[[person]]
id = "V"
label = "Leanne"
roles = ["victim", "carer"]
needs = ["interpreter"]
[[person]]
id = "P"
roles = ["perpetrator"]
[[relation]]
person = "P"
to = "V"
kind = "partner"
from = "2008"
[[agency]]
id = "police"
sector = "police"
informal = false
[agency.coverage]
from = 2010-01-01
to = 2013-03-22
extent = "partial"
[[agency]]
id = "gp"
sector = "gp"
[[agency.team]]
id = "night"
shares_record = "own"
[[record_access]]
system = "S"
members = ["gp", "gp/night"]
from = 2011-01-01
[[pathway]]
name = "n"
from = "police"
to = "childrens-social-care"
kinds = ["call-out"]
starts = 2008-01-01
automatic = true
[headings]
"Odd" = "summary"
[dates]
approx_days = 3
[threshold]
weight = 9
[findings]
off = ["x"]
[findings.escalation]
sectors = ["police"]
kinds = ["supervision"]
from = 2009-01-01
"""
    records = loaded(tmp_path, toml).records
    assert records.case.death_type is DeathType.ADULT_FAMILY
    assert moment_of(records.case.fatal_incident.earliest).date() == date(2013, 3, 22)
    assert records.case.fatal_incident.timed
    assert records.persons[0].roles == {Role.VICTIM, Role.CARER}
    assert records.relations[0].start.written == "2008"
    police, gp = records.agencies
    assert (police.coverage.full, police.coverage.stated) == (False, True)
    assert (gp.coverage.start, gp.coverage.stated) == (date(2010, 1, 1), False)
    assert [t.team_id for t in records.teams] == ["police/", "gp/", "gp/night"]
    assert [bool(t.shares_record) for t in records.teams] == [False, True, True]
    assert records.teams[2].shares_record == "own"
    assert records.settings.pathways[0].automatic
    assert records.settings.threshold.weight == 9
    assert records.settings.escalation.start == date(2009, 1, 1)
    assert records.settings.record_access[0].members == ("gp", "gp/night")
    assert records.settings.assessment_expected[0].sectors == ("police",)
    assert records.settings.off == {"x"}


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('[case]\nidd = "x"', "case.idd: this key is not known; did you mean “id”?"),
        ('[case]\ntitle = "x"', "case.id: this key is missing"),
        ("[case]\nid = 3", "case.id: expected text in quotation marks"),
        ('[case]\nid="x"\nstatus="publishd"', "did you mean “published”?"),
        ('[case]\nid="x"\nscope_from="2010"', "case.scope_from: expected a date such as"),
        ('[case]\nid="x"\n[agency]\nid="a"', "agency: expected [[double brackets]]"),
        ('[case]\nid="x"\n[[agency]]\nid="a"\nsectr="gp"', "agency[1].sectr"),
        ('[case]\nid="x"\n[[agency]]\nid="a"\nsector="polise"', "did you mean “police”?"),
        ('[case]\nid="x"\n[[agency]]\nid="a"\n[[agency]]\nid="a"', "given twice"),
        ('[case]\nid="x"\n[[agency]]\nid="a/b"', "an id is letters"),
        ('[case]\nid="x"\n[[person]]\nid="V"\nroles=["victm"]', "did you mean “victim”?"),
        ('[case]\nid="x"\n[[relation]]\nperson="P"\nto="V"\nkind="x"', "no person has the id “P”"),
        ('[case]\nid="x"\n[headings]\nA="sumary"', "did you mean “summary”?"),
        ('[case]\nid="x"\n[headings]\nA=3', "expected text"),
        ('[case]\nid="x"\n[findings]\nlate_days=-1', "expected a whole number, 0 or more"),
        ('[case]\nid="x"\n[findings]\nsending_suffices="yes"', "expected true or false"),
        ('[case]\nid="x"\n[[pathway]]\nname="n"\nfrom="polis"\nto="gp"', "pathway[1].from"),
        (
            '[case]\nid="x"\n[[pathway]]\nname="n"\nfrom="police"\nto="gp"\nkinds=["cal-out"]',
            "kinds",
        ),
        (
            '[case]\nid="x"\n[[record_access]]\nsystem="s"\nmembers=["zz"]',
            "record_access[1].members",
        ),
        ('[case]\nid="x"\nscope_from=2012-01-01\nscope_to=2011-01-01', "lies before"),
        ('format=1\nextra=1\n[case]\nid="x"', "extra: this key is not known"),
    ],
)
def test_faults_name_the_key_and_what_was_expected(tmp_path, toml, says):
    with pytest.raises(loaders.LoaderError) as caught:
        loaded(tmp_path, toml)
    assert caught.value.code == "JU-L003"
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_all_faults_at_once(tmp_path):
    with pytest.raises(loaders.LoaderError) as caught:
        loaded(tmp_path, '[case]\nidd="x"\n[findings]\nof=[]\n')
    assert "case.idd" in str(caught.value)
    assert "findings.of" in str(caught.value)


def test_formats(tmp_path):
    with pytest.raises(loaders.LoaderError) as caught:
        loaded(tmp_path, "format = 2\nnew_key = 1\n")
    assert caught.value.code == "JU-L004"
    assert "format = 2" in str(caught.value)
    assert loaded(tmp_path, CASE.replace("format = 1", "")).records.case.case_id == "test-case"


def test_an_older_format_is_read_with_a_note(tmp_path):
    assert "JU-L005" in codes(loaded(tmp_path, CASE.replace("format = 1", "format = 0")))


@pytest.mark.parametrize("content", [b"[case\n", b"\xff\xfe\x00", b'[case]\nid = "\xe9"\n'])
def test_not_toml(tmp_path, content):
    folder = case(tmp_path)
    (folder / "case.toml").write_bytes(content)
    with pytest.raises(loaders.LoaderError) as caught:
        loaders.load_case(folder)
    assert caught.value.code == "JU-L002"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'[case]\nid = "a"\ntitle = "Caf\xe9"\n', "line 3 has signs that are not UTF-8"),
        (b'[case]\nid = "a"\nx = [1,\n', "(at the end, in line 3)"),
        (b"[case]\nid = a\n", "(at line 2, column 6)"),
    ],
)
def test_what_is_no_toml_is_said_by_its_line(tmp_path, content, said):
    folder = case(tmp_path)
    (folder / "case.toml").write_bytes(content)
    with pytest.raises(loaders.LoaderError) as caught:
        loaders.load_case(folder)
    assert said in str(caught.value)
    assert ("Encoding: UTF-8" in str(caught.value)) == ("signs" in said)


def test_no_case(tmp_path):
    with pytest.raises(loaders.LoaderError) as caught:
        loaders.load_case(tmp_path / "nowhere")
    assert caught.value.code == "JU-L001"
    assert "joinedup init" in str(caught.value)


def test_a_byte_order_mark_and_the_file_itself(tmp_path):
    folder = case(tmp_path, CASE, police_csv=ROWS)
    text = (folder / "case.toml").read_bytes()
    (folder / "case.toml").write_bytes(b"\xef\xbb\xbf" + text)
    assert len(loaders.load_case(folder / "case.toml").records.events) == 1


# --- cases that lack something ----------------------------------------------------------------


def test_no_victim_no_agency_no_files(tmp_path):
    result = loaded(tmp_path, '[case]\nid = "x"\n')
    assert codes(result) == ["JU-L008", "JU-L006"]
    assert result.records.events == ()
    assert result.report.account_line() == "0 rows read = 0 loaded + 0 set aside."


def test_no_agency_but_files(tmp_path):
    result = loaded(tmp_path, '[case]\nid = "x"\n', police_csv=ROWS)
    assert "JU-L060" in codes(result)
    assert result.report.rows_read == result.report.rows_set_aside == 2


def test_one_agency_and_no_contact_at_all(tmp_path):
    rows = csv_of(("2010 to 2013", "", "No contact in this period."))
    result = loaded(tmp_path, CASE, police_csv=rows)
    (event,) = result.records.events
    assert (event.kind, event.coded, event.when.extent) == ("no-contact", True, "lasting")
    assert result.report.uncoded == 0


def test_an_unreadable_fatal_incident_is_reported(tmp_path):
    result = loaded(tmp_path, CASE.replace("22 March 2013", "31 February 2013"))
    assert "JU-L009" in codes(result)
    assert result.records.case.fatal_incident is None
