"""A workbook as ODS: read back by our own reader and by another one, text for text."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from dashboard.importers.files.grids import read_grids
from dashboard.reports.opendocument import as_opendocument

# What a sheet of a workbook can hold as text; blanks at the ends are nobody's meaning.
SIGNS = st.characters(
    min_codepoint=32,
    max_codepoint=0x2FFF,
    exclude_categories=["Cs", "Zs", "Zl", "Zp", "Cc", "Cn"],
)
TEXTS = st.text(SIGNS, min_size=1, max_size=20)


def workbook(*rows):
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Figures"
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            sheet.cell(number, place).value = text
            sheet.cell(number, place).data_type = "s"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@settings(max_examples=25)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
def test_every_text_is_read_back_as_it_was(rows):
    (grid,) = read_grids(as_opendocument(workbook(*rows)), "figures.ods").grids

    assert [tuple(row) for row in grid.cells.to_numpy()] == rows


def test_another_reader_finds_the_same_sheet_and_texts():
    content = as_opendocument(workbook(("a & b", "<c>"), ('"d"', "=1+1")))

    found = CalamineWorkbook.from_filelike(io.BytesIO(content))

    assert found.sheet_names == ["Figures"]
    assert found.get_sheet_by_index(0).to_python() == [["a & b", "<c>"], ['"d"', "=1+1"]]
