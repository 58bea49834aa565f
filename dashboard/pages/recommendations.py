"""What did inspectors recommend, and what does each recommendation still lack?"""

from collections.abc import Iterable

import streamlit as st

from dashboard.core.narrative.recommendations import missing_sentence
from dashboard.ui import components, recommendations, state
from dashboard.ui.page import View, page
from dashboard.usecases.recommendations import Choice, Register, register

ALL, THIS_ONE = "all", "this"


def chosen(view: View) -> Choice:
    held = register(view.holdings, Choice())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        scopes = {THIS_ONE: f"{view.service.name} only", ALL: "All services"}
        scope = state.choose("Show", "scope", scopes, THIS_ONE, unknown="choice of services")
        area = choose_of("Area of work", "work", "All areas of work", held.areas_of_work)
        addressee = choose_of("Addressed to", "addressee", "Anybody", held.addressees)
        text = state.search("Search the wording", "text", "for example: victim")
    service = view.service.id if scope == THIS_ONE else None
    return Choice(service, area, addressee, text)


def choose_of(label: str, param: str, everything: str, names: Iterable[str]) -> str | None:
    by_id = {name.lower().replace(" ", "-"): name for name in names}
    return by_id.get(state.choose(label, param, {ALL: everything} | by_id, ALL))


def show_empty(found: Register, choice: Choice, view: View) -> None:
    if found.total:
        components.lead(f"None of the {found.total} recommendations held fits what you chose.")
        components.muted("Choose all areas of work and anybody above, or clear the search.")
        return
    components.lead(f"No recommendation made to {view.service.name} is held.")
    components.muted(
        "Most inspections are held with their overall rating only; the recommendations stand in "
        "the reports. Choose All services above to see every recommendation held."
    )


def show_list(found: Register) -> None:
    shown, total = len(found.entries), found.total
    components.fact(missing_sentence([entry.standing for entry in found.entries]))
    if shown < total:
        components.muted(f"{shown} of {total} recommendations fit what you chose.")
    for entry in found.entries:
        recommendations.recommendation(entry)
    components.muted(
        "The wording is the source's own. The standards and areas of work beside it are our "
        "reading of where the report discusses the matter."
    )


with page("Recommendations from inspections of {service}") as view:
    choice = chosen(view)
    found = register(view.holdings, choice)
    if found.entries:
        show_list(found)
    else:
        show_empty(found, choice, view)
