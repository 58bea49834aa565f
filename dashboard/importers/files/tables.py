"""CSV tables as people send them: rows as a spreadsheet counts them, and what is wrong."""

import csv
import difflib
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.errors import Problem


@dataclass(frozen=True)
class SentTable:
    """The cells of a file as text, each row with its number (the header is row 1)."""

    header: list[str]
    rows: list[tuple[int, list[str]]]
    problems: list[Problem]

    def records(self, columns: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
        """Return each row's number and its cells by column, "" for a column that is not there."""
        empty = dict.fromkeys(columns, "")
        for number, cells in self.rows:
            stripped = (cell.strip() for cell in cells)
            yield number, empty | dict(zip(self.header, stripped, strict=True))


def read_table(
    content: bytes,
    columns: Sequence[str],
    needed: Collection[str],
    ignored: Collection[str] = (),
    rows_are: str = "rows",
) -> SentTable:
    """Return the rows of a CSV file in UTF-8, and each problem of its form.

    Semicolons may part the cells, as Excel writes them where a comma marks decimals. Blank rows
    are left out, and rows of another length than the header are problems. Columns other than these
    and the ignored ones are refused. `rows_are` says what a file without any lacks.
    """
    try:
        found = _records(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _no_table("is not in UTF-8", 'save it as "CSV UTF-8" and load it again')
    except csv.Error as error:
        return _no_table(f"is no CSV file ({error})", "save it again as CSV")
    if not found or not any(cell.strip() for cell in found[0]):
        return _no_table("is empty", f"start it with the columns {', '.join(columns)}")
    header = [name.strip().lower() for name in found[0]]
    problems = list(header_problems(header, columns, needed, ignored))
    if problems:
        return SentTable(header, [], problems)
    rows, problems = _rows(header, found[1:])
    if not rows and not problems:
        return _no_table(f"holds no {rows_are}", "add a row under the header")
    return SentTable(header, rows, problems)


def _records(text: str) -> list[list[str]]:
    if "\x00" in text:
        raise csv.Error("it holds NUL characters")
    header = text.partition("\n")[0]
    delimiter = ";" if ";" in header and "," not in header else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def _no_table(reason: str, advice: str) -> SentTable:
    return SentTable([], [], [Problem(None, "file", "", reason, advice)])


def header_problems(
    header: list[str], columns: Sequence[str], needed: Collection[str], ignored: Collection[str]
) -> Iterator[Problem]:
    """Yield what is wrong with a header: columns nobody knows, that stand twice or that lack."""
    for name in sorted(set(header) - {*columns, *ignored}):
        yield Problem(1, name, name, "is not a column of the template", nearest(name, columns))
    for name in sorted({name for name in header if header.count(name) > 1}):
        yield Problem(1, name, name, "heads two columns", "keep one of them")
    for name in needed:
        if name not in header:
            yield Problem(1, name, "", "is missing from the header", f'add the column "{name}"')


def _rows(
    header: list[str], records: list[list[str]]
) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    rows, problems = [], []
    for number, record in enumerate(records, start=2):
        if not any(cell.strip() for cell in record):
            continue
        if len(record) != len(header):
            found = f"has {len(record)} cells where the header has {len(header)}"
            problems.append(Problem(number, "row", ",".join(record), found, "mend the row"))
            continue
        rows.append((number, record))
    return rows, problems


def nearest(given: str, choices: Iterable[str] | Mapping[str, object]) -> str:
    """Return advice that names what comes nearest; a mapping says how each choice is written."""
    words = choices if isinstance(choices, Mapping) else {choice: choice for choice in choices}
    by_lower = {choice.lower(): choice for choice in words}
    found = difflib.get_close_matches(given.lower(), by_lower, n=3, cutoff=0.6)
    if found:
        shown = dict.fromkeys(_written(words, by_lower[match]) for match in found)
        return f"did you mean {' or '.join(shown)}?"
    some = ", ".join(_written(words, choice) for choice in list(words)[:3])
    return f"choose a known one, such as {some}"


def _written(words: Mapping[str, object], choice: str) -> str:
    meant = words[choice]
    return meant if isinstance(meant, str) and re.search(r"\(", meant) else choice
