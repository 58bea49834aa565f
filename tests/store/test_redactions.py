"""The name of one who left is replaced in history and records; nobody else can use the way."""

from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from dashboard.core.history import Search, seal_of
from dashboard.core.people import Person, Role, Signature
from dashboard.core.register.actions import Action, Update
from dashboard.errors import (
    BrokenHistoryError,
    ChangeRefusedError,
    ConflictError,
    DashboardError,
    NotAllowedError,
    SetupError,
)
from dashboard.store.engine import open_store
from dashboard.store.redacting import replace_name
from dashboard.usecases.upkeep.backup import back_up, restore
from dashboard.usecases.upkeep.history import verify
from dashboard.usecases.upkeep.leaving import pseudonymise
from tests.databases import KINDS, on_both_databases
from tests.figures_factories import provenance
from tests.history_factories import action, added, changed, signature, update
from tests.import_factories import published
from tests.lists_factories import target
from tests.people_factories import AT, person
from tests.people_factories import signature as by_role
from tests.stored import records_in
from tests.whole_databases import copied

CY = person("Cy Brown", Role.CHAIR)


@pytest.fixture
def filled(empty_store):
    added(empty_store, person("Ann Lee"), CY)
    added(empty_store, action(title="Cy Brown trains staff"), update(by="Cy Brown"))
    changed(empty_store, person("Cy Brown", Role.CHAIR, active=False))
    return empty_store


@pytest.fixture
def redacted(filled):
    pseudonymise(filled, by_role(Role.ADMINISTRATOR), "cy")
    return filled


def rows(store, table):
    with store.database.reading() as connection:
        return list(connection.execute(text(f"SELECT * FROM {table} ORDER BY 1")).mappings())


def everything_said(store):
    return "\n".join(str(dict(row)) for name in ("history", "records") for row in rows(store, name))


def test_the_name_is_gone_from_history_and_records_and_all_is_still_whole(filled):
    hashes = [(row["number"], row["previous_hash"], row["hash"]) for row in rows(filled, "history")]

    done = pseudonymise(filled, by_role(Role.ADMINISTRATOR), "cy", "Cy Brown asked for it")

    said = everything_said(filled)
    assert done.name == "Former chair 1"
    assert done.entries == 4
    assert "Cy Brown" not in said
    assert "Former chair 1 trains staff" in said
    assert "Former chair 1 asked for it" in said
    now = [(row["number"], row["previous_hash"], row["hash"]) for row in rows(filled, "history")]
    assert now[: len(hashes)] == hashes
    assert verify(filled)[0] == len(hashes) + 2
    assert records_in(filled).of(Person)["cy"].name == "Former chair 1"
    assert records_in(filled).of(Update)["u1"].by == "Former chair 1"


@on_both_databases
def test_no_server_shows_the_name_that_it_kept_in_memory(filled):
    """What is asked of all people, beside figures and of files is kept apart from the records."""
    added(filled, target(recorded_by="Cy Brown"))
    with filled.writing(signature()) as work:
        about = provenance(title="Counted by Cy Brown")
        work.add_loaded_edition("loaded/1", "", about, published())

    def shown(server):
        held = server.now(AT.date())
        return held.of(Person), held.for_figures().records(AT.date()), held.editions()

    other = open_store(filled.database.engine.url.render_as_string(hide_password=False))
    assert all(str(shown(server)).count("Cy Brown") == 3 for server in (filled, other))
    pseudonymise(filled, by_role(Role.ADMINISTRATOR), "cy")
    assert not [server for server in (filled, other) if "Cy Brown" in str(shown(server))]


SEAL = "UPDATE redactions SET seal = seal"
RENAME = "UPDATE history SET who = 'Eve' WHERE number = {}"
FORGED = "INSERT INTO redactions VALUES (1, {}, '" + "0" * 64 + "')"


@pytest.mark.parametrize(
    "statement",
    [
        # The entry that follows has shut the door: nothing more is replaced, even what was.
        RENAME.format(2),
        RENAME.format(1),
        "UPDATE history SET item = 'x' WHERE number = 2",
        "UPDATE records SET content = '{}', version = version + 1 WHERE id = 'cy'",
        "DELETE FROM redactions",
        SEAL,
        FORGED.format(4),
        FORGED.format(1),
        "INSERT INTO redactions SELECT * FROM redactions",
    ],
)
def test_the_database_lets_nobody_use_the_way_again(redacted, statement):
    before = everything_said(redacted)
    with (
        pytest.raises((DatabaseError, SetupError), match=r"(is|are) never"),
        redacted.database.writing() as connection,
    ):
        connection.execute(text(statement))
    assert everything_said(redacted) == before


@pytest.mark.parametrize("supply", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO redactions SELECT number, noted_in, 'x' FROM redactions",
        "UPDATE OR REPLACE redactions SET number = 1",
    ],
)
def test_sqlite_lets_nobody_replace_a_seal(redacted, statement):
    with (
        pytest.raises((DatabaseError, SetupError), match="are never"),
        redacted.database.writing() as connection,
    ):
        connection.execute(text(statement))


def by_hand(store, *statements):
    """Do in the database what somebody does who owns it: take the guards away first."""
    guards = [("history", "update"), ("redactions", "insert"), ("redactions", "update")]
    with store.database.writing() as connection:
        of = " ON {}" if connection.dialect.name == "postgresql" else ""
        for table, deed in (*guards, ("redactions", "delete")):
            connection.execute(text(f"DROP TRIGGER {table}_{deed}_guard{of.format(table)}"))
        for statement in statements:
            connection.execute(text(statement))


UNNOTED = "and no entry of the history notes that it was replaced so"


@pytest.mark.parametrize(
    ("statements", "number", "sentence"),
    [
        ([RENAME.format(1)], 1, "was changed after it was written"),
        ([RENAME.format(4)], 4, "was changed after it was written"),
        (["UPDATE history SET hash = previous_hash WHERE number = 4"], 4, "was changed after"),
        ([FORGED.format(5), RENAME.format(1)], 1, "was changed after it was written"),
        (["DELETE FROM redactions WHERE number = 2"], 2, "was changed after it was written"),
        (["UPDATE redactions SET noted_in = 7 WHERE number = 4"], 2, UNNOTED),
    ],
)
def test_whoever_changes_an_entry_under_cover_of_it_is_found_out(
    redacted, statements, number, sentence
):
    by_hand(redacted, *statements)

    with pytest.raises(BrokenHistoryError, match=sentence) as found:
        verify(redacted)

    assert found.value.number == number


@pytest.mark.parametrize("noted_in", [5, 6])
def test_a_seal_that_no_entry_notes_is_found_out_even_if_it_is_right(redacted, noted_in):
    """What is forged well enough to fit the changed entry does not fit the chain."""
    renamed = RENAME.format(1)
    by_hand(redacted, renamed)
    with redacted.reading() as held:
        first = next(each for each in held.entries(Search()) if each.number == 1)
    with redacted.database.writing() as connection:
        forged = f"INSERT INTO redactions VALUES (1, {noted_in}, '{seal_of(first)}')"
        connection.execute(text(forged))

    with pytest.raises(BrokenHistoryError, match=f"^Entry 1 has another name .*{UNNOTED}"):
        verify(redacted)


def test_a_second_person_may_be_replaced_in_the_same_entry(redacted):
    both = update(id="u2", text="Dee Fox told Former chair 1 and Ann Lee", by="Dee Fox")
    added(redacted, person("Dee Fox", Role.MEMBER), both)
    changed(redacted, person("Dee Fox", Role.MEMBER, active=False))
    pseudonymise(redacted, by_role(Role.ADMINISTRATOR), "dee")
    added(redacted, person("Bo Ek"))
    changed(redacted, person("Ann Lee", active=False))

    done = pseudonymise(redacted, by_role(Role.ADMINISTRATOR, name="Bo Ek", person_id="bo"), "ann")

    assert done.name == "Former member 3"
    said = "Former member 2 told Former chair 1 and Former member 3"
    assert records_in(redacted).of(Update)["u2"].text == said
    assert not {"Ann Lee", "Dee Fox"} & set(everything_said(redacted).split("'"))
    assert verify(redacted)


def test_somebody_who_saw_a_record_before_cannot_save_the_name_again(redacted):
    seen = action(title="Cy Brown trains staff", owner="ann")

    with pytest.raises(ConflictError):
        changed(redacted, seen, version=1)


def test_a_backup_of_it_is_whole_and_is_restored_into_either_kind(redacted, tmp_path, request):
    file = tmp_path / "backup.sqlite3"
    back_up(redacted, file)
    for kind in KINDS:
        with request.getfixturevalue(kind).empty() as url, closing(open_store(url)) as again:
            restore(again, file)

            assert copied(again) == copied(redacted)
            assert verify(again) == verify(redacted)


@pytest.mark.parametrize(
    ("person_id", "refusal"),
    [("ann", "did not leave"), ("nobody", "There is no person"), ("cy", "replaced already")],
)
def test_it_is_refused_with_one_sentence(redacted, person_id, refusal):
    before = everything_said(redacted)

    with pytest.raises(DashboardError, match=refusal):
        pseudonymise(redacted, by_role(Role.ADMINISTRATOR), person_id)

    assert everything_said(redacted) == before


def test_where_nobody_would_be_administrator_it_is_refused(empty_store):
    added(empty_store, person("Cy Brown", Role.ADMINISTRATOR, active=False))

    with pytest.raises(ChangeRefusedError, match="was the last administrator"):
        pseudonymise(empty_store, by_role(Role.ADMINISTRATOR, person_id=""), "cy")


def test_an_administrator_of_one_board_cannot_change_another_board_s_history(filled):
    actor = replace(by_role(Role.ADMINISTRATOR).actor, person_id="", room="hertfordshire")

    with pytest.raises(NotAllowedError):
        pseudonymise(filled, Signature(actor, AT), "cy")


def test_what_was_rewritten_before_is_not_hidden_under_a_seal(filled):
    by_hand(filled, RENAME.format(2))

    with pytest.raises(BrokenHistoryError, match=r"^Entry 2 "):
        pseudonymise(filled, by_role(Role.ADMINISTRATOR), "cy")


@pytest.mark.parametrize("supply", ["sqlite"], indirect=True)
def test_what_is_rewritten_while_one_waits_to_write_is_not_hidden_either(filled):
    by_hand(filled, RENAME.format(2))

    with (
        pytest.raises(BrokenHistoryError, match=r"^Entry 2 "),
        filled.writing(by_role(Role.ADMINISTRATOR)) as work,
    ):
        replace_name(work, CY, "")


def test_what_takes_as_long_as_the_history_is_keeps_nobody_from_writing(filled):
    by_hand(filled, RENAME.format(3))

    # Somebody writes meanwhile: what reads only is done, and would else wait in vain.
    with filled.writing(signature()), pytest.raises(BrokenHistoryError, match=r"^Entry 3 "):
        pseudonymise(filled, by_role(Role.ADMINISTRATOR), "cy")


@pytest.mark.parametrize("supply", ["sqlite"], indirect=True)
def test_a_name_that_is_a_word_is_replaced_only_where_it_names_them(empty_store):
    may = person("May", Role.CHAIR, id="m")
    added(empty_store, person("Ann Lee"), may, update(text="Due in May", by="May"))
    added(empty_store, update(id="u2", text="May"), who=signature("May"))
    changed(empty_store, replace(may, active=False))

    pseudonymise(empty_store, by_role(Role.ADMINISTRATOR), "m")

    held = records_in(empty_store)
    assert held.of(Update)["u1"].text == "Due in May"
    assert held.of(Person)["m"].name == "Former chair 1"


@pytest.mark.parametrize("supply", ["sqlite"], indirect=True)
def test_a_name_that_somebody_else_has_too_stays_theirs(empty_store):
    other = person("Cy Brown", Role.MEMBER, id="other")
    added(empty_store, person("Ann Lee"), CY, other)
    added(empty_store, update(text="Cy Brown spoke"), who=signature("Cy Brown"))
    changed(empty_store, replace(CY, active=False))

    pseudonymise(empty_store, by_role(Role.ADMINISTRATOR), "cy")

    held = records_in(empty_store)
    assert [one.name for one in held.of(Person).values()][1:] == ["Former chair 1", "Cy Brown"]
    assert held.of(Update)["u1"].text == "Cy Brown spoke"


NAMES = st.text("Aé'.* x%_/\"\\", min_size=3).map(str.strip).filter(lambda name: " " in name)


@pytest.mark.parametrize("supply", ["sqlite"], indirect=True)
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
# What stands around it has none of a name's letters, or "A A" would stand twice in "A A A A".
@given(name=NAMES, around=st.text("Bß (", max_size=4))
def test_whatever_the_name_is_all_stays_whole_and_says_the_other(supply, name, around):
    with supply.empty() as url, closing(open_store(url)) as store:
        gone = Person("gone", name, (Role.MEMBER,))
        written = f"{around} {name} {around}"
        added(store, person("Bo Ek", id="bo"), gone, action(title=written), update(by=name))
        changed(store, replace(gone, active=False))

        pseudonymise(store, by_role(Role.ADMINISTRATOR, person_id=""), "gone")

        held = records_in(store)
        assert held.of(Person)["gone"].name == held.of(Update)["u1"].by == "Former member 1"
        assert held.of(Action)["a1"].title == f"{around} Former member 1 {around}"
        assert verify(store)


@pytest.mark.parametrize("supply", ["sqlite"], indirect=True)
def test_every_name_that_they_ever_had_is_replaced(empty_store):
    added(empty_store, person("Ann Lee"), replace(CY, name="Cy Smith-Ray"))
    added(empty_store, update(text="Cy Smith-Ray spoke, not Cy Smith-Rayner"))
    changed(empty_store, CY)
    changed(empty_store, replace(CY, active=False), version=2)

    pseudonymise(empty_store, by_role(Role.ADMINISTRATOR), "cy")

    assert "Cy Smith-Ray'" not in everything_said(empty_store)
    said = records_in(empty_store).of(Update)["u1"].text
    assert said == "Former chair 1 spoke, not Cy Smith-Rayner"


@pytest.mark.parametrize("supply", ["sqlite"], indirect=True)
def test_an_administrator_of_one_board_replaces_a_name_in_its_own_room_only(empty_store):
    here = replace(CY, service="hertfordshire")
    elsewhere = update(id="u2", service="essex", text="Cy Brown of Essex")
    added(empty_store, person("Ann Lee"), here, update(text="Cy Brown spoke"), elsewhere)
    changed(empty_store, replace(here, active=False))
    actor = replace(by_role(Role.ADMINISTRATOR).actor, person_id="", room="hertfordshire")

    pseudonymise(empty_store, Signature(actor, AT), "cy")

    held = records_in(empty_store).of(Update)
    assert held["u1"].text == "Former chair 1 spoke"
    assert held["u2"].text == "Cy Brown of Essex"
