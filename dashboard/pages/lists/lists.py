"""Whom do we compare with, and what do we aim for?"""

import streamlit as st

from dashboard.core.entries import by_number
from dashboard.core.people import Deed
from dashboard.core.periods import date_words
from dashboard.core.published.lists import SuppliedList
from dashboard.core.published.targets import Target
from dashboard.pages.lists.similar_areas import add_a_list, change_lists, show_lists
from dashboard.pages.lists.targets import change_targets, set_a_target, show_targets
from dashboard.ui import changes, components, navigation, rooms
from dashboard.ui.page import View, page
from dashboard.usecases.published.groups import default_group


def targets_held(view: View) -> list[Target]:
    known = view.holdings.catalogue.indicators
    of_service = [t for t in view.holdings.targets if t.service == view.service.id]
    return [t for t in reversed(of_service) if t.indicator in known]


def usual_group(view: View) -> str:
    codes = view.service.area_codes or (view.service.code,)
    return default_group(view.holdings, codes[0]).title


def answer(view: View, targets: list[Target]) -> str:
    compared = (
        f"Unless somebody chooses another group, {view.service.name} is compared with: "
        f"{usual_group(view)}."
    )
    if not view.is_open:
        return compared
    in_use = sum(target.in_use for target in targets)
    aims = "No target is set" if not in_use else "One target is set"
    if in_use > 1:
        aims = f"{in_use} targets are set"
    return f"{compared} {aims} for it."


def show_the_targets(view: View, targets: list[Target], *, can_change: bool) -> None:
    st.header("Targets", anchor=False)
    components.muted(
        f"Targets on {date_words(view.holdings.as_of)}. A target counts from the day it was set "
        "until a later one takes its place. Nothing is overwritten."
    )
    show_targets(view, targets)
    if can_change and changes.may(view, Deed.EDIT):
        change_targets(view, targets)
        with st.expander("Set a target"):
            set_a_target(view)


with page("Lists and targets of {service}") as view:
    changes.tell_what_was_done()
    # Of what every service shares, the part about lists says whom to ask.
    can_change = view.is_open and changes.offered(view, Deed.EDIT, Deed.IMPORT, what="set a target")
    supplied = by_number(view.holdings.records_now.of(SuppliedList)).values()
    targets = targets_held(view)
    components.lead(answer(view, targets))
    st.header("Lists of similar areas", anchor=False)
    show_lists(view, supplied)
    navigation.link_to("comparison", "Compare by one of these lists")
    may_load = can_change and changes.may(view, Deed.IMPORT)
    if may_load and rooms.may_change_for_all(Deed.IMPORT, "add or withdraw a list"):
        change_lists(supplied)
        with st.expander("Add a list of your own"):
            add_a_list(view)
    if view.is_open:
        show_the_targets(view, targets, can_change=can_change)
