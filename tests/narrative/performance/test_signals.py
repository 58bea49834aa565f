"""What the board is told of own measures: never an all-clear that was not measured."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.disclosure.protection import Mode
from dashboard.core.own.indicators import LocalKind
from dashboard.core.performance.signals import Signals
from dashboard.core.sentences import Tone
from dashboard.core.verdicts import Polarity
from dashboard.narrative.performance.signals import (
    audits_sentence,
    groups_sentence,
    own_sentences,
    waiting_sentence,
)
from tests.audit_factories import LAST, rehearsed
from tests.core.performance.test_series import STEADY
from tests.core.performance.test_signals import FALLEN, kpi, signal, target
from tests.disproportionality_factories import found
from tests.local_factories import plain_count, share


def told(*signals):
    return [sentence.text for sentence in own_sentences(Signals(signals))]


def test_a_fallen_key_performance_indicator_leads_with_its_figure():
    first, counted = own_sentences(Signals((signal(FALLEN, 100, kpi()), signal(STEADY))))

    assert first.text.endswith("fell to 41% from 64% a year before, worse than its usual range.")
    assert (first.tone, first.number) == (Tone.WORSE, "41%")
    assert counted.text == "2 of 2 own measures could be judged."


def test_an_all_clear_names_how_many_were_looked_at_and_how_many_not_judged():
    assert told(signal(STEADY), signal([20, 21]), signal([3] * 12)) == [
        "No own measure is worse than usual, of the 1 of 3 that can be judged. Not judged: 1 with "
        "too little history, 1 withheld."
    ]


def test_nothing_judged_is_no_all_clear():
    (only,) = own_sentences(Signals((signal([20, 21]), signal([20, 21]))))

    assert only.tone is Tone.UNCLEAR
    assert only.text == "None of the 2 own measures can be judged yet: 2 with too little history."


def test_only_a_whole_all_clear_is_level():
    (whole,) = own_sentences(Signals((signal(STEADY),)))
    *_, part = own_sentences(Signals((signal(STEADY, target=target(15)),)))

    assert (whole.tone, part.tone) == (Tone.LEVEL, Tone.NOTE)


def test_a_missed_target_says_both_figures():
    assert told(signal(STEADY, target=target(15)))[0] == (
        "One own target is missed: first-time entrants, 22 against 15 children."
    )


def test_no_measure_is_no_sentence():
    assert own_sentences(Signals(())) == ()


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


ADVERSE = [*STEADY, 60]
kinds = st.sampled_from(list(LocalKind)[:2])


@settings(max_examples=25)
@given(st.permutations([ADVERSE, STEADY, [20, 21], [3] * 12, [None] * 12]), kinds)
def test_where_a_measure_is_adverse_and_unusual_no_sentence_is_an_all_clear(rows, kind):
    measures = [signal(each, None, plain_count(kind=kind)) for each in rows]
    sentences = own_sentences(Signals(tuple(measures)))

    assert sentences[0].tone is Tone.WORSE
    assert "60" in sentences[0].text
    assert not [one for one in sentences if "No own measure" in one.text or one.tone is Tone.LEVEL]


@given(st.sampled_from([Polarity.HIGHER, Polarity.LOWER]), kinds)
def test_the_worse_side_is_the_measures_own(polarity, kind):
    fallen = signal(FALLEN, 100, share(kind=kind, polarity=polarity))
    first = own_sentences(Signals((fallen,)))[0]

    assert (first.tone is Tone.WORSE) is (polarity is Polarity.HIGHER)


# Groups of children and case audits

OFTEN = {"asian": (2, 3, 2, 3), "black": (9, 9, 9, 9), "white": (15, 15, 15, 16)}
GOOD, POOR = {LAST: (14, 20)}, {LAST: (4, 20)}


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
    sentence = audits_sentence([rehearsed([GOOD], code="2.1"), rehearsed([POOR], code="2.2")])

    assert sentence is not None
    assert (sentence.tone, sentence.number) == (Tone.WORSE, "1")
    assert sentence.text == "By own case audits 2.2 Standard 2.2 would be Inadequate."


def test_audits_at_good_say_how_many_were_judged_and_hidden_ones_that_they_are():
    good = audits_sentence([rehearsed([GOOD])])
    hidden = audits_sentence([rehearsed([{LAST: (2, 20)}], mode=Mode.PUBLIC)])

    assert good is not None
    assert good.text == "By own case audits none would be below Good: 1 of 1 standard judged."
    assert hidden is not None
    assert hidden.text == "Own case audits are hidden by small numbers: none of 1 standard shown."
    assert hidden.tone is Tone.UNCLEAR


def test_what_was_not_audited_is_no_sentence():
    assert audits_sentence([rehearsed([{}])]) is None
