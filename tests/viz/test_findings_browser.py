"""A panel's day with the lines of enquiry: filter, decide, add, save, merge, and see it again."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from time import time
from typing import Any

import pytest
from click.testing import CliRunner

import joinedup
from graphdb.dates import minute_of
from graphdb.model import AddedAs, Disposition, DispositionState
from joinedup.cli import main
from loaders.dispositions import COLUMNS, VERSION, read_disposition_file
from tests.viz.conftest import Pages, Watch, axe

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).parents[2] / "examples" / "amber-street"
HOSTILE = (
    "=cmd|' /C calc'!A0 <script>window.hacked=1</script> \"q\", 'a'\nsecond line 🙂 \u202egpj.exe"
)
S = DispositionState


def run(*words: object) -> Any:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "case"))


Opens = Callable[..., Any]


@pytest.fixture
def reported(browser: Any, tmp_path: Path) -> Iterator[Opens]:
    """Make the report of a case and open it, on the lines of enquiry."""
    contexts = []

    def start(folder: Path, fragment: str = "#view=enquiry", *, made: Path | None = None) -> Any:
        out = made or tmp_path / f"out{len(contexts)}"
        assert made or run("report", folder, "--output", out).exit_code == 0
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        contexts.append(context)
        page = context.new_page()
        page.watch = Watch(page)
        page.add_init_script(
            "addEventListener('securitypolicyviolation',"
            "e => console.error('CSP: ' + e.violatedDirective + ' ' + e.sample))"
        )
        page.goto((out / "report.html").as_uri() + fragment)
        page.wait_for_selector("html[data-ready]")
        return page

    yield start
    for context in contexts:
        context.close()


def decide(page: Any, finding: Any, state: str, note: str, who: str = "Chair") -> None:
    finding.get_by_role("button", name=re.compile("what the panel says")).click()
    form = finding.locator("form.entry")
    form.get_by_label("Decision").select_option(state)
    form.get_by_label("Note").fill(note)
    form.get_by_label("Who says so").fill(who)
    if state != S.QUESTION_SENT:
        form.get_by_role("button", name="Keep this entry").click()


def save(page: Any, folder: Path, name: str) -> Path:
    with page.expect_download() as got:
        page.click("text=Save dispositions.csv")
    assert got.value.suggested_filename == "dispositions.csv"
    place = folder / name
    got.value.save_as(place)
    return place


def opened_findings(page: Any, number: int = 0) -> Any:
    group = page.locator("details.group").nth(number)
    if group.get_attribute("open") is None:
        group.locator("summary").first.click()
    return group.locator(".finding")


def test_a_panels_day(case: Path, reported: Opens, tmp_path: Path) -> None:
    page = reported(case)
    assert not page.is_visible(".unsaved")
    found = opened_findings(page, 2)
    ids = [found.nth(n).get_attribute("id") for n in range(3)]

    decide(page, found.nth(0), S.ACCEPTED, HOSTILE)
    assert (
        found.nth(0)
        .locator(".panel-said")
        .inner_text()
        .startswith("What the panel said: Accepted (Chair, ")
    )
    assert "<script>" in found.nth(0).locator(".decided").inner_text()
    assert "[U+202E]gpj.exe" in found.nth(0).locator(".decided").inner_text()
    assert "Not saved yet." in found.nth(0).locator(".decided").inner_text()
    assert "1 entry not saved" in page.inner_text(".unsaved")

    decide(page, found.nth(1), S.QUESTION_SENT, "Asked by letter")
    form = found.nth(1).locator("form.entry")
    form.get_by_label("Question to").select_option("Northshire Police")
    form.get_by_label("Sent on").fill("31 Feb 2026")
    form.get_by_role("button", name="Keep this entry").click()
    assert "Write a day like 14 March 2012." in form.inner_text()
    form.get_by_label("Sent on").fill("20/11/2026")
    form.get_by_label("Answer", exact=True).fill("@answer")
    form.get_by_role("button", name="Keep this entry").click()
    said = found.nth(1).locator(".decided").inner_text()
    assert "Question to Northshire Police, sent 20 November 2026. Answered: @answer" in said

    decide(page, found.nth(2), S.RESTRICTED, "the secret of the panel")
    assert "the secret of the panel" not in page.inner_text("#enquiry")
    assert "is not shown on this page" in found.nth(2).locator(".decided").inner_text()

    row = add(page, "finding", "The letter; “unanswered” <b>x</b>", "school")
    assert "alcohol or drugs" in page.inner_text(".finding.own")
    add(page, "good practice", "+The ward rang twice", "ward")
    add(page, "good practice", "hush hush", "ward", state=S.RESTRICTED)
    assert "hush hush" not in page.inner_text("#enquiry")
    assert "6 entries not saved" in page.inner_text(".unsaved")
    place = save(page, tmp_path, "dispositions (1).csv")
    assert "Saved at" in page.inner_text(".unsaved")
    assert page.locator(".not-saved").count() == 0
    assert page.evaluate("window.hacked") is None
    page.watch.assert_quiet()

    data = place.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert list(lines[0]) == list(COLUMNS)
    assert {line["format"] for line in lines} == {str(VERSION)}
    for cell in (cell for line in lines for cell in line.values()):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert data.count(b"\r\n") == len(lines) + 1
    said_of = {d.finding_id: d for d in read_disposition_file(place)}
    first = said_of[str(ids[0])]
    assert (first.state, first.note, first.who) == (S.ACCEPTED, HOSTILE, "Chair")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", first.when)
    kept = said_of[str(ids[2])]
    assert (kept.state, kept.note) == (S.RESTRICTED, "the secret of the panel")
    # the same evidence as a run of its own gives
    loaded = joinedup.load(case)
    for finding in loaded.answers.findings:
        if finding.finding_id in said_of:
            assert said_of[finding.finding_id].fingerprint == finding.fingerprint

    merged = run("dispositions", "merge", case, place)
    assert merged.exit_code == 0, merged.output
    assert "6 added" in merged.output
    after = {d.finding_id: d for d in joinedup.load(case).records.dispositions}
    assert after == said_of
    own = next(d for d in after.values() if d.kind is AddedAs.FINDING)
    assert (own.title, own.fingerprint) == ("The letter; “unanswered” <b>x</b>", (row,))
    assert own.codes == ("1C",)
    assert run("dispositions", "merge", case, place).exit_code == 0

    page = reported(case)
    assert "the secret of the panel" not in page.content()
    assert "hush hush" not in page.content()
    finding = page.locator(f"[id='{ids[0]}']")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    assert "[U+202E]gpj.exe" in finding.locator(".decided").inner_text()
    assert "kept in dispositions.csv" in page.locator(f"[id='{ids[2]}'] .decided").inner_text()
    group = page.locator("details.group[data-kind=panel]")
    assert group.locator(".tag").inner_text() == "Added by the panel"
    assert "The letter; “unanswered” <b>x</b>" in group.inner_text()
    assert group.locator(".rows blockquote").count() == 1
    assert page.locator("#overview .well").inner_text().count("Added by the panel") in (0, 2)
    assert "Added by the panel (Chair): +The ward rang twice" in page.text_content(".well")
    assert page.locator(".finding.own .ask").all_inner_texts() == ["+The ward rang twice"]
    assert not page.is_visible(".unsaved")
    page.watch.assert_quiet()
    assert "The ward rang twice" in run("findings", case).output
    assert "unanswered" in run("findings", case).output
    assert "Added by the panel" in run("dispositions", "list", case).output
    assert "the secret" not in (tmp_path / "out1" / "findings.csv").read_text(encoding="utf-8-sig")


def add(page: Any, kind: str, title: str, search: str, state: str = S.OPEN) -> str:
    good = kind == "good practice"
    page.click("text=Add good practice" if good else "text=Add a finding of the panel’s own")
    form = page.locator("form.entry")
    form.get_by_role("button", name="Keep this entry").click()
    assert "Say in a sentence" in form.inner_text()
    form.get_by_label("What went well" if good else "What the panel found").fill(title)
    form.get_by_label("Search the rows").fill(search)
    form.get_by_role("button", name=re.compile("^Add: ")).first.click()
    themes = form.get_by_label("Home Office themes")
    themes.select_option("1C" if themes.locator("option[value='1C']").count() else "6C")
    form.get_by_label("Decision").select_option(state)
    form.get_by_label("Who says so").fill("Chair")
    form.get_by_role("button", name="Keep this entry").click()
    assert page.locator("form.entry").count() == 0
    if state == S.RESTRICTED:
        return ""
    href = page.locator(".finding.own").last.locator("a.row").first.get_attribute("href")
    return str(href).removeprefix("#")


def test_leaving_asks_only_when_something_is_not_saved(opened: Pages, tmp_path: Path) -> None:
    page = opened("#view=enquiry")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert asked == []
    found = opened_findings(page)
    found.first.get_by_role("button", name="Enter what the panel says").click()
    page.locator("form.entry").get_by_label("Note").fill("half a thought")
    page.reload()
    assert asked == ["beforeunload"]
    page.wait_for_selector("html[data-ready]")
    found = opened_findings(page)
    decide(page, found.first, S.ACCEPTED, "yes")
    page.reload()
    assert asked == ["beforeunload"] * 2
    page.wait_for_selector("html[data-ready]")
    # nothing is left on the machine
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    found = opened_findings(page)
    decide(page, found.first, S.ACCEPTED, "yes")
    save(page, tmp_path, "Unconfirmed 123.csv")
    page.reload()
    assert len(asked) == 2


def test_an_entry_is_taken_back(opened: Pages) -> None:
    page = opened("#view=enquiry")
    found = opened_findings(page).first
    before = found.locator(".decided").inner_text()
    decide(page, found, S.REJECTED, "no")
    found.get_by_role("button", name="Take back").click()
    assert found.locator(".decided").inner_text() == before
    assert not page.is_visible(".unsaved")
    assert page.evaluate("document.activeElement.textContent") == "Enter what the panel says"
    # an entry that says nothing is not kept, and a form that is left leaves nothing
    found.get_by_role("button", name="Enter what the panel says").click()
    found.get_by_role("button", name="Keep this entry").click()
    assert page.is_visible("text=Nothing has been entered yet")
    assert page.evaluate("document.activeElement.matches('select[aria-invalid]')")
    assert not page.is_visible(".unsaved")
    found.get_by_label("Note").fill("x")
    found.get_by_role("button", name="Leave without keeping").click()
    assert found.locator(".decided").inner_text() == before
    add(page, "finding", "for a moment", "Row 1")
    page.locator(".finding.own").get_by_role("button", name="Take back").click()
    assert page.locator(".finding.own").count() == 0
    assert page.evaluate("document.activeElement.textContent").startswith("Add a finding")


def test_the_chosen_row_is_added(opened: Pages) -> None:
    page = opened("#view=enquiry")
    page.click("text=Add a finding of the panel’s own")
    page.click("text=Add the chosen row")
    assert "No row is chosen" in page.inner_text("form.entry")
    page.get_by_label("What the panel found").fill("something")
    page.click('nav.views a[data-view="chronology"]')
    link = page.locator("#chronology a.row").nth(3)
    row = str(link.get_attribute("href"))
    link.click()
    page.click('nav.views a[data-view="enquiry"]')
    page.click("text=Add the chosen row")
    page.click("text=Keep this entry")
    assert page.locator(".finding.own a.row").get_attribute("href") == row


def test_two_members_files_with_a_conflict(case: Path, reported: Opens, tmp_path: Path) -> None:
    files: list[Path] = []
    for name, state in (("Alex", S.ACCEPTED), ("Bo", S.REJECTED)):
        page = reported(case, made=tmp_path / "out0" if files else None)  # both have one page
        found = opened_findings(page)
        finding = str(found.first.get_attribute("id"))
        decide(page, found.first, state, f"said {name}", name)
        files.append(save(page, tmp_path, f"{name}.csv"))
        saved = int(time())
        while int(time()) == saved:  # the file counts in seconds
            page.wait_for_timeout(20)
    merged = run("dispositions", "merge", case, *files[::-1])
    assert merged.exit_code == 1
    said = " ".join(merged.output.split())
    assert "kept “rejected” (“said Bo”) by Bo" in said
    assert "Alex.csv says “accepted” (“said Alex”) by Alex" in said
    # who saw it and changed it is in no conflict with it
    page = reported(case)
    found = opened_findings(page)
    assert "said Bo" in found.first.locator(".decided").inner_text()
    decide(page, found.first, S.EXPLAINED, "settled")
    third = save(page, tmp_path, "third.csv")
    merged = run("dispositions", "merge", case, third)
    assert merged.exit_code == 0, merged.output
    (now,) = joinedup.load(case).records.dispositions
    assert (now.finding_id, now.state, now.note) == (finding, S.EXPLAINED, "settled")


def test_what_the_case_had_is_saved_with_it(case: Path, reported: Opens, tmp_path: Path) -> None:
    from loaders import write_dispositions

    finding = joinedup.load(case).answers.findings[0]
    had = (
        Disposition(finding.finding_id, S.EXPLAINED, HOSTILE, "=who", "22/11/2026 10:30",
                    question_to="Police \u202e", fingerprint=finding.fingerprint),
        Disposition("unshared-gone", S.REJECTED, "kept", title="Gone", fingerprint=("e-0",)),
        Disposition("p-1", S.OPEN, title="Ours", kind=AddedAs.GOOD_PRACTICE,
                    fingerprint=("e-0",)),
        Disposition("p-2", S.OPEN, title="Also ours", kind=AddedAs.FINDING, fingerprint=("e-0",)),
        Disposition("unshared-hidden", S.RESTRICTED, "hidden away", title="x"),
    )  # fmt: skip
    write_dispositions(case, had)
    page = reported(case)
    assert "hidden away" not in page.content()
    assert "1 gone" in page.locator("details.group[data-kind=panel]").text_content()
    decide(page, opened_findings(page, 2).first, S.ACCEPTED, "new")
    place = save(page, tmp_path, "x.csv")
    assert "1 restricted decision" in page.inner_text(".unsaved")
    saved = {d.finding_id: d for d in read_disposition_file(place)}
    assert {d.finding_id: d for d in had[:4]}.items() <= saved.items()
    assert len(saved) == 5
    merged = run("dispositions", "merge", case, place)
    assert (merged.exit_code, "1 added, 0 updated" in merged.output) == (0, True), merged.output
    page.watch.assert_quiet()


# -- filters -----------------------------------------------------------------------------------


def shown(page: Any) -> list[str]:
    return list(
        page.evaluate(
            "[...document.querySelectorAll('.group:not([hidden]) .finding:not([hidden])')]"
            ".map(f => f.id)"
        )
    )


def test_filters_show_what_they_say(reported: Opens, case: Path) -> None:
    loaded = joinedup.load(case)
    found = loaded.answers.findings
    view = loaded.view
    page = reported(case)
    assert "All 14 lines of enquiry are shown, with 79 findings." in page.inner_text("#enquiry")
    assert "Findings that rest on the records alone come first" in page.inner_text("#enquiry")
    assert not page.is_visible("text=Clear filters")
    everything = shown(page)
    assert len(everything) == len(found)

    def only(control: str, value: str, wanted: set[str]) -> None:
        if control.startswith("#by-words") or control in ("#by-from", "#by-to"):
            page.fill(control, value)
            page.keyboard.press("Tab")
        else:
            page.select_option(control, label=value)
        assert set(shown(page)) == wanted, control
        assert 0 < len(wanted) < len(everything), control
        assert f"with {len(wanted)} of 79 findings" in page.inner_text("#enquiry"), control
        page.click("text=Clear filters")
        assert shown(page) == everything

    page.click("text=More filters")
    name = {a.agency_id: a.name for a in view.agencies.values()}
    only("#by-kind", "Inside one agency",
         {f.finding_id for g in loaded.answers.groups if g.query == "inside" for f in g.findings}
         )  # fmt: skip
    only("#by-agency", name["gp"], {f.finding_id for f in found if "gp" in f.agencies})
    # a word of one row only
    cited = {c.event_id for f in found for c in f.cited if c.shows.name != "TOUCH"}
    words = Counter(
        w for e in view.events.values() for w in set(re.findall(r"[a-z]{9,}", repr(e).casefold()))
    )
    row, word = next(
        (e.event_id, w)
        for e in view.in_order
        if e.event_id in cited
        for w in re.findall(r"[a-z]{9,}", e.summary.casefold())
        if words[w] == 1 and w not in repr(found).casefold()
    )
    only("#by-words", word.upper(), {f.finding_id for f in found if row in f.fingerprint})
    heaviest = {fact.fact_id for fact in view.facts.values() if fact.weight == 5}
    heavy = {f.finding_id for f in found if heaviest.intersection(f.facts)}
    heavy |= {f.finding_id for f in found if not f.facts and 5e6 <= f.weight < 6e6}
    only("#by-weight", "5, the heaviest", heavy)
    label = view.persons["X"].label
    only("#by-person", label, {f.finding_id for f in found if "X" in f.persons})
    theme = loaded.vocabulary.themes["2D"]
    only("#by-code", f"2D {theme.label}", {f.finding_id for f in found if "2D" in f.codes})
    page.check("#only-certain")
    certain = {f.finding_id for f in found if f.certainty.value == "certain"}
    assert set(shown(page)) == certain
    page.click("text=Clear filters")


def test_filter_by_date_is_by_the_rows(reported: Opens, case: Path) -> None:
    from datetime import date

    loaded = joinedup.load(case)
    page = reported(case)
    page.click("text=More filters")
    page.fill("#by-from", "1 January 2012")
    page.fill("#by-to", "31/3/2012")
    page.keyboard.press("Tab")
    low, high = minute_of(date(2012, 1, 1)), minute_of(date(2012, 3, 31), 23, 59)
    wanted = set()
    for finding in loaded.answers.findings:
        for cited in finding.cited:
            when = loaded.view.events[cited.event_id].when
            first, last = when.earliest or 0, when.latest or 1 << 60
            if cited.shows.name != "TOUCH" and first <= high and last >= low:
                wanted.add(finding.finding_id)
    assert set(shown(page)) == wanted
    assert 0 < len(wanted) < 79
    assert "More filters (2 in use)" in page.inner_text("#enquiry")
    page.fill("#by-from", "the spring")
    page.keyboard.press("Tab")
    assert "Write a day like" in page.inner_text(".more-filters")


def test_filter_by_what_the_panel_said(opened: Pages) -> None:
    page = opened("#view=enquiry", size=160)
    everything = shown(page)
    page.select_option("#by-said", "new")
    fresh = shown(page)
    page.select_option("#by-said", "accepted")
    assert shown(page) == []
    page.click("text=Clear filters")
    found = opened_findings(page).first
    decide(page, found, S.ACCEPTED, "yes")
    mine = found.get_attribute("id")
    page.select_option("#by-said", "accepted")
    assert shown(page) == [mine]
    page.select_option("#by-said", "unsaved")
    assert shown(page) == [mine]
    page.select_option("#by-said", "new")
    assert shown(page) == [i for i in fresh if i != mine]
    # what is chosen from elsewhere is shown, whatever the filters were
    page.evaluate(f"location.hash = 'view=enquiry&sel={mine}'")
    page.wait_for_selector(".finding.chosen")
    assert shown(page) == everything


def test_grouped_by_kind_or_agency(opened: Pages) -> None:
    page = opened("#view=enquiry", size=160)
    ranked = page.locator(".group-title").all_inner_texts()
    for by in ("Kind", "Agency"):
        page.select_option("#group-by", label=by)
        assert page.locator(".by-head").count() > 1
        assert f"grouped by {by.lower()}" in page.inner_text("#enquiry")
        assert sorted(page.locator(".group-title").all_inner_texts()) == sorted(ranked)
    page.select_option("#by-kind", "isolation")
    for head in page.locator(".by-head:visible").all():
        assert head.evaluate(
            "h => { let n = h.nextElementSibling; while (n && n.hidden && n.matches('.group'))"
            " n = n.nextElementSibling; return n.matches('.group') }"
        )
    page.click("text=Clear filters")
    page.select_option("#group-by", label="Rank alone")
    assert page.locator(".group-title").all_inner_texts() == ranked
    assert page.locator(".by-head").count() == 0


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.thorough)])
@pytest.mark.parametrize("width", [1366, pytest.param(320, marks=pytest.mark.thorough)])
def test_axe_finds_nothing_in_the_forms(opened: Pages, scheme: str, width: int) -> None:
    page = opened("#view=enquiry", width=width, color_scheme=scheme, bypass_csp=True)

    def clean(step: str) -> None:
        violations = axe(page)
        assert violations == [], step
        assert page.evaluate("document.documentElement.scrollWidth") <= width, step

    page.click("text=More filters")
    page.select_option("#group-by", label="Agency")
    clean("filters")
    found = opened_findings(page)
    decide(page, found.first, S.QUESTION_SENT, "x")
    clean("a question")
    page.click("text=Keep this entry")
    clean("an entry")
    page.click("text=Add a finding of the panel’s own")
    page.get_by_label("Search the rows").fill("row")
    page.get_by_role("button", name=re.compile("^Add: ")).first.click()
    page.get_by_label("Home Office themes").select_option(index=2)
    clean("an own finding")
    page.click("text=Keep this entry")
    assert page.get_by_label("What the panel found").get_attribute("aria-invalid") == "true"
    clean("what is wrong with it")
    page.get_by_label("What the panel found").fill("x")
    page.click("text=Keep this entry")
    clean("an own finding, kept")
    small = page.evaluate(
        "[...document.querySelectorAll('#enquiry :is(button, input, select, summary, textarea)')]"
        ".filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect())"
        ".filter(r => r.width < 24 || r.height < 24).length"
    )
    assert small == 0


def test_paper_shows_what_the_panel_said(opened: Pages) -> None:
    page = opened("#view=enquiry")
    found = opened_findings(page).first
    decide(page, found, S.ACCEPTED, "on paper too")
    add(page, "finding", "ours", "Row 1")
    page.emulate_media(media="print")
    assert "on paper too" in found.locator(".panel-said").inner_text()
    assert page.is_visible(".finding.own .ask")
    for hidden in (".unsaved", ".more-filters", ".not-saved", ".finding .buttons"):
        assert not page.locator(hidden).first.is_visible(), hidden
