"""How the sheet to read is chosen, of a workbook whose sheets cannot be read as one table."""

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.ui import changes

_ALL = "All sheets"
# Session key: the sheets to choose from, with the file that they are of.
_OFFERED = "import_sheets"


def chosen_sheet(sent: UploadedFile) -> str:
    """Return which sheet of a file was chosen, "" for all; asks only where it has to be chosen."""
    offered: tuple[str, Sequence[str]] = st.session_state.get(_OFFERED, ("", ()))
    if offered[0] != sent.file_id:
        return ""
    key = changes.entry("import_sheet")
    picked: str = st.selectbox("Which sheet is to be read", [_ALL, *offered[1]], key=key)
    return "" if picked == _ALL else picked


def offer_sheets(sent: UploadedFile, names: Sequence[str]) -> None:
    """Let the sheet of a refused file be chosen from now on, where that can mend it."""
    held: tuple[str, Sequence[str]] = st.session_state.get(_OFFERED, ("", ()))
    if names and held != (sent.file_id, tuple(names)):
        st.session_state[_OFFERED] = (sent.file_id, tuple(names))
        st.rerun()
