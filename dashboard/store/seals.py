"""Seals: checksums of what somebody loaded that cannot be found by trying.

Everybody may read the history, which has them. A reader who knows all but one withheld number
could try which number gives a plain checksum; without the salt, which is shown nowhere, they can't.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

_MODULUS = 2**256
_EDITION = "edition_id"
# One for all rows: making an encoder for each takes longer than what it encodes.
_encoded = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def new_salt() -> str:
    """Return 128 random bits, as text."""
    return secrets.token_hex(16)


def sealed(salt: str, text: str) -> str:
    """Return the seal of a text."""
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def sealed_rows(salt: str, rows: Iterable[Mapping[str, Any]], before: str = "") -> str:
    """Return the seal of rows in whatever order, on top of those of the seal `before`.

    It is the sum of the rows' own checksums, so that a row can be added and taken out without
    reading the others. What counts is each column's value, but not the edition's number.
    """
    total = int(before or "0", 16) + sum(_number(salt, row) for row in rows)
    return f"{total % _MODULUS:064x}"


def without_row(salt: str, row: Mapping[str, Any], before: str) -> str:
    """Return a seal after a row was taken out."""
    return f"{(int(before, 16) - _number(salt, row)) % _MODULUS:064x}"


def _number(salt: str, row: Mapping[str, Any]) -> int:
    content = _encoded([(name, row[name]) for name in sorted(row) if name != _EDITION])
    return int.from_bytes(hashlib.sha256(f"{salt}{content}".encode()).digest())
