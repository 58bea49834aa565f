"""The history in the database: refused to whoever would rewrite it, searched, read by pages."""

import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from dashboard.core.history import Search
from dashboard.core.rooms import EVERYWHERE
from dashboard.errors import SetupError
from dashboard.store import history, records
from tests.history_factories import NOON, action, added, changed, signature, update

COLUMNS = (
    "number, at, who, person, identity, kind, item, service, label, field, before, after, why, "
    "previous_hash, hash"
)
REFUSED = {
    "history is changed": "UPDATE history SET who = 'Eve'",
    "history is numbered anew": "UPDATE history SET number = number + 10",
    "history is deleted": "DELETE FROM history WHERE number = 1",
    "an entry is put at a place that is taken": (
        f"INSERT INTO history SELECT {COLUMNS} FROM history WHERE number = 1"
    ),
    "an entry leaves a gap": (
        "INSERT INTO history SELECT number + 9, at, who, person, identity, kind, item, service, "
        "label, field, before, after, why, hash, hash FROM history WHERE number = 2"
    ),
    "an entry does not follow from the last": (
        "INSERT INTO history SELECT number + 1, at, who, person, identity, kind, item, service, "
        "label, field, before, after, why, previous_hash, hash FROM history WHERE number = 2"
    ),
    "an entry gives way to another": (
        f"INSERT INTO history SELECT {COLUMNS} FROM history WHERE number = 2 "
        "ON CONFLICT (number) DO UPDATE SET who = 'Eve'"
    ),
    "an update is changed": "UPDATE records SET content = '{}', version = 2 WHERE kind = 'update'",
    "a record is changed by hand": "UPDATE records SET content = '{}' WHERE id = 'a1'",
    "a record is changed without its entry": (
        "UPDATE records SET content = '{}', version = version + 1 WHERE id = 'a1'"
    ),
    "a record takes another's id": (
        "UPDATE records SET id = 'a2', version = version + 1, changed_in = 3 WHERE id = 'a1'"
    ),
    "a record is deleted": "DELETE FROM records WHERE id = 'a1'",
    "a record gives way to another": (
        "INSERT INTO records SELECT kind, id, service, version, '{}', created_in, changed_in "
        "FROM records WHERE id = 'a1' ON CONFLICT (kind, id) DO UPDATE SET content = '{}'"
    ),
    "a file is changed": "UPDATE files SET content = content",
    "a file is deleted": "DELETE FROM files",
}
REFUSED_BY_SQLITE = {
    "an entry is replaced": (
        f"INSERT OR REPLACE INTO history SELECT {COLUMNS} FROM history WHERE number = 1"
    ),
    "an entry is replaced by renumbering": "UPDATE OR REPLACE history SET number = 1",
    "a record is replaced": (
        "INSERT OR REPLACE INTO records SELECT kind, id, service, version, '{}', created_in, "
        "changed_in FROM records WHERE id = 'a1'"
    ),
    "a record is replaced by renaming": (
        "UPDATE OR REPLACE records SET id = 'a2', version = 2, changed_in = 3 WHERE id = 'a1'"
    ),
    "a record is replaced by its row": (
        "INSERT OR REPLACE INTO records (rowid, kind, id, service, version, content, created_in, "
        "changed_in) SELECT 1, 'action', 'new', '', 1, '{}', 1, 1"
    ),
    "a refusal is ignored": "UPDATE OR IGNORE history SET who = 'Eve'",
    "a file is replaced": "INSERT OR REPLACE INTO files SELECT sha256, 'x' FROM files",
    "a file is replaced by its row": (
        "INSERT OR REPLACE INTO files (rowid, sha256, content) SELECT 1, 'y', 'x'"
    ),
}
REFUSED_BY_POSTGRESQL = {
    f"{name} is emptied": f"TRUNCATE {name} CASCADE" for name in ("history", "records", "files")
} | {"a refusal is ignored": "INSERT INTO history SELECT * FROM history ON CONFLICT DO NOTHING"}

# Without row numbers there is nothing but the key by which a row could be replaced.
REASONS = "(is|are) never|only grows|there already|named rowid"


@pytest.fixture
def filled(empty_store):
    added(empty_store, action(), action(id="a2"), update())
    with empty_store.database.writing() as connection:
        records.add_file(connection, b"minutes")
    return empty_store


def everything(store):
    with store.database.reading() as connection:
        return [
            sorted(map(tuple, connection.execute(text(f"SELECT * FROM {name}"))))
            for name in ("history", "records", "files")
        ]


def refused(store, statement):
    before = everything(store)
    with (
        pytest.raises((DatabaseError, SetupError), match=REASONS),
        store.database.writing() as connection,
    ):
        connection.execute(text(statement))
    assert everything(store) == before


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED)
def test_both_databases_refuse_it_when(filled, statement):
    refused(filled, statement)


@pytest.mark.parametrize("supply", ["sqlite"], indirect=True)
@pytest.mark.parametrize("statement", REFUSED_BY_SQLITE.values(), ids=REFUSED_BY_SQLITE)
def test_sqlite_refuses_it_when(filled, statement):
    refused(filled, statement)


@pytest.mark.parametrize("supply", ["postgresql"], indirect=True)
@pytest.mark.parametrize("statement", REFUSED_BY_POSTGRESQL.values(), ids=REFUSED_BY_POSTGRESQL)
def test_postgresql_refuses_it_when(filled, statement):
    refused(filled, statement)


def numbers(store, search, skip=0, most=None):
    with store.database.reading() as connection:
        found = [
            entry.number for entry in history.found(connection, EVERYWHERE, search, skip, most)
        ]
        if not skip and most is None:
            assert history.count(connection, EVERYWHERE, search) == len(found)
    return found


@pytest.fixture
def searched(empty_store):
    added(empty_store, action(title="100% of staff, O'Neill & <b>Müller</b>"))
    added(empty_store, action(id="a2", service="essex", title="=SUM(A1)"), who=signature("Bob"))
    added(empty_store, action(id="a3", service=""), who=signature("Bob"))
    changed(empty_store, action(id="a3", service="", due=dt.date(2028, 2, 29)))
    return empty_store


def test_entries_are_found_newest_first_by_service_kind_person_and_words(searched):
    assert numbers(searched, Search()) == [4, 3, 2, 1]
    assert numbers(searched, Search(service="essex")) == [4, 3, 2]
    assert numbers(searched, Search(who="Bob")) == [3, 2]
    assert numbers(searched, Search(kind="meeting")) == []
    assert numbers(searched, Search(kind="action", who="Ann", service="essex")) == [4]
    assert numbers(searched, Search(text="illness")) == [4]
    assert numbers(searched, Search(text="2028-02")) == [4]


@pytest.mark.parametrize("words", ["100%", "o'neill", "<b>", "Müller"])
def test_signs_in_a_search_stand_for_themselves(searched, words):
    assert numbers(searched, Search(text=words)) == [1]


def test_a_sign_that_stands_for_any_other_finds_only_itself(searched):
    assert numbers(searched, Search(text="%_%")) == []


def test_entries_come_by_pages(searched):
    assert numbers(searched, Search(), skip=1, most=2) == [3, 2]
    assert numbers(searched, Search(), skip=9, most=2) == []


def test_as_at_a_moment_there_is_only_what_was_made_by_then(searched):
    later = signature("Cy", NOON + dt.timedelta(days=1))
    added(searched, update(), who=later)
    with searched.database.reading() as connection:
        kinds, people = history.names_used(connection, EVERYWHERE, NOON)
        number, _ = history.head(connection, NOON)
        assert history.head(connection, NOON - dt.timedelta(days=1)) == (0, "0" * 64)

    assert (kinds, people, number) == (["action"], ["Ann", "Bob"], 4)
    assert numbers(searched, Search(until=NOON)) == [4, 3, 2, 1]
    assert numbers(searched, Search(until=later.at)) == [5, 4, 3, 2, 1]


@pytest.mark.parametrize("sign", ["\x00", "\ud800"])
def test_signs_that_no_database_holds_are_left_out_of_a_search(searched, sign):
    assert numbers(searched, Search(text=f"ill{sign}ness")) == [4]
