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
