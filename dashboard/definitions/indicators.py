"""Indicators, one TOML file each; the file's name is the indicator's id."""

import re
from collections.abc import Iterable
from pathlib import Path

from dashboard.core.published.indicators import Indicator
from dashboard.definitions.loader import files_defining, load_toml
from dashboard.errors import DefinitionError


def load_indicators(folder: Path) -> dict[str, Indicator]:
    """Return every indicator of a folder by its id, in the order of `place_in_lists` and name.

    Raises:
        DefinitionError: naming the file and key of an unknown key, an impossible plausible range,
            a break that is no period of the indicator, or a name used twice, be it a publisher's.
    """
    indicators: dict[str, Indicator] = {}
    for path in files_defining("indicator", folder):
        indicator = load_indicator(path)
        for key in ("name", "lait_name", "fingertips_id"):
            name = getattr(indicator, key)
            if name and name in {getattr(known, key) for known in indicators.values()}:
                _refuse(path, key, f'"{name}" names another indicator too', "choose another")
        _check_columns(path, indicator, indicators.values())
        indicators[indicator.id] = indicator
    ordered = sorted(indicators.values(), key=lambda each: (each.place_in_lists, each.name))
    return {indicator.id: indicator for indicator in ordered}


def _check_columns(path: Path, indicator: Indicator, others: Iterable[Indicator]) -> None:
    taken = [column for one in others for column in one.ees_columns]
    for column in indicator.ees_columns:
        if column in taken or indicator.ees_columns.count(column) > 1:
            _refuse(path, "ees_columns", f'"{column}" stands twice', "keep one")


def load_indicator(path: Path) -> Indicator:
    """Return the indicator that one file defines.

    Raises:
        DefinitionError: as `load_indicators`.
    """
    indicator = load_toml(path, Indicator, id=path.stem)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", indicator.id):
        raise DefinitionError.at(path.name, "file name", "is no id", "use lower case and hyphens")
    low, high = indicator.plausible_minimum, indicator.plausible_maximum
    if indicator.unit.short == "%" and not 0 <= low < high <= 100:
        _refuse(path, "plausible_maximum", "a percentage lies between 0 and 100", "correct it")
    return indicator


def _refuse(path: Path, where: str, wrong: str, advice: str) -> None:
    raise DefinitionError.at(path.name, where, wrong, advice)
