"""Ranked dots and trends show the values of the result they are given, and no others."""

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from dashboard.charts.comparison import MOST_NAMED_AREAS, ranked_chart
from dashboard.charts.theme import SERVICE
from dashboard.charts.trend import trend_chart
from dashboard.core.areas import ENGLAND, AreaType
from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.comparison import compare
from dashboard.core.published.indicators import State
from dashboard.core.published.trends import trend
from dashboard.narrative.published.trends import trend_message
from tests.charts.plotlys import plotly_of
from tests.factories import (
    OWN,
    area,
    compared,
    figures,
    group,
    indicator,
    many_areas,
    percentage,
    region,
    service,
    with_break,
    year,
)

TWO_YEARS = {OWN: {"2016": 5, "2017": 6}, "B": {"2016": 1, "2017": 2}}
TWO_HIGHER = {OWN: {"2016": 220, "2017": 110}}
GROUP = {"B": 100, "C": 110, "D": 120, "E": 130, "F": 140}


def dots(chart):
    """The drawn values from the lowest row up, with the colour of each."""
    traces = [trace for trace in plotly_of(chart.figure).data if trace.mode == "markers"]
    drawn = [(y, x, t.marker.color) for t in traces for x, y in zip(t.x, t.y, strict=True)]
    return [(x, colour) for _, x, colour in sorted(drawn)]


@pytest.mark.parametrize(
    "make", [ranked_chart, lambda c: drawn(TWO_YEARS)], ids=["ranked", "trend"]
)
def test_plotly_accepts_every_word_of_the_figure(make):
    figure = plotly_of(make(compared({OWN: 115, **GROUP, ENGLAND: 99})).figure)

    # The constructor refuses any word that plotly does not know.
    assert len(go.Figure(figure.to_dict()).data) == len(figure.data)


def test_dots_stand_in_order_of_their_values_with_the_service_strong():
    chart = ranked_chart(compared({OWN: 115, **GROUP}))

    assert [x for x, _ in dots(chart)] == [100, 110, 115, 120, 130, 140]
    assert [x for x, colour in dots(chart) if colour == SERVICE] == [115]
    assert plotly_of(chart.figure).data[-1].marker.color == SERVICE
    assert plotly_of(chart.figure).layout.yaxis.ticktext[2] == "<b>Area A 115</b>"


def test_a_long_name_stands_on_two_lines_so_that_a_phone_has_room_for_the_dots():
    long = {OWN: area(OWN, name="Bournemouth, Christchurch and Poole")}

    label = plotly_of(
        ranked_chart(compared({OWN: 115, **GROUP}, areas=long)).figure
    ).layout.yaxis.ticktext[2]

    assert label == "<b>Bournemouth, Christchurch<br>and Poole 115</b>"


def test_the_title_is_the_message_and_the_subtitle_names_measure_unit_and_period():
    chart = ranked_chart(compared({OWN: 115, **GROUP}))

    assert chart.title == "First-time entrants: two of five similar areas are lower"
    assert "per 100,000 children aged 10 to 17, year ending December 2017" in chart.subtitle
    assert "Lower is better." in chart.subtitle


@pytest.mark.parametrize(("own", "end"), [(1, "lowest"), (999, "highest")])
def test_an_end_of_the_ranking_is_named(own, end):
    chart = ranked_chart(compared({OWN: own, **GROUP}))

    assert chart.title == f"First-time entrants: the {end} of the 6 areas"


def test_no_verdict_is_said_in_the_title_too():
    few: dict[str, float | State] = {"B": 100, "C": 101}
    few |= dict.fromkeys("DEF", State.NOT_PUBLISHED)

    title = ranked_chart(compared({OWN: 115, **few})).title

    assert title == "First-time entrants: too few of the similar areas have a figure (2 of 5)"


def test_average_and_england_are_labelled_lines():
    labels = [
        a.text
        for a in plotly_of(
            ranked_chart(compared({OWN: 115, **GROUP, ENGLAND: 99})).figure
        ).layout.annotations
    ]

    assert labels == ["Average 120", "England 99"]


def test_a_withheld_area_is_in_the_table_and_not_among_the_dots():
    chart = ranked_chart(compared({OWN: 115, **GROUP, "G": State.NOT_PUBLISHED}))

    assert len(dots(chart)) == 6
    last = chart.table.iloc[-1]
    assert (last["Area"], last["2017, per 100,000"], last["Note"]) == (
        "Area G",
        "not published",
        "not published",
    )


def test_an_area_that_no_table_has_is_not_known_here_which_is_not_the_same_as_unpublished():
    c = compared({OWN: 115, **GROUP}, among=group("BCDEFG"), areas={"G": area("G")})

    last = ranked_chart(c).table.iloc[-1]
    assert (last["Area"], last["2017, per 100,000"], last["Note"]) == (
        "Area G",
        "not known here",
        "not known here",
    )


def test_the_table_of_a_trend_says_what_is_not_known_and_where_too_few_have_a_figure():
    own = {"2015": 4, "2016": 5, "2017": State.SUPPRESSED}
    table = drawn({OWN: own, "B": {"2014": 1, "2015": 1}}).table

    assert table["Area A"].tolist() == ["not known here", "4", "5", "not published"]
    assert table["England"].tolist() == ["not known here"] * 4
    assert table["Average of similar areas"].tolist() == ["1", "1", *["too few figures"] * 2]
    assert table["Highest"].tolist() == ["1", "1", "no figure", "no figure"]


def test_the_text_alternative_gives_every_plotted_value_and_the_benchmark():
    alt = ranked_chart(compared({OWN: 115, **GROUP})).alt

    assert all(f"Area {code} {value}" in alt for code, value in GROUP.items())
    assert "The average of 5 similar areas is 120 per 100,000." in alt


def test_too_many_areas_to_name_leave_only_the_service_named():
    many = {f"P{n}": 100 + n for n in range(MOST_NAMED_AREAS + 1)}

    chart = ranked_chart(compared({OWN: 115, **many}))

    assert list(plotly_of(chart.figure).layout.yaxis.ticktext) == ["<b>Area A 115</b>"]
    assert len(chart.table) == len(many) + 1


def reaches(chart):
    return [trace for trace in plotly_of(chart.figure).data if trace.mode == "lines"]


def test_intervals_are_thin_lines_and_the_services_is_stronger():
    counted = [(40, 20_000)] * 5

    others, own = reaches(ranked_chart(many_areas((60, 20_000), counted)))

    assert (len(others.x), own.line.color) == (15, SERVICE)
    assert own.line.width > others.line.width
    assert own.x[:2] == pytest.approx((228.9, 386.2), abs=0.1)


def test_the_subtitle_says_what_an_interval_is_and_whether_it_is_approximate():
    estimated = ranked_chart(compared({OWN: 115, **GROUP})).subtitle
    counted = ranked_chart(many_areas((60, 20_000), [(40, 20_000)] * 5)).subtitle

    assert "the likely range of each figure (95% interval). They are appr" in estimated
    assert "An area without a line has no known number of children." in estimated
    assert counted.endswith("the likely range of each figure (95% interval).")


def test_the_table_gains_the_bounds_where_there_are_intervals():
    table = ranked_chart(compared({OWN: 115, **GROUP})).table

    assert table.loc[table["Area"] == "Area A", "95% interval from"].tolist() == ["95"]
    assert table.loc[table["Area"] == "Area B", "95% interval to"].tolist() == ["not known"]


def test_without_any_interval_there_is_no_line_no_word_and_no_column_of_one():
    chart = ranked_chart(compared({OWN: 32.0, **dict.fromkeys("BCDEF", 30)}, percentage()))

    assert not reaches(chart)
    assert "chance" not in chart.subtitle
    assert "95% interval from" not in chart.table


def test_too_many_areas_have_no_lines_and_keep_the_bounds_in_the_table():
    chart = ranked_chart(many_areas((60, 20_000), [(40, 20_000)] * 45, similar=45))

    assert not reaches(chart)
    assert "95% interval from" in chart.table


def test_a_service_without_a_figure_still_shows_its_group():
    chart = ranked_chart(compared({OWN: State.NOT_PUBLISHED, **GROUP}))

    assert chart.title == "No figure for Area A"
    assert len(dots(chart)) == 5


def drawn(values, of=None):
    periods = tuple(year(int(p)) for p in sorted({p for v in values.values() for p in v}))
    peers = dict.fromkeys("BCDEF", values["B"])
    among = GroupFigures(figures(values | peers, of), group(), {c: area(c) for c in "ABCDEF"})
    return trend_chart(trend(among, area(), periods))


def line(chart, name):
    return next(
        trace for trace in plotly_of(chart.figure).data if (trace.name or "").startswith(name)
    )


def test_a_line_stops_where_the_definition_changed():
    values = {OWN: {"2016": 1, "2017": 2, "2018": 3}, "B": {"2016": 1, "2017": 1, "2018": 1}}

    own = line(drawn(values, with_break("2018")), "Area A")

    assert list(zip(own.x, own.y, strict=True)) == [
        ("2016", 1),
        ("2017", 2),
        ("2017", None),
        ("2018", 3),
        ("2018", None),
    ]
    assert own.connectgaps is False


def test_a_line_stops_where_a_period_is_missing():
    values = {OWN: {"2014": 2, "2015": 1, "2017": 3}, "B": {"2015": 1, "2017": 1}}

    own = line(drawn(values), "Area A")

    assert [y for y in own.y if y is not None] == [2, 1, 3]
    assert own.y[2] is None


@pytest.mark.parametrize(
    ("own", "of"),
    [
        ({"2017": 3}, None),
        ({"2015": 1, "2017": 3}, None),
        ({"2016": 1, "2017": 3}, with_break("2017")),
        ({"2015": 1, "2016": State.SUPPRESSED, "2017": 3}, None),
        ({"2016": State.SUPPRESSED, "2017": State.SUPPRESSED}, None),
    ],
)
def test_single_dots_are_no_trend_and_are_not_drawn(own, of):
    assert drawn({OWN: own, "B": dict.fromkeys(own, 1)}, of) is None


def test_a_withheld_year_is_a_gap_and_not_zero():
    own = {"2015": 4, "2016": 5, "2017": State.NOT_PUBLISHED, "2018": 6}
    values = {OWN: own, "B": {"2017": 1}}

    chart = drawn(values)

    assert 0 not in line(chart, "Area A").y
    assert chart.table["Area A"].tolist() == ["4", "5", "not published", "6"]
    assert chart.table["Why there is no figure"].tolist() == ["", "", "Not published", ""]


def test_the_key_carries_a_value_only_of_the_newest_period():
    values = {OWN: {"2016": 5, "2017": 6}, "B": {"2016": 1}}

    names = [trace.name for trace in plotly_of(drawn(values).figure).data if trace.name]

    assert names == ["Average of similar areas (to 2016)", "Area A 6"]


def test_a_trend_says_what_happened_in_title_subtitle_and_text():
    own = {"2015": 313, "2016": 220, "2017": 111}
    chart = drawn({OWN: own, "B": dict.fromkeys(own, 200)})

    sentence = "Down 65% since 2015: 313 then, 220 in 2016, 111 in 2017."
    assert chart.title == "Down 65% since 2015; above similar areas in 2 of 3 years, by A list"
    assert sentence in chart.subtitle
    assert chart.alt.startswith(sentence)


def test_a_title_names_the_first_year_once_where_both_parts_begin_with_it():
    own = {"2016": 220, "2017": 110}

    assert drawn({OWN: own, "B": dict.fromkeys(own, 100)}).title == (
        "Down 50% since 2016; above similar areas in every year, by A list"
    )
    assert drawn({OWN: {"2015": 300, **own}, "B": dict.fromkeys(own, 100)}).title == (
        "Down 63% since 2015; above similar areas in every year since 2016, by A list"
    )


def test_beside_a_region_a_title_names_no_list():
    held = figures({code: {"2016": 50, "2017": 50} for code in "BCDEF"} | TWO_HIGHER)
    among = GroupFigures(held, region("BCDEF"), {code: area(code) for code in "ABCDEF"})

    assert trend_message(trend(among, area(), (year(2016), year(2017)))).text == (
        "Down 50% since 2016; above others in the South East in every year"
    )


def test_a_trend_tells_only_of_the_years_since_the_definition_changed():
    values = {"2015": 400, "2016": 300, "2017": 330}

    of = with_break("2016")
    assert drawn({OWN: values, "B": {"2017": 1}}, of).title == "Up 10% since 2016"
    assert drawn({OWN: values, "B": {"2017": 1}}, with_break("2017")).title == (
        "Too few years since the definition changed to show a trend"
    )


def test_a_trend_whose_newest_year_is_withheld_ends_with_the_newest_figure():
    own = {"2015": 400, "2016": 300, "2017": State.SUPPRESSED}

    assert "Down 25% since 2015: 400 then, 300 in 2016." in drawn({OWN: own, "B": own}).alt


def test_the_table_of_a_trend_has_a_row_a_period():
    chart = drawn({OWN: {"2016": 5, "2017": 6}, "B": {"2016": 1, "2017": 2}})

    assert chart.table["Period"].tolist() == ["2016", "2017"]
    assert "Why there is no figure" not in chart.table
    assert "2016: 5 against 1; 2017: 6 against 2" in chart.alt


def test_a_repeated_service_rate_is_drawn_once_and_its_row_says_why():
    shire = area("F01", name="Wholeshire", area_type=AreaType.SERVICE, service="wholeshire")
    areas = {code: area(code) for code in (OWN, *GROUP)}
    areas |= {code: area(code, service="wholeshire") for code in "CD"} | {"F01": shire}
    rates = {OWN: 150, **GROUP, "C": 120, "D": 120}
    held = figures({code: {"2017": value} for code, value in rates.items()})
    of = indicator(repeats_service_rate=True)
    among = GroupFigures(replace(held, indicator=of), group(), areas)

    chart = ranked_chart(compare(among, service(), areas[OWN], year(2017)))

    assert [value for value, _ in dots(chart)].count(120) == 1
    rows = chart.table.set_index("Area")
    assert rows.loc["Wholeshire", "Note"] == "The rate of the whole service, printed for Area C."
    assert rows.loc["Area D", "2017, per 100,000"] == "120"
    assert rows.loc["Area D", "Note"] == "The rate of all of Wholeshire, which counts once."
