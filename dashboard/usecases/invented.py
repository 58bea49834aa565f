"""The published figures of an invented service, which come from files and are never stored."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from dashboard.core.areas import Service
from dashboard.core.editions import Edition, EditionOrigin, EditionStatus
from dashboard.core.published.indicators import OBSERVATION_COLUMNS, Figures
from dashboard.definitions.catalogue import DATA_FOLDER, Catalogue
from dashboard.definitions.provenance import provenance_of
from dashboard.importers.shipped_table import read_template

EXAMPLES_FOLDER = DATA_FOLDER / "examples"
FIGURES = "figures"


@dataclass(frozen=True)
class InventedFigures:
    """Invented published figures, in `tables` by indicator, with the editions that they name.

    The editions have numbers below zero, so that none is ever taken for one of the store.
    """

    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    editions: Mapping[int, Edition] = field(default_factory=dict)
    _joined: dict[str, tuple[Figures, Figures]] = field(default_factory=dict, repr=False)

    def beside(self, real: Figures) -> Figures:
        """Return the real figures of an indicator with the invented ones after them."""
        invented = self.tables.get(real.indicator.id)
        if invented is None:
            return real
        known = self._joined.get(real.indicator.id)
        # Kept while the real ones stay the same: a matrix is made of them when first asked for.
        if known is None or known[0] is not real:
            known = real, Figures(real.indicator, _together(real.table, invented))
            self._joined[real.indicator.id] = known
        return known[1]


def invented_figures(
    catalogue: Catalogue, service: Service, folder: Path = EXAMPLES_FOLDER
) -> InventedFigures:
    """Return the published figures that ship with an invented service; nothing for another one.

    `catalogue` is the one in which the service has its place. The tables are laid out as those of
    real figures are, each with its sidecar.

    Raises:
        DefinitionError: for a table without its sidecar, or with another checksum than it says.
        ImportRefusedError: for a table with problems, such as a figure of a real area.
    """
    places = {code: area for code, area in catalogue.areas.items() if area.service == service.id}
    found, editions = [], {}
    paths = sorted((folder / service.id / FIGURES).glob("*.csv")) if service.invented else []
    for number, path in enumerate(paths, start=1):
        read = read_template(path, catalogue.indicators, places).observations
        found.append(read.assign(edition_id=-number))
        editions[-number] = _edition(-number, path, len(read))
    if not found:
        return InventedFigures()
    every = pd.concat(found)
    return InventedFigures({str(name): rows for name, rows in every.groupby("indicator")}, editions)


def _edition(number: int, path: Path, rows: int) -> Edition:
    provenance = provenance_of(path)
    since = dt.datetime.combine(provenance.compiled_on, dt.time(), dt.UTC)
    current, shipped = EditionStatus.CURRENT, EditionOrigin.SHIPPED
    return Edition(number, path.name, provenance, since, current, shipped, rows)


def _together(real: pd.DataFrame, invented: pd.DataFrame) -> pd.DataFrame:
    typed = invented[OBSERVATION_COLUMNS].astype(real.dtypes.to_dict())
    return pd.concat([real, typed], ignore_index=True)
