"""`history`, `backup`, `restore` and `export` on the command line, and refusals."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from dashboard.__main__ import main
from tests.databases import on_both_databases
from tests.history_factories import action, added, changed, update


@pytest.fixture
def filled(empty_store):
    added(empty_store, action(), update(text="=1+1"))
    changed(empty_store, action(title="@Train <b>everybody</b>"))
    return empty_store


@pytest.fixture
def run(empty_database_url, filled):
    runner = CliRunner(env={"DATABASE_URL": empty_database_url})
    return lambda *arguments: runner.invoke(main, list(arguments))


def edit_by_hand(store):
    with store.database.writing() as connection:
        of = " ON history" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER history_update_guard{of}"))
        connection.execute(text("UPDATE history SET who = 'Eve' WHERE number = 2"))


@on_both_databases
def test_a_whole_history_is_told_with_the_hash_to_note(run):
    told = json.loads(run("history", "verify", "--json").stdout)
    result = run("history", "verify", "--head", told["head"][:16])

    assert (told["whole"], told["entries"], len(told["head"])) == (True, 3, 64)
    assert result.exit_code == 0
    assert f"is whole: 3 entries. Hash of the last: {told['head']}" in result.stdout


@on_both_databases
def test_an_entry_edited_by_hand_is_named_with_exit_code_one(run, filled):
    edit_by_hand(filled)

    result, as_json = run("history", "verify"), run("history", "verify", "--json")

    assert result.exit_code == as_json.exit_code == 1
    assert result.stderr.startswith("Entry 2 (2026-11-21T12:00:00.000000+00:00, Eve: update ")
    assert len(result.stderr.strip().splitlines()) == 1
    assert json.loads(as_json.stdout)["broken"] == 2


def test_a_hash_that_is_gone_and_one_that_is_none_are_one_sentence(run):
    for noted, sentence in (("1" * 64, "No entry of the history has"), ("abc", "is no hash")):
        result = run("history", "verify", "--head", noted)
        assert (result.exit_code, sentence in result.stderr) == (1, True)


def test_the_history_is_listed_newest_first_for_a_program_a_spreadsheet_and_a_reader(run):
    listed = json.loads(run("history", "list", "--json").stdout)
    rows = list(
        csv.DictReader(io.StringIO(run("history", "list", "--csv").stdout.lstrip("\ufeff")))
    )
    lines = run("history", "list", "hertfordshire").stdout.splitlines()

    assert [one["number"] for one in listed] == [3, 2, 1]
    assert (listed[0]["field"], listed[0]["from"]) == ("title", "Train staff")
    assert listed[1]["to"]["text"] == "=1+1"
    assert [row["Number"] for row in rows] == ["3", "2", "1"]
    assert rows[0]["To"] == "'@Train <b>everybody</b>"
    assert rows[0]["hash"] == listed[0]["hash"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    assert lines[2].endswith('added the action "Train staff"')


def test_only_what_belongs_to_a_service_or_to_all_is_listed_for_it(run):
    assert json.loads(run("history", "list", "essex", "--json").stdout) == []
    assert run("history", "list", "atlantis").exit_code == 1


@on_both_databases
def test_a_backup_is_made_and_restored_and_both_say_the_hash(run, tmp_path):
    head = json.loads(run("history", "verify", "--json").stdout)["head"]
    file = tmp_path / "backup.sqlite3"
    made = run("backup", str(file))
    again = run("backup", str(file))
    runner = CliRunner(env={"DATABASE_URL": f"sqlite:///{tmp_path / 'new.sqlite3'}"})
    restored = runner.invoke(main, ["restore", str(file)])

    assert made.stdout.startswith("backup.sqlite3 was written (")
    assert (again.exit_code, "--replace" in again.stderr) == (1, True)
    assert run("backup", str(file), "--replace").exit_code == 0
    assert restored.exit_code == 0
    for text_shown in (made.stdout, restored.stdout):
        assert f"History entries: 3; hash of the last: {head}" in text_shown


def test_an_unknown_folder_is_one_sentence(run, tmp_path):
    result = run("backup", str(tmp_path / "none" / "b.sqlite3"))

    assert (result.exit_code, len(result.stderr.strip().splitlines())) == (1, 1)


def test_a_bundle_is_written_once_with_the_hash_to_note(run, tmp_path):
    exported = run("export", str(tmp_path / "bundle"))
    again = run("export", str(tmp_path / "bundle"))

    assert (exported.exit_code, again.exit_code) == (0, 1)
    assert exported.stdout.startswith("bundle was written. ")
    assert "History entries: 3; hash of the last: " in exported.stdout
    assert "is there already" in again.stderr
