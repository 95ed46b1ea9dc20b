"""The proof's page: what was asked, of how many, on what code, and what came out."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.proof.mutants import modules, mutants_of
from tests.proof.parts import Part

# what the tests were worth before those were written that the survivors asked for
FIRST_RUN = (
    "The share is what it is after tests were written for what survived. When 519 changes were "
    "first tried (November 2026), with some of these tests there, 430 were noticed: dates 151 of "
    "165, knowledge 44 of 48, findings 235 of 306. When most modules had other text, and so "
    "another sample, 230 of 280 were noticed at first (22 November 2026): dates 50 of 60, "
    "knowledge 12 of 16, findings 168 of 204."
)
_VERSION = re.compile(r"<!-- part (\S+) code (\S+) -->")
_FAULTS = {
    "ledger": ("missed", "false", "forbidden"),
    "worlds": ("not so in a world",),
    "second": ("differs",),
    "core": ("differs",),
    "fuzz": ("differs",),
    "mutants": (),
}


def faults(key: str, total: Counter[str]) -> list[str]:
    """Return what came out wrong in a part, in words."""
    return [
        f"{key}: {name.partition('|')[0]}: {name.partition('|')[2]} {count}"
        for name, count in sorted(total.items())
        if count and name.partition("|")[2] in _FAULTS[key]
    ]


def few(total: Counter[str]) -> list[str]:
    """Return that tests notice fewer than half of the small changes of a sample, if so."""
    came: Counter[str] = Counter()
    for name, count in total.items():
        came[name.partition("|")[2]] += count
    made = came.total() - came["no change"]
    noticed = came["killed"]
    return [f"mutants: {noticed} of {made} noticed soon"] if 2 * noticed < made else []


def read_versions(path: Path) -> dict[str, str]:
    """Return on what code each part of a page was made."""
    if not path.exists():
        return {}
    return dict(_VERSION.findall(path.read_text(encoding="utf-8")))


def page(
    parts: Sequence[Part], totals: Mapping[str, Counter[str]], keys: Sequence[str], commit: str
) -> str:
    """Return the page as Markdown."""
    lines = [
        "# Proof",
        "",
        f"Made by `make proof` at commit `{commit}`. CI runs a sample on every change.",
    ]
    for part in parts:
        total = totals[part.key]
        lines += [
            "",
            f"## {part.title}",
            f"<!-- part {part.key} code {part.version()} -->",
            "",
            f"{part.asks} {part.units():,} {part.of}, seeds 0 to {part.units() - 1}.",
            "",
            *_TABLES[part.key](total, keys),
        ]
    return "\n".join(lines) + "\n"


def _ledger(total: Counter[str], keys: Sequence[str]) -> list[str]:
    lines = [
        "| finding | planted | found | recall | lines judged | true | precision | near misses |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for key in keys:
        n = {what: total[f"{key}|{what}"] for what in ("found", "missed", "true", "false")}
        planted, judged = n["found"] + n["missed"], n["true"] + n["false"]
        near = (
            f"{total[f'{key}|kept out']} of {total[f'{key}|kept out'] + total[f'{key}|forbidden']}"
        )
        lines.append(
            f"| {key} | {planted} | {n['found']} | {_share(n['found'], planted)} | {judged} | "
            f"{n['true']} | {_share(n['true'], judged)} | {near} kept out |"
        )
    return lines


def _worlds(total: Counter[str], keys: Sequence[str]) -> list[str]:
    lines = [
        "| finding | certain, asked in a world | so | not so |",
        "| --- | ---: | ---: | ---: |",
    ]
    for key in keys:
        so, not_so = total[f"{key}|so in a world"], total[f"{key}|not so in a world"]
        lines.append(f"| {key} | {so + not_so} | {so} | {not_so} |")
    return lines


def _second(total: Counter[str], keys: Sequence[str]) -> list[str]:
    lines = ["| relation | rows compared | agree | differ |", "| --- | ---: | ---: | ---: |"]
    for name in dict.fromkeys(key.partition("|")[0] for key in total):
        agree, differ = total[f"{name}|agrees"], total[f"{name}|differs"]
        lines.append(f"| {name} | {agree + differ} | {agree} | {differ} |")
    return lines


def _fuzz(total: Counter[str], keys: Sequence[str]) -> list[str]:
    lines = [
        "| engine | asked | refused | share refused | answered rightly | wrongly |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in dict.fromkeys(key.partition("|")[0] for key in total):
        n = {what: total[f"{name}|{what}"] for what in ("agrees", "refused", "differs")}
        asked = sum(n.values())
        lines.append(
            f"| {name} | {asked} | {n['refused']} | {_share(n['refused'], asked)} | "
            f"{n['agrees']} | {n['differs']} |"
        )
    return lines


def _mutants(total: Counter[str], keys: Sequence[str]) -> list[str]:
    """Return the score by area and module, and every change that no test noticed, explained."""
    tried: dict[str, Counter[str]] = {}
    survivors: dict[str, list[str]] = {}
    for name, count in sorted(total.items()):
        place, came, *what = name.split("|", 2)
        area, module = place.split("/", 1)
        if came == "survivor":
            survivors.setdefault(module, []).append(what[0])
        elif came != "no change":
            for row in (f"all of {area}", module):
                tried.setdefault(row, Counter())[came] += count
    lines = [
        "Made with cosmic-ray's operators, one for each kind of slip; of each module a sample. "
        "A change is asked again when its module changes.",
        "",
        FIRST_RUN,
        "",
        "| code | changes | tried | noticed | share |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for row, came in sorted(tried.items(), key=lambda item: (item[0][:6] != "all of", item[0])):
        asked = came["killed"] + came["survived"]
        area = next((a for a, module in modules() if module == row), "")
        of = len(mutants_of(area, row)) if area else ""
        lines.append(
            f"| {row} | {of} | {asked} | {came['killed']} | {_share(came['killed'], asked)} |"
        )
    return [*lines, "", *_explained(survivors)]


def _explained(survivors: Mapping[str, Sequence[str]]) -> list[str]:
    known = explanations()
    unexplained = 0
    lines = []
    for module, found in sorted(survivors.items()):
        for what in found:
            why = known.get((module, what))
            unexplained += why is None
            text = what.replace("|", "\\|").replace("`", "'")
            lines.append(f"| {module} | `{text}` | {why or 'not explained'} |")
    return [
        f"{len(lines)} survived, {unexplained} of them not explained.",
        "",
        "| code | change, with the line as it stands | why no test notices |",
        "| --- | --- | --- |",
        *lines,
    ]


def explanations() -> dict[tuple[str, str], str]:
    """Return why no test notices a change, as somebody who read it wrote it down."""
    written = tomllib.loads((Path(__file__).parent / "survivors.toml").read_text("utf-8"))
    return {
        (module, change): why
        for module, changes in written.items()
        for change, why in changes.items()
    }


_TABLES: dict[str, Callable[[Counter[str], Sequence[str]], list[str]]] = {
    "ledger": _ledger,
    "worlds": _worlds,
    "second": _second,
    "core": _second,
    "fuzz": _fuzz,
    "mutants": _mutants,
}


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "not asked"
