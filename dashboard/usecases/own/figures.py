"""A service's own figures as they may be shown: always protected, never as they are stored."""

from collections.abc import Mapping

from dashboard.core.disclosure.protection import Mode, ProtectedFigures
from dashboard.core.own.figures import AreaTeam
from dashboard.usecases.holdings import Holdings


def own_figures(holdings: Holdings, service: str, indicator: str, mode: Mode) -> ProtectedFigures:
    """Return what a service counted itself of a local indicator, with small numbers protected.

    Raises:
        UnknownNameError: for a local indicator that nobody defined.
    """
    catalogue = holdings.catalogue
    return holdings.store.protected_figures(
        catalogue.local_indicator(indicator), service, holdings.as_of, mode, catalogue.disclosure
    )


def area_teams(holdings: Holdings, service: str) -> Mapping[str, AreaTeam]:
    """Return the area teams of a service by id, in the order of their names."""
    teams = holdings.records.of(AreaTeam).values()
    mine = sorted((team for team in teams if team.service == service), key=lambda t: t.name)
    return {team.id: team for team in mine}
