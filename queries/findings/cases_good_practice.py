# ruff: noqa: D103 - the cases say what they are
"""GIVEN and EXPECTED of "what went well"."""

from __future__ import annotations

from datetime import date

from graphdb.model import DeathType, RuleChange, Settings
from tests.queries.build import Example, each, hit, near_miss, row, silent

KEY = "good-practice"

TOLD = row("gp", "4 May 2011", "information-received", "V", told_by="police")
STRANGLED = row("police", "3 May 2011", "assault", "V, P", "strangulation", shared="gp")
SHARED = "police: shared promptly, certain; shared gp1 police1"
TOOK = (
    "police/: took every earlier occurrence into account, certain; assessment police3; "
    "considered police1 police2"
)

FIRST_CASES = (
    hit(
        "shared the next day, and recorded by both",
        STRANGLED,
        TOLD,
        expect=SHARED,
        says="Police shared this with Surgery within one working day, by 4 May 2011. Both",
    ),
    hit(
        "shared on Monday after a Friday",
        row("police", "6 May 2011", "assault", "V, P", "strangulation", shared="gp"),
        row("gp", "9 May 2011", "information-received", "V", told_by="police"),
        expect=SHARED,
    ),
    hit(
        "shared on the Tuesday after a bank holiday",
        row("police", "29 April 2011", "assault", "V, P", "strangulation", shared="gp"),
        row("gp", "3 May 2011", "information-received", "V", told_by="police"),
        expect=SHARED,
    ),
    near_miss(
        "shared on the Tuesday after a Friday, with no bank holiday",
        row("police", "6 May 2011", "assault", "V, P", "strangulation", shared="gp"),
        row("gp", "10 May 2011", "information-received", "V", told_by="police"),
    ),
    near_miss(
        "shared two days later",
        STRANGLED,
        row("gp", "5 May 2011", "information-received", "V", told_by="police"),
    ),
    near_miss(
        "perhaps shared later: not certain",
        STRANGLED,
        row(
            "gp", "between 4 May 2011 and 6 May 2011", "information-received", "V", told_by="police"
        ),
    ),
    near_miss("sent, with no record of receipt", STRANGLED),
    near_miss(
        "passed on weeks after it was recorded, in a row that tells it again",
        row("police", "3 May 2011", "assault", "V, P", "strangulation"),
        row("police", "7 June 2011", "share", "V", "strangulation", shared="gp"),
        row("gp", "7 June 2011", "information-received", "V", told_by="police"),
    ),
    hit(
        "passed on the next day, in a row that tells it again",
        row("police", "3 May 2011", "assault", "V, P", "strangulation"),
        row("police", "4 May 2011", "share", "V", "strangulation", shared="gp"),
        row("gp", "4 May 2011", "information-received", "V", told_by="police"),
        expect="police: shared promptly, certain; shared gp1 police2",
    ),
    hit(
        "passed on at once after it happened again",
        row("police", "3 May 2010", "assault", "V, P", "strangulation"),
        row("police", "3 May 2011", "assault", "V, P", "strangulation"),
        row("police", "4 May 2011", "share", "V", "strangulation", shared="gp"),
        row("gp", "4 May 2011", "information-received", "V", told_by="police"),
        expect="police: shared promptly, certain; shared gp1 police3",
    ),
    near_miss(
        "what does not end, long on record, and told again when it was passed on",
        row("police", "3 May 2010", "contact", "V", "stalking"),
        row("police", "3 May 2011", "contact", "V", "stalking"),
        row("police", "4 May 2011", "share", "V", "stalking", shared="gp"),
        row("gp", "4 May 2011", "information-received", "V", told_by="police"),
    ),
    near_miss(
        "not one of the heaviest",
        row("police", "3 May 2011", "assault", "V, P", "assault", shared="gp"),
        TOLD,
    ),
    hit(
        "the settings call it heavy",
        row("police", "3 May 2011", "assault", "V, P", "assault", shared="gp"),
        TOLD,
        settings=Settings(heavy_weight=3),
        expect=SHARED,
    ),
    near_miss(
        "before scope",
        row("police", "3 May 2007", "assault", "V, P", "strangulation", shared="gp"),
        row("gp", "4 May 2007", "information-received", "V", told_by="police"),
    ),
    near_miss(
        "after the end",
        row("police", "2 July 2014", "disclosure", "P", "strangulation", shared="gp"),
        row("gp", "3 July 2014", "information-received", "P", told_by="police"),
    ),
    near_miss(
        "learned after death",
        row("police", "3 May 2011", "assault", "V", "strangulation", shared="gp", after_death=True),
        TOLD,
    ),
    near_miss(
        "denied",
        row("police", "3 May 2011", "assault", "V", "strangulation (denied)", shared="gp"),
        TOLD,
    ),
    near_miss(
        "told by people close to them",
        row("family", "3 May 2011", "told-informally", "V", "strangulation", shared="gp"),
        row("gp", "4 May 2011", "information-received", "V", told_by="family"),
    ),
    hit(
        "an assessment that took every earlier occurrence into account",
        row("police", "3 May 2011", "assault", "V, P"),
        row("police", "4 May 2011", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1, police2"),
        expect=TOOK,
        says="2 earlier occurrences, all that the agency held from the 365 days before.",
    ),
    near_miss(
        "one alone may be what the assessment is about",
        row("probation", "5 March 2012", "supervision-contact", "P", "assault"),
        row("probation", "12 March 2012", "risk-assessment", "P", tool="sara", took="probation1"),
    ),
    hit(
        "an assessment of needs that read them as a pattern",
        row("csc", "3 May 2011", "assault", "V, P"),
        row("csc", "4 May 2011", "assault", "V, P"),
        row("csc", "10 June 2011", "assessment", "V", took="csc1, csc2"),
        expect=(
            "csc/: took every earlier occurrence into account, certain; assessment csc3; "
            "considered csc1 csc2"
        ),
    ),
    near_miss(
        "an assessment of another kind",
        row("csc", "3 May 2011", "assault", "V, P"),
        row("csc", "4 May 2011", "assault", "V, P"),
        row("csc", "10 June 2011", "carers-assessment", "V", took="csc1, csc2"),
    ),
    hit(
        "the case's own rule: from one on",
        row("police", "3 May 2011", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
        settings=Settings(rules=(RuleChange(KEY, "every earlier occurrence", count=1),)),
        expect=(
            "police/: took every earlier occurrence into account, certain; assessment police2; "
            "considered police1"
        ),
    ),
    near_miss(
        "the case's own rule: off",
        row("police", "3 May 2011", "assault", "V, P"),
        row("police", "4 May 2011", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1, police2"),
        settings=Settings(rules=(RuleChange(KEY, "every earlier occurrence", off=True),)),
    ),
    near_miss(
        "the case's own rule: not in force yet",
        row("police", "3 May 2011", "assault", "V, P"),
        row("police", "4 May 2011", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1, police2"),
        settings=Settings(
            rules=(RuleChange(KEY, "every earlier occurrence", start=date(2012, 1, 1)),)
        ),
    ),
    near_miss(
        "a court that took it into account, and lifted a condition",
        row("police", "3 May 2011", "assault", "V, P"),
        row("police", "10 June 2011", "court", "V", took="police1"),
    ),
    near_miss(
        "one was left out",
        row("police", "3 May 2011", "assault", "V, P"),
        row("police", "4 May 2011", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
    ),
    near_miss(
        "one may have been left out",
        row("police", "3 May 2011", "assault", "V, P"),
        row("police", "June 2011", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
    ),
    near_miss(
        "there was nothing earlier",
        row("police", "10 June 2011", "risk-assessment", "V", took="none"),
    ),
    near_miss(
        "what it took into account may have come after",
        row("police", "June 2011", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
    ),
    near_miss(
        "about somebody else",
        row("police", "3 May 2011", "assault", "N"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
    ),
    near_miss(
        "more than a year before",
        row("police", "3 May 2010", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V", took="police1"),
    ),
    near_miss(
        "a routine contact took nothing into account",
        row("police", "3 May 2011", "assault", "V, P"),
        row("police", "10 June 2011", "letter-sent", "V", took="police1"),
    ),
    near_miss(
        "of the fatal incident",
        row("police", "3 May 2014", "assault", "V, P"),
        row("police", "1 July 2014", "risk-assessment", "V", took="police1", fatal=True),
    ),
    silent(
        "the file has no such column",
        row("police", "3 May 2011", "assault", "V, P"),
        row("police", "10 June 2011", "risk-assessment", "V"),
    ),
    silent(
        "the receipt is not coded",
        STRANGLED,
        row("gp", "4 May 2011", "x", "V", told_by="police", coded=False),
    ),
)

# -- a referral to the MARAC on judgement --------------------------------------------------

MEDIUM = row("idva", "3 May 2011", "risk-assessment", "V", tool="caada-dash", grade="medium")
SENT = row("idva", "5 May 2011", "referral-made", "V", "marac-status")
ON_JUDGEMENT = "idva/: discretionary MARAC referral, certain; assessment idva1; referral idva2"


def rule(name: str, **more: object) -> Settings:
    return Settings(rules=(RuleChange(KEY, name, **more),))  # type: ignore[arg-type]


REFERRALS = (
    hit(
        "two days after an assessment graded medium",
        MEDIUM,
        SENT,
        expect=ON_JUDGEMENT,
        says=(
            "IDVA Service, 5 May 2011: referral to the MARAC, on an assessment graded CAADA-DASH / "
            "SafeLives Dash, medium (3 May 2011)."
        ),
    ),
    hit(
        "on the day of the assessment, to which it says that it responds",
        MEDIUM,
        row("idva", "3 May 2011", "referral-made", "V", "marac-status", answers="idva1"),
        expect=ON_JUDGEMENT,
    ),
    hit(
        "its own grade",
        row(
            "idva",
            "5 May 2011",
            "referral-made",
            "V",
            "marac-status",
            tool="dash",
            grade="standard",
        ),
        expect="idva/: discretionary MARAC referral, certain; referral idva1",
    ),
    hit(
        "by the checklist, criteria not met",
        row(
            "idva",
            "5 May 2011",
            "referral-made",
            "V",
            tool="marac-checklist",
            grade="criteria not met",
        ),
        expect="idva/: discretionary MARAC referral, certain; referral idva1",
    ),
    hit(
        "a MARAC row answers it",
        MEDIUM,
        row("idva", "5 May 2011", "referral-made", "V"),
        row("police", "20 May 2011", "marac", "V", answers="idva2"),
        expect=ON_JUDGEMENT,
    ),
    hit(
        "a MARAC row is of the same occurrence",
        MEDIUM,
        row("idva", "5 May 2011", "referral-made", "V"),
        row("police", "20 May 2011", "marac", "V", same="idva2"),
        expect=ON_JUDGEMENT,
    ),
    hit(
        "the same referral, written down twice",
        MEDIUM,
        SENT,
        row("idva", "6 May 2011", "referral-made", "V", "marac-status", same="idva2"),
        expect=ON_JUDGEMENT,
    ),
    hit(
        "with a recorded reason for not sharing",
        MEDIUM,
        row("idva", "5 May 2011", "referral-made", "V", "marac-status", bar="consent refused"),
        expect=ON_JUDGEMENT,
    ),
    near_miss(
        "a referral to somebody else", MEDIUM, row("idva", "5 May 2011", "referral-made", "V")
    ),
    near_miss(
        "graded high",
        row("idva", "3 May 2011", "risk-assessment", "V", tool="caada-dash", grade="high"),
        SENT,
    ),
    near_miss(
        "graded high in between",
        MEDIUM,
        row("idva", "4 May 2011", "risk-assessment", "V", tool="caada-dash", grade="high"),
        row("idva", "5 May 2011", "referral-made", "V", "marac-status"),
    ),
    hit(
        "graded high long before, and again afterwards",
        row("idva", "3 May 2010", "risk-assessment", "V", tool="caada-dash", grade="high"),
        row("idva", "3 May 2011", "risk-assessment", "V", tool="caada-dash", grade="medium"),
        SENT,
        row("idva", "5 July 2011", "risk-assessment", "V", tool="caada-dash", grade="high"),
        expect="idva/: discretionary MARAC referral, certain; assessment idva2; referral idva3",
    ),
    hit(
        "made by another team than the one that assessed: it is the referrer's",
        row("idva/court", "3 May 2011", "risk-assessment", "V", tool="caada-dash", grade="medium"),
        row("idva/outreach", "5 May 2011", "referral-made", "V", "marac-status"),
        expect=(
            "idva/outreach: discretionary MARAC referral, certain; assessment idva1; referral idva2"
        ),
    ),
    near_miss("no grade", row("idva", "3 May 2011", "risk-assessment", "V"), SENT),
    near_miss(
        "assessed by another agency",
        row("police", "3 May 2011", "risk-assessment", "V", tool="dash", grade="medium"),
        SENT,
    ),
    near_miss(
        "assessed afterwards",
        SENT,
        row("idva", "6 May 2011", "risk-assessment", "V", tool="dash", grade="medium"),
    ),
    near_miss(
        "assessed on the same day, in no order",
        SENT,
        row("idva", "5 May 2011", "risk-assessment", "V", tool="dash", grade="medium"),
    ),
    hit(
        "four weeks after",
        MEDIUM,
        row("idva", "31 May 2011", "referral-made", "V", "marac-status"),
        expect=ON_JUDGEMENT,
    ),
    near_miss(
        "four weeks and a day after",
        MEDIUM,
        row("idva", "1 June 2011", "referral-made", "V", "marac-status"),
    ),
    near_miss(
        "perhaps later than four weeks after",
        MEDIUM,
        row("idva", "May or June 2011", "referral-made", "V", "marac-status"),
    ),
    near_miss(
        "of somebody else", MEDIUM, row("idva", "5 May 2011", "referral-made", "N", "marac-status")
    ),
    near_miss(
        "before scope, of the referral",
        row(
            "idva", "5 May 2008", "referral-made", "V", "marac-status", tool="dash", grade="medium"
        ),
    ),
    near_miss(
        "after the end, of the referral",
        row(
            "idva", "5 July 2014", "referral-made", "V", "marac-status", tool="dash", grade="medium"
        ),
    ),
    near_miss(
        "of the fatal incident, of the referral",
        row(
            "idva",
            "1 July 2014",
            "referral-made",
            "V",
            "marac-status",
            tool="dash",
            grade="medium",
            fatal=True,
        ),
    ),
    near_miss(
        "by people close to them",
        row(
            "family",
            "5 May 2011",
            "referral-made",
            "V",
            "marac-status",
            tool="dash",
            grade="medium",
        ),
    ),
    near_miss(
        "switched off", MEDIUM, SENT, settings=rule("discretionary MARAC referral", off=True)
    ),
    near_miss(
        "before the case's own rule began",
        MEDIUM,
        SENT,
        settings=rule("discretionary MARAC referral", start=date(2012, 1, 1)),
    ),
    near_miss(
        "in another kind of case",
        MEDIUM,
        SENT,
        settings=rule("discretionary MARAC referral", death_types=(DeathType.ADULT_FAMILY,)),
    ),
    silent("the referral is not coded", MEDIUM, row("idva", "5 May 2011", "x", "V", coded=False)),
)

# -- challenge -----------------------------------------------------------------------------

SAID_SO = row("idva", "5 May 2011", "challenge", "V", shared="csc")
CHALLENGED = "idva/: challenge, certain; touch idva1"

CHALLENGES = (
    hit(
        "an agency challenges another",
        SAID_SO,
        expect=CHALLENGED,
        says="challenge or escalation between agencies, with Children's Social Care.",
    ),
    hit(
        "the same, written down twice",
        SAID_SO,
        row("idva", "6 May 2011", "challenge", "V", shared="csc", same="idva1"),
        expect=CHALLENGED,
    ),
    hit(
        "its date in doubt, all of it in scope",
        row("idva", "May 2011", "challenge", "V", shared="csc"),
        expect=CHALLENGED,
    ),
    near_miss("with nobody named", row("idva", "5 May 2011", "challenge", "V")),
    near_miss(
        "between two teams of one agency",
        row("police/ppu", "5 May 2011", "challenge", "V", shared="police/response"),
    ),
    near_miss(
        "of people close to them", row("idva", "5 May 2011", "challenge", "V", shared="family")
    ),
    near_miss(
        "about nobody in the household", row("idva", "5 May 2011", "challenge", "N", shared="csc")
    ),
    near_miss("challenged before scope", row("idva", "5 May 2008", "challenge", "V", shared="csc")),
    near_miss("perhaps after the end", row("idva", "July 2014", "challenge", "V", shared="csc")),
    near_miss("challenge switched off", SAID_SO, settings=rule("challenge", off=True)),
    near_miss("of other sectors", SAID_SO, settings=rule("challenge", sectors=("police",))),
)

# -- offers --------------------------------------------------------------------------------

TRIED = row("idva", "3 May 2011", "missed-appointment", "V")
TRIED_AGAIN = row("idva", "10 May 2011", "missed-appointment", "V")
THERE = row("idva", "20 May 2011", "safety-planning", "V")
KEPT_ON = "idva/: persistent offers, certain; not taken up idva1 idva2; seen idva3"

OFFERED = row("idva", "3 May 2011", "referral-offered-declined", "V")
ONCE_MORE = "idva/: offered again, certain; offer idva1 idva2"

OFFERS = (
    hit(
        "perhaps once more before",
        TRIED,
        TRIED_AGAIN,
        THERE,
        row("idva", "April 2011", "missed-appointment", "V"),
        expect=KEPT_ON,
    ),
    hit(
        "twice not taken up, and then a contact",
        TRIED,
        TRIED_AGAIN,
        THERE,
        expect=KEPT_ON,
        says=(
            "IDVA Service, from 3 May 2011: 2 contacts with Vera not taken up. Contact was offered "
            "again each time within 14 days, and made: 20 May 2011."
        ),
        quiet=("engage",),
    ),
    near_miss("once not taken up", TRIED, row("idva", "10 May 2011", "safety-planning", "V")),
    near_miss("never a contact", TRIED, TRIED_AGAIN),
    near_miss(
        "a fortnight and a day between",
        TRIED,
        row("idva", "18 May 2011", "missed-appointment", "V"),
        row("idva", "20 May 2011", "safety-planning", "V"),
    ),
    hit(
        "a fortnight between",
        TRIED,
        row("idva", "17 May 2011", "missed-appointment", "V"),
        THERE,
        expect=KEPT_ON,
    ),
    near_miss(
        "the contact too late",
        TRIED,
        TRIED_AGAIN,
        row("idva", "25 May 2011", "safety-planning", "V"),
    ),
    near_miss(
        "the contact perhaps too late",
        TRIED,
        TRIED_AGAIN,
        row("idva", "between 20 May 2011 and 30 May 2011", "safety-planning", "V"),
    ),
    near_miss(
        "one attempt written down twice",
        TRIED,
        row("idva", "4 May 2011", "missed-appointment", "V", same="idva1"),
        row("idva", "10 May 2011", "safety-planning", "V"),
    ),
    near_miss(
        "of two persons", TRIED, row("idva", "10 May 2011", "missed-appointment", "C"), THERE
    ),
    near_miss(
        "by two agencies", TRIED, row("police", "10 May 2011", "missed-appointment", "V"), THERE
    ),
    near_miss(
        "a routine contact at last",
        TRIED,
        TRIED_AGAIN,
        row("idva", "20 May 2011", "repeat-prescription", "V"),
    ),
    near_miss(
        "appointments of a hospital",
        row("hospital", "3 May 2011", "missed-appointment", "V"),
        row("hospital", "10 May 2011", "missed-appointment", "V"),
        row("hospital", "20 May 2011", "appointment", "V"),
    ),
    near_miss(
        "offered before scope",
        row("idva", "3 May 2008", "missed-appointment", "V"),
        row("idva", "10 May 2008", "missed-appointment", "V"),
        row("idva", "20 May 2008", "safety-planning", "V"),
    ),
    near_miss(
        "the case's own rule: three times",
        TRIED,
        TRIED_AGAIN,
        THERE,
        settings=rule("persistent offers", count=3),
    ),
    silent(
        "the contact at last is not coded",
        TRIED,
        TRIED_AGAIN,
        row("idva", "20 May 2011", "x", "V", coded=False),
    ),
    # -- help offered again
    hit(
        "help offered once more a month later",
        OFFERED,
        row("idva", "3 June 2011", "referral-made", "V"),
        expect=ONCE_MORE,
        says="not taken up then. It was offered again: referral made (3 June 2011).",
        quiet=("declined",),
    ),
    hit(
        "on the ninetieth day",
        OFFERED,
        row("idva", "1 August 2011", "safety-planning", "V"),
        expect=ONCE_MORE,
    ),
    near_miss(
        "on the ninety-first day", OFFERED, row("idva", "2 August 2011", "safety-planning", "V")
    ),
    near_miss("on the same day", OFFERED, row("idva", "3 May 2011", "safety-planning", "V")),
    near_miss("the day before", OFFERED, row("idva", "2 May 2011", "safety-planning", "V")),
    near_miss(
        "perhaps on the ninety-first day",
        OFFERED,
        row("idva", "between 1 August 2011 and 2 August 2011", "safety-planning", "V"),
    ),
    near_miss(
        "the same offer, written down twice",
        OFFERED,
        row("idva", "4 May 2011", "referral-offered-declined", "V", same="idva1"),
    ),
    near_miss("to somebody else", OFFERED, row("idva", "3 June 2011", "safety-planning", "P")),
    near_miss("by another agency", OFFERED, row("police", "3 June 2011", "referral-made", "V")),
    near_miss(
        "help offered after the end",
        row("idva", "3 July 2014", "referral-offered-declined", "V"),
        row("idva", "5 July 2014", "safety-planning", "V"),
    ),
    near_miss(
        "offered again, switched off",
        OFFERED,
        row("idva", "3 June 2011", "referral-made", "V"),
        settings=rule("offered again", off=True),
    ),
)

CASES = (*FIRST_CASES, *REFERRALS, *CHALLENGES, *OFFERS)


@each(CASES)
def test_case(example: Example) -> None:
    example.check(KEY)
