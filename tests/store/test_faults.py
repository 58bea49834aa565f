"""When something goes wrong: locked, full, killed in the middle, twenty at once; nothing lost."""

import os
import random
import resource
import time
from contextlib import contextmanager

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DatabaseError

from dashboard.core.register.actions import Action
from dashboard.store.engine import open_store
from dashboard.store.faults import FULL, UNWRITABLE
from dashboard.usecases.upkeep.history import verify
from tests import writers
from tests.history_factories import action, added, changed
from tests.refusals import operator_told
from tests.stored import records_in

# On each database; `make soak` asks for hundreds.
KILLS = int(os.environ.get("KILLS", "25"))
WRITERS, TIMES = 20, 3
# What a killed process on the way out may have stored without having told so.
UNTOLD = 1


@contextmanager
def somebody_writing(url):
    context = writers.prepared()
    (heard, told), (release, releasing) = context.Pipe(False), context.Pipe(False)
    process = writers.start(context, writers.hold_the_turn, url, told, release)
    assert heard.recv_bytes() == b"writing"
    try:
        yield
    finally:
        releasing.send_bytes(b"enough")
        process.join(30)


def test_a_database_that_stays_locked_is_one_sentence_and_nothing_is_stored(empty_database_url):
    store = open_store(empty_database_url, wait_seconds=0.3)
    began = time.monotonic()

    with somebody_writing(empty_database_url):
        with operator_told(r"somebody else is writing.*: try again|lock") as told:
            added(store, action())
        assert records_in(store).of(Action) == {}

    assert "nothing was stored: try again in a minute." in told.value.for_operator
    assert time.monotonic() - began < 25
    added(store, action())
    assert set(records_in(store).of(Action)) > {"a1"}
    store.close()


def test_a_writer_waits_for_its_turn_instead_of_failing(empty_database_url):
    store = open_store(empty_database_url, wait_seconds=30)

    with somebody_writing(empty_database_url):
        pass
    added(store, action())

    assert len(records_in(store).of(Action)) == 2
    store.close()


@contextmanager
def no_larger_than(store, bytes_more):
    """A disk that takes so much more of the file and of its log."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(path.stat().st_size for path in store.database.file.parent.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + bytes_more, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def each_time(store, statement):
    def say(connection):
        connection.exec_driver_sql(statement)

    event.listen(store.database.engine, "begin", say)
    yield
    event.remove(store.database.engine, "begin", say)


def no_more_pages(store):
    with store.database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    return each_time(store, f"PRAGMA max_page_count = {pages}")


@pytest.mark.parametrize("supply", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("stop", "reason", "kind"),
    [
        (no_more_pages, r"disk is full\): nothing was stored: free some space", FULL),
        (lambda store: no_larger_than(store, 8192), r"disk I/O error\): nothing was", UNWRITABLE),
        (
            lambda store: each_time(store, "PRAGMA query_only = ON"),
            r"readonly database\): nothing was stored: check that",
            UNWRITABLE,
        ),
    ],
)
def test_where_nothing_can_be_written_it_is_one_sentence_nothing_is_half_stored_and_all_is_read(
    empty_store, stop, reason, kind
):
    added(empty_store, action())

    with stop(empty_store):
        with operator_told(reason) as told:
            changed(empty_store, action(title="word " * 20_000))
        assert str(told.value) == kind.sentence
        assert records_in(empty_store).of(Action) == {"a1": action()}
        # The pages can be shown, so a balancer may go on sending visitors.
        assert empty_store.trouble() is None

    assert verify(empty_store)[0] == 1


@pytest.mark.parametrize("supply", ["postgresql"], indirect=True)
def test_a_server_that_ends_the_connection_is_one_sentence_and_nothing_is_stored(empty_store):
    def end_it():
        with empty_store.database.writing() as connection:
            own = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            with empty_store.database.engine.connect() as other:
                other.exec_driver_sql(f"SELECT pg_terminate_backend({own})")
            connection.exec_driver_sql("SELECT count(*) FROM records")

    with operator_told("cannot be used"):
        end_it()

    added(empty_store, action())
    assert verify(empty_store)[0] == 1


def heard_until_killed(context, url, mark, milliseconds):
    """What a writer told of before it was killed, some time after the first."""
    heard, told = context.Pipe(duplex=False)
    process = writers.start(context, writers.write_until_killed, url, mark, told)
    told.close()
    messages = [heard.recv_bytes()]
    time.sleep(milliseconds / 1000)
    process.kill()
    process.join()
    try:
        while True:
            messages.append(heard.recv_bytes())
    except EOFError:
        pass
    heard.close()
    return [message.decode().split(" ") for message in messages]


def test_killed_in_the_middle_every_acknowledged_change_is_there_and_none_is_half_there(
    empty_database_url,
):
    context, chance = writers.prepared(), random.Random(4)
    acknowledged: dict[str, str] = {}
    for kill in range(KILLS):
        told = heard_until_killed(context, empty_database_url, f"k{kill}", chance.uniform(0, 30))
        acknowledged |= dict(told)

    store = open_store(empty_database_url)
    held = records_in(store).of(Action)
    order = ("first", "second", "third")
    assert len(acknowledged) >= KILLS
    for record_id, title in acknowledged.items():
        assert order.index(held[record_id].title) >= order.index(title)
    for one in held.values():
        assert one.owner == ("" if one.title == "first" else f"owner of {one.title}")
    assert len(held) <= len(acknowledged) + UNTOLD * KILLS
    # The chain, every record against its entries, every file against its checksum.
    assert verify(store)[0] >= len(acknowledged)
    store.close()


def test_twenty_writers_at_once_lose_nothing(empty_database_url):
    store = open_store(empty_database_url)
    added(store, action(id=writers.SHARED, title="Marks:"))
    context, names = writers.prepared(), [f"w{number}" for number in range(WRITERS)]
    started = [
        writers.start(context, writers.write_beside_others, empty_database_url, name, TIMES)
        for name in names
    ]
    for process in started:
        process.join(120)

    own = {f"{name}-{number}" for name in names for number in range(TIMES)}
    held = records_in(store).of(Action)
    assert [process.exitcode for process in started] == [0] * WRITERS
    assert set(held) == own | {writers.SHARED}
    marks = held[writers.SHARED].title.split(" ")
    assert (marks[0], sorted(marks[1:])) == ("Marks:", sorted(own))
    assert verify(store)[0] == 1 + 2 * len(own)
    store.close()


def test_an_error_does_not_tell_the_log_what_somebody_wrote(empty_store):
    statement = text("INSERT INTO nowhere VALUES (:who)")

    with pytest.raises(DatabaseError) as told, empty_store.database.writing() as connection:
        connection.execute(statement, {"who": "Ann Lee"})

    assert "INSERT INTO nowhere" in str(told.value)
    assert "Ann Lee" not in str(told.value)
