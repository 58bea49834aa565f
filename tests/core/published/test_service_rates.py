"""A rate that a source prints for each area of a service is the service's, and counts once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.areas import AreaType
from dashboard.core.published.benchmarks import GroupFigures
from dashboard.core.published.comparison import compare
from dashboard.core.published.funnel import funnel
from dashboard.core.published.indicators import State
from dashboard.core.published.trends import trend
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.comparison import comparison_verdict
from tests.factories import OWN, area, figures, group, indicator, region, service, year

SHIRE = area("F01", name="Wholeshire", area_type=AreaType.SERVICE, service="wholeshire")
REPEATING = indicator(repeats_service_rate=True)


def among(values, of_service="", codes="BCDEF", of=REPEATING, populations=None):
    """Return figures of 2017 of areas of which those named in `of_service` make up Wholeshire."""
    areas = {
        code: area(code, service="wholeshire" if code in of_service else None) for code in values
    }
    held = figures({code: {"2017": value} for code, value in values.items()}, of)
    return GroupFigures(held, group(codes), {**areas, "F01": SHIRE}, populations=populations or {})


def compared_among(held, code=OWN):
    return compare(held, service(), held.areas[code], year(2017))


FIVE = dict.fromkeys("BCDEF", 100)


def test_a_service_rate_printed_for_each_area_carries_no_verdict_on_one_of_them():
    result = compared_among(among({**FIVE, OWN: 150, "Z": 150}, of_service="AZ"))

    assert result.is_service_rate
    assert result.verdict is Verdict.NONE


@pytest.mark.parametrize(
    ("other", "of"),
    [(151, REPEATING), (State.SUPPRESSED, REPEATING), (150, indicator())],
)
def test_areas_whose_figures_differ_or_whose_source_counts_each_are_judged(other, of):
    result = compared_among(among({**FIVE, OWN: 150, "Z": other}, of_service="AZ", of=of))

    assert not result.is_service_rate
    assert result.place.name == "Area A"


def test_the_authorities_that_carry_a_service_rate_are_those_with_a_figure():
    values = {**FIVE, OWN: 150, "Y": State.NOT_PUBLISHED, "Z": 150}
    result = compared_among(among(values, of_service="AYZ"))

    assert result.areas_with_this_rate == 2
    assert "each of its 2 local authorities" in comparison_verdict(result).text


def test_a_service_rate_is_named_after_the_service():
    held = among({**FIVE, OWN: 150, "Z": 150}, of_service="AZ")
    result = compared_among(held)

    assert result.place is SHIRE
    assert result.area.code == OWN
    assert trend(held, result.area, (year(2017),)).area is SHIRE


def test_the_children_behind_a_service_rate_are_those_of_the_whole_service():
    held = {OWN: {2017: 10_000}, "F01": {2017: 200_000}}
    result = compared_among(among({**FIVE, OWN: 150, "Z": 150}, "AZ", populations=held))

    assert result.children == 300


def test_a_service_rate_counts_once_and_the_repeat_says_why():
    held = among({**FIVE, OWN: 150, "C": 200, "D": 200, "E": 200}, of_service="CDE")
    result = compared_among(held)

    assert result.benchmark.value == pytest.approx((100 + 200 + 100) / 3)
    assert (result.benchmark.areas_with_data, result.benchmark.areas_in_group) == (3, 5)
    assert result.higher_than == 2
    first, second = result.members[1], result.members[2]
    assert (first.value, first.place.name) == (200, "Wholeshire")
    assert (second.value, second.observed.value) == (None, 200)
    assert second.why_absent == "The rate of all of Wholeshire, which counts once."


def test_no_service_is_compared_with_itself():
    held = among({**FIVE, OWN: 200, "C": 200, "D": 200}, of_service="ACD")
    result = compared_among(held)

    assert result.benchmark.value == 100
    assert result.benchmark.areas_with_data == 3


def test_a_service_rate_stands_once_among_all_areas_of_england_and_for_the_area_asked_about():
    values = {f"P{number}": number + 1 for number in range(60)} | {OWN: 30, "Z": 30}
    held = among(values, of_service="AZ", codes=("P1", "P2"))

    for code in (OWN, "Z"):
        place = compared_among(held, code).place_in_england
        assert place is not None
        assert place.places == 61
    assert "Z" not in held.everywhere(year(2017), first=OWN)


def test_the_funnel_draws_a_service_once_and_by_its_name():
    values = {f"P{number}": 100 for number in range(30)} | {OWN: 100, "Z": 100}
    people = {code: {2017: 20_000} for code in (*values, "F01")}
    held = among(values, of_service="AZ", codes=("P1", "P2"), populations=people)

    drawn = funnel(compared_among(held))

    assert drawn is not None
    assert len(drawn.points) == 31
    assert drawn.own.area is SHIRE


@given(
    st.lists(st.sampled_from(["x", "y", ""]), min_size=5, max_size=12),
    st.lists(st.integers(1, 4), min_size=12, max_size=12),
)
def test_a_repeated_rate_never_enters_a_benchmark_twice(services, rates):
    codes = [f"N{number}" for number in range(len(services))]
    by_service = dict(zip("xy", rates, strict=False))
    values = {
        code: by_service.get(of, 10 + number)
        for number, (code, of) in enumerate(zip(codes, services, strict=True))
    }
    areas = {
        code: area(code, service=of or None) for code, of in zip(codes, services, strict=True)
    } | {of: area(of, area_type=AreaType.SERVICE, service=of, name=f"Service {of}") for of in "xy"}
    held = figures({code: {"2017": value} for code, value in values.items()}, REPEATING)
    members = GroupFigures(held, region(tuple(codes)), areas).members(year(2017))

    counted = [m.place.code for m in members if m.value is not None]
    assert len(counted) == len(set(counted))
    # Nothing is lost either: every service and every area of its own still counts.
    assert {m.place.code for m in members} == set(counted)
