"""A second implementation of KNOWS and of the three core findings: tables of rows, and SQL.

One SQL text per derivation, in SQLite (a case is so small that planning a statement in DuckDB takes
longer than a whole derivation here). It uses the input types and the vocabulary, and no code of the
first implementation. KNOWS and the pairs of *unshared* and *inside* were written from
``docs/explanation/knowledge.md`` and the findings' pages before the first was read; what the pages
did not say (the time that a chronology must cover, what is late) and *isolation* after it, each
decision then written into the pages.

The guesses at what is one occurrence are part of the input.
"""
