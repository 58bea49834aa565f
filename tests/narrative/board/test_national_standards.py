"""What a service says of the national standards, in words that never turn silence into met."""

import datetime as dt

import pytest

from dashboard.core.board.national_standards import (
    Answer,
    NationalStandard,
    StandardAssessment,
    standard_standings,
)
from dashboard.narrative.board.national_standards import (
    answer_words,
    assessed_words,
    standards_words,
)
from dashboard.reports.national_standards import standards_table
from tests.board_factories import at

DAY = dt.date(2026, 11, 21)
STANDARDS = tuple(
    NationalStandard(number, f"s{number}", f"Standard {number}") for number in (1, 2, 3)
)


def assessment(number, answer=Answer.MET, on=DAY, **changed):
    content = {
        "id": f"a{number}",
        "service": "essex",
        "standard": f"s{number}",
        "standard_words": f"Standard {number}",
        "answer": answer,
        "assessed_by": "Bo Bell",
        "on": on,
        "by": "Ann Lee",
        "at": at("2026-11-21"),
    }
    return StandardAssessment(**(content | changed))


def standings(*held):
    return standard_standings(STANDARDS, held, "essex", DAY)


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ((), "None of the 3 national standards has been assessed yet."),
        (
            (assessment(1),),
            "Of the 3 national standards, 1 is met and 2 are not assessed.",
        ),
        (
            (assessment(1), assessment(2, Answer.PARTLY_MET), assessment(3, Answer.NOT_MET)),
            "Of the 3 national standards, 1 is met, 1 is partly met and 1 is not met.",
        ),
        (
            (assessment(1, on=dt.date(2024, 11, 1)), assessment(2)),
            "Of the 3 national standards, 2 are met and 1 is not assessed. "
            "1 assessment is more than a year old.",
        ),
    ],
)
def test_the_answers_are_counted_and_the_missing_ones_named(held, words):
    assert standards_words(standings(*held)).text == words


def test_only_an_assessment_older_than_a_year_says_its_age():
    new, old, none = standings(
        assessment(1, on=dt.date(2025, 11, 21)), assessment(2, on=dt.date(2024, 11, 1))
    )

    assert assessed_words(new).text == "21 November 2025, Bo Bell"
    assert assessed_words(old).text == "1 November 2024 (2 years ago), Bo Bell"
    assert assessed_words(none).text == "not yet"


def test_a_standard_whose_only_assessment_was_withdrawn_is_not_assessed():
    first = standings(assessment(1, withdrawn_because="Wrong."))[0]

    assert answer_words(first) == "Not assessed"


def test_the_download_has_a_row_for_each_standard_and_says_which_is_not_assessed():
    table = standards_table(standings(assessment(2, Answer.NOT_MET, evidence="Minutes")))

    assert list(table["Answer"]) == ["Not assessed", "Not met", "Not assessed"]
    assert list(table["Evidence"]) == ["", "Minutes", ""]
    assert list(table["Assessed on"]) == ["", "2026-11-21", ""]
    assert list(table["More than a year old"]) == ["", "no", ""]
