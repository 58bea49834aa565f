"""What only a server can do: be away, forbid, keep another clock; each is borne or one sentence."""

import datetime as dt
import re
import socket
import time
import traceback
from contextlib import ExitStack
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from dashboard.core.published.indicators import OBSERVATION_COLUMNS
from dashboard.store.database import MOST
from dashboard.store.engine import open_store
from dashboard.store.faults import AWAY, UNSURE, UNWRITABLE
from dashboard.store.writing import Writing
from tests.figures_factories import provenance
from tests.history_factories import action, signature
from tests.lists_factories import add_target, targets_held
from tests.postgresql_server import stopped
from tests.refusals import operator_told
from tests.stored import add_edition, editions_in, tokens_in

OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@pytest.fixture
def url(postgresql):
    with postgresql.empty() as address:
        yield address


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def by_hand(url):
    """Run statements as somebody else who works at the database."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")

    def run(statement):
        with engine.connect() as connection:
            found = connection.exec_driver_sql(statement)
            return found.scalar() if found.returns_rows else None

    yield run
    engine.dispose()


@pytest.fixture
def visitor_url(url, by_hand):
    """The address of somebody who may look at the database and change nothing."""
    by_hand("CREATE ROLE visitor LOGIN")
    by_hand("GRANT SELECT ON ALL TABLES IN SCHEMA public TO visitor")
    yield make_url(url).set(username="visitor").render_as_string()
    by_hand("DROP OWNED BY visitor")
    by_hand("DROP ROLE visitor")


def add(store):
    with store.database.writing() as connection:
        return add_target(connection).id


def refused(address):
    with operator_told(r"cannot be (opened|used) \(.+\): .*check that") as error:
        open_store(address)
    assert "\n" not in error.value.for_operator
    return error.value.for_operator


def with_options(url, **options):
    return make_url(url).update_query_dict(options).render_as_string(hide_password=False)


def test_options_in_the_address_reach_the_server(url):
    store = open_store(with_options(url, application_name="board"))

    with store.database.reading() as connection:
        assert connection.scalar(text("SHOW application_name")) == "board"
    store.close()


def test_a_database_that_is_not_there_is_named(url):
    assert 'database "nowhere" does not exist' in refused(
        make_url(url).set(database="nowhere").render_as_string()
    )


def test_a_role_that_is_not_there_is_named(url):
    assert 'role "nobody" does not exist' in refused(
        make_url(url).set(username="nobody").render_as_string()
    )


def test_a_socket_at_which_nobody_listens_is_named(url):
    assert "No such file" in refused(with_options(url, host="/nowhere"))


def test_a_machine_that_takes_the_call_and_says_nothing_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]

        assert "timeout" in refused(f"postgresql://a@127.0.0.1:{port}/b?connect_timeout=2")


def test_connections_that_the_server_dropped_are_made_again(store, by_hand):
    assert targets_held(store) == {}
    by_hand(f"SELECT count(pg_terminate_backend(pid)) {OTHERS}")

    assert add(store) == "1"
    assert len(targets_held(store)) == 1


def test_a_connection_dropped_in_the_middle_of_a_change_stores_nothing_of_it(store, by_hand):
    def interrupted():
        with store.database.writing() as connection:
            add_target(connection)
            by_hand(f"SELECT count(pg_terminate_backend(pid)) {OTHERS}")
            add_target(connection)

    with operator_told("cannot be used"):
        interrupted()

    assert targets_held(store) == {}
    assert add(store)


def test_while_the_server_is_stopped_all_say_so_and_once_it_is_back_all_goes_on(url, store):
    add(store)
    with stopped(Path(str(make_url(url).query["host"]))):
        began = time.monotonic()
        for ask in (targets_held, add, lambda one: one.now(dt.date(2026, 11, 21))):
            with operator_told(r"cannot be used \(.*(terminat|refused|No such file)") as told:
                ask(store)
            assert str(told.value) == store.trouble() == AWAY.sentence
        assert time.monotonic() - began < 1

    assert store.trouble() is None
    assert len(targets_held(store)) == 1
    add(store)
    assert len(targets_held(store)) == 2


def test_a_connection_lost_at_the_very_end_of_a_change_does_not_say_that_nothing_was_stored(
    store, by_hand
):
    with (
        operator_told("it may have stored the last change or not") as told,
        store.database.writing() as connection,
    ):
        Writing(connection, signature()).add(action())
        by_hand(f"SELECT count(pg_terminate_backend(pid)) {OTHERS}")
    assert str(told.value) == UNSURE.sentence

    # Whoever submits it again, having looked or not, does not store it twice.
    for stored in (True, False):
        with store.writing(signature()) as work:
            assert work.add(action()) is stored


def test_more_at_once_than_there_are_connections_wait_and_then_are_told_to_try_again(url):
    store = open_store(url, wait_seconds=0.1)
    with ExitStack() as all_at_once:
        for _ in range(MOST):
            all_at_once.enter_context(store.reading())
        with operator_told("every connection is in use"):
            tokens_in(store)

    assert store.trouble() is None
    store.close()


def test_a_server_that_is_gone_is_one_sentence(postgresql):
    with postgresql.empty() as url:
        store = open_store(url)

    with operator_told(r"cannot be used \(.*does not exist"):
        tokens_in(store)
    store.close()


def test_a_writer_does_not_wait_for_ever_for_one_that_hangs(url, store):
    patient = open_store(with_options(url, options="-c lock_timeout=200"))

    with (
        store.database.writing(),
        operator_told(r"cannot be used \(.*lock timeout"),
        patient.database.writing(),
    ):
        pytest.fail("two wrote at once")
    patient.close()


def test_a_machine_is_given_five_seconds_to_answer_where_the_address_says_nothing(store):
    with store.database.reading() as connection:
        driver = connection.connection.dbapi_connection
        told = driver.info.get_parameters()
        assert (told["connect_timeout"], told["tcp_user_timeout"]) == ("5", "5000")


def test_a_writer_waits_half_a_minute_where_the_server_sets_no_limit(store):
    with store.database.writing() as connection:
        assert connection.scalar(text("SHOW lock_timeout")) == "30s"

    with store.database.reading() as connection:
        assert connection.scalar(text("SHOW lock_timeout")) == "0"


def test_writers_see_the_last_change_whatever_isolation_the_server_prefers(url, store):
    strict = open_store(
        with_options(url, options=r"-c default_transaction_isolation=repeatable\ read")
    )

    with strict.database.writing() as connection:
        assert connection.scalar(text("SHOW transaction_isolation")) == "read committed"
    strict.close()


def test_who_may_only_read_reads_and_is_told_in_one_sentence_that_nothing_can_be_written(
    visitor_url,
):
    store = open_store(visitor_url)

    assert targets_held(store) == {}
    with operator_told(r"cannot be used \(permission denied for table history"):
        add(store)
    store.close()


def test_a_server_that_only_reads_for_now_is_one_sentence_and_is_read(url):
    store = open_store(with_options(url, options="-c default_transaction_read_only=on"))

    with operator_told("read-only transaction") as told:
        add(store)
    assert str(told.value) == UNWRITABLE.sentence
    assert (targets_held(store), store.trouble()) == ({}, None)
    store.close()


def test_who_may_not_make_tables_is_told_so_in_one_sentence(postgresql, visitor_url):
    with postgresql.new() as new:
        name = make_url(new).database

        assert "permission denied for schema public" in refused(
            make_url(visitor_url).set(database=name).render_as_string()
        )


def test_moments_come_back_in_utc_whatever_clock_the_server_keeps(store):
    with store.database.reading() as connection:
        assert connection.scalar(text("SHOW timezone")) == "Asia/Kolkata"
    nothing = pd.DataFrame(columns=["indicator", *OBSERVATION_COLUMNS])
    number = add_edition(store, "own.csv", provenance(), nothing)

    assert editions_in(store)[number].loaded_at.utcoffset() == dt.timedelta(0)


def test_a_store_that_nobody_closes_leaves_no_connection_on_the_server(url, by_hand):
    tokens_in(open_store(url))

    assert by_hand(f"SELECT count(*) {OTHERS}") == 0


def test_no_password_is_shown_whichever_way_it_was_given(url):
    shown = refused(
        make_url(url).set(password="secret", database="nowhere").render_as_string(False)
    )

    assert re.search(r"database postgresql\+psycopg://postgres:\*\*\*@/nowhere cannot", shown)


def test_an_error_of_the_database_names_no_stored_value(store, by_hand):
    by_hand("CREATE TABLE secrets (name TEXT PRIMARY KEY)")
    stored = {"one": "Ann" + " Lee"}

    with store.database.writing() as connection, pytest.raises(IntegrityError) as error:
        connection.execute(text("INSERT INTO secrets VALUES (:one), (:one)"), stored)

    told = "".join(traceback.format_exception(error.value))
    assert 'duplicate key value violates unique constraint "secrets_pkey"' in told
    assert stored["one"] not in told
