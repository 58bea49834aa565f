"""The framework by which the Youth Justice Board oversees services, one file an edition."""

from pathlib import Path

from dashboard.core.board.oversight import OversightFramework
from dashboard.definitions.loader import files_defining, load_dated


def load_oversight(folder: Path) -> OversightFramework:
    """Return the newest oversight framework in a folder.

    Raises:
        DefinitionError: naming the file and the key that is unknown, absent or impossible, or the
            folder if it holds none.
    """
    held = [
        load_dated(path, OversightFramework)
        for path in files_defining("oversight framework", folder)
    ]
    return max(held, key=lambda framework: framework.published.latest)
