"""Who may do what here, and who are they?"""

from collections.abc import Collection

import streamlit as st

from dashboard.core.people import Person, Role, active_people
from dashboard.core.sentences import listed
from dashboard.pages.people.parts import add_a_person, change_people, show_people, show_roles
from dashboard.ui import changes, components
from dashboard.ui.local_person import SAY_WHO
from dashboard.ui.page import page


def answer(people: Collection[Person]) -> str:
    here = active_people(people)
    if not here:
        return "Nobody is registered here yet."
    count = "One person is" if len(here) == 1 else f"{len(here)} people are"
    chairs, administrators = (
        listed([one.name for one in here if role in one.roles])
        for role in (Role.CHAIR, Role.ADMINISTRATOR)
    )
    return (
        f"{count} registered here. Chair: {chairs or 'nobody yet'}. "
        f"Administrator: {administrators or 'nobody yet'}."
    )


with page("People and their roles") as view:
    changes.tell_what_was_done()
    can_change = changes.offered(view)
    every = view.holdings.records.of(Person)
    people = {name: one for name, one in every.items() if one.service in ("", view.service.id)}
    components.lead(answer(people.values()))
    if people:
        show_people(people.values())
    elif can_change:
        components.muted(
            f'Press "{SAY_WHO}" above. The first person registers themself, then adds the others '
            "here: every change says whose it was."
        )
    components.muted(
        "Only an administrator adds and changes people. Nobody signs in here yet: each chooses "
        "their name, and every change is marked as not verified."
    )
    if people and can_change:
        with st.expander("Add a person"):
            add_a_person(view)
        with st.expander("Change a person, or say that they left"):
            change_people(view, people)
    st.header("Roles", anchor=False)
    show_roles()
    components.muted(
        "One person may have several roles. Whoever owns a recommendation or an action may report "
        "on it whatever their role; whoever owns one cannot confirm it."
    )
