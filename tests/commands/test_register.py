"""`register`: exported, loaded, shown first, and one sentence for what cannot be."""

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.core.history import Search
from dashboard.core.register.follow_ups import FollowUp
from dashboard.core.rooms import EVERYWHERE
from dashboard.store import history
from dashboard.store.engine import open_store
from tests.databases import on_both_databases
from tests.sheets_factories import changed, edited, with_row
from tests.stored import records_in

FIRST = "hertfordshire-2018-1"


@pytest.fixture
def run(own_database_url):
    runner = CliRunner(env={"DATABASE_URL": own_database_url})
    return lambda *arguments: runner.invoke(main, ["register", *map(str, arguments)])


@pytest.fixture
def store(own_database_url):
    opened = open_store(own_database_url)
    yield opened
    opened.close()


@pytest.fixture
def file(run, tmp_path):
    """An exported workbook."""
    place = tmp_path / "out" / "register.xlsx"
    assert run("export", "hertfordshire", place).exit_code == 0
    return place


def test_a_workbook_is_exported_and_loading_it_changes_nothing(run, file):
    result = run("load", file)

    assert result.exit_code == 0
    assert result.stdout == "Changes stored: 0. Rows refused: 0, unchanged: 3.\n"


def test_a_folder_takes_one_csv_file_a_sheet(run, tmp_path):
    result = run("export", "hertfordshire", tmp_path / "csv")

    assert sorted(path.name for path in (tmp_path / "csv").iterdir()) == [
        "actions.csv",
        "recommendations.csv",
    ]
    assert "recommendations.csv was written." in result.stdout
    assert run("load", tmp_path / "csv" / "recommendations.csv").exit_code == 0


def test_a_dry_run_shows_each_change_and_stores_nothing(run, file, store):
    file.write_bytes(edited(file.read_bytes(), "Recommendations", FIRST, partner="Police"))

    result = run("load", file, "--dry-run")

    assert 'recommendation 1: Partner: "" -> "Police"' in result.stdout
    assert "Changes would be stored: 1." in result.stdout
    assert not records_in(store).of(FollowUp)


@on_both_databases
def test_a_load_is_recorded_under_the_name_given(run, file, store):
    file.write_bytes(edited(file.read_bytes(), "Recommendations", FIRST, partner="Police"))

    assert run("load", file, "--by", "Ann Lee").exit_code == 0

    with store.database.reading() as connection:
        last = next(history.found(connection, EVERYWHERE, Search(), most=1))
    assert (last.who, last.change.item) == ("Ann Lee", FIRST)


def test_refused_rows_are_printed_and_fail_the_command_while_others_are_stored(run, file, store):
    sent = edited(file.read_bytes(), "Recommendations", FIRST, partner="Police")
    file.write_bytes(with_row(sent, "Actions", recommendation_id=FIRST, action="A", owner="Bob"))

    result = run("load", file)

    assert result.exit_code == 1
    assert 'Refused: Actions, row 2: There is no owner "Bob"' in result.stderr
    assert "Changes stored: 1. Rows refused: 1, unchanged: 2." in result.stdout
    assert records_in(store).of(FollowUp)[FIRST].body == "Police"


def test_a_dry_run_says_what_was_not_read_and_what_was_read_otherwise(run, file):
    def edit(made):
        made["Recommendations"].title = "Recs"
        made["Recs"]["M1"], made["Recs"]["M2"] = "RAG", "green"
        made["Recs"].cell(2, 9).value = "31-Mar-27"

    file.write_bytes(changed(file.read_bytes(), edit))

    result = run("load", file, "--dry-run")

    assert result.stdout.splitlines()[:3] == [
        'Note: The sheet "Recs" was read as "Recommendations": it has those columns.',
        "Note: Recommendations, columns that are not read: RAG.",
        'Note: Recommendations, read as meant in the column Due date: "31-Mar-27" as 31 March '
        "2027.",
    ]
    assert 'Due date: "" -> "31 March 2027"' in result.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("export", "atlantis", "x.xlsx"), 'There is no service "atlantis"'),
        (("load", "nowhere.xlsx"), "cannot be read"),
        (("load", "nowhere.xlsx", "--by", " "), "The name of who makes the change is missing"),
    ],
)
def test_what_cannot_be_is_one_sentence(run, tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)

    result = run(*arguments)

    assert result.exit_code == 1
    assert sentence in result.stderr


def test_a_place_that_cannot_be_written_is_one_sentence(run, tmp_path):
    (tmp_path / "taken").write_text("a file")

    result = run("export", "hertfordshire", tmp_path / "taken" / "register.xlsx")

    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_every_problem_of_a_file_is_printed(run, tmp_path):
    file = tmp_path / "actions.csv"
    file.write_text("Action id,Ownr\n1,2\n")

    result = run("load", file)

    assert result.exit_code == 1
    assert 'change "Ownr" to "Owner"' in result.stdout
    assert "was refused and nothing was stored" in result.stderr
