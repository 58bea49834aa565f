"""The store: opened by several at once, editions added whole, figures read as they were put in."""

import datetime as dt
import math
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from dashboard.core.editions import EditionOrigin, EditionStatus
from dashboard.core.periods import parse_period
from dashboard.core.published.indicators import State
from dashboard.importers.shipped_table import read_template
from dashboard.store.addresses import database_url
from dashboard.store.engine import open_store
from dashboard.store.tables import metadata
from dashboard.store.versions import is_current, newest_version
from tests.damage import damage
from tests.figures_factories import AREAS, INDICATORS, provenance, template
from tests.refusals import operator_told
from tests.store.older_databases import migrate_to
from tests.stored import add_edition, editions_in, figures_in, tokens_in

FTE = INDICATORS["first-time-entrants"]
ROW = "first-time-entrants,E10000015,2017,{},{},{},{},{}"


@pytest.fixture
def store(empty_store):
    return empty_store


@pytest.fixture
def url(empty_database_url):
    return empty_database_url


@pytest.fixture
def sqlite_url(tmp_path):
    return f"sqlite:///{tmp_path / 'new' / 'board.sqlite3'}"


def observations(tmp_path, *rows):
    return read_template(template(tmp_path, *rows), INDICATORS, AREAS).observations


def test_what_is_stored_comes_back_as_it_was(store, tmp_path):
    rows = observations(
        tmp_path,
        ROW.format(287.5, 319, 111018, "published", "As printed."),
        "first-time-entrants,E10000012,2017,,,,suppressed,Fewer than five",
    )
    number = add_edition(store, "table.csv", provenance(), rows)

    figures = figures_in(store, FTE)
    known = figures.at("E10000015", parse_period("2017", FTE.period_kind))
    withheld = figures.at("E10000012", parse_period("2017", FTE.period_kind))

    assert (known.value, known.count, known.population) == (287.5, 319, 111018)
    assert (known.state, known.note, known.edition_id) == (State.PUBLISHED, "As printed.", number)
    assert (withheld.value, withheld.count, withheld.state) == (None, None, State.SUPPRESSED)
    assert figures.values.index.tolist() == ["E10000015"]


def test_an_indicator_without_figures_has_an_empty_table(store):
    figures = figures_in(store, FTE)

    assert figures.table.empty
    assert figures.periods == ()


def test_provenance_of_several_lines_comes_back_as_it_was(store, tmp_path):
    given = provenance(changes=("One\nof two lines", ""), known_defects=("Ynys Môn",))
    number = add_edition(
        store, "t.csv", given, observations(tmp_path, ROW.format(1, "", "", "", ""))
    )

    assert editions_in(store)[number].provenance == given


def test_an_edition_keeps_its_provenance_and_the_time_it_was_loaded(store, tmp_path):
    before = dt.datetime.now(tz=dt.UTC)
    number = add_edition(
        store, "t.csv", provenance(), observations(tmp_path, ROW.format(1, "", "", "", ""))
    )

    edition = editions_in(store)[number]

    assert edition.provenance == provenance()
    assert before <= edition.loaded_at <= dt.datetime.now(tz=dt.UTC)
    assert (edition.status, edition.origin) == (EditionStatus.CURRENT, EditionOrigin.SHIPPED)
    assert edition.observations == 1


def test_a_new_edition_of_a_table_supersedes_the_earlier_one_and_both_stay(store, tmp_path):
    first = add_edition(
        store, "t.csv", provenance(), observations(tmp_path, ROW.format(287, "", "", "", ""))
    )
    token = tokens_in(store).editions
    second = add_edition(
        store, "t.csv", provenance(), observations(tmp_path, ROW.format(290, "", "", "", ""))
    )

    assert [e.status for e in editions_in(store).values()] == ["superseded", "current"]
    assert first != second
    assert figures_in(store, FTE).table["value"].tolist() == [290.0]
    assert tokens_in(store).editions != token


def test_where_two_tables_speak_of_one_figure_the_later_counts_once(store, tmp_path):
    add_edition(
        store, "a.csv", provenance(), observations(tmp_path, ROW.format(287, "", "", "", ""))
    )
    add_edition(
        store, "b.csv", provenance(), observations(tmp_path, ROW.format(290, "", "", "", ""))
    )

    assert figures_in(store, FTE).table["value"].tolist() == [290.0]


def test_an_edition_is_stored_whole_or_not_at_all(store, tmp_path):
    rows = observations(tmp_path, ROW.format(287, "", "", "", ""))
    token = tokens_in(store).editions

    with pytest.raises(IntegrityError):
        add_edition(store, "t.csv", provenance(), rows.iloc[[0, 0]])

    assert editions_in(store) == {}
    assert tokens_in(store).editions == token


def test_an_observation_needs_its_edition(store):
    with pytest.raises(IntegrityError), store.database.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO observation (edition_id, indicator, area_code, period, state, note)"
                " VALUES (7, 'x', 'y', '2017', 'published', '')"
            )
        )


def test_the_migrations_make_the_tables_that_the_code_describes(store):
    with store.database.reading() as connection:
        found = inspect(connection)
        for table in metadata.tables.values():
            columns = {column["name"] for column in found.get_columns(table.name)}
            assert columns == {column.name for column in table.columns}


def test_readers_go_on_while_somebody_writes(store):
    with store.database.writing() as writer:
        writer.execute(text("CREATE TABLE scratch (a INTEGER)"))
        assert editions_in(store) == {}


def test_a_second_opening_finds_what_the_first_stored(store, url, tmp_path):
    add_edition(
        store, "t.csv", provenance(), observations(tmp_path, ROW.format(287, "", "", "", ""))
    )
    again = open_store(url)

    try:
        assert figures_in(again, FTE).table["value"].tolist() == [287.0]
    finally:
        again.close()


@pytest.mark.parametrize(
    ("address", "advice"),
    [
        ("postgres://somebody@host/board", 'write "postgresql://" instead'),
        ("mysql://somebody@host/board", 'it begins with "mysql"'),
        ("nonsense", "write sqlite:///path"),
        ("oracledb2://x", "write sqlite:///path"),
        ("postgresql://host:port/board", "postgresql://user:password@host/database"),
        ("postgresql+asyncpg://host/board", 'it begins with "postgresql+asyncpg"'),
        ("sqlite+aiosqlite:///board", 'it begins with "sqlite+aiosqlite"'),
        ("sqlite+pysqlcipher:///board", 'it begins with "sqlite+pysqlcipher"'),
        ("sqlite://host/board", "write sqlite:///path"),
        ("sqlite:///a%00b", "write sqlite:///path"),
        ("sqlite:///:memory:?uri=perhaps", "write sqlite:///path"),
        ("sqlite:///:memory:?foo=bar", "leave out the ?"),
        ("postgresql://a:secret@127.0.0.1:1/board?foo=bar", 'invalid connection option "foo"'),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_in_one_sentence(address, advice):
    with operator_told("DATABASE_URL") as refused:
        open_store(address)

    assert advice in refused.value.for_operator
    assert "\n" not in refused.value.for_operator
    assert "secret" not in refused.value.for_operator


def test_postgresql_means_psycopg_3():
    assert database_url("postgresql://a@host/b").drivername == "postgresql+psycopg"


def test_without_an_address_the_database_is_a_file_in_var():
    assert str(database_url(None).database).endswith("var/dashboard.sqlite3")


def test_the_environment_says_which_database(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://x")

    with operator_told("postgresql://"):
        open_store()


def test_a_file_that_is_no_database_is_refused_in_one_sentence(tmp_path):
    file = tmp_path / "board.sqlite3"
    file.write_text("a letter, not a database" * 100, encoding="utf-8")

    with operator_told("cannot be opened"):
        open_store(f"sqlite:///{file}")


def test_the_newest_version_is_the_one_that_the_migrations_end_in(store):
    with store.database.reading() as connection:
        (held,) = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
        assert is_current(connection)

    assert held == newest_version()


@pytest.mark.parametrize("version", ["0001", "0002"])
def test_a_database_of_an_older_version_is_brought_up_to_date(new_database_url, version):
    migrate_to(new_database_url, version)

    opened = open_store(new_database_url)

    assert set(inspect(opened.database.engine).get_table_names()) >= set(metadata.tables)
    opened.close()


def test_a_database_of_a_newer_version_is_refused_in_one_sentence_and_left_alone(store, url):
    with store.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))

    with operator_told(r"written by a newer version .*: update the dashboard"):
        open_store(url)

    with store.database.reading() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0099"


def test_a_file_damaged_where_its_figures_are_is_one_sentence_when_it_is_read(sqlite_url, tmp_path):
    store = open_store(sqlite_url)
    rows = observations(
        tmp_path,
        *(ROW.format(1, "", "", "", "").replace("2017", str(y)) for y in range(1995, 2020)),
    )
    add_edition(store, "t.csv", provenance(), rows)
    store.close()
    damage(Path(sqlite_url.removeprefix("sqlite:///")), "observation")

    damaged = open_store(sqlite_url)
    try:
        with operator_told(r"cannot be used \(database disk image is malformed"):
            figures_in(damaged, FTE)
    finally:
        damaged.close()


def test_a_wrong_statement_is_a_bug_and_not_a_matter_of_set_up(store):
    with pytest.raises(IntegrityError), store.database.writing() as connection:
        connection.execute(text("INSERT INTO edition (id) VALUES (NULL)"))


def test_a_folder_that_cannot_be_made_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    with operator_told("cannot be made"):
        open_store(f"sqlite:///{tmp_path / 'file' / 'board.sqlite3'}")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://somebody:secret@127.0.0.1:1/board",
        "postgresql://somebody@127.0.0.1:1/board?password=secret",
    ],
)
def test_a_server_that_does_not_answer_is_named_without_its_password(address):
    with operator_told("cannot be opened") as refused:
        open_store(address)

    assert "secret" not in refused.value.for_operator


def test_a_new_sqlite_file_is_in_wal_mode_and_keeps_its_references(sqlite_url):
    store = open_store(sqlite_url)
    with store.database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    store.close()


def test_absent_numbers_are_null_in_the_database_itself(store, tmp_path):
    rows = observations(tmp_path, "first-time-entrants,E10000012,2017,,,,not published,")
    assert math.isnan(rows.loc[0, "value"])
    add_edition(store, "t.csv", provenance(), rows)

    with store.database.reading() as connection:
        found = connection.execute(text("SELECT value, count, population FROM observation")).all()

    assert found == [(None, None, None)]
