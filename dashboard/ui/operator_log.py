"""What the operator must know of what visitors were told: trouble, and what was not allowed.

Every visitor meets the same trouble at every run; one line says it, until it is over.
"""

import logging

from dashboard.errors import SetupError

# The server writes down what comes here where the log is in JSON.
REFUSALS = "dashboard.refusals"
_log = logging.getLogger(__name__)
_refusals = logging.getLogger(REFUSALS)


class _Told:
    """The last line about trouble that is not over yet; "" while all is well."""

    line = ""


def tell(error: SetupError) -> None:
    """Write one line with the place and the reason, unless it was the last one written."""
    if error.for_operator != _Told.line:
        _Told.line = error.for_operator
        _log.error("%s", " ".join(error.for_operator.split()))


def tell_that_it_is_over() -> None:
    """Write one line where the last one was about trouble."""
    if _Told.line:
        _Told.line = ""
        _log.warning("The database can be used again.")


def note_not_allowed() -> None:
    """Write one line that a role or a room did not allow something; it tells neither who nor what.

    The request in the line leads to the rest.
    """
    _refusals.info("not allowed")


def note_not_let_in() -> None:
    """Write one line that somebody was verified whom nobody registered, or who is somebody else."""
    _refusals.info("not let in")
