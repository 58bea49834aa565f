"""An officer's first file: what a person would read is read, and only the rest is asked."""

import io
from math import isnan

import pytest
from openpyxl import Workbook

from dashboard.errors import ImportRefusedError
from tests.import_factories import preview

HEADER = (
    *("Indicator", "Area team", "Period", "Group", "Value", "Count"),
    *("Denominator", "State", "Note", "RAG"),
)
ENTRANTS, EDUCATION, REMANDS = "local-first-time-entrants", "kpi-2-education", "local-remands"


def row(indicator, period, *, place="", value=None, count=None, denominator=None, state=""):
    return (indicator, place, period, "", value, count, denominator, state, "", "Green")


def workbook(*rows, merged=(), formats=()):
    book = Workbook(write_only=False)
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Figures")
    for cells in (("Performance report to the board",), HEADER, *rows):
        sheet.append(cells)
    for area in merged:
        sheet.merge_cells(area)
    for cell, form in formats:
        sheet[cell].number_format = form
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def first_file():
    """Ten usual slips: a title above, quarters in words, a share shown as percent, thousands in
    text, marks, nil, a state of their own words, a column too many, a merged name and a total."""
    return workbook(
        row(ENTRANTS, "Apr-Jun 2025", count="1,012"),
        row("", "Q2 25/26", count="<5"),
        row(ENTRANTS, "Q3 (Oct-Dec) 2025/26", count="[c]"),
        row(ENTRANTS, "Quarter 4 2025-26", count=14, state="Draft"),
        row(EDUCATION, "2025/26 (Q1)", value=0.755),
        row(EDUCATION, "2025-26 Q2", value="80 %"),
        row(REMANDS, "April to June 2025", count="nil"),
        row(REMANDS, "2025-26 Q2", count="n/a"),
        row("Total", "", count="1,026"),
        merged=("A3:A4",),
        formats=(("E7", "0.0%"),),
    )


@pytest.fixture
def seen(own_store, shipped_holdings):
    return preview(own_store, shipped_holdings, first_file(), "first.xlsx")


def test_ten_usual_slips_are_read_as_a_person_reads_them(seen):
    read = {
        (one["indicator"], one["period"]): (
            "" if isnan(one["value"]) else one["value"],
            one["state"],
        )
        for one in seen.imported.own.to_dict("records")
    }
    assert read == {
        (ENTRANTS, "2025-26 Q1"): (1012, "final"),
        (ENTRANTS, "2025-26 Q2"): ("", "withheld"),
        (ENTRANTS, "2025-26 Q3"): ("", "withheld"),
        (ENTRANTS, "2025-26 Q4"): (14, "provisional"),
        (EDUCATION, "2025-26 Q1"): (75.5, "final"),
        (EDUCATION, "2025-26 Q2"): (80, "final"),
        (REMANDS, "2025-26 Q1"): (0, "final"),
        (REMANDS, "2025-26 Q2"): ("", "not applicable"),
    }


@pytest.mark.parametrize(
    "slip",
    ["Apr-Jun 2025", "1,012", "<5", "[c]", "Draft", "nil", "n/a", "RAG", "A3:A4", "Total"],
)
def test_each_slip_that_was_read_is_told(seen, slip):
    assert slip in "\n".join(seen.notes)


def test_only_the_slips_that_a_person_must_decide_are_named(own_store, shipped_holdings):
    content = workbook(
        row(ENTRANTS, "Q1 25/26", count="1,012"),
        row(ENTRANTS, "01/07/2025", count=12),
        row(ENTRANTS, "2025 Q3", count=11),
        row(EDUCATION, "Q1 25/26", value="75,5"),
        row(ENTRANTS, "Q1 25/26", place="St Albans and Hertsmere", count=3),
        row(REMANDS, "Q1 25/26", count="about 4"),
        row(REMANDS, "Q2 25/26", count="nil"),
    )

    with pytest.raises(ImportRefusedError) as refused:
        preview(own_store, shipped_holdings, content, "first.xlsx")

    assert [(one.row, one.column) for one in refused.value.problems] == [
        (4, "period"),
        (5, "period"),
        (6, "value"),
        (7, "area team"),
        (8, "count"),
    ]
