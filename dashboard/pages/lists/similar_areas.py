"""How lists of similar areas are shown, added, withdrawn and restored on a page."""

from collections.abc import Callable, Collection
from functools import partial
from html import escape

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.core.areas import ComparatorModel
from dashboard.core.people import Deed
from dashboard.core.periods import date_words
from dashboard.core.published.lists import SuppliedList
from dashboard.core.sentences import listed
from dashboard.errors import ImportRefusedError
from dashboard.importers.similar_areas.choice import LARGEST_BYTES, choices_of
from dashboard.importers.similar_areas.lists import TEMPLATE, SimilarAreas
from dashboard.ui import changes, components, methods, own_html
from dashboard.ui.page import View
from dashboard.usecases.published.lists import (
    AboutList,
    add_list,
    preview_list,
    restore_list,
    withdraw_list,
)

_TYPES = ["xlsx", "ods", "csv", "tsv", "txt"]


def show_lists(view: View, supplied: Collection[SuppliedList]) -> None:
    """Show every list in use, and whom it compares the service's areas with."""
    shipped = view.holdings.catalogue.comparator_models.values()
    added = [one.as_model() for one in supplied if one.in_use]
    models = [*shipped, *added]
    components.table(
        {
            "List": [model.title for model in models],
            "From": [_origin(model) for model in models],
            "Areas with a list": [len(model.lists) for model in models],
            f"Compares {view.service.name} with": [
                _neighbours(view, m.compared_with) for m in models
            ],
        },
        "Lists of similar areas in use",
    )


def _origin(model: ComparatorModel) -> str:
    when = date_words(model.published_on)
    if model.supplied:
        return f"{model.publisher}, added here on {when}"
    if not model.may_be_usual:
        return f"{model.publisher}, published on {when}, never the usual list"
    return f"{model.publisher}, in force from {when}"


def _neighbours(view: View, listed_for: Callable[[str], tuple[str, ...] | None]) -> str:
    areas = view.holdings.catalogue.areas
    held = {code: codes for code in view.service.area_codes if (codes := listed_for(code))}
    if not held:
        return "nobody: it lists no area of the service"
    words = {code: listed([areas[other].name for other in codes]) for code, codes in held.items()}
    if len(view.service.area_codes) == 1:
        return "".join(words.values())
    return "; ".join(f"{areas[code].name} with {names}" for code, names in words.items())


def change_lists(supplied: Collection[SuppliedList]) -> None:
    """Offer to withdraw each supplied list in use and to restore each withdrawn one."""
    if not supplied:
        components.muted(
            "No list was supplied yet. If you hold one, such as the Youth Justice Board's family "
            "of your service, add it here."
        )
        return
    with st.expander("Withdraw or restore a list"):
        for one in sorted(supplied, key=lambda one: (not one.in_use, one.title, -int(one.id))):
            _offer_change(one)


def _offer_change(one: SuppliedList) -> None:
    added = f"added by {one.recorded_by} on {date_words(one.recorded_at.date())}"
    words, key = f"{one.title}, {added}", f"change_list_{one.id}"
    if one.in_use:
        withdraw = partial(withdraw_list, number=one.id)
        done = f'"{one.title}" was withdrawn. To undo, open "Withdraw or restore a list".'
        changes.offer(f"{words}.", f"Withdraw {one.title}", key, withdraw, done, takes=Deed.IMPORT)
    else:
        restore = partial(restore_list, number=one.id)
        done = f'"{one.title}" is in use again.'
        changes.offer(
            f"{words}, withdrawn.", f"Restore {one.title}", key, restore, done, takes=Deed.IMPORT
        )


def add_a_list(view: View) -> None:
    """Offer the template, read a file that is uploaded, show what it holds, and then store it."""
    components.muted(
        "A list has a row for each neighbour: the area and the neighbour, by name or code, nearest "
        "first. One file may hold the lists of several areas. The workbooks of the Department for "
        "Education and the Office for National Statistics are read as they came."
    )
    components.offer_file(
        "Download the template",
        TEMPLATE.encode,
        "similar-areas.csv",
        "text/csv",
        "similar_areas_template",
    )
    sent = st.file_uploader(
        "File with the list (Excel, OpenDocument or CSV, at most 5 MB)",
        type=_TYPES,
        key=changes.entry("list_file"),
        max_upload_size=LARGEST_BYTES // 1_000_000,
    )
    if sent is None:
        return
    try:
        read = _previewed(view, sent)
    except ImportRefusedError as refused:
        st.error(components.plain(str(refused)))
        if len(refused.problems) > 1:
            methods.points(str(problem) for problem in refused.problems)
        return
    if read is not None:
        _show_preview(view, read)
        _confirm(view, read)


def _previewed(view: View, sent: UploadedFile) -> SimilarAreas | None:
    """Return the preview of a file; None where one of its lists has to be chosen first."""
    content, catalogue = _content(sent), view.holdings.catalogue
    try:
        return preview_list(catalogue, content, sent.name)
    except ImportRefusedError as refused:
        choices = choices_of(refused)
        if not choices:
            raise
    chosen = st.selectbox(
        "The file has several lists. Which one?",
        choices,
        index=None,
        placeholder="Choose a list",
        key=changes.entry("list_of_file"),
    )
    return preview_list(catalogue, content, sent.name, chosen) if chosen else None


def _content(sent: UploadedFile) -> bytes:
    # One byte more than is taken tells that a file is too large.
    sent.seek(0)
    return sent.read(LARGEST_BYTES + 1)


def _show_preview(view: View, read: SimilarAreas) -> None:
    count = "one area" if len(read.lists) == 1 else f"{len(read.lists)} areas"
    compared_with = escape(_neighbours(view, read.lists.get))
    own_html.show(
        f'<p class="yj-lead">The file holds the list of {count}. It compares '
        f"<strong>{escape(view.service.name)}</strong> with {compared_with}.</p>"
    )
    if read.notes:
        methods.points(read.notes)


def _confirm(view: View, read: SimilarAreas) -> None:
    components.muted(
        "A list with the title of another takes its place. The older one can be restored."
    )
    with st.form("add_list", border=False):
        title = st.text_input("Title of the list", key=changes.entry("list_title"))
        publisher = st.text_input(
            "Who says that these areas are similar", key=changes.entry("list_publisher")
        )
        note = st.text_input("Note (may be left empty)", key=changes.entry("list_note"))
        confirmed = st.form_submit_button("Add this list")
    if confirmed:
        about = AboutList(title, publisher, note)
        catalogue = view.holdings.catalogue
        changes.make(
            lambda store, who: add_list(store, catalogue, who, read, about),
            f'"{title}" was added and can be chosen on the page "Similar areas". To undo, open '
            '"Withdraw or restore a list".',
            takes=Deed.IMPORT,
        )
