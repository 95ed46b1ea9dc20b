"""What people write, in: chronologies, ``case.toml``, ``coding.csv`` and ``dispositions.csv``."""
