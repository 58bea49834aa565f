"""What partners and people owe, in words."""

import pytest

from dashboard.narrative.board.partners import late_answer, open_words, owed_answer


@pytest.mark.parametrize(
    ("late", "owed", "words"),
    [
        (0, 0, "Ann owes nothing that is open."),
        (0, 1, "Ann owes one item; it is not late."),
        (1, 1, "Ann owes one item; it is late."),
        (0, 3, "Ann owes 3 items; none is late."),
        (1, 3, "Ann owes 3 items; 1 late."),
        (3, 3, "Ann owes 3 items, all late."),
    ],
)
def test_how_much_somebody_owes_and_how_much_is_late(late, owed, words):
    assert owed_answer("Ann", late, owed).text == words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 0, 0), "nothing"),
        ((1, 0, 2), "1 recommendation and 2 readings"),
        ((0, 1, 0), "1 action"),
    ],
)
def test_what_is_open_names_only_what_there_is(counts, words):
    assert open_words(*counts).text == words


@pytest.mark.parametrize(
    ("late", "owed", "words"),
    [
        ({}, 0, "No open recommendation or action has a partner yet, so none owes anything."),
        ({}, 1, "Partners owe one item; it is not late."),
        ({}, 4, "Partners owe 4 items; none is late."),
        ({"Police": 1}, 4, "1 of the 4 items that partners owe is late: Police (1)."),
        (
            {"Police": 1, "Housing": 2},
            4,
            "3 of the 4 items that partners owe are late: Police (1) and Housing (2).",
        ),
    ],
)
def test_who_is_late_is_named_with_how_much(late, owed, words):
    assert late_answer(late, owed).text == words
