"""What of a service's own figures deserves the board's attention; every surface reads this."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.core.disclosure.protection import Mode
from dashboard.core.own.figures import WHOLE_SERVICE
from dashboard.core.performance.case_audits import RehearsalRating
from dashboard.core.performance.disproportionality import Disproportionality
from dashboard.core.performance.signals import Signal, Signals
from dashboard.core.sentences import Sentence
from dashboard.narrative.performance.groups_and_audits import (
    audits_sentence,
    groups_sentence,
    waiting_sentence,
)
from dashboard.narrative.performance.signals import own_sentences
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.own.area_teams import area_teams
from dashboard.usecases.own.case_audits import NoAudits, read_case_audits
from dashboard.usecases.own.disproportionality import read_every_disproportionality
from dashboard.usecases.own.performance import read_all_local
from dashboard.usecases.own.waiting import waiting_by_indicator


@dataclass(frozen=True)
class OwnAttention:
    """Every own measure of the whole service, its groups of children and its case audits.

    `groups` are one for each measure and dimension with a count by group; `waiting` is how many
    figures were held back until somebody decides about them, by local indicator.
    """

    signals: Signals
    groups: tuple[Disproportionality, ...]
    audits: tuple[RehearsalRating, ...]
    waiting: Mapping[str, int]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What the board is told: measures first, then groups, audits and what waits."""
        others = (
            groups_sentence(self.groups),
            audits_sentence(self.audits),
            waiting_sentence(sum(self.waiting.values())),
        )
        return (*own_sentences(self.signals), *(each for each in others if each is not None))


def read_own_attention(holdings: Holdings, service: str, mode: Mode) -> OwnAttention:
    """Return what of a service's own figures deserves attention, small numbers protected.

    Raises:
        UnknownNameError: for a service nobody defined.
    """
    audits = read_case_audits(holdings, service, mode)
    return OwnAttention(
        signals=read_signals(holdings, service, mode),
        groups=read_every_disproportionality(holdings, service, mode),
        audits=() if isinstance(audits, NoAudits) else audits.ratings,
        waiting=waiting_by_indicator(holdings, service),
    )


def read_signals(
    holdings: Holdings, service: str, mode: Mode, place: str = WHOLE_SERVICE
) -> Signals:
    """Return the signal of every measure and key performance indicator, in one place."""
    standings = read_all_local(holdings, service, mode, place)
    return Signals(tuple(Signal(each.series, each.target) for each in standings))


def read_team_signals(
    holdings: Holdings, service: str, mode: Mode
) -> Mapping[str, tuple[tuple[str, Signal], ...]]:
    """Return the signals of the area teams in use, by indicator: each team's name and signal.

    An indicator of which no team has a figure has none.
    """
    teams = [team for team in area_teams(holdings, service).values() if team.active]
    found: dict[str, list[tuple[str, Signal]]] = {}
    for team in teams:
        for each in read_all_local(holdings, service, mode, team.id):
            found.setdefault(each.indicator.id, []).append((team.name, Signal(each.series)))
    return {
        name: tuple(signals)
        for name, signals in found.items()
        if any(signal.series.is_recorded for _, signal in signals)
    }
