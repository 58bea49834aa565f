"""The national reports that come with the dashboard, one file each."""

from pathlib import Path

from dashboard.core.board.national_reports import NationalReport
from dashboard.definitions.loader import load_dated


def load_national_reports(folder: Path) -> dict[str, NationalReport]:
    """Return every national report of a folder by its id, which is its file's name, oldest first.

    A folder that is missing holds none.

    Raises:
        DefinitionError: naming the file and the key that is unknown, absent or impossible.
    """
    found = [
        load_dated(path, NationalReport, id=path.stem) for path in sorted(folder.glob("*.toml"))
    ]
    found.sort(key=lambda report: report.published.latest)
    return {report.id: report for report in found}
