"""What was stored, for the operator's log: how much about what, and never who or which words."""

import logging
from collections.abc import Mapping

# The server counts what comes here, and writes it down where the log is in JSON.
CHANGES = "dashboard.changes"
_LOG = logging.getLogger(CHANGES)


def log_changes(before: int, made: Mapping[tuple[str, str], int]) -> None:
    """Write one line about a transaction that made entries in the history.

    `before` is the number of the last entry before it; `made` how many there are by the kind and
    the service they are about.
    """
    if made:
        about = [
            {"kind": kind, "service": service, "entries": many}
            for (kind, service), many in sorted(made.items())
        ]
        _LOG.info("stored", extra={"entry": before + sum(made.values()), "changes": about})
