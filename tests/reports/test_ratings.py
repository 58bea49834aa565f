"""The contract of `ratings --json`."""

from dataclasses import replace

import pytest

from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.ratings import derive
from dashboard.reports.ratings import no_ratings_contract, ratings_contract
from dashboard.usecases.inspection.ratings import RatingsReading, read_ratings
from tests.inspection_factories import holdings, service, shipped, shipped_frameworks

KEYS = ["service", "inspection", "framework", "covers", "overall", "standards"]
KEYS += ["verbal_baselines"]
KEYS += ["overall_headroom", "headroom", "reinspection", "reinspection_basis"]
KEYS += ["reinspection_models", "reinspection_models_left_out", "what_if"]


def contract(service, changes=None):
    return contract_of(read_ratings(holdings(), service, changes))


def contract_of(reading):
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


def test_the_shares_of_the_binomial_model_are_what_they_were_before_there_were_others():
    given = contract("hertfordshire")

    assert given["reinspection"] == {
        "Outstanding": 0.2639,
        "Good": 0.7361,
        "Requires improvement": 0,
        "Inadequate": 0,
    }
    assert given["reinspection_models"][0]["shares"] == given["reinspection"]


def test_every_model_has_its_name_its_assumption_and_shares():
    given = contract("hertfordshire")
    models = given["reinspection_models"]

    assert [one["id"] for one in models] == [
        "binomial",
        "finite-caseload",
        "finite-caseload-part-asked",
        "uncertain-percentages",
        "dependent-questions",
        "fully-dependent-questions",
    ]
    for one in models:
        assert list(one) == ["id", "name", "assumption", "shares", "draws", "seed"]
        assert sum(one["shares"].values()) == pytest.approx(1)
    assert given["reinspection_models_left_out"] == []


def test_a_model_without_its_data_is_left_out_with_the_reason():
    derived = derive(
        replace(shipped("hertfordshire-2018"), sampling=None), shipped_frameworks()["hmip-2018"]
    )
    given = contract_of(RatingsReading(service("hertfordshire"), derived))

    assert [one["id"] for one in given["reinspection_models_left_out"]] == [
        "finite-caseload",
        "finite-caseload-part-asked",
    ]
    assert len(given["reinspection_models"]) == 4
    for one in given["reinspection_models_left_out"]:
        assert list(one) == ["id", "name", "why_not"]
        assert "not known here" in one["why_not"]


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
    assert given["reinspection_models"] == contract("hertfordshire")["reinspection_models"]


def test_an_overall_only_inspection_has_no_standards():
    assert contract("ceredigion")["overall"] == {
        "published": "Inadequate",
        "derived": None,
        "score": 1,
        "max_score": 24,
    }
    assert contract("ceredigion")["headroom"] == []
    assert contract("ceredigion")["reinspection"] is None
    assert contract("ceredigion")["reinspection_models"] == []
    assert contract("ceredigion")["reinspection_models_left_out"] == []


def test_a_service_without_inspection_has_the_same_keys():
    assert list(no_ratings_contract("blackpool")) == KEYS
