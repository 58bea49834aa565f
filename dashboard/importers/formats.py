"""Every layout of file that can be loaded, and which of them a file is in."""

from collections.abc import Sequence

from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.grids import SentFile
from dashboard.importers.imported import Format

FORMATS: tuple[Format, ...] = ()


def recognised(sent: SentFile, formats: Sequence[Format] = FORMATS) -> Format:
    """Return the format that a file is in.

    Raises:
        ImportRefusedError: naming the formats that are known, if it is in none of them.
    """
    for one in formats:
        if one.recognises(sent):
            return one
    known = ", ".join(one.title for one in formats)
    problem = Problem(None, "file", sent.name, "is in no known layout", f"send one of: {known}")
    raise ImportRefusedError(sent.name, [problem])
