"""Several that start at once, and a version that another one has left behind meanwhile."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import text

from dashboard.core.register.actions import Action
from dashboard.errors import UnusableDatabaseError
from dashboard.store.addresses import database_url
from dashboard.store.database import connected
from dashboard.store.engine import open_store
from dashboard.store.versions import newest_version
from tests import writers
from tests.history_factories import action, added, signature
from tests.refusals import operator_told
from tests.signing_factories import verified
from tests.store.older_databases import migrate_to
from tests.stored import records_in

TODAY = dt.date(2026, 11, 21)


def open_and_write(url, barrier, mark):
    barrier.wait()
    store = open_store(url)
    added(store, action(id=mark))
    store.close()


def test_several_processes_can_open_a_new_database_at_once(new_database_url):
    context = writers.prepared()
    barrier, names = context.Barrier(2), ["one", "two"]
    workers = [
        writers.start(context, open_and_write, new_database_url, barrier, name) for name in names
    ]
    for worker in workers:
        worker.join(60)

    assert [worker.exitcode for worker in workers] == [0, 0]
    assert written(new_database_url) == set(names)


def test_several_can_open_an_older_database_at_once_and_one_of_them_brings_it_up_to_date(
    new_database_url,
):
    migrate_to(new_database_url, "0005")
    barrier, names = Barrier(4), ["one", "two", "three", "four"]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: open_and_write(new_database_url, barrier, name), names))

    assert written(new_database_url) == set(names)


def written(url):
    store = open_store(url)
    found = set(records_in(store).of(Action))
    store.close()
    return found


def test_who_starts_waits_for_the_one_that_brings_the_tables_up_to_date_and_not_as_a_writer_does(
    new_database_url,
):
    migrate_to(new_database_url, "0005")
    database = connected(database_url(new_database_url), 10)
    with ThreadPoolExecutor() as pool:
        with database.writing():
            opening = pool.submit(open_store, new_database_url, wait_seconds=0.1)
            with pytest.raises(TimeoutError):
                opening.result(timeout=0.5)
        opening.result(timeout=30).close()
    database.close()


def change(store):
    with store.writing(signature()):
        pytest.fail("was let in")


def left_to(store, version):
    with store.database.writing() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{version}'"))


@pytest.mark.parametrize("version", ["0099", "0008", "0099-0098", "0008-0007"])
def test_a_server_whose_tables_another_version_took_over_shows_and_stores_nothing_and_says_so(
    empty_store, version
):
    added(empty_store, action())
    left_to(empty_store, version)

    wanted = f"of version {version} and this server is of {newest_version()}"
    for ask in (
        lambda: empty_store.now(TODAY),
        lambda: empty_store.arrival(verified(), TODAY),
        lambda: change(empty_store),
    ):
        with operator_told(wanted) as told:
            ask()
        assert isinstance(told.value, UnusableDatabaseError)
        assert str(told.value) == empty_store.trouble()
    assert "reload in a minute" in str(told.value)


def test_a_server_goes_on_and_starts_beside_a_newer_version_that_says_so(
    empty_store, empty_database_url
):
    left_to(empty_store, f"0099-{newest_version()}")

    with empty_store.writing(signature()) as work:
        work.add(action())
    assert empty_store.trouble() is None
    assert written(empty_database_url) == {"a1"}


def test_a_database_whose_tables_are_gone_is_trouble(empty_store):
    with empty_store.database.writing() as connection:
        connection.execute(text("DROP TABLE alembic_version"))

    assert empty_store.trouble() == "The database has not the tables that it should have."
