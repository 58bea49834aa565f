"""How every page begins, and what it does for paper."""

import datetime as dt

from tests.inspection_factories import holdings
from tests.pages.opening import open_page, words

TODAY = dt.date(2026, 1, 1)


def open_ratings(**address):
    return open_page("ratings", holdings(TODAY), service="hertfordshire", **address)


def test_paper_gets_todays_date_in_words_where_the_screen_says_today():
    page = open_ratings()

    assert '<p class="yj-printed">As at 1 January 2026</p>' in words(page)
    assert page.selectbox(key="choice_as_of").value == "2026-01-01"


def test_a_past_day_is_said_once_on_screen_and_paper():
    shown = words(open_ratings(as_of="2020-12-31"))

    assert shown.count("As at 31 December 2020") == 1
    assert '<p class="yj-printed">' not in shown
