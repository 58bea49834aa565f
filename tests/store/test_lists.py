"""Supplied lists and targets in the database: added whole, withdrawn by a mark, told by tokens."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from dashboard.store import lists, targets
from dashboard.store.engine import open_store
from tests.lists_factories import target
from tests.people_factories import AT, signature
from tests.store.older_databases import migrate_to
from tests.stored import lists_in, targets_in, tokens_in

LISTS = {"E10000015": ("E10000016", "E10000012"), "E10000012": ("E10000016",)}


@pytest.fixture
def store(empty_store):
    return empty_store


def about(title="Family", slug="family"):
    return {"slug": slug, "title": title, "publisher": "YJB", "note": "n"}


def add_list(store, content=LISTS, **changed):
    with store.database.writing() as connection:
        return lists.add_list(connection, signature(), about(**changed), content)


def add_target(store, **changed):
    with store.database.writing() as connection:
        return targets.add_target(connection, signature(), target(**changed))


def withdraw(store, subject, number):
    with store.database.writing() as connection:
        kind = subject.__name__.rpartition(".")[2][:-1]
        getattr(subject, f"withdraw_{kind}")(connection, signature(), number)


def in_use(store):
    return [one.id for one in lists_in(store).values() if one.in_use]


def test_a_list_comes_back_with_its_order_and_who_added_it_when(store):
    number = add_list(store)

    held = lists_in(store)[number]

    assert held.lists == LISTS
    assert (held.slug, held.title, held.publisher) == ("family", "Family", "YJB")
    assert (held.note, held.added_by, held.withdrawn_at) == ("n", "Ann Lee", None)
    assert held.added_at == AT


def test_a_list_of_the_same_title_withdraws_the_older_and_both_stay(store):
    first, other = add_list(store), add_list(store, slug="other")
    second = add_list(store, {"E10000015": ("E10000012",)})

    assert in_use(store) == [other, second]
    assert lists_in(store)[first].lists == LISTS


def test_a_restored_list_takes_the_place_of_the_one_that_replaced_it(store):
    first, second = add_list(store), add_list(store)
    with store.database.writing() as connection:
        lists.restore_list(connection, signature(), first, "family")

    assert in_use(store) == [first]
    assert lists_in(store)[second].withdrawn_at is not None


def test_two_lists_of_one_title_cannot_both_be_in_use(store):
    add_list(store)
    add_list(store)

    with pytest.raises(IntegrityError), store.database.writing() as connection:
        connection.execute(text("UPDATE comparator_lists SET withdrawn_at = NULL"))


def test_a_list_is_stored_whole_or_not_at_all(store):
    add_list(store)

    with pytest.raises(IntegrityError):
        add_list(store, {"E10000015": (None,)})

    assert in_use(store) == [1]
    with store.database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM comparator_neighbours")) == 3


def test_a_target_comes_back_as_it_was_and_a_later_one_leaves_it_alone(store):
    first, second = add_target(store, note="Plan"), add_target(store, value=90.5)

    held = targets_in(store)

    assert held[first].target == target(note="Plan")
    assert held[second].target.value == 90.5
    assert [one.in_use for one in held.values()] == [True, True]
    assert held[first].added_by == "Ann Lee"


def test_a_withdrawn_target_stays_and_can_be_restored(store):
    number = add_target(store)
    withdraw(store, targets, number)
    assert not targets_in(store)[number].in_use

    with store.database.writing() as connection:
        targets.restore_target(connection, signature(), number)

    assert targets_in(store)[number].in_use


def test_every_change_of_a_list_changes_the_token_of_lists_alone(store):
    tokens = [tokens_in(store)]
    first = add_list(store)
    tokens.append(tokens_in(store))
    withdraw(store, lists, first)
    tokens.append(tokens_in(store))
    with store.database.writing() as connection:
        lists.restore_list(connection, signature(), first, "family")
    tokens.append(tokens_in(store))

    assert len({token.lists for token in tokens}) == 4
    assert len({(token.editions, token.targets) for token in tokens}) == 1


def test_every_change_of_a_target_changes_the_token_of_targets_alone(store):
    tokens = [tokens_in(store)]
    number = add_target(store)
    tokens.append(tokens_in(store))
    withdraw(store, targets, number)
    tokens.append(tokens_in(store))

    assert len({token.targets for token in tokens}) == 3
    assert len({(token.editions, token.lists) for token in tokens}) == 1


def test_a_token_never_comes_back_when_withdrawals_and_restorations_cancel_out(store):
    numbers = [add_target(store, value=value) for value in (1, 2, 3, 4)]
    for number in (numbers[0], numbers[3]):
        withdraw(store, targets, number)
    before = tokens_in(store)
    with store.database.writing() as connection:
        for number in (numbers[0], numbers[3]):
            targets.restore_target(connection, signature(), number)
        for number in (numbers[1], numbers[2]):
            targets.withdraw_target(connection, signature(), number)

    assert tokens_in(store).targets != before.targets


def test_a_database_of_the_first_version_holds_no_list_and_no_target(new_database_url):
    migrate_to(new_database_url, "0001")

    store = open_store(new_database_url)

    assert (lists_in(store), targets_in(store)) == ({}, {})
    store.close()
