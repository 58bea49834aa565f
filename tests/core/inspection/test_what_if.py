"""What would follow if key questions or judgements had come out otherwise."""

import pytest

from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.ratings import derive
from dashboard.core.inspection.what_if import read_change, what_if, with_changes
from dashboard.errors import RatingError, UnknownNameError
from dashboard.narrative.inspection.what_if import cause_words, what_if_sentence
from tests.inspection_factories import (
    framework,
    inspection,
    result,
    results_totalling,
    shipped,
    shipped_frameworks,
    standard,
)

RULES = "hmip-2018"


def suppose(changes):
    return what_if(shipped("hertfordshire-2018"), shipped_frameworks()[RULES], changes)


def test_one_lower_percentage_costs_hertfordshire_its_outstanding_and_the_cause_is_named():
    supposed = suppose({"3.1.2": 79})

    assert (supposed.after.score, supposed.after.overall) == (30, Rating.GOOD)
    assert [rated.standard.code for rated in supposed.changed] == ["3.1"]
    assert what_if_sentence(supposed).text == (
        "With 3.1.2 at 79%, 3.1 Assessment falls from Outstanding to Good. The total would be 30 "
        "of 36 points, Good."
    )
    assert cause_words(supposed, supposed.changed[0]).text == "3.1.2 would be the weakest, at 79%"


def test_a_judged_standard_and_a_key_question_move_together_and_both_are_named():
    supposed = suppose({"3.1.2": 79, "1.1": Rating.REQUIRES_IMPROVEMENT})

    assert (supposed.before.score, supposed.after.score) == (31, 29)
    assert what_if_sentence(supposed).text == (
        "With 3.1.2 at 79% and 1.1 rated Requires improvement, 1.1 Governance and leadership "
        "falls from Good to Requires improvement and 3.1 Assessment falls from Outstanding to "
        "Good. The total would be 29 of 36 points, Good."
    )
    assert cause_words(supposed, supposed.changed[0]).text == "you changed this judgement"


def test_a_rise_can_make_good_a_fall_and_the_total_stays():
    supposed = suppose({"3.1.2": 79, "1.1": Rating.OUTSTANDING})

    assert "1.1 Governance and leadership rises from Good to Outstanding" in (
        what_if_sentence(supposed).text
    )
    assert what_if_sentence(supposed).text.endswith("The total stays 31 of 36 points, Outstanding.")


def test_a_change_that_moves_no_grade_says_so():
    supposed = suppose({"3.1.2": 80})

    assert supposed.changed == ()
    assert "no standard changes" in what_if_sentence(supposed).text


def test_a_judgement_that_is_not_counted_leaves_the_total_as_it_is():
    standards = [standard(f"1.{n}", 0) for n in range(1, 13)]
    rules = framework(*standards, standard("4.1", 0, counted=False))
    held = inspection(*results_totalling(19), result("4.1", published=Rating.GOOD))

    supposed = what_if(held, rules, {"4.1": Rating.INADEQUATE})

    assert what_if_sentence(supposed).text.endswith(
        "to Inadequate. The total stays 19 of 36 points, Good."
    )


def test_supposing_something_leaves_the_inspection_itself_as_it_was():
    held = shipped("hertfordshire-2018")
    with_changes(held, shipped_frameworks()[RULES], {"3.1.2": 0, "1.1": Rating.INADEQUATE})

    assert derive(held, shipped_frameworks()[RULES]).score == 31


def test_a_standard_rated_on_cases_of_which_no_percentage_is_held_can_be_rated_otherwise():
    rules = framework(standard("2.1"))

    supposed = what_if(
        inspection(result("2.1", published=Rating.GOOD)), rules, {"2.1": Rating.OUTSTANDING}
    )

    assert supposed.after.score == 3


@pytest.mark.parametrize("percentage", [-1, 101, 79.5, float("nan"), float("inf")])
def test_an_impossible_percentage_is_refused(percentage):
    with pytest.raises(RatingError, match="write a whole percentage from 0 to 100"):
        suppose({"3.1.2": percentage})


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"3.1.9": 50}, UnknownNameError, r'no key question "3\.1\.9": did you mean'),
        ({"9.9": Rating.GOOD}, UnknownNameError, r'no standard "9\.9": choose one of 1\.1'),
        ({"1.1.1": 50}, RatingError, r"1\.1\.1 has no published percentage"),
        ({"3.1.2": Rating.GOOD}, RatingError, r"3\.1\.2 takes a percentage, not a rating"),
        ({"2.1": Rating.GOOD}, RatingError, r"2\.1 follows from its key questions: change 2\.1\.1"),
        ({"1.1": 79}, RatingError, r"1\.1 is judged as a whole: write Outstanding, Good"),
    ],
)
def test_a_change_that_the_inspection_has_no_place_for_is_refused_by_name(changes, error, words):
    with pytest.raises(error, match=words):
        suppose(changes)


def test_a_standard_that_was_not_rated_cannot_be_rated_by_supposing():
    with pytest.raises(RatingError, match=r"1\.12 has no published rating here"):
        what_if(inspection(), framework(), {"1.12": Rating.GOOD})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("79", 79.0),
        (" 79% ", 79.0),
        ("good", Rating.GOOD),
        ("REQUIRES improvement", Rating.REQUIRES_IMPROVEMENT),
        ("requires-improvement", Rating.REQUIRES_IMPROVEMENT),
    ],
)
def test_a_change_is_read_from_a_percentage_or_a_rating_in_any_case(text, expected):
    assert read_change(text) == expected


@pytest.mark.parametrize("text", ["great", "", "7 9", "outstandin"])
def test_any_other_word_is_refused_with_the_four_choices(text):
    with pytest.raises(
        RatingError, match="one of Outstanding, Good, Requires improvement or Inadequate"
    ):
        read_change(text)
