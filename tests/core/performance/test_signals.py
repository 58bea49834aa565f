"""What of a service's own measures deserves attention: every measure, with its worse side."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.own.indicators import LocalKind
from dashboard.core.own.targets import LocalTarget
from dashboard.core.performance.signals import Basis, NotJudged, Signal, Signals
from dashboard.core.verdicts import Polarity, Verdict
from tests.core.performance.test_series import STEADY, shown
from tests.local_factories import quarters, series_of, share

FALLEN = [66, 64, 67, 65, 66, 68, 64, 66, 65, 67, 66, 64, 65, 66, 42, 41]


def kpi(**changed):
    return share(kind=LocalKind.KPI, polarity=Polarity.HIGHER, **changed)


def signal(counts, of=None, indicator=None, **about):
    return Signal(shown(series_of(counts, of), indicator), **about)


def target(value):
    day = dt.date(2025, 1, 1)
    return LocalTarget("t", "anytown", "local-entrants", value, 0.0, day)


def test_a_key_performance_indicator_below_its_usual_range_is_adverse():
    found = signal(FALLEN, 100, kpi())

    assert (found.basis, found.verdict) == (Basis.LIMITS, Verdict.WORSE)
    assert found.is_adverse


def test_the_same_fall_is_better_where_lower_is_better_and_neither_without_a_better_side():
    lower = signal(FALLEN, 100, share(kind=LocalKind.KPI, polarity=Polarity.LOWER))
    neither = signal(FALLEN, 100, share(kind=LocalKind.KPI, polarity=Polarity.NONE))

    assert (lower.verdict, neither.verdict) == (Verdict.BETTER, Verdict.LOWER)


def test_with_too_short_a_history_a_fall_beyond_chance_within_a_year_is_adverse():
    found = signal([72, 70, 71, 72, 50], 100, kpi())

    assert (found.basis, found.verdict) == (Basis.A_YEAR_BEFORE, Verdict.WORSE)


def test_with_too_short_a_history_what_chance_explains_is_not_judged_and_no_calm():
    found = signal([22, 20, 21, 22, 18], 40, kpi())

    assert (found.basis, found.verdict) == (None, Verdict.NONE)
    assert found.not_judged is NotJudged.TOO_SHORT


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        ([3] * 12, NotJudged.WITHHELD),
        ([None] * 12, NotJudged.NO_FIGURE),
        ([20] * 12, NotJudged.HARDLY_MOVES),
        ([20] * 5, NotJudged.TOO_SHORT),
    ],
)
def test_what_cannot_be_judged_says_why(counts, why):
    assert signal(counts).not_judged is why


def test_a_measure_of_which_every_figure_waits_is_waiting_and_not_without_a_figure():
    waiting = {("", period.id, "") for period in quarters(4)}
    found = Signal(shown(series_of([None] * 4), waiting=waiting))

    assert found.not_judged is NotJudged.WAITING


def test_a_figure_older_than_the_newest_of_others_is_no_newest():
    assert signal([*STEADY, None]).has_no_newest
    assert not signal(STEADY).has_no_newest


def test_a_missed_target_is_told_though_the_figure_is_usual():
    found = signal(STEADY, target=target(15))

    assert found.verdict is Verdict.LEVEL
    assert found.misses_target
    assert not signal(STEADY, target=target(25)).misses_target
    assert not signal(STEADY).misses_target


counts = st.lists(st.integers(0, 60) | st.none(), min_size=1, max_size=20)


@given(st.lists(counts, max_size=5))
def test_every_measure_is_in_exactly_one_group(rows):
    signals = Signals(tuple(signal(each) for each in rows))
    groups = (signals.adverse, signals.neutral, signals.better, signals.usual, signals.not_judged)

    assert sorted(map(id, signals.every)) == sorted(id(each) for some in groups for each in some)
    assert signals.judged + len(signals.not_judged) == len(signals.every)
    assert set(map(id, signals.worst_first)) == set(map(id, signals.every))


def test_the_worst_come_first():
    usual, missed = signal(STEADY), signal(STEADY, target=target(15))
    adverse, short = signal([*STEADY, 60]), signal([20, 21])
    signals = Signals((short, usual, missed, adverse))

    assert signals.worst_first == (adverse, missed, usual, short)


def test_a_change_within_a_year_of_an_old_figure_says_nothing_of_today():
    assert signal([72, 70, 71, 72, 50, None], 100, kpi()).not_judged is NotJudged.TOO_SHORT
