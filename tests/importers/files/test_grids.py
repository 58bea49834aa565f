"""Workbooks as they are sent: each cell as the text it shows, in the row that people see."""

import datetime as dt
import hashlib

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula

from dashboard.errors import ImportRefusedError
from dashboard.importers.files.cells import MOST_MERGED
from dashboard.importers.files.grids import read_grids
from tests.hostile_files import (
    DAY_STYLE,
    blank,
    cell,
    ods,
    ods_cell,
    ods_row,
    ods_table,
    xlsx,
)
from tests.sheets_factories import new_workbook, saved

HALF_PAST_TWO = dt.datetime.fromisoformat("2025-06-30T14:30")


def sheet(content, name="f"):
    (grid,) = read_grids(content, name).grids
    return grid


def rows(content):
    cells = sheet(content).cells
    return dict(zip(cells.index.tolist(), cells.values.tolist(), strict=True))


def shown(value, number_format=None):
    """What a cell in the middle of a sheet comes to, written by another library."""
    made = new_workbook("Figures")
    made.active["B2"] = value
    if number_format:
        made.active["B2"].number_format = number_format
    return rows(saved(made))[2][1]


def unreadable(content):
    return [(p.row, p.column, p.value, p.reason) for p in sheet(content).unreadable]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"),
        (0.1, "0.1"),
        (287.5, "287.5"),
        (0.1 + 0.2, "0.3"),
        (1e-05, "0.00001"),
        (123456789012345, "123456789012345"),
        (-3, "-3"),
        (0, "0"),
        (1e21, "1000000000000000000000"),
        (True, "TRUE"),
        (False, "FALSE"),
        (dt.date(2025, 6, 30), "2025-06-30"),
        (HALF_PAST_TWO, "2025-06-30T14:30:00"),
        (" Essex \n", "Essex"),
        ("00123", "00123"),
        ("c & <d>", "c & <d>"),
    ],
)
def test_a_cell_shows_what_was_typed(value, text):
    assert shown(value) == text


def test_a_share_shown_as_percent_keeps_its_sign_so_that_nobody_takes_it_for_another():
    assert shown(0.152, "0.0%") == "15.2%"
    assert shown(0.152, '0.0"%"') == "0.152"


def test_a_number_shown_as_a_day_is_that_day_in_either_calendar():
    made = new_workbook("Figures")
    made.epoch = CALENDAR_MAC_1904
    made.active["A1"] = dt.date(2025, 6, 30)
    assert rows(saved(made)) == {1: ["2025-06-30"]}
    assert shown(45838, "mmm-yy") == "2025-06-30"


def test_a_number_that_is_no_day_is_reported():
    late = cell("A1", "99999999999", 's="1"')
    content = xlsx(f'<row r="1">{late}</row>', styles=DAY_STYLE)
    assert unreadable(content) == [(1, "A", "99999999999", "is no number or day that Excel knows")]


def test_rows_and_columns_keep_their_places_and_blank_rows_are_left_out():
    made = new_workbook("Figures")
    made.active["C2"] = "header"
    made.active["A5"] = 1
    assert rows(saved(made)) == {2: ["", "", "header"], 5: ["1", "", ""]}


def test_cells_and_rows_that_name_no_place_follow_the_one_before():
    content = xlsx("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>")
    assert rows(content) == {1: ["1", "", "2"], 3: ["3", "", ""]}


def test_every_sheet_is_read_in_its_order_hidden_ones_and_hidden_rows_too():
    made = new_workbook("Notes ")
    made.active["A1"] = "read me"
    hidden = made.create_sheet("Figures")
    hidden.sheet_state = "veryHidden"
    hidden["A1"], hidden["A2"] = "a", "b"
    hidden.row_dimensions[2].hidden = True
    made.create_sheet("Empty")
    sent = read_grids(saved(made), "f.xlsx")
    assert [grid.name for grid in sent.grids] == ["Notes", "Figures", "Empty"]
    assert sent.grid(" figures ") is sent.grids[1]
    assert [grid.cells.size for grid in sent.grids] == [1, 2, 0]


def test_of_merged_cells_only_the_first_has_the_value():
    made = new_workbook("Figures")
    made.active["A1"], made.active["C1"] = "area", "rate"
    made.active.merge_cells("A1:B1")
    assert rows(saved(made)) == {1: ["area", "", "rate"]}


@pytest.mark.parametrize(
    "number_format",
    ["mmm-yy", "mmmm yyyy", "mm/yyyy", "yyyy-mm", "[$-809]mmm yyyy", 'mmm" of "yyyy;@', "MMM\\-YY"],
)
def test_the_first_of_a_month_that_is_shown_without_its_day_is_the_month(number_format):
    assert shown(dt.date(2025, 6, 1), number_format) == "June 2025"


@pytest.mark.parametrize(
    ("day", "number_format"),
    [
        (dt.date(2025, 6, 15), "mmm-yy"),
        (dt.date(2025, 6, 1), "dd/mm/yyyy"),
        (dt.date(2025, 6, 1), "d-mmm-yy"),
        (dt.date(2025, 6, 1), "[$-F800]dddd, mmmm dd, yyyy"),
        (dt.date(2025, 6, 1), "yyyy"),
    ],
)
def test_any_other_day_stays_one_whatever_of_it_is_shown(day, number_format):
    assert shown(day, number_format) == day.isoformat()


MONTHS = (
    '<office:automatic-styles><number:date-style style:name="N1"><number:month/><number:year/>'
    '</number:date-style><number:date-style style:name="N2"><number:day/><number:month/>'
    '<number:year/></number:date-style><style:style style:name="month" style:data-style-name="N1"/>'
    '<style:style style:name="day" style:data-style-name="N2"/><style:style style:name="out">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)
FIRST = 'office:value-type="date" office:date-value="2025-06-01"'


@pytest.mark.parametrize(
    ("columns", "style", "text"),
    [
        ("", ' table:style-name="month"', "June 2025"),
        ("", ' table:style-name="day"', "2025-06-01"),
        ("", "", "2025-06-01"),
        ('<table:table-column table:default-cell-style-name="month"/>', "", "June 2025"),
        (
            '<table:table-column/><table:table-column table:default-cell-style-name="month"/>',
            "",
            "2025-06-01",
        ),
        (
            '<table:table-column table:number-columns-repeated="9"'
            ' table:default-cell-style-name="month"/>',
            ' table:style-name="day"',
            "2025-06-01",
        ),
    ],
)
def test_a_month_of_an_opendocument_spreadsheet_is_told_by_its_cells_or_its_columns_style(
    columns, style, text
):
    table = ods_table(columns + ods_row(ods_cell("Jun 25", FIRST + style)))

    assert rows(ods(table, styles=MONTHS)) == {1: [text]}


def test_hidden_sheets_are_known_as_such():
    made = new_workbook("Shown")
    made.active["A1"] = 1
    for state in ("hidden", "veryHidden"):
        other = made.create_sheet(state)
        other["A1"], other.sheet_state = 1, state
    table = ods_table(ods_row(ods_cell("a")), "Out").replace('Out"', 'Out" table:style-name="out"')

    assert [grid.hidden for grid in read_grids(saved(made), "f").grids] == [False, True, True]
    assert sheet(ods(table, styles=MONTHS)).hidden
    assert not sheet(ods(ods_table(ods_row(ods_cell("a"))), styles=MONTHS)).hidden


def test_merged_cells_are_known_up_to_a_bound_in_both_kinds_of_workbook():
    areas = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 2 * MOST_MERGED))
    spanned = ods_cell("a", 'office:value-type="string" table:number-rows-spanned="2"')

    assert len(sheet(xlsx(f'<row r="1">{cell("A1")}</row>{areas}')).merged) == MOST_MERGED + 1
    assert sheet(ods(ods_table(ods_row(spanned)))).merged == ("A1:A2",)


def test_runs_of_formatted_text_are_one_text_without_phonetic_hints():
    shared_texts = "<si><r><t>first-time </t></r><r><t>entrants</t></r><rPh><t>x</t></rPh></si>"
    shared, inline = cell("A1", "0", 't="s"'), '<c r="B1" t="inlineStr"><is><t>b</t></is></c>'
    assert rows(xlsx(f'<row r="1">{shared}{inline}</row>', texts=shared_texts)) == {
        1: ["first-time entrants", "b"]
    }


def test_tags_with_a_prefix_are_read_like_any_other():
    content = xlsx('<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>', prefix="x")
    assert rows(content) == {1: ["1"]}


def test_a_formula_counts_with_the_value_stored_beside_it():
    row = '<row r="1"><c r="A1"><f>6*7</f><v>42</v></c><c r="B1" t="str"><f>A1</f><v></v></c></row>'
    grid = sheet(xlsx(row))
    assert grid.cells.values.tolist() == [["42"]]
    assert grid.unreadable == ()


def test_a_formula_without_a_stored_value_is_unreadable_and_never_calculated():
    made = new_workbook("Figures")
    made.active["A1"] = "rate"
    made.active["B3"] = "=6*7"
    made.active["B4"] = ArrayFormula("B4", "=SUM(A1:A2)")
    grid = sheet(saved(made))
    assert [(p.row, p.column) for p in grid.unreadable] == [(3, "B"), (4, "B")]
    assert "formula without a stored value" in str(grid.unreadable[0])
    assert grid.cells.values.tolist() == [["rate"]]


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_an_error_is_unreadable_and_not_a_text(error):
    row = f'<row r="7"><c r="AB7" t="e"><f>A1</f><v>{error}</v></c></row>'
    assert unreadable(xlsx(row)) == [(7, "AB", error, "is an error of Excel")]


def test_an_opendocument_cell_shows_what_was_typed():
    typed = [
        ods_cell("1,234.50", 'office:value-type="float" office:value="1234.5"'),
        ods_cell("15 %", 'office:value-type="percentage" office:value="0.15"'),
        ods_cell("30/06/25", 'office:value-type="date" office:date-value="2025-06-30"'),
        ods_cell("WAHR", 'office:value-type="boolean" office:boolean-value="true"'),
        ods_cell(" two<text:s text:c='2'/>words</text:p><text:p>and a line"),
        ods_cell("£3", 'office:value-type="currency" office:value="3"'),
    ]
    assert rows(ods(ods_table(ods_row(*typed)))) == {
        1: ["1234.5", "15%", "2025-06-30", "TRUE", "two  words\nand a line", "3"]
    }


def test_opendocument_rows_and_cells_that_repeat_are_counted_and_blank_ends_are_none():
    table = ods_table(
        ods_row(ods_cell("a"), blank(3), ods_cell("b", times=2), blank(16_378))
        + ods_row(blank(16_384), times=3)
        + ods_row(ods_cell("c"), times=2)
        + ods_row(blank(16_384), times=1_048_570)
    )
    assert rows(ods(table)) == {
        1: ["a", "", "", "", "b", "b"],
        5: ["c", "", "", "", "", ""],
        6: ["c", "", "", "", "", ""],
    }


def test_opendocument_comments_drawings_and_covered_cells_are_no_values():
    comment = "<office:annotation><text:p>why?</text:p></office:annotation>"
    drawn = f"<table:shapes>{ods_table(ods_row(ods_cell('chart')))}</table:shapes>"
    covered = "<table:covered-table-cell><text:p>under</text:p></table:covered-table-cell>"
    row = ods_row(f"<table:table-cell>{comment}<text:p>5</text:p></table:table-cell>", covered)
    content = ods(ods_table(drawn + row + ods_row(ods_cell("x"), ods_cell("y"))))
    assert rows(content) == {1: ["5", ""], 2: ["x", "y"]}


def test_opendocument_formulas_and_errors_are_told_from_values():
    formula = 'table:formula="of:=6*7"'
    row = ods_row(
        ods_cell("42", f'{formula} office:value-type="float" office:value="42"'),
        f"<table:table-cell {formula}/>",
        ods_cell("#REF!", f'{formula} office:value-type="string" calcext:value-type="error"'),
        ods_cell("Err:502", f'{formula} office:value-type="string" office:string-value=""'),
    )
    grid = sheet(ods(ods_table(row)))
    assert grid.cells.values.tolist() == [["42"]]
    assert [(p.column, p.reason) for p in grid.unreadable] == [
        ("B", "is a formula without a stored value"),
        ("C", "is an error"),
        ("D", "is an error"),
    ]


def test_what_a_file_is_its_content_says_and_not_its_name():
    workbook = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')
    assert sheet(workbook, "figures.csv").name == "S0"
    assert sheet(b"a,b\n", "figures.xlsx").cells.values.tolist() == [["a", "b"]]


@pytest.mark.parametrize(
    "content", [b" \n;;\n", saved(new_workbook("Empty")), ods(ods_table(ods_row(blank())))]
)
def test_a_file_that_holds_no_value_is_refused(content):
    with pytest.raises(ImportRefusedError, match="holds no value at all"):
        read_grids(content, "f")


def test_the_checksum_is_that_of_what_was_sent():
    content = b"a,b\n"
    assert read_grids(content, "f.csv").sha256 == hashlib.sha256(content).hexdigest()
