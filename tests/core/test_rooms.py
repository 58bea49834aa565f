"""Rooms: who may enter which board's, and in which roles somebody acts there."""

import pytest

from dashboard.core.people import Deed, Role
from dashboard.core.rooms import (
    EVERYWHERE,
    NOWHERE,
    Admission,
    Membership,
    actor_in,
    admission_of,
    members_of,
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


def test_a_further_role_here_takes_nothing_from_those_in_every_service():
    officer_of_all = person("Ann Lee", Role.OFFICER)
    actor = acting(THERE, officer_of_all, [member(Role.CHAIR)])
    for_all = actor.to_do(Deed.IMPORT)

    assert (for_all.room, for_all.roles) == ("", (Role.OFFICER,))
    require_room(for_all, "")
    require_still(for_all, officer_of_all, [member(Role.CHAIR)])
    # What only the further role allows is done here and nowhere else.
    assert actor.to_do(Deed.DECIDE) == actor
    with pytest.raises(NotAllowedError, match="every service shares"):
        require_room(actor.to_do(Deed.DECIDE), "")


def test_a_role_in_one_service_allows_nothing_for_all():
    actor = acting(THERE, person("Ann Lee", Role.READER), [member(Role.OFFICER)])

    assert actor.to_do(Deed.IMPORT) == actor
    assert actor.room == THERE


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


def test_the_name_of_one_who_left_stays_with_those_who_shared_a_room():
    here = Admission(frozenset({HERE}))

    assert here.admits_person(person(service=HERE, active=False), [])
    assert here.admits_person(person(service=ELSEWHERE), [member(service=HERE, active=False)])


def test_who_belongs_to_a_service_is_there_in_the_roles_that_hold_there():
    people = [
        person("Ann Lee", Role.CHAIR, service=HERE),
        person("Bob Ray", Role.MEMBER, service=THERE),
        person("Cat Orr", Role.READER),
        person("Dan Fox", Role.CHAIR, service=THERE, active=False),
    ]

    found = members_of(people, [member(Role.OFFICER)], THERE)

    assert [(one.name, one.roles, one.service) for one in found] == [
        ("Ann Lee", (Role.OFFICER,), THERE),
        ("Bob Ray", (Role.MEMBER,), THERE),
        ("Cat Orr", (Role.READER,), ""),
    ]


@pytest.mark.parametrize(
    ("who", "memberships", "seen"),
    [
        (person("Ann Lee", Role.MEMBER, service=HERE), [], {HERE}),
        (person("Ann Lee", Role.MEMBER), [], {HERE, THERE}),
        (person("Ann Lee", Role.READER, service=HERE), [], set()),
        (person("Ann Lee", Role.READER), [], set()),
        (person("Ann Lee", Role.READER), [member(Role.READER, small_numbers=True)], {THERE}),
        (person("Ann Lee", Role.READER), [member(Role.CHAIR)], {THERE}),
        (person("Ann Lee", Role.CHAIR, service=HERE), [member(Role.READER)], {HERE}),
        (person("Ann Lee", Role.CHAIR, active=False), [], set()),
    ],
)
def test_small_numbers_are_shown_where_somebody_does_more_than_read_or_the_board_says_so(
    who, memberships, seen
):
    admission = admission_of(who, memberships)

    assert {each for each in (HERE, THERE) if admission.shows_small_numbers(each)} == seen


@pytest.mark.parametrize("admission", [EVERYWHERE, Admission(frozenset({HERE}))])
def test_the_name_of_one_who_left_can_still_be_read_where_they_were(admission):
    assert admission.admits_person(person(service=HERE, active=False), [])
