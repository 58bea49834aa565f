"""Readings that somebody enters: plausible, one for a period, withdrawn with a reason."""

import datetime as dt
import math

import pytest

from dashboard.core.register.success_measures import Better, RecordedReading
from dashboard.errors import ChangeRefusedError, NotAllowedError, UnknownNameError
from dashboard.usecases.register.follow_up import set_measure
from dashboard.usecases.register.readings import record_reading, withdraw_reading
from tests.databases import on_both_databases
from tests.register_factories import THIRD, TODAY, entry_of, held, measure, signature
from tests.stored import records_in

MARCH = dt.date(2019, 3, 31)


def read(store, holdings, sid="r1", on=MARCH, words="to March", value=81.0, source="Case audit"):
    return record_reading(store, holdings, signature(), sid, THIRD, on, words, value, source)


@on_both_databases
def test_a_reading_stands_beside_the_inspections(store, holdings):
    set_measure(store, holdings, signature(), THIRD, measure(), 0)
    read(store, holdings)

    progress = entry_of(held(store, holdings), THIRD).standing.progress
    assert progress is not None
    assert [(r.label, r.value) for r in progress.readings] == [
        ("inspection of 20 September 2018", 69),
        ("to March", 81),
    ]
    assert progress.periods_met == 1


@pytest.mark.parametrize("value", [-0.1, 100.1, math.nan, math.inf])
def test_a_percentage_lies_between_0_and_100(store, holdings, value):
    with pytest.raises(ChangeRefusedError, match=r"The reading cannot be .*%: write a number"):
        read(store, holdings, value=value)


@pytest.mark.parametrize("value", [0, 100])
def test_0_and_100_per_cent_are_readings(store, holdings, value):
    assert read(store, holdings, value=value).value == value


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"on": TODAY + dt.timedelta(days=1)}, "The end of the period is 4 June 2019"),
        ({"words": ""}, "name of the period is missing"),
        ({"source": " "}, "source of the reading is missing"),
        ({"sid": ""}, "cannot be an id"),
    ],
)
def test_a_reading_that_cannot_be_is_one_sentence(store, holdings, changed, sentence):
    with pytest.raises(ChangeRefusedError, match=sentence):
        read(store, holdings, **changed)

    assert not records_in(store).of(RecordedReading)


def test_a_reading_of_the_day_of_an_inspection_is_refused(store, holdings):
    set_measure(store, holdings, signature(), THIRD, measure(), 0)

    sentence = "There is a reading for inspection of 20 September 2018 .* already"
    with pytest.raises(ChangeRefusedError, match=sentence):
        read(store, holdings, on=dt.date(2018, 9, 20))
    assert not records_in(store).of(RecordedReading)


@on_both_databases
def test_no_period_is_counted_twice(store, holdings):
    read(store, holdings)

    for changed in ({"words": "other words"}, {"on": dt.date(2019, 3, 30), "words": "To March"}):
        with pytest.raises(ChangeRefusedError, match=r"There is a reading for to March \(31 March"):
            read(store, holdings, "r2", **changed)


@on_both_databases
def test_a_reading_is_corrected_by_withdrawing_it_and_entering_another(store, holdings):
    read(store, holdings)
    with pytest.raises(ChangeRefusedError, match="reason for withdrawing it is missing"):
        withdraw_reading(store, holdings, signature(), "r1", " ")

    gone = withdraw_reading(store, holdings, signature(), "r1", "Typed wrongly")
    assert withdraw_reading(store, holdings, signature(), "r1", "Typed wrongly") == gone
    with pytest.raises(ChangeRefusedError, match="was withdrawn already"):
        withdraw_reading(store, holdings, signature(), "r1", "Another reason")
    assert read(store, holdings, "r2", value=18).value == 18


def test_a_second_submit_is_no_second_reading(store, holdings):
    assert read(store, holdings) == read(store, holdings)
    assert len(records_in(store).of(RecordedReading)) == 1


def test_without_a_measure_there_is_nothing_to_read(store, holdings):
    set_measure(store, holdings, signature(), THIRD, None, 0, "Not agreed")

    with pytest.raises(ChangeRefusedError, match="has no success measure: set one first"):
        read(store, holdings)


def test_a_measure_in_another_unit_has_other_bounds(store, holdings):
    days = measure(unit="days", better=Better.LOWER, target=120)
    set_measure(store, holdings, signature(), THIRD, days, 0)

    assert read(store, holdings, value=140).value == 140


def test_only_officers_record_and_withdraw_readings(store, holdings):
    read(store, holdings)
    for person in ("olu", "ann", "mia"):
        who = signature(person)
        with pytest.raises(NotAllowedError):
            record_reading(store, holdings, who, "r2", THIRD, TODAY, "now", 80, "audit")
        with pytest.raises(NotAllowedError):
            withdraw_reading(store, holdings, who, "r1", "no")


def test_unknown_recommendations_and_readings_are_refused(store, holdings):
    with pytest.raises(UnknownNameError, match="no recommendation"):
        record_reading(store, holdings, signature(), "r", "x", MARCH, "March", 80, "audit")
    with pytest.raises(UnknownNameError, match='no reading "x"'):
        withdraw_reading(store, holdings, signature(), "x", "no")
