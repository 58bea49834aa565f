"""In which entries of the history a name was replaced."""

from sqlalchemy import Connection, select

from dashboard.core.redaction import Redaction
from dashboard.store.tables import redactions


def redactions_in(connection: Connection) -> list[Redaction]:
    """Return every redaction ever made, in the order in which they were noted."""
    ordered = select(redactions).order_by(redactions.c.noted_in, redactions.c.number)
    return [Redaction(row.number, row.noted_in, row.seal) for row in connection.execute(ordered)]
