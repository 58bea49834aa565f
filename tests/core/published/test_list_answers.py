"""Published lists are counted by the side on which they put a figure, and each is answered for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.published.benchmarks import GroupFigures, Method
from dashboard.core.published.comparison import compare
from dashboard.core.published.indicators import State
from dashboard.core.verdicts import Verdict
from tests.factories import (
    OWN,
    area,
    compared,
    figures,
    group,
    indicator,
    percentage,
    region,
    service,
    year,
)

FIVE = {"B": 100, "C": 110, "D": 120, "E": 130, "F": 140}
HIGH = {"G": 200, "H": 210, "I": 220, "J": 230, "K": 240}
LOW = {"L": 60, "M": 62, "N": 64, "O": 66, "P": 68}
ALL = {**FIVE, **HIGH, **LOW}


def beside(own, chosen="BCDEF", lists=(), of=None, **changed):
    return compared({OWN: own, **ALL}, of, among=group(chosen), lists=lists, **changed)


def sides(answers):
    return [answer.group.name for answer in answers]


def test_each_list_is_answered_for_by_the_chosen_method_with_all_of_its_areas():
    count = beside(150, lists=["GHIJK"]).lists

    assert [answer.whole.benchmark for answer in count.answers] == [120, 220]
    assert [round(answer.gap_percent) for answer in count.answers] == [25, -32]
    assert [answer.side for answer in count.answers] == [1, -1]
    assert [answer.areas_with_data for answer in count.answers] == [5, 5]


def test_the_range_with_one_area_left_out_is_of_the_chosen_method_only():
    (by_mean,) = beside(150).lists.answers
    (by_median,) = beside(150, method=Method.MEDIAN).lists.answers

    assert by_mean.lowest is not None
    assert by_mean.highest is not None
    assert (by_mean.lowest.benchmark, by_mean.highest.benchmark) == (125, 115)
    assert {each.benchmark for each in by_median.without_one} == {115, 120, 125}
    assert {each.method for each in by_median.without_one} == {Method.MEDIAN}


def test_lists_on_the_other_side_make_the_verdict_mixed_and_are_named():
    c = beside(150, lists=["GHIJK", "LMNOP"])

    assert c.verdict is Verdict.MIXED
    assert sides(c.lists.differing) == ["list G"]
    assert sides(c.lists.agreeing) == ["A list", "list L"]


def test_lists_that_agree_stay_mixed_where_one_area_turns_the_side():
    near = {"Q": 50, "R": 60, "S": 70, "T": 80, "U": 300}

    c = compared({OWN: 105, **near})

    assert c.verdict is Verdict.MIXED
    assert (len(c.lists.agreeing), c.lists.differing) == (1, ())


def test_a_list_by_which_a_figure_is_level_neither_agrees_nor_differs():
    level = dict.fromkeys("QRSTU", 149)

    count = compared({OWN: 150, **level, **FIVE}, among=group("BCDEF"), lists=["QRSTU"]).lists

    assert sides(count.level) == ["list Q"]
    assert sides(count.agreeing) == ["A list"]
    assert count.differing == ()


def test_a_gap_that_is_level_agrees_with_lists_that_are_level_and_none_differs():
    c = beside(120, lists=["GHIJK"])

    assert c.verdict is Verdict.LEVEL
    assert sides(c.lists.agreeing) == ["A list"]
    assert c.lists.differing == ()


def test_a_list_with_too_few_figures_carries_no_verdict_and_is_not_counted():
    c = beside(150, lists=["GHI"])

    assert sides(c.lists.answers) == ["A list"]


def test_a_list_beside_a_benchmark_of_nought_is_not_counted():
    nought = dict.fromkeys("QRSTU", 0)

    c = compared({OWN: 150, **nought, **FIVE}, among=group("BCDEF"), lists=["QRSTU"])

    assert sides(c.lists.answers) == ["A list"]


def test_where_the_chosen_list_carries_no_verdict_no_list_can_agree_with_it():
    count = beside(150, chosen="BCD", lists=["GHIJK"]).lists

    assert count.side is None
    assert (sides(count.answers), count.agreeing, count.differing) == (["list G"], (), ())


def test_without_a_figure_no_list_answers():
    assert compared({OWN: State.NOT_PUBLISHED, **FIVE}).lists.answers == ()


def test_a_region_is_no_list_and_nothing_is_counted():
    c = compared({OWN: 150, **FIVE}, among=region("BCDEF"))

    assert c.lists.answers == ()
    assert len(c.answers) == 1
    assert c.verdict is Verdict.WORSE


def test_a_list_that_somebody_added_and_chose_is_answered_for_and_not_counted():
    added = group("LMNOP", "family", supplied=True)

    c = compared({OWN: 150, **ALL}, among=added, lists=["BCDEF", "GHIJK"])

    assert sides(c.lists.answers) == ["list B", "list G"]
    assert sides(c.answers) == ["A list", "list B", "list G"]
    assert sides(c.lists.differing) == ["list G"]


def pooled(own, largest):
    """Area A by the pooled rate beside two lists; the last area of the second outweighs it."""
    counted = {**dict.fromkeys("BCDEFGHIJ", (10, 1_000)), "K": largest, OWN: (1, 100)}
    held = figures(
        {code: {"2017": n / of * 100} for code, (n, of) in counted.items()} | {OWN: {"2017": own}},
        percentage(),
        {code: n for code, (n, _) in counted.items()},
        {code: of for code, (_, of) in counted.items()},
    )
    areas = {code: area(code) for code in counted}
    first, second = (
        GroupFigures(held, group(codes, codes), areas, Method.POOLED)
        for codes in ("BCDEF", "GHIJK")
    )
    return compare(first, service(), areas[OWN], year(2017), [second])


def test_lists_that_disagree_by_the_pooled_rate_are_mixed_though_mean_and_median_agree():
    c = pooled(1.4, (200_000, 10_000_000))

    assert [round(answer.whole.benchmark, 1) for answer in c.lists.answers] == [1.0, 2.0]
    assert c.sensitivity.confirms(1)
    assert c.verdict is Verdict.MIXED


@pytest.mark.parametrize(
    ("own", "decimals", "side"), [(102, 0, 1), (101.9, 1, 0), (98, 0, -1), (98.1, 1, 0)]
)
def test_level_is_below_two_per_cent_as_for_the_verdict(own, decimals, side):
    same = dict.fromkeys("BCDEF", 100)
    of = indicator() if not decimals else percentage()

    (answer,) = compared({OWN: own, **same}, of).lists.answers

    assert answer.side == side


values = st.lists(st.one_of(st.floats(1, 900), st.just(State.SUPPRESSED)), min_size=1, max_size=10)


@given(st.floats(1, 900), values, st.lists(values, max_size=3))
def test_no_more_lists_are_counted_than_carry_a_verdict(own, first, rest):
    letters = iter("BCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrst")
    lists = [{next(letters): value for value in each} for each in (first, *rest)]
    held = {code: value for each in lists for code, value in each.items()}
    names = ["".join(each) for each in lists]

    c = compared({OWN: own, **held}, among=group(names[0]), lists=names[1:])

    carrying = [
        each.benchmark(each.members(c.period)).carries_a_verdict for each in (c.among, *c.others)
    ]
    assert len(c.lists.answers) == sum(carrying)
    assert len(c.lists.agreeing) + len(c.lists.differing) <= len(c.lists.answers)
    if c.lists.differing and c.side:
        assert c.verdict is Verdict.MIXED
        others = [answer for answer in c.lists.answers if answer.side * c.side < 0]
        assert list(c.lists.differing) == others


@given(st.floats(1, 900), st.lists(st.floats(1, 900), min_size=5, max_size=10))
def test_the_range_over_the_lists_contains_the_gap_of_the_list_chosen(own, first):
    held = {f"Q{number}": value for number, value in enumerate(first)}

    c = compared({OWN: own, **held, **FIVE}, among=group(tuple(held)), lists=["BCDEF"])

    assert c.lists.lowest is not None
    assert c.lists.highest is not None
    assert c.gap_percent is not None
    assert c.lists.lowest.gap_percent <= c.gap_percent <= c.lists.highest.gap_percent
