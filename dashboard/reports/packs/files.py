"""A board pack as a file of each format."""

import datetime as dt
import hashlib
from dataclasses import replace
from importlib import import_module

from dashboard.core.areas import Service
from dashboard.core.disclosure.protection import Mode
from dashboard.core.packs.sections import PackFormat
from dashboard.reports.notes import Notes
from dashboard.reports.packs.document import Document

# The module beside this one that writes a format, and its function. Each brings along a library
# of its own, which is slow to import and which nothing else needs.
_WRITERS = {
    PackFormat.PDF: ("pdf", "pdf_bytes"),
    PackFormat.PPTX: ("slides", "slides_bytes"),
    PackFormat.DOCX: ("text", "text_bytes"),
    PackFormat.XLSX: ("workbook", "workbook_bytes"),
    PackFormat.HTML: ("web", "page_bytes"),
}


def pack_bytes(document: Document, wanted: PackFormat) -> bytes:
    """Return a pack as a file; the same document is always the same bytes.

    No clock is in it but the day of issue, or the day that it is shown as at.
    """
    module, function = _WRITERS[wanted]
    write = getattr(import_module(f"{__package__}.{module}"), function)
    written: bytes = write(replace(document, seal=seal_for(document, wanted)))
    return written


def seal_for(document: Document, use: str) -> str:
    """Return the seal that one file of a pack carries, "" where the pack has none.

    Each has its own, from which nobody finds the pack's or another file's. An officer may take the
    small numbers out of the text and pass it on: what it still carries must not let anybody try
    numbers against the checksums of the facts and of the other files.
    """
    if not document.seal:
        return ""
    return hashlib.sha256(f"{document.seal} {use}".encode()).hexdigest()


def pack_file_name(service: Service, day: dt.date, audience: Mode, wanted: PackFormat) -> str:
    """Return the name of a pack's file, by the day that it is shown as at; an invented one says so.

    Such as "hertfordshire-board-pack-2026-09-24-public.pdf".
    """
    name = f"{service.id}-board-pack-{day.isoformat()}-{audience}.{wanted}"
    return Notes(invented=service.invented).file_name(name)
