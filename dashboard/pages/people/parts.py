"""How the people registered are shown, added and changed on a page."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.core.people import Person, Role
from dashboard.core.sentences import listed
from dashboard.narrative.people import WHO_MAY
from dashboard.ui import changes, components, conflicts
from dashboard.ui.page import View
from dashboard.usecases.register.owners import partner_names
from dashboard.usecases.upkeep.people import PersonToSave, add_person, change_person

NO_PARTNER = "No partner"


def show_people(people: Iterable[Person]) -> None:
    """Show who is registered, by name, those who left last."""
    ordered = sorted(people, key=lambda one: (not one.active, one.name.lower()))
    columns = {
        "Name": [one.name for one in ordered],
        "Roles": [_roles(one.roles) for one in ordered],
        "Partner": [one.body or "none" for one in ordered],
    }
    if not all(one.active for one in ordered):
        columns["State"] = [_state(one.active) for one in ordered]
    components.table(pd.DataFrame(columns), "People registered")


def show_roles() -> None:
    """Show what each role may do; an owner may report on what they own whatever their role."""
    frame = pd.DataFrame({"Role": list(WHO_MAY), "Whoever has it": list(WHO_MAY.values())})
    components.table(frame, "What each role may do")


def add_a_person(view: View) -> None:
    """Offer a form for a further person."""
    with st.form(changes.entry("add_person"), border=False):
        asked = _asked(view, "new_person", PersonToSave(changes.new_id("person"), "", ()))
        confirmed = st.form_submit_button("Add this person")
    if confirmed:
        changes.make(
            lambda store, signature: add_person(store, view.holdings, signature, asked),
            f"{asked.name.strip()} was added, and can now choose their name.",
        )


def change_people(view: View, people: Mapping[str, Person]) -> None:
    """Offer a form that changes one of the people, or says that they left."""
    ordered = sorted(people.values(), key=lambda one: (not one.active, one.name.lower()))
    names = {one.id: one.name if one.active else f"{one.name} (left)" for one in ordered}
    chosen = st.selectbox(
        "Person",
        list(names),
        index=None,
        format_func=lambda each: names.get(each, each),
        placeholder="Choose whom to change",
        key=changes.entry("person_to_change"),
    )
    if chosen:
        _change(view, people[chosen])


def _change(view: View, person: Person) -> None:
    form = f"person_{person.id}"
    base = conflicts.drawn(form, person, view.holdings.records.version_of(person))
    held = base.record
    with st.form(changes.entry(f"change_{form}"), border=False):
        now = PersonToSave(held.id, held.name, held.roles, held.body, held.active)
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
            _words(asked),
            _words,
            lambda store, signature, version: change_person(
                store, view.holdings, signature, asked, version, why
            ),
            f"The entry of {asked.name.strip()} was changed.",
        )


def _asked(view: View, form: str, now: PersonToSave) -> PersonToSave:
    # A partner that no definition names any more stays with those who came from it.
    bodies = list(dict.fromkeys(["", *partner_names(view.holdings), now.body]))
    name = st.text_input("Name", now.name, key=changes.entry(f"{form}_name"))
    roles = st.multiselect(
        "Roles", list(Role), now.roles, format_func=str, key=changes.entry(f"{form}_roles")
    )
    body = st.selectbox(
        "Partner that they come from",
        bodies,
        bodies.index(now.body),
        format_func=lambda each: each or NO_PARTNER,
        key=changes.entry(f"{form}_body"),
    )
    return replace(now, name=name, roles=tuple(roles), body=body)


def _words(one: Person | PersonToSave) -> dict[str, str]:
    return {
        "Name": " ".join(one.name.split()),
        "Roles": _roles(one.roles),
        "Partner": one.body or NO_PARTNER,
        "State": _state(one.active),
    }


def _roles(roles: Iterable[Role]) -> str:
    return listed([role.value for role in Role if role in roles])


def _state(active: bool) -> str:
    return "with us" if active else "left"
