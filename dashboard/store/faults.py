"""What a database answers when it fails: a sentence for visitors, and one for the operator."""

from dataclasses import dataclass

from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, ProgrammingError

from dashboard.errors import SetupError, UnusableDatabaseError
from dashboard.store.addresses import shown

# These say that a statement of ours is wrong, not the database.
_OUR_MISTAKES = (ProgrammingError, IntegrityError, DataError)
# And this says it of whoever was let in with too few rights: PostgreSQL's insufficient_privilege.
_FORBIDDEN = "42501"
# SQLite's driver counts these among the database's own.
_WRONG_STATEMENT = "SQLITE_ERROR"


@dataclass(frozen=True)
class Kind:
    """A kind of fault: what visitors read, and what the operator is to do.

    Where nothing can be read either, it is `unusable`; if only a new start can mend it, `lasting`.
    """

    sentence: str
    advice: str
    unusable: bool = False
    lasting: bool = False


BUSY = Kind(
    "Somebody else is storing something, so nothing of yours was stored: try again in a minute.",
    "somebody else is writing, so nothing was stored: try again in a minute.",
)
FULL = Kind(
    "There is no room left to store anything, so nothing was stored: "
    "tell whoever runs the dashboard.",
    "nothing was stored: free some space, then try again.",
)
UNWRITABLE = Kind(
    "At the moment nothing can be stored, so nothing was: tell whoever runs the dashboard.",
    "nothing was stored: check that the dashboard may write the database, its file and its folder.",
)
UNSURE = Kind(
    "The database stopped answering at the end, so your change may be stored or not: "
    "reload, and look before you submit it again.",
    "it may have stored the last change or not: look before making it again.",
)
DAMAGED = Kind(
    "The database is damaged, so nothing is shown or stored: "
    "tell whoever runs the dashboard, who can restore a backup.",
    "keep what is there, restore a backup into a new database, then start the dashboard with it.",
    unusable=True,
    lasting=True,
)
MOVED = Kind(
    "The file of the database is not where it was, so nothing is shown or stored: "
    "tell whoever runs the dashboard.",
    "put back the file that was there, or stop the dashboard (do not kill it) and start it again.",
    unusable=True,
)
OVERWRITTEN = Kind(
    "The file of the database was overwritten while it was open, so nothing is shown or stored: "
    "tell whoever runs the dashboard.",
    "stop the dashboard, restore a backup into a new database, then start the dashboard with it.",
    unusable=True,
    lasting=True,
)
AWAY = Kind(
    "The database does not answer, so nothing can be shown or stored: reload in a minute.",
    "check that it is there and whole, that it may be written and that DATABASE_URL is right.",
    unusable=True,
)
# Kinds by how the code begins that SQLite's driver or PostgreSQL gives; all else is AWAY.
_BY_CODE = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "55P03": BUSY,
    "40001": BUSY,
    "40P01": BUSY,
    "SQLITE_FULL": FULL,
    "53100": FULL,
    "SQLITE_READONLY": UNWRITABLE,
    "SQLITE_IOERR_WRITE": UNWRITABLE,
    "SQLITE_IOERR_FSYNC": UNWRITABLE,
    "SQLITE_IOERR_SHMSIZE": UNWRITABLE,
    "25006": UNWRITABLE,
    _FORBIDDEN: UNWRITABLE,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}
# SQLite's driver gives no code where stored bytes are no text.
_NO_TEXT = "Could not decode to UTF-8"


def is_our_mistake(error: DatabaseError) -> bool:
    """Return whether an error is a bug of ours: a wrong statement, and nothing of the database."""
    code = _code(error)
    return code == _WRONG_STATEMENT or (isinstance(error, _OUR_MISTAKES) and code != _FORBIDDEN)


def fault(address: URL, verb: str, error: DatabaseError, kind: Kind | None = None) -> SetupError:
    """Return a database's error as a sentence for visitors, and where and why for the operator.

    `verb` says what could not be done: "opened" or "used". The kind is told by the error, unless
    it is given.
    """
    reason = str(error.orig).strip().partition("\n")[0]
    return _error(address, verb, reason, kind or _kind_of(error))


def crowded(address: URL) -> SetupError:
    """Return the error for a database whose every connection is in use."""
    return _error(address, "used", "every connection is in use", BUSY)


def moved(address: URL, name: str) -> SetupError:
    """Return the error for a file of the database that is no longer the one that is open."""
    reason = f"{name} was moved, removed or replaced while it was open"
    return _error(address, "used", reason, MOVED)


def overwritten(address: URL) -> SetupError:
    """Return the error for a file of the database that something was copied over."""
    return _error(address, "used", "it was overwritten, or made smaller, while open", OVERWRITTEN)


def _error(address: URL, verb: str, reason: str, kind: Kind) -> SetupError:
    told = f"The database {shown(address)} cannot be {verb} ({reason}): {kind.advice}"
    if kind.unusable:
        return UnusableDatabaseError(kind.sentence, told, lasting=kind.lasting)
    return SetupError(kind.sentence, told)


def _kind_of(error: DatabaseError) -> Kind:
    if _NO_TEXT in str(error.orig):
        return DAMAGED
    code = _code(error)
    return next((kind for sign, kind in _BY_CODE.items() if code.startswith(sign)), AWAY)


def _code(error: DatabaseError) -> str:
    orig = error.orig
    return str(getattr(orig, "sqlite_errorname", None) or getattr(orig, "sqlstate", None) or "")
