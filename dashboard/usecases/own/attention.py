"""What of a service's own figures deserves the board's attention; every surface reads this."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.core.disclosure.protection import Mode
from dashboard.core.own.figures import WHOLE_SERVICE
from dashboard.core.own.groups import ALL_CHILDREN
from dashboard.core.performance.case_audits import AuditsRead
from dashboard.core.performance.disproportionality import Disproportionality, can_be_compared
from dashboard.core.performance.signals import (
    OLD_AFTER_DAYS,
    Signal,
    Signals,
    most_telling,
)
from dashboard.core.sentences import Sentence
from dashboard.narrative.performance.groups_and_audits import (
    audits_sentence,
    groups_sentence,
    waiting_sentence,
)
from dashboard.narrative.performance.signals import own_sentences, teams_sentence
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.own.area_teams import area_teams
from dashboard.usecases.own.case_audits import NoAudits, read_case_audits
from dashboard.usecases.own.disproportionality import read_every_disproportionality
from dashboard.usecases.own.performance import indicators_held, own_figures, read_all_local
from dashboard.usecases.own.waiting import waiting_by_indicator


@dataclass(frozen=True)
class Measures:
    """The signals of one place's measures, and those of the area teams by local indicator.

    `teams` is empty where one of them is the place.
    """

    signals: Signals
    teams: Mapping[str, tuple[tuple[str, Signal], ...]]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What is told of them: what is worse, missed targets, single teams, what was looked at."""
        *first, last = own_sentences(self.signals) or (None,)
        told = (*first, teams_sentence(self.teams, self.signals), last)
        return tuple(each for each in told if each is not None)


@dataclass(frozen=True)
class OwnAttention:
    """Every own measure of the whole service, its groups of children and its case audits.

    `groups` are one for each measure and dimension with a count by group; `not_compared` measures
    are counted by group without rates. `waiting` is how many figures were held back until somebody
    decides about them, by local indicator.
    """

    measures: Measures
    groups: tuple[Disproportionality, ...]
    not_compared: int
    audits: AuditsRead
    waiting: Mapping[str, int]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What the board is told: measures first, then groups, audits and what waits."""
        others = (
            groups_sentence(self.groups, self.not_compared),
            audits_sentence(self.audits),
            waiting_sentence(sum(self.waiting.values())),
        )
        return (*self.measures.sentences, *(each for each in others if each is not None))


def read_own_attention(holdings: Holdings, service: str, mode: Mode) -> OwnAttention:
    """Return what of a service's own figures deserves attention, small numbers protected.

    Raises:
        UnknownNameError: for a service nobody defined.
        NotAllowedError: if its room is not open.
    """
    holdings.require_room(service)
    key = (service, mode)
    return holdings.of_figures(
        "own attention", key, lambda held: _own_attention(held, service, mode)
    )


def read_measures(holdings: Holdings, service: str, mode: Mode, place: str) -> Measures:
    """Return the signals of a place's measures, as what deserves attention has them.

    Raises:
        NotAllowedError: if its room is not open.
    """
    holdings.require_room(service)
    if place == WHOLE_SERVICE:
        return read_own_attention(holdings, service, mode).measures
    return Measures(read_signals(holdings, service, mode, place), {})


def _own_attention(holdings: Holdings, service: str, mode: Mode) -> OwnAttention:
    return OwnAttention(
        measures=Measures(
            read_signals(holdings, service, mode), read_team_signals(holdings, service, mode)
        ),
        groups=read_every_disproportionality(holdings, service, mode),
        not_compared=_measures_by_group(holdings, service, mode),
        audits=_audits(holdings, service, mode),
        waiting=waiting_by_indicator(holdings, service),
    )


def read_signals(
    holdings: Holdings, service: str, mode: Mode, place: str = WHOLE_SERVICE
) -> Signals:
    """Return the signal of every measure and key performance indicator, in one place.

    Raises:
        NotAllowedError: if its room is not open.
    """
    holdings.require_room(service)
    key = (service, mode, place)
    return holdings.of_figures("own signals", key, lambda held: _signals(held, *key))


def _signals(holdings: Holdings, service: str, mode: Mode, place: str) -> Signals:
    by_indicator: dict[str, list[Signal]] = {}
    for each in read_all_local(holdings, service, mode, place):
        signal = Signal(each.series, each.target, holdings.as_of)
        by_indicator.setdefault(each.indicator.id, []).append(signal)
    return Signals(tuple(most_telling(signals) for signals in by_indicator.values()))


def read_team_signals(
    holdings: Holdings, service: str, mode: Mode
) -> Mapping[str, tuple[tuple[str, Signal], ...]]:
    """Return the signals of the area teams in use, by indicator: each team's name and signal.

    An indicator of which no team has a figure has none.

    Raises:
        NotAllowedError: if its room is not open.
    """
    holdings.require_room(service)
    found: dict[str, list[tuple[str, Signal]]] = {}
    for team in area_teams(holdings, service).values():
        if team.active:
            for signal in read_signals(holdings, service, mode, team.id).every:
                found.setdefault(signal.indicator.id, []).append((team.name, signal))
    return {
        name: tuple(signals)
        for name, signals in found.items()
        if any(signal.series.is_recorded for _, signal in signals)
    }


def _measures_by_group(holdings: Holdings, service: str, mode: Mode) -> int:
    """Return how many measures are counted by group of children without rates to compare."""
    return sum(
        bool(set(own_figures(holdings, service, name, mode).figures.groups) - {ALL_CHILDREN})
        for name, indicator in indicators_held(holdings, service).items()
        if not can_be_compared(indicator)
    )


def _audits(holdings: Holdings, service: str, mode: Mode) -> AuditsRead:
    read = read_case_audits(holdings, service, mode)
    if isinstance(read, NoAudits):
        return AuditsRead(only="by month") if read.monthly else AuditsRead()
    if read.only_of_teams:
        return AuditsRead(only="by area team")
    newest = read.pooled[-1]
    is_old = (holdings.as_of - newest.end).days > OLD_AFTER_DAYS
    return AuditsRead(read.ratings, newest, is_old)
