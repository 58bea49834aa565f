"""People registered: the first one, the others, and never nobody who may say who has which role."""

from dataclasses import replace

import pytest

from dashboard.core.people import Person, Role
from dashboard.core.rooms import Membership
from dashboard.errors import (
    ChangeRefusedError,
    ConflictError,
    NotAllowedError,
    UnknownNameError,
)
from dashboard.store import history
from dashboard.usecases.upkeep.people import (
    PersonToSave,
    add_first_person,
    add_person,
    change_person,
    find_person,
    save_membership,
)
from tests.databases import on_both_databases
from tests.memory_store import recording
from tests.people_factories import AT, signature
from tests.stored import records_in

HERE = "essex"
ADMIN = signature(Role.ADMINISTRATOR)
OF_ESSEX = replace(ADMIN, actor=replace(ADMIN.actor, person_id="", room=HERE))
ANN = PersonToSave("ann", "Ann Lee", tuple(Role))
BOB = PersonToSave("bob", "Bob Ray", (Role.CHAIR,), "Police")


@pytest.fixture
def held(shipped_holdings, own_store):
    return recording(shipped_holdings, lambda _day: records_in(own_store))


@pytest.fixture
def first(own_store, held):
    """A function that registers the first person."""
    return lambda asked=ANN: add_first_person(own_store, held, asked, "not verified", AT)


@pytest.fixture
def save(own_store, held):
    """A function that adds a person, or changes one from a version."""

    def of(asked, version=0, signed=ADMIN):
        if version:
            return change_person(own_store, held, signed, asked, version)
        return add_person(own_store, held, signed, asked)

    return of


def people(store):
    return records_in(store).of(Person)


@on_both_databases
def test_the_first_person_is_recorded_under_their_own_name(first, own_store):
    first()

    with own_store.database.reading() as connection:
        (entry,) = history.entries(connection)
    assert (entry.who, entry.person, entry.identity) == ("Ann Lee", "ann", "not verified")
    assert people(own_store)["ann"].roles == tuple(Role)


def test_a_second_submit_of_the_first_form_registers_nobody_twice(first, own_store):
    first()
    first()

    assert list(people(own_store)) == ["ann"]


@on_both_databases
def test_nobody_registers_themself_once_there_is_an_administrator(first):
    first()

    with pytest.raises(ChangeRefusedError, match="There is an administrator already"):
        first(PersonToSave("eve", "Eve", tuple(Role)))


def test_the_first_person_must_be_an_administrator(first, own_store):
    with pytest.raises(ChangeRefusedError, match="Somebody must add the others"):
        first(replace(ANN, roles=(Role.CHAIR,)))

    assert people(own_store) == {}


@on_both_databases
def test_an_administrator_adds_a_person_with_roles_and_a_partner(save, own_store):
    save(BOB)

    assert people(own_store)["bob"] == Person("bob", "Bob Ray", (Role.CHAIR,), "Police")


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CHAIR, Role.OFFICER])
def test_nobody_else_adds_or_changes_a_person(save, own_store, role):
    save(ANN)

    for version in (0, 1):
        with pytest.raises(NotAllowedError, match="ask somebody who is administrator"):
            save(replace(ANN, name="Eve"), version, signature(role))

    assert people(own_store)["ann"].name == "Ann Lee"


@pytest.mark.parametrize(
    ("changed", "error", "sentence"),
    [
        ({"name": "  "}, ChangeRefusedError, "The name is missing"),
        ({"name": "x" * 101}, ChangeRefusedError, "shorten it to 100"),
        ({"name": "<b>Bob</b>"}, ChangeRefusedError, "holds < or >"),
        ({"name": " ann  LEE "}, ChangeRefusedError, "is registered already"),
        ({"roles": ()}, ChangeRefusedError, "has no role"),
        ({"body": "Polise"}, UnknownNameError, "did you mean Police"),
    ],
)
def test_a_person_that_cannot_be_is_one_sentence_and_nothing_is_stored(
    save, own_store, changed, error, sentence
):
    save(ANN)

    with pytest.raises(error, match=sentence) as refused:
        save(replace(BOB, **changed))

    assert "\n" not in str(refused.value)
    assert list(people(own_store)) == ["ann"]


def test_one_who_left_stays_and_their_name_may_be_taken(save, own_store):
    save(ANN)
    save(BOB)
    save(replace(BOB, active=False), 1)

    save(PersonToSave("bob-2", "Bob Ray", (Role.MEMBER,)))

    assert [one.active for one in people(own_store).values()] == [True, False, True]
    with pytest.raises(ChangeRefusedError, match="is registered already"):
        save(BOB, 2)


@pytest.mark.parametrize("changed", [{"active": False}, {"roles": (Role.CHAIR,)}])
def test_the_last_administrator_neither_leaves_nor_loses_the_role(save, own_store, changed):
    save(ANN)
    save(BOB)

    with pytest.raises(ChangeRefusedError, match="must always be an administrator"):
        save(replace(ANN, **changed), 1)

    save(replace(BOB, roles=(Role.ADMINISTRATOR,)), 1)
    save(replace(ANN, **changed), 1)


@on_both_databases
def test_a_change_from_an_older_version_is_a_conflict(save):
    save(ANN)
    save(replace(ANN, name="Ann B Lee"), 1)

    with pytest.raises(ConflictError, match="was changed by Ann Lee"):
        save(replace(ANN, body="Police"), 1)


@on_both_databases
def test_whoever_belongs_to_one_service_stays_there_when_they_are_changed(save, own_store):
    save(ANN)
    save(replace(BOB, service=HERE))

    save(replace(BOB, service=HERE, name="Robert Ray"), 1)

    bob = people(own_store)["bob"]
    assert (bob.name, bob.service) == ("Robert Ray", HERE)


@on_both_databases
def test_an_administrator_of_one_service_changes_its_people_only(save, own_store):
    save(ANN)
    save(replace(BOB, service=HERE))
    save(PersonToSave("cat", "Cat Orr", (Role.MEMBER,), service="kent"))

    save(PersonToSave("dan", "Dan Fox", (Role.MEMBER,), service=HERE), signed=OF_ESSEX)
    save(replace(BOB, service=HERE, roles=(Role.OFFICER,)), 1, OF_ESSEX)
    for asked, version, sentence in [
        (PersonToSave("eve", "Eve", tuple(Role)), 0, "every service shares"),
        (PersonToSave("eve", "Eve", tuple(Role), service="kent"), 0, "another board"),
        (ANN, 1, "every service shares"),
        (replace(ANN, service=HERE), 1, "every service shares"),
        (PersonToSave("cat", "Cat Orr", tuple(Role), service="kent"), 1, "another board"),
        (PersonToSave("cat", "Cat Orr", tuple(Role), service=HERE), 1, "another board"),
    ]:
        with pytest.raises(NotAllowedError, match=sentence):
            save(asked, version, OF_ESSEX)

    held = people(own_store)
    assert [(one.name, one.roles) for one in held.values() if one.service == HERE] == [
        ("Bob Ray", (Role.OFFICER,)),
        ("Dan Fox", (Role.MEMBER,)),
    ]
    assert held["ann"].roles == tuple(Role)


def test_a_service_that_is_not_there_has_no_people(save):
    with pytest.raises(UnknownNameError, match="Esex"):
        save(replace(BOB, service="Esex"))


def test_two_boards_may_each_have_somebody_of_a_name_and_those_who_meet_may_not(save, own_store):
    save(replace(BOB, service=HERE))
    save(replace(BOB, id="bob-2", service="kent"))

    for service in (HERE, ""):
        with pytest.raises(ChangeRefusedError, match="is registered already"):
            save(replace(BOB, id="bob-3", service=service))
    assert list(people(own_store)) == ["bob", "bob-2"]


@pytest.mark.parametrize("looks_so", ["Zoe\u0301 Ray", "\uff3aoé Ray", "ZOÉ RAY"])
def test_a_name_that_looks_like_another_only_spelt_with_other_signs_is_taken(save, looks_so):
    save(replace(BOB, name="Zoé Ray"))

    with pytest.raises(ChangeRefusedError, match="is registered already"):
        save(replace(BOB, id="bob-2", name=looks_so))


@on_both_databases
def test_nobody_is_given_roles_where_somebody_else_has_their_name(save, own_store, held):
    save(replace(BOB, service=HERE))
    save(replace(BOB, id="bob-2", service="kent"))

    with pytest.raises(ChangeRefusedError, match="is registered already"):
        save_membership(own_store, held, ADMIN, Membership(HERE, "bob-2", "", BOB.roles), 0)


def test_who_belongs_to_two_boards_gets_in_neither_the_name_of_another(save, own_store, held):
    save(replace(BOB, service="kent"))
    save(PersonToSave("cat", "Cat Orr", (Role.MEMBER,), service=HERE))
    save_membership(own_store, held, ADMIN, Membership("kent", "cat", "", (Role.MEMBER,)), 0)
    as_bob = PersonToSave("cat", "Bob Ray", (Role.MEMBER,), service=HERE)

    # The administrator of the one board does not see who is of the other.
    with pytest.raises(NotAllowedError, match="every service to change their name"):
        save(as_bob, 1, OF_ESSEX)
    with pytest.raises(ChangeRefusedError, match="is registered already"):
        save(as_bob, 1)
    save(replace(as_bob, name="Cat Orr", roles=(Role.CHAIR,)), 1, OF_ESSEX)


def test_the_administrator_of_one_service_is_not_the_last_of_every_one(save):
    save(ANN)
    save(replace(BOB, roles=(Role.ADMINISTRATOR,), service=HERE))

    with pytest.raises(ChangeRefusedError, match="must always be an administrator"):
        save(replace(ANN, active=False), 1)
    save(replace(BOB, service=HERE), 1)


@on_both_databases
def test_somebody_is_given_roles_in_a_further_service_which_can_end(save, own_store, held):
    save(ANN)
    given = Membership(HERE, "ann", "whatever", (Role.READER, Role.MEMBER), small_numbers=True)

    save_membership(own_store, held, OF_ESSEX, given, 0)
    stored = records_in(own_store).of(Membership)[given.id]
    assert stored == replace(given, name="Ann Lee", roles=(Role.MEMBER, Role.READER))

    save_membership(own_store, held, OF_ESSEX, replace(stored, active=False), 1, "moved away")
    assert not records_in(own_store).of(Membership)[given.id].active
    with pytest.raises(ConflictError):
        save_membership(own_store, held, OF_ESSEX, replace(stored, roles=(Role.CHAIR,)), 1)


@pytest.mark.parametrize(
    ("asked", "signed", "error", "sentence"),
    [
        ({}, signature(Role.CHAIR), NotAllowedError, "ask somebody who is administrator"),
        ({"service": "kent"}, None, NotAllowedError, "another board"),
        ({"service": "nowhere"}, ADMIN, UnknownNameError, "nowhere"),
        ({"person": "nobody"}, None, UnknownNameError, "nobody"),
        ({"roles": ()}, None, ChangeRefusedError, "has no role"),
    ],
)
def test_further_roles_that_cannot_be_are_one_sentence_and_nothing_is_stored(
    save, own_store, held, asked, signed, error, sentence
):
    save(ANN)
    given = replace(Membership(HERE, "ann", "Ann Lee", (Role.CHAIR,)), **asked)

    with pytest.raises(error, match=sentence):
        save_membership(own_store, held, signed or OF_ESSEX, given, 0)

    assert not records_in(own_store).of(Membership)


def test_a_person_nobody_knows_cannot_be_changed(save):
    with pytest.raises(UnknownNameError, match='no person "bob"'):
        save(BOB, 1)


def test_a_person_is_found_by_name_rather_the_one_who_is_here(save, held):
    save(ANN)
    save(BOB)
    save(replace(BOB, active=False), 1)
    save(PersonToSave("bob-2", "Bob Ray", (Role.MEMBER,)))

    assert find_person(held, "bob  ray").id == "bob-2"
    with pytest.raises(UnknownNameError, match="did you mean Bob Ray"):
        find_person(held, "Rob Ray")
