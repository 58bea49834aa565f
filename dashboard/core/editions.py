"""Where figures come from: what a sidecar says of a table, and what the store holds of it."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.core.periods import PublicationDate
from dashboard.core.rules import require_address, require_texts
from dashboard.errors import DashboardError

UNKNOWN = "unknown"
# So many signs of a checksum are shown: they tell one file from any other.
CHECKSUM_SIGNS = 12
ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0. Its "
    "statistics are of the Department for Education, the Ministry of Justice, the Youth Justice "
    "Board and the Office for National Statistics. Some are of the Ministry of Housing, "
    "Communities and Local Government. Its inspection reports are of HM Inspectorate of Probation."
)


@dataclass(frozen=True)
class Provenance:
    """What is known of a table's origin, and what was changed on its way here.

    `published_on` is as precise as its source (2026-04-08, 2026-04, 2026, 2025/26), or "unknown".
    A file that somebody loaded may have no `address`, and one of own figures no `sha256` to show.
    """

    title: str
    publisher: str
    address: str
    edition: str
    published_on: str
    compiled_on: dt.date
    licence: str
    sha256: str
    changes: tuple[str, ...] = ()
    known_defects: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        keys = ("title", "publisher", "edition", "licence")
        require_texts({key: getattr(self, key) for key in keys})
        require_address("address", self.address, may_be_unknown=True)
        if self.sha256 and not re.fullmatch(r"[0-9a-f]{64}", self.sha256):
            raise DashboardError(f'sha256 "{self.sha256[:70]}" is not 64 hexadecimal digits')
        if self.published_on != UNKNOWN:
            PublicationDate(self.published_on)

    @property
    def published_words(self) -> str:
        """The day of publication as its source gives it, or that it is not known."""
        if self.published_on == UNKNOWN:
            return "date not known"
        return PublicationDate(self.published_on).words


class EditionStatus(StrEnum):
    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class EditionOrigin(StrEnum):
    """Who brought an edition: the dashboard itself, or somebody who loaded a file."""

    SHIPPED = "shipped"
    LOADED = "loaded"


@dataclass(frozen=True)
class Edition:
    """One publication of one table, as the store holds it; `key` names the table for good.

    `service` is the one whose own figures it holds, "" for published figures. `ended_at` is when it
    was superseded or withdrawn, None while it is in use (and where that was before it was noted).
    """

    id: int
    key: str
    provenance: Provenance
    loaded_at: dt.datetime
    status: EditionStatus
    origin: EditionOrigin
    observations: int
    service: str = ""
    ended_at: dt.datetime | None = None


def for_everybody(editions: Mapping[int, Edition]) -> dict[int, Edition]:
    """Return editions without the checksums of files with a service's own figures.

    A reader who knows all but one withheld number of a file could try which number gives it.
    """
    secret = {each.provenance.sha256 for each in editions.values() if each.service}
    return {
        number: replace(each, provenance=replace(each.provenance, sha256=""))
        if each.provenance.sha256 in secret
        else each
        for number, each in editions.items()
    }
