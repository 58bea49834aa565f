"""How areas differ beyond chance: the method of moments, its laws and its refusals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.statistics.between_areas import between_area_variance, reach_of
from dashboard.errors import StatisticsError

values = st.lists(st.floats(-1_000, 1_000), min_size=2, max_size=20)


def test_values_that_spread_no_further_than_chance_have_no_variance_between_areas():
    assert between_area_variance([100, 101, 99, 100], [25, 25, 25, 25]) == 0


def test_with_equal_chance_it_is_the_plain_variance_less_that_of_chance():
    spread = [80, 120, 95, 140, 60]

    found = between_area_variance(spread, [50] * 5)

    assert found == pytest.approx(np.var(spread, ddof=1) - 50)


def test_the_worked_example_of_the_method_is_reproduced():
    # Q = 3.6 with weights 1, 1/2 and 1/4 around 30/7; the scale is 7/4 - (21/16)/(7/4) = 1.
    found = between_area_variance([2.0, 6.0, 10.0], [1.0, 2.0, 4.0])

    weights, mean = np.array([1, 0.5, 0.25]), 30 / 7
    apart = (weights * (np.array([2.0, 6.0, 10.0]) - mean) ** 2).sum()
    assert found == pytest.approx(apart - 2)


def test_where_no_chance_is_known_it_is_the_variance_of_the_values():
    assert between_area_variance([10, 20, 30], [0, 0, 0]) == pytest.approx(100)


@given(values, st.floats(0.1, 100))
def test_it_is_never_below_nought_and_does_not_depend_on_where_the_values_lie(cells, chance):
    variances = [chance] * len(cells)
    here = between_area_variance(cells, variances)
    there = between_area_variance([cell + 500 for cell in cells], variances)

    assert here >= 0
    assert there == pytest.approx(here, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(
    ("cells", "variances"),
    [([1], [1]), ([1, np.nan], [1, 1]), ([1, 2], [1, -1]), ([1, 2], [0, 1]), ([1, 2], [1, 1, 1])],
)
def test_what_cannot_be_weighed_is_refused(cells, variances):
    with pytest.raises(StatisticsError):
        between_area_variance(cells, variances)


def test_ten_areas_reach_1_83_standard_deviations_on_one_side():
    assert reach_of(10, 0.05) == pytest.approx(1.833, abs=0.001)
