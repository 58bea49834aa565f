"""Local indicators and groups of children: one TOML file each; a file's name is the id."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from dashboard.core.inspection.frameworks import Framework
from dashboard.core.own.groups import Dimension, Groups
from dashboard.core.own.indicators import AUDIT_PREFIX, LocalIndicator, audit_indicators
from dashboard.core.rules import ImpossibleValueError
from dashboard.definitions.loader import files_defining, load_toml
from dashboard.errors import DefinitionError


@dataclass(frozen=True)
class _GroupsFile:
    dimensions: tuple[Dimension, ...]

    def __post_init__(self) -> None:
        owner: dict[str, str] = {}
        for group in (group for dimension in self.dimensions for group in dimension.groups):
            for alias in group.aliases:
                other = owner.setdefault(alias.casefold(), group.id)
                if other != group.id:
                    wrong = f'"{alias}" stands for {other} too'
                    raise ImpossibleValueError(f"{group.id}.aliases", wrong, "remove one")


def load_groups(path: Path) -> Groups:
    """Return the groups of children that a file defines.

    Raises:
        DefinitionError: if one lacks an id or a name, or stands twice, or shares an alias.
    """
    return Groups(load_toml(path, _GroupsFile).dimensions)


def load_local_indicators(
    folder: Path, frameworks: Iterable[Framework], groups: Groups, published: Collection[str]
) -> dict[str, LocalIndicator]:
    """Return every local indicator by its id, in the order of lists; audits last.

    `published` are the ids of the published indicators.

    Raises:
        DefinitionError: naming the file and key of what cannot be, such as an alias of an indicator
            that is the name of another.
    """
    paths = files_defining("local indicator", folder)
    found = [load_local_indicator(path, groups, published) for path in paths]
    audits = [audit for framework in frameworks for audit in audit_indicators(framework)]
    _refuse_names_of_others([*found, *audits])
    ordered = sorted([*found, *audits], key=lambda each: (each.place_in_lists, each.name))
    return {indicator.id: indicator for indicator in ordered}


def load_local_indicator(path: Path, groups: Groups, published: Collection[str]) -> LocalIndicator:
    """Return the local indicator that one file defines.

    Raises:
        DefinitionError: for a file name that is no id or is kept for case audits, a dimension or
            published indicator nobody defined, and a percentage outside zero to a hundred.
    """
    indicator = load_toml(path, LocalIndicator, id=path.stem)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", indicator.id):
        _refuse(path, "file name", "is no id", "use lower case and hyphens")
    if indicator.id.startswith(AUDIT_PREFIX):
        wrong = "is kept for case audits, which frameworks define"
        _refuse(path, "file name", wrong, "choose another")
    known = sorted(dimension.id for dimension in groups.dimensions)
    for name in indicator.groups:
        if name not in known:
            wrong = f'"{name}" is no dimension of groups.toml'
            _refuse(path, "groups", wrong, f"use {', '.join(known)}")
    if indicator.published_as and indicator.published_as not in published:
        wrong = f'"{indicator.published_as}" is no published indicator'
        _refuse(path, "published_as", wrong, "correct the id, or remove the line")
    low, high = indicator.plausible_minimum, indicator.plausible_maximum
    if indicator.unit.is_percentage and not 0 <= low < high <= 100:
        _refuse(path, "plausible_maximum", "a percentage lies between 0 and 100", "correct it")
    return indicator


def _refuse_names_of_others(indicators: Iterable[LocalIndicator]) -> None:
    every = list(indicators)
    named = {text.casefold(): each.id for each in every for text in (each.id, each.name)}
    for each in every:
        for alias in each.aliases:
            other = named.get(alias.casefold(), each.id)
            if other != each.id:
                wrong = f'"{alias}" is the name of {other}'
                _refuse(Path(f"{each.id}.toml"), "aliases", wrong, "remove it")


def _refuse(path: Path, where: str, wrong: str, advice: str) -> NoReturn:
    raise DefinitionError.at(path.name, where, wrong, advice)
