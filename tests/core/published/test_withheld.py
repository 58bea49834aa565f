"""Small numbers that a source withholds leave a benchmark between two bounds."""

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.published.benchmarks import GroupFigures, Method
from dashboard.core.published.comparison import compare
from dashboard.core.published.indicators import State, WithheldCounts
from dashboard.core.published.trends import trend
from dashboard.core.published.warnings import raises_warning
from dashboard.core.rules import ImpossibleValueError
from dashboard.core.verdicts import Verdict
from tests.factories import OWN, area, figures, group, indicator, percentage, service, year

ONE_TO_FIVE = WithheldCounts(fewest=1, most=5)
SHOWN = MappingProxyType(
    {"B": (0, 300), "C": (0, 300), "D": (0, 300), "E": (6, 240), "F": (8, 320)}
)
WITHHELD = MappingProxyType({"G": 200, "H": 200, "I": 200, "J": 200, "K": 200})


def beside(own=(12, 521), shown=SHOWN, withheld=WITHHELD, of=None, method=Method.MEAN):
    """Return an area's count of a total beside counts shown and totals of counts withheld."""
    of = of or percentage(withheld_counts=ONE_TO_FIVE)
    held = {OWN: own, **shown}
    per = of.unit.multiplier
    values = {code: {"2017": count / total * per} for code, (count, total) in held.items()}
    values |= {code: {"2017": State.SUPPRESSED} for code in withheld}
    totals = {code: total for code, (_, total) in held.items()}
    totals |= {code: total for code, total in withheld.items() if total is not None}
    table = figures(values, of, {code: count for code, (count, _) in held.items()}, totals)
    peers = (*shown, *withheld)
    areas = {code: area(code) for code in (OWN, *peers)}
    among = GroupFigures(table, group(peers), areas, method)
    return compare(among, service(), areas[OWN], year(2017))


def ends(comparison):
    bounds = comparison.benchmark_bounds
    return (round(bounds.lower, 3), round(bounds.upper, 3))


def test_a_mean_lies_between_its_values_with_all_withheld_at_their_fewest_and_at_their_most():
    c = beside()

    assert c.benchmark.value == 1.0
    assert ends(c) == (0.75, 1.75)
    assert c.benchmark_bounds.withheld == 5


def test_a_median_has_bounds_of_its_own():
    assert ends(beside(method=Method.MEDIAN)) == (0.5, 2.5)


def test_a_pooled_rate_takes_the_withheld_into_its_counts_and_its_totals():
    lower, upper = ends(beside(method=Method.POOLED))

    assert (lower, upper) == (round(1900 / 2460, 3), round(3900 / 2460, 3))


def test_withheld_areas_are_no_data_and_stay_in_the_group():
    benchmark = beside().benchmark

    assert (benchmark.areas_with_data, benchmark.areas_in_group) == (5, 10)


def test_withheld_areas_do_not_make_a_group_too_thin_for_a_verdict():
    few = {"B": (0, 300), "C": (6, 300)}

    assert beside(own=(50, 521), shown=few).verdict is Verdict.WORSE
    assert beside(own=(50, 521), shown=few, of=percentage()).verdict is Verdict.NONE


def test_one_area_that_is_shown_is_no_group():
    c = beside(own=(50, 521), shown={"B": (6, 300)})

    assert c.benchmark_bounds is not None
    assert c.verdict is Verdict.NONE


def test_a_verdict_that_what_is_withheld_could_undo_is_not_clear():
    c = beside()

    assert c.interval.excludes(c.benchmark.value)
    assert c.verdict is Verdict.UNCLEAR
    assert c.clear_of_chance is False
    assert not raises_warning(c)


def test_a_verdict_that_holds_whatever_is_withheld_stands():
    c = beside(own=(30, 521))

    assert c.verdict is Verdict.WORSE
    assert c.clear_of_chance is True
    assert raises_warning(c)


def test_better_stands_too_where_the_whole_interval_lies_below_both_bounds():
    of_many = dict.fromkeys("BCDEF", (40, 1000))

    assert beside(own=(2, 521), shown=of_many).verdict is Verdict.BETTER


def test_a_figure_above_those_shown_and_below_what_is_withheld_is_neither():
    shown = {**dict.fromkeys("BCDE", (0, 300)), "F": (6, 6000)}
    c = beside(own=(30, 5000), shown=shown, withheld=dict.fromkeys("GHIJK", 10))

    assert c.benchmark.value < c.value < c.benchmark_bounds.lower
    assert c.verdict is Verdict.UNCLEAR


def test_level_with_those_shown_is_no_calm_where_what_is_withheld_could_undo_it():
    level = dict.fromkeys("BCDEF", (12, 521))

    assert beside(shown=level).verdict is Verdict.UNCLEAR
    assert beside(shown=level, withheld={}).verdict is Verdict.LEVEL


def test_a_total_that_is_not_known_is_the_median_of_those_known():
    withheld = {"G": 200, "H": None}
    bounds = ends(beside(withheld=withheld))

    # Totals: 300, 300, 300, 240, 320 and 200; their median is 300.
    assert bounds == (round((5 + 0.5 + 1 / 3) / 7, 3), round((5 + 2.5 + 5 / 3) / 7, 3))


def test_more_children_than_there_are_cannot_be_withheld():
    c = beside(withheld={"G": 2})

    assert ends(c) == (round((5 + 50) / 6, 3), round((5 + 100) / 6, 3))


def test_an_area_withheld_for_another_reason_leaves_no_bounds():
    assert beside(of=percentage()).benchmark_bounds is None


def test_a_figure_that_is_merely_not_published_is_not_withheld_as_small():
    of = percentage(withheld_counts=ONE_TO_FIVE)
    values = {code: {"2017": 3.0} for code in "ABCDEF"} | {"G": {"2017": State.NOT_PUBLISHED}}
    areas = {code: area(code) for code in values}
    among = GroupFigures(figures(values, of), group(tuple("BCDEFG")), areas)

    assert compare(among, service(), areas[OWN], year(2017)).benchmark_bounds is None


def test_an_area_that_no_longer_existed_is_not_withheld():
    c = beside()
    gone = area("G", abolished_on=year(2015).end, note="merged")
    among = GroupFigures(c.among.figures, c.among.group, {**c.among.areas, "G": gone})

    assert compare(among, service(), c.area, year(2017)).benchmark.withheld == 4


def test_without_any_total_a_withheld_figure_can_be_all_that_is_plausible():
    of = percentage(withheld_counts=ONE_TO_FIVE, plausible_maximum=100)
    values = {code: {"2017": 3.0} for code in "ABCDEF"} | {"G": {"2017": State.SUPPRESSED}}
    areas = {code: area(code) for code in values}
    among = GroupFigures(figures(values, of), group(tuple("BCDEFG")), areas)

    assert ends(compare(among, service(), areas[OWN], year(2017))) == (0, 100)


def test_the_usual_range_of_neighbours_is_not_said_where_some_are_withheld():
    assert beside().spread is None
    assert beside(withheld={}).spread is not None


def test_no_fifth_of_england_is_given_where_small_numbers_are_withheld():
    many = {f"P{number}": (6 + number, 1000) for number in range(60)}

    assert beside(shown=many, withheld={}, of=percentage()).place_in_england is not None
    assert beside(shown=many).place_in_england is None


def test_a_trend_says_no_side_where_what_is_withheld_leaves_a_year_open():
    opened, firm = beside(own=(9, 521)), beside(own=(30, 521))

    left_open, decided = (trend(c.among, c.area, (c.period,)).points[0] for c in (opened, firm))
    assert left_open.is_left_open
    assert not decided.is_left_open


def test_a_rate_takes_its_withheld_areas_over_their_children():
    of = indicator(withheld_counts=ONE_TO_FIVE)
    shown = dict.fromkeys("BCDEF", (100, 100_000))
    c = beside(own=(150, 100_000), shown=shown, withheld={"G": 50_000}, of=of)

    assert ends(c) == (round(502 / 6, 3), round(510 / 6, 3))
    assert c.verdict is Verdict.WORSE


@pytest.mark.parametrize(("fewest", "most"), [(-1, 5), (6, 5), (1, 1_000)])
def test_impossible_withheld_counts_are_refused(fewest, most):
    with pytest.raises(ImpossibleValueError, match="withheld_counts"):
        WithheldCounts(fewest=fewest, most=most)


@given(st.lists(st.integers(1, 5), min_size=5, max_size=5), st.sampled_from(list(Method)))
def test_whatever_the_withheld_numbers_are_the_benchmark_lies_within_its_bounds(counts, method):
    bounds = beside(method=method).benchmark_bounds
    known = dict(zip(WITHHELD, zip(counts, WITHHELD.values(), strict=True), strict=True))

    truth = beside(shown={**SHOWN, **known}, withheld={}, method=method).benchmark.value

    assert bounds.lower - 1e-9 <= truth <= bounds.upper + 1e-9


@given(st.lists(st.integers(1, 5), min_size=5, max_size=5), st.integers(0, 60))
def test_no_number_withheld_could_undo_a_verdict_that_stands(counts, own):
    known = dict(zip(WITHHELD, zip(counts, WITHHELD.values(), strict=True), strict=True))
    said = beside(own=(own, 521)).verdict

    truth = beside(own=(own, 521), shown={**SHOWN, **known}, withheld={})

    if said in (Verdict.WORSE, Verdict.BETTER):
        assert truth.clear_of_chance
        assert truth.side == (1 if said is Verdict.WORSE else -1)
