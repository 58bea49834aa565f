"""What pages share: facts as a list, real tables, a chart with its words, and one-line errors."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from html import escape
from pathlib import Path
from typing import TypeVar

import pandas as pd
import streamlit as st

from dashboard.charts.drawing import Drawing, address
from dashboard.charts.picture import picture_of
from dashboard.charts.picture_files import PNG, SVG, png_bytes, svg_bytes
from dashboard.charts.theme import Chart
from dashboard.core.areas import INVENTED
from dashboard.core.inspection.frameworks import Rating
from dashboard.core.remembered import remembered
from dashboard.core.sentences import Sentence, Tone
from dashboard.core.verdicts import Verdict
from dashboard.errors import DashboardError, NotAllowedError, SetupError, UnusableDatabaseError
from dashboard.narrative.inspection.ratings import rating_word
from dashboard.narrative.published.lenses import LensWords
from dashboard.reports.notes import Notes
from dashboard.reports.spreadsheets import XLSX, csv_bytes, xlsx_bytes
from dashboard.ui import chart_html, notes, operator_log, own_html, page_words, reads, visits

T = TypeVar("T")

_STYLE = f"<style>{Path(__file__).with_name('style.css').read_text('utf-8')}</style>"
_RATING_SYMBOLS = {
    Rating.OUTSTANDING: "★",
    Rating.GOOD: "✔",
    Rating.REQUIRES_IMPROVEMENT: "◐",
    Rating.INADEQUATE: "✖",
}


# What a table is made of: a frame, a list of cells by column, or rows that all have one's names.
Table = pd.DataFrame | Mapping[str, Sequence[object]] | Sequence[Mapping[str, object]]
# A table of more columns than these becomes cards on a narrow screen.
MOST_NARROW_COLUMNS = 3


def house_style() -> None:
    """Load the house style; once a run, before anything is shown."""
    own_html.show(_STYLE)


@contextmanager
def shown_errors(
    *, even_unusable: bool = False, note: Callable[[], None] = operator_log.note_not_allowed
) -> Iterator[None]:
    """Show an expected error as its sentence; anything else is a bug and goes on to the log.

    Where nothing can be read, the sentence is for the whole page and goes on to `failures`, unless
    `even_unusable` says to show it here. `note` notes what is not allowed: as a deed, each time.
    """
    try:
        yield
    except DashboardError as error:
        if isinstance(error, SetupError):
            operator_log.tell(error)
        if isinstance(error, UnusableDatabaseError) and not even_unusable:
            raise
        if isinstance(error, NotAllowedError):
            note()
        st.error(plain(str(error)))


def plain(text: str) -> str:
    """Return a text that Streamlit's Markdown shows as it is: no links, no styles, no formulas.

    What stands in an address comes back in a sentence about it, and must not become a link there.
    """
    escaped = re.sub(r"([\\\[\]*_`~$<>!#|@])", r"\\\1", text)
    return escaped.replace("://", "\\:\\/\\/").replace("www.", "www\\.")


def lead(text: str) -> None:
    """Show the sentence that answers the page's question."""
    html(f'<p class="yj-lead">{escape(text)}</p>')


def muted(text: str) -> None:
    """Show a quieter line: a source, a caveat, a basis."""
    html(f'<p class="yj-muted">{escape(text)}</p>')


def html(markup: str) -> None:
    """Show HTML that our own components made; never a text from a file or a person."""
    page_words.note(markup)
    own_html.show(markup)


def tag(tone: Tone, word: str | None = None) -> str:
    """Return a tone as HTML: symbol, word (its own if none), and a colour that only supports."""
    symbol = f'<span class="yj-symbol" aria-hidden="true">{tone.symbol}</span>'
    return f'<span class="yj-tag yj-{tone.name.lower()}">{symbol} {word or tone.value}</span>'


def verdict_tag(lens: LensWords) -> str:
    """Return one verdict as HTML: symbol and word; without a better side, which way it lies."""
    if lens.verdict is Verdict.NONE:
        return '<span class="yj-tag">No verdict</span>'
    return tag(lens.tone, lens.tone_word)


def rating_badge(rating: Rating | None) -> str:
    """Return a rating as HTML: the word in full, a symbol, and a colour that supports them."""
    if rating is None:
        return f'<span class="yj-rating">{rating_word(rating)}</span>'
    kind = rating.value.lower().replace(" ", "-")
    symbol = _RATING_SYMBOLS[rating]
    return (
        f'<span class="yj-rating yj-rating-{kind}">'
        f'<span aria-hidden="true">{symbol}</span> {rating.value}</span>'
    )


# Those of a board's figures stand on page after page; the one of a chart is made anew each time.
@remembered(500)
def picture(drawing: Drawing) -> str:
    """Return a drawing as HTML; as a picture's address, because Streamlit takes <svg> out."""
    return (
        f'<img class="yj-picture" src="{address(drawing)}" alt="{escape(drawing.alt, quote=True)}" '
        f'width="{drawing.width:.0f}" height="{drawing.height:.0f}">'
    )


def fact(sentence: Sentence) -> None:
    """Show a sentence with what it says of its matter, its lead in bold."""
    rest = escape(sentence.text.removeprefix(sentence.lead))
    lead = f"<strong>{escape(sentence.lead)}</strong>" if sentence.lead else ""
    html(f'<div class="yj-fact">{tag(sentence.tone)}<p>{lead}{rest}</p></div>')


def table(
    shown: Table,
    caption: str,
    *,
    strong_rows: Collection[str] = (),
    raw_html: Collection[str] = (),
) -> None:
    """Show a real table: the first column heads its rows, numbers stand right.

    `strong_rows` are row headings to stress; `raw_html` are columns whose cells are HTML made by
    our own components; every other cell is escaped.
    """
    html(table_html(shown, caption, strong_rows, raw_html))


def table_html(
    shown: Table,
    caption: str,
    strong_rows: Collection[str] = (),
    raw_html: Collection[str] = (),
) -> str:
    """Return the HTML that `table` shows; of an invented service the caption says so."""
    return _table_html(shown, _caption(caption), strong_rows, raw_html)


def _caption(words: str) -> str:
    return f"{words} ({INVENTED.rstrip('.').lower()})" if notes.of_page().invented else words


def _table_html(
    shown: Table, caption: str, strong_rows: Collection[str], raw_html: Collection[str]
) -> str:
    columns = _columns(shown)
    numeric = {name for name, cells in columns.items() if _are_numbers(cells)}
    heads = "".join(
        f'<th scope="col" role="columnheader"{_class(name in numeric)}>{escape(name)}</th>'
        for name in columns
    )
    body = "".join(
        _row_html(cells, list(columns), numeric, strong_rows, raw_html)
        for cells in zip(*columns.values(), strict=True)
    )
    label = escape(caption, quote=True)
    # On a narrow screen a wide table becomes a card a row; the roles keep it a table all the same.
    wide = " yj-wide" if len(columns) > MOST_NARROW_COLUMNS else ""
    return (
        f'<div class="yj-scroll" role="region" aria-label="{label}" tabindex="0">'
        f'<table class="yj-table{wide}" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _columns(shown: Table) -> dict[str, Sequence[object]]:
    if isinstance(shown, pd.DataFrame):
        return {str(name): shown[name].tolist() for name in shown.columns}
    if isinstance(shown, Mapping):
        return dict(shown)
    return {name: [row[name] for row in shown] for name in shown[0]} if shown else {}


def _are_numbers(cells: Sequence[object]) -> bool:
    known = [cell for cell in cells if cell is not None]
    return bool(known) and all(isinstance(cell, int | float) for cell in known)


def _row_html(
    cells: tuple[object, ...],
    names: list[str],
    numeric: Collection[str],
    strong_rows: Collection[str],
    raw_html: Collection[str],
) -> str:
    texts = [
        str(cell) if name in raw_html else escape(_words(cell))
        for name, cell in zip(names, cells, strict=True)
    ]
    strong = ' class="yj-strong"' if str(cells[0]) in strong_rows else ""
    rest = "".join(
        f'<td role="cell" data-label="{escape(name, quote=True)}"'
        f"{_class(name in numeric)}>{text}</td>"
        for name, text in zip(names[1:], texts[1:], strict=True)
    )
    return f'<tr role="row"{strong}><th scope="row" role="rowheader">{texts[0]}</th>{rest}</tr>'


def _class(is_number: bool) -> str:
    return ' class="yj-number"' if is_number else ""


def _words(cell: object) -> str:
    if cell is None or (isinstance(cell, float) and pd.isna(cell)):
        return "not published"
    return f"{cell:,g}" if isinstance(cell, float) else str(cell)


def fold(title: str, show: Callable[[], T], key: str, *, made: bool = False) -> T | None:
    """Offer something under a title, made once somebody unfolds it: most never do.

    Return what `show` returned, or None where it is not made. `made` is whether it is made folded.
    """
    with st.expander(title, key=f"fold_{key}", on_change="rerun") as folded:
        return show() if folded.open or made else None


def fold_form(title: str, show: Callable[[], object], key: str) -> None:
    """Offer a form under a title, made once somebody unfolds it.

    Folded again it stays, and what was typed with it.
    """
    made = f"made_{key}"

    def show_from_now_on() -> None:
        st.session_state[made] = True
        show()

    fold(title, show_from_now_on, key, made=made in st.session_state)


def chart(
    drawn: Chart,
    key: str,
    file_name: str,
    *,
    strong_rows: Collection[str] = (),
    table_beside: bool = False,
    table_title: str = "The same figures as a table",
    most_rows: int | None = None,
) -> None:
    """Show a chart with its message, the same values as a table, and ways to save both.

    The table is folded under `table_title`; `table_beside` says that the page shows it anyhow. A
    long one is cut to `most_rows`; what is saved has every row.
    """
    own = notes.of_page().of(drawn.title, drawn.subtitle)
    page_words.note(drawn.title)
    st.header(drawn.title, anchor=False)
    muted(f"{drawn.subtitle} {INVENTED}" if own.invented else drawn.subtitle)
    chart_html.show(drawn.figure, drawn.alt, key)
    with st.container(horizontal=True, key=f"{key}_below"):
        if not table_beside:
            fold(
                table_title,
                lambda: _folded_table(drawn, strong_rows, most_rows),
                f"{key}_table",
            )
        save(lambda: drawn.table, partial(_picture, drawn, own), file_name, key=key, noted=own)
        chart_html.offer_answers(key)


def _folded_table(drawn: Chart, strong_rows: Collection[str], most_rows: int | None) -> None:
    strong = frozenset(strong_rows)
    html(_chart_table(drawn.table, _caption(drawn.subtitle), strong, most_rows))
    if most_rows is not None and most_rows < len(drawn.table):
        muted(f"The first {most_rows} of {len(drawn.table)} rows; the saved table has all.")


# Most charts are kept while no figure changes, and their tables with them.
@remembered(128)
def _chart_table(
    frame: pd.DataFrame, caption: str, strong_rows: frozenset[str], most_rows: int | None
) -> str:
    rows = frame if most_rows is None else frame.head(most_rows)
    return _table_html(rows, caption, strong_rows, ())


def _picture(drawn: Chart, noted: Notes) -> Drawing:
    return picture_of(drawn, noted.under_a_picture, warning_of(noted))


def warning_of(noted: Notes) -> str:
    """Return what a picture must say of figures that are invented; nothing of others."""
    return INVENTED if noted.invented else ""


def save(
    table_of: Callable[[], pd.DataFrame],
    picture: Callable[[], Drawing],
    file_name: str,
    *,
    key: str,
    noted: Notes,
) -> None:
    """Offer a chart as a picture and its table, each made only when it is asked for.

    `file_name` ends in .csv, and the others are named like it.
    """
    name = noted.file_name(file_name)
    stem = name.removesuffix(".csv")
    with st.popover("Save", key=f"{key}_download_ways", on_change="rerun") as ways:
        # A page has many charts, and nearly nobody saves one: no button before it is asked for.
        if ways.open:
            _file("Picture (PNG)", lambda: png_bytes(picture()), f"{stem}.png", PNG, f"{key}_png")
            _file("Picture (SVG)", lambda: svg_bytes(picture()), f"{stem}.svg", SVG, f"{key}_svg")
            labels = ("Table (CSV)", "Table (Excel)")
            _table_files(labels, table_of, name, f"{key}_download", noted)


def download(
    table_of: Callable[[], pd.DataFrame],
    file_name: str,
    *,
    key: str,
    noted: Notes | None = None,
) -> None:
    """Offer a table as CSV and as a workbook, each made only when it is asked for.

    `file_name` ends in .csv. Its notes are those of the page, if no others are given.
    """
    own = noted or notes.of_page()
    with st.container(horizontal=True, key=f"{key}_files"):
        labels = ("Download as CSV", "Download as Excel")
        _table_files(labels, table_of, own.file_name(file_name), key, own)


def _table_files(
    labels: tuple[str, str],
    table_of: Callable[[], pd.DataFrame],
    name: str,
    key: str,
    noted: Notes,
) -> None:
    def workbook() -> bytes:
        return xlsx_bytes(table_of(), noted, dt.datetime.now(tz=dt.UTC))

    _file(labels[0], lambda: csv_bytes(table_of(), noted), name, "text/csv", key)
    _file(labels[1], workbook, f"{name.removesuffix('.csv')}.xlsx", XLSX, f"{key}_xlsx")


def _file(label: str, made: Callable[[], bytes], name: str, mime: str, key: str) -> None:
    """Offer a file; if the page shows board-only figures, it is noted who had it."""
    offer_file(label, reads.noting_of_page(name, made), name, mime, key)


def offer_file(
    label: str, made: Callable[[], bytes], name: str, mime: str, key: str, *, first: bool = False
) -> None:
    """Offer a file that is made when it is asked for, if whoever is signed in still is.

    The page does not run again for it. The `first` is what the page was opened for.
    """
    st.download_button(
        label,
        visits.still(made),
        name,
        mime,
        key,
        on_click="ignore",
        type="primary" if first else "secondary",
    )
