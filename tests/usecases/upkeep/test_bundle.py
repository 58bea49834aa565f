"""A bundle holds every row and value of the database as CSV files that anything can read."""

import json
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text

from dashboard.definitions.data_dictionary import load_data_dictionary
from dashboard.errors import BrokenHistoryError, ChangeRefusedError, SetupError
from dashboard.store import tables
from dashboard.store.bundle_cells import written
from dashboard.store.engine import open_store
from dashboard.store.tables import metadata
from dashboard.usecases.upkeep.bundle import export_bundle
from dashboard.usecases.upkeep.history import verify
from tests.bundle_reader import csv_rows, read_bundle
from tests.figures_factories import DATA
from tests.history_factories import NOON, action, added
from tests.whole_databases import WHATEVER, everything, fill, store_whatever


@pytest.fixture
def filled(empty_store):
    return fill(empty_store)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "bundle of May"


@pytest.fixture(scope="session")
def bundle(sqlite, tmp_path_factory):
    """A bundle of a small database, to be read only."""
    folder = tmp_path_factory.mktemp("bundles") / "whole"
    with sqlite.empty() as url, closing(open_store(url)) as store:
        export_bundle(fill(store), folder, NOON)
    return folder


def test_it_holds_every_row_and_value_of_every_table(own_store, folder):
    filled = fill(own_store)

    export_bundle(filled, folder, NOON)

    assert read_bundle(folder) == everything(filled)


def test_whatever_is_stored_is_in_it_exactly(supply, tmp_path_factory):
    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(WHATEVER)
    def is_in_it(given_values):
        folder = tmp_path_factory.mktemp("whatever") / "bundle"
        with supply.empty() as url, closing(open_store(url)) as store:
            store_whatever(store, *given_values)
            export_bundle(store, folder, NOON)

            assert read_bundle(folder) == everything(store)

    is_in_it()


def test_an_absent_text_and_an_empty_one_stay_apart():
    may_be_absent, never_absent = tables.history.c.before, tables.history.c.why

    assert [written(may_be_absent, value) for value in (None, "", "'", "a")] == ["", "'", "''", "a"]
    assert written(never_absent, "") == ""


def test_no_cell_would_run_in_a_spreadsheet(bundle):
    for table in bundle.glob("*.csv"):
        for row in csv_rows(table):
            for cell in row.values():
                assert cell[:1] not in ("=", "@", "\t", "\r", "+")


def test_the_dictionary_has_a_meaning_for_every_column_and_for_no_other(bundle):
    held = {
        (table.name, column.name) for table in metadata.sorted_tables for column in table.columns
    }
    defined = load_data_dictionary(DATA / "definitions" / "data_dictionary.toml")

    written = csv_rows(bundle / "data-dictionary.csv")

    assert {(row["table"], row["column"]) for row in written} == held
    assert {(table, column) for table, columns in defined.items() for column in columns} == held
    assert all(row["meaning"] and row["type"] for row in written)


def test_the_manifest_says_what_each_file_held(filled, folder):
    found = export_bundle(filled, folder, NOON)
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))

    assert (told["entries"], told["head"]) == verify(filled)
    assert told["rows"] == {name: len(rows) for name, rows in everything(filled).items()}
    assert told["written_at"] == "2026-11-21T12:00:00+00:00"
    assert set(told["sha256"]) == {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert found.sha256 == told["sha256"]


def test_it_shows_one_moment_however_much_is_written_meanwhile(filled, folder):
    before = verify(filled)[0]
    with filled.database.reading() as connection:
        connection.execute(text("SELECT count(*) FROM records"))
        told = export_bundle(filled, folder, NOON)
        added(filled, action(id="later"))

    assert (told.entries, verify(filled)[0]) == (before, before + 1)


def test_a_folder_with_something_in_it_is_left_alone(filled, folder):
    folder.mkdir()
    (folder / "minutes.txt").write_text("kept", encoding="utf-8")

    with pytest.raises(ChangeRefusedError, match="is there already: name a new folder"):
        export_bundle(filled, folder, NOON)
    assert [path.name for path in folder.iterdir()] == ["minutes.txt"]


def test_an_empty_folder_is_taken(filled, folder):
    folder.mkdir()

    assert export_bundle(filled, folder, NOON).entries == 8


def test_a_place_that_is_not_there_is_one_sentence(filled, folder):
    with pytest.raises(SetupError, match="cannot be written"):
        export_bundle(filled, folder / "none" / "here", NOON)


def test_an_empty_database_is_no_bundle(empty_store, folder):
    with pytest.raises(ChangeRefusedError, match="nothing to export: check DATABASE_URL"):
        export_bundle(empty_store, folder, NOON)

    assert list(folder.parent.glob("*bundle*")) == []


def test_a_history_that_is_not_whole_is_not_exported(empty_store, folder):
    fill(empty_store)
    with empty_store.database.writing() as connection:
        of = " ON history" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER history_update_guard{of}"))
        connection.execute(text("UPDATE history SET who = 'Eve' WHERE number = 2"))

    with pytest.raises(BrokenHistoryError, match="Entry 2 "):
        export_bundle(empty_store, folder, NOON)
    assert not folder.exists()
