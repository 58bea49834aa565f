"""What changed since the last pack, in short sentences whose numerals are facts."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.packs.facts import PackFact, differences
from dashboard.core.sentences import Tone
from dashboard.narrative.packs.changes import (
    difference_tone,
    difference_words,
    differences_summary,
)

BEFORE = PackFact("fte", "First-time entrants, Hertfordshire", "287 per 100,000", "2016/17")
NOW = replace(BEFORE, words="260 per 100,000", period="2017/18")
LATE = PackFact("late", "Recommendation 3", "late by 3 days.", standing=-3)


@pytest.mark.parametrize(
    ("before", "now", "sentence", "tone"),
    [
        (
            BEFORE,
            NOW,
            "First-time entrants, Hertfordshire: was 287 per 100,000 (2016/17), now 260 (2017/18).",
            Tone.NOTE,
        ),
        (
            BEFORE,
            replace(NOW, period="2016/17"),
            "First-time entrants, Hertfordshire: revised from 287 per 100,000 to 260 (2016/17).",
            Tone.NOTE,
        ),
        (
            LATE,
            replace(LATE, words="late by 9 days", standing=-9),
            "Recommendation 3: was late by 3 days, now late by 9 days.",
            Tone.WORSE,
        ),
        (
            None,
            LATE,
            "Recommendation 3: late by 3 days. This is new in the pack.",
            Tone.NOTE,
        ),
        (
            LATE,
            None,
            "Recommendation 3: no longer in the pack; the last one said late by 3 days.",
            Tone.NOTE,
        ),
        (
            BEFORE,
            replace(BEFORE, period="2017/18"),
            "First-time entrants, Hertfordshire: was 287 per 100,000 (2016/17), now 287 per "
            "100,000 (2017/18).",
            Tone.NOTE,
        ),
    ],
)
def test_a_difference_is_one_short_sentence(before, now, sentence, tone):
    (found,) = differences([before] if before else [], [now] if now else [])

    assert difference_words(found).text == sentence
    assert difference_tone(found) is tone


texts = st.text(st.sampled_from("ab 19{}<٣"), max_size=12)
told = st.builds(PackFact, st.just("x"), texts, texts, texts, standing=st.none() | st.integers(0))


@settings(max_examples=50)
@given(st.none() | told, told)
def test_every_numeral_is_a_fact(before, now):
    for found in differences([before] if before else [], [now]):
        words = difference_words(found)
        assert not re.search(r"\d", words.without_numbers)


def test_none_is_told_without_an_all_clear():
    assert differences_summary(()).text == (
        "Nothing of what this pack compares differs from the last one."
    )


def test_the_summary_counts_them():
    other = replace(LATE, id="other")
    found = differences([BEFORE, LATE], [NOW, other])

    assert differences_summary(found).text == (
        "Three things differ from the last pack: one new, one ended and one of a later period."
    )
    assert differences_summary(found[:1]).text == (
        "One thing differs from the last pack: one of a later period."
    )
