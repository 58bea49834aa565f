"""What is held about a person, as a file that they can be given."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from dashboard.core.history import HistoryEntry
from dashboard.core.people import Person
from dashboard.reports.history import history_contract
from dashboard.reports.people import people_contract

Fields = dict[str, Any]


@dataclass(frozen=True)
class HeldAbout:
    """All that is held about somebody in the rooms that are open to who asks.

    `records` have their kind and fields; `beside` has account, sessions and reads, each a list of
    rows; `entries` are those by them, about them or with their name, newest first.
    """

    person: Person
    at: dt.datetime
    records: tuple[tuple[str, Fields], ...]
    beside: dict[str, list[Fields]]
    entries: tuple[HistoryEntry, ...]


def held_bytes(held: HeldAbout) -> bytes:
    """Return what is held about a person as a file of JSON; its keys only ever grow."""
    contract = {
        "exported_at": held.at.isoformat(timespec="seconds"),
        "not_searched": "Files: those attached as evidence, loaded, or issued in a board pack.",
        **people_contract([held.person])[0],
        "records": [{"kind": kind, "fields": fields} for kind, fields in held.records],
        **held.beside,
        "history": history_contract(held.entries),
    }
    return json.dumps(contract, indent=2, ensure_ascii=False).encode()
