"""Rooms: who may enter which board's, and in which roles somebody acts there."""

import pytest

from dashboard.core.people import Role
from dashboard.core.rooms import (
    EVERYWHERE,
    NOWHERE,
    Admission,
    Membership,
    actor_in,
    admission_of,
    require_room,
    require_still,
    roles_in,
)
from dashboard.errors import NotAllowedError
from tests.people_factories import IDENTITY, person

HERE, THERE, ELSEWHERE = "hertfordshire", "essex", "kent"


def member(*roles, service=THERE, **changed):
    return Membership(service, "ann", "Ann Lee", roles or (Role.MEMBER,), **changed)


def acting(service, who, memberships):
    actor = actor_in(service, who, memberships, IDENTITY)
    assert actor is not None
    return actor


def test_somebody_enters_the_services_they_belong_to_and_no_other():
    admission = admission_of(person(service=HERE), [member()])

    assert admission == Admission(frozenset({HERE, THERE}))
    assert [admission.admits(each) for each in (HERE, THERE, "", ELSEWHERE, None)] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_whoever_belongs_to_every_service_enters_each_room_and_all_at_once():
    admission = admission_of(person(), [])

    assert admission == EVERYWHERE
    assert admission.admits(ELSEWHERE)
    assert admission.admits(None)


@pytest.mark.parametrize(
    "left", [person(service=HERE, active=False), person(service="", active=False)]
)
def test_who_left_enters_nowhere_and_has_no_role(left):
    assert admission_of(left, [member()]) == NOWHERE
    assert roles_in(left, [member()], THERE) == ()
    assert actor_in(THERE, left, [member()], IDENTITY) is None


def test_an_ended_membership_and_one_of_somebody_else_open_nothing():
    others = [member(active=False), Membership(ELSEWHERE, "bob", "Bob Ray", (Role.CHAIR,))]

    assert admission_of(person(service=HERE), others) == Admission(frozenset({HERE}))


def test_roles_hold_in_the_service_they_were_given_in():
    ann = person("Ann Lee", Role.CHAIR, service=HERE)

    assert roles_in(ann, [member(Role.OFFICER)], HERE) == (Role.CHAIR,)
    assert roles_in(ann, [member(Role.OFFICER)], THERE) == (Role.OFFICER,)
    assert roles_in(ann, [member(Role.OFFICER)], ELSEWHERE) == ()


def test_who_acts_acts_in_one_room_only():
    ann = person("Ann Lee", Role.CHAIR, service=HERE)
    actor = acting(THERE, ann, [member()])

    assert (actor.room, actor.roles) == (THERE, (Role.MEMBER,))
    require_room(actor, THERE)
    with pytest.raises(NotAllowedError, match="another board"):
        require_room(actor, HERE)
    with pytest.raises(NotAllowedError, match="every service shares"):
        require_room(actor, "")


def test_a_role_in_one_service_never_reaches_another_through_one_in_every_service():
    reader_of_all = person("Ann Lee", Role.READER)
    chair_there = [member(Role.CHAIR)]

    assert acting(HERE, reader_of_all, chair_there).room == ""
    assert acting(THERE, reader_of_all, chair_there).room == THERE


def test_a_reader_sees_small_numbers_only_where_that_board_says_so():
    reader = person("Ann Lee", Role.READER)
    allowed = [member(Role.READER, small_numbers=True)]

    assert acting(THERE, reader, allowed).trusted
    assert not acting(HERE, reader, allowed).trusted


def test_a_role_taken_away_in_the_room_where_one_acts_is_noticed():
    ann = person("Ann Lee", Role.CHAIR, service=HERE)
    actor = acting(THERE, ann, [member(Role.OFFICER)])

    require_still(actor, ann, [member(Role.OFFICER)])
    with pytest.raises(NotAllowedError, match="no longer performance officer"):
        require_still(actor, ann, [member(Role.OFFICER, active=False)])


@pytest.mark.parametrize(("whose", "open_to"), [(HERE, True), ("", True), (ELSEWHERE, False)])
def test_a_name_is_read_by_those_who_share_a_room_with_it(whose, open_to):
    assert Admission(frozenset({HERE})).admits_person(person(service=whose), []) is open_to
    assert not NOWHERE.admits_person(person(service=HERE), [])


@pytest.mark.parametrize("admission", [EVERYWHERE, Admission(frozenset({HERE}))])
def test_the_name_of_one_who_left_can_still_be_read_where_they_were(admission):
    assert admission.admits_person(person(service=HERE, active=False), [])
