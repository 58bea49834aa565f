"""Who knew what, opened through app.py, uses the day in view."""

import datetime as dt

import pytest

from tests.board_factories import (
    STOOD_IN_2018,
    acknowledgement,
    board_of,
    decision,
    meeting,
    members,
    stored,
)
from tests.conftest import TODAY
from tests.pages.opening import open_page, words


@pytest.fixture
def shown(own_store, shipped_holdings):
    mine = {"service": "hertfordshire"}
    note = "<i>Seen</i>."
    seen = acknowledgement(warning=STOOD_IN_2018, person="bo", by="Bo Bell", note=note, **mine)
    stored(own_store, *members(), day="2018-01-01")
    stored(own_store, meeting(**mine), seen, decision(STOOD_IN_2018, **mine), day="2018-10-12")
    board = board_of(own_store, shipped_holdings)
    return lambda **address: words(open_page("who_knew", board, own_store, **address))


def test_on_the_day_it_says_who_had_acknowledged_who_had_not_and_what_was_decided(shown):
    page = shown(as_of="2018-12-31")

    assert "There were 2 early warnings on 31 December 2018. Nobody had seen 1 of them." in page
    assert "Bo Bell (Board member, Police), 1 October 2018, 09:00 UTC" in page
    assert ">Ann Lee (decided on it on 12 October 2018)</span>" in page
    assert "<dt>Not acknowledged by</dt>" in page
    assert "Management board, 12 October 2018" in page
    assert "Why?" in page


def test_what_somebody_typed_is_shown_as_text(shown):
    assert "&lt;i&gt;Seen&lt;/i&gt;." in shown(as_of="2018-12-31")


def test_before_it_was_recorded_nobody_had_acknowledged_it(shown):
    page = shown(as_of="2018-10-01")

    assert "Nobody had seen any of them" in page
    assert "Bo Bell (Police)" in page
    assert "Why?" not in page


def test_before_anything_was_published_it_says_so(shown):
    assert "Nothing that can be compared had been published" in shown(as_of="2010-01-01")


def test_a_service_without_a_warning_is_told_so(shown):
    assert "There was no early warning on" in shown(service="essex")


@pytest.fixture
def opened(own_store, shipped_holdings):
    mine = {"service": "hertfordshire"}
    stored(own_store, meeting(**mine), meeting("2026-09-24", None, title="Extra", **mine))
    stored(own_store, meeting("2027-01-21", None, held=False, **mine))
    board = board_of(own_store, shipped_holdings)
    return lambda **address: open_page("who_knew", board, own_store, **address)


def test_it_can_be_asked_of_each_meeting_that_has_come_and_the_address_carries_it(opened):
    page = opened()
    meetings = page.selectbox(key="choice_as_of_of_several")
    assert meetings.options == ["Extra, 24 September 2026", "Management board, 12 October 2018"]
    assert meetings.value is None

    page = meetings.select("2018-10-12").run()

    assert page.query_params["as_of"] in ("2018-10-12", ["2018-10-12"])
    assert "There were 2 early warnings on 12 October 2018." in words(page)
    assert page.selectbox(key="choice_as_of_of_several").value == "2018-10-12"


def test_from_a_day_in_the_past_a_later_meeting_can_still_be_asked_of(opened):
    page = opened(as_of="2018-10-12")

    assert "Extra, 24 September 2026" in page.selectbox(key="choice_as_of_of_several").options


def test_it_can_be_asked_of_any_day_that_is_typed(opened):
    page = opened().date_input(key="choice_as_of_typed").set_value(dt.date(2026, 9, 23)).run()

    assert not page.exception
    assert page.query_params["as_of"] in ("2026-09-23", ["2026-09-23"])
    assert "on 23 September 2026" in words(page)
    assert page.selectbox(key="choice_as_of_of_several").value is None


def test_a_day_in_the_address_stands_in_the_field(opened):
    for day in (dt.date(2018, 10, 1), dt.date(1999, 5, 1)):
        page = opened(as_of=day.isoformat())
        assert page.date_input(key="choice_as_of_typed").value == day


def test_today_is_not_written_into_the_address(opened):
    page = opened(as_of="2018-10-12")

    page = page.date_input(key="choice_as_of_typed").set_value(TODAY).run()

    assert "as_of" not in page.query_params


def test_where_no_meeting_is_recorded_any_day_can_still_be_asked(opened):
    page = opened(service="essex")

    assert "choice_as_of_of_several" not in [each.key for each in page.selectbox]
    assert [each.label for each in page.date_input] == ["On any day"]
