"""Rates of groups of children beside a reference: counts, absence, what is withheld, and words."""

import dataclasses

import pytest

from dashboard.core.disclosure.protection import Mode
from dashboard.core.own.groups import Dimension, Group
from dashboard.core.own.indicators import LocalKind
from dashboard.core.performance.disproportionality import (
    ALL_OTHERS,
    NoIndex,
    can_be_compared,
    comparable_dimensions,
)
from dashboard.core.verdicts import Polarity
from dashboard.narrative.performance.disproportionality import (
    disproportionality_sentences,
    false_alarm_words,
    hidden_words,
    times_words,
)
from tests.disproportionality_factories import COUNTS, ETHNICITY, LIVING, YEAR, compared, found
from tests.local_factories import figure, plain_count, share


def of(result, name):
    return next(each for each in result.compared if each.own.group.id == f"ethnicity-{name}")


def together_of(result):
    return result.together


def told(result):
    return " ".join(sentence.text for sentence in disproportionality_sentences(result))


def test_four_quarters_are_summed_and_set_against_the_children_living_here():
    black = of(found(), "black")

    assert (black.own.count, black.own.population) == (14, 9_500)
    assert black.own.rate == pytest.approx(14 / 9.5)
    assert black.index.ratio == pytest.approx((14 / 9_500) / (61 / 87_000))


def test_a_plain_sentence_gives_ratio_counts_and_interval():
    assert (
        "Black children were counted 2.1 times as often as White children (likely 1.1 to 3.8). "
        "14 of 9,500 living here, against 61 of 87,000."
    ) in told(found())


def test_the_first_sentence_names_those_clearly_counted_more_often_and_when():
    first = disproportionality_sentences(found())[0]

    assert first.text == (
        "First-time entrants counted locally, April 2025 to March 2026: Black children are "
        "clearly counted more often than White children."
    )


def test_what_chance_could_explain_is_called_no_clear_difference():
    assert "No clear difference for Asian children (1.2 times, likely 0.54 to 2.3)." in told(
        found()
    )


@pytest.mark.parametrize(
    ("polarity", "word"), [(Polarity.LOWER, "Worse"), (Polarity.HIGHER, "Better")]
)
def test_whether_more_often_is_worse_depends_on_what_is_counted(polarity, word):
    clear = disproportionality_sentences(found(indicator=plain_count(polarity=polarity)))[1]

    assert clear.tone == word


def test_one_quarter_missing_leaves_the_group_without_an_index_because_absent_is_not_zero():
    result = found(COUNTS | {"black": (3, None, 3, 4)})

    assert of(result, "black").why_not is NoIndex.NOT_RECORDED
    assert of(result, "asian").index is not None


def test_a_zero_that_was_counted_is_a_number():
    assert of(found(COUNTS | {"black": (0, 5, 5, 5)}), "black").own.count == 15


def test_in_public_a_quarter_with_a_small_number_leaves_its_group_out_and_this_is_said():
    result = found(COUNTS | {"black": (5, 5, 6, 7)}, mode=Mode.PUBLIC)

    assert of(result, "asian").why_not is NoIndex.WITHHELD
    assert of(result, "asian").own.count is None
    assert of(result, "black").index is not None
    assert result.hides(of(result, "asian"))
    assert "Not compared: Asian children (hidden by small numbers)." in told(result)
    assert hidden_words(1, 2).text == "1 of 2 comparisons"
    assert not hidden_words(0, 2)


def test_where_small_numbers_hide_all_one_sentence_says_so():
    result = found({"black": (1, 1, 1, 1), "asian": (1, 1, 2, 1)}, mode=Mode.PUBLIC)

    (only,) = disproportionality_sentences(result)
    assert only.text.endswith("April 2025 to March 2026: small numbers hide every comparison.")


def test_what_the_sender_withheld_is_not_said_to_be_hidden_from_the_public():
    kept = [
        figure(None, group="ethnicity-black", period=quarter, state="withheld") for quarter in YEAR
    ]
    result = found(COUNTS | {"black": ()}, rows=kept)

    assert of(result, "black").why_not is NoIndex.WITHHELD
    assert not result.hides(of(result, "black"))
    assert "Black children (a quarter is withheld)" in told(result)


def test_nothing_is_summed_from_a_quarter_that_is_withheld_nor_pooled_with_it():
    result = found(COUNTS | {"black": (5, 5, 6, 7)}, mode=Mode.PUBLIC, together=True)

    assert together_of(result).own.count is None
    assert together_of(result).why_not is NoIndex.WITHHELD


@pytest.mark.parametrize(("count", "why"), [((1, 1, 1, 1), NoIndex.FEW), ((1, 1, 1, 2), None)])
def test_below_five_in_a_group_there_is_no_index(count, why):
    assert of(found(COUNTS | {"black": count}), "black").why_not is why


def test_below_five_in_the_reference_no_group_has_an_index():
    result = found(COUNTS | {"white": (1, 1, 1, 1)})

    assert {each.why_not for each in result.compared} == {NoIndex.REFERENCE}
    assert "Black children (the group to compare with has no rate)" in told(result)
    assert "March 2026: no groups can be compared." in told(result)


def test_without_the_children_living_here_there_is_no_index_and_the_count_stays():
    black = of(found(living={"white": 87_000, "asian": 12_000}), "black")

    assert (black.why_not, black.own.count) == (NoIndex.NO_POPULATION, 14)


def test_children_living_here_that_are_withheld_are_told_from_those_not_held():
    few = found(COUNTS | {"black": (5, 5, 6, 7)}, LIVING | {"black": 3}, mode=Mode.PUBLIC)

    assert of(few, "black").why_not is NoIndex.POPULATION_WITHHELD


@pytest.mark.parametrize(("given", "held"), [("2024-25 Q1", True), ("2026-27 Q1", False)])
def test_a_population_holds_until_the_next_is_given_and_not_before_it_was(given, held):
    assert (of(found(living_from=given), "black").index is not None) is held


def test_against_all_others_each_group_is_compared_with_the_other_known_ones_as_one():
    black = of(found(reference=ALL_OTHERS), "black")

    assert (black.against.count, black.against.population) == (71, 99_000)
    assert "as often as all other children whose ethnicity is known (likely" in told(
        found(reference=ALL_OTHERS)
    )


def test_more_children_than_live_here_have_no_rate_and_no_index():
    result = found(living=LIVING | {"asian": 9})
    asian = of(result, "asian")

    assert (asian.own.count, asian.own.population, asian.own.rate, asian.index) == (
        10,
        9,
        None,
        None,
    )
    assert asian.why_not is NoIndex.MORE_THAN_LIVE_HERE
    assert "(more children were counted than are said to live here)" in told(result)
    assert of(found(living=LIVING | {"asian": 10}), "asian").index is not None


def test_more_sentences_than_children_can_be():
    sentences = plain_count(counted="sentences")

    assert of(found(living=LIVING | {"asian": 9}, indicator=sentences), "asian").index is not None


@pytest.mark.parametrize(("given", "is_old"), [("2024-25 Q1", False), ("2023-24 Q4", True)])
def test_a_population_of_more_than_a_year_before_is_told_as_an_old_one(given, is_old):
    result = found(living_from=given)

    assert result.has_old_population is is_old
    assert ("living here is old" in told(result)) is is_old


def test_groups_are_pooled_only_when_asked_for_and_it_is_said_that_differences_offset():
    assert found().together is None
    pooled = found(together=True)

    assert together_of(pooled).own.count == 24
    assert "All minority ethnic groups together were counted" in told(pooled)
    assert "can cancel out" in told(pooled)
    assert found(together=True, reference="ethnicity-asian").together is None


@pytest.mark.parametrize(("not_known", "enough"), [((1, 1, 1, 1), False), ((3, 3, 3, 3), True)])
def test_children_whose_group_is_not_known_are_shown_and_warned_of_when_many(not_known, enough):
    result = found(COUNTS | {"not-known": not_known})

    assert f"{sum(not_known)} of these children" in told(result)
    assert ("enough to change the answer" in told(result)) is enough


def test_a_share_not_known_is_not_worked_out_where_a_count_is_missing():
    assert found(COUNTS | {"not-known": (1, None, 1, 1)}).share_not_known is None
    without = found(COUNTS | {"asian": (2, None, 2, 3)})
    assert "4 of these children have no known ethnicity; the share cannot be said." in told(without)


def test_the_risk_of_a_false_alarm_is_said_and_of_many_comparisons_how_many_to_expect():
    assert false_alarm_words(3).text == "Up to 15% risk of a false alarm."
    assert false_alarm_words(30).text == (
        "Of 30 comparisons, chance alone makes about two look clear."
    )
    assert not false_alarm_words(0)


def test_events_that_one_child_can_have_several_of_are_said_to_have_wider_ranges():
    result = found(indicator=plain_count(counted="disposals"))

    assert "One child can have several disposals" in told(result)
    assert "One child" not in told(found())


def test_another_place_has_its_own_counts_and_none_where_nothing_was_counted():
    elsewhere = found(place="north")

    assert of(elsewhere, "black").own.count == 14
    assert compared({"black": ()}) is None


def test_months_are_not_taken_for_quarters():
    rows = [figure(9, group="ethnicity-black", period="2026-04")]

    assert found(rows=rows).quarters[-1].id == "2025-26 Q4"


@pytest.mark.parametrize(
    ("indicator", "can"),
    [
        (plain_count(), True),
        (plain_count(counted="disposals"), True),
        (plain_count(adds_up=False), False),
        (plain_count(kind=LocalKind.KPI), False),
        (plain_count(kind=LocalKind.POPULATION), False),
        (share(), False),
    ],
)
def test_only_counts_that_add_up_and_are_fit_for_decisions_are_compared(indicator, can):
    assert can_be_compared(indicator) is can


def test_a_dimension_without_a_reference_is_not_compared():
    age = Dimension("age", "Age", (Group("age-10-14", "10 to 14"), Group("age-15-17", "15 to 17")))

    assert comparable_dimensions(plain_count(), [age, ETHNICITY]) == (ETHNICITY,)
    not_counted_by = dataclasses.replace(plain_count(), groups=("age",))
    assert comparable_dimensions(not_counted_by, [age, ETHNICITY]) == ()


@pytest.mark.parametrize(
    ("ratio", "shown"), [(0.453, "0.45"), (1.02, "1.02"), (2.13, "2.1"), (14.2, "14")]
)
def test_a_ratio_is_shown_with_the_decimals_that_tell_it_from_one(ratio, shown):
    assert times_words(ratio) == shown
