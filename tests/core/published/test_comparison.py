"""What may be said of an area among similar areas."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.areas import ENGLAND
from dashboard.core.published.benchmarks import GroupFigures, Method
from dashboard.core.published.comparison import compare, gap_percent
from dashboard.core.published.indicators import (
    State,
    Unit,
)
from dashboard.core.published.trends import trend
from dashboard.core.verdicts import Polarity, Verdict
from dashboard.narrative.published.lenses import three_lenses
from tests import lists_factories
from tests.factories import (
    OWN,
    area,
    compared,
    figures,
    group,
    indicator,
    one_year,
    percentage,
    service,
    with_break,
    year,
)

FIVE = {"B": 100, "C": 110, "D": 120, "E": 130, "F": 140}


def test_the_benchmark_is_the_plain_mean_of_the_group():
    assert compared({OWN: 150, **FIVE}).benchmark.value == 120


def test_the_median_can_be_asked_for():
    skewed = {**FIVE, "F": 1000}

    assert compared({OWN: 150, **skewed}, method=Method.MEDIAN).benchmark.value == 120


def test_the_area_itself_never_enters_its_own_benchmark():
    assert compared({OWN: 9999, **FIVE}).benchmark.areas_in_group == 5


def test_a_withheld_value_is_not_zero_and_never_enters_the_mean():
    result = compared({OWN: 150, **FIVE, "G": State.NOT_PUBLISHED})

    assert result.benchmark.value == 120
    assert (result.benchmark.areas_with_data, result.benchmark.areas_in_group) == (5, 6)
    assert result.members[-1].why_absent == "not published"


@pytest.mark.parametrize("state", [s for s in State if not s.usable])
def test_no_state_but_published_and_derived_enters_the_mean(state):
    assert compared({OWN: 150, **FIVE, "G": state}).benchmark.areas_with_data == 5


def test_an_area_abolished_before_the_period_ended_is_left_out_with_its_reason():
    gone = area("F", abolished_on=dt.date(2017, 3, 31), note="merged in April 2017")

    result = compared({OWN: 150, **FIVE}, areas={"F": gone})

    assert result.benchmark.areas_with_data == 4
    assert result.members[-1].why_absent == "merged in April 2017"


def test_a_figure_of_an_area_that_no_longer_existed_carries_no_verdict():
    gone = area(OWN, abolished_on=dt.date(2017, 3, 31))

    result = compared({OWN: 150, **FIVE}, areas={OWN: gone})

    assert (result.value, result.verdict) == (None, Verdict.NONE)


@pytest.mark.parametrize(("children", "within"), [(100_000, False), (10_000, True)])
def test_the_interval_of_a_small_place_does_not_exclude_the_benchmark(children, within):
    result = compared({OWN: 150, **FIVE}, populations_10_17={2017: children})

    assert result.clear_of_chance is not within


def test_without_a_number_of_children_chance_is_not_judged():
    assert compared({OWN: 33, **FIVE}, percentage()).clear_of_chance is None


def test_rank_counts_only_areas_that_are_strictly_lower():
    assert compared({OWN: 120, **FIVE}).higher_than == 2


@pytest.mark.parametrize(
    ("polarity", "value", "expected"),
    [
        (Polarity.LOWER, 150, Verdict.WORSE),
        (Polarity.LOWER, 90, Verdict.BETTER),
        (Polarity.HIGHER, 150, Verdict.BETTER),
        (Polarity.HIGHER, 90, Verdict.WORSE),
        (Polarity.NONE, 150, Verdict.HIGHER),
        (Polarity.NONE, 90, Verdict.LOWER),
    ],
)
def test_polarity_decides_whether_a_gap_is_worse_better_or_neither(polarity, value, expected):
    assert compared({OWN: value, **FIVE}, indicator(polarity=polarity)).verdict is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(122.3, Verdict.LEVEL), (122.5, Verdict.MIXED), (117.7, Verdict.LEVEL)],
)
def test_a_gap_of_less_than_two_per_cent_is_level(value, expected):
    assert compared({OWN: value, **FIVE}).verdict is expected


def test_a_gap_that_chance_alone_could_make_is_no_clear_difference():
    few = compared({OWN: 150, **FIVE}, populations_10_17={2018: 5_000})

    assert few.verdict is Verdict.UNCLEAR
    assert compared({OWN: 150, **FIVE}).verdict is Verdict.WORSE


def test_an_interval_that_touches_the_benchmark_does_not_exclude_it():
    result = compared({OWN: 150, **FIVE})
    assert result.interval is not None

    assert not result.interval.excludes(result.interval.lower)
    assert result.interval.excludes(result.interval.lower - 0.001)


def test_a_mean_that_a_few_areas_decide_is_neither_worse_nor_better():
    skewed = {"B": 90, "C": 95, "D": 96, "E": 97, "F": 300}

    assert compared({OWN: 80, **skewed}).verdict is Verdict.BETTER
    assert compared({OWN: 98, **skewed}).verdict is Verdict.MIXED
    assert compared({OWN: 160, "B": 1, "C": 200, "D": 201, "E": 202, "F": 3}).verdict is (
        Verdict.MIXED
    )


def test_four_areas_with_data_carry_no_verdict_and_five_do():
    four = {code: value for code, value in FIVE.items() if code != "F"}

    assert compared({OWN: 150, **four, "F": State.NOT_PUBLISHED}).verdict is Verdict.NONE
    assert compared({OWN: 150, **FIVE}).verdict is Verdict.WORSE


def test_less_than_half_of_the_group_carries_no_verdict():
    absent = dict.fromkeys("GHIJKL", State.NOT_PUBLISHED)

    assert compared({OWN: 150, **FIVE, **absent}).verdict is Verdict.NONE


def test_no_figure_of_its_own_means_no_gap_no_rank_and_no_verdict():
    result = compared({OWN: State.NOT_PUBLISHED, **FIVE})

    assert (result.gap_percent, result.higher_than, result.verdict) == (None, None, Verdict.NONE)


def test_children_are_the_rate_times_the_population_of_the_nearest_year():
    result = compared({OWN: 150, **FIVE}, populations_10_17={2010: 1, 2018: 100_000})

    assert (result.children, result.gap_children) == (150, 30)
    assert result.children_are_estimated


def test_a_service_of_several_areas_has_no_population_for_one_of_them():
    assert compared({OWN: 150, **FIVE}, area_codes=(OWN, "Z")).gap_children is None


def test_a_percentage_of_a_cohort_is_not_turned_into_children():
    assert compared({OWN: 33, **FIVE}, percentage()).children is None


def test_a_published_count_is_not_estimated():
    held = figures({OWN: {"2017": 150}}, counts={OWN: 148})
    among = GroupFigures(held, group(()), {OWN: area()})

    result = compare(among, service(), area(), year(2017))

    assert (result.children, result.children_are_estimated) == (148, False)


@pytest.mark.parametrize(("national", "hidden"), [(160, True), (150, True), (149, False)])
def test_the_national_average_hides_a_gap_when_the_area_is_no_worse_than_it(national, hidden):
    assert compared({OWN: 150, **FIVE, ENGLAND: national}).hidden_by_national is hidden


@pytest.mark.parametrize(("national", "hidden"), [(70, True), (80, True), (81, False)])
def test_where_higher_is_better_a_lower_national_average_hides_the_gap(national, hidden):
    of = indicator(polarity=Polarity.HIGHER)

    assert compared({OWN: 80, **FIVE, ENGLAND: national}, of).hidden_by_national is hidden


def test_a_better_area_has_nothing_to_hide():
    assert not compared({OWN: 90, **FIVE, ENGLAND: 160}).hidden_by_national


def test_a_benchmark_of_zero_gives_no_percentage():
    assert gap_percent(5, 0) is None


def _trend(values, of=None, periods=("2016", "2017", "2018")):
    peers = dict.fromkeys("BCDEF", values["B"]) if "B" in values else {}
    among = GroupFigures(figures(values | peers, of), group(), {c: area(c) for c in "ABCDEF"})
    return trend(among, area(), tuple(year(int(p)) for p in periods))


def test_a_trend_names_the_break_that_parts_it():
    own = {OWN: {"2016": 1, "2017": 2, "2018": 3}}

    assert [b.period for b in _trend(own, with_break("2017")).breaks] == ["2017"]


def before(values, of=None, period=2018):
    among = GroupFigures(figures({OWN: values}, of), group(()), {OWN: area()})
    earlier = compare(among, service(), area(), year(period)).year_before
    return earlier.value if earlier else None


def test_the_year_before_counts_only_if_published_the_very_next_and_alike():
    full = {"2016": 100, "2017": 90, "2018": 80}

    assert before(full) == 90
    assert before(full, period=2016) is None
    assert before({**full, "2017": State.NOT_PUBLISHED}) is None
    assert before({"2016": 100, "2018": 80}) is None
    assert before(full, with_break("2018")) is None


def test_a_group_is_held_constant_and_its_gaps_are_gaps():
    result = _trend({OWN: {"2016": 1, "2017": 2}, "B": {"2017": 5}}, periods=("2016", "2017"))

    assert [p.benchmark for p in result.points] == [None, 5]
    assert [p.areas_with_data for p in result.points] == [0, 5]


def test_a_year_in_which_too_few_have_a_figure_has_no_benchmark():
    few = figures({OWN: {"2017": 1}, **{code: {"2017": 5} for code in "BCDE"}})
    among = GroupFigures(few, group(), {c: area(c) for c in "ABCDEF"})

    assert trend(among, area(), (year(2017),)).points[0].benchmark is None


@given(st.lists(st.floats(1, 900), min_size=5, max_size=12), st.floats(1, 900))
def test_the_mean_lies_within_the_group_and_the_rank_within_its_size(values, own):
    peers = {f"P{number}": value for number, value in enumerate(values)}

    result = compared({OWN: own, **peers})

    assert result.benchmark.value is not None
    assert min(values) - 1e-9 <= result.benchmark.value <= max(values) + 1e-9
    assert 0 <= (result.higher_than or 0) <= len(values)


def test_figures_are_read_only_up_to_the_day_they_were_published():
    held = one_year({OWN: 1}, indicator(publication_lag_months=9))

    assert held.periods_published_by(dt.date(2018, 9, 29)) == ()
    assert held.periods_published_by(dt.date(2018, 9, 30)) == (year(2017),)


@pytest.mark.parametrize(
    ("before", "expected"),
    [(33, Verdict.WORSE), (25, Verdict.UNCLEAR), (State.SUPPRESSED, Verdict.UNCLEAR)],
)
def test_without_an_interval_the_year_before_must_show_the_same(before, expected):
    values = {code: {"2016": 30, "2017": 30} for code in "BCDEF"}
    held = figures(values | {OWN: {"2016": before, "2017": 33}}, percentage())
    among = GroupFigures(held, group(), {code: area(code) for code in "ABCDEF"})

    assert compare(among, service(), area(), year(2017)).verdict is expected


def test_a_gap_below_what_printed_figures_can_show_is_level():
    whole = indicator(unit=Unit("%", "per cent of children", 0))

    assert compared({OWN: 2, "B": 1, "C": 1, "D": 1, "E": 1, "F": 2}, whole).verdict is (
        Verdict.LEVEL
    )


def test_a_variant_whose_gap_vanishes_in_print_is_on_no_side():
    nearly = dict.fromkeys("BCDEF", 30.97)

    result = compared({OWN: 31, **nearly, "G": 30}, percentage())

    assert {variant.side for variant in result.sensitivity.variants} == {0, 1}
    assert result.sensitivity.same_direction


def aim(value, set_on=dt.date(2017, 5, 3)):
    return lists_factories.target(service="placeshire", area_code=OWN, value=value, set_on=set_on)


@pytest.mark.parametrize(
    ("polarity", "target", "expected"),
    [
        (Polarity.LOWER, 150, Verdict.MET),
        (Polarity.LOWER, 149, Verdict.MISSED),
        (Polarity.HIGHER, 150, Verdict.MET),
        (Polarity.HIGHER, 151, Verdict.MISSED),
    ],
)
def test_a_target_is_met_at_its_value_or_on_the_better_side(polarity, target, expected):
    of = indicator(polarity=polarity)

    assert compared({OWN: 150, **FIVE}, of, target=aim(target)).target_verdict is expected


def test_without_a_target_or_a_figure_there_is_no_verdict_on_it():
    assert compared({OWN: 150, **FIVE}).target_verdict is Verdict.NONE
    absent = compared({OWN: State.SUPPRESSED, **FIVE}, target=aim(100))
    assert absent.target_verdict is Verdict.NONE


def test_a_target_that_chance_could_miss_and_an_older_figure_are_said():
    older = compared({OWN: 150, **FIVE}, target=aim(140, dt.date(2026, 11, 21)))

    basis = three_lenses(older)[2].basis.text
    assert "The figure is older than the target." in basis
    assert "Chance alone could make the difference." in basis
