"""Each board's room in the database: what one board recorded, another neither reads nor changes."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.board.meetings import Meeting
from dashboard.core.disclosure.protection import DisclosureRules, Mode
from dashboard.core.history import Search
from dashboard.core.people import Person, Role, Signature
from dashboard.core.published.targets import Target
from dashboard.core.rooms import NOWHERE, Admission, Membership, actor_in
from dashboard.errors import ChangeRefusedError, NotAllowedError
from tests.board_factories import meeting
from tests.databases import on_both_databases
from tests.lists_factories import target
from tests.local_factories import add_teams, figure, load_own, plain_count
from tests.people_factories import IDENTITY, person
from tests.register_factories import evidence, store_all

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


@on_both_databases
def test_a_state_that_was_read_with_every_room_open_is_shown_with_one_open_only(two_boards):
    """As a page has it: the state in which somebody was let in, in the rooms that are theirs."""
    held = replace(two_boards.now(DAY), admission=Admission(frozenset({HERE})))

    for service in (THERE, None):
        assert not held.of_service(service).records(DAY).of(Meeting)
        assert set(held.of_service(service).records(DAY).of(Person)) == {"ann", "cat"}
    assert not held.records(DAY - dt.timedelta(days=1)).of(Meeting)
    assert not held.of(Meeting).of(Meeting)
    assert set(held.of(Person).of(Person)) == {"ann", "cat"}
    assert not [each for each in held.editions().values() if each.service]
    assert here(two_boards).now(DAY).records(DAY).of(Meeting) == {}


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


@on_both_databases
def test_two_boards_never_give_the_same_number_or_the_same_id(two_boards):
    store_all(two_boards, target(id="1", service=THERE))

    with acting(here(two_boards), ANN, HERE) as work:
        assert work.next_number(Target) == "2"
    with (
        pytest.raises(ChangeRefusedError, match="was stored already"),
        acting(here(two_boards), ANN, HERE) as work,
    ):
        work.add(target(id="1", service=HERE))


@on_both_databases
def test_a_file_is_opened_by_its_record_and_never_by_its_checksum(two_boards):
    with acting(two_boards, BOB, THERE) as work:
        theirs = evidence(service=THERE, file_sha256=work.add_file(b"secret"))
        work.add(theirs)
    with two_boards.reading() as held:
        assert held.file_of(theirs, theirs.file_sha256) == b"secret"
    with here(two_boards).reading() as held:
        assert held.file_of(theirs, theirs.file_sha256) is None


def test_a_store_that_opens_one_room_writes_into_no_other_whoever_signs(two_boards):
    with pytest.raises(NotAllowedError), acting(here(two_boards), BOB, THERE) as work:
        work.add(meeting(id="new", service=THERE))


def test_a_reader_is_refused_small_numbers_though_they_are_in_memory(two_boards):
    def asked(admission, mode):
        held = two_boards.admitting(admission).now(DAY)
        return held.protected_figures(plain_count(), THERE, DAY, mode, DisclosureRules())

    reads = Admission(None, frozenset())
    assert asked(Admission(None), Mode.BOARD)
    assert asked(reads, Mode.PUBLIC)
    with pytest.raises(NotAllowedError, match="does not show you small numbers"):
        asked(reads, Mode.BOARD)


@on_both_databases
def test_what_withdrawing_a_file_of_another_board_would_do_is_not_told(two_boards):
    with two_boards.reading() as held:
        theirs = next(each for each in held.editions().values() if each.service == THERE)

    with here(two_boards).reading() as held, pytest.raises(NotAllowedError):
        held.withdrawal_effect(theirs)
