"""All indicators of a service, those first that need attention."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.verdicts import Verdict
from dashboard.errors import UnknownNameError
from dashboard.usecases.published.comparison import comparable_indicators
from dashboard.usecases.published.glance import read_glance


def test_every_comparable_indicator_with_a_figure_is_read_once(shipped_holdings):
    glance = read_glance(shipped_holdings, "hertfordshire")

    read = [reading.comparison.indicator.id for reading in glance.readings]
    assert read == list(comparable_indicators(shipped_holdings, glance.service))


def test_worse_comes_first_and_what_touches_most_children_before_the_rest(shipped_holdings):
    parts = read_glance(shipped_holdings, "hertfordshire").by_attention

    worse = [reading.comparison for reading in parts["worse"]]
    assert next(iter(parts)) == "worse"
    assert {c.verdict for c in worse} == {Verdict.WORSE}
    assert worse[0].indicator.id == "children-cautioned-or-sentenced"
    children = [abs(c.gap_children or 0) for c in worse]
    assert children == sorted(children, reverse=True)


def test_no_figure_is_lost_or_counted_twice_among_the_parts(shipped_holdings):
    for service in ("bedfordshire", "cardiff", "northamptonshire"):
        glance = read_glance(shipped_holdings, service)

        parts = [reading for part in glance.by_attention.values() for reading in part]
        assert len(parts) == len(glance.readings) == len({id(reading) for reading in parts})


def test_each_area_of_a_service_that_still_exists_is_read(shipped_holdings):
    glance = read_glance(shipped_holdings, "bedfordshire")

    names = {reading.comparison.area.name for reading in glance.readings}
    assert names == {"Bedford", "Central Bedfordshire", "Bedfordshire"}


def test_the_first_of_an_indicators_areas_hides_none_that_is_worse(shipped_holdings):
    services = shipped_holdings.catalogue.services.values()
    for service in [each.id for each in services if len(each.area_codes) > 1]:
        for first, *others in read_glance(shipped_holdings, service).by_indicator:
            worse = [each for each in others if each.comparison.verdict is Verdict.WORSE]
            c = first.comparison
            assert not worse or c.verdict is Verdict.WORSE or c.is_service_rate


def test_the_areas_of_an_indicator_are_read_together_and_none_is_lost(shipped_holdings):
    glance = read_glance(shipped_holdings, "west-mercia")

    groups = glance.by_indicator
    assert sorted(id(each) for group in groups for each in group) == sorted(
        map(id, glance.readings)
    )
    assert all(len({each.comparison.indicator.id for each in group}) == 1 for group in groups)


def test_a_past_day_sees_only_what_was_out(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2018, 12, 31))

    periods = {r.comparison.period.end_year for r in read_glance(then, "hertfordshire").readings}

    assert max(periods) <= 2018


def test_an_unknown_service_is_refused_by_name(shipped_holdings):
    with pytest.raises(UnknownNameError, match='no service "hertfordshir"'):
        read_glance(shipped_holdings, "hertfordshir")
