"""How a line that holds several findings is headed: how many, how certain, and of what sort."""

from __future__ import annotations

from graphdb.model import Settings
from queries import Answers, Group, ask
from tests.queries.build import IN_PART, Builder, Row, enquiry_of, row, vocabulary


def answers(*rows: Row, **world: object) -> Answers:
    enquiry = enquiry_of(Builder(rows, **world).records)  # type: ignore[arg-type]
    return ask(enquiry.view, enquiry.knowledge, vocabulary())


def group(found: Answers, key: str) -> Group:
    return next(g for g in found.groups if g.key == key)


def dash(day: str, took: str = "", **more: object) -> Row:
    return row("police", day, "risk-assessment", "V", took=took, tool="dash", **more)


def assaults(*days: str) -> list[Row]:
    return [row("police", day, "assault", "V, P") for day in days]


def test_several_assessments_in_isolation_are_told_as_one_point() -> None:
    found = answers(
        *assaults("3 May 2011"),
        dash("10 May 2011", grade="standard"),
        dash("17 May 2011", took="none", grade="medium"),
        row("police", "18 May 2011", "bail", "P, V", took=""),
        dash("24 May 2011", took="none", grade="high"),
        dash("30 May 2011", grade="standard"),
    )
    said = group(found, "assessment:police").statement
    assert (
        "5 assessments or decisions with no record that earlier occurrences it held were "
        "considered (DASH 2009: 4; bail given or changed: 1; “None” is written in 2)"
    ) in said


def test_one_alone_needs_no_such_words() -> None:
    found = answers(*assaults("3 May 2011"), dash("10 May 2011", grade="standard"))
    assert "DASH 2009:" not in group(found, "assessment").statement


def test_one_thing_held_beside_two_teams_is_one_thing() -> None:
    found = answers(
        row("police/ppu", "3 May 2011", "disclosure", "V", "strangulation"),
        row("police/control", "10 May 2011", "phone-call", "V"),
        row("police/response", "11 May 2011", "home-visit", "V"),
        settings=Settings(off=frozenset({"handover"})),
    )
    said = group(found, "inside").statement
    assert "1 thing that one team had on record" in said
    assert "(2 lines)" in said


def test_every_child_who_was_there_is_named() -> None:
    found = answers(
        row("police", "3 May 2010", "referral-made", "V", shared="csc"),
        row("police", "3 May 2011", "assault", "V, P, C present", "child-present"),
    )
    said = next(f.statement for f in found.findings if f.query == "child-not-referred")
    assert "assault, with Cat there. There is no record" in said
    assert "telling of child present" not in said


def test_until_when_is_said_of_whom() -> None:
    one = enquiry_of(Builder((row("gp", "3 May 2011", "contact", "V"),)).records)
    assert one.before_the_end == "before Vera’s death"
    open_ = enquiry_of(
        Builder((row("gp", "3 May 2011", "contact", "V"),), fatal_incident=None).records
    )
    assert open_.before_the_end == "by the end of the time looked at"


def test_in_an_overview_an_assessment_is_told_shorter() -> None:
    found = answers(*assaults("3 May 2011"), dash("10 May 2011", took="none", grade="standard"))
    one = next(f for f in found.findings if f.query == "isolation")
    assert "from the 365 days before" in one.statement
    assert one.short.endswith(
        "It held 1 earlier occurrence. No record that this was taken into account: “None” is "
        "written."
    )


def test_what_went_well_is_headed_by_whoever_did_it() -> None:
    found = answers(
        row("police", "3 May 2011", "assault", "V, P", "strangulation", shared="hospital"),
        row("hospital", "3 May 2011", "information-received", "V", "strangulation",
            told_by="police"),
        row("police", "3 June 2011", "assault", "V, P", "threats-to-kill", shared="hospital"),
        row("hospital", "3 June 2011", "information-received", "V", "threats-to-kill",
            told_by="police"),
    )  # fmt: skip
    said = {g.key: g.statement for g in found.good_groups}
    assert said["good-practice:police"] == "Police: 2 things that went well."


def test_a_line_names_whom_it_did_not_reach_and_not_who_had_it() -> None:
    found = answers(
        row("police", "3 May 2011", "assault", "V, P", "strangulation"),
        row("gp", "20 May 2011", "appointment", "V"),
        row("hospital", "21 May 2011", "appointment", "V"),
        row("housing", "22 May 2011", "contact", "V"),
        row("housing", "1 June 2011", "disclosure", "V", "strangulation"),
        row("asc", "23 May 2011", "contact", "V"),
        row("asc", "2 June 2011", "disclosure", "V", "strangulation"),
    )
    line = next(g for g in found.groups if g.key.startswith("unshared"))
    assert {f.form for f in line.findings} == {"never", "late"}
    assert (
        "No record that it reached 2 agencies, though each was in contact: Surgery and Hospital. "
        "Adult Social Care and Homes had it on record only after being in contact."
    ) in line.statement
    assert line.short == (
        "Strangulation or suffocation (Paul towards Vera), recorded by Police on 3 May 2011: no "
        "record that it reached Surgery and Hospital; on record at Adult Social Care and Homes "
        "only after a contact. All were in contact."
    )


def test_a_short_line_says_only_what_there_is() -> None:
    found = answers(
        row("police", "3 May 2011", "assault", "V, P", "strangulation"),
        row("gp", "20 May 2011", "appointment", "V"),
    )
    line = next(g for g in found.groups if g.key.startswith("unshared"))
    assert line.short == (
        "Strangulation or suffocation (Paul towards Vera), recorded by Police on 3 May 2011: no "
        "record that it reached Surgery. It was in contact."
    )


def short_of(first: str, *seen: str, **more: object) -> str:
    """Return the short line of what the police had in May 2011, and of who was in contact when."""
    who = ("gp", "hospital", "housing")
    found = answers(
        row("police", first, "disclosure", "V", "strangulation", **more),
        *(row(one, day, "contact", "V") for one, day in zip(who, seen, strict=False)),
    )
    return next(g for g in found.groups if g.key.startswith("unshared")).short


def test_a_short_line_says_of_how_many_the_dates_are_in_doubt() -> None:
    sure = ("1 June 2011", "2 June 2011", "3 June 2011")
    assert short_of("May 2011", *sure).endswith(". All were in contact.")
    for seen, says in (
        (("10 May 2011",), "It was in contact (dates in doubt)."),
        (("10 May 2011", "2 June 2011"), "Both were in contact (dates in doubt for 1)."),
        (("10 May 2011", "12 May 2011"), "Both were in contact (dates in doubt for all)."),
        (("10 May 2011", "12 May 2011", "3 June 2011"), "contact (dates in doubt for 2)."),
        (("10 May 2011", "12 May 2011", "15 May 2011"), "contact (dates in doubt for all)."),
    ):
        assert short_of("May 2011", *seen).endswith(says), seen


def test_where_a_reason_kept_it_from_many_the_dates_are_in_doubt_for_each_of_them() -> None:
    """One finding is of all of them: it is only possible where nothing is certain of any."""
    said = short_of("May 2011", "10 May 2011", "12 May 2011", "15 May 2011", bar="consent refused")
    assert said.endswith(
        ": a reason for not sharing it with 3 agencies is on record. All were in contact (dates in "
        "doubt for all)."
    )


def test_what_is_asked_about_elsewhere_stands_under_whom_it_would_be_asked_of() -> None:
    found = answers(
        row("gp", "3 May 2011", "referral-made", "V mentioned", shared="csc"),
        row("csc", "3 May 2009", "home-visit", "C"),
        row("csc", "between 20 May 2011 and 20 June 2011", "home-visit", "V"),
    )
    near = next(n for n in found.near if n.why.startswith("asked about under"))
    assert (near.query, near.agency_id) == ("referral-no-feedback", "gp")


def test_of_what_cannot_be_told_the_last_contacts_come_first() -> None:
    found = answers(
        row("police", "3 May 2011", "assault", "V, P", "strangulation"),
        row("gp", "20 May 2011", "appointment", "V"),
        row("police", "28 June 2014", "assault", "V, P", "threats-to-kill"),
        coverage={"gp": IN_PART},
    )
    last = [one.at_the_end for one in found.cannot_tell]
    assert last == sorted(last, reverse=True)
    assert {True, False} == set(last)
    for one in found.cannot_tell:
        assert one.at_the_end == ("to the end of the period looked at" in one.statement)
