"""What a figure did is said of years under one definition only, by the figures as printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.published.indicators import State, Unit
from dashboard.core.published.past_change import comparable_years, past_change
from tests.factories import figures, indicator, percentage, with_break, year

TENTHS = indicator(unit=Unit("per 1,000", "per 1,000 children", 1))


def changed(values, of=None, newest=2024):
    of = of or indicator()
    held = {str(newest - len(values) + 1 + n): value for n, value in enumerate(values)}
    found = figures({"A": held}, of)
    return past_change(
        of, comparable_years(of, lambda period: found.value("A", period), year(newest))
    )


def years_of(change):
    shown = (change.first, change.middle, change.last)
    return tuple(figure and (figure.period.id, figure.value) for figure in shown)


def test_the_first_a_middle_and_the_newest_year_are_named():
    change = changed([313, 311, 287, 220, 200, 152, 140, 130, 120, 111])

    assert years_of(change) == (("2015", 313), ("2020", 152), ("2024", 111))
    assert (change.years, change.units) == (9, -202)
    assert change.percent == pytest.approx(-64.5, abs=0.05)


def test_three_years_have_a_middle_and_two_have_none():
    assert years_of(changed([3, 2, 1])) == (("2022", 3), ("2023", 2), ("2024", 1))
    assert years_of(changed([2, 1])) == (("2023", 2), None, ("2024", 1))


def test_one_year_is_no_past():
    assert changed([300]) is None


@pytest.mark.parametrize("state", [s for s in State if not s.usable])
def test_a_year_that_does_not_count_ends_the_past_and_is_no_part_of_it(state):
    assert years_of(changed([400, 300, state, 200, 100])) == (("2023", 200), None, ("2024", 100))
    assert changed([400, 300, 200, state]) is None


def test_a_gap_just_before_the_newest_year_leaves_nothing_to_compare():
    assert changed([400, 300, State.NOT_PUBLISHED, 100]) is None


def test_years_of_another_definition_are_left_out():
    assert years_of(changed([400, 300, 200, 100], with_break("2023")))[0] == ("2023", 200)
    assert changed([400, 300, 200, 100], with_break("2024")) is None


def test_the_change_is_that_of_the_printed_figures():
    assert changed([2.04, 1.96], TENTHS).units == 0
    assert changed([2.04, 1.94], TENTHS).units == pytest.approx(-0.1)


@pytest.mark.parametrize(("first", "is_given"), [(0, False), (0.9, False), (1.0, True)])
def test_a_first_figure_of_fewer_than_ten_last_digits_has_no_percentage(first, is_given):
    assert (changed([first, 3], TENTHS).percent is not None) is is_given


@pytest.mark.parametrize(("last", "material"), [(91, False), (90, True), (110, True), (109, False)])
def test_a_change_is_material_from_its_share_of_the_first_figure_on(last, material):
    assert changed([100, last]).is_material(10) is material


def test_any_change_from_nought_is_material_and_none_is_not():
    assert changed([0, 1]).is_material(10)
    assert not changed([0, 0]).is_material(10)


@pytest.mark.parametrize(
    ("values", "one_way"), [([3, 2, 1], True), ([1, 2, 3], True), ([3, 2, 2], False)]
)
def test_a_level_year_is_not_on_the_way(values, one_way):
    assert changed(values).goes_one_way is one_way


cells = st.one_of(st.floats(0, 999), st.sampled_from([s for s in State if not s.usable]))
kinds = st.sampled_from([indicator(), percentage(), TENTHS, with_break("2020")])


@given(st.lists(cells, min_size=1, max_size=12), kinds)
def test_the_sign_of_the_change_is_that_of_last_less_first(values, of):
    change = changed(values, of)

    if change is not None:
        apart = round(change.last.value, of.unit.decimals) - round(
            change.first.value, of.unit.decimals
        )
        assert (change.units > 0, change.units < 0) == (apart > 0, apart < 0)
        assert change.percent is None or (change.percent > 0) is (change.units > 0)


@given(st.lists(cells, min_size=1, max_size=12), kinds)
def test_only_figures_that_count_under_the_newest_definition_are_in_it_one_a_year(values, of):
    change = changed(values, of)

    if change is not None:
        periods = [figure.period for figure in change.figures]
        given_ones = values[-len(periods) :]
        assert [figure.value for figure in change.figures] == given_ones
        assert periods == [year(2024).years_before(n) for n in reversed(range(len(periods)))]
        assert of.break_between(periods[0], periods[-1]) is None
