"""How the file of an edited register was read, in words."""

from collections.abc import Mapping, Sequence

from dashboard.core.sentences import Clause, fill, lower_first
from dashboard.narrative import readings
from dashboard.narrative.imports import several_words

# So many rows are named; the others are counted.
_SHOWN = 5


def sheet_renamed(name: str, title: str) -> Clause:
    """Return as which sheet of the register another name was read."""
    words = 'The sheet "{name}" was read as "{title}": it has those columns.'
    return fill(words, name=name, title=title)


def others_not_looked_at(why: str) -> Clause:
    """Return why the sheets of other names were not even looked at."""
    return fill("The other sheets were not looked at, because the file {why}.", why=why)


def above_not_read(title: str, row: int) -> Clause:
    """Return that something stands above the header of a sheet."""
    return fill("{title}, above row {row}: nothing there is read.", title=title, row=str(row))


def of_sheet(title: str, told: str) -> Clause:
    """Return a sentence about the table of one sheet, with its title."""
    return fill("{title}, {told}", title=title, told=lower_first(told))


def days_read(title: str, column: str, meanings: Mapping[str, str]) -> Clause:
    """Return what the days in a column of a sheet were read as."""
    return of_sheet(title, readings.read_as(column, meanings).text)


def rows_not_of_register(rows: Sequence[tuple[str, str]], number: int) -> Clause:
    """Return which rows are not read, because they have a text in the first column alone."""
    template = "Rows that are not read, because only their first cell is filled: {texts}."
    return fill(template, texts=several_words(_beside(rows), number))


def statuses_not_read(title: str, rows: Sequence[tuple[str, str]], number: int) -> Clause:
    """Return in which rows somebody wrote a status, which the register works out itself."""
    template = (
        "{title}, a status written here is not read: {texts}. "
        "It changes on the page of its recommendation."
    )
    return fill(template, title=title, texts=several_words(_beside(rows), number))


def _beside(rows: Sequence[tuple[str, str]]) -> list[str]:
    return [f'{place} ("{readings.shortened(text)}")' for place, text in rows[:_SHOWN]]
