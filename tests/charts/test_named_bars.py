"""What bars with names show: how often a rating comes out again, and where services stand."""

import datetime as dt
from dataclasses import replace
from functools import cache

import plotly.graph_objects as go
import pytest

from dashboard.charts.distribution import distribution_chart
from dashboard.charts.reinspection import reinspection_chart
from dashboard.charts.theme import OTHERS, SERVICE
from dashboard.core.inspection.distribution import distributions
from dashboard.core.inspection.reinspection import Reinspection, reinspect
from tests.charts.plotlys import plotly_of
from tests.inspection_factories import shipped, shipped_frameworks, shipped_inspections


@cache
def reinspected(**changes):
    held = replace(shipped("hertfordshire-2018"), **changes)
    return reinspect(held, shipped_frameworks()["hmip-2018"])


def again(**changes):
    drawn = reinspected(**changes)
    assert isinstance(drawn, Reinspection)
    return reinspection_chart(drawn, "Hertfordshire")


def spread(service="hertfordshire", place=0):
    held = distributions(shipped_inspections(), shipped_frameworks(), service, dt.date(2026, 1, 1))
    return distribution_chart(held[place], 154)


@pytest.mark.parametrize("draw", [again, spread])
def test_plotly_accepts_every_word_and_bars_begin_at_zero(draw):
    figure = plotly_of(draw().figure)

    assert len(go.Figure(figure.to_dict()).data) == 1
    assert figure.layout.xaxis.range[0] == 0


def test_the_services_own_rating_is_dark_and_said_in_words_and_the_others_are_grey():
    (bars,) = plotly_of(spread().figure).data

    assert list(bars.marker.color) == [SERVICE, OTHERS, OTHERS, OTHERS]
    assert "this service" in bars.text[0]


def test_no_model_stands_out_and_a_whole_width_is_every_sample():
    (bars,) = plotly_of(again().figure).data

    assert set(bars.marker.color) == {SERVICE}
    assert plotly_of(again().figure).layout.xaxis.range[1] == 1


def test_the_message_is_the_range_over_the_models_and_the_words_give_each():
    drawn = again()

    assert drawn.title == "With other cases, Outstanding in 17 to 63% of tries"
    assert "10,000 tries with other cases, the same work, that give Outs" in drawn.subtitle
    assert drawn.alt.startswith(
        "Bar chart. Endless supply of cases: 26%, Only the cases there were: 63%,"
    )
    assert list(drawn.table.columns) == ["Model", "What it assumes", "Outstanding"]
    assert len(drawn.table) == 6


def test_a_model_that_was_left_out_has_a_row_with_its_reason_and_no_bar():
    drawn = again(sampling=None)

    assert "Only the cases there were" not in plotly_of(drawn.figure).data[0].y
    (row,) = drawn.table[drawn.table["Model"] == "Only the cases there were"].itertuples(
        index=False
    )
    assert "not known here" in row[1]
    assert row[2] == "not tried"


def test_a_distribution_says_how_many_are_held_and_that_these_are_not_all():
    assert spread().title == ("4 of 31 services were rated Outstanding, this one among them")
    assert "We have the ratings of 31 of 154 services" in spread().subtitle
    assert "under the youth inspection standards 2018" in spread().subtitle
    assert spread().alt == (
        "Bar chart. Outstanding: 4, Good: 13, Requires improvement: 12, Inadequate: 2."
    )


def test_of_a_single_rating_no_share_is_made():
    assert spread(place=1).title == (
        "We have only the rating of another service under this framework"
    )
    assert spread("wakefield").title == (
        "We have only the rating of this service under this framework"
    )


def test_ratings_of_part_of_the_work_say_of_which_part():
    assert "2025, for work with children and victims. We have" in spread("wakefield").subtitle
    assert ", for " not in spread().subtitle


def test_no_other_service_is_named_and_a_framework_without_an_own_rating_has_no_mark():
    other = spread(place=2)

    assert other.title == "42 of 80 other services were rated Good"
    assert set(plotly_of(other.figure).data[0].marker.color) == {OTHERS}
    assert set(other.table.columns) == {"Overall rating", "Services", "This service"}
    assert set(other.table["This service"]) == {"no"}
