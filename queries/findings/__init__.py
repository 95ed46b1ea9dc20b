"""One module a finding: what it asks, how it is found, and where it comes from."""
