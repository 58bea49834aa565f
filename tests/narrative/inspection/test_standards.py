"""How a standard's rating follows from its questions, in words and on its tile."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.inspection.frameworks import Basis, Rating, Standard
from dashboard.core.inspection.headroom import weakest
from dashboard.core.inspection.ratings import derive
from dashboard.narrative.inspection.standards import near_words, standard_words, tile_words
from tests.inspection_factories import (
    framework,
    inspection,
    result,
    shipped,
    shipped_frameworks,
    standard,
)


def one(rated, questions=3, *, counted=True):
    rules = framework(standard("2.1", questions, counted=counted))
    return derive(inspection(rated), rules)


def said(rated, questions=3, **changes):
    return standard_words(one(rated, questions, **changes).of("2.1")).text


def tile(rated, questions=3):
    derived = one(rated, questions)
    return tile_words(derived.of("2.1"), weakest(derived).get("2.1")).text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((83,), "Its only question decides: 2.1.1 at 83%, Outstanding (80% and over)."),
        ((72, 92), "The weaker of two questions decides: 2.1.1 at 72%, Good (65% to 79%)."),
        ((91, 96, 69), "The weakest of three questions decides: 2.1.3 at 69%, Good (65% to 79%)."),
        ((40, 96, 40), "decides: 2.1.1 and 2.1.3 at 40%, Inadequate (below 50%)."),
    ],
)
def test_the_weakest_question_decides_and_those_level_with_it_are_all_named(values, words):
    assert said(result("2.1", *values), len(values)).endswith(words)


def test_a_standard_without_percentages_says_that_we_have_none():
    assert said(result("2.1", published=Rating.GOOD)) == "We have no percentages for it."


def test_a_missing_question_might_be_the_weakest_so_nothing_is_worked_out():
    assert said(result("2.1", 91, 95)) == (
        "2.1.3 has no published percentage and may be the weakest: we work nothing out."
    )


def test_a_judgement_and_a_standard_of_unknown_basis_say_what_they_are():
    unknown = Standard("V1", "Victims", Basis.NOT_KNOWN)
    rules = framework(unknown, arithmetic=False, key_question_scale=None, overall_scales=())

    assert "judged this as a whole" in said(result("2.1", published=Rating.GOOD), 0)
    known = derive(inspection(result("V1", published=Rating.GOOD)), rules).of("V1")
    assert standard_words(known).text == "How this standard is rated is not known here."


def test_a_published_rating_that_differs_is_said_to_be_judgement_and_shown_on_the_tile():
    lifted = result("2.1", 90, 90, 79, published=Rating.OUTSTANDING)

    assert said(lifted).endswith("Inspectors used their judgement: Outstanding.")
    assert tile(lifted).endswith("which alone would be Good")


def test_a_standard_that_is_not_counted_says_so_judged_or_not():
    assert said(result("2.1", 83), 1, counted=False).endswith("It does not count in the total.")
    assert said(result("2.1"), 0, counted=False).endswith("It does not count in the total.")


@pytest.mark.parametrize(
    ("percentage", "words"),
    [
        (80, "Weakest question 80%, 1 point above Good"),
        (84, "Weakest question 84%, 5 points above Good"),
        (85, "Weakest question 85%"),
        (69, "Weakest question 69%, 5 points above Requires improvement"),
        (50, "Weakest question 50%, 1 point above Inadequate"),
        (49, "Weakest question 49%"),
        (0, "Weakest question 0%"),
    ],
)
def test_a_tile_is_near_a_lower_grade_from_five_points_on_and_never_below_the_lowest(
    percentage, words
):
    assert tile(result("2.1", percentage), 1) == words


def test_a_tile_without_percentages_does_not_look_safe():
    assert tile(result("2.1", published=Rating.GOOD), 0) == "Judged as a whole"
    assert tile(result("2.1", 91, 95, published=Rating.GOOD)) == "No percentages"


def test_hertfordshires_standards_near_a_lower_grade_are_counted_and_named_in_order():
    held = derive(shipped("hertfordshire-2018"), shipped_frameworks()["hmip-2018"])

    assert near_words(held).text == (
        "Four standards are within five percentage points of a lower grade: 2.1, 3.1, 3.2 and 3.3."
    )


def test_where_none_is_near_only_those_with_percentages_are_spoken_of_and_without_any_nothing_is():
    assert near_words(one(result("2.1", 95), 1)).text == (
        "No standard with percentages is within five points of a lower grade."
    )
    assert near_words(one(result("2.1", 81), 1)).text == (
        "One standard is within five percentage points of a lower grade: 2.1."
    )
    assert not near_words(one(result("2.1", published=Rating.GOOD), 0))


@given(st.lists(st.integers(0, 100), min_size=1, max_size=4))
def test_a_tile_is_marked_exactly_if_so_many_points_would_lower_its_grade(values):
    derived = one(result("2.1", *values), len(values))
    lower = one(result("2.1", *[max(0, value - 5) for value in values]), len(values))

    falls = lower.of("2.1").derived < derived.of("2.1").derived
    assert weakest(derived)["2.1"].is_near_a_lower_grade is falls


@given(st.lists(st.integers(0, 100), min_size=1, max_size=4))
def test_every_numeral_is_among_the_facts(values):
    derived = one(result("2.1", *values), len(values))
    rated = derived.of("2.1")

    for clause in (
        standard_words(rated),
        tile_words(rated, weakest(derived)["2.1"]),
        near_words(derived),
    ):
        found, facts = (set(re.findall(r"\d+", t)) for t in (clause.text, " ".join(clause.facts)))
        assert found <= facts
