"""The notes that go along with a table say what it shows, where it comes from, and if invented."""

import datetime as dt
import io

import pandas as pd
import pytest
from openpyxl import load_workbook

from dashboard.core.inspection.inspections import Source
from dashboard.reports.notes import Notes
from dashboard.reports.spreadsheets import csv_bytes, xlsx_bytes
from tests.figures_factories import provenance

MADE_AT = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)
FRAME = pd.DataFrame({"Area": ["Essex", "=cmd|x"], "Rate": [287.5, float("nan")]})
NOTES = Notes(
    title="Higher than eight of ten",
    subtitle="First-time entrants per 100,000",
    facts=(("Service", "Essex"), ("Day", "31 December 2018")),
    sources=(provenance(known_defects=("One gap",)),),
)


def read_csv(frame, notes=None):
    return pd.read_csv(io.BytesIO(csv_bytes(frame, notes)), encoding="utf-8-sig")


def workbook(frame, notes=NOTES):
    return load_workbook(io.BytesIO(xlsx_bytes(frame, notes, MADE_AT)))


def notes_in(book):
    return [tuple(row) for row in book["Notes"].iter_rows(values_only=True)]


def test_a_csv_file_stays_a_table_with_its_notes_in_two_last_columns():
    read = read_csv(FRAME, NOTES)

    assert list(read.columns) == ["Area", "Rate", "Source of the figures", "About this table"]
    assert set(read["Source of the figures"]) == {"A table (A publisher, May 2025)"}
    assert set(read["About this table"]) == {
        "First-time entrants per 100,000; Service: Essex; Day: 31 December 2018"
    }


def test_a_csv_file_without_notes_has_its_own_columns_only():
    assert list(read_csv(FRAME).columns) == ["Area", "Rate"]
    assert list(read_csv(FRAME, Notes()).columns) == ["Area", "Rate"]


def test_a_workbook_has_the_table_and_its_notes():
    book = workbook(FRAME)

    assert book.sheetnames == ["Table", "Notes"]
    assert [c.value for c in book["Table"][1]] == ["Area", "Rate"]
    assert notes_in(book) == [
        ("Title", "Higher than eight of ten"),
        ("What it shows", "First-time entrants per 100,000"),
        ("Service", "Essex"),
        ("Day", "31 December 2018"),
        ("Source", "A table"),
        ("Publisher", "A publisher"),
        ("Edition", "May 2025"),
        ("Published", "May 2025"),
        ("Licence", "Open Government Licence v3.0"),
        ("Address", "https://example.org"),
        ("SHA-256 of the file", "0" * 64),
        ("Changed on the way", "One change"),
        ("Changed on the way", "another"),
        ("Known defect", "One gap"),
        ("Made on", "21 November 2026, 09:30 UTC"),
    ]


def test_numbers_are_numbers_absent_ones_are_empty_and_texts_never_run():
    _, first, second = workbook(FRAME)["Table"].iter_rows()

    assert (first[1].value, first[1].data_type, first[1].number_format) == (287.5, "n", "0.0")
    assert second[1].value is None
    assert (second[0].value, second[0].data_type) == ("'=cmd|x", "s")


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([2017, 2018], "0"),
        ([12000, 3], "#,##0"),
        ([0.25, 1], "0.00"),
        ([1 / 3], "0.000"),
        ([12000.5], "#,##0.0"),
        ([-3.0], "0"),
        ([float("inf"), 1], "General"),
    ],
)
def test_numbers_are_shown_with_as_many_decimals_as_they_have(numbers, expected):
    rows = workbook(pd.DataFrame({"n": numbers}))["Table"].iter_rows(min_row=2)

    assert {row[0].number_format for row in rows if row[0].data_type == "n"} <= {expected}


def test_days_are_days_and_other_values_are_words():
    frame = pd.DataFrame({"Day": [dt.date(2027, 3, 31)], "Yes": [True], "Bell": ["a\x07b"]})

    day, yes, bell = next(iter(workbook(frame)["Table"].iter_rows(min_row=2)))

    assert (day.value.date(), day.number_format) == (dt.date(2027, 3, 31), "d mmm yyyy")
    assert (yes.value, bell.value) == ("True", "a b")


def test_a_note_that_begins_like_a_formula_does_not_run():
    book = workbook(FRAME, NOTES.also(("Day", "=1+1")))

    assert ("Day", "'=1+1") in notes_in(book)
    assert all(cell.data_type == "s" for row in book["Notes"].iter_rows() for cell in row)


def test_what_is_invented_says_so_in_every_row_on_each_sheet_and_in_the_name():
    notes = Notes(facts=(("Service", "Exampleshire"),), invented=True)
    book = workbook(FRAME, notes)

    assert notes.file_name("a.b.csv") == "a.b-invented.csv"
    assert notes.file_name("a-invented.csv") == "a-invented.csv"
    assert Notes().file_name("a.csv") == "a.csv"
    assert book.sheetnames == ["Invented example", "Notes"]
    assert "Invented example" in book["Invented example"].oddHeader.center.text
    assert notes_in(book)[0] == ("Invented", "Invented example: no figure of this service is real.")
    assert set(read_csv(FRAME, notes)["About this table"]) == {
        "Invented example: no figure of this service is real; Service: Exampleshire"
    }


def test_the_source_of_an_inspection_is_named_too():
    notes = Notes(
        sources=(Source("A report", "HM Inspectorate of Probation", note="Read in 2026"),)
    )

    assert notes.sources_in_one_cell == "A report (HM Inspectorate of Probation)"
    assert ("Publisher", "HM Inspectorate of Probation") in notes_in(workbook(FRAME, notes))


def test_notes_that_are_added_twice_stand_once():
    again = NOTES.also(("Service", "Essex"), sources=NOTES.sources).also(("Mode", "public"))

    assert again.facts == (*NOTES.facts, ("Mode", "public"))
    assert again.sources == NOTES.sources


def test_a_table_without_rows_or_columns_is_a_workbook_too():
    assert workbook(pd.DataFrame()).sheetnames == ["Table", "Notes"]
    assert workbook(FRAME.head(0))["Table"].max_row == 1


def test_under_a_picture_stands_what_its_words_do_not_say_yet_and_its_source():
    said = NOTES.of("Essex: higher than eight of ten", "First-time entrants").under_a_picture

    assert said == "Day: 31 December 2018. Source: A table (A publisher, May 2025)."


def test_under_a_picture_without_notes_stands_nothing():
    assert Notes().under_a_picture == ""
