"""The template that a service fills in with its own figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.core.areas import Service
from dashboard.core.own.figures import AreaTeam, LocalState
from dashboard.core.own.groups import Groups
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.own.next_rows import RowToFill
from dashboard.core.own.sheets import (
    GROUP,
    HOW,
    INDICATOR,
    LOCAL_SHEET,
    PERIOD,
    PLACE,
    STATE,
    WHOLE_SERVICE_WORDS,
    WORDS,
)
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

_WORDS = (
    ("Id", 30),
    ("Name", 50),
    ("What is counted", 50),
    ("Out of", 50),
    ("Unit", 24),
    ("May be counted by", 28),
)
# The lists to choose from stand beside the words, after an empty column.
_FIRST_LIST = len(_WORDS) + 2


def local_template_bytes(
    indicators: Mapping[str, LocalIndicator],
    groups: Groups,
    service: Service | None = None,
    teams: Iterable[AreaTeam] = (),
    rows: Iterable[RowToFill] = (),
) -> bytes:
    """Return a workbook with the table to fill in, the words for it, and how to fill it in.

    Without a service it names no area teams. `rows` are those that lack only their numbers.
    """
    teams = tuple(teams)
    lists = _lists(indicators, groups, teams)
    workbook = new_workbook()
    rules = {
        name: list_in(WORDS, _place(lists, name), len(texts))
        for name, (_, texts) in lists.items()
        if texts
    }
    shown = workbook.create_sheet(LOCAL_SHEET.title)
    write_empty_table(shown, LOCAL_SHEET, rules, _begun(rows, groups, teams))
    words = workbook.create_sheet(WORDS)
    _write_words(words, indicators.values(), groups)
    for name, (title, texts) in lists.items():
        if name != INDICATOR:
            write_list(words, _place(lists, name), title, texts)
    write_read_me(workbook.create_sheet(HOW), _how(service))
    return saved(workbook)


def local_template_csv_bytes(
    groups: Groups, teams: Iterable[AreaTeam] = (), rows: Iterable[RowToFill] = ()
) -> bytes:
    """Return the header of the table as CSV, with the rows that lack only their numbers."""
    return header_csv(LOCAL_SHEET, _begun(rows, groups, teams))


def _begun(
    rows: Iterable[RowToFill], groups: Groups, teams: Iterable[AreaTeam]
) -> Iterator[Mapping[str, str]]:
    names = {team.id: team.name for team in teams}
    for row in rows:
        yield {
            INDICATOR: row.indicator,
            PLACE: names.get(row.place, WHOLE_SERVICE_WORDS),
            PERIOD: row.period,
            GROUP: groups.written(row.group) if row.group else "",
        }


def _lists(
    indicators: Mapping[str, LocalIndicator], groups: Groups, teams: Iterable[AreaTeam]
) -> dict[str, tuple[str, Sequence[str]]]:
    """Return what can be chosen, by column: the heading of the list and its texts."""
    named = [team.name for team in teams if team.active]
    written = [groups.written(each.id) for d in groups.dimensions for each in d.groups]
    return {
        INDICATOR: ("Id", list(indicators)),
        PLACE: ("Area teams", [WHOLE_SERVICE_WORDS, *named]),
        GROUP: ("Groups of children", written),
        STATE: ("States", [state.value for state in LocalState]),
    }


def _place(lists: Mapping[str, object], name: str) -> int:
    # The ids of indicators are the first column of the words.
    return 1 if name == INDICATOR else _FIRST_LIST - 1 + list(lists).index(name)


def _write_words(shown: Worksheet, indicators: Iterable[LocalIndicator], groups: Groups) -> None:
    write_headings(shown, _WORDS)
    for number, indicator in enumerate(indicators, start=2):
        for place, text in enumerate(_words(indicator, groups), start=1):
            cell = shown.cell(number, place)
            write_text(cell, text)
            cell.alignment = WRAPPED
    for place in range(3):
        shown.column_dimensions[get_column_letter(_FIRST_LIST + place)].width = 28
    shown.freeze_panes = "A2"


def _words(indicator: LocalIndicator, groups: Groups) -> tuple[str, ...]:
    by = [d.name for d in groups.dimensions if d.id in indicator.groups]
    return (
        indicator.id,
        indicator.name,
        indicator.numerator,
        indicator.denominator or "(a plain count: no denominator)",
        indicator.unit.long,
        ", ".join(by) or "(all children only)",
    )


def _how(service: Service | None) -> Iterator[tuple[str, str]]:
    yield "For", service.name if service else "Any youth justice service"
    yield (
        "Each row",
        "One figure: one indicator, one place, one period, one group of children. Rows may be "
        "ready, as you sent them last. Remove those you have nothing for, or give a state that "
        "says why there is no figure.",
    )
    yield from columns_explained(LOCAL_SHEET)
    yield (
        "Numbers",
        "Digits and one decimal point are always understood. The preview says what was read as "
        "what. Of a formula, the result is read that was saved with it.",
    )
    yield (
        "Small numbers",
        "Write the real counts. The dashboard keeps back small ones wherever the public could see "
        "them.",
    )
    yield "Sums", "Nothing is added up: give the service as a whole its own row."
    yield (
        "Area teams",
        "An area team has to be added under Load figures before its figures can be loaded.",
    )
    yield (
        "When it is filled in",
        "Load it under Load figures. Sheets laid out like this one are read together. Totals, "
        "notes and columns of your own may stand beside: what is not read is named. It may be "
        "saved as .xlsx, .ods or CSV. What is wrong is listed row by row, and nothing is stored "
        "until you accept what you see.",
    )
