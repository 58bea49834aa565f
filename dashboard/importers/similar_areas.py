"""A list of similar areas that a user supplies: one row an area and one of its neighbours."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dashboard.core.area_names import AreaNameError, AreaNames
from dashboard.core.areas import MOST_AREAS_IN_A_GROUP, Area
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.headings import Headings
from dashboard.importers.sent_tables import small_table

COLUMNS = ["area", "neighbour", "rank"]
LARGEST_BYTES, MOST_ROWS = 1_000_000, 5_000
_HEADINGS = Headings(names=tuple(COLUMNS), needed=tuple(COLUMNS[:2]))
# Nobody reads more at once, and naming what comes nearest takes time.
_MOST_PROBLEMS = 200
TEMPLATE = (
    "area,neighbour,rank\n"
    "(replace: the name or code of an area),(the name or code of the area most like it),1\n"
    "(replace: the same area again),(the next area; rank may be left out),2\n"
)


@dataclass(frozen=True)
class _Row:
    number: int
    area: Area
    neighbour: Area
    rank: str


def read_similar_areas(
    content: bytes, file: str, areas: Iterable[Area]
) -> dict[str, tuple[str, ...]]:
    """Return the neighbours of each area of a file, as codes, by rank or else in the file's order.

    Areas are local authorities, by code or exact name. A file is taken whole or not at all.

    Raises:
        ImportRefusedError: carrying every problem of the file (the first 200), each with its row.
    """
    sent = small_table(content, file, _HEADINGS, LARGEST_BYTES, MOST_ROWS, rows_are="rows")
    problems = list(sent.problems)
    rows: dict[str, list[_Row]] = {}
    for found in _read(sent.records(COLUMNS), AreaNames(areas)):
        if isinstance(found, _Row):
            rows.setdefault(found.area.code, []).append(found)
        elif len(problems) < _MOST_PROBLEMS:
            problems.append(found)
        else:
            break
    problems += [problem for listed in rows.values() for problem in _list_problems(listed)]
    if not problems:
        # A row that could not be read leaves a gap in the ranks that is no fault of theirs.
        problems = [problem for listed in rows.values() for problem in _rank_problems(listed)]
    if problems:
        raise ImportRefusedError(file, sorted(problems, key=lambda problem: problem.row or 0))
    return {code: _in_order(listed) for code, listed in rows.items()}


def _read(
    records: Iterable[tuple[int, Mapping[str, str]]], names: AreaNames
) -> Iterator[_Row | Problem]:
    for number, cells in records:
        places = []
        for column in ("area", "neighbour"):
            try:
                places.append(_place(cells[column], names))
            except AreaNameError as error:
                yield Problem(number, column, error.given, error.reason, error.advice)
        if len(places) < 2:
            continue
        area, neighbour = places
        if area.code == neighbour.code:
            yield Problem(
                number, "neighbour", cells["neighbour"], "is the area itself", "remove the row"
            )
        else:
            yield _Row(number, area, neighbour, cells["rank"])


def _place(text: str, names: AreaNames) -> Area:
    if not text:
        raise AreaNameError(text, "is empty", "name an area, or remove the row")
    return names.find(text)


def _list_problems(rows: list[_Row]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in rows:
        earlier = first.setdefault(row.neighbour.code, row.number)
        if earlier != row.number:
            where = f"keep one: row {earlier} names it for {row.area.name} too"
            yield Problem(row.number, "neighbour", row.neighbour.name, "is there twice", where)
    if len(rows) > MOST_AREAS_IN_A_GROUP:
        reason = f"has {len(rows)} neighbours"
        advice = f"keep the nearest {MOST_AREAS_IN_A_GROUP} at most"
        yield Problem(rows[0].number, "area", rows[0].area.name, reason, advice)


def _rank_problems(rows: list[_Row]) -> Iterator[Problem]:
    given = [row for row in rows if row.rank]
    if not given:
        return
    expected = {str(rank) for rank in range(1, len(rows) + 1)}
    for row in rows:
        if row.rank not in expected:
            # Seen once, a rank is used up: a second row with it is one too many.
            reason = f"is not a rank of {row.area.name} that is still free"
            advice = f"number its rows from 1 to {len(rows)}, or leave the column out"
            yield Problem(row.number, "rank", row.rank, reason, advice)
        expected.discard(row.rank)


def _in_order(rows: list[_Row]) -> tuple[str, ...]:
    if rows[0].rank:
        rows = sorted(rows, key=lambda row: int(row.rank))
    return tuple(row.neighbour.code for row in rows)
