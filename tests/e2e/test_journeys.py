"""What a board member does, in a real browser against the real server."""

import csv
import io

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import choose, settled, still, unfold, visit

pytestmark = pytest.mark.e2e


def answer(page, text):
    """The sentence that answers the page's question, apart from the tables that say the same."""
    return page.locator(".yj-need, .yj-fact").get_by_text(text)


def test_a_board_member_sees_a_gap_and_follows_it_to_the_areas(page, app_url):
    visit(page, app_url)

    expect(answer(page, "Children cautioned or sentenced: 46% above similar areas")).to_be_visible()
    page.locator(".yj-need").get_by_role("link", name="Children cautioned").click()
    page.get_by_role("heading", name="How Hertfordshire compares").wait_for()
    settled(page)

    expect(answer(page, "Nine of ten are lower.")).to_be_visible()
    assert "service=hertfordshire" in page.url
    assert "indicator=children-cautioned-or-sentenced" in page.url


def test_from_all_indicators_a_member_opens_one_and_stays_with_the_service(page, app_url):
    visit(page, f"{app_url}/indicators?service=essex&as_of=2018-12-31")

    page.get_by_role("link", name="First-time entrants to the youth justice system").click()
    page.get_by_role("heading", name="How Essex compares").wait_for()
    settled(page)

    expect(answer(page, "First-time entrants, year ending December 2017:")).to_be_visible()
    assert "service=essex" in page.url
    assert "as_of=2018-12-31" in page.url


def test_a_link_opens_what_its_sender_saw(page, browser, app_url):
    visit(page, f"{app_url}/comparison")
    choose(page, "Period", "Year ending December 2017")
    unfold(page, "Change whom it is compared with")
    choose(page, "Compared with", "DfE statistical neighbours, April 2021")
    expect(answer(page, "23% above the average of 10 similar areas (233)")).to_be_visible()

    colleague = visit(browser.new_page(), page.url)

    expect(answer(colleague, "23% above the average of 10 similar areas (233)")).to_be_visible()
    expect(answer(colleague, "8% above the average")).not_to_be_visible()
    colleague.close()


def test_a_past_day_stays_in_view_from_page_to_page_and_after_a_reload(page, app_url):
    visit(page, f"{app_url}/?as_of=2018-12-31")
    page.locator(".yj-need").get_by_role("link", name="First-time entrants").click()
    page.get_by_role("heading", name="How Hertfordshire compares").wait_for()
    settled(page)
    page.reload()
    settled(page)

    expect(answer(page, "23% above the average of 10 similar areas (233)")).to_be_visible()
    assert "as_of=2018-12-31" in page.url


def test_back_undoes_one_choice_at_a_time(page, app_url):
    visit(page, f"{app_url}/comparison")
    choose(page, "Period", "Year ending December 2017")
    choose(page, "Period", "Year ending December 2016")

    page.go_back()

    expect(answer(page, "First-time entrants, year ending December 2017:")).to_be_visible()
    page.go_back()
    expect(answer(page, "First-time entrants, year ending December 2024:")).to_be_visible()


def test_another_service_is_carried_from_page_to_page(page, app_url):
    visit(page, app_url)
    choose(page, "Service", "Essex")
    page.get_by_role("heading", name="Essex youth justice service").wait_for()

    page.get_by_role("link", name="Inspection", exact=True).click()

    expect(page.get_by_role("heading", name="Inspection ratings of Essex")).to_be_visible()
    settled(page)
    assert "service=essex" in page.url


def test_ratings_are_narrowed_to_an_area_of_work(page, app_url):
    visit(page, f"{app_url}/ratings")
    expect(page.get_by_text("One point lower would have been Good.")).to_be_visible()

    choose(page, "Area of work", "Court disposals")

    expect(page.locator(".yj-tile")).to_have_count(4)
    expect(page.locator(".yj-tile strong").first).to_have_text("2.1 Assessment")


def test_a_standard_opens_by_keyboard_and_shows_its_questions(page, app_url):
    visit(page, f"{app_url}/ratings")
    question = page.locator(".yj-tile li", has_text="3.3.3 Does the implementation")
    tile = page.locator(".yj-tile summary", has_text="3.3 Implementation and delivery")
    expect(question).to_be_hidden()

    tile.focus()
    tile.press("Enter")

    expect(question).to_be_visible()


def test_what_would_change_the_rating_is_tried_out_and_taken_back(page, app_url):
    visit(page, f"{app_url}/what-if")
    box = page.get_by_label("3.1.2 Child kept safe (published 83%)")

    box.fill("79")
    box.press("Enter")

    expect(page.get_by_text("The total would be 30 of 36 points, Good.")).to_be_visible()
    assert "set=3.1.2" in page.url
    page.get_by_role("button", name="Start again from the published ratings").click()
    expect(page.get_by_text("One point lower would have been Good.")).to_be_visible()
    expect(box).to_have_value("83")
    assert "set=" not in page.url


def test_a_recommendation_is_found_by_its_words(page, app_url):
    visit(page, f"{app_url}/recommendations")
    expect(page.locator(".yj-line")).to_have_count(3)

    page.get_by_label("Search the wording").fill("victim")
    page.get_by_label("Search the wording").press("Enter")

    expect(page.locator(".yj-line")).to_have_count(1)
    expect(page.get_by_text("victim and restorative justice processes").first).to_be_visible()


def test_a_point_of_a_chart_says_its_value_where_the_pointer_rests(page, app_url):
    visit(page, f"{app_url}/comparison?period=2017&peers=dfe-2021")
    chart = page.locator(".js-plotly-plot").first
    chart.scroll_into_view_if_needed()
    still(page)
    own = chart.locator(".scatterlayer .point").last.bounding_box()

    page.mouse.move(own["x"] + own["width"] / 2 - 30, own["y"])
    page.mouse.move(own["x"] + own["width"] / 2, own["y"] + own["height"] / 2, steps=5)

    expect(page.locator(".hoverlayer")).to_contain_text(
        "Hertfordshire, 2017: 287 per 100,000 (likely 257 to 320)"
    )


def test_a_chart_further_down_answers_the_pointer_once_it_is_asked(page, app_url):
    visit(page, f"{app_url}/comparison?period=2017&peers=dfe-2021")
    expect(page.locator(".js-plotly-plot")).to_have_count(1)

    page.get_by_text("Values where I point").first.click()

    expect(page.locator(".js-plotly-plot")).to_have_count(2)


def test_a_chart_is_saved_as_a_picture_with_its_title(page, app_url):
    visit(page, f"{app_url}/comparison?period=2017&peers=dfe-2021")
    page.get_by_role("button", name="Save").first.click()

    with page.expect_download() as png:
        page.get_by_role("button", name="Picture (PNG)").click()
    with page.expect_download() as svg:
        page.get_by_role("button", name="Picture (SVG)").click()

    assert png.value.path().read_bytes().startswith(b"\x89PNG")
    assert svg.value.suggested_filename == "hertfordshire-first-time-entrants-2017.svg"
    title = page.get_by_role("heading", level=2).filter(has_text="First-time entrants").first
    assert title.inner_text() in svg.value.path().read_text("utf-8")


def test_the_table_behind_a_chart_is_downloaded_with_the_values_shown(page, app_url):
    visit(page, f"{app_url}/comparison?period=2017&peers=dfe-2021")
    page.get_by_role("button", name="Save").first.click()

    with page.expect_download() as started:
        page.get_by_role("button", name="Table (CSV)").click()

    text = started.value.path().read_text(encoding="utf-8-sig")
    rows = {row["Area"]: row["2017, per 100,000"] for row in csv.DictReader(io.StringIO(text))}
    assert (rows["Hertfordshire"], rows["Trafford"], len(rows)) == ("287", "145", 11)


def test_a_mistyped_service_is_one_sentence_and_never_a_traceback(page, app_url):
    visit(page, f"{app_url}/?service=hertfordshir")

    expect(page.get_by_text('There is no service "hertfordshir": did you mean')).to_be_visible()
    expect(page.get_by_text("Traceback")).to_have_count(0)
    expect(page.get_by_role("heading", name="Hertfordshire youth justice service")).to_be_visible()
