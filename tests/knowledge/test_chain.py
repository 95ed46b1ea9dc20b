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
