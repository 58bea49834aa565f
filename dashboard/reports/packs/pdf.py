"""The board pack as a tagged PDF (PDF/UA-1), and as pictures of its pages."""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.reports.packs.document import Document
from dashboard.reports.packs.lettering import font_paths
from dashboard.reports.packs.paper import paper_data

_TEMPLATE = Path(__file__).with_name("template.typ")
_STANDARD = "ua-1"
# Sharp enough to be read on a screen, and a page stays below half a megabyte.
_PIXELS_PER_INCH = 110
# So many files Typst makes before it forgets what it worked out for one.
_FILES_REMEMBERED = 10


def pdf_bytes(document: Document) -> bytes:
    """Return a document as a PDF that claims PDF/UA-1: tagged, with its fonts in it."""
    made: bytes = _compiler(document).compile(
        format="pdf", pdf_standards=[_STANDARD], timestamp=_moment(document)
    )
    forget_layouts()
    return made


def page_pictures(document: Document) -> tuple[bytes, ...]:
    """Return each page of the PDF as PNG, in order."""
    made = _compiler(document).compile(format="png", ppi=_PIXELS_PER_INCH)
    forget_layouts()
    return tuple(made) if isinstance(made, list) else (made,)


def running_over(document: Document) -> frozenset[int]:
    """Return the places of those sections that take more than one page; the annex may.

    Who asked often calls `forget_layouts` afterwards.
    """
    return frozenset(place for place, found in _pages(document).items() if len(found) > 1)


def section_pages(document: Document) -> tuple[int, ...]:
    """Return the page on which each section begins, the first being 1: short ones share a page."""
    pages = _pages(document)
    forget_layouts()
    return tuple(min(pages[place]) for place in range(len(document.sections)))


def _pages(document: Document) -> dict[int, set[int]]:
    ends = json.loads(_compiler(document).query("<section>", field="value"))
    pages: dict[int, set[int]] = {}
    for end in ends:
        pages.setdefault(end["place"], set()).add(end["page"])
    return pages


def forget_layouts() -> None:
    """Give back the memory of all layouts, some 10 MB each: Typst keeps them until told so."""
    import typst

    for _ in range(_FILES_REMEMBERED):
        typst.compile(b"", font_paths=_fonts(), format="pdf")


def _compiler(document: Document) -> Any:
    # Loaded when the first pack is made: no page waits for it. Nothing of the document becomes
    # source: the template reads all of it as data.
    import typst

    return typst.Compiler(
        _TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"pack": json.dumps(paper_data(document))},
    )


@cache
def _fonts() -> Any:
    import typst

    paths = sorted({str(path.parent) for path in font_paths()})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


def _moment(document: Document) -> dt.datetime:
    day = document.issued_on or document.day
    return dt.datetime.combine(day, dt.time(), dt.UTC)
