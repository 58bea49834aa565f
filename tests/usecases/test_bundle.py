"""A bundle holds the whole database as CSV files, and loads again with nothing lost."""

import csv
import datetime as dt
import hashlib
import io
import json
import shutil
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, text

from dashboard.definitions.data_dictionary import load_data_dictionary
from dashboard.errors import BrokenHistoryError, ChangeRefusedError, DashboardError, SetupError
from dashboard.store import tables
from dashboard.store.bundle_cells import read, written
from dashboard.store.engine import open_store
from dashboard.store.tables import metadata
from dashboard.usecases.bundle import export_bundle, load_bundle
from dashboard.usecases.history import verify
from tests.databases import on_both_databases
from tests.figures_factories import DATA
from tests.history_factories import NOON, action, added, update
from tests.whole_databases import everything, fill

KINDS = ("sqlite", "postgresql")


@pytest.fixture
def filled(empty_store):
    return fill(empty_store)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "bundle of May"


@pytest.fixture(scope="session")
def shipped_bundle(sqlite, tmp_path_factory):
    """A bundle of a small database, for tests that damage copies of it."""
    folder = tmp_path_factory.mktemp("bundles") / "whole"
    with sqlite.empty() as url, closing(open_store(url)) as store:
        export_bundle(fill(store), folder, NOON)
    return folder


@pytest.fixture
def bundle(shipped_bundle, folder):
    return shutil.copytree(shipped_bundle, folder)


def sealed_again(bundle, **changed):
    """Let the manifest say what the files hold now, as somebody who edits them by hand might."""
    path = bundle / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8")) | changed
    manifest["sha256"] = {
        name: hashlib.sha256((bundle / name).read_bytes()).hexdigest()
        for name in manifest["sha256"]
    }
    path.write_text(json.dumps(manifest), encoding="utf-8")


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def assert_refused(store, bundle, words):
    with pytest.raises(DashboardError, match=words) as refused:
        load_bundle(store, bundle)
    assert "\n" not in str(refused.value)
    assert str(bundle.parent) not in str(refused.value)
    assert not any(everything(store).values())


@pytest.mark.parametrize("target_kind", KINDS)
def test_everything_is_the_same_after_an_export_and_a_load(own_store, folder, target_kind, request):
    filled = fill(own_store)
    before = everything(filled)
    export_bundle(filled, folder, NOON)
    with request.getfixturevalue(target_kind).empty() as url, closing(open_store(url)) as again:
        load_bundle(again, folder)

        assert everything(again) == before
        assert verify(again) == verify(filled)
        added(again, action(id="a9"))
        assert verify(again)[0] == verify(filled)[0] + 1


# What a database can hold: PostgreSQL refuses NUL, and neither takes half a sign.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
AWKWARD = TEXTS | st.sampled_from(
    ["", "'", "''", "=1+1", "'=1", "-", "\r", "\r\n", '"', "\ufeff", ","]
)
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)
WHOLE = st.none() | st.integers(-(2**31), 2**31 - 1)
MOMENTS = st.datetimes(timezones=st.just(dt.UTC)).filter(lambda moment: moment.year > 1000)


@pytest.mark.parametrize("source_kind", KINDS)
@pytest.mark.parametrize("target_kind", KINDS)
def test_whatever_is_stored_comes_back_exactly(source_kind, target_kind, request, tmp_path_factory):
    source, target = (request.getfixturevalue(kind) for kind in (source_kind, target_kind))

    @settings(max_examples=6, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(NUMBERS, WHOLE, AWKWARD), max_size=4), AWKWARD, MOMENTS, st.binary())
    def round_trip(figures, words, moment, content):
        folder = tmp_path_factory.mktemp("round") / "bundle"
        with source.empty() as url, closing(open_store(url)) as store:
            _store(store, figures, words, moment, content)
            before = everything(store)
            export_bundle(store, folder, NOON)
        with target.empty() as url, closing(open_store(url)) as again:
            load_bundle(again, folder)
            assert everything(again) == before

    round_trip()


def _store(store, figures, words, moment, content):
    about = {"edition_id": 1, "indicator": "i", "period": "2025-26 Q1", "state": "final"}
    rows = [
        about | {"value": value, "count": count, "note": note, "place": f"{n}", "area_code": f"{n}"}
        for n, (value, count, note) in enumerate(figures)
    ]
    sha256 = hashlib.sha256(content).hexdigest()
    with store.writing() as connection:
        connection.execute(insert(tables.edition).values(_edition(words, moment)))
        for row in rows:
            published = {key: value for key, value in row.items() if key != "place"}
            own = {key: value for key, value in row.items() if key != "area_code"}
            connection.execute(insert(tables.observation).values(published))
            connection.execute(insert(tables.local_observation).values(own | {"group": ""}))
        connection.execute(insert(tables.files).values(sha256=sha256, content=content))
    added(store, action(title=f"A{words}"), update(text=words))


def _edition(words, moment):
    # What says where figures come from is never blank.
    about = dict.fromkeys(("title", "publisher", "edition", "licence"), f"A{words}")
    return about | {
        "id": 1,
        "key": words[:80],
        "service": words[:80],
        "address": "",
        "changes": json.dumps([words]),
        "published_on": "2026",
        "compiled_on": moment.date(),
        "sha256": "0" * 64,
        "known_defects": "[]",
        "loaded_at": moment,
        "status": "superseded",
        "origin": "loaded",
        "observations": 3,
        "ended_at": moment,
        "withdrawn": True,
    }


@given(AWKWARD | st.none())
def test_every_text_is_read_back_from_its_cell(value):
    column = tables.history.c.before

    assert read(column, written(column, value)) == value


@given(st.floats(allow_nan=False))
def test_every_number_is_read_back_to_the_last_bit(value):
    column = tables.observation.c.value

    assert repr(read(column, written(column, value))) == repr(value)


def test_an_absent_text_and_an_empty_one_stay_apart():
    may_be_absent, never_absent = tables.history.c.before, tables.history.c.why

    assert [written(may_be_absent, value) for value in (None, "", "'", "a")] == ["", "'", "''", "a"]
    assert [read(may_be_absent, cell) for cell in ("", "'", "''", "a")] == [None, "", "'", "a"]
    assert (written(never_absent, ""), read(never_absent, "")) == ("", "")


def test_no_cell_would_run_in_a_spreadsheet(bundle):
    for table in bundle.glob("*.csv"):
        for row in rows_of(table):
            for cell in row.values():
                assert cell[:1] not in ("=", "@", "\t", "\r", "+")


def test_the_dictionary_has_a_meaning_for_every_column_and_for_no_other(bundle):
    held = {
        (table.name, column.name) for table in metadata.sorted_tables for column in table.columns
    }
    defined = load_data_dictionary(DATA / "definitions" / "data_dictionary.toml")

    written = rows_of(bundle / "data-dictionary.csv")

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


@on_both_databases
def test_it_shows_one_moment_however_much_is_written_meanwhile(filled, folder):
    before = verify(filled)[0]
    with filled.reading() as connection:
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


def test_a_bundle_is_loaded_into_an_empty_database_only(empty_store, bundle):
    added(empty_store, action())
    before = everything(empty_store)

    with pytest.raises(ChangeRefusedError, match="holds something already"):
        load_bundle(empty_store, bundle)
    assert everything(empty_store) == before


@pytest.mark.parametrize("name", ["history.csv", "edition.csv", "data-dictionary.csv"])
def test_a_file_that_is_missing_is_named(empty_store, bundle, name):
    (bundle / name).unlink()

    assert_refused(empty_store, bundle, f"{name} is missing")


def test_an_attached_file_that_is_missing_or_changed_is_named(empty_store, bundle):
    (attached,) = (bundle / "files").iterdir()
    attached.write_bytes(b"another")
    assert_refused(empty_store, bundle, f"files/{attached.name} is not as it was written")

    attached.unlink()
    assert_refused(empty_store, bundle, f"files/{attached.name} is missing")


class TestDamaged:
    def test_a_changed_file_is_not_as_it_was_written(self, empty_store, bundle):
        with (bundle / "targets.csv").open("a", encoding="utf-8") as file:
            file.write("x\r\n")

        assert_refused(empty_store, bundle, r"targets\.csv is not as it was written")

    def test_a_newer_version_is_refused(self, empty_store, bundle):
        sealed_again(bundle, version="9999")

        assert_refused(empty_store, bundle, "newer version of the dashboard: update")

    def test_another_kind_of_bundle_is_refused(self, empty_store, bundle):
        sealed_again(bundle, format="something")

        assert_refused(empty_store, bundle, "bundle of something else")

    @pytest.mark.parametrize("content", [None, "", "[1, 2]", "{}", '{"format": 3}'])
    def test_a_manifest_that_is_none_is_one_sentence(self, empty_store, bundle, content):
        path = bundle / "manifest.json"
        path.unlink() if content is None else path.write_text(content, encoding="utf-8")

        assert_refused(empty_store, bundle, r"manifest\.json")

    def test_a_column_too_many_is_named(self, empty_store, bundle):
        self._rewrite(bundle, "targets", lambda lines: [[*line, "x"] for line in lines])

        assert_refused(empty_store, bundle, 'has a column "x"')

    def test_a_column_too_few_is_named(self, empty_store, bundle):
        self._rewrite(bundle, "targets", lambda lines: [line[:-1] for line in lines])

        assert_refused(empty_store, bundle, 'lacks the column "last_change"')

    def test_the_order_of_columns_does_not_matter(self, empty_store, bundle):
        self._rewrite(bundle, "targets", lambda lines: [line[::-1] for line in lines])

        assert load_bundle(empty_store, bundle).rows["targets"] == 1
        assert next(iter(empty_store.held_targets().values())).target.value == 1 / 3

    @pytest.mark.parametrize(
        ("column", "cell", "wrong"),
        [
            ("id", "one", "is no whole number"),
            ("id", "", "is no whole number"),
            ("value", "1,5", "is no number"),
            ("set_on", "31/12/2018", "is no date"),
            ("added_at", "2026-11-21T12:00:00", "is no moment"),
        ],
    )
    def test_a_cell_that_cannot_be_is_named_with_its_row(
        self, empty_store, bundle, column, cell, wrong
    ):
        def spoilt(lines):
            place = lines[0].index(column)
            lines[1][place] = cell
            return lines

        self._rewrite(bundle, "targets", spoilt)

        assert_refused(empty_store, bundle, rf'targets\.csv row 2, {column}: "{cell}" {wrong}')

    def test_a_row_that_is_lost_is_missed(self, empty_store, bundle):
        self._rewrite(bundle, "targets", lambda lines: lines[:1])

        assert_refused(empty_store, bundle, r"targets\.csv has 0 rows where the manifest says 1")

    def test_an_entry_edited_by_hand_breaks_the_history(self, empty_store, bundle):
        def spoilt(lines):
            lines[2][lines[0].index("who")] = "Eve"
            return lines

        self._rewrite(bundle, "history", spoilt)

        assert_refused(empty_store, bundle, "Entry 2 ")

    def test_a_history_that_was_cut_is_refused(self, empty_store, bundle):
        rows = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))["rows"]
        self._rewrite(bundle, "history", lambda lines: lines[:-1])
        sealed_again(bundle, rows=rows | {"history": rows["history"] - 1})

        with pytest.raises(BrokenHistoryError, match="does not end as its manifest says"):
            load_bundle(empty_store, bundle)

    def test_a_file_outside_the_bundle_is_never_read(self, empty_store, bundle):
        (bundle.parent / "secret").write_text("s", encoding="utf-8")
        self._rewrite(
            bundle,
            "files",
            lambda lines: [lines[0], [lines[1][0], "../secret"]],
        )

        assert_refused(empty_store, bundle, '"../secret" is no file of the bundle')

    def test_a_row_of_another_table_that_is_lost_is_refused(self, empty_store, bundle):
        rows = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))["rows"]
        self._rewrite(bundle, "comparator_lists", lambda lines: lines[:1])
        sealed_again(bundle, rows=rows | {"comparator_lists": 0})

        assert_refused(empty_store, bundle, r"comparator_neighbours\.csv names a row that another")

    def test_a_folder_that_is_none_is_one_sentence(self, empty_store, folder):
        assert_refused(empty_store, folder, "is no bundle: name a folder that export wrote")

    @staticmethod
    def _rewrite(bundle, table, change):
        path = bundle / f"{table}.csv"
        lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(change(lines))
        sealed_again(bundle)


def test_a_history_that_is_not_whole_is_not_exported(empty_store, folder):
    fill(empty_store)
    with empty_store.writing() as connection:
        of = " ON history" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER history_update_guard{of}"))
        connection.execute(text("UPDATE history SET who = 'Eve' WHERE number = 2"))

    with pytest.raises(BrokenHistoryError, match="Entry 2 "):
        export_bundle(empty_store, folder, NOON)
    assert not folder.exists()
