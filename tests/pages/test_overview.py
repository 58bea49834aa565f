"""The first page, opened through app.py."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.board.meetings import Acknowledgement, Decision
from dashboard.core.people import Role
from tests.board_factories import (
    STANDS_NOW,
    acknowledgement,
    board_of,
    meeting,
    members,
    stored,
)
from tests.pages.opening import open_page, words
from tests.people_factories import actor
from tests.stored import records_in


def test_the_first_page_leads_with_the_hidden_gap_the_rating_and_the_register(shipped_holdings):
    page = open_page("overview", shipped_holdings)

    shown = words(page)
    assert page.title[0].value == "Hertfordshire youth justice service"
    assert "Children cautioned or sentenced: 46% above similar areas" in shown
    assert "Rated Outstanding, 31 of 36 points" in shown
    assert "None of the 3 recommendations has an owner or a date yet." in shown
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


@pytest.mark.parametrize("name", ["hull", "Hull City Council", "City of Kingston-upon-Hull"])
def test_a_name_that_people_use_for_a_service_is_understood(shipped_holdings, name):
    page = open_page("overview", shipped_holdings, service=name)

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


def test_what_was_looked_at_stands_below_what_needs_the_board(shipped_holdings):
    shown = words(open_page("overview", shipped_holdings))

    assert shown.index('<ul class="yj-needs">') < shown.index("One of four main measures")
    assert shown.count("main measures is worse") == 1


def test_each_main_measure_is_a_row_with_its_years_and_its_place(shipped_holdings):
    shown = words(open_page("overview", shipped_holdings))

    (row,) = [r for r in shown.split("<tr") if ">First-time entrants to the youth justice" in r]
    assert row.count('<img class="yj-picture" src="data:image/svg+xml,') == 2
    assert 'alt="2015 313, 2016 ' in row
    assert 'alt="111; 10 similar areas from ' in row
    assert "<strong>111 per 100,000</strong>" in row


def test_several_authorities_are_one_row_that_counts_the_others(shipped_holdings):
    shown = words(open_page("overview", shipped_holdings, service="west-mercia"))

    assert shown.count('<th scope="row"') == 4
    assert "3 more areas: " in shown


def test_before_anything_was_published_the_page_says_so(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2012, 1, 1))

    shown = words(open_page("overview", then))

    assert "We have no inspection of this service up to 1 January 2012." in shown
    assert "None of the main measures had been published" in shown


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
    assert "Seen by 0 of 2 members" in words(page)

    note(page).set_value("I ask the police.")
    page = press(page, "I have seen this")

    assert "Your acknowledgement is recorded" in page.success[0].value
    assert "Seen by 1 of 2 members; nothing decided yet." in words(page)
    assert "I have seen this" not in [button.label for button in page.button]
    (made,) = records_in(own_store).of(Acknowledgement).values()
    assert (made.warning, made.note) == (STANDS_NOW, "I ask the police.")


def test_an_officer_is_told_who_may_before_they_type(board, own_store):
    page = as_member(board, own_store, actor(Role.OFFICER))

    shown = words(page)
    assert "may not acknowledge a warning: ask somebody who is board member or chair" in shown
    assert "may not record a decision of the board: ask somebody who is chair" in shown
    assert "I have seen this" not in [button.label for button in page.button]


def text_of_decision(page):
    return next(f for f in page.text_area if f.label.startswith("What was decided"))


def test_beside_a_warning_stands_who_saw_it_and_what_was_decided(board, own_store):
    mine = {"service": "hertfordshire", "warning": STANDS_NOW, "period": "2024-25"}
    stored(own_store, acknowledgement(person="bo", by="Bo Bell", **mine))

    assert "Seen by 1 of 2 members; nothing decided yet." in words(as_member(board, own_store))


def test_a_chair_decides_on_a_warning_without_leaving_the_screen(board, own_store):
    stored(own_store, meeting("2026-10-12", None, id="m1", service="hertfordshire"))
    page = as_member(board, own_store)
    text_of_decision(page).set_value("The police answer in January.")

    page = press(page, "Record it")

    assert "The decision was recorded." in page.success[0].value
    assert "Seen by 1 of 2 members; decided 12 October 2026: The police answer in January." in (
        words(page)
    )
    (made,) = records_in(own_store).of(Decision).values()
    assert (made.subject, made.meeting) == (STANDS_NOW, "m1")


def test_without_a_meeting_it_is_decided_between_meetings(board, own_store):
    page = as_member(board, own_store)
    text_of_decision(page).set_value("Ask the police.")

    page = press(page, "Record it")

    assert not page.error
    (made,) = records_in(own_store).of(Decision).values()
    assert made.meeting == ""


def test_an_empty_decision_is_one_sentence(board, own_store):
    page = press(as_member(board, own_store), "Record it")

    assert "text of what was decided is missing" in page.error[0].value
    assert not records_in(own_store).of(Decision)


def test_a_past_day_shows_what_the_board_had_done_by_then_and_no_door(board, own_store):
    page = as_member(board, own_store, as_of="2018-12-31")

    assert "Seen by 0 of 2 members; nothing decided yet." in words(page)
    assert not [button for button in page.button if button.label == "Record it"]


def test_who_has_not_said_who_they_are_is_asked_behind_each_door(board, own_store):
    page = open_page("overview", board, own_store)

    asked = [str(box.key) for box in page.selectbox] + [str(box.key) for box in page.text_input]
    for door in ("_acknowledge_", "_decide_"):
        assert [key for key in asked if door in key]
    for pressed in ("I have seen this", "Record it"):
        assert pressed not in [button.label for button in page.button]


def test_in_the_past_nothing_can_be_acknowledged(board, own_store):
    page = as_member(board, own_store, as_of="2018-12-31")

    assert "I have seen this" not in [button.label for button in page.button]


def test_a_warning_overlooked_at_a_meeting_leads_and_says_so(board, own_store):
    seen = meeting("2026-10-12", service="hertfordshire")
    shown = replace(seen.warnings[0], id=STANDS_NOW, period="2024-25")
    stored(own_store, replace(seen, warnings=(shown,)))

    page = words(as_member(board, own_store))

    assert "It was before the board on 12 October 2026, and nobody has acknowledged it." in page


def test_a_national_report_that_nobody_considered_is_told(board, own_store):
    page = words(as_member(board, own_store, as_of="2018-07-31"))

    assert "No decision recorded on 1 national report." in page
    assert "out-of-court disposals (March 2018, 4 months ago)." in page


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
