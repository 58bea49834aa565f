"""A board pack as one page for a browser, which fetches nothing and runs nothing."""

import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

from dashboard.charts.drawing import Drawing, svg
from dashboard.core.periods import date_words
from dashboard.core.sentences import Clause, Tone
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
from dashboard.reports.paper import foot_style

# The looks of a section, wherever it stands; those of the page around it are its own.
SECTION_STYLES = Path(__file__).with_name("section.css").read_text(encoding="utf-8")
_PAGE_STYLES = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
# Nothing may be fetched or run; styles and pictures are in the file.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
# What no HTML may hold: control signs, and halves of a sign.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# A table of more columns than these becomes cards on a narrow screen.
_MOST_NARROW_COLUMNS = 2
# A longer word may be broken anywhere, so that it widens no column; any other stays whole.
_LONGEST_WORD = 24
# A picture that is wider in pixels is not made smaller than can be read: it scrolls. One of half a
# page is seen whole on a usual phone, with the service's own mark.
_WIDEST_ON_A_PHONE, _HALF = 360, 400

Drawn = Callable[[Drawing], str]


def page_bytes(document: Document) -> bytes:
    """Return a pack as one HTML page in UTF-8, with its styles and pictures in it.

    Every text is escaped; a sign that HTML cannot hold becomes a space. The seal is in the head
    only.
    """
    return _ILLEGAL.sub(" ", _page(document)).encode("utf-8")


def section_html(section: Section, drawn: Drawn = svg) -> str:
    """Return a section as HTML beneath a heading of the second level, for `SECTION_STYLES`.

    `drawn` writes a drawing, for a page that cannot hold it as SVG.
    """
    name = f"{escape(section.id)}-title"
    return (
        f'<section class="pack-section" id="{escape(section.id)}" aria-labelledby="{name}">'
        f'<h2 id="{name}" dir="auto">{_words(section.title)}</h2>'
        f"{_paragraph(section.message, 'pack-message')}"
        f"{''.join(_block(block, drawn) for block in section.blocks)}{_live(section)}</section>"
    )


def _page(document: Document) -> str:
    title = escape(f"{document.title}: {document.occasion}")
    audience = _paragraph(document.audience_words, "pack-audience pack-on-paper")
    sections = "".join(
        f"<article>{audience}{section_html(each)}</article>"
        for each in (*document.sections, *document.annex)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title>{_seal(document.seal)}<style>{_styles(document)}</style></head>"
        '<body><a class="pack-skip" href="#pack-begins">Skip to the pack</a>'
        f'{_header(document)}{_contents(document)}<main id="pack-begins" tabindex="-1">{sections}'
        "</main></body></html>\n"
    )


def _seal(seal: str) -> str:
    return f'<meta name="seal" content="{escape(seal)}">' if seal else ""


def _styles(document: Document) -> str:
    foot = f"{document.title}. {document.occasion}. {document.audience_words}"
    return f"{foot_style(foot)}\n{SECTION_STYLES}{_PAGE_STYLES}"


def _header(document: Document) -> str:
    marks = "".join(_paragraph(mark, "pack-mark") for mark in document.marks)
    return (
        f'<header>{_paragraph(document.audience_words, "pack-audience")}<h1 dir="auto">'
        f"{_words(document.title)}</h1>{_paragraph(document.occasion, 'pack-occasion')}"
        f'<p class="pack-quiet">Shown for {date_words(document.day)}.</p>{marks}</header>'
    )


def _contents(document: Document) -> str:
    annex = f"<h3>Annex</h3>{_links(document.annex)}" if document.annex else ""
    return (
        '<nav class="pack-contents" aria-labelledby="pack-contents"><h2 id="pack-contents">'
        f"Contents</h2>{_links(document.sections)}{annex}</nav>"
    )


def _links(sections: Iterable[Section]) -> str:
    items = (
        f'<li><a href="#{escape(each.id)}" dir="auto">{_words(each.title)}</a></li>'
        for each in sections
    )
    return f"<ol>{''.join(items)}</ol>"


def _live(section: Section) -> str:
    if not section.link:
        return ""
    words = f"Live view of the same day: {section.title}"
    return f'<p class="pack-live"><a href="{escape(section.link)}">{escape(words)}</a></p>'


def _block(block: Block, drawn: Drawn) -> str:
    if isinstance(block, Heading):
        return f'<h3 dir="auto">{_words(block.words)}</h3>'
    if isinstance(block, Statement):
        return _statement(block)
    if isinstance(block, Points):
        return _points(block)
    if isinstance(block, Table):
        return _table(block, drawn)
    if isinstance(block, Beside):
        pictures = "".join(_picture(each, drawn) for each in block.pictures)
        return f'<div class="pack-beside">{pictures}</div>'
    return _picture(block, drawn)


def _statement(block: Statement) -> str:
    rest = escape(block.words.text.removeprefix(block.lead))
    lead = f"<strong>{escape(block.lead)}</strong>" if block.lead else ""
    tone = f"{_tone(block.tone)} " if block.tone else ""
    quiet = ' class="pack-quiet"' if block.quiet else ""
    return f'<p dir="auto"{quiet}>{tone}{lead}{rest}</p>'


def _tone(tone: Tone, word: str = "") -> str:
    return (
        f'<span class="pack-tone pack-{tone.name.lower()}"><span aria-hidden="true">{tone.symbol}'
        f"</span> {escape(word or tone.value)}</span>"
    )


def _points(block: Points) -> str:
    kind = "ol" if block.numbered else "ul"
    items = "".join(f'<li dir="auto">{_words(item)}</li>' for item in block.items)
    return f'<{kind} class="pack-points">{items}</{kind}>'


def _picture(picture: Picture, drawn: Drawn) -> str:
    width = picture.drawing.width
    half = " pack-half-drawing" if width > _WIDEST_ON_A_PHONE else ""
    wide = " pack-wide-drawing" if width > _HALF else half
    return (
        f'<figure class="pack-picture"><figcaption dir="auto"><strong>{_words(picture.title)}'
        f"</strong> <span>{_words(picture.subtitle)}</span></figcaption>"
        f"{_scrolling(drawn(picture.drawing), picture.title, f'pack-drawing{wide}')}"
        "<details><summary>The same figures as a table</summary>"
        f"{_table(picture.table, drawn)}</details></figure>"
    )


def _scrolling(content: str, name: Clause, kind: str) -> str:
    """Return content that may scroll sideways, reached by the keyboard and named."""
    attributes = f'class="{kind}" role="group" aria-label="{_words(name)}" tabindex="0"'
    return f"<div {attributes}>{content}</div>"


def _table(table: Table, drawn: Drawn) -> str:
    heads = "".join(
        f'<th scope="col" role="columnheader" dir="auto">{_words(each)}</th>'
        for each in table.headings
    )
    body = "".join(_row(row, table.headings, drawn) for row in table.rows[: table.most])
    # On a narrow screen a wide table becomes a card a row; the roles keep it a table all the same.
    wide = " pack-cards" if len(table.headings) > _MOST_NARROW_COLUMNS else ""
    written = (
        f'<table class="pack-table{wide}" role="table"><caption dir="auto">'
        f"{_words(table.caption)}</caption>{_columns(table.shares)}"
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )
    return _scrolling(written, table.caption, "pack-scroll") + _cut(table)


def _cut(table: Table) -> str:
    is_cut = table.most is not None and len(table.rows) > table.most
    return '<p class="pack-quiet">The other rows stand in the annex.</p>' if is_cut else ""


def _columns(shares: tuple[float, ...]) -> str:
    whole = sum(shares)
    columns = (f'<col style="width: {share / whole:.1%}">' for share in shares)
    return f"<colgroup>{''.join(columns)}</colgroup>" if whole else ""


def _row(row: tuple[Cell, ...], headings: tuple[Clause, ...], drawn: Drawn) -> str:
    head, *rest = (_cell(cell, drawn) for cell in row)
    cells = "".join(
        f'<td role="cell" data-label="{_words(heading)}" dir="auto">{cell}</td>'
        for heading, cell in zip(headings[1:], rest, strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader" dir="auto">{head}</th>{cells}</tr>'


def _cell(cell: Cell, drawn: Drawn) -> str:
    words = _words(cell.words)
    if any(len(word) > _LONGEST_WORD for word in cell.words.text.split()):
        words = f'<span class="pack-long">{words}</span>'
    parts = (
        f"{drawn(cell.drawing)}<br>" if cell.drawing else "",
        _tone(cell.tone, cell.tone_word) + " " if cell.tone else "",
        f"<strong>{words}</strong>" if cell.strong else words,
    )
    return "".join(parts)


def _paragraph(words: Clause, kind: str) -> str:
    return f'<p class="{kind}" dir="auto">{_words(words)}</p>' if words else ""


def _words(words: Clause) -> str:
    return escape(words.text)
