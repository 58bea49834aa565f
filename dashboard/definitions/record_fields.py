"""Records as plain data and back, through the same door and schema as the definition files."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

# A migration asks for it here.
from dashboard.core.history import as_json as as_json
from dashboard.definitions.loader import validated
from dashboard.definitions.records import KINDS, NAMES, Record


def fields_of(record: Record) -> dict[str, Any]:
    """Return a record's fields as plain data that JSON can hold."""
    plain: dict[str, Any] = _adapter(type(record)).dump_python(record, mode="json")
    return plain


def record_of(kind: str, fields: Mapping[str, Any]) -> Any:
    """Return the record of a kind that some fields make.

    Raises:
        DefinitionError: naming the key that is unknown, absent or impossible.
    """
    return validated(fields, KINDS[kind], "database", f"{kind} {fields.get('id')}")


def plain(value: object) -> Any:
    """Return plain data as it is after a way through JSON, where a tuple has become a list."""
    return json.loads(as_json(value))


def name_of(record: Record) -> str:
    """Return the name of a record's kind in the database."""
    return NAMES[type(record)]


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
