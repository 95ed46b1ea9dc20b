"""Settings of every test."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# the same examples on every run and machine; JOINEDUP_EXAMPLES and make proof go further
settings.register_profile("joinedup", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("joinedup")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failed run: everything that it needs is installed there."""
    if not os.environ.get("JOINEDUP_NO_SKIPS"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
