"""What the dashboard holds: its definitions, and the figures of one indicator at a time."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.core.indicators import Figures
from dashboard.definitions.catalogue import Catalogue


@dataclass(frozen=True)
class Holdings:
    """Definitions, and a way to the figures of an indicator, which is read when it is asked for.

    `as_of` is the day the whole view is shown as at: nothing published later is used.
    """

    catalogue: Catalogue
    figures: Callable[[str], Figures]
    as_of: dt.date
