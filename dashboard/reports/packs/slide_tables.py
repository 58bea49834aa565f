"""A table in parts of which each fits on a slide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from dashboard.charts.drawing import Drawing
from dashboard.core.sentences import NOTHING, Clause
from dashboard.reports.packs.document import Cell, Table
from dashboard.reports.packs.office_words import LEADING, cell_words, lines_of, shortened, written

# In points: the margins of a cell on both sides together.
CELL_ACROSS, CELL_DOWN = 14, 8
_SIZES, _MOST_LARGE_COLUMNS = (14, 12, 11), 4
# As many rows as can be looked at together, where a slide has room for all of a table.
_MOST_TOGETHER = 12
# A cell of more lines than these has its other words in the notes.
_MOST_LINES, _MOST_HEADING_LINES = 8, 4
_POINTS_OF_A_PIXEL = 0.75


@dataclass(frozen=True)
class CellDrawing:
    """A small drawing at the foot of a cell, named by its row and column; sizes are in points."""

    row: int
    column: int
    drawing: Drawing
    alt: str
    width: float

    @property
    def height(self) -> float:
        return self.width / self.drawing.width * self.drawing.height


@dataclass(frozen=True)
class TablePart:
    """The rows of a table that one slide has.

    `words` are the texts of its rows, shortened where one is too long, and `whole` are those texts
    whole. Widths and size of letters are in points.
    """

    headings: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]
    widths: tuple[float, ...]
    size: float
    strong: frozenset[tuple[int, int]] = frozenset()
    drawings: tuple[CellDrawing, ...] = ()
    whole: tuple[str, ...] = ()
    caption: Clause = NOTHING
    is_beginning: bool = True

    @property
    def height(self) -> float:
        return sum(self.heights)


def parts_of(table: Table, width: float, room: float, most_rows: int) -> Iterator[TablePart]:
    """Yield a table's first `most` rows in parts of at most so many, which fit into a room.

    A table that is a little longer is one part with smaller letters, if that has room. The first
    of the heights is that of the headings, which every part has again. A table without rows is
    one part.
    """
    rows = table.rows[: table.most]
    widths, sizes = _widths(table, width), _sizes(table, most_rows)
    for size in sizes:
        whole = _part(_without_rows(table, widths, size), rows)
        if whole.height <= room and len(rows) <= max(most_rows, _MOST_TOGETHER):
            yield whole
            return
    yield from _split(_without_rows(table, widths, sizes[0]), rows, room, most_rows)


def _sizes(table: Table, most_rows: int) -> tuple[int, ...]:
    is_wide = len(table.headings) > _MOST_LARGE_COLUMNS or most_rows > _MOST_TOGETHER
    return _SIZES[1:] if is_wide else _SIZES


def _part(empty: TablePart, rows: Sequence[Sequence[Cell]]) -> TablePart:
    return reduce(_with_row, rows, empty)


def _split(
    empty: TablePart, rows: Sequence[Sequence[Cell]], room: float, most_rows: int
) -> Iterator[TablePart]:
    part = empty
    for row in rows:
        longer = _with_row(part, row)
        if part.words and (longer.height > room or len(longer.words) > most_rows):
            yield part
            longer = _with_row(empty, row)
        part = longer
    yield part


def _without_rows(table: Table, widths: tuple[float, ...], size: float) -> TablePart:
    whole = [written(each.text) for each in table.headings]
    headings = tuple(
        shortened(text, size, width - CELL_ACROSS, _MOST_HEADING_LINES, bold=True)
        for text, width in zip(whole, widths, strict=True)
    )
    cut = tuple(text for text, short in zip(whole, headings, strict=True) if text != short)
    top = _height(headings, widths, size, bold=True)
    return TablePart(headings, (), (top,), widths, size, whole=cut)


def _with_row(part: TablePart, row: Sequence[Cell]) -> TablePart:
    whole = [cell_words(cell) for cell in row]
    words = tuple(
        shortened(text, part.size, width - CELL_ACROSS, _MOST_LINES, bold=cell.strong)
        for text, width, cell in zip(whole, part.widths, row, strict=True)
    )
    cut = [text for text, short in zip(whole, words, strict=True) if text != short]
    strong = {(len(part.words), at) for at, cell in enumerate(row) if cell.strong}
    drawings = tuple(_drawings(part, row))
    height = _height(words, part.widths, part.size, bold=bool(strong))
    return replace(
        part,
        words=(*part.words, words),
        heights=(*part.heights, height + max((each.height for each in drawings), default=0)),
        strong=part.strong | strong,
        drawings=(*part.drawings, *drawings),
        whole=(*part.whole, *cut),
    )


def _drawings(part: TablePart, row: Sequence[Cell]) -> Iterator[CellDrawing]:
    for at, (cell, width) in enumerate(zip(row, part.widths, strict=True)):
        alt = cell_words(cell)
        if cell.drawing is not None and alt:
            across = min(cell.drawing.width * _POINTS_OF_A_PIXEL, width - CELL_ACROSS)
            said = written(cell.drawing.alt) or alt
            yield CellDrawing(len(part.words), at, cell.drawing, said, across)


def _widths(table: Table, width: float) -> tuple[float, ...]:
    shares = table.shares or (1.0,) * len(table.headings)
    return tuple(share / sum(shares) * width for share in shares)


def _height(words: Sequence[str], widths: Sequence[float], size: float, *, bold: bool) -> float:
    lines = max(
        lines_of(text, size, width - CELL_ACROSS, bold=bold)
        for text, width in zip(words, widths, strict=True)
    )
    return lines * size * LEADING + CELL_DOWN
