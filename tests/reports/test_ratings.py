"""The contract of `ratings --json`."""

import pytest

from dashboard.core.inspection.frameworks import Rating
from dashboard.reports.ratings import no_ratings_contract, ratings_contract
from dashboard.usecases.inspection.ratings import RatingsReading, read_ratings
from tests.inspection_factories import holdings

KEYS = ["service", "inspection", "framework", "overall", "standards", "verbal_baselines"]
KEYS += ["overall_headroom", "headroom", "reinspection", "reinspection_basis", "what_if"]


def contract(service, changes=None):
    reading = read_ratings(holdings(), service, changes)
    assert isinstance(reading, RatingsReading)
    return ratings_contract(reading.derived, reading.reinspection, reading.supposed)


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


def test_a_share_given_in_words_carries_them_and_is_no_percentage_of_a_standard():
    given = contract("hertfordshire")

    assert {
        "standard": "3.1",
        "measured": "Out-of-court cases whose safety and wellbeing classification was too low",
        "share": 25,
        "as_printed": "a quarter",
    } in given["verbal_baselines"]
    assert contract("essex")["verbal_baselines"] == []


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


def test_headroom_is_a_list_of_key_questions_with_a_note_where_cases_are_not_published():
    by_code = {entry["code"]: entry for entry in contract("hertfordshire")["headroom"]}

    assert len(by_code) == 23
    assert contract("hertfordshire")["overall_headroom"] == {
        "points_to_fall": 1,
        "points_to_rise": None,
    }
    assert by_code["2.1.3"] == {
        "code": "2.1.3",
        "percentage": 83,
        "rating": "Outstanding",
        "decides": True,
        "points_to_fall": 4,
        "points_to_rise": None,
        "cases": 54,
        "cases_to_fall": 2,
        "cases_to_rise": None,
        "note": None,
    }
    assert by_code["3.3.3"]["cases_to_fall"] is None
    assert "not published" in by_code["3.3.3"]["note"]


def test_reinspection_gives_a_share_for_each_rating_and_what_it_rests_on():
    shares = contract("hertfordshire")["reinspection"]
    basis = contract("hertfordshire")["reinspection_basis"]

    assert list(shares) == ["Outstanding", "Good", "Requires improvement", "Inadequate"]
    assert sum(shares.values()) == pytest.approx(1)
    assert list(basis) == ["draws", "seed", "assumptions"]
    assert basis["draws"] == 10_000
    assert len(basis["assumptions"]) == 7


def test_supposing_a_judgement_leaves_what_was_published_as_it_was():
    given = contract("hertfordshire", {"1.1": Rating.INADEQUATE, "3.1.2": 79})
    by_code = {entry["code"]: entry for entry in given["standards"]}

    assert (by_code["1.1"]["published"], by_code["1.1"]["score"]) == ("Good", 0)
    assert given["what_if"]["changes"] == {"1.1": "Inadequate", "3.1.2": 79}
    assert (given["what_if"]["overall_before"], given["what_if"]["score_before"]) == (
        "Outstanding",
        31,
    )
    assert given["headroom"] == contract("hertfordshire")["headroom"]
    assert given["reinspection"] == contract("hertfordshire")["reinspection"]


def test_an_overall_only_inspection_has_no_standards():
    assert contract("ceredigion")["overall"] == {
        "published": "Inadequate",
        "derived": None,
        "score": 1,
        "max_score": 24,
    }
    assert contract("ceredigion")["headroom"] == []
    assert contract("ceredigion")["reinspection"] is None


def test_a_service_without_inspection_has_the_same_keys():
    assert list(no_ratings_contract("blackpool")) == KEYS
