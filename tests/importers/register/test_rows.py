"""An edited register as it is sent: what is read, and one sentence for each thing it cannot be."""

import codecs
import datetime as dt
import io
import re
import zipfile

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from dashboard.core.register.sheets import ACTIONS, RECOMMENDATIONS
from dashboard.errors import ImportRefusedError
from dashboard.importers.register.rows import LARGEST_BYTES, MOST_ROWS, read_register
from tests.hostile_files import ods, ods_cell, ods_row, ods_table
from tests.sheets_factories import (
    changed,
    column_of,
    new_workbook,
    replaced_part,
    saved,
    sheet_csv,
    with_part,
)

ROW = {"id": "a-1", "recommendation": "r-1", "title": "Ask", "version": "2"}


def workbook(**cells):
    """A workbook with one action, some of whose cells are given."""
    made = new_workbook("Actions")
    shown = made.active
    shown.append([column.title for column in ACTIONS.columns])
    for key, value in (ROW | cells).items():
        place = list(ACTIONS.by_key).index(key) + 1
        shown.cell(2, place).value = value
    return saved(made)


def csv_of(**cells):
    return sheet_csv(ACTIONS, ROW | cells)


def cells(content):
    (row,) = read_register(content, "r").rows
    return row.cells


def refused_row(content):
    (row,) = read_register(content, "r").refused
    return str(row)


def refusal(content, file="r.xlsx"):
    with pytest.raises(ImportRefusedError) as refused:
        read_register(content, file)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize("make", [workbook, csv_of])
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2019-03-31", dt.date(2019, 3, 31)),
        ("31/03/2019", dt.date(2019, 3, 31)),
        ("1/2/2019", dt.date(2019, 2, 1)),
        ("1.2.2019", dt.date(2019, 2, 1)),
        ("29/02/2024", dt.date(2024, 2, 29)),
        ("31 March 2019", dt.date(2019, 3, 31)),
        ("31st March 2019", dt.date(2019, 3, 31)),
        ("31/03/19", dt.date(2019, 3, 31)),
        ("31-Mar-19", dt.date(2019, 3, 31)),
        ("31-Mar-2019", dt.date(2019, 3, 31)),
        ("", None),
        ("  ", None),
    ],
)
def test_a_day_is_read_with_the_day_always_first(make, typed, day):
    assert cells(make(due=typed))["due"] == day


@pytest.mark.parametrize("make", [workbook, csv_of])
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("March 2019", "is March 2019 without its day: write the day, such as 31 March 2019."),
        ("2019", "is a year without month and day: write it like 31/03/2027 or 31 March 2027."),
        ("12/31/2019", "has the month before the day: write 31/12/2019."),
        ("30/02/2019", "is a day that does not exist: correct the day, month or year."),
        ("43555", "does not part day, month and year: write it like 31/03/2027 or 31 March 2027."),
        ("TBC", "is not a day: write a day, or leave it empty."),
        ("soon", "is not a day: write it like 31/03/2027 or 31 March 2027."),
    ],
)
def test_what_is_no_day_refuses_its_row_and_says_how_to_write_one(make, typed, says):
    assert refused_row(make(due=typed)) == f'Actions, row 2: The due date "{typed}" {says}'


def test_days_that_are_written_otherwise_are_told_with_what_they_were_read_as():
    typed = ["31/03/19", "1-Apr-19", "2nd May 2019", "Sat 1 June 2019", "2019-07-31", "1 June 2019"]
    rows = [ROW | {"id": f"a-{n}", "due": day} for n, day in enumerate(typed)]

    read = read_register(sheet_csv(ACTIONS, *rows), "a.csv")

    assert read.notes == (
        'Actions, read as meant in the column Due date: "31/03/19" as 31 March 2019, "1-Apr-19" as '
        '1 April 2019, "2nd May 2019" as 2 May 2019 and "Sat 1 June 2019" as 1 June 2019.',
    )


def test_a_real_date_of_excel_is_a_day():
    assert cells(workbook(due=dt.date(2019, 3, 31)))["due"] == dt.date(2019, 3, 31)


def test_dates_of_an_old_macintosh_workbook_are_the_same_days():
    def count_from_1904(made):
        made.epoch = CALENDAR_MAC_1904

    content = changed(workbook(due=dt.date(2019, 3, 31)), count_from_1904)

    assert cells(content)["due"] == dt.date(2019, 3, 31)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("=TODAY()+30", 'The due date "=TODAY()+30" is a formula: paste its value'),
        ("#REF!", 'The due date "#REF!" is an error of Excel: correct the cell.'),
        (dt.datetime.fromisoformat("2019-03-31T14:30"), "has a time of day: write only the day."),
        (dt.time(14, 30), "has a time of day"),
        (45000, 'The due date "45000" does not part day, month'),
        (True, 'The due date "TRUE" is not a day'),
    ],
)
def test_a_cell_that_is_no_plain_value_refuses_its_row(value, reason):
    assert reason in refused_row(workbook(due=value))


def test_a_formula_in_a_text_is_refused_and_never_read_as_a_text():
    assert "is a formula: paste its value" in refused_row(workbook(title='=HYPERLINK("x")'))


def test_a_formula_is_refused_although_its_result_is_stored_beside_it():
    def calculated(part):
        return re.sub(rb"</f><v\s*(/>|></v>)", b"</f><v>45838</v>", part)

    content = replaced_part(workbook(due="=TODAY()"), "xl/worksheets/sheet1.xml", calculated)

    assert b"<v>45838</v>" in unpacked(content, "xl/worksheets/sheet1.xml")
    assert 'The due date "=TODAY()" is a formula: paste its value' in refused_row(content)


def test_a_formula_in_a_column_that_is_only_shown_does_not_matter():
    assert "source" not in cells(workbook(source="=1+1"))


@pytest.mark.parametrize(
    ("value", "text"),
    [(12, "12"), (12.0, "12"), (1.5, "1.5"), ("  Ask ", "Ask"), ("a\r\nb", "a\nb"), (None, "")],
)
def test_a_cell_of_text_is_read_as_it_is_shown(value, text):
    assert cells(workbook(title=value))["title"] == text


def test_a_version_is_a_number_however_it_is_stored():
    assert cells(workbook(version=3))["version"] == 3
    assert cells(workbook(version="3"))["version"] == 3
    assert cells(workbook(version=None))["version"] is None
    assert 'The version "-1" is no version' in refused_row(workbook(version=-1))


def test_the_apostrophe_that_the_export_set_is_taken_away():
    assert cells(csv_of(title="'=1+1"))["title"] == "=1+1"
    assert cells(csv_of(title="''@x"))["title"] == "'@x"
    assert cells(csv_of(title="'tis so"))["title"] == "'tis so"


def test_a_csv_file_with_semicolons_is_read_as_european_excel_writes_it():
    content = sheet_csv(ACTIONS, ROW | {"title": "Ask, then act"}, delimiter=";")

    assert cells(content)["title"] == "Ask, then act"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_csv_file_is_read_in_whatever_encoding_a_spreadsheet_saves_it(encoding):
    content = csv_of(title="Café").decode("utf-8-sig").encode(encoding)

    assert cells(content)["title"] == "Café"


def test_blank_columns_at_the_end_of_a_csv_file_do_no_harm():
    content = csv_of(title="Ask").replace(b"\r\n", b",,\r\n")

    assert cells(content)["title"] == "Ask"


def test_line_breaks_in_a_csv_file_are_those_of_the_forms():
    assert cells(csv_of(title="Ask\r\nand act\rnow"))["title"] == "Ask\nand act\nnow"


def test_semicolons_in_texts_of_several_lines_do_not_separate_cells():
    minutes = "asked; answered\nheard; noted\nagreed; signed"

    assert cells(csv_of(title=minutes))["title"] == minutes


def test_each_csv_file_is_known_by_its_first_column():
    content = sheet_csv(RECOMMENDATIONS, {"id": "r-1", "version": "0"})

    assert read_register(content, "any-name.csv").rows[0].sheet is RECOMMENDATIONS
    assert read_register(csv_of(), "any-name.csv").rows[0].sheet is ACTIONS


def test_a_row_of_another_length_is_refused_alone():
    read = read_register(csv_of() + b"a-2,r-1\r\n" + b"a-3,r-1" + b",x" * 13, "a.csv")

    assert len(read.rows) == 1
    assert str(read.refused[0]).startswith('Actions, row 3: "a-2,r-1" has 2 cells where')
    assert "has 15 cells where the header has 13: mend the row." in str(read.refused[1])


ODS_HEADER = ("Action id", "Recommendation id", "Action", "Version", "Due date")


def opendocument(*cells, header=ODS_HEADER):
    rows = ods_row(*map(ods_cell, header)) + ods_row(*cells)
    return ods(ods_table(rows, name="Actions"))


ODS_ROW = [ods_cell(text) for text in ("a-1", "r-1", "Ask", "2")]


def test_an_opendocument_register_is_read_like_a_workbook():
    day = ods_cell("31/03/19", 'office:value-type="date" office:date-value="2019-03-31"')

    assert cells(opendocument(*ODS_ROW, day)) == {
        "id": "a-1",
        "recommendation": "r-1",
        "title": "Ask",
        "version": 2,
        "due": dt.date(2019, 3, 31),
    }


def test_a_formula_of_an_opendocument_register_is_refused_in_every_cell_it_fills():
    today = 'table:formula="of:=TODAY()" office:value-type="date" office:date-value="2019-03-31"'
    header = (*ODS_HEADER[:4], "Start", "Due date")
    filled = opendocument(*ODS_ROW, ods_cell("31/03/19", today, times=2), header=header)
    only_the_second = opendocument(
        *ODS_ROW, ods_cell("31/03/19", today, times=2), header=(*ODS_HEADER[:4], "", "Due date")
    )

    assert 'The start "=TODAY()" is a formula: paste its value' in refused_row(filled)
    assert 'The due date "=TODAY()" is a formula' in refused_row(only_the_second)


def test_merged_cells_of_an_opendocument_register_are_refused():
    merged = ods_cell("a-1", 'office:value-type="string" table:number-columns-spanned="2"')

    assert 'in the sheet "Actions" (A2:B2): unmerge' in refusal(opendocument(merged))[0]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty: export the register again"),
        (b"x" * (LARGEST_BYTES + 1), "is larger than 5 MB"),
        (b"name,age\r\nAnn,40\r\n", 'has no column "Recommendation id" nor "Action id"'),
        (b"Action id,Recommendation id,Action\r\n1,2,3\r\n", 'add the column "version"'),
        (
            b"Action id,Recommendation id,Action,Version,Ownr\r\n1,2,3,4,5\r\n",
            'change "Ownr" to "Owner"',
        ),
        (csv_of().splitlines()[0], "holds no rows"),
        (
            csv_of(title='"' * 3).replace(b'"', b"", 1),
            "has a quotation mark that no other one closes",
        ),
        (csv_of().replace(b"Ask", b"A\x00k"), "has characters of no known encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "is protected by a password or is a workbook of"),
        (b"PK\x03\x04 broken", "is damaged: open it in Excel"),
    ],
)
def test_a_file_that_cannot_be_is_refused_in_one_sentence(content, problem):
    found = refusal(content)

    assert len(found) == 1
    assert problem in found[0]


def test_a_csv_file_of_too_many_rows_is_refused():
    line = b"a,r,t,1\r\n"

    found = refusal(b"Action id,Recommendation id,Action,Version\r\n" + line * (MOST_ROWS + 1))

    assert "has 5,001 rows; 5,000 are the most" in found[0]


def unpacked(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def zipped(**parts):
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as written:
        for name, part in parts.items():
            written.writestr(name.replace("__", "/"), part)
    return package.getvalue()


def test_a_small_file_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked():
    bomb = with_part(workbook(), "xl/media/zeros.bin", bytes(31_000_000))

    assert len(bomb) < LARGEST_BYTES
    assert "unpacks to more than 30 MB" in refusal(bomb)[0]


def test_a_package_of_very_many_parts_is_refused():
    content = workbook()
    package = io.BytesIO(content)
    with zipfile.ZipFile(package, "a") as parts:
        for number in range(501):
            parts.writestr(f"xl/media/{number}", b"")

    assert "holds more than 500 parts" in refusal(package.getvalue())[0]


def test_a_workbook_with_macros_is_refused():
    assert "holds macros" in refusal(with_part(workbook(), "xl/vbaProject.bin", b"x"))[0]


def test_another_package_is_refused_by_what_it_seems_to_be():
    assert "seems to be a packed archive" in refusal(zipped(mimetype=b"application/vnd.oasis"))[0]
    assert "seems to be a Word document" in refusal(zipped(**{"word/document.xml": b"<w/>"}))[0]


@pytest.mark.parametrize("part", [b"", b"<not xml"])
def test_a_workbook_whose_parts_are_broken_is_refused(part):
    broken = replaced_part(workbook(), "xl/workbook.xml", lambda _: part)

    assert 'is damaged (its part "xl/workbook.xml" cannot be read): open it' in refusal(broken)[0]


def test_a_text_that_would_multiply_itself_is_refused():
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
    sent = replaced_part(
        workbook(), "xl/worksheets/sheet1.xml", lambda part: entity + part.partition(b"?>")[2]
    )

    assert "declares a document type, as no workbook does" in refusal(sent)[0]


def notes(content):
    return read_register(content, "r.xlsx").notes


@pytest.mark.parametrize("title", ["Sheet1", "Actions 2026", "Recs", "ACTIONS (edited)"])
def test_a_sheet_under_another_name_is_known_by_its_header_and_told(title):
    def rename(made):
        made.active.title = title

    renamed = changed(workbook(due="31/03/2027"), rename)

    assert cells(renamed)["due"] == dt.date(2027, 3, 31)
    assert notes(renamed) == (f'The sheet "{title}" was read as "Actions": it has those columns.',)


def test_a_workbook_without_a_sheet_of_the_register_is_refused():
    other = new_workbook("Our list")
    other.active.append(["Owner", "Partner", "Due date", "RAG"])
    other.active.append(["Ann", "Police", "31/03/2027", "green"])

    found = refusal(saved(other))

    assert 'has no sheet "Recommendations" nor "Actions", and none with their' in found[0]


def copied(made):
    made.copy_worksheet(made.active).title = "Actions (2)"


def test_two_sheets_that_could_be_the_same_one_are_an_error_that_names_both():
    found = refusal(changed(workbook(), copied))

    assert 'has 2 sheets that could be "Actions": "Actions" and "Actions (2)": keep' in found[0]


@pytest.mark.parametrize("empty", ["Actions", "Actions (2)"])
def test_of_a_sheet_and_its_copy_the_one_with_rows_is_read(empty):
    def empty_one(made):
        copied(made)
        made[empty].delete_rows(2)

    content = changed(workbook(), empty_one)

    assert cells(content)["id"] == "a-1"
    assert f"Sheets that are not read: {empty}." in notes(content)


@pytest.mark.parametrize("hidden", ["Actions", "Actions (2)"])
def test_of_a_sheet_and_a_hidden_copy_the_one_that_is_shown_is_read(hidden):
    def hide_one(made):
        copied(made)
        for shown in made:
            shown.cell(2, 4).value = f"of {shown.title}"
        made.active = made.index(next(shown for shown in made if shown.title != hidden))
        made[hidden].sheet_state = "hidden"

    content = changed(workbook(), hide_one)

    assert cells(content)["title"] != f"of {hidden}"
    assert f"Sheets that are not read: {hidden} (hidden)." in notes(content)


@pytest.mark.parametrize("text", ["Total: 3", "Updated by Ann on 3 July", "Total"])
def test_a_note_below_the_register_is_named_and_no_row_of_it(text):
    content = changed(workbook(), lambda made: made.active.append([text]))

    assert cells(content)["id"] == "a-1"
    assert f'only their first cell is filled: row 3 ("{text}").' in notes(content)[-1]


def test_a_note_below_a_csv_register_is_no_row_that_lost_its_end():
    found = read_register(csv_of() + b"Updated by Ann on 3 July\r\n", "actions.csv")

    assert [row.cells["id"] for row in found.rows] == ["a-1"]
    assert (found.refused, "row 3" in found.notes[-1]) == ((), True)


def test_an_id_whose_other_cells_were_emptied_stays_a_row():
    content = changed(workbook(), lambda made: made.active.append(["a-2"]))

    assert [row.cells["id"] for row in read_register(content, "r").rows] == ["a-1", "a-2"]


def test_a_sheet_whose_header_was_broken_is_refused_and_never_passed_over():
    def break_header(made):
        made.active.title = "Sheet1"
        made.active.cell(1, column_of(made.active, "version")).value = "v."

    assert 'is missing from the header: add the column "version"' in " ".join(
        refusal(changed(workbook(), break_header))
    )


def test_a_workbook_of_which_nothing_was_read_names_the_sheet_that_was_not():
    def move(made):
        moved = made.create_sheet("Mine")
        moved.append(["a-1", "r-1", "Ask"])
        made["Actions"].delete_rows(2)

    found = refusal(changed(workbook(), move))

    assert "holds no rows (Sheets that are not read: Mine): add a row under the header" in found[0]


def test_the_sheets_that_the_export_adds_are_no_register_and_nothing_to_tell():
    def add(made):
        for title in ("Read me", "Choices"):
            made.create_sheet(title).append(["Owners", "Ann"])

    assert notes(changed(workbook(), add)) == ()


def test_very_many_other_sheets_are_counted():
    def add(made):
        for number in range(7):
            made.create_sheet(f"N{number}").append(["x"])

    assert notes(changed(workbook(), add)) == (
        "Sheets that are not read: N0, N1, N2, N3, N4 and 2 more.",
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("=1+1", "Sheets that are not read: My notes."),
        ("x", "The other sheets were not looked at, because the file has a sheet "),
    ],
)
def test_another_sheet_is_named_and_no_ground_to_refuse_whatever_it_holds(given, told):
    def add_notes(made):
        notes = made.create_sheet("My notes")
        notes.append([given] * 600)
        notes.merge_cells("A1:B1")
        notes["A1000000"] = "x"

    content = changed(workbook(), add_notes)

    assert cells(content)["id"] == "a-1"
    assert notes(content)[0].startswith(told)


@pytest.mark.parametrize("area", ["A1:B1", "A2:A3", "H1:H9"])
def test_merged_cells_of_the_table_are_refused_because_all_but_one_are_empty(area):
    content = changed(workbook(), lambda made: made.active.merge_cells(area))

    assert f'has merged cells in the sheet "Actions" ({area}): unmerge them' in refusal(content)[0]


def with_title(made):
    made.active.insert_rows(1, amount=2)
    made.active["A1"] = "Register of actions, March 2027"
    made.active.merge_cells("A1:F1")
    made.active.merge_cells("A9:F9")


def test_a_title_above_the_header_is_passed_over_even_where_its_cells_are_merged():
    content = changed(workbook(), with_title)

    (row,) = read_register(content, "r.xlsx").rows

    assert (row.number, row.cells["id"]) == (4, "a-1")
    assert notes(content) == ("Actions, above row 3: nothing there is read.",)


@pytest.mark.parametrize("above", [b"\r\n", b"Register of actions,,,\r\n\r\n"])
def test_a_title_above_the_header_of_a_csv_file_is_passed_over(above):
    assert cells(above + csv_of().removeprefix(codecs.BOM_UTF8))["id"] == "a-1"


def test_a_sheet_without_the_header_of_the_register_is_refused():
    content = changed(workbook(), lambda made: made.active.delete_rows(1))

    assert "is not the header of the export: write the header" in refusal(content)[0]


def test_a_sheet_that_reaches_very_far_down_is_refused():
    def far(made):
        made.active["A1000000"] = "x"

    assert (
        "reaches to row 1,000,000: delete what stands below" in refusal(changed(workbook(), far))[0]
    )


def test_a_sheet_that_reaches_very_far_to_the_right_is_refused():
    def far(made):
        made.active["ZZ2"] = "x"

    assert (
        'a sheet "Actions" that holds more than 500 columns in row 2: delete what does not'
        in (refusal(changed(workbook(), far))[0])
    )


def test_hidden_rows_and_columns_and_blank_rows_are_read_like_any_other():
    def hide(made):
        shown = made.active
        shown.column_dimensions["M"].hidden = True
        shown.row_dimensions[2].hidden = True
        shown.sheet_state = "hidden"
        made.create_sheet("Seen")
        shown.cell(5, column_of(shown, "action_id")).value = "a-2"
        shown.cell(5, column_of(shown, "version")).value = 1

    read = read_register(changed(workbook(), hide), "r.xlsx")

    assert [(row.number, row.cells["version"]) for row in read.rows] == [(2, 2), (5, 1)]


def with_columns(made):
    for place, (title, text) in enumerate([("RAG", "green"), ("Our remark", "x")], start=14):
        made.active.cell(1, place).value = title
        made.active.cell(2, place).value = text


def test_columns_that_people_add_are_named_and_not_read():
    content = changed(workbook(), with_columns)

    assert cells(content)["title"] == "Ask"
    assert notes(content) == ("Actions, columns that are not read: RAG and Our remark.",)


def test_a_column_that_people_add_to_a_csv_file_is_named_and_not_read():
    header, row = csv_of().splitlines()
    content = header + b",RAG\r\n" + row + b",green\r\n"

    assert cells(content)["version"] == 2
    assert notes(content) == ("Actions, columns that are not read: RAG.",)


@pytest.mark.parametrize(
    ("title", "typed", "meant"),
    [
        ("due_date", "Due", "Due date"),
        ("due_date", "Due by", "Due date"),
        ("due_date", "Deadline", "Due date"),
        ("owner", "Ownr", "Owner"),
        ("done_on", "Completed", "Done on"),
        ("why_it_changed", "Why changed", "Why it changed"),
        ("action_id", "Action ids", "Action id"),
    ],
)
def test_a_slip_of_a_heading_is_no_column_of_ones_own_but_refused(title, typed, meant):
    def rename(made):
        made.active.cell(1, column_of(made.active, title)).value = typed

    (found,) = refusal(changed(workbook(due="31/03/2027"), rename))

    assert f'"{typed}" heads a column of what looks like the register: change "{typed}" to' in found
    assert f'to "{meant}"' in found


def test_a_text_in_a_csv_row_beyond_its_header_refuses_that_row_alone():
    header, row = csv_of().splitlines()
    content = b"\r\n".join([header + b",", row + b",Accepted", row.replace(b"a-1", b"a-2") + b","])

    read = read_register(content, "a.csv")

    assert [one.cells["id"] for one in read.rows] == ["a-2"]
    assert "has 14 cells where the header has 13: mend the row" in str(read.refused[0])


def test_a_remark_beside_the_table_is_named_and_not_read():
    blank = changed(workbook(), lambda made: made.active.insert_cols(3))
    assert cells(blank)["title"] == "Ask"

    def note(made):
        made.active["P2"] = "my note"

    content = changed(blank, note)

    assert cells(content)["title"] == "Ask"
    assert notes(content) == (
        'Actions, cells without a heading that are not read: P2 ("my note").',
    )


@pytest.mark.filterwarnings("ignore:Data Validation extension")
def test_lists_of_choices_as_excel_itself_saves_them_are_no_obstacle():
    extension = (
        b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.'
        b'microsoft.com/office/spreadsheetml/2009/9/main"/></extLst></worksheet>'
    )
    sent = replaced_part(
        workbook(),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"</worksheet>", extension),
    )

    assert cells(sent)["title"] == "Ask"


def test_columns_may_change_places_and_letters_their_size():
    made = new_workbook("actions ")
    made.active.append(["VERSION", "Action", " Recommendation ID", "action id"])
    made.active.append([4, "Ask", "r-1", "a-1"])

    assert cells(saved(made)) == {
        "version": 4,
        "title": "Ask",
        "recommendation": "r-1",
        "id": "a-1",
    }
