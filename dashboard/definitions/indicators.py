"""Indicators, one TOML file each; the file's name is the indicator's id."""

import re
from pathlib import Path

from dashboard.core.indicators import Break, Indicator
from dashboard.core.periods import parse_period
from dashboard.definitions.loader import load_toml
from dashboard.errors import DashboardError, DefinitionError


def load_indicators(folder: Path) -> dict[str, Indicator]:
    """Return every indicator of a folder by its id, in the order of `place_in_lists` and name.

    Raises:
        DefinitionError: naming the file and key of an unknown key, an impossible plausible range,
            a break that is no period of the indicator, or a name used twice.
    """
    indicators: dict[str, Indicator] = {}
    for path in sorted(folder.glob("*.toml")):
        indicator = load_indicator(path)
        if indicator.name in {known.name for known in indicators.values()}:
            _refuse(
                path, "name", f'"{indicator.name}" names another indicator too', "choose another"
            )
        indicators[indicator.id] = indicator
    ordered = sorted(indicators.values(), key=lambda each: (each.place_in_lists, each.name))
    return {indicator.id: indicator for indicator in ordered}


def load_indicator(path: Path) -> Indicator:
    """Return the indicator that one file defines.

    Raises:
        DefinitionError: as `load_indicators`.
    """
    indicator = load_toml(path, Indicator, id=path.stem)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", indicator.id):
        raise DefinitionError.at(path.name, "file name", "is no id", "use lower case and hyphens")
    _check_range(path, indicator)
    for change in indicator.breaks:
        _check_break(path, indicator, change)
    return indicator


def _check_range(path: Path, indicator: Indicator) -> None:
    low, high = indicator.plausible_minimum, indicator.plausible_maximum
    if low >= high:
        _refuse(path, "plausible_minimum", f"{low} is not below {high}", "swap or correct them")
    if indicator.unit.short == "%" and not 0 <= low < high <= 100:
        _refuse(path, "plausible_maximum", "a percentage lies between 0 and 100", "correct it")
    if indicator.unit.decimals < 0:
        _refuse(path, "unit.decimals", "is below zero", "write 0 or more")
    if indicator.publication_lag_months < 0:
        _refuse(path, "publication_lag_months", "is below zero", "write 0 or more")


def _check_break(path: Path, indicator: Indicator, change: Break) -> None:
    try:
        parse_period(change.period, indicator.period_kind)
    except DashboardError as error:
        raise DefinitionError.at(path.name, "breaks", str(error), "correct the period") from error


def _refuse(path: Path, where: str, wrong: str, advice: str) -> None:
    raise DefinitionError.at(path.name, where, wrong, advice)
