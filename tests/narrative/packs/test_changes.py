"""What changed since the last pack: how each matter stood and stands; numerals are facts."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.packs.facts import PackFact, differences
from dashboard.core.sentences import Tone
from dashboard.narrative.packs.changes import (
    difference_about,
    difference_now,
    difference_then,
    difference_tone,
    differences_summary,
    most_telling_first,
)

BEFORE = PackFact("fte", "First-time entrants, Hertfordshire", "287 per 100,000", "2016/17")
NOW = replace(BEFORE, words="260 per 100,000", period="2017/18")
LATE = PackFact("late", "Recommendation 3", "late by 3 days.", standing=-3)


@pytest.mark.parametrize(
    ("before", "now", "then_words", "now_words", "tone"),
    [
        (BEFORE, NOW, "287 per 100,000 (2016/17)", "260 per 100,000 (2017/18)", Tone.NOTE),
        (
            LATE,
            replace(LATE, words="late by 9 days", standing=-9),
            "Late by 3 days",
            "Late by 9 days",
            Tone.WORSE,
        ),
        (None, LATE, "Not in the last pack", "Late by 3 days", Tone.NOTE),
        (LATE, None, "Late by 3 days", "No longer in the pack", Tone.NOTE),
        (
            BEFORE,
            replace(BEFORE, words="19 in 2017/18", period="2017/18"),
            "287 per 100,000 (2016/17)",
            "19 in 2017/18",
            Tone.NOTE,
        ),
    ],
)
def test_a_difference_is_how_it_stood_and_how_it_stands(before, now, then_words, now_words, tone):
    (found,) = differences([before] if before else [], [now] if now else [])

    assert difference_about(found).text == (now or before).about
    assert difference_then(found).text == then_words
    assert difference_now(found).text == now_words
    assert difference_tone(found) is tone


def test_what_is_worse_comes_first_and_what_is_new_last():
    worse = replace(LATE, standing=-9)
    new = replace(LATE, id="other")

    found = most_telling_first(differences([BEFORE, LATE], [new, NOW, worse]))

    assert [each.now.id if each.now else "" for each in found] == ["late", "fte", "other"]


texts = st.text(st.sampled_from("ab 19{}<٣"), max_size=12)
told = st.builds(PackFact, st.just("x"), texts, texts, texts, standing=st.none() | st.integers(0))


@settings(max_examples=50)
@given(st.none() | told, told)
def test_every_numeral_is_a_fact(before, now):
    for found in differences([before] if before else [], [now]):
        for words in (difference_about(found), difference_then(found), difference_now(found)):
            assert not re.search(r"\d", words.without_numbers)


def test_none_is_told_without_an_all_clear():
    assert differences_summary(()).text == (
        "Nothing of what this pack compares differs from the last one."
    )


def test_the_summary_counts_them():
    other = replace(LATE, id="other")
    found = differences([BEFORE, LATE], [NOW, other])

    assert differences_summary(found).text == (
        "Three things differ from the last pack: one of a later period, one ended and one new."
    )
    assert differences_summary(found[:1]).text == (
        "One thing differs from the last pack: one of a later period."
    )
