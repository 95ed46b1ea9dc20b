"""Big cases from a seed: as records, and as a folder of mixed files.

Nothing here aims at a plausible story; it aims at a plausible *load*: ten agencies with teams,
dates of every precision, texts of 100 to 300 characters, shares of which some are mirrored,
meetings, assessments that took some of the history into account. The same seed gives the same
case, whatever the machine. Every row has a Ref, so a row read back from the folder has the
identifier it has here.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import xlsxwriter

from graphdb.dates import Extent, Interval, When, minute_of
from graphdb.identity import event_id_by_ref, fact_id
from graphdb.model import (
    Agency,
    Case,
    CaseRecords,
    Considered,
    Coverage,
    Event,
    Expectation,
    Fact,
    Involvement,
    Naming,
    Nature,
    Part,
    Pathway,
    Person,
    Relation,
    Reveal,
    Role,
    Settings,
    SourceRef,
    Stance,
    Team,
    team_not_stated,
)

COLUMNS = (
    "Date",
    "Time",
    "End date",
    "Source",
    "What happened",
    "Ref",
    "Who was involved",
    "Kind",
    "Information",
    "Shared with",
    "Told by",
    "Invited",
    "Attended",
    "Minutes sent to",
    "In response to",
    "Took into account",
    "Grade",
    "Comment",
)
"""The template's columns that a generated file fills."""

SECTORS = (
    ("police", "Northshire Police", ("Response Unit", "Domestic Abuse Unit", "Control Room")),
    ("gp", "Amber Street Surgery", ()),
    ("hospital", "Northshire General Hospital", ("Emergency Department", "Fracture Clinic")),
    ("childrens-social-care", "Children's Social Care", ("Duty Team", "Long Term Team")),
    ("housing", "Northshire Homes", ()),
    ("mental-health", "Northshire Mental Health Trust", ("Crisis Team", "Recovery Team")),
    ("probation", "Northshire Probation", ()),
    ("health-visiting", "Health Visiting Service", ()),
    ("education", "Hill Top School", ()),
    ("domestic-abuse-service", "Harbour Women's Aid", ()),
)

# topic, label, weight, nature, about, by, longest days
TOPICS: tuple[tuple[str, str, int, Nature, str, str | None, int | None], ...] = (
    ("threats-to-kill", "threats to kill", 5, Nature.OCCURRENCE, "V", "P", None),
    ("threats-of-violence", "threats of violence", 3, Nature.OCCURRENCE, "V", "P", None),
    ("strangulation", "strangulation or suffocation", 5, Nature.OCCURRENCE, "V", "P", None),
    ("assault", "assault or physical violence", 3, Nature.OCCURRENCE, "V", "P", None),
    ("assault-with-injury", "assault with injury", 4, Nature.OCCURRENCE, "V", "P", None),
    ("weapon-access", "weapons within reach", 4, Nature.STANDING, "P", None, None),
    ("stalking", "stalking", 5, Nature.STANDING, "V", "P", None),
    ("harassment", "harassment or unwanted contact", 3, Nature.OCCURRENCE, "V", "P", None),
    ("coercive-control", "coercive or controlling behaviour", 4, Nature.STANDING, "V", "P", None),
    ("economic-abuse", "economic or financial abuse", 3, Nature.STANDING, "V", "P", None),
    ("jealousy", "jealousy or possessiveness", 3, Nature.STANDING, "V", "P", None),
    ("fear", "afraid of the other person", 4, Nature.STATE, "V", "P", 365),
    ("separation", "separation", 4, Nature.STATE, "V", "P", 365),
    ("pregnancy", "pregnancy", 3, Nature.STATE, "V", None, 300),
    ("child-contact-dispute", "dispute over contact with children", 4, Nature.STATE, "V", "P", 730),
    ("suicide-threat", "threat of suicide", 4, Nature.OCCURRENCE, "P", None, None),
    ("position-of-trust", "holds a position of trust or authority", 2, Nature.STANDING, "P",
     None, None),
    ("cultural-barrier", "cultural or community barrier to asking for help", 2, Nature.STANDING,
     "V", None, None),
)  # fmt: skip

KINDS: tuple[tuple[str, int], ...] = (
    ("incident", 8),
    ("assault", 4),
    ("threat", 2),
    ("contact", 14),
    ("appointment", 12),
    ("home-visit", 10),
    ("phone-call", 12),
    ("attendance-ae", 3),
    ("repeat-prescription", 8),
    ("letter-received", 6),
    ("missed-appointment", 5),
    ("share", 5),
    ("risk-assessment", 5),
    ("professionals-meeting", 2),
    ("decision", 4),
)

_CLAUSES = (
    "Officers attended the address after a call from a neighbour who had heard shouting",
    "She said that things had been difficult at home and that she was not sleeping",
    "He was spoken to on the doorstep and said that there had been an argument, nothing more",
    "Leanne attended with the baby, was tearful, and asked whether the appointment was private",
    "Advice was given and a leaflet offered, which she said she could not take home",
    "The caller rang off before giving a name; a second call to the number was not answered",
    "It was agreed to telephone again on Monday and to write to the other professionals involved",
    "Bruising to the left arm was noted and explained as a fall on the stairs",
    "The tenancy is in his name and the arrears stand at several hundred pounds",
    "She had come without him for the first time, and spoke for some forty minutes",
    "No answer at the door; a card was left asking her to make contact with the office",
    "The school reported that the older child had been collected by his grandmother all week",
)


@dataclass(frozen=True, slots=True)
class Size:
    """How big a case is."""

    events: int = 250
    agencies: int = 8
    facts: int = 12
    years: int = 4


def _text(random: Random) -> str:
    wanted = random.randint(100, 300)
    text = ""
    while len(text) < wanted:
        text += random.choice(_CLAUSES) + ". "
    return text[:wanted].rsplit(" ", 1)[0]


def _when(random: Random, day: date) -> When:
    """Return a date of one of the precisions that chronologies have, with its text."""
    roll = random.random()
    plain = day.strftime("%d/%m/%Y")
    if roll < 0.68:
        return When.once(Interval.of_days(day), plain)
    if roll < 0.84:
        minute = minute_of(day, random.randrange(24), random.randrange(60))
        return When.once(Interval(minute, minute), plain, timed=True)
    if roll < 0.90:
        first = day.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return When.once(Interval.of_days(first, last), first.strftime("%B %Y"))
    if roll < 0.94:
        return When.once(Interval.of_days(day, day + timedelta(days=6)), f"w/c {plain}")
    if roll < 0.98:
        end = day + timedelta(days=random.randint(2, 40))
        return When(Interval.of_days(day), Interval.of_days(end), Extent.LASTING, plain)
    year = Interval.of_days(date(day.year, 1, 1), date(day.year, 12, 31))
    return When.once(year, str(day.year))


def generate(seed: int, size: Size | None = None) -> CaseRecords:
    """Return one case; the same seed and size give the same case."""
    size = size or Size()
    random = Random(seed)
    case_id = f"generated-{seed}"
    begin = date(2009, 1, 1)
    finish = begin + timedelta(days=365 * size.years)
    fatal = finish - timedelta(days=30)
    sectors = SECTORS[: size.agencies]
    agencies = tuple(
        Agency(sector, name, sector, coverage=Coverage(begin, finish, stated=True))
        for sector, name, _ in sectors
    )
    teams: list[Team] = []
    for sector, name, units in sectors:
        teams.append(Team(team_not_stated(sector), sector, f"{name} (team not stated)"))
        teams += [Team(f"{sector}/{u.lower().replace(' ', '-')}", sector, u) for u in units]
    by_agency = {s: [t for t in teams if t.agency_id == s and t.stated] for s, _, _ in sectors}
    facts = tuple(
        Fact(fact_id(case_id, topic, about, by), topic, label, weight, nature, about, by, longest)
        for topic, label, weight, nature, about, by, longest in TOPICS[: size.facts]
    )
    people = (
        Person("V", "Leanne", frozenset({Role.VICTIM}), ("Leanne Marsh",)),
        Person("P", "Darren", frozenset({Role.PERPETRATOR}), ("Darren Cole",)),
        Person("C", "Jade", frozenset({Role.CHILD})),
    )

    drafts = []
    for _ in range(size.events):
        sector = random.choice(sectors)[0]
        own = by_agency[sector]
        team = random.choice(own).team_id if own and random.random() < 0.9 else f"{sector}/"
        day = begin + timedelta(days=random.randrange((fatal - begin).days))
        drafts.append((day, sector, team))
    drafts.sort(key=lambda d: d[0])

    events: list[Event] = []
    counter = dict.fromkeys(by_agency, 0)
    history: dict[str, list[str]] = {s: [] for s in by_agency}
    kinds = [k for k, _ in KINDS]
    weights = [w for _, w in KINDS]

    def add(sector: str, team: str, kind: str, when: When, **more: object) -> Event:
        counter[sector] += 1
        ref = f"{sector[:3].upper()}{counter[sector]:05d}"
        event = Event(
            event_id_by_ref(case_id, sector, ref),
            team,
            kind,
            when,
            _text(random),
            SourceRef(f"{sector}{_SUFFIXES[sector]}", "", counter[sector] + 1),
            ref=ref,
            **more,  # type: ignore[arg-type]
        )
        events.append(event)
        return event

    waiting: list[tuple[date, str, str, str]] = []
    for day, sector, team in drafts:
        if len(events) >= size.events:
            break
        if waiting and waiting[0][0] <= day:
            due, to, to_team, sender = waiting.pop(0)
            add(
                to,
                to_team,
                "information-received",
                When.once(Interval.of_days(due), due.strftime("%d/%m/%Y")),
                told_by=(Naming(sender),),
                involves=(Involvement("V", Part.SUBJECT),),
                considered=Considered(False),
            )
            continue
        kind = random.choices(kinds, weights)[0]
        who = random.choice((("V",), ("V",), ("V", "P"), ("P",), ("V", "C"), ("C",)))
        reveals: tuple[Reveal, ...] = ()
        if random.random() < 0.3:
            stance = random.choice((Stance.DISCLOSED, Stance.DISCLOSED, Stance.ALLEGED,
                                    Stance.OBSERVED, Stance.DENIED))  # fmt: skip
            chosen = random.sample(facts, random.choice((1, 1, 2)))
            reveals = tuple(Reveal(f.fact_id, stance) for f in chosen)
        more: dict[str, object] = {
            "involves": tuple(Involvement(p, Part.SUBJECT) for p in who),
            "reveals": reveals,
            "considered": Considered(False),
        }
        others = [s for s in by_agency if s != sector]
        if kind == "share" or (reveals and random.random() < 0.08):
            to = random.choice(others)
            theirs = by_agency[to]
            to_team = random.choice(theirs).team_id if theirs else f"{to}/"
            more["shared_with"] = (Naming(to_team),)
            if history[sector] and random.random() < 0.6:
                more["responds_to"] = (random.choice(history[sector][-20:]),)
            if random.random() < 0.6:
                waiting.append((day + timedelta(days=random.randint(0, 3)), to, to_team, team))
                waiting.sort()
        if kind == "professionals-meeting":
            there = random.sample(others, min(3, len(others)))
            named = tuple(Naming(f"{s}/") for s in there)
            more |= {"invited": named, "attended": named[:2], "minutes_to": named[2:]}
        if kind == "risk-assessment":
            seen = history[sector]
            took = tuple(e for e in seen[-40:] if random.random() < 0.2)
            more |= {"considered": Considered(True, took), "grade": "standard"}
        event = add(sector, team, kind, _when(random, day), **more)
        history[sector].append(event.event_id)
    return CaseRecords(
        case=Case(
            case_id,
            f"Generated case {seed}",
            scope_from=begin,
            scope_to=finish,
            fatal_incident=When.once(Interval.of_days(fatal), fatal.isoformat()),
            area="Northshire",
        ),
        persons=people,
        relations=(Relation("V", "C", "parent"), Relation("P", "V", "partner")),
        agencies=agencies,
        teams=tuple(teams),
        facts=facts,
        events=tuple(events),
        settings=replace(
            Settings(),
            assessment_expected=(Expectation("dash", date(2009, 3, 1), sectors=("police",)),),
            pathways=(Pathway("notification", "police", "childrens-social-care", ("incident",)),),
        ),
    )


_SUFFIXES = {sector: (".xlsx", ".docx", ".csv")[k % 3] for k, (sector, _, _) in enumerate(SECTORS)}


# ---------------------------------------------------------------------- writing it out


def write_folder(records: CaseRecords, folder: Path) -> int:
    """Write a case as a case folder of .xlsx, .docx and .csv; return the texts' bytes."""
    chronologies = folder / "chronologies"
    chronologies.mkdir(parents=True, exist_ok=True)
    (folder / "case.toml").write_text(_case_toml(records), encoding="utf-8")
    total = 0
    for agency in records.agencies:
        rows = list(_rows(records, agency.agency_id))
        total += sum(len(cell.encode()) for row in rows for cell in row)
        path = chronologies / f"{agency.agency_id}{_SUFFIXES[agency.agency_id]}"
        {".xlsx": _write_xlsx, ".docx": _write_docx, ".csv": _write_csv}[path.suffix](path, rows)
    return total


def _rows(records: CaseRecords, agency_id: str) -> Iterator[tuple[str, ...]]:
    refs = {e.event_id: e.ref for e in records.events}
    labels = {p.person_id: p.label for p in records.persons}
    topics = {f.fact_id: f.label for f in records.facts}
    names = {a.agency_id: a.name for a in records.agencies}
    holders = {
        t.team_id: f"{names[t.agency_id]} ({t.name})" if t.stated else names[t.agency_id]
        for t in records.teams
    }

    def named(namings: Sequence[Naming]) -> str:
        return "; ".join(holders[n.team_id] for n in namings)

    def revealed(r: Reveal) -> str:
        return topics[r.fact_id] + ("" if r.stance is Stance.DISCLOSED else f" ({r.stance.value})")

    for e in records.events:
        if e.agency_id != agency_id:
            continue
        took = ""
        if e.considered is not None and e.considered.stated:
            took = "; ".join(refs[i] for i in e.considered.events) or "None"
        minute = e.when.start.earliest or 0
        last = e.when.end.latest
        lasting = e.when.extent is Extent.LASTING and last is not None
        yield (
            e.when.written,
            f"{minute % 1440 // 60:02d}:{minute % 60:02d}" if e.when.timed else "",
            _day(last) if lasting and last is not None else "",
            holders[e.team_id],
            e.summary,
            e.ref,
            "; ".join(labels[i.person_id] for i in e.involves),
            e.kind,
            "; ".join(revealed(r) for r in e.reveals),
            named(e.shared_with),
            named(e.told_by),
            named(e.invited),
            named(e.attended),
            named(e.minutes_to),
            "; ".join(refs[i] for i in e.responds_to),
            took,
            e.grade,
            e.comment,
        )


def _day(minute: int) -> str:
    return date.fromordinal(minute // 1440 + 1).strftime("%d/%m/%Y")


def _write_xlsx(path: Path, rows: Sequence[tuple[str, ...]]) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Chronology")
    for y, row in enumerate([COLUMNS, *rows]):
        for x, cell in enumerate(row):
            if cell:
                sheet.write_string(y, x, cell)
    book.close()


def _write_csv(path: Path, rows: Sequence[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([COLUMNS, *rows])


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def _write_docx(path: Path, rows: Sequence[tuple[str, ...]]) -> None:
    """Write one table; by hand, for python-docx needs minutes for some thousand rows."""
    grid = "<w:tblGrid>" + "<w:gridCol/>" * len(COLUMNS) + "</w:tblGrid>"
    body = [f'<w:document xmlns:w="{_WORD}"><w:body><w:tbl><w:tblPr/>{grid}']
    for row in [COLUMNS, *rows]:
        cells = (
            f'<w:tc><w:p><w:r><w:t xml:space="preserve">{escape(c)}</w:t></w:r></w:p></w:tc>'
            for c in row
        )
        body.append("<w:tr>" + "".join(cells) + "</w:tr>")
    body.append("</w:tbl><w:p/><w:sectPr/></w:body></w:document>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", "".join(body)),
        ):
            out.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


def _case_toml(records: CaseRecords) -> str:
    case = records.case
    out = [
        "format = 1",
        "[case]",
        f'id = "{case.case_id}"',
        f'title = "{case.title}"',
        'review_type = "DHR"',
        f'death_type = "{case.death_type.value}"',
        f'status = "{case.status.value}"',
        f"scope_from = {case.scope_from}",
        f"scope_to = {case.scope_to}",
        f'area = "{case.area}"',
    ]
    if case.fatal_incident is not None and case.fatal_incident.earliest is not None:
        out.append(f'fatal_incident = "{_day(case.fatal_incident.earliest)}"')
    for p in records.persons:
        aliases = ", ".join(f'"{a}"' for a in p.aliases)
        out += [
            "[[person]]",
            f'id = "{p.person_id}"',
            f'label = "{p.label}"',
            "roles = [" + ", ".join(f'"{r.value}"' for r in sorted(p.roles)) + "]",
            f"aliases = [{aliases}]",
        ]
    for r in records.relations:
        out += ["[[relation]]", f'person = "{r.person}"', f'to = "{r.to}"', f'kind = "{r.kind}"']
    for a in records.agencies:
        out += [
            "[[agency]]",
            f'id = "{a.agency_id}"',
            f'name = "{a.name}"',
            f'sector = "{a.sector}"',
            f'files = ["{a.agency_id}{_SUFFIXES[a.agency_id]}"]',
            "[agency.coverage]",
            f"from = {a.coverage.start}",
            f"to = {a.coverage.end}",
            'extent = "full"',
        ]
        for t in records.teams:
            if t.agency_id == a.agency_id and t.stated:
                key = t.team_id.partition("/")[2]
                out += ["[[agency.team]]", f'id = "{key}"', f'name = "{t.name}"']
    return "\n".join(out) + "\n"
