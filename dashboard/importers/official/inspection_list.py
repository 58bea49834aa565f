"""A list of inspections as it is published: one row an inspection, with its overall rating."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboard.core.inspection.frameworks import Framework, Rating
from dashboard.core.inspection.inspections import Inspection, InspectionKind
from dashboard.core.inspection.loaded_inspections import identity
from dashboard.core.periods import PublicationDate
from dashboard.core.service_names import ServiceNameError
from dashboard.definitions.inspections import listed_inspection, require_known
from dashboard.errors import DashboardError, DefinitionError, ImportRefusedError, Problem
from dashboard.importers.files.grids import Grid, SentFile
from dashboard.importers.imported import Format, Imported, Known

# What a heading may be called, by the name that it has here.
_HEADINGS = {
    "service": ("service", "name", "youth justice service", "youth offending service"),
    "published": ("published", "date", "date published", "publication date", "report published"),
    "overall": ("overall", "overall rating", "rating"),
    "score": ("score", "overall score"),
    "max_score": ("max_score", "max score", "maximum score", "out of"),
    "kind": ("kind", "type"),
    "framework": ("framework",),
    "source": ("source", "address", "report", "link", "url"),
    "note": ("note", "notes"),
}
# How a list may write a date, and how precise it then is: many name the month only.
_DATES = {
    **dict.fromkeys(("%d/%m/%Y", "%d %B %Y", "%d %b %Y"), "%Y-%m-%d"),
    **dict.fromkeys(("%B %Y", "%b %Y"), "%Y-%m"),
}
_NEEDED = ("service", "published", "overall")
_NO_RATING = "The list it came from gives no rating: it is unknown."
_ROWS_BEFORE_THE_HEADER = 15
_UNKNOWN = ("", "-", "n/a", "not known", "unknown")
_RATINGS = {rating.value.lower(): rating.value for rating in Rating}
_KINDS = {kind.value: kind.value for kind in InspectionKind}


def recognises(sent: SentFile) -> bool:
    """Return whether a file has a row of headings that name a service, a date and a rating."""
    return any(_header_of(grid) for grid in sent.grids)


def read(sent: SentFile, known: Known) -> Imported:
    """Return the inspections of a list; a rating that is not given is unknown, and said to be.

    Raises:
        ImportRefusedError: carrying every problem of the list, each with its row.
    """
    grid = next(grid for grid in sent.grids if _header_of(grid))
    header = _header_of(grid)
    if header is None:
        raise ValueError("this file is no list of inspections")
    rows = _rows(grid, header, known, sent.name)
    problems = [row for row in rows if isinstance(row, Problem)]
    found = [row for row in rows if isinstance(row, _Row)]
    problems += _twice(found)
    if problems:
        raise ImportRefusedError(sent.name, sorted(problems, key=lambda one: one.row or 0))
    return Imported(
        inspections=tuple(row.inspection for row in found),
        notes=tuple(_notes(found, header)),
        title="List of inspections",
        publisher="HM Inspectorate of Probation",
    )


FORMAT = Format("inspection-list", "List of inspections with overall ratings", recognises, read)


@dataclass(frozen=True)
class _Header:
    row: int
    places: Mapping[str, int]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class _Row:
    number: int
    inspection: Inspection


def _header_of(grid: Grid) -> _Header | None:
    for number, cells in grid.cells.head(_ROWS_BEFORE_THE_HEADER).iterrows():
        words = [" ".join(str(cell).split()).lower() for cell in cells]
        places = {
            name: words.index(word)
            for name, known in _HEADINGS.items()
            for word in reversed(known)
            if word in words
        }
        if all(name in places for name in _NEEDED):
            others = [str(c) for at, c in enumerate(cells) if c and at not in places.values()]
            return _Header(int(str(number)), places, tuple(others))
    return None


def _rows(grid: Grid, header: _Header, known: Known, file: str) -> list["_Row | Problem"]:
    found: list[_Row | Problem] = []
    for index, cells in grid.cells[grid.cells.index > header.row].iterrows():
        number = int(str(index))
        given = {name: str(cells.iloc[at]) for name, at in header.places.items()}
        if any(given.values()):
            given["source"] = given.get("source") or f"A list that was loaded ({file})"
            found += _row(number, given, known)
    return found or [Problem(None, "file", "", "holds no inspection", "add a row under the header")]


def _row(number: int, given: dict[str, str], known: Known) -> list["_Row | Problem"]:
    problems: list[_Row | Problem] = []
    content = dict.fromkeys(_HEADINGS, "") | given | {"name_as_published": given["service"]}
    for name, understood in _CELLS.items():
        try:
            content[name] = understood(content[name], known)
        except _CellError as error:
            problems.append(Problem(number, name, given.get(name, ""), error.reason, error.advice))
    if problems:
        return problems
    if not content["overall"]:
        content["note"] = f"{content['note']} {_NO_RATING}".strip()
    score, _, most = content["score"].partition("/")
    content |= {"score": score.strip(), "max_score": most.strip() or content["max_score"]}
    try:
        content["framework"] = content["framework"] or _framework(content["published"], known)
        inspection = listed_inspection(content, "list", f"row {number}")
        require_known(inspection, known.frameworks, known.services, "list", f"row {number}")
    except _CellError as error:
        return [Problem(number, "framework", "", error.reason, error.advice)]
    except DefinitionError as error:
        fault = error.fault
        column = fault.where.partition(", ")[2] or "row"
        return [Problem(number, column, "", fault.wrong, fault.advice)]
    return [_Row(number, inspection)]


class _CellError(Exception):
    def __init__(self, reason: str, advice: str) -> None:
        self.reason, self.advice = reason, advice


def _service(text: str, known: Known) -> str:
    try:
        found = known.service_names.find(text)
    except ServiceNameError as error:
        raise _CellError("is not a known service", error.advice.rstrip(".")) from error
    if not found.by_own_name:
        # An inspection of another service would be laid to this one.
        advice = f"write {found.service.name}, if that service was inspected"
        raise _CellError(f"is a council of {found.service.name}", advice)
    return found.service.id


def _published(text: str, _known: Known) -> str:
    for form, precise in _DATES.items():
        try:
            return f"{dt.datetime.strptime(text, form):{precise}}"  # noqa: DTZ007
        except ValueError:
            continue
    try:
        return PublicationDate(text).text
    except DashboardError as error:
        raise _CellError("is not a date", "write it like 2018-09-20 or 20/09/2018") from error


def _overall(text: str, _known: Known) -> str:
    words = " ".join(text.split()).lower()
    if words in _UNKNOWN:
        return ""
    if words not in _RATINGS:
        advice = f"write one of {', '.join(_RATINGS.values())}, or leave it empty if it is unknown"
        raise _CellError("is not a rating", advice)
    return _RATINGS[words]


def _kind(text: str, _known: Known) -> str:
    words = text.strip().lower() or InspectionKind.SINGLE.value
    if words not in _KINDS:
        raise _CellError("is not a kind of inspection", f"write {' or '.join(_KINDS)}")
    return words


def _score(text: str, _known: Known) -> str:
    if text.lower() in _UNKNOWN:
        return ""
    if not re.fullmatch(r"\d{1,3}( ?/ ?\d{1,3})?", text):
        raise _CellError("is not a score", "write it like 31/36, or leave it empty")
    return text


_CELLS = {
    "service": _service,
    "published": _published,
    "overall": _overall,
    "kind": _kind,
    "score": _score,
}


def _framework(published: str, known: Known) -> str:
    day = PublicationDate(published).latest
    in_use = [one.id for one in known.frameworks.values() if _was_in_use(one, day)]
    if len(in_use) == 1:
        return in_use[0]
    choices = " or ".join(in_use or known.frameworks)
    raise _CellError("does not follow from the date", f"add a column framework with {choices}")


def _was_in_use(framework: Framework, day: dt.date) -> bool:
    until = framework.used_until
    return framework.used_from.earliest <= day and (until is None or day <= until.latest)


def _twice(rows: list[_Row]) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        earlier = first.setdefault(identity(row.inspection), row.number)
        if earlier != row.number:
            where = f"keep one: row {earlier} holds the same inspection"
            yield Problem(row.number, "row", row.inspection.service, "is there twice", where)


def _notes(rows: list[_Row], header: _Header) -> Iterator[str]:
    unknown = [row for row in rows if row.inspection.overall is None]
    for row in unknown:
        name = row.inspection.name_as_published
        yield f"Row {row.number} gives no rating of {name}: it is stored as unknown."
    if header.left_out:
        yield f"Columns that are not taken from a list: {', '.join(header.left_out)}."
