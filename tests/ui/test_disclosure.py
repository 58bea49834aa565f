"""The choice of who may see small numbers: public unless the person who acts chose otherwise."""

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.core.disclosure.protection import DisclosureRules, Mode, ProtectedFigures, protect
from dashboard.core.people import Role
from dashboard.ui.acting import ACTOR_KEY
from dashboard.ui.disclosure import file_stem, printed_mode
from dashboard.ui.wiring import HOLDINGS_KEY
from tests.conftest import TODAY
from tests.inspection_factories import holdings
from tests.local_factories import figure, own, plain_count
from tests.people_factories import actor

CHOICE = "choice_small_numbers"


def _page():
    from types import SimpleNamespace
    from typing import Any

    import streamlit as st

    from dashboard.core.disclosure.protection import DisclosureRules, protect
    from dashboard.ui import disclosure
    from tests.local_factories import figure, own, plain_count

    rules = DisclosureRules()
    catalogue = SimpleNamespace(disclosure=rules)
    view: Any = SimpleNamespace(holdings=SimpleNamespace(catalogue=catalogue))
    mode = disclosure.choose_mode(view)
    disclosure.mode_note(protect(own(plain_count(), [figure(3)]), rules, mode))
    st.text(mode)


def opened(who=None):
    page = AppTest.from_function(_page)
    page.session_state[HOLDINGS_KEY] = holdings(TODAY)
    page.session_state[ACTOR_KEY] = who
    return page.run()


def mode_of(page):
    assert not page.exception
    return page.text[0].value


def test_nobody_said_who_they_are_so_it_is_public_and_cannot_be_changed():
    page = opened()

    assert mode_of(page) == Mode.PUBLIC
    assert CHOICE not in [box.key for box in page.selectbox]


@pytest.mark.parametrize("role", list(Role))
def test_any_role_may_choose_to_see_small_numbers_and_starts_in_public(role):
    page = opened(actor(role))
    assert mode_of(page) == Mode.PUBLIC

    page = page.selectbox(key=CHOICE).select(Mode.BOARD).run()

    assert mode_of(page) == Mode.BOARD
    assert mode_of(page.run()) == Mode.BOARD


def test_who_has_no_role_sees_no_small_numbers():
    nobody = SimpleNamespace(name="Ann Lee", roles=(), person_id="ann")

    assert mode_of(opened(nobody)) == Mode.PUBLIC


def test_the_next_person_at_the_same_screen_starts_in_public():
    page = opened(actor()).selectbox(key=CHOICE).select(Mode.BOARD).run()

    page.session_state[ACTOR_KEY] = actor(name="Bob Ray", person_id="bob")
    assert mode_of(page.run()) == Mode.PUBLIC
    page.session_state[ACTOR_KEY] = None
    assert mode_of(page.run()) == Mode.PUBLIC


def test_the_mode_is_never_in_the_address_and_no_address_chooses_it():
    page = opened(actor()).selectbox(key=CHOICE).select(Mode.BOARD).run()
    assert not page.query_params

    fresh = AppTest.from_function(_page)
    fresh.session_state[ACTOR_KEY] = actor()
    fresh.query_params["small_numbers"] = fresh.query_params["mode"] = "board"
    assert mode_of(fresh.run()) == Mode.PUBLIC


def test_the_mode_stands_above_the_figures_and_prints():
    page = opened(actor())
    shown = "\n".join(str(element.value) for element in page.get("html"))

    assert "Public: numbers from 1 to 4 and what would reveal them are withheld." in shown
    page = page.selectbox(key=CHOICE).select(Mode.BOARD).run()
    shown = "\n".join(str(element.value) for element in page.get("html"))
    assert "Board only: small numbers are shown; do not pass on." in shown


def protected(mode: Mode) -> ProtectedFigures:
    return protect(own(plain_count(), [figure(3)]), DisclosureRules(), mode)


def test_a_file_says_its_mode_in_its_name_and_in_its_notes():
    assert file_stem("essex-entrants", Mode.BOARD) == "essex-entrants-board"
    assert file_stem("essex-entrants", Mode.PUBLIC) == "essex-entrants-public"
    assert printed_mode(protected(Mode.BOARD)).startswith("Board only:")
    assert printed_mode(protected(Mode.PUBLIC)).startswith("Public:")
