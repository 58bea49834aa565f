"""A gap counts only if other lists, methods and one area less do not turn it round."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.published.benchmarks import Method
from dashboard.core.published.indicators import State
from dashboard.core.verdicts import Verdict
from tests.factories import OWN, compared

FIVE = {"B": 100, "C": 110, "D": 120, "E": 130, "F": 140}
TEN = {**FIVE, "G": 150, "H": 160, "I": 170, "J": 180, "K": 190}


def test_three_lists_of_ten_make_sixty_six_variants():
    tried = compared({OWN: 300, **TEN}, lists=["BCDEFGHIJK", "KJIHGFEDCB"]).sensitivity

    assert len(tried.variants) == 66


def test_each_variant_says_its_list_its_method_and_what_it_left_out():
    tried = compared({OWN: 150, **FIVE}).sensitivity

    whole = [v for v in tried.variants if v.left_out is None]
    assert [(v.method, v.benchmark) for v in whole] == [(Method.MEAN, 120), (Method.MEDIAN, 120)]
    without = {v.left_out.code: v.benchmark for v in tried.variants[:6] if v.left_out}
    assert without == {"B": 125, "C": 122.5, "D": 120, "E": 117.5, "F": 115}


def test_the_range_runs_from_the_kindest_to_the_harshest_variant():
    tried = compared({OWN: 150, **FIVE}).sensitivity

    assert tried.lowest is not None
    assert tried.highest is not None
    assert (tried.lowest.benchmark, tried.highest.benchmark) == (125, 115)


def test_a_withheld_member_is_no_zero_and_is_not_left_out_a_second_time():
    tried = compared({OWN: 150, **FIVE, "G": State.NOT_PUBLISHED}).sensitivity

    assert len(tried.variants) == 12
    assert min(v.benchmark for v in tried.variants) == 115


def test_lists_that_disagree_on_the_direction_make_the_verdict_mixed():
    peers = {**FIVE, "G": 200, "H": 210, "I": 220, "J": 230, "K": 240}
    values = {OWN: 165, **peers}

    low, high = compared(values, lists=["BCDEF"]), compared(values, lists=["GHIJK"])

    assert {low.verdict, high.verdict} == {Verdict.MIXED}
    assert not low.sensitivity.same_direction


def test_another_list_that_agrees_changes_nothing():
    assert compared({OWN: 300, **TEN}, lists=["BCDEF"]).verdict is Verdict.WORSE


def test_a_list_with_too_few_figures_is_not_tried():
    assert len(compared({OWN: 150, **FIVE}, lists=["BCD"]).sensitivity.variants) == 12


def test_without_a_figure_nothing_is_tried():
    assert compared({OWN: State.NOT_PUBLISHED, **FIVE}).sensitivity.variants == ()


def test_a_method_or_an_area_that_turns_the_side_is_found():
    skewed = compared({OWN: 98, "B": 90, "C": 95, "D": 96, "E": 97, "F": 300}).sensitivity
    firm = compared({OWN: 300, **TEN}).sensitivity

    assert skewed.methods_against(-1) == (Method.MEDIAN,)
    assert skewed.one_area_turns(-1)
    assert (firm.methods_against(1), firm.one_area_turns(1)) == ((), False)


def test_a_gap_of_nought_is_on_no_side():
    same = dict.fromkeys("BCDEF", 120)

    tried = compared({OWN: 120, **same}).sensitivity

    assert (tried.above, tried.below, tried.same_direction) == (0, 0, False)


@given(st.lists(st.floats(1, 900), min_size=5, max_size=10), st.floats(1, 900))
def test_the_gap_that_is_shown_lies_within_its_own_range(values, own):
    peers = {f"P{number}": value for number, value in enumerate(values)}

    result = compared({OWN: own, **peers})

    tried = result.sensitivity
    assert tried.lowest is not None
    assert tried.highest is not None
    assert result.gap_percent is not None
    assert tried.lowest.gap_percent <= result.gap_percent <= tried.highest.gap_percent


def test_the_variants_are_kept_by_list_and_method_whole_and_with_one_left_out():
    trials = compared({OWN: 300, **TEN}, lists=["BCDEF"]).sensitivity.trials

    assert [(trial.method.value, len(trial.without_one)) for trial in trials] == [
        ("mean", 10),
        ("median", 10),
        ("mean", 5),
        ("median", 5),
    ]
    assert all(t.whole is not None and t.whole.left_out is None for t in trials)


def test_a_benchmark_of_nought_leaves_a_trial_without_its_whole():
    trials = compared({OWN: 3, "B": 0, "C": 0, "D": 0, "E": 9, "F": 9}).sensitivity.trials

    assert [(trial.method.value, trial.whole is None) for trial in trials] == [
        ("mean", False),
        ("median", True),
    ]


def test_a_benchmark_of_nought_has_a_side_and_no_percentage():
    tried = compared({OWN: 3, "B": 0, "C": 0, "D": 0, "E": 9, "F": 9}).sensitivity

    assert [(way.method, way.side) for way in tried.beside_nought if way.left_out is None] == [
        (Method.MEDIAN, 1)
    ]
    assert len(tried.ways) == len(tried.variants) + len(tried.beside_nought) == 12
    assert tried.above == sum(way.side > 0 for way in tried.ways)
    assert not tried.same_direction


def test_a_median_of_nought_turns_a_figure_below_the_mean():
    skewed = compared({OWN: 30, "B": 0, "C": 0, "D": 0, "E": 90, "F": 90})

    assert skewed.sensitivity.methods_against(-1) == (Method.MEDIAN,)
    assert skewed.verdict is Verdict.MIXED


def test_a_figure_of_nought_is_level_with_a_benchmark_of_nought():
    tried = compared({OWN: 0, "B": 0, "C": 0, "D": 0, "E": 9, "F": 9}).sensitivity

    assert {way.side for way in tried.beside_nought} == {0}
