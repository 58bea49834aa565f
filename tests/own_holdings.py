"""Everything shipped, with a service's own figures of the test's own in place of a database's."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dashboard.core.own.figures import AreaTeam
from dashboard.definitions.records import Records
from dashboard.usecases.holdings import Holdings
from tests.local_factories import own
from tests.memory_store import MemoryStore

Rows = Iterable[dict[str, Any]]
QUARTERS = ("2025-26 Q1", "2025-26 Q2", "2025-26 Q3", "2025-26 Q4")


def with_own_figures(
    held: Holdings,
    rows_of: Mapping[str, Rows],
    service: str = "hertfordshire",
    teams: Iterable[AreaTeam] = (),
) -> Holdings:
    """Return holdings in which a service has these figures, by local indicator, and area teams."""
    assert isinstance(held.store, MemoryStore)
    figures = {
        (service, name): replace(own(held.catalogue.local_indicator(name), rows), service=service)
        for name, rows in rows_of.items()
    }
    records = Records({"area team": {team.id: team for team in teams}})
    return replace(held, store=replace(held.store, own=figures).with_records(records))
