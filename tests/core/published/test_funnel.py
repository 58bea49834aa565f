"""A funnel says what chance explains of an area of its size, and never more than it knows."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from dashboard.core.published.comparison import compare
from dashboard.core.published.funnel import FEWEST_AREAS, INNER, OUTER, Place, funnel
from dashboard.core.published.indicators import Figures, Unit
from tests.factories import OWN, compared, indicator, many_areas, percentage

# Forty areas of 20,000 children with 40 events each: 200 per 100,000 on average.
ALIKE = [(40, 20_000)] * 39


def drawn(own, others=ALIKE, of=None):
    found = funnel(many_areas(own, others, of))
    assert found is not None
    return found


def test_the_average_is_that_of_all_children_together_and_not_the_mean_of_areas():
    found = drawn((400, 100_000), [(40, 20_000)] * 19 + [(1, 10_000)])

    assert found.average == pytest.approx(
        (400 + 19 * 40 + 1) / (100_000 + 19 * 20_000 + 10_000) * 1e5
    )


@pytest.mark.parametrize(
    ("events", "inner", "outer"),
    [
        (40, Place.WITHIN, Place.WITHIN),
        (56, Place.ABOVE, Place.WITHIN),
        (66, Place.ABOVE, Place.ABOVE),
        (26, Place.BELOW, Place.WITHIN),
        (15, Place.BELOW, Place.BELOW),
    ],
)
def test_an_area_lies_outside_where_chance_gives_so_many_too_seldom(events, inner, outer):
    own = drawn((events, 20_000)).own

    assert (own.inner, own.outer) == (inner, outer)


def test_no_event_at_all_lies_below_where_many_were_expected():
    assert drawn((0, 20_000)).own.outer is Place.BELOW
    assert drawn((0, 500)).own.inner is Place.WITHIN


def test_the_lines_pass_where_the_poisson_tail_holds_what_the_confidence_leaves():
    found = drawn((40, 20_000))
    for limit in found.limits:
        tail = (1 - limit.confidence) / 2
        expected = np.array(limit.sizes) * found.average / 1e5
        upper = np.array(limit.upper) / 1e5 * np.array(limit.sizes)
        enough = expected > 5
        beyond = stats.gamma.cdf(expected[enough], upper[enough])
        assert beyond == pytest.approx(np.full(enough.sum(), tail), rel=0.1)
    assert [limit.confidence for limit in found.limits] == [INNER, OUTER]


def test_a_point_just_beyond_a_line_is_outside_and_one_just_within_is_not():
    found = drawn((40, 20_000))
    upper = np.interp(20_000, found.limits[0].sizes, found.limits[0].upper) / 1e5 * 20_000

    assert drawn((int(upper) - 1, 20_000)).own.inner is Place.WITHIN
    assert drawn((int(upper) + 2, 20_000)).own.inner is Place.ABOVE


def test_the_lower_line_is_nought_where_so_few_are_expected_that_none_is_no_surprise():
    found = drawn((40, 20_000))

    assert found.limits[1].lower[0] == pytest.approx(0, abs=0.001)
    assert all(np.isfinite([*found.limits[1].lower, *found.limits[1].upper]))


def test_proportions_have_limits_of_their_own_between_nought_and_all():
    found = drawn((90, 100), [(50, 100)] * 30, percentage())

    assert found.own.outer is Place.ABOVE
    assert found.average == pytest.approx((90 + 1500) / 3100 * 100)
    cells = [cell for limit in found.limits for cell in (*limit.lower, *limit.upper)]
    assert (min(cells), max(cells)) == (0, 100)


def test_the_areas_it_is_compared_with_are_known_from_the_rest():
    found = drawn((40, 20_000))

    assert sum(point.in_group for point in found.others) == 5
    assert not found.own.in_group


def test_those_outside_the_outer_limits_are_counted_the_area_itself_too():
    assert drawn((100, 20_000), [(40, 20_000)] * 30 + [(120, 20_000)]).outside == 2
    assert drawn((40, 20_000)).outside == 0


def test_an_area_with_a_figure_and_no_known_size_is_counted_as_left_out():
    many = many_areas((40, 20_000), ALIKE)
    rows = many.among.figures.table.copy()
    hidden = rows["area_code"] == "P30"
    rows.loc[hidden, ["count", "population"]] = float("nan")
    held = replace(many.among, figures=Figures(many.indicator, rows))

    found = funnel(compare(held, many.service, many.area, many.period))

    assert found is not None
    assert (found.left_out, len(found.points)) == (1, 39)
    assert drawn((40, 20_000)).left_out == 0


def test_too_few_areas_with_a_known_size_give_no_funnel():
    others = ALIKE[: FEWEST_AREAS - 1]

    assert funnel(many_areas((40, 20_000), others)) is not None
    assert funnel(many_areas((40, 20_000), others[1:])) is None


def test_an_area_of_unknown_size_gives_no_funnel():
    many = {f"P{n}": 100 for n in range(30)}

    assert funnel(compared({OWN: 100, **many}, populations_10_17={})) is None


@pytest.mark.parametrize(
    "of",
    [
        indicator(counted="offences", counted_one="offence"),
        indicator(unit=Unit("per 100 pupils", "per 100 pupils", 2)),
    ],
    ids=["a child can count twice", "not of the children aged 10 to 17"],
)
def test_figures_that_chance_does_not_move_like_counts_of_children_give_no_funnel(of):
    assert funnel(many_areas((40, 20_000), ALIKE, of)) is None


def test_nothing_counted_anywhere_gives_no_funnel():
    assert funnel(many_areas((0, 20_000), [(0, 20_000)] * 30)) is None


def test_published_counts_are_not_approximate():
    assert not drawn((40, 20_000)).approximate
