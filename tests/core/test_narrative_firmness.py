"""Sentences about headroom and firmness say what the ratings say."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.inspections import Sample
from dashboard.core.narrative.firmness import (
    depth_sentences,
    firmness_sentence,
    headroom_sentence,
)
from dashboard.core.narrative.sentences import Tone
from dashboard.core.narrative.what_if import what_if_sentence
from dashboard.core.ratings import derive
from dashboard.core.reinspection import NoReinspection, reinspect
from dashboard.core.what_if import what_if
from tests.inspection_factories import (
    framework,
    inspection,
    result,
    scale,
    shipped,
    shipped_frameworks,
    standard,
)


def sentence(*results, samples=(), questions=1, **changes):
    standards = [standard(r.code, questions) for r in results]
    rules = framework(*standards, **changes)
    return headroom_sentence(derive(inspection(*results, samples=samples), rules)).text


def hertfordshire():
    held = shipped("hertfordshire-2018")
    rules = shipped_frameworks()["hmip-2018"]
    return depth_sentences(derive(held, rules), reinspect(held, rules))


def numerals(text):
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3), st.integers(1, 90))
def test_every_numeral_is_among_the_facts_that_a_sentence_carries(values, cases):
    standards = [standard(f"2.{n}", 1) for n in (1, 2, 3)]
    results = [result(f"2.{n}", value) for n, value in enumerate(values, start=1)]
    rules = framework(*standards, overall_scales=(scale([0, 2, 5, 8], 9),))
    held = inspection(*results, samples=(Sample(cases, "cases", "1"),))
    supposed = what_if(held, rules, {"2.1.1": 50})

    told = [
        *depth_sentences(derive(held, rules), reinspect(held, rules, draws=200)),
        what_if_sentence(supposed),
    ]
    for one in told:
        assert numerals(one.text) <= numerals(" ".join(one.words.facts))


def test_another_percentage_changes_the_sentence():
    held = [
        sentence(result("2.1", value), samples=(Sample(54, "cases", "1"),)) for value in (83, 84)
    ]

    assert held[0] != held[1]


def test_the_least_headroom_is_said_in_points_and_cases_with_what_follows():
    assert hertfordshire()[0].text == (
        "Least headroom: 2.1.3 others kept safe (2.1 Assessment), at 83%. 4 points lower, about "
        "two of 54 cases, would make the standard Good; the total would be 30 of 36, and the "
        "overall rating Good. 3.1.2 and 3.2.2 are as close."
    )


def test_without_a_sample_the_cases_are_said_to_be_unknown():
    text = sentence(result("2.1", 80))

    assert "1 point lower (in how many cases is not known) would make the standard Good" in text


def test_an_overall_rating_that_stays_is_said_to_stay():
    text = sentence(
        result("2.1", 80),
        samples=(Sample(40, "cases", "1"),),
        overall_scales=(scale([0, 1, 2, 4], 5),),
    )

    # The total of one standard is out of three, for which no bands are held.
    assert text.endswith("would make the standard Good; the total would be 2 of 3.")
    text = sentence(result("2.1", 80), result("2.2", 20), overall_scales=(scale([0, 1, 5, 6], 6),))
    assert text.endswith("the total would be 2 of 6, still Requires improvement.")


def test_nothing_can_fall_from_the_lowest_band():
    assert sentence(result("2.1", 20)) == (
        "No key question that decides a rating has a band below its own."
    )


def test_firmness_says_every_rating_that_comes_out_and_how_many_draws():
    text = hertfordshire()[1].text

    assert "samples of the same size" in text
    assert text.endswith("would be Outstanding in 26% and Good in 74% of 10,000 draws.")


def test_where_nothing_can_be_drawn_the_reason_is_said():
    told = firmness_sentence(NoReinspection("The numbers of cases inspected are not held."))

    assert told.tone is Tone.MISSING
    assert told.text == (
        "How firm the rating is cannot be said: the numbers of cases inspected are not held."
    )


def test_without_percentages_one_sentence_says_that_neither_can_be_said():
    derived = derive(inspection(score=33, max_score=36), framework())
    (only,) = depth_sentences(derived, NoReinspection("..."))

    assert only.tone is Tone.MISSING
    assert "no key question percentages are held" in only.text
