"""How somebody is given roles in a further service, or small numbers as a reader, on a page."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard.core.people import Deed, Person, Role
from dashboard.core.rooms import EVERYBODYS_ROOM, Membership, admission_of, roles_in
from dashboard.core.sentences import listed
from dashboard.settings import settings
from dashboard.ui import changes, components, conflicts
from dashboard.ui.page import View
from dashboard.usecases.upkeep.people import save_membership


def offer_membership(view: View, person: Person) -> None:
    """Offer a form with what a person is in the service in view, beside where they belong.

    Whoever belongs here has their roles already: of them, only what a reader sees is left to say.
    """
    form = f"membership_{person.id}_{view.service.id}"
    now = _held(view, person)
    at_home = _at_home(view, person, now)
    if at_home and Role.READER not in person.roles:
        return
    base = conflicts.drawn(form, now, view.holdings.records.version_of(now))
    components.muted(_told(view, person))
    with st.form(changes.entry(form), border=False):
        held = base.record
        asked = _small_numbers_asked(held, form) if at_home else _roles_asked(view, held, form)
        verb = "Save what they see" if at_home else "Save these roles"
        confirmed = conflicts.submitted(form, verb)
    if confirmed:
        conflicts.save(
            form,
            base,
            _words(asked),
            _words,
            lambda store, signature, version: save_membership(
                store, view.holdings, signature, asked, version
            ),
            _saved(view, person, at_home),
            takes=Deed.MANAGE_PEOPLE,
        )


def _saved(view: View, person: Person, at_home: bool) -> str:
    if at_home:
        return f"Whether {person.name} sees small numbers of {view.service.name} was saved."
    return f"The roles of {person.name} in {view.service.name} were saved."


def _at_home(view: View, person: Person, held: Membership) -> bool:
    further = any(role is not Role.READER for role in held.roles)
    return person.service == view.service.id and not further


def _small_numbers_asked(held: Membership, form: str) -> Membership:
    label, key = "Sees small numbers too", changes.entry(f"{form}_small")
    sees = st.checkbox(label, held.small_numbers, key=key)
    return replace(held, roles=(Role.READER,), small_numbers=sees, active=sees)


def _roles_asked(view: View, held: Membership, form: str) -> Membership:
    label, key = f"Roles in {view.service.name}", changes.entry(f"{form}_roles")
    roles = st.multiselect(label, list(Role), held.roles, format_func=str, key=key)
    small_numbers = st.checkbox(
        "As a reader, sees small numbers too",
        held.small_numbers,
        key=changes.entry(f"{form}_small"),
    )
    # Whoever is left without a role here keeps the last ones, ended.
    kept = tuple(roles) or held.roles
    return replace(held, roles=kept, small_numbers=small_numbers, active=bool(roles))


def is_by_service(view: View) -> bool:
    """Return whether it matters here who belongs to which service.

    It does where people sign in, and where anybody belongs to one. Locally all look after each.
    """
    records, real = view.holdings.records, view.holdings.catalogue.services
    of_one = any(one.service in real for one in records.of(Person).values())
    return settings().knows_who or of_one or bool(records.of(Membership))


def as_they_are_here(view: View, person: Person) -> Person:
    """Return somebody as who they are in the service in view: with the roles there, or as left."""
    memberships = view.holdings.records.of(Membership).values()
    roles = roles_in(person, memberships, view.service.id)
    ended = memberships_here(view).get(person.id)
    if roles or ended is None or not person.active:
        return replace(person, roles=roles or person.roles)
    return replace(person, roles=ended.roles, active=False)


def memberships_here(view: View) -> Mapping[str, Membership]:
    """Return what people are in the service in view beside where they belong, by their ids."""
    every = view.holdings.records.of(Membership).values()
    return {one.person: one for one in every if one.service == view.service.id}


def sees_small_numbers(view: View, person_id: str, service: str) -> bool:
    """Return whether somebody registered may see the small numbers of a service."""
    records = view.holdings.records
    admission = admission_of(records.of(Person)[person_id], records.of(Membership).values())
    return admission.shows_small_numbers(service)


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


def _told(view: View, person: Person) -> str:
    if person.service == EVERYBODYS_ROOM:
        return f"{person.name} belongs to every service. Further roles hold in one only."
    if person.service == view.service.id and Role.READER in person.roles:
        return f"As a reader, {person.name} sees no small numbers unless you say so."
    if person.service == view.service.id:
        return f"{person.name} belongs to {view.service.name}. These are further roles there."
    where = view.service.name
    return (
        f"{person.name} belongs to another service. These roles hold in {where}: clear them when "
        f"somebody leaves {where}."
    )
