"""What a reader looks for in the register: filters in the address bar, the rarer ones folded."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import streamlit as st

from dashboard.core.register.follow_ups import Status
from dashboard.core.register.standings import Standing
from dashboard.ui import components, state
from dashboard.ui.page import View
from dashboard.usecases.register.recommendations import Register, RegisterFilter, register

ALL, THIS_ONE = "all", "this"
_PAGE = ("page",)
_RARER = ("standard", "owner", "partner", "meeting", "addressee")
_WORKED_OUT: Mapping[str, tuple[str, Callable[[Standing], bool]]] = {
    "open": ("Open", lambda standing: standing.is_open),
    "late": ("Late", lambda standing: standing.late is True),
    "stuck": ("Stuck", lambda standing: standing.stuck),
}
_STATUSES = {status.name.lower().replace("_", "-"): status for status in Status}


def chosen_register(view: View) -> tuple[Register, Register]:
    """Show the filters; return all of the services in view, and what fits the choices."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        every_service = {ALL: "All services"} if view.holdings.is_open(None) else {}
        scopes = {THIS_ONE: f"{view.service.name} only", **every_service}
        scope = state.choose(
            "Show", "scope", scopes, THIS_ONE, unknown="choice of services", resets=_PAGE
        )
        service = view.service.id if scope == THIS_ONE else None
        every = register(view.holdings, RegisterFilter(service))
        status = state.choose("Status", "status", _status_options(), ALL, resets=_PAGE)
        area = _choose("Area of work", "work", "All areas of work", every.choices.areas_of_work)
        text = state.search("Search the wording", "text", "for example: victim", _PAGE)
    choice = RegisterFilter(service, area, status=_STATUSES.get(status), text=text)
    chosen = _more(every, choice)
    found = every if chosen == RegisterFilter(service) else register(view.holdings, chosen)
    if status in _WORKED_OUT:
        fits = _WORKED_OUT[status][1]
        kept = tuple(entry for entry in found.entries if fits(entry.standing))
        found = replace(found, entries=kept)
    return every, found


def _status_options() -> dict[str, str]:
    worked_out = {name: words for name, (words, _) in _WORKED_OUT.items()}
    recorded = {name: status.value for name, status in _STATUSES.items()}
    return {ALL: "Any status"} | worked_out | recorded


def _more(every: Register, choice: RegisterFilter) -> RegisterFilter:
    """Offer the rarer filters, made once somebody unfolds them or the address has one of them."""
    chosen = components.fold(
        "More filters: standard, owner, partner, meeting, addressee",
        lambda: _choose_more(every, choice),
        "more_filters",
        made=state.asks_for(_RARER),
    )
    return chosen or choice


def _choose_more(every: Register, choice: RegisterFilter) -> RegisterFilter:
    offered = every.choices
    standards = {one.code: one.title for one in offered.standards}
    owners = {one.id: one.name for one in offered.owners}
    meetings = {one.id: one.label for one in offered.meetings}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        return replace(
            choice,
            standard=_of("Standard", "standard", "Any standard", standards),
            owner=_of("Owner", "owner", "Anybody", owners),
            partner=_choose("Partner", "partner", "Any partner", offered.partners),
            meeting=_of("Decided at", "meeting", "Any meeting", meetings),
            addressee=_choose("Addressed to", "addressee", "Any addressee", offered.addressees),
        )


def _choose(label: str, param: str, everything: str, names: Iterable[str]) -> str | None:
    by_slug = {name.lower().replace(" ", "-"): name for name in names}
    chosen = state.choose(label, param, {ALL: everything} | by_slug, ALL, resets=_PAGE)
    return by_slug.get(chosen)


def _of(label: str, param: str, everything: str, options: Mapping[str, str]) -> str | None:
    wrong = f"{label}: the link names something that we do not have. Choose from the list."
    offered = {ALL: everything, **options}
    chosen = state.choose(label, param, offered, ALL, resets=_PAGE, otherwise=wrong)
    return None if chosen == ALL else chosen
