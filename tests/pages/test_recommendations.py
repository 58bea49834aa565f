"""The register of recommendations, short and long, opened through app.py."""

import datetime as dt
import time
from contextlib import closing

import pytest

from dashboard.core.register.recommendations import Recommendation, SourceKind
from dashboard.store.engine import open_store
from dashboard.ui.recommendations import plain_table
from dashboard.usecases.register.recommendations import RegisterFilter, register
from tests.conftest import TODAY
from tests.inspection_factories import holdings
from tests.long_register import write_register
from tests.memory_store import recording, records_anew
from tests.pages.opening import open_page, unfolded, words
from tests.register_factories import THIRD, action, actor, follow_up, store_all, store_people
from tests.stored import records_in

ENTRY = '<details class="yj-line">'


def open_register(service="hertfordshire", **address):
    return open_page("recommendations", holdings(), service=service, **address)


def test_one_sentence_answers_and_every_recommendation_stands_in_its_own_words():
    page = open_register()
    shown = words(page)

    assert "3 recommendations to Hertfordshire: none late, 3 stuck" in shown
    assert "None of the 3 recommendations has an owner or a date yet." in shown
    assert shown.count(ENTRY) == 3
    assert "compare its performance with that of similar local authority areas." in shown
    assert "Not started" in shown
    assert "72% in September 2018, target at least 80% (proposed)" in shown
    assert "Baseline about 67% (2018), no reading since, target at least 80% (proposed)" in shown
    assert not page.error


def test_all_services_can_be_shown_together():
    assert words(open_register(scope="all")).count(ENTRY) == 4


def test_filters_narrow_the_register():
    assert words(open_register(work="court-disposals")).count(ENTRY) == 1
    assert words(open_register(text="similar local")).count(ENTRY) == 1
    assert words(open_register(scope="all", addressee="youth-justice-board")).count(ENTRY) == 1


def test_the_rarer_filters_are_made_once_somebody_unfolds_them_or_the_address_has_one():
    def offered(page):
        return {each.label for each in page.selectbox}

    rarer = {"Standard", "Owner", "Partner", "Decided at", "Addressed to"}

    assert not rarer & offered(open_register())
    assert rarer <= offered(open_register(standard="1.3"))
    page = unfolded(open_register())
    page.selectbox(key="choice_addressee").set_value("youth-justice-board").run()
    assert "None of the 3 recommendations fits what you chose." in words(page)


def test_a_search_without_result_says_how_to_widen_it():
    shown = words(open_register(text="unicorn"))

    assert "None of the 3 recommendations fits what you chose." in shown
    assert "clear the search" in shown


def test_a_service_without_recommendations_says_why_and_where_to_look():
    page = open_register("blackpool")

    assert "We have no recommendation to Blackpool on 1 January 2026." in words(page)
    assert "Choose All services" in words(page)
    assert not page.error


def test_words_typed_into_the_search_are_never_read_as_html():
    shown = words(open_register(text="<script>alert(1)</script>"))

    assert "<script>" not in shown


def test_one_for_others_is_counted_apart_and_can_be_chosen_as_a_state():
    shown = words(open_register("essex", status="for-others"))

    assert (
        "1 recommendation is for somebody else (Youth Justice Board): nothing here is yours to do."
        in shown
    )
    assert "For others: watch" in shown
    for alarm in ("stuck", "Late", "Nobody yet", "lacks"):
        assert alarm not in shown
    assert "none late, 3 stuck" in words(open_register(scope="all"))


def test_words_of_an_article_are_marked_as_such():
    assert "the article&#x27;s, not the report&#x27;s" in words(open_register("essex"))


@pytest.fixture
def held(shipped_holdings, own_store):
    return recording(shipped_holdings, records_anew(own_store, TODAY))


@pytest.fixture(scope="module")
def long_store(sqlite):
    """A register of 300, only to be read: the three that ship and 297 at every stage."""
    with sqlite.shipped() as url, closing(open_store(url)) as store:
        write_register(store, 297, TODAY)
        yield store


@pytest.fixture(scope="module")
def long(shipped_holdings, long_store):
    # Read once, as the app does while nothing changes.
    return shipped_holdings.with_records(records_in(long_store))


def rows(page):
    return words(page).count(ENTRY)


def typed(page, **values):
    for name, value in values.items():
        fields = [*page.text_input, *page.text_area, *page.selectbox]
        written = f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else value
        next(f for f in fields if str(f.key).startswith(f"{name}_")).set_value(written)
    return page


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def test_a_long_register_has_fifty_lines_a_page_the_most_urgent_first(long, long_store):
    page = open_page("recommendations", long, long_store)
    shown = words(page)

    assert "300 recommendations to Hertfordshire: 37 re-opened, 37 late" in shown
    first = shown.split('<ol class="yj-lines">')[1].split("</ol>")[0]
    assert first.count(ENTRY) == 50
    assert first.index("Re-opened") < first.index("late by 40 days".capitalize())
    assert 'href="recommendation?' in first
    assert page.selectbox(key="choice_page").options[0] == "1 to 50 of 300"


def test_the_pages_of_a_long_register_are_in_the_address_and_end_where_it_ends(long, long_store):
    page = open_page("recommendations", long, long_store, page="5", status="open")

    assert page.selectbox(key="choice_page").value == "5"
    assert page.selectbox(key="choice_page").options[-1] == "201 to 226 of 226"
    wrong = open_page("recommendations", long, long_store, page="6", status="open")
    assert 'no page of the register "6"' in wrong.error[0].value.replace("\\", "")


def test_another_filter_begins_at_the_first_page_again_and_within_seconds(long, long_store):
    page = open_page("recommendations", long, long_store, page="3")
    began = time.perf_counter()
    page.selectbox(key="choice_status").set_value("open").run()

    assert "page" not in page.query_params
    assert time.perf_counter() - began < 8


def test_every_filter_is_in_the_address(long, long_store):
    for address, total in (
        ({"status": "late"}, 37),
        ({"status": "confirmed"}, 37),
        ({"partner": "probation", "status": "late"}, 37),
        ({"owner": "cat"}, 210),
        ({"standard": "3.3"}, 1),
    ):
        shown = words(open_page("recommendations", long, long_store, None, **address))
        assert f"{total} of 300 recommendations are shown." in shown, address


def test_the_actions_are_drawn_the_most_urgent_ones_only(long, long_store):
    page = unfolded(open_page("recommendations", long, long_store))

    [message] = [h.value for h in page.header if "actions:" in h.value]
    assert "late" in message
    assert "The 20 most urgent are drawn." in words(page)
    assert "The first 50 of" in words(page)


def test_the_download_has_every_row_found_with_its_whole_wording(long):
    frame = plain_table(register(long, RegisterFilter("hertfordshire")).entries)

    assert len(frame) == 300
    assert frame["Wording"].str.len().max() > 150
    assert set(frame["Late"]) == {"yes", "no", "no date"}


def test_a_recommendation_from_elsewhere_is_added_and_refused_without_its_words(held, own_store):
    page = unfolded(open_page("recommendations", held, own_store, actor("ben")))
    page = press(typed(page, added_source="Thematic review"), "Add this recommendation")
    assert "The day of publication is missing" in page.error[0].value

    page = typed(page, added_published=TODAY, added_wording="Ask <b>every</b> victim.")
    page = press(page, "Add this recommendation")

    assert not page.error
    [added] = records_in(own_store).of(Recommendation).values()
    assert (added.source, added.kind) == ("Thematic review", SourceKind.THEMATIC)
    assert "Ask &lt;b&gt;every&lt;/b&gt; victim." in words(page)
    assert "4 recommendations to Hertfordshire" in words(page)


def test_an_area_for_improvement_is_adopted_once(held, own_store):
    page = unfolded(open_page("recommendations", held, own_store, actor("ben")))
    before = page.selectbox(key="adopted_hertfordshire_0").options
    page = press(page, "Adopt it")

    assert not page.error
    assert page.selectbox(key="adopted_hertfordshire_1").options == before[1:]
    assert "4 recommendations to Hertfordshire" in words(page)


def test_a_late_action_makes_its_recommendation_late_and_first(held, own_store):
    store_people(own_store)
    store_all(own_store, follow_up(due=None), action())
    shown = words(open_page("recommendations", held, own_store))

    assert "1 late" in shown
    assert "1 action late" in shown
    assert shown.index("recommendation 3</span>") < shown.index("recommendation 1</span>")


def test_on_a_past_day_the_register_stands_as_it_stood(held, own_store):
    store_all(own_store, follow_up(id=THIRD), action())
    page = open_page("recommendations", held, own_store, as_of="2018-12-31")

    assert "none late" in words(page)
    assert "Add this recommendation" not in [button.label for button in page.button]


def test_one_that_somebody_else_is_to_act_on_is_added_as_such(held, own_store):
    page = unfolded(open_page("recommendations", held, own_store, actor("ben")))
    page = typed(page, added_source="Review", added_published=TODAY, added_wording="Fund it.")
    next(box for box in page.checkbox if "Somebody else is to act" in box.label).check()
    page = press(page, "Add this recommendation")

    [added] = records_in(own_store).of(Recommendation).values()
    assert added.for_others
    assert "Open it to watch it." in page.success[0].value
