"""Invented published figures: each lies beside the mean of real similar areas as a profile says.

The real figures only show where a plausible figure would lie. None of them is copied.
"""

import csv
import datetime as dt
import hashlib
import io
import statistics
from collections.abc import Iterator, Sequence
from random import Random

import pandas as pd

from dashboard.core.areas import AreaType, Service, model_in_force
from dashboard.core.periods import Period
from dashboard.core.published.indicators import Figures, Indicator, State
from dashboard.definitions.catalogue import DATA_FOLDER, Catalogue
from dashboard.importers.shipped_table import read_template
from dashboard.importers.tables.published_rows import COLUMNS
from dashboard.usecases.loading import figure_tables
from tools import example_profiles as profiles

TABLE, SIDECAR = "published.csv", "published.toml"
# The mean of fewer similar areas says nothing of where a figure would lie.
_FEWEST_AREAS = 5
_SIDECAR = """\
title = "Invented published figures of {name}"
publisher = "Nobody: an invented example"
address = "https://example.org/{id}"
edition = "Invented"
published_on = "unknown"
compiled_on = {compiled_on}
licence = "None needed: invented"
sha256 = "{sha256}"
changes = [
    "Each figure was made from the mean of real similar areas and a number that was made up.",
]
known_defects = ["No figure here is real."]
"""


def published_files(catalogue: Catalogue, service: Service) -> dict[str, str]:
    """Return the text of the table of invented published figures and of its sidecar, by name.

    It has each indicator of the profiles, in each period in which enough similar areas have one.
    """
    written = io.StringIO(newline="")
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(COLUMNS)
    real = _real_figures(catalogue)
    for name in profiles.PUBLISHED:
        indicator = catalogue.indicator(name)
        table = real[real["indicator"] == name].drop_duplicates(
            ["area_code", "period"], keep="last"
        )
        lines.writerows(_rows(catalogue, service, Figures(indicator, table)))
    return {TABLE: written.getvalue(), SIDECAR: _sidecar(service, written.getvalue())}


def _sidecar(service: Service, table: str) -> str:
    return _SIDECAR.format(
        name=service.name,
        id=service.id,
        compiled_on=profiles.PUBLISHED_COMPILED_ON,
        sha256=hashlib.sha256(table.encode("utf-8")).hexdigest(),
    )


def _real_figures(catalogue: Catalogue) -> pd.DataFrame:
    tables = figure_tables(DATA_FOLDER / "figures")
    read = (read_template(path, catalogue.indicators, catalogue.areas) for path in tables)
    return pd.concat([each.observations for each in read])


def _rows(catalogue: Catalogue, service: Service, real: Figures) -> Iterator[tuple[object, ...]]:
    indicator = real.indicator
    place, similar = _places(catalogue, service, indicator)
    for period in real.periods:
        known = [value for code in similar if (value := real.value(code, period)) is not None]
        if len(known) >= _FEWEST_AREAS:
            value = _value(indicator, period, statistics.fmean(known))
            numbers = _numbers(service, indicator, period, value)
            yield indicator.id, place, period.id, *numbers, State.PUBLISHED.value, ""


def _places(
    catalogue: Catalogue, service: Service, indicator: Indicator
) -> tuple[str, Sequence[str]]:
    """Return the code that the figures are of, and those of the similar places of its kind."""
    listed = model_in_force(catalogue.example_lists[service.id].values(), dt.date.max)
    authority = service.area_codes[0]
    similar = listed.lists[authority]
    if indicator.published_for is not AreaType.SERVICE:
        return authority, similar
    of = (catalogue.areas[code].service for code in similar)
    return service.code, [catalogue.services[name].code for name in of if name]


def _value(indicator: Indicator, period: Period, mean: float) -> float:
    profile = profiles.PUBLISHED[indicator.id]
    ratio = profile.ratio if period.end_year >= profile.since else profile.before
    # Its own chance, so that a new indicator or year changes no figure of another.
    drawn = Random(f"{profiles.SEED} published {indicator.id} {period.id}")  # noqa: S311
    return mean * ratio * (1 + profile.chance * (2 * drawn.random() - 1))


def _numbers(
    service: Service, indicator: Indicator, period: Period, value: float
) -> tuple[str, object, object]:
    """Return value, count and population: the last two only where the real source prints them."""
    decimals, multiplier = indicator.unit.decimals, indicator.unit.multiplier
    if indicator.published_for is not AreaType.SERVICE:
        return f"{value:.{decimals}f}", "", ""
    children = service.populations_10_17[indicator.population_year(period)]
    count = round(value * children / multiplier)
    return f"{count / children * multiplier:.{decimals}f}", count, children
