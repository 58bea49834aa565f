"""An issued pack in the database: refused any change, its files checked, its seal a secret."""

import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from dashboard.core.disclosure.protection import Mode
from dashboard.core.history import end_of
from dashboard.core.packs.issued import IssuedPack
from dashboard.errors import BrokenHistoryError, ChangeRefusedError
from dashboard.store.engine import open_store
from dashboard.usecases.packs.frozen import facts_of_pack
from dashboard.usecases.upkeep.history import verify
from tests.conftest import TODAY
from tests.history_factories import changed
from tests.issued_packs import Desk
from tests.local_factories import LOADED, figure, load_own
from tests.store.older_databases import migrate_to

GUARDED = "never changed|never deleted"
ROW = "kind = 'board pack' AND id = 'p1'"


@pytest.fixture
def issued(empty_store, shipped_holdings):
    return Desk(empty_store, shipped_holdings).issue()


def run(store, *statements):
    with store.database.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE records SET content = '[]', version = 2, changed_in = 1 WHERE {ROW}",
        f"UPDATE records SET service = 'essex' WHERE {ROW}",
        f"DELETE FROM records WHERE {ROW}",
        "UPDATE files SET content = NULL",
        "DELETE FROM files",
    ],
)
def test_the_database_refuses_to_change_or_delete_a_pack(issued, empty_store, statement):
    with pytest.raises(DatabaseError, match=GUARDED):
        run(empty_store, statement)

    assert verify(empty_store)[0] == 1


def test_even_in_step_with_the_history_a_pack_is_not_changed(issued, empty_store):
    entry = "INSERT INTO history SELECT 2, at, who, person, identity, kind, item, service, label, "
    entry += "'why', before, after, why, hash, hash FROM history"

    with pytest.raises(DatabaseError, match=GUARDED):
        run(
            empty_store,
            entry,
            f"UPDATE records SET content = '[]', version = 2, changed_in = 2 WHERE {ROW}",
        )


def test_the_store_refuses_it_too(issued, empty_store):
    with pytest.raises(ChangeRefusedError, match="cannot be changed"):
        changed(empty_store, IssuedPack(**(vars(issued) | {"title": "Another"})))


def unguarded(store, statement):
    """Do what somebody does who owns the database: take the guards away first."""
    with store.database.reading() as connection:
        of = " ON files" if connection.dialect.name == "postgresql" else ""
    run(
        store, *(f"DROP TRIGGER files_{deed}_guard{of}" for deed in ("update", "delete")), statement
    )


@pytest.mark.parametrize("which", ["pdf", "html", "facts"])
def test_the_check_finds_a_file_of_a_pack_that_was_changed_or_lost(issued, empty_store, which):
    files = {each.format.value: each.sha256 for each in issued.files}
    sha256 = (files | {"facts": issued.facts_sha256})[which]
    assert verify(empty_store)[0] == 1

    unguarded(empty_store, f"DELETE FROM files WHERE sha256 = '{sha256}'")

    with pytest.raises(BrokenHistoryError, match='file "21 November 2026" is no longer stored'):
        verify(empty_store)


def test_changed_facts_are_found_and_never_opened(issued, empty_store):
    with empty_store.database.reading() as connection:
        other = "'[]'::bytea" if connection.dialect.name == "postgresql" else "x'5b5d'"
    unguarded(empty_store, f"UPDATE files SET content = {other}")

    with pytest.raises(BrokenHistoryError, match='"21 November 2026" was changed'):
        verify(empty_store)
    with pytest.raises(BrokenHistoryError, match=r"gone or was changed: find out who had access"):
        facts_of_pack(empty_store, issued)


def seal(store, day=TODAY, service="hertfordshire"):
    with store.reading() as held:
        return held.own_seal(service, end_of(day))


def test_the_seal_is_the_same_until_another_own_file_is_loaded(empty_store):
    load_own(empty_store, {"local-entrants": [figure(3)]})
    before = seal(empty_store)
    load_own(
        empty_store,
        {"local-entrants": [figure(3, period="2025-26 Q2")]},
        loaded_at=LOADED + dt.timedelta(days=30),
    )

    assert len(before) == 64
    assert seal(empty_store) not in ("", before)
    assert seal(empty_store, LOADED.date()) == before
    assert seal(empty_store, LOADED.date() - dt.timedelta(days=1)) == ""
    assert seal(empty_store, service="essex") == ""


def test_own_files_from_before_there_were_seals_get_a_salt_that_nobody_can_guess(
    new_database_url,
):
    migrate_to(new_database_url, "0007")
    seals = []
    store = open_store(new_database_url)
    load_own(store, {"local-entrants": [figure(3)]})
    sealed_by_then = verify(store)
    later = ("accounts", "sign_ins", "reads", "upkeep", "redactions")
    for _ in range(2):
        run(
            store,
            "UPDATE edition SET salt = '', seal = ''",
            "UPDATE alembic_version SET version_num = '0007'",
            *(f"DROP TABLE {table}" for table in later),
            "DROP INDEX ix_records_kind_changed_in",
        )
        store.close()
        store = open_store(new_database_url)
        seals.append(seal(store))

    assert len({*seals, ""}) == 3
    assert verify(store) == sealed_by_then
    store.close()


def test_the_audience_comes_back_as_it_was(empty_store, shipped_holdings):
    pack = Desk(empty_store, shipped_holdings).issue(audience=Mode.BOARD)

    with empty_store.reading() as held:
        assert held.held(IssuedPack, "p1") == (pack, 1)
