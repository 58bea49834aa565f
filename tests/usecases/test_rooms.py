"""What somebody of one board sends about others is refused in a sentence, and nothing half done."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from dashboard.core.people import Actor, Partner, Role, Signature
from dashboard.core.register.follow_ups import FollowUp
from dashboard.core.rooms import Admission
from dashboard.errors import BrokenHistoryError, NotAllowedError
from dashboard.reports.register import workbook_bytes
from dashboard.usecases.board.partners import add_partner
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.register.exchange import apply, preview
from dashboard.usecases.register.export import register_sheets
from dashboard.usecases.register.owners import partner_names
from dashboard.usecases.upkeep.held import held_about
from dashboard.usecases.upkeep.history import verify
from dashboard.usecases.upkeep.imports import accept_import
from tests.conftest import TODAY
from tests.import_factories import ABOUT, FTE, published_file
from tests.import_factories import preview as previewed
from tests.people_factories import AT, person
from tests.register_factories import store_all
from tests.sheets_factories import edited
from tests.stored import records_in, tokens_in

HERE, THERE = "hertfordshire", "essex"
FIRST, THEIRS = "hertfordshire-2018-1", "essex-2018-1"
OFFICER = Actor("Off Orr", (Role.OFFICER,), "verified", room=HERE)
SIGNED = Signature(OFFICER, AT)


@pytest.fixture
def here(own_store):
    return own_store.admitting(Admission(frozenset({HERE})))


@pytest.fixture
def held(shipped_holdings):
    return lambda store: holdings_of(shipped_holdings.catalogue, store, TODAY, TODAY)


def test_a_row_about_another_board_is_refused_and_those_of_ones_own_are_stored(
    own_store, here, held
):
    theirs = workbook_bytes(register_sheets(own_store, held(own_store), THERE, AT))
    sent = edited(theirs, "Recommendations", THEIRS, response="accepted")
    both = own_store.admitting(Admission(frozenset({HERE, THERE})))
    for store, sentence in [(here, "no recommendation with the id"), (both, "another board")]:
        for take in (preview, apply):
            found = take(store, held(store), SIGNED, sent, "r.xlsx")

            assert found.changes == ()
            (refused,) = found.refused
            assert sentence in refused.reason
    assert not records_in(own_store).of(FollowUp)

    mine = workbook_bytes(register_sheets(here, held(here), HERE, AT))
    apply(
        here,
        held(here),
        SIGNED,
        edited(mine, "Recommendations", FIRST, response="accepted"),
        "r.xlsx",
    )
    assert set(records_in(own_store).of(FollowUp)) == {FIRST}


def test_published_figures_are_refused_to_the_officer_of_one_board_whole(own_store, here, held):
    seen = previewed(here, held(here), published_file(f"{FTE},E10000015,2016,315,,,,"))
    before = tokens_in(own_store)

    with pytest.raises(NotAllowedError, match="every service shares: ask somebody who has"):
        accept_import(here, held(here), SIGNED, seen, ABOUT)

    assert tokens_in(own_store) == before


def test_a_partner_is_one_of_the_board_that_adds_it(own_store, here, held):
    add_partner(here, held(here), SIGNED, "club", "Boxing Club")

    assert records_in(own_store).of(Partner)["club"].service == HERE
    assert "Boxing Club" in partner_names(held(here).of_service(HERE))
    assert "Boxing Club" not in partner_names(held(own_store).of_service(THERE))


def test_what_is_held_about_somebody_is_for_an_administrator_of_where_they_belong(own_store):
    store_all(own_store, person("Bob Ray", Role.CHAIR, service=THERE))
    both = own_store.admitting(Admission(frozenset({HERE, THERE})))
    of_here = replace(OFFICER, roles=(Role.ADMINISTRATOR,))

    with pytest.raises(NotAllowedError, match="another board"):
        held_about(both, of_here, "bob")
    assert held_about(both, replace(of_here, room=THERE), "bob").person.name == "Bob Ray"


def test_what_is_wrong_with_another_boards_history_is_named_to_nobody_here(own_store, here, held):
    there = own_store.admitting(Admission(frozenset({THERE})))
    signed = Signature(Actor("Secret Sue", (Role.OFFICER,), "verified", room=THERE), AT)
    add_partner(there, held(there), signed, "secret", "Secret Club")
    with own_store.database.writing() as connection:
        connection.execute(text("DROP TRIGGER records_update_guard"))
        connection.execute(text("UPDATE records SET content = '{}' WHERE id = 'secret'"))

    with pytest.raises(BrokenHistoryError, match="tell an administrator of every service"):
        verify(here)
    with pytest.raises(BrokenHistoryError, match="Secret Club"):
        verify(own_store)
