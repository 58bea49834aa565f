"""A damaged database: one sentence for all, from when it is first seen until a new start."""

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import text

from dashboard.core.register.actions import Action
from dashboard.errors import UnusableDatabaseError
from dashboard.store.engine import open_store
from dashboard.store.faults import DAMAGED
from tests.damage import damage
from tests.history_factories import action, added
from tests.refusals import operator_told
from tests.stored import editions_in, records_in

TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def url(sqlite):
    with sqlite.empty() as address:
        store = open_store(address)
        added(store, *(action(id=f"a{number}") for number in range(200)))
        store.close()
        yield address


def damaged(url, table):
    damage(Path(url.removeprefix("sqlite:///")), table)
    return open_store(url)


def refused():
    return operator_told(r"board.sqlite3 cannot be used \(.+\): keep what is there, restore")


@pytest.mark.parametrize(
    ("table", "asked"),
    [
        ("history", lambda store: store.now(TODAY)),
        ("records", records_in),
        ("history", lambda store: added(store, action(id="new"))),
        ("records", lambda store: added(store, action(id="new"))),
    ],
)
def test_once_damage_is_seen_nothing_is_shown_or_stored_and_everything_says_so(url, table, asked):
    store = damaged(url, table)
    assert editions_in(store) == {}

    with refused() as told:
        asked(store)
    for other in (editions_in, lambda one: one.now(TODAY), lambda one: added(one, action(id="b"))):
        with refused() as again:
            other(store)
        assert str(again.value) == str(told.value) == DAMAGED.sentence
    assert store.trouble() == DAMAGED.sentence
    store.close()


def test_damage_in_a_file_that_is_copied_from_is_none_of_the_one_that_is_copied_into(
    url, empty_store
):
    store = damaged(url, "records")
    with refused(), empty_store.database.writing():
        records_in(store)

    assert empty_store.trouble() is None
    store.close()


@pytest.mark.parametrize(
    "content", ['"kind": not JSON', '{"id": "a1", "from_the_future": 1}', '["a list"]']
)
def test_a_record_that_cannot_be_read_is_one_sentence_that_names_it_to_the_operator(
    empty_store, content
):
    added(empty_store, action(id="a1"))
    write_over(empty_store, "content", content)

    with operator_told(r'The stored action "a1" cannot be read') as told:
        records_in(empty_store)
    assert isinstance(told.value, UnusableDatabaseError)
    with operator_told(r'The stored action "a1" cannot be read'), empty_store.reading() as held:
        held.held(Action, "a1")


def test_a_kind_of_record_that_this_version_does_not_know_is_refused_and_not_left_out(empty_store):
    with empty_store.database.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO records (kind, id, service, version, content, created_in, changed_in)"
                " VALUES ('prophecy', 'p1', '', 1, '{}', 1, 1)"
            )
        )

    with operator_told(r'The stored prophecy "p1" cannot be read .*newer version'):
        records_in(empty_store)


def write_over(store, column, value):
    # The database refuses a record that is written over; whoever damages one does not ask it.
    with store.database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        else:
            for name in triggers(connection):
                connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(f"UPDATE records SET {column} = :value"), {"value": value})


def triggers(connection):
    return list(
        connection.execute(text("SELECT name FROM sqlite_master WHERE type='trigger'")).scalars()
    )
