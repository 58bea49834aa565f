"""Who looked at what only a board may see: noted for an auditor, for a time."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

# The same person, the same thing: noted once in so long.
NOTED_AGAIN_AFTER = dt.timedelta(minutes=10)


class ReadKind(StrEnum):
    """What was opened."""

    PAGE = "page"
    DOWNLOAD = "download"
    EVIDENCE = "evidence"
    PACK = "pack"


@dataclass(frozen=True)
class Read:
    """That somebody opened something of a service, and when; `person` is "" if not registered."""

    at: dt.datetime
    person: str
    who: str
    service: str
    kind: ReadKind
    item: str
