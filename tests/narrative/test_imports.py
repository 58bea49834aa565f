"""The words about loading files, for none, one and several."""

import pytest

from dashboard.narrative.imports import (
    loaded_answer,
    marks_note,
    preview_answer,
    refused_answer,
    rows_words,
    running_note,
    several_words,
)


@pytest.mark.parametrize(
    ("files", "waiting", "no_longer", "expected"),
    [
        (0, 0, 0, "No file of Essex is loaded yet"),
        (0, 0, 1, "No file of Essex is in use: 1 file was loaded and taken out of use again."),
        (0, 0, 2, "No file of Essex is in use: 2 files were loaded and taken out of use again."),
        (1, 0, 3, "1 loaded file is in use, and no figure waits for a decision."),
        (2, 1, 0, "2 loaded files are in use, and 1 figure waits for a decision."),
    ],
)
def test_a_file_that_was_withdrawn_is_not_called_never_loaded(files, waiting, no_longer, expected):
    assert loaded_answer("Essex", files, waiting, no_longer).text.startswith(expected)


def test_a_file_with_several_problems_says_what_to_do():
    assert refused_answer("q2.xlsx", 2).text == (
        "q2.xlsx was refused and nothing was stored. Fix these 2 problems, then upload it again."
    )


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 0, 0, 0, 0), "The file has nothing new."),
        ((1, 0, 0, 0, 0), "The file has 1 new figure."),
        ((2, 1, 0, 1, 0), "2 new figures, 1 changed figure and 1 figure that needs checking."),
        ((0, 0, 1, 18, 2), "1 unchanged figure, 18 figures that need checking and 2 inspections."),
    ],
)
def test_a_preview_counts_what_a_file_has(counts, expected):
    assert preview_answer(*counts).text.endswith(expected)


@pytest.mark.parametrize(
    ("number", "figures"), [(1, "1 figure that"), (1200, "1,200 figures that")]
)
def test_numbers_that_marks_would_replace_are_counted_with_the_first(number, figures):
    told = marks_note(number, "Absence, Kent", "academic year 2023-24", "15%", "not published").text

    assert told == (
        f"{figures} we have would be replaced by a mark. One is Absence, Kent, academic year "
        '2023-24: it is 15%, and would be "not published".'
    )


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (["June 2026"], "June 2026 is not over: its figures may still change."),
        (
            ["May 2026", "June 2026"],
            "May 2026 and June 2026 are not over: their figures may still change.",
        ),
    ],
)
def test_periods_that_are_not_over_are_named(periods, expected):
    assert running_note(periods).text == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], ""),
        ([3], "row 3"),
        ([3, 3], "row 3"),
        (range(2, 20), "18 rows (2 to 19)"),
        ([9, 2, 3, 7], "4 rows (2 to 3, 7 and 9)"),
        (range(2, 2002, 2), "1,000 rows (2, 4, 6, 8, 10 and others)"),
    ],
)
def test_rows_that_follow_one_another_are_a_range(rows, expected):
    assert rows_words(list(rows)).text == expected


def test_of_many_texts_the_first_five_are_named():
    assert several_words(list("abcde")) == "a, b, c, d and e"
    assert several_words(list("abcdefg")) == "a, b, c, d, e and 2 more"
