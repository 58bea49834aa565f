"""The national standards that services are held to, one file an edition."""

from pathlib import Path

from dashboard.core.board.national_standards import NationalStandards
from dashboard.definitions.loader import files_defining, load_dated


def load_national_standards(folder: Path) -> NationalStandards:
    """Return the newest edition of the national standards in a folder.

    Raises:
        DefinitionError: naming the file and the key that is unknown, absent or impossible, or the
            folder if it holds none.
    """
    held = [
        load_dated(path, NationalStandards) for path in files_defining("national standards", folder)
    ]
    return max(held, key=lambda edition: edition.published.latest)
