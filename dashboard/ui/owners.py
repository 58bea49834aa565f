"""Who can own something: people who are registered here and partners, in words and in lists."""

from collections.abc import Iterable, Mapping

import streamlit as st

from dashboard.core.people import Person
from dashboard.core.register.actions import Action
from dashboard.ui import changes
from dashboard.ui.page import View
from dashboard.usecases.register.owners import partner_names, people_of

NOBODY, NO_PARTNER = "Nobody yet", "No partner"


def name_of(view: View, person_id: str) -> str:
    """Return a person's name, "" for nobody."""
    return _name(view.holdings.records.of(Person), person_id)


def action_owners(people: Mapping[str, Person], actions: Iterable[Action]) -> dict[str, str]:
    """Return a person and a partner as one owner of each action, by its id; "" for nobody."""
    return {
        action.id: " at ".join(filter(None, [_name(people, action.owner), action.body]))
        for action in actions
    }


def _name(people: Mapping[str, Person], person_id: str) -> str:
    return people[person_id].name if person_id in people else ""


def choose_owner(view: View, form: str, owner: str, body: str) -> tuple[str, str]:
    """Show the two lists of a form and return the person's id and the partner's name, or "".

    A person who left, or a partner no longer listed, stays in the list of what they own.
    """
    people = view.holdings.records.of(Person)
    here = [one.id for one in people_of(view.holdings.records, view.service.id)]
    names = {each: one.name for each, one in people.items() if each in here or each == owner}
    ordered = ["", *sorted(names, key=lambda person: names[person].lower())]
    partners = list(dict.fromkeys(["", *partner_names(view.holdings), body]))
    person = st.selectbox(
        "Owner",
        ordered,
        index=ordered.index(owner) if owner in ordered else 0,
        format_func=lambda person: names.get(person, NOBODY),
        key=changes.entry(f"{form}_owner"),
    )
    partner = st.selectbox(
        "Partner that owns it",
        partners,
        index=partners.index(body),
        format_func=lambda name: name or NO_PARTNER,
        key=changes.entry(f"{form}_body"),
    )
    return person, partner
