"""A table of targets as it is sent; its content is checked by the use case."""

import pytest

from dashboard.errors import ImportRefusedError
from dashboard.importers.targets import (
    COLUMNS,
    LARGEST_BYTES,
    MOST_ROWS,
    TEMPLATE,
    TargetRow,
    read_target_rows,
)
from tests.sheets_factories import new_workbook, saved

HEADER = b"service,indicator,unit,value\n"


def problems(content):
    with pytest.raises(ImportRefusedError) as refused:
        read_target_rows(content, "targets.csv")
    return [str(problem) for problem in refused.value.problems]


def test_the_template_has_the_columns_that_are_read():
    assert TEMPLATE.splitlines()[0].split(",") == COLUMNS
    assert read_target_rows(TEMPLATE.encode(), "t.csv").rows[0].unit == "per 100,000"


def test_area_and_note_may_be_left_out():
    rows = read_target_rows(HEADER + b' essex ,fte,"per 100,000",20\n', "t.csv").rows

    assert rows == (TargetRow(2, "essex", "fte", "per 100,000", "20", "", ""),)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_targets_are_read_in_whatever_encoding_and_with_whatever_separator(encoding):
    table = "service;indicator;unit;value;area;note;\nessex;fte;%;12,5;;Café;\n"

    rows = read_target_rows(table.encode(encoding), "t.csv").rows

    assert rows == (TargetRow(2, "essex", "fte", "%", "12,5", "", "Café"),)


def test_targets_in_a_workbook_are_read_as_they_are_shown():
    made = new_workbook("Targets")
    made.active.append(["Service", "Indicator", "Unit", "Value"])
    made.active.append(["essex", "fte", "per 100,000", 200.0])

    rows = read_target_rows(saved(made), "t.xlsx").rows

    assert rows == (TargetRow(2, "essex", "fte", "per 100,000", "200", "", ""),)


def workbook(*sheets):
    made = new_workbook("Cover")
    for title, hidden, value in sheets:
        shown = made.create_sheet(title)
        shown.append(["Service", "Indicator", "Unit", "Value"])
        shown.append(["essex", "fte", "per 100,000", value])
        shown.sheet_state = "hidden" if hidden else "visible"
    return saved(made)


def test_the_sheet_that_is_shown_is_read_and_every_other_one_named():
    found = read_target_rows(workbook(("Old", True, 200), ("New", False, 100)), "t.xlsx")

    assert [row.value for row in found.rows] == ["100"]
    assert found.notes == ("Sheets that are not read: Old (hidden).",)


def test_a_second_sheet_of_targets_is_not_passed_over_in_silence():
    found = read_target_rows(workbook(("One", False, 200), ("Two", False, 100)), "t.xlsx")

    assert found.notes == ("Sheets that are not read: Two.",)


def test_a_title_above_and_a_remark_below_the_targets_do_no_harm():
    table = b"Targets 2026-27\n" + HEADER + b"essex,fte,%,1\nAgreed in July,,,\n"

    found = read_target_rows(table, "t.csv")

    assert [(row.number, row.value) for row in found.rows] == [(3, "1")]
    assert 'row 4 ("Agreed in July")' in found.notes[0]


def test_a_target_given_twice_with_another_note_counts_once_and_the_note_is_named():
    table = b"service,indicator,unit,value,note\nessex,fte,%,1,a\nessex,fte,%,1,b\n"

    assert read_target_rows(table, "t.csv").notes == (
        "Row 3 repeats the figure of row 2 and counts once.",
        'Notes of repeated rows that are not read: row 3 ("b").',
    )


def test_other_columns_and_a_row_given_twice_are_named_and_do_no_harm():
    table = b"service,indicator,unit,value,Owner\nessex,fte,%,1,Ann\nessex,fte,%,1,Ann\n"

    found = read_target_rows(table, "t.csv")

    assert [row.number for row in found.rows] == [2]
    assert found.notes == (
        "Columns that are not read: Owner.",
        "Row 3 repeats row 2 exactly and counts once.",
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (HEADER, "holds no targets"),
        (b"service,indicator,value\na,b,1\n", 'add the column "unit"'),
        (b"service,indicator,unit,target\na,b,%,1\n", 'change "target" to "Value"'),
        (HEADER + b"essex,fte,%\n", "has 3 cells where the header has 4"),
        (HEADER + b"essex,fte,%,1\nEssex,FTE,%,2\n", "row 2 sets the same target"),
        (b"x" * (LARGEST_BYTES + 1), "is larger than 1 MB"),
        (HEADER + b"a,b,%,1\n" * (MOST_ROWS + 1), "5,000 are the most"),
    ],
)
def test_a_file_that_is_no_table_of_targets_is_refused(content, problem):
    assert problem in problems(content)[0]
