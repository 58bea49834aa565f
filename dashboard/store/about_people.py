"""What is held about a person beside the records: account, sign-ins, what they read."""

from typing import Any

from sqlalchemy import delete, select, update

from dashboard.core.rooms import EVERYBODYS_ROOM
from dashboard.store.bundle_cells import plain_row
from dashboard.store.reading import Reading
from dashboard.store.tables import accounts, reads, sign_ins
from dashboard.store.writing import Writing

_HELD = {"account": accounts, "sign_ins": sign_ins, "reads": reads}


def held_beside(held: Reading, person_id: str) -> dict[str, list[dict[str, Any]]]:
    """Return the rows about a person by what they are, each as plain data, moments as text.

    Reads are those in rooms that are open. By no session's key can anybody be recognised, so it is
    left out.
    """
    found = {}
    for name, table in _HELD.items():
        asked = select(table).where(table.c.person == person_id)
        rows = held.connection.execute(asked.order_by(*table.primary_key.columns)).mappings()
        found[name] = [
            plain_row({column: value for column, value in row.items() if column != "key"})
            for row in rows
            if held.admission.admits(row.get("service", EVERYBODYS_ROOM))
        ]
    return found


def forget(work: Writing, person_id: str, name: str) -> None:
    """Delete how somebody signs in, and say `name` where the record of reads has theirs."""
    for table in (accounts, sign_ins):
        work.connection.execute(delete(table).where(table.c.person == person_id))
    theirs = update(reads).where(reads.c.person == person_id)
    work.connection.execute(theirs.values(who=name))
