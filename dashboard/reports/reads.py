"""Who read what, as a table for a page or a spreadsheet."""

import datetime as dt
from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard.core.reads import Read, ReadKind

_WHAT: Mapping[ReadKind, str] = {
    ReadKind.PAGE: "Page",
    ReadKind.DOWNLOAD: "File",
    ReadKind.EVIDENCE: "Evidence",
    ReadKind.PACK: "Issued pack",
}
_COLUMNS = ("When (UTC)", "Who", "What", "Which")


def reads_table(reads: Iterable[Read]) -> pd.DataFrame:
    """Return a row for each read, in the order given."""
    rows = [
        (f"{each.at.astimezone(dt.UTC):%Y-%m-%d %H:%M}", each.who, _WHAT[each.kind], each.item)
        for each in reads
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS))
