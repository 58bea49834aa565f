"""Bytes of any kind: what comes out is what a file holds, or one refusal; never anything else."""

import contextlib
import datetime as dt
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from dashboard.core.register.sheets import ACTIONS
from dashboard.errors import ImportRefusedError
from dashboard.importers.files.grids import SentFile, read_grids
from dashboard.importers.formats import read_file
from dashboard.importers.imported import Imported
from dashboard.importers.register.rows import SentRegister, read_register
from dashboard.importers.similar_areas.lists import read_similar_areas
from dashboard.importers.targets import TargetTable, read_target_rows
from tests.figures_factories import HEADER as PUBLISHED_HEADER
from tests.hostile_files import (
    DAY_STYLE,
    blank,
    cell,
    ods,
    ods_cell,
    ods_row,
    ods_table,
    package,
    xlsx,
)
from tests.lists_factories import PLACES, list_file
from tests.local_template_factories import KNOWN
from tests.sheets_factories import new_workbook, saved, sheet_csv

TEXTS = "<si><t>area</t></si><si><r><t>ra</t></r><r><t>te</t></r></si>"
ROWS = (
    '<row r="1">'
    + cell("A1", "0", 't="s"')
    + cell("B1", "1", 't="s"')
    + '</row><row r="3">'
    + cell("A3", "45838", 's="1"')
    + '<c r="C3" t="b"><f>1=1</f><v>1</v></c><c r="D3" t="e"><v>#N/A</v></c></row>'
)
TABLE = ods_table(
    ods_row(ods_cell("area"), blank(2), ods_cell("rate", times=2))
    + ods_row(ods_cell("3", 'office:value-type="float" office:value="3"'), times=3)
    + ods_row(blank(16_384), times=1_048_000)
)
XLSX = xlsx(ROWS, texts=TEXTS, styles=DAY_STYLE)
ODS = ods(TABLE)
CSV = 'area,"ra\nte"\nEssex,1.5\n"Ynys Môn",c\n'.encode()
PATIENT = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# What stands in workbooks, so that a change makes sense more often than bytes by chance.
TOKENS = [
    *(b"<", b">", b"/", b'"', b"&", b"&amp;", b"\0", b"]]>", b"<!--", b"<!DOCTYPE a>", b"<v>"),
    *(b"</c>", b"<row>", b"-1", b"0", b"99999999999999999999", b"1e999", b"nan", b'r="XFD1048576"'),
    *(
        b't="s"',
        b't="d"',
        b't="e"',
        b's="9"',
        b"<f>",
        b"<t>",
        b"\xff\xfe",
        b"\r",
        b'"\n',
        b",",
        b";",
    ),
]


def read_or_refused(content):
    with contextlib.suppress(ImportRefusedError):
        assert isinstance(read_grids(content, "f"), SentFile)


def own_layouts(content):
    found = read_file(read_grids(content, "f"), KNOWN)[1]
    return found.own if len(found.own) else found.published


def own_layouts_read_or_refused(content):
    with contextlib.suppress(ImportRefusedError):
        layout, found = read_file(read_grids(content, "f"), KNOWN)
        assert isinstance(found, Imported)
        assert layout.id in ("local-template", "figures-table")


def every_small_table_read_or_refused(content):
    with contextlib.suppress(ImportRefusedError):
        assert isinstance(read_register(content, "f"), SentRegister)
    with contextlib.suppress(ImportRefusedError):
        assert isinstance(read_similar_areas(content, "f", PLACES.values()).lists, dict)
    with contextlib.suppress(ImportRefusedError):
        assert isinstance(read_target_rows(content, "f"), TargetTable)


@st.composite
def changed(draw, content):
    """A file some of whose bytes are overwritten, cut out or put in."""
    made = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(made)))
        length = draw(st.sampled_from([0, 1, 2, 8, 100]))
        made[at : at + length] = draw(st.sampled_from(TOKENS) | st.binary(max_size=4))
    return bytes(made)


@st.composite
def repacked(draw, content):
    """A package one of whose parts is changed, packed as it has to be."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        parts: dict[str, str | bytes] = {name: opened.read(name) for name in opened.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    parts[name] = draw(changed(bytes(parts[name])))  # type: ignore[arg-type]
    return package(parts)


@PATIENT
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b'a,b\n"']))
def test_any_bytes_are_read_or_refused(content, start):
    read_or_refused(start + content)


@PATIENT
@given(changed(CSV) | changed(CSV.decode().encode("utf-16")))
def test_a_damaged_csv_file_is_read_or_refused(content):
    read_or_refused(content)


@pytest.mark.parametrize("whole", [XLSX, ODS], ids=["xlsx", "ods"])
@PATIENT
@given(data=st.data())
def test_a_damaged_package_is_read_or_refused(whole, data):
    read_or_refused(data.draw(changed(whole)))


@pytest.mark.parametrize("whole", [XLSX, ODS], ids=["xlsx", "ods"])
@PATIENT
@given(data=st.data())
def test_a_workbook_with_a_damaged_part_is_read_or_refused(whole, data):
    read_or_refused(data.draw(repacked(whole)))


def workbook(title, *rows):
    made = new_workbook(title)
    for row in rows:
        made.active.append(row)
    return saved(made)


SMALL_TABLES = {
    "register": workbook(
        "Actions",
        ["Action id", "Recommendation id", "Action", "Due date", "Version"],
        ["a-1", "r-1", "Ask", dt.date(2027, 3, 31), 2],
    ),
    "register_csv": sheet_csv(ACTIONS, {"id": "a-1", "title": "Ask", "version": "2"}),
    "list": list_file(
        "Hertfordshire,Essex,1", "Hertfordshire,Kent,2", header="area,neighbour,rank"
    ),
    "targets": workbook("T", ["service", "indicator", "unit", "value"], ["essex", "fte", "%", 1]),
}


@pytest.mark.parametrize("whole", SMALL_TABLES)
@PATIENT
@given(data=st.data())
def test_a_damaged_register_list_or_table_of_targets_is_read_or_refused(whole, data):
    content = SMALL_TABLES[whole]
    damaged = repacked(content) if content.startswith(b"PK") else changed(content)
    every_small_table_read_or_refused(data.draw(damaged))


def own_workbook():
    made = new_workbook("Q1")
    made.active.append(["Our figures"])
    made.active.append(["Indicator", "Area team", "Period", "Value", "Count", "State", "RAG"])
    made.active.append(["housed", "North Herts", "Apr-Jun 2025", 0.5, None, None, "Green"])
    made.active.append([None, "North Herts", dt.date(2025, 6, 1), None, "<5", None])
    made.active.append(["Total", None, None, "1,234"])
    made.active["D3"].number_format, made.active["C4"].number_format = "0%", "mmm-yy"
    made.active.merge_cells("A3:A4")
    other = made.create_sheet("Q2")
    other.append(["Indicator", "Area team", "Period", "Count"])
    other.append(["entrants-counted", "all teams", "Q2 25/26", "nil"])
    other.sheet_state = "hidden"
    return saved(made)


OWN_TABLES = {
    "own workbook": own_workbook(),
    "own spreadsheet": ods(
        ods_table(
            ods_row(*map(ods_cell, ["Indicator", "Area team", "Period", "Value"]))
            + ods_row(*map(ods_cell, ["housed", "Total", "June 2025", "12.5%"]))
        )
    ),
    "own table": (
        b"Indicator,Area team,Period,Group,Value,Count\n"
        b'housed,,"Q1 (Apr-Jun) 2025/26",Female,12 [note 3],\nhoused,,2025-06,15-17,"1,234",\n'
        b"Note: provisional\n,,,,,7\n"
    ),
    "published table": (
        f"{PUBLISHED_HEADER}\nfirst-time-entrants,Essex,2018,[c],,,,\n"
        "first-time-entrants,East Surrey,year ending December 2018,12,,,,\nTotal,,,9\n"
    ).encode(),
}


@pytest.mark.parametrize("whole", OWN_TABLES)
@PATIENT
@given(data=st.data())
def test_a_damaged_table_of_figures_is_read_or_refused(whole, data):
    content = OWN_TABLES[whole]
    damaged = repacked(content) if content.startswith(b"PK") else changed(content)
    own_layouts_read_or_refused(data.draw(damaged))


@PATIENT
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    *("", "Indicator", "Team", "area team", "Period", "Quarter", "Value", "Count"),
                    *("State", "housed", "FTE", "Total", "All", "Q1 25/26", "01/04/2025", "12%"),
                    *("1,234", "12,5", "[c]", "nil", "-", ".", "7", "withheld", "Note: x", "%"),
                ]
            )
            | st.text(max_size=4),
            min_size=1,
            max_size=7,
        ),
        min_size=1,
        max_size=7,
    )
)
def test_a_table_of_whatever_people_write_is_read_or_refused(rows):
    made = new_workbook("Figures")
    for row in [["Indicator", "Area team", "Period", "Value", "Count", "State"], *rows]:
        made.active.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row])
    own_layouts_read_or_refused(saved(made))


def test_the_files_that_are_damaged_here_were_whole():
    assert len(read_register(SMALL_TABLES["register"], "f").rows) == 1
    assert len(read_register(SMALL_TABLES["register_csv"], "f").rows) == 1
    assert len(read_similar_areas(SMALL_TABLES["list"], "f", PLACES.values()).lists) == 1
    assert len(read_target_rows(SMALL_TABLES["targets"], "f").rows) == 1
    assert [len(own_layouts(content)) for content in OWN_TABLES.values()] == [2, 1, 2, 1]
    assert read_grids(XLSX, "f").grids[0].cells.shape == (2, 3)
    assert read_grids(ODS, "f").grids[0].cells.shape == (4, 5)
    assert read_grids(CSV, "f").grids[0].cells.shape == (3, 2)
