"""Several at one database at once: nothing is lost, and a reading sees one state of it."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from dashboard.store.engine import open_store
from dashboard.store.tables import targets as table
from dashboard.store.targets import add_target
from tests.lists_factories import target
from tests.people_factories import signature

WRITERS = 20


def add(store, value=80.0):
    with store.database.writing() as connection:
        return add_target(connection, signature(), target(value=value))


def numbers(store):
    with store.database.reading() as connection:
        found = connection.execute(select(table.c.value, table.c.last_change)).all()
    return sorted(value for value, _ in found), sorted(change for _, change in found)


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
