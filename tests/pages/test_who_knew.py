"""Who knew what, opened through app.py, uses the day in view."""

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
