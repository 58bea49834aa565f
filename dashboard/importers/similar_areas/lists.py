"""A file of similar areas that somebody adds: their own list, or a publisher's as it came."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.core.area_names import AreaNameError
from dashboard.core.areas import MOST_AREAS_IN_A_GROUP, Area
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.grids import SentFile
from dashboard.importers.similar_areas.choice import MOST_ROWS, sent_lists, wanted_table
from dashboard.importers.similar_areas.places import ListedPlaces
from dashboard.importers.similar_areas.tables import Mention, NeighbourTable
from dashboard.narrative import readings
from dashboard.narrative.published import similar_areas as words

# Nobody reads more at once, and naming what comes nearest takes time.
_MOST_PROBLEMS = 200
TEMPLATE = (
    "area,neighbour,rank\n"
    "(replace: the name or code of an area),(the name or code of the area most like it),1\n"
    "(replace: the same area again),(the next area; rank may be left out),2\n"
)


@dataclass(frozen=True)
class SimilarAreas:
    """The neighbours of each area of a file, as codes, nearest first, and what was not read."""

    lists: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Row:
    number: int
    area: Area
    neighbour: Area
    written: str
    rank: str
    headings: tuple[str, str]


@dataclass
class _Read:
    """What the rows of a table say, with their problems and what was left out of it.

    `rows` are by the codes of area and neighbour, `left_out` has the number of neighbours that are
    not known by the code of the area.
    """

    rows: dict[str, dict[str, _Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def read_similar_areas(
    content: bytes, file: str, areas: Iterable[Area], wanted: str = ""
) -> SimilarAreas:
    """Return the neighbours of each area of a file, by rank or else in the file's order.

    It is a long table such as our template, or a table of a publisher: see `neighbour_tables`.
    Areas are local authorities, by code, name or number of the Department for Education. In our own
    template each must be known. `wanted` is the list to take where a file has several. A file is
    taken whole or not at all.

    Raises:
        ImportRefusedError: carrying every problem of the file (the first 200), each with its row;
            if there are several lists and none is wanted, `choices_of` has their names.
    """
    sent = sent_lists(content, file)
    table = wanted_table(sent, wanted)
    listed = (texts for each in table.mentions for texts in (each.area, each.neighbour))
    places = ListedPlaces(areas, listed, may_be_new=not table.is_template)
    read = _read(table, places)
    problems = read.problems
    problems += [p for listed in read.rows.values() for p in _too_many(listed.values(), table)]
    if not problems:
        # A row that could not be read leaves a gap in the ranks that is no fault of theirs.
        problems += _rank_problems(read, table)
    if not problems and not read.rows:
        problems.append(_nobody(table))
    if problems:
        raise ImportRefusedError(file, sorted(problems, key=lambda problem: problem.row or 0))
    lists = {code: _in_order(listed.values()) for code, listed in read.rows.items()}
    return SimilarAreas(lists, tuple(_notes(sent, table, places, read)))


def _nobody(table: NeighbourTable) -> Problem:
    if not table.mentions:
        return Problem(None, "file", "", "holds no rows", "add a row under the header")
    advice = "write councils of England by their names or codes"
    return Problem(None, "file", "", "lists no area that is known", advice)


def _read(table: NeighbourTable, places: ListedPlaces) -> _Read:
    read = _Read(problems=list(table.problems))
    for mention in table.mentions:
        if len(read.problems) >= _MOST_PROBLEMS:
            break
        if _is_remark(mention, places):
            read.remarks.append((mention.row, next(text for text in mention.area if text)))
            continue
        found = [_place(mention, texts, places) for texts in (mention.area, mention.neighbour)]
        wrong = [each for each in found if isinstance(each, Problem)]
        if not any(mention.neighbour) and not table.is_template:
            continue
        read.problems += wrong
        area, neighbour = found
        if isinstance(area, Area) and neighbour is None:
            read.left_out[area.code] += 1
        if isinstance(area, Area) and isinstance(neighbour, Area):
            written = next(text for text in mention.neighbour if text)
            rank = _whole(mention.rank)
            row = _Row(mention.row, area, neighbour, written, rank, mention.headings)
            _take(read, row)
    return read


def _is_remark(mention: Mention, places: ListedPlaces) -> bool:
    """Return whether a row is a note below the table: a text that is no area, and nothing else."""
    if any(mention.neighbour) or mention.rank or not any(mention.area):
        return False
    return not places.may_be_meant(mention.area)


def _place(mention: Mention, texts: tuple[str, ...], places: ListedPlaces) -> Area | Problem | None:
    try:
        return places.find(texts)
    except AreaNameError as error:
        heading = mention.headings[0 if texts is mention.area else 1]
        return Problem(mention.row, heading, error.given, error.reason, error.advice)


def _take(read: _Read, row: _Row) -> None:
    """Add a row to those read, once where it says the same as an earlier one."""
    if row.area.code == row.neighbour.code:
        reason, advice = "is the area itself", "remove the row"
        itself = Problem(row.number, row.headings[1], row.written, reason, advice)
        read.problems.append(itself)
        return
    earlier = read.rows.setdefault(row.area.code, {}).setdefault(row.neighbour.code, row)
    if earlier is row:
        return
    if earlier.rank == row.rank:
        read.repeated.append(row.number)
        return
    where = f"keep one: row {earlier.number} names it for {row.area.name} too"
    twice = Problem(row.number, row.headings[1], row.written, "is there twice", where)
    read.problems.append(twice)


def _whole(rank: str) -> str:
    """Return a rank as a whole number, where a spreadsheet made 1.0 of it."""
    number, point, rest = rank.partition(".")
    return number if point and number.isdecimal() and not rest.strip("0") else rank


def _too_many(listed: Iterable[_Row], table: NeighbourTable) -> Iterator[Problem]:
    rows = list(listed)
    if table.is_template and len(rows) > MOST_AREAS_IN_A_GROUP:
        reason = f"has {len(rows)} neighbours"
        advice = f"keep the nearest {MOST_AREAS_IN_A_GROUP} at most"
        yield Problem(rows[0].number, rows[0].headings[0], rows[0].area.name, reason, advice)


def _rank_problems(read: _Read, table: NeighbourTable) -> Iterator[Problem]:
    """Yield ranks that are none, or that stand twice; in our template also those with a gap."""
    for code, listed in read.rows.items():
        rows = list(listed.values())
        most = len(rows) + read.left_out[code] if table.is_template else MOST_ROWS
        if any(row.rank for row in rows):
            yield from _not_free(rows, most)


def _not_free(rows: Sequence[_Row], most: int) -> Iterator[Problem]:
    expected = set(map(str, range(1, most + 1)))
    for row in rows:
        if row.rank not in expected:
            # Seen once, a rank is used up: a second row with it is one too many.
            reason = f"is not a rank of {row.area.name} that is still free"
            advice = f"number its rows from 1 to {len(rows)}, or leave the column out"
            yield Problem(row.number, "rank", row.rank, reason, advice)
        expected.discard(row.rank)


def _in_order(listed: Iterable[_Row]) -> tuple[str, ...]:
    rows = list(listed)
    if rows[0].rank:
        rows = sorted(rows, key=lambda row: int(row.rank))
    return tuple(row.neighbour.code for row in rows)[:MOST_AREAS_IN_A_GROUP]


def _notes(
    sent: SentFile, table: NeighbourTable, places: ListedPlaces, read: _Read
) -> Iterator[str]:
    """Yield what was not read, and what was read otherwise than it stands."""
    others = [grid.name for grid in sent.grids if grid.name != table.sheet and not grid.cells.empty]
    longest = max(map(len, read.rows.values()))
    told = (
        readings.sheets_not_read(others),
        readings.columns_not_read(table.unread),
        words.remarks_not_read(read.remarks),
        words.rows_repeated(read.repeated),
        words.not_known(list(places.not_known)),
        words.districts_left_out(len(places.districts)),
        words.elsewhere_left_out(len(places.elsewhere)),
        words.old_codes({code: area.name for code, area in places.old_codes.items()}),
        words.by_their_time({text: area.code for text, area in places.of_this_name.items()}),
        words.nearest_kept(MOST_AREAS_IN_A_GROUP, longest),
    )
    yield from (clause.text for clause in told if clause)
