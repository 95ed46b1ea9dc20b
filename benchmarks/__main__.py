"""``python -m benchmarks``: everything in one run; see :mod:`benchmarks.run`."""

from benchmarks.run import main

main()
