"""Everything shipped, with a service's own figures of the test's own in place of a database's."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dashboard.core.own.figures import AreaTeam, LocalFigures
from dashboard.definitions.records import Records
from dashboard.usecases.holdings import Holdings
from tests.local_factories import own

Rows = Iterable[dict[str, Any]]
QUARTERS = ("2025-26 Q1", "2025-26 Q2", "2025-26 Q3", "2025-26 Q4")


def with_own_figures(
    held: Holdings,
    rows_of: Mapping[str, Rows],
    service: str = "hertfordshire",
    teams: Iterable[AreaTeam] = (),
) -> Holdings:
    """Return holdings in which a service has these figures, by local indicator, and area teams."""
    catalogue = held.catalogue
    figures = {
        name: replace(own(catalogue.local_indicator(name), rows), service=service)
        for name, rows in rows_of.items()
    }

    def unprotected(_day: object, of: str, name: str) -> LocalFigures:
        if of == service and name in figures:
            return figures[name]
        return replace(own(catalogue.local_indicator(name), []), service=of)

    return replace(
        held,
        unprotected_as_at=unprotected,
        local_held_as_at=lambda _day, of: frozenset(figures) if of == service else frozenset(),
        records_as_at=lambda _day: Records({"area team": {team.id: team for team in teams}}),
    )
