"""CSV files as people send them: their encoding, their separator, and where a row is broken."""

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator

from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.cells import MOST_ROWS, Allowance, SheetCells
from dashboard.importers.files.packages import refusal

LARGEST_CSV_BYTES = 200_000_000
_LONGEST_ROW_CHARACTERS = 1_000_000
_SAMPLE_BYTES, _SAMPLE_ROWS = 1 << 16, 50
_DELIMITERS = ",;\t"
_AS_CSV = 'save it as "CSV UTF-8" and load it again'
# How files begin that are sometimes given the name of a table, and what they are.
_OTHER_KINDS = {
    r"%PDF": "a PDF document",
    r"\x89PNG|GIF8|\xff\xd8\xff|BM.{4}\0\0|II\*\0|MM\0\*": "a picture",
    r"(?i)\s*<(!doctype html|html|head|body|table)": "a web page",
    r"\s*<(\?xml|[A-Za-z]+[ :>])": "an XML document",
    r"\s*(\{\s*\"|\[\s*[\[{])": "a JSON document",
    r"\{\\rtf": "a text document (RTF)",
    r"\x1f\x8b|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ": "a packed archive",
    r"SQLite format 3|PAR1|Obj\x01|ARROW1": "a database",
    r"MZ.\0|\x7fELF|#!/": "a program",
}


def read_delimited(content: bytes, file: str) -> SheetCells:
    """Return the one table that a CSV file holds, rows counted as a spreadsheet counts them.

    It may be in UTF-8, UTF-16 or Windows-1252 and separated by commas, semicolons or tabs; line
    breaks may stand within quotes.

    Raises:
        ImportRefusedError: for a file that is too large, is in no known encoding or is something
            else, and for a row that is too long or whose quotes do not pair.
    """
    if len(content) > LARGEST_CSV_BYTES:
        reason = f"is larger than {LARGEST_CSV_BYTES // 1_000_000} MB"
        raise refusal(file, reason, "load it in parts")
    _refuse_other_kinds(content, file)
    encoding = _encoding(content)
    if encoding is None:
        raise refusal(file, "has characters of no known encoding", _AS_CSV)
    return _rows(content, encoding, file)


def _refuse_other_kinds(content: bytes, file: str) -> None:
    start = content[:_SAMPLE_BYTES].removeprefix(codecs.BOM_UTF8)[:200].decode("latin-1")
    for beginning, kind in _OTHER_KINDS.items():
        if re.match(beginning, start, re.DOTALL):
            raise refusal(file, f"seems to be {kind}", "load an XLSX, ODS or CSV file")


def _encoding(content: bytes) -> str | None:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    else:
        candidates = [*_without_mark(content), "utf-8-sig", "cp1252"]
    return next((name for name in candidates if _is_in(content, name)), None)


def _without_mark(content: bytes) -> Iterator[str]:
    """Yield the UTF-16 that a file clearly is: every other byte of Latin letters is zero."""
    sample = content[: _SAMPLE_BYTES & ~1]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    most = 0.7 * len(sample) / 2
    if second > most and not first:
        yield "utf-16-le"
    if first > most and not second:
        yield "utf-16-be"


def _is_in(content: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(content)
    try:
        for start in range(0, len(view), 1 << 20):
            if "\0" in decoder.decode(bytes(view[start : start + (1 << 20)])):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


class _RowTooLongError(csv.Error):
    pass


class _Lines:
    """The lines of a file one by one; `since_row` counts the characters of the row being read."""

    def __init__(self, content: bytes, encoding: str) -> None:
        self._text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
        self.since_row = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(_LONGEST_ROW_CHARACTERS + 1):
            self.since_row += len(line)
            if self.since_row > _LONGEST_ROW_CHARACTERS:
                raise _RowTooLongError
            yield line


def _rows(content: bytes, encoding: str, file: str) -> SheetCells:
    lines = _Lines(content, encoding)
    delimiter = _delimiter(content, encoding)
    cells = SheetCells("", Allowance(file, most_characters=LARGEST_CSV_BYTES))
    number = 0
    try:
        for number, record in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), 1):
            lines.since_row = 0
            row = list(map(str.strip, record))
            while row and not row[-1]:
                row.pop()
            if row or number > MOST_ROWS:
                cells.add(number, row)
                cells.lengths.append(len(record))
    except csv.Error as error:
        raise _broken_row(file, number + 1, error) from error
    return cells


def _broken_row(file: str, row: int, error: csv.Error) -> ImportRefusedError:
    if isinstance(error, _RowTooLongError):
        reason = f"is longer than {_LONGEST_ROW_CHARACTERS:,} characters"
    else:
        reason = "has a quotation mark that no other one closes"
    advice = "mend this row in the file, or save the table again as CSV"
    return ImportRefusedError(file, [Problem(row, "row", "", reason, advice)])


def _delimiter(content: bytes, encoding: str) -> str:
    sample = content[:_SAMPLE_BYTES].decode(encoding, errors="ignore")
    return max(_DELIMITERS, key=lambda sign: _fit(sample, sign))


def _fit(sample: str, delimiter: str) -> tuple[float, int]:
    """Return which share of the rows has the commonest width of more than one cell, and that width.

    A share, because texts of several lines make more rows of whatever does not separate cells.
    """
    records = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths = Counter(len(record) for record in itertools.islice(records, _SAMPLE_ROWS))
    found = ((n, width) for width, n in widths.items() if width > 1)
    number, width = max(found, default=(0, 0))
    return number / max(widths.total(), 1), width
