"""What is said of an inspection: its rating, its age, its edge, and what lies below Good."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.inspections import StandardResult
from dashboard.core.inspection.ratings import derive
from dashboard.core.periods import PublicationDate
from dashboard.core.sentences import Tone
from dashboard.narrative.inspection.frameworks import known_standards_words, sample_words
from dashboard.narrative.inspection.ratings import (
    arithmetic_words,
    before_words,
    below_good_words,
    dates_words,
    edge_words,
    inspection_sentence,
    later_words,
    rating_tone,
    ruler_words,
)
from tests.inspection_factories import (
    framework,
    inspection,
    result,
    results_totalling,
    shipped,
    shipped_frameworks,
    shipped_inspections,
    standard,
)

TODAY = dt.date(2026, 11, 29)


def told(published, as_of):
    held = inspection(overall=Rating.GOOD, published=PublicationDate(published))
    return inspection_sentence(derive(held, framework()), as_of).text


def of_total(total, **changes):
    return derive(inspection(*results_totalling(total), **changes), framework())


def rated(overall, *ratings):
    """Return an inspection of twelve judgements, Good but for those given."""
    every = [*ratings, *[Rating.GOOD] * (12 - len(ratings))]
    results = [StandardResult(f"1.{n}", one) for n, one in enumerate(every, start=1)]
    return derive(inspection(*results, overall=overall), framework())


def test_two_short_sentences_say_hertfordshires_rating_and_that_one_point_decides():
    held = derive(shipped("hertfordshire-2018"), shipped_frameworks()["hmip-2018"])
    sentence = inspection_sentence(held, TODAY)

    assert sentence.lead == (
        "Rated Outstanding, 31 of 36 points (September 2018, eight years ago; the latest we have)."
    )
    assert sentence.text == f"{sentence.lead} One point lower would have been Good."
    assert sentence.tone is Tone.NOTE


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2018-09-20", "(September 2018, eight years ago; the latest we have)"),
        (
            "2018-02-19/2018-09-20",
            "(between 19 February 2018 and 20 September 2018, at least eight years ago; the latest "
            "we have)",
        ),
        ("2026-01-13", "(January 2026)"),
        ("2020", "(2020, five years ago; the latest we have)"),
    ],
)
def test_an_inspection_says_its_month_and_its_age_no_surer_than_it_is(published, words):
    assert words in told(published, dt.date(2026, 11, 21))


@pytest.mark.parametrize(
    ("as_of", "is_said"), [(dt.date(2021, 9, 18), False), (dt.date(2021, 9, 20), True)]
)
def test_from_three_years_on_a_later_rating_may_exist(as_of, is_said):
    published = PublicationDate("2018-09-20")

    assert ("the latest we have" in told(published.text, as_of)) is is_said
    assert bool(later_words(published, as_of)) is is_said


def test_a_rating_of_part_of_the_work_says_that_it_is_of_that_part_only():
    held = inspection(
        overall=Rating.GOOD,
        published=PublicationDate("2026-01-13"),
        covers="work with children and victims",
    )

    assert inspection_sentence(derive(held, framework()), TODAY).text == (
        "Rated Good for work with children and victims only (January 2026)."
    )


def test_an_inspection_without_a_rating_says_that_it_gave_percentages():
    held = inspection(overall=None, published=PublicationDate("2012-06-13"))

    assert inspection_sentence(derive(held, framework()), dt.date(2012, 7, 1)).text == (
        "Inspected June 2012: percentages were given, no rating."
    )


def test_without_any_inspection_that_is_missing_and_no_rating():
    sentence = inspection_sentence(None, dt.date(2012, 7, 1))

    assert sentence.text == "We have no inspection of this service up to 1 July 2012."
    assert sentence.tone is Tone.MISSING


@pytest.mark.parametrize(
    ("overall", "tone"),
    [
        (Rating.INADEQUATE, Tone.INADEQUATE),
        (Rating.REQUIRES_IMPROVEMENT, Tone.IMPROVE),
        (Rating.GOOD, Tone.NOTE),
        (Rating.OUTSTANDING, Tone.NOTE),
    ],
)
def test_the_tone_follows_the_overall_rating(overall, tone):
    assert inspection_sentence(derive(inspection(overall=overall), framework()), TODAY).tone is tone


@given(
    st.sampled_from(list(Rating)),
    st.lists(st.sampled_from(list(Rating)), min_size=12, max_size=12),
)
def test_no_rating_below_good_is_ever_a_note_whatever_the_others_are(overall, ratings):
    derived = rated(overall, *ratings)

    worst = min([overall, *ratings])
    assert (rating_tone(derived) is Tone.NOTE) is (worst >= Rating.GOOD)
    assert (overall is Rating.INADEQUATE) is (rating_tone(derived) is Tone.INADEQUATE)


def test_every_shipped_rating_below_good_has_a_tone_of_its_own():
    frameworks = shipped_frameworks()
    sentences = {
        held.id: (
            held.overall,
            inspection_sentence(derive(held, frameworks[held.framework]), TODAY),
        )
        for held in shipped_inspections()
        if held.overall and held.overall < Rating.GOOD
    }

    assert len(sentences) > 30
    assert not [name for name, (_, one) in sentences.items() if one.tone is Tone.NOTE]
    assert all(rating.value in one.lead for rating, one in sentences.values())


def test_standards_below_good_within_a_good_rating_are_named_worst_first():
    derived = rated(
        Rating.GOOD, Rating.REQUIRES_IMPROVEMENT, Rating.GOOD, Rating.REQUIRES_IMPROVEMENT
    )

    assert below_good_words(derived).text == (
        "Two of 12 standards require improvement: 1.1 Standard 1.1 and 1.3 Standard 1.3."
    )
    assert below_good_words(derived).text in inspection_sentence(derived, TODAY).text
    worse = below_good_words(rated(Rating.GOOD, Rating.REQUIRES_IMPROVEMENT, Rating.INADEQUATE))
    assert worse.text == (
        "One of 12 standards is Inadequate: 1.2 Standard 1.2. "
        "One of 12 standards requires improvement: 1.1 Standard 1.1."
    )


def test_more_than_four_standards_below_good_are_counted_and_not_named():
    four, five = (
        below_good_words(rated(Rating.GOOD, *[Rating.REQUIRES_IMPROVEMENT] * n)) for n in (4, 5)
    )

    assert "1.4 Standard 1.4" in four.text
    assert five.text == "Five of 12 standards require improvement."


def test_nothing_below_good_says_nothing():
    assert not below_good_words(rated(Rating.OUTSTANDING))


@pytest.mark.parametrize(
    ("total", "words"),
    [
        (31, "One point lower would have been Good."),
        (30, "One point higher would have been Outstanding."),
        (36, "Six points above Good."),
        (25, "Seven points above Requires improvement, six points below Outstanding."),
        (0, "Seven points below Requires improvement."),
    ],
)
def test_the_edge_says_how_many_points_lead_to_another_rating(total, words):
    assert edge_words(of_total(total)).text == words


def test_a_total_far_from_an_edge_is_not_told_on_the_first_page():
    assert edge_words(of_total(33)).text not in inspection_sentence(of_total(33), TODAY).text


@pytest.mark.parametrize(
    ("derived", "words"),
    [
        (derive(inspection(score=1, max_score=24), framework()), "a total out of 24 is rated"),
        (derive(inspection(overall=Rating.GOOD), framework()), "source does not give the points"),
        (
            derive(
                inspection(overall=Rating.GOOD),
                framework(arithmetic=False, key_question_scale=None, overall_scales=()),
            ),
            "we cannot add up points",
        ),
    ],
)
def test_without_a_place_on_the_scale_the_reason_is_said(derived, words):
    assert words in edge_words(derived).text
    assert not ruler_words(derived)


def test_the_ruler_names_every_band_and_the_mark():
    assert ruler_words(of_total(31)).text == (
        "Ruler of points: Inadequate 0 to 6, Requires improvement 7 to 18, Good 19 to 30 and "
        "Outstanding 31 to 36. The mark is at 31."
    )


def test_our_arithmetic_matches_or_says_what_it_would_be():
    held = derive(shipped("hertfordshire-2018"), shipped_frameworks()["hmip-2018"])
    assert arithmetic_words(held).text == (
        "We added it up again; it matches. So do 8 of 8 standards that we can work out from "
        "percentages."
    )
    other = derive(inspection(score=20, max_score=36, overall=Rating.OUTSTANDING), framework())
    assert arithmetic_words(other).text == (
        "By our arithmetic it would be Good. Inspectors may use their judgement."
    )
    assert not arithmetic_words(derive(inspection(), framework()))


def test_a_rating_before_is_told_in_a_line():
    before = derive(
        inspection(
            overall=Rating.INADEQUATE, score=0, max_score=36, published=PublicationDate("2020")
        ),
        framework(),
    )

    assert before_words(before, TODAY).text == (
        "Before that: Inadequate, 0 of 36 points (2020, five years ago)."
    )


def test_the_day_of_publication_and_the_month_of_fieldwork_are_told_where_they_are_known():
    assert dates_words(inspection()).text == "20 September 2018"
    with_fieldwork = inspection(fieldwork=PublicationDate("2018-07"))
    assert dates_words(with_fieldwork).text == "20 September 2018 (fieldwork in July 2018)"


@given(st.integers(0, 36), st.sampled_from(list(Rating)))
def test_every_numeral_of_a_sentence_is_among_its_facts(total, overall):
    derived = of_total(total, overall=overall)
    clauses = [
        inspection_sentence(derived, TODAY).words,
        edge_words(derived),
        below_good_words(derived),
        arithmetic_words(derived),
        before_words(derived, TODAY),
        ruler_words(derived),
        dates_words(derived.inspection),
    ]

    for clause in clauses:
        assert numerals(clause.text) <= numerals(" ".join(clause.facts))


def numerals(text):
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))


def test_a_framework_known_whole_says_nothing_of_what_is_missing():
    assert not known_standards_words(framework())
    assert not sample_words(framework())


def test_a_framework_known_in_part_names_what_is_known_and_how_many_cases_are_read():
    held = shipped_frameworks()["hmip-2025"]

    assert known_standards_words(held).text == "We know only part of this framework: V1 Victims."
    assert sample_words(held).text == (
        "Inspectors look at the cases of 14 to 91 children and 9 to 24 victims."
    )


def test_a_framework_of_which_no_standard_is_known_says_so():
    nothing = framework(
        complete=False, arithmetic=False, key_question_scale=None, overall_scales=(), domains=()
    )

    assert known_standards_words(nothing).text == "We know no standard of this framework."


def test_a_rating_worked_out_from_percentages_counts_where_none_was_published():
    rules = framework(standard("2.1", 1))

    assert below_good_words(derive(inspection(result("2.1", 40)), rules)).text == (
        "One of 1 standards is Inadequate: 2.1 Standard 2.1."
    )
