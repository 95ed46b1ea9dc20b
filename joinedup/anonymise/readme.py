"""The README of a pack: for the trainer, and for the person who answers for its leaving."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphdb.model import ReviewStatus
from joinedup.anonymise.dates import DateMode
from loaders.messages import counted

NAME = "README.md"

_DATES = {
    DateMode.OFFSET: "Every date was moved by one and the same number of weeks, in the columns "
    "and in the text. Weekdays, intervals and order are as they were.",
    DateMode.RELATIVE: "Dates are counted from a day 1 of the pack's own: “day 214” in the columns "
    "and in the text, “month 23” or “year 3” where the text gave no day, with 0 and minus for what "
    "was before. Nothing that is counted tells how it ends. `case.toml` puts day 1 on a calendar "
    "that is nobody's, so that weekdays and intervals are as they were; the pages show that "
    "calendar.",
    DateMode.YEAR: "Dates say only the year, and the years are not those of the case; so do the "
    "scope, the day of the death and what each agency's records cover. What is certain here is "
    "certain in the original; more is left open than there.",
}
_KINDS = {
    "age": "ages, as bands",
    "person": "persons",
    "agency": "agencies",
    "team": "teams",
    "professional": "professionals, by job title",
    "place": "places",
    "street": "streets and addresses",
    "school": "schools",
    "employer": "employers",
    "surgery": "surgeries",
    "refuge": "refuges",
    "other": "other names and words, as somebody decided",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a README says of its pack.

    Attributes
    ----------
    identities, numbers
        How many of each kind were replaced.
    places
        In how many places of the texts.
    vague
        How many months, seasons and years were moved to the nearest.
    wider
        How many rows that said a month, a season or a year are written wider than they were.
    exact, days
        How many rows keep an edge of it, and how many days of case.toml stay exact.
    holidays
        How many bank holidays travel.
    undecided
        Questions that nobody has answered; only a draft has any.
    eyes
        How many pairs of eyes looked for names: the tool's own, and the extra ``[names]``.
    checked
        Whether the leak check ran on the pack.
    """

    rows: int
    mode: DateMode
    status: ReviewStatus
    identities: Mapping[str, int]
    numbers: int
    places: int
    vague: int = 0
    wider: int = 0
    exact: int = 0
    days: int = 0
    holidays: int = 0
    undecided: int = 0
    eyes: int = 1
    checked: bool = True
    draft: bool = False


def readme(about: About) -> str:
    """Return the text of the README."""
    return "\n\n".join(
        [
            *_top(about),
            *_replaced(about),
            *_limits(about),
            *_checklist(),
            *_how(),
        ]
    )


def _top(about: About) -> list[str]:
    made = ["# A case for training, anonymised"]
    if about.draft:
        made.append(
            "**DRAFT. NOT TO BE SHARED.** "
            f"{about.undecided:,} questions of what may stay are not answered yet, so that words "
            "may stand in here by which somebody could be recognised. Answer them in "
            "`decisions.csv` of the original case, and make the pack again."
        )
    if about.status not in (ReviewStatus.APPROVED, ReviewStatus.PUBLISHED):
        made.append(
            f"**The review is not approved or published (its status: {about.status}).** The pack "
            "was made all the same, because somebody asked for it by name. Whoever uses it needs "
            "the leave of those who are responsible for the review."
        )
    made.append(
        "This folder tells what happened in a real case, with other names, places, numbers and "
        f"dates: {about.rows:,} rows of the agencies' chronologies, as they were coded. Who knew "
        "what, and when, and what is found of it are as in the original, so that a room learns "
        "from what happened. It is for learning, not for blame."
    )
    return made


def _replaced(about: About) -> list[str]:
    lines = [
        f"- {_KINDS.get(kind, kind)}: {number:,}"
        # what was decided last, as it is of any kind
        for kind, number in sorted(
            about.identities.items(), key=lambda one: (one[0] == "other", one)
        )
        if number
    ]
    lines.append(
        "- numbers and addresses (telephone, NHS, crime and case references, post codes, e-mail, "
        f"and the like): {about.numbers:,}"
    )
    said = [
        "## What was replaced",
        f"In {about.places:,} places of the texts, each always by the same:",
        "\n".join(lines),
        _DATES[about.mode],
    ]
    if about.vague:
        said.append(
            f"{about.vague:,} months, seasons or years that were written without a day became the "
            "nearest that fits; the key and the decisions.csv of the case, which stay behind, list "
            "each."
        )
    said.append(
        "Rows have new ids and references; agencies and their files are called by kind, people by "
        "their part. Agencies stand in the order of the case, on which the order of rows of one "
        "time hangs; people in that of their part. Headings, file names, comments and properties "
        "of the agencies' files are not here: all files were written anew from what was read."
    )
    return said


def looked_with(eyes: int) -> str:
    """Return with how many pairs of eyes names were looked for, as a sentence.

    Examples
    --------
    >>> looked_with(2)
    'Names that the case does not list were looked for with two pairs of eyes.'
    """
    if eyes < 2:
        return (
            "Names that the case does not list were looked for with one pair of eyes, the tool's "
            "own."
        )
    return "Names that the case does not list were looked for with two pairs of eyes."


def _limits(about: About) -> list[str]:
    eyes = looked_with(about.eyes)
    checked = (
        "The pack was searched for the names, numbers and days that its key holds, with their "
        "variants, and none was found. A bare year, or a day said in a way of its own, can still "
        "be there: read every row once."
    )
    if not about.checked:
        checked = (
            "**The pack was not searched for what it should not hold.** Run `joinedup verify-pack` "
            "before it leaves."
        )
    if about.draft:
        checked = "What the search found in this draft was told to whoever made it."
    return [
        "## What nobody can prove",
        "The case is anonymised against what its folder names. It is not anonymised against what a "
        "neighbour remembers: somebody who knew the people may know them again by what happened, "
        "and what was in the news can be found again. " + eyes,
        checked,
        "Two packs of one case share neither the number of weeks nor the ids and references of "
        "rows, facts and the case; a drawn name can be in both by chance. They do share the ids of "
        "people, agencies and teams (`V`, `P`, `C1`; `gp`, `police-1`; `team-1`) and the names of "
        "files that are made of these. Such an id is a role or a kind, with a number: any case "
        "with the same roles and kinds has the same, so that it says nothing of this one. "
        "They tell the same story: whoever has both "
        "can see that they are of one case, and compare them. Give one case to one audience, or "
        "the same pack to all.",
        *_offset(about),
    ]


def _offset(about: About) -> list[str]:
    """Return what is done against working out how far dates were moved, and what is left of it."""
    if about.mode is DateMode.YEAR:
        left = _left(about)
        return [f"Not said by year: {left}. The key says which."] if left else []
    said = [
        "A month, a season or a year that was moved lies between two days that were the first and "
        "the last of a month, and would tell how far. So "
        f"{counted(about.wider, 'row')} that said no more than that "
        f"{'is' if about.wider == 1 else 'are'} written wider: as the months or years in which "
        "they lie, or by some days each way where more would change what is found. Such a row is "
        "vaguer here than in the original, and no row is less vague. The scope of the review and "
        "what each agency's records cover begin and end with a month for the same reason. What is "
        "found, who knew what and the order of it are as they were.",
    ]
    left = _left(about)
    if left:
        said.append(
            f"What stays exact: {left}. Wider, it would change what is found. The key says which; "
            "who sets out to learn how far the dates were moved begins there."
        )
    said.append(
        "How far the dates were moved can still be worked out by somebody who knows a day of the "
        "case, and guessed by somebody who knows the world: weekdays stay, and "
        + (
            f"{counted(about.holidays, 'bank holiday')} by which days are counted "
            f"{'stands' if about.holidays == 1 else 'stand'} in `case.toml`. "
            if about.holidays
            else "so do the seasons of a story. "
        )
        + "Whoever guesses which holiday a row means, by whatever word, is left with few years. "
        "The moved dates keep a room from thinking of the day, not everybody from finding it."
    )
    return said


def _left(about: About) -> str:
    """Return how much stays exact; which it is stands in the key, where it helps no searcher."""
    found = []
    if about.exact:
        keep = "keeps" if about.exact == 1 else "keep"
        found.append(f"{counted(about.exact, 'row')} {keep} an exact edge")
    if about.days:
        found.append(f"{counted(about.days, 'day')} of `case.toml`")
    return " and ".join(found)


def _checklist() -> list[str]:
    return [
        "## The motivated intruder: for a person to sign",
        "Somebody who did not make the pack takes half an hour, a search engine and the local "
        "newspaper's archive, and tries to find out who it is about.",
        "\n".join(
            f"- [ ] {line}"
            for line in (
                "I searched the web for the manner of death, the sort of place and the sort of "
                "family told here.",
                "I searched for sentences that stand in quotation marks, word for word.",
                "I looked at published reviews of domestic homicides for one that tells the same.",
                "I asked whether somebody who worked on the case, or lived near, would know it, "
                "and whether any of them will be in the room.",
                "I read every row once, looking for jobs, illnesses, nationalities, numbers of "
                "children, hobbies and events that only one family has.",
                "I looked for rows that fit few days of a year, whatever their words: holidays, "
                "the first day at school, a school play.",
                "The family was asked, or it is recorded why not.",
                "I did not find out who it is about. What I found instead, and what was changed: …",
            )
        ),
        "Name: ………………………………  Role: ………………………………  Date: ………………",
    ]


def _how() -> list[str]:
    return [
        "## How to use it",
        "Every page opens with a double click in any browser, from this folder or from a USB "
        "stick, and needs no internet. `walkthrough/walkthrough.html` is the training walkthrough "
        "with all seats: begin there, with the projector. `walkthrough/seats` holds one page for "
        "each seat, to be copied to the laptops of the room: what the others held is sealed in it "
        "until the trainer says the words that open it. Those were shown once, at the end, to "
        "whoever made this pack, and stand in no file here: ask for them before the day. "
        "`joinedup walkthrough FOLDER --key KEY` says them again. `case-map.html` is the picture "
        "for the wall.",
        "`walkthrough.toml` says at which moments the room is asked: edit it, and make "
        "the walkthrough again with `joinedup walkthrough FOLDER`. The folder is a case folder "
        "like any other: `joinedup report FOLDER` makes the page that a panel has.",
        "The key, which says what everything was, is not here and must never be brought along. If "
        "it was, stop and tell whoever is responsible for the review.\n",
    ]
