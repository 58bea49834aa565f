"""What a database answers when it fails, as the one sentence that a user is shown."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, ProgrammingError

from dashboard.errors import SetupError
from dashboard.store.addresses import shown

# These say that a statement of ours is wrong, not the database.
_OUR_MISTAKES = (ProgrammingError, IntegrityError, DataError)
# And this says it of whoever was let in with too few rights: PostgreSQL's insufficient_privilege.
_FORBIDDEN = "42501"
# What to do about a fault, by what its reason says in SQLite or in PostgreSQL.
_ADVICE = {
    "database is locked": "somebody else is writing, so nothing was stored: try again in a minute.",
    "lock timeout": "somebody else is writing, so nothing was stored: try again in a minute.",
    "disk is full": "nothing was stored: free some space, then try again.",
    "No space left": "nothing was stored: free some space, then try again.",
}
_USUAL_ADVICE = (
    "check that it is there and whole, that it may be written and that DATABASE_URL is right."
)


@contextmanager
def usable(engine: Engine) -> Iterator[None]:
    """Turn what fails in the database into a sentence; what we did wrong ourselves stays a bug.

    Raises:
        SetupError: if the database is damaged, full, locked or no longer answers.
    """
    try:
        yield
    except DatabaseError as error:
        if isinstance(error, _OUR_MISTAKES) and not _forbidden(error):
            raise
        raise fault(engine.url, "used", error) from error


def fault(address: URL, verb: str, error: DatabaseError) -> SetupError:
    """Return a database's error as one sentence: where, why, and what to do about it.

    `verb` says what could not be done: "opened" or "used".
    """
    reason = str(error.orig).strip().partition("\n")[0]
    advice = (words for sign, words in _ADVICE.items() if sign in reason)
    return SetupError(
        f"The database {shown(address)} cannot be {verb} ({reason}): {next(advice, _USUAL_ADVICE)}"
    )


def _forbidden(error: DatabaseError) -> bool:
    return getattr(error.orig, "sqlstate", None) == _FORBIDDEN
