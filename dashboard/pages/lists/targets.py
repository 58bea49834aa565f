"""How targets are shown, set, withdrawn and restored on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard.core.areas import Area
from dashboard.core.entries import value_and_unit
from dashboard.core.people import Deed, Signature
from dashboard.core.periods import date_words
from dashboard.core.published.indicators import Indicator
from dashboard.core.published.targets import Target
from dashboard.core.targets import target_in_force
from dashboard.core.verdicts import Polarity
from dashboard.errors import ChangeRefusedError
from dashboard.store.engine import Store
from dashboard.ui import changes, components, state
from dashboard.ui.page import View
from dashboard.usecases.published.targets import (
    TargetToSet,
    areas_for_targets,
    restore_target,
    set_target,
    withdraw_target,
)


@dataclass(frozen=True)
class _Typed:
    value: str
    area: str
    note: str


def show_targets(view: View, held: Sequence[Target]) -> None:
    """Show every target of the service and whether it is in force on the day of the view."""
    if not held:
        below = " Set the first one below." if changes.may(view, Deed.EDIT) else ""
        components.muted(f"No target is set for this service.{below}")
        return
    columns = {
        "Indicator": [_indicator(view, one).name for one in held],
        "Area": [view.holdings.catalogue.areas[one.area_code].name for one in held],
        "Target": [_words(view, one) for one in held],
        "Set on": [date_words(one.set_on) for one in held],
        "By": [one.recorded_by for one in held],
        "State": [_state(view, one) for one in held],
    }
    if any(one.note for one in held):
        columns["Note"] = [one.note or "none" for one in held]
    components.table(columns, f"Targets of {view.service.name}")


def _indicator(view: View, held: Target) -> Indicator:
    return view.holdings.catalogue.indicators[held.indicator]


def _words(view: View, held: Target) -> str:
    unit = _indicator(view, held).unit
    value = unit.words(held.value)
    return value if unit.short in ("%", "£") else f"{value} {unit.short}"


def _state(view: View, one: Target) -> str:
    if not one.in_use:
        return "withdrawn"
    as_of = view.holdings.as_of
    if one.set_on > as_of:
        return "not yet set on the day shown"
    now = target_in_force(view.holdings.targets, one.subject, as_of)
    return "in force" if now is one else "replaced by a later one"


def change_targets(view: View, held: Sequence[Target]) -> None:
    """Offer to withdraw each target in use and to restore each withdrawn one."""
    # The place is taken even when it is empty, so that nothing below moves.
    place = st.container()
    if not held:
        return
    with place.expander("Withdraw or restore a target"):
        for one in held:
            _offer_change(view, one)


def _offer_change(view: View, one: Target) -> None:
    set_on = date_words(one.set_on)
    words = f"Target {one.id}, {_indicator(view, one).name}: {_words(view, one)}, set on {set_on}"
    number, key = one.id, f"change_target_{one.id}"
    if one.in_use:
        withdraw = partial(withdraw_target, number=number)
        done = f'Target {number} was withdrawn. To undo, open "Withdraw or restore a target".'
        changes.offer(f"{words}.", f"Withdraw target {number}", key, withdraw, done)
    else:
        restore = partial(restore_target, number=number)
        done = f"Target {number} is in use again."
        changes.offer(f"{words}, withdrawn.", f"Restore target {number}", key, restore, done)


def set_a_target(view: View) -> None:
    """Offer a form for a target of one indicator, whose unit it shows."""
    indicators = _with_targets(view)
    chosen = state.choose(
        "Indicator", "indicator", indicators, next(iter(indicators)), resets=("area",)
    )
    indicator = view.holdings.catalogue.indicators[chosen]
    places = areas_for_targets(view.holdings.catalogue, view.service, indicator)
    area = _chosen_area(view, places)
    components.muted(f"Counted {indicator.unit.long}; {indicator.polarity.value}.")
    with st.form("set_target", border=False):
        value = st.text_input(f"Target ({indicator.unit.short})", key=changes.entry("target_value"))
        note = st.text_input("Note (may be left empty)", key=changes.entry("target_note"))
        confirmed = st.form_submit_button("Set this target")
    if confirmed:
        changes.make(
            lambda store, who: _set(store, view, who, indicator, _Typed(value, area, note)),
            f'A target was set for "{indicator.name}". To undo, open "Withdraw or restore a '
            'target".',
        )


def _with_targets(view: View) -> dict[str, str]:
    catalogue, held = view.holdings.catalogue, view.holdings.indicators
    ordered = sorted(held.values(), key=lambda i: (i.place_in_lists, i.name))
    return {
        indicator.id: indicator.name
        for indicator in ordered
        if indicator.polarity is not Polarity.NONE
        and areas_for_targets(catalogue, view.service, indicator)
    }


def _chosen_area(view: View, places: Sequence[Area]) -> str:
    names = {place.code: place.name for place in places}
    if len(names) == 1:
        return places[0].code
    councils = view.named.councils_on(view.holdings.as_of)
    usual = next((place for place in places if place in councils), places[0])
    return state.choose("Local authority", "area", names, usual.code)


def _set(
    store: Store, view: View, signature: Signature, indicator: Indicator, typed: _Typed
) -> Target:
    if not typed.value.strip():
        raise ChangeRefusedError("The target is missing: write a number, then try again.")
    value, unit = value_and_unit(typed.value, indicator.unit.short)
    asked = TargetToSet(view.service.id, indicator.id, value, unit, typed.area, typed.note)
    return set_target(store, view.holdings.catalogue, signature, asked, view.holdings.as_of)
