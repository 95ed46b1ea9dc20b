from datetime import date

import pytest

from graphdb.dates import moment_of
from graphdb.model import Bar, Considered, Involvement, Part
from tests.loaders.builders import CASE, HEADS, codes, csv_of, loaded, problem, reasons

POLICE = ("Date", "Source", "What happened")


def rows(*extra_heads, values=(), text="x", source="", when="3/5/11"):
    return csv_of((when, source, text, *values), heads=(*HEADS, *extra_heads))


def one(tmp_path, *heads, values=(), toml=CASE, **kw):
    result = loaded(tmp_path, toml, police_csv=rows(*heads, values=values, **kw))
    (event,) = result.records.events
    return event, result


def parts(event):
    return {i.person_id: i.part.value for i in event.involves}


# --- which rows are data ------------------------------------------------------------------------


def test_notes_templates_blanks_and_headings_are_set_aside(tmp_path):
    text = csv_of(
        ("3/5/11", "# note", "a"), ("3/5/11", "^x", "b"), ("3/5/11", "¬", "c"),
        ("4/5/11", "~", "d"),
        ("3 May 0100", "Response", "example"), ("", "", ""), ("2011", "", ""), HEADS,
        ("9 May", "", "kept"), ("between 3/5/11 and 4/5/11", "Response", ""),
    )  # fmt: skip
    result = loaded(tmp_path, police_csv=text)
    assert [e.summary for e in result.records.events] == ["kept"]
    assert reasons(result) == {
        "note (its source starts with # ^ ¬ or ~)": 4,
        "example row of the template (year 0100)": 1,
        "blank row": 1,
        "dated heading": 1,
        "row of repeated headings": 1,
        "row with a date and nothing else": 1,
        "row of headings": 1,
    }
    assert result.report.account_line() == "11 rows read = 1 loaded + 10 set aside."


@pytest.mark.parametrize(
    "text", ["No contact in this period", "No contact.", "There was no recorded contact this year",
             "Nil contact", "No records held"]
)  # fmt: skip
def test_no_contact_is_data(tmp_path, text):
    event, _ = one(tmp_path, text=text)
    assert (event.kind, event.coded) == ("no-contact", True)


@pytest.mark.parametrize(
    "text", ["No contact order made by the court in her favour after the hearing in March",
             "She said there had been no contact with P"]
)  # fmt: skip
def test_other_no_contact_is_not(tmp_path, text):
    event, _ = one(tmp_path, text=text)
    assert event.kind == ""


# --- when ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("when", ["31/2/12", "sometime", "13/13/11", ""])
def test_a_row_without_a_readable_date_is_loaded_undated(tmp_path, when):
    event, result = one(tmp_path, when=when)
    assert event.when.start.is_undated
    assert event.when.written == when
    assert any(
        p.code.startswith("JU-D") and p.severity == "warning" for p in result.report.problems
    )
    assert result.report.needs_attention


def test_time_end_and_seq(tmp_path):
    event, _ = one(tmp_path, "Time", "End date", "Seq", values=("01:32hrs", "", "2."))
    assert event.when.timed
    assert event.sequence == 2
    event, _ = one(tmp_path, "Time", "End date", "Seq", values=("", "9/5/11", "b"))
    assert event.when.extent == "lasting"
    assert event.sequence is None


def test_relative_dates_do_not_rest_on_an_unreadable_row(tmp_path):
    text = csv_of(("3/5/11", "", "a"), ("32/5/11", "", "b"), ("two days later", "", "c"))
    result = loaded(tmp_path, police_csv=text)
    assert result.records.events[2].when.start.is_undated


@pytest.mark.parametrize(
    ("text", "after"),
    [("through the review", True), ("IMR", True), ("via homicide investigation", True),
     ("at the inquest", True), ("6/5/11", False)],
)  # fmt: skip
def test_learned(tmp_path, text, after):
    event, _ = one(tmp_path, "Learned", values=(text,))
    assert event.learned_after_death is after
    assert (event.learned is None) is after


def test_learned_that_cannot_be_read(tmp_path):
    event, result = one(tmp_path, "Learned", values=("later",))
    assert event.learned is None
    assert "JU-L084" in codes(result)


def test_a_heading_that_no_longer_holds_dates_nothing(tmp_path):
    text = csv_of(
        ("2011", "", ""),
        ("3 May", "", "a"),
        ("3 February 2012", "", "b"),
        ("", "", "c"),
        ("4/6/12", "", ""),
        ("", "", "d"),
        ("2010 to 2012", "", ""),
        ("", "", "e"),
    )
    a, _, c, d, e = loaded(tmp_path, police_csv=text).records.events
    assert moment_of(a.when.earliest).date() == date(2011, 5, 3)
    assert c.when.start.is_undated
    assert moment_of(d.when.earliest).date() == date(2012, 6, 4)
    assert e.when.start.is_undated


# --- who ----------------------------------------------------------------------------------------


def test_a_person_in_the_text_is_only_mentioned(tmp_path):
    event, _ = one(tmp_path, text="Leanne Marsh's mother said that LM feared P.")
    assert parts(event) == {"V": "mentioned", "P": "mentioned"}


def test_the_who_column(tmp_path):
    event, result = one(
        tmp_path, "Who was involved", "Children present",
        values=("Ms Marsh; the perpetrator (present) & DC Jones", "Jade"),
    )  # fmt: skip
    assert parts(event) == {"V": "subject", "P": "present", "C1": "present"}
    assert problem(result, "JU-L072").found == "DC Jones"


def test_persons_and_agencies_in_each_others_columns_are_no_problem(tmp_path):
    event, result = one(tmp_path, "Who was involved", "Told by", values=("V; GP", "the victim"))
    assert parts(event) == {"V": "subject"}
    assert event.told_by == ()
    assert codes(result) == []


@pytest.mark.parametrize(
    ("cell", "there"),
    [("yes", True), ("all", True), ("1", True), ("no", False), ("none", False), ("N/A", False)],
)
def test_children_present(tmp_path, cell, there):
    event, _ = one(tmp_path, "Children present", values=(cell,))
    assert parts(event) == ({"C1": "present"} if there else {})


def test_seen(tmp_path):
    event, _ = one(tmp_path, "Child seen", values=("Y",))
    assert parts(event) == {"C1": "present"}
    event, _ = one(tmp_path, "Seen", values=("Leanne, alone",))
    assert parts(event) == {"V": "present"}


def test_two_children_and_a_bare_number(tmp_path):
    toml = CASE.replace("[[agency]]", '[[person]]\nid = "C2"\nroles = ["child"]\n[[agency]]', 1)
    event, result = one(tmp_path, "Children present", "Child seen", values=("1", "yes"), toml=toml)
    assert event.involves == ()
    assert codes(result).count("JU-L089") == 2
    event, _ = one(tmp_path, "Children present", values=("both",), toml=toml)
    assert parts(event) == {"C1": "present", "C2": "present"}


def test_two_persons_of_one_name_are_told_apart_by_nobody(tmp_path):
    toml = CASE.replace('label = "Darren"', 'label = "Darren"\naliases = ["Marsh"]').replace(
        '"Ms Marsh"]', '"Ms Marsh", "Marsh"]'
    )
    event, result = one(
        tmp_path, "Who was involved", values=("Marsh",), toml=toml, text="Marsh rang"
    )
    assert event.involves == ()
    assert codes(result).count("JU-L073") == 2


def test_a_file_about_one_person(tmp_path):
    toml = CASE.replace('files = ["gp*"]', 'files = ["gp*"]\nsubject = "V"')
    result = loaded(tmp_path, toml, gp_csv=csv_of(("3/5/11", "", "Low mood; P blamed")))
    assert parts(result.records.events[0]) == {"V": "subject", "P": "mentioned"}
    toml = CASE + '[[file]]\nname = "gp-his.csv"\nsubject = "P"\nteam = "night desk"\n'
    import loaders
    from tests.loaders.builders import case, put

    folder = case(tmp_path / "b", toml)
    put(folder, "gp-his.csv", csv_of(("3/5/11", "", "Sleep")))
    (event,) = loaders.load_case(folder).records.events
    assert event.involves == (Involvement("P", Part.SUBJECT),)
    assert event.team_id == "gp/night-desk"


def test_agencies_in_the_text_are_mentioned_but_not_ones_own(tmp_path):
    event, _ = one(tmp_path, text="Police told the GP and Children's Social Care; CSCs agreed.")
    assert event.mentions == ("csc", "gp")


def test_comments_of_the_author_mention_nobody(tmp_path):
    event, _ = one(tmp_path, "Comment", values=("CSC knew V",))
    assert (event.mentions, event.involves) == ((), ())


# --- what ---------------------------------------------------------------------------------------


def test_kind_and_coded(tmp_path):
    event, result = one(tmp_path, "Kind", values=("Domestic Incident",))
    assert (event.kind, event.coded, result.report.uncoded) == ("incident", True, 0)
    event, result = one(tmp_path, "Kind", values=("Domestik incident",))
    assert (event.kind, event.coded) == ("", False)
    assert "Did you mean “domestic incident”?" in str(problem(result, "JU-L074"))
    assert result.report.uncoded_line.startswith("1 of 1 rows are not coded")


def test_information_alone_codes_a_row(tmp_path):
    event, _ = one(tmp_path, "Information", values=("none",))
    assert event.coded
    event, result = one(tmp_path, "Information", values=("zzzz qqqq",))
    assert not event.coded
    assert "JU-L075" in codes(result)


def test_fatal_rows(tmp_path):
    event, _ = one(tmp_path, "Kind", values=("homicide",))
    assert event.fatal


@pytest.mark.parametrize(
    ("cell", "bar"),
    [
        ("Consent refused by V", Bar.CONSENT_REFUSED),
        ("V did not want it shared", Bar.CONSENT_REFUSED),
        ("No", Bar.CONSENT_REFUSED),
        ("legal privilege", Bar.PRIVILEGE),
        ("restricted intelligence", Bar.RESTRICTED_INTELLIGENCE),
        ("refuge address withheld", Bar.CONCEALED_ADDRESS),
        ("withheld: restricted intelligence", Bar.RESTRICTED_INTELLIGENCE),
        ("consent refused on advice that is privileged", Bar.PRIVILEGE),
        ("address to be kept confidential", Bar.CONCEALED_ADDRESS),
        ("Yes", None),
        ("verbal consent given", None),
        ("workload", Bar.OTHER),
        ("", None),
    ],
)
def test_consent(tmp_path, cell, bar):
    event, _ = one(tmp_path, "Consent / why not shared", values=(cell,))
    assert event.bar is bar
    assert event.bar_text == cell


@pytest.mark.parametrize(
    ("tool", "grade", "is_tool", "is_grade", "code"),
    [("DASH", "High (14 ticks)", "dash", "high", None), ("", "Std", "", "standard", None),
     ("yes", "med", "", "medium", None), ("no", "", "", "", None),
     ("Crystal ball", "7", "Crystal ball", "7", "JU-L082"),
     ("DASH", "purple", "dash", "purple", "JU-L083")],
)  # fmt: skip
def test_tool_and_grade(tmp_path, tool, grade, is_tool, is_grade, code):
    event, result = one(tmp_path, "Risk tool", "Grade", values=(tool, grade))
    assert (event.tool, event.grade) == (is_tool, is_grade)
    assert code is None or code in codes(result)


def test_yes_under_a_heading_that_names_the_tool(tmp_path):
    event, _ = one(tmp_path, "DASH completed?", values=("Yes",))
    assert event.tool == "dash"


def test_response_outcome_and_comment_are_kept_apart(tmp_path):
    event, _ = one(
        tmp_path,
        "Action taken",
        "Outcome",
        "Author's comment",
        "Mystery",
        values=("a", "b", "c", "d"),
    )
    assert (event.response, event.outcome) == ("a", "b")
    assert event.comment == "c\nMystery: d"


# --- headings -----------------------------------------------------------------------------------


def test_unknown_headings_come_with_the_line_to_paste(tmp_path):
    _, result = one(tmp_path, "Shared wiht", values=("x",))
    found = problem(result, "JU-L053")
    assert found.column == "Shared wiht"
    assert '"Shared wiht" = "shared_with"' in found.suggestion


@pytest.mark.parametrize(
    "heading",
    [
        "Worker",
        "Carer",
        "Collar",
        "Location",
        "Gender",
        "Recorded by",
        "Term",
        "Kin",
        "Team member",
    ],
)
def test_a_heading_that_is_a_word_of_its_own_is_no_slip_of_another(tmp_path, heading):
    _, result = one(tmp_path, heading, values=("x",))
    found = problem(result, "JU-L053")
    assert found.suggestion == f'Write into case.toml under [headings]: "{heading}" = "comment"'


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Sumary", "summary"), ("Coments", "comment"), ("Details of incidnet", "summary")],
)
def test_a_slip_in_a_heading_is_told_with_what_it_is_of(tmp_path, heading, field):
    _, result = one(tmp_path, heading, values=("x",))
    assert f'"{heading}" = "{field}"' in problem(result, "JU-L053").suggestion


def test_headings_of_case_toml(tmp_path):
    toml = CASE + '[headings]\n"Brief Details" = "summary"\n'
    text = csv_of(("3/5/11", "x"), heads=("Date", "brief details:"))
    assert loaded(tmp_path, toml, police_csv=text).records.events[0].summary == "x"


def test_days_are_counted_from_day_1_of_case_toml(tmp_path):
    toml = CASE.replace('"22 March 2013"', '"day 600"') + "[dates]\nday_1 = 2011-05-02\n"
    rows = [
        ("day 2", "14:05", "", "a"),
        ("the following day", "", "", "b"),
        ("day 9", "", "day 12", "c"),
    ]
    text = csv_of(*rows, heads=("Date", "Time", "End date", "What happened"))
    records = loaded(tmp_path / "with", toml, police_csv=text).records
    days = [moment_of(e.when.earliest) for e in records.events]
    assert [d.isoformat(" ", "minutes") for d in days] == [
        "2011-05-03 14:05",
        "2011-05-04 00:00",
        "2011-05-10 00:00",
    ]
    assert moment_of(records.events[2].when.latest).date() == date(2011, 5, 13)
    assert moment_of(records.case.fatal_incident.earliest).date() == date(2012, 12, 21)
    # without a day 1 nothing is guessed
    result = loaded(tmp_path / "without", police_csv=csv_of(("day 2", "", "a")))
    (event,) = result.records.events
    assert (event.when.earliest, event.when.latest) == (None, None)
    assert "JU-D032" in codes(result)


def test_two_columns_of_one_field_are_joined(tmp_path):
    text = csv_of(("3/5/11", "a", "b"), heads=("Date", "Event", "Details"))
    result = loaded(tmp_path, police_csv=text)
    assert result.records.events[0].summary == "a\nb"
    assert problem(result, "JU-L054").found == "“Event” and “Details”"


def test_two_date_columns_keep_both(tmp_path):
    text = csv_of(
        ("", "4/5/11", "b"), ("3/5/11", "4/5/11", "c"), heads=("Date", "Date of event", "Event")
    )
    one_, two = loaded(tmp_path, police_csv=text).records.events
    assert moment_of(one_.when.earliest).date() == date(2011, 5, 4)
    assert two.comment == "Date: 4/5/11"


def test_a_table_without_a_date_column_is_refused_with_its_headings(tmp_path):
    text = csv_of(("a", "b", "c"), heads=("Source", "Event", "Outcome"))
    result = loaded(tmp_path, police_csv=text)
    found = problem(result, "JU-L050")
    assert "“Source”" in found.found
    assert '= "date"' in found.suggestion
    assert reasons(result) == {"row in a table without a column for the date": 2}


def test_a_table_without_what_happened(tmp_path):
    text = csv_of(("3/5/11", "a", "b"), heads=("Date", "Source", "Grade"))
    assert "JU-L051" in codes(loaded(tmp_path, police_csv=text))


def test_a_table_of_nothing_known(tmp_path):
    text = csv_of(("a", "b"), heads=("Foo", "Bar"))
    assert "JU-L050" in codes(loaded(tmp_path, police_csv=text))


# --- considered ---------------------------------------------------------------------------------


def test_took_into_account(tmp_path):
    text = csv_of(
        ("1/5/11", "", "first", "A1", ""),
        ("2/5/11", "", "second", "A2", "A1"),
        ("3/5/11", "", "third", "A3", "None"),
        ("4/5/11", "", "fourth", "A4", "the history was known"),
        ("5/5/11", "", "fifth", "A5", "A1, A2 and A9"),
        heads=(*HEADS, "Ref", "Took into account"),
    )
    result = loaded(tmp_path, police_csv=text)
    a, b, c, d, e = result.records.events
    assert a.considered == Considered(False)
    assert b.considered == Considered(True, (a.event_id,))
    assert c.considered == Considered(True)
    assert d.considered is None
    assert e.considered == Considered(True, (a.event_id, b.event_id))
    assert {"JU-L086", "JU-L080"} <= set(codes(result))


def test_no_column_is_no_statement(tmp_path):
    event, _ = one(tmp_path)
    assert event.considered is None
