"""CSV files as they are sent: any usual encoding and delimiter, rows as people see them."""

import io

import pandas as pd
import pytest

from dashboard.errors import ImportRefusedError
from dashboard.importers.files.grids import read_grids

WELSH = 'area,rate\n"Ynys Môn",12.50\nGŵyr,c\n'
PLAIN = "area,rate\nYnys Môn \u2013 café,12.50\n"


def cells(content):
    (grid,) = read_grids(content, "figures.csv").grids
    return grid.cells


def rows(content):
    found = cells(content)
    return dict(zip(found.index.tolist(), found.values.tolist(), strict=True))


def refused(content, file="figures.csv"):
    with pytest.raises(ImportRefusedError) as refusal:
        read_grids(content, file)
    return str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_of_unicode_is_read(encoding):
    found = {1: ["area", "rate"], 2: ["Ynys Môn", "12.50"], 3: ["Gŵyr", "c"]}
    assert rows(WELSH.encode(encoding)) == found


def test_utf_16_of_the_other_order_is_read_by_its_mark():
    assert rows(b"\xfe\xff" + WELSH.encode("utf-16-be"))[2] == ["Ynys Môn", "12.50"]


def test_what_is_no_utf_8_is_read_as_windows_writes_it():
    assert rows(PLAIN.encode("cp1252"))[2] == ["Ynys Môn \u2013 café", "12.50"]


def test_a_sign_of_windows_far_into_a_large_file_is_found():
    content = b"area\n" + b"Essex\n" * 200_000 + "Môn\n".encode("cp1252")
    assert cells(content)[0].iloc[-1] == "Môn"


def test_signs_of_no_encoding_are_refused():
    assert "no known encoding" in refused(b"area\n\xff\x81\n")
    assert "no known encoding" in refused(b"\xff\xfea\x00\x00\xd8b\x00")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-32"])
def test_nul_signs_are_refused(encoding):
    assert "no known encoding" in refused("area\n\0\n".encode(encoding))


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_sign_between_cells_is_found(sign):
    content = f"area{sign}rate\nEssex{sign}1\nKent{sign}2\n".encode()
    assert rows(content)[3] == ["Kent", "2"]


def test_semicolons_part_cells_where_commas_mark_decimals():
    assert rows(b"area;rate;share\nEssex;1,5;2,5\nKent;2,5;3,5\n")[3] == ["Kent", "2,5", "3,5"]


def test_commas_in_notes_above_the_header_do_not_decide():
    content = b"Rates, counts, and notes, 2025\n\narea;rate\nEssex;1\nKent;2\n"
    assert rows(content)[5] == ["Kent", "2"]


def test_a_file_of_one_column_is_read():
    assert rows(b"area\nEssex\n") == {1: ["area"], 2: ["Essex"]}


def test_a_row_with_line_breaks_in_quotes_counts_once():
    content = b'area,note\r\nEssex,"two\r\nlines"\r\n\r\nKent,x\r\n'
    assert rows(content) == {1: ["area", "note"], 2: ["Essex", "two\r\nlines"], 4: ["Kent", "x"]}


def test_rows_of_other_lengths_are_filled_up_and_blank_ends_left_out():
    assert rows(b"a,b,,\n1\n1,2,3,,\n,,,\n") == {
        1: ["a", "b", ""],
        2: ["1", "", ""],
        3: ["1", "2", "3"],
    }


def test_quotes_within_quotes_and_blanks_around_cells_are_taken_off():
    assert rows(b'a,b\n"say ""no""", x \n')[2] == ['say "no"', "x"]


@pytest.mark.parametrize(
    "row", [b'"Kent,3\nSussex,4\n', b'"Kent"x",3\n', b'"Kent,' + b"x" * 200_000]
)
def test_a_quotation_mark_that_none_closes_is_refused_with_its_row(row):
    sentence = refused(b"area,rate\nEssex,1\n" + row)
    assert 'row 3: "" has a quotation mark that no other one closes' in sentence


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
        (b"\xff\xd8\xff\xe0JFIF", "a picture"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"\xef\xbb\xbf\n<HTML lang='en'>", "a web page"),
        (b'<?xml version="1.0"?><office:document>', "an XML document"),
        (b'{"area": 1}', "a JSON document"),
        (b'[{"area": 1}]', "a JSON document"),
        (b"{\\rtf1", "a text document (RTF)"),
        (b"\x1f\x8b\x08\0", "a packed archive"),
        (b"SQLite format 3\0", "a database"),
        (b"MZ\x90\0", "a program"),
    ],
)
def test_what_is_no_table_is_refused_by_what_it_seems_to_be(content, kind):
    assert f"seems to be {kind}: load an XLSX, ODS or CSV file" in refused(content)


@pytest.mark.parametrize(
    "header", ["MZ region,rate", "[note 1],rate", "<5 children,rate", "#,rate"]
)
def test_a_header_that_begins_oddly_is_still_a_header(header):
    assert rows(f"{header}\nx,1\n".encode())[1] == header.split(",")


def test_a_table_that_pandas_wrote_comes_back_as_it_was():
    table = pd.DataFrame({"a": ["x\ny", '"q"', ""], "b": ["1", ";", "\t,"]}, dtype="str")
    written = io.BytesIO()
    table.to_csv(written, index=False, encoding="utf-8")
    assert cells(written.getvalue()).values.tolist()[1:] == [["x\ny", "1"], ['"q"', ";"], ["", ","]]
