"""How a file differs from what is held: counted in full, shown in part."""

import numpy as np
import pandas as pd
import pytest

from dashboard.usecases.upkeep.import_tables import (
    MOST_CHANGED_SHOWN,
    ChangedFigure,
    Difference,
    difference,
)

KEYS = ("indicator", "period")


def figures(values, **columns):
    frame = pd.DataFrame({"indicator": "fte", "period": [str(n) for n in range(len(values))]})
    usual = {"value": values, "count": None, "denominator": None, "state": "published"}
    return frame.assign(**(usual | columns))


def described(row):
    return ChangedFigure(row["indicator"], row["period"], str(row["value_held"]), str(row["value"]))


def compared(sent, held):
    return difference(sent, held, KEYS, described)


def test_the_same_figures_are_unchanged_and_absent_ones_are_the_same():
    frame = figures([1.0, np.nan, 0.1 + 0.2])

    assert compared(frame, figures([1.0, np.nan, 0.3])) == Difference(unchanged=3)


@pytest.mark.parametrize(
    "columns",
    [{"value": [2.0]}, {"count": [3]}, {"denominator": [9]}, {"state": ["doubtful"]}],
)
def test_a_figure_changes_with_its_value_its_numbers_or_its_state(columns):
    assert compared(figures([1.0], **columns), figures([1.0])).changed_in_all == 1


def test_zero_is_not_absence():
    assert compared(figures([0.0]), figures([np.nan])).changed_in_all == 1


def test_all_changed_figures_are_counted_and_the_first_are_shown():
    held = figures([1.0] * 1000)

    found = compared(figures([2.0] * 1500), held)

    assert (found.new, found.unchanged, found.changed_in_all) == (500, 0, 1000)
    assert len(found.changed) == MOST_CHANGED_SHOWN
    assert len((found + found).changed) == MOST_CHANGED_SHOWN
    assert (found + found).changed_in_all == 2000


def test_against_nothing_held_everything_is_new():
    assert compared(figures([1.0, 2.0]), figures([])) == Difference(new=2)


def test_numbers_that_marks_would_replace_are_counted_and_shown_first():
    held = figures([1.0, 2.0, 3.0, np.nan])

    found = compared(figures([5.0, np.nan, np.nan, 4.0]), held)

    assert (found.changed_in_all, found.changed_to_marks) == (4, 2)
    assert [one.period for one in found.changed] == ["1", "2", "0", "3"]


def test_of_two_tables_the_numbers_that_marks_would_replace_come_first():
    one = compared(figures([5.0, np.nan]), figures([1.0, 2.0]))

    both = one + one

    assert both.changed_to_marks == 2
    assert [each.period for each in both.changed] == ["1", "1", "0", "0"]


def test_one_mark_instead_of_another_replaces_no_number():
    held = figures([np.nan], state=["suppressed"])

    found = compared(figures([np.nan], state=["not published"]), held)

    assert (found.changed_in_all, found.changed_to_marks) == (1, 0)
