"""Office files without the clock: what was written the same way is the same bytes on any day."""

import datetime as dt
import io
import re
import zipfile

# The dates that office programs show for a file, which libraries fill in from the clock.
_DATES = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*")
_PROPERTIES, _FIRST = "docProps/core.xml", "[Content_Types].xml"
# The rights that a file gets when it is unpacked: its owner may write it, everybody may read it.
_RIGHTS = 0o644 << 16
# No zip file can tell an earlier day.
_EARLIEST = dt.date(1980, 1, 1)


def fixed(content: bytes, day: dt.date) -> bytes:
    """Return a PPTX, DOCX or XLSX file with its parts in a fixed order, all of them of that day.

    The day is also the one in the file's properties. Workbooks within it, which charts carry, are
    treated alike.

    Raises:
        zipfile.BadZipFile: if the content is no such file.
    """
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in sorted(given.namelist(), key=_order):
            made.writestr(_entry(name, day), _part(name, given.read(name), day))
    return written.getvalue()


def _order(name: str) -> tuple[bool, str]:
    # Some readers know a file by its first part.
    return name != _FIRST, name


def _entry(name: str, day: dt.date) -> zipfile.ZipInfo:
    told = max(day, _EARLIEST)
    entry = zipfile.ZipInfo(name, (told.year, told.month, told.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = _RIGHTS
    # Else it would say on what kind of machine it was made.
    entry.create_system = 0
    return entry


def _part(name: str, content: bytes, day: dt.date) -> bytes:
    if name == _PROPERTIES:
        return _DATES.sub(rf"\g<1>{day.isoformat()}T00:00:00Z".encode(), content)
    if name.endswith((".xlsx", ".docx", ".pptx")):
        return fixed(content, day)
    return content
