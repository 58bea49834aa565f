"""The meeting view, opened through app.py: one section at a time, and what is decided beside it.

The pack is put where the page finds one that was made before, so that none has to be made.
"""

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from dashboard.core.board.meetings import Decision
from dashboard.core.disclosure.protection import Mode
from dashboard.core.people import Role
from dashboard.reports.packs.document import fact
from dashboard.usecases.packs.making import DRAFT, MadePack
from dashboard.usecases.packs.reading import PackAsked, PackReading
from tests.board_factories import board_of, meeting, members, stored
from tests.conftest import TODAY
from tests.memory_store import MemoryStore
from tests.pages.opening import open_page, words
from tests.people_factories import actor
from tests.small_packs import document, picture, section
from tests.stored import records_in

SERVICE = "hertfordshire"
TO_COME = meeting("2026-12-14", None, id="m2", service=SERVICE, held=False)
OF_TODAY = replace(TO_COME, id="m1", on=TODAY)
CHAIR = actor(Role.CHAIR)
PACK = document(
    section("needs", title=fact("What the board needs to know")),
    section("glance", picture(), title=fact("The main measures")),
    section("since", title=fact("Since <b>the last</b> meeting")),
    marks=(DRAFT, fact("It stands in place of another.")),
)


@pytest.fixture
def opened(own_store, shipped_holdings):
    def page(*held, day=TODAY, shows=Mode.PUBLIC, who=CHAIR, pack=PACK, **address):
        stored(own_store, *members(), *held)
        asked = PackAsked(SERVICE, held[0].id if held and held[0].on >= day else "")
        told = SimpleNamespace(
            service=SimpleNamespace(id=SERVICE), asked=replace(asked, audience=shows)
        )
        reading = cast(PackReading, told)
        made = MadePack(reading, pack, (), "")
        board = board_of(own_store, shipped_holdings)
        assert isinstance(board.store, MemoryStore)
        store = replace(board.store, known={("packs", (asked, day)): made})
        return open_page("meeting_view", replace(board, store=store), own_store, who, **address)

    return page


def button(page, label):
    return next(each for each in page.button if each.label == label)


def labels(page):
    return [each.label for each in (*page.button, *page.selectbox)]


def test_the_first_section_is_shown_with_its_place_and_what_to_know_of_the_pack(opened):
    page = opened(TO_COME)

    shown = words(page)
    assert 'Section 1 of 3<span class="yj-heard">: What the board needs to know</span>' in shown
    assert '<h2 id="needs-title" dir="auto">What the board needs to know</h2>' in shown
    assert "It stands in place of another." in shown
    assert DRAFT.text not in shown
    assert "Management board, 12 October 2026" in shown
    assert "For anybody: small numbers are withheld" in shown
    assert "glance-title" not in shown
    assert button(page, "Previous").disabled
    assert not button(page, "Next").disabled


def test_each_step_shows_one_section_more_and_the_address_follows(opened):
    page = opened(TO_COME)

    page = button(page, "Next").click().run()
    assert "Section 2 of 3" in words(page)
    assert "It stands in place of another." not in words(page)
    assert page.query_params["section"] in ("glance", ["glance"])

    page = button(page, "Next").click().run()
    assert "Since &lt;b&gt;the last&lt;/b&gt; meeting</h2>" in words(page)
    assert button(page, "Next").disabled

    page = button(page, "Previous").click().run()
    assert "Section 2 of 3" in words(page)


def test_a_link_opens_a_section_with_its_pictures(opened):
    shown = words(opened(TO_COME, section="glance"))

    assert "Section 2 of 3" in shown
    assert '<img class="yj-picture" src="data:image/svg+xml' in shown
    assert "<svg" not in shown


def test_what_the_pages_have_no_room_for_comes_behind_them(opened):
    annex = (section("further", title=fact("Further matters")),)
    page = opened(TO_COME, pack=replace(PACK, annex=annex), section="since")

    assert "Section 3 of 3" in words(page)
    page = button(page, "Next").click().run()
    assert 'Annex 1 of 1<span class="yj-heard">: Further matters</span>' in words(page)
    assert button(page, "Next").disabled


def test_a_link_to_no_section_is_told_and_the_first_is_shown(opened):
    page = opened(TO_COME, section="glanse")

    assert [each.value for each in page.error] == [
        'There is no section of this pack "glanse": did you mean glance?'
    ]
    assert "Section 1 of 3" in words(page)


def test_what_is_decided_today_is_recorded_beside_the_section(opened, own_store):
    page = opened(OF_TODAY)
    next(iter(page.text_area)).set_value("Ask the police why.")

    page = button(page, "Record it").click().run()

    assert not page.error
    (kept,) = records_in(own_store).of(Decision).values()
    assert (kept.meeting, kept.text) == ("m1", "Ask the police why.")


def test_the_meeting_of_the_day_stays_before_the_board_once_it_is_recorded_as_held(opened):
    page = opened(replace(OF_TODAY, held=True), TO_COME)

    assert "Record it" in labels(page)


def test_before_the_day_of_the_meeting_nothing_can_be_decided(opened):
    page = opened(TO_COME)

    assert "What is decided can be recorded here from 14 December 2026" in words(page)
    assert "Record it" not in labels(page)


def test_without_a_meeting_the_pack_of_the_day_is_shown_and_how_to_plan_one(opened):
    page = opened()

    assert "Section 1 of 3" in words(page)
    assert "No meeting is planned, so this is the pack of the day." in words(page)
    assert "**Plan a meeting** →" in [each.proto.label for each in page.get("page_link")]


def test_on_a_past_day_nothing_can_be_recorded(opened):
    day = dt.date(2026, 7, 6)
    page = opened(replace(OF_TODAY, on=day), day=day, as_of=day.isoformat())

    assert "This is a past day, so nothing can be recorded on it." in words(page)
    assert "Record it" not in labels(page)


def test_a_pack_with_small_numbers_is_refused_to_whoever_may_not_see_them(opened):
    page = opened(shows=Mode.BOARD, who=None)

    assert "This pack shows small numbers" in page.error[0].value
    assert "Section 1" not in words(page)
