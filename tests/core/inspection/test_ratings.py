"""How grades follow from percentages, and the total from grades."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.ratings import derive
from tests.inspection_factories import (
    framework,
    inspection,
    result,
    results_totalling,
    shipped,
    shipped_frameworks,
    shipped_inspections,
    standard,
)

HERTFORDSHIRE = "hertfordshire-2018"
percentages = st.integers(0, 100)


def derived_hertfordshire():
    return derive(shipped(HERTFORDSHIRE), shipped_frameworks()["hmip-2018"])


def rate_one(standard_result, questions=3):
    rules = framework(standard("2.1", questions))
    return derive(inspection(standard_result), rules).of("2.1")


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (0, Rating.INADEQUATE),
        (6, Rating.INADEQUATE),
        (7, Rating.REQUIRES_IMPROVEMENT),
        (18, Rating.REQUIRES_IMPROVEMENT),
        (19, Rating.GOOD),
        (30, Rating.GOOD),
        (31, Rating.OUTSTANDING),
        (36, Rating.OUTSTANDING),
    ],
)
def test_the_overall_rating_changes_exactly_at_the_edge_of_a_band(total, expected):
    derived = derive(inspection(*results_totalling(total)), framework())

    assert (derived.score, derived.max_score) == (total, 36)
    assert derived.overall is expected


@pytest.mark.parametrize(
    ("lowest", "expected"),
    [
        (49, Rating.INADEQUATE),
        (50, Rating.REQUIRES_IMPROVEMENT),
        (64, Rating.REQUIRES_IMPROVEMENT),
        (65, Rating.GOOD),
        (79, Rating.GOOD),
        (80, Rating.OUTSTANDING),
    ],
)
def test_the_lowest_key_question_decides_and_not_the_mean(lowest, expected):
    assert rate_one(result("2.1", 100, lowest, 100)).derived is expected


def test_a_standard_of_two_key_questions_takes_the_lower():
    rated = rate_one(result("2.1", 72, 92, published=Rating.GOOD), questions=2)

    assert rated.derived is Rating.GOOD


def test_key_questions_level_with_the_lowest_all_decide():
    lowest = rate_one(result("2.1", 91, 95, 91)).lowest

    assert [answer.question.code for answer in lowest] == ["2.1.1", "2.1.3"]


def test_a_standard_without_percentages_keeps_its_published_rating():
    rated = rate_one(result("2.1", published=Rating.GOOD))

    assert rated.derived is None
    assert rated.score == 2


def test_a_missing_key_question_is_not_zero_and_not_passed():
    rated = rate_one(result("2.1", 91, 95, published=Rating.OUTSTANDING))

    assert rated.derived is None
    assert rated.rating is Rating.OUTSTANDING


def test_a_judgement_is_never_derived():
    rated = rate_one(result("2.1", published=Rating.GOOD), questions=0)

    assert rated.derived is None
    assert rated.agrees is None


def test_a_published_rating_that_differs_is_shown_beside_the_arithmetic():
    rated = rate_one(result("2.1", 90, 90, 79, published=Rating.OUTSTANDING))

    assert (rated.published, rated.derived) == (Rating.OUTSTANDING, Rating.GOOD)
    assert rated.agrees is False


def test_a_standard_that_is_not_counted_adds_nothing_to_the_total_or_its_maximum():
    standards = [standard(f"1.{n}", 0) for n in range(1, 13)]
    rules = framework(*standards, standard("4.1", 0, counted=False))
    rated = derive(
        inspection(*results_totalling(19), result("4.1", published=Rating.OUTSTANDING)), rules
    )

    assert (rated.score, rated.max_score) == (19, 36)
    assert rated.of("4.1").score is None


def test_resettlement_is_rated_but_not_counted_in_2021_and_3_4_is_a_judgement():
    rules = shipped_frameworks()["hmip-2021"]
    counted = [s.code for s in rules.standards.values() if s.counted]

    assert len(rules.standards) == 13
    assert len(counted) == 12
    assert "4.1" not in counted
    assert rules.standard("3.4").name == "Out-of-court disposal policy and provision"
    assert rules.standard("3.4").basis == "judgement"


def test_eight_rated_standards_out_of_24_get_no_band():
    derived = derive(inspection(*results_totalling(24)[:8]), framework())

    assert (derived.score, derived.max_score) == (24, 24)
    assert derived.overall is None


def test_a_standard_without_any_rating_is_not_scored_as_zero():
    derived = derive(inspection(*results_totalling(33)[:11], result("1.12")), framework())

    assert (derived.score, derived.max_score) == (33, 33)
    assert derived.overall is None


def test_an_inspection_of_which_only_the_score_is_held_is_banded_by_it():
    derived = derive(inspection(score=33, max_score=36), framework())

    assert derived.overall is Rating.OUTSTANDING
    assert derived.standards == ()


def test_an_inspection_without_a_score_has_no_total():
    derived = derive(inspection(overall=Rating.GOOD), framework())

    assert (derived.score, derived.overall) == (None, None)


def test_nothing_is_derived_without_arithmetic():
    rules = framework(arithmetic=False, key_question_scale=None, overall_scales=())
    derived = derive(inspection(*results_totalling(30), overall=Rating.GOOD), rules)

    assert (derived.score, derived.overall) == (None, None)


@given(st.lists(percentages, min_size=1, max_size=4), st.data())
def test_raising_a_percentage_never_lowers_a_grade(values, data):
    place = data.draw(st.integers(0, len(values) - 1))
    raised = [*values]
    raised[place] = data.draw(st.integers(values[place], 100))

    before = rate_one(result("2.1", *values), questions=len(values)).derived
    after = rate_one(result("2.1", *raised), questions=len(values)).derived

    assert before is not None
    assert after is not None
    assert after >= before


def test_hertfordshire_scores_31_of_36_outstanding_derived_and_published():
    derived = derived_hertfordshire()

    assert (derived.score, derived.max_score) == (31, 36)
    assert derived.overall is derived.published is Rating.OUTSTANDING


def test_all_eight_case_standards_of_hertfordshire_agree_with_the_arithmetic():
    derived = derived_hertfordshire()

    assert len(derived.comparable) == len(derived.agreeing) == 8
    assert len(derived.answers) == 23


def test_every_held_total_gives_the_published_overall_rating():
    for held in shipped_inspections():
        derived = derive(held, shipped_frameworks()[held.framework])
        assert derived.overall in (None, held.overall), held.id


def test_standards_below_good_come_worst_first_and_by_what_was_published():
    results = results_totalling(31)
    derived = derive(inspection(*results), framework())

    assert [one.standard.code for one in derived.below_good] == ["1.12", "1.11"]
    assert derive(inspection(*results_totalling(36)), framework()).below_good == ()


def test_a_standard_that_inspectors_lifted_above_its_percentages_is_not_below_good():
    rules = framework(standard("2.1", 1), standard("2.2", 1))
    lifted = result("2.1", 60, published=Rating.GOOD)

    below = derive(inspection(lifted, result("2.2", 60)), rules).below_good
    assert [one.standard.code for one in below] == ["2.2"]
