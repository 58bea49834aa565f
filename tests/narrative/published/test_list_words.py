"""The published lists in words: how many agree, how far apart they are, and which differ."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.areas import AreaType
from dashboard.core.published.benchmarks import Method
from dashboard.core.published.indicators import State, Unit
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.comparison import comparison_verdict
from dashboard.narrative.published.lenses import three_lenses
from dashboard.narrative.published.sensitivity import lists_message, lists_words
from tests.factories import OWN, area, compared, group, indicator, percentage, region

FIVE = {"B": 100, "C": 110, "D": 120, "E": 130, "F": 140}
HIGH = {"G": 200, "H": 210, "I": 220, "J": 230, "K": 240}
LOW = {"L": 60, "M": 62, "N": 64, "O": 66, "P": 68}
ALL = {**FIVE, **HIGH, **LOW}
MINE = {"short_title": "my list"}


def words(own, among, lists=(), values=ALL, of=None, **changed):
    c = compared({OWN: own, **values}, of, among=among, lists=lists, **changed)
    return lists_words(c).text


def test_lists_that_agree_are_counted_with_the_range_of_the_gap():
    assert words(300, group("BCDEF"), ["GHIJK", "LMNOP"]) == (
        "36 to 369% higher by all three published lists"
    )
    assert words(50, group("BCDEF"), ["GHIJK"]) == ("58 to 77% lower by both published lists")


def test_percentages_are_apart_in_points():
    shares = {code: value / 10 for code, value in ALL.items()}

    assert words(30, group("BCDEF"), ["GHIJK"], shares, percentage()) == (
        "8.0 to 18.0 points higher by both published lists"
    )


def test_one_point_is_a_point():
    whole = indicator(unit=Unit("%", "per cent of children", 0))
    shares = {**dict.fromkeys("BCDEF", 30), **dict.fromkeys("GHIJK", 32)}

    assert words(31, group("BCDEF"), ["GHIJK"], shares, whole) == (
        "the lists disagree: 1 point above by A list, 1 point below by list G"
    )


def test_lists_that_give_the_same_gap_have_no_range():
    assert words(300, group("BCDEF"), ["FEDCB"]) == "150% higher by both published lists"


def test_one_list_alone_is_not_counted_as_one_of_one():
    assert words(300, group("BCDEF")) == "150% higher by the one published list that can be used"


def test_lists_that_disagree_are_each_named_with_what_they_say():
    assert words(150, group("BCDEF", **MINE), ["GHIJK", "LMNOP"]) == (
        "the lists disagree: 25% above by my list, 32% below by list G, 134% above by list L"
    )


def test_a_list_by_which_it_is_level_is_named():
    level = dict.fromkeys("QRSTU", 148)

    said = words(150, group("BCDEF"), ["QRSTU"], {**level, **FIVE})

    assert said == "25% higher by 1 of 2 published lists, level by list Q"


def test_lists_that_agree_on_level_say_so():
    assert words(120, group("BCDEF"), ["FEDCB"]) == "level by both published lists"
    assert words(120, group("BCDEF", **MINE), ["GHIJK"]) == "level by my list, 45% below by list G"


def test_level_by_one_list_only_is_no_calm_and_the_verdict_names_the_others():
    by_one = compared({OWN: 120, **ALL}, among=group("BCDEF", **MINE), lists=["GHIJK"])
    by_all = compared({OWN: 120, **ALL}, among=group("BCDEF", **MINE), lists=["FEDCB"])

    assert comparison_verdict(by_one).text.endswith(" Level by my list, 45% below by list G.")
    assert "list" not in comparison_verdict(by_all).text


def test_lists_that_agree_say_what_turns_the_side():
    skewed = {"B": 100, "C": 110, "D": 130, "E": 135, "F": 140}

    assert words(124, group("BCDEF"), ["FEDCB", "CDEFB"]) == (
        "above by all three published lists, but below with one area left out"
    )
    assert words(126.5, group("BCDEF"), ["FEDCB"], skewed) == (
        "above by both published lists, but below by the median or with one area left out"
    )


def test_a_level_list_is_named_where_another_list_is_turned():
    level = dict.fromkeys("QRSTU", 123)

    assert words(124, group("BCDEF"), ["QRSTU"], {**level, **FIVE}) == (
        "above by 1 of 2 published lists, level by list Q, but below with one area left out"
    )


def test_a_level_list_that_prints_the_figure_on_the_other_side_is_said_to_turn_it():
    # Their mean is 302, and no median of them or of four of them is near 300.
    just_above = dict(zip("QRSTU", (280, 281, 282, 283, 384), strict=True))

    assert words(300, group("BCDEF"), ["QRSTU", "GHIJK"], {**just_above, **ALL}) == (
        "above by 2 of 3 published lists, just below by list Q"
    )


peers = st.lists(st.integers(1, 400), min_size=5, max_size=5)


@given(st.integers(1, 400), peers, peers)
def test_lists_by_which_a_gap_is_mixed_always_say_what_makes_it_so(own, one, other):
    values = dict(zip("BCDEFGHIJK", [*one, *other], strict=True))
    c = compared({OWN: own, **values}, among=group("BCDEF"), lists=["GHIJK"])

    said = lists_words(c).text
    reason = any(word in said for word in ("disagree", ", but ", "just "))
    assert reason is (c.direction is Verdict.MIXED)


def test_a_list_alone_says_only_what_turns_it():
    skewed = {"B": 90, "C": 95, "D": 96, "E": 97, "F": 300}

    assert words(98, group("BCDEF"), values=skewed) == (
        "below by the one published list that can be used, but "
        "above by the median or with one area left out"
    )


def test_a_list_that_was_added_and_chosen_is_said_apart_from_those_counted():
    added = group("BCDEF", "family", short_title="Family (added here)", supplied=True)

    assert words(300, added, ["GHIJK", "LMNOP"]) == (
        "36 to 369% higher by both published lists; 150% above by Family (added here)"
    )
    assert words(150, added, ["GHIJK"]) == (
        "the lists disagree: 25% above by Family (added here), 32% below by list G"
    )


def test_a_list_chosen_with_too_few_figures_leaves_what_the_others_say():
    assert words(150, group("BCD"), ["GHIJK"]) == "32% below by list G"


def test_beside_a_region_no_list_is_counted():
    assert words(150, region("BCDEF")) == "above by average and median, whichever area is left out"
    assert words(50, region("BCDEF")) == "below by average and median, whichever area is left out"
    assert words(124, region("BCDEF")) == ("above by the average, but below with one area left out")
    assert words(120, region("BCDEF")) == "level by the average"
    assert words(120, region("BCDEF"), method=Method.MEDIAN) == "level by the median"


def test_too_few_figures_are_not_tried_and_say_so():
    assert words(150, group("BCD")) == "too few figures to try other ways to compare"
    assert words(State.NOT_PUBLISHED, group("BCDEF")) == (
        "too few figures to try other ways to compare"
    )


def test_verdict_and_lens_say_the_same_of_the_lists():
    c = compared({OWN: 150, **ALL}, among=group("BCDEF", **MINE), lists=["GHIJK"])
    said = "The lists disagree: 25% above by my list, 32% below by list G."

    assert lists_message(c).text == said.removesuffix(".")
    assert comparison_verdict(c).text.endswith(said)
    assert three_lenses(c)[0].basis.text.startswith(said)


def test_a_rate_of_a_whole_service_gives_no_count_because_it_has_no_side():
    whole = area("F01", name="Wholeshire", area_type=AreaType.SERVICE, service="wholeshire")
    parts = {code: area(code, service="wholeshire") for code in (OWN, "Z")}
    shared = indicator(repeats_service_rate=True)

    c = compared(
        {OWN: 150, "Z": 150, **FIVE}, shared, among=group("BCDEF"), areas={**parts, "F01": whole}
    )

    assert c.side is None
    assert not c.lists.answers
    assert not three_lenses(c)[0].basis.text.startswith("Above ")
