"""`national-standards`: what it prints and its contract."""

import datetime as dt
import json

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.core.board.national_standards import Answer, StandardAssessment
from tests.board_factories import at, stored


@pytest.fixture
def run(own_database_url, own_store):
    made = StandardAssessment(
        "a1",
        "hertfordshire",
        "at-court",
        "At court",
        Answer.PARTLY_MET,
        "Bo Bell",
        dt.date(2020, 3, 2),
        "Ann Lee",
        at("2020-03-05"),
        link="https://example.org/audit",
    )
    stored(own_store, made, day="2020-03-05")
    runner = CliRunner(env={"DATABASE_URL": own_database_url})
    return lambda *arguments: runner.invoke(main, ["national-standards", *arguments])


def test_it_prints_each_standard_and_whose_word_it_is(run):
    printed = run("hertfordshire").stdout

    assert printed.startswith(
        "Of the 5 national standards, 1 is partly met and 4 are not assessed."
    )
    assert "This is the service's own word, not an inspection." in printed
    assert "\n1. Out of court disposals: Not assessed\n" in printed
    assert "\n2. At court: Partly met (2 March 2020 (" in printed


def test_its_contract_is_plain_data(run):
    found = json.loads(run("hertfordshire", "--json").stdout)

    assert found["service"] == "hertfordshire"
    by_code = {each["code"]: each for each in found["standards"]}
    assert len(by_code) == 5
    assert by_code["in-the-community"] == {
        "number": 3,
        "code": "in-the-community",
        "name": "In the community",
        "answer": "Not assessed",
        "days_old": None,
        "more_than_a_year_old": None,
        "assessment": None,
    }
    assert by_code["at-court"]["more_than_a_year_old"] is True
    assert by_code["at-court"]["assessment"] == {
        "answer": "Partly met",
        "assessed_by": "Bo Bell",
        "on": "2020-03-02",
        "evidence": None,
        "link": "https://example.org/audit",
        "note": None,
        "recorded_by": "Ann Lee",
        "recorded_at": "2020-03-05T09:00:00+00:00",
    }


def test_an_unknown_service_is_one_sentence(run):
    answer = run("hertfordshir")

    assert answer.exit_code == 1
    assert "did you mean Hertfordshire" in answer.stderr
