"""`reminders` and `recommendations`: what is recorded reaches the command line."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from dashboard.__main__ import main
from tests.register_factories import THIRD, action, follow_up, store_all, store_people


@pytest.fixture
def run(own_store, own_database_url):
    """Run a command beside a register in which one recommendation is followed up."""
    store_people(own_store)
    store_all(own_store, follow_up(), action())
    runner = CliRunner(env={"DATABASE_URL": own_database_url})
    return lambda *arguments: runner.invoke(main, list(arguments))


def test_reminders_are_lines_a_table_or_a_calendar(run):
    asked = ("reminders", "--until", "2030-01-01", "hertfordshire")

    lines = run(*asked).stdout.splitlines()
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--csv").stdout_bytes.decode("utf-8-sig"))))
    events = Calendar.from_ical(run(*asked, "--ics").stdout_bytes).events

    assert lines[0].startswith("31 March 2019 (")
    assert rows[0]["what"] == "Step 1"
    assert [str(event["UID"]).partition("@")[0] for event in events] == [
        "action-action-1",
        f"recommendation-{THIRD}",
    ]


def test_all_services_are_asked_where_none_is_named(run):
    assert "Step 1" in run("reminders", "--until", "2019-03-31").stdout
    assert "Nothing that is open" in run("reminders", "--until", "2019-03-31", "essex").stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--until", "2030-01-01", "narnia"), 'no service "narnia"'),
        (("--until", "2030-01-01", "--csv", "--ics"), "exclude each other"),
        (("--until", "tomorrow"), "is not a day"),
        ((), "Missing option '--until'"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(run, arguments, sentence):
    result = run("reminders", *arguments)

    assert result.exit_code != 0
    assert sentence in result.stderr


def test_recommendations_show_what_was_recorded(run):
    shown = json.loads(run("recommendations", "hertfordshire", "--json").stdout)

    third = next(one for one in shown if one["id"] == THIRD)
    assert shown[0] == third
    assert (third["owner"], third["body"], third["due"]) == ("Olu Owner", "Police", "2019-12-31")
    assert (third["late"], third["open_actions"]) == (True, 1)
    assert third["measure"]["latest"] == 69
    assert third["measure"]["met"] is False


def test_a_recommendation_to_somebody_else_is_neither_late_nor_stuck_nor_lacking(run):
    (shown,) = json.loads(run("recommendations", "essex", "--json").stdout)

    assert (shown["status"], shown["for_others"]) == ("For others: watch", True)
    assert (shown["late"], shown["stuck"], shown["missing"]) == (None, False, [])
    assert run("recommendations", "essex").stdout.startswith(
        "essex-2018-1: For others: watch, addressed to Youth Justice Board. The Youth Justice Board"
    )
