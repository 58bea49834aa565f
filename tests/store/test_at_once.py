"""Several at one database at once: nothing is lost, and a reading sees one state of it."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from dashboard.store.engine import open_store
from dashboard.store.tables import records as table
from tests.lists_factories import add_target, targets_held

WRITERS = 20


def add(store, value=80.0):
    with store.database.writing() as connection:
        add_target(connection, value=value)


def numbers(store):
    held = targets_held(store)
    return sorted(one.value for one in held.values()), list(held)


def test_twenty_that_write_through_one_store_lose_nothing_and_share_no_number(empty_store):
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(lambda value: add(empty_store, value), range(WRITERS)))

    assert numbers(empty_store) == (list(range(WRITERS)), list(range(1, WRITERS + 1)))


def test_twenty_that_open_the_database_themselves_lose_nothing(empty_database_url, empty_store):
    def open_and_add(value):
        store = open_store(empty_database_url)
        add(store, value)
        store.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(open_and_add, range(WRITERS)))

    assert numbers(empty_store) == (list(range(WRITERS)), list(range(1, WRITERS + 1)))


def test_what_one_reading_sees_does_not_change_while_somebody_writes(empty_store):
    held = select(func.count()).select_from(table)
    with empty_store.database.reading() as connection:
        before = connection.scalar(held)
        add(empty_store)
        assert connection.scalar(held) == before == 0

    with empty_store.database.reading() as connection:
        assert connection.scalar(held) == 1
