"""How often each overall rating comes out when chance draws the same work again."""

import time
from functools import cache

import numpy as np
import pytest

from dashboard.core.inspection.frameworks import Domain, Rating
from dashboard.core.inspection.inspections import Sample
from dashboard.core.inspection.reinspection import NoReinspection, Reinspection, reinspect
from tests.inspection_factories import (
    framework,
    inspection,
    result,
    results_totalling,
    scale,
    shipped,
    shipped_frameworks,
    standard,
)

SAMPLE = (Sample(40, "cases", "2"),)
ONE_STANDARD = {"overall_scales": (scale([0, 1, 2, 3], 3),)}


def again(*results, samples=SAMPLE, draws=10_000, seed=1, questions=1):
    standards = tuple(standard(r.code, questions) for r in results)
    rules = framework(
        domains=(Domain("2", "Some domain", "Some work", standards),),
        overall_scales=(scale([0, 1, 2, 3], 3 * len(results)),) if results else (),
    )
    return reinspect(inspection(*results, samples=samples), rules, draws, seed)


def drawn_anew(**changes):
    return reinspect(shipped("hertfordshire-2018"), shipped_frameworks()["hmip-2018"], **changes)


hertfordshire = cache(drawn_anew)


def test_the_same_seed_gives_the_same_shares_and_another_seed_nearly_the_same():
    first, same, other = hertfordshire(), drawn_anew(), hertfordshire(seed=7)

    assert first.shares == same.shares
    assert first.shares != other.shares
    assert abs(first.shares[Rating.GOOD] - other.shares[Rating.GOOD]) < 0.03


def test_the_shares_are_of_all_four_ratings_best_first_and_add_up_to_one():
    shares = hertfordshire().shares

    assert list(shares) == list(reversed(Rating))
    assert sum(shares.values()) == pytest.approx(1)


def test_hertfordshire_would_come_out_good_more_often_than_outstanding():
    shares = hertfordshire().shares

    assert 0.25 < shares[Rating.OUTSTANDING] < 0.29
    assert 0.71 < shares[Rating.GOOD] < 0.75


def test_one_question_comes_out_as_often_as_the_binomial_distribution_says():
    # 80% of 40 cases: Outstanding needs 32 or more (79.5% is 31.8 cases).
    drawn = again(result("2.1", 80), draws=200_000)

    met = np.random.default_rng(9).binomial(40, 0.8, 200_000) >= 32
    assert drawn.shares[Rating.OUTSTANDING] == pytest.approx(met.mean(), abs=0.01)


def test_certain_answers_come_out_the_same_every_time():
    assert again(result("2.1", 100)).shares[Rating.OUTSTANDING] == 1
    assert again(result("2.1", 0)).shares[Rating.INADEQUATE] == 1


def test_a_half_is_rounded_up_before_it_is_banded():
    # 5 of 8 is 62.5%, published as 63%; 4 of 8 is exactly 50%: never Inadequate from 4 on.
    drawn = again(result("2.1", 63), samples=(Sample(8, "cases", "2"),), draws=50_000)

    met = np.random.default_rng(5).binomial(8, 0.63, 50_000)
    assert drawn.shares[Rating.INADEQUATE] == pytest.approx((met < 4).mean(), abs=0.01)


def test_the_lowest_of_several_questions_decides_in_every_draw():
    one_alone = again(result("2.1", 80)).shares[Rating.OUTSTANDING]
    three = again(result("2.1", 80, 80, 80), questions=3).shares[Rating.OUTSTANDING]

    assert three == pytest.approx(one_alone**3, abs=0.02)


def test_judgements_are_held_as_published():
    drawn = hertfordshire()

    assert set(drawn.standard_shares) == {
        code for code in shipped_frameworks()["hmip-2018"].standards if code[0] in "23"
    }
    assert any("domain 1" in sentence for sentence in drawn.assumptions)


def test_a_standard_that_is_not_counted_is_drawn_and_adds_nothing_to_the_total():
    rules = framework(
        domains=(
            Domain(
                "2",
                "Some domain",
                "Some work",
                (standard("2.1", 1), standard("4.1", 1, counted=False)),
            ),
        ),
        overall_scales=(scale([0, 1, 2, 3], 3),),
    )
    drawn = reinspect(
        inspection(result("2.1", 100), result("4.1", 0), samples=SAMPLE), rules, draws=10
    )

    assert isinstance(drawn, Reinspection)
    assert drawn.shares[Rating.OUTSTANDING] == 1
    assert drawn.standard_shares["4.1"][Rating.INADEQUATE] == 1


def test_questions_asked_of_an_unpublished_part_are_named_beside_the_result():
    drawn = hertfordshire()

    assert {"3.1.3", "3.2.3", "3.3.3"} < set(drawn.asked_of_part)
    assert "3.3.3 were asked of part of the sample" in drawn.assumptions[-1]
    assert "are drawn with the whole sample" in drawn.assumptions[-1]


def test_larger_samples_make_the_result_firmer():
    small, large = (
        again(result("2.1", 85), samples=(Sample(n, "cases", "2"),)).shares[Rating.OUTSTANDING]
        for n in (20, 90)
    )

    assert large > small


@pytest.mark.parametrize(
    ("held", "rules", "words"),
    [
        (inspection(*results_totalling(31)), framework(), "no percentages"),
        (inspection(score=33, max_score=36), framework(), "no percentages"),
        (
            inspection(result("2.1", 83)),
            framework(standard("2.1", 1), **ONE_STANDARD),
            "how many cases were inspected",
        ),
        (inspection(result("2.1", 83)), framework(standard("2.1", 1)), "How such a total is rated"),
        (
            inspection(overall=Rating.GOOD),
            framework(arithmetic=False, key_question_scale=None, overall_scales=()),
            "Under this framework",
        ),
    ],
)
def test_where_something_is_lacking_the_reason_is_given_instead(held, rules, words):
    drawn = reinspect(held, rules)

    assert isinstance(drawn, NoReinspection)
    assert words in drawn.reason


def test_ten_thousand_draws_of_every_model_take_well_under_a_second():
    # The processor's time, which does not depend on what else the machine is doing.
    start = time.process_time()
    drawn = drawn_anew(draws=10_000)

    assert time.process_time() - start < 0.8
    assert isinstance(drawn, Reinspection)
