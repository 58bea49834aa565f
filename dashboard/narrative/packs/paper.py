"""Words of the pack's paper: what is on no page of the screen, because paper has pages."""

import datetime as dt
from collections.abc import Sequence

from dashboard.core.periods import date_words
from dashboard.core.sentences import Clause, fill, joined

PACK = "Board pack"
ANNEX = "Annex"
NOTHING_HERE = "There is nothing to show here."
NO_SECTIONS = "This pack has no sections."
MORE_IN_ANNEX = Clause("More in the annex.")


def shown_on(day: dt.date) -> Clause:
    """Return the day that a pack is shown as at."""
    return fill("As it was on {day}", day=date_words(day))


def more_on(title: Clause) -> Clause:
    """Return the title of an annex section that has what a page has no room for."""
    return fill("More on: {title}", title=title)


def more_in_annex(headings: Sequence[Clause]) -> Clause:
    """Return what ends a page that lacks something, with the headings of what is not on it."""
    if not headings:
        return MORE_IN_ANNEX
    return fill("More in the annex: {headings}.", headings=joined(headings, "; "))


def more_rows(count: int) -> Clause:
    """Return what stands below a table whose other rows are in the annex."""
    return fill("{count} more in the annex.", count=str(count))


def live_view(day: dt.date) -> Clause:
    """Return what stands before the address of the live view of a page."""
    return fill("Live view of {day}:", day=date_words(day))


def code_words(address: str) -> str:
    """Return the text alternative of a QR code."""
    return f"QR code of the live view, {address}"
