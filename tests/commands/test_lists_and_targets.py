"""`lists` and `targets`: what they print, and one sentence with exit code 1 for what cannot be."""

import json

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from tests.databases import on_both_databases
from tests.lists_factories import list_file, lists_held, targets_held
from tests.stored import tokens_in

FIVE = list_file(*(f"Hertfordshire,{n}" for n in ("Essex", "Kent", "Surrey", "Norfolk", "Suffolk")))
FTE = ("hertfordshire", "first-time-entrants")


@pytest.fixture
def run(own_database_url):
    runner = CliRunner(env={"DATABASE_URL": own_database_url})
    return lambda *arguments: runner.invoke(main, [str(each) for each in arguments])


@pytest.fixture
def add(run, tmp_path):
    """Add a list from a file with this content."""

    def from_file(content=FIVE, title="Family", *more):
        file = tmp_path / "list.csv"
        file.write_bytes(content)
        about = ("--title", title, "--publisher", "YJB", "--by", "Ann")
        return run("lists", "add", file, *about, *more)

    return from_file


@pytest.mark.parametrize("group", ["lists", "targets"])
def test_a_template_is_printed_and_is_refused_as_it_stands(run, tmp_path, group):
    file = tmp_path / "template.csv"
    file.write_text(run(group, "template").stdout, encoding="utf-8")

    orders = {
        "lists": ("add", file, "--title", "T", "--publisher", "P"),
        "targets": ("load", file),
    }
    result = run(group, *orders[group])

    assert result.exit_code == 1
    assert "was refused and nothing was stored" in result.stderr


def test_a_list_that_was_added_compares(run, add):
    result = add()
    assert "compare with --peers family." in result.stdout

    shown = json.loads(run("compare", *FTE, "--peers", "family", "--json").stdout)

    assert shown["benchmark"]["model"] == "family"
    assert shown["benchmark"]["areas_in_group"] == 5


def test_what_is_not_read_of_a_list_is_a_line_each(add):
    content = list_file("Hertfordshire,Essex,Close", header="area,neighbour,closeness")

    assert "Note: Columns that are not read: closeness.\n" in add(content).stdout


def test_of_several_lists_in_a_file_one_is_named(add, own_store):
    rows = ("2021,Hertfordshire,Essex", "2025,Hertfordshire,Kent")
    content = list_file(*rows, header="model,area,neighbour")

    assert 'choose one: "2021" and "2025"' in add(content).stderr
    assert add(content, "Family", "--list", "2025").exit_code == 0
    assert lists_held(own_store)[1].lists == {"E10000015": ("E10000016",)}


def test_lists_are_listed_with_what_peers_takes(run, add):
    add()

    shown = json.loads(run("lists", "list", "--json").stdout)

    assert [one["peers"] for one in shown] == ["dfe-2021", "dfe-2025", "ons-2025", "family"]
    assert [one["id"] for one in shown] == [None, None, None, 1]
    assert shown[3]["added_by"] == "Ann"
    assert "Family" in run("lists", "list").stdout


@on_both_databases
def test_a_list_is_withdrawn_and_restored_by_its_number(run, add):
    add()

    assert "undo with: lists restore 1" in run("lists", "withdraw", 1).stdout
    assert "(withdrawn)" in run("lists", "list").stdout
    assert run("compare", *FTE, "--peers", "family").exit_code == 1

    run("lists", "restore", 1)
    assert run("compare", *FTE, "--peers", "family").exit_code == 0


def test_every_problem_of_a_list_is_printed_and_the_error_is_one_sentence(run, add, own_store):
    result = add(list_file("Hertfordshire,Atlantis", "Hertfordshire,Narnia", "Hertfordshire,"))

    assert result.exit_code == 1
    alike, empty = result.stdout.strip().splitlines()
    assert alike.startswith('2 rows (2 to 3), neighbour: "Atlantis" and "Narnia": each is not a')
    assert empty.startswith('row 4, neighbour: "" is empty')
    assert len(result.stderr.strip().splitlines()) == 1
    assert lists_held(own_store) == {}


@on_both_databases
def test_a_target_is_set_listed_withdrawn_and_restored(run, own_store):
    assert run("targets", "set", *FTE, "100", "--unit", "per 100,000", "--by", "Ann").exit_code == 0

    shown = json.loads(run("targets", "list", "hertfordshire", "--json").stdout)
    assert (shown[0]["value"], shown[0]["unit"]) == (100, "per 100,000")
    assert (shown[0]["added_by"], shown[0]["withdrawn_at"]) == ("Ann", None)
    assert json.loads(run("targets", "list", "essex", "--json").stdout) == []

    run("targets", "withdraw", 1)
    assert "(withdrawn)" in run("targets", "list").stdout
    run("targets", "restore", 1)
    assert targets_held(own_store)[1].in_use


def test_a_file_of_targets_is_loaded(run, tmp_path, own_store):
    file = tmp_path / "targets.csv"
    file.write_text("service,indicator,unit,value\nessex,reoffending-15-17,%,30\n", "utf-8")

    assert run("targets", "load", file).stdout == "Targets set: 1.\n"
    assert len(targets_held(own_store)) == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("targets", "set", *FTE, "100", "--unit", "%"), 'give the target in "per 100,000"'),
        (("targets", "set", "nowhere", FTE[1], "1", "--unit", "%"), 'no service "nowhere"'),
        (("targets", "list", "nowhere"), 'no service "nowhere"'),
        (("targets", "withdraw", "9"), 'no target with the number "9"'),
        (("targets", "load", "missing.csv"), "cannot be read"),
        (("lists", "restore", "9"), 'no supplied list with the number "9"'),
        (("lists", "add", "gone.csv", "--title", "T", "--publisher", "P"), "cannot be read"),
        (("lists", "add", ".", "--title", "T", "--publisher", "P"), "cannot be read"),
        (("compare", *FTE, "--peers", "own"), "needs 2 to 60 areas, and 0 were chosen"),
        (("compare", *FTE, "--peers", "own", "--areas", "Essex,Atlantis"), '"Atlantis" is not'),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_stored(run, own_store, arguments, sentence):
    before = tokens_in(own_store)

    result = run(*arguments)

    assert result.exit_code == 1
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert tokens_in(own_store) == before


def test_areas_of_ones_own_choice_are_compared_with(run):
    result = run("compare", *FTE, "--peers", "own", "--areas", "Essex, Kent,E10000030,Norfolk")

    assert "Compared with: Areas of your own choice." in result.stdout


def test_areas_without_the_own_group_are_a_slip_of_usage(run):
    assert run("compare", *FTE, "--areas", "Essex").exit_code == 2
