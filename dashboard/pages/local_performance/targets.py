"""How a target for a service's own figures is set and withdrawn on a page."""

import streamlit as st

from dashboard.core.own.groups import ALL_CHILDREN
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.own.targets import LocalTarget, why_no_target
from dashboard.core.people import Deed, Signature
from dashboard.core.periods import date_words
from dashboard.errors import ChangeRefusedError
from dashboard.narrative.performance.series import in_unit
from dashboard.store.engine import Store
from dashboard.ui import changes, components, fields
from dashboard.ui.local_choices import Chosen
from dashboard.ui.page import View
from dashboard.usecases.own.targets import (
    LocalTargetToSet,
    local_targets,
    set_local_target,
    withdraw_local_target,
)


def offer_targets(view: View, chosen: Chosen, indicator: LocalIndicator) -> None:
    """Show, folded, the targets of the place in view, with forms to set and withdraw one.

    A target is for all children of the place, so beside one group of them nothing is shown.
    """
    if why_no_target(indicator) or chosen.asked.group != ALL_CHILDREN:
        return
    held = local_targets(view.holdings, view.service.id, indicator.id).values()
    mine = [each for each in held if each.place == chosen.asked.place]
    may_set = changes.may(view, Deed.EDIT)
    if not (mine or may_set):
        return
    with st.expander("Target"):
        if mine:
            _show(indicator, mine)
        if may_set and changes.offered(view, Deed.EDIT):
            _offer_set(view, chosen, indicator)
            _offer_withdraw(view, indicator, [each for each in mine if each.in_use])


def _show(indicator: LocalIndicator, held: list[LocalTarget]) -> None:
    columns = {
        "Target": [in_unit(indicator, each.value) for each in held],
        "Tolerance": [in_unit(indicator, each.tolerance) for each in held],
        "Set on": [date_words(each.set_on) for each in held],
        "Note": [each.note or "none" for each in held],
        "Withdrawn because": [each.withdrawn_because or "in use" for each in held],
    }
    components.table(columns, "Targets set for this place; the newest one in use counts")


def _offer_set(view: View, chosen: Chosen, indicator: LocalIndicator) -> None:
    unit = indicator.unit.short
    with st.form("set_local_target", border=False):
        with st.container(horizontal=True):
            value = st.text_input(
                f"Target for a quarter ({unit})", key=changes.entry("local_target_value")
            )
            tolerance = st.text_input(
                f"Tolerance ({unit}; empty: {indicator.tolerance:g})",
                key=changes.entry("local_target_tolerance"),
            )
        note = st.text_input("Note (may be left empty)", key=changes.entry("local_target_note"))
        components.muted(f"{indicator.polarity.value.capitalize()}. For {chosen.place}.")
        confirmed = st.form_submit_button("Set this target")
    if not confirmed:
        return
    sid = changes.new_id("local_target")

    def change(store: Store, signature: Signature) -> object:
        asked = LocalTargetToSet(
            service=view.service.id,
            indicator=indicator.id,
            value=_required(value),
            tolerance=_or(tolerance, indicator.tolerance),
            place=chosen.asked.place,
            note=note,
        )
        return set_local_target(store, view.holdings, signature, sid, asked)

    changes.make(change, f'A target was set for "{indicator.name}". It is in force from today.')


def _offer_withdraw(view: View, indicator: LocalIndicator, in_use: list[LocalTarget]) -> None:
    if not in_use:
        return
    by_id = {each.id: each for each in in_use}
    with fields.form_about("withdraw_local_target", by_id):
        chosen = st.selectbox(
            "Which target no longer counts?",
            list(by_id),
            format_func=lambda each: (
                f"{in_unit(indicator, by_id[each].value)}, set on {date_words(by_id[each].set_on)}"
            ),
            key=changes.entry("local_target_to_withdraw"),
        )
        why = st.text_input("Why it no longer counts", key=changes.entry("local_target_why"))
        confirmed = st.form_submit_button("Withdraw it")
    if confirmed:
        changes.make(
            lambda store, who: withdraw_local_target(store, view.holdings, who, chosen, why),
            "The target was withdrawn.",
        )


def _required(text: str) -> float:
    found = fields.number(text)
    if found is None:
        raise ChangeRefusedError("The target is missing: write a number, then try again.")
    return found


def _or(text: str, usual: float) -> float:
    found = fields.number(text)
    return usual if found is None else found
