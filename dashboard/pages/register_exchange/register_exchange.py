"""How do I edit the register in Excel, and what would my file change?"""

import streamlit as st

from dashboard.core.people import Deed
from dashboard.pages.register_exchange.parts import offer_exports, take_a_file
from dashboard.ui import changes, components
from dashboard.ui.page import View, page
from dashboard.usecases.register.recommendations import RegisterFilter, register


def answer(view: View, *, may_load: bool) -> str:
    total = register(view.holdings, RegisterFilter(service=view.service.id)).total
    if not total and not may_load:
        return f"We have no recommendation to {view.service.name}."
    if not total:
        return (
            f"We have no recommendation to {view.service.name}, so there is nothing to edit yet. "
            "Add the first one in the register."
        )
    noun = "recommendation" if total == 1 else "recommendations"
    if not may_load:
        return f"Download the register of {view.service.name} ({total} {noun})."
    return (
        f"Download the register of {view.service.name} ({total} {noun}), edit it in Excel, and "
        "load it again: you see each change before anything is stored."
    )


with page("Excel and CSV: the register of {service}") as view:
    changes.tell_what_was_done()
    may_load = changes.may(view, Deed.IMPORT)
    can_change = changes.offered(view, Deed.IMPORT)
    components.lead(answer(view, may_load=may_load))
    offer_exports(view)
    if may_load:
        components.muted(
            "The workbook has a sheet of recommendations, one of actions, and one that says how to "
            "edit. A new action is a row without an id. A due date that moves needs a reason in "
            "the column Why it changed. Rows and columns that you leave out change nothing."
        )
        st.header("Load an edited file", anchor=False)
    if can_change:
        take_a_file(view)
    elif may_load:
        components.muted("A file can be loaded only while the register is shown as it is today.")
