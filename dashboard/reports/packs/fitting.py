"""A pack fitted to its paper: each section one page at most, and all that has no room in the annex.

What a page can do without is known beforehand: every shorter shape of a section, in order. Only
which of them fits is measured, by halving, so that few layouts are tried and it always ends.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.core.sentences import NOTHING, Clause
from dashboard.narrative.packs.paper import more_in_annex, more_on
from dashboard.reports.packs.document import (
    Beside,
    Block,
    Cell,
    Document,
    Heading,
    Picture,
    Points,
    Section,
    Statement,
    Table,
)
from dashboard.reports.packs.pdf import running_over

# Below so many rows a table is moved whole rather than shortened, while others can go first.
FEWEST_ROWS = 5
# No page has more rows or points, and a paragraph of more signs is a third of a page.
_MOST_ROWS, _MOST_SIGNS, _FEWEST_SIGNS = 60, 1200, 80
# A column is narrow: of what a paragraph may have, a cell has so small a part.
_PART_OF_A_CELL = 5

RunsOver = Callable[[Document], frozenset[int]]


@dataclass(frozen=True)
class Shape:
    """What of a section is on its page: its message, and each of its blocks or None."""

    message: Clause
    blocks: tuple[Block | None, ...]


def fitted(document: Document, runs_over: RunsOver = running_over) -> Document:
    """Return a document each of whose sections fits one page; the annex has whole what was cut.

    Of a section that runs over, texts of more than a third of a page are cut, then tables
    shortened, then pictures and last the other blocks moved, from the end. One that no cut makes
    fit is left in its shortest shape. `runs_over` says which sections of a document take more
    than a page.
    """
    sections = document.sections
    whole = {at: Shape(each.message, each.blocks) for at, each in enumerate(sections)}
    tried = {at: _with_tables(shape, sections[at]) for at, shape in whole.items()}
    over = runs_over(_shaped(document, tried))
    fewest = {place: moves(sections[place]) for place in over}
    moved = _first_that_fit(document, whole, fewest, runs_over)
    longest = {place: lengths(sections[place], moved[place]) for place in over}
    return _with_annex(document, _first_that_fit(document, moved, longest, runs_over))


def moves(section: Section) -> tuple[Shape, ...]:
    """Return a section with ever less on its page, its tables as short as can be.

    Pictures go first and then the other blocks, the last of each before the earlier ones. The only
    block left becomes ever smaller, until it goes too.
    """
    message = _cut(section.message, _MOST_SIGNS // 3)
    found = [Shape(message, tuple(_shortest(block) for block in section.blocks))]
    for place in _order_of_going(section.blocks):
        found.append(replace(found[-1], blocks=_without(found[-1].blocks, place)))
    nothing = replace(found[-1], blocks=(None,) * len(section.blocks))
    return (*found, *_smaller(found[-1]), nothing)


def lengths(section: Section, shape: Shape) -> tuple[Shape, ...]:
    """Return a shape with its tables from whole to as short as there, the longest cut first."""
    found = [_with_tables(shape, section)]
    while (shorter := _longest_shortened(found[-1], shape)) is not None:
        found.append(shorter)
    return tuple(found)


def _shortest(block: Block) -> Block:
    if isinstance(block, Table):
        block = replace(block, most=min(_rows(block), FEWEST_ROWS))
    return _with_texts(block, _MOST_SIGNS)


def _rows(table: Table) -> int:
    """Return how many rows of a table a page has."""
    return len(table.rows) if table.most is None else min(table.most, len(table.rows))


def _order_of_going(blocks: Sequence[Block]) -> list[int]:
    """Return the places of all blocks but one: pictures from the last, then the others.

    Headings have no place of their own there: each goes with the last that it stands above.
    """
    from_last = [at for at, block in enumerate(blocks) if not isinstance(block, Heading)][::-1]
    order = sorted(from_last, key=lambda place: not isinstance(blocks[place], Picture | Beside))
    return order[:-1]


def _without(blocks: tuple[Block | None, ...], gone: int) -> tuple[Block | None, ...]:
    """Return blocks but for one, and for headings with nothing beneath them any more."""
    kept: list[Block | None] = []
    is_above_something = False
    for place in range(len(blocks) - 1, -1, -1):
        block = None if place == gone else blocks[place]
        if isinstance(block, Heading):
            block, is_above_something = (block if is_above_something else None), False
        elif block is not None:
            is_above_something = True
        kept.append(block)
    return tuple(reversed(kept))


def _smaller(shape: Shape) -> Iterator[Shape]:
    """Yield a shape of one block with ever less of it."""
    signs, rows = _MOST_SIGNS, _MOST_ROWS
    while rows > 1 or signs > _FEWEST_SIGNS:
        rows, signs = max(rows * 2 // 3, 1), max(signs * 2 // 3, _FEWEST_SIGNS)
        yield replace(shape, blocks=tuple(_part(block, rows, signs) for block in shape.blocks))


def _part(block: Block | None, rows: int, signs: int) -> Block | None:
    if block is None:
        return None
    if isinstance(block, Table):
        block = replace(block, most=min(_rows(block), rows))
    elif isinstance(block, Points):
        block = replace(block, items=block.items[:rows])
    elif isinstance(block, Beside):
        block = replace(block, pictures=block.pictures[:rows])
    return _with_texts(block, signs)


def _with_texts(block: Block, signs: int) -> Block:
    """Return a block each of whose texts has so many signs at most."""
    if isinstance(block, Points):
        return replace(block, items=tuple(_cut(item, signs) for item in block.items))
    if isinstance(block, Table):
        return _table_with_texts(block, signs)
    if isinstance(block, Beside):
        return replace(block, pictures=tuple(_captioned(each, signs) for each in block.pictures))
    if isinstance(block, Picture):
        return _captioned(block, signs)
    if isinstance(block, Statement):
        return _statement_with(block, signs)
    return replace(block, words=_cut(block.words, signs))


def _statement_with(block: Statement, signs: int) -> Statement:
    words = _cut(block.words, signs)
    return replace(block, words=words, lead=block.lead if words.text.startswith(block.lead) else "")


def _captioned(picture: Picture, signs: int) -> Picture:
    return replace(
        picture, title=_cut(picture.title, signs), subtitle=_cut(picture.subtitle, signs)
    )


def _table_with_texts(table: Table, signs: int) -> Table:
    return replace(
        table,
        caption=_cut(table.caption, signs),
        headings=tuple(_cut(heading, signs) for heading in table.headings),
        rows=tuple(tuple(_cell_with(cell, signs) for cell in row) for row in table.rows),
    )


def _cell_with(cell: Cell, signs: int) -> Cell:
    words = _cut(cell.words, max(signs // _PART_OF_A_CELL, _FEWEST_SIGNS))
    return cell if words is cell.words else replace(cell, words=words)


def _cut(clause: Clause, signs: int) -> Clause:
    """Return a clause that ends with … after a whole word, where it has more than so many signs."""
    if len(clause.text) <= signs:
        return clause
    start = clause.text[: signs - 1]
    at_word = start.rsplit(maxsplit=1)[0] if len(start.split()) > 1 else start
    return Clause(f"{at_word.rstrip()}…", clause.facts)


def _with_tables(shape: Shape, section: Section) -> Shape:
    """Return a shape with its tables as long as the section's, or as a page could ever have."""
    pairs = zip(shape.blocks, section.blocks, strict=True)
    return replace(shape, blocks=tuple(_as_long_as(whole, block) for block, whole in pairs))


def _as_long_as(whole: Block, block: Block | None) -> Block | None:
    if not isinstance(block, Table) or not isinstance(whole, Table):
        return block
    return replace(block, most=whole.most if _rows(whole) <= _MOST_ROWS else _MOST_ROWS)


def _longest_shortened(shape: Shape, shortest: Shape) -> Shape | None:
    """Return a shape whose longest table has a quarter less; None where none can be shorter."""
    least = {place: _rows(table) for place, table in _tables(shortest)}
    rows = {place: _rows(table) for place, table in _tables(shape) if _rows(table) > least[place]}
    if not rows:
        return None
    longest = max(rows, key=lambda place: rows[place])
    most = max(rows[longest] * 3 // 4, least[longest])
    blocks = tuple(
        replace(block, most=most) if place == longest and isinstance(block, Table) else block
        for place, block in enumerate(shape.blocks)
    )
    return replace(shape, blocks=blocks)


def _tables(shape: Shape) -> Iterator[tuple[int, Table]]:
    for place, block in enumerate(shape.blocks):
        if isinstance(block, Table):
            yield place, block


def _first_that_fit(
    document: Document,
    shapes: Mapping[int, Shape],
    choices: Mapping[int, Sequence[Shape]],
    runs_over: RunsOver,
) -> dict[int, Shape]:
    """Return the shapes with the first choice of each section that fits, the last if none does.

    Each choice is no longer than the one before. All sections are halved at once, because one
    that has no room beside another begins a page of its own.
    """
    low = dict.fromkeys(choices, 0)
    high = {place: len(each) - 1 for place, each in choices.items()}
    while any(low[place] < high[place] for place in choices):
        middle = {place: (low[place] + high[place]) // 2 for place in choices}
        tried = {place: choices[place][at] for place, at in middle.items()}
        over = runs_over(_shaped(document, {**shapes, **tried}))
        for place, at in middle.items():
            if low[place] < high[place]:
                low[place], high[place] = (
                    (at + 1, high[place]) if place in over else (low[place], at)
                )
    return {**shapes, **{place: choices[place][at] for place, at in low.items()}}


def _shaped(document: Document, shapes: Mapping[int, Shape]) -> Document:
    """Return a document with its sections in such shapes, and without an annex."""
    sections = tuple(
        _on_page(section, shapes[place]) for place, section in enumerate(document.sections)
    )
    return replace(document, sections=sections, annex=())


def _on_page(section: Section, shape: Shape) -> Section:
    blocks = tuple(block for block in shape.blocks if block is not None)
    if _is_cut(section, shape):
        pairs = zip(section.blocks, shape.blocks, strict=True)
        gone = [each.words for each, shown in pairs if isinstance(each, Heading) and not shown]
        blocks = (*blocks, Statement(more_in_annex(gone), quiet=True))
    return replace(section, message=shape.message, blocks=blocks)


def _is_cut(section: Section, shape: Shape) -> bool:
    """Return whether a page has less than its section but for rows, of which a table tells."""
    pairs = zip(section.blocks, shape.blocks, strict=True)
    return section.message != shape.message or any(
        _unshortened(whole) != _unshortened(shown) for whole, shown in pairs
    )


def _unshortened(block: Block | None) -> Block | None:
    return replace(block, most=None) if isinstance(block, Table) else block


def _with_annex(document: Document, shapes: Mapping[int, Shape]) -> Document:
    more = [
        replace(
            section,
            id=f"{section.id}-more",
            title=more_on(section.title),
            message=NOTHING,
            blocks=blocks,
            link="",
        )
        for place, section in enumerate(document.sections)
        if (blocks := _left_out(section, shapes[place], document.annex))
    ]
    return replace(_shaped(document, shapes), annex=(*more, *document.annex))


def _left_out(section: Section, shape: Shape, annex: Sequence[Section]) -> tuple[Block, ...]:
    """Return whole what a page has not, but for what the annex has anyhow."""
    held = [_unshortened(block) for each in annex for block in each.blocks]
    pairs = zip(section.blocks, shape.blocks, strict=True)
    message = () if shape.message == section.message else (Statement(section.message),)
    blocks = (_unshortened(whole) for whole, shown in pairs if _is_less(whole, shown))
    return (*message, *(block for block in blocks if block is not None and block not in held))


def _is_less(whole: Block, shown: Block | None) -> bool:
    return _unshortened(whole) != _unshortened(shown) or (
        isinstance(shown, Table) and _rows(shown) < len(shown.rows)
    )
