"""What a walkthrough writes: the page of all seats, a sealed page for each, ``walkthrough.toml``.

Like the report it is made whole before any of it is written. The passphrase that opens the sealed
pages is in none of the files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphdb.model import ReviewStatus
from joinedup.anonymise.translate import DRAFT_MARKING, MARKING
from loaders import LoaderError
from loaders.ourcsv import write_together
from viz.cards import cards_pdf, render_cards
from viz.walk.build import build_walk
from viz.walk.model import WalkModel
from viz.walk.moments import about_moments, draft
from viz.walk.page import render, render_seat
from viz.walk.payload import reveal_part
from viz.walk.seal import Chance, passphrase
from viz.walk.settings import (
    NAME,
    WalkSettings,
    WalkthroughError,
    read_settings,
    settings_text,
    with_lines,
)

if TYPE_CHECKING:
    from joinedup.case import JoinedUpCase
    from viz.model import PageModel

_SETTLED = (ReviewStatus.APPROVED, ReviewStatus.PUBLISHED)
_SEAT_FILE = re.compile(r"seat-\d\d-[a-z0-9-]*\.html")
_LONGEST = 40
#: So many faults of ``walkthrough.toml`` are told at once.
_FAULTS = 10


class NotForARoomError(ValueError):
    """The case is neither anonymised nor approved or published, so it is not shown to a room."""


class NothingToPlayError(ValueError):
    """No row of the case certainly lies before the end, so no seat has anything on its screen."""


@dataclass(frozen=True, slots=True)
class WalkWanted:
    """What is to be written, and how.

    Attributes
    ----------
    cards, pdf
        Whether the walkthrough is written for paper as well, and that as a PDF, too.
    although_not_anonymised
        Whether a case is taken that is no pack, and neither approved nor published.
    secret
        From which the passphrase and all else that is drawn by chance come again (the salt of a
        pack's key); drawn anew where empty.
    """

    cards: bool = False
    pdf: bool = False
    although_not_anonymised: bool = False
    secret: bytes = b""


@dataclass(frozen=True, slots=True)
class WalkWritten:
    """What was written.

    Attributes
    ----------
    pages
        The page of all seats first, then the sealed ones, then paper.
    settings
        ``walkthrough.toml``.
    drafted
        Whether that was drafted now; an edited one is never written over.
    passphrase
        What opens the sealed pages: to be shown once and kept nowhere.
    model
        What they show.
    """

    pages: tuple[Path, ...]
    settings: Path
    drafted: bool
    passphrase: str
    model: WalkModel


@dataclass(frozen=True, slots=True)
class WalkBegun:
    """A walkthrough of which no page is made yet.

    Attributes
    ----------
    model, passphrase
        As for :class:`WalkWritten`.
    drafted
        What is to stand in ``walkthrough.toml``; empty where there is one.
    pages
        What makes each page, by its path in the folder of the walkthrough: that of all seats first.
    """

    model: WalkModel
    passphrase: str
    drafted: bytes
    pages: Mapping[str, Callable[[], bytes]]


def is_pack(case: JoinedUpCase) -> bool:
    """Whether a case is an anonymised pack that may leave the building; a draft of one is not."""
    return case.records.case.marking == MARKING


def is_made_here(case: JoinedUpCase) -> bool:
    """Whether a case is what ``joinedup anonymise`` made: a pack, or the draft of one."""
    return is_pack(case) or _is_draft(case)


def walk_model(
    case: JoinedUpCase, settings: WalkSettings | None = None, page: PageModel | None = None
) -> WalkModel:
    """Return the walkthrough of a case as the pages show it.

    Parameters
    ----------
    case
        The case.
    settings
        What its ``walkthrough.toml`` says; what would be drafted where left out.
    page
        What the report shows of it, where it has been made already.

    Raises
    ------
    viz.walk.settings.WalkthroughError
        When the settings name what the case does not have.

    Examples
    --------
    >>> import joinedup
    >>> len(walk_model(joinedup.load("examples/amber-street")).moments)
    10
    """
    return build_walk(
        case.view,
        case.known,
        case.answers,
        case.vocabulary,
        enquiry=case.asked.enquiry,
        pooled=case.pooled,
        settings=settings,
        pack=_made_from(case),
        page=page,
    )


def settings_of(case: JoinedUpCase, folder: Path) -> tuple[WalkSettings, str]:
    """Return what the walkthrough of a case folder says, and the text to write where it is drafted.

    Raises
    ------
    LoaderError
        When ``walkthrough.toml`` says something that cannot be used; with every fault.
    """
    made = draft(case.asked.enquiry, case.answers)
    path = folder / NAME
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return made, settings_text(made, about_moments(case.view, made))
    except UnicodeDecodeError:
        raise LoaderError(
            "JU-L110", str(path), "it is not UTF-8", "Save it again as “UTF-8” in your editor."
        ) from None
    try:
        return read_settings(text, made), ""
    except WalkthroughError as error:
        raise _cannot_be_used(path, text, error) from None


def _cannot_be_used(path: Path, text: str, error: WalkthroughError) -> LoaderError:
    """Return what to raise, with the line of each fault: a key alone is no place to look at."""
    faults = with_lines(text, error.faults)
    more = f"; and {len(faults) - _FAULTS:,} more" if len(faults) > _FAULTS else ""
    return LoaderError("JU-L110", str(path), "; ".join(faults[:_FAULTS]) + more)


def write_walkthrough(
    case: JoinedUpCase,
    folder: Path,
    to: Path | None = None,
    wanted: WalkWanted | None = None,
    page: PageModel | None = None,
) -> WalkWritten:
    """Write the walkthrough of a case: all seats on one page, and each seat on a sealed one.

    Parameters
    ----------
    case
        The case, of which ``folder`` is the folder.
    folder
        Where ``walkthrough.toml`` is, or is drafted.
    to
        Where the pages are written; ``walkthrough`` in the folder where left out.
    wanted
        What is to be written, and how.
    page
        What the report shows of the case, where it has been made already.

    Raises
    ------
    NotForARoomError
        When the case is no pack, and neither approved nor published; nothing is written.
    NothingToPlayError
        When no seat has anything to show; nothing is written.
    LoaderError
        When ``walkthrough.toml`` says something that cannot be used; nothing is written.
    viz.pdf.PdfMissingError
        When a PDF is wanted and cannot be made on this machine; nothing is written.
    """
    begun = begin_walkthrough(case, folder, wanted, page)
    # all of it is made before any of it is written
    pages = {name: make() for name, make in begun.pages.items()}
    target = folder / "walkthrough" if to is None else to
    (target / "seats").mkdir(parents=True, exist_ok=True)
    written = tuple(target / name for name in pages)
    contents = dict(zip(written, pages.values(), strict=True))
    if begun.drafted:
        contents[folder / NAME] = begun.drafted
    # all or none: the words of the last run open no page of this one
    write_together(contents)
    _remove_old_seats(target / "seats", {Path(name).name for name in pages})
    return WalkWritten(written, folder / NAME, bool(begun.drafted), begun.passphrase, begun.model)


def begin_walkthrough(
    case: JoinedUpCase,
    folder: Path,
    wanted: WalkWanted | None = None,
    page: PageModel | None = None,
) -> WalkBegun:
    """Return the walkthrough of a case with what makes each page; nothing is written.

    Parameters
    ----------
    case, folder, wanted, page
        As for :func:`write_walkthrough`, which raises the same.
    """
    wanted = wanted or WalkWanted()
    if not (is_pack(case) or _settled(case) or wanted.although_not_anonymised):
        raise NotForARoomError(_why_not(case))
    settings, text = settings_of(case, folder)
    try:
        model = walk_model(case, settings, page)
    except WalkthroughError as error:
        path = folder / NAME
        raise _cannot_be_used(path, path.read_text(encoding="utf-8-sig"), error) from None
    if not model.seats:
        raise NothingToPlayError(
            "No row of this case certainly lies before the end: no seat has anything to show."
        )
    words = passphrase(salt=wanted.secret)
    return WalkBegun(model, words, text.encode("utf-8"), _pages(model, words, wanted))


def _pages(model: WalkModel, words: str, wanted: WalkWanted) -> dict[str, Callable[[], bytes]]:
    chance, reveal = Chance(wanted.secret), reveal_part(model)
    makers: dict[str, Callable[[], bytes]] = {"walkthrough.html": lambda: render(model).encode()}

    def sealed(seat_id: str) -> Callable[[], bytes]:
        return lambda: render_seat(model, seat_id, words, chance=chance, reveal=reveal).encode()

    for n, seat in enumerate(model.seats, start=1):
        makers[f"seats/seat-{n:02}-{_slug(seat.name)}.html"] = sealed(seat.seat_id)
    if wanted.cards:
        makers["cards.html"] = lambda: render_cards(model).encode()
        if wanted.pdf:
            makers["cards.pdf"] = lambda: cards_pdf(model)
    return makers


def _slug(name: str) -> str:
    """Return a name that any system can write.

    Examples
    --------
    >>> _slug("Children's Social Care"), _slug("Пристанище")
    ('childrens-social-care', '')
    """
    plain = re.sub(r"[^a-z0-9 -]", "", name.casefold())
    return "-".join(plain.replace("-", " ").split())[:_LONGEST].strip("-")


def _remove_old_seats(folder: Path, now: set[str]) -> None:
    """Remove pages of seats that an earlier run wrote and this one does not."""
    for path in folder.iterdir():
        if _SEAT_FILE.fullmatch(path.name) and path.name not in now:
            path.unlink()


def _settled(case: JoinedUpCase) -> bool:
    return case.records.case.status in _SETTLED


def _is_draft(case: JoinedUpCase) -> bool:
    return case.records.case.marking == DRAFT_MARKING


def _why_not(case: JoinedUpCase) -> str:
    if _is_draft(case):
        return "This is the draft of a pack: not every question of decisions.csv is answered."
    return (
        "The case is no anonymised pack, and its review is not approved or published "
        f"(status: {case.records.case.status})."
    )


def _made_from(case: JoinedUpCase) -> str:
    """Return what the page says of what it was made from."""
    status = case.records.case.status
    if _is_draft(case):
        return (
            "Made from the draft of a pack: not every question is answered, so names may still be "
            "in it. Nothing of it may leave this room."
        )
    if is_pack(case):
        early = "" if _settled(case) else f" The review was not published yet (status: {status})."
        return (
            "Made from an anonymised pack: names, places and days are replaced. Whoever knew the "
            "family may still recognise it; if you think that you do, say nothing of whose it is."
            f"{early}"
        )
    return (
        f"Made from the case itself, which is not anonymised (status: {status}). Nothing of it may "
        "leave this room."
    )
