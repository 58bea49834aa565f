"""What the operator must know of what visitors were told: one line for each change for the worse.

Every visitor meets the same trouble at every run; one line says it, until it is over.
"""

import logging

from dashboard.errors import SetupError

_log = logging.getLogger(__name__)


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
