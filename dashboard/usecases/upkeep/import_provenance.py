"""Where a loaded file comes from: what it says of itself, and what its sender says."""

import datetime as dt
from dataclasses import dataclass

from dashboard.core.areas import Service
from dashboard.core.editions import UNKNOWN, Provenance
from dashboard.core.entries import not_after, note_line, one_line, published_of
from dashboard.core.periods import date_words
from dashboard.errors import ChangeRefusedError
from dashboard.importers.imported import Imported

# The licences of a service's own figures, and of others whose file does not say.
INTERNAL, NOT_STATED = "internal", "not stated"
_LONGEST_TITLE = 200


@dataclass(frozen=True)
class AboutFile:
    """What a person says of a file they load; `published_on` is a date or "unknown"."""

    title: str
    publisher: str
    published_on: str = UNKNOWN
    note: str = ""


def proposed(imported: Imported, service: Service, file_name: str) -> AboutFile:
    """Return what a file says of itself; its name and its sender, where it says nothing."""
    publisher = imported.publisher or ("" if len(imported.published) else service.name)
    return AboutFile(imported.title or file_name, publisher)


def provenance_of(about: AboutFile, sha256: str, imported: Imported, today: dt.date) -> Provenance:
    """Return where the figures of a file come from, as its edition keeps it.

    Raises:
        ChangeRefusedError: if the title or the publisher is missing or too long, or the date of
            publication is none or still to come.
    """
    note = note_line(about.note)
    return Provenance(
        title=one_line("title", about.title, _LONGEST_TITLE),
        publisher=one_line("publisher", about.publisher, _LONGEST_TITLE),
        address="",
        edition=imported.edition or f"loaded on {date_words(today)}",
        published_on=_published_on(about.published_on, today),
        compiled_on=today,
        licence=NOT_STATED,
        sha256=sha256,
        changes=imported.stored_notes,
        known_defects=(note,) if note else (),
    )


def _published_on(text: str, today: dt.date) -> str:
    given = text.strip()
    if given in ("", UNKNOWN):
        return UNKNOWN
    try:
        date = published_of(given)
    except ChangeRefusedError as error:
        raise ChangeRefusedError(f"The date of publication: {error}") from error
    not_after("date of publication", date.earliest, today)
    return date.text
