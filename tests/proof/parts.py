"""The parts of the proof: each a question asked of many cases, one unit of work at a time.

A unit is a pure function of its number (a seed), so that a run can be stopped and gone on with, and
anybody can ask one unit again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

from graphdb.model import CaseRecords, RuleChange
from joinedup.case import JoinedUpCase
from joinedup.generate import Generated, generate
from queries.core import CORE
from queries.definition import registry
from queries.finding import Certainty, Finding
from tests.conformance.parts import BATCH, core_unit, fuzz_unit
from tests.proof import mutants
from tests.proof.blur import blurred
from tests.queries.worlds import one_world
from tests.second.compare import both, counts
from tests.second.random_cases import random_case

ROOT = Path(__file__).resolve().parents[2]

Counts = dict[str, int]


@dataclass(frozen=True)
class Part:
    """One part of the proof.

    Attributes
    ----------
    of
        What a unit is, in the plural.
    units
        How many units the whole proof has; ``sample`` of them are run in CI; of a
        part with none, tests ask a few.
    code
        Folders and files that it speaks of: where they change, what stands in the table is old.
    name
        The name under which the result of a unit is kept: it changes where what it asked changes.
        By default the version of the code and the unit's number.
    sampled
        What the sample runs of a unit, where that is less than all of it.
    """

    key: str
    title: str
    asks: str
    units: Callable[[], int]
    sample: int
    code: tuple[str, ...]
    unit: Callable[[int], Counts]
    of: str = "cases"
    name: Callable[[int], str] | None = None
    sampled: Callable[[int], Counts] | None = None

    def kept_as(self, number: int) -> str:
        """Return the name under which a unit's result is kept."""
        return self.name(number) if self.name else f"{self.version()}:{number}"

    def version(self) -> str:
        """Return what the code was that the part speaks of, as 12 digits."""
        return _version(self.code)


_READ = (".py", ".toml")
#: Texts of the findings in Cypher.
_TEXTS = tuple(f"queries/cypher/core/{finding}.cypher" for finding in CORE)


@cache
def _version(code: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for place in code:
        for path in sorted(
            (ROOT / place).rglob("*") if (ROOT / place).is_dir() else [ROOT / place]
        ):
            if (path.suffix in _READ or place in _TEXTS) and not path.name.startswith(
                ("cases_", "test_")
            ):
                digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


# -- generated cases ----------------------------------------------------------------------------


def ledger_unit(seed: int) -> Counts:
    """Hold one generated case to its ledger."""
    return _tally(_held(generate(seed, rows=120, most=10)))


def _tally(found: Iterable[tuple[str, str]]) -> Counts:
    counts: Counts = {}
    for finding, what in found:
        key = f"{finding}|{what}"
        counts[key] = counts.get(key, 0) + 1
    return counts


def _held(made: Generated) -> Iterable[tuple[str, str]]:
    """Yield, by finding: "planted", "found", "missed", "true", "false", "forbidden", "kept out"."""
    lines = list(_lines(made))
    hits = [p for p in made.ledger.planted if p.found in ("certain", "possible")]
    for planted in made.ledger.planted:
        rows = set(planted.rows)
        mine = [f for f, cited in lines if f.query == planted.finding and rows <= cited]
        if planted.found in ("certain", "possible"):
            right = (planted.form, planted.found) in {(f.form, str(f.certainty)) for f in mine}
            yield planted.finding, "found" if right else "missed"
        elif planted.found == "nothing":
            yield planted.finding, "forbidden" if mine else "kept out"
    for finding, cited in lines:
        if any(p.finding == finding.query and set(p.rows) <= cited for p in hits):
            yield finding.query, "true"
        elif finding.query not in made.ledger.also:
            yield finding.query, "false"


def _lines(made: Generated) -> Iterable[tuple[Finding, set[str]]]:
    answers = JoinedUpCase(made.records).answers
    for finding in (*answers.findings, *answers.good):
        yield finding, {cited.event_id for cited in finding.cited}


# -- worlds -------------------------------------------------------------------------------------


def worlds_unit(seed: int) -> Counts:
    """Ask one generated case, its dates made uncertain, in some of its worlds.

    What is certain by its dates must be found in each of them.
    """
    made = generate(seed, rows=60, most=10)
    rng = Random(seed)
    records = blurred(_every_conversation(made.records), rng)
    certain = [f for f in _every(JoinedUpCase(records)) if f.certainty is Certainty.CERTAIN]
    counts: Counts = {}
    for _ in range(4):
        here = _every(JoinedUpCase(one_world(records, rng)))
        ids = {f.finding_id for f in here}
        for finding in certain:
            so = finding.finding_id in ids or any(_same_line(finding, other) for other in here)
            key = f"{finding.query}|{'so in a world' if so else 'not so in a world'}"
            counts[key] = counts.get(key, 0) + 1
    return counts


def _every_conversation(records: CaseRecords) -> CaseRecords:
    """Return a case in which no conversation is left out because others come before it.

    Which are the first hangs on the dates; of each that is certain it is asked all the same.
    """
    change = RuleChange("conversations", "first conversations", count=1000)
    settings = replace(records.settings, rules=(*records.settings.rules, change))
    return replace(records, settings=settings)


def _same_line(one: Finding, other: Finding) -> bool:
    """Whether two findings are one line under two ids, of a stretch of time without rows.

    Which row ends such a stretch, and so its id, can hang on a date in doubt.
    """
    return (
        one.query == other.query == "gap-in-contact"
        and one.facts == other.facts
        and len(set(one.fingerprint) & set(other.fingerprint)) > 1
    )


def _every(case: JoinedUpCase) -> tuple[Finding, ...]:
    return (*case.answers.findings, *case.answers.good)


# -- second implementation ----------------------------------------------------------------------


def second_unit(seed: int) -> Counts:
    """Ask both implementations of one case: an ordinary one, one blurred, a small dense one."""
    if seed % 3 == 2:
        records = random_case(seed)
    else:
        records = generate(seed, rows=60, most=10).records
        if seed % 3 == 1:
            records = blurred(records, Random(seed))
    return counts(*both(JoinedUpCase(records)))


# -- small changes ------------------------------------------------------------------------------


def mutant_unit(number: int) -> Counts:
    """Make one small change in the code, and see whether its tests notice."""
    mutant = mutants.mutants()[number]
    came = mutants.tried(mutant)
    counts = {f"{mutant.area}/{mutant.module}|{came}": 1}
    if came == "survived":
        counts[f"{mutant.area}/{mutant.module}|survivor|{mutants.told(mutant)}"] = 1
    return counts


def sampled_mutant_unit(number: int) -> Counts:
    """Make one small change, and see whether those tests notice that most likely do."""
    mutant = mutants.mutants()[number]
    came = mutants.tried(mutant, mutants.SOONEST)
    return {f"{mutant.area}/{mutant.module}|{came}": 1}


@cache
def parts() -> tuple[Part, ...]:
    """Return every part, in the order of the table."""
    found = ("graphdb", "queries")
    return (
        Part(
            "ledger",
            "Precision and recall on generated cases",
            "Is what was planted found, and nothing else?",
            lambda: 2000,
            200,
            (*found, "joinedup/generate"),
            ledger_unit,
        ),
        Part(
            "worlds",
            "Certain in every world",
            "Of cases with a third of their dates in doubt: is each certain finding found in each "
            "world that the dates allow?",
            lambda: 2000,
            50,
            (*found, "joinedup/generate"),
            worlds_unit,
        ),
        Part(
            "second",
            "A second implementation, row for row",
            "Do two implementations written apart, of who knew what and since when and of the "
            "three core findings, agree on every row? A third of the cases are generated, a third "
            "generated with a third of their dates in doubt, a third small, random and dense in "
            "what the rules speak of.",
            lambda: 10_000,
            100,
            (*found, "joinedup/generate", "tests/second"),
            second_unit,
        ),
        Part(
            "core",
            "Three core findings asked in Cypher",
            "Do three core findings, asked as Cypher of who knew what (`queries/cypher/core/`), "
            "have the lines that `queries` finds, row for row, on every engine? Cases as above; "
            "without recorded reasons for not sharing, the form “later”, and the order of rows by "
            f"a source's own Seq, on both sides. A batch is {BATCH} cases; `make test` asks a few.",
            lambda: 1000 // BATCH,
            0,
            (*found, "joinedup/generate", "tests/conformance", *_TEXTS),
            core_unit,
            "batches",
        ),
        Part(
            "fuzz",
            "Random Cypher, held to an evaluator",
            "Does each engine answer random questions about random small graphs as an evaluator "
            "does that is no engine: nested loops in Python? A store in a folder refuses the "
            "kinds that its engine is known to answer wrongly (`docs/reference/cypher.md`). A "
            "batch is 1,000 questions in a folder, and 200 on each line of Neo4j.",
            lambda: 10,
            0,
            ("tests/conformance/fuzz", "graphdb/stores"),
            fuzz_unit,
            "batches",
        ),
        Part(
            "mutants",
            "Small changes that the tests notice",
            "One small change in the code of dates, knowledge or findings: does a test notice?",
            lambda: len(mutants.mutants()),
            16,
            ("graphdb/dates", *mutants.KNOWLEDGE, "queries"),
            mutant_unit,
            "changes",
            lambda number: mutants.mutants()[number].kept_as,
            sampled_mutant_unit,
        ),
    )


def keys() -> list[str]:
    """Return the keys of the findings, in their order."""
    return [query.definition.key for query in registry()]
