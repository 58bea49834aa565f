"""What is said of case audits: always a rehearsal, with cases, changes and what is missing."""

import pytest

from dashboard.core.disclosure.protection import Mode
from dashboard.core.inspection.frameworks import Rating
from dashboard.core.sentences import Tone
from dashboard.narrative.performance.case_audits import (
    REHEARSAL,
    audit_sentences,
    beside_published,
    case_words,
    hidden_words,
    observed_words,
    pooled_words,
    redrawn_words,
    rehearsal_words,
    span_words,
)
from tests.audit_factories import BEFORE, LAST, QUARTERS, rehearsed
from tests.inspection_factories import inspection

GOOD = {BEFORE: (14, 20), LAST: (14, 20)}
BEST = {BEFORE: (19, 20), LAST: (20, 20)}
POOR = {BEFORE: (4, 20), LAST: (4, 20)}
PUBLISHED = inspection()


def told(*ratings, published=PUBLISHED):
    return audit_sentences(ratings, QUARTERS, published)


def test_one_standard_is_told_with_its_rating_and_its_cases():
    assert told(rehearsed([GOOD]))[0].text == (
        "3.3 Standard 3.3 would be Good (40 cases; October 2025 to March 2026)."
    )


def test_a_standard_below_good_is_no_mere_note():
    assert told(rehearsed([GOOD]))[0].tone is Tone.NOTE
    assert told(rehearsed([POOR]))[0].tone is Tone.WORSE


def test_the_cases_told_are_those_of_the_key_question_that_decides():
    found = rehearsed([{LAST: (20, 31)}, BEST, {LAST: (30, 35)}])

    assert case_words([found]).text == "31 cases"


def test_several_are_counted_by_rating_best_first_with_the_span_of_their_cases():
    first = told(
        rehearsed([GOOD], code="2.1"),
        rehearsed([{LAST: (20, 31)}], code="2.2"),
        rehearsed([BEST], code="2.3"),
    )[0]

    assert first.text == (
        "Of 3 standards, one would be Outstanding and two Good (31 to 40 cases each; "
        "October 2025 to March 2026)."
    )


@pytest.mark.parametrize(
    ("published", "says", "tone"),
    [
        (Rating.GOOD, "That is the same as published 20 September 2018.", Tone.LEVEL),
        (Rating.OUTSTANDING, "Since 20 September 2018: one lower.", Tone.WORSE),
        (Rating.INADEQUATE, "Since 20 September 2018: one higher.", Tone.BETTER),
    ],
)
def test_what_would_change_against_the_published_rating_is_said(published, says, tone):
    second = told(rehearsed([GOOD], published=published))[1]

    assert says in second.text
    assert second.tone is tone


def test_whether_chance_could_make_the_change_is_said():
    unsure = rehearsed([{LAST: (15, 20)}], published=Rating.OUTSTANDING, inspected=[85])
    clear = rehearsed([POOR], code="2.1", published=Rating.OUTSTANDING, inspected=[85])
    unknown = rehearsed([GOOD], published=Rating.OUTSTANDING)

    assert told(unsure)[1].text.endswith("On so few cases, chance alone could do that.")
    assert told(clear)[1].text.endswith("That is unlikely to be chance alone.")
    assert told(unsure, clear)[1].text.endswith("Only 2.1 is unlikely to be chance alone.")
    assert (
        "no percentages of the inspection, so chance cannot be ruled out" in told(unknown)[1].text
    )


def test_without_an_inspection_by_the_same_standards_nothing_is_compared():
    told_of = told(rehearsed([GOOD]), published=None)[1].text

    assert "no inspection by the same standards" in told_of


def test_what_is_missing_is_named_and_why_it_matters():
    missing = rehearsed([GOOD, {}])

    assert rehearsal_words(missing).text == (
        "No rehearsal rating: 3.3.2 not audited. What is missing might be the lowest."
    )
    assert not hidden_words([missing])


def test_without_any_rating_the_lowest_key_question_shown_is_told():
    first = told(rehearsed([GOOD, POOR, {}]))[0]

    assert first.text == (
        "None of the 1 standards can be rated (October 2025 to March 2026). The lowest key "
        "question shown: 3.3.2 Question 2, 20% (likely 10% to 35%)."
    )
    assert first.tone is Tone.MISSING


def test_what_small_numbers_hide_is_counted_and_named():
    kept = rehearsed([{BEFORE: (3, 20), LAST: (14, 20)}], mode=Mode.PUBLIC)

    assert hidden_words([kept, rehearsed([GOOD])]).text == "1 of 2 standards"
    assert "3.3.1 withheld" in rehearsal_words(kept).text


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (Rating.OUTSTANDING, "Lower than published"),
        (Rating.GOOD, "The same as published"),
        (Rating.INADEQUATE, "Higher than published"),
        (None, ""),
    ],
)
def test_a_tile_says_whether_it_lies_below_the_published_rating(published, words):
    assert beside_published(rehearsed([GOOD], published=published)) == words


def test_few_cases_are_to_be_read_with_caution():
    cautions = [s for s in told(rehearsed([{LAST: (14, 20)}])) if s.tone is Tone.UNCLEAR]

    assert cautions[0].text == "Small numbers: 3.3 rests on 29 cases or fewer."


def test_a_standard_says_what_decides_and_what_chance_could_make_of_it():
    assert rehearsal_words(rehearsed([GOOD, BEST])).text == (
        "The lowest decides: 3.3.1 at 70% (likely 55% to 82%)."
    )
    assert rehearsal_words(rehearsed([{}])).text.startswith(
        "No rehearsal rating: no key question audited"
    )


def test_drawn_again_the_likeliest_rating_comes_first():
    assert redrawn_words(rehearsed([GOOD])).text.split("% ")[1].startswith("Good")


def test_every_page_of_it_says_that_it_is_no_inspection():
    assert "rehearsal, not an inspection" in REHEARSAL.text


def test_cells_say_counts_or_why_there_are_none():
    question = rehearsed([{BEFORE: (3, 5), LAST: (3, 4)}]).questions[0]

    assert observed_words(question.by_quarter[QUARTERS[0]]) == "3 of 5"
    assert pooled_words(question) == "6 of 9, audited on too few cases"
    empty = rehearsed([{}]).questions[0]
    assert observed_words(empty.by_quarter[QUARTERS[0]]) == "not audited"
    assert pooled_words(empty) == "not audited"
    assert case_words([rehearsed([{LAST: (1, 1)}])]).text == "1 case"


def test_a_span_within_a_year_names_the_year_once():
    within = (QUARTERS[0].before(2), QUARTERS[0].before(1))

    assert span_words(within) == "April to September 2025"
