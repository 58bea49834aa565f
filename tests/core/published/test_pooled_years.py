"""Three years together, for a service with too few children to tell in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.published.benchmarks import GroupFigures, Method
from dashboard.core.published.comparison import compare
from dashboard.core.published.indicators import State
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.comparison import comparison_verdict
from dashboard.narrative.published.evidence import three_years
from tests.factories import OWN, area, figures, group, indicator, service, with_break, year

FIVE = {"B": 100, "C": 110, "D": 120, "E": 130, "F": 140}


def compared(own, of=None, peers=None, children=25_000, method=Method.MEAN):
    values = {OWN: own} | {
        code: dict.fromkeys(own, value) for code, value in (peers or FIVE).items()
    }
    areas = {code: area(code) for code in values}
    populations = {code: {2016: children} for code in areas}
    held = figures(values, of)
    among = GroupFigures(held, group(tuple(peers or FIVE)), areas, method, populations)
    return compare(among, service(), area(), year(2017))


def three(value):
    return dict.fromkeys(("2015", "2016", "2017"), value)


@given(st.integers(5, 900), st.integers(1_000, 200_000))
def test_three_equal_years_give_the_same_rate_and_a_narrower_interval(rate, children):
    c = compared(three(rate), children=children)

    assert c.pooled.value == pytest.approx(rate)
    one, all_three = c.interval, c.pooled.interval
    assert all_three.upper - all_three.lower < one.upper - one.lower
    assert all_three.lower <= c.pooled.value <= all_three.upper


@pytest.mark.parametrize("absent", ["2015", "2016"])
@pytest.mark.parametrize("state", [State.SUPPRESSED, State.NOT_PUBLISHED, State.PART_YEAR])
def test_an_absent_year_gives_no_pool(absent, state):
    c = compared(three(160) | {absent: state})

    assert c.pooled is None
    assert three_years(c).text == "Not all of the last three years have a figure."


def test_no_pool_reaches_across_a_change_of_definition():
    broken = compared(three(160), with_break("2017"))

    assert broken.pooled is None
    assert three_years(broken).text == "Earlier years were counted in another way."
    assert compared(three(160), with_break("2015")).pooled is not None


def test_years_without_a_number_of_children_are_not_pooled():
    assert compared(three(160), indicator(counted="offences", counted_one="offence")).pooled is None


def test_what_one_year_cannot_tell_three_may():
    c = compared(three(150), children=40_000)

    assert c.verdict is Verdict.UNCLEAR
    assert c.pooled.verdict is Verdict.WORSE
    assert c.pooled.gap_percent == pytest.approx(25)
    told = comparison_verdict(c).text
    assert "Too few children to tell in one year. Three years together (2015 to 2017): " in told
    assert told.endswith(
        "150 per 100,000 (about 180 children), 25% above similar areas (120). Chance alone seldom "
        "makes that."
    )


def test_what_three_years_cannot_tell_is_said_to_be_open():
    c = compared(three(180), children=5_000)

    assert c.pooled.verdict is Verdict.UNCLEAR
    assert three_years(c).text.endswith(
        "50% above similar areas (120). Chance could still make that."
    )


def test_an_area_of_the_group_that_lacks_a_year_is_left_out_of_the_pooled_benchmark():
    lacking = {"2015": State.SUPPRESSED, "2016": 700, "2017": 700}
    values = {OWN: three(160), **{code: three(value) for code, value in FIVE.items()}, "G": lacking}
    areas = {code: area(code) for code in values}
    populations = {code: {2016: 25_000} for code in values}
    among = GroupFigures(figures(values), group("BCDEFG"), areas, populations=populations)

    pooled = compare(among, service(), area(), year(2017)).pooled

    assert pooled is not None
    assert pooled.benchmark == pytest.approx(120)


def test_too_few_areas_with_three_years_carry_no_verdict():
    peers = {"B": 100, "C": 110}
    c = compared(three(160), peers=peers)

    assert c.pooled.benchmark is None
    assert c.pooled.verdict is Verdict.NONE
    assert three_years(c).text.endswith(". Too few similar areas to compare with.")


@pytest.mark.parametrize(
    ("method", "benchmark"), [(Method.MEDIAN, 110), (Method.MEAN, 120), (Method.POOLED, 120)]
)
def test_the_benchmark_is_made_by_the_method_in_view(method, benchmark):
    peers = {"B": 100, "C": 100, "D": 110, "E": 140, "F": 150}

    assert compared(three(160), peers=peers, method=method).pooled.benchmark == pytest.approx(
        benchmark
    )


def test_where_a_child_counts_again_each_year_three_years_are_no_surer_than_one_such_year():
    once, again = (
        compared(three(160), indicator(counts_again_each_year=repeats)) for repeats in (False, True)
    )

    assert again.pooled.value == once.pooled.value
    assert again.pooled.children == once.pooled.children
    assert again.pooled.interval.lower == pytest.approx(again.interval.lower)
    assert again.pooled.interval.upper > once.pooled.interval.upper
