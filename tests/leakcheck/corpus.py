"""A corpus of planted identifiers: every original in its variants, in every kind of file.

Everything is made from the lists below and a fixed seed, so that two runs write the same. What is
planted is written here by hand or by rules of its own; nothing is taken from the leak check.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import html
import io
import json
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

OFFSET = -1379

PEOPLE = {
    "V": ["Leanne Marsh", "Ms Marsh", "Leanne", "LM"],
    "P": ["Craig Dolan", "Mr Dolan", "Craig", "CD"],
    "M": ["Siobhan O'Rourke", "Siobhan"],
    "S": ["Gemma Whitcombe"],
    "N": ["Derek Hale", "Mr Hale"],
    "X": ["Kayleigh Prendergast", "Kayleigh"],
    "C1": ["Ellie"],
    "C2": ["Jacob"],
    "F": ["Mohammed Iqbal", "Mo"],
    "E": ["Elizabeth Thackeray", "Elizabeth"],
    "Z": ["Zoë Brânză"],
    "K": ["Karen Fitch", "K F"],
}
#: People whose names are words too, with a sentence that uses the word as one.
WORDS = {
    "W1": ("Grace Hope", "grace", "She bore it with grace and in the hope of change."),
    "W2": ("Will Chase", "will", "He will attend. The will was read. Will attend on Monday."),
    "W3": ("May Rose", "may", "She may go in May 2004; in early May they rose at six."),
    "W4": ("Mark Dean", "mark", "A mark on the arm; mark as urgent; the dean of the faculty."),
    "W5": ("Faith Price", "faith", "Acted in good faith. The price of heating."),
}
PLACES = {
    "A1": ("street", ["14 Amber Street", "Amber Street"]),
    "A2": ("street", ["Station Road"]),
    "A3": ("place", ["Calderwick"]),
    "A4": ("school", ["Larkfield Primary School"]),
    "A5": ("surgery", ["Pemberley Road Surgery"]),
    "A6": ("agency", ["Northshire Police"]),
    "A7": ("employer", ["Moorgate Foods"]),
    "A8": ("refuge", ["Tamarisk House"]),
}
NUMBERS = [
    ("phone", "07700 900461"),
    ("phone", "01632 960983"),
    ("nhs", "943 476 5919"),
    ("ni", "QQ 12 34 56 C"),
    ("crime", "42A/10987/10"),
    ("custody", "YR/2207/11"),
    ("case", "CAL-88213"),
    ("postcode", "NS14 7QD"),
    ("email", "leanne.marsh@example.org"),
    ("web", "www.tamarisk-house.example"),
    ("vehicle", "AB12 CDE"),
    ("gps", "53.48095, -2.23743"),
]
DAYS = [date(2012, 3, 14), date(2013, 1, 6), date(2010, 11, 28), date(2011, 7, 21),
        date(2012, 9, 13), date(2009, 12, 31), date(2012, 10, 8), date(2011, 2, 22)]  # fmt: skip
#: A file of the original case, as it was, and the salt of the key.
A_FILE = hashlib.sha256(b"Date,Source,What\n14/03/2012,PNC,Leanne Marsh rang.\n").hexdigest()
SALT = hashlib.sha256(b"salt").hexdigest()
SECRETS = [
    "amber-street",
    "northshire-police.xlsx",
    "ev-4f2a9c81d07be355",
    "Northshire-Police_IMR-2012-v2-FINAL-4-DHR-Panel_A1-b2.docx",
    A_FILE,
]
STAND_INS = ["Kerry", "Ms Brook", "Tom", "Mr Vale", "Anna", "Joan", "the neighbour", "Priya"]


def the_key() -> dict[str, object]:
    """Return the key that belongs to the corpus."""
    identities: list[dict[str, object]] = []
    people = list(PEOPLE.items()) + [(i, [name]) for i, (name, *_) in WORDS.items()]
    for at, (which, originals) in enumerate(people):
        stand_in = STAND_INS[at % len(STAND_INS)]
        identities.append(
            {"kind": "person", "id": which, "originals": originals, "replacement": stand_in}
        )
    for which, (kind, originals) in PLACES.items():
        identities.append(
            {"kind": kind, "id": which, "originals": originals, "replacement": f"a {kind}"}
        )
    return {
        "format": 1,
        "pack": "0" * 32,
        "salt": SALT,
        "dates": {"mode": "offset", "days": OFFSET},
        "identities": identities,
        "numbers": [
            {"kind": kind, "original": original, "replacement": f"[{kind} 1]"}
            for kind, original in NUMBERS
        ],
        "days": [day.isoformat() for day in DAYS],
        "secrets": SECRETS,
        "kept": ["Yorkshire"],
    }


@dataclass(frozen=True)
class Plant:
    """One identifier in one of its variants, as the words that say it."""

    of: str
    sort: str
    words: str


@dataclass(frozen=True)
class Planted:
    """A plant, the file that it went into, and a pattern of the place where it is to be found."""

    plant: Plant
    file: str
    place: str
    carrier: str


# --- the variants -----------------------------------------------------------------------------

NICKNAMES = {"Leanne": ["Lea", "Lianne"], "Elizabeth": ["Liz", "Beth", "Lizzie", "Bess"],
             "Siobhan": ["Shiv", "Shivaun", "Siobain"], "Kayleigh": ["Kayls", "Kaylee"],
             "Gemma": ["Gem", "Jemma"], "Derek": ["Del"], "Jacob": ["Jake"], "Karen": ["Kaz"],
             "Mohammed": ["Muhammad", "Mohamed"], "Ellie": ["Elly"]}  # fmt: skip
ALIKE = {"Leanne": ["Leeanne"], "Marsh": ["Marshe"], "Craig": ["Kraig", "Creg"],
         "Dolan": ["Dowlan", "Dolun"], "Siobhan": ["Shivawn"], "Kayleigh": ["Kaylegh", "Kayley"],
         "Prendergast": ["Prendegarst"], "Whitcombe": ["Witcomb"], "Thackeray": ["Thackery"],
         "Mohammed": ["Mohamad"], "Fitch": ["Phitch"], "Ellie": ["Elley"]}  # fmt: skip


#: Variants that are ordinary words themselves: nothing can tell them from the word.
NOW_WORDS = {"Mash", "Marshy"}


def _wrong(name: str, rng: random.Random) -> Iterator[str]:
    """Yield a name with one letter wrong, missing, doubled or turned; of a long one also two."""
    at = rng.randrange(1, len(name) - 1)
    yield name[:at] + rng.choice("vwzxkq") + name[at + 1 :]
    yield name[:at] + name[at + 1 :]
    yield name[:at] + name[at] + name[at:]
    if name[at] != name[at + 1]:
        yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if len(name) >= 6:
        other = (at + 2) % len(name) or 1
        low, high = sorted((at, other))
        yield name[:low] + "x" + name[low + 1 : high] + "w" + name[high + 1 :]


def people_plants(rng: random.Random) -> Iterator[Plant]:
    """Yield people in all variants."""
    for which, originals in PEOPLE.items():
        for original in originals:
            if re.fullmatch(r"[A-Z ]{2,3}", original):
                yield from _initials(which, original)
                continue
            if len(original) < 3:
                continue
            yield Plant(which, "as written", f"Saw {original} at home.")
            yield Plant(which, "in capitals", f"SAW {original.upper()} AT HOME")
            yield Plant(which, "in small letters", f"saw {original.lower()} at home")
            yield Plant(which, "possessive", f"It was {original}’s flat.")
            yield Plant(which, "possessive", f"it was {original.lower()}s flat")
        names = re.findall(r"[^\W\d_]{4,}", originals[0])
        for name in names:
            if name == "Hale":
                continue  # a letter off “Hale” is “Hall”, “Hole”: see the words below
            for wrong in _wrong(name, rng):
                if wrong not in NOW_WORDS:
                    yield Plant(which, "letters wrong", f"Rang {wrong} back.")
            yield Plant(which, "spaced letters", f"Rang {' '.join(name)} back.")
            yield Plant(which, "hyphenated letters", f"Rang {'-'.join(name)} back.")
            yield Plant(which, "hyphenated letters", f"Rang {name[:3]}-{name[3:]} back.")
            yield Plant(which, "joined", f"Rang{name}Back")
            yield Plant(which, "invisible signs inside", f"Rang {chr(0x200B).join(name)} back.")
            if f"{name}y" not in NOW_WORDS:
                yield Plant(which, "short forms", f"Rang {name}y back.")
            for nick in NICKNAMES.get(name, ()):
                yield Plant(which, "nickname", f"Rang {nick} back.")
            for alike in ALIKE.get(name, ()):
                yield Plant(which, "sounds alike", f"Rang {alike} back.")
        if " " in originals[0]:
            first, last = originals[0].split(" ", 1)
            yield Plant(which, "turned round", f"Seen: {last.upper()}, {first}")
            yield Plant(which, "turned round", f"seen: {last} {first}")
            yield Plant(which, "initial and name", f"Seen by {first[0]}. {last} today")
            yield Plant(which, "initial and name", f"Seen by {first[0]} {last} today")
            yield Plant(which, "joined", f"{first}{last}".replace("'", "").lower())
            yield Plant(which, "joined", f"{first}_{last}".lower())


def _initials(which: str, letters: str) -> Iterator[Plant]:
    one, two = letters[0], letters[-1]
    for said in (f"{one}{two}", f"{one} {two}", f"{one}.{two}.", f"{one}. {two}.", f"{one}-{two}"):
        yield Plant(which, "initials", f"Spoke to {said} about this")
    yield Plant(which, "initials", f"spoke to {one.lower()}.{two.lower()}. about this")


def word_plants() -> Iterator[Plant]:
    """Yield people whose names are words, where they stand as names."""
    for which, (full, word, _) in WORDS.items():
        first, last = full.split()
        for said in (
            f"I told {first} about it.", f"{first} said no.", f"Rang {first}’s mother.",
            f"told {word} that", f"Seen: {last.upper()}, {first}", f"Spoke with {full} today",
            f"spoke with {full.lower()} today", f"Ms {last} was in.", f"{first[0]}. {last} wrote.",
            f"The report of PC {last} is kept.", f"A call from {first}, who was well.",
        ):  # fmt: skip
            yield Plant(which, "a name that is a word", said)
        yield Plant(which, "spaced letters", f"Rang {'-'.join(first)} back.")


def place_plants(rng: random.Random) -> Iterator[Plant]:
    """Yield places and organisations in all variants."""
    for which, (_kind, originals) in PLACES.items():
        for original in originals:
            yield Plant(which, "as written", f"Moved to {original} then.")
            yield Plant(which, "in capitals", f"MOVED TO {original.upper()} THEN")
            yield Plant(which, "in small letters", f"moved to {original.lower()} then")
            yield Plant(which, "possessive", f"It is {original}’s.")
            yield Plant(which, "joined", original.replace(" ", "_").lower())
            short = original.replace("Street", "St").replace("Road", "Rd")
            if short != original:
                yield Plant(which, "shortened", f"Moved to {short} then.")
                wrong = original.replace("Street", "Stret").replace("Road", "Raod")
                yield Plant(which, "letters wrong", f"Moved to {wrong} then.")
            name = max(re.findall(r"[A-Za-z]+", original.replace("Street", "")), key=len)
            if name in ("Primary", "Surgery", "Station", "Police", "Amber"):
                name = original.split()[0] if which not in ("A1", "A2") else ""
            for wrong in list(_wrong(name, rng))[:4] if name else ():
                said = original.replace(name, wrong)
                yield Plant(which, "letters wrong", f"Moved to {said} then.")


def number_plants() -> Iterator[Plant]:
    """Yield numbers with other spacing."""
    for at, (kind, original) in enumerate(NUMBERS, 1):
        tight = re.sub(r"[^A-Za-z0-9]", "", original)
        yield Plant(f"number {at}", "number as written", f"Given: {original}.")
        if kind in ("email", "web"):
            yield Plant(f"number {at}", "number in capitals", f"Given: {original.upper()}")
            continue
        if kind == "gps":
            yield Plant(f"number {at}", "number rounded", "Given: 53.481, -2.237")
            continue
        for sign in ("", " ", "-", "."):
            groups = [tight[i : i + 3] for i in range(0, len(tight), 3)]
            yield Plant(f"number {at}", "number, other spacing", f"Given {sign.join(groups)} then")
        yield Plant(f"number {at}", "number, other spacing", f"Given {' '.join(tight)} then")
        yield Plant(f"number {at}", "number in small letters", f"Given {tight.lower()}.")
        if kind == "phone":
            for said in (f"+44 {tight[1:5]} {tight[5:]}", f"0044{tight[1:]}",
                         f"+44 (0){tight[1:5]} {tight[5:8]} {tight[8:]}"):  # fmt: skip
                yield Plant(f"number {at}", "number, other spacing", f"Given {said} then")
            yield Plant(f"number {at}", "number, a digit short", f"Given {tight[:-1]} then")
            yield Plant(f"number {at}", "number, a digit wrong", f"Given {tight[:4]}6{tight[5:]} x")
        if kind == "postcode":
            yield Plant(f"number {at}", "number, part of it", "Somewhere in NS14 at night")


_NAMES = [f"{date(2001, month, 1):%B}" for month in range(1, 13)]
_FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_GERMAN = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
_SPANISH = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
_WELSH = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
]
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]


def day_plants() -> Iterator[Plant]:
    """Yield days in all forms."""
    for day in DAYS:
        d, m, y = day.day, day.month, day.year
        name = _NAMES[m - 1]
        th = _th(d)
        seconds = (day - date(1970, 1, 1)).days * 86_400 + 3600
        for sort, said in (
            ("date ISO", day.isoformat()), ("date ISO", f"{day.isoformat()}T20:15:00Z"),
            ("date ISO", f"{y}/{m:02}/{d:02}"), ("date ISO", f"{y}{m:02}{d:02}"),
            ("date d/m/y", f"{d}/{m}/{y % 100:02}"), ("date d/m/y", f"{d:02}/{m:02}/{y}"),
            ("date d/m/y", f"{d}.{m}.{y % 100:02}"), ("date d/m/y", f"{d}-{m}-{y}"),
            ("date d/m/y", f"{d:02} {m:02} {y}"), ("date d/m/y", f"{d} / {m} / {y}"),
            ("date with Roman month", f"{d}.{_ROMAN[m - 1]}.{y}"),
            ("date in words", f"{d} {name} {y}"), ("date in words", f"{d}{th} of {name[:3]} {y}"),
            ("date in words", f"{d} {name[:3]} '{y % 100:02}"),
            ("date in words", f"{d}{name[:3].upper()}{y}"),
            ("date in words", f"{name} {d}{th}, {y}"),
            ("date in words", f"{day:%A} {d}{th} {name}, {y}"),
            ("date in words", f"{d}-{name[:3]}-{y % 100:02}"),
            ("date in words", f"the {d}{th} day of {name} {y}"),
            ("day of the year", f"{y}-{day:%j}"),
            ("date in another language", f"{d} {_FRENCH[m - 1]} {y}"),
            ("date in another language", f"{d}. {_GERMAN[m - 1]} {y}"),
            ("date in another language", f"{d} de {_SPANISH[m - 1]} de {y}"),
            ("date in another language", f"{d} {_WELSH[m - 1]} {y}"),
            ("date without its year", f"{d}{th} {name}"),
            ("date without its year", f"on {d} {name[:3]} he rang"),
            ("date as seconds", str(seconds)), ("date as seconds", str(seconds * 1000)),
            ("date as our minutes", str((day.toordinal() - 1) * 1440 + 615)),
        ):  # fmt: skip
            yield Plant(day.isoformat(), sort, f"On {said}" if "on" not in said else said)


def vague_day_plants() -> Iterator[Plant]:
    """Yield days, months and years without the rest, where the pack has none like them."""
    moved = [day + timedelta(days=OFFSET) for day in DAYS]
    years = {day.year for day in moved}
    months = {(day.year, day.month) for day in moved}
    for day in DAYS:
        d, m, y = day.day, day.month, day.year
        name, of = _NAMES[m - 1], day.isoformat()
        for said in (f"On {d}/{m} he rang", f"Fax {d}/{m} 17:40", f"since {d:02}/{m:02}",
                     f"on {d}.{m}. she left", f"{day:%a} {d}/{m} seen"):  # fmt: skip
            yield Plant(of, "day and month in figures", said)
        if (y, m) not in months:
            for said in (f"early {name} {y}", f"in {m:02}/{y} he left", f"{name[:3]}-{y % 100:02}",
                         f"until {name[:3]} '{y % 100:02}", f"{y}-{m:02}"):  # fmt: skip
                yield Plant(of, "month and year", said)
        if y not in years:
            for said in (f"Since {y} he drank.", f"harassment, Fellshire, {y}.", f"told (in {y})",
                         f"by the summer of {y}, all", f"{y}-{(y + 1) % 100:02}",
                         f"moved in '{y % 100:02}, then",
                         f"since ’{y % 100:02} he drank"):  # fmt: skip
                yield Plant(of, "year", said)
        yield Plant(of, "weekday and day", f"seen {day:%A} {d}{_th(d)}, home")


def _th(day: int) -> str:
    return {1: "st", 21: "st", 31: "st", 2: "nd", 22: "nd", 3: "rd", 23: "rd"}.get(day, "th")


def other_plants() -> Iterator[Plant]:
    """Yield secrets and hashes of originals."""
    for secret in SECRETS:
        yield Plant(secret, "secret", f"see {secret} there")
        yield Plant(secret, "secret", f"see {secret.upper()} there")
    for of, original in (
        ("V", "Leanne Marsh"), ("P", "craig dolan"), ("A1", "14 Amber Street"),
        ("number 1", "07700900461"), ("secret", "ev-4f2a9c81d07be355"),
        ("number 3", "943 476 5919"),
    ):  # fmt: skip
        for algorithm in ("sha256", "sha1", "md5"):
            made = hashlib.new(algorithm, original.encode())
            yield Plant(of, "hash", f"id {made.hexdigest()} end")
            yield Plant(of, "hash", f"id {made.hexdigest().upper()} end")
            yield Plant(of, "hash, cut off", f"id {made.hexdigest()[:16]} end")
            yield Plant(of, "hash, base64", f"id {base64.b64encode(made.digest()).decode()} end")
    for of in (A_FILE, SALT):
        packed = base64.b64encode(bytes.fromhex(of)).decode()
        for sort, said in (
            ("secret", of), ("secret", of.upper()), ("secret, cut off", of[:12]),
            ("secret, cut off", of[:16]), ("secret, cut off", of[:40].upper()),
            ("secret, base64", packed), ("secret, base64", f"sha256-{packed}"),
            ("secret, base64", packed.rstrip("=").translate(str.maketrans("+/", "-_"))),
            ("secret, base64", packed[:22]), ("secret, base64", packed[:17]),
            ("secret, base64", base64.b64encode(of.encode()).decode()),
        ):  # fmt: skip
            yield Plant(of, sort, f"id {said} end")


def plants() -> list[Plant]:
    """Return every plant."""
    rng = random.Random(7)
    return [
        *people_plants(rng), *word_plants(), *place_plants(rng), *number_plants(), *day_plants(),
        *other_plants(), *vague_day_plants(),
    ]  # fmt: skip


#: Ordinary sentences, some with words that only look like the names above.
ORDINARY = [text for _, _, text in WORDS.values()] + [
    "The marsh was flooded and the march took the long way round.",
    "Kerry said that Tom had rung the surgery; Ms Brook attended with her sister.",
    "A risk assessment was completed (amber) and a referral was sent to the police.",
    "Hope to see her on Thursday. Grace period of 14 days. May need an interpreter.",
    "Price of a bus fare; chase the letter; the dean rose to speak; good faith.",
    "Larks in the field by the station; the road is closed; the street light is out.",
    "He inhaled smoke, was hale and hearty, and ate pike with a dollop of mustard.",
    "Disclosed threats; no record that it was shared. Case closed 3/5/2004 by letter.",
    "Ring 0300 123 4567 or 101. Reference 99/5521/03. Room 12, floor 3, at 14:30.",
    "The crane was lame; the lean dog; a gem of a day; all else failed to start.",
    "She was unwell, recovering at home, and organised childcare with neighbours.",
    "Behaviour at nursery noted; paediatric review; counselling offered; enquiries made.",
    "Will be reviewed on 21 June 2008. Marked as read. The court adjourned till autumn.",
    "No further action. Information shared with the multi-agency meeting, minutes sent.",
    "Took 3/4 of a bottle, pain 7/10, 28/7 supply, 24/7 cover, BP 120/80, 2/52 hx, review 6/12.",
    "Called at 2011 hrs, left 2013 hrs, 14 of 24 ticked, ratio 2:1, 14.3 mmol, 11/24 boxes.",
    "The Children Act 2004 and the Crime and Victims Act 2004; log 2012 read, £2011 owed.",
    "Ate 2 mars bars in '13 of 24 weeks'; ref 2012-400; songs of the '90s; in room '09-4' at 2pm.",
    "Moved house to a lane by the moor; gate left open; food parcel and a tame risk plan.",
]


# --- the carriers -----------------------------------------------------------------------------

_OVER = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="'
    'http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="'
    'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:body>'
)
_UNDER = "</w:body></w:document>"


def _zip(members: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body)
    return made.getvalue()


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>'


def _split_runs(text: str) -> str:
    return "".join(_run(text[i : i + 3]) for i in range(0, len(text), 3))


def _cut(text: str) -> str:
    return f"<w:p>{_split_runs(text)}</w:p>"


def _paragraphs(kind: Callable[[str], str], texts: list[str]) -> str:
    return _OVER + "".join(kind(text) for text in texts) + _UNDER


def _word(member: str, kind: Callable[[str], str]) -> Callable[[list[str]], tuple[bytes, str, str]]:
    def made(texts: list[str]) -> tuple[bytes, str, str]:
        return _zip({member: _paragraphs(kind, texts)}), f"!{member}", r"p {n1}"

    return made


def _deleted(text: str) -> str:
    gone = f"<w:r><w:delText>{html.escape(text)}</w:delText></w:r>"
    return f"<w:p><w:r><w:t>Kept</w:t></w:r><w:del>{gone}</w:del></w:p>"


def _box(text: str) -> str:
    inner = f"<w:txbxContent><w:p>{_run(text)}</w:p></w:txbxContent>"
    return f"<w:p><w:r><w:pict>{inner}</w:pict></w:r></w:p>"


def _docx_alt(texts: list[str]) -> tuple[bytes, str, str]:
    body = "".join(
        f'\n<w:p><w:r><wp:docPr id="1" name="x" descr="{html.escape(t)}"/></w:r></w:p>'
        for t in texts
    )
    return (
        _zip({"word/document.xml": _OVER + body + _UNDER}),
        "!word/document.xml",
        "attribute descr of docPr, line {n3}",
    )


def _docx_comments(texts: list[str]) -> tuple[bytes, str, str]:
    body = "".join(f"<w:comment><w:p>{_run(t)}</w:p></w:comment>" for t in texts)
    return _zip({"word/comments.xml": _OVER + body + _UNDER}), "!word/comments.xml", "comment {n1}"


_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def _xlsx_cells(texts: list[str]) -> tuple[bytes, str, str]:
    rows = "".join(
        f'<row r="{at}"><c r="B{at}" t="s"><v>{at - 1}</v></c></row>'
        for at in range(1, len(texts) + 1)
    )
    strings = "".join(f"<si><t>{html.escape(t)}</t></si>" for t in texts)
    body = {
        "xl/worksheets/sheet1.xml": _SHEET + rows + "</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst>{strings}</sst>",
    }
    return _zip(body), "!xl/worksheets/sheet1.xml", "cell B{n1}"


def _xlsx_rich(texts: list[str]) -> tuple[bytes, str, str]:
    def rich(text: str) -> str:
        return "".join(
            f"<r><t>{html.escape(text[i : i + 4])}</t></r>" for i in range(0, len(text), 4)
        )

    strings = "".join(f"<si>{rich(t)}</si>" for t in texts)
    return (
        _zip({"xl/sharedStrings.xml": f"<sst>{strings}</sst>"}),
        "!xl/sharedStrings.xml",
        "si {n1}",
    )


def _xlsx_inline(texts: list[str]) -> tuple[bytes, str, str]:
    rows = "".join(
        f'<row r="{at}"><c r="C{at}" t="inlineStr"><is><t>{html.escape(t)}</t></is></c></row>'
        for at, t in enumerate(texts, 1)
    )
    member = "xl/worksheets/sheet9.xml"
    book = '<workbook><sheets><sheet name="x" state="veryHidden"/></sheets></workbook>'
    body = {"xl/workbook.xml": book, member: _SHEET + rows + "</sheetData></worksheet>"}
    return _zip(body), f"!{member}", "cell C{n1}"


def _xlsx_names(texts: list[str]) -> tuple[bytes, str, str]:
    names = "".join(
        f'<definedName name="n{at}">"{html.escape(t)}"</definedName>' for at, t in enumerate(texts)
    )
    body = f"<workbook><definedNames>{names}</definedNames></workbook>"
    return _zip({"xl/workbook.xml": body}), "!xl/workbook.xml", "definedName {n1}"


def _xlsx_sheets(texts: list[str]) -> tuple[bytes, str, str]:
    sheets = "\n".join(
        f'<sheet name="{html.escape(t)}" sheetId="{at}"/>' for at, t in enumerate(texts, 1)
    )
    body = f"<workbook><sheets>\n{sheets}</sheets></workbook>"
    return _zip({"xl/workbook.xml": body}), "!xl/workbook.xml", "attribute name of sheet, line {n2}"


def _props(texts: list[str]) -> tuple[bytes, str, str]:
    body = "\n".join(f"<dc:subject>{html.escape(t)}</dc:subject>" for t in texts)
    made = f'<cp xmlns:dc="http://purl.org/dc/elements/1.1/">\n{body}</cp>'
    return _zip({"docProps/core.xml": made}), "!docProps/core.xml", "subject, line {n2}"


def _csv(texts: list[str]) -> tuple[bytes, str, str]:
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows([["12.4.03", text] for text in texts])
    return made.getvalue().encode(), "", "row {n1}, column 2"


def _csv_windows(texts: list[str]) -> tuple[bytes, str, str]:
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n", delimiter=";").writerows([[t, "x;y"] for t in texts])
    return made.getvalue().encode("utf-16"), "", "row {n1}, column 1"


def _html_body(texts: list[str]) -> tuple[bytes, str, str]:
    body = "\n".join(
        f"<p>{html.escape(t[:7])}<b>{html.escape(t[7:10])}</b>{html.escape(t[10:])}</p>"
        for t in texts
    )
    return f"<!DOCTYPE html><html><body>\n{body}</body></html>".encode(), "", "line {n2}"


def _html_attribute(texts: list[str]) -> tuple[bytes, str, str]:
    body = "\n".join(f'<img alt="{html.escape(t)}" src="x">' for t in texts)
    return (
        f"<!DOCTYPE html><html><body>\n{body}</body></html>".encode(),
        "",
        "attribute alt of img, line {n2}",
    )


def _html_entities(texts: list[str]) -> tuple[bytes, str, str]:
    body = "\n".join("<p>" + "".join(f"&amp;#{ord(c)};" for c in t) + "</p>" for t in texts)
    return f"<!DOCTYPE html><html><body>\n{body}</body></html>".encode(), "", "line {n2}"


def _html_comment(texts: list[str]) -> tuple[bytes, str, str]:
    body = "\n".join(f"<p>x</p><!-- {t} -->" for t in texts)
    return f"<!DOCTYPE html><html><body>\n{body}</body></html>".encode(), "", "comment in line {n2}"


def _html_json(texts: list[str]) -> tuple[bytes, str, str]:
    rows = json.dumps({"rows": [{"what": t} for t in texts]}).replace("<", "\\u003c")
    body = f'<script type="application/json">{rows}</script>'
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "", r"\.rows\[{n0}\]\.what"


def _json(texts: list[str]) -> tuple[bytes, str, str]:
    escaped = ["".join(f"\\u{ord(c):04x}" for c in text) for text in texts]
    return ("[" + ", ".join(f'"{t}"' for t in escaped) + "]").encode(), "", r"\$\[{n0}\]"


def _percent(texts: list[str]) -> tuple[bytes, str, str]:
    return "\n".join(f"see?q={quote(t)}" for t in texts).encode(), "", "line {n1}"


def _base64(texts: list[str]) -> tuple[bytes, str, str]:
    lines = [f"data {base64.b64encode(t.encode()).decode()}" for t in texts]
    return "\n".join(lines).encode(), "", "line {n1}"


def _hex(texts: list[str]) -> tuple[bytes, str, str]:
    return "\n".join(f"x {t.encode().hex()}" for t in texts).encode(), "", "line {n1}"


def _toml(texts: list[str]) -> tuple[bytes, str, str]:
    return (
        "\n".join(f"note = {json.dumps(t, ensure_ascii=False)}" for t in texts).encode(),
        "",
        "line {n1}",
    )


def _svg(texts: list[str]) -> tuple[bytes, str, str]:
    body = "\n".join(
        f"<g><title>x</title><text><tspan>{html.escape(t[:9])}</tspan><tspan>{html.escape(t[9:])}</tspan></text></g>"
        for t in texts
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}</svg>'.encode(), "", "text {n1}$"


def _nested(texts: list[str]) -> tuple[bytes, str, str]:
    inner = _zip({"notes.txt": "\n".join(texts)})
    return _zip({"more/inner.zip": inner}), "!more/inner.zip!notes.txt", "line {n1}"


def _png(texts: list[str]) -> tuple[bytes, str, str]:
    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    text = b"".join(
        chunk(b"zTXt", f"k{at}\0\0".encode() + zlib.compress(t.encode()))
        if at % 2 else chunk(b"iTXt", f"k{at}\0\0\0\0\0".encode() + t.encode())
        for at, t in enumerate(texts)
    )  # fmt: skip
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + text + data, "", "chunk"


def _pdf(texts: list[str]) -> tuple[bytes, str, str]:
    """Write a PDF by hand: a page for each text, and its words again in nothing else."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(texts)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} >>")
    objects.append(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    for at, text in enumerate(texts):
        safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        stream = f"BT /F1 12 Tf 50 700 Td ({safe}) Tj ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * at} 0 R >>"
        )
        objects.append(
            f"<< /Length {len(stream.encode('cp1252', 'replace'))} >>\nstream\n{stream}\nendstream"
        )
    out, places = b"%PDF-1.4\n", []
    for at, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{at} 0 obj\n{body}\nendobj\n".encode("cp1252", "replace")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return out, "", "page {n1}$"


def _in_western(text: str) -> bool:
    return text == text.encode("cp1252", "replace").decode("cp1252")


Carrier = Callable[[list[str]], tuple[bytes, str, str]]
CARRIERS: dict[str, tuple[str, Carrier]] = {
    "Word, paragraphs cut into runs": ("a.docx", _word("word/document.xml", _cut)),
    "Word, header": ("b.docx", _word("word/header1.xml", lambda t: f"<w:p>{_run(t)}</w:p>")),
    "Word, footnotes": ("c.docx", _word("word/footnotes.xml", lambda t: f"<w:p>{_run(t)}</w:p>")),
    "Word, tracked changes": ("d.docx", _word("word/document.xml", _deleted)),
    "Word, text boxes": ("e.docx", _word("word/document.xml", _box)),
    "Word, comments": ("f.docx", _docx_comments),
    "Word, alternative texts": ("g.docx", _docx_alt),
    "Word, properties": ("h.docx", _props),
    "Excel, cells": ("a.xlsx", _xlsx_cells),
    "Excel, rich text": ("b.xlsx", _xlsx_rich),
    "Excel, hidden sheet": ("c.xlsx", _xlsx_inline),
    "Excel, defined names": ("d.xlsx", _xlsx_names),
    "Excel, sheet names": ("e.xlsx", _xlsx_sheets),
    "CSV": ("a.csv", _csv),
    "CSV of Windows": ("b.csv", _csv_windows),
    "HTML, text cut by tags": ("a.html", _html_body),
    "HTML, attributes": ("b.html", _html_attribute),
    "HTML, entities twice": ("c.html", _html_entities),
    "HTML, comments": ("d.html", _html_comment),
    "HTML, JSON in a script": ("e.html", _html_json),
    "JSON, escaped": ("a.json", _json),
    "percent-encoded": ("a.txt", _percent),
    "base64": ("b.txt", _base64),
    "hex": ("c.txt", _hex),
    "TOML": ("a.toml", _toml),
    "SVG": ("a.svg", _svg),
    "ZIP in a ZIP": ("a.zip", _nested),
    "PDF": ("a.pdf", _pdf),
}  # fmt: skip


def write(folder: Path, *, times: int = 4) -> tuple[list[Planted], list[Planted]]:
    """Write the corpus; each plant goes into so many carriers, turn by turn.

    Returns
    -------
    tuple
        What was planted, and the ordinary sentences that stand between.
    """
    folder.mkdir(parents=True, exist_ok=True)
    every, names = plants(), list(CARRIERS)
    chosen: dict[str, list[Plant]] = {name: [] for name in names}
    for at, plant in enumerate(every):
        for turn in range(times):
            name = names[(at + turn * (len(names) // times) + turn) % len(names)]
            if name != "PDF" or _in_western(plant.words):  # the font of the PDF has no others
                chosen[name].append(plant)
    planted: list[Planted] = []
    between: list[Planted] = []
    for name, (file, carrier) in CARRIERS.items():
        texts: list[str] = []
        here: list[tuple[int, Plant | None]] = []
        for at, plant in enumerate(chosen[name]):
            here.append((len(texts), plant))
            texts.append(plant.words)
            here.append((len(texts), None))
            texts.append(ORDINARY[at % len(ORDINARY)])
        data, inside, place = carrier(texts)
        (folder / file).write_bytes(data)
        for at, plant in here:
            where = place.replace("{n0}", str(at))
            for more in (1, 2, 3):
                where = where.replace(f"{{n{more}}}", str(at + more))
            said = plant or Plant("", "ordinary", texts[at])
            (planted if plant else between).append(Planted(said, file + inside, where, name))
    for at, plant in enumerate(every[:: max(1, len(every) // 40)]):
        data, inside, place = _png([plant.words])
        (folder / f"p{at:02}.png").write_bytes(data)
        planted.append(Planted(plant, f"p{at:02}.png", place, "PNG"))
    return planted, between
