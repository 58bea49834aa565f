"""Who can own something: people who are registered here and partners, in words and in lists."""

from collections.abc import Iterable

import streamlit as st

from dashboard.core.people import Person
from dashboard.core.register.actions import Action
from dashboard.ui import changes
from dashboard.ui.page import View
from dashboard.usecases.register.owners import partner_names, people_of

NOBODY, NO_PARTNER = "Nobody yet", "No partner"


def name_of(view: View, person_id: str) -> str:
    """Return a person's name, "" for nobody."""
    person = view.holdings.records.of(Person).get(person_id)
    return person.name if person else ""


def owner_words(view: View, person_id: str, body: str) -> str:
    """Return a person and a partner as one owner, "" where there is neither."""
    return " at ".join(filter(None, [name_of(view, person_id), body]))


def action_owners(view: View, actions: Iterable[Action]) -> dict[str, str]:
    """Return the words for the owner of each action, by its id."""
    return {action.id: owner_words(view, action.owner, action.body) for action in actions}


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
