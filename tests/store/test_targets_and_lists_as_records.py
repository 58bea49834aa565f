"""Migration 0006 makes records of targets and lists, and loses nothing of them or their history."""

import datetime as dt
from contextlib import closing

import pytest
from sqlalchemy import create_engine, inspect, text

from dashboard.core.published.lists import SuppliedList
from dashboard.core.published.targets import Target
from dashboard.errors import BrokenHistoryError, SetupError
from dashboard.store import history
from dashboard.store.addresses import database_url
from dashboard.store.engine import open_store
from dashboard.store.tables import records
from dashboard.usecases.upkeep.history import verify
from tests.lists_factories import lists_held, targets_held
from tests.store.older_databases import migrate_to, write_as_0_1_0
from tests.stored import records_by, records_in

# How many entries that version had written.
ENTRIES = 156
FORGED = "INSERT INTO records VALUES ('target', '99', '', 1, '{}', 1, 1)"


@pytest.fixture
def url(new_database_url):
    """A database that version 0.1.0 wrote."""
    write_as_0_1_0(new_database_url)
    return new_database_url


@pytest.fixture
def store(url):
    with closing(open_store(url)) as opened:
        yield opened


def by_hand(url, *statements):
    """Do something in a database that nobody has opened since."""
    engine = create_engine(database_url(url))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def tables_of(url):
    engine = create_engine(database_url(url))
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def numbers(store, kind):
    """The entry that added each record, that which last changed it, and its version."""
    with store.database.reading() as connection:
        found = connection.execute(records.select().where(records.c.kind == kind)).all()
    return {row.id: (row.created_in, row.changed_in, row.version) for row in found}


def test_the_tables_of_their_own_are_gone(store, url):
    gone = {"comparator_lists", "comparator_neighbours", "targets"}

    assert not gone & tables_of(url)


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        ("target", "4", (9, 9, 1)),
        ("target", "5", (30, 31, 2)),  # withdrawn
        ("target", "8", (53, 95, 3)),  # withdrawn and restored
        ("list", "3", (7, 13, 2)),  # another took its place
        ("list", "6", (41, 115, 3)),  # withdrawn and restored
        ("list", "1", (ENTRIES + 1, ENTRIES + 1, 1)),  # older than the history
        ("target", "2", (ENTRIES + 4, ENTRIES + 4, 1)),  # older, and withdrawn since
    ],
)
def test_a_record_names_the_entries_that_added_and_last_changed_it(store, kind, number, expected):
    assert numbers(store, kind)[number] == expected


def test_what_is_older_than_the_history_is_added_to_its_end_by_the_dashboard(store):
    with store.database.reading() as connection:
        added = [e for e in history.entries(connection) if e.number > ENTRIES]

    assert [(e.change.kind, e.change.item) for e in added] == [
        ("list", "1"),
        ("list", "2"),
        ("target", "1"),
        ("target", "2"),
        ("target", "3"),
    ]
    assert {(e.who, e.identity) for e in added} == {("the dashboard", "automatic")}
    assert added[2].change.why == "Added by Ann Lee on 12 January 2026, before there was a history."
    assert added[2].change.label == "target 1, first-time-entrants"
    assert added[2].moment > dt.datetime.now(tz=dt.UTC) - dt.timedelta(minutes=5)


def test_each_stood_on_an_earlier_day_as_the_history_had_it_then(store):
    april, may = (records_by(store, dt.date(2026, month, 21)) for month in (4, 5))

    assert [held.of(Target)["8"].in_use for held in (april, may)] == [False, True]
    assert [held.of(SuppliedList)["5"].in_use for held in (april, may)] == [True, True]
    assert ["7" in held.of(SuppliedList) for held in (april, may)] == [False, True]
    assert april.of(Target)["8"].withdrawn_at == dt.datetime(
        2026, 4, 20, 9, 49, 0, 49, tzinfo=dt.UTC
    )
    # What the history did not know yet is not there.
    assert "2" not in april.of(Target)


def test_today_each_stands_in_the_history_as_it_is_stored(store):
    today = records_by(store, dt.datetime.now(tz=dt.UTC).date())

    assert today.of(Target) == records_in(store).of(Target)
    assert today.of(SuppliedList) == records_in(store).of(SuppliedList)


def test_a_database_that_is_opened_again_is_as_it_was(store, url):
    before = verify(store)

    with closing(open_store(url)) as again:
        assert verify(again) == before
        assert len(targets_held(again)) == 18


@pytest.mark.parametrize(
    ("kind", "number", "named"),
    [
        ("target", "4", 'The target "4" is not what the history says it is since entry 9'),
        ("target", "5", 'The target "5" is not what the history says it is since entry 31'),
        ("target", "1", f'The target "1" is not what the history says it is since entry {159}'),
        ("list", "3", 'The list "Our family" is not what the history says it is since entry 13'),
    ],
)
def test_a_hand_in_a_record_that_was_carried_over_is_named(store, kind, number, named):
    of_table = "ON records" if store.database.engine.dialect.name == "postgresql" else ""
    with store.database.writing() as connection:
        connection.execute(text(f"DROP TRIGGER records_update_guard {of_table}"))
        changed = 'replace(content, \'"recorded_by":"\', \'"recorded_by":"Not \')'
        same = f"kind = '{kind}' AND id = '{number}'"
        connection.execute(text(f"UPDATE records SET content = {changed} WHERE {same}"))

    with pytest.raises(BrokenHistoryError) as found:
        verify(store)

    assert str(found.value).startswith(named)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE targets SET value = 200 WHERE id = 4", 'The target "4" is not what the history'),
        ("DELETE FROM targets WHERE id = 5", 'The target "5" is no longer stored'),
        (
            "UPDATE comparator_neighbours SET neighbour_code = 'E9' WHERE list_id = 6",
            'The list "London ring" is not what the history',
        ),
    ],
)
def test_a_hand_in_the_old_tables_is_carried_over_and_named(url, statement, named):
    by_hand(url, statement)

    with closing(open_store(url)) as store, pytest.raises(BrokenHistoryError) as found:
        verify(store)

    assert str(found.value).startswith(named)


def test_what_cannot_be_carried_over_whole_leaves_the_database_as_it_was(url):
    by_hand(url, FORGED)

    with pytest.raises(SetupError, match="could not be carried over, so it was left as it was"):
        open_store(url)

    assert {"comparator_lists", "comparator_neighbours", "targets"} <= tables_of(url)


def test_a_database_of_the_first_version_holds_no_list_and_no_target(new_database_url):
    migrate_to(new_database_url, "0001")

    with closing(open_store(new_database_url)) as store:
        assert (lists_held(store), targets_held(store)) == ({}, {})
        assert verify(store)[0] == 0
