"""What the dashboard holds: its definitions, and the figures of one indicator at a time."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from dashboard.core.editions import Edition
from dashboard.core.indicators import Figures
from dashboard.definitions.catalogue import Catalogue
from dashboard.usecases.loading import open_store_with_shipped_figures


@dataclass(frozen=True)
class Holdings:
    """Definitions, and a way to the figures of an indicator, which is read when it is asked for.

    `editions` are the editions held, by the id that an observation names. `as_of` is the day the
    whole view is shown as at: nothing published later is used.
    """

    catalogue: Catalogue
    figures: Callable[[str], Figures]
    editions: Callable[[], Mapping[int, Edition]]
    as_of: dt.date


def open_holdings(as_of: dt.date) -> Holdings:
    """Return everything held, as at a day; an indicator's figures are read once, when asked for.

    Raises:
        SetupError: if the database cannot be opened.
    """
    catalogue, store = open_store_with_shipped_figures()

    @cache
    def figures(name: str) -> Figures:
        return store.figures_of(catalogue.indicator(name))

    return Holdings(catalogue, figures, store.editions, as_of)
