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


def test_a_past_day_sees_only_what_was_out(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2018, 12, 31))

    periods = {r.comparison.period.end_year for r in read_glance(then, "hertfordshire").readings}

    assert max(periods) <= 2018


def test_an_unknown_service_is_refused_by_name(shipped_holdings):
    with pytest.raises(UnknownNameError, match='no service "hertfordshir"'):
        read_glance(shipped_holdings, "hertfordshir")
