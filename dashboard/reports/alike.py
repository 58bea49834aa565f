"""What many rows of a file have in common: one line for all that is wrong in the same way."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from dashboard.core.plausibility.suspects import Suspect
from dashboard.errors import Problem
from dashboard.narrative.imports import rows_words, several_words

One = TypeVar("One")
# Of a text without an end, so much is shown.
_LONGEST = 60


def alike_problems(problems: Iterable[Problem]) -> tuple[tuple[Problem, ...], ...]:
    """Return the problems of a file, together where column, reason and advice are the same.

    They are in the order in which the first of each stands. One of no row is alone.
    """

    def key(number: int, one: Problem) -> Hashable:
        return (one.sheet, one.column, one.reason, one.advice) if one.row else number

    return together(problems, key)


def alike_suspects(suspects: Iterable[Suspect]) -> tuple[tuple[Suspect, ...], ...]:
    """Return the suspects of a file, together where the same rules doubt them."""
    return together(suspects, lambda number, one: (one.sheet, one.alike) if one.alike else number)


def together(
    each: Iterable[One], key: Callable[[int, One], Hashable]
) -> tuple[tuple[One, ...], ...]:
    """Return those of one key together, in the order of the first; a key sees the place as well."""
    found: dict[Hashable, list[One]] = {}
    for number, one in enumerate(each):
        found.setdefault(key(number, one), []).append(one)
    return tuple(tuple(alike) for alike in found.values())


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield a line for each problem of a file, and one with a count and the rows for many alike."""
    for alike in alike_problems(problems):
        first = alike[0]
        if len(alike) == 1:
            yield str(first)
        else:
            # Of several texts, what is wrong is said of each.
            each = ": each" if len({one.value for one in alike}) > 1 else ""
            told = f"{values_of(alike, quoted=True)}{each} {first.reason}"
            yield f"{where_of(alike)}: {told}: {first.advice}"


def suspect_lines(suspects: Iterable[Suspect]) -> Iterator[str]:
    """Yield each suspect, or the first of many alike, with its reasons a line each beneath."""
    for alike in alike_suspects(suspects):
        first, such = alike[0], "such as " if len(alike) > 1 else ""
        yield f"{rows_of(alike)}: {such}{first.what}: {first.value}"
        yield from (f"    {reason}" for reason in first.reasons)


def where_of(alike: Sequence[Problem]) -> str:
    """Return the rows of alike problems and their column; a whole row has none."""
    rows, column = rows_of(alike), alike[0].column
    return ", ".join(part for part in (rows, "" if rows and column == "row" else column) if part)


def rows_of(alike: Sequence[Problem] | Sequence[Suspect]) -> str:
    """Return the rows of what is alike: "row 3", "18 rows (2 to 19)"; "" where there is none.

    Where several sheets are read, theirs is named before: 'sheet "Q1", row 3'.
    """
    rows = rows_words([one.row for one in alike if one.row]).text
    sheet = f'sheet "{alike[0].sheet}"' if alike[0].sheet else ""
    return ", ".join(part for part in (sheet, rows) if part)


def values_of(alike: Sequence[Problem], *, quoted: bool = False) -> str:
    """Return the different texts that stand in the cells of alike problems, the first few."""
    mark = '"' if quoted else ""
    texts = dict.fromkeys(one.value[:_LONGEST] for one in alike)
    return several_words([f"{mark}{each}{mark}" if each or quoted else "nothing" for each in texts])
