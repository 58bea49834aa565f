"""Own figures drawn: limits from twelve on, hollow where provisional, a band where absent."""

import re

import plotly.graph_objects as go
import pytest

from dashboard.charts.local_series import local_chart, local_table
from dashboard.charts.small_multiples import MOST_PANELS, small_multiples
from dashboard.core.periods import PeriodKind
from tests.charts.plotlys import plotly_of
from tests.core.performance.test_series import STEADY, shown
from tests.local_factories import figure, plain_count, series_of, share
from tests.narrative.performance.test_series import target


def drawn(rows, of=None, aim=None, **where):
    chart = local_chart(shown(rows, of, **where), "North", aim)
    assert chart is not None
    return chart


def marks(chart):
    return {trace.name: trace for trace in plotly_of(chart.figure).data if trace.mode == "markers"}


def validated(made):
    # The constructor refuses any word that plotly does not know.
    return len(go.Figure(made.to_dict()).data) == len(made.data)


@pytest.mark.parametrize("counts", [STEADY, [*STEADY, 40], [20], [3, 20, None, 25, 0]])
def test_plotly_accepts_every_word_of_the_figure(counts):
    assert validated(plotly_of(drawn(series_of(counts), aim=target(20)).figure))


def test_a_baseline_ends_with_a_line_after_its_last_figure_and_says_so():
    rows = series_of([*STEADY, 24, 25])
    usual, from_baseline = drawn(rows), drawn(rows, from_baseline=True)

    (line,) = plotly_of(from_baseline.figure).layout.shapes
    assert (line.x0, line.x1) == (11.5, 11.5)
    assert [words.text for words in plotly_of(from_baseline.figure).layout.annotations] == [
        "limits from these"
    ]
    assert "The usual range comes from" in from_baseline.subtitle
    assert not plotly_of(usual.figure).layout.shapes
    assert validated(plotly_of(from_baseline.figure))


def test_without_any_figure_there_is_no_chart():
    assert local_chart(shown(series_of([3, 2])), "North", None) is None


def test_the_title_is_the_message_with_place_figure_and_finding():
    assert drawn(series_of([*STEADY, 40])).title == (
        "North: 40 children, above the upper limit in 2025-26 Q2"
    )
    assert drawn(series_of([20, 21])).title == "North: 21 children in 2025-26 Q2"


def test_limits_stand_from_twelve_figures_on_and_not_before():
    lines = [
        trace for trace in plotly_of(drawn(series_of(STEADY)).figure).data if trace.mode == "lines"
    ]
    few = [
        trace
        for trace in plotly_of(drawn(series_of(STEADY[1:])).figure).data
        if trace.mode == "lines"
    ]

    assert (len(lines), len(few)) == (4, 1)


def test_no_limit_is_below_nought_or_above_a_hundred_per_cent():
    rows = series_of([95, 5, 95, 5, 95, 5, 95, 5, 95, 5, 95, 5], 100)
    names = [trace.name for trace in plotly_of(drawn(rows, share()).figure).data]

    assert "Lower limit 0%" in names
    assert "Upper limit 100%" in names


def test_a_provisional_figure_is_hollow_and_named_so():
    rows = [*series_of(STEADY), figure(21, period="2025-26 Q3", state="provisional")]
    chart = drawn(rows)

    hollow = marks(chart)["Nothing unusual, provisional"]
    assert hollow.x == ("2025-26 Q3",)
    assert hollow.marker.color == "white"
    assert "Hollow points are provisional." in chart.subtitle
    assert "21 (provisional)" in chart.alt
    assert local_table(shown(rows))["State"].tolist()[0] == "provisional"


def test_an_absent_period_is_a_gap_with_a_band_and_a_sign_that_is_explained():
    chart = drawn(series_of([20, 3, 22, None, 24]))
    line = plotly_of(chart.figure).data[0]

    assert line.y == (20, None, 22, None, 24)
    assert line.connectgaps is False
    assert [(band.x0, band.x1) for band in plotly_of(chart.figure).layout.shapes] == [
        (0.5, 1.5),
        (2.5, 3.5),
    ]
    assert [note.text for note in plotly_of(chart.figure).layout.annotations] == ["w", "n"]
    assert "Grey bands have no figure: w withheld, n not recorded." in chart.subtitle


def test_what_is_withheld_stands_in_no_part_of_the_chart():
    chart = drawn(series_of([20, 3, 22]))
    plotted = [value for trace in plotly_of(chart.figure).data for value in trace.y or ()]

    assert 3 not in plotted
    assert "withheld" in chart.alt
    assert not re.search(r"\b3\b", chart.alt.replace("Q3", ""))
    assert chart.table["Figure"].tolist() == ["22 children", "withheld", "20 children"]


def test_a_target_is_a_line_that_the_key_names_and_no_words_cover_the_figures():
    chart = drawn(series_of([20, 22]), aim=target(18))
    (line,) = (
        trace for trace in plotly_of(chart.figure).data if trace.name == "Target 18 children"
    )

    assert line.y == (18, 18)
    assert plotly_of(chart.figure).layout.annotations == ()
    assert "Target 18 children." in chart.alt


def test_periods_before_the_first_figure_are_not_drawn_and_those_after_the_last_are():
    chart = drawn([*series_of(STEADY), *series_of([9], place="north")][1:], place="")
    north = drawn([*series_of([20, 21, 22]), *series_of([9, None], place="north")], place="north")

    assert len(plotly_of(chart.figure).data[0].x) == 11
    assert plotly_of(north.figure).data[0].x == ("2025-26 Q1", "2025-26 Q2")


def test_months_are_labelled_as_months():
    rows = [figure(9 + n, period=f"2025-0{n}") for n in range(4, 8)]
    axis = plotly_of(drawn(rows, kind=PeriodKind.MONTH).figure).layout.xaxis

    assert axis.ticktext == ("Apr<br>2025", "May<br>2025", "Jun<br>2025", "Jul<br>2025")


# Small multiples


def side_by_side(of=None, counts=None, names=("North", "South"), whole=(40, 41, 42)):
    of = of or plain_count()
    out_of = 50 if of.denominator else None
    rows = series_of(whole, out_of)
    for number, name in enumerate(names):
        mine = (counts or [])[number] if counts else [10 + number, 11, 12 + number]
        rows += series_of(mine, out_of, place=name.lower())
    series = {name: shown(rows, of, place=name.lower()) for name in names}
    return small_multiples(series, shown(rows, of))


def test_all_teams_are_drawn_on_one_scale_from_nought():
    found = side_by_side()

    assert found is not None
    ranges = {tuple(plotly_of(panel.figure).layout.yaxis.range) for panel in found.panels}
    assert len(ranges) == 1
    ((low, high),) = ranges
    assert low == 0
    assert 13 <= high < 20
    assert all(validated(plotly_of(panel.figure)) for panel in found.panels)


def test_the_title_names_the_lowest_and_the_highest_of_the_newest_quarter():
    found = side_by_side()

    assert found is not None
    assert found.title == "Area teams in 2025-26 Q2: from 12 in North to 13 children in South"


def test_a_team_that_alone_has_the_newest_figure_makes_no_title():
    found = side_by_side(counts=[[10, 12, None], [9, 11, 20]])
    apart = side_by_side(counts=[[10, None, None], [None, 11, 20]])

    assert found is not None
    assert apart is not None
    assert found.title == "Area teams in 2025-26 Q1: from 11 in South to 12 children in North"
    assert "no quarter or month in which two of them have a figure" in apart.title


def test_beside_a_share_stands_the_whole_service_and_beside_a_number_the_other_teams():
    shares, numbers = side_by_side(share()), side_by_side()

    assert shares is not None
    assert numbers is not None
    assert plotly_of(shares.panels[0].figure).data[0].y == (80, 82, 84)
    assert "grey lines are the whole service" in shares.subtitle
    assert plotly_of(numbers.panels[0].figure).data[0].y == (11, 11, 13)
    assert "grey lines are the other area teams" in numbers.subtitle


def test_each_panel_is_labelled_with_its_team_and_newest_figure():
    found = side_by_side()

    assert found is not None
    assert [plotly_of(panel.figure).layout.annotations[0].text for panel in found.panels] == [
        "<b>North</b>: 12 children, 2025-26 Q2",
        "<b>South</b>: 13 children, 2025-26 Q2",
    ]
    assert found.panels[1].alt.endswith("2025-26 Q1: 11; 2025-26 Q2: 13.")


def test_a_team_without_a_figure_is_left_out_and_one_team_is_no_comparison():
    assert side_by_side(counts=[[3, 2, 1], [10, 11, 12]]) is None
    assert side_by_side(names=("North",)) is None


def test_more_than_eight_teams_are_in_the_table_only():
    names = tuple(f"Team {letter}" for letter in "ABCDEFGHIJ")
    found = side_by_side(names=names, counts=[[10, 11, 12]] * 10)

    assert found is not None
    assert len(found.panels) == MOST_PANELS
    assert "The first 8 of 10 are drawn; the table has all." in found.subtitle
    assert list(found.table.columns) == ["Period", *names, "Whole service"]


def test_a_withheld_figure_of_a_team_is_a_band_and_a_word_and_no_number():
    found = side_by_side(counts=[[10, 3, 12], [10, 11, 12]])

    assert found is not None
    north = found.panels[0]
    assert plotly_of(north.figure).data[-2].y == (10, None, 12)
    assert [band.x0 for band in plotly_of(north.figure).layout.shapes] == [0.5]
    assert found.table["North"].tolist() == ["12 children", "withheld", "10 children"]
    assert "withheld" in north.alt
