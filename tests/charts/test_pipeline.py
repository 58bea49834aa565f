"""How far a recommendation has come is seen before it is read, and is told to those who hear it."""

import datetime as dt

import pytest

from dashboard.charts.drawing import Box, Dot
from dashboard.charts.pipeline import WIDTH, days_late, pipeline
from dashboard.core.register.follow_ups import Status
from tests.register_factories import TODAY, action, follow_up, progress, standing


def drawn(status, **changed):
    drawing = pipeline(standing(follow_up(status=status, **changed)))
    assert drawing is not None
    return drawing


def filled(drawing):
    return [mark.hollow for mark in drawing.marks if isinstance(mark, Dot)].count(False)


@pytest.mark.parametrize(
    ("status", "stations", "words"),
    [
        (Status.NOT_STARTED, 1, "Step 1 of 4: start"),
        (Status.IN_PROGRESS, 2, "Step 2 of 4: doing"),
        (Status.DONE, 3, "Step 3 of 4: done"),
        (Status.CONFIRMED, 4, "Step 4 of 4: confirmed"),
        (Status.REOPENED, 1, "Step 2 of 4: doing"),
    ],
)
def test_each_status_fills_the_stations_it_has_reached(status, stations, words):
    drawing = drawn(status)

    assert (filled(drawing), drawing.alt) == (stations, words)


def test_done_without_effect_is_a_ring_at_done():
    held = follow_up(status=Status.DONE)
    done = action(done_on=dt.date(2019, 6, 1))
    drawing = pipeline(standing(held, actions=[done], progress=progress(70)))

    assert drawing is not None
    assert (filled(drawing), drawing.alt) == (2, "Step 3 of 4: done")


def test_lateness_is_a_bar_and_a_number_of_days():
    yesterday, long_ago = TODAY - dt.timedelta(days=1), TODAY - dt.timedelta(days=4000)
    (short,) = [m for m in drawn(Status.IN_PROGRESS, due=yesterday).marks if isinstance(m, Box)]
    late = drawn(Status.IN_PROGRESS, due=long_ago)
    (full,) = [m for m in late.marks if isinstance(m, Box)]

    assert short.width < full.width <= WIDTH - full.x
    assert late.alt == "Step 2 of 4: doing, 4,000 days late"


def test_nothing_is_late_without_a_date_or_once_it_is_closed():
    past = TODAY - dt.timedelta(days=9)

    assert days_late(standing(follow_up(due=None))) == 0
    assert days_late(standing(follow_up(status=Status.CONFIRMED, due=past))) == 0


def test_what_was_closed_undone_has_no_way_to_go():
    assert pipeline(standing(follow_up(status=Status.CLOSED))) is None
