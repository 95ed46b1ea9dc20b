# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "a meeting without somebody who held something"."""

from __future__ import annotations

from datetime import date

from graphdb.model import Coverage, ReviewStatus, RuleChange, Settings
from tests.queries.build import IN_PART, Example, Row, each, hit, near_miss, row, silent

KEY = "meeting-without-holder"
RULE = "meeting about the household"

HELD = row("gp", "3 March 2011", "appointment", "P", "killing-thoughts")


def marac(day: str = "3 May 2011", **more: object) -> Row:
    given: dict[str, object] = {"invited": "police csc", "attended": "police csc"}
    return row("police", day, "marac", "V", **{**given, **more})  # type: ignore[arg-type]


NOT = "police: not invited, certain; held gp1; meeting police1"
NOT_MAYBE = "police: not invited, possible; held gp1?; meeting police1?"
ASKED = "police: did not come, certain; held gp1; meeting police1"

CASES = (
    hit(
        "an agency that held something was not asked",
        HELD,
        marac(),
        expect=NOT,
        says=(
            "MARAC, 3 May 2011. There is no record of an invitation or minutes to Surgery, nor of "
            "attendance. Held by then, and on record with nobody who was there: thoughts or plans "
            "of killing or harming someone (Paul towards Vera).",
            "How was it decided whom to ask, and what could Surgery have brought?",
        ),
        # one agency, and few things: the line says all, and no note says it again
        quiet=("failed", "should have", "Surgery held:"),
    ),
    hit(
        "more than the line names: a note names all of it",
        HELD,
        row("gp", "4 March 2011", "appointment", "P", "threats-to-kill"),
        row("gp", "5 March 2011", "appointment", "P", "strangulation"),
        row("gp", "6 March 2011", "appointment", "P", "fear-of-being-killed"),
        marac(),
        expect="police: not invited, certain; held gp1 gp2 gp3 gp4; meeting police1",
        says=("and 1 more.", "Surgery held:"),
    ),
    hit(
        "after an earlier meeting out of scope, and beside others of whom nothing is asked",
        HELD,
        # one that had the minutes, one that was there, one that held nothing
        row("asc", "3 March 2011", "home-visit", "V", "threats-to-kill"),
        row("drugs", "3 March 2011", "appointment", "P"),
        marac("3 May 2008"),
        marac(attended="police csc", minutes="asc"),
        row("csc", "3 March 2011", "home-visit", "V"),
        expect="police: not invited, certain; held gp1; meeting police2",
    ),
    hit(
        "what a reason keeps back, and what was known there, stand beside what was not",
        row(
            "gp", "1 March 2011", "appointment", "P", "fear-of-being-killed", bar="consent refused"
        ),
        row("gp", "2 March 2011", "appointment", "P", "threats-to-kill"),
        row("csc", "2 March 2011", "home-visit", "V", "threats-to-kill"),
        row("gp", "3 March 2011", "appointment", "P", "killing-thoughts"),
        marac(),
        expect="police: not invited, certain; held gp3; meeting police1",
    ),
    hit(
        "it was asked and is not recorded as there",
        HELD,
        marac(invited="police csc gp"),
        expect=ASKED,
        says="There is a record that Surgery was asked, and no record of attendance.",
    ),
    hit(
        "two that were not asked are one line",
        HELD,
        row("mh", "3 March 2011", "appointment", "P", "threats-to-kill"),
        marac(),
        expect="police: not invited, certain; held gp1 mh1; meeting police1",
        says="Surgery held: thoughts or plans of killing",
    ),
    hit(
        "asked, and its own row gives apologies",
        HELD,
        row(
            "gp",
            "27 April 2011",
            "letter-received",
            "V mentioned",
            told_by="police",
            text="Invitation received. Apologies sent.",
        ),
        marac(invited="police gp"),
        expect="police: did not come, certain; held gp1; reason gp2; meeting police1",
        says=(
            "The row of Surgery of 27 April 2011 gives apologies.",
            "What stood in the way of asking Surgery for something in writing, or of sending it?",
        ),
        quiet="how might what was held have been heard",
    ),
    hit(
        "apologies for something long before, or about somebody else",
        HELD,
        row("gp", "1 April 2011", "letter-sent", "V mentioned", text="Apologies sent."),
        row("gp", "1 May 2011", "letter-sent", "N mentioned", text="Apologies sent."),
        marac(invited="police gp"),
        expect=ASKED,
        quiet="apologies",
    ),
    hit(
        "the case does without the words of apologies",
        HELD,
        row("gp", "27 April 2011", "letter-received", "V mentioned", text="Apologies sent."),
        marac(invited="police gp"),
        settings=Settings(rules=(RuleChange(KEY, "apologies", off=True),)),
        expect=ASKED,
    ),
    hit(
        "one of each is two lines",
        HELD,
        row("mh", "3 March 2011", "appointment", "P", "threats-to-kill"),
        marac(invited="police mh"),
        expect=(NOT, "police: did not come, certain; held mh1; meeting police1"),
    ),
    hit(
        "a strategy meeting",
        HELD,
        row("csc", "3 May 2011", "strategy-meeting", "C, V", attended="csc police"),
        expect="csc: not invited, certain; held gp1; meeting csc1",
    ),
    hit(
        "told of in two chronologies, linked, is one meeting",
        HELD,
        marac(),
        row("csc", "4 May 2011", "marac", "V", attended="csc police", same="police1"),
        expect="police: not invited, certain; held gp1; meeting csc1 police1",
    ),
    hit(
        "told of in two chronologies on one day is one meeting",
        HELD,
        marac(),
        row("csc", "3 May 2011", "marac", "V", attended="csc police"),
        expect="csc: not invited, certain; held gp1; meeting csc1 police1",
    ),
    near_miss(
        "the other chronology shows it there",
        HELD,
        marac(),
        row("csc", "3 May 2011", "marac", "V", attended="csc gp"),
    ),
    near_miss(
        "it has a row of its own of the meeting",
        HELD,
        marac(),
        row("gp", "3 May 2011", "marac", "V"),
    ),
    near_miss("it was sent the minutes", HELD, marac(minutes="gp")),
    hit(
        "it was asked, and sent the minutes",
        HELD,
        marac(invited="gp", minutes="gp"),
        expect=ASKED,
    ),
    hit(
        "its own record has the invitation",
        HELD,
        marac(),
        row("gp", "20 April 2011", "letter-received", "V", same="police1"),
        expect=ASKED,
    ),
    near_miss("it was there", HELD, marac(attended="police gp")),
    near_miss(
        "somebody there had it",
        HELD,
        marac(),
        row("csc", "3 April 2011", "home-visit", "P", "killing-thoughts"),
    ),
    near_miss(
        "it was told at the meeting",
        HELD,
        row("police", "3 May 2011", "marac", "V, P", "killing-thoughts", attended="police csc"),
    ),
    hit(
        "somebody there perhaps had it: sent, with no record of receipt",
        row("gp", "3 March 2011", "appointment", "P", "killing-thoughts", shared="csc"),
        marac(),
        expect=NOT_MAYBE,
    ),
    hit(
        "somebody there had it only later",
        HELD,
        marac(),
        row("csc", "3 June 2011", "home-visit", "P", "killing-thoughts"),
        expect=NOT,
    ),
    hit(
        "somebody there perhaps had it by then",
        HELD,
        marac(),
        row("csc", "May 2011", "home-visit", "P", "killing-thoughts"),
        expect=NOT_MAYBE,
    ),
    near_miss(
        "held too lightly", row("gp", "3 March 2011", "appointment", "V", "assault"), marac()
    ),
    near_miss(
        "ruled out",
        row("gp", "3 March 2011", "appointment", "P", "killing-thoughts (ruled out)"),
        marac(),
    ),
    near_miss(
        "of somebody whom the meeting was not about",
        row("gp", "3 March 2011", "appointment", "X", "previous-partner-abuse: F > X"),
        marac(),
    ),
    near_miss(
        "a meeting about somebody else",
        HELD,
        row("police", "3 May 2011", "marac", "N", attended="police"),
    ),
    near_miss(
        "a meeting inside one agency",
        HELD,
        row("police", "3 May 2011", "internal-meeting", "V", attended="police"),
    ),
    near_miss(
        "a core group", HELD, row("csc", "3 May 2011", "core-group", "V", attended="csc school")
    ),
    near_miss(
        "people close to them",
        row("family", "3 March 2011", "told-informally", "V", "threats-to-kill"),
        marac(),
    ),
    near_miss(
        "a reason for not sharing is recorded",
        row("gp", "3 March 2011", "appointment", "P", "killing-thoughts", bar="consent refused"),
        marac(),
    ),
    # -- time
    near_miss(
        "held from the day after",
        row("gp", "4 May 2011", "appointment", "P", "killing-thoughts"),
        marac(),
    ),
    near_miss(
        "held from that day, in no order",
        row("gp", "3 May 2011", "appointment", "P", "killing-thoughts"),
        marac(),
    ),
    hit(
        "held from the day before",
        row("gp", "2 May 2011", "appointment", "P", "killing-thoughts"),
        marac(),
        expect=NOT,
    ),
    near_miss(
        "held perhaps by then",
        row("gp", "May 2011", "appointment", "P", "killing-thoughts"),
        marac(),
    ),
    near_miss(
        "held perhaps by then, the meeting in doubt",
        row("gp", "20 May 2011", "appointment", "P", "killing-thoughts"),
        marac("May 2011"),
    ),
    near_miss(
        "no longer so by then",
        HELD,
        row("gp", "3 April 2011", "appointment", "P", "killing-thoughts (ended)"),
        marac(),
    ),
    hit(
        "so until the day after",
        HELD,
        row("gp", "4 May 2011", "appointment", "P", "killing-thoughts (ended)"),
        marac(),
        expect=NOT,
    ),
    near_miss(
        "too long ago to be so still",
        row("gp", "3 March 2010", "appointment", "P", "killing-thoughts"),
        marac(),
    ),
    near_miss(
        "before scope",
        row("gp", "3 March 2008", "appointment", "P", "killing-thoughts"),
        marac("3 May 2008"),
    ),
    near_miss(
        "after the end",
        row("gp", "3 March 2014", "appointment", "P", "killing-thoughts"),
        marac("3 July 2014"),
    ),
    near_miss("learned after the death", HELD, marac(after_death=True)),
    near_miss(
        "of the fatal incident",
        row("gp", "3 March 2014", "appointment", "P", "killing-thoughts"),
        marac("1 July 2014", fatal=True),
    ),
    hit(
        "while proceedings are live",
        HELD,
        marac(),
        perpetrator_term="the accused",
        status=ReviewStatus.PROCEEDINGS_LIVE,
        expect=NOT,
        quiet="Paul",
    ),
    # -- silence
    silent(
        "no row says who was asked or there", HELD, marac(invited="", attended=""), cannot="police"
    ),
    silent("whoever held it covers in part", HELD, marac(), coverage={"gp": IN_PART}, cannot="gp"),
    silent(
        "whoever held it has a row not coded",
        HELD,
        marac(),
        row("gp", "1 May 2011", "x", "V", coded=False),
        cannot="gp",
    ),
    silent(
        "whoever recorded it covers in part",
        HELD,
        marac(),
        coverage={"police": IN_PART},
        cannot="police",
    ),
    silent(
        "a chronology that ends before",
        HELD,
        marac(),
        coverage={"gp": Coverage(end=date(2011, 4, 20), stated=True)},
        cannot="gp",
    ),
    # -- the settings
    near_miss(
        "switched off in this case",
        HELD,
        marac(),
        settings=Settings(rules=(RuleChange(KEY, RULE, off=True),)),
    ),
    near_miss(
        "only conferences in this case",
        HELD,
        marac(),
        settings=Settings(rules=(RuleChange(KEY, RULE, kinds=("child-protection-conference",)),)),
    ),
    near_miss(
        "before the case's own rule began",
        HELD,
        marac(),
        settings=Settings(rules=(RuleChange(KEY, RULE, start=date(2012, 1, 1)),)),
    ),
    hit(
        "lighter things count in this case",
        row("gp", "3 March 2011", "appointment", "V", "assault"),
        marac(),
        settings=Settings(rules=(RuleChange(KEY, RULE, least_weight=3),)),
        expect=NOT,
    ),
    near_miss(
        "asked in this case of mental health services only",
        HELD,
        marac(),
        settings=Settings(rules=(RuleChange(KEY, RULE, sectors=("mental-health",)),)),
    ),
    hit(
        "a rule of the case's own beside it",
        HELD,
        marac(),
        settings=Settings(rules=(RuleChange(KEY, "another", kinds=("marac",)),)),
        expect=NOT,
    ),
)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
