"""How do I edit the register in Excel, and what would my file change?"""

import streamlit as st

from dashboard.pages.register_exchange.parts import offer_exports, take_a_file
from dashboard.ui import changes, components
from dashboard.ui.page import View, page
from dashboard.usecases.register.recommendations import RegisterFilter, register


def answer(view: View) -> str:
    total = register(view.holdings, RegisterFilter(service=view.service.id)).total
    if not total:
        return (
            f"We have no recommendation to {view.service.name}, so there is nothing to edit yet. "
            "Add the first one in the register."
        )
    noun = "recommendation" if total == 1 else "recommendations"
    return (
        f"Download the register of {view.service.name} ({total} {noun}), edit it in Excel, and "
        "load it again: you see each change before anything is stored."
    )


with page("Excel and CSV: the register of {service}") as view:
    changes.tell_what_was_done()
    can_change = changes.offered(view)
    components.lead(answer(view))
    offer_exports(view)
    components.muted(
        "The workbook has a sheet of recommendations, one of actions, and one that says how to "
        "edit. A new action is a row without an id. A due date that moves needs a reason in the "
        "column Why it changed. Rows and columns that you leave out change nothing."
    )
    st.header("Load an edited file", anchor=False)
    if can_change:
        take_a_file(view)
    elif not view.is_now:
        components.muted("A file can be loaded only while the register is shown as it is today.")
