"""What is scanned for warnings: the areas and the figures of the day, and no older ones."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.periods import Period, PeriodKind
from dashboard.core.published.cohorts import Cohorts
from dashboard.core.published.to_watch import Doubt
from dashboard.usecases.published.cohorts import estimated_cohorts
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
        for watched in found.watched:
            assert newest[id(watched.comparison)] is (watched.doubt is not Doubt.OLD)


def test_some_area_has_no_newest_figure_so_that_the_rule_above_is_tried(scanned):
    readings = [r for found in scanned for r in found.readings]

    assert any(not reading.is_newest for reading in readings)


def test_an_older_figure_that_is_materially_worse_is_never_passed_over_in_silence(scanned):
    watched = [each for found in scanned for each in found.watched if each.doubt is Doubt.OLD]

    assert any(each.comparison.service.id == "south-tees" for each in watched)


def test_on_a_past_day_only_the_lists_of_that_day_decide(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2023, 3, 31))
    now = scan(shipped_holdings, "hertfordshire").newest[0]
    before = scan(then, "hertfordshire").newest[0]

    assert [answer.group.model for answer in before.lists.answers] == ["dfe-2021"]
    assert len(now.lists.answers) == 3
    assert len(now.every_trial.variants) == 66
    assert len(before.every_trial.variants) > 2 * len(before.sensitivity.variants)


def test_before_the_first_list_the_earliest_stands_in_alone(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2018, 12, 31))

    for comparison in scan(then, "hertfordshire").newest:
        assert {answer.group.model for answer in comparison.lists.answers} == {"dfe-2021"}


def test_cohorts_follow_the_children_cautioned_or_sentenced_in_england(shipped_holdings):
    indicator = shipped_holdings.indicators["reoffending-15-17"]
    cohorts = estimated_cohorts(shipped_holdings, indicator)
    of = {end: cohorts.of("E10000015", labelled(end)) or 0 for end in (2018, 2022, 2024)}

    assert of[2018] == pytest.approx(of[2022] * 26_796 / 13_610, abs=1)
    assert of[2024] < of[2022]
    assert (
        estimated_cohorts(shipped_holdings, shipped_holdings.indicators["first-time-entrants"])
        == Cohorts()
    )


def test_an_abolished_county_had_all_the_children_of_the_service(shipped_holdings):
    cohorts = estimated_cohorts(shipped_holdings, shipped_holdings.indicators["reoffending-15-17"])
    county, north, west = (
        cohorts.children[code] for code in ("E10000021", "E06000061", "E06000062")
    )

    assert county == pytest.approx(north + west, abs=1)


def labelled(end):
    return Period(PeriodKind.LABELLED_YEAR, end)
