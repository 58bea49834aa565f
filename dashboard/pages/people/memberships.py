"""How somebody is given roles in a further service, or small numbers as a reader, on a page."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard.core.people import Person, Role
from dashboard.core.rooms import EVERYBODYS_ROOM, Membership
from dashboard.core.sentences import listed
from dashboard.ui import changes, components, conflicts
from dashboard.ui.page import View
from dashboard.usecases.upkeep.people import save_membership


def offer_membership(view: View, person: Person) -> None:
    """Offer a form with what a person is in the service in view, beside where they belong."""
    form = f"membership_{person.id}_{view.service.id}"
    now = _held(view, person)
    base = conflicts.drawn(form, now, view.holdings.records.version_of(now))
    held = base.record
    components.muted(_told(view, person))
    with st.form(changes.entry(form), border=False):
        offered = _offered(view, person)
        key = changes.entry(f"{form}_roles")
        roles = st.multiselect(
            f"Roles in {view.service.name}", offered, held.roles, format_func=str, key=key
        )
        small_numbers = st.checkbox(
            "As a reader, sees small numbers too",
            held.small_numbers,
            key=changes.entry(f"{form}_small"),
        )
        confirmed = conflicts.submitted(form, "Save these roles")
    if confirmed:
        asked = replace(
            held,
            # Whoever is left without a role here keeps the last ones, ended.
            roles=tuple(roles) or held.roles,
            small_numbers=small_numbers,
            active=bool(roles),
        )
        conflicts.save(
            form,
            base,
            _words(asked),
            _words,
            lambda store, signature, version: save_membership(
                store, view.holdings, signature, asked, version
            ),
            f"The roles of {person.name} in {view.service.name} were saved.",
        )


def memberships_here(view: View) -> Mapping[str, Membership]:
    """Return what people are in the service in view beside where they belong, by their ids."""
    every = view.holdings.records.of(Membership).values()
    return {one.person: one for one in every if one.service == view.service.id}


def _held(view: View, person: Person) -> Membership:
    there = memberships_here(view).get(person.id)
    if there is None:
        return Membership(view.service.id, person.id, person.name, ())
    return there if there.active else replace(there, roles=())


def _words(one: Membership) -> dict[str, str]:
    return {
        "Roles": listed([role.value for role in one.roles]) if one.active else "none",
        "Small numbers": "as a reader too" if one.small_numbers else "as the roles say",
    }


def _offered(view: View, person: Person) -> list[Role]:
    # Whoever belongs here has their roles above; only what a reader may see is left to say.
    return [Role.READER] if person.service == view.service.id else list(Role)


def _told(view: View, person: Person) -> str:
    if person.service == EVERYBODYS_ROOM:
        return f"{person.name} belongs to every service. Further roles hold in one only."
    if person.service == view.service.id:
        return f"{person.name} belongs to {view.service.name}, with the roles above."
    return f"{person.name} belongs to another service. These roles hold in {view.service.name}."
