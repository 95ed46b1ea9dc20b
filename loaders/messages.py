"""Every message of the loaders: a stable code, what it is, why it comes, what to do.

``docs/reference/messages.md`` is made from this table by :mod:`loaders.messages_page`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graphdb.dates import CODES as DATE_CODES

QUOTE_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    Attributes
    ----------
    title
        One sentence without its full stop.
    cause
        When it comes.
    suggestion
        What to do.
    expected
        What was expected, where that is always the same.
    """

    title: str
    cause: str
    suggestion: str
    severity: str = "warning"
    expected: str = ""


def _error(title: str, cause: str, suggestion: str, expected: str = "") -> Message:
    return Message(title, cause, suggestion, "error", expected)


def _info(title: str, cause: str, suggestion: str = "") -> Message:
    return Message(title, cause, suggestion, "info")


MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        # --- the case folder -------------------------------------------------------------
        "JU-L001": _error(
            "There is no case.toml here",
            "The folder that was named holds no case.toml.",
            "Name the folder that holds case.toml, or make one with: joinedup init FOLDER",
        ),
        "JU-L002": _error(
            "case.toml cannot be read",
            "The file is not valid TOML, is not UTF-8, or cannot be opened.",
            "Correct the line that is named: text stands in quotation marks, dates do not.",
        ),
        "JU-L003": _error(
            "case.toml says something that is not understood",
            "A key is unknown, or its value is of the wrong sort.",
            "Correct the key that is named.",
        ),
        "JU-L004": _error(
            "case.toml is of a newer format than this version reads",
            "It was written by or for a newer version of joinedup.",
            "Install the newer version: pipx upgrade joinedup",
        ),
        "JU-L005": _info(
            "case.toml is of an older format",
            "It still reads.",
            "To rewrite it: joinedup migrate FOLDER",
        ),
        "JU-L006": Message(
            "There are no chronologies",
            "The folder chronologies/ is missing or holds no file that can be read.",
            "Put each agency's chronology (.docx, .xlsx or .csv) into chronologies/.",
        ),
        "JU-L007": _error(
            "The folder already holds a case",
            "joinedup init never writes over anything.",
            "Name another folder, or work on in this one.",
        ),
        "JU-L008": Message(
            "The case names no victim",
            "No [[person]] has the role victim.",
            'Give one: roles = ["victim"]',
        ),
        "JU-L009": Message(
            "The date of the fatal incident cannot be read",
            "fatal_incident in [case] is not a date that can be read.",
            'Write it as text, for example fatal_incident = "22 March 2013"',
        ),
        # --- files that cannot be read ---------------------------------------------------
        "JU-L010": _error(
            "The file is protected with a password",
            "Office encrypts such a file; nothing of it can be read.",
            "Open it, take the password off (File, Info, Protect Document), save it, and put "
            "that copy here.",
        ),
        "JU-L011": _error(
            "The file is empty",
            "It holds no bytes at all.",
            "Ask the agency to send it again.",
        ),
        "JU-L012": _error(
            "The file is damaged or cut off",
            "It begins like a file of its kind but does not hold together.",
            "Open it and save it anew; if it does not open, ask the agency to send it again.",
        ),
        "JU-L013": _error(
            "The file would unpack to far more than a chronology can hold",
            "A small file that unpacks to a huge one can stop a computer.",
            "Open it in Word or Excel, copy the chronology into a new document and save that.",
        ),
        "JU-L014": _error(
            "The file holds a document type definition, which no Office file needs",
            "Such definitions are used to attack programs that read files.",
            "Open it in Word or Excel and save it anew.",
        ),
        "JU-L015": _error(
            "The CSV file cannot be taken apart into cells",
            "A quotation mark is opened and never closed, or one cell is over a million letters.",
            "Open it in Excel, look at the last rows, and save it as .xlsx.",
        ),
        "JU-L016": _error(
            "The file is too large",
            "Files over 100 MB, and tables over 200,000 rows, are not read.",
            "Take pictures and attachments out, or split the chronology into several files.",
        ),
        "JU-L017": _error(
            "The file cannot be opened or written",
            "It is open in another program, or you have no right to read it, or to write there.",
            "Close it in Word or Excel and try again.",
        ),
        "JU-L018": Message(
            "The file is the same as another, and one of them was read",
            "Both hold exactly the same bytes; one is read.",
            "Remove one of them.",
        ),
        "JU-L020": _error(
            "The file is of a word-processor format that is not read",
            "Tables are read from .docx (or .docm) only.",
            "Open it in Word and save it as .docx.",
            ".docx, .xlsx or .csv",
        ),
        "JU-L021": _error(
            "The file is of a spreadsheet format that is not read",
            "Sheets are read from .xlsx (or .xlsm) and .csv only.",
            "Open it in Excel and save it as .xlsx.",
            ".docx, .xlsx or .csv",
        ),
        "JU-L022": _error(
            "The file is a PDF",
            "A PDF holds the look of a table, not its rows.",
            "Ask the agency for the Word or Excel file it was made from, or open it in Word and "
            "save it as .docx; then compare the two.",
            ".docx, .xlsx or .csv",
        ),
        "JU-L023": _error(
            "The file is an email",
            "Emails are not read.",
            "Open it, save the chronology attached to it, and put that here.",
            ".docx, .xlsx or .csv",
        ),
        "JU-L024": _error(
            "The file is a picture",
            "Pictures are not read.",
            "Ask the agency for the Word or Excel file.",
            ".docx, .xlsx or .csv",
        ),
        "JU-L025": _error(
            "The file is plain text or a web page",
            "Rows are read from tables only.",
            "Open it in Excel and save it as .xlsx, or in Word as a table in a .docx.",
            ".docx, .xlsx or .csv",
        ),
        "JU-L026": _error(
            "The file is an archive",
            "Archives are not opened.",
            "Unpack it and put the chronologies here.",
            ".docx, .xlsx or .csv",
        ),
        "JU-L027": _error(
            "The file is of a kind that is not read",
            "Only Word, Excel and CSV files are.",
            "Save the chronology as .docx, .xlsx or .csv.",
            ".docx, .xlsx or .csv",
        ),
        "JU-L028": _error(
            "The file is not what its name says",
            "Its content is of another kind than the ending of its name.",
            "Open it in the program that made it and save it with the right ending, or give it "
            "the ending that fits what it holds.",
        ),
        # --- what was noticed in a document ----------------------------------------------
        "JU-L031": Message(
            "A hidden sheet was read",
            "The sheet is hidden in Excel.",
            "If it is no part of the chronology, ask the agency for a copy without it.",
        ),
        "JU-L032": Message(
            "Hidden rows were read",
            "They are hidden or filtered out in Excel; they count like any others.",
            "Unhide them and see whether they belong to the chronology.",
        ),
        "JU-L033": Message(
            "Hidden columns were read",
            "They are hidden in Excel; they count like any others.",
            "Unhide them and see whether they belong to the chronology.",
        ),
        "JU-L034": Message(
            "A formula has no saved result",
            "The program that wrote the file saved the formula without its value; formulas are "
            "never worked out here, so the cell is read as blank.",
            "Open the file in Excel and save it once, or type the value in.",
        ),
        "JU-L036": Message(
            "Comments in the margin were not read",
            "Only the cells of the table are read.",
            "If a comment matters, put it into the table.",
        ),
        "JU-L037": Message(
            "Footnotes were not read",
            "Only the cells of the table are read.",
            "If a footnote matters, put it into the table.",
        ),
        "JU-L038": Message(
            "Tracked deletions were not read",
            "The document has tracked changes that nobody has accepted or rejected; what they "
            "delete is left out.",
            "Ask the agency for a copy with the changes accepted or rejected.",
        ),
        "JU-L039": _info(
            "Tracked insertions were read",
            "The document has tracked changes that nobody has accepted or rejected; what they "
            "insert is read.",
            "Ask the agency for a copy with the changes accepted or rejected.",
        ),
        "JU-L040": _info(
            "The file was read as Windows text",
            "It is not Unicode; accents and dashes are taken as Windows-1252 has them.",
            "If letters look wrong, save it from Excel as “CSV UTF-8”.",
        ),
        "JU-L041": Message(
            "NUL characters were left out",
            "The file holds characters that no text has.",
            "Ask how the file was made; something may be missing.",
        ),
        "JU-L042": _info(
            "A dated line above the table was read as a heading for the dates below it",
            "A line of text between tables is a month, a season, a year or the like; a day, or a "
            "day and month, in the table below takes what is missing from it.",
            "If the rows below are of another time, write their dates out in full.",
        ),
        "JU-L043": Message(
            "The sheet shows no year; Excel's own year was read",
            "The cells are dates whose number format shows a day and month, or a month, only. "
            "Excel adds the year in which they were typed, and another may have been meant.",
            "Show the year in Excel (Format Cells, Date) and see whether it is right.",
        ),
        # --- tables and headings ---------------------------------------------------------
        "JU-L050": _error(
            "No column holds the date, so the table was not read",
            "None of the headings is one that means a date.",
            "If one of them is, say so in case.toml.",
            "a heading such as Date, Date/Time or Date of event",
        ),
        "JU-L051": _error(
            "No column says what happened, so the table was not read",
            "None of the headings is one that means what happened.",
            "If one of them is, say so in case.toml.",
            "a heading such as What happened, Event or Details",
        ),
        "JU-L052": _info(
            "The table is no chronology and was not read",
            "None of its headings is one that a chronology has.",
            "",
        ),
        "JU-L053": Message(
            "A heading is not known; its column was kept as a comment",
            "It is in neither the vocabulary nor [headings] of case.toml.",
            "Say in case.toml what it means.",
        ),
        "JU-L054": _info(
            "Two columns mean the same and were joined",
            "Both are kept, one after the other.",
            "If one of them means something else, say so in case.toml under [headings].",
        ),
        "JU-L055": _error(
            "The file holds no table",
            "There is nothing in it but text outside tables, or nothing at all.",
            "Put the chronology into a table whose first row names the columns.",
        ),
        "JU-L056": Message(
            "A row has more cells than the table has headings",
            "The cells beyond the last heading were kept as a comment.",
            "See whether a comma, semicolon or tab inside a text has split it.",
        ),
        # --- whose row it is -------------------------------------------------------------
        "JU-L060": _error(
            "Nothing says which agency's file this is",
            "No agency's files = […] names it, its rows' source names none, and its name does "
            "not either.",
            "Say so in case.toml.",
        ),
        "JU-L061": _error(
            "Nothing says which agency's row this is",
            "The file belongs to no one agency and this row's source names none.",
            "Write the agency's name into the row, or its name as an alias into case.toml.",
        ),
        "JU-L062": _info(
            "A source is not listed as a team and was taken as a team of its own",
            "It is neither the agency's own name, nor a word for a document, nor a team in "
            "case.toml.",
            "Name it in case.toml, or merge it with a team as an alias.",
        ),
        "JU-L063": Message(
            "A source looks like a team or an agency with another spelling",
            "It was not merged: only a person can say that they are the same.",
            "If they are the same, add it as an alias.",
        ),
        "JU-L064": _info(
            "The row's source names another agency than the file's",
            "The row was given to the agency that its source names.",
            "If that is wrong, take the name out of the row's source.",
        ),
        "JU-L065": Message(
            "Two agencies have the same name or alias",
            "What carries that name cannot be told apart and was not attached.",
            "Give each a name of its own.",
        ),
        # --- rows ------------------------------------------------------------------------
        "JU-L070": Message(
            "The row has no date that can be read; it was loaded as undated",
            "Nothing is lost, but an undated row supports hardly any finding.",
            "Correct the date.",
        ),
        "JU-L071": Message(
            "Two rows of one agency have the same Ref",
            "They are told apart by their text; a row that names this Ref names neither.",
            "Give each row a Ref of its own.",
        ),
        "JU-L072": Message(
            "A name among those involved is not known",
            "It is no id, label or alias of a person in case.toml.",
            "Add it in case.toml as an alias or as a [[person]]; professionals need not be listed.",
        ),
        "JU-L073": Message(
            "A name could be more than one person",
            "Two persons share it; it was not attached to either.",
            "Write the person's id, or give each a name of its own.",
        ),
        "JU-L074": Message(
            "The kind is not known; the row counts as not coded",
            "It is in no entry of the vocabulary.",
            "Write a kind from the list.",
        ),
        "JU-L075": Message(
            "A topic under Information is not known",
            "It is in no entry of the vocabulary.",
            "Write a topic from the list.",
        ),
        "JU-L076": Message(
            "A person under Information is not known",
            "It is no id, label, alias or role of a person in case.toml.",
            "Write the person's id.",
        ),
        "JU-L077": Message(
            "It is not clear whom a topic is about",
            "Its usual person is a role that nobody in this case has, or that several have.",
            "Write the persons, for example: threats to kill: P > V",
        ),
        "JU-L078": Message(
            "The stance of a topic is not known",
            "After a topic and its persons stands, in brackets, how the row speaks of it.",
            "Write one of the stances.",
            expected="observed, disclosed, alleged, history, withdrawn, denied, ruled out or ended",
        ),
        "JU-L079": Message(
            "An agency or team is not known",
            "It is no name or alias in case.toml, and no source of any row.",
            "Correct it, or add it in case.toml as an alias.",
        ),
        "JU-L080": Message(
            "A reference names no row",
            "No row of this agency, and no single row of another, carries that Ref.",
            "Correct it, or write the agency before it: police:A12",
        ),
        "JU-L081": Message(
            "A reference could be several rows",
            "Rows of several agencies carry that Ref; it was not attached.",
            "Write the agency before it: police:A12",
        ),
        "JU-L082": Message(
            "The risk tool is not known",
            "It is in no entry of the vocabulary; the row keeps its words.",
            "Write a tool from the list.",
        ),
        "JU-L083": Message(
            "The grade is not known",
            "It is no grade of that tool; the row keeps its words.",
            "Write one of the tool's grades.",
        ),
        "JU-L084": Message(
            "The date under Learned cannot be read",
            "It was left out; the row counts from its own date.",
            "Write a date, or “through the review”.",
        ),
        "JU-L085": Message(
            "Seq is not a whole number",
            "It was left out.",
            "Number the rows of a day 1, 2, 3.",
        ),
        "JU-L086": Message(
            "What was taken into account cannot be tied to rows",
            "The words name no Ref; the row counts as saying nothing either way.",
            "Write the Refs of the rows, or “none”.",
        ),
        "JU-L087": Message(
            "The row holds characters that turn text around or cannot be seen",
            "They are kept as they are and shown harmlessly.",
            "Look whether the text reads as it was meant.",
        ),
        "JU-L088": _info(
            "The row has a date and nothing else, so it was set aside",
            "It was set aside.",
            "If something happened, write what.",
        ),
        "JU-L089": Message(
            "It is not clear which children were present",
            "The cell says neither who nor that all were.",
            "Write the children's names or ids, “all” or “none”.",
        ),
        # --- coding.csv and dispositions.csv ---------------------------------------------
        "JU-L100": _error(
            "The file cannot be read as one of ours",
            "coding.csv, dispositions.csv and decisions.csv have columns of their own. One that is "
            "needed is missing, or a row says something that cannot be used.",
            "Put the columns back, or move the file away and let a new one be written.",
        ),
        "JU-L101": _error(
            "The file is of a newer format than this version reads",
            "It was written by a newer version of joinedup.",
            "Install the newer version: pipx upgrade joinedup",
        ),
        "JU-L102": Message(
            "A line of coding was carried to a row whose text has changed",
            "The row as coded is gone, and one of the same date and almost the same text stands "
            "there.",
            "Read the row again and confirm the line.",
        ),
        "JU-L103": Message(
            "A line of coding belongs to no row any more",
            "Neither the row nor one like it is in the chronologies.",
            "See whether a file is missing; the line is kept.",
        ),
        "JU-L104": Message(
            "A line of coding holds something that is not known",
            "A kind, topic, person, status or row is not one of the case's.",
            "Correct the line in coding.csv.",
        ),
        "JU-L105": Message(
            "The words quoted no longer stand in the row",
            "The line was confirmed on words that the row does not hold.",
            "Read the row again and confirm the line.",
        ),
        "JU-L106": Message(
            "A disposition is not understood",
            "Its state or kind is none that is known, or its finding has no id.",
            "Correct the line in dispositions.csv.",
            expected="open, question sent, accepted, explained, rejected, outside terms of "
            "reference or restricted",
        ),
        "JU-L107": Message(
            "Two lines speak of the same finding, and the newer one counts",
            "Of two lines the one written later counts; the other is kept in the file.",
            "Remove the one that no longer holds.",
        ),
        # --- training --------------------------------------------------------------------
        "JU-L110": _error(
            "It says something that cannot be used",
            "A key is not known, a value is of another kind, a moment names a row, day or seat "
            "that the case does not have, or the minutes of a session do not add up.",
            "Correct what is named; or move the file away and have it drafted anew.",
        ),
        "JU-L111": _error(
            "The file cannot be read as the KEY of a pack",
            "It is not the JSON file that joinedup anonymise wrote, or its salt is not there.",
            "Name the KEY that was written with the pack; it is kept outside the pack.",
        ),
        # --- packs for training ----------------------------------------------------------
        "JU-L120": _error(
            "The key would lie inside the pack",
            "Whoever gets the pack would get the key with it.",
            "Name a place outside the pack for --key.",
        ),
        "JU-L121": _error(
            "There is a file where the key is to be written",
            "A key is never written over another: the pack that belongs to it could not be "
            "checked any more.",
            "Name another place for --key; to make the same pack again, name this one with "
            "--key-in.",
        ),
        "JU-L122": _error(
            "Others could read the key here",
            "The file system (a USB stick, a shared drive, Windows) does not let this program keep "
            "others from reading a file.",
            "Name a place on your own disk for --key; or, where only you can open the folder, say "
            "so with --although-others-can-read-the-key.",
        ),
        "JU-L123": _error(
            "The key cannot be read",
            "It is not the file that joinedup anonymise wrote, or it was changed.",
            "Name the key that was written when the pack was made.",
        ),
        "JU-L124": _error(
            "The review is not approved or published",
            "A pack is made to leave the building, which a review may only when it is approved.",
            "Wait until it is; or, with the leave of those responsible, say so with "
            "--although-not-published. The pack then says it.",
        ),
        "JU-L125": _error(
            "There are questions that only a person can answer",
            "Words were found that may tell who the case is about, or may be harmless.",
            "Fill in the column “decision” of the file that is named with keep, replace, remove or "
            "generalise (of a date also: move), and run the same again. A row whose kind ends in "
            "“, all” answers those below it. To look at a draft that may not be shared: --draft",
        ),
        "JU-L126": _error(
            "The leak check found what must not be in a pack",
            "Something of the original still stands in the pack. Nothing of it was left behind.",
            "Add the name to the aliases of whom it belongs to in case.toml, or decide it in "
            "decisions.csv, and run the same again.",
        ),
        "JU-L127": _error(
            "There is something where the pack is to be written",
            "Nothing is written over.",
            "Name a folder that is not there yet.",
        ),
        "JU-L128": _error(
            "The pack does not tell what the original tells",
            "A row could not be written so that it reads the same. Nothing was left behind.",
            "Please report it, with no text of any chronology.",
        ),
        "JU-L129": _error(
            "There is no place for the key",
            "A pack is undone with its key, which is needed to check it and to make it again.",
            "Name a file outside the pack with --key.",
        ),
        "JU-L130": _error(
            "This is a pack already, not a case",
            "The folder that was named is one that joinedup anonymise made.",
            "Name the folder of the case that it was made of; with --key-in and the key of the "
            "pack the same pack is made again. To make the pages of a pack again: joinedup "
            "walkthrough PACK, joinedup casemap PACK.",
        ),
        "JU-L131": _error(
            "The case, its pack and what was decided have to lie apart",
            "What lies in a pack leaves the building with it.",
            "Name another folder for the pack with --to: one beside the case, not in it.",
        ),
        "JU-L132": _error(
            "The case has no rows to make a pack of",
            "No chronology was read, or every row of them was set aside.",
            "Run joinedup check CASE: it says how each file was read, and what to do.",
        ),
        "JU-L133": _error(
            "The key is that of another case, or of this one as it was before",
            "It lacks names, numbers or days of the case: with it nobody could look for them.",
            "Name the key of this very case; or make a new pack, with a place for its key (--key).",
        ),
    }
)


def shorten(text: str) -> str:
    """Return text for a message: one line, no control characters, 60 characters at most."""
    plain = "".join(
        " " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn") else c
        for c in text[: QUOTE_LIMIT * 4]
    )
    plain = " ".join(plain.split())
    if len(plain) > QUOTE_LIMIT:
        plain = plain[: QUOTE_LIMIT - 1].rstrip() + "…"
    return plain


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "row"), counted(2_000, "row")
    ('1 row', '2,000 rows')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def title_of(code: str) -> str:
    """Return a code's title, of the loaders or of dates; empty text for an unknown code."""
    if code in MESSAGES:
        return MESSAGES[code].title
    return DATE_CODES[code].title if code in DATE_CODES else ""


def describe(code: str, *, document: str = "", found: str = "", suggestion: str = "") -> str:
    """Return a message in full, as an exception or a line says it."""
    message = MESSAGES[code]
    where = f"{document}: " if document else ""
    what = f" ({found})" if found else ""
    expected = f" Expected: {message.expected}." if message.expected else ""
    todo = suggestion or message.suggestion
    return f"{code} {where}{message.title}{what}.{expected} {todo}".strip()
