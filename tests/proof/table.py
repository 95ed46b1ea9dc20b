"""The proof's page: what was asked, of how many, on what code, and what came out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.proof.parts import Part

_VERSION = re.compile(r"<!-- part (\S+) code (\S+) -->")
_FAULTS = {
    "ledger": ("missed", "false", "forbidden"),
    "worlds": ("not so in a world",),
    "second": ("differs",),
}


def faults(key: str, total: Counter[str]) -> list[str]:
    """Return what came out wrong in a part, in words."""
    return [
        f"{key}: {name.partition('|')[0]}: {name.partition('|')[2]} {count}"
        for name, count in sorted(total.items())
        if count and name.partition("|")[2] in _FAULTS[key]
    ]


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
            f"{part.asks} {part.units:,} cases, seeds 0 to {part.units - 1}.",
            "",
            *_table(part.key, total, keys),
        ]
    return "\n".join(lines) + "\n"


def _table(key: str, total: Counter[str], keys: Sequence[str]) -> list[str]:
    if key == "second":
        return _second(total)
    return _ledger(total, keys) if key == "ledger" else _worlds(total, keys)


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


def _second(total: Counter[str]) -> list[str]:
    lines = ["| relation | rows compared | agree | differ |", "| --- | ---: | ---: | ---: |"]
    for name in dict.fromkeys(key.partition("|")[0] for key in total):
        agree, differ = total[f"{name}|agrees"], total[f"{name}|differs"]
        lines.append(f"| {name} | {agree + differ} | {agree} | {differ} |")
    return lines


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "not asked"
