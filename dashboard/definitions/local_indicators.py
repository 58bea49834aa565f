"""Local indicators and groups of children: one TOML file each; a file's name is the id."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dashboard.core.frameworks import Framework
from dashboard.core.groups import Dimension, Groups
from dashboard.core.local_indicators import AUDIT_PREFIX, LocalIndicator, audit_indicators
from dashboard.definitions.loader import files_defining, load_toml
from dashboard.errors import DefinitionError


@dataclass(frozen=True)
class _GroupsFile:
    dimensions: tuple[Dimension, ...]


def load_groups(path: Path) -> Groups:
    """Return the groups of children that a file defines.

    Raises:
        DefinitionError: if one lacks an id or a name, or stands twice.
    """
    return Groups(load_toml(path, _GroupsFile).dimensions)


def load_local_indicators(
    folder: Path, frameworks: Iterable[Framework], groups: Groups
) -> dict[str, LocalIndicator]:
    """Return every local indicator by its id, in the order of lists; audits last.

    Raises:
        DefinitionError: naming the file and key of what cannot be.
    """
    found = [_load(path, groups) for path in files_defining("local indicator", folder)]
    audits = [audit for framework in frameworks for audit in audit_indicators(framework)]
    ordered = sorted([*found, *audits], key=lambda each: (each.place_in_lists, each.name))
    return {indicator.id: indicator for indicator in ordered}


def _load(path: Path, groups: Groups) -> LocalIndicator:
    indicator = load_toml(path, LocalIndicator, id=path.stem)
    known = {dimension.id for dimension in groups.dimensions}
    for name in indicator.groups:
        if name not in known:
            wrong = f'"{name}" is no dimension of groups.toml'
            raise DefinitionError.at(path.name, "groups", wrong, f"use {', '.join(sorted(known))}")
    if indicator.id.startswith(AUDIT_PREFIX):
        wrong = "is kept for case audits, which frameworks define"
        raise DefinitionError.at(path.name, "file name", wrong, "choose another")
    return indicator
