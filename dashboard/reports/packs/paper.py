"""A board pack as plain data for its paper: words that the fonts have, drawings as SVG, sizes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from dashboard.charts.drawing import Drawing, Words, svg
from dashboard.charts.qr_code import qr_code
from dashboard.charts.theme import TONE_COLOURS
from dashboard.core.disclosure.protection import Mode
from dashboard.core.sentences import NOTHING, Clause, Tone
from dashboard.narrative.packs.paper import (
    ANNEX,
    NO_SECTIONS,
    NOTHING_HERE,
    PACK,
    code_words,
    live_view,
    shown_on,
)
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
from dashboard.reports.packs.lettering import FONT_FAMILIES, printable

# Points of a page in A4 between its margins; what a picture may take of its height, and in a cell.
_TEXT_WIDTH_PT = 482
_MOST_HEIGHT_PT, _MOST_CELL_HEIGHT_PT = 440, 120
# A pixel of a drawing is as many points where there is room.
_POINTS_OF_A_PIXEL = 0.75
# Below so many points for a pixel nobody reads a chart's words: such pictures are not beside.
_FEWEST_POINTS_OF_A_PIXEL = 0.5
_BETWEEN_PT, _CELL_INSET_PT = 18, 10
# As wide as a code is read from with a phone at arm's length.
_CODE_PT = 62
# The share of its words that lies before the point where they are anchored.
_BEFORE_ANCHOR = {"start": 0, "middle": 0.5, "end": 1}
# A word that a column may have no room for, such as an address or a checksum, and its pieces: a
# mark upon a letter stays with it.
_LONG_WORD, _PIECE = re.compile(r"\S{20,}"), re.compile(r"\S{8}[\u0300-\u036f\u0591-\u06ed]*|\S+")
_MAY_BREAK = "\u200b"
# An address breaks behind a part of it, so that no day and no name is torn in two.
_PART_OF_ADDRESS = re.compile(r"[^?&/]{1,60}[?&/]?|[?&/]")
_FOOT_SIGNS, _ADDRESS_SIGNS = 48, 110

Data = Mapping[str, Any]


def paper_data(document: Document) -> Data:
    """Return a document as `template.typ` takes it: texts, numbers, lists and maps only."""
    title = _line(document.title) or PACK
    occasion, day = _line(document.occasion), shown_on(document.day).text
    return {
        "language": document.language.split("-"),
        "fonts": list(FONT_FAMILIES),
        "name": ": ".join(part for part in (title, occasion) if part),
        "title": _breakable(title),
        "occasion": _breakable(occasion),
        "day": day,
        "audience": _breakable(_line(document.audience_words)),
        "board_only": document.audience is Mode.BOARD,
        "marks": [_text(mark) for mark in document.marks],
        "seal": document.seal,
        "foot": _breakable(
            " · ".join(_cut(part, _FOOT_SIGNS) for part in (title, occasion) if part)
        ),
        "sections": [_section(each, document) for each in document.sections],
        "annex": [_section(each, document) for each in document.annex],
        "annex_title": ANNEX,
        "empty": "" if document.sections else NO_SECTIONS,
    }


def _section(section: Section, document: Document) -> Data:
    blocks = [data for block in section.blocks if (data := _block(_without(section.title, block)))]
    is_empty = not blocks and not section.message
    return {
        "title": _breakable(_line(section.title)) or NOTHING_HERE,
        "message": NOTHING_HERE if is_empty else _text(section.message),
        "blocks": blocks,
        "link": _link(section.link, document) if section.link else None,
    }


def _without(title: Clause, block: Block) -> Block:
    """Return a block; a table without its caption, where that only repeats the section's title."""
    if isinstance(block, Table) and block.caption.text == title.text:
        return replace(block, caption=NOTHING)
    return block


def _link(address: str, document: Document) -> Data:
    """Return an address as words, as a link and as a code; too long a one has words only."""
    address = printable(address)
    code, shown = _code(address), _cut(address.split("://")[-1], _ADDRESS_SIGNS)
    return {
        "words": live_view(document.day).text,
        "short": _MAY_BREAK.join(_PART_OF_ADDRESS.findall(shown)),
        "whole": address if code else "",
        "code": code,
    }


# A pack that is fitted to its pages is laid out again and again with the same few.
@lru_cache(maxsize=64)
def _code(address: str) -> Data | None:
    code = qr_code(address, code_words(address))
    return _image(code, _CODE_PT) if code else None


def _block(block: Block) -> Data | None:
    if isinstance(block, Heading):
        words = _breakable(_line(block.words))
        return {"kind": "heading", "words": words} if words else None
    if isinstance(block, Statement):
        return _statement(block)
    if isinstance(block, Points):
        items = [_text(item) for item in block.items]
        return {"kind": "points", "numbered": block.numbered, "items": items} if items else None
    if isinstance(block, Table):
        return _table(block)
    pictures = block.pictures if isinstance(block, Beside) else (block,)
    return _pictures(pictures)


def _statement(block: Statement) -> Data:
    lead = block.lead if block.words.text.startswith(block.lead) else ""
    return {
        "kind": "statement",
        "lead": _breakable(printable(lead)),
        "words": _breakable(printable(block.words.text.removeprefix(lead))),
        "tone": _tone(block.tone, ""),
        "quiet": block.quiet,
    }


def _tone(tone: Tone | None, word: str) -> Data | None:
    if tone is None:
        return None
    words = _breakable(printable(word or tone.value))
    return {"symbol": tone.symbol, "word": words, "colour": TONE_COLOURS[tone]}


def _table(block: Table) -> Data | None:
    if not block.headings:
        return None
    shares = block.shares or (1,) * len(block.headings)
    widths = [share / sum(shares) * _TEXT_WIDTH_PT - _CELL_INSET_PT for share in shares]
    return {
        "kind": "table",
        "caption": _text(block.caption),
        "headings": [_text(heading) for heading in block.headings],
        "shares": list(shares),
        "rows": [_row(row, widths) for row in block.rows[: block.most]],
        "nothing": "" if block.rows else NOTHING_HERE,
        "more": block.more.text,
    }


def _row(row: Sequence[Cell], widths: Sequence[float]) -> list[Data]:
    return [_cell(cell, width) for cell, width in zip(row, widths, strict=True)]


def _cell(cell: Cell, width_pt: float) -> Data:
    return {
        "words": _text(cell.words),
        "image": _image(cell.drawing, width_pt, _MOST_CELL_HEIGHT_PT) if cell.drawing else None,
        "tone": _tone(cell.tone, cell.tone_word),
        "strong": cell.strong,
    }


def _pictures(pictures: Sequence[Picture]) -> Data | None:
    if not pictures:
        return None
    half = (_TEXT_WIDTH_PT - _BETWEEN_PT) / 2
    widest = max(each.drawing.width for each in pictures)
    is_beside = len(pictures) > 1 and widest * _FEWEST_POINTS_OF_A_PIXEL <= half
    width = half if is_beside else _TEXT_WIDTH_PT
    shown = [_picture(each, width) for each in pictures]
    return {"kind": "pictures", "columns": 2 if is_beside else 1, "pictures": shown}


def _picture(picture: Picture, width_pt: float) -> Data:
    drawing = replace(picture.drawing, alt=picture.drawing.alt or picture.title.text)
    return {
        "title": _text(picture.title),
        "subtitle": _text(picture.subtitle),
        "image": _image(drawing, width_pt),
    }


def _image(drawing: Drawing, most_width_pt: float, most_height_pt: float = _MOST_HEIGHT_PT) -> Data:
    """Return a drawing as SVG with the points that it is wide; without `alt` nobody hears it."""
    width = min(drawing.width * _POINTS_OF_A_PIXEL, most_width_pt)
    width *= min(1, most_height_pt / (drawing.height * width / drawing.width))
    shapes = [mark for mark in drawing.marks if not isinstance(mark, Words)]
    return {
        "svg": svg(replace(drawing, marks=shapes, alt="")),
        "words": [_placed(mark) for mark in drawing.marks if isinstance(mark, Words)],
        "pixels": drawing.width,
        "width": round(width, 2),
        "alt": printable(drawing.alt),
    }


def _placed(mark: Words) -> Data:
    return {
        "text": printable(mark.text),
        "rest": printable(mark.followed_by),
        "x": mark.x,
        "y": mark.y,
        "before": _BEFORE_ANCHOR[mark.anchor],
        "size": mark.size,
        "colour": mark.colour,
        "bold": mark.bold,
    }


def _text(clause: Clause) -> str:
    return _breakable(printable(clause.text))


def _line(clause: Clause) -> str:
    return " ".join(printable(clause.text).split())


def _breakable(text: str) -> str:
    """Return a text with a mark within each long word where the template may break it."""
    return _LONG_WORD.sub(lambda word: _MAY_BREAK.join(_PIECE.findall(word[0])), text)


def _cut(text: str, signs: int) -> str:
    return text if len(text) <= signs else f"{text[: signs - 1].rstrip()}…"
