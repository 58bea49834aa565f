"""How the people registered are shown, added and changed on a page."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.core.people import Deed, Person, Role
from dashboard.core.rooms import EVERYBODYS_ROOM
from dashboard.core.sentences import capitalised, listed
from dashboard.narrative.people import EVERY_SERVICE, WHO_MAY, role_held
from dashboard.pages.people.accounts import EMAIL, offer_account
from dashboard.pages.people.memberships import (
    is_by_service,
    memberships_here,
    offer_membership,
    sees_small_numbers,
)
from dashboard.settings import settings
from dashboard.ui import acting, changes, components, conflicts, state
from dashboard.ui.page import View
from dashboard.usecases.register.owners import partner_names
from dashboard.usecases.upkeep.people import PersonToSave, add_person, change_person

NO_PARTNER = "No partner"


def show_people(view: View, people: Iterable[Person], *, of_all: bool) -> None:
    """Show who is registered, by name, those who left last; of a further service, which.

    Roles are those in the service in view, or with `of_all` those where somebody belongs.
    """
    ordered = sorted(people, key=_by_name)
    columns = {
        "Name": [one.name for one in ordered],
        "Roles": [_roles_held(view, one, of_all=of_all) for one in ordered],
        "Partner": [one.body or "none" for one in ordered],
    }
    if is_by_service(view):
        columns["Belongs to"] = [belongs_to(view, one) for one in ordered]
    if not all(one.active for one in ordered):
        columns["State"] = [_state(one.active) for one in ordered]
    components.table(columns, "People registered")


def _roles_held(view: View, one: Person, *, of_all: bool) -> str:
    service = (one.service if of_all else "") or view.service.id
    sees = sees_small_numbers(view, one.id, service)
    return listed([role_held(role, small_numbers=sees) for role in Role if role in one.roles])


def belongs_to(view: View, person: Person) -> str:
    """Return in words where somebody belongs, and that they have roles here beside it."""
    home, there = _home(view, person), memberships_here(view).get(person.id)
    # Whoever belongs here has their roles here anyway.
    further = there is not None and there.active and person.service != view.service.id
    return f"{home}; roles here too" if further else home


def _home(view: View, one: Person | PersonToSave) -> str:
    names = {each.id: each.name for each in state.all_services(view.holdings)}
    return names.get(one.service, one.service) or EVERY_SERVICE


def show_roles() -> None:
    """Show what each role may do; an owner may report on what they own whatever their role."""
    rows = [{"Role": role, "Whoever has it": may} for role, may in WHO_MAY.items()]
    components.table(rows, "What each role may do")


def add_a_person(view: View) -> None:
    """Offer a form for a further person."""
    with st.form(changes.entry("add_person"), border=False):
        usual = PersonToSave(changes.new_id("person"), "", (), service=_usual_service(view))
        asked = _asked(view, "new_person", usual)
        email = st.text_input(EMAIL, key=changes.entry("new_person_email")) if _signs_in() else ""
        confirmed = st.form_submit_button("Add this person")
    if confirmed:
        changes.make(
            lambda store, signature: add_person(store, view.holdings, signature, asked, email),
            f"{asked.name.strip()} was added{_what_next(email)}.",
            takes=Deed.MANAGE_PEOPLE,
        )


def _signs_in() -> bool:
    return settings().knows_who


def change_people(view: View, people: Mapping[str, Person]) -> None:
    """Offer a form that changes one of the people, or says that they left."""
    chosen = choose_person(people, "Person", "Choose whom to change", "person_to_change")
    if chosen:
        actor = acting.acting_to(Deed.MANAGE_PEOPLE)
        if actor is None or actor.acts_in(chosen.service):
            _change(view, chosen)
        if is_by_service(view):
            offer_membership(view, chosen)
            offer_account(chosen)


def choose_person(
    people: Mapping[str, Person], label: str, placeholder: str, key: str
) -> Person | None:
    """Return whom somebody chose from a list by name, those who left last; None while nobody."""
    ordered = sorted(people.values(), key=_by_name)
    names = {one.id: one.name if one.active else f"{one.name} (left)" for one in ordered}
    chosen = st.selectbox(
        label,
        list(names),
        index=None,
        format_func=lambda each: names.get(each, each),
        placeholder=placeholder,
        key=changes.entry(key),
    )
    return people[chosen] if chosen else None


def _by_name(one: Person) -> tuple[bool, str]:
    return not one.active, one.name.lower()


def _what_next(email: str) -> str:
    if not _signs_in():
        return ", and can now choose their name"
    if email:
        return ", and can now sign in"
    return ": before they can sign in, choose them below and say by which address"


def _usual_service(view: View) -> str:
    """Return where somebody new belongs unless another choice is made."""
    actor = acting.acting_to(Deed.MANAGE_PEOPLE)
    in_one = is_by_service(view) or (actor is not None and actor.room)
    return view.service.id if in_one else EVERYBODYS_ROOM


def _change(view: View, person: Person) -> None:
    form = f"person_{person.id}"
    base = conflicts.drawn(form, person, view.holdings.records.version_of(person))
    held = base.record
    with st.form(changes.entry(f"change_{form}"), border=False):
        now = PersonToSave(held.id, held.name, held.roles, held.body, held.active, held.service)
        asked = _asked(view, form, now)
        active = st.checkbox("Is with us", held.active, key=changes.entry(f"{form}_active"))
        components.muted(
            "Clear this when somebody leaves: what they did and own stays under their name."
        )
        why = st.text_input("Why (may be left empty)", key=changes.entry(f"{form}_why"))
        confirmed = conflicts.submitted(form, "Save this change")
    if confirmed:
        asked = replace(asked, active=active)
        conflicts.save(
            form,
            base,
            _words(view, asked),
            partial(_words, view),
            lambda store, signature, version: change_person(
                store, view.holdings, signature, asked, version, why
            ),
            f"The entry of {asked.name.strip()} was changed.",
            takes=Deed.MANAGE_PEOPLE,
        )


def _asked(view: View, form: str, now: PersonToSave) -> PersonToSave:
    # A partner that no definition names any more stays with those who came from it.
    bodies = list(dict.fromkeys(["", *partner_names(view.holdings), now.body]))
    name = st.text_input("Name", now.name, key=changes.entry(f"{form}_name"))
    roles = st.multiselect(
        _roles_where(view),
        list(Role),
        now.roles,
        format_func=str,
        key=changes.entry(f"{form}_roles"),
    )
    body = st.selectbox(
        "Partner that they come from",
        bodies,
        bodies.index(now.body),
        format_func=lambda each: each or NO_PARTNER,
        key=changes.entry(f"{form}_body"),
    )
    service = _choose_service(view, form, now.service)
    return replace(now, name=name, roles=tuple(roles), body=body, service=service)


def _roles_where(view: View) -> str:
    actor = acting.acting_to(Deed.MANAGE_PEOPLE)
    if not is_by_service(view):
        return "Roles"
    in_one = actor is not None and actor.room
    return f"Roles in {view.service.name}" if in_one else "Roles where they belong"


def _choose_service(view: View, form: str, now: str) -> str:
    """Return where somebody belongs: a choice of who acts in every service, where people sign in.

    Locally everybody belongs to every service, and an administrator of one can name no other.
    """
    actor = acting.acting_to(Deed.MANAGE_PEOPLE)
    if not is_by_service(view) or (actor is not None and actor.room):
        return now
    words = {EVERYBODYS_ROOM: capitalised(EVERY_SERVICE)}
    words |= {one.id: one.name for one in state.all_services(view.holdings)}
    return st.selectbox(
        "Belongs to",
        list(words),
        list(words).index(now),
        format_func=lambda each: words.get(each, each),
        key=changes.entry(f"{form}_service"),
    )


def _words(view: View, one: Person | PersonToSave) -> dict[str, str]:
    return {
        "Name": " ".join(one.name.split()),
        "Roles": _roles(one.roles),
        "Partner": one.body or NO_PARTNER,
        "State": _state(one.active),
        "Belongs to": _home(view, one),
    }


def _roles(roles: Iterable[Role]) -> str:
    return listed([role.value for role in Role if role in roles])


def _state(active: bool) -> str:
    return "with us" if active else "left"
