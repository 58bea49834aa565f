"""Counts of children by ethnicity, set against those living in a place, for tests."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.core.disclosure.protection import DisclosureRules, Mode, protect
from dashboard.core.own.groups import Dimension, Group
from dashboard.core.own.indicators import LocalIndicator, LocalKind
from dashboard.core.performance.disproportionality import Disproportionality, disproportionality
from tests.local_factories import figure, own, plain_count

YEAR = ("2025-26 Q1", "2025-26 Q2", "2025-26 Q3", "2025-26 Q4")
ETHNICITY = Dimension(
    "ethnicity",
    "Ethnicity",
    (
        Group("ethnicity-asian", "Asian", "Asian children"),
        Group("ethnicity-black", "Black", "Black children"),
        Group("ethnicity-white", "White", "White children"),
        Group("ethnicity-not-known", "Not known"),
    ),
    reference="ethnicity-white",
    not_known="ethnicity-not-known",
    together="all minority ethnic groups together",
)
Counts = dict[str, Sequence[int | None]]

COUNTS: Counts = {
    "asian": (2, 3, 2, 3),
    "black": (3, 4, 3, 4),
    "white": (15, 15, 15, 16),
    "not-known": (1, 1, 1, 1),
}
LIVING = {"asian": 12_000, "black": 9_500, "white": 87_000}


def compared(
    counts: Counts | None = None,
    living: Mapping[str, int] | None = None,
    *,
    mode: Mode = Mode.BOARD,
    reference: str = "ethnicity-white",
    together: bool = False,
    place: str = "",
    living_from: str = YEAR[0],
    indicator: LocalIndicator | None = None,
    rows: Iterable[dict[str, Any]] = (),
) -> Disproportionality | None:
    """Return the comparison of groups by their counts a quarter and their children living here.

    None where nothing was counted by group.
    """
    counted = [
        figure(count, group=f"ethnicity-{name}", period=quarter, place=place)
        for name, by_quarter in (counts or COUNTS).items()
        for quarter, count in zip(YEAR, by_quarter, strict=False)
        if count is not None
    ]
    people = [
        figure(number, group=f"ethnicity-{name}", period=living_from, place=place)
        for name, number in (LIVING if living is None else living).items()
    ]
    rules = DisclosureRules()
    return disproportionality(
        protect(own(indicator or plain_count(), [*counted, *rows]), rules, mode),
        protect(
            own(plain_count(id="children-10-17", kind=LocalKind.POPULATION), people), rules, mode
        ),
        ETHNICITY,
        place,
        reference,
        together=together,
    )


def found(*given: Any, **changed: Any) -> Disproportionality:
    """Return the same of groups of which something was counted."""
    result = compared(*given, **changed)
    assert result is not None
    return result
