"""What was found in the database, as a table of pandas."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Result


def frame_of(found: Result[Any], columns: Sequence[str]) -> pd.DataFrame:
    """Return the rows that were found, in their order, under the names of columns."""
    # Plain tuples: pandas asks any other row for attributes it has not, six times as long.
    return pd.DataFrame([tuple(row) for row in found], columns=list(columns))
