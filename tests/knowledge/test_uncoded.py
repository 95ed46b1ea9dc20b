"""A row that nobody has coded says nothing, whatever its columns list."""

from __future__ import annotations

import pytest

from tests.queries.build import case, row

TABLED = row("police", "3 May 2011", "professionals-meeting", "V", "strangulation")


@pytest.mark.parametrize("coded", [True, False])
def test_attended_on_a_row_of_a_meeting_counts_only_where_it_is_coded(coded: bool) -> None:
    enquiry = case(
        TABLED,
        row("csc", "3 May 2011", "professionals-meeting", "V", attended="gp", same="police1",
            coded=coded),
    )  # fmt: skip
    (fact,) = enquiry.view.facts
    assert (enquiry.knowledge.facts.knows("gp", fact) is not None) is coded
