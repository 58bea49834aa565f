"""The first page, opened through app.py."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.board.meetings import Acknowledgement
from dashboard.core.people import Role
from tests.board_factories import STANDS_NOW, board_of, meeting, members, stored
from tests.pages.opening import open_page, words
from tests.people_factories import actor
from tests.stored import records_in


def test_the_first_page_leads_with_the_hidden_gap_the_rating_and_the_register(shipped_holdings):
    page = open_page("overview", shipped_holdings)

    shown = words(page)
    assert page.title[0].value == "Hertfordshire youth justice service"
    assert "Children cautioned or sentenced: 46% above similar areas" in shown
    assert "31 of 36, the lowest Outstanding score" in shown
    assert "None of the 3 recommendations has an owner or a date yet; each has a proposed" in shown
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

    assert "None of three main measures is worse than others in Wales." in shown
    assert "others in Wales" in shown


def test_what_was_scanned_stands_above_the_warnings(shipped_holdings):
    shown = words(open_page("overview", shipped_holdings))

    scanned = shown.index('<p class="yj-muted">One of four main measures is worse')
    assert scanned < shown.index('<div class="yj-fact">')


def test_what_was_scanned_is_not_said_twice_where_it_is_the_first_fact(shipped_holdings):
    shown = words(open_page("overview", shipped_holdings, service="cardiff"))

    assert shown.count("no early warning can be raised") == 1
    assert 'data-label="Against others in Wales"' in shown


def test_before_anything_was_published_the_page_says_so(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2012, 1, 1))

    shown = words(open_page("overview", then))

    assert "No inspection of this service published by 1 January 2012 is held" in shown
    assert "None of the main measures had been published for this service" in shown


@pytest.fixture
def board(own_store, shipped_holdings):
    stored(own_store, *members())
    return board_of(own_store, shipped_holdings)


def as_member(board, own_store, who=None, **address):
    return open_page("overview", board, own_store, who or actor(Role.CHAIR), **address)


def note(page):
    return next(field for field in page.text_input if field.label == "Note (may be left empty)")


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def test_a_member_acknowledges_a_warning_and_sees_it_as_acknowledged(board, own_store):
    page = as_member(board, own_store)
    assert "nobody has acknowledged it." in words(page)

    note(page).set_value("I ask the police.")
    page = press(page, "I have seen this")

    assert "Your acknowledgement is recorded" in page.success[0].value
    assert "Acknowledged by Ann Lee (" in words(page)
    assert "I have seen this" not in [button.label for button in page.button]
    (made,) = records_in(own_store).of(Acknowledgement).values()
    assert (made.warning, made.note) == (STANDS_NOW, "I ask the police.")


def test_an_officer_is_told_who_may_acknowledge_and_loses_nothing_typed(board, own_store):
    page = as_member(board, own_store, actor(Role.OFFICER))

    note(page).set_value("A note.")
    page = press(page, "I have seen this")

    assert "may not acknowledge a warning" in page.error[0].value
    assert note(page).value == "A note."
    assert not records_in(own_store).of(Acknowledgement)


def test_who_has_not_said_who_they_are_is_asked_first(board, own_store):
    page = open_page("overview", board, own_store)

    shown = "\n".join(str(getattr(element, "value", "")) for element in page.get("html"))
    assert "Say first who you are" in shown
    assert "I have seen this" not in [button.label for button in page.button]


def test_in_the_past_nothing_can_be_acknowledged(board, own_store):
    page = as_member(board, own_store, as_of="2018-12-31")

    assert "I have seen this" not in [button.label for button in page.button]


def test_a_warning_overlooked_at_a_meeting_leads_and_says_so(board, own_store):
    seen = meeting("2026-10-12", service="hertfordshire")
    shown = replace(seen.warnings[0], id=STANDS_NOW, period="2024-25")
    stored(own_store, replace(seen, warnings=(shown,)))

    page = words(as_member(board, own_store))

    assert (
        "Already a warning at the meeting of 12 October 2026; nobody has acknowledged it." in page
    )


def test_a_national_report_that_nobody_considered_is_told(board, own_store):
    page = words(as_member(board, own_store, as_of="2018-07-31"))

    assert (
        "out-of-court disposals (March 2018): no decision is recorded here, 4 months after "
        "publication." in page
    )


def facts(page):
    """The sentences of the first page, in their order."""
    return [line for line in words(page).splitlines() if "yj-fact" in line and "<div" in line]


def test_by_the_oversight_framework_the_same_sentences_stand_under_its_four_fields(
    shipped_holdings,
):
    usual = open_page("overview", shipped_holdings)
    page = open_page("overview", shipped_holdings, order="field")

    assert [heading.value for heading in page.subheader] == [
        "Service delivery",
        "Service leadership",
        "Local strategic priorities",
        "Continuous improvement",
    ]
    assert facts(usual)
    assert sorted(facts(page)) == sorted(facts(usual))
    assert not page.error


def test_a_field_with_no_sentence_says_so_and_where_its_order_was_read(shipped_holdings):
    shown = words(open_page("overview", shipped_holdings, order="field"))

    assert "No information on governance, the use of resources and partnerships here." in shown
    assert "Youth Justice Legal Centre, 21 July 2025" in shown
    assert "We have not read the framework itself." in shown


def test_what_needs_the_board_first_is_the_usual_order_and_a_choice_stays_in_the_address(
    shipped_holdings,
):
    page = open_page("overview", shipped_holdings)
    assert not page.subheader

    page.selectbox(key="choice_order").select("field").run()

    assert page.query_params["order"] in ("field", ["field"])
    assert len(page.subheader) == 4


def test_an_unknown_order_is_one_sentence_and_the_usual_one_is_shown(shipped_holdings):
    page = open_page("overview", shipped_holdings, order="tiers")

    assert 'no order "tiers"' in page.error[0].value
    assert not page.subheader
