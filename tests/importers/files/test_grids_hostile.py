"""Files made to do harm: each is refused in one sentence, in little time and little memory."""

import json
import os
import subprocess
import sys
import zipfile

import pytest

from dashboard.errors import ImportRefusedError
from dashboard.importers.files.grids import read_grids
from tests import hostile_files as hostile
from tests.hostile_files import blank, cell, ods, ods_cell, ods_row, ods_table, xlsx
from tests.sheets_factories import new_workbook, saved, with_part


def refused(content, file="f.xlsx"):
    with pytest.raises(ImportRefusedError) as refusal:
        read_grids(content, file)
    (problem,) = refusal.value.problems
    return str(problem)


def row(number, *cells):
    return f'<row r="{number}">{"".join(cells)}</row>'


def test_old_and_locked_workbooks_are_refused():
    assert "protected by a password or is a workbook of before 2007" in refused(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    )


def test_an_encrypted_opendocument_file_is_refused():
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    content = ods(ods_table(""), **{"META-INF/manifest.xml": manifest})
    assert "protected by a password" in refused(content)


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "Basic/script-lc.xml"])
def test_macros_are_refused(part):
    assert "holds macros" in refused(with_part(saved(new_workbook("S")), part, b"x"))


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("word/document.xml", "a Word document"),
        ("xl/workbook.bin", "a binary Excel workbook"),
        ("content.xml", "another kind of OpenDocument file"),
        ("readme.txt", "a packed archive"),
    ],
)
def test_another_kind_of_package_is_refused_by_what_it_seems_to_be(part, kind):
    assert f"seems to be {kind}" in refused(hostile.package({part: "x"}))


def test_an_opendocument_text_is_no_spreadsheet():
    content = ods(ods_table(""), kind="application/vnd.oasis.opendocument.text")
    assert "another kind of OpenDocument file" in refused(content)


def test_a_truncated_package_is_refused():
    content = saved(new_workbook("S"))
    for length in (2, 30, len(content) // 2, len(content) - 5):
        assert "is damaged" in refused(content[:length])


def test_a_workbook_without_its_sheet_or_list_of_parts_is_refused():
    for lost in ("xl/worksheets/s0.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"):
        parts = hostile.xlsx_parts(row(1, cell("A1")))
        del parts[lost]
        assert f'is damaged (its part "{lost}" is missing)' in refused(hostile.package(parts))


def test_two_parts_of_one_name_are_refused():
    assert "two of its parts have one name" in refused(hostile.with_two_of_one_name())


def test_other_ways_of_packing_are_refused_because_they_unpack_at_once():
    parts = hostile.xlsx_parts(row(1, cell("A1")))
    assert "packed in a way" in refused(hostile.package(parts, zipfile.ZIP_LZMA))


@pytest.mark.parametrize("place", ["7", "-1", "x", "9999999999999"])
def test_a_shared_text_that_is_not_there_is_refused(place):
    content = xlsx(row(3, cell("A3", place, 't="s"')), texts="<si><t>a</t></si>")
    assert "row 3 refers to a text that is not there" in refused(content)


@pytest.mark.parametrize(
    "rows",
    [
        row(2, cell("A2")) + row(2, cell("A2")),
        row(2, cell("A2")) + row(1, cell("A1")),
        row(0, cell("A0")),
        row(1_048_577, cell("A1048577")),
        row(1, cell("B1"), cell("A1")),
        row(1, cell("ZZZ1")),
        row(1, cell("ÄÖ1")),
        row(1, cell("1")),
    ],
)
def test_rows_and_cells_in_wrong_places_are_refused(rows):
    assert "wrong place" in refused(xlsx(rows))


def test_a_part_that_is_no_xml_is_refused():
    for broken in ("<row>", "&x;", "\0", "<row r='x'/>"):
        assert "s0.xml" in refused(xlsx(broken))


@pytest.mark.parametrize("before", [hostile.BILLION_LAUGHS, hostile.EXTERNAL_ENTITY])
def test_documents_that_declare_entities_are_refused(before):
    for content in (xlsx(row(1, cell("A1", "&l9;")), before=before), ods("", before=before)):
        assert "declares a document type" in refused(content)


def test_many_sheets_are_refused():
    assert "holds more than 500 parts" in refused(xlsx(sheets=1_000))
    assert "has more than 200 sheets" in refused(xlsx(sheets=201))
    assert "has more than 200 sheets" in refused(ods(ods_table("") * 201))


def test_values_far_to_the_right_are_refused_and_far_below_are_not():
    assert "more than 500 columns in row 1,048,576" in refused(
        xlsx(row(1_048_576, cell("XFD1048576")))
    )
    far_below = read_grids(xlsx(row(1_048_576, cell("A1048576"))), "f.xlsx")
    assert far_below.grids[0].cells.index.tolist() == [1_048_576]
    assert "more than 500 columns in row 1" in refused(
        ods(ods_table(ods_row(blank(16_383), ods_cell("x"))))
    )


def test_a_value_repeated_a_million_times_is_refused():
    in_rows = ods(ods_table(ods_row(ods_cell("x"), times=1_000_000)))
    assert "repeats the values of row 1 in 1,000,000 rows" in refused(in_rows)
    in_columns = ods(ods_table(ods_row(ods_cell("x", times=1_000_000))))
    assert "more than 500 columns" in refused(in_columns)
    for times in ("0", "-3", "99999999999"):
        content = ods(ods_table(f'<table:table-row table:number-rows-repeated="{times}"/>'))
        assert "repeats" in refused(content)


def test_more_formulas_without_values_than_anybody_can_mend_are_refused():
    rows = "".join(row(n, f'<c r="A{n}"><f>1</f></c>') for n in range(1, 10_002))
    assert "more than 10,000 formulas or errors" in refused(xlsx(rows))


def test_a_csv_file_of_very_many_columns_or_one_long_line_is_refused():
    assert "more than 500 columns in row 1" in refused(b"1," * 100_000 + b"\n")
    assert 'row 1: "" is longer than 1,000,000 characters' in refused(b"1," * 5_000_000)


# Reads files in a process that may take no more room for each, and says what became of them.
_READ_EACH = """
import json, resource, sys, time
from dashboard.errors import ImportRefusedError
from dashboard.importers.files.grids import read_grids
from dashboard.importers.register.rows import read_register
from dashboard.importers.similar_areas.lists import read_similar_areas
from dashboard.importers.targets import read_target_rows
from tests import hostile_files

READERS = {
    "figures": read_grids,
    "register": read_register,
    "list": lambda content, file: read_similar_areas(content, file, []),
    "targets": read_target_rows,
}

def read(reader, content):
    held = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + 300_000_000, resource.RLIM_INFINITY))
    started = time.process_time()
    try:
        READERS[reader](content, "f")
    except (ImportRefusedError, MemoryError) as error:
        return f"{type(error).__name__} {error}", time.process_time() - started
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)
    return "was read", time.process_time() - started

def outcome(case):
    reader, made = case.split(": ", 1)
    return read(reader, eval(made, vars(hostile_files)))

json.dump({case: outcome(case) for case in sys.argv[1:]}, sys.stdout)
"""
_FILLING = {
    "zip_bomb(200)": "unpacks to more than 150 MB",
    "lying_about_sizes(zip_bomb(200))": "cannot be unpacked",
    "xlsx(before='<a>' + '<b/>' * 4_100_000)": "holds more cells",
    "xlsx(before='<a>' * 1_000_000)": "has tags that do not end",
    "ods('', before='<a>/>' * 1_000_000)": "has tags that do not end",
    "xlsx(before=''.join(f'<a{n}/>' for n in range(1_000_000)))": "cannot be read",
    "xlsx(rows=''.join(f'<a{n}/>' for n in range(1_000_000)))": "very many kinds of tags",
    "ods(f'<a xmlns=\"{\"x\" * 500_000}\">' + '<b/>' * 1_000_000 + '</a>')": "a very long name",
    "xlsx(styles='<numFmt formatCode=\"' + '[' * 900_000 + '\"/>')": "holds no value at all",
    "xlsx(styles=very_many_formats())": "very many formats of numbers",
    "very_long_numbers()": "holds more than 10,000 formulas or errors",
    "xlsx(rows='<!--' + 'x' * 20_000_000 + '-->')": "a tag without an end",
    "xlsx(rows='<row r=\"' + '1' * 20_000_000 + '\"/>')": "a tag without an end",
    "xlsx(rows='<mergeCell ref=\"A1:B2\"/>' * 1_000_000)": "holds no value at all",
    "ods('', styles=ods_styles(1_000_000))": "holds no value at all",
    "ods(ods_table('<table:table-column/>' * 1_000_000))": "holds no value at all",
    "xlsx(texts='<si><t>' + 'x' * 20_000_000 + '</t></si>')": "more than 65,536 characters",
    "one_text_in_many_cells()": "more than 60 million characters",
    "one_wide_row_among_many()": "more than 20,000,000 cells",
    "many_parts(2_000)": "holds more than 500 parts",
    "b',' * 100_000_000": "longer than 1,000,000 characters",
    "b'\"' + b'x\\n' * 10_000_000": "no other one closes",
    "b'\"x\\n\",' * 5_000_000": "longer than 1,000,000 characters",
    "b'\\n' * 20_000_000": "beyond row 2,000,000",
    "b'1\\n' * 90_000 + b',' * 499 + b'1\\n'": "more than 20,000,000 cells",
    "b'\\xff\\xfe' + b'\\n\\0' * 10_000_000": "beyond row 2,000,000",
    "bytes(100_000_000)": "no known encoding",
}
# The same bounds hold for what is no table of figures, and some are narrower there.
_FILLING_SMALL = {
    "zip_bomb(200)": "unpacks to more than 30 MB",
    "lying_about_sizes(zip_bomb(200))": "cannot be unpacked",
    "xlsx(before='<a>' * 1_000_000, title='Actions')": "has tags that do not end",
    "xlsx(texts='<si><t>' + 'x' * 20_000_000 + '</t></si>', title='Actions')": "65,536 characters",
    "xlsx(before=BILLION_LAUGHS, title='Actions')": "declares a document type",
    "ods(ods_table('', 'Actions'), before=EXTERNAL_ENTITY)": "declares a document type",
    "ods(ods_table(ods_row(ods_cell('x'), times=1_000_000), 'Actions'))": "in 1,000,000 rows",
    "one_text_in_many_cells('Actions')": "more than 60 million characters",
    "one_wide_row_among_many('Actions')": "more than 20,000,000 cells",
    "many_parts(2_000)": "holds more than 500 parts",
    "b'1\\n' * 90_000 + b',' * 499 + b'1\\n'": "more than 20,000,000 cells",
    "b'\\n' * 900_000 + b'x'": "has no column | is missing | heads no list",
    "b',' * 900_000": "has no column | holds no value",
    "b'area,neighbour\\n' + b'x,y\\n' * 200_000": "has no column | most that | is missing",
    "bytes(900_000)": "no known encoding",
}
_READERS = ("register", "list", "targets")
# All three read their files by the same readers of sheets, so in turns unless all is asked for.
_OF_SMALL = [
    (reader, made)
    for number, made in enumerate(_FILLING_SMALL)
    for reader in (_READERS if os.environ.get("SOAK") else [_READERS[number % len(_READERS)]])
]
_CASES = {
    **{f"figures: {made}": said for made, said in _FILLING.items()},
    **{f"{reader}: {made}": _FILLING_SMALL[made] for reader, made in _OF_SMALL},
}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the room of a process")
def test_a_file_that_would_fill_the_machine_is_refused_in_little_room_and_time():
    # All in one process, which is what takes the time.
    child = [sys.executable, "-c", _READ_EACH, *_CASES]
    ended = subprocess.run(child, capture_output=True, text=True, timeout=300, check=True)

    outcomes = json.loads(ended.stdout)
    assert set(outcomes) == set(_CASES)
    for case, (sentence, seconds) in outcomes.items():
        assert sentence.startswith("ImportRefusedError"), case
        assert any(said in sentence for said in _CASES[case].split(" | ")), case
        # Five on an idle machine.
        assert seconds < 15, case
