"""How a file was read, in words: what was left out of it, and what was read otherwise."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from dashboard.core.sentences import NOTHING, Clause, capitalised, counted, fill
from dashboard.narrative.imports import several_words

# As many texts are looked at as a sentence names.
_FIRST = 5
_LONGEST = 60


def columns_not_read(headings: Sequence[str]) -> Clause:
    """Return which columns are not read: "Columns that are not read: Completed by and RAG."."""
    return _listed("Columns that are not read: {texts}.", dict.fromkeys(map(shortened, headings)))


def cells_not_read(cells: Iterable[tuple[str, str]]) -> Clause:
    """Return which cells without a heading are not read, each with what stands in it."""
    return _listed("Cells without a heading that are not read: {texts}.", _beside(cells))


def rows_not_read(rows: Sequence[tuple[str, str]], number: int) -> Clause:
    """Return which rows hold no figure and are not read, each with what stands in it.

    `number` is how many there are; the first few rows are enough.
    """
    template = "Not read, because they are no rows of figures: {texts}."
    return fill(template, texts=several_words(_beside(rows), number))


def sheets_not_read(names: Sequence[str]) -> Clause:
    """Return which sheets of a workbook are not read."""
    return _listed("Sheets that are not read: {texts}.", list(map(shortened, names)))


def sheets_read(names: Sequence[str]) -> Clause:
    """Return which sheets are read as one table."""
    return _listed("Sheets that are read together: {texts}.", list(map(shortened, names)))


def rows_repeated(rows: Sequence[tuple[str, str]], number: int, *, exactly: bool = True) -> Clause:
    """Return which rows repeat which other ones, so that they count once.

    `exactly` is false where a remark beside one differs.
    `number` is how many there are; the first few rows, each with the earlier one, are enough.
    """
    (again, first), *_ = rows
    if number == 1:
        return fill(
            "{again} repeats {first} exactly and counts once."
            if exactly
            else "{again} repeats the figure of {first} and counts once.",
            again=capitalised(again),
            first=first,
        )
    pairs = [f"{again} repeats {first}" for again, first in rows]
    return fill("Counted once: {texts}.", texts=several_words(pairs, number))


def remarks_not_read(rows: Sequence[tuple[str, str]], number: int) -> Clause:
    """Return which rows that count once with an earlier one have another remark beside them."""
    template = "Notes of repeated rows that are not read: {texts}."
    return fill(template, texts=several_words(_beside(rows), number))


def areas_not_known(names: Sequence[str], rows: int) -> Clause:
    """Return which areas nobody knows yet, so that their rows are left out."""
    return fill(
        "Rows of areas that we do not know yet were left out: {texts} ({rows}).",
        texts=several_words(list(map(shortened, names))),
        rows=counted(rows, "row"),
    )


def cells_merged(areas: Sequence[str]) -> Clause:
    """Return which merged cells stand for every row that they cover."""
    return _listed("Merged cells that are read for every row they cover: {texts}.", areas)


def read_as(column: str, meanings: Mapping[str, str]) -> Clause:
    """Return what the texts of a column were read as, where it is not what they say plainly."""
    pairs = [f'"{shortened(text)}" as {meant}' for text, meant in islice(meanings.items(), _FIRST)]
    return fill(
        "Read as meant in the column {column}: {texts}.",
        column=column.capitalize(),
        texts=several_words(pairs, len(meanings)),
    )


def shortened(text: str) -> str:
    """Return a text of a file as a sentence quotes it."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."


def _listed(template: str, texts: Iterable[str]) -> Clause:
    every = list(texts)
    if not every:
        return NOTHING
    return fill(template, texts=several_words(every[:_FIRST], len(every)))


def _beside(places: Iterable[tuple[str, str]]) -> list[str]:
    return [f'{place} ("{shortened(text)}")' for place, text in places]
