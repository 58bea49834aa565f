"""Sentences about headroom and firmness say what the ratings say."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.inspections import Sample, SamplingDesign
from dashboard.core.inspection.ratings import derive
from dashboard.core.inspection.reinspection import (
    SHARED_ASSUMPTIONS,
    ModelShares,
    NoReinspection,
    Reinspection,
    reinspect,
)
from dashboard.core.inspection.sample_models import Model
from dashboard.core.inspection.what_if import what_if
from dashboard.core.sentences import Tone
from dashboard.narrative.inspection.firmness import (
    LOWER_MAY_BE_LUCK,
    depth_sentences,
    firmness_message,
    firmness_sentence,
    firmness_words,
    headroom_sentence,
)
from dashboard.narrative.inspection.what_if import result_words, what_if_sentence
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
    lines = [result_words(derive(held, rules), changed) for changed in (None, supposed)]
    for line in lines:
        assert numerals(line.text) <= numerals(" ".join(line.facts))
    for one in told:
        assert numerals(one.text) <= numerals(" ".join(one.words.facts))


def test_another_percentage_changes_the_sentence():
    held = [
        sentence(result("2.1", value), samples=(Sample(54, "cases", "1"),)) for value in (83, 84)
    ]

    assert held[0] != held[1]


def test_the_least_headroom_is_said_in_points_and_cases_with_what_follows():
    assert hertfordshire()[0].text == (
        "Closest to a lower grade: others kept safe in assessment (2.1.3), at 83%. About two of "
        "54 cases fewer, 4 percentage points, would make the standard Good. The total would be 30 "
        "of 36 points, which is Good. Just as close: child kept safe in assessment (3.1.2) and "
        "child kept safe in planning (3.2.2). 3.3.3 may be closer; its case count is unpublished."
    )


def test_without_a_sample_the_cases_are_said_to_be_unknown():
    text = sentence(result("2.1", 80))

    assert (
        "A fall of 1 percentage point would make the standard Good; its case count is unknown."
        in text
    )


def test_an_overall_rating_that_stays_is_said_to_stay():
    text = sentence(
        result("2.1", 80),
        samples=(Sample(40, "cases", "1"),),
        overall_scales=(scale([0, 1, 2, 4], 5),),
    )

    # The total of one standard is out of three, for which no bands are held.
    assert text.endswith("would make the standard Good. The total would be 2 of 3 points.")
    text = sentence(result("2.1", 80), result("2.2", 20), overall_scales=(scale([0, 1, 5, 6], 6),))
    assert text.endswith("The total would be 2 of 6 points, still Requires improvement.")


def test_nothing_can_fall_from_the_lowest_band():
    assert sentence(result("2.1", 20)) == ("No standard with percentages can drop a grade.")


def test_a_question_of_an_unknown_part_is_named_only_if_it_is_nearly_as_near():
    part = (Sample(54, "cases", "1", part_key_questions=("2.2.1",)),)
    near, far = (
        sentence(result("2.1", 83), result("2.2", value), samples=part) for value in (85, 86)
    )

    assert "2.2.1 may be closer; its case count is unpublished." in near
    assert "2.2.1" not in far


def test_a_question_of_an_unknown_part_that_is_nearest_itself_is_said_once():
    part = (Sample(54, "cases", "1", part_key_questions=("2.1.1", "2.2.1")),)
    text = sentence(result("2.1", 83), result("2.2", 83), samples=part)

    assert "its case count is unknown" in text
    assert "Just as close" not in text
    assert text.count("2.2.1") == 1


def test_where_models_disagree_the_range_leads_without_a_word_for_how_firm():
    told = hertfordshire()[1]

    assert told.lead == (
        "Had inspectors picked other cases, it would have come out Outstanding in 17 to 63% of "
        "tries, depending on what is assumed."
    )
    assert told.text == f"{told.lead} This shows the luck of the draw, not a forecast."


def drawn(published, *percents, rating=Rating.GOOD, first=Model.FINITE_CASELOAD, part=()):
    """Return models that give a rating in so many per cent of draws, else Inadequate."""
    models = [
        ModelShares(
            model, "", dict.fromkeys(Rating, 0) | {Rating.INADEQUATE: 1 - p / 100, rating: p / 100}
        )
        for model, p in zip([first, Model.BINOMIAL, Model.UNCERTAIN], percents, strict=False)
    ]
    return Reinspection(1000, 1, published, tuple(models), {}, part)


@pytest.mark.parametrize(
    ("percents", "words"),
    [
        ((89.6, 95, 100), "A firm rating"),
        ((89.4, 95, 100), ""),
        ((10, 30, 49.4), "A close rating"),
        ((10, 30, 49.6), ""),
        ((17, 26, 63), ""),
        ((60, 70, 80), ""),
    ],
)
def test_a_word_stands_only_where_every_model_agrees_on_the_share_as_it_is_printed(percents, words):
    assert firmness_words(drawn(Rating.GOOD, *percents)).text == words


def test_close_is_not_said_before_a_limited_caseload_was_tried():
    again = drawn(Rating.GOOD, 10, 30, first=Model.LINKED)

    assert not firmness_words(again)


def test_firm_is_not_said_while_questions_were_asked_of_parts_of_unknown_size():
    assert not firmness_words(drawn(Rating.GOOD, 95, 99, part=("3.1.3",)))
    known = drawn(Rating.GOOD, 95, 99, first=Model.PART_ASKED, part=("3.1.3",))
    assert firmness_words(known).text == "A firm rating"


def test_firm_is_said_without_a_limited_caseload_because_that_only_makes_it_firmer():
    assert firmness_words(drawn(Rating.GOOD, 95, 99, first=Model.LINKED)).text == "A firm rating"


def test_an_inspection_far_from_every_edge_is_called_firm():
    rules = framework(standard("2.1", 1), overall_scales=(scale([0, 1, 2, 3], 3),))
    held = inspection(
        result("2.1", 98),
        overall=Rating.OUTSTANDING,
        samples=(Sample(40, "cases", "1"),),
        sampling=SamplingDesign(80, 5),
    )
    again = reinspect(held, rules)

    assert isinstance(again, Reinspection)
    assert firmness_message(again).text.startswith(
        "A firm rating: had inspectors picked other cases,"
    )
    assert firmness_sentence(again).lead.startswith("A firm rating:")


@pytest.mark.parametrize(
    ("percents", "words"),
    [
        ((17, 63), "17 to 63% of tries, depending on what is assumed"),
        ((0.1, 63), "less than 1% to 63% of tries, depending on what is assumed"),
        ((60.1, 60.2), "60% of tries, whatever is assumed"),
    ],
)
def test_the_range_is_in_whole_per_cent_and_one_number_where_the_models_agree(percents, words):
    told = firmness_message(drawn(Rating.GOOD, *percents)).text

    assert told.endswith(f"it would have come out Good in {words}")


def test_the_reason_that_a_lower_result_proves_nothing_is_true_under_every_model():
    told = [hertfordshire()[1].text, LOWER_MAY_BE_LUCK.text, *SHARED_ASSUMPTIONS]

    assert not [words for words in told if "tends to" in words]


def test_without_a_published_rating_the_likeliest_is_told_and_nothing_is_called_close_or_firm():
    again = drawn(None, 95, 99)

    assert firmness_message(again).text.endswith(
        "come out Good in 95 to 99% of tries, depending on what is assumed"
    )


def test_where_nothing_can_be_drawn_the_reason_is_said():
    told = firmness_sentence(NoReinspection("We do not know how many cases were inspected."))

    assert told.tone is Tone.MISSING
    assert told.text == (
        "We cannot say how firm the rating is: we do not know how many cases were inspected."
    )


def test_without_percentages_one_sentence_says_that_neither_can_be_said():
    derived = derive(inspection(score=33, max_score=36), framework())
    (only,) = depth_sentences(derived, NoReinspection("..."))

    assert only.tone is Tone.MISSING
    assert only.text == (
        "We have no percentages of its key questions, so we cannot say how firm it is."
    )
