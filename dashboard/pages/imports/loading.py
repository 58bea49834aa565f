"""How a file of figures is chosen, previewed and accepted on a page."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.core.inspection.inspections import Inspection
from dashboard.core.people import Deed, Signature
from dashboard.core.plausibility.suspects import Suspect
from dashboard.core.sentences import capitalised
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.formats import FORMATS
from dashboard.importers.imported import (
    Chosen,
    SheetChoice,
    UnknownColumns,
    sheets_to_choose,
    unknown_columns,
    unknown_teams,
)
from dashboard.importers.inspection_file import INSPECTION_FILE
from dashboard.narrative.imports import choice_answer, preview_answer, refused_answer
from dashboard.pages.imports.column_choice import chosen_columns, offer_columns
from dashboard.pages.imports.foretold import show_foretold
from dashboard.pages.imports.sheet_choice import chosen_sheet, offer_sheets
from dashboard.pages.imports.unknown_teams import offer_unknown_teams
from dashboard.reports.alike import alike_problems, alike_suspects, rows_of, values_of, where_of
from dashboard.reports.imports import suspects_contract
from dashboard.store.engine import Store
from dashboard.ui import changes, components, methods, rooms, wiring
from dashboard.ui.loading import may_load
from dashboard.ui.page import View
from dashboard.usecases.upkeep.import_provenance import AboutFile
from dashboard.usecases.upkeep.imports import ImportPreview, accept_import, preview_import

# What is drawn of long lists: a file with thousands of problems stays a page that can be read.
MOST_SHOWN = 50
_TYPES = ["xlsx", "ods", "csv", "tsv", "txt", "toml"]
_HOW_TO_UNDO = "To undo, withdraw it under Files loaded."
# Session key: the preview last made, with what it is of.
_PREVIEW = "import_preview"


def take_a_file(view: View) -> None:
    """Take a file, show what it would change and what is wrong with it, then store it."""
    if not may_load():
        return
    sent = st.file_uploader(
        "File with figures or inspections (Excel, OpenDocument, CSV or TOML)",
        type=_TYPES,
        key=changes.entry("import_file"),
    )
    if sent is None:
        components.muted("No file is chosen yet. Nothing is stored before you have seen it.")
        return
    columns = chosen_columns(sent, view.holdings.catalogue.indicators)
    chosen = Chosen(chosen_sheet(sent), columns)
    try:
        found = _previewed(view, sent, chosen)
    except ImportRefusedError as refused:
        offer_columns(sent, unknown_columns(refused))
        offer_sheets(sent, sheets_to_choose(refused))
        _show_refusal(view, refused)
        return
    _show_preview(found)
    _confirm(view, found, once_stored=show_foretold(view, found).text)


def show_formats() -> None:
    """Show which layouts of file are understood, folded: most people load the template."""
    titles = [each.title for each in FORMATS]
    with st.expander("Which other files are understood"):
        methods.points([*titles, INSPECTION_FILE.title])


def _previewed(view: View, sent: UploadedFile, chosen: Chosen) -> ImportPreview:
    """Return the preview of a file, made again only where the file or the database changed."""
    content = sent.getvalue()
    # What is held may have changed in another session since the preview was made.
    with wiring.store().reading() as stored:
        state = stored.edition_state(view.service.id)
    made_of = (chosen.sheet, *chosen.columns.items())
    key = (hashlib.sha256(content).hexdigest(), view.service.id, state, made_of)
    held: tuple[object, ImportPreview] | None = st.session_state.get(_PREVIEW)
    if held is None or held[0] != key:
        bar = st.progress(0.0, "Reading the file ...")
        today = dt.datetime.now(tz=dt.UTC).date()
        told = partial(bar.progress, text="Comparing the figures with those stored ...")
        try:
            found = preview_import(
                wiring.store(),
                view.holdings,
                view.service.id,
                content,
                sent.name,
                told,
                chosen,
                today=today,
            )
        finally:
            # A file that is refused is done with too.
            bar.empty()
        held = (key, found)
        st.session_state[_PREVIEW] = held
    return held[1]


def _show_refusal(view: View, refused: ImportRefusedError) -> None:
    number = len(refused.problems)
    if number == 1 and isinstance(refused.problems[0], SheetChoice | UnknownColumns):
        st.info(components.plain(choice_answer(refused.problems[0]).text))
        return
    told = str(refused) if number == 1 else refused_answer(refused.file, number).text
    st.error(components.plain(told))
    offer_unknown_teams(view, unknown_teams(refused))
    if number > 1:
        _show_problems(alike_problems(refused.problems), number)


def _show_problems(found: Sequence[Sequence[Problem]], total: int) -> None:
    shown = found[:MOST_SHOWN]
    columns = {
        "Where": [capitalised(where_of(alike)) for alike in shown],
        "In the file": [values_of(alike) for alike in shown],
        "What is wrong": [alike[0].reason for alike in shown],
        "What to do": [alike[0].advice for alike in shown],
    }
    components.table(columns, _caption("Problems", total, len(found)))
    components.download(
        lambda: pd.DataFrame([vars(problem) for alike in found for problem in alike]),
        "problems.csv",
        key="import_problems_download",
    )


def _show_preview(found: ImportPreview) -> None:
    answer = preview_answer(
        found.new,
        found.changed_in_all,
        found.unchanged,
        len(found.suspects),
        len(found.inspections_changed.to_store),
    )
    components.lead(answer.text)
    components.muted(f"Read as: {found.format_title}.")
    if found.notes:
        methods.points(found.notes, "How it was read")
    if found.changed:
        shown = found.changed[:MOST_SHOWN]
        columns = {
            "Figure": [f"{one.what}, {one.period}" for one in shown],
            "Now": [one.before for one in shown],
            "In the file": [one.after for one in shown],
        }
        caption = _caption("Figures that would change", found.changed_in_all)
        components.table(columns, caption)
    _show_suspects(found.suspects)
    _show_inspections(found.inspections_changed.to_store)


def _show_suspects(suspects: Sequence[Suspect]) -> None:
    if not suspects:
        return
    found = alike_suspects(suspects)
    shown = found[:MOST_SHOWN]
    columns = {
        "Where": [capitalised(rows_of(alike)) for alike in shown],
        "Figure": [_such_as(alike, alike[0].what) for alike in shown],
        "In the file": [alike[0].value for alike in shown],
        "Why it needs checking": [" ".join(alike[0].reasons) for alike in shown],
    }
    caption = _caption("Figures that need checking", len(suspects), len(found))
    components.table(columns, caption)
    components.download(
        lambda: pd.DataFrame(suspects_contract(suspects)),
        "figures-to-check.csv",
        key="import_suspects_download",
    )
    components.muted(
        "They are in no chart and no sum until somebody releases them. Nothing is corrected here: "
        "correct the file."
    )


def _such_as(alike: Sequence[object], first: str) -> str:
    return first if len(alike) == 1 else f"Such as {first}"


def _show_inspections(inspections: tuple[Inspection, ...]) -> None:
    if not inspections:
        return
    shown = inspections[:MOST_SHOWN]
    columns = {
        "Service": [one.name_as_published or one.service for one in shown],
        "Published": [one.published.words for one in shown],
        "Overall rating": [str(one.overall) if one.overall else "unknown" for one in shown],
    }
    components.table(columns, _caption("Inspections", len(inspections)))


def _caption(what: str, total: int, lines: int | None = None) -> str:
    """Return a table's caption; `lines` are how many it would have, where many are in one line."""
    lines = total if lines is None else lines
    if lines <= MOST_SHOWN:
        return f"{what}: {total:,}"
    kinds = "" if lines == total else f", of {lines:,} kinds"
    return f"{what}: the first {MOST_SHOWN} lines{kinds}, {total:,} in all"


def _confirm(view: View, found: ImportPreview, once_stored: str) -> None:
    if found.already_loaded is not None:
        title = found.already_loaded.provenance.title
        components.muted(f'This very file is in use already, as "{title}".')
        return
    if not found.can_be_stored:
        components.muted("There is nothing to store.")
        return
    if _is_shared(found) and not rooms.may_change_for_all(Deed.IMPORT, "load what is published"):
        return
    if len(found.imported.own):
        components.muted("Everybody may read title and note: write no small number into them.")
    with st.form("accept_import", border=False):
        about = _about(found.proposed)
        confirmed = st.form_submit_button("Store this file", type="primary")
    if confirmed:
        changes.make(
            lambda store, who: _accept(view, store, who, found, about),
            " ".join(f"The file was stored. {once_stored} {_HOW_TO_UNDO}".split()),
            takes=Deed.IMPORT,
        )


def _is_shared(found: ImportPreview) -> bool:
    return bool(len(found.imported.published) or found.inspections_changed.to_store)


def _accept(
    view: View, store: Store, who: Signature, found: ImportPreview, about: AboutFile
) -> None:
    accept_import(store, view.holdings, who, found, about)
    # Another preview of the same file has to be of what is stored now.
    st.session_state.pop(_PREVIEW, None)


def _about(proposed: AboutFile) -> AboutFile:
    return AboutFile(
        title=st.text_input("Title", proposed.title, key=changes.entry("import_title")),
        publisher=st.text_input(
            "Who the figures come from", proposed.publisher, key=changes.entry("import_publisher")
        ),
        published_on=st.text_input(
            "When they were published (2026-04-08, 2026-04 or unknown)",
            proposed.published_on,
            key=changes.entry("import_published_on"),
        ),
        note=st.text_input("Note (may be left empty)", key=changes.entry("import_note")),
    )
