"""The choice of who may see small numbers: public unless the person who acts chose otherwise."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.core.disclosure.protection import DisclosureRules, Mode, ProtectedFigures, protect
from dashboard.core.people import Actor, Role
from dashboard.narrative.disclosure import audience_words
from dashboard.ui.acting import ACTOR_KEY
from dashboard.ui.disclosure import file_stem
from dashboard.ui.wiring import HOLDINGS_KEY
from tests.conftest import TODAY
from tests.inspection_factories import holdings
from tests.local_factories import figure, own, plain_count
from tests.people_factories import actor

CHOICE = "choice_small_numbers"


def _page():
    import streamlit as st

    from dashboard.core.disclosure.protection import DisclosureRules, protect
    from dashboard.core.sentences import Clause
    from dashboard.ui import disclosure
    from tests.local_factories import figure, own, plain_count

    mode = disclosure.mode_in_view()
    protected = protect(own(plain_count(), [figure(3)]), DisclosureRules(), mode)
    disclosure.show_mode(protected, hidden=Clause("1 of 3 groups"))
    st.text(mode)


def opened(who=None):
    page = AppTest.from_function(_page)
    page.session_state[HOLDINGS_KEY] = holdings(TODAY)
    page.session_state[ACTOR_KEY] = who
    return page.run()


def shown(page):
    """Press once on the switch that shows small numbers."""
    return page.toggle(key=CHOICE).set_value(True).run()


def mode_of(page):
    assert not page.exception
    return page.text[0].value


def test_nobody_said_who_they_are_so_it_is_public_and_cannot_be_changed():
    page = opened()

    assert mode_of(page) == Mode.PUBLIC
    assert CHOICE not in [switch.key for switch in page.toggle]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.READER])
def test_any_role_of_the_board_may_choose_to_see_small_numbers_and_starts_in_public(role):
    page = opened(actor(role))
    assert mode_of(page) == Mode.PUBLIC

    page = shown(page)

    assert mode_of(page) == Mode.BOARD
    assert mode_of(page.run()) == Mode.BOARD


def test_who_has_no_role_sees_no_small_numbers():
    assert (
        mode_of(opened(Actor("Ann Lee", (), "identity not verified (test)", "ann"))) == Mode.PUBLIC
    )


def test_a_reader_sees_small_numbers_only_where_the_board_says_so():
    reader = actor(Role.READER)

    assert mode_of(opened(reader)) == Mode.PUBLIC
    assert not opened(reader).toggle
    assert mode_of(shown(opened(replace(reader, trusted=True)))) == Mode.BOARD


def test_the_next_person_at_the_same_screen_starts_in_public():
    page = shown(opened(actor()))

    page.session_state[ACTOR_KEY] = actor(name="Bob Ray", person_id="bob")
    assert mode_of(page.run()) == Mode.PUBLIC
    page.session_state[ACTOR_KEY] = None
    assert mode_of(page.run()) == Mode.PUBLIC


def test_the_mode_is_never_in_the_address_and_no_address_chooses_it():
    page = shown(opened(actor()))
    assert not page.query_params

    fresh = AppTest.from_function(_page)
    fresh.session_state[ACTOR_KEY] = actor()
    fresh.query_params["small_numbers"] = fresh.query_params["mode"] = "board"
    assert mode_of(fresh.run()) == Mode.PUBLIC


def test_what_was_shown_can_be_hidden_again():
    page = shown(opened(actor()))

    assert mode_of(page.toggle(key=CHOICE).set_value(False).run()) == Mode.PUBLIC


def test_whoever_acts_after_somebody_else_must_ask_again():
    page = shown(opened(actor()))

    page.session_state[ACTOR_KEY] = actor(name="Bob Ray", person_id="bob")
    assert mode_of(page.run()) == Mode.PUBLIC
    page.session_state[ACTOR_KEY] = actor()
    assert mode_of(page.run()) == Mode.PUBLIC


def notes_on(page):
    return "\n".join(str(element.value) for element in page.get("html"))


def test_the_mode_stands_above_the_figures_with_what_is_hidden_and_prints():
    page = opened(actor())

    assert "Public: small numbers hidden (1 of 3 groups)." in notes_on(page)
    assert "Board only: small numbers are shown; do not pass on." in notes_on(shown(page))


def protected(mode: Mode) -> ProtectedFigures:
    return protect(own(plain_count(), [figure(3)]), DisclosureRules(), mode)


def test_a_file_says_its_mode_in_its_name_and_in_its_notes():
    assert file_stem("essex-entrants", Mode.BOARD) == "essex-entrants-board"
    assert file_stem("essex-entrants", Mode.PUBLIC) == "essex-entrants-public"
    assert audience_words(protected(Mode.BOARD)).text.startswith("Board only:")
    assert audience_words(protected(Mode.PUBLIC)).text.startswith("Public:")
