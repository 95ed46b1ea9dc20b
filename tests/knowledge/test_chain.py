"""How we know that they knew: from a row back to the first record."""

from __future__ import annotations

from tests.queries.build import case, row


def test_what_a_team_not_stated_has_stands_in_a_chain_once() -> None:
    # whoever wrote it may be the very team that it was sent to
    enquiry = case(
        row("csc", "3 May 2011", "contact", "V", "strangulation"),
        row("police/response", "3 May 2011", "contact", "V", shared="police", answers="csc1"),
    )
    facts = enquiry.knowledge.facts
    (fact,) = enquiry.view.facts
    (sent,) = facts.of_team("police/", fact)
    assert sent.told_by == "police/response"
    assert facts.of_team("police/response", fact)
    assert enquiry.knowledge.chain(sent) == (sent,)


def test_of_one_day_what_a_team_had_for_certain_stands_before_what_it_may_have_had() -> None:
    # the letter is the earlier of the two by its id
    enquiry = case(
        row("gp", "3 May 2011", "letter-sent", "V", "strangulation", shared="police"),
        row("police", "3 May 2011", "assault", "V, P", "strangulation"),
    )
    (fact,) = enquiry.view.facts
    found = enquiry.knowledge.facts.of_team("police/", fact)
    assert [(a.via, a.certain) for a in found] == [("police1", True), ("gp1", False)]
