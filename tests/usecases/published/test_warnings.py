"""What is scanned for warnings: the areas and the figures of the day, and no older ones."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.usecases.published.warnings import scan, scan_all


@pytest.fixture(scope="module")
def scanned(shipped_holdings):
    """What is found of each service today."""
    return scan_all(shipped_holdings).services


def test_in_a_replayed_day_the_areas_of_that_day_are_scanned(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2018, 12, 31))

    names = {r.comparison.area.name for r in scan(then, "dorset-combined-yos").readings}

    assert len(names) == 3
    assert any("Poole" in name for name in names)


def test_a_figure_older_than_the_newest_published_raises_no_warning(scanned):
    for found in scanned:
        newest = {id(r.comparison): r.is_newest for r in found.readings}

        assert all(newest[id(warning.comparison)] for warning in found.warnings)
        assert all(newest[id(watched.comparison)] for watched in found.watched)


def test_some_area_has_no_newest_figure_so_that_the_rule_above_is_tried(scanned):
    readings = [r for found in scanned for r in found.readings]

    assert any(not reading.is_newest for reading in readings)
