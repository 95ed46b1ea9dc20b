"""What a room is asked where the framework names something: what would help, not what was not done.

The report asks of records, and is read by those who know how it was made. In a room sit people who
might have written one of these rows: the same question is put so that it looks for what makes good
practice possible. It names no answer.
"""

from __future__ import annotations

from collections.abc import Mapping

#: By the key of a finding's definition.
ROOM_ASKS: Mapping[str, str] = {
    "unshared": "What helps somebody to pass on what they hold, and what makes it hard?",
    "isolation": "How does what came earlier reach whoever assesses today?",
    "grade-unchanged": "What would make somebody look at a grade again?",
    "no-assessment": "What helps an assessment to be made, and written down, after an incident?",
    "inside": "How does what one team writes reach the next team of the same agency?",
    "files": "How do those who see one person come to know what stands on another’s file?",
    "handover": "What passes on when contact moves from one team to the next?",
    "escalation": "When is somebody above the practitioner told, and what makes that easy?",
    "pooled-threshold": "Who could put together what several agencies hold, and when?",
    "conversations": "Which conversations does a day like this call for, and who would begin one?",
    "vulnerability": "When life changes, how is danger looked at anew?",
    "not-recorded-as-abuse": "What helps somebody to name abuse when it comes as something else?",
    "grade-not-fitting": "What does a grade rest on, and who looks at it a second time?",
    "grades-differ": "How do agencies speak of it when their grades differ?",
    "offence-no-outcome": "How does everybody learn what became of an offence or a breach?",
    "no-response": "What is said here that calls for an answer, and where is the answer kept?",
    "referral-none": "What would call for a referral, and what makes it easy to make one?",
    "referral-no-action": "What happens with a referral when it has arrived?",
    "referral-no-feedback": "How does whoever referred hear what became of it?",
    "referral-declined": "When a service does not take somebody on, who thinks of the next step?",
    "referral-unsuitable": "What is the help that is offered here meant to address?",
    "child-not-referred": "How do children’s services come to hear of what a child lives with?",
    "earlier-partner": "What can an earlier partner’s story tell, and who may be told of it?",
    "moved-area": "When a family moves, what travels with it from agency to agency?",
    "routine-enquiry": "What makes it possible to ask about abuse, alone and in safety?",
    "medication-lapse": "When medication is not taken, who hears of it, and what follows?",
    "removal-feared": "When somebody fears for the children, what are they told, and by whom?",
    "need-not-met": "What does this person need so that help can be used?",
    "carer": "When one cares for the other, who asks each of them alone?",
    "partner-not-identified": "How does somebody come to know who a partner is?",
    "account-unchecked": "What can an account be set beside?",
    "confidence-broken": "How is what is told in confidence kept safe?",
    "wider-family": "Who sees all those whom one person’s behaviour reaches?",
    "people-close": "What do those close to a family see, and what helps them to tell somebody?",
    "closed-while-involved": "When a case is closed, who is told?",
    "not-taken-up": "What may stand in the way of contact, and what makes contact safe?",
    "two-silos": "What brings those who know one person together with those who know the other?",
    "adult-and-child": "What brings services for adults and services for children together?",
    "meeting-without-holder": "How does a meeting find out who else holds something?",
    "repeat-marac": "What brings a case back to a MARAC?",
    "plan-not-completed": "Who looks again at what was agreed?",
    "gap-in-contact": "Who keeps in touch while a case is open, and how?",
    "mirror": "How does a sender know that something arrived?",
    "accounts-differ": "When two records tell of one thing differently, how is that talked about?",
    "no-record-expected": "What of a meeting is written down, and by whom?",
    "good-practice": "What worked, and what made it possible?",
}
