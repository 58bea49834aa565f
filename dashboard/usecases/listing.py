"""The figures of an indicator as one long table, for analysts."""

from collections.abc import Mapping

import pandas as pd

from dashboard.core.areas import Area
from dashboard.errors import UnknownNameError
from dashboard.importers.template import COLUMNS
from dashboard.usecases.holdings import Holdings


def long_table(holdings: Holdings, indicator_id: str, area: str | None = None) -> pd.DataFrame:
    """Return every current figure of an indicator, in the template's columns.

    To these it adds the area's name and the edition, which the template accepts and ignores.
    `area` is a code or a name.

    Raises:
        UnknownNameError: for an indicator or area that nobody defined.
    """
    catalogue = holdings.catalogue
    table = holdings.figures(catalogue.indicator(indicator_id).id).table
    if area is not None:
        table = table[table["area_code"].isin(_codes(area, catalogue.areas))]
    keys = {number: edition.key for number, edition in holdings.editions().items()}
    names = {code: place.name for code, place in catalogue.areas.items()}
    labelled = table.assign(
        indicator=indicator_id,
        area=table["area_code"],
        area_name=table["area_code"].map(names),
        edition=table["edition_id"].map(keys),
    ).astype({"count": "Int64", "population": "Int64"})
    return labelled[[*COLUMNS, "area_name", "edition"]].reset_index(drop=True)


def _codes(area: str, areas: Mapping[str, Area]) -> list[str]:
    found = [
        code for code, place in areas.items() if area.lower() in (code.lower(), place.name.lower())
    ]
    if not found:
        raise UnknownNameError.among("area", area, [place.name for place in areas.values()])
    return found
