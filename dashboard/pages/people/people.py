"""Who may do what here, and who are they?"""

from collections.abc import Collection, Mapping

import streamlit as st

from dashboard.core.people import Deed, Person, Role, active_people
from dashboard.core.sentences import listed
from dashboard.pages.people.held import offer_held
from dashboard.pages.people.memberships import as_they_are_here, memberships_here
from dashboard.pages.people.parts import add_a_person, change_people, show_people, show_roles
from dashboard.ui import acting, changes, components, state
from dashboard.ui.local_person import SAY_WHO
from dashboard.ui.page import View, page

ALL, THIS_ONE = "all", "this"
NOT_SIGNED_IN = (
    "Only an administrator adds and changes people. Nobody signs in here yet: each chooses "
    "their name, and every change is marked as not verified."
)
SIGNED_IN = "Only an administrator adds and changes people, and only in their own services."


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


def is_changed(view: View) -> bool:
    """Return whether who acts may change people today; the page itself says who else may."""
    may = acting.can_become_another() or changes.may(view, Deed.MANAGE_PEOPLE)
    return may and changes.offered(view, Deed.MANAGE_PEOPLE)


def people_in_view(view: View) -> tuple[Mapping[str, Person], bool]:
    """Return who belongs to the service in view, or to every one, by id; also who did once.

    An administrator of every service may look at the people of all; whether these are they.
    """
    every = view.holdings.records.of(Person)
    here = {"", view.service.id}
    mine = {name: one for name, one in every.items() if one.service in here}
    mine |= {name: every[name] for name in memberships_here(view) if name in every}
    real = view.holdings.catalogue.services
    others = [one for one in every.values() if one.id not in mine and one.service in real]
    if not others or not view.holdings.is_open(None):
        return mine, False
    scopes = {THIS_ONE: f"{view.service.name} and every service", ALL: "All services"}
    if state.choose("Show", "scope", scopes, THIS_ONE) == ALL:
        return every, True
    if changes.may(view, Deed.MANAGE_PEOPLE):
        components.muted(
            f'To give somebody else roles in {view.service.name}, choose "All services".'
        )
    return mine, False


with page("People and their roles") as view:
    changes.tell_what_was_done()
    can_change = is_changed(view)
    people, of_all = people_in_view(view)
    shown = [one if of_all else as_they_are_here(view, one) for one in people.values()]
    components.lead(answer(shown))
    if people:
        show_people(view, shown, of_all=of_all)
    elif can_change:
        components.muted(
            f'Press "{SAY_WHO}" above. The first person registers themself, then adds the others '
            "here: every change says whose it was."
        )
    components.muted(NOT_SIGNED_IN if acting.can_become_another() else SIGNED_IN)
    if people and can_change:
        with st.expander("Add a person"):
            add_a_person(view)
        with st.expander("Change a person, or say that they left"):
            change_people(view, people)
    offer_held(view, people)
    st.header("Roles", anchor=False)
    show_roles()
    components.muted(
        "One person may have several roles. Whoever owns a recommendation or an action may report "
        "on it whatever their role; whoever owns one cannot confirm it."
    )
