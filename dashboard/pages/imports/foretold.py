"""What a file would change on the Overview, shown before it is stored."""

from collections.abc import Sequence

import streamlit as st

from dashboard.core.sentences import NOTHING, Clause
from dashboard.ui import components, methods
from dashboard.ui.disclosure import mode_in_view
from dashboard.ui.page import View
from dashboard.usecases.foretold import Foretold, foretell
from dashboard.usecases.upkeep.imports import ImportPreview

_MOST_LINES = 5


def show_foretold(view: View, seen: ImportPreview) -> Clause:
    """Show what the file would change on the Overview of the service in view, in short lists.

    It is the Overview as whoever acts sees it, with small numbers or without. What to say of it
    once the file is stored is returned; that may be nothing.
    """
    foretold = foretell(view.holdings, seen, mode_in_view())
    if foretold is None:
        return NOTHING
    if foretold.changes_nothing:
        components.muted(foretold.answer.text)
    else:
        _show_lists(foretold)
    for each in foretold.notes:
        components.muted(each.text)
    return foretold.once_stored


def _show_lists(foretold: Foretold) -> None:
    st.subheader(foretold.answer.text, anchor=False)
    for title, lines in foretold.lists:
        _show_lines(title, lines)


def _show_lines(title: str, lines: Sequence[Clause]) -> None:
    methods.points((each.text for each in lines[:_MOST_LINES]), title)
    more = lines[_MOST_LINES:]
    if more:
        with st.expander(f"And {len(more)} more of: {title}"):
            methods.points(each.text for each in more)
