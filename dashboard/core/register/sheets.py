"""The register as sheets that people edit: columns, rows, and texts that no spreadsheet runs."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from dashboard.core.register.actions import Action
from dashboard.core.register.follow_ups import Response
from dashboard.core.register.standings import Standing

# A text that would be run, with the apostrophes that were set before it.
_RUNS = re.compile(r"'*[=+\-@\t\r\n]")
_MADE_SAFE = re.compile(r"'+[=+\-@\t\r\n]")

Cell: TypeAlias = str | dt.date | int | None
Row: TypeAlias = Mapping[str, Cell]


class CellKind(StrEnum):
    TEXT = "text"
    DATE = "date"
    VERSION = "version"


@dataclass(frozen=True)
class Column:
    """A column of a sheet; one that is shown only is written and never read.

    `choices` names the list of those that can be chosen, `width` counts characters. `also_called`
    are other headings for it, in lower case: whoever wrote one is told, and it is not read.
    """

    key: str
    title: str
    width: int
    kind: CellKind = CellKind.TEXT
    choices: str = ""
    shown_only: bool = False
    fixed: bool = False
    also_called: tuple[str, ...] = ()

    @property
    def editable(self) -> bool:
        return not (self.shown_only or self.fixed)


@dataclass(frozen=True)
class Sheet:
    """A sheet, which is also one CSV file; without the columns `needed` no row can be placed."""

    title: str
    columns: tuple[Column, ...]
    needed: tuple[str, ...]

    @property
    def file_name(self) -> str:
        return f"{self.title.lower()}.csv"

    @property
    def by_key(self) -> Mapping[str, Column]:
        return {column.key: column for column in self.columns}


def _shown(key: str, title: str, width: int, kind: CellKind = CellKind.TEXT) -> Column:
    return Column(key, f"{title} (shown only)", width, kind, shown_only=True)


_ID_TOO = ("ref", "reference", "rec id", "rec no", "recommendation no", "recommendation number")
_OWNER = Column(
    "owner", "Owner", 22, choices="Owners", also_called=("lead", "owned by", "who", "responsible")
)
_PARTNER = Column("partner", "Partner", 26, choices="Partners", also_called=("agency", "body"))
_DUE = Column(
    "due",
    "Due date",
    13,
    CellKind.DATE,
    also_called=("due", "due by", "deadline", "date due", "target date", "by when"),
)
_FIRST_DUE = _shown("original_due", "First due date", 15, CellKind.DATE)
_WHY = Column("why", "Why it changed", 34, also_called=("why", "why changed", "reason for change"))
_VERSION = Column("version", "Version", 9, CellKind.VERSION, fixed=True, also_called=("ver", "v"))

RECOMMENDATIONS = Sheet(
    "Recommendations",
    (
        Column(
            "id",
            "Recommendation id",
            24,
            fixed=True,
            also_called=("recommendation", "id", *_ID_TOO),
        ),
        _shown("source", "Source", 34),
        Column("wording", "Wording", 60, fixed=True),
        _shown("status", "Status", 22),
        Column("response", "Response", 18, choices="Responses"),
        Column("response_reason", "Reason for the response", 34, also_called=("reason",)),
        _OWNER,
        _PARTNER,
        _DUE,
        _FIRST_DUE,
        _WHY,
        _VERSION,
    ),
    needed=("id", "version"),
)
ACTIONS = Sheet(
    "Actions",
    (
        Column("id", "Action id", 24, fixed=True, also_called=("action no", "action number", "id")),
        Column("recommendation", "Recommendation id", 24, also_called=("recommendation",)),
        _shown("source", "Source", 34),
        Column("title", "Action", 50, also_called=("action title", "title", "description")),
        _OWNER,
        _PARTNER,
        Column("start", "Start", 13, CellKind.DATE, also_called=("start date", "starts on")),
        _DUE,
        _FIRST_DUE,
        Column(
            "done_on",
            "Done on",
            13,
            CellKind.DATE,
            also_called=("done", "completed", "completed on", "date done", "date completed"),
        ),
        Column("dropped_because", "Dropped because", 30, also_called=("dropped", "why dropped")),
        _WHY,
        _VERSION,
    ),
    needed=("id", "recommendation", "title", "version"),
)
SHEETS = (RECOMMENDATIONS, ACTIONS)
# What the workbook has beside them, which is never read.
READ_ME, CHOICES = "Read me", "Choices"


@dataclass(frozen=True)
class RegisterSheets:
    """The register of a service as it is exported, with what a reader needs to trust the copy.

    `rows` are by the title of the sheet, `choices` by the name of the list; `head` is the last
    entry of the history, its number and its hash.
    """

    service: str
    as_of: dt.date
    exported_at: dt.datetime
    head: tuple[int, str]
    rows: Mapping[str, tuple[Row, ...]]
    choices: Mapping[str, tuple[str, ...]]


def recommendation_row(standing: Standing, owner: str, version: int) -> dict[str, Cell]:
    """Return a recommendation as a row, by column; `owner` is the person's name."""
    one, held = standing.recommendation, standing.follow_up
    return {
        "id": one.id,
        "source": one.label,
        "wording": one.wording,
        "status": standing.status.value,
        "response": held.response.value,
        "response_reason": held.response_reason,
        "owner": owner,
        "partner": held.body,
        "due": held.due,
        "original_due": held.original_due,
        "why": "",
        "version": version,
    }


def action_row(action: Action, source: str, owner: str, version: int) -> dict[str, Cell]:
    """Return an action as a row, by column; `source` says which recommendation it is of."""
    return {
        "id": action.id,
        "recommendation": action.recommendation,
        "source": source,
        "title": action.title,
        "owner": owner,
        "partner": action.body,
        "start": action.start,
        "due": action.due,
        "original_due": action.original_due,
        "done_on": action.done_on,
        "dropped_because": action.dropped_because,
        "why": "",
        "version": version,
    }


RESPONSES = tuple(response.value for response in Response)


def made_safe(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would run it as a formula.

    One that has apostrophes before such a sign already gets one more, so that `as_typed` undoes it.

    >>> made_safe("=1+1"), made_safe("'=1+1"), made_safe("3-4")
    ("'=1+1", "''=1+1", '3-4')
    """
    return f"'{text}" if _RUNS.match(text) else text


def as_typed(text: str) -> str:
    """Return a text without the apostrophe that `made_safe` set before it.

    >>> as_typed("'=1+1"), as_typed("'tis so")
    ('=1+1', "'tis so")
    """
    return text[1:] if _MADE_SAFE.match(text) else text
