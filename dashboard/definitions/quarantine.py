"""Details of figures held back, as the bytes of a file and back."""

import json

from pydantic import TypeAdapter

from dashboard.core.plausibility.quarantine import AllDetails
from dashboard.definitions.loader import validated

_ADAPTER = TypeAdapter(AllDetails)


def details_bytes(details: AllDetails) -> bytes:
    """Return details as the bytes that are stored."""
    return _ADAPTER.dump_json(details)


def details_of(content: bytes) -> AllDetails:
    """Return the details that stored bytes hold.

    Raises:
        DefinitionError: if somebody changed them.
    """
    return validated(json.loads(content), AllDetails, "database", "quarantined figures")
