"""What the board is told of own measures: never an all-clear that was not measured."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.own.indicators import LocalKind
from dashboard.core.performance.signals import Signal, Signals
from dashboard.core.periods import PeriodKind
from dashboard.core.sentences import Tone
from dashboard.core.verdicts import Polarity
from dashboard.narrative.performance.signals import own_sentences, teams_sentence, teams_words
from tests.core.performance.test_series import STEADY, shown
from tests.core.performance.test_signals import FALLEN, kpi, signal, target
from tests.local_factories import figure, plain_count, series_of, share


def told(*signals):
    return [sentence.text for sentence in own_sentences(Signals(signals))]


def test_a_fallen_key_performance_indicator_leads_with_its_figure():
    first, counted = own_sentences(Signals((signal(FALLEN, 100, kpi()), signal(STEADY))))

    assert first.text.endswith("fell to 41% from 64% a year before, worse than its usual range.")
    assert (first.tone, first.number) == (Tone.WORSE, "41%")
    assert counted.text == "2 of 2 own measures could be judged."


def test_an_all_clear_names_how_many_were_looked_at_and_how_many_not_judged():
    assert told(signal(STEADY), signal([20, 21]), signal([3] * 12)) == [
        "Of 3 own measures 1 can be judged: none is worse than usual (2025-26 Q2). Not judged: 1 "
        "with too little history, 1 hidden by small numbers."
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


@settings(max_examples=15)
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


def test_area_teams_are_counted_and_the_unusual_named():
    north, south = Signal(shown(series_of([*STEADY, 40]))), Signal(shown(series_of(STEADY)))

    assert teams_words([("North", north), ("South", south)]).text == (
        "Unusual in 1 of 2 area teams: North, above the upper limit in 2025-26 Q2."
    )
    assert teams_words([("South", south)]).text == "Nothing unusual in 1 of 1 area team."
    west = Signal(shown(series_of([20])))
    assert teams_words([("South", south), ("West", west)]).text == (
        "Nothing unusual in 1 of 2 area teams; the rest cannot be judged."
    )
    assert teams_words([("West", west)]).text == (
        "Too little history or variation to judge 1 area team."
    )


def test_area_teams_that_sent_nothing_by_these_periods_are_not_spoken_of():
    months = [figure(9, period="2025-06")]
    north = shown([*months, *series_of([9], place="north")], kind=PeriodKind.MONTH, place="north")

    assert not teams_words([("North", Signal(north))])


def test_a_team_of_short_history_is_judged_as_the_marks_of_the_list_judge_it():
    fallen = signal([72, 70, 71, 72, 50], 100, kpi())

    assert teams_words([("North", fallen)]).text == (
        "Unusual in 1 of 1 area team: North, down 22 percentage points from 72% in 2024-25 Q2."
    )


LACKS = {
    "hidden": ([*STEADY, 3], "hidden by small numbers"),
    "not sent": ([*STEADY, None], "without the newest figure"),
}


@pytest.mark.parametrize("lack", LACKS)
def test_what_came_since_a_calm_figure_and_is_not_shown_is_no_calm(lack):
    counts, why = LACKS[lack]
    (only,) = own_sentences(Signals((signal(counts),)))

    assert only.tone is Tone.UNCLEAR
    assert only.text == f"The one own measure cannot be judged yet: 1 {why}."


def test_old_figures_are_no_calm_and_what_was_worse_stays_worse():
    day = dt.date(2028, 1, 1)
    (calm,) = own_sentences(Signals((signal(STEADY, as_of=day),)))
    worse = own_sentences(Signals((signal(ADVERSE, as_of=day),)))[0]

    assert "1 with old figures only" in calm.text
    assert (calm.tone, worse.tone) == (Tone.UNCLEAR, Tone.WORSE)


def test_one_team_that_is_worse_is_told_though_the_whole_service_is_calm():
    teams = {"kpi": [("North", signal(FALLEN, 100, kpi())), ("South", signal(STEADY))]}
    told_of = teams_sentence(teams, Signals((signal(STEADY),)))

    assert told_of is not None
    assert told_of.text.startswith("In area team North, first-time entrants fell to 41% from 64%")
    assert told_of.tone is Tone.WATCH
    assert teams_sentence({"kpi": [("South", signal(STEADY))]}, Signals(())) is None


def test_a_team_is_not_told_again_where_the_whole_service_is_worse():
    fallen = signal(FALLEN, 100, kpi())

    assert teams_sentence({fallen.indicator.id: [("North", fallen)]}, Signals((fallen,))) is None
