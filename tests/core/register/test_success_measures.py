"""Whether a measure is met, for how many periods in a row, and when its effect is lost."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.register.success_measures import (
    Better,
    MeasureKind,
    Progress,
    RecordedReading,
    SuccessMeasure,
    in_order,
)
from dashboard.core.rules import ImpossibleValueError
from tests.register_factories import PUBLISHED, measure, progress, readings


@pytest.mark.parametrize(
    ("better", "value", "met"),
    [
        (Better.HIGHER, 80, True),
        (Better.HIGHER, 79.9, False),
        (Better.HIGHER, 81, True),
        (Better.LOWER, 80, True),
        (Better.LOWER, 80.1, False),
        (Better.LOWER, 0, True),
        (Better.HIGHER, None, False),
        (Better.LOWER, None, False),
    ],
)
def test_the_target_itself_counts_as_met_and_what_is_absent_does_not(better, value, met):
    assert measure(better=better).is_met_by(value) is met


@pytest.mark.parametrize(
    ("values", "met"),
    [
        ((), 0),
        ((79,), 0),
        ((80,), 1),
        ((80, 85), 2),
        ((85, 79, 80), 1),
        ((85, 85, 79), 0),
        ((85, None, 80), 1),
        ((85, 85, None), 0),
    ],
)
def test_only_periods_in_a_row_up_to_now_count_and_an_absent_one_ends_the_row(values, met):
    found = progress(*values)

    assert found.periods_met == met
    assert found.is_met is (met >= 2)


def test_only_periods_that_ended_after_the_publication_can_show_an_effect():
    day_before_and_after = readings(90, 90, start=PUBLISHED)

    found = Progress(measure(), day_before_and_after, PUBLISHED)

    assert [reading.label for reading in found.counted] == ["quarter 2"]
    assert found.periods_met == 1


def test_the_latest_is_the_newest_with_a_value_whether_or_not_it_counts():
    before = Progress(measure(), readings(69, start=PUBLISHED), PUBLISHED)

    assert progress(70, 75, None).latest == progress(70, 75).readings[1]
    assert progress().latest is None
    assert before.latest == before.readings[0]


@pytest.mark.parametrize(
    ("values", "lost"),
    [
        ((80, 80), None),
        ((80, 80, 80), None),
        ((80, 80, 79), "quarter 3"),
        ((80, 80, 90, 70, 60), "quarter 4"),
        ((80, 80, None), None),
        ((80, 80, None, 79), "quarter 4"),
        ((70, 80), "quarter 1"),
    ],
)
def test_the_effect_is_lost_by_the_first_later_period_that_misses_the_target(values, lost):
    held = progress(*values)

    found = held.lost_after(held.readings[1].on)

    assert (found and found.label) == lost


@given(st.lists(st.one_of(st.none(), st.integers(0, 100)), max_size=12))
def test_one_more_period_adds_one_to_the_row_or_ends_it(values):
    for value in (79, None):
        assert progress(*values, value).periods_met == 0
    assert progress(*values, 80).periods_met == progress(*values).periods_met + 1


@given(st.lists(st.integers(0, 100), max_size=12), st.integers(0, 12))
def test_what_is_met_now_was_not_lost_in_its_own_row(values, place):
    held = progress(*values)
    row = held.counted[len(held.counted) - held.periods_met :]

    # From where on the row is long enough to have been confirmed.
    enough = row[held.measure.periods_needed - 1 :]

    for reading in enough[place : place + 1]:
        assert held.lost_after(reading.on) is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": " "}, r"measure\.name"),
        ({"unit": ""}, r"measure\.unit"),
        ({"target": float("nan")}, r"measure\.target"),
        ({"periods_needed": 0}, r"measure\.periods_needed"),
        ({"periods_needed": 13}, r"measure\.periods_needed"),
        ({"baseline": float("inf")}, r"measure\.baseline"),
        ({"subject": ""}, r"measure\.subject"),
        ({"subject": "", "kind": MeasureKind.INDICATOR}, r"measure\.subject"),
    ],
)
def test_a_measure_that_cannot_be_is_refused_by_its_key(changed, sentence):
    with pytest.raises(ImpossibleValueError, match=sentence):
        measure(**changed)


def test_an_audit_needs_no_subject_and_no_baseline():
    found = SuccessMeasure(MeasureKind.AUDIT, "Cases audited", 90)

    assert (found.baseline, found.subject, found.proposed) == (None, "", False)


def test_a_recorded_reading_reads_like_a_published_one():
    day = dt.date(2019, 3, 31)
    held = RecordedReading("r1", "s", "x", day, "to March", 81, "audit", "Ben")

    assert held.label == "reading for to March"
    found = held.as_reading()
    assert (found.on, found.label, found.value, found.source, found.id) == (
        day,
        "to March",
        81,
        "audit",
        "r1",
    )


def test_readings_are_put_in_order_of_their_days():
    found = readings(1, 2, 3)

    assert in_order(reversed(found), ()) == found
    assert in_order(found[:1], found[1:]) == found


def test_a_period_counts_once_and_what_is_published_takes_the_place_of_what_was_recorded():
    recorded, published, absent = readings(81)[0], readings(79)[0], readings(None)[0]

    assert in_order([published], [recorded]) == (published,)
    assert in_order([absent], [recorded]) == (recorded,)


@pytest.mark.parametrize(
    ("changed", "same", "alike"),
    [
        ({}, True, True),
        ({"target": 70}, True, False),
        ({"better": Better.LOWER}, True, False),
        ({"periods_needed": 1}, True, False),
        ({"note": "x", "baseline": 1, "name": "In other words"}, True, True),
        ({"subject": "3.3.2"}, False, False),
        ({"area_code": "E1"}, False, False),
        ({"kind": MeasureKind.AUDIT}, False, False),
    ],
)
def test_whether_two_measures_are_of_the_same_thing_and_ask_the_same(changed, same, alike):
    other = measure(**changed)

    assert measure().is_of_same(other) is same
    assert measure().asks_the_same_as(other) is alike


def test_an_audit_measures_what_its_name_says():
    audit = measure(kind=MeasureKind.AUDIT)

    assert not audit.is_of_same(measure(kind=MeasureKind.AUDIT, name="Something else"))
