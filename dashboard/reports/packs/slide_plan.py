"""A pack as a row of slides: what stands on each of them, and what only in the speaker's notes.

Nothing is left out: what one slide has no room for goes on to the next, or into the notes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.core.sentences import NOTHING, Clause, fill
from dashboard.narrative.packs.paper import ANNEX, NO_SECTIONS, NOTHING_HERE
from dashboard.narrative.packs.slides import continued
from dashboard.reports.packs.document import (
    Beside,
    Block,
    Document,
    Heading,
    Picture,
    Points,
    Section,
    Statement,
    Table,
)
from dashboard.reports.packs.office_words import LEADING, lines_of, verdict, written
from dashboard.reports.packs.slide_tables import TablePart, parts_of

# Points: what lies between the margins, below the title and above the link.
BODY_WIDTH, BODY_HEIGHT = 872, 350
SIZES, QUIET_SMALLER = (20, 18, 16), 4
ABOVE_SIZE, _MOST_ABOVE = 16, 96
BULLET_INDENT = 20
# A slide of texts is not broken before a heading where so little of it would be full.
_LEAST_FULL = 0.4
# The rows of a table on a slide that people look at together, and on one of the annex.
_MOST_ROWS, _MOST_ROWS_IN_ANNEX = 8, 14
CAPTION, FOOT_SIZE, FOOT_LINES = 30, 12, 3


@dataclass(frozen=True)
class Paragraph:
    """A text of a slide; `lead` is its bold beginning, `number` its place in a numbered list."""

    text: str
    lead: str = ""
    is_heading: bool = False
    is_quiet: bool = False
    number: int | None = None
    has_tone: bool = False

    def height(self, size: float) -> float:
        """Return the points that it takes on a slide whose texts have a size."""
        own = self.size(size)
        lines = lines_of(self.text, own, BODY_WIDTH - BULLET_INDENT, bold=bool(self.lead))
        return (lines * LEADING + 0.4) * own

    def size(self, size: float) -> float:
        return size - QUIET_SMALLER if self.is_quiet else size


@dataclass(frozen=True)
class Slide:
    """What stands on one slide; `lead` is its message, below the section's title."""

    section: Section
    lead: Clause
    texts: tuple[Paragraph, ...] = ()
    pictures: tuple[Picture, ...] = ()
    tables: tuple[TablePart, ...] = ()
    foot: tuple[Clause, ...] = ()


@dataclass(frozen=True)
class _Group:
    """Some texts, what is looked at after them, and the quiet words below that."""

    texts: tuple[Paragraph, ...]
    shown: Picture | Beside | Table | None = None
    foot: tuple[Clause, ...] = ()


def slides_of(document: Document) -> Iterator[Slide]:
    """Yield the slides of a pack but its first one, in order, the annex last."""
    for section in document.sections:
        yield from _of_section(section, _MOST_ROWS)
    for section in document.annex:
        yield from _of_section(_as_annex(section), _MOST_ROWS_IN_ANNEX)
    if not document.sections and not document.annex:
        yield Slide(Section("", document.title, Clause(NO_SECTIONS), ()), Clause(NO_SECTIONS))


def _as_annex(section: Section) -> Section:
    return replace(section, title=fill(f"{ANNEX}: {{title}}", title=section.title))


def _of_section(section: Section, most_rows: int) -> Iterator[Slide]:
    lead = section.message
    slides: list[Slide] = []
    for group in _grouped(section.blocks):
        slides += _of_group(section, lead if not slides else NOTHING, group, most_rows)
    yield from _short_tables_together(slides)
    if not slides:
        texts = () if section.message else (Paragraph(NOTHING_HERE),)
        yield Slide(section, section.message, texts)


def _short_tables_together(slides: Sequence[Slide]) -> Iterator[Slide]:
    """Yield slides with tables below one another where there is room for them."""
    last: Slide | None = None
    for slide in slides:
        if last is not None and _has_room_for(last, slide):
            last = replace(last, tables=(*last.tables, *slide.tables), foot=slide.foot)
            continue
        if last is not None:
            yield last
        last = slide
    if last is not None:
        yield last


def _has_room_for(last: Slide, slide: Slide) -> bool:
    tables = (*last.tables, *slide.tables)
    if not last.tables or not slide.tables or last.foot or slide.texts:
        return False
    needed = sum(table.height + CAPTION for table in tables)
    room = _room(last.texts, has_caption=False) - foot_height(slide.foot)
    return slide.tables[0].is_beginning and needed <= room


def _grouped(blocks: Sequence[Block]) -> Iterator[_Group]:
    group = _Group(())
    for block in blocks:
        # Without columns nothing can be written.
        if isinstance(block, Table) and not block.headings:
            continue
        if isinstance(block, Picture | Beside | Table):
            if group.shown is not None:
                yield group
                group = _Group(())
            group = replace(group, shown=block)
        elif group.shown is None:
            group = replace(group, texts=(*group.texts, *_paragraphs(block)))
        elif isinstance(block, Statement) and block.quiet:
            group = replace(group, foot=(*group.foot, block.words))
        else:
            yield group
            group = _Group(tuple(_paragraphs(block)))
    if group.texts or group.shown is not None:
        yield group


def _paragraphs(block: Heading | Statement | Points) -> Iterator[Paragraph]:
    if isinstance(block, Heading):
        yield Paragraph(written(block.words.text), is_heading=True)
    elif isinstance(block, Statement):
        yield _paragraph(block)
    else:
        for number, item in enumerate(block.items, start=1):
            yield Paragraph(written(item.text), number=number if block.numbered else None)


def _paragraph(statement: Statement) -> Paragraph:
    before = f"{verdict(statement.tone)}: " if statement.tone is not None else ""
    text, lead = written(statement.words.text), written(statement.lead)
    bold = before + (lead if text.startswith(lead) else "")
    return Paragraph(before + text, bold, is_quiet=statement.quiet, has_tone=bool(before))


def _of_group(section: Section, lead: Clause, group: _Group, most_rows: int) -> Iterator[Slide]:
    texts = group.texts
    heading = NOTHING
    if group.shown is None:
        yield from _text_slides(section, lead, texts)
        return
    if texts and texts[-1].is_heading and not lead:
        heading, texts = Clause(texts[-1].text), texts[:-1]
    above = sum(text.height(ABOVE_SIZE) for text in texts) <= _MOST_ABOVE
    if not above:
        yield from _text_slides(section, lead, texts)
        lead, texts = NOTHING, ()
    yield from _shown(section, lead or heading, replace(group, texts=texts), most_rows)


def _text_slides(section: Section, lead: Clause, texts: Sequence[Paragraph]) -> Iterator[Slide]:
    for part in _parts(texts):
        if not lead and part[0].is_heading:
            lead, part = Clause(part[0].text), part[1:]
        yield Slide(section, lead, tuple(part))
        lead = NOTHING


def size_of(texts: Sequence[Paragraph]) -> float:
    """Return the largest size at which some texts fit on a slide, else the smallest."""
    fitting = (s for s in SIZES if sum(text.height(s) for text in texts) <= BODY_HEIGHT)
    return next(fitting, SIZES[-1])


def _parts(texts: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield texts in parts of which each fits on a slide, broken before a heading if possible."""
    size, part = size_of(texts), list[Paragraph]()
    for text in (short for long in texts for short in _split(long, size)):
        if part and sum(each.height(size) for each in (*part, text)) > BODY_HEIGHT:
            end = _end_of_part(part, size)
            yield part[:end]
            part = part[end:]
        part.append(text)
    if part:
        yield part


def _end_of_part(part: Sequence[Paragraph], size: float) -> int:
    """Return how many texts stay: those before the last heading, where that is not too few."""
    for at in range(len(part) - 1, 0, -1):
        before = sum(each.height(size) for each in part[:at])
        if part[at].is_heading and (at == len(part) - 1 or before >= _LEAST_FULL * BODY_HEIGHT):
            return at
    return len(part)


def _split(text: Paragraph, size: float) -> Iterator[Paragraph]:
    """Yield a text in pieces of which each fits on a slide."""
    while text.height(size) > BODY_HEIGHT:
        kept = int(len(text.text) * BODY_HEIGHT / text.height(size) * 0.9)
        space = text.text.rfind(" ", 1, kept)
        end = space if space > 0 else kept
        yield replace(text, text=text.text[:end])
        text = Paragraph(text.text[end:].strip(), is_quiet=text.is_quiet)
    yield text


def _shown(section: Section, lead: Clause, group: _Group, most_rows: int) -> Iterator[Slide]:
    shown = group.shown
    if isinstance(shown, Table):
        yield from _table_slides(section, lead, shown, group, most_rows)
    elif shown is not None:
        every = shown.pictures if isinstance(shown, Beside) else (shown,)
        yield from _picture_slides(section, lead, every, group)


def _picture_slides(
    section: Section, lead: Clause, every: tuple[Picture, ...], group: _Group
) -> Iterator[Slide]:
    # Two side by side are as many as can be read from a seat.
    for start in range(0, len(every), 2):
        pictures = every[start : start + 2]
        texts = group.texts if start == 0 else ()
        foot = group.foot if start + 2 >= len(every) else ()
        told = lead or (pictures[0].title if len(pictures) == 1 else NOTHING)
        yield Slide(section, told, texts, pictures, foot=foot)
        lead = NOTHING


def _table_slides(
    section: Section, lead: Clause, table: Table, group: _Group, most: int
) -> Iterator[Slide]:
    foot = tuple(each for each in (table.more, *group.foot) if each)
    # The texts before the table stand above its first part, so there is less room for that.
    has_caption = bool(lead) and table.caption.text != section.title.text
    room = _room(group.texts, has_caption)
    below = foot_height(foot)
    parts = list(parts_of(table, BODY_WIDTH, room, most))
    if parts[-1].height > room - below:
        parts = list(parts_of(table, BODY_WIDTH, room - below, most))
    for number, part in enumerate(parts, start=1):
        caption = table.caption if number == 1 else continued(table.caption)
        yield Slide(
            section,
            lead or caption,
            group.texts if number == 1 else (),
            tables=(replace(part, caption=caption, is_beginning=number == 1),),
            foot=foot if number == len(parts) else (),
        )
        lead = NOTHING


def _room(texts: Sequence[Paragraph], has_caption: bool) -> float:
    above = sum(text.height(ABOVE_SIZE) for text in texts)
    return BODY_HEIGHT - above - CAPTION * has_caption


def foot_words(foot: Sequence[Clause]) -> str:
    """Return what stands at the foot of a slide's body, whole."""
    return " ".join(written(each.text) for each in foot)


def foot_height(foot: Sequence[Clause]) -> float:
    """Return the points that the quiet words below a table or a picture take."""
    lines = lines_of(foot_words(foot), FOOT_SIZE, BODY_WIDTH) if foot else 0
    return min(lines, FOOT_LINES) * FOOT_SIZE * LEADING
