"""How the register leaves for a spreadsheet and comes back, on a page."""

import datetime as dt
import hashlib
from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.core.people import Signature
from dashboard.core.register.sheets import SHEETS, RegisterSheets
from dashboard.core.sentences import Clause, counted, joined
from dashboard.errors import ChangeRefusedError, ImportRefusedError
from dashboard.importers.register.rows import LARGEST_BYTES
from dashboard.reports.register import sheet_csv_bytes, workbook_bytes
from dashboard.reports.spreadsheets import XLSX
from dashboard.store.engine import Store
from dashboard.ui import acting, changes, components, methods, wiring
from dashboard.ui.loading import may_load
from dashboard.ui.page import View
from dashboard.usecases.register.exchange import Preview, apply, preview
from dashboard.usecases.register.export import register_sheets

# What is drawn of a long table; a file of thousands of changes stays a page that can be read.
_MOST_SHOWN = 200
# Session keys: the preview last made, with the file it is of; what was stored in the run before.
_PREVIEW, _LOADED = "register_preview", "register_loaded"


def offer_exports(view: View) -> None:
    """Offer the register of the service as a workbook and as one CSV file a sheet."""
    mark = "-invented" if view.service.invented else ""
    name = f"register-{view.service.id}-{view.holdings.as_of.isoformat()}{mark}"
    # Whose rooms are open is known while the page runs, and not when somebody presses.
    sheets = partial(_sheets, view, wiring.store())
    with st.container(horizontal=True, key="exports_download"):
        components.offer_file(
            "Download as Excel workbook",
            lambda: workbook_bytes(sheets()),
            f"{name}.xlsx",
            XLSX,
            "register_xlsx",
            first=True,
        )
        for sheet in SHEETS:
            components.offer_file(
                f"Download {sheet.title.lower()} as CSV",
                partial(lambda one: sheet_csv_bytes(sheets(), one), sheet),
                f"{name}-{sheet.file_name}",
                "text/csv",
                f"register_csv_{sheet.title}",
            )


def _sheets(view: View, store: Store) -> RegisterSheets:
    now = dt.datetime.now(tz=dt.UTC)
    return register_sheets(store, view.holdings, view.service.id, now)


def take_a_file(view: View) -> None:
    """Take an edited file, show what it would change and what is refused, then store it."""
    _show_loaded()
    if not may_load():
        return
    sent = st.file_uploader(
        "Edited file (.xlsx or .csv, at most 5 MB)",
        type=["xlsx", "csv"],
        key=changes.entry("register_file"),
        max_upload_size=LARGEST_BYTES // 1_000_000,
    )
    if sent is None:
        components.muted("No file is chosen yet. Nothing is stored before you have seen it.")
        return
    try:
        found = _previewed(view, sent)
    except ImportRefusedError as refused:
        st.error(components.plain(str(refused)))
        if len(refused.problems) > 1:
            methods.points(str(problem) for problem in refused.problems)
        return
    _show_preview(found)
    _confirm(view, sent, found)


def _content(sent: UploadedFile) -> bytes:
    # One byte more than is taken tells that a file is too large.
    sent.seek(0)
    return sent.read(LARGEST_BYTES + 1)


def _previewed(view: View, sent: UploadedFile) -> Preview:
    """Return the preview of a file as it was first shown: what is stored must be what was seen."""
    content, signature = _content(sent), acting.signature()
    key = (hashlib.sha256(content).hexdigest(), sent.file_id, signature.actor)
    held: tuple[object, Preview] | None = st.session_state.get(_PREVIEW)
    if held is None or held[0] != key:
        with st.empty():
            bar = st.progress(0.0, "Reading the file ...")
            told = partial(bar.progress, text="Comparing each row with what is stored ...")
            found = preview(wiring.store(), view.holdings, signature, content, sent.name, told)
            bar.empty()
        held = (key, found)
        st.session_state[_PREVIEW] = held
    return held[1]


def _show_preview(found: Preview) -> None:
    components.lead(summary(found))
    if found.notes:
        methods.points(found.notes)
    if found.changes:
        shown = found.changes[:_MOST_SHOWN]
        columns = {
            "Of what": [one.item for one in shown],
            "Field": [one.field for one in shown],
            "From": [one.before or "nothing" for one in shown],
            "To": [one.after or "nothing" for one in shown],
            "Row": [f"{one.sheet}, row {one.row}" for one in shown],
        }
        components.table(columns, _caption("Changes", len(found.changes)))
    if found.refused:
        _show_refused(found)


def _show_refused(found: Preview) -> None:
    shown = found.refused[:_MOST_SHOWN]
    columns = {"Row": [one.where for one in shown], "Why": [one.reason for one in shown]}
    components.table(columns, _caption("Refused rows", len(found.refused)))


def _caption(what: str, total: int) -> str:
    return f"{what}: {total}" if total <= _MOST_SHOWN else f"{what}: {_MOST_SHOWN} of {total}"


def summary(found: Preview) -> str:
    """Return in one sentence what a file changes, what is refused and what stays."""
    stored = ("row as it is stored already", "rows as they are stored already")
    counts = [(len(found.refused), "refused row", ""), (found.unchanged, *stored)]
    parts = [
        counted(len(found.changes), "change") if found.changes else Clause("no change"),
        *(counted(number, one, many) for number, one, many in counts if number),
    ]
    return f"The file holds: {joined(parts, '; ')}."


def _confirm(view: View, sent: UploadedFile, seen: Preview) -> None:
    if not seen.changes:
        components.muted("There is nothing to store.")
        return
    words = counted(len(seen.changes), "change")
    verb = f"Store {'this' if len(seen.changes) == 1 else 'these'} {words}"
    with st.form("store_register", border=False):
        if seen.refused:
            components.muted("Refused rows are left out; correct them and load the file again.")
        confirmed = st.form_submit_button(verb, type="primary")
    if not confirmed:
        return
    changes.make(
        lambda store, who: _apply(view, store, who, sent, seen),
        "The file was loaded. Every change is in the history under your name.",
    )


def _apply(view: View, store: Store, who: Signature, sent: UploadedFile, seen: Preview) -> None:
    loaded = apply(store, view.holdings, who, _content(sent), sent.name, seen)
    # Another preview of the same file has to be of what is stored now.
    st.session_state.pop(_PREVIEW, None)
    if not loaded.changes:
        raise ChangeRefusedError(
            "Nothing was stored, because every row that changes something is refused now: load the "
            "file again to see why."
        )
    st.session_state[_LOADED] = loaded


def _show_loaded() -> None:
    """Show once, after a file was loaded, how much of it was stored and what was not."""
    # The place is taken even when it is empty, so that nothing below moves.
    place = st.container()
    loaded: Preview | None = st.session_state.pop(_LOADED, None)
    if loaded is None:
        return
    with place:
        components.muted(
            f"Changes stored: {len(loaded.changes)}. Rows refused: {len(loaded.refused)}."
        )
        if loaded.refused:
            _show_refused(loaded)
