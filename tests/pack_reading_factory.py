"""What a pack is made from, read in tests as the product reads it."""

import datetime as dt
from dataclasses import replace
from typing import Any

from dashboard.core.packs.sections import PackPlan
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.packs.reading import Earlier, Frozen, PackAsked, PackReading, read_pack


def pack_reading(
    held: Holdings, service: str, as_of: dt.date | None = None, **asked: Any
) -> PackReading:
    """Return the reading of a service's pack, of a history without an entry and no pack before."""
    return read_pack(
        replace(held, as_of=as_of) if as_of else held,
        PackAsked(service, **asked),
        PackPlan(service, service),
        Frozen(entries=0, head="0" * 64),
        Earlier(),
    )
