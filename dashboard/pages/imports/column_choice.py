"""How it is chosen which indicator stands in a column, where a file does not say."""

from collections.abc import Mapping

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.core.published.indicators import Indicator
from dashboard.importers.imported import UnknownColumns
from dashboard.ui import changes

_NONE = ""
# Session key: what is to be chosen, with the file that it is of.
_OFFERED = "import_columns"


def chosen_columns(sent: UploadedFile, indicators: Mapping[str, Indicator]) -> dict[str, str]:
    """Return the indicator chosen for a column of a file; asks only where it has to be chosen."""
    offered: tuple[str, UnknownColumns] | None = st.session_state.get(_OFFERED)
    if offered is None or offered[0] != sent.file_id:
        return {}
    unknown = offered[1]
    fitting = [name for name in unknown.indicators if name in indicators]
    others = [name for name in indicators if name not in fitting]
    column = st.selectbox(
        "Which column of figures is to be read",
        unknown.figures,
        key=changes.entry("import_column"),
    )
    indicator = st.selectbox(
        "Which indicator stands in it",
        [_NONE, *fitting, *others],
        format_func=lambda name: indicators[name].name if name else "Choose an indicator",
        key=changes.entry("import_indicator"),
    )
    return {column: indicator} if indicator else {}


def offer_columns(sent: UploadedFile, unknown: UnknownColumns | None) -> None:
    """Let the column of a refused file be chosen from now on, where that can mend it."""
    held = st.session_state.get(_OFFERED)
    if unknown is not None and (held is None or held[0] != sent.file_id):
        st.session_state[_OFFERED] = (sent.file_id, unknown)
        st.rerun()
