"""A service's own series: absence kept, limits from twelve figures, changes of enough children."""

from dataclasses import replace

import pytest

from dashboard.core.disclosure.protection import DisclosureRules, Mode, protect
from dashboard.core.own.figures import LocalState
from dashboard.core.own.indicators import LocalKind
from dashboard.core.performance.changes import LocalChange
from dashboard.core.performance.series import LocalPoint, kinds_held, local_series
from dashboard.core.periods import Period, PeriodKind
from dashboard.core.statistics.control_chart import PointType
from dashboard.core.verdicts import Polarity, Verdict
from tests.local_factories import figure, own, plain_count, quarters, series_of, share

STEADY = [20, 22, 19, 21, 23, 20, 18, 22, 21, 19, 20, 22]
QUARTER = PeriodKind.QUARTER


def shown(rows, of=None, mode=Mode.PUBLIC, kind=QUARTER, **where):
    protected = protect(own(of or plain_count(), rows), DisclosureRules(), mode)
    return local_series(protected, kind, **where)


def test_a_quarter_that_nobody_sent_is_a_point_without_a_value_between_its_neighbours():
    rows = series_of([20, 21, 22, 23])
    series = shown([row for row in rows if row["period"] != quarters(4)[1].id])

    assert [point.value for point in series.points] == [20, None, 22, 23]
    assert series.points[1].why_absent == "not recorded"


def test_a_team_that_stopped_sending_shows_it_up_to_the_newest_quarter_of_the_others():
    rows = [*series_of(STEADY), *series_of([9, 8, 7], place="north")[:1]]
    north = shown(rows, place="north")

    assert north.latest is not None
    assert north.latest.period == quarters(3)[0]
    assert [point.period for point in north.since_latest] == list(quarters(2))


def test_a_figure_that_waits_is_not_called_not_recorded():
    newest, before, _ = reversed(quarters(3))
    rows = [row for row in series_of([20, 21, 22]) if row["period"] != newest.id]
    waiting = {("", newest.id, ""), ("", before.id, ""), ("north", newest.id, "sex-girls")}

    series, north = shown(rows, waiting=waiting), shown(rows, place="north", waiting=waiting)

    assert [point.why_absent for point in series.since_latest] == ["waiting for a decision"]
    assert series.points[-2].value == 21
    assert {point.why_absent for point in north.points} == {"not recorded"}


def test_a_series_of_which_all_figures_wait_has_their_periods():
    waiting = {("", "2025-26 Q1", ""), ("", "2025-26 Q3", "")}
    series = shown([], waiting=waiting)

    reasons = [point.why_absent for point in series.points]
    assert reasons == ["waiting for a decision", "not recorded", "waiting for a decision"]
    assert series.is_recorded
    assert kinds_held(series.protected, waiting) == (QUARTER,)
    assert kinds_held(series.protected) == ()


def test_twelve_figures_have_limits_and_eleven_say_nothing():
    assert shown(series_of(STEADY)).verdict is Verdict.LEVEL
    eleven = shown(series_of(STEADY[1:]))

    assert eleven.chart is None
    assert eleven.verdict is Verdict.NONE
    assert not eleven.is_unusual


@pytest.mark.parametrize("figures", [[20] * 12, [20] * 11 + [25], [0] * 5 + [5] + [0] * 7])
def test_figures_that_hardly_ever_move_have_no_limits_and_no_verdict(figures):
    series = shown(series_of(figures), mode=Mode.BOARD)

    assert series.chart is not None
    assert series.limits is None
    assert (series.verdict, series.is_unusual) == (Verdict.NONE, False)
    assert series.chart.words == "too little variation for limits"


def test_limits_are_on_trial_by_the_figures_known_and_not_by_the_quarters_between_them():
    series = shown(
        series_of([30, None, 31, 33, None, 29, 32, None, 30, 31, 33, None, 29, 31, 32, 30])
    )

    assert series.chart is not None
    assert series.chart.words.endswith("(trial limits from 12 points)")


def test_a_withheld_figure_is_a_missing_point_and_enters_no_mean():
    series = shown(series_of([*STEADY[:5], 3, *STEADY[5:]]))

    assert series.points[5].why_absent == "withheld"
    assert series.chart is not None
    assert series.chart.mean == pytest.approx(sum(STEADY) / len(STEADY))


@pytest.mark.parametrize("state", [state for state in LocalState if not state.usable])
def test_a_point_whose_state_says_it_has_no_figure_shows_none_even_if_a_number_came_along(state):
    rows = [figure(20, period=quarters(1)[0].id)]
    observed = shown(rows).points[0].observed
    point = LocalPoint(replace(observed, state=state), DisclosureRules())

    assert observed.value == 20
    assert (point.value, point.count) == (None, None)
    assert point.why_absent == state.value
    assert not point.needs_caution


MOVED = [*STEADY, 24, 25, 24, 26, 25, 24, 27]


def test_limits_from_the_first_twelve_figures_show_what_has_moved_since():
    whole = shown(series_of(MOVED)).chart
    series = shown(series_of(MOVED), from_baseline=True)

    assert whole is not None
    assert series.chart is not None
    assert series.chart.mean == pytest.approx(sum(STEADY) / len(STEADY))
    assert series.chart.upl < whole.upl
    assert series.verdict is Verdict.WORSE


def test_a_figure_withheld_among_the_first_twelve_is_made_up_by_a_later_one():
    series = shown(series_of([*STEADY[:5], 3, *MOVED[5:]]), from_baseline=True)

    assert series.baseline_points == 13
    assert series.chart is not None
    assert series.chart.mean == pytest.approx(sum(STEADY) / len(STEADY))


def test_twelve_figures_have_no_later_ones_to_hold_against_a_baseline():
    series = shown(series_of(STEADY), from_baseline=True)

    assert series.baseline_points is None
    assert series.chart is not None


def test_withheld_figures_do_not_count_towards_the_twelve():
    assert shown(series_of([*STEADY[:11], 3])).chart is None
    assert shown(series_of([*STEADY[:11], 3]), mode=Mode.BOARD).chart is not None


def test_the_newest_figure_is_judged_and_not_the_absent_one_after_it():
    series = shown(series_of([*STEADY, 60, None]))

    assert series.verdict is Verdict.WORSE
    assert [point.why_absent for point in series.since_latest] == ["not recorded"]


@pytest.mark.parametrize(
    ("polarity", "verdict"),
    [
        (Polarity.LOWER, Verdict.WORSE),
        (Polarity.HIGHER, Verdict.BETTER),
        (Polarity.NONE, Verdict.HIGHER),
    ],
)
def test_which_way_is_better_decides_what_unusual_means(polarity, verdict):
    series = shown(series_of([*STEADY, 60]), plain_count(polarity=polarity))

    assert series.verdict is verdict
    assert series.is_unusual


def test_a_key_performance_indicator_has_a_worse_side_beside_its_own_past():
    series = shown(series_of([*STEADY, 60]), plain_count(kind=LocalKind.KPI))

    assert series.chart is not None
    assert series.chart.variation is PointType.CONCERN


def test_months_and_quarters_are_series_of_their_own():
    months = [figure(n + 5, period=f"2025-0{n}") for n in range(4, 8)]
    rows = [*series_of([20, 21]), *months]

    assert [p.value for p in shown(rows, kind=PeriodKind.MONTH).points] == [9, 10, 11, 12]
    assert [p.value for p in shown(rows).points] == [20, 21]
    assert kinds_held(shown(rows).protected) == (QUARTER, PeriodKind.MONTH)


def test_no_figure_at_all_is_an_empty_series():
    series = shown([])

    assert series.points == ()
    assert series.latest is None
    assert series.change is None
    assert series.drawn == ()


@pytest.mark.parametrize(("of", "few"), [(10, True), (29, True), (30, False)])
def test_a_share_of_ten_to_twenty_nine_carries_a_caution(of, few):
    (point,) = shown(series_of([5], of), share()).points

    assert point.value is not None
    assert point.needs_caution is few


def test_no_percentage_is_given_of_nine_and_the_point_says_so():
    (point,) = shown(series_of([8], 9), share(), Mode.BOARD).points

    assert point.value is None
    assert point.why_absent == "no percentage of fewer than 10"


def test_the_change_is_from_the_same_quarter_of_the_year_before():
    change = shown(series_of([10, 11, 12, 13, 30])).change

    assert change is not None
    assert (change.before.value, change.now.value, change.size) == (10, 30, 20)


def test_without_a_figure_of_the_year_before_there_is_no_change():
    assert shown(series_of([10, 11, 12, 13])).change is None
    assert shown(series_of([None, 11, 12, 13, 30])).change is None
    assert shown(series_of([3, 11, 12, 13, 30])).change is None


def changed(before, now, of=None, indicator=None):
    indicator = indicator or (share() if of else plain_count())
    period = Period(QUARTER, 2025, 3)
    rows = [
        figure(before, of, period=period.years_before(1).id),
        figure(now, of, period=period.id),
    ]
    held = own(indicator, rows)
    return LocalChange(indicator, held.at("", period), held.at("", period.years_before(1)))


@pytest.mark.parametrize(
    ("before", "now", "direction"),
    [(20, 24, 0), (20, 25, 1), (20, 16, 0), (20, 15, -1), (20, 20, 0)],
)
def test_fewer_than_five_children_more_or_less_show_no_direction(before, now, direction):
    assert changed(before, now).direction == direction


def test_a_share_needs_five_more_children_too():
    assert changed(20, 24, of=40).direction == 0
    assert changed(20, 25, of=40).direction == 1


@pytest.mark.parametrize(
    ("before", "now", "apart", "direction"),
    [
        # The number counted hardly moved, the share of children did.
        ((26, 60), (24, 34), 9.27, 1),
        ((24, 34), (26, 60), -16.35, -1),
        # The number counted moved with the number it is out of: one child more than before.
        ((50, 100), (60, 118), 1, 0),
    ],
)
def test_a_change_of_a_share_is_told_by_the_children_who_would_have_to_differ(
    before, now, apart, direction
):
    period = Period(QUARTER, 2025, 3)
    held = own(
        share(),
        [figure(*before, period=period.years_before(1).id), figure(*now, period=period.id)],
    )
    found = LocalChange(share(), held.at("", period), held.at("", period.years_before(1)))

    assert found.apart == pytest.approx(apart, abs=0.01)
    assert found.direction == direction


def test_what_is_printed_alike_has_no_direction_however_many_children_it_is_of():
    indicator, period = share(), Period(QUARTER, 2025, 3)
    rows = [
        figure(50, 100, period=period.years_before(1).id),
        figure(101, 201, period=period.id),
    ]
    held = own(indicator, rows)
    found = LocalChange(indicator, held.at("", period), held.at("", period.years_before(1)))

    assert (found.in_count, found.is_level, found.direction) == (51, True, 0)


def test_the_change_of_a_share_has_newcombes_interval():
    # Newcombe 1998, method 10: 56 of 70 against 48 of 80.
    indicator = share()
    period = Period(QUARTER, 2025, 3)
    rows = [
        figure(48, 80, period=period.years_before(1).id),
        figure(56, 70, period=period.id),
    ]
    held = own(indicator, rows)
    found = LocalChange(indicator, held.at("", period), held.at("", period.years_before(1)))

    assert found.interval == pytest.approx((5.24, 33.39), abs=0.01)
    assert found.beyond_chance is True


def test_a_number_of_children_moves_by_chance_and_the_bounds_contain_no_change():
    found = changed(20, 27)

    assert found.interval is not None
    assert found.interval[0] < 0 < found.interval[1]
    assert found.beyond_chance is False


def test_where_one_child_counts_several_times_there_is_no_interval():
    found = changed(20, 60, indicator=plain_count(counted="sentences"))

    assert found.interval is None
    assert found.beyond_chance is None


def test_nought_has_bounds_too():
    found = changed(0, 0)

    assert found.interval is not None
    assert found.interval[0] == pytest.approx(-found.interval[1])
