"""The words about loading files, for none, one and several."""

import pytest

from dashboard.narrative.imports import loaded_answer, refused_answer


@pytest.mark.parametrize(
    ("files", "waiting", "no_longer", "expected"),
    [
        (0, 0, 0, "No file of Essex is loaded yet"),
        (0, 0, 1, "No file of Essex is in use: 1 file was loaded and taken out of use again."),
        (0, 0, 2, "No file of Essex is in use: 2 files were loaded and taken out of use again."),
        (1, 0, 3, "1 loaded file is in use, and no figure waits for a decision."),
        (2, 1, 0, "2 loaded files are in use, and 1 figure is held back until somebody decides."),
    ],
)
def test_a_file_that_was_withdrawn_is_not_called_never_loaded(files, waiting, no_longer, expected):
    assert loaded_answer("Essex", files, waiting, no_longer).text.startswith(expected)


def test_a_file_with_several_problems_says_what_to_do():
    assert refused_answer("q2.xlsx", 2).text == (
        "q2.xlsx was refused and nothing was stored: mend the 2 problems below in the file, then "
        "choose it again."
    )
