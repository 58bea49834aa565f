"""What is stored is checked against what people recorded; the first that differs is named."""

import hashlib

import pytest
from sqlalchemy import text

from dashboard.errors import BrokenHistoryError, DashboardError
from dashboard.store import records
from dashboard.usecases.upkeep.history import verify
from tests.history_factories import action, added, changed, evidence, update
from tests.lists_factories import supplied_list, target
from tests.people_factories import AT

GUARDS = ("update", "delete", "insert")


@pytest.fixture
def filled(empty_store):
    sha256 = hashlib.sha256(b"minutes").hexdigest()
    added(empty_store, action(), update(), evidence(file_sha256=sha256, file_bytes=7))
    changed(empty_store, action(owner="p1", title="Train everybody"))
    with empty_store.database.writing() as connection:
        records.add_file(connection, b"minutes")
    return empty_store


def by_hand(store, *statements):
    """Do in the database what somebody does who owns it: take the guards away first."""
    with store.database.writing() as connection:
        postgresql = connection.dialect.name == "postgresql"
        for table in ("history", "records", "files"):
            for deed in GUARDS:
                of = f" ON {table}" if postgresql else ""
                connection.execute(text(f"DROP TRIGGER {table}_{deed}_guard{of}"))
        for statement in statements:
            connection.execute(text(statement))


def named(store, *statements, noted=""):
    by_hand(store, *statements)
    with pytest.raises(BrokenHistoryError) as found:
        verify(store, noted)
    return found.value


def test_a_whole_history_is_told_by_its_length_and_the_hash_of_its_last_entry(filled):
    number, sealed = verify(filled)

    assert (number, len(sealed)) == (5, 64)
    assert verify(filled, sealed) == verify(filled, f" {sealed[:16].upper()} ") == (number, sealed)


def test_an_empty_history_is_whole(empty_store):
    assert verify(empty_store) == (0, "0" * 64)


@pytest.mark.parametrize("column", ["at", "who", "person", "identity", "label", "after", "why"])
def test_an_entry_edited_by_hand_is_named(filled, column):
    broken = named(filled, f"UPDATE history SET {column} = 'x' WHERE number = 2")

    assert broken.number == 2
    assert str(broken).startswith("Entry 2 (")
    assert "was changed after it was written" in str(broken)


def test_an_entry_put_before_the_first_is_named(filled):
    broken = named(
        filled,
        "INSERT INTO history SELECT 0, at, who, person, identity, kind, item, service, label, "
        "field, before, after, why, previous_hash, hash FROM history WHERE number = 1",
    )

    assert broken.number == 1


def test_a_deleted_entry_is_named(filled):
    broken = named(filled, "DELETE FROM history WHERE number = 3")

    assert broken.number == 3
    assert "Entry 3 of the history is missing" in str(broken)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "UPDATE records SET content = replace(content, 'everybody', 'nobody') WHERE id = 'a1'",
            'The action "Train everybody" is not what the history says it is since entry 5',
        ),
        (
            "UPDATE records SET content = 'nonsense' WHERE id = 'a1'",
            'The action "Train everybody" is not what the history says',
        ),
        (
            "UPDATE records SET service = 'essex' WHERE id = 'a1'",
            'The action "Train everybody" is not what the history says',
        ),
        (
            "UPDATE records SET created_in = 9 WHERE id = 'u1'",
            'The update "Half the staff are trained." is not what the history says',
        ),
        (
            "DELETE FROM records WHERE id = 'u1'",
            'The update "Half the staff are trained." is no longer stored; the history has it',
        ),
        (
            "INSERT INTO records SELECT kind, 'forged', service, version, content, 9, 9 "
            "FROM records WHERE id = 'u1'",
            'The update "forged" was stored, but the history has no entry of it',
        ),
        (
            "DELETE FROM files",
            'The file "Audit of 20 cases" is no longer stored',
        ),
        (
            "DELETE FROM history WHERE number > 3",
            'The action "Train everybody" is not what the history says',
        ),
    ],
)
def test_what_was_changed_beside_the_history_is_named(filled, statement, sentence):
    if "number > 3" in statement:
        sentence = 'The action "Train staff" is not what the history says it is since entry 1'

    assert str(named(filled, statement)).startswith(sentence)


def test_a_file_whose_bytes_were_changed_is_named(filled):
    with filled.database.reading() as connection:
        other = "'xyz'::bytea" if connection.dialect.name == "postgresql" else "x'00'"

    broken = named(filled, f"UPDATE files SET content = {other}")

    assert 'The file "Audit of 20 cases" was changed after it was added' in str(broken)


def test_a_hash_noted_earlier_shows_that_a_chain_was_cut_and_written_anew(filled):
    _, noted = verify(filled)
    by_hand(
        filled,
        "DELETE FROM history WHERE number > 3",
        "DELETE FROM records WHERE id = 'a1'",
        "DELETE FROM history WHERE number = 1",
        "DELETE FROM records",
        "DELETE FROM history",
    )
    added(filled, action())
    assert verify(filled)[0] == 1

    with pytest.raises(BrokenHistoryError, match="the history was rewritten or cut since"):
        verify(filled, noted)


def test_what_was_noted_before_anything_was_recorded_is_where_every_history_begins(empty_store):
    _, noted = verify(empty_store)
    added(empty_store, action())

    assert verify(empty_store, noted)[0] == 1


@pytest.fixture
def with_list_and_target(empty_store):
    lists = {"E1": ("E2", "E3"), "E2": ("E1",)}
    added(empty_store, supplied_list(lists=lists), target(), target(id="2", value=90.5))
    changed(empty_store, target(withdrawn_at=AT))
    return empty_store


def test_lists_and_targets_are_as_the_history_says(with_list_and_target):
    assert verify(with_list_and_target)[0] == 4


def edited(kind, number, old, new):
    """Return the statement with which a hand replaces a part of a record."""
    same = f"kind = '{kind}' AND id = '{number}'"
    statement = f"UPDATE records SET content = replace(content, '{old}', '{new}') WHERE {same}"
    # A colon would begin the name of a parameter.
    return statement.replace(":", r"\:")


@pytest.mark.parametrize(
    ("statement", "named_as", "number"),
    [
        (edited("target", 2, '"value":90.5', '"value":200'), 'The target "2" is not', 3),
        (
            edited("target", 1, '"withdrawn_at":"2026-11-21T09:30:00Z"', '"withdrawn_at":null'),
            'The target "1" is not',
            4,
        ),
        (
            "DELETE FROM records WHERE kind = 'target' AND id = '2'",
            'The target "2" is no longer stored',
            3,
        ),
        (edited("list", 1, '"note":""', '"note":"x"'), 'The list "Family" is not', 1),
        (edited("list", 1, '"E3"', '"E9"'), 'The list "Family" is not', 1),
    ],
)
def test_a_list_or_target_edited_by_hand_is_named(
    with_list_and_target, statement, named_as, number
):
    broken = named(with_list_and_target, statement)

    assert str(broken).startswith(named_as)
    assert broken.number == number


@pytest.mark.parametrize("noted", ["abc", "g" * 64, "a" * 65, "a" * 15])
def test_what_is_no_hash_is_refused(filled, noted):
    with pytest.raises(DashboardError, match="is no hash: give at least the first 16"):
        verify(filled, noted)


def test_a_field_that_the_dashboard_got_since_is_no_difference(filled):
    """An older version wrote neither the field nor its entry."""
    without = "replace(content, '\"dropped_because\":\"\",', '')"
    by_hand(filled, f"UPDATE records SET content = {without} WHERE id = 'a1'")

    assert verify(filled)[0] == 5
