"""What reading a file gives: figures and inspections of one format, none of them stored yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from dashboard.core.areas import Area, Service
from dashboard.core.inspection.frameworks import Framework
from dashboard.core.inspection.inspections import Inspection
from dashboard.core.own.figures import LOCAL_COLUMNS, AreaTeam
from dashboard.core.own.groups import Groups
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.published.indicators import OBSERVATION_COLUMNS, Indicator
from dashboard.core.register.sheets import as_typed
from dashboard.core.service_names import ServiceNames
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.grids import SentFile

# The row of the file that a figure came from is first, so that a doubtful one can be found.
ROW = "row"
# The sheet that a row came from, where several are read.
SHEET = "sheet"
PUBLISHED_COLUMNS = [ROW, "indicator", *OBSERVATION_COLUMNS]
OWN_COLUMNS = [ROW, "indicator", *LOCAL_COLUMNS]


@dataclass(frozen=True)
class Chosen:
    """What somebody chose where a file leaves it open.

    `sheet` is the name of the sheet to read, "" for the only one that can be read. `columns` say
    which indicator, by its id, stands in which column of figures. With `only_published` a service's
    own figures and inspections are left out.
    """

    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    only_published: bool = False


AS_IT_STANDS = Chosen()


@dataclass(frozen=True)
class Known:
    """What a file may name; `teams` are those of `service`, for whom the file is loaded.

    `chosen` is what whoever loads it says of what the file leaves open.
    """

    service: Service
    areas: Mapping[str, Area]
    services: Mapping[str, Service]
    indicators: Mapping[str, Indicator]
    frameworks: Mapping[str, Framework]
    local_indicators: Mapping[str, LocalIndicator]
    groups: Groups
    teams: Mapping[str, AreaTeam]
    chosen: Chosen = AS_IT_STANDS

    @cached_property
    def service_names(self) -> ServiceNames:
        """The services by all that a file may write for them."""
        return ServiceNames(self.services.values(), self.areas.values())


@dataclass(frozen=True)
class Imported:
    """All that a file says, in the columns PUBLISHED_COLUMNS and OWN_COLUMNS.

    `notes` say in a sentence each what was left out or worked out on the way, and why. `publisher`
    and `title` are proposals for the edition's provenance, `edition` what the file calls itself.
    `shown_only` are those of the notes that repeat what stands in the file, such as small numbers:
    whoever loads it sees them, and they are never stored.
    `sheets` are those that were read, where the layout says so, and `sheet_of_row` is the sheet of
    each row of figures, where there are several.
    """

    published: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=PUBLISHED_COLUMNS))
    own: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=OWN_COLUMNS))
    inspections: tuple[Inspection, ...] = ()
    notes: tuple[str, ...] = ()
    shown_only: frozenset[str] = frozenset()
    title: str = ""
    publisher: str = ""
    edition: str = ""
    sheets: tuple[str, ...] = ()
    sheet_of_row: tuple[str, ...] = ()

    @property
    def stored_notes(self) -> tuple[str, ...]:
        """The notes that everybody may read beside the figures."""
        return tuple(note for note in self.notes if note not in self.shown_only)


@dataclass(frozen=True)
class SheetChoice(Problem):
    """A file whose sheets cannot be read as one table: to choose one of `sheets` mends it."""

    sheets: tuple[str, ...] = ()


def sheets_to_choose(refused: ImportRefusedError) -> tuple[str, ...]:
    """Return the sheets of a refused file of which one can be chosen, each once."""
    choices = (each for each in refused.problems if isinstance(each, SheetChoice))
    return tuple(dict.fromkeys(name for each in choices for name in each.sheets))


def published_alone(imported: Imported, file: str) -> Imported:
    """Return what a file says without own figures and inspections; a note counts those left out.

    Raises:
        ImportRefusedError: if it has no published figures.
    """
    if imported.published.empty:
        advice = "load it without asking for published figures only"
        problem = Problem(None, "file", file, "has no published figures", advice)
        raise ImportRefusedError(file, [problem])
    number = len(imported.own) + len(imported.inspections)
    note = (
        f"Own figures and inspections were left out ({number:,}), because only published figures "
        "were asked for."
    )
    notes = (*imported.notes, *([note] if number else []))
    return replace(imported, own=Imported().own, inspections=(), notes=notes)


@dataclass(frozen=True)
class UnknownTeam(Problem):
    """A row that names an area team nobody added: to add the team mends the row."""


@dataclass(frozen=True)
class UnknownColumns(Problem):
    """A file that does not say which indicator its columns of figures hold: to choose mends it.

    `figures` are the columns, `indicators` the ids of those that they may be.
    """

    figures: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


def unknown_columns(refused: ImportRefusedError) -> UnknownColumns | None:
    """Return what is to be chosen of a refused file's columns, or None where nothing is."""
    found = (each for each in refused.problems if isinstance(each, UnknownColumns))
    return next(found, None)


def unknown_teams(refused: ImportRefusedError) -> tuple[str, ...]:
    """Return the area teams that a refused file names and nobody added, each name once."""
    problems = (each for each in refused.problems if isinstance(each, UnknownTeam))
    found: dict[str, str] = {}
    for name in (" ".join(as_typed(each.value).split()) for each in problems):
        found.setdefault(name.casefold(), name)
    return tuple(found.values())


@dataclass(frozen=True)
class Layout:
    """What a layout of file is called: `id` in the keys of editions, `title` on the screen."""

    id: str
    title: str


@dataclass(frozen=True)
class Format(Layout):
    """One layout of file: how it is told from others, and how it is read.

    `read` takes a file whole or raises ImportRefusedError with every problem of it.
    """

    recognises: Callable[[SentFile], bool]
    read: Callable[[SentFile, Known], Imported]
