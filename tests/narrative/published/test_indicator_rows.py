"""A line of an indicator says the same wherever it stands."""

import pytest

from dashboard.core.sentences import Tone
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.indicator_rows import (
    against_column,
    indicator_row,
    others_words,
)
from dashboard.usecases.overview import read_overview
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def readings(shipped_holdings):
    return read_overview(shipped_holdings, "hertfordshire").readings


def row(reading, *, watched=False):
    c, is_newest = reading.comparison, reading.is_newest
    return indicator_row(c, reading.trend, TODAY, is_newest=is_newest, watched=watched)


def test_a_gap_stands_behind_its_verdict_and_does_not_say_it_twice(readings):
    for reading in readings:
        against = row(reading).against
        assert against.tone is not None
        assert not against.words.text.startswith(against.tone_word)


def test_what_is_only_to_be_watched_is_called_so_whatever_its_verdict(readings):
    assert {row(reading, watched=True).against.tone for reading in readings} == {Tone.WATCH}


def test_without_a_target_the_line_says_none_and_gives_no_verdict(readings):
    target = row(readings[0]).target

    assert (target.words.text, target.tone) == ("none", None)


def test_the_heading_says_on_which_side_the_worse_ones_are(readings):
    heading = against_column([reading.comparison for reading in readings])

    assert heading.text == "Worse ← similar areas → better"


def test_other_areas_are_counted_by_their_verdict(shipped_holdings):
    others = [
        reading.comparison
        for reading in read_overview(shipped_holdings, "west-mercia").readings
        if reading.comparison.indicator.id == "first-time-entrants"
    ]
    verdicts = [other.verdict for other in others]
    assert Verdict.NONE not in verdicts

    assert others_words(others[:1]).text == f"1 more area: 1 {verdicts[0]}"
    told = others_words(others)
    assert told.text.startswith(f"{len(others)} more areas: ")
    assert sum(int(fact) for fact in told.facts if fact.isdigit()) >= len(others)
    assert not others_words([])
