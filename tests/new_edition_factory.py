"""A new edition of published figures, invented: the newest ones held, a year on, some changed."""

from collections.abc import Mapping

from dashboard.usecases.holdings import Holdings
from tests import official_files as files

FTE, FTE_IN_LAIT = "first-time-entrants", "FirstYJS"


def entrants_edition(
    held: Holdings,
    changed: Mapping[str, float],
    year: str = "2025",
    others: float = 1.0,
) -> bytes:
    """First-time entrants of a year in LAIT's long table: those of 2024, times a factor.

    `changed` has the factor of some areas by code; `others` is that of all the rest.
    """
    table = held.figures(FTE).table
    newest = table[(table["period"] == "2024") & table["value"].notna()]
    lines = [
        files.item(
            held.catalogue.areas[code].name,
            year,
            round(value * changed.get(code, others)),
            FTE_IN_LAIT,
            "Rate",
        )
        for code, value in zip(newest["area_code"], newest["value"], strict=True)
    ]
    return files.csv_file([files.LAIT, *lines])
