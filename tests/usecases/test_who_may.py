"""Each use case against each role: whoever may not is refused, and nothing is stored."""

import datetime as dt

import pytest

from dashboard.core.people import Role
from dashboard.errors import NotAllowedError
from dashboard.importers.similar_areas.lists import SimilarAreas
from dashboard.usecases.board.partners import add_partner
from dashboard.usecases.published.lists import AboutList, add_list, restore_list, withdraw_list
from dashboard.usecases.published.targets import (
    TargetToSet,
    load_targets,
    restore_target,
    set_target,
    withdraw_target,
)
from dashboard.usecases.upkeep.people import PersonToSave, add_person, change_person
from tests.board_factories import stored
from tests.databases import on_both_databases
from tests.people_factories import person, signature
from tests.stored import tokens_in

TODAY = dt.date(2026, 11, 21)
ANN = PersonToSave("ann", "Ann Lee", (Role.ADMINISTRATOR,))
TARGET = TargetToSet("hertfordshire", "first-time-entrants", "100", "per 100,000")
FILE = b'service,indicator,unit,value\nhertfordshire,first-time-entrants,"per 100,000",100\n'
ABOUT = AboutList("Family", "YJB")
READ = SimilarAreas({"E10000015": ("E10000012", "E10000016")})

# What is done, the role that may do it, and the doing: given store, holdings and signature.
DEEDS = {
    "add a person": (Role.ADMINISTRATOR, lambda s, h, by: add_person(s, h, by, ANN)),
    "change a person": (Role.ADMINISTRATOR, lambda s, h, by: change_person(s, h, by, ANN, 1)),
    "add a partner": (Role.OFFICER, lambda s, h, by: add_partner(s, h, by, "p", "Club")),
    "add a list": (
        Role.OFFICER,
        lambda s, h, by: add_list(s, h.catalogue, by, READ, ABOUT),
    ),
    "withdraw a list": (Role.OFFICER, lambda s, h, by: withdraw_list(s, by, "1")),
    "restore a list": (Role.OFFICER, lambda s, h, by: restore_list(s, by, "1")),
    "set a target": (
        Role.OFFICER,
        lambda s, h, by: set_target(s, h.catalogue, by, TARGET, TODAY),
    ),
    "load targets": (
        Role.OFFICER,
        lambda s, h, by: load_targets(s, h.catalogue, by, FILE, "targets.csv", TODAY),
    ),
    "withdraw a target": (Role.OFFICER, lambda s, h, by: withdraw_target(s, by, "1")),
    "restore a target": (Role.OFFICER, lambda s, h, by: restore_target(s, by, "1")),
}
REFUSED = [(name, role) for name, (may, _) in DEEDS.items() for role in Role if role is not may]


@pytest.mark.parametrize(("name", "role"), REFUSED)
def test_a_role_that_may_not_is_refused_before_anything_else(
    shipped_holdings, empty_store, name, role
):
    before = tokens_in(empty_store)

    with pytest.raises(NotAllowedError, match=r"^Ann Lee may not "):
        DEEDS[name][1](empty_store, shipped_holdings, signature(role))

    assert tokens_in(empty_store) == before


@pytest.mark.parametrize(
    "name", ["add a person", "add a partner", "add a list", "set a target", "load targets"]
)
def test_the_role_that_may_is_enough(shipped_holdings, empty_store, name):
    may, do = DEEDS[name]
    before = tokens_in(empty_store)

    do(empty_store, shipped_holdings, signature(may))

    assert tokens_in(empty_store) != before


@pytest.mark.parametrize("name", DEEDS)
def test_a_role_that_was_taken_away_meanwhile_is_refused(shipped_holdings, empty_store, name):
    may, do = DEEDS[name]
    stored(empty_store, person("Ann Lee", Role.MEMBER))
    before = tokens_in(empty_store)

    with pytest.raises(NotAllowedError, match=r"^Ann Lee is no longer .*, so nothing was stored"):
        do(empty_store, shipped_holdings, signature(may))

    assert tokens_in(empty_store) == before


@on_both_databases
def test_who_left_meanwhile_is_refused(shipped_holdings, empty_store):
    stored(empty_store, person("Ann Lee", active=False))

    with pytest.raises(NotAllowedError, match=r"^Ann Lee left, so nothing was stored"):
        add_partner(empty_store, shipped_holdings, signature(Role.OFFICER), "p", "Club")
