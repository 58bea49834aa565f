"""Which recommendations are late, stuck or re-opened, and where does each one stand?"""

import streamlit as st

from dashboard.core.people import Deed
from dashboard.core.periods import date_words
from dashboard.core.register.standings import own_and_others
from dashboard.narrative.register.recommendations import missing_sentence, register_answer
from dashboard.pages.recommendations import additions
from dashboard.pages.recommendations.register_choices import chosen_register
from dashboard.ui import changes, components, navigation, recommendations
from dashboard.ui.owed import link_to_what_is_owed
from dashboard.ui.page import View, page
from dashboard.usecases.register.recommendations import Register


def show_empty(found: Register, view: View) -> None:
    if found.total:
        components.lead(f"None of the {found.total} recommendations fits what you chose.")
        components.muted("Choose any status and all areas of work below, or clear the search.")
        return
    day = date_words(view.holdings.as_of)
    components.lead(f"We have no recommendation to {view.service.name} on {day}.")
    components.muted(
        "Of most inspections we have the overall rating only; their recommendations are in the "
        "reports."
    )
    if view.holdings.is_open(None):
        components.muted("Choose All services below to see every recommendation we have.")


def show_answer(found: Register, view: View) -> None:
    standings = [entry.standing for entry in found.entries]
    services = {entry.service.id for entry in found.entries}
    to_whom = f"to {view.service.name}" if services == {view.service.id} else "to all services"
    fits = "" if len(standings) == found.total else " that fit what you chose"
    components.lead(register_answer(standings, f"{to_whom}{fits}").text)
    if own := own_and_others(standings)[0]:
        components.fact(missing_sentence(own))
    if fits:
        components.muted(f"{len(standings)} of {found.total} recommendations are shown.")


def show_found(found: Register, view: View) -> None:
    recommendations.show_list(found)
    components.download(
        lambda: recommendations.plain_table(found.entries),
        "recommendations.csv",
        key="register_download",
    )
    may_load = changes.may(view, Deed.IMPORT)
    verb = "Edit the register in" if may_load else "Take the register to"
    navigation.link_to("register_exchange", f"{verb} a spreadsheet")
    recommendations.show_timeline(view, found)
    components.muted(
        "The wording is the source's own. By which standards and areas of work it is found is our "
        "reading of the report."
    )


with page("Recommendations to {service}") as view:
    changes.tell_what_was_done()
    answer = st.container()
    every, found = chosen_register(view)
    with answer:
        if found.entries:
            show_answer(found, view)
        else:
            show_empty(found, view)
        link_to_what_is_owed()
    if found.entries:
        show_found(found, view)
    additions.offer(view, every)
