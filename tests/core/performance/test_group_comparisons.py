"""Every comparison of groups is in one of the lists: clear, not clear, hidden, not possible."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.disclosure.protection import Mode
from dashboard.core.performance.group_comparisons import group_comparisons
from dashboard.core.verdicts import Polarity
from tests.disproportionality_factories import COUNTS, LIVING, found
from tests.local_factories import plain_count


def names(comparisons):
    return [each.group.own.group.name for each in comparisons]


def test_adverse_differences_come_before_higher_ones_without_a_better_side():
    mild = found()
    neutral = found(
        COUNTS | {"asian": (40, 40, 40, 40)}, indicator=plain_count(polarity=Polarity.NONE)
    )
    every = group_comparisons([neutral, mild])

    assert every.clear[0].found is mild
    assert [each.is_adverse for each in every.clear] == [True, False, False]
    assert every.adverse == every.clear[:1]


def test_being_counted_less_often_is_the_better_side_of_what_should_be_low():
    every = group_comparisons([found(COUNTS | {"white": (90, 90, 90, 90)})])

    assert all(each.is_better and not each.is_adverse for each in every.clear)
    assert every.clear


def test_what_is_hidden_in_public_is_neither_clear_nor_impossible():
    every = group_comparisons([found(COUNTS | {"black": (5, 5, 6, 7)}, mode=Mode.PUBLIC)])

    assert names(every.hidden) == ["Asian"]
    assert every.made == 1
    assert not every.not_possible


def test_what_lacks_something_else_is_not_called_hidden():
    every = group_comparisons([found(living=LIVING | {"asian": 9})])

    assert names(every.not_possible) == ["Asian"]
    assert not every.hidden


COUNT = st.tuples(*[st.integers(0, 30)] * 4)


@given(COUNT, COUNT, COUNT, st.sampled_from(Mode))
def test_every_comparison_is_in_exactly_one_list(asian, black, white, mode):
    every = group_comparisons([found({"asian": asian, "black": black, "white": white}, mode=mode)])
    lists = (*every.clear, *every.not_clear, *every.hidden, *every.not_possible)

    assert sorted(names(lists)) == sorted(names(every.every))
