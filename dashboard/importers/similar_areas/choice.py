"""Which list of similar areas is taken of a file that may have several."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.cells import Reading
from dashboard.importers.files.grids import SentFile, read_grids
from dashboard.importers.files.packages import SMALL_UNPACKED_BYTES, refusal
from dashboard.importers.similar_areas.tables import NeighbourTable, tables_in
from dashboard.narrative.published import similar_areas as words

COLUMNS = ["area", "neighbour", "rank"]
# The workbook of the Office for National Statistics has several lists of 300 areas and more.
LARGEST_BYTES, MOST_ROWS = 5_000_000, 50_000
_LONGEST_CHOICE, _MOST_CHOICES = 100, 100


@dataclass(frozen=True)
class SeveralLists(Problem):
    """A file that has several lists: one of `choices` (the first 100) has to be named."""

    choices: tuple[str, ...] = ()


def choices_of(refused: ImportRefusedError) -> tuple[str, ...]:
    """Return the lists of a refused file of which one has to be chosen; none for other faults."""
    return next((p.choices for p in refused.problems if isinstance(p, SeveralLists)), ())


def sent_lists(content: bytes, file: str) -> SentFile:
    """Return the sheets of a file of lists.

    Raises:
        ImportRefusedError: for a file that is too large, empty or no table at all.
    """
    if len(content) > LARGEST_BYTES:
        reason = f"is larger than {LARGEST_BYTES // 1_000_000} MB"
        raise refusal(file, reason, "send a smaller one")
    if not content:
        raise refusal(file, "is empty", f"start it with the columns {', '.join(COLUMNS)}")
    sent = read_grids(content, file, Reading(unpacked_bytes=SMALL_UNPACKED_BYTES))
    rows = sum(len(grid.cells) for grid in sent.grids)
    if rows > MOST_ROWS:
        reason = f"has {rows:,} rows; {MOST_ROWS:,} are the most that can be read"
        raise refusal(file, reason, "send a smaller one")
    return sent


def wanted_table(sent: SentFile, wanted: str) -> NeighbourTable:
    """Return the one list of a file, or of several the one that is wanted.

    Raises:
        ImportRefusedError: if there is none, or none of this name; of several without a wish,
            `choices_of` has their names.
    """
    named = _named(tables_in(sent))
    if not named:
        raise ImportRefusedError(sent.name, [_no_table(sent)])
    choices = {name: table for name, table in named.items() if table.mentions} or named
    if wanted in choices:
        return choices[wanted]
    if len(choices) == 1 and not wanted:
        return next(iter(choices.values()))
    raise ImportRefusedError(sent.name, [_no_choice(tuple(choices), wanted)])


def _named(tables: Sequence[NeighbourTable]) -> dict[str, NeighbourTable]:
    """Return tables by what tells them apart: their model, their sheet, or both."""
    models = Counter(table.model for table in tables)
    sheets = Counter(table.sheet for table in tables)
    found = {}
    for table in tables:
        parts = [table.sheet if len(sheets) > 1 else "", table.model if len(models) > 1 else ""]
        name = ": ".join(part for part in parts if part) or table.model or table.sheet
        found[name[:_LONGEST_CHOICE]] = table
    return found


def _no_table(sent: SentFile) -> Problem:
    filled = [grid.cells for grid in sent.grids if not grid.cells.empty]
    if not filled:
        return next(problem for grid in sent.grids for problem in grid.unreadable)
    first = ", ".join(text for text in map(str, filled[0].iloc[0]) if text)
    advice = 'head one column "area" and one "neighbour", or load a publisher\'s table as it came'
    return Problem(int(filled[0].index[0]), "header", first, "heads no list of areas", advice)


def _no_choice(choices: tuple[str, ...], wanted: str) -> Problem:
    reason = "is none of its lists" if wanted else "has more than one list"
    advice = f"choose one: {words.quoted(choices)}"
    if len(choices) == 1:
        advice = "leave the choice out, because the file has one list only"
    where = "list" if wanted else "file"
    return SeveralLists(None, where, wanted, reason, advice, choices=choices[:_MOST_CHOICES])
