"""The facts of a board pack as the bytes of a file and back."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import TypeAdapter

from dashboard.core.history import as_json
from dashboard.core.packs.facts import PackFact
from dashboard.definitions.loader import validated


@dataclass(frozen=True)
class _FactsFile:
    """The facts, and the seal of a pack for the board, which nobody can guess."""

    facts: tuple[PackFact, ...]
    seal: str = ""


_ADAPTER = TypeAdapter(_FactsFile)


def facts_bytes(facts: Iterable[PackFact], seal: str) -> bytes:
    """Return facts as the bytes that are stored, with the pack's seal; equal facts, equal bytes."""
    plain = _ADAPTER.dump_python(_FactsFile(tuple(facts), seal), mode="json")
    return as_json(plain).encode()


def facts_of(content: bytes) -> tuple[PackFact, ...]:
    """Return the facts that stored bytes hold.

    Raises:
        DefinitionError: if somebody changed them.
    """
    return validated(json.loads(content), _FactsFile, "database", "facts of a board pack").facts
