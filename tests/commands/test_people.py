"""`people`: what it prints, what it records, and one sentence for what cannot be."""

import json

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.core.people import Person
from dashboard.store import history
from tests.databases import on_both_databases
from tests.stored import records_in, tokens_in


@pytest.fixture
def run(own_database_url):
    runner = CliRunner(env={"DATABASE_URL": own_database_url})
    return lambda *arguments: runner.invoke(main, ["people", *arguments])


@pytest.fixture
def ann(run):
    return run("add", "Ann Lee", "--role", "administrator", "--role", "chair", "--body", "Police")


@on_both_databases
def test_a_person_is_added_listed_and_recorded_under_the_name_given(run, own_store):
    run("add", "Ann Lee", "--role", "administrator", "--by", "Cy Dent")

    (shown,) = json.loads(run("list", "--json").stdout)
    assert (shown["name"], shown["roles"], shown["active"]) == ("Ann Lee", ["Administrator"], True)
    with own_store.database.reading() as connection:
        (entry,) = history.entries(connection)
    assert (entry.who, entry.identity) == ("Cy Dent", "identity not verified (command line)")


def test_what_is_not_named_stays_when_a_person_is_changed(run, ann, own_store):
    assert run("change", "ann lee", "--name", "Ann B Lee").exit_code == 0

    (held,) = records_in(own_store).of(Person).values()
    assert (held.name, len(held.roles), held.body) == ("Ann B Lee", 2, "Police")


def test_somebody_who_leaves_is_marked_and_can_come_back(run, ann):
    run("add", "Bob Ray", "--role", "member")

    run("change", "Bob Ray", "--left")
    assert "Bob Ray (left): Board member" in run("list").stdout

    run("change", "Bob Ray", "--back")
    assert "(left)" not in run("list").stdout


def test_the_list_tells_the_roles_in_further_services(run):
    run("add", "Olu Ek", "--role", "officer", "--service", "hertfordshire")
    run("join", "Olu Ek", "--service", "leeds", "--role", "chair")

    assert run("list").stdout == "Olu Ek (hertfordshire): Performance officer; in leeds: Chair\n"
    (shown,) = json.loads(run("list", "--json").stdout)
    assert shown["further"] == {"leeds": ["Chair"]}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "Bob Ray"), "has no role"),
        (("add", "Ann Lee", "--role", "member"), "is registered already"),
        (("add", "Bob", "--role", "member", "--body", "Polise"), "did you mean Police"),
        (("add", "Bob", "--role", "member", "--by", " "), "name of who makes the change"),
        (("change", "Rob Ray", "--left"), 'no person "Rob Ray"'),
        (("change", "Ann Lee", "--left"), "must always be an administrator"),
        (("change", "Ann Lee", "--role", "chair"), "must always be an administrator"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_stored(
    run, ann, own_store, arguments, sentence
):
    before = tokens_in(own_store)

    result = run(*arguments)

    assert result.exit_code == 1
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert tokens_in(own_store) == before


@on_both_databases
def test_what_is_held_is_written_and_the_name_of_one_who_left_replaced(run, ann, tmp_path):
    run("add", "Bob Ray", "--role", "member")
    file = tmp_path / "bob.json"
    refused = run("pseudonymise", "Bob Ray", "--yes")
    run("change", "Bob Ray", "--left")
    asked = run("pseudonymise", "Bob Ray")

    written, done = (
        run("export", "bob ray", "--out", str(file)),
        run("pseudonymise", "Bob Ray", "--yes"),
    )

    assert written.stdout.endswith("bob.json was written.\n")
    assert json.loads(file.read_text())["name"] == "Bob Ray"
    assert (refused.exit_code, "did not leave" in refused.stderr) == (1, True)
    assert "The name stays in files: evidence, loaded files, issued packs" in asked.stdout
    assert asked.exit_code == 1
    assert done.stdout.startswith("They are called Former member 1 from now on: the name was ")
    assert "Former member 1 (left): Board member" in run("list").stdout
