"""How far each key question lies from the next band, in points and in cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.headroom import NoCases, headroom, overall_headroom, thinnest
from dashboard.core.inspection.inspections import Sample
from dashboard.core.inspection.ratings import derive
from tests.inspection_factories import (
    PERCENT_SCALE,
    framework,
    inspection,
    result,
    results_totalling,
    shipped,
    shipped_frameworks,
    standard,
)


def hertfordshire():
    derived = derive(shipped("hertfordshire-2018"), shipped_frameworks()["hmip-2018"])
    return {question.code: question for question in headroom(derived)}


def one(percentage, cases=None, part=()):
    samples = (Sample(cases, "cases", "1", part),) if cases else ()
    held = inspection(result("2.1", percentage), samples=samples)
    (question,) = headroom(derive(held, framework(standard("2.1", 1))))
    return question


@pytest.mark.parametrize(
    ("percentage", "fall", "rise"),
    [
        (0, None, 50),
        (49, None, 1),
        (50, 1, 15),
        (64, 15, 1),
        (65, 1, 15),
        (79, 15, 1),
        (80, 1, None),
        (100, 21, None),
    ],
)
def test_points_are_the_smallest_whole_change_into_the_next_band(percentage, fall, rise):
    question = one(percentage)

    assert (question.points_to_fall, question.points_to_rise) == (fall, rise)


@given(st.integers(0, 100))
def test_that_many_points_change_the_band_and_one_fewer_does_not(percentage):
    question, band = one(percentage), PERCENT_SCALE.band(percentage)

    if question.points_to_fall:
        assert PERCENT_SCALE.band(percentage - question.points_to_fall).rating < band.rating
        assert PERCENT_SCALE.band(percentage - question.points_to_fall + 1) == band
    if question.points_to_rise:
        assert PERCENT_SCALE.band(percentage + question.points_to_rise).rating > band.rating
        assert PERCENT_SCALE.band(percentage + question.points_to_rise - 1) == band


@given(st.integers(1, 150), st.data())
def test_so_many_cases_fewer_lie_below_the_band_and_one_more_does_not(cases, data):
    met = data.draw(st.integers(0, cases))
    question = one((200 * met + cases) // (2 * cases), cases)

    if cases < 100 and question.cases_to_fall:
        lowest = question.answer.band.lowest
        assert 100 * (met - question.cases_to_fall) < lowest * cases
        assert question.cases_to_fall == 1 or (
            100 * (met - question.cases_to_fall + 1) >= lowest * cases
        )


def test_one_question_of_hertfordshire_is_two_of_54_cases_from_losing_outstanding():
    question = hertfordshire()["2.1.3"]

    assert (question.answer.percentage, question.cases, question.cases_to_fall) == (83, 54, 2)
    assert question.decides


def test_a_share_that_rounding_lifted_into_its_band_is_one_case_from_losing_it():
    assert one(80, 54).cases_to_fall == 1


def test_the_way_up_is_counted_in_cases_too():
    question = hertfordshire()["3.4.1"]

    assert (question.cases, question.cases_to_fall, question.cases_to_rise) == (36, 3, 3)


def test_a_question_asked_of_part_of_the_sample_has_no_number_of_cases():
    question = hertfordshire()["3.3.3"]

    assert (question.cases, question.cases_to_fall) == (None, None)
    assert question.why_no_cases is NoCases.PART
    assert question.points_to_fall == 5


def test_a_percentage_that_no_number_of_cases_gives_shows_that_only_a_part_was_asked():
    question = hertfordshire()["2.3.3"]

    assert question.answer.percentage == 97
    assert question.why_no_cases is NoCases.NO_SHARE
    assert question.cases is None


def test_without_a_sample_no_number_of_cases_is_made_up():
    assert one(83).why_no_cases is NoCases.NO_SAMPLE


def test_a_missing_percentage_has_no_headroom():
    held = inspection(result("2.1", 90, published=Rating.GOOD))

    assert [q.code for q in headroom(derive(held, framework(standard("2.1", 2))))] == ["2.1.1"]


def test_the_thinnest_are_those_that_decide_and_not_merely_the_nearest():
    rules = framework(standard("2.1", 2), standard("2.2", 1), standard("2.3", 1))
    derived = derive(inspection(result("2.1", 81, 70), result("2.2", 83), result("2.3", 83)), rules)

    assert [question.code for question in thinnest(headroom(derived))] == ["2.2.1", "2.3.1"]


def test_a_standard_that_is_not_counted_is_never_the_thinnest():
    rules = framework(standard("2.1", 1), standard("4.1", 1, counted=False))
    derived = derive(inspection(result("2.1", 90), result("4.1", 80)), rules)

    assert [question.code for question in thinnest(headroom(derived))] == ["2.1.1"]


def test_nothing_is_thin_where_every_deciding_question_lies_in_the_lowest_band():
    derived = derive(inspection(result("2.1", 20)), framework(standard("2.1", 1)))

    assert thinnest(headroom(derived)) == ()


@pytest.mark.parametrize(
    ("total", "fall", "rise"), [(6, None, 1), (7, 1, 12), (30, 12, 1), (31, 1, None)]
)
def test_the_total_has_its_own_headroom(total, fall, rise):
    overall = overall_headroom(derive(inspection(*results_totalling(total)), framework()))

    assert overall is not None
    assert (overall.points_to_fall, overall.points_to_rise) == (fall, rise)


def test_a_total_without_bands_has_no_headroom():
    assert overall_headroom(derive(inspection(*results_totalling(8)[:8]), framework())) is None
