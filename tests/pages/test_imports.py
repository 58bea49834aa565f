"""Load figures, opened through app.py: previewed, stored, held back, released, withdrawn."""

import pytest

from dashboard.core.people import Role
from dashboard.definitions.catalogue import DATA_FOLDER
from dashboard.usecases.holdings import holdings_of
from tests.conftest import TODAY
from tests.import_factories import own_file, published_file
from tests.new_edition_factory import entrants_edition
from tests.pages.opening import open_page, words
from tests.people_factories import actor
from tests.sheets_factories import new_workbook, saved
from tests.stored import editions_in

OWN = own_file("local-first-time-entrants,,2025-26 Q1,,,41,,,")
SLIPPED = published_file(
    "first-time-entrants,E10000015,2024,1110,,,,", "first-time-entrants,E10000012,2024,122,,,,"
)
OFFICER = actor(Role.OFFICER)


@pytest.fixture
def page(own_store, shipped_holdings):
    def opened(who=OFFICER, **address):
        held = holdings_of(shipped_holdings.catalogue, own_store, TODAY, TODAY)
        return open_page("imports", held, own_store, who, **address)

    return opened


def uploaded(page, content, name="figures.csv"):
    sent = page.file_uploader[0].set_value((name, content, "application/octet-stream"))
    return sent.run(timeout=60)


def press(page, label):
    button = next(one for one in page.button if one.label == label)
    return button.click().run(timeout=60)


def store_it(shown):
    publisher = next(t for t in shown.text_input if t.label == "Who the figures come from")
    publisher.set_value("The service")
    return press(shown, "Store this file")


def stored(page, content, name="figures.csv"):
    return store_it(uploaded(page(), content, name))


def test_an_empty_page_says_what_to_do_and_offers_the_template_and_the_example(page):
    empty = page(who=None)
    assert "download the template" in words(empty)
    assert "Choose your name" in words(empty)
    assert "local_template_xlsx" in [one.key for one in empty.get("download_button")]
    assert "Load the invented example" in [one.label for one in empty.button]


def test_who_may_not_load_a_file_is_told_whom_to_ask(page):
    shown = page(who=actor(Role.MEMBER))
    assert "may not load a file" in words(shown)
    assert not shown.file_uploader


def test_a_file_is_previewed_before_anything_is_stored(page, own_store):
    shown = uploaded(page(), OWN)
    assert "The file has 1 new figure." in words(shown)
    assert "Read as: " in words(shown)
    assert not [e for e in editions_in(own_store).values() if e.service]


def test_a_stored_file_is_in_use_and_listed(page, own_store):
    done = stored(page, OWN)
    assert "The file was stored" in done.success[0].value
    assert [e.service for e in editions_in(own_store).values() if e.service] == ["hertfordshire"]
    assert "own figures" in words(page(section="loaded"))


def test_the_very_same_file_is_not_stored_twice(page):
    stored(page, OWN)
    again = uploaded(page(), OWN)
    assert "This very file is in use already" in words(again)
    assert "Store this file" not in [one.label for one in again.button]


def test_a_damaged_file_shows_every_problem_and_stores_nothing(page, own_store):
    before = len(editions_in(own_store))
    rows = ["local-first-time-entrants,,soon,,,41,,,", "nothing,,2025-26 Q1,,,-1,,,"]
    shown = uploaded(page(), own_file(*rows))
    assert "was refused and nothing was stored" in shown.error[0].value
    assert "Row 2, period" in words(shown)
    assert "Row 3, indicator" in words(shown)
    assert len(editions_in(own_store)) == before


def test_alike_problems_are_one_line_with_their_rows_and_the_download_has_each(page):
    rows = [f"local-first-time-entrants,,2025-26 Q{n},,,twelve,,," for n in (1, 2, 3)]
    shown = uploaded(page(), own_file(*rows, "local-first-time-entrants,,soon,,,1,,,"))
    assert "Fix these 4 problems" in shown.error[0].value
    assert "3 rows (2 to 4), count" in words(shown)
    assert words(shown).count("twelve") == 1
    assert "import_problems_download" in [one.key for one in shown.get("download_button")]


def test_alike_figures_that_need_checking_are_one_line_with_their_rows(page):
    rows = [f"local-first-time-entrants,,2025-26 Q{n},,,99999,,," for n in (1, 2, 3)]
    shown = uploaded(page(), own_file(*rows))
    assert "3 figures that need checking" in words(shown)
    assert words(shown).count("3 rows (2 to 4)") == 1
    assert "import_suspects_download" in [one.key for one in shown.get("download_button")]


def test_what_a_new_edition_changes_on_the_overview_stands_before_it_is_stored(
    page, shipped_holdings
):
    shown = uploaded(page(), entrants_edition(shipped_holdings, {"E10000015": 1.9}))

    headings = [each.value for each in shown.subheader]
    assert "If you store this file, the Overview of Hertfordshire changes:" in headings
    told = words(shown)
    assert "New early warnings" in told
    assert "First-time entrants: 105% above similar areas" in told
    assert "Now: depends on whom we compare with, 111 per 100,000" in told


def test_once_it_is_stored_its_new_warning_is_told(page, shipped_holdings):
    done = stored(page, entrants_edition(shipped_holdings, {"E10000015": 1.9}))

    assert done.success[0].value == (
        "The file was stored. 1 early warning is new on the Overview. "
        "To undo, withdraw it under Files loaded."
    )


def test_that_nothing_changes_on_the_overview_is_one_sentence(page):
    shown = uploaded(page(), published_file("first-time-entrants,E10000015,2024,111,,,,"))

    assert "No sentence and no verdict on the Overview of Hertfordshire would change." in words(
        shown
    )
    assert not shown.subheader


def a_tenth_higher(held, indicator, period, areas):
    """Rows of a published file: the figures held of some areas, each a tenth higher."""
    table = held.figures(indicator).table.query("period == @period and area_code in @areas")
    pairs = zip(table["area_code"], table["value"], strict=True)
    return [f"{indicator},{code},{period},{value * 1.1:.1f},,,," for code, value in pairs]


def test_of_a_long_list_of_changes_the_first_five_stand_and_the_others_are_folded(
    page, shipped_holdings
):
    four_councils = "cheshire-east-cheshire-west-halton-and-warrington"
    areas = shipped_holdings.catalogue.service(four_councils).area_codes
    rows = [
        *a_tenth_higher(shipped_holdings, "first-time-entrants", "2024", areas),
        *a_tenth_higher(shipped_holdings, "reoffending-15-17", "2024", areas),
    ]

    shown = uploaded(page(service=four_councils), published_file(*rows))

    (folded,) = [each for each in shown.expander if each.label.startswith("And ")]
    assert folded.label == "And 3 more of: Main measures that change"
    assert words(folded).count("<li>") == 3


def test_unknown_area_teams_are_added_in_one_press_and_the_file_can_be_loaded(page):
    content = own_file(
        "local-first-time-entrants,North,2025-26 Q1,,,7,,,",
        "local-first-time-entrants,South,2025-26 Q1,,,5,,,",
        "local-first-time-entrants,north,2025-26 Q2,,,6,,,",
    )
    shown = uploaded(page(), content)
    assert "3 rows (2 to 4), area team" in words(shown)
    assert {'Add "North"', 'Add "South"'} < {one.label for one in shown.button}

    done = press(shown, "Add both")
    assert "North and South were added" in done.success[0].value
    assert done.file_uploader[0].value is not None
    assert "The file has 3 new figures." in words(uploaded(page(), content))


def test_one_unknown_area_team_is_offered_beside_its_one_problem(page):
    shown = uploaded(page(), own_file("local-first-time-entrants,North,2025-26 Q1,,,7,,,"))
    assert "is no area team of Hertfordshire" in shown.error[0].value
    assert "North was added" in press(shown, 'Add "North"').success[0].value


def test_a_figure_that_needs_checking_is_held_back_with_its_reason(page):
    shown = uploaded(page(), SLIPPED)
    assert "1 figure that needs checking" in words(shown)
    store_it(shown)
    held_back = page(section="held-back")
    assert "1 figure waits for a decision" in words(held_back)
    assert "1,110" in words(held_back)


def test_a_figure_held_back_is_released_with_a_note_and_can_wait_again(page):
    stored(page, SLIPPED)
    held_back = page(section="held-back")
    next(t for t in held_back.text_input if t.label.startswith("Why, and")).set_value("Checked.")
    done = press(held_back, "Release: right after all")
    assert "1 figure was released" in done.success[0].value
    assert "released: Checked." in words(page(section="held-back"))


def test_alike_figures_held_back_are_one_line_and_are_decided_at_once(page):
    rows = [f"local-first-time-entrants,,2025-26 Q{n},,,99999,,," for n in (1, 2, 3)]
    stored(page, own_file(*rows))
    held_back = page(section="held-back")
    assert "figures.csv, 3 rows (2 to 4)" in words(held_back)
    (choice,) = (one for one in held_back.multiselect if one.label == "Figures to decide on")
    assert len(choice.options) == 4
    choice.set_value(choice.options[:2])
    next(t for t in held_back.text_input if t.label.startswith("Why, and")).set_value("Slips.")
    done = press(held_back, "Reject: wrong")
    assert "3 figures were rejected" in done.success[0].value


def test_a_file_without_a_publisher_is_refused_and_stays_to_be_completed(page, own_store):
    before = len(editions_in(own_store))
    refused = press(uploaded(page(), SLIPPED), "Store this file")
    assert "The publisher is missing" in refused.error[0].value
    assert len(editions_in(own_store)) == before


def test_a_decision_without_a_note_is_refused_and_nothing_is_decided(page):
    stored(page, SLIPPED)
    refused = press(page(section="held-back"), "Reject: wrong")
    assert refused.error
    assert "1 figure waits for a decision" in words(page(section="held-back"))


def test_numbers_held_back_are_not_shown_to_those_who_may_not_load_files(page):
    stored(page, SLIPPED)
    shown = page(who=actor(Role.MEMBER), section="held-back")
    assert "1,110" not in words(shown)
    assert "performance officer" in words(shown)


def test_a_file_is_withdrawn_whole_with_a_reason(page):
    stored(page, OWN)
    shown = page(section="loaded")
    next(one for one in shown.text_input if one.label == "Why").set_value("The wrong quarter.")
    done = press(shown, "Withdraw this file")
    assert "was withdrawn" in done.success[0].value
    assert "withdrawn" in words(page(section="loaded"))
    assert "1 file was loaded and taken out of use again" in words(page())


def test_an_inspection_is_loaded_from_a_toml_file(page):
    text = (DATA_FOLDER / "inspections" / "hertfordshire-2018.toml").read_text(encoding="utf-8")
    later = text.replace('published = "2018-09-20"', 'published = "2019-09-20"')
    assert later != text
    shown = uploaded(page(), later.encode(), "inspection.toml")
    assert "1 inspection" in words(shown)
    press(shown, "Store this file")


def test_an_area_team_is_added_and_can_be_named_in_a_file(page):
    shown = page(section="teams")
    next(t for t in shown.text_input if t.label == "Name of the area team").set_value("North")
    assert "North was added" in press(shown, "Add this area team").success[0].value
    assert "North" in words(page(section="teams"))
    rows = uploaded(page(), own_file("local-first-time-entrants,North,2025-26 Q1,,,12,,,"))
    assert "The file has 1 new figure." in words(rows)


def test_on_a_past_day_nothing_can_be_loaded(page):
    shown = page(as_of="2020-12-31")
    assert not shown.file_uploader
    assert "only while figures are shown as they are today" in words(shown)


def two_sheets():
    made = new_workbook("Q1")
    for sheet, count in ((made.active, 41), (made.create_sheet("Copy"), 42)):
        sheet.append(OWN.decode().splitlines()[0].split(","))
        sheet.append(["local-first-time-entrants", "", "2025-26 Q1", "", None, count])
    return saved(made)


def test_the_sheet_of_a_workbook_is_chosen_on_the_page_where_a_figure_stands_in_two(page):
    shown = uploaded(page(), two_sheets(), "own.xlsx")
    assert "choose one sheet to read" in shown.info[0].value
    choice = next(one for one in shown.selectbox if one.label == "Which sheet is to be read")
    assert choice.options == ["All sheets", "Q1", "Copy"]

    read = choice.set_value("Copy").run(timeout=60)

    assert "The file has 1 new figure." in words(read)
    assert "Sheets that are not read: Q1." in words(read)


NEET = (
    b"time_period,time_identifier,geographic_level,new_la_code,la_name,NEET_percent\r\n"
    b"2026,Calendar year,Local authority,E10000015,Hertfordshire,2.9\r\n"
)


def test_the_column_of_an_education_statistics_file_is_chosen_on_the_page(page):
    shown = uploaded(page(), NEET, "neet.csv")
    assert "a file of Explore education statistics" in shown.info[0].value
    column, indicator = shown.selectbox[-2:]
    assert (column.value, indicator.value) == ("NEET_percent", "")

    read = indicator.set_value("not-in-education-16-17").run(timeout=60)

    assert "The file has 1 new figure." in words(read)
    assert "The column NEET_percent was taken as" in words(read)
