"""What the first page says of the last inspection."""

import datetime as dt

import pytest

from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.ratings import derive
from dashboard.core.periods import PublicationDate
from dashboard.narrative.inspection.frameworks import known_standards_words, sample_words
from dashboard.narrative.inspection.ratings import inspection_sentence
from tests.inspection_factories import framework, inspection, shipped_frameworks


def told(published, as_of):
    held = inspection(overall=Rating.GOOD, published=PublicationDate(published))
    return inspection_sentence(derive(held, framework()), as_of).text


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2018-09-20", "(20 September 2018, 8 years ago)"),
        (
            "2018-02-19/2018-09-20",
            "(between 19 February 2018 and 20 September 2018, at least 8 years ago)",
        ),
        ("2026-01-13", "(13 January 2026)"),
    ],
)
def test_an_inspection_says_its_date_and_its_age_no_surer_than_it_is(published, words):
    assert words in told(published, dt.date(2026, 11, 21))


@pytest.mark.parametrize(
    ("as_of", "is_said"), [(dt.date(2021, 9, 18), False), (dt.date(2021, 9, 20), True)]
)
def test_from_three_years_on_a_later_rating_may_exist(as_of, is_said):
    words = told("2018-09-20", as_of)

    assert words.startswith("Newest rating we have (20 September 2018, ")
    assert words.endswith("A later one may exist.") is is_said


def test_a_rating_of_part_of_the_work_says_of_which_part_and_that_it_is_not_the_whole():
    held = inspection(
        overall=Rating.GOOD,
        published=PublicationDate("2026-01-13"),
        covers="work with children and victims",
    )

    assert inspection_sentence(derive(held, framework()), dt.date(2026, 11, 29)).text == (
        "Newest rating we have (13 January 2026): Good for work with children and victims, not for "
        "the whole service."
    )


def test_an_inspection_without_a_rating_is_no_newest_rating():
    held = inspection(overall=None, published=PublicationDate("2012-06-13"))

    assert inspection_sentence(derive(held, framework()), dt.date(2012, 7, 1)).text == (
        "Newest inspection we have (13 June 2012): percentages were given and no rating."
    )


def test_a_framework_known_whole_says_nothing_of_what_is_missing():
    assert not known_standards_words(framework())
    assert not sample_words(framework())


def test_a_framework_known_in_part_names_what_is_known_and_how_many_cases_are_read():
    held = shipped_frameworks()["hmip-2025"]

    assert (
        known_standards_words(held).text == "Of this framework only part is known here: V1 Victims."
    )
    assert sample_words(held).text == (
        "Inspectors look at the cases of 14 to 91 children and the cases of 9 to 24 victims."
    )


def test_a_framework_of_which_no_standard_is_known_says_so():
    nothing = framework(
        complete=False, arithmetic=False, key_question_scale=None, overall_scales=(), domains=()
    )

    assert known_standards_words(nothing).text == "No standard of this framework is known here."
