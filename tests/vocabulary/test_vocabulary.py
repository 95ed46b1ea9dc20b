"""The registries as a whole, the lookups, and what the files may not say."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from graphdb.case_view import KindFlags
from graphdb.model import Nature, Role
from graphdb.vocabulary import (
    FIELDS,
    FRAMEWORK_GROUPS,
    SUBJECT,
    Purpose,
    UnknownTerm,
    VocabularyError,
    as_markdown,
    load_vocabulary,
    parse_vocabulary,
)

V = load_vocabulary()
ROOT = Path(__file__).resolve().parents[2]
NAMES = ("topics", "kinds", "tools", "sectors", "themes", "headings")
SOURCE = re.compile(
    r"DASH 2009 q\d+|SPECSS \(004 1\.4\)|000 (¶\d+|Annex [A-F]( \d[A-O])?|D1)|00[1-3]( \d(\.\d)?)?"
    r"|004 \d\.\d|Law: \S.*|Practice: \S.*"
)
BLAME = re.compile(
    r"fail|missed|ignor|should have|non-engag|refus|hysteri|promiscu|provok|failure to|non-compl",
    re.IGNORECASE,
)


def texts() -> dict[str, str]:
    folder = files("graphdb") / "vocab"
    return {n: (folder / f"{n}.toml").read_text(encoding="utf-8") for n in NAMES}


def edited(name: str, old: str, new: str) -> Mapping[str, str]:
    all_of_them = texts()
    assert old in all_of_them[name], old
    all_of_them[name] = all_of_them[name].replace(old, new, 1)
    return all_of_them


# --- the whole registry -----------------------------------------------------------------------


def test_there_is_enough_of_everything() -> None:
    assert len(V.topics) >= 80
    assert len(V.kinds) >= 40
    assert len(V.sectors) >= 30
    assert len(V.themes) == 51
    assert tuple(V.headings) and set(V.headings) == set(FIELDS)


@pytest.mark.parametrize("topic", V.topics.values(), ids=lambda t: t.key)
def test_every_topic_stands_by_itself(topic) -> None:
    assert topic.label and topic.label[0].islower() | topic.label[0].isdigit()
    assert topic.words, "nothing suggests it in free text"
    assert topic.group
    assert set(topic.themes) <= set(V.themes)
    assert (topic.longest_days is None) == (topic.nature is not Nature.STATE)
    assert topic.about in {r.value for r in Role} | {SUBJECT}
    assert topic.by != topic.about
    assert not set(topic.words) & set(topic.not_words)


@pytest.mark.parametrize(
    "entry",
    [*V.topics.values(), *V.tools.values(), *V.sectors.values(), *V.themes.values()],
    ids=lambda e: e.key,
)
def test_every_source_has_a_known_form(entry) -> None:
    for part in entry.source.split("; "):
        assert SOURCE.fullmatch(part), part


@pytest.mark.parametrize(
    "entry",
    [*V.topics.values(), *V.kinds.values(), *V.tools.values(), *V.sectors.values()],
    ids=lambda e: e.key,
)
def test_our_own_words_blame_nobody(entry) -> None:
    assert not BLAME.search(entry.label)
    assert not BLAME.search(getattr(entry, "notes", ""))


def test_theme_labels_blame_nobody() -> None:
    assert not [t.label for t in V.themes.values() if BLAME.search(t.label)]


def test_the_heaviest_weights_are_few_and_the_ones_that_research_names() -> None:
    heaviest = {t.key for t in V.topics.values() if t.weight == 5}
    assert {
        "threats-to-kill",
        "strangulation",
        "weapon-used",
        "sexual-violence",
        "stalking",
        "fear-of-being-killed",
        "delusions-naming-victim",
    } <= heaviest
    assert len(heaviest) <= len(V.topics) // 8
    assert V.topics["separation"].weight == 4
    assert V.topics["depression"].weight < V.topics["psychosis"].weight


def test_kinds_answer_what_the_rules_ask() -> None:
    def needs(_: KindFlags) -> None: ...

    for kind in V.kinds.values():
        needs(kind)
        assert kind.incident == (kind.severity > 0)
        assert not kind.assessment or kind.purpose in set(Purpose)
    assert V.kinds["repeat-prescription"].routine
    assert V.kinds["letter-received"].routine and not V.kinds["letter-received"].contact
    assert V.kinds["fatal-incident"].fatal and not V.kinds["fatal-incident"].contact
    assert [k.key for k in V.kinds.values() if k.no_contact] == ["no-contact"]
    assert not V.kinds["missed-appointment"].contact


def test_a_depression_questionnaire_is_no_violence_assessment() -> None:
    assert V.tool("PHQ-9").purpose is Purpose.MENTAL_HEALTH
    assert V.tool("SERAF").purpose is Purpose.SEXUAL_EXPLOITATION
    assert V.tool("SARA").purpose is Purpose.VIOLENCE


def test_expectations_begin_when_they_began() -> None:
    assert V.sector("police").risk_assessment_expected_from == date(2009, 3, 1)
    assert V.sector("GP").risk_assessment_expected_from is None
    assert V.tool("DASH").available_from == date(2009, 3, 1)


def test_a_practice_shares_a_record_and_two_units_of_a_force_do_not() -> None:
    assert V.sector("gp").shared_record
    assert not V.sector("police").shared_record


def test_every_framework_group_is_used_and_informal_stands_apart() -> None:
    assert {s.framework for s in V.sectors.values()} == set(FRAMEWORK_GROUPS)
    for sector in V.sectors.values():
        assert sector.informal == (sector.framework == "Informal")


def test_the_framework_is_the_published_one() -> None:
    # Home Office, "Key findings from analysis of domestic homicide reviews", 2016, Annex E.
    table = Path(__file__).with_name("framework.csv")
    with table.open(encoding="utf-8", newline="") as stream:
        published = {
            row["code"]: (row["factor"], row["sub_category"]) for row in csv.DictReader(stream)
        }
    assert len(published) > 30
    for code, named in published.items():
        theme = V.theme(code)
        assert (theme.factor, theme.sub_category) == named


def test_the_template_columns_are_all_there() -> None:
    labels = {
        "Date", "Source", "What happened", "Time", "End date", "Learned", "Ref", "Seq",
        "Who was involved", "Children present", "Kind", "Information", "Shared with", "Told by",
        "Invited", "Attended", "Minutes sent to", "In response to", "Took into account",
        "Risk tool", "Grade", "Outcome", "Consent / why not shared", "Comment",
    }  # fmt: skip
    assert labels <= {h.label for h in V.headings.values()}
    compulsory = [h.key for h in V.headings.values() if h.compulsory]
    assert compulsory == ["date", "source", "summary"]


# --- lookups ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("TTK", "threats-to-kill"),
        ("threat to kill", "threats-to-kill"),
        ("  Threats   to Kill ", "threats-to-kill"),
        ("threats-to-kill", "threats-to-kill"),
        ("THREATS_TO_KILL", "threats-to-kill"),
        ("NFS", "strangulation"),
        ("He’ll kill me", "fear-of-being-killed"),
        ("missed appointments", "contact-not-taken-up"),
        ("NRPF", "immigration-status"),
    ],
)
def test_topics_are_found(asked: str, key: str) -> None:
    assert V.topic(asked).key == key


@pytest.mark.parametrize(
    ("asked", "key"),
    [("DNA", "missed-appointment"), ("A&E", "attendance-ae"),
     ("ICPC", "child-protection-conference"),
     ("domestic", "incident"), ("T/C", "phone-call"), ("NFA", "nfa")],
)  # fmt: skip
def test_kinds_are_found(asked: str, key: str) -> None:
    assert V.kind(asked).key == key


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Date", "date"),
        ("Date/Time", "date"),
        ("Date / Time:", "date"),
        ("Date or Period of Event", "date"),
        ("START DATE", "date"),
        ("Source of Information", "source"),
        ("Agency", "agency"),
        ("Event", "summary"),
        ("Significant Event", "summary"),
        ("Contact", "summary"),
        ("Details", "summary"),
        ("Incident", "summary"),
        ("Who seen", "persons"),
        ("Child seen?", "seen"),
        ("Response", "response"),
        ("Action", "response"),
        ("Decision", "response"),
        ("Action / Outcome", "response"),
        ("Outcome", "outcome"),
        ("Comment", "comment"),
        ("Analysis", "comment"),
        ("Author’s comments", "comment"),
        ("Seq", "seq"),
        ("Event Ref", "ref"),
        ("Consent / why not shared", "consent"),
    ],
)
def test_headings_are_found(heading: str, expected: str) -> None:
    assert V.heading(heading) == expected


@pytest.mark.parametrize(
    ("tool", "written", "grade"),
    [
        ("DASH", "High", "high"),
        ("DASH", "high risk", "high"),
        ("DASH", "graded MEDIUM", "medium"),
        ("DASH", "Std", "standard"),
        ("DASH", "High (14 ticks)", "high"),
        ("OASys", "very high RoSH", "very high"),
        ("OASys", "V High", "very high"),
        ("MAPPA level", "2", "level 2"),
        ("PHQ-9", "moderately severe", "moderately severe"),
        ("EPDS", " 14 ", "14"),
    ],
)
def test_grades_are_found(tool: str, written: str, grade: str) -> None:
    assert V.grade(tool, written) == grade


@pytest.mark.parametrize("written", ["", "medium to high", "purple", "14"])
def test_a_grade_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(UnknownTerm):
        V.grade("DASH", written)


def test_grades_rank_from_low_to_high() -> None:
    dash = V.tool("DASH")
    assert [dash.rank(g) for g in ("standard", "medium", "high")] == [0, 1, 2]
    with pytest.raises(UnknownTerm):
        dash.rank("purple")


@pytest.mark.parametrize(
    ("ask", "text", "message"),
    [
        (V.topic, "threats too kill",
         '"threats too kill" is not a topic we know; did you mean "threats to kill"?'),
        (V.kind, "homevisit", '"homevisit" is not a kind we know; did you mean "home visit"?'),
        (V.sector, "polise", '"polise" is not a sector we know; did you mean "police"?'),
        (V.heading, "Dat of event",
         '"Dat of event" is not a column heading we know; did you mean "date of event"?'),
        (V.topic, "zzzz", '"zzzz" is not a topic we know'),
        (V.theme, "Zzz", '"Zzz" is not a theme we know'),
    ],
)  # fmt: skip
def test_unknown_words_are_refused_with_the_nearest(ask, text: str, message: str) -> None:
    with pytest.raises(UnknownTerm) as caught:
        ask(text)
    assert str(caught.value) == message
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("text", ["", " ", "\x00", "'); DROP TABLE", "\u202e", "😀", "x" * 9**5])
def test_hostile_words_get_one_short_printable_line(text: str) -> None:
    for ask in (V.topic, V.kind, V.sector, V.tool, V.heading):
        with pytest.raises(UnknownTerm) as caught:
            ask(text)
        assert len(str(caught.value)) < 250
        assert str(caught.value).isprintable()


# --- what the files may not say ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("topics", "weight = 5", "wieght = 5", r'kill\].*"wieght"; did you mean "weight"'),
        ("topics", "weight = 5", "weight = 6", "1 to 5"),
        ("topics", "weight = 5", 'weight = "5"', "whole number"),
        ("topics", "weight = 5", "weight = true", "whole number"),
        ("topics", 'nature = "occurrence"', 'nature = "state"', "longest_days"),
        ("topics", 'nature = "occurrence"', 'nature = "event"', "standing, state, occurrence"),
        ("topics", 'themes = ["1A"]', 'themes = ["1Z"]', "not in themes.toml"),
        ("topics", 'about = "victim"', 'about = "lodger"', '"about" must be one of'),
        ("topics", '"threat to kill"', '"strangulation"', "stands for"),
        ("topics", '  ttk,', "  TTK,", "lower case"),
        ("topics", '  ttk,', "  ttk, threat*s,", "cannot be read"),
        ("topics", '  ttk,', "  ttk, * kill,", "cannot be read"),
        ("topics", '  ttk,', "  ttk, ttk,", "twice"),
        ("topics", 'label = "threats to kill"\n', "", 'no "label"'),
        ("topics", "format = 1", "format = 2", "reads format = 1"),
        ("topics", "[threats-to-kill]", "[Threats to kill", "not valid TOML"),
        ("topics", "[threats-to-kill]", "[Threats_To]", "lower-case"),
        ("kinds", "contact = true", 'contact = "yes"', "true or false"),
        ("kinds", "severity = 2", "severity = 0", "severity"),
        ("kinds", 'purpose = "domestic-abuse"\n', "", "purpose"),
        ("tools", "from = 2009-03-01", "form = 2009-03-01", 'did you mean "from"'),
        ("tools", "from = 2009-03-01", 'from = "2009"', "must be a date"),
        ("tools", "standard = [", "standrad = [", "not among its grades"),
        ("sectors", 'framework = "Police"', 'framework = "Policing"', "framework"),
        ("headings", "[time]", "[tyme]", "fields and entries differ"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_stand_is_refused(name, old, new, message) -> None:
    with pytest.raises(VocabularyError, match=message) as caught:
        parse_vocabulary(edited(name, old, new))
    assert f"{name}.toml" in str(caught.value)


def test_one_new_entry_in_one_file_is_all_it_takes() -> None:
    more = texts()
    more["topics"] += (
        '\n[hoarding]\nlabel = "hoarding"\nnature = "standing"\nweight = 1\nabout = "subject"\n'
        'words = "hoard*"\nthemes = ["1L"]\nsource = "Practice: fire service"\n'
    )
    assert parse_vocabulary(more).topic("Hoarding").words == ("hoard*",)


def test_it_is_read_once_and_quickly() -> None:
    assert load_vocabulary() is load_vocabulary()
    best = 1.0
    for _ in range(5):
        begun = time.process_time()
        parse_vocabulary(texts())
        best = min(best, time.process_time() - begun)
    assert best < 0.15  # 0.03 to 0.05 s on a quiet machine


def test_importing_reads_nothing() -> None:
    code = (
        "import sys, graphdb.vocabulary as v; assert v.load_vocabulary.cache_info().currsize == 0;"
        "assert 'rapidfuzz' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_the_registries_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        V.topics["x"] = V.topics["assault"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        V.topics["assault"].weight = 1  # type: ignore[misc]


# --- the page ---------------------------------------------------------------------------------


def test_the_page_of_the_manual_is_current() -> None:
    page = ROOT / "docs" / "reference" / "vocabulary.md"
    assert page.read_text(encoding="utf-8") == as_markdown(), "run python -m graphdb.vocabulary"


def test_the_page_names_every_term() -> None:
    page = as_markdown()
    for registry in (V.topics, V.kinds, V.tools, V.sectors, V.themes, V.headings):
        for key in registry:
            assert f"`{key}`" in page
