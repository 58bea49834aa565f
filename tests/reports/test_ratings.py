"""The contract of `ratings --json`."""

from dashboard.reports.ratings import no_ratings_contract, ratings_contract
from dashboard.usecases.ratings import RatingsReading, read_ratings
from tests.inspection_factories import holdings

KEYS = ["service", "inspection", "framework", "overall", "standards"]


def contract(service, changes=None):
    reading = read_ratings(holdings(), service, changes)
    assert isinstance(reading, RatingsReading)
    return ratings_contract(reading.derived, reading.supposed)


def test_the_keys_are_as_agreed():
    given = contract("hertfordshire")

    assert list(given) == KEYS
    assert list(given["overall"]) == ["published", "derived", "score", "max_score"]
    assert list(given["standards"][0]) == [
        "code",
        "name",
        "domain",
        "published",
        "derived",
        "score",
        "lowest_key_question",
        "changed",
    ]


def test_a_judgement_has_nulls_and_a_case_standard_its_lowest_key_question():
    by_code = {entry["code"]: entry for entry in contract("hertfordshire")["standards"]}

    assert (by_code["1.1"]["derived"], by_code["1.1"]["lowest_key_question"]) == (None, None)
    assert (by_code["3.3"]["derived"], by_code["3.3"]["lowest_key_question"]) == ("Good", "3.3.3")


def test_only_the_standard_that_moves_is_marked_as_changed():
    given = contract("hertfordshire", {"3.1.2": 79})

    assert [entry["code"] for entry in given["standards"] if entry["changed"]] == ["3.1"]
    assert given["overall"] == {
        "published": "Outstanding",
        "derived": "Good",
        "score": 30,
        "max_score": 36,
    }


def test_an_overall_only_inspection_has_no_standards():
    assert contract("ceredigion")["overall"] == {
        "published": "Inadequate",
        "derived": None,
        "score": 1,
        "max_score": 24,
    }


def test_a_service_without_inspection_has_the_same_keys():
    assert list(no_ratings_contract("blackpool")) == KEYS
