"""A performance officer's first hour in a real browser: from no area team to a figure and back.

The workbook is the template as it was downloaded, filled in as a person fills it.
"""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from dashboard.core.people import Role
from tests.e2e.conftest import choose, settled, still, unfold, visit

pytestmark = pytest.mark.e2e
OFFICER = "Dana Price"
FIRST_TIME_ENTRANTS = "First-time entrants counted locally"
QUARTERS = ("2026-27 Q1", "2026-27 Q2")
# Both teams and the whole service; 190 is the 19 of the second quarter with a slipped decimal.
COUNTS = {"North": (11, 9), "South": (8, 10), "Whole service": (19, 190)}
SLIPPED = "190"


def test_an_officer_mends_a_file_loads_it_releases_a_figure_and_withdraws_it(
    page, new_url, tmp_path, browser
):
    visit(page, f"{new_url}/load?section=teams")
    register_first(page)
    add_team(page, "North")

    choose(page, "Show", "Load a file")
    template = download_template(page, tmp_path)
    send(page, fill_in(template, [("Nowhere", QUARTERS[0], 5), ("North", QUARTERS[1], "twelve")]))
    expect(page.get_by_role("cell", name="Nowhere")).to_be_visible()
    expect(page.get_by_role("cell", name="twelve")).to_be_visible()

    send(page, fill_in(template, []))
    expect(page.get_by_text("2 rows (4 to 5)")).to_be_visible()
    # The file stays chosen: it is read again once the team is there.
    press(page, 'Add "South"', "South was added to the area teams.")
    expect(page.get_by_text("1 figure that needs checking")).to_be_visible()
    press(page, "Store this file", "The file was stored.")

    local = f"{new_url}/local?indicator=local-first-time-entrants"
    visit(page, local)
    expect(page.get_by_text("waiting for a decision").first).to_be_visible()
    page.get_by_role("link", name="1 figure waits for a decision").click()
    expect(page.get_by_role("cell", name=SLIPPED, exact=True)).to_be_visible()
    page.get_by_label("Why, and how you know").fill("Counted again from the case list.")
    press(page, "Release: right after all", "1 figure was released.")

    visit(page, local)
    keep_small_numbers_through_a_reload(page, browser)

    visit(page, f"{new_url}/load?section=held-back")
    find_who_decided(page, "Counted again from the case list.")

    visit(page, f"{new_url}/load?section=loaded")
    unfold(page, "Withdraw a file")
    page.get_by_label("Why", exact=True).fill("The wrong quarter was sent.")
    press(page, "Withdraw this file", "was withdrawn.")
    visit(page, local)
    expect(page.get_by_text("has loaded no figures of its own yet")).to_be_visible()


def keep_small_numbers_through_a_reload(page: Page, browser: Browser) -> None:
    """Show small numbers with one press; nobody else sees them, whatever link is passed on."""
    expect(page.get_by_text(f"{SLIPPED} children", exact=True).first).to_be_visible()
    page.get_by_text("Show small numbers").click()
    expect(page.get_by_text("Board only: small numbers are shown")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Board only: small numbers are shown")).to_be_visible()
    other = browser.new_context().new_page()
    visit(other, page.url)
    expect(other.get_by_text("Public: small numbers hidden")).to_be_visible()
    other.context.close()


def register_first(page: Page) -> None:
    """Register the first person of an empty dashboard as a performance officer too."""
    page.get_by_role("button", name="Choose your name").click()
    page.get_by_label("Your name", exact=True).fill(OFFICER)
    for role in (Role.OFFICER, Role.ADMINISTRATOR):
        page.get_by_role("checkbox", name=role.value).check(force=True)
    page.get_by_role("button", name="Register me").click()
    expect(page.get_by_text(f"You act as {OFFICER}")).to_contain_text(Role.OFFICER.value)
    page.keyboard.press("Escape")
    settled(page)


def add_team(page: Page, name: str) -> None:
    """Add an area team by keyboard alone."""
    page.get_by_label("Name of the area team").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{name} was added to the area teams.")).to_be_visible()
    expect(page.get_by_role("rowheader", name=name)).to_be_visible()
    settled(page)


def find_who_decided(page: Page, why: str) -> None:
    """As an auditor: who decided, when and why."""
    page.get_by_role("link", name="See who decided, when and why").click()
    expect(page.get_by_role("heading", name="History of every change")).to_be_visible()
    expect(page.get_by_text(f"Why: {why}")).to_be_visible()


def download_template(page: Page, folder: Path) -> Path:
    with page.expect_download() as started:
        page.get_by_role("button", name="Download the template for Excel").click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def fill_in(template: Path, slips: list[tuple[str, str, int | str]]) -> Path:
    """Return a copy of the template with every count, and with some rows that are slips."""
    workbook = load_workbook(template)
    sheet = workbook["Figures"]
    columns = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    counts = [
        (place, quarter, count)
        for place, both in COUNTS.items()
        for quarter, count in zip(QUARTERS, both, strict=True)
    ]
    slipped = {(place, quarter) for place, quarter, _ in slips}
    kept = [row for row in counts if row[:2] not in slipped]
    for row, (place, quarter, count) in enumerate([*kept, *slips], start=2):
        sheet.cell(row, columns["Indicator"], FIRST_TIME_ENTRANTS)
        sheet.cell(row, columns["Area team"], place)
        sheet.cell(row, columns["Period"], quarter)
        sheet.cell(row, columns["Count"], count)
    filled = template.with_name(f"filled-in-with-{len(slips)}-slips.xlsx")
    workbook.save(filled)
    return filled


def send(page: Page, path: Path) -> None:
    """Choose a file, in place of the one that was chosen before."""
    remove = page.get_by_role("button", name="Remove")
    if remove.count():
        remove.first.click()
        settled(page)
    page.locator('input[type="file"]').set_input_files(path)


def press(page: Page, name: str, told: str) -> None:
    # A press while the page is still being drawn, or moves, can be lost.
    still(settled(page))
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_text(told).first).to_be_visible()
    settled(page)
