"""Settings of every test."""

from __future__ import annotations

from hypothesis import settings

# the same examples on every run and machine; JOINEDUP_EXAMPLES and make proof go further
settings.register_profile("joinedup", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("joinedup")
