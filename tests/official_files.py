"""Small files in the layouts of official publications, with the quirks they really have."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

from dashboard.core.place_names import forms_of, plain_name
from dashboard.definitions.catalogue import Catalogue, load_catalogue
from dashboard.importers.files.grids import SentFile, read_grids
from dashboard.importers.imported import Format, Imported, Known
from tests.figures_factories import DATA as DATA

Rows = Iterable[Sequence[object]]

_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    ' manifest:version="1.2"><manifest:file-entry manifest:full-path="/"'
    ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_MIME = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook with these sheets; None is an empty cell."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    held = io.BytesIO()
    workbook.save(held)
    return held.getvalue()


def ods(sheets: Mapping[str, Rows]) -> bytes:
    """The smallest OpenDocument package with these sheets; None is an empty cell."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(_ods_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", _MIME, zipfile.ZIP_STORED)
        package.writestr("content.xml", _CONTENT.format(tables))
        package.writestr("META-INF/manifest.xml", _MANIFEST)
    return held.getvalue()


def _ods_row(row: Sequence[object]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(value: object) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    text = f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value!r}">{text}'
    return f'<table:table-cell office:value-type="string">{text}'


def csv_file(rows: Rows) -> bytes:
    """A CSV file in UTF-8 with these rows, each as long as the longest, as a spreadsheet saves."""
    lines = list(rows)
    longest = max(map(len, lines))
    held = io.StringIO(newline="")
    csv.writer(held, lineterminator="\r\n").writerows(
        [*line, *[""] * (longest - len(line))] for line in lines
    )
    return held.getvalue().encode()


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


@cache
def known(service: str = "hertfordshire") -> Known:
    """What ships, as a file for this service may name it."""
    held = catalogue()
    return Known(
        service=held.services[service],
        areas=held.areas,
        services=held.services,
        indicators=held.indicators,
        frameworks=held.frameworks,
        local_indicators=held.local_indicators,
        groups=held.groups,
        teams={},
    )


def sent(content: bytes, name: str = "file") -> SentFile:
    return read_grids(content, name)


def read(form: Format, content: bytes) -> Imported:
    """What a format reads from a file, which it has to recognise."""
    file = sent(content)
    assert form.recognises(file)
    return form.read(file, known())


def values(found: Imported, indicator: str, code: str) -> dict[str, object]:
    """The values of a place by period, None where there is none."""
    rows = found.published
    rows = rows[(rows["indicator"] == indicator) & (rows["area_code"] == code)]
    numbers = [None if value != value else value for value in rows["value"]]
    return dict(zip(rows["period"], numbers, strict=True))


# Table 2.11: a title and notes, then the header; regions among the areas; names without codes.
YEARS = tuple(range(2014, 2025))
TITLE_OF_RATES = (
    "Table 2.11: Rate of first time entrants per 100,000 children aged 10 to 17, "
    "years ending December 2014 to 2024 [note 1]"
)
HERTFORDSHIRE = (None, 313.204, 314.155, 287.318, 210.4, 192.07, 152.2, 129.3, 138, 134.4, 110.9)


def rates_table(
    *lines: Sequence[object], years: Sequence[object] = YEARS, title: str = TITLE_OF_RATES
) -> list[Sequence[object]]:
    """The rows of sheet 2.11; a line is region, name, and a figure a year."""
    return [
        (title,),
        ("Some figures are withheld. See the notes.",),
        (),
        ("Region", "Local Authority/Region [note 2]", *years),
        *lines,
        (),
        ("Source: Police National Computer",),
    ]


def rates_workbook(*lines: Sequence[object], **changes: object) -> bytes:
    rows = rates_table(*lines, **changes)  # type: ignore[arg-type]
    return xlsx({"Contents": [("Chapter 2",)], "2.10": [("Counts",)], "2.11": rows})


# Local-level open data: the third sheet of three, blanks behind headings, one column too many.
CHILDREN = (
    *("Financial_Year ", "YJS", "PCC", "Wales or English Region", "England_Wales", "Age_Group"),
    *("Sex", "Ethnicity_Group", "Number_Children ", ""),
)
OUTCOMES = (
    *("Financial_Year", "Region", "PCC", "YJS ", "England_Wales", "Caution_or_sentence_type"),
    *("Caution_or_sentence_tier", "Number_Cautioned_Sentenced", ""),
)
OFFENCES = (
    *("Financial_Year", "Region", "PCC", "YJS", "England_Wales", "Offence_Group"),
    *("Number_Offences", ""),
)


def open_data(header: Sequence[object], *lines: Sequence[object]) -> bytes:
    cover, notes = [("Local level open data",)], [("Notes",), ("Note 1",)]
    return ods({"Cover": cover, "Notes": notes, "Data": [header, *lines]})


def child(
    year: str, service: str, number: object, age: str = "10-14", sex: str = "Male"
) -> tuple[object, ...]:
    return (year, service, "A force", "A region", "England", age, sex, "White", number, None)


def outcome(
    year: str,
    service: str,
    tier: str,
    number: object,
    kind: str = "Youth Caution",
    nation: str = "England",
) -> tuple[object, ...]:
    return (year, "A region", "A force", service, nation, kind, tier, number, None)


def offence(year: str, service: str, number: object, group: str = "Theft") -> tuple[object, ...]:
    return (year, "A region", "A force", service, "London", group, number, None)


# Fingertips: 26 columns; the name of an indicator may hold a line break.
FINGERTIPS = (
    *("Indicator ID", "Indicator Name", "Parent Code", "Parent Name", "Area Code", "Area Name"),
    *("Area Type", "Sex", "Age", "Category Type", "Category", "Time period", "Value"),
    *("Lower CI 95.0 limit", "Upper CI 95.0 limit", "Lower CI 99.8 limit"),
    *("Upper CI 99.8 limit", "Count", "Denominator", "Value note", "Recent Trend"),
    *("Compared to England value or percentiles", "Compared to Region value or percentiles"),
    *("Time period Sortable", "New data", "Compared to goal"),
)
FINGERTIPS_NEWER = tuple(
    "Compared to Regions (statistical) value or percentiles" if "Region value" in name else name
    for name in (*FINGERTIPS, "Time period range")
)


def profile(header: Sequence[str] = FINGERTIPS, **changes: object) -> tuple[object, ...]:
    """A line of an export; columns are named with "_" for a blank."""
    usual: dict[str, object] = {
        "Indicator ID": 10401,
        "Indicator Name": "First time entrants to the youth justice system\n",
        "Area Code": "E10000015",
        "Area Name": "Hertfordshire",
        "Area Type": "Counties & UAs (from Apr 2023)",
        "Sex": "Persons",
        "Age": "10-17 yrs",
        "Time period": "2017",
        "Value": 287.3,
        "Time period Sortable": 20170000,
        "Time period range": "1y",
    }
    given = usual | {name.replace("_", " "): value for name, value in changes.items()}
    return tuple(given.get(name, "") for name in header)


# Explore education statistics: places by level, a filter, a column that a definition names.
EDUCATION = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
    *("old_la_code", "new_la_code", "la_name", "school_type", "susp_rate"),
)


def school_figures(
    time: str = "202324", place: str = "Essex", code: str = "E10000012", value: object = 3.5
) -> tuple[object, ...]:
    """A line of a file of Explore education statistics, of an authority and all its schools."""
    place_of_line = ("E92000001", "England", "", code, place)
    return (time, "Academic year", "Local authority", *place_of_line, "Total", value)


LAIT = ("Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region")


def item(
    place: str,
    year: str,
    value: object,
    name: str = "FirstYJS",
    words: str = "First Time entrants to the Youth Justice System aged 10-17 (rate)",
    number: str | None = None,
) -> tuple[object, ...]:
    """A line of the long table; numbers of authorities come with a decimal."""
    given = la_number(place) if number is None else number
    return (name, words, year, place, value, given, "East of England")


@cache
def la_number(place: str) -> str:
    """The Department for Education's number of a place as tables print it, or nothing."""
    for area in catalogue().areas.values():
        spelt = {plain_name(text) for text in (area.name, *area.aliases)}
        if area.la_number and not spelt.isdisjoint(forms_of(place)):
            return f"{area.la_number}.0"
    return ""


def shipped(table: Path, indicator: str) -> dict[str, tuple[float, int]]:
    """The rate and count of each place that a shipped table gives for an indicator."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator"] == indicator]
    return {row["area"]: (float(row["value"]), int(row["count"])) for row in rows if row["value"]}
