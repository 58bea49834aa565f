"""What each column of each table means, in words for whoever reads an export."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.definitions.loader import load_toml


@dataclass(frozen=True)
class ColumnMeaning:
    """What a column holds and, for a number, in which unit; "" where it has none."""

    meaning: str
    unit: str = ""


@dataclass(frozen=True)
class _DictionaryFile:
    tables: Mapping[str, Mapping[str, ColumnMeaning]] = field(default_factory=dict)


def load_data_dictionary(path: Path) -> Mapping[str, Mapping[str, ColumnMeaning]]:
    """Return the meaning of every column, by table and column.

    Raises:
        DefinitionError: naming the key that is unknown, absent or impossible.
    """
    return load_toml(path, _DictionaryFile).tables
