"""Files made to fill a machine or to pass for what they are not; each is small as it is sent."""

import io
import struct
import zipfile
from collections.abc import Mapping
from functools import cache
from typing import Any

XLSX_ROOT = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
DAY_STYLE = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
EXTERNAL_ENTITY = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def package(parts: Mapping[str, str | bytes], packed_as: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", packed_as) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return written.getvalue()


def xlsx_parts(
    rows: str = "",
    sheets: int = 1,
    texts: str = "",
    styles: str = "",
    before: str = "",
    prefix: str = "",
    title: str = "",
) -> dict[str, str | bytes]:
    """The parts of a workbook whose sheets, S0 or else `title`, all hold the same rows, as XML."""
    names = "".join(f'<sheet name="{title or f"S{n}"}" r:id="r{n}"/>' for n in range(sheets))
    relations = "".join(
        f'<Relationship Id="r{n}" Type="x/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(sheets)
    )
    shared = '<Relationship Id="t" Type="x/sharedStrings" Target="sharedStrings.xml"/>'
    styled = '<Relationship Id="y" Type="x/styles" Target="/xl/styles.xml"/>'
    colon, mark = (":", f"{prefix}:") if prefix else ("", "")
    sheet = (
        f'{before}<{mark}worksheet xmlns{colon}{prefix}="{XLSX_ROOT}"><{mark}sheetData>'
        f"{rows}</{mark}sheetData></{mark}worksheet>"
    )
    root = f'xmlns="{XLSX_ROOT}" xmlns:r="{_RELATIONS}"'
    return {
        "xl/workbook.xml": f"<workbook {root}><sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}{shared}{styled}</Relationships>",
        "xl/sharedStrings.xml": f"<sst>{texts}</sst>",
        "xl/styles.xml": f"<styleSheet>{styles}</styleSheet>",
        **{f"xl/worksheets/s{n}.xml": sheet for n in range(sheets)},
    }


def xlsx(rows: str = "", **others: Any) -> bytes:
    return package(xlsx_parts(rows, **others))


def cell(place: str, value: str = "1", attributes: str = "") -> str:
    return f'<c r="{place}" {attributes}><v>{value}</v></c>'


def ods(
    tables: str, before: str = "", kind: str = ODS_TYPE, styles: str = "", **parts: str
) -> bytes:
    """A spreadsheet with tables and styles as XML."""
    names = {name: name for name in ("office", "table", "text", "style")} | {"number": "datastyle"}
    spaces = " ".join(f'xmlns:{name}="{_ODF}{full}:1.0"' for name, full in names.items())
    content = (
        f'{before}<office:document-content {spaces} xmlns:calcext="{_CALCEXT}">'
        f"{styles}<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return package({"mimetype": kind, "content.xml": content, **parts})


def ods_table(rows: str, name: str = "Figures") -> str:
    return f'<table:table table:name="{name}">{rows}</table:table>'


def ods_row(*cells: str, times: int = 1) -> str:
    repeated = f' table:number-rows-repeated="{times}"' if times > 1 else ""
    return f"<table:table-row{repeated}>{''.join(cells)}</table:table-row>"


def ods_cell(text: str = "", attributes: str = 'office:value-type="string"', times: int = 1) -> str:
    repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    return f"<table:table-cell{repeated} {attributes}><text:p>{text}</text:p></table:table-cell>"


def ods_styles(number: int) -> str:
    """As many styles of days, each with a name of its own."""
    return "".join(f'<style:date-style style:name="N{n}"/>' for n in range(number))


def blank(times: int = 1) -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


def zeros(megabytes: int) -> bytes:
    return bytes(megabytes * 1_000_000)


@cache
def zip_bomb(megabytes: int = 1_000) -> bytes:
    """A workbook whose sheet unpacks to a thousand times what was sent."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in xlsx_parts().items():
            if "worksheets" not in name:
                made.writestr(name, part)
        with made.open("xl/worksheets/s0.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{XLSX_ROOT}">'.encode())
            for _ in range(megabytes):
                sheet.write(b" " * 1_000_000)
    return written.getvalue()


def lying_about_sizes(content: bytes, said: int = 100) -> bytes:
    """A package whose directory says of every part that it unpacks to a few bytes."""
    lying, at = bytearray(content), 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        struct.pack_into("<I", lying, at + 24, said)
        at += 4
    return bytes(lying)


def many_parts(count: int) -> bytes:
    return package({**xlsx_parts(), **{f"xl/media/{n}.png": "" for n in range(count)}})


def with_two_of_one_name() -> bytes:
    """Two sheets in one place: one for whoever looks, one for whoever reads."""
    content = package({**xlsx_parts(cell("A1")), "xl/worksheets/s9.xml": "<worksheet/>"})
    return content.replace(b"worksheets/s9.xml", b"worksheets/s0.xml")


def one_text_in_many_cells(title: str = "") -> bytes:
    """A text of 30,000 signs that 10,000 cells refer to."""
    rows = "".join('<row><c t="s"><v>0</v></c></row>' for _ in range(10_000))
    return xlsx(rows, texts=f"<si><t>{'x' * 30_000}</t></si>", title=title)


def one_wide_row_among_many(title: str = "") -> bytes:
    """A row of 500 columns beneath 100,000 of one, for which a table would need 50 million."""
    narrow, wide = "<row><c><v>1</v></c></row>" * 100_000, f"<row>{'<c><v>1</v></c>' * 500}</row>"
    return xlsx(narrow + wide, title=title)


def very_many_formats() -> str:
    return "".join(f'<numFmt numFmtId="{n}" formatCode="0"/>' for n in range(200_000))


def very_long_numbers() -> bytes:
    """Numbers of 5,000 digits, each another, for whoever remembers what was read."""
    return xlsx("".join(f"<row><c><v>{n:05}{'1' * 5_000}</v></c></row>" for n in range(20_000)))
