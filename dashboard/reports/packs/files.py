"""A board pack as a file of each format."""

from dashboard.core.packs.sections import PackFormat
from dashboard.reports.packs.document import Document


def pack_bytes(document: Document, wanted: PackFormat) -> bytes:
    """Return a pack as a file; the same document is always the same bytes.

    No clock is in it but the day of issue, or the day that it is shown as at.
    """
    raise NotImplementedError
