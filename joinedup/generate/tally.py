"""What plants of the pooled picture have in common: things known, and a threshold between them.

Whatever stands in the case already (ordinary rows, other plants) is counted as if everybody had all
of it on every day, and the threshold lies above that: it is reached with what is planted alone, and
by no agency but those that come in here. So such a plant comes last, and there is one in a case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from graphdb.model import Threshold
from joinedup.generate.props import child
from joinedup.generate.scene import NoRoomError, Scene, Told

#: Things known from which no rule of another finding starts, and which do not end.
LASTING = (
    "other-vulnerability", "withdrawal-of-complaint", "children-in-household",
    "childhood-abuse-history", "trauma", "personality-disorder", "mental-health-other", "gambling",
    "frequent-attendance", "position-of-trust", "animal-abuse", "criminal-history", "self-harm",
    "complex-needs", "weapon-access", "suicide-threat",
)  # fmt: skip
LIGHT = LASTING[:10]
#: What is true for a year at most.
ENDING = ("bereavement", "relationship-strain", "pregnancy-loss", "child-behaviour-change",
          "job-loss", "housing-need")  # fmt: skip

SECTORS = ("voluntary", "camhs", "sexual-health", "youth-justice", "homelessness", "isva", "legal",
           "urgent-care", "community-health", "fire", "cafcass", "job-centre", "border-agency",
           "victim-support")  # fmt: skip

#: More than this is no longer what one agency would write.
MOST = 40


class Tally:
    """What is counted in one case: how many different things, or what they weigh."""

    def __init__(self, scene: Scene) -> None:
        scene.once("a threshold of its own")
        # nobody else's rows can reach it, with or without being told
        scene.also.difference_update({"pooled-threshold", "conversations"})
        self.scene = scene
        self.by_weight = scene.rng.random() < 1 / 3
        self.others = sum(fact.weight if self.by_weight else 1 for fact in scene.facts.values())
        self.least = 0

    def _heavy(self) -> int:
        return sum(fact.weight for fact in self.scene.facts.values())

    @property
    def incidents(self) -> int:
        """How many rows of the case so far are of a kind that is an incident."""
        kinds = self.scene.vocabulary.kinds
        return sum(kinds[event.kind].incident for event in self.scene.events.values())

    def of(self, things: Sequence[Told]) -> int:
        """Return what these come to."""
        if not self.by_weight:
            return len(things)
        return sum(self.scene.vocabulary.topics[told.topic].weight for told in things)

    def things(self, least: int, topics: Sequence[str] = LASTING) -> list[Told]:
        """Return different things, of nobody of whom another row speaks, that come to this much.

        Raises
        ------
        NoRoomError
            Where they would be too many.
        """
        found: list[Told] = []
        while self.of(found) < least:
            who = child(self.scene)
            for topic in self.scene.rng.sample(topics, len(topics)):
                if self.of(found) < least:
                    found.append(Told(topic, who))
        if len(found) > MOST:
            raise NoRoomError
        return found

    def reached_at(self, least: int) -> None:
        """Set what is enough: so many different things, or so much weight, and nothing else."""
        self.least = least
        self._set(indicators=None if self.by_weight else least,
                  weight=least if self.by_weight else None)  # fmt: skip

    def needed(self, rows: Sequence[str]) -> list[str]:
        """Return the first of these rows: without them it is not enough, whatever else counts."""
        events = sorted((self.scene.events[r] for r in rows), key=lambda e: e.when.latest or 0)
        found: list[str] = []
        counted: set[str] = set()
        for event in events:
            have = sum(self.scene.facts[f].weight if self.by_weight else 1 for f in counted)
            if have + self.others >= self.least:
                break
            found.append(event.event_id)
            counted |= {reveal.fact_id for reveal in event.reveals}
        return found

    def reached_by_incidents(self, number: int) -> None:
        """Set what is enough: so many incidents within a year, and nothing else."""
        self._set(incidents=number)

    def _set(self, **given: int | None) -> None:
        scene = self.scene
        high = scene.rng.randrange(1, 4)  # what all of the case together does not reach
        scene.settings = replace(
            scene.settings,
            threshold=Threshold(
                indicators=given.get("indicators") or len(scene.facts) + MOST * 4 + high,
                weight=given.get("weight") or self._heavy() + MOST * 20 + high,
                incidents=given.get("incidents") or self.incidents + MOST + high,
            ),
        )


def write(
    scene: Scene,
    agency: str,
    things: Sequence[Told],
    first: date,
    last: date,
    *,
    kind: str = "",
    **more: Any,  # noqa: ANN401
) -> list[str]:
    """Write on one agency's record what it came to know between two days, the last on the last."""
    number = 1 if first == last else min(len(things), scene.rng.randrange(2, 5))
    days = sorted(scene.rng.randrange((last - first).days + 1) for _ in range(number - 1))
    rows = []
    for n, day in enumerate([*(first + timedelta(d) for d in days), last]):
        rows.append(note(scene, agency, day, things[n::number], kind=kind, **more))
    return rows


def note(
    scene: Scene,
    agency: str,
    when: date | str,
    things: Sequence[Told],
    *,
    kind: str = "",
    **more: Any,  # noqa: ANN401
) -> str:
    """Write one row of an agency that tells of these things."""
    who = ", ".join(dict.fromkeys(told.about for told in things))
    kind = kind or scene.some("contact", "appointment", "phone-call", "home-visit")
    return scene.row(agency, when, kind, who, scene.some(*_SAID), tells=things, **more)


_SAID = (
    "Talked about how things are.", "Long talk about the family and the years before.",
    "Background taken for the file.", "Came about a form and talked for an hour.",
    "Spoke of what is going on at home.", "History taken.", "Said more than at other times.",
    "Went through the last months together.", "Summary written after the visit.",
)  # fmt: skip
