"""The columns of the template, what to write in each, and one filled-in example row."""

from __future__ import annotations

from dataclasses import dataclass

# Rows of the year 0100 are set aside, so an example left in does no harm.
EXAMPLE_DATE = "14 March 0100"

# How the template's own sheets begin, so that they are not taken for tables of the agency's.
HELP_BEGINS = "This column"
LISTS_BEGIN = "Words for the kind"


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column of the template.

    Attributes
    ----------
    field
        Its key in the vocabulary of headings; the heading is that entry's label.
    help
        What to write there.
    example
        What the example row holds.
    width
        In characters.
    word
        Whether it stands in the Word template too, which has room for few.
    """

    field: str
    help: str
    example: str = ""
    width: int = 18
    word: bool = False


COLUMNS = (
    TemplateColumn(
        "date",
        "When it happened, as exactly as is known and no more: 14 March 2012; March 2012; early "
        "2012; between 3 and 9 March 2012; May to September 2011; undated.",
        EXAMPLE_DATE,
        16,
        True,
    ),
    TemplateColumn(
        "source",
        "The team whose record this is, or the document: Response; Public protection unit; GP "
        "records. A row whose source starts with # is a note of yours and is not loaded.",
        "Response",
        18,
        True,
    ),
    TemplateColumn(
        "summary",
        "What happened, as your record has it: who said or did what.",
        "V called 999: P had threatened to kill her. Officers attended; P had left. C1 asleep "
        "upstairs. DASH completed.",
        60,
        True,
    ),
    TemplateColumn("time", "The time, if known: 01:32; about 2100hrs.", "01:32", 10, True),
    TemplateColumn(
        "end_date", "The last day, if it lasted: support from May to September.", "", 14
    ),
    TemplateColumn(
        "learned",
        "When your agency came to know of it, if later; or: through the review.",
        "",
        16,
    ),
    TemplateColumn(
        "ref",
        "A reference of your own for the row, so that other rows can name it.",
        "A1",
        10,
        True,
    ),
    TemplateColumn("seq", "1, 2, 3 … for rows of one day whose times are not known.", "", 6),
    TemplateColumn(
        "persons",
        "Who was seen or spoken to: V; P. Somebody who was only there: C1 (present).",
        "V",
        20,
        True,
    ),
    TemplateColumn("children_present", "Which children were there: C1; all; none.", "C1", 16),
    TemplateColumn("kind", "What sort of row it is; choose from the list.", "call-out", 24, True),
    TemplateColumn(
        "information",
        "What the row tells of risk or need, from the list of topics, with by > about and, in "
        "brackets, how it is told: threats to kill: P > V (disclosed); pregnancy: V. Several are "
        "parted by semicolons. How: observed, disclosed, alleged, history, withdrawn, denied, "
        "ruled out, ended.",
        "threats to kill: P > V (disclosed)",
        36,
        True,
    ),
    TemplateColumn(
        "shared_with",
        "Which agency or team you told: children's social care (email).",
        "",
        24,
        True,
    ),
    TemplateColumn("told_by", "Which agency or team told you.", "", 18, True),
    TemplateColumn("invited", "For a meeting: who was invited.", "", 18),
    TemplateColumn("attended", "For a meeting: who came.", "", 18),
    TemplateColumn("minutes_to", "For a meeting: who was sent the minutes.", "", 18),
    TemplateColumn("responds_to", "The Ref of the row that this answers: A1; police:A12.", "", 14),
    TemplateColumn(
        "considered",
        "For an assessment or decision: the Refs of the earlier rows it took into account, or: "
        "none.",
        "none",
        18,
    ),
    TemplateColumn("tool", "The risk tool used: DASH.", "DASH", 14),
    TemplateColumn("grade", "Its result: standard, medium, high.", "medium", 12),
    TemplateColumn("outcome", "What came of it.", "Advice given; no arrest.", 24, True),
    TemplateColumn(
        "consent",
        "Whether the person agreed to sharing; or why it was not shared.",
        "",
        20,
    ),
    TemplateColumn("comment", "Your own comment, kept apart from the record.", "", 24),
)
