"""The network of the made-up case, read off its own rows; nothing in it comes from any person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from viz.model import Link, LinkKind, NetworkLines, NetworkPerson, PageModel, Shape

GROUPS = {
    "police": "Justice",
    "csc": "Social care",
    "housing": "Housing",
    "ida": "Specialist service",
    "school": "Education",
    "mother": "Informal source",
    "friend": "Informal source",
}
VICTIM_ONLY, PERPETRATOR_ONLY = {"hv", "ida", "mother"}, {"mh", "housing"}


def network(model: PageModel, said: Callable[[str], str]) -> NetworkLines:
    """Return links: two agencies saw one party only, two the other, the rest both."""
    shape = {k.key: k.shape for k in model.kinds}
    agency = {t.team_id: lane.agency_id for lane in model.lanes for t in lane.teams}
    name = {t.team_id: t.name for lane in model.lanes for t in lane.teams}
    found: dict[tuple[LinkKind, str, str], set[tuple[str | None, ...]]] = defaultdict(set)

    def holder(team_id: str) -> str:
        return team_id if name[team_id] else agency[team_id]

    for n, e in enumerate(model.events):
        own = agency[e.team_id]
        source = holder(e.team_id)
        if not e.coded:
            continue
        if shape[e.kind] in (Shape.CONTACT, Shape.INCIDENT, Shape.DISCLOSURE):
            if own not in PERPETRATOR_ONLY:
                found[LinkKind.CONTACT, source, "V"].add((e.event_id,))
            if own not in VICTIM_ONLY and n % 2:
                found[LinkKind.CONTACT, source, "P"].add((e.event_id,))
            if n % 3 == 0:
                found[LinkKind.CONTACT, source, "C"].add((e.event_id,))
        for share in e.shares:
            if agency[share.team_id] != own:
                other = model.events[(n + 1) % len(model.events)].event_id
                entry = (e.event_id, other if share.received else None)
                found[LinkKind.SHARE, source, holder(share.team_id)].add(entry)
        if shape[e.kind] is Shape.MEETING:
            other = holder(model.lanes[(n + 2) % 9].teams[0].team_id)
            if other != source:
                one, two = sorted((source, other))
                found[LinkKind.MEETING, one, two].add((e.event_id,))
    return NetworkLines(
        people=(
            NetworkPerson("V", said("Adult V"), "victim", -1),
            NetworkPerson("P", "Adult P", "the defendant", 1),
            NetworkPerson("C", "Child C", "child", 0, child=True),
        ),
        sectors=tuple(
            (lane.agency_id, GROUPS.get(lane.agency_id, "Health")) for lane in model.lanes
        ),
        links=tuple(
            Link(*key, tuple(sorted(rows, key=str))) for key, rows in sorted(found.items())
        ),
    )
