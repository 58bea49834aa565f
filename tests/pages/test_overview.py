"""The first page, opened through app.py."""

import datetime as dt
from dataclasses import replace

from tests.pages.opening import open_page, words


def test_the_first_page_leads_with_the_hidden_gap_the_rating_and_the_register(shipped_holdings):
    page = open_page("overview", shipped_holdings)

    shown = words(page)
    assert page.title[0].value == "Hertfordshire youth justice service"
    assert "Children cautioned or sentenced: 46% above similar areas" in shown
    assert "31 of 36, the lowest Outstanding score" in shown
    assert "None of the 3 recommendations has an owner or a date yet." in shown
    assert shown.count("yj-rating-outstanding") > 6
    assert not page.error


def test_the_service_in_view_stays_in_the_address(shipped_holdings):
    page = open_page("overview", shipped_holdings)

    page.selectbox(key="choice_service").select("essex").run()

    assert page.title[0].value == "Essex youth justice service"
    assert page.query_params["service"] == "essex"


def test_a_past_date_in_the_address_shows_what_was_known_then(shipped_holdings):
    shown = words(open_page("overview", shipped_holdings, as_of="2018-12-31"))

    assert "First-time entrants: 23% above similar areas" in shown


def test_an_unknown_service_is_one_sentence_with_the_nearest_and_the_page_still_works(
    shipped_holdings,
):
    page = open_page("overview", shipped_holdings, service="hertfordshir")

    assert page.error[0].value.startswith('There is no service "hertfordshir": did you mean')
    assert page.title[0].value == "Hertfordshire youth justice service"


def test_a_name_that_people_use_for_a_service_is_understood(shipped_holdings):
    page = open_page("overview", shipped_holdings, service="hull")

    assert page.title[0].value == "Kingston upon Hull youth justice service"
    assert not page.error


def test_a_date_that_is_none_is_one_sentence(shipped_holdings):
    page = open_page("overview", shipped_holdings, as_of="yesterday")

    assert '"yesterday" is not a date: write it like 2018-12-31' in page.error[0].value
    assert "First-time entrants" in words(page)


def test_a_date_still_to_come_is_one_sentence(shipped_holdings):
    page = open_page("overview", shipped_holdings, as_of="2030-01-01")

    assert "1 January 2030 is still to come" in page.error[0].value


def test_a_welsh_service_is_shown_by_what_covers_it(shipped_holdings):
    shown = words(open_page("overview", shipped_holdings, service="cardiff"))

    assert "3 figures scanned" in shown
    assert "others in Wales" in shown


def test_before_anything_was_published_the_page_says_so(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2012, 1, 1))

    shown = words(open_page("overview", then))

    assert "No inspection of this service published by 1 January 2012 is held" in shown
    assert "No core indicator had been published for this service" in shown
