# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "a grade, and what was held when it was given"."""

from __future__ import annotations

from datetime import date

from graphdb.model import DeathType, RuleChange, Settings
from queries import ask
from tests.queries.build import (
    IN_PART,
    Example,
    Row,
    case,
    each,
    hit,
    near_miss,
    row,
    silent,
    vocabulary,
)

KEY = "grade-not-fitting"


def dash(
    when: str = "10 June 2011",
    info: str = "",
    grade: str = "standard",
    tool: str = "dash",
    who: str = "V",
    took: str = "",
    **more: str | int | bool,
) -> Row:
    return row(
        "police",
        when,
        "risk-assessment",
        who,
        info,
        grade=grade,
        tool=tool,
        took=took,
        **more,
    )


# a standing fact, so no occurrence: "assessed in isolation" has nothing on it
STALKED = row("police", "3 May 2011", "information-received", "V", "stalking")
HELD = "police/: held, certain; assessment police2; known police1"
MAYBE = "police/: held, possible; assessment police2; known police1?"
SEEN = "police/: in view, certain; assessment police1"

CASES = (
    # -- held
    hit(
        "a standing fact, held for a month",
        STALKED,
        dash(),
        expect=HELD,
        says=(
            "Police, 10 June 2011: risk assessment (domestic abuse) (DASH 2009, standard). Police "
            "held by then: stalking (Paul towards Vera). What it names as taken into account does "
            "not tell of this."
        ),
        quiet=("failed", "missed", "no record"),
    ),
    hit("“None” is written", STALKED, dash(took="none"), expect=HELD),
    hit("medium", STALKED, dash(grade="medium"), expect=HELD),
    hit(
        "four signs are all named",
        row(
            "police",
            "3 May 2011",
            "information-received",
            "V",
            "stalking; fear-of-being-killed; escalation; killing-thoughts",
        ),
        dash(),
        expect=HELD,
        says=("stalking", "getting worse", "thoughts or plans of killing", "will be killed"),
        quiet="1 more",
    ),
    hit(
        "of five signs three are named",
        row(
            "police",
            "3 May 2011",
            "information-received",
            "V",
            "stalking; fear-of-being-killed; escalation; killing-thoughts; high-risk-status",
        ),
        dash(),
        expect=HELD,
        says=" and 2 more. What it names",
    ),
    hit("held by another team of the agency", STALKED, dash(), expect=HELD),
    hit(
        "a reason for not sharing keeps nothing out of one's own record",
        row("police", "3 May 2011", "intelligence", "V", "stalking", bar="restricted intelligence"),
        dash(),
        expect=HELD,
    ),
    hit(
        "told by another agency, and recorded by both",
        row("gp", "3 May 2011", "share", "V", "stalking", shared="police"),
        row("police", "4 May 2011", "information-received", "V", told_by="gp"),
        dash(),
        expect="police/: held, certain; assessment police2; known gp1 police1",
    ),
    hit(
        "sent by another agency, with no record of receipt",
        row("gp", "3 May 2011", "share", "V", "stalking", shared="police"),
        dash(),
        expect="police/: held, possible; assessment police1; known gp1?",
        says="Police may have held by then",
    ),
    near_miss(
        "only another agency held it", row("gp", "3 May 2011", "share", "V", "stalking"), dash()
    ),
    near_miss(
        "it was taken into account",
        row("police", "3 May 2011", "share", "V", "escalation"),
        dash(took="police1"),
    ),
    near_miss(
        "what was taken into account had taken it into account",
        STALKED,
        dash("10 May 2011", grade="high", took="police1"),
        dash("10 June 2011", took="police2"),
    ),
    near_miss("its own row tells of it: not left out", dash(info="escalation")),
    near_miss("the top grade", STALKED, dash(grade="high")),
    near_miss("no grade", STALKED, dash(grade="")),
    near_miss(
        "high, though its tool knows a higher one", STALKED, dash(tool="oasys", grade="high")
    ),
    near_miss("a depression questionnaire", STALKED, dash(tool="phq-9", grade="mild")),
    near_miss(
        "weighty, and no sign of the rule",
        row("police", "3 May 2011", "share", "V", "fear"),
        dash(),
    ),
    near_miss(
        "denied when asked", row("police", "3 May 2011", "share", "V", "stalking (denied)"), dash()
    ),
    # -- persons
    near_miss("about somebody else", STALKED, dash(who="C")),
    near_miss("of somebody mentioned only", STALKED, dash(who="V mentioned")),
    near_miss(
        "of nobody in the household",
        row("police", "3 May 2011", "share", "N", "stalking: X > N"),
        dash(who="N"),
    ),
    hit(
        "the same act, towards her by him, and he was assessed", STALKED, dash(who="P"), expect=HELD
    ),
    # -- time
    near_miss(
        "recorded the day after", row("police", "11 June 2011", "share", "V", "stalking"), dash()
    ),
    hit(
        "recorded the day before",
        row("police", "9 June 2011", "share", "V", "stalking"),
        dash(),
        expect=HELD,
    ),
    hit(
        "on the same day, in no order",
        row("police", "10 June 2011", "share", "V", "stalking"),
        dash(),
        expect=MAYBE,
    ),
    hit(
        "on the same day, before it by the chronology's own order",
        row("police", "10 June 2011", "share", "V", "stalking", seq=1),
        dash(seq=2),
        expect=HELD,
    ),
    near_miss(
        "on the same day, after it by the chronology's own order",
        row("police", "10 June 2011", "share", "V", "stalking", seq=2),
        dash(seq=1),
    ),
    hit(
        "its date is in doubt",
        row("police", "June 2011", "share", "V", "stalking"),
        dash(),
        expect=MAYBE,
    ),
    hit(
        "learned later than it happened, perhaps after the assessment",
        row("police", "3 May 2011", "share", "V", "stalking", learned="June 2011"),
        dash(),
        expect=MAYBE,
    ),
    hit(
        "an act told of 365 days before, to the day: one minute decides",
        row("police", "10 June 2010", "share", "V", "threats-to-kill"),
        dash(),
        expect=MAYBE,
    ),
    hit(
        "an act told of a year ago less a day",
        row("police", "11 June 2010", "share", "V", "threats-to-kill"),
        dash(),
        expect=HELD,
    ),
    near_miss(
        "an act told of more than a year before",
        row("police", "9 June 2010", "share", "V", "threats-to-kill"),
        dash(),
    ),
    hit(
        "a standing fact of two years before",
        row("police", "9 June 2009", "share", "V", "stalking"),
        dash(),
        expect=HELD,
    ),
    hit(
        "held since before scope",
        row("police", "9 June 2007", "share", "V", "stalking"),
        dash(),
        expect=HELD,
    ),
    near_miss(
        "a state that had ended",
        row("police", "3 May 2011", "share", "V", "escalation"),
        row("police", "20 May 2011", "share", "V", "escalation (ended)"),
        dash(),
    ),
    hit(
        "a state that may have ended",
        row("police", "3 May 2011", "share", "V", "escalation"),
        row("police", "June 2011", "share", "V", "escalation (ended)"),
        dash(),
        expect="police/: held, possible; assessment police3; known police1?",
    ),
    near_miss(
        "assessed before scope",
        row("police", "3 May 2007", "share", "V", "stalking"),
        dash("10 June 2007"),
    ),
    near_miss("assessed after the end", STALKED, dash("3 July 2014")),
    near_miss("perhaps assessed after the end", STALKED, dash("July 2014")),
    near_miss("of the fatal incident", STALKED, dash("1 July 2014", fatal=True)),
    near_miss(
        "learned after the death",
        row("police", "3 May 2011", "share", "V", "stalking", after_death=True),
        dash(),
    ),
    # -- graded again, and twice told
    near_miss(
        "reviewed, and graded high",
        STALKED,
        dash(),
        row(
            "police",
            "12 June 2011",
            "risk-review",
            "V",
            tool="dash",
            grade="high",
            took="",
            answers="police2",
        ),
    ),
    hit(
        "another assessment, later, was graded high",
        STALKED,
        dash(),
        dash("12 July 2011", grade="high"),
        expect=HELD,
    ),
    hit(
        "two rows of one assessment are one line",
        STALKED,
        dash(),
        dash("11 June 2011", same="police2"),
        expect=HELD,
    ),
    near_miss(
        "people close to them grade nothing",
        row("family", "3 May 2011", "told-informally", "V", "stalking"),
        row("family", "10 June 2011", "risk-assessment", "V", took="", grade="standard"),
    ),
    near_miss(
        "a routine letter with a grade",
        STALKED,
        row("police", "10 June 2011", "letter-sent", "V", took="", grade="standard"),
    ),
    # -- in view
    hit(
        "its own row tells of threats to kill",
        dash(info="threats-to-kill"),
        expect=SEEN,
        says="It had in view: threats to kill (Paul towards Vera).",
    ),
    hit(
        "what it took into account tells of strangulation",
        row("police", "3 May 2011", "assault", "V, P", "strangulation"),
        dash(took="police1"),
        expect="police/: in view, certain; assessment police2; considered police1",
    ),
    hit(
        "what it answers tells of strangulation, and the file has no column for the rest",
        row("police", "9 June 2011", "assault", "V, P", "strangulation"),
        row(
            "police",
            "10 June 2011",
            "risk-assessment",
            "V",
            tool="dash",
            grade="standard",
            answers="police1",
        ),
        expect="police/: in view, certain; assessment police2; considered police1",
    ),
    near_miss("graded high with it in view", dash(info="threats-to-kill", grade="high")),
    near_miss("it was denied", dash(info="threats-to-kill (denied)")),
    near_miss("one of the lighter signs", dash(info="assault")),
    near_miss("it concerns somebody else", dash(info="threats-to-kill: P > F")),
    near_miss("in view before scope", dash("10 June 2007", info="threats-to-kill")),
    # -- the rule
    near_miss(
        "the case's own rule: of five at least",
        row("police", "3 May 2011", "share", "V", "escalation"),
        dash(),
        settings=Settings(rules=(RuleChange(KEY, "held before", least_weight=5),)),
    ),
    near_miss(
        "the case's own rule: an act of thirty days",
        row("police", "3 May 2011", "share", "V", "threats-to-kill"),
        dash(),
        settings=Settings(rules=(RuleChange(KEY, "held before", days=30),)),
    ),
    near_miss(
        "switched off",
        STALKED,
        dash(),
        settings=Settings(rules=(RuleChange(KEY, "held before", off=True),)),
    ),
    near_miss(
        "before the case's own rule began",
        STALKED,
        dash(),
        settings=Settings(rules=(RuleChange(KEY, "held before", start=date(2012, 1, 1)),)),
    ),
    near_miss(
        "asked of probation only",
        STALKED,
        dash(),
        settings=Settings(rules=(RuleChange(KEY, "held before", sectors=("probation",)),)),
    ),
    near_miss(
        "in another kind of case",
        STALKED,
        dash(),
        settings=Settings(
            rules=(RuleChange(KEY, "held before", death_types=(DeathType.ADULT_FAMILY,)),)
        ),
    ),
    # -- silence
    silent(
        "the file has no such column",
        STALKED,
        row("police", "10 June 2011", "risk-assessment", "V", tool="dash", grade="standard"),
        row("police", "10 July 2011", "risk-assessment", "V", tool="dash", grade="medium"),
        cannot="police 2",
        says="in 2 assessments that it graded below high: cannot tell",
    ),
    silent(
        "what was held is not coded", row("police", "3 May 2011", "x", "V", coded=False), dash()
    ),
    hit(
        "a chronology in part: the row itself was written",
        STALKED,
        dash(),
        coverage={"police": IN_PART},
        expect=HELD,
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)


def queries_of(*rows: Row) -> list[str]:
    enquiry = case(*rows)
    found = ask(enquiry.view, enquiry.knowledge, vocabulary()).findings
    return [f.query for f in found if "assessment:police" in f.group]


def test_what_isolation_lists_of_an_assessment_is_listed_there_alone() -> None:
    assault = row("police", "20 May 2011", "assault", "V, P", "assault")
    assert queries_of(STALKED, dash()) == [KEY]
    assert queries_of(STALKED, assault, dash()).count(KEY) == 0
    assert "isolation" in queries_of(STALKED, assault, dash())


def test_what_was_in_view_is_another_question() -> None:
    assault = row("police", "20 May 2011", "assault", "V, P", "assault")
    found = queries_of(assault, dash(info="threats-to-kill"))
    assert {KEY, "isolation"} <= set(found)
