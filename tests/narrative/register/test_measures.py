"""What a success measure started from, in words."""

import pytest

from dashboard.core.rules import ImpossibleValueError
from dashboard.narrative.register.measures import baseline_words
from tests.register_factories import measure


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"baseline": None}, ""),
        ({}, "69%"),
        ({"baseline_words": "inspection of 2018"}, "69% (inspection of 2018)"),
        (
            {"baseline": 67, "baseline_as_printed": "two-thirds"},
            "about 67% (the report says “two-thirds”)",
        ),
        (
            {"baseline": 67, "baseline_as_printed": "two-thirds", "baseline_words": "court plans"},
            "about 67% (the report says “two-thirds”; court plans)",
        ),
    ],
)
def test_a_baseline_says_what_it_is_of_and_whether_it_was_printed_in_words(changed, words):
    assert baseline_words(measure(**changed)).text == words


def test_words_for_a_baseline_without_a_number_are_refused():
    with pytest.raises(ImpossibleValueError, match="baseline"):
        measure(baseline=None, baseline_as_printed="two-thirds")
