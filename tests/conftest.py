"""Settings of every test; the page's script as its modules stand; a browser, if there is one."""

from __future__ import annotations

import gc
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import settings

from hatch_build import BUNDLES, build_bundle
from tests.engines import THERE, embedded, neo4j, neo4j_current
from tests.neo4j.server import java

__all__ = ["embedded", "neo4j", "neo4j_current"]

ROOT = Path(__file__).parents[1]

# thousands of tests are held through the whole run: looking at them again and again for what could
# be thrown away took a quarter of the collecting, and a tenth of what makes many objects
gc.set_threshold(50_000, 20, 50)

# the same examples on every run and machine; JOINEDUP_EXAMPLES and make proof go further
settings.register_profile("joinedup", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("joinedup")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Have each worker begin to read the tests elsewhere: what one has compiled the others find.

    Pytest rewrites every test as it first reads it. Workers that read them in the same order, at
    the same time, do all of it each: on a fresh clone that was half of the collecting.
    """
    worker = getattr(session.config, "workerinput", None)
    if worker is None or sys.dont_write_bytecode:
        return
    asked = {(ROOT / argument.partition("::")[0]).resolve() for argument in session.config.args}
    found = sorted((ROOT / "tests").rglob("test_*.py"))
    paths = [path for path in found if not asked.isdisjoint((path, *path.parents))]
    begin = int(worker["workerid"].removeprefix("gw")) * len(paths) // worker["workercount"]
    for path in (*paths[begin:], *paths[:begin]):
        with warnings.catch_warnings(), suppress(Exception, pytest.skip.Exception):
            warnings.simplefilter("error")  # one that fails is read again, and said, by pytest
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


@pytest.hookimpl(tryfirst=True)  # the workers read the groups next
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only CI tries, so that a developer's run takes minutes; group the rest."""
    # without the plugin (the proof's small changes run so) nobody knows of groups
    for item in items if config.pluginmanager.hasplugin("xdist") else ():
        if engine := _engine(item):
            # nearest, so before what the module says of all its tests
            item.add_marker(pytest.mark.xdist_group(engine), append=False)
        elif group := _group(item):
            item.add_marker(pytest.mark.xdist_group(group))
    if os.environ.get("JOINEDUP_THOROUGH") or config.getoption("markexpr"):
        return
    left = [item for item in items if item.get_closest_marker("thorough")]
    # one that was asked for by its name is run
    if left and not any("::" in argument for argument in config.args):
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]


def _engine(item: pytest.Item) -> str | None:
    """Return which engine a test asks for: all that do go to one worker, which starts it once."""
    given = getattr(item, "callspec", None)
    named = {one for one in (given.params if given else {}).values() if isinstance(one, str)}
    named |= set(getattr(item, "fixturenames", ()))
    return next((engine for engine in THERE if engine in named), None)


def _group(item: pytest.Item) -> str | None:
    """Return whose tests go to one worker with this one, so that what they share is made once.

    That is its file, or all that ask for the demonstration, which takes seconds. Larger groups come
    first. What looks at pages in a browser goes one by one, after all groups: it is much, and no
    such test is long, so that the workers end together.
    """
    named = getattr(item, "fixturenames", ())
    if item.get_closest_marker("xdist_group") or "browser" in named:
        return None
    return "demo" if "demo" in named else item.nodeid.partition("::")[0]


def pytest_report_header() -> list[str]:
    """Say in a line each which Neo4j is not tried, and what else is left to CI."""
    said = []
    if not os.environ.get("JOINEDUP_THOROUGH"):
        said.append("thorough tests are left to CI: set JOINEDUP_THOROUGH=1 to try them")
    if os.environ.get("NEO4J_URI"):
        return said
    if not os.environ.get("JOINEDUP_NEO4J"):
        said.append("Neo4j is not tried: set JOINEDUP_NEO4J=1 (Java 17 and Maven), or NEO4J_URI")
    elif java("current") is None:
        said.append("the current Neo4j is not tried: no Java 21 or newer with Maven")
    return said


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failed run: everything that it needs is installed there."""
    if not os.environ.get("JOINEDUP_NO_SKIPS"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session", autouse=True)
def fresh_bundle() -> None:
    bundles = [ROOT / place for place in BUNDLES.values()]
    newest = max(path.stat().st_mtime for path in (ROOT / "viz" / "js").rglob("*.js"))
    if not all(place.exists() and place.stat().st_mtime >= newest for place in bundles):
        build_bundle(ROOT)


#: The one without a window draws the same and takes half the time; people have the other.
BROWSERS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")


def chromium(places: Sequence[str] = BROWSERS) -> str | None:
    """Return where the browser is, if anywhere: the first of these, or the one that is named."""
    given = os.environ.get("JOINEDUP_CHROMIUM")
    there = [given] if given else places
    return next((path for path in there if Path(path).exists()), None)


@pytest.fixture(scope="session")
def browser(fresh_bundle: None) -> Iterator[object]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium: set JOINEDUP_CHROMIUM, or install one of: " + ", ".join(BROWSERS))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()
