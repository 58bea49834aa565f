"""Each board's room in the database: what one board recorded, another neither reads nor changes."""

import datetime as dt

import pytest

from dashboard.core.board.meetings import Meeting
from dashboard.core.disclosure.protection import DisclosureRules, Mode
from dashboard.core.history import Search
from dashboard.core.people import Person, Role, Signature
from dashboard.core.rooms import NOWHERE, Admission, Membership, actor_in
from dashboard.errors import NotAllowedError
from tests.board_factories import meeting
from tests.databases import on_both_databases
from tests.local_factories import add_teams, figure, load_own, plain_count
from tests.people_factories import IDENTITY, person
from tests.register_factories import store_all

DAY = dt.date(2026, 11, 21)
HERE, THERE = "hertfordshire", "essex"
ANN = person("Ann Lee", Role.OFFICER, service=HERE)
BOB = person("Bob Ray", Role.CHAIR, service=THERE)
CAT = person("Cat Orr", Role.READER)
GUEST = Membership(HERE, "bob", "Bob Ray", (Role.MEMBER,))


@pytest.fixture
def two_boards(empty_store):
    """A board here with a member from there, and a board there with a meeting and own figures."""
    store_all(empty_store, ANN, BOB, CAT)
    store_all(empty_store, meeting(id="theirs", service=THERE))
    add_teams(empty_store, "North", service=THERE)
    load_own(empty_store, {"local-entrants": [figure(3)]}, service=THERE)
    return empty_store


def here(store):
    return store.admitting(Admission(frozenset({HERE})))


def acting(store, who, service, memberships=()):
    actor = actor_in(service, who, memberships, IDENTITY)
    assert actor is not None
    return store.writing(Signature(actor, dt.datetime.now(tz=dt.UTC)))


@on_both_databases
def test_what_another_board_recorded_is_in_no_answer(two_boards):
    with here(two_boards).reading() as held:
        assert not held.records(THERE).of(Meeting)
        assert not held.records(None).of(Meeting)
        assert not held.records_as_at(DAY + dt.timedelta(days=999), THERE).of(Meeting)
        assert not held.of(Meeting).of(Meeting)
        assert held.held(Meeting, "theirs") is None
        assert not held.records_about(Meeting, "theirs").of(Meeting)
        assert held.last_entry("meeting", "theirs") is None
        assert {entry.change.service for entry in held.entries(Search())} == {HERE, ""}
        assert held.entries_counted(Search(service=THERE)) == 1
        assert "meeting" not in held.history_names(None)[0]
        assert not [each for each in held.editions().values() if each.service]
        with pytest.raises(NotAllowedError):
            held.own_seal(THERE, dt.datetime.now(tz=dt.UTC))


@on_both_databases
def test_the_names_of_another_board_are_read_by_nobody_else(two_boards):
    with here(two_boards).reading() as held:
        assert set(held.records(HERE).of(Person)) == {"ann", "cat"}
        assert set(held.of(Person).of(Person)) == {"ann", "cat"}
        assert held.held(Person, "bob") is None
    store_all(two_boards, GUEST)
    with here(two_boards).reading() as held:
        assert set(held.records(HERE).of(Person)) == {"ann", "bob", "cat"}
        assert held.held(Person, "bob") == (BOB, 1)


def test_what_is_kept_in_memory_is_shared_with_nobody_whom_it_is_not_open_to(two_boards):
    def asked(store):
        held = store.now(DAY).of_service(THERE)
        return (
            set(held.records(DAY).of(Meeting)),
            held.own_indicators(THERE, DAY),
            held.of_state("glance", THERE, lambda: len(held.records(DAY).of(Meeting))),
        )

    of_theirs = ({"theirs"}, frozenset({"local-entrants"}), 1)
    for store, found in [
        (two_boards, of_theirs),
        (here(two_boards), (set(), frozenset(), 0)),
        (two_boards.admitting(NOWHERE), (set(), frozenset(), 0)),
        (two_boards, of_theirs),
    ]:
        assert asked(store) == found


@pytest.mark.parametrize("mode", Mode)
def test_own_figures_are_refused_to_another_board_even_once_they_are_in_memory(two_boards, mode):
    def asked(store):
        rules = DisclosureRules()
        return store.now(DAY).protected_figures(plain_count(), THERE, DAY, mode, rules)

    assert asked(two_boards)
    with pytest.raises(NotAllowedError, match=r"^This belongs to a board"):
        asked(here(two_boards))


@on_both_databases
def test_nothing_of_another_board_is_changed_by_whoever_acts_here(two_boards):
    moved = meeting(id="theirs", service=HERE)

    for record in (meeting(id="new", service=THERE), person("Dan Fox", service="")):
        with pytest.raises(NotAllowedError), acting(two_boards, ANN, HERE) as work:
            work.add(record)
    with pytest.raises(NotAllowedError), acting(two_boards, ANN, HERE) as work:
        work.change(moved, 1)
    with two_boards.reading() as held:
        assert held.held(Meeting, "theirs") == (meeting(id="theirs", service=THERE), 1)


def test_a_membership_taken_away_ends_what_may_be_changed_there(two_boards):
    store_all(two_boards, GUEST)
    with acting(two_boards, BOB, HERE, [GUEST]) as work:
        work.change(Membership(HERE, "bob", "Bob Ray", (Role.MEMBER,), active=False), 1)

    with (
        pytest.raises(NotAllowedError, match="no longer board member"),
        acting(two_boards, BOB, HERE, [GUEST]) as work,
    ):
        work.add(meeting(id="new", service=HERE))
