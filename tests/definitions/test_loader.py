"""Tables of definitions: read whole with the rows a spreadsheet shows, or refused in one line."""

import pytest

from dashboard.definitions.loader import load_toml, rows
from dashboard.errors import DefinitionError

COLUMNS = ("area", "rank")


def table(tmp_path, content):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    return path


def test_rows_are_counted_as_a_spreadsheet_does_blank_ones_included(tmp_path):
    path = table(tmp_path, b"area,rank\nA,1\n\nB,2\n")

    assert rows(path, COLUMNS) == [(2, {"area": "A", "rank": "1"}), (4, {"area": "B", "rank": "2"})]


def test_the_mark_that_spreadsheets_put_before_utf_8_is_no_part_of_the_header(tmp_path):
    assert rows(table(tmp_path, b"\xef\xbb\xbfarea,rank\nA,1\n"), COLUMNS)


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", "file: is empty: restore it"),
        (b"\n\n", "file: is empty: restore it"),
        (b"area,rank\n", "file: holds no rows: restore it"),
        (b"area,rank\n,\n", "file: holds no rows: restore it"),
        (b"area,rank\nA\xe9,1\n", "file: is not in UTF-8: save it"),
        (b"area,rank\nA\0,1\n", "file: holds NUL characters: save it"),
        (b'area,rank\n"A,1\n', "file: is no CSV file"),
        (b"aria,rank\nA,1\n", 'row 1: has no column "area": restore the header'),
        (b"area,rank,rank\nA,1,1\n", "row 1: names a column twice: restore the header"),
        (b"area,rank\nA,1,x\n", "row 2: has 3 cells where the header has 2: mend the row"),
        (b"area,rank\nA,1\nB\n", "row 3: has 1 cells where the header has 2: mend the row"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_by_file_and_row(tmp_path, content, wrong):
    with pytest.raises(DefinitionError) as refused:
        rows(table(tmp_path, content), COLUMNS)

    assert str(refused.value).startswith(f"list.csv: {wrong}")
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize("read", [lambda p: rows(p, COLUMNS), lambda p: load_toml(p, dict)])
def test_a_missing_file_and_a_folder_in_its_place_are_refused(tmp_path, read):
    with pytest.raises(DefinitionError, match=r"nothing: file: is missing: restore it"):
        read(tmp_path / "nothing")
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(DefinitionError, match=r"a\.csv: file: cannot be read \(Is a directory\)"):
        read(tmp_path / "a.csv")
