"""A service's inspections as at a day."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.errors import UnknownNameError
from dashboard.usecases.inspection.ratings import NoInspection, RatingsReading, read_ratings
from tests.inspection_factories import holdings, service, shipped_inspections


def test_the_latest_inspection_published_by_the_day_is_read():
    reading = read_ratings(holdings(dt.date(2020, 1, 1)), "surrey")

    assert isinstance(reading, RatingsReading)
    assert reading.inspection.id == "surrey-2019"
    assert reading.earlier == ()


def test_earlier_inspections_stand_behind_the_latest_each_under_its_own_framework():
    reading = read_ratings(holdings(), "northamptonshire")

    assert isinstance(reading, RatingsReading)
    assert [(d.inspection.id, d.framework.id) for d in reading.history] == [
        ("northamptonshire-2023", "hmip-2021"),
        ("northamptonshire-2012", "pre-2018"),
    ]


def test_an_inspection_counts_from_the_day_it_was_published():
    before = read_ratings(holdings(dt.date(2018, 9, 19)), "hertfordshire")
    after = read_ratings(holdings(dt.date(2018, 9, 20)), "hertfordshire")

    assert isinstance(before, NoInspection)
    assert [i.id for i in before.later] == ["hertfordshire-2018"]
    assert isinstance(after, RatingsReading)


def wakefield(day):
    held = holdings(day)
    one = service("wakefield")
    mine = tuple(i for i in shipped_inspections() if i.service == one.id)
    catalogue = replace(held.catalogue, services={one.id: one}, inspections=mine)
    return read_ratings(replace(held, catalogue=catalogue), "wakefield")


def test_an_inspection_without_its_day_counts_once_it_was_surely_published():
    before, after = wakefield(dt.date(2025, 9, 8)), wakefield(dt.date(2025, 9, 9))

    assert isinstance(before, RatingsReading)
    assert before.inspection.id == "wakefield-2021"
    assert isinstance(after, RatingsReading)
    assert after.inspection.id == "wakefield-2025"
    assert [d.inspection.id for d in after.earlier] == ["wakefield-2021"]


def test_a_service_without_an_inspection_is_an_answer_and_not_an_error():
    reading = read_ratings(holdings(), "blackpool")

    assert reading == NoInspection(reading.service, dt.date(2026, 1, 1))


def test_supposed_percentages_give_the_ratings_that_would_follow():
    reading = read_ratings(holdings(), "hertfordshire", {"3.1.2": 79})

    assert isinstance(reading, RatingsReading)
    assert reading.derived.score == 30
    assert reading.supposed is not None
    assert reading.supposed.before.score == 31


def test_an_unknown_service_is_refused_with_the_nearest():
    with pytest.raises(UnknownNameError, match="did you mean Hertfordshire"):
        read_ratings(holdings(), "hertfordshir")
