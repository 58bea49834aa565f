"""What the board is told of own measures: never an all-clear that was not measured."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.own.indicators import LocalKind
from dashboard.core.performance.signals import Signals
from dashboard.core.sentences import Tone
from dashboard.core.verdicts import Polarity
from dashboard.narrative.performance.signals import (
    own_sentences,
)
from tests.core.performance.test_series import STEADY
from tests.core.performance.test_signals import FALLEN, kpi, signal, target
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
