"""What is hidden or waits is said, and is never read as calm."""

import pytest

from dashboard.core.disclosure.protection import Mode
from dashboard.core.performance.case_audits import AuditsRead
from dashboard.core.sentences import Tone
from dashboard.core.verdicts import Polarity
from dashboard.narrative.performance.groups_and_audits import (
    audits_sentence,
    groups_sentence,
    waiting_sentence,
)
from tests.audit_factories import LAST, QUARTERS, rehearsed
from tests.disproportionality_factories import found
from tests.local_factories import plain_count

OFTEN = {"asian": (2, 3, 2, 3), "black": (9, 9, 9, 9), "white": (15, 15, 15, 16)}
GOOD, POOR = {LAST: (14, 20)}, {LAST: (4, 20)}


def audits_of(ratings, **read):
    return audits_sentence(AuditsRead(tuple(ratings), **read))


def groups(**changed):
    sentence = groups_sentence([found(**changed)])
    assert sentence is not None
    return sentence


def test_a_group_that_is_clearly_counted_more_often_is_told_with_its_ratio():
    sentence = groups(counts=OFTEN)

    assert sentence.tone is Tone.WORSE
    assert sentence.text.startswith("Black children are counted 5.")
    assert sentence.text.endswith(" times as often as White children: first-time entrants.")
    assert sentence.number in sentence.text


def test_where_more_is_better_to_be_counted_more_often_is_not_adverse():
    helped = plain_count(polarity=Polarity.HIGHER)

    assert groups(counts=OFTEN, indicator=helped).tone is not Tone.WORSE


def test_no_clear_difference_names_how_many_comparisons_were_made():
    alike = {"asian": (2, 2, 2, 2), "black": (2, 2, 1, 2), "white": (15, 15, 15, 16)}

    assert (
        groups(counts=alike).text == "No group of children clearly fares worse, in 2 comparisons."
    )


def test_what_is_hidden_as_small_is_said_and_is_no_calm():
    hidden = groups(mode=Mode.PUBLIC)

    assert hidden.tone is Tone.UNCLEAR
    assert "hidden by small numbers" in hidden.text
    assert groups_sentence([]) is None


def test_audits_below_good_are_named_the_lowest_first():
    sentence = audits_of([rehearsed([GOOD], code="2.1"), rehearsed([POOR], code="2.2")])

    assert sentence is not None
    assert (sentence.tone, sentence.number) == (Tone.WORSE, "1")
    assert sentence.text == "By own case audits 2.2 Standard 2.2 would be Inadequate."


def test_audits_at_good_say_how_many_were_judged_and_hidden_ones_that_they_are():
    good = audits_of([rehearsed([GOOD])])
    hidden = audits_of([rehearsed([{LAST: (2, 20)}], mode=Mode.PUBLIC)])

    assert good is not None
    assert good.text == "By own case audits 1 of 1 standard would be at least Good (no quarter)."
    assert hidden is not None
    assert hidden.text == "Own case audits are hidden by small numbers: none of 1 standard shown."
    assert hidden.tone is Tone.UNCLEAR


def test_what_was_not_audited_is_no_sentence():
    assert audits_of([rehearsed([{}])]) is None


@pytest.mark.parametrize(
    ("waiting", "words"),
    [
        (1, "1 own figure needs checking; until then it is not counted."),
        (18, "18 own figures need checking; until then they are not counted."),
    ],
)
def test_figures_that_wait_for_a_decision_are_said(waiting, words):
    sentence = waiting_sentence(waiting)

    assert sentence is not None
    assert sentence.text == words
    assert sentence.tone is Tone.MISSING


def test_one_hidden_standard_is_said_beside_those_that_are_good():
    told = audits_of([rehearsed([GOOD]), rehearsed([{LAST: (2, 20)}], mode=Mode.PUBLIC)])

    assert told is not None
    assert told.tone is Tone.UNCLEAR
    assert "1 of 2 standards would be at least Good" in told.text
    assert told.text.endswith("1 hidden or not judged.")


@pytest.mark.parametrize("only", ["by month", "by area team"])
def test_audits_that_are_not_read_are_not_passed_over(only):
    told = audits_of([], only=only)

    assert told is not None
    assert told.text == f"Own case audits {only} are not judged here."


def test_old_audits_are_no_calm():
    told = audits_of([rehearsed([GOOD])], newest=QUARTERS[-1], is_old=True)

    assert told is not None
    assert told.tone is Tone.UNCLEAR
    assert "which is old" in told.text


def test_measures_by_group_that_nobody_compares_are_said_to_be_left_out():
    alike = {"asian": (2, 2, 2, 2), "black": (2, 2, 1, 2), "white": (15, 15, 15, 16)}
    only, beside = groups_sentence([], 3), groups_sentence([found(counts=alike)], 1)

    assert only is not None
    assert only.text == "No group of children can be compared here: 3 measures by group not judged."
    assert beside is not None
    assert beside.tone is Tone.UNCLEAR
