"""Made-up cases of several agencies, each with a ledger of what was planted in it.

Nothing in them comes from any person or review. A case is a function of its seed. This package
knows nothing of the findings' code: what must be found is written from their definitions, so that
the two can be held against each other.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from graphdb.model import CaseRecords
from graphdb.vocabulary import load_vocabulary
from joinedup.generate.habits import ordinary
from joinedup.generate.ledger import Ledger, Planted
from joinedup.generate.scene import NoRoomError, Scene, household

__all__ = ["Generated", "Ledger", "Plant", "Planted", "generate", "plants"]


@dataclass(frozen=True, slots=True)
class Plant:
    """Something that can be planted in a case.

    ``also`` are the findings that it can bring with it by right; ``last`` is one that counts what
    the whole case holds, and is planted after all others.
    """

    finding: str
    name: str
    put: Callable[[Scene], None]
    also: frozenset[str]
    last: bool = False


@dataclass(frozen=True, slots=True)
class Generated:
    """A case with what is true of it."""

    seed: int
    records: CaseRecords
    ledger: Ledger


@cache
def plants() -> tuple[Plant, ...]:
    """Return every plant of the modules ``plants_*`` of this package."""
    found = []
    for info in pkgutil.iter_modules(__path__):
        if info.name.startswith("plants_"):
            module = importlib.import_module(f"{__name__}.{info.name}")
            last = getattr(module, "AFTER_ALL", False)
            found += [Plant(module.KEY, p.__name__, p, module.ALSO, last) for p in module.PLANTS]
    return tuple(found)


def generate(seed: int, *, rows: int = 150, most: int = 6) -> Generated:
    """Return the case of a seed.

    Parameters
    ----------
    seed
        Of everything in it.
    rows
        About how many ordinary rows it has.
    most
        How many things are planted at most.

    Examples
    --------
    >>> generate(7).records == generate(7).records
    True
    """
    scene = Scene(seed, load_vocabulary())
    household(scene)
    ordinary(scene, rows)
    chosen = scene.rng.sample(plants(), min(len(plants()), scene.rng.randrange(most + 1)))
    for plant in sorted(chosen, key=lambda plant: plant.last):
        before = scene.begin(plant.name)
        try:
            plant.put(scene)
        except NoRoomError:
            scene.back(before)
            continue
        scene.also |= plant.also
    return Generated(seed, scene.records(), scene.ledger)
