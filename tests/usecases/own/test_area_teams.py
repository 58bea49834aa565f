"""Area teams: named once per service, changed by who may, closed and opened again."""

import pytest

from dashboard.core.own.figures import AreaTeam
from dashboard.core.people import Role
from dashboard.core.rooms import EVERYWHERE
from dashboard.errors import ChangeRefusedError, ConflictError, NotAllowedError, UnknownNameError
from dashboard.store import records
from dashboard.usecases.own.area_teams import (
    add_area_team,
    add_area_teams,
    close_area_team,
    rename_area_team,
    reopen_area_team,
)
from tests.databases import on_both_databases
from tests.people_factories import signature

OFFICER = signature(Role.OFFICER)


@pytest.fixture
def add(empty_store, shipped_holdings):
    def team(name="North", sid="north", service="hertfordshire"):
        return add_area_team(empty_store, shipped_holdings, OFFICER, sid, service, name)

    return team


def stored(store):
    with store.database.reading() as connection:
        return records.records(connection, EVERYWHERE).of(AreaTeam)


@on_both_databases
def test_a_team_is_stored_once_however_often_the_form_is_sent(empty_store, add):
    assert add() == add() == AreaTeam("north", "hertfordshire", "North")
    assert list(stored(empty_store)) == ["north"]


@pytest.mark.parametrize("name", ["North", "NORTH", "  north "])
def test_a_name_is_one_teams_in_a_service_whatever_its_case(add, name):
    add()

    with pytest.raises(ChangeRefusedError, match='"North" is an area team of the service already'):
        add(name, "other")


@on_both_databases
def test_several_teams_are_stored_together_or_not_at_all(empty_store, shipped_holdings, add):
    add()
    both = {"east": "East", "west": "West"}
    taken = {"far": "Far", "again": "NORTH"}

    def together(names):
        here = "hertfordshire"
        return add_area_teams(empty_store, shipped_holdings, OFFICER, here, names)

    assert [team.name for team in together(both)] == ["East", "West"]
    with pytest.raises(ChangeRefusedError, match='"North" is an area team of the service already'):
        together(taken)
    assert set(stored(empty_store)) == {"north", "east", "west"}


def test_two_services_may_have_teams_of_one_name(empty_store, add):
    add()
    add(sid="north-essex", service="essex")

    assert len(stored(empty_store)) == 2


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" ", "is missing"),
        ("n" * 81, "shorten it to 80"),
        ("<b>North", "leave them out"),
        ("Whole Service", "means the whole service"),
    ],
)
def test_what_cannot_name_a_team_is_refused(empty_store, add, name, sentence):
    with pytest.raises(ChangeRefusedError, match=sentence):
        add(name)
    assert stored(empty_store) == {}


def test_only_officers_change_teams(empty_store, shipped_holdings, add):
    add()
    member = signature(Role.MEMBER)

    for attempt in (
        lambda: add_area_team(empty_store, shipped_holdings, member, "s", "essex", "South"),
        lambda: rename_area_team(empty_store, member, "north", "South"),
        lambda: close_area_team(empty_store, member, "north", "Merged."),
        lambda: reopen_area_team(empty_store, member, "north"),
    ):
        with pytest.raises(NotAllowedError):
            attempt()


def test_a_team_of_an_unknown_service_is_refused(add):
    with pytest.raises(UnknownNameError, match='no service "atlantis"'):
        add(service="atlantis")


def test_a_team_is_renamed_but_not_to_anothers_name(empty_store, add):
    add()
    add("South", "south")

    assert rename_area_team(empty_store, OFFICER, "north", "north").name == "north"
    with pytest.raises(ChangeRefusedError, match="already"):
        rename_area_team(empty_store, OFFICER, "north", "SOUTH")
    with pytest.raises(ChangeRefusedError, match="There is no area team"):
        rename_area_team(empty_store, OFFICER, "east", "East")


@on_both_databases
def test_the_second_of_two_who_rename_a_team_is_told(empty_store, add):
    add()
    rename_area_team(empty_store, OFFICER, "north", "North West", 1)

    with pytest.raises(ConflictError, match="was changed by Ann Lee"):
        rename_area_team(empty_store, OFFICER, "north", "North East", 1)


@on_both_databases
def test_a_closed_team_keeps_its_name_and_can_be_opened_again(empty_store, add):
    add()

    assert not close_area_team(empty_store, OFFICER, "north", "Merged with South.").active
    with pytest.raises(ChangeRefusedError, match="which was closed: open that again"):
        add("North", "new-north")
    with pytest.raises(ChangeRefusedError, match="is closed already"):
        close_area_team(empty_store, OFFICER, "north", "Again.")
    assert reopen_area_team(empty_store, OFFICER, "north").active
    with pytest.raises(ChangeRefusedError, match="is open already"):
        reopen_area_team(empty_store, OFFICER, "north")


def test_closing_needs_a_reason(empty_store, add):
    add()

    with pytest.raises(ChangeRefusedError, match="reason is missing"):
        close_area_team(empty_store, OFFICER, "north", " ")
