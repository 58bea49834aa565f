"""Worlds are found from all sums at once, and where there are too few more is withheld."""

import numpy as np
import pytest

from dashboard.core.disclosure.worlds import Doubt, Worlds, cleared, expected, sums_of

# Children of a service by two teams and two sexes: all, girls and boys in each row.
SHAPE = (3, 1, 3)
SEXES = (np.array([1, 2]),)
ANY_OF_THREE = ((0, 2), (4, 0))


def quarter(numbers):
    return np.array(numbers, dtype=float).reshape(SHAPE)


def worlds_of(*kinds, is_share=False):
    where = np.ones(SHAPE, dtype=bool)
    return Worlds([quarter(each) for each in kinds], where, SEXES, is_share=is_share)


def only(cell, kinds=1):
    """Return the row that gives one number, by its place and sex."""
    number = np.zeros((kinds, 3, 3))
    number[0][cell] = 1
    return number.ravel()


CROSSED = [[20, 11, 9], [12, 9, 3], [8, 2, 6]]
DOUBT = Doubt(only((2, 1)), ANY_OF_THREE)


def cleared_of(worlds, withheld):
    found = cleared(worlds, [DOUBT], np.array(withheld, dtype=bool).ravel(), np.arange(9.0) + 1)
    return None if found is None else found.reshape(3, 3).astype(int).tolist()


def test_the_sums_of_a_quarter_are_those_of_teams_and_of_groups():
    sums = sums_of(np.ones(SHAPE, dtype=bool), SEXES)

    assert len(sums) == 3 + 3
    assert not (sums @ quarter(CROSSED).ravel()).any()


def test_a_sum_of_which_no_part_must_be_is_none():
    where = np.ones(SHAPE, dtype=bool)
    where[1:, :, 1:] = False

    assert len(sums_of(where, SEXES)) == 1 + 1


def test_a_total_must_be_wherever_one_of_its_parts_may_be():
    known = np.zeros(SHAPE, dtype=bool)
    known[2, 0, 1] = True

    assert np.argwhere(expected(known)).tolist() == [[0, 0, 0], [0, 0, 1], [2, 0, 0], [2, 0, 1]]


def test_nothing_more_is_withheld_where_worlds_differ_enough():
    box = [[0, 0, 0], [0, 1, 1], [0, 1, 1]]

    assert cleared_of(worlds_of(CROSSED), box) == box


def test_what_is_missing_joins_two_sums_and_so_more_is_withheld():
    """Girls and boys are shown, and one of the teams: together they tell the other team."""
    nan = np.nan
    numbers = [[nan, 11, 9], [12, nan, nan], [8, nan, nan]]
    alone = [[0, 0, 0], [0, 0, 0], [1, 0, 0]]
    doubt = Doubt(only((2, 0)), ((3, 0), (0, 3)))
    withheld = np.array(alone, dtype=bool).ravel()
    price = np.array([1000, 5, 6, 9, 1, 1, 1, 1, 1.0])

    found = cleared(worlds_of(numbers), [doubt], withheld, price)

    assert found is not None
    assert found.reshape(3, 3).tolist() == [[0, 1, 0], [0, 0, 0], [1, 0, 0]]


def test_what_is_missing_can_hide_a_number_too():
    numbers = [[20, 11, 9], [12, np.nan, np.nan], [8, 2, 6]]
    sums_alone = [[0, 0, 0], [0, 0, 0], [0, 1, 1]]

    assert cleared_of(worlds_of(numbers), sums_alone) == sums_alone


def test_no_number_falls_below_zero_in_a_world():
    worlds = worlds_of(CROSSED)
    everything = np.ones(9, dtype=bool)

    fallen = worlds.farthest(-DOUBT.number, 4, np.zeros(9), everything)
    risen = worlds.farthest(DOUBT.number, 4, np.zeros(9), everything)

    assert (fallen @ DOUBT.number, risen @ DOUBT.number) == (-2, 4)
    assert (quarter(CROSSED).ravel() + fallen >= 0).all()


def test_no_count_of_a_share_passes_its_denominator():
    of = [[22, 13, 9], [12, 9, 3], [10, 4, 6]]
    worlds = worlds_of(CROSSED, of, is_share=True)
    counts_only = np.repeat([True, False], 9)

    rest = worlds.farthest(only((2, 1), 2), 4, np.zeros(18), counts_only)

    assert rest @ only((2, 1), 2) == 2


def test_a_number_that_no_world_changes_is_not_cleared():
    """All groups of the other team are all groups of the service, so this team is none of them."""
    where = np.ones(SHAPE, dtype=bool)
    where[1, :, 1:] = False
    worlds = Worlds([quarter(CROSSED)], where, SEXES, is_share=False)
    team = only((1, 0))

    assert cleared(worlds, [Doubt(team, ((1, 0),))], team == 1, np.ones(9)) is None


@pytest.mark.parametrize("odd", [0, 7])
def test_figures_that_do_not_add_up_go_on_not_adding_up_by_as_much(odd):
    numbers = [[20 + odd, 11, 9], [12, np.nan, np.nan], [8, 2, 6]]

    change = worlds_of(numbers).farthest(
        DOUBT.number, 4, np.zeros(9), np.repeat([False, True], [7, 2])
    )

    assert change.reshape(3, 3).tolist() == [[0, 0, 0], [0, -4, 4], [0, 4, -4]]
