"""Files as they are after reading: grids of text, without a file."""

import pandas as pd

from dashboard.importers.files.grids import Grid, SentFile
from dashboard.importers.imported import Known


def grid(*rows, name="Sheet1"):
    """A grid of these rows, which begin with row 1; a row of nothing is left out."""
    width = max((len(row) for row in rows), default=0)
    kept = {
        number: [str(cell) for cell in row] + [""] * (width - len(row))
        for number, row in enumerate(rows, start=1)
        if any(str(cell) for cell in row)
    }
    return Grid(name, pd.DataFrame.from_dict(kept, orient="index", columns=range(width)))


def sent(*grids, name="sent.csv"):
    return SentFile(name, "0" * 64, tuple(grids))


def known(catalogue, service="hertfordshire", teams=()):
    """All that a file may name, for one service."""
    return Known(
        service=catalogue.service(service),
        areas=catalogue.areas,
        services=catalogue.services,
        indicators=catalogue.indicators,
        frameworks=catalogue.frameworks,
        local_indicators=catalogue.local_indicators,
        groups=catalogue.groups,
        teams={team.id: team for team in teams},
    )
