"""The template of a service's own figures: its teams, and rows ready for what it sends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.disclosure.protection import Mode
from dashboard.core.own.figures import AreaTeam
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.own.next_rows import RowToFill, next_rows
from dashboard.core.performance.series import Key
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.own.area_teams import area_teams
from dashboard.usecases.own.performance import own_figures
from dashboard.usecases.own.waiting import keys_waiting, waiting_by_indicator


@dataclass(frozen=True)
class OwnTemplate:
    """What the template of a service offers.

    `indicators` begin with those it uses, `teams` are those at work by name, and `rows` are ready
    for the figures that come next.
    """

    service: Service
    indicators: Mapping[str, LocalIndicator]
    teams: tuple[AreaTeam, ...]
    rows: tuple[RowToFill, ...]


def own_template(holdings: Holdings, service_id: str) -> OwnTemplate:
    """Return what the template of a service offers on the day; without earlier figures, no rows.

    Raises:
        UnknownNameError: if there is no such service.
        NotAllowedError: if its room is not open.
    """
    service = holdings.catalogue.service(service_id)
    holdings.require_room(service.id)
    teams = tuple(each for each in area_teams(holdings, service.id).values() if each.active)
    every = holdings.catalogue.local_indicators
    used = {*holdings.local_held(service.id), *waiting_by_indicator(holdings, service.id)}
    mine = [name for name in every if name in used]
    rows = [
        row
        for name in mine
        for row in next_rows(
            name,
            frozenset(_sent(holdings, service.id, name)),
            [team.id for team in teams],
            holdings.as_of,
        )
    ]
    return OwnTemplate(service, {n: every[n] for n in mine} | dict(every), teams, tuple(rows))


def _sent(holdings: Holdings, service: str, indicator: str) -> Iterator[Key]:
    """Yield place, period and group of each figure sent, those that wait included."""
    table = own_figures(holdings, service, indicator, Mode.PUBLIC).figures.table
    yield from zip(table["place"], table["period"], table["group"], strict=True)
    yield from keys_waiting(holdings, service, indicator)
