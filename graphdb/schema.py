"""What the graph holds: every kind of node and of edge, declared once.

Constraints, batched writes, checks, exports and the page of the manual are made from these
declarations; a new property is one line here and one where its rows are made. The terms are those
of the model: a reader from a review panel should recognise every one of them.

``python -m graphdb.schema`` writes ``docs/reference/schema.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

PropertyType = Literal["string", "integer", "float", "boolean", "strings"]
"""What a property holds; ``"strings"`` is a list of texts, none of them empty."""

FORMAT = 1
"""The version of these declarations; raised when what is there changes its meaning."""


class UnknownKindError(ValueError):
    """No node or edge of this kind is declared."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a node or an edge.

    Attributes
    ----------
    name
        As it is written in Cypher; one name has one type wherever it stands.
    type
        What it holds.
    says
        What it means, in a sentence.
    required
        Whether every node or edge of the kind has it; else it is missing (``None``) where there
        is nothing to say.
    """

    name: str
    type: PropertyType
    says: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A kind of node; each has ``uid`` and ``case_id`` beside its ``properties``."""

    label: str
    properties: tuple[Property, ...]
    says: str


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """A kind of edge; each has ``case_id`` beside its ``properties``.

    ``starts`` and ``ends`` are the labels between which it runs; ``across`` says whether it may
    run between two cases, which none of ours may.
    """

    type: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    properties: tuple[Property, ...]
    says: str
    across: bool = False


def _needed(name: str, kind: PropertyType, says: str) -> Property:
    return Property(name, kind, says, required=True)


UID = _needed("uid", "string", "The key: unique in the whole library of cases.")
CASE_ID = _needed(
    "case_id", "string", "The case that it belongs to; empty for what belongs to none, as a theme."
)
NODE_COMMON = (UID, CASE_ID)
"""What every node has beside its own properties."""
EDGE_COMMON = (_needed("case_id", "string", "The case that it belongs to."),)
"""What every edge has beside its own properties."""

_KINDS = (
    "In order of time, as NEXT has them; “?” for a row that nobody has coded; without rows of the "
    "fatal incident and what came out after the death."
)
_MINUTES = "Minutes from 1 January of the year 1; missing where that side is open."

NODES: tuple[NodeKind, ...] = (
    NodeKind(
        "Case",
        (
            _needed("title", "string", "What the review is called."),
            _needed("review_type", "string", "Domestic homicide review or another, as written."),
            _needed("death_type", "string", "What kind of death is reviewed."),
            _needed("status", "string", "How far the review has come."),
            _needed("area", "string", "Whose area it is; may be empty."),
            _needed("marking", "string", "The protective marking; may be empty."),
            Property("scope_from", "string", "First day of the scope (2010-03-01)."),
            Property("scope_to", "string", "Last day of the scope."),
            Property("fatal_earliest", "integer", f"Fatal incident, at the earliest. {_MINUTES}"),
            Property("fatal_latest", "integer", f"Fatal incident, at the latest. {_MINUTES}"),
            Property("fatal_earliest_iso", "string", "The same as a date and time."),
            Property("fatal_latest_iso", "string", "The same as a date and time."),
            _needed("scope_lo", "integer", "First minute of the scope; 0 where it has none."),
            _needed(
                "end_lo",
                "integer",
                "First minute at which the time looked at can end (fatal incident or end of "
                "scope); beyond 10^12 where nothing ends it.",
            ),
            _needed("end_hi", "integer", "Last minute at which it can end; as `end_lo`."),
            _needed("min_weight", "integer", "Setting: the least weight that is listed."),
            _needed("heavy_weight", "integer", "Setting: from which weight on a fact is heavy."),
            _needed("late_days", "integer", "Setting: after how many days a share is late."),
            _needed("look_back_days", "integer", "Setting: how far an assessment looks back."),
            _needed("assessment_days", "integer", "Setting: in which time one is expected."),
            _needed("sending_suffices", "boolean", "Setting: what was sent counts as received."),
            _needed("threshold_indicators", "integer", "Threshold: how many distinct indicators."),
            _needed("threshold_weight", "integer", "Threshold: or which weight."),
            _needed("threshold_incidents", "integer", "Threshold: or how many incidents."),
            _needed("threshold_days", "integer", "Threshold: in how many days these."),
            Property(
                "pooled_certain",
                "integer",
                "By which minute the organisations' records together certainly reach the "
                "threshold; missing where they do not before the end.",
            ),
            Property("pooled_possible", "integer", "From which minute they possibly do."),
            Property(
                "single_certain",
                "integer",
                "By which minute the records of the first single organisation certainly do.",
            ),
            Property("single_possible", "integer", "From which minute those of one possibly do."),
            _needed(
                "kinds",
                "strings",
                "Kinds of the rows with somebody of the household as subject or present, whoever "
                f"wrote them. {_KINDS}",
            ),
            _needed(
                "looked_for",
                "strings",
                "Keys of the findings that could be looked for in these rows; empty where nothing "
                "was looked for (`case.graph`).",
            ),
            Property("made_with", "string", "In a library: the release that made the rows."),
            Property("vocabulary", "string", "In a library: SHA-256 of the vocabulary used."),
            Property("inputs", "string", "In a library: SHA-256 over those of the files read."),
            Property("digest", "string", "In a library: SHA-256 over all the case's other rows."),
        ),
        "One review.",
    ),
    NodeKind(
        "Person",
        (
            _needed("person_id", "string", "Key in the case's own case.toml."),
            _needed("name", "string", "What the case calls the person."),
            _needed(
                "roles", "strings", "Victim, perpetrator, child, …; one person may be several."
            ),
            _needed("age_band", "string", "As written; may be empty."),
            _needed("needs", "strings", "Characteristics and needs on record."),
        ),
        "Anyone the chronologies speak of.",
    ),
    NodeKind(
        "Agency",
        (
            _needed("agency_id", "string", "Key in the case's own case.toml."),
            _needed("name", "string", "What the case calls the agency."),
            _needed("sector", "string", "Key of the vocabulary's sectors."),
            _needed(
                "sector_group",
                "string",
                "How the published analysis groups it: Health, Police, …; may be empty.",
            ),
            _needed("area", "string", "Where it works; may be empty."),
            _needed("informal", "boolean", "Family, friends, neighbours, an employer."),
            Property("coverage_from", "string", "First day that its chronology covers."),
            Property("coverage_to", "string", "Last day that its chronology covers."),
            _needed("coverage_full", "boolean", "Whether it covers these days in full."),
            _needed(
                "coverage_stated", "boolean", "Whether somebody said so; else it is the scope."
            ),
            _needed("rows", "integer", "How many rows of its own there are."),
            _needed("uncoded", "integer", "How many of these nobody has coded."),
            _needed(
                "informed",
                "integer",
                "How many of these say what became known, and not only after the death.",
            ),
            _needed("kinds", "strings", f"Kinds of its rows. {_KINDS}"),
        ),
        "An organisation, or an informal source.",
    ),
    NodeKind(
        "Team",
        (
            _needed("team_id", "string", "The agency's key, a stroke, and the team's key."),
            _needed("name", "string", "Agency and team, as a reader knows them."),
            _needed("locality", "string", "Where it works; may be empty."),
            _needed("shares_record", "string", "The record system it shares; may be empty."),
            _needed("stated", "boolean", "False for an agency's “team not stated”."),
        ),
        "A part of an agency that keeps its own record: the holder of knowledge.",
    ),
    NodeKind(
        "Fact",
        (
            _needed("fact_id", "string", "Made of case, topic, about whom and by whom."),
            _needed("topic", "string", "Key of the vocabulary's topics."),
            _needed("name", "string", "The topic in words."),
            _needed("weight", "integer", "How much it weighs, 0 to 5."),
            _needed("nature", "string", "Standing, state (it ends), or occurrence."),
            Property("longest_days", "integer", "For a state: how long a record is relied on."),
            _needed("themes", "strings", "Codes of the analysis framework that the topic has."),
        ),
        "A piece of information in a case: a topic, about a person, by a person.",
    ),
    NodeKind(
        "Event",
        (
            _needed("event_id", "string", "Stays the same from run to run and file to file."),
            _needed("kind", "string", "Key of the vocabulary's kinds; empty where uncoded."),
            Property("earliest", "integer", f"Start, at the earliest. {_MINUTES}"),
            Property("latest", "integer", f"End, at the latest. {_MINUTES}"),
            Property("earliest_iso", "string", "`earliest` as a date and time (2012-03-14T09:30)."),
            Property("latest_iso", "string", "`latest` as a date and time."),
            _needed("extent", "string", "Once, lasting or repeated."),
            _needed("written", "string", "The date as the chronology has it."),
            _needed("start_lo", "integer", "Bound of the start; 0 where that side is open."),
            _needed("start_hi", "integer", "Bound of the start; 10^12 where that side is open."),
            _needed("end_lo", "integer", "Bound of the end; 0 where that side is open."),
            _needed("end_hi", "integer", "Bound of the end; 10^12 where that side is open."),
            _needed("known_lo", "integer", "Bound of the minute from which its holder knew."),
            _needed("known_hi", "integer", "Bound of the minute from which its holder knew."),
            _needed("summary", "string", "What happened, as written."),
            _needed("document", "string", "The file that it stands in."),
            _needed("part", "string", "The sheet or table; may be empty."),
            _needed("row", "integer", "The row, as the file's reader counts it."),
            Property("sequence", "integer", "The source's own Seq."),
            _needed("ref", "string", "The agency's own reference; may be empty."),
            _needed("tool", "string", "Risk tool used; may be empty."),
            _needed("grade", "string", "What it came out at; may be empty."),
            _needed("response", "string", "What was done; may be empty."),
            _needed("outcome", "string", "What came of it; may be empty."),
            Property("bar", "string", "Kind of a recorded reason for not sharing."),
            _needed("coded", "boolean", "Whether anybody said what the row is."),
            _needed("learned_after_death", "boolean", "It came out through the review itself."),
            _needed("fatal", "boolean", "A row of the fatal incident itself."),
            _needed(
                "contact",
                "boolean",
                "A contact that could have been an opportunity: not routine, not of the fatal "
                "incident, within the time looked at in some reading of the dates.",
            ),
            _needed("incident", "boolean", "Of a kind that is an incident between people."),
            _needed("assessment", "boolean", "Of a kind that is an assessment."),
            _needed("decision", "boolean", "Of a kind that is a decision."),
            _needed("meeting", "boolean", "Of a kind that is a meeting between agencies."),
            Property(
                "considered_stated",
                "boolean",
                "Whether “Took into account” was filled in; missing where there is no such column.",
            ),
        ),
        "One row of a chronology.",
    ),
    NodeKind(
        "Occurrence",
        (
            _needed("occurrence_id", "string", "The least event id of its rows."),
            _needed("kind", "string", "Kind of its severest row, the earliest of several."),
            _needed("severity", "integer", "How severe, 0 to 5."),
            _needed("incident", "boolean", "An incident with somebody of the household in it."),
            _needed("rows", "integer", "How many rows tell of it."),
        ),
        "One thing that happened, told by one or several rows.",
    ),
    NodeKind(
        "Theme",
        (
            _needed("code", "string", "1A to 9, as the framework has it."),
            _needed("name", "string", "In plain words."),
            _needed("factor", "string", "The factor that it belongs to."),
            _needed("sub_category", "string", "As published."),
        ),
        "A code of the analysis framework (Home Office 2016); shared by all cases.",
    ),
    NodeKind(
        "Finding",
        (
            _needed("finding_id", "string", "Stays the same from run to run."),
            _needed("query", "string", "Key of the finding; see docs/findings."),
            _needed("certainty", "string", "Certain, or possible only."),
            _needed("form", "string", "Which form of the finding; may be empty."),
            _needed("grade", "string", "How strongly it was expected; may be empty."),
            _needed("statement", "string", "What the records show."),
            _needed("question", "string", "What the panel may want to ask."),
            _needed("good_practice", "boolean", "Whether it is something that went well."),
            _needed("by_panel", "boolean", "Whether the panel added it."),
            _needed("rank", "integer", "Its place in the order of reading, from 1."),
            _needed("rank_weight", "float", "What it is ranked by; for ranking only."),
            _needed("line", "string", "Findings with the same are read as one line."),
            _needed("expected_of", "string", "Agency of which it was expected; may be empty."),
            Property("days_least", "integer", "For how many days at the least."),
            Property("days_most", "integer", "For how many days at the most; missing: no end."),
            _needed("notes", "strings", "Further sentences."),
            _needed("disposition", "string", "What the panel says; empty where nothing yet."),
        ),
        "What a query found: a line of enquiry for the panel, not a verdict.",
    ),
    NodeKind(
        "Disposition",
        (
            _needed("finding_id", "string", "The finding that it is of."),
            _needed("state", "string", "Open, question sent, accepted, explained, …"),
            _needed("title", "string", "The finding's statement at that time."),
            _needed("note", "string", "What the panel says; may be empty."),
            _needed("who", "string", "Who said it; may be empty."),
            _needed("said_on", "string", "When, as written; may be empty."),
            _needed("question_to", "string", "To whom a question went; may be empty."),
            _needed("sent_on", "string", "When it was sent; may be empty."),
            _needed("answered_on", "string", "When it was answered; may be empty."),
            _needed("answer", "string", "The answer; may be empty."),
            _needed("found", "boolean", "False where the finding is no longer found."),
            _needed("rows_added", "integer", "Rows that the finding has gained since."),
            _needed("rows_gone", "integer", "Rows that it has lost since."),
        ),
        "What the panel said of a finding; kept when the finding is no longer found.",
    ),
    NodeKind(
        "Authority",
        (
            _needed("basis", "string", "On what authority people of several cases are compared."),
            _needed("purpose", "string", "What for."),
            _needed("by", "string", "Who recorded it."),
            _needed("said_on", "string", "On which day (2026-03-14)."),
            _needed("children", "boolean", "Whether it extends to children."),
            _needed("withdrawn_by", "string", "Who withdrew it; empty while it is in force."),
            _needed("withdrawn_on", "string", "On which day; empty while it is in force."),
        ),
        "What a library records of itself: that people may be compared across its cases, and why. "
        "It belongs to no case and is never exported.",
    ),
    NodeKind(
        "Confidential",
        (_needed("text", "string", "Not to be read: for `joinedup library people` alone."),),
        "What a library that records an authority keeps of people across its cases: a case's "
        "aliases, or, with an empty `case_id`, what somebody said of two people. No edge leads to "
        "it, `joinedup query` leaves its text out, and it is never exported.",
    ),
)

_HOLDERS = ("Team", "Agency")
_CHANNEL = (_needed("channel", "string", "By which channel; may be empty."),)
_HELD = (
    Property("certain_from", "integer", "By which minute it is certain; missing: by none."),
    _needed("possible_from", "integer", "From which minute it is possible; 0: that is open."),
    Property("certain_from_iso", "string", "`certain_from` as a date and time."),
    Property("possible_from_iso", "string", "`possible_from` as a date and time."),
    _needed("how", "string", "In which way, in words."),
    _needed("via", "string", "`event_id` of the row that shows it."),
    _needed(
        "ways",
        "strings",
        "Every way, not only the first: “certain” or “possible”, a blank, `event_id` of the row "
        "that tells of it, and after further blanks those of other rows that it took (a share, "
        "its receipt, a meeting). A way is complete when the last of its rows has happened.",
    ),
)
_TOLD = (
    Property(
        "told_certain_from",
        "integer",
        "By which minute it certainly had it from another organisation; missing: by none.",
    ),
    Property(
        "told_possible_from",
        "integer",
        "From which minute it possibly had it from one; missing: no record that it was told.",
    ),
)

EDGES: tuple[EdgeKind, ...] = (
    EdgeKind("IN_CASE", ("Event",), ("Case",), (), "The row is of the case."),
    EdgeKind("RECORDED_BY", ("Event",), ("Team",), (), "Whose record the row is."),
    EdgeKind("PART_OF", ("Team",), ("Agency",), (), "The team is of the agency."),
    EdgeKind(
        "INVOLVES",
        ("Event",),
        ("Person",),
        (_needed("role", "string", "Subject, present or mentioned."),),
        "The person's part in the row.",
    ),
    EdgeKind("TELLS_OF", ("Event",), ("Occurrence",), (), "What the row tells of."),
    EdgeKind(
        "REVEALS",
        ("Event",),
        ("Fact",),
        (
            _needed("stance", "string", "Observed, disclosed, alleged, …, denied, ruled out."),
            Property("said_by", "string", "`person_id` of who said so."),
        ),
        "The row reveals the fact, or that it was denied or ruled out.",
    ),
    EdgeKind("ABOUT", ("Fact",), ("Person",), (), "Whom the fact is about."),
    EdgeKind("BY", ("Fact",), ("Person",), (), "Who does it."),
    EdgeKind("SHARED_WITH", ("Event",), ("Team",), _CHANNEL, "The row says that it was sent."),
    EdgeKind("TOLD_BY", ("Event",), ("Team",), _CHANNEL, "The row names its source."),
    EdgeKind("INVITED", ("Event",), ("Team",), _CHANNEL, "Invited to the meeting."),
    EdgeKind("ATTENDED_BY", ("Event",), ("Team",), _CHANNEL, "Recorded as having attended."),
    EdgeKind("MINUTES_TO", ("Event",), ("Team",), _CHANNEL, "The minutes were sent to it."),
    EdgeKind("CONSIDERED", ("Event",), ("Event",), (), "What was taken into account."),
    EdgeKind("RESPONDS_TO", ("Event",), ("Event",), (), "What the row answers."),
    EdgeKind(
        "SAME_OCCURRENCE",
        ("Event",),
        ("Event",),
        (_needed("by", "string", "Reference, person, or match: a guess."),),
        "Both rows tell of one occurrence.",
    ),
    EdgeKind(
        "NEXT",
        ("Event",),
        ("Event",),
        (
            Property("agency", "string", "`agency_id`, where it is the agency's next row."),
            Property("person", "string", "`person_id`, where it is the next row on the person."),
        ),
        "The next row of an agency, or the next with a person as subject or present.",
    ),
    EdgeKind(
        "RELATED_TO",
        ("Person",),
        ("Person",),
        (
            _needed("kind", "string", "Partner, former partner, parent, carer, …"),
            Property("from_iso", "string", "Since when, at the earliest."),
            Property("to_iso", "string", "Until when, at the latest."),
        ),
        "The first is the second's partner, parent, carer, …",
    ),
    EdgeKind(
        "KNOWS", _HOLDERS, ("Fact",), (*_HELD, *_TOLD), "Derived: since when it has the fact."
    ),
    EdgeKind(
        "AWARE_OF",
        _HOLDERS,
        ("Occurrence",),
        (*_HELD, _needed("same", "boolean", "False where it rests on a guess about a like row.")),
        "Derived: since when it has heard of the occurrence.",
    ),
    EdgeKind(
        "EVIDENCED_BY",
        ("Finding",),
        ("Event",),
        (
            _needed("shows", "string", "What the row shows."),
            _needed("certainty", "string", "How certain that is."),
        ),
        "A row that the finding rests on.",
    ),
    EdgeKind(
        "CONCERNS",
        ("Finding",),
        ("Agency", "Person", "Fact"),
        (
            _needed(
                "place", "integer", "From 0; of agencies: 0 is whom the question goes to first."
            ),
        ),
        "Whom, or what, the finding concerns.",
    ),
    EdgeKind("CODED_AS", ("Finding",), ("Theme",), (), "The theme that the finding falls under."),
    EdgeKind("SAID_OF", ("Disposition",), ("Finding",), (), "What the panel said of the finding."),
    EdgeKind(
        "LOOKED_FOR",
        ("Case",),
        ("Theme",),
        (
            _needed("examined", "string", "Found, looked for and not found, not examined, …"),
            _needed("findings", "integer", "How many findings fall under it, none rejected."),
            _needed("certain", "integer", "How many of these are certain."),
            _needed("added", "integer", "How many of these the panel added."),
            _needed("why", "string", "What would be needed to look for it; may be empty."),
        ),
        "What of the framework the case has looked at.",
    ),
    EdgeKind(
        "NAMED_UNDER",
        ("Agency",),
        ("Theme",),
        (
            _needed("findings", "integer", "How many findings, none rejected."),
            _needed("certain", "integer", "How many of these are certain."),
            _needed("asked_first", "integer", "How many of these ask the agency first."),
        ),
        "Derived: findings under the theme concern the agency.",
    ),
    EdgeKind(
        "NO_RECORD_OF_SHARING",
        ("Agency",),
        ("Agency",),
        (
            _needed("findings", "integer", "How many findings, none rejected."),
            _needed(
                "certain_topics",
                "strings",
                "What it held: topics of findings of which one is certain.",
            ),
            _needed("possible_topics", "strings", "Topics of findings of which none is certain."),
        ),
        "Derived from `unshared`: the first held what the other, in contact, had no record of. "
        "Findings of which every holder recorded a reason for not sharing are left out.",
    ),
)

_NODE_KINDS = MappingProxyType({kind.label: kind for kind in NODES})
_EDGE_KINDS = MappingProxyType(
    {(kind.type, start, end): kind for kind in EDGES for start in kind.starts for end in kind.ends}
)

EdgeKey = tuple[str, str, str]
"""Type, label of the start, label of the end."""


def node_kind(label: str) -> NodeKind:
    """Return the declaration of a kind of node.

    Raises
    ------
    UnknownKindError
        When there is none of this label.

    Examples
    --------
    >>> node_kind("Team").properties[0].name
    'team_id'
    """
    try:
        return _NODE_KINDS[label]
    except KeyError:
        known = ", ".join(_NODE_KINDS)
        raise UnknownKindError(f"No node is called {label!r}. There are: {known}.") from None


def edge_kind(type: str, start: str, end: str) -> EdgeKind:  # noqa: A002 - what Cypher calls it
    """Return the declaration of a kind of edge between two labels.

    Raises
    ------
    UnknownKindError
        When no edge of this type runs between them.

    Examples
    --------
    >>> edge_kind("KNOWS", "Agency", "Fact").says
    'Derived: since when it has the fact.'
    """
    try:
        return _EDGE_KINDS[type, start, end]
    except KeyError:
        raise UnknownKindError(
            f"No edge (:{start})-[:{type}]->(:{end}) is declared; docs/reference/schema.md has "
            "all that are."
        ) from None


def edge_keys() -> Iterator[EdgeKey]:
    """Yield type, start label and end label of every edge, in the order of the declarations."""
    yield from _EDGE_KINDS


# -- the page of the manual ----------------------------------------------------------------

_WORDS = {
    "string": "text",
    "integer": "whole number",
    "float": "number",
    "boolean": "true or false",
    "strings": "list of texts",
}


def as_markdown() -> str:
    """Return the page of the manual: a drawing, and a table for each kind."""
    lines = [
        "# What the graph holds",
        "",
        "<!-- generated by python -m graphdb.schema -->",
        "Every node and every edge of the graph: of `case.tables`, and of what `joinedup export`",
        "writes (`case.graph` has not the last ones, `LOOKED_FOR` and after). Minutes count from",
        "1 January of the year 1; beside them stands the same as a date and time (`…_iso`) for",
        "people. A property that is not always there is missing where there is nothing to say; a",
        "text that may be empty is always there.",
        "",
        "## Drawing",
        "",
        "```mermaid",
        *_drawing(),
        "```",
        "",
        "## Nodes",
        "",
        f"Each has `uid` ({_lower(UID.says)}) and `case_id` ({_lower(CASE_ID.says)}).",
        "",
    ]
    for node in NODES:
        lines += [f"### {node.label}", "", node.says, "", *_table(node.properties)]
    lines += ["## Edges", "", f"Each has `case_id`: {_lower(EDGE_COMMON[0].says)}.", ""]
    for edge in EDGES:
        ends = f"`(:{'|'.join(edge.starts)})-[:{edge.type}]->(:{'|'.join(edge.ends)})`"
        lines += [f"### {edge.type}", "", f"{ends}: {edge.says}", "", *_table(edge.properties)]
    return "\n".join(lines).rstrip() + "\n"


def _drawing() -> Iterator[str]:
    yield "flowchart LR"
    for kind in NODES:
        yield f"  {kind.label}"
    for type_, start, end in edge_keys():
        yield f"  {start} -- {type_} --> {end}"


def _table(properties: Iterable[Property]) -> list[str]:
    found = [
        f"| `{p.name}` | {_WORDS[p.type]} | {'always' if p.required else ''} | {p.says} |"
        for p in properties
    ]
    if not found:
        return []
    return ["| property | holds | there | says |", "| --- | --- | --- | --- |", *found, ""]


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:].removesuffix(".")


if __name__ == "__main__":  # writes the page; the test says so when it is out of date
    from pathlib import Path

    page = Path(__file__).resolve().parents[1] / "docs" / "reference" / "schema.md"
    page.write_text(as_markdown(), encoding="utf-8", newline="\n")
