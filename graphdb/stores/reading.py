"""Whether a query only reads, told from its words.

It is the first of two locks. The second is the server's: Neo4j enforces read access, and the
embedded store answers queries as a user that may read records and nothing else. This one is
there for servers that enforce neither, and to say what is wrong in plain words.

When in doubt it refuses: a name that is also a word of Cypher that writes goes in backticks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

__all__ = ["blind_choice", "case_of_several", "loop", "mixed_aggregate", "returned", "writes"]

#: Words that begin a clause that writes, changes the schema, or reads files of the server.
_WRITING = frozenset(
    {"CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "FOREACH", "INSERT"}
    | {"LOAD", "DROP"}
)
#: Words that begin a command to the server; anywhere else they may well be somebody's names.
_COMMANDS = frozenset(
    {"ALTER", "RENAME", "GRANT", "DENY", "REVOKE", "START", "STOP", "TERMINATE", "ENABLE"}
    | {"DEALLOCATE", "REALLOCATE", "DRYRUN"}
)

#: What a server can be asked to show of itself; ``show`` alone may be somebody's name.
_SHOWN = frozenset(
    {"ALIAS", "ALIASES", "ALL", "BUILT", "CONSTRAINT", "CONSTRAINTS", "CURRENT", "DATABASE"}
    | {"DATABASES", "DEFAULT", "EXECUTABLE", "FULLTEXT", "FUNCTION", "FUNCTIONS", "HOME", "INDEX"}
    | {"INDEXES", "LOOKUP", "POINT", "POPULATED", "PRIVILEGE", "PRIVILEGES", "PROCEDURE"}
    | {"PROCEDURES", "RANGE", "ROLE", "ROLES", "SERVER", "SERVERS", "SETTING", "SETTINGS"}
    | {"SUPPORTED", "TEXT", "TRANSACTION", "TRANSACTIONS", "USER", "USERS", "VECTOR"}
)

#: Procedures that only look; others are refused where the server does not enforce reading.
_LOOKING = re.compile(
    r"(?:db\.(?:labels|relationshipTypes|propertyKeys|schema\.\w+)|dbms\.components)", re.I
)

_AGGREGATES = frozenset(
    {"COUNT", "COLLECT", "SUM", "AVG", "MIN", "MAX", "STDEV", "STDEVP"}
    | {"PERCENTILECONT", "PERCENTILEDISC"}
)
#: What ends a list of things that a WITH or a RETURN gives.
_NEXT_CLAUSE = frozenset(
    {"ORDER", "SKIP", "OFFSET", "LIMIT", "WHERE", "MATCH", "OPTIONAL", "UNWIND", "CALL", "WITH"}
    | {"RETURN", "UNION", "FINISH", ";"}
)
#: Words after which a colon does or does not give a node of a pattern its label.
_PLACES = frozenset({"MATCH", "WHERE", "RETURN", "WITH", "UNWIND"})
#: Words that stand between brackets as functions do.
_OPERATORS = frozenset({"NOT", "AND", "OR", "XOR", "IN"})
#: Words that may stand beside an aggregate, being no names of anything.
_HARMLESS = frozenset(
    {"DISTINCT", "TRUE", "FALSE", "NULL", "CASE", "WHEN", "THEN", "ELSE", "END", "AS"}
)

#: What may follow the things that a query returns.
_AFTER = ("ORDER", "SKIP", "OFFSET", "LIMIT", "UNION", ";")

_TOKEN = re.compile(
    r"""
    (?P<space>\s+ | //[^\n\r]* | /\*.*?\*/)
  | (?P<text>'(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*")
  | (?P<quoted>`(?:[^`]|``)*`)
  | (?P<number>0[xo][0-9a-fA-F]+ | \d[\d_]*(?:\.(?!\.)\d*)?(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<dots>\.\.)
  | (?P<sign>.)
    """,
    re.X | re.S,
)

#: Used to tell whether the words are in a query's text in the server's reading of ``\u0043``.
_ESCAPE = re.compile(r"\\+u+([0-9a-fA-F]{4})")


def _tokens(cypher: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(cypher):
        kind = found.lastgroup or ""
        if kind != "space":
            yield kind, found.group()


def _first_writing(cypher: str) -> str | None:
    tokens = [("", ""), *_tokens(cypher), ("", "")]
    for i in range(1, len(tokens) - 1):
        kind, text = tokens[i]
        before, after = tokens[i - 1][1], tokens[i + 1][1]
        if kind == "sign" and text in "'\"`\\":
            return text  # a quote never closed, or a way to spell a word that we do not know
        if kind != "word" or before in (".", ":", "$") or after in (".", ":"):
            continue  # a property or its owner, a label, a parameter, the key of a map
        word, next_word = text.upper(), after.upper()
        if word == "LOAD" and next_word == "CSV":
            return "LOAD CSV"
        if word == "SHOW" and (before in ("", ";") or next_word in _SHOWN):
            return f"SHOW {next_word}".rstrip()
        if word in _WRITING or (word in _COMMANDS and before in ("", ";")):
            return word
        if next_word.startswith("TRANSACTION") and word in ("IN", "TERMINATE", "CONCURRENT"):
            return f"{word} {next_word}"
    return None


def _foreign_procedure(cypher: str, *, of_server_only: bool) -> str | None:
    tokens = [*_tokens(cypher), ("", "")]
    for i, (kind, text) in enumerate(tokens[:-1]):
        after_call = kind == "word" and text.upper() == "CALL"
        if not after_call or (i and tokens[i - 1][1] in (".", ":", "$")):
            continue
        name, j = "", i + 1
        while tokens[j][0] in ("word", "quoted") or tokens[j][1] == ".":
            name, j = name + tokens[j][1].strip("`"), j + 1
        if not name or tokens[j][1] == ":" or _LOOKING.fullmatch(name):
            continue
        # what tells of the server is no more for a query where no procedure can write
        if not of_server_only or name.lower().startswith("dbms."):
            return f"CALL {name}"
    return None


def writes(cypher: str, *, procedures: bool = False) -> str | None:
    r"""Return the first word by which a query might write or ask the server, None if neither.

    Parameters
    ----------
    cypher : str
        The query.
    procedures : bool, optional
        Whether procedures may be called: only where the server itself lets none write. Those of
        the server, ``dbms.…``, are refused all the same.

    Returns
    -------
    str or None
        Such as ``"MERGE"``.

    Examples
    --------
    >>> writes("MATCH (e:Event) WHERE e.summary CONTAINS 'DELETE' RETURN e.set // CREATE")
    >>> writes("MATCH (e:Event) /* tidy */ detach delete e")
    'DETACH'
    >>> writes(r"\u0043REATE (:Event)")
    'CREATE'
    """
    # some servers read \uXXXX before anything else, others only inside text: look both ways
    for reading in dict.fromkeys((_ESCAPE.sub(lambda m: chr(int(m[1], 16)), cypher), cypher)):
        found = _first_writing(reading)
        if found is None:
            found = _foreign_procedure(reading, of_server_only=procedures)
        if found is not None:
            return found
    return None


def returned(cypher: str) -> list[str]:
    """Return the names of the columns that a query answers with; none where it says ``*``.

    Examples
    --------
    >>> returned("MATCH (e:Event) WITH e RETURN DISTINCT e.uid, count(*) AS `how many` LIMIT 3")
    ['e.uid', 'how many']
    """
    parts = list(tokens_with_depth(cypher))
    outer = [(text.group().upper() if not depth else "") for text, depth in parts]
    if "RETURN" not in outer:
        return []
    begin = len(outer) - outer[::-1].index("RETURN")
    end = next((i for i in range(begin, len(outer)) if outer[i] in _AFTER), len(outer))
    begin += outer[begin : begin + 1] == ["DISTINCT"]
    commas = [i for i in range(begin, end) if outer[i] == ","]
    edges = [begin - 1, *commas, end]
    items = [[text for text, _ in parts[i + 1 : j]] for i, j in pairwise(edges)]
    names = [_name(cypher, item) for item in items if item]
    return [] if "*" in names else names


def tokens_with_depth(cypher: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield every token with how many brackets are open around it."""
    depth = 0
    for found in _TOKEN.finditer(cypher):
        text = found.group()
        depth -= text in ")]}"
        if found.lastgroup != "space":
            yield found, depth
        depth += text in "([{"


def _name(cypher: str, item: list[re.Match[str]]) -> str:
    """Return what one returned thing is called: its alias, or its own text."""
    aliased = len(item) > 2 and item[-2].group().upper() == "AS"
    named = item[-1:] if aliased else item
    if len(named) == 1 and named[0].lastgroup == "quoted":
        return named[0].group()[1:-1].replace("``", "`")
    return cypher[named[0].start() : named[-1].end()]


def mixed_aggregate(cypher: str) -> str | None:
    """Return a thing given in which an aggregate is part of more than sums and functions.

    The embedded engine answers some of these wrongly and does not say so (tests/conformance has
    them one by one), so that none of the kind is asked of it.

    Parameters
    ----------
    cypher : str
        The query.

    Returns
    -------
    str or None
        Such as ``max(x) IS NULL``, as it is written; None where there is none.

    Examples
    --------
    >>> mixed_aggregate("MATCH (f:Fact) RETURN f.nature AS n, max(f.weight) IS NULL AS none")
    'max(f.weight) IS NULL'
    >>> mixed_aggregate("MATCH (f:Fact) RETURN f.nature AS n, 100 * count(*) / size($all) AS share")
    """
    tokens = list(tokens_with_depth(cypher))
    words = [found.group().upper() for found, _ in tokens]
    for i, (found, depth) in enumerate(tokens):
        before = words[i - 1] if i else ""
        if found.lastgroup != "word" or words[i] not in ("WITH", "RETURN"):
            continue
        if before in ("STARTS", "ENDS", ".", ":", "$"):
            continue
        for begin, end in _given(tokens, words, i + 1, depth):
            if _is_mixed(tokens, words, begin, end):
                return cypher[tokens[begin][0].start() : tokens[end - 1][0].end()]
    return None


def _given(
    tokens: list[tuple[re.Match[str], int]], words: list[str], begin: int, depth: int
) -> Iterator[tuple[int, int]]:
    """Yield where each thing that a clause gives begins and ends, without its alias."""
    start = i = begin
    while True:
        over = i == len(tokens) or tokens[i][1] < depth
        here = not over and tokens[i][1] == depth
        part = not over and words[i] == "WITH" and words[i - 1] in ("STARTS", "ENDS")
        last = over or (here and words[i] in _NEXT_CLAUSE and not part)
        if last or (here and words[i] == ","):
            aliased = i - start > 2 and words[i - 2] == "AS"
            if i > start:
                yield start, i - 2 if aliased else i
            start = i + 1
        if last:
            return
        i += 1


def _is_mixed(
    tokens: list[tuple[re.Match[str], int]], words: list[str], begin: int, end: int
) -> bool:
    """Say whether what stands beside an aggregate is more than numbers, texts and functions."""
    some, beside, i = False, False, begin
    while i < end:
        called = words[i + 1 : i + 2] == ["("]
        if words[i] in _AGGREGATES and called and words[i - 1] != ".":
            some, i = True, _closed(tokens, words, i + 1)
        elif tokens[i][0].lastgroup in ("word", "quoted"):
            harmless = words[i] in _HARMLESS or (called and words[i] not in _OPERATORS)
            beside |= not harmless and words[i - 1] != "$"
        else:  # the first of a list, collect(x)[0], is answered rightly
            beside |= words[i] in (".", "{", "~") or (words[i] == "[" and words[i - 1] != ")")
        i += 1
    return some and beside


def _closed(tokens: list[tuple[re.Match[str], int]], words: list[str], opened: int) -> int:
    """Return where a bracket is closed again."""
    depth = tokens[opened][1]
    after = range(opened + 1, len(tokens))
    return next((i for i in after if words[i] == ")" and tokens[i][1] == depth), len(tokens))


def blind_choice(cypher: str) -> str | None:
    """Return a node without a label that a choice in the same MATCH names.

    The embedded engine may look at such a choice before it has found the node, and rows are
    missing: a ``CASE``, or an ``OR`` one side of which is a subquery or something that is true or
    false by itself (tests/conformance, ``hidden.or_flag``). Beside a subquery, and where the choice
    is about two or more, any node without a label is one, also ``()``
    (``hidden.or_flag_between``); after another MATCH, any that it is about
    (``hidden.or_flag_before``).

    Parameters
    ----------
    cypher : str
        The query.

    Returns
    -------
    str or None
        The name of the node, empty for ``()``; None where there is none.

    Examples
    --------
    >>> blind_choice("MATCH (p)<-[:INVOLVES]-(e:Event) WHERE e.contact OR p.name = 'A' RETURN p")
    'p'
    >>> blind_choice("MATCH (p)<-[:INVOLVES]-(e:Event) WITH * WHERE e.contact OR p.a = 1 RETURN p")
    """
    tokens = list(tokens_with_depth(cypher))
    words = [found.group().upper() for found, _ in tokens]
    for begin, where, end in _matches(tokens, words):
        if not _is_blind(tokens, words, where, end):
            continue
        pattern = list(_nodes(tokens, words, begin, where))
        # beside a subquery, also one that the choice does not name: the engine may begin there
        if "{" in words[where:end] and ("", False) in pattern:
            return ""
        nodes = dict.fromkeys(name for name, known in pattern if name and not known)
        labelled = {name for name, known in pattern if known}
        before = {found.group() for found, _ in tokens[:begin]}
        asked = {found.group() for found, _ in tokens[where:end]}
        # about several: the engine may begin elsewhere, or go on from what a MATCH before found
        several = [name for name in dict.fromkeys(name for name, _ in pattern) if name in asked]
        if len(several) > 1:
            unlabelled = [name for name in _without_label(pattern) if name not in before]
            if unlabelled or (_goes_on(words, begin) and not {"{", "WHEN"} & set(words[where:end])):
                return (*unlabelled, *several)[0]
        asked |= nodes.keys() if "{" in words[where:end] else set()
        for name in nodes:
            if name in asked and name not in labelled and name not in before:
                return name
    return None


def _goes_on(words: list[str], begin: int) -> bool:
    """Whether a MATCH follows another, with no WITH between them."""
    before = words[:begin]
    last = max((i for i, word in enumerate(before) if word in ("MATCH", "WITH")), default=None)
    return last is not None and before[last] == "MATCH"


def _without_label(pattern: list[tuple[str, bool]]) -> list[str]:
    """Return the names of nodes that a pattern gives no label anywhere, empty for ``()``."""
    labelled = {name for name, known in pattern if known and name}
    return [name for name, known in pattern if not known and name not in labelled]


def case_of_several(cypher: str) -> str | None:
    """Return what a ``CASE`` in the condition of a MATCH is about, if it is about two or more.

    The embedded engine may ask it before it has found them all (``hidden.case_labels``).

    Examples
    --------
    >>> case_of_several("MATCH (e:Event)--(q:Event) WHERE e.a < CASE WHEN q.b THEN 1 END RETURN e")
    'e, q'
    >>> case_of_several("MATCH (e:Event)--(q) WITH * WHERE e.a < CASE WHEN q.b THEN 1 END RETURN e")
    """
    tokens = list(tokens_with_depth(cypher))
    words = [found.group().upper() for found, _ in tokens]
    for begin, where, end in _matches(tokens, words):
        if "WHEN" not in words[where:end]:  # a name may be case
            continue
        asked = {found.group() for found, _ in tokens[where:end]}
        named = dict.fromkeys(
            tokens[i + 1][0].group()
            for i in range(begin, where)
            if words[i] in ("(", "[") and tokens[i + 1][0].lastgroup in ("word", "quoted")
        )
        several = [name for name in named if name in asked]
        if len(several) > 1:
            return ", ".join(several)
    return None


def chosen_type(cypher: str) -> str | None:
    """Return a label or type worked out in the query that the embedded engine would not heed.

    It heeds the label of a node of a ``MATCH``, ``(x:$($label))``, and no other.

    Examples
    --------
    >>> chosen_type("MATCH (a)-[r:$($type)]->(b) RETURN r"), chosen_type("MATCH (x:$($l)) RETURN x")
    ('$($type)', None)
    """
    tokens = [found for found, _ in tokens_with_depth(cypher)]
    words = [found.group() for found in tokens]
    clause = ""
    for i, word in enumerate(words):
        if word.upper() in _PLACES:
            clause = word.upper()
        if word != "$" or words[i + 1 : i + 2] not in (["("], ["any"], ["all"], ["ANY"], ["ALL"]):
            continue
        if words[i + 1] != "(" and words[i + 2 : i + 3] != ["("]:
            continue  # a parameter of that name
        named = words[max(i - 3, 0) : i]
        of_node = named[-2:] == ["(", ":"] or (named[:1] == ["("] and named[2:] == [":"])
        if not (clause == "MATCH" and of_node and words[i + 1] == "("):
            last = words.index(")", i) if ")" in words[i:] else i
            return cypher[tokens[i].start() : tokens[last].end()]
    return None


def loop(cypher: str) -> str | None:
    """Return a node that an edge leads from and to by one name, ``(e)-[:NEXT]->(e)``.

    The embedded engine counts every edge of the node instead (``hidden.same_node``).

    Examples
    --------
    >>> loop("MATCH (e:Event)-[:CONSIDERED]->(e) RETURN count(*)")
    'e'
    >>> loop("MATCH (e:Event)-[:CONSIDERED]->(q) WHERE q = e RETURN count(*)")
    """
    tokens = list(tokens_with_depth(cypher))
    words = [found.group().upper() for found, _ in tokens]
    ends = [(i, _closed(tokens, words, i)) for i, word in enumerate(words) if word == "("]
    names = {
        i: tokens[i + 1][0].group()
        for i, _ in ends
        if i + 1 < len(tokens) and tokens[i + 1][0].lastgroup in ("word", "quoted")
    }
    for i, close in ends:
        after = next((j for j, _ in ends if j > close), None)
        if after is None or names.get(i) is None or names.get(i) != names.get(after):
            continue
        between = words[close + 1 : after]
        if between[:1] in (["-"], ["<"]) and between[-1:] in (["-"], [">"]):
            return names[i]
    return None


_BEGINS, _ENDS = ("WHERE", "OR", "AND", "XOR", "NOT", "("), ("OR", "AND", "XOR", ")")


def _is_blind(
    tokens: list[tuple[re.Match[str], int]], words: list[str], where: int, end: int
) -> bool:
    """Say whether a WHERE has a CASE, or an OR of more than comparisons; subqueries apart."""
    own, braces = [], 0
    for i in range(where, end):
        braces -= words[i] == "}"
        if not braces:
            own.append(i)
        braces += words[i] == "{"
    said = [words[i] for i in own]
    if "CASE" in said:
        return True
    if "OR" not in said and "XOR" not in said and not _not_both(said):
        return False
    return "{" in said or any(_is_flag(said, i) for i in range(len(said)))


def _not_both(said: list[str]) -> bool:
    """Say whether there is a ``NOT (… AND …)``, which is an OR in other words."""
    after = [i for i in range(len(said) - 1) if said[i] == "NOT" and said[i + 1] == "("]
    return any("AND" in said[i:] for i in after)


def _is_flag(said: list[str], i: int) -> bool:
    """Say whether something that is true or false by itself begins here: ``e.contact``."""
    if i == 0 or said[i - 1] not in _BEGINS or said[i] in ("NOT", "(", *_ENDS):
        return False
    if said[max(i - 2, 0) : i] == ["IS", "NOT"]:
        return False
    if said[i - 1] == "(" and i > 1 and said[i - 2] not in (*_BEGINS, "("):
        return False  # what a function is given
    j = i + 1
    if said[j : j + 1] == ["("]:
        opened = 0
        for j in range(i + 1, len(said)):
            opened += (said[j] == "(") - (said[j] == ")")
            if not opened:
                break
        j += 1
    while said[j : j + 1] == ["."]:
        j += 2
    return j >= len(said) or said[j] in _ENDS


def _matches(
    tokens: list[tuple[re.Match[str], int]], words: list[str]
) -> Iterator[tuple[int, int, int]]:
    """Yield where each MATCH begins, where its WHERE stands, and where it ends."""
    for begin, (found, depth) in enumerate(tokens):
        if found.lastgroup != "word" or words[begin] != "MATCH":
            continue
        where = end = begin + 1
        while end < len(tokens) and tokens[end][1] >= depth:
            here = tokens[end][1] == depth
            part = words[end] == "WITH" and words[end - 1] in ("STARTS", "ENDS")
            if here and words[end] == "WHERE":
                where = end
            elif here and words[end] in _NEXT_CLAUSE and not part:
                break
            end += 1
        if where > begin + 1:
            yield begin, where, end


def _nodes(
    tokens: list[tuple[re.Match[str], int]], words: list[str], begin: int, end: int
) -> Iterator[tuple[str, bool]]:
    """Yield the name of each node of a pattern, and whether it has a label there."""
    for i in range(begin, end):
        if words[i] != "(" or words[i - 1] not in ("MATCH", ",", "-", ">", "=", "("):
            continue
        named = tokens[i + 1][0].lastgroup in ("word", "quoted")
        after = words[i + 2] if named else words[i + 1]
        yield tokens[i + 1][0].group() if named else "", after in (":", "IS")
