"""What is said of own figures: the change, what is unusual, how many teams; nothing withheld."""

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.disclosure.protection import Mode
from dashboard.core.own.indicators import LocalKind
from dashboard.core.own.targets import LocalTarget
from dashboard.core.periods import PeriodKind
from dashboard.core.published.indicators import (
    Unit,
)
from dashboard.core.sentences import Tone
from dashboard.core.verdicts import Lens, Polarity
from dashboard.narrative.performance.lenses import (
    against_similar_areas,
    against_target,
    own_past,
)
from dashboard.narrative.performance.series import (
    chance_words,
    change_sentence,
    figure_words,
    newest_absent,
    newest_words,
    no_figure_words,
    unusual_words,
)
from tests.core.performance.test_series import STEADY, shown
from tests.factories import compared
from tests.local_factories import figure, plain_count, series_of, share


def told(series):
    """Return all that is said of the newest figure, of its change and of what is unusual."""
    return f"{newest_words(series)}. {change_sentence(series)} {unusual_words(series)}."


def test_what_changed_and_what_is_unusual_are_said():
    assert told(shown(series_of([*STEADY, 40]))) == (
        "40 children in 2025-26 Q2 (July to September 2025). Up 19 from 21 children in 2024-25 Q2, "
        "by more than chance explains. above the upper limit in 2025-26 Q2."
    )


def test_fewer_than_twelve_say_how_many_there_are_and_give_no_verdict():
    series = shown(series_of([20, 21, 22, 23, 30]))

    assert told(series) == (
        "30 children in 2025-26 Q2 (July to September 2025). Up 10 from 20 children in 2024-25 Q2, "
        "which chance could explain. too little history to say what is unusual (5 of 12 figures)."
    )
    assert own_past(series).tag is None


def test_a_change_that_chance_does_not_explain_has_the_same_verdict_as_its_signal():
    lens = own_past(shown(series_of([20, 21, 22, 23, 60])))

    assert lens.tag == (Tone.WORSE, "Worse")
    assert "Too little history for a usual range: 5 of 12 figures." in lens.basis.text


def test_a_run_is_told_with_its_beginning():
    series = shown(series_of([*([30, 24] * 7), *([24, 25] * 3), 24]))

    assert unusual_words(series).text == "8 in a row below the average since 2023-24 Q3"


def test_too_few_children_are_no_direction():
    words = change_sentence(shown(series_of([20, 21, 22, 23, 24]))).text

    assert words == "A year before: 20 children in 2024-25 Q2, little change."


def test_a_provisional_figure_is_called_so_and_one_child_is_a_child():
    series = shown([figure(1, state="provisional")], mode=Mode.BOARD)

    assert told(series).startswith("1 child in 2025-26 Q1 (April to June 2025")
    assert ", provisional." in told(series)


def test_a_share_shows_what_it_is_of_and_that_this_is_few():
    series = shown([figure(12, 20)], share())

    assert "60% (12 of 20; small numbers)" in told(series)


def test_a_number_that_is_no_part_of_what_it_is_set_against_is_not_called_so():
    per_child = share(unit=Unit("per child", "offences per child", 1, per=1))
    series = shown([figure(45, 14, value=3.2)], per_child)

    assert "3.2 per child (45 among 14; small numbers)" in told(series)


def test_the_board_sees_the_numbers_where_no_percentage_is_given():
    (point,) = shown([figure(3, 8)], share(), Mode.BOARD).points

    assert figure_words(share(), point).text == "3 of 8 (no percentage of fewer than 10)"


def test_what_is_withheld_is_told_as_withheld_and_no_number_of_it_appears():
    series = shown(series_of([*STEADY, 3]))

    assert newest_absent(series).text == "There is no figure for 2025-26 Q2 (withheld)."


def test_nothing_to_show_says_why():
    series = shown(series_of([3, 2]))

    assert no_figure_words(series).text == "No figure can be shown (withheld)."
    assert newest_words(series).text == "no figure (withheld)"


@given(st.lists(st.integers(0, 4), min_size=5, max_size=20))
def test_no_small_number_is_ever_told_in_public(counts):
    series = shown(series_of(counts))
    lens = own_past(series)
    words = f"{told(series)} {lens.words} {lens.basis} {newest_absent(series)}"

    assert not re.search(r"\b[1-4] child", words)


# Lenses


def target(value, tolerance=0.0, **changed):
    usual: dict[str, Any] = {"id": "t", "service": "anytown", "indicator": "local-entrants"}
    usual |= {"set_on": dt.date(2026, 1, 15), "value": value, "tolerance": tolerance}
    return LocalTarget(**(usual | changed))


@pytest.mark.parametrize(
    ("aim", "word"), [(25, "Met"), (19, "Just missed"), (10, "Clearly missed")]
)
def test_a_target_is_met_just_missed_or_clearly_missed(aim, word):
    lens = against_target(shown(series_of([20])), target(aim, 2))

    assert lens.tag is not None
    assert lens.tag[1] == word
    assert f"20 against a target of {aim} children" in lens.words.text
    assert "tolerance 2 children" in lens.basis.text


@pytest.mark.parametrize(
    ("aim", "words"),
    [(60, "meets the target every time"), (20, "now and then"), (2, "cannot meet the target")],
)
def test_a_target_says_whether_the_figure_meets_it_as_it_usually_moves(aim, words):
    assert words in against_target(shown(series_of(STEADY)), target(aim)).basis.text


def test_without_limits_nothing_is_said_of_how_often_a_target_is_met():
    assert "sually" not in against_target(shown(series_of([20])), target(20)).basis.text


def test_limits_from_a_baseline_name_its_periods_in_the_verdict_on_the_own_past():
    rows = series_of([*STEADY, 24, 25])

    assert "comes from" not in own_past(shown(rows)).basis.text
    basis = own_past(shown(rows, from_baseline=True)).basis.text
    assert "(from 12 figures). The usual range comes from 2022-23 Q1 to 2024-25 Q4 only." in basis


def test_without_a_target_there_is_no_word_and_so_no_colour():
    lens = against_target(shown(series_of([20])), None)

    assert (lens.tag, lens.words.text) == (None, "No target is set.")


def test_a_target_of_a_quarter_is_not_held_against_a_months_number():
    series = shown([figure(9, period="2025-06")], kind=PeriodKind.MONTH)

    assert against_target(series, target(30)).tag is None
    assert "for a quarter" in against_target(series, target(30)).words.text


def test_a_group_of_children_has_no_target():
    series = shown([figure(9, group="sex-girls")], group="sex-girls")

    assert against_target(series, target(30)).tag is None


def test_key_performance_indicators_carry_neither_target_nor_comparison():
    kpi = plain_count(kind=LocalKind.KPI, published_as="first-time-entrants")
    series = shown(series_of([*STEADY, 40]), kpi)
    published = compared({"A": 200, **dict.fromkeys("BCDEF", 100)})

    assert against_target(series, target(1)).tag is None
    assert against_similar_areas(kpi, published, "").tag is None
    assert "experimental" in against_similar_areas(kpi, published, "").words.text


def test_similar_areas_are_those_of_the_published_figure_with_its_period_and_group():
    local = plain_count(published_as="first-time-entrants")
    published = compared({"A": 200, **dict.fromkeys("BCDEF", 100)})
    lens = against_similar_areas(local, published, "")

    assert lens.lens is Lens.SIMILAR_AREAS
    assert lens.tag is not None
    assert "The published figure, year ending December 2017: 200 per 100,000" in lens.words.text
    assert "compared by: A list" in lens.basis.text
    assert "not compared" in lens.basis.text


def test_where_nothing_is_published_the_reason_is_told():
    assert "nobody publishes" in against_similar_areas(plain_count(), None, "").words.text
    local = plain_count(published_as="first-time-entrants")
    assert against_similar_areas(local, None, "It is late.").words.text == "It is late."


def test_an_unjudged_measure_has_no_target():
    series = shown(series_of([20]), plain_count(polarity=Polarity.NONE))

    assert "neither higher nor lower" in against_target(series, target(1)).words.text


def test_a_bound_that_only_just_leaves_no_change_out_is_not_printed_as_none():
    change = shown(series_of([15, 30, 30, 30, 29])).change

    assert change is not None
    assert change.beyond_chance is True
    assert ": +0.3 to +28." in chance_words(change).text
