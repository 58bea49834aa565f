"""How every page begins, and what it does for paper."""

import datetime as dt

from dashboard.reports.paper import css_text
from tests.inspection_factories import holdings
from tests.pages.opening import open_page, words

TODAY = dt.date(2026, 1, 1)


def open_ratings(**address):
    return open_page("ratings", holdings(TODAY), service="hertfordshire", **address)


def test_paper_gets_todays_date_in_words_where_the_screen_says_today():
    page = open_ratings()

    assert '<p class="yj-printed">On 1 January 2026</p>' in words(page)
    assert page.selectbox(key="choice_as_of").value == "2026-01-01"


def test_a_past_day_is_said_once_on_screen_and_paper():
    shown = words(open_ratings(as_of="2020-12-31"))

    assert shown.count("What was published by 31 December 2020, with later corrections.") == 1
    assert '<p class="yj-printed">' not in shown


def test_each_sheet_of_paper_has_service_and_day_at_its_foot_and_the_last_one_the_sources():
    shown = words(open_ratings(as_of="2020-12-31"))

    assert '--yj-paper: "Hertfordshire, on 31 December 2020. Youth justice' in shown
    assert '<p class="yj-sources">Sources: An inspection of youth offending services' in shown


def test_no_sign_of_a_name_ends_the_text_of_a_style():
    assert css_text('A"</style>é') == '"A\\22 \\3c \\2f style\\3e é"'


def test_a_council_in_the_address_is_told_which_service_serves_it(shipped_holdings):
    shown = words(open_page("overview", shipped_holdings, service="Rutland"))

    assert "Rutland is served by Leicestershire youth justice service." in shown
    assert "is served by" not in words(open_page("overview", shipped_holdings, service="essex"))


def test_a_session_keeps_no_text_of_its_page():
    page = open_ratings()

    kept = page.session_state.values()
    texts = [str(each) for value in kept if isinstance(value, list) for each in value]
    assert len(words(page)) > 2_000
    assert sum(map(len, texts)) < 200
