"""A board pack as a document: sections of blocks, which every format writes in its own way.

No text has a numeral that is no fact: `Clause` carries them, and `numerals` is all of them.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from dashboard.charts.drawing import Drawing
from dashboard.charts.native import NativeChart
from dashboard.core.disclosure.protection import Mode
from dashboard.core.sentences import NOTHING, Clause, Sentence, Tone
from dashboard.narrative.packs.paper import more_rows

# Signs of a line in the narrowest and the widest column of a table that a chart brings along.
_FEWEST_SIGNS, _MOST_SIGNS = 9, 48


@dataclass(frozen=True)
class Heading:
    """A heading beneath the section's own."""

    words: Clause


@dataclass(frozen=True)
class Statement:
    """A paragraph. `lead` is the part at its start that stands out, and is in `words`.

    With a `tone`, symbol and word of it stand before. A `quiet` one is smaller: a source, a caveat.
    """

    words: Clause
    tone: Tone | None = None
    lead: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class Points:
    """A list of short paragraphs; `numbered` ones are questions that people refer to."""

    items: tuple[Clause, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in a table: words, and above them a small drawing and a verdict if any."""

    words: Clause
    drawing: Drawing | None = None
    tone: Tone | None = None
    tone_word: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption; the first column names each row.

    `shares` are the parts of the width that its columns take, equal ones where it is empty. A page
    has the first `most` rows only and names the annex for the others; None is all of them.
    """

    caption: Clause
    headings: tuple[Clause, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...] = ()
    most: int | None = None

    @property
    def more(self) -> Clause:
        """What stands below the rows of a page: how many others the annex has; NOTHING if none."""
        left = 0 if self.most is None else len(self.rows) - self.most
        return more_rows(left) if left > 0 else NOTHING


@dataclass(frozen=True)
class Picture:
    """A chart: its message, its measure, the drawing with its text alternative, and its values.

    `native` is the same as a chart that office programs can edit, None where they have no such.
    """

    title: Clause
    subtitle: Clause
    drawing: Drawing
    table: Table
    native: NativeChart | None = None


@dataclass(frozen=True)
class Beside:
    """Pictures that stand side by side where there is room."""

    pictures: tuple[Picture, ...]


Block = Heading | Statement | Points | Table | Picture | Beside


@dataclass(frozen=True)
class Section:
    """A section: a page of the pack, or of its annex.

    `id` stands in addresses. `message` answers what the section is asked; `link` is the
    address of the live view of the same, as at the pack's day, or "".
    """

    id: str
    title: Clause
    message: Clause
    blocks: tuple[Block, ...]
    link: str = ""


@dataclass(frozen=True)
class Document:
    """A whole pack.

    `title` is of the service, `occasion` is the meeting with its day, and `day` the one that it is
    shown as at. `audience_words` stand on every page. `marks` are further words about the whole,
    each a paragraph on the first page: that it is invented, that it corrects another one.
    `issued_on` is None for one that was not issued. `seal` tells apart what has equal public facts,
    and can be known to nobody who has not the file: it stands in the file's own data only.
    """

    title: Clause
    occasion: Clause
    day: dt.date
    audience: Mode
    audience_words: Clause
    sections: tuple[Section, ...]
    annex: tuple[Section, ...] = ()
    marks: tuple[Clause, ...] = ()
    issued_on: dt.date | None = None
    seal: str = ""
    language: str = "en-GB"


def table_of(frame: pd.DataFrame, caption: Clause) -> Table:
    """Return a table of words, each cell a fact, for a table that a chart brings along.

    Each column takes of the width what its words need, so that no narrow one makes rows tall.
    """
    return Table(
        caption=caption,
        headings=tuple(fact(str(name)) for name in frame.columns),
        shares=tuple(_share(frame[name]) for name in frame.columns),
        rows=tuple(
            tuple(Cell(fact("" if pd.isna(value) else str(value))) for value in row)
            for row in frame.itertuples(index=False, name=None)
        ),
    )


def _share(column: pd.Series) -> float:
    """Return how many signs wide a column is: by its longest text or word of its heading."""
    texts = [*map(str, column.dropna()), *str(column.name).split()]
    return float(min(max([_FEWEST_SIGNS, *map(len, texts)]), _MOST_SIGNS))


def stated(sentence: Sentence) -> Statement:
    """Return a sentence of the screens as a statement, with its tone and its lead."""
    return Statement(sentence.words, sentence.tone, sentence.lead)


def fact(text: str) -> Clause:
    """Return a text that is a fact as it stands: a name, a value, a title of a source."""
    return Clause(text, (text,) if any(sign.isdigit() for sign in text) else ())


def clauses(document: Document) -> Iterator[Clause]:
    """Yield every text of a document that is written, in its order."""
    yield from (document.title, document.occasion, document.audience_words, *document.marks)
    for section in (*document.sections, *document.annex):
        yield from (section.title, section.message)
        for block in section.blocks:
            yield from _of_block(block)


def pictures(document: Document) -> Iterator[Picture]:
    """Yield every chart of a document, in its order."""
    for section in (*document.sections, *document.annex):
        for block in section.blocks:
            if isinstance(block, Picture):
                yield block
            elif isinstance(block, Beside):
                yield from block.pictures


def _of_block(block: Block) -> Iterator[Clause]:
    if isinstance(block, Heading | Statement):
        yield block.words
    elif isinstance(block, Points):
        yield from block.items
    elif isinstance(block, Table):
        yield from (block.caption, *block.headings)
        yield from (cell.words for row in block.rows for cell in row)
        yield block.more
    else:
        for picture in block.pictures if isinstance(block, Beside) else (block,):
            yield from (picture.title, picture.subtitle)
