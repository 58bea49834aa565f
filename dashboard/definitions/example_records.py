"""What the board of an invented service recorded: one TOML file, a table a record."""

from pathlib import Path
from typing import Any

from dashboard.definitions.loader import parsed
from dashboard.definitions.record_fields import record_of
from dashboard.definitions.records import KINDS
from dashboard.errors import DefinitionError


def load_example_records(path: Path) -> tuple[Any, ...]:
    """Return every record of a file, kind by kind in its order.

    Raises:
        DefinitionError: naming the kind that nobody knows, or the record and key that cannot be.
    """
    found: list[Any] = []
    for kind, tables in parsed(path).items():
        if kind not in KINDS:
            raise DefinitionError.at(path.name, kind, "is no kind of record", "correct it")
        found.extend(record_of(kind, fields) for fields in tables)
    return tuple(found)
