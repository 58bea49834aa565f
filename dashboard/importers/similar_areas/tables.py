"""Lists of similar areas as sheets have them: where a table is, and what each of its rows says.

A table is long, with a row for each neighbour, or wide, with a row for each area. Its columns are
known by their headings, as the dashboard's template, the Department for Education and the Office
for National Statistics write them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from dashboard.core.place_names import plain_name
from dashboard.errors import Problem
from dashboard.importers.files.cells import column_letters
from dashboard.importers.files.grids import Grid, SentFile
from dashboard.importers.files.packages import refusal

# A title and notes may stand above the header.
_ROWS_ABOVE = 15
_LONGEST_HEADING = 60
# Three tables of how far each of 150 authorities lies from every other have fewer.
MOST_NEIGHBOURS = 100_000
_TEMPLATE = {"area", "neighbour", "rank"}

_AREA_CODE = re.compile(
    r"((area|gss|la|lad|ons|utla|authority|local authority|new la|geography) )?code|gss|areacd"
    r"|(ctyua|utla|ltla|lad)\d{0,2}cd"
)
_AREA_NUMBER = re.compile(r"la (num|number|no)|old la code|dfe (number|code)|lea( number)?")
_AREA_NAME = re.compile(
    r"area|la|council|place|authority|local authority|areanm|(ctyua|utla|ltla|lad)\d{0,2}nm"
    r"|((area|la|lad|council|utla|authority|local authority|geography) )?name"
)
_MODEL = re.compile(r"model|list|edition|version")
_NUMBERED = re.compile(r"([^\d]{0,40}?) ?([0-9]{1,2})(?:st|nd|rd|th)?( [^\d]{1,30})?")
_NEIGHBOUR = {"neighbour", "neighbours", "neighbor", "neighbors", "sn", "nn"}
_RANK = {"rank", "ranking", "position", "order"}
_CLOSENESS = {"distance", "closeness", "similarity", "score", "snp"}
_CODE_WORDS, _NUMBER_WORDS = {"code", "gss", "cd", "ons"}, {"number", "num", "no"}

_CODE, _NUMBER, _NAME = range(3)


@dataclass(frozen=True)
class Mention:
    """A neighbour that a row names for an area, and its rank as it is written, "" without one.

    `area` and `neighbour` have the text of each column that may name it, codes before names.
    `headings` are those of the first such columns, for whoever has to find a fault.
    """

    row: int
    area: tuple[str, ...]
    neighbour: tuple[str, ...]
    rank: str
    headings: tuple[str, str] = ("area", "neighbour")


@dataclass(frozen=True)
class NeighbourTable:
    """One list of similar areas: its sheet and model, "" where there is only one, and its rows.

    `is_template` says that it is laid out as the dashboard's template. `unread` are the headings of
    columns that nobody reads, and `problems` rows that cannot be read.
    """

    sheet: str
    model: str
    mentions: tuple[Mention, ...]
    is_template: bool
    unread: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Header:
    """A row of headings: which columns name the area, its neighbours by place, rank and model.

    `slots` has the neighbours' columns by their number, of a long table by 0. `length` is how many
    cells the row has in a CSV file.
    """

    place: int
    written: tuple[str, ...]
    areas: tuple[int, ...] = ()
    slots: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    rank: int | None = None
    model: int | None = None
    length: int | None = None

    @property
    def is_one(self) -> bool:
        return bool(self.areas and self.slots)

    @cached_property
    def read(self) -> frozenset[int]:
        of_slots = (number for columns in self.slots.values() for number in columns)
        single = (number for number in (self.rank, self.model) if number is not None)
        return frozenset((*self.areas, *of_slots, *single))

    def neighbours(self, grid: Grid) -> int:
        """Return how many cells of the neighbours' columns hold something."""
        columns = [number for columns in self.slots.values() for number in columns]
        return int((grid.cells.iloc[self.place + 1 :][columns] != "").to_numpy().sum())

    @property
    def is_template(self) -> bool:
        return {plain_name(self.written[number]) for number in self.read} <= _TEMPLATE

    def heading(self, number: int) -> str:
        return self.written[number] or f"column {column_letters(number + 1)}"

    def column(self, number: int) -> str:
        """Return what a fault calls a column: as our template does, else by its heading."""
        plain = plain_name(self.written[number])
        return plain if plain in _TEMPLATE else self.heading(number)


def tables_in(sent: SentFile) -> list[NeighbourTable]:
    """Return every list of similar areas in a file: one for each sheet and model that has one.

    Raises:
        ImportRefusedError: if they have more than 100,000 neighbours.
    """
    found = [(grid, header) for grid in sent.grids if (header := _header_of(grid)) is not None]
    if sum(header.neighbours(grid) for grid, header in found) > MOST_NEIGHBOURS:
        reason = f"has more than {MOST_NEIGHBOURS:,} neighbours"
        raise refusal(sent.name, reason, "send a smaller one")
    return [each for grid, header in found for each in _tables(grid, header)]


def _header_of(grid: Grid) -> _Header | None:
    for place, cells in enumerate(grid.cells.head(_ROWS_ABOVE).itertuples(index=False, name=None)):
        length = None if grid.lengths is None else int(grid.lengths[place])
        header = _header(place, tuple(map(str, cells)), length)
        if header.is_one:
            return header
    return None


def _header(place: int, written: tuple[str, ...], length: int | None) -> _Header:
    areas: list[tuple[int, int]] = []
    slots: dict[int, list[tuple[int, int]]] = {}
    single: dict[str, int] = {}
    for number, text in enumerate(written):
        kind, slot, order = _role(text)
        if kind == "area":
            areas.append((order, number))
        elif kind == "neighbour":
            slots.setdefault(slot, []).append((order, number))
        elif kind:
            single.setdefault(kind, number)
    wide = {slot: columns for slot, columns in slots.items() if slot}
    return _Header(
        place=place,
        written=written,
        areas=_by_order(areas),
        slots={slot: _by_order(columns) for slot, columns in sorted((wide or slots).items())},
        rank=None if wide else single.get("rank"),
        model=single.get("model"),
        length=length,
    )


def _by_order(columns: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(number for _, number in sorted(columns))


def _role(text: str) -> tuple[str, int, int]:
    """Return what a heading heads, of which neighbour, and whether codes, numbers or names."""
    plain = plain_name(text[:_LONGEST_HEADING])
    numbered = _NUMBERED.fullmatch(plain)
    before, slot, after = numbered.groups("") if numbered else (plain, "0", "")
    words = {*before.split(), *after.split()}
    if not plain or words & _CLOSENESS:
        return "", 0, 0
    if words & _RANK:
        return "rank", 0, 0
    if words & _NEIGHBOUR:
        order = _CODE if words & _CODE_WORDS else _NAME
        if words & _NUMBER_WORDS and slot == "0":
            # Without "LA" before it, the number of a neighbour is its place.
            return ("neighbour", 0, _NUMBER) if words & {"la", "lea", "dfe"} else ("rank", 0, 0)
        return "neighbour", int(slot), order
    for order, pattern in enumerate((_AREA_CODE, _AREA_NUMBER, _AREA_NAME)):
        if pattern.fullmatch(plain):
            return "area", 0, order
    return ("model" if _MODEL.fullmatch(plain) else ""), 0, 0


def _tables(grid: Grid, header: _Header) -> Iterator[NeighbourTable]:
    by_model: dict[str, list[Mention]] = {}
    problems = list(_unreadable(grid, header))
    unread_rows = {problem.row for problem in problems}
    below = grid.cells.iloc[header.place + 1 :]
    for row, *cells in below.itertuples(name=None):
        problem = _too_long(int(row), cells, header)
        if problem:
            problems.append(problem)
        elif row not in unread_rows:
            model = cells[header.model] if header.model is not None else ""
            by_model.setdefault(model, []).extend(_mentions(int(row), cells, header))
    table = NeighbourTable(
        sheet=grid.name,
        model="",
        mentions=(),
        is_template=header.is_template,
        unread=_unread(grid, header),
        problems=tuple(problems),
    )
    for model, mentions in (by_model or {"": []}).items():
        yield replace(table, model=model, mentions=tuple(mentions))


def _mentions(row: int, cells: Sequence[str], header: _Header) -> Iterator[Mention]:
    """Yield what a row says; where it names no neighbour, one without any."""
    area = tuple(cells[number] for number in header.areas)
    rank = cells[header.rank] if header.rank is not None else ""
    first = header.column(header.areas[0])
    named = 0
    for slot, columns in header.slots.items():
        neighbour = tuple(cells[number] for number in columns)
        if any(neighbour):
            headings = first, header.column(columns[0])
            named += 1
            yield Mention(row, area, neighbour, rank or (str(slot) if slot else ""), headings)
    if not named and (any(area) or rank):
        columns = next(iter(header.slots.values()))
        yield Mention(row, area, ("",), rank, (first, header.column(columns[0])))


def _too_long(row: int, cells: Sequence[str], header: _Header) -> Problem | None:
    """Return the problem of a row of a CSV file that has more cells than its header, or None."""
    if header.length is None or not any(cells[header.length :]):
        return None
    number = max(place for place, cell in enumerate(cells, start=1) if cell)
    reason = f"has {number} cells where the header has {header.length}"
    advice = "mend the row; a text with a comma needs quotation marks"
    return Problem(row, "row", ",".join(cells[:number]), reason, advice)


def _unreadable(grid: Grid, header: _Header) -> Iterator[Problem]:
    """Yield the cells without a value in columns that are read, by their headings."""
    letters = {column_letters(number + 1): number for number in header.read}
    header_row = int(grid.cells.index[header.place])
    for problem in grid.unreadable:
        number = letters.get(problem.column)
        if number is not None and (problem.row or 0) > header_row:
            yield replace(problem, column=header.column(number))


def _unread(grid: Grid, header: _Header) -> tuple[str, ...]:
    """Return the headings of columns that hold something and are not read."""
    below = grid.cells.iloc[header.place + 1 :]
    width = min(len(header.written), header.length or len(header.written))
    filled = (
        number
        for number in range(width)
        if number not in header.read and bool((below[number] != "").any())
    )
    return tuple(dict.fromkeys(header.heading(number) for number in filled))
