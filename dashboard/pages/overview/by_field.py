"""The sentences of the first page in the order of the oversight framework, field by field."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from dashboard.core.board.oversight import OversightField, OversightFramework
from dashboard.ui import components, navigation, state
from dashboard.ui.page import View
from dashboard.usecases.overview import Told

_PARAM = "order"
_URGENT, _BY_FIELD = "need", "field"
_ORDERS = {
    _URGENT: "What needs the board first",
    _BY_FIELD: "By the oversight framework",
}
_NO_FIELD = "In none of the fields"


def is_asked() -> bool:
    """Return whether the address asks for the order by field."""
    return state.is_asked(_PARAM, _BY_FIELD)


def offer() -> None:
    """Show the choice of an order, which the address bar follows, below what it orders."""
    with st.columns([1, 2])[0]:
        state.choose("Order", _PARAM, _ORDERS, _URGENT)


def show_by_field(view: View, told: Sequence[Told], show: Callable[[Sequence[Told]], None]) -> None:
    """Show the same sentences under the fields; one with nothing here says so and leads on."""
    framework = view.holdings.catalogue.oversight
    if framework is None:
        components.muted("We have no oversight framework.")
        return
    for field, mine in framework.grouped(told, lambda each: each.sentence.subject):
        st.subheader(field.name if field else _NO_FIELD, anchor=False)
        show(mine)
        if field and not mine:
            _show_nothing(field)
    _show_source(framework)


def _show_nothing(field: OversightField) -> None:
    components.muted(f"No information on {field.covers} here.")
    for subject in field.pages:
        navigation.link_to(subject, f"See {navigation.BY_SUBJECT[subject].title.lower()}")


def _show_source(framework: OversightFramework) -> None:
    published = f"{framework.publisher}, {framework.published.words}"
    read = f'<a href="{escape(framework.address, quote=True)}">{escape(framework.source)}</a>'
    components.html(
        f'<p class="yj-muted">{escape(framework.title)} ({escape(published)}), as told by the '
        f"{read}. We have not read the framework itself. Which sentence belongs where is this "
        "project's choice.</p>"
    )
