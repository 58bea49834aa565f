"""Laws that every way of drawing a second sample must keep, and what each of them needs."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.inspection.frameworks import Domain, Rating
from dashboard.core.inspection.inspections import Sample, SamplingDesign
from dashboard.core.inspection.reinspection import reinspect
from dashboard.core.inspection.sample_models import (
    MOST_LINKED_CASES,
    Model,
    SampledQuestion,
    binomial_counts,
    finite_counts,
    linked_counts,
    uncertain_counts,
)
from tests.inspection_factories import (
    framework,
    inspection,
    result,
    scale,
    shipped,
    shipped_frameworks,
    standard,
)

DRAWS = 20_000
DESIGN = SamplingDesign(80, 5)
percentages = st.integers(0, 100)


def whole(*values):
    return np.array(values, dtype=np.int64)


def chance(seed=1):
    return np.random.default_rng(seed)


def again(*percents, cases=40, design=DESIGN, **sample):
    """Draw a framework of one standard, with a sample made for the design."""
    rules = framework(
        domains=(Domain("2", "Some domain", "Some work", (standard("2.1", len(percents)),)),),
        overall_scales=(scale([0, 1, 2, 3], 3),),
    )
    held = inspection(
        result("2.1", *percents), samples=(Sample(cases, "cases", "2", **sample),), sampling=design
    )
    return reinspect(held, rules)


def hertfordshire(**changes):
    held = replace(shipped("hertfordshire-2018"), **changes)
    return reinspect(held, shipped_frameworks()["hmip-2018"])


def correlation(counts):
    """Return the correlation of the counts of two questions."""
    first, second = (counts - counts.mean(axis=0)).T
    return (first * second).mean() / (first.std() * second.std())


def outstanding(drawn):
    return {one.model: one.shares[Rating.OUTSTANDING] for one in drawn.models}


def test_hertfordshires_models_disagree_as_measured():
    shares = outstanding(hertfordshire())

    assert shares[Model.BINOMIAL] == pytest.approx(0.264, abs=0.001)
    assert shares[Model.FINITE_CASELOAD] == pytest.approx(0.625, abs=0.02)
    assert shares[Model.PART_ASKED] == pytest.approx(0.35, abs=0.02)
    assert shares[Model.UNCERTAIN] == pytest.approx(0.17, abs=0.02)
    assert shares[Model.LINKED] == pytest.approx(0.35, abs=0.02)
    assert shares[Model.FULLY_LINKED] == pytest.approx(0.515, abs=0.02)


@given(percentages, st.integers(1, 150))
def test_the_whole_caseload_read_again_gives_the_same_cases_each_time(percentage, cases):
    read = whole(cases)
    counts = finite_counts(whole(percentage), read, read, 50, chance())

    assert set(counts[:, 0]) == {(2 * percentage * cases + 100) // 200}


def test_the_whole_caseload_read_again_gives_the_published_rating_each_time():
    # A margin of one point makes a sample of 40 the whole of about 40 cases.
    drawn = again(80, 95, design=SamplingDesign(99.9, 1))

    assert outstanding(drawn)[Model.FINITE_CASELOAD] == 1


@settings(max_examples=12, deadline=None)
@given(st.integers(5, 95), st.integers(10, 60))
def test_a_caseload_that_grows_tends_to_cases_without_end(percentage, cases):
    known, read = whole(percentage), whole(cases)
    endless = binomial_counts(known, read, DRAWS, chance())
    small, large = (
        finite_counts(known, read, read * times, DRAWS, chance()).var() for times in (2, 10_000)
    )

    assert small < large
    assert large == pytest.approx(endless.var(), rel=0.08)


@settings(max_examples=12, deadline=None)
@given(percentages, st.integers(5, 60))
def test_uncertain_percentages_spread_at_least_as_wide(percentage, cases):
    known, read = whole(percentage), whole(cases)
    endless = binomial_counts(known, read, DRAWS, chance())
    uncertain = uncertain_counts(known, read, DRAWS, chance())

    assert uncertain.var() >= endless.var()


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(5, 95), min_size=2, max_size=3), st.sampled_from([0, 0.5, 1]))
def test_a_link_leaves_each_question_by_itself_as_it_is(values, link):
    known, read = whole(*values), whole(*(30 for _ in values))
    linked = linked_counts(known, read, whole(*(0 for _ in values)), link, DRAWS, chance())

    assert linked.mean(axis=0) / 30 == pytest.approx(known / 100, abs=0.01)
    assert linked.var(axis=0) == pytest.approx(30 * known / 100 * (1 - known / 100), rel=0.08)


def test_no_link_at_all_is_each_question_on_its_own():
    known, read = whole(80, 80), whole(40, 40)
    linked = linked_counts(known, read, whole(0, 0), 0, DRAWS, chance())
    alone = binomial_counts(known, read, DRAWS, chance(2))

    assert abs(correlation(linked)) < 0.03
    assert (linked.min(axis=1) >= 32).mean() == pytest.approx(
        (alone.min(axis=1) >= 32).mean(), abs=0.02
    )


def test_fully_linked_a_case_fails_every_question_with_a_lower_percentage():
    known, read = whole(60, 80, 80), whole(40, 40, 40)
    counts = linked_counts(known, read, whole(0, 0, 0), 1, 500, chance())

    assert (counts[:, 0] <= counts[:, 1]).all()
    assert (counts[:, 1] == counts[:, 2]).all()


def test_questions_of_different_samples_are_never_linked():
    counts = linked_counts(whole(80, 80), whole(40, 40), whole(0, 1), 1, DRAWS, chance())

    assert abs(correlation(counts)) < 0.03


def test_certain_answers_stay_certain_when_linked():
    counts = linked_counts(whole(0, 100), whole(40, 40), whole(0, 0), 0.5, 100, chance())

    assert set(counts[:, 0]) == {0}
    assert set(counts[:, 1]) == {40}


@pytest.mark.parametrize(("cases", "caseload"), [(54, 80), (36, 46), (1, 1)])
def test_a_design_implies_the_caseload_that_gives_its_sample(cases, caseload):
    assert DESIGN.caseload(cases) == caseload


@given(st.integers(1, 163))
def test_a_caseload_is_never_smaller_than_its_sample_and_gives_the_sample_back(cases):
    caseload = DESIGN.caseload(cases)
    without_end = (1.2815515655 * 50 / 5) ** 2

    assert caseload is not None
    assert caseload >= cases
    needed = caseload * without_end / (caseload + without_end - 1)
    assert needed == pytest.approx(cases, abs=0.75)


def test_a_sample_as_large_as_one_from_cases_without_end_implies_no_caseload():
    assert DESIGN.caseload(164) is None
    drawn = again(80, cases=164)

    assert {one.model for one in drawn.left_out} == {Model.FINITE_CASELOAD, Model.PART_ASKED}
    assert "too large" in drawn.left_out[0].why_not


def test_without_a_design_no_caseload_is_invented():
    drawn = hertfordshire(sampling=None)

    assert [one.model for one in drawn.left_out] == [Model.FINITE_CASELOAD, Model.PART_ASKED]
    assert all("not known here" in one.why_not for one in drawn.left_out)
    assert not drawn.drew(Model.FINITE_CASELOAD)


def test_without_an_inferred_part_that_model_alone_is_left_out():
    drawn = again(83, 90)

    assert [one.model for one in drawn.left_out] == [Model.PART_ASKED]
    assert "No number of cases is inferred" in drawn.left_out[0].why_not


def test_only_a_question_whose_percentage_the_part_can_give_is_drawn_with_it():
    part = Sample(36, "cases", "3", ("3.1", "3.2", "3.3"), part_cases_inferred=13)
    questions = [
        SampledQuestion(f"3.{n}", value, part) for n, value in enumerate((86, 85, 69, 69), start=1)
    ]

    assert [question.part_cases for question in questions] == [None, 13, 13, None]


def test_a_smaller_part_makes_the_rating_less_firm():
    part = {"part_key_questions": ("2.1.1",), "part_cases_inferred": 13}
    shares = outstanding(again(85, cases=54, **part))

    assert shares[Model.PART_ASKED] < shares[Model.FINITE_CASELOAD]


def test_a_part_that_is_nearly_the_whole_sample_is_never_larger_than_its_caseload():
    part = {"part_key_questions": ("2.1.1",), "part_cases_inferred": 40}

    shares = outstanding(again(85, design=SamplingDesign(99.9, 1), **part))
    assert shares[Model.PART_ASKED] == 1


def test_samples_too_large_to_draw_case_by_case_are_not_linked():
    drawn = again(80, cases=MOST_LINKED_CASES + 1)

    assert [one.model for one in drawn.models] == [Model.BINOMIAL, Model.UNCERTAIN]


def test_the_first_model_gives_the_same_whatever_other_models_are_drawn():
    assert hertfordshire().shares == hertfordshire(sampling=None).shares
