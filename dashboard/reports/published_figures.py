"""The template for published figures in the dashboard's own layout."""

from collections.abc import Iterable, Iterator, Mapping

from openpyxl.worksheet.worksheet import Worksheet

from dashboard.core.areas import Area
from dashboard.core.own.sheets import AREAS, HOW, INDICATOR, PUBLISHED_SHEET, STATE, WORDS
from dashboard.core.periods import Period
from dashboard.core.published.indicators import Indicator, State
from dashboard.reports.figure_sheets import (
    columns_explained,
    header_csv,
    write_empty_table,
)
from dashboard.reports.workbooks import (
    WRAPPED,
    list_in,
    new_workbook,
    saved,
    write_headings,
    write_list,
    write_read_me,
    write_text,
)

_WORDS = (("Id", 40), ("Name", 50), ("What is counted", 50), ("Unit", 28), ("Period, such as", 20))
_STATES = len(_WORDS) + 2


def published_csv_bytes() -> bytes:
    """Return the header of the table as CSV."""
    return header_csv(PUBLISHED_SHEET)


def published_workbook_bytes(indicators: Mapping[str, Indicator], areas: Iterable[Area]) -> bytes:
    """Return a workbook with the table to fill in, the words for it, the areas and how to do it."""
    workbook = new_workbook()
    states = [state.value for state in State]
    lists = {
        INDICATOR: list_in(WORDS, 1, len(indicators)),
        STATE: list_in(WORDS, _STATES, len(states)),
    }
    write_empty_table(workbook.create_sheet(PUBLISHED_SHEET.title), PUBLISHED_SHEET, lists)
    words = workbook.create_sheet(WORDS)
    _write_texts(words, _WORDS, map(_words, indicators.values()))
    write_list(words, _STATES, "States", states)
    places = ((area.code, area.name, area.area_type.value) for area in areas)
    _write_texts(workbook.create_sheet(AREAS), (("Code", 14), ("Name", 50), ("Type", 24)), places)
    write_read_me(workbook.create_sheet(HOW), _how())
    return saved(workbook)


def _write_texts(
    shown: Worksheet, headings: tuple[tuple[str, int], ...], rows: Iterable[tuple[str, ...]]
) -> None:
    write_headings(shown, headings)
    for number, texts in enumerate(rows, start=2):
        for place, text in enumerate(texts, start=1):
            cell = shown.cell(number, place)
            write_text(cell, text)
            cell.alignment = WRAPPED
    shown.freeze_panes = "A2"


def _words(indicator: Indicator) -> tuple[str, ...]:
    example = Period(indicator.period_kind, indicator.reviewed_on.year - 1).id
    return indicator.id, indicator.name, indicator.numerator, indicator.unit.long, example


def _how() -> Iterator[tuple[str, str]]:
    yield "Each row", "One published figure: one indicator, one area, one period."
    yield from columns_explained(PUBLISHED_SHEET)
    yield (
        "Numbers",
        "Digits and one decimal point are always understood. The preview says what was read as "
        "what.",
    )
    yield (
        "When it is filled in",
        "Load it under Load figures. What is not read of it is named. It may be "
        "saved as .xlsx, .ods or CSV. What is wrong is listed row by row, and nothing is stored "
        "until you accept what you see.",
    )
