"""Whose list of similar areas is shown is said, and what of it is the service's own."""

from typing import Any

import pytest

from dashboard.charts.comparison import ranked_chart
from dashboard.charts.trend import trend_chart
from dashboard.core.areas import AreaType
from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.trends import trend
from dashboard.narrative.published.groups import compared_with, group_words
from dashboard.narrative.published.place_in_england import place_in_england_sentence
from dashboard.narrative.published.trends import trend_message
from tests.charts.plotlys import plotly_of
from tests.factories import OWN, area, compared, figures, group, indicator, region, year

FIVE = dict.fromkeys("BCDEF", 100)
LEVEL = {code: {"2016": 100, "2017": 100} for code in FIVE}
SIDE = "; as often above similar areas as below, in 2 years, by A list"
SHIRE: dict[str, Any] = {"name": "Wholeshire", "area_codes": (OWN, "Z")}
WHOLE = area("F01", name="Wholeshire", area_type=AreaType.SERVICE, service="wholeshire")
PARTS = {code: area(code, service="wholeshire") for code in (OWN, "Z")} | {"F01": WHOLE}
SHARED = indicator(repeats_service_rate=True)


def of_whole_service(codes="BCDEFZ", more=()):
    values = {OWN: 150, "Z": 150, **FIVE, **dict.fromkeys(more, 200)}
    return compared(values, SHARED, among=group(codes), areas=PARTS, **SHIRE)


def of_one_part(codes):
    return compared({OWN: 150, "Z": 140, **FIVE}, among=group(codes), **SHIRE)


def test_the_list_of_a_service_of_one_area_needs_no_owner():
    assert group_words(compared({OWN: 150, **FIVE})).text == (
        "A list, nearest first: Area B, Area C, Area D, Area E, Area F."
    )


def test_where_a_service_has_several_areas_it_is_said_whose_list_it_is():
    assert compared_with(of_one_part("BCDEF")).text == "A list, the list of Area A."


def test_a_part_of_the_same_service_on_the_list_is_named_as_one():
    words = group_words(of_one_part("BCDEFZ")).text

    assert words.startswith("A list, the list of Area A, nearest first: Area B,")
    assert words.endswith("Area Z. Area Z is part of Wholeshire too.")


def test_beside_the_rate_of_a_whole_service_a_part_of_it_is_left_out_and_said_to_be():
    words = group_words(of_whole_service()).text

    assert words == (
        "A list, the list of Area A, nearest first: Area B, Area C, Area D, Area E, Area F. "
        "Wholeshire has no list of its own. Area Z is left out as part of Wholeshire."
    )


def test_a_region_is_nobodys_list():
    c = compared({OWN: 150, "Z": 140, **FIVE}, among=region("BCDEFZ"), **SHIRE)

    assert compared_with(c).text == "A region. Area Z is part of Wholeshire too."


def test_many_areas_are_counted_and_not_named():
    many = {f"P{number}": 100 for number in range(41)}
    assert group_words(compared({OWN: 150, **many})).text == (
        "A list, nearest first: 41 areas, in the table."
    )


def test_the_rate_of_a_whole_service_has_no_benchmark_drawn_and_no_place_among_areas():
    fifty = [f"P{number}" for number in range(50)]
    c, part = of_whole_service(more=fifty), of_one_part("BCDEF")

    assert c.place_in_england is not None
    assert not place_in_england_sentence(c)
    assert not _labels(ranked_chart(c))
    assert "average" not in ranked_chart(c).alt
    assert _labels(ranked_chart(part)) == ["Average 100"]
    assert "The average of 5 similar areas is 100" in ranked_chart(part).alt


def _labels(chart):
    return [label.text for label in plotly_of(chart.figure).layout.annotations]


@pytest.mark.parametrize(("of", "lines"), [(SHARED, ["Wholeshire 75"]), (None, None)])
def test_a_trend_of_a_whole_service_has_no_line_of_the_group_and_takes_no_side(of, lines):
    held = figures({code: {"2016": 150, "2017": 75} for code in (OWN, "Z")} | LEVEL, of)
    places = {code: area(code) for code in "BCDEF"} | PARTS
    found = trend(GroupFigures(held, group("BCDEF"), places), PARTS[OWN], (year(2016), year(2017)))

    assert trend_message(found).text == f"Down 50% since 2016{'' if lines else SIDE}"
    drawn = trend_chart(found)
    assert drawn is not None
    assert [trace.name for trace in plotly_of(drawn.figure).data if trace.name] == (
        lines or ["Average of similar areas 100", "Area A 75"]
    )
