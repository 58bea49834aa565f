"""The published figures: listed for an analyst, and checked before they are trusted."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from dashboard.core.area_names import AreaNames
from dashboard.core.areas import Area, AreaType
from dashboard.core.place_names import nearest_names
from dashboard.core.published.indicators import Indicator
from dashboard.definitions.catalogue import DATA_FOLDER
from dashboard.definitions.comparator_models import load_comparator_models, load_list_sources
from dashboard.definitions.glossary import load_glossary
from dashboard.definitions.indicators import load_indicator, load_indicators
from dashboard.definitions.local_indicators import load_groups, load_local_indicator
from dashboard.definitions.places import (
    areas_of_services,
    load_areas,
    load_services,
    load_table_sources,
)
from dashboard.definitions.provenance import provenance_of
from dashboard.errors import DefinitionError, Fault, ImportRefusedError, Problem, UnknownNameError
from dashboard.importers.shipped_table import read_template
from dashboard.importers.tables.published_rows import COLUMNS
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.loading import figure_tables, lost_tables

_KEYS = ["indicator", "area_code", "period"]


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


def check_figures(data_folder: Path = DATA_FOLDER) -> list[Fault]:
    """Return everything wrong with the definitions of places and indicators and with the figures.

    Local indicators too; frameworks and inspections are checked elsewhere.
    """
    definitions = data_folder / "definitions"
    faults = faults_of(
        partial(load_table_sources, definitions),
        partial(load_list_sources, definitions),
        partial(load_glossary, definitions / "glossary.toml"),
        partial(load_indicators, definitions / "indicators"),
        *(partial(load_indicator, path) for path in (definitions / "indicators").glob("*.toml")),
        lambda: load_comparator_models(definitions, load_areas(definitions)),
        lambda: load_services(definitions, load_areas(definitions)),
        partial(load_groups, definitions / "groups.toml"),
    )
    faults = faults or faults_of(*_local_loads(definitions))
    if faults:
        return list(dict.fromkeys(faults))
    return list(_figure_faults(definitions, data_folder / "figures"))


def _local_loads(definitions: Path) -> Iterator[Callable[[], object]]:
    groups = load_groups(definitions / "groups.toml")
    published = load_indicators(definitions / "indicators")
    for path in sorted((definitions / "local_indicators").glob("*.toml")):
        yield partial(load_local_indicator, path, groups, published)


def faults_of(*loads: Callable[[], object]) -> list[Fault]:
    """Return the fault that each of some loads of definitions stops at, if it has one."""
    faults = []
    for load in loads:
        try:
            load()
        except DefinitionError as error:
            faults.append(error.fault)
    return faults


def _codes(area: str, areas: Mapping[str, Area]) -> list[str]:
    of_each_type = [AreaNames(areas.values(), kind) for kind in AreaType]
    found = [
        place.code for names in of_each_type if names.knows(area) for place in names.named(area)
    ]
    if not found:
        near = nearest_names(area, (place.name for place in areas.values()))
        advice = (
            f"did you mean {' or '.join(near)}?" if near else "write its code or its full name."
        )
        raise UnknownNameError(f'There is no area "{area[:80]}": {advice}')
    return found


def _figure_faults(definitions: Path, folder: Path) -> Iterator[Fault]:
    areas = load_areas(definitions)
    places = areas | areas_of_services(load_services(definitions, areas))
    indicators = load_indicators(definitions / "indicators")
    read: dict[str, pd.DataFrame] = {}
    lost = lost_tables(folder)
    yield from lost
    tables = figure_tables(folder)
    for path in tables:
        key = path.relative_to(folder).as_posix()
        yield from faults_of(partial(provenance_of, path))
        if not path.is_file():
            continue
        try:
            read[key] = read_template(path, indicators, places).observations
        except ImportRefusedError as error:
            for problem in error.problems:
                where = f"row {problem.row}, {problem.column}" if problem.row else problem.column
                yield Fault(key, where, _wrong(problem), problem.advice)
    yield from _shared_figures(read)
    # Where a table is lost or could not be read, its indicator may well have figures in it.
    if not lost and len(read) == len(tables):
        yield from _unobserved(indicators, read.values())


def _wrong(problem: Problem) -> str:
    shown = " ".join(problem.value.split())[:60]
    return f'"{shown}" {problem.reason}' if shown else problem.reason


def _unobserved(
    indicators: Mapping[str, Indicator], observations: Iterable[pd.DataFrame]
) -> Iterator[Fault]:
    observed = {name for frame in observations for name in frame["indicator"].unique()}
    for name, indicator in indicators.items():
        if name not in observed and not indicator.loaded_only:
            advice = "restore its table of figures, or remove the definition"
            yield Fault(f"{name}.toml", "indicator", "it has no figure", advice)


def _shared_figures(read: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    if not read:
        return
    everything = pd.concat([frame[_KEYS].assign(key=key) for key, frame in read.items()])
    twice = everything[everything.duplicated(_KEYS)]
    for indicator, area, period, key in twice.itertuples(index=False, name=None):
        wrong = "another table gives the same figure"
        yield Fault(key, f"{indicator}, {area}, {period}", wrong, "keep it in one of them")
