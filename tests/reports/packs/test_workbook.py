"""The pack as a workbook: each table whole on a sheet, nothing that runs, the same bytes."""

import io
import zipfile

import openpyxl
import pytest

from dashboard.core.sentences import Tone
from dashboard.reports.packs.document import Cell, Points, Table, fact
from dashboard.reports.packs.workbook import workbook_bytes
from tests.small_packs import HOSTILE, document, picture, section, sparkline, table, whole


def opened(wanted):
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(wanted)))


def rows_of(sheet):
    """Return the rows of a sheet, without who may see it, which stands two rows below."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    is_told = sheet.title != "About"
    return rows[:-2] if is_told else rows


def test_the_same_document_is_the_same_bytes():
    assert workbook_bytes(whole()) == workbook_bytes(whole())


def test_it_says_what_it_is_and_leads_to_every_sheet():
    book = opened(whole())
    about = book["About"]

    assert rows_of(about)[:5] == [
        ["Board pack", "Placeshire youth justice service", None],
        ["For", "Management board, 12 October 2026", None],
        ["Shown for", "12 October 2026", None],
        ["Who may see it", "For anybody: small numbers are withheld", None],
        ["To know", "It stands in place of the pack of 1 October 2026.", None],
    ]
    links = [cell.hyperlink.location for row in about for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_each_table_is_there_once_and_whole_those_of_pictures_too():
    drawn = picture()
    rows = tuple((f"Row {number}", str(number)) for number in range(300))
    long = table("Long", *rows, most=6)

    book = opened(
        document(section("glance", drawn, long), annex=(section("tables", long, drawn.table),))
    )

    assert len(book.sheetnames) == 4
    assert rows_of(book["2 Long"]) == [
        ["Measure", "Figure"],
        *([f"Row {n}", n] for n in range(300)),
    ]
    ranked = rows_of(book.worksheets[1])
    assert ranked[0] == [str(each) for each in drawn.table.headings]
    assert [row[0] for row in ranked[1:]] == [str(row[0].words) for row in drawn.table.rows]


def test_a_cell_says_its_verdict_or_what_its_picture_shows():
    drawn = sparkline()
    held = Table(
        fact("Verdicts"),
        (fact("a"), fact("b"), fact("c")),
        (
            (
                Cell(fact("23% above"), drawn, Tone.WORSE, "Higher"),
                Cell(fact(""), tone=Tone.LEVEL),
                Cell(fact(""), type(drawn)(1, 1, (), "It fell.")),
            ),
        ),
    )

    assert rows_of(opened(document(section("glance", held)))["1 Verdicts"])[1] == [
        "Higher: 23% above",
        "Level",
        "It fell.",
    ]


@pytest.mark.parametrize(
    ("text", "value", "shown_as"),
    [
        ("287", 287, "0"),
        ("2017", 2017, "0"),
        ("1,234.5", 1234.5, "#,##0.0"),
        ("12.30", 12.3, "0.00"),
        ("-5", -5, "0"),
        ("\u22125", -5, "0"),
        ("0", 0, "0"),
    ],
)
def test_a_text_that_is_one_number_is_a_number_that_reads_the_same(text, value, shown_as):
    cell = opened(document(section("glance", table("x", ("a", text)))))["1 x"]["B2"]

    assert (cell.value, cell.number_format) == (value, shown_as)


@pytest.mark.parametrize(
    "text", ["23%", "007", "1,23", "12 of 40", "2017-18", "1234567890123456", "3.1.2", "٣", "1e5"]
)
def test_any_other_text_stays_as_it_is_written(text):
    assert opened(document(section("glance", table("x", ("a", text)))))["1 x"]["B2"].value == text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_and_runs_nowhere(text):
    named = fact(text)
    held = section("glance", Points((named,)), table(text, (text, text)), title=named)
    content = workbook_bytes(document(held, title=named, marks=(named,)))

    book = openpyxl.load_workbook(io.BytesIO(content))
    # Excel shows the second as it was written: it takes the longer for the sign before "x000D".
    kept = {"=1+1": "'=1+1", "a_x000D_b": "a_x005F_x000D_b"}.get(text, text)
    assert [cell.value for cell in book.worksheets[1][2]] == [kept, kept]
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n"}
    assert [kept] * 2 == [row[1] for row in rows_of(book["Words"])[2:3]] + [
        book["About"]["B1"].value
    ]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("First-time entrants", "1 First-time entrants"),
        ("x" * 500, "1 " + "x" * 29),
        ("Children first cautioned or sentenced, by area", "1 Children first cautioned or"),
        ("[a]: b/c\\d*e?'f'", "1 a b c d e f"),
        ("", "1"),
        ("\x00", "1"),
        # Excel counts each of these signs as two.
        ("👩" * 20, "1 " + "👩" * 14),
    ],
)
def test_a_sheet_has_a_name_that_excel_allows(caption, name):
    assert opened(document(section("glance", table(caption)))).sheetnames[1] == name


def test_two_alike_captions_give_two_sheets():
    held = section("glance", table("x" * 500, ("a", "1")), table("x" * 500, ("a", "2")))

    book = opened(document(held))

    assert len({name.lower() for name in book.sheetnames}) == 4
    assert [book.worksheets[place]["B2"].value for place in (1, 2)] == [1, 2]


def test_every_word_of_the_pack_stands_on_one_sheet():
    told = rows_of(opened(whole())["Words"])

    assert told[0] == ["Section", "Text"]
    assert ["What the board needs to know", "Who acts on it?"] in told
    assert ["Title of glance", "Source: an office, 2018."] in told
    assert ["Title of warnings", "From 250 to 300."] in told
    assert [
        "What the board needs to know",
        "Warning: A gap of 23% is wide. It has stood since 2016.",
    ] in told


def test_the_seal_stands_in_the_properties_only():
    book = opened(whole())

    assert book.properties.identifier == "5ea1"
    assert not any("5ea1" in str(cell.value) for sheet in book for row in sheet for cell in row)


def test_no_clock_is_in_the_file():
    properties = opened(whole()).properties

    assert {f"{properties.created:%d.%m.%Y}", f"{properties.modified:%d.%m.%Y}"} == {"05.10.2026"}


def test_a_pack_without_tables_has_its_words():
    assert opened(document(section("glance"))).sheetnames == ["About", "Words"]


def test_each_sheet_says_who_may_see_it_below_its_table_and_on_each_of_its_pages():
    told = "For anybody: small numbers are withheld"
    about, *others = opened(whole()).worksheets

    assert [each.oddFooter.left.text for each in (about, *others)] == [told] * (len(others) + 1)
    for sheet in others:
        *_, blank, last = sheet.iter_rows(values_only=True)
        assert (last[0], any(blank)) == (told, False)


def test_a_long_text_has_the_height_of_its_lines_and_a_sheet_prints_as_wide_as_a_page():
    book = opened(document(section("glance", table("Long", ("word " * 60, "1")))))
    shown = book.worksheets[1]

    assert shown.row_dimensions[2].height > 4 * 15
    assert shown.row_dimensions[1].height is None
    assert shown.sheet_properties.pageSetUpPr.fitToPage
    assert (shown.page_setup.fitToHeight, shown.page_setup.orientation) == (0, "landscape")
