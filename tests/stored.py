"""What stands in a test's database now."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pandas as pd
from sqlalchemy import event

from dashboard.core.editions import Edition, Provenance
from dashboard.core.own.figures import LocalFigures
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.people import DASHBOARD, Signature
from dashboard.core.published.indicators import Figures, Indicator
from dashboard.definitions.records import Records
from dashboard.store.changes import Tokens
from dashboard.store.engine import Store
from dashboard.store.own_figures import indicators_held, own_figures_of


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """Every statement but those that begin and end a transaction."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            found.append(statement)

    event.listen(store.database.engine, "before_cursor_execute", note)
    yield found
    event.remove(store.database.engine, "before_cursor_execute", note)


def records_in(store: Store, service: str | None = None) -> Records:
    with store.reading() as held:
        return held.records(service)


def records_by(store: Store, day: dt.date, service: str | None = None) -> Records:
    with store.reading() as held:
        return held.records_as_at(day, service)


def editions_in(store: Store) -> Mapping[int, Edition]:
    with store.reading() as held:
        return held.editions()


def figures_in(store: Store, indicator: Indicator) -> Figures:
    with store.reading() as held:
        return held.figures(indicator)


def own_figures_in(
    store: Store, indicator: LocalIndicator, service: str, until: dt.datetime | None = None
) -> LocalFigures:
    """Return a service's own figures, small numbers and all."""
    with store.reading() as held:
        return own_figures_of(held, indicator, service, until)


def tokens_in(store: Store) -> Tokens:
    with store.reading() as held:
        return held.tokens()


def own_indicators_in(store: Store, service: str) -> frozenset[str]:
    with store.reading() as held:
        return indicators_held(held, service)


def add_edition(store: Store, key: str, about: Provenance, observations: pd.DataFrame) -> int:
    """Store a table's new edition as a shipped one and return its id."""
    by_itself = Signature(DASHBOARD, dt.datetime.now(tz=dt.UTC))
    with store.writing(by_itself) as work:
        return work.add_shipped_edition(key, about, observations)
