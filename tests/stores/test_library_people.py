"""People in more than one case: only on an authority, only on a terminal, only as said."""

from __future__ import annotations

import importlib
import json
import os
import random
import sys
from pathlib import Path

import pytest

from graphdb.stores.base import StoppedError
from joinedup.library.confidential import KEPT_BACK
from joinedup.library.export.json_file import read_json
from joinedup.library.library import Library
from joinedup.library.people import EXACT, LIKELY, Someone, compared, is_professional, whole_names
from joinedup.library.registry import Authority, NoAuthorityError, Registry
from tests.joinedup.helpers import TWO, flat, run
from tests.stores.libraries import ONE, OTHER, change

# `joinedup.cli` has a command of this name
commands = importlib.import_module("joinedup.cli.library")


BY = ("--by", "A Panel", "--on", "2026-03-14")
RECORD = ("library", "authority", "--text", "Board of 1 March", "--purpose", "repeat victims", *BY)
ALIASES = 'aliases = ["Leanne Marsh", "LM", "Ms Marsh"]'
LEANNE = (f"{ONE}/V", f"{OTHER}/V")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "_on_a_terminal", lambda: True)


@pytest.fixture
def pair(kept, folders, tmp_path):
    """Return two cases of one victim, whom only their aliases name in full."""
    other = TWO.replace(ALIASES, 'aliases = ["Leanne Marsh"]')
    (folders[1] / "case.toml").write_text(
        other.replace('id = "test-case"', f'id = "{OTHER}"'), encoding="utf-8"
    )
    return folders


# --- the guard --------------------------------------------------------------------------------


def test_nothing_is_compared_without_an_authority(kept, pair, terminal):
    assert run("library", "add", *pair).exit_code == 0
    for words in (["people"], ["same", *LEANNE, *BY, "--how", "x"], ["take-back", *LEANNE]):
        said = run("library", *words)
        assert said.exit_code == 2, words
        assert "records no authority and no purpose" in flat(said.stderr)
        assert "Marsh" not in said.output
    with pytest.raises(NoAuthorityError):
        Registry(kept).people()
    assert kept.counts().nodes["Confidential"] == 0
    shown = run("library", "authority")
    assert "No authority is on record" in shown.stdout


@pytest.mark.parametrize("missing", ["--text", "--purpose", "--by"])
def test_an_authority_has_a_purpose_and_somebody_who_says_so(missing, kept):
    words = list(RECORD)
    at = words.index(missing)
    for without in ([*words[:at], *words[at + 2 :]], [*words[: at + 1], " ", *words[at + 2 :]]):
        said = run(*without)
        assert said.exit_code == 2
        assert f"{missing} is needed" in flat(said.stderr)
    assert Registry(kept).authorities() == ()
    assert run(*RECORD, "--on", "14/3/2026").exit_code == 2


def test_from_an_authority_to_its_withdrawal(kept, pair, terminal, tmp_path):
    run("library", "add", *pair)
    assert run(*RECORD).exit_code == 0
    assert run(*RECORD).exit_code == 2  # one at a time
    # aliases come when cases are added again, though their folders have not changed
    assert flat(run("library", "add", *pair).stdout).startswith("0 added, 2 replaced: ")
    assert run("library", "verify", "--against", pair[0]).exit_code == 0

    said = run("library", "people")
    assert said.exit_code == 0
    text = flat(said.stdout)
    assert text.index("Board of 1 March") < text.index("repeat victims") < text.index(LEANNE[0])
    (match,) = Registry(kept).people().matches
    assert (match.kind, match.standing) == (EXACT, "")
    assert "to be confirmed by a person" in text
    assert "Not compared: 0 children" not in text  # Jade is one, in both

    assert run("library", "same", *LEANNE, *BY, "--how", "by the date of birth").exit_code == 0
    _said(kept, "confirmed")
    # it outlives both cases being written again, the quick way and the slow
    run("library", "add", "--again", *pair)
    _said(kept, "confirmed")
    (match,) = Registry(kept).people().matches
    assert (match.standing, match.by, match.said_on) == ("confirmed", "A Panel", "2026-03-14")
    assert "by the date of birth" in run("library", "people").stdout
    assert LEANNE[0] not in run("library", "people", "--open").stdout
    assert run("library", "verify").exit_code == 0

    # no case's own graph and no file has a trace of it
    held = Library(kept, "x").graph(ONE)
    assert "Confidential" not in {label for _, label in held.nodes(data="label")}
    assert "joinedup-confidential" not in str(list(held.nodes(data=True)))
    run("export", *pair, "--to", "json", "--output", tmp_path / "out")
    for tables in read_json(tmp_path / "out" / "graph.json"):
        assert "Confidential" not in tables.nodes
    assert "joinedup-confidential" not in (tmp_path / "out" / "graph.json").read_text("utf-8")

    assert run("library", "not-same", *LEANNE, *BY, "--how", "another Leanne").exit_code == 0
    _said(kept, "refused")
    assert run("library", "take-back", *LEANNE).exit_code == 0
    assert run("library", "take-back", *LEANNE).exit_code == 1
    run("library", "not-same", *LEANNE, *BY, "--how", "another Leanne")

    gone = run("library", "authority", "--withdraw", *BY)
    assert gone.exit_code == 0
    assert kept.counts().nodes["Confidential"] == 0
    assert run("library", "verify").exit_code == 0
    assert run("library", "people").exit_code == 2
    assert "Withdrawn by A Panel on 2026-03-14" in run("library", "authority").stdout
    assert run(*RECORD).exit_code == 0  # and another may be recorded
    assert len(Registry(kept).authorities()) == 2


def _said(store, *standings: str) -> None:
    found = [(m.standing, m.by) for m in Registry(store).people().matches if m.standing]
    assert found == [(standing, "A Panel") for standing in standings]
    kept = store.query("MATCH (n:Confidential {case_id: ''}) RETURN count(n) AS n")["n"][0]
    assert kept == len(standings)


# --- what a question walks into ---------------------------------------------------------------

#: Whatever names are kept, nothing but a person's own reading of the store gives them.
ALIAS = "".join(random.Random().choices("abcdefghijklmnopqrstuvwxyz", k=14)).title()
HOW = "by the date of birth"


@pytest.fixture
def confirmed(kept, pair):
    """A library with an authority, aliases, and a match that somebody confirmed."""
    for folder in pair:
        toml = (folder / "case.toml").read_text(encoding="utf-8")
        (folder / "case.toml").write_text(toml.replace("Marsh", ALIAS), encoding="utf-8")
    run(*RECORD)
    run("library", "add", *pair)
    assert run("library", "same", *LEANNE, *BY, "--how", HOW).exit_code == 0
    (match,) = Registry(kept).people().matches
    assert (match.standing, match.how) == ("confirmed", HOW)
    assert f"Leanne {ALIAS}" in match.first.other_names
    return kept


WALKS = [
    "MATCH (a:Person)-[r]-(b) WHERE a.case_id <> b.case_id "
    "RETURN a.uid AS a, type(r) AS r, r.how AS how, b.uid AS b",
    "MATCH (a)-[r]->(b) WHERE a.case_id <> b.case_id AND b.case_id <> '' "
    "RETURN a.uid AS a, type(r) AS r, b.uid AS b",
    "MATCH p = (a:Person {case_id: $case})-[*1..2]-(b) WHERE b.case_id = $other "
    "RETURN length(p) AS l, b.uid AS b",
    "MATCH p = shortestPath((a:Person {uid: $one})-[*1..3]-(b:Person {uid: $two})) RETURN p",
    "MATCH (n:Confidential)--(m) RETURN m.uid AS m",
    "MATCH (a:Person {case_id: $case}) WHERE COUNT { (a)--(:Person) } > 0 RETURN a.uid AS a",
    "MATCH (p:Person) WHERE p['other' + '_names'] IS NOT NULL RETURN p.uid AS p",
    "MATCH (p:Person) WHERE p[$k] IS NOT NULL RETURN p.uid AS p",
    "MATCH (p:Person) UNWIND keys(p) AS k WITH k WHERE k STARTS WITH 'other' RETURN k",
    "MATCH (n:Confidential) WHERE n.text CONTAINS $alias OR n.text CONTAINS $case RETURN n",
    "MATCH (n:Confidential {case_id: ''}) WHERE n.uid CONTAINS $case OR n.uid CONTAINS $other "
    "RETURN n",
]
#: These answer, but for what is not theirs.
LISTS = [
    "MATCH (p:Person) RETURN p",
    "MATCH (p:Person) RETURN p.uid AS uid, p['other' + '_names'] AS names, p[$k] AS by_name",
    "MATCH (p:Person) UNWIND keys(p) AS k RETURN k, p[k] AS v",
    "MATCH (p:Person)-[r]-(q) RETURN p, r, q",
    "MATCH p = (a:Person {case_id: $case})-[*1..2]-(b) RETURN p",
    "MATCH (n:Confidential) RETURN n",
    "MATCH (n:Confidential) RETURN n.text AS t, properties(n) AS p, collect(n) AS some",
    "MATCH (n:Confidential) RETURN {a: [n.text, {b: 'so: ' + n.text}]} AS deep",
    "MATCH (n) RETURN n",
]


def test_no_question_walks_from_case_to_case_or_into_an_alias(confirmed, tmp_path):
    library = Library(confirmed, "x")
    given = {"case": ONE, "other": OTHER, "k": "other_names", "alias": ALIAS,
             "one": f"{ONE}/person:V", "two": f"{OTHER}/person:V"}  # fmt: skip
    for cypher in WALKS:
        named = {name: value for name, value in given.items() if f"${name}" in cypher}
        assert library.query(cypher, named).values.tolist() == [], cypher
    for cypher in LISTS:
        words = [w for name, value in given.items() if f"${name}" in cypher
                 for w in ("--param", f"{name}={value}")]  # fmt: skip
        out = tmp_path / "out.csv"
        done = run("query", cypher, *words, "--format", "csv", "--output", out)
        assert done.exit_code == 0, (cypher, done.output)
        text = out.read_text("utf-8-sig")
        assert text.count("\n") > 1, cypher
        for told in (ALIAS, HOW, "joinedup-confidential:"):
            assert told not in text, cypher
        if "$case" in cypher:
            assert OTHER not in text, cypher
    assert library.query("MATCH (n:Confidential) RETURN n.text AS t")["t"].unique().tolist() == [
        KEPT_BACK
    ]
    assert ALIAS not in str(list(library.graph(ONE).nodes(data=True)))


def test_no_value_in_the_store_names_an_alias_or_somebody_of_another_case(confirmed):
    nodes = confirmed.query(
        "MATCH (n) RETURN labels(n)[0] AS label, n.case_id AS case_id, properties(n) AS row"
    )
    edges = confirmed.query(
        "MATCH (a)-[r]->(b) RETURN type(r) AS label, a.case_id AS case_id, "
        "b.case_id AS leads_to, properties(r) AS row"
    )
    assert {*edges["leads_to"]} == {ONE, OTHER, ""}
    assert (edges["leads_to"].isin([""]) | (edges["leads_to"] == edges["case_id"])).all()
    assert sorted(nodes[nodes["label"] == "Confidential"]["case_id"]) == ["", ONE, OTHER]
    for found in (nodes, edges):
        for _, kind, case_id, *_, row in found.itertuples():
            text = str(row)
            assert ALIAS not in text and HOW not in text, kind
            for other in {ONE, OTHER} - {case_id}:
                assert other not in text, kind


def test_what_was_said_of_a_case_never_comes_back_with_it(confirmed, pair, monkeypatch):
    # the case goes in the middle of a command, or by a hand that knows nothing of people
    confirmed.remove(ONE)
    assert Registry(confirmed).people().matches == ()
    checked = run("library", "verify")
    assert (checked.exit_code, "1 of the records" in flat(checked.stdout)) == (1, True)
    assert run("library", "add", pair[0]).exit_code == 0
    _said(confirmed)
    assert run("library", "verify").exit_code == 0

    run("library", "same", *LEANNE, *BY, "--how", HOW)
    with monkeypatch.context() as stopping:
        stopping.setattr(confirmed, "remove", _stop)
        assert run("library", "remove", ONE).exit_code == 4
    _said(confirmed)
    assert run("library", "verify").exit_code == 0


def test_what_was_said_of_a_person_goes_when_the_case_has_that_person_no_more(confirmed, pair):
    run("library", "authority", "--withdraw", *BY)
    run(*RECORD, "--children")
    run("library", "same", f"{ONE}/C1", f"{OTHER}/C1", *BY, "--how", HOW)
    _said(confirmed, "confirmed")
    toml = (pair[0] / "case.toml").read_text(encoding="utf-8")
    for named in ("C2", "C1"):  # and does not come back with another of that key
        changed = toml.replace('id = "C1"', f'id = "{named}"')
        (pair[0] / "case.toml").write_text(changed, encoding="utf-8")
        run("library", "add", pair[0])
        _said(confirmed)


def test_nothing_rests_on_an_authority_that_was_withdrawn_by_half(confirmed, monkeypatch):
    with monkeypatch.context() as stopping:
        stopping.setattr(Registry, "_drop", _stop)
        assert run("library", "authority", "--withdraw", *BY).exit_code == 4
    assert confirmed.counts().nodes["Confidential"] == 3
    with pytest.raises(NoAuthorityError):
        Registry(confirmed).people()
    assert run(*RECORD).exit_code == 0
    assert confirmed.counts().nodes["Confidential"] == 0
    assert Registry(confirmed).people().matches == ()
    assert run("library", "verify").exit_code == 0


def _stop(*_: object) -> None:
    raise StoppedError("It went away.")


def test_what_was_changed_behind_our_back_is_told(confirmed):
    change(confirmed, "MATCH (n:Confidential) SET n.text = 'joinedup-confidential:e30='")
    assert [m.standing for m in Registry(confirmed).people().matches] == []
    said = run("library", "verify")
    assert said.exit_code == 1
    assert "1 of the records of people in two cases cannot be read" in flat(said.stdout)
    assert flat(said.stdout).count("not those that were written") == 2
    assert run("library", "authority", "--withdraw", *BY).exit_code == 0
    assert confirmed.counts().nodes["Confidential"] == 0


def test_people_are_not_shown_where_there_is_no_terminal(kept, pair):
    run(*RECORD)
    run("library", "add", *pair)
    said = run("library", "people")
    assert said.exit_code == 2
    assert "on a terminal only" in flat(said.stderr)
    assert said.stdout == ""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_terminal_is_one():
    main, other = os.openpty()
    with os.fdopen(other, "w") as file, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", file)
        assert commands._on_a_terminal()
    os.close(main)


def test_children_are_compared_only_where_the_authority_says_so(kept, pair, terminal):
    for folder in pair:
        toml = (folder / "case.toml").read_text(encoding="utf-8")
        (folder / "case.toml").write_text(toml.replace('"Jade"', '"Jade Marsh"'), encoding="utf-8")
    run(*RECORD)
    run("library", "add", *pair)
    children = (f"{ONE}/C1", f"{OTHER}/C1")
    assert "Jade Marsh" not in run("library", "people").stdout
    said = run("library", "same", *children, *BY, "--how", "x")
    assert (said.exit_code, "not extend to children" in flat(said.stderr)) == (2, True)
    run("library", "authority", "--withdraw", *BY)
    run(*RECORD, "--children")
    assert "Jade Marsh" in run("library", "people").stdout
    assert run("library", "same", *children, *BY, "--how", "x").exit_code == 0


@pytest.mark.parametrize(
    ("pair_", "says"),
    [((f"{ONE}/V", f"{ONE}/P"), "within a case"), ((f"{ONE}/V", "nowhere/V"), "is nobody")],
)
def test_what_cannot_be_said(pair_, says, kept, pair):
    run(*RECORD)
    run("library", "add", *pair)
    said = run("library", "same", *pair_, *BY, "--how", "x")
    assert (said.exit_code, says in flat(said.stderr)) == (2, True), said.output


def test_what_was_said_goes_with_a_case_that_is_removed(kept, pair):
    run(*RECORD)
    run("library", "add", *pair)
    run("library", "same", *LEANNE, *BY, "--how", "x")
    _said(kept, "confirmed")
    run("library", "remove", ONE)
    _said(kept)
    assert run("library", "verify").exit_code == 0


def test_the_authority_is_declared_as_it_is_kept(kept):
    from graphdb.schema import node_kind

    declared = [one.name for one in node_kind("Authority").properties]
    assert declared == list(Authority.__dataclass_fields__)


# --- names ------------------------------------------------------------------------------------


def someone(case: str, *names: str, age: str = "", years: tuple[int, int] | None = None,
            roles: tuple[str, ...] = ("victim",)) -> Someone:  # fmt: skip
    return Someone(f"{case}/person:V", case, "V", names[0], names[1:], roles, age, years)


def kinds(*people: Someone, children: bool = False) -> list[str]:
    return [one.kind for one in compared(people, children=children).matches]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Leanne Marsh", "Leanne Marsh", EXACT),
        ("Ms Leanne Marsh", "MARSH, Leanne", EXACT),
        ("José O’Brien-Smith", "Jose O'Brien Smith", LIKELY),
        ("José O’Brien", "Jose OBrien", EXACT),
        ("Marsh Leanne", "Leanne Marsh", LIKELY),
        ("Leanne Jane Marsh", "Leanne Marsh", LIKELY),
        ("Elizabeth Marsh", "Liz Marsh", LIKELY),
        ("Leanne Marsh", "Leane Marsh", LIKELY),
        ("Leanne Marsh", "Leanne Marsha", LIKELY),
        ("Leanne Marsh", "Donna Marsh", ""),
        ("Leanne Marsh", "Leanne Pike", ""),
        ("Leanne", "Leanne", ""),
        ("Ms Marsh", "Ms Marsh", ""),
        ("LM", "LM", ""),
        ("Adult A", "Adult A", ""),
        ("The neighbour", "The neighbour", ""),
        ("maternal grandmother", "maternal grandmother", ""),
        ("Leanne's mother", "Leanne's mother", ""),
        ("Child 1", "Child 1", ""),
        ("Close friend", "Close friend", ""),
        ("Lee Child", "Lee Child", EXACT),
        ("May Close", "May Close", EXACT),
    ],
)
def test_names_that_are_alike(one, other, kind):
    assert kinds(someone("a", one), someone("b", other)) == [kind][: bool(kind)]


def test_one_case_is_never_compared_with_itself():
    first, second = someone("a", "Leanne Marsh"), someone("a", "x", "Leanne Marsh")
    assert kinds(first, second) == []


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (("25-34", (2010, 2013)), ("35-44", (2018, 2020)), EXACT),
        (("25-34", (2010, 2013)), ("25-34", (2010, 2013)), EXACT),
        (("0-1", (2010, 2013)), ("25-34", (2010, 2013)), LIKELY),
        (("65+", (2010, 2013)), ("18-24", (2010, 2013)), LIKELY),
        (("65+", (2010, 2013)), ("", (2010, 2013)), EXACT),
        (("adult", (2010, 2013)), ("4-7", (2010, 2013)), EXACT),
        (("40", (2010, 2010)), ("30", (2000, 2000)), EXACT),
        (("40", (2010, 2010)), ("40", (2000, 2000)), LIKELY),
        (("25-34", None), ("0-1", (2010, 2013)), EXACT),
    ],
)
def test_ages_that_do_not_fit_make_no_exact_match(one, other, kind):
    first = someone("a", "Leanne Marsh", age=one[0], years=one[1])
    second = someone("b", "Leanne Marsh", age=other[0], years=other[1])
    (match,) = compared([first, second], children=False).matches
    assert match.kind == kind
    assert ("do not fit" in match.why) == (kind == LIKELY)


def test_an_exact_match_by_any_name_is_told_once():
    one = someone("a", "Leanne Marsh", "Leanne Pike", "Lianne Marsh")
    (match,) = compared([one, someone("b", "Leanne Marsh", "Leanne Pike")], children=False).matches
    assert match.kind == EXACT


def test_who_is_left_out_is_counted():
    people = [
        someone("a", "Jade Marsh", roles=("child",)),
        someone("a", "PC Dale Hart", roles=("other",)),
        someone("a", "Leanne"),
        someone("b", "Jade Marsh"),
    ]
    found = compared(people, children=False)
    left = found.left_out
    assert (found.matches, left.children, left.professionals, left.unnamed) == ((), 1, 1, 1)
    assert kinds(*people, children=True) == [EXACT]
    assert not is_professional(someone("a", "Dr Ann Hart", roles=("perpetrator",)))
    assert whole_names(someone("a", "PC Dale Hart")) == {("dale", "hart"): "PC Dale Hart"}


def test_no_value_of_a_person_is_part_of_a_query(kept, pair):
    toml = (pair[0] / "case.toml").read_text(encoding="utf-8")
    hostile = "x'}) DETACH DELETE n //"
    (pair[0] / "case.toml").write_text(
        toml.replace('label = "Leanne"', f'label = "{hostile}"'), encoding="utf-8"
    )
    run(*RECORD)
    run("library", "add", *pair)
    before = kept.counts()
    said = run("library", "same", *LEANNE, "--by", hostile, "--how", "[red]x[/red]\x1b[31m")
    assert said.exit_code == 0
    assert "\x1b" not in said.output
    after = kept.counts()
    assert after.nodes == before.nodes | {"Confidential": before.nodes["Confidential"] + 1}
    assert after.edges == before.edges
    names = json.dumps(list(kept.query("MATCH (p:Person) RETURN p.name AS n")["n"]))
    assert hostile in names


def test_the_words_of_names_are_in_the_package():
    import joinedup.library

    assert (Path(joinedup.library.__file__).parent / "names.toml").is_file()
