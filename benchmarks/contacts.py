"""A big case as agencies send one in: contacts in plain words, from a seed, hardly any coded.

Twelve agencies with five teams each, some two hundred and forty professionals, streets, schools,
surgeries, telephone numbers and dates within the texts. Every name is made up, and most of what is
said is said again and again in other words, as it is in real submissions. The same seed gives the
same files.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

#: Files of the uncoded sort hold so many rows each.
PER_BOOK = 500
_BEGIN, _DAYS = date(2006, 1, 2), 2600
_PLAIN = ("Ref", "Date", "Time", "Agency", "Source", "What happened")
_CODED = (*_PLAIN, "Who was involved", "Kind", "Information")
#: One row in so many says what it is, where any does.
_CODED_ONE_IN = 40

_AGENCIES = (
    ("police", "Wexmere Police", "PC"),
    ("gp", "Tollgate Surgery", "Dr"),
    ("hospital", "Wexmere Royal Infirmary", "Staff Nurse"),
    ("childrens-social-care", "Wexmere Children's Services", "social worker"),
    ("housing", "Brackwater Homes", "housing officer"),
    ("mental-health", "Wexmere Partnership Trust", "CPN"),
    ("probation", "Wexmere Probation", "offender manager"),
    ("health-visiting", "Wexmere Health Visiting", "health visitor"),
    ("education", "Ashgrove Primary School", "Mrs"),
    ("domestic-abuse-service", "Beacon Outreach", "IDVA"),
    ("adult-social-care", "Wexmere Adult Services", "social worker"),
    ("ambulance", "Severnside Ambulance", "paramedic"),
)
_TEAMS = ("Duty Team", "North Team", "South Team", "Intake", "Review Team")
_GIVEN = """
Aisha Brian Carys Deborah Emeka Fiona Gareth Helen Imran Joanne Karl Lorraine Moira Nadia
Oliver Priya Quentin Rachel Stuart Tanya
"""
_SURNAMES = """
Abara Bexley Cardew Dunmore Eastlake Farrimond Gadsby Hallowell Iddon Jessop Kettlewell Lamb
Mistry Nuttall Okoro Pargeter Quayle Ruddock Sandhu Tranter Underhill Vickers Wardle Yelland
Ashdown Birtles Clegg Dobbs Ellwood Fenwick Gosling Hebden Inskip Jukes Kershaw Lomas Mellor
Nesbitt Openshaw Pickup Rigby Sugden Threlfall Unsworth Varley Whittle Yates Zaman
"""
_STREETS = """
Alder Bramley Cinder Dovecote Elmfield Fuller Garnet Hazel Ivy Juniper Kiln Lower Maltings
Nelson Orchard Paddock Quarry Rectory Sandpit Tanner Union Vicarage Wharf Yew
"""
_ROADS = ("Road", "Street", "Close", "Avenue", "Lane")
_SCHOOLS = (
    "St Oswin's Primary",
    "Millbrook Nursery",
    "Tanfield High School",
    "Copse Lane Infants",
    "Ashgrove Primary",
)

# {V} and {P}: the two; {w}: a professional with a title; {o}: one of another agency; {s}: a street;
# {k}: a school; {t}: a telephone number; {d}: a day; {m}: a month; {n}: a small number
_SAID = (
    "Telephone call from {V} on {t}. She asked to be rung back after {n} o'clock.",
    "{w} visited {V} at {s}. No reply, card left.",
    "{w} visited at {s} with {o}. {V} was in with both children and seemed low.",
    "{V} attended with {P}, who answered for her. Seen by {w}.",
    "{P} rang on {t} and was abusive to {w}.",
    "Appointment with {w} on {d} not kept. Letter sent to {s}.",
    "{V} said that things had been difficult since {m}. Advice given by {w}.",
    "E-mail from {o} asking for an update. {w} to reply by {d}.",
    "{k} rang: Mason has been absent for {n} days. Message left for {V} on {t}.",
    "Neighbour at {s} reported shouting. {w} attended; all calm on arrival.",
    "{w} discussed the case in supervision. Plan: ring {o} and write to {V}.",
    "Repeat prescription issued by {w}. Next review {m}.",
    "{V} seen alone by {w}. She said {P} checks her phone and that she is frightened of him.",
    "Rent arrears of £{n}40. {w} wrote to {P} at {s} on {d}.",
    "Call to {o} on {t}, no answer. Voicemail left.",
    "{P} attended his appointment with {w}. He said he was sleeping badly and drinking more.",
    "Letter received from {o} dated {d}. Filed by {w}.",
    "{V} brought Lily to clinic. Weight on the 50th centile. {w} saw no concerns.",
    "Home visit by {w}: {V} said {P} had moved out to his brother's at {s} in {m}.",
    "MARAC referral considered by {w} and not made; DASH score {n}.",
    "{w} spoke to Mason at {k}. He said that he likes football and that Dad shouts.",
    "Discharged by {w} on {d}. Copy to GP.",
)
_MORE = (
    "No further action.",
    "To be reviewed in {n} weeks.",
    "{V} has the number of {w}, {t}.",
    "Entered late on {d}.",
    "Diary note made for {m}.",
    "Case discussed with {o}.",
    "Manager informed.",
    "She said she would think about it.",
)
_PERSONS = (
    ("V", "Kayleigh", "victim", ("Kayleigh Thornbury", "Ms Thornbury", "KT")),
    ("P", "Wayne", "perpetrator", ("Wayne Addisham", "Mr Addisham")),
    ("C1", "Mason", "child", ("Mason Thornbury",)),
    ("C2", "Lily", "child", ("Lily Thornbury",)),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row, with what it is and reveals where anybody said so."""

    agency: int
    cells: tuple[str, ...]
    coded: tuple[str, ...]


class _Writer:
    """Makes texts of one case up."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        pairs = [(one, other) for other in _SURNAMES.split() for one in _GIVEN.split()]
        self._random.shuffle(pairs)
        self._staff = [pairs[k * 20 : k * 20 + 20] for k in range(len(_AGENCIES))]
        names = [f"{one} {road}" for one in _STREETS.split() for road in _ROADS]
        self._random.shuffle(names)
        self._streets = names[:40]
        digits = [f"01632 960{number:03d}" for number in range(0, 1000, 7)]
        self._phones = [*digits, *(f"07700 900{number:03d}" for number in range(0, 1000, 9))]

    def row(self, number: int, day: date) -> _Row:
        """Return a row of some agency."""
        random = self._random
        agency = random.randrange(len(_AGENCIES))
        wanted = [random.choice(_SAID), *random.sample(_MORE, random.choice((0, 0, 1, 2)))]
        text = " ".join(self._said(one, agency, day) for one in wanted)
        clock = f"{random.randrange(8, 19)}:{random.randrange(60):02d}"
        time = clock if random.random() < 0.3 else ""
        cells = (
            f"WX-{number:05d}",
            self._written(day),
            time,
            _AGENCIES[agency][1],
            random.choice(_TEAMS),
            text,
        )
        coded = ("", "", "")
        if random.randrange(_CODED_ONE_IN) == 0:
            kind, known = random.choice(_CODES)
            coded = ("Kayleigh; Wayne", kind, known)
        return _Row(agency, cells, coded)

    def _written(self, day: date) -> str:
        """Return a day as agencies write it; now and then they have no more than the month."""
        return f"{day:%B %Y}" if self._random.random() < 0.02 else f"{day:%d/%m/%Y}"

    def _said(self, template: str, agency: int, day: date) -> str:
        random = self._random
        other = random.randrange(len(_AGENCIES))
        near = day + timedelta(days=random.randrange(-20, 20))
        text = template.format(
            V=random.choice(("Kayleigh", "Kayleigh", "Ms Thornbury", "KT", "Kayleigh Thornbury")),
            P=random.choice(("Wayne", "Wayne", "Mr Addisham", "Wayne Addisham")),
            w=self._who(agency),
            o=self._who(other),
            s=f"{random.randrange(1, 90)} {random.choice(self._streets)}",
            k=random.choice(_SCHOOLS),
            t=random.choice(self._phones),
            d=random.choice((f"{near:%d/%m/%Y}", f"{near.day} {near:%B}", f"{near:%d.%m.%y}")),
            m=f"{near:%B %Y}",
            n=random.randrange(2, 9),
        )
        return text[0].upper() + text[1:]

    def _who(self, agency: int) -> str:
        given, surname = self._random.choice(self._staff[agency])
        title = _AGENCIES[agency][2]
        if title in ("Dr", "Mrs"):
            return f"{title} {surname}"
        if title == "PC":
            return f"PC {surname}"
        return f"{title} {given} {surname}"


#: What little is coded.
_CODES = (
    ("phone-call", ""),
    ("home-visit", ""),
    ("incident", "assault or physical violence"),
    ("contact", "afraid of the other person"),
    ("contact", "jealousy or possessiveness"),
    ("missed-appointment", ""),
)


def write_folder(seed: int, rows: int, folder: Path, *, coded: bool = True) -> None:
    """Write such a case: a .csv for each agency, or ten .xlsx without any coding.

    Parameters
    ----------
    seed, rows
        Which case, and how many rows it has.
    folder
        An empty folder that is there.
    coded
        Whether one row in forty says what it is; else there are not even columns for it.
    """
    writer, chronologies = _Writer(seed), folder / "chronologies"
    chronologies.mkdir()
    made = [writer.row(n, _BEGIN + timedelta(days=n * _DAYS // rows)) for n in range(rows)]
    (folder / "case.toml").write_text(_case_toml(coded=coded), encoding="utf-8", newline="\n")
    if not coded:
        for start in range(0, rows, PER_BOOK):
            some = [row.cells for row in made[start : start + PER_BOOK]]
            _write_book(chronologies / f"part {start // PER_BOOK + 1}.xlsx", [_PLAIN, *some])
        return
    for place, (key, _, _) in enumerate(_AGENCIES):
        some = [(*row.cells, *row.coded) for row in made if row.agency == place]
        with (chronologies / f"{key}.csv").open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows([_CODED, *some])


def _write_book(path: Path, rows: Sequence[Sequence[str]]) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Chronology")
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if cell:
                sheet.write_string(y, x, cell)
    book.close()


def _case_toml(*, coded: bool) -> str:
    last = _BEGIN + timedelta(days=_DAYS)
    out = [
        "format = 1",
        "[case]",
        'id = "many-contacts"',
        'title = "Review of many contacts (made up)"',
        'review_type = "DHR"',
        'death_type = "intimate partner"',
        'status = "restricted"',
        f"scope_from = {_BEGIN}",
        f"scope_to = {last}",
        'area = "Wexmere"',
        f'fatal_incident = "{last:%d/%m/%Y}"',
    ]
    for person, label, role, aliases in _PERSONS:
        out += ["[[person]]", f'id = "{person}"', f'label = "{label}"', f'roles = ["{role}"]']
        out.append("aliases = [" + ", ".join(f'"{one}"' for one in aliases) + "]")
    for key, name, _ in _AGENCIES:
        out += ["[[agency]]", f'id = "{key}"', f'name = "{name}"', f'sector = "{key}"']
        if coded:
            out.append(f'files = ["{key}.csv"]')
        for team in _TEAMS:
            out += ["[[agency.team]]", f'id = "{team.lower().replace(" ", "-")}"']
            out.append(f'name = "{team}"')
    return "\n".join(out) + "\n"


__all__ = ["write_folder"]
