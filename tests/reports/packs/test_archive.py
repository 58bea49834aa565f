import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from dashboard.reports.packs.archive import fixed

DAY = dt.date(2026, 3, 5)


def zipped(parts, when=(2024, 2, 3, 4, 5, 6)):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, when), content)
    return written.getvalue()


def workbook_made_at(moment):
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = "287 per 100,000"
    workbook.properties.created = moment
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


EARLIER, LATER = (
    workbook_made_at(dt.datetime.fromisoformat(day)) for day in ("2025-01-01", "2025-01-02")
)


def test_the_same_workbook_saved_at_two_moments_is_the_same_bytes():
    assert fixed(EARLIER, DAY) == fixed(LATER, DAY)


def test_a_workbook_within_a_file_is_the_same_bytes_too():
    early, late = (zipped({"ppt/embeddings/sheet.xlsx": each}) for each in (EARLIER, LATER))

    assert fixed(early, DAY) == fixed(late, DAY)


def test_the_file_says_the_documents_day_and_keeps_what_is_in_it():
    read = load_workbook(io.BytesIO(fixed(EARLIER, DAY)))

    assert read.worksheets[0]["A1"].value == "287 per 100,000"
    assert read.properties.created == read.properties.modified
    assert str(read.properties.modified) == "2026-03-05 00:00:00"


def test_neither_order_nor_dates_of_the_parts_are_those_of_the_writer():
    content = {"[Content_Types].xml": "types", "b.xml": "b", "a.xml": "a"}
    turned = dict(reversed(content.items()))

    made = fixed(zipped(content), DAY)

    assert made == fixed(zipped(turned, when=(2020, 1, 1, 0, 0, 0)), DAY)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "a.xml", "b.xml"]
        assert {each.date_time for each in archive.infolist()} == {(2026, 3, 5, 0, 0, 0)}


def test_a_day_before_zip_files_begin_is_written_as_their_first_one():
    made = fixed(zipped({"a.xml": "a"}), dt.date(1975, 1, 1))

    assert zipfile.ZipFile(io.BytesIO(made)).infolist()[0].date_time[0] == 1980


def test_what_is_no_such_file_is_refused():
    with pytest.raises(zipfile.BadZipFile):
        fixed(b"no archive", DAY)
