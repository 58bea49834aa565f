"""Files of figures that somebody loads: previewed, accepted whole, withdrawn whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dashboard.core.editions import UNKNOWN, Edition
from dashboard.core.inspections import Inspection
from dashboard.core.people import Signature
from dashboard.core.plausibility import Suspect
from dashboard.core.quarantine import QuarantinedFigure
from dashboard.importers.formats import FORMATS
from dashboard.importers.grids import SentFile, read_grids
from dashboard.importers.imported import Format, Imported
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings

Told = Callable[[float], object]
ReadGrids = Callable[[bytes, str], SentFile]
MOST_CHANGED_SHOWN = 200
MOST_SUSPECTS = 500


@dataclass(frozen=True)
class AboutFile:
    """What a person says of a file they load; `published_on` is a date or "unknown"."""

    title: str
    publisher: str
    published_on: str = UNKNOWN
    note: str = ""


@dataclass(frozen=True)
class ChangedFigure:
    """A figure that the file gives anew: what it is, and what is held and what would be, in words.

    `what` names indicator, place and group.
    """

    what: str
    period: str
    before: str
    after: str


@dataclass(frozen=True)
class ImportPreview:
    """What loading a file would do; nothing is stored yet.

    `rows` counts every figure of the file: each is new, unchanged, changed or a suspect, which is
    held back until an officer decides. `changed` are the first of all that change, whose number is
    `changed_in_all`. `already_loaded` is an edition in use with the very same bytes. `proposed`
    is what the file says of itself, for the officer to correct.
    """

    file_name: str
    sha256: str
    format_title: str
    service: str
    notes: tuple[str, ...]
    rows: int
    new: int
    unchanged: int
    changed: tuple[ChangedFigure, ...]
    changed_in_all: int
    suspects: tuple[Suspect, ...]
    inspections: tuple[Inspection, ...]
    already_loaded: Edition | None
    proposed: AboutFile
    # What was read and what was in use then, for `accept_import`.
    format_id: str
    imported: Imported = field(repr=False, compare=False)
    seen: str = ""

    @property
    def can_be_stored(self) -> bool:
        """Whether there is a figure to store or to hold back that is not stored already."""
        figures = self.new + self.changed_in_all + self.unchanged + len(self.suspects)
        return bool(figures) and self.already_loaded is None


def preview_import(
    store: Store,
    holdings: Holdings,
    service_id: str,
    content: bytes,
    file_name: str,
    told: Told = lambda _: None,
    *,
    formats: Sequence[Format] = FORMATS,
    grids: ReadGrids = read_grids,
) -> ImportPreview:
    """Return what loading a file for a service would do; nothing is stored.

    `told` hears how much is done, from 0 to 1.

    Raises:
        UnknownNameError: if there is no such service.
        ImportRefusedError: carrying every problem of the file; also where more figures than an
            officer could look at can hardly be right, because then the file itself is wrong.
    """
    raise NotImplementedError


def accept_import(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    seen: ImportPreview,
    about: AboutFile,
) -> int:
    """Store what a preview showed, all of it or nothing, and return the id of the new edition.

    Suspects are quarantined.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ChangeRefusedError: if the title or the publisher is missing, the date of publication is
            none, the file is loaded already, or figures were loaded or withdrawn since the preview.
    """
    raise NotImplementedError


def withdraw_import(store: Store, signature: Signature, edition_id: int, why: str) -> Edition:
    """Take a loaded edition out of use, whole, and return it as it was.

    Figures that it took the place of count again. Its suspects can no longer be released.

    Raises:
        NotAllowedError: unless the actor may load a file.
        UnknownNameError: if no edition has this number.
        ChangeRefusedError: if it is out of use already, ships with the dashboard, or no reason is
            given.
    """
    raise NotImplementedError


def loaded_editions(holdings: Holdings, service_id: str = "") -> tuple[Edition, ...]:
    """Return the editions that somebody loaded, newest first, those out of use included.

    With a service, they are its own figures and published ones.
    """
    raise NotImplementedError


def quarantined(holdings: Holdings, service_id: str) -> tuple[QuarantinedFigure, ...]:
    """Return the figures held back of a service and of published ones, those that wait first."""
    raise NotImplementedError


def release(
    store: Store, holdings: Holdings, signature: Signature, suspect_id: str, note: str
) -> QuarantinedFigure:
    """Let a figure that was held back into its edition, and return it as decided.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ChangeRefusedError: if there is no such figure, it was decided on already, no note is
            given, or its edition is no longer in use.
    """
    raise NotImplementedError


def reject(store: Store, signature: Signature, suspect_id: str, note: str) -> QuarantinedFigure:
    """Decide that a figure that was held back is wrong, and return it as decided.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ChangeRefusedError: if there is no such figure, it was decided on already, or no note is
            given.
    """
    raise NotImplementedError
