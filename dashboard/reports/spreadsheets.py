"""Tables as spreadsheets can safely open them."""

import re

import pandas as pd

# A cell that begins like this is run as a formula; a signed number is only a number.
_FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d[\d,.]*( ?%| points)?$)")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV in UTF-8 that a spreadsheet recognises, with no cell that it would run.

    A text that begins like a formula gets an apostrophe before it.
    """
    return frame.map(_safe).rename(columns=_safe).to_csv(index=False).encode("utf-8-sig")


def _safe(cell: object) -> object:
    if isinstance(cell, str) and _FORMULA.match(cell):
        return f"'{cell}"
    return cell
