"""What shows that one agency knew that another was involved: the words of the row that say so."""

from __future__ import annotations

from graphdb.case_view import FAR_AHEAD
from queries.enquiry import Enquiry
from queries.involved import Sign, named_by
from tests.queries.build import Row, case, row


def named(*rows: Row, other: str = "gp") -> Sign | None:
    enquiry: Enquiry = case(*rows)
    return named_by(enquiry, "police", other, enquiry.view.household, FAR_AHEAD)


GP = row("gp", "3 May 2011", "appointment", "V")
TEAM = row("csc/stanmere", "3 May 2011", "contact", "V")


def test_the_sentence_that_names_the_other_is_quoted() -> None:
    text = "Told the Stanmere team. The Surgery has seen her twice. She is safe tonight."
    told = row("police", "10 May 2011", "phone-call", "V", mentions="gp csc", text=text)
    sign = named(GP, TEAM, told)
    assert sign is not None
    assert sign.quote == "The Surgery has seen her twice"
    # a team's name says it too, of its own agency alone
    other = named(GP, TEAM, told, other="csc")
    assert other is not None
    assert other.quote == "Told the Stanmere team"


def test_a_long_sentence_is_quoted_up_to_a_number_of_words() -> None:
    for more, end in ((22, "w22"), (23, "w22 …")):
        text = " ".join(("The", "Surgery", *(f"w{n}" for n in range(1, more + 1))))
        sign = named(GP, row("police", "10 May 2011", "phone-call", "V", mentions="gp", text=text))
        assert sign is not None
        assert sign.quote.endswith(end)
        assert len(sign.quote.removesuffix(" …").split()) == 24
