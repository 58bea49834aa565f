"""People: what each role may do, as one table, and whom a change names."""

from dataclasses import replace

import pytest

from dashboard.core.people import (
    Deed,
    Right,
    Role,
    may_see_small_numbers,
    require_may,
    require_person,
)
from dashboard.errors import ChangeRefusedError, NotAllowedError
from tests.people_factories import actor, person

MAY = {
    Role.MEMBER: {Deed.ACKNOWLEDGE},
    Role.CHAIR: {Deed.ACKNOWLEDGE, Deed.DECIDE, Deed.CONFIRM, Deed.PREPARE, Deed.CHECK},
    Role.OFFICER: {Deed.EDIT, Deed.UPDATE, Deed.IMPORT, Deed.PREPARE, Deed.CHECK},
    Role.ADMINISTRATOR: {Deed.MANAGE_PEOPLE},
    Role.READER: set(),
}
EVERY = [(role, deed) for role in Role for deed in Deed]


@pytest.mark.parametrize(("role", "deed"), EVERY)
def test_each_role_may_do_what_the_table_says_and_nothing_else(role, deed):
    assert actor(role).may(deed) is (deed in MAY[role])


@pytest.mark.parametrize(("role", "deed"), [(r, d) for r, d in EVERY if d not in MAY[r]])
def test_a_refusal_names_who_the_deed_and_the_roles_that_allow_it(role, deed):
    allowed = [other.value.lower() for other in Role if deed in MAY[other]]

    with pytest.raises(NotAllowedError, match=f"^Ann Lee may not {deed.value}: ") as refused:
        require_may(actor(role), deed)

    assert all(name in str(refused.value) for name in allowed)


def test_somebody_with_two_roles_may_do_what_either_allows():
    both = actor(Role.CHAIR, Role.OFFICER)

    assert both.may(Deed.CONFIRM)
    assert both.may(Deed.IMPORT)
    assert not both.may(Deed.MANAGE_PEOPLE)


def test_an_owner_may_do_what_their_role_does_not_allow():
    ann = actor(Role.MEMBER, person_id="ann")
    Right((Deed.UPDATE,), ("bob", "ann")).require(ann)

    with pytest.raises(NotAllowedError, match="may not report progress: ask somebody who is perf"):
        Right((Deed.UPDATE,), ("bob",)).require(ann)


def test_whoever_is_barred_may_not_whatever_their_role():
    barred = Right((Deed.CHECK,), barred=("ann",))

    assert not barred.is_held_by(actor(Role.CHAIR, person_id="ann"))
    assert barred.is_held_by(actor(Role.CHAIR, person_id="bob"))


def test_a_right_by_one_of_two_deeds_is_of_whoever_may_do_either():
    either = Right((Deed.UPDATE, Deed.DECIDE))

    assert [role for role in Role if either.is_held_by(actor(role))] == [Role.CHAIR, Role.OFFICER]


def test_nobody_without_an_id_is_taken_for_the_owner_of_what_has_none():
    with pytest.raises(NotAllowedError):
        Right((Deed.UPDATE,), ("",)).require(actor(Role.MEMBER, person_id=""))


@pytest.mark.parametrize(
    ("person_id", "sentence"),
    [("bob", '"bob" is not known here'), ("cy", '"Cy Dent" left'), ("", '"" is not known here')],
)
def test_an_owner_must_be_registered_and_not_have_left(person_id, sentence):
    people = {"ann": person("Ann Lee"), "cy": person("Cy Dent", active=False)}

    assert require_person(people, "ann").name == "Ann Lee"
    with pytest.raises(ChangeRefusedError, match=sentence):
        require_person(people, person_id)


def test_small_numbers_are_for_whoever_has_a_role_registered_or_not():
    assert may_see_small_numbers(actor(Role.MEMBER, person_id=""))
    assert not may_see_small_numbers(replace(actor(), roles=()))
    assert not may_see_small_numbers(None)


@pytest.mark.parametrize("role", Role)
def test_a_chair_and_an_officer_prepare_a_meeting_and_nobody_else(role):
    if role in (Role.CHAIR, Role.OFFICER):
        require_may(actor(role), Deed.PREPARE, "issue a pack")
        return
    with pytest.raises(NotAllowedError, match=r"^Ann Lee may not issue a pack: ask somebody who"):
        require_may(actor(role), Deed.PREPARE, "issue a pack")
