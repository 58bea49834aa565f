"""How somebody is given roles in a further service, or small numbers as a reader, on a page."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard.core.people import Person, Role
from dashboard.core.rooms import EVERYBODYS_ROOM, Membership, roles_in
from dashboard.core.sentences import listed
from dashboard.settings import settings
from dashboard.ui import changes, components, conflicts
from dashboard.ui.page import View
from dashboard.usecases.upkeep.people import save_membership


def offer_membership(view: View, person: Person) -> None:
    """Offer a form with what a person is in the service in view, beside where they belong."""
    form = f"membership_{person.id}_{view.service.id}"
    now = _held(view, person)
    base = conflicts.drawn(form, now, view.holdings.records.version_of(now))
    components.muted(_told(view, person))
    with st.form(changes.entry(form), border=False):
        asked = _asked(view, person, form, base.record)
        confirmed = conflicts.submitted(form, "Save these roles")
    if confirmed:
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


def _asked(view: View, person: Person, form: str, now: Membership) -> Membership:
    label, offered = f"Roles in {view.service.name}", _offered(view, person)
    key = changes.entry(f"{form}_roles")
    roles = st.multiselect(label, offered, now.roles, format_func=str, key=key)
    small_numbers = st.checkbox(
        "As a reader, sees small numbers too",
        now.small_numbers,
        key=changes.entry(f"{form}_small"),
    )
    # Whoever is left without a role here keeps the last ones, ended.
    last = tuple(roles) or now.roles
    return replace(now, roles=last, small_numbers=small_numbers, active=bool(roles))


def is_by_service(view: View) -> bool:
    """Return whether it matters here who belongs to which service.

    It does where people sign in, and where anybody belongs to one. Locally all look after each.
    """
    records, real = view.holdings.records, view.holdings.catalogue.services
    of_one = any(one.service in real for one in records.of(Person).values())
    return settings().knows_who or of_one or bool(records.of(Membership))


def as_they_are_here(view: View, person: Person) -> Person:
    """Return somebody with the roles that hold in the service in view, where they have any."""
    memberships = view.holdings.records.of(Membership).values()
    return replace(person, roles=roles_in(person, memberships, view.service.id) or person.roles)


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
