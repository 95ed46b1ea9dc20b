"""Build hook: bundles the page's ES modules into the one script that a page carries.

A page opened from ``file://`` cannot import modules, so ``viz/js`` becomes
``viz/_bundle/report.js`` (and the network's ``map.js``, the walkthrough's ``walk.js``), in a wheel
as in an editable install. After changing a module run ``python hatch_build.py``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLE = Path("viz/_bundle/report.js")
# the page's script, the one that waits until the network is looked at, and the walkthrough's
BUNDLES = {
    "main.js": BUNDLE,
    "map.js": BUNDLE.with_name("map.js"),
    "walk/main.js": BUNDLE.with_name("walk.js"),
}


def build_bundle(root: Path) -> Path:
    """Bundle the scripts under ``root`` and return where the page's own is.

    Raises
    ------
    RuntimeError
        When deno cannot bundle; its own words are in the message.
    """
    for source, target in BUNDLES.items():
        _bundle(root, source, root / target)
    return root / BUNDLE


def _bundle(root: Path, source: str, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    fresh = target.with_suffix(f".{os.getpid()}.tmp")
    command = [_deno(), "bundle", "--quiet", "--format", "iife", "--no-lock"]
    command += ["--platform", "browser", "--minify", "-o", str(fresh), f"viz/js/{source}"]
    done = subprocess.run(  # noqa: S603
        command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        fresh.unlink(missing_ok=True)
        raise RuntimeError(f"deno could not bundle viz/js: {done.stderr.strip()}")
    fresh.replace(target)


def _deno() -> str:
    """Return where deno is, in this environment or in one made for the build alone.

    In a build environment of pip's the package looks in the wrong place, but the folder of its
    program is on the path.
    """
    import deno

    try:
        return str(deno.find_deno_bin())
    except FileNotFoundError:
        found = shutil.which("deno")
    if found is None:
        raise RuntimeError("deno is not installed; it comes with the package `deno` from PyPI")
    return found


class ReportBundle(BuildHookInterface):  # type: ignore[type-arg,unused-ignore]
    """Bundle before the wheel (or the editable install) is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the bundle and name it as a file to carry, although git ignores it."""
        build_bundle(Path(self.root))
        build_data["artifacts"] += [f"/{place.as_posix()}" for place in BUNDLES.values()]


if __name__ == "__main__":
    sys.stdout.write(f"{build_bundle(Path(__file__).parent)}\n")
