"""What is held about a person, and the name of one who left, for administrators."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from dashboard.core.people import Actor, Deed, Person
from dashboard.pages.people.parts import choose_person
from dashboard.reports.held import held_bytes
from dashboard.store.engine import Store
from dashboard.ui import acting, changes, components, wiring
from dashboard.ui.page import View
from dashboard.usecases.upkeep.held import held_about
from dashboard.usecases.upkeep.leaving import pseudonymise


def offer_held(view: View, people: Mapping[str, Person]) -> None:
    """Offer an administrator what is held about somebody, and to replace a name that left."""
    actor = acting.acting_to(Deed.MANAGE_PEOPLE)
    if actor is None or not actor.may(Deed.MANAGE_PEOPLE) or not people or not view.is_now:
        return
    with st.expander("What is kept about a person"):
        person = choose_person(people, "About whom", "Choose a person", "person_held")
        if person is not None:
            _offer_file(actor, person)
            if not person.active:
                _offer_to_replace(person)


def _offer_file(actor: Actor, person: Person) -> None:
    components.muted(
        "A person may ask what is kept about them. The file has their entry, account, sign-ins and "
        "reads, every change by or about them, and every record that names them."
    )
    components.offer_file(
        "Download all of it (JSON)",
        # Whose rooms are open is known while the page runs, and not when somebody presses.
        partial(_file, wiring.store(), actor, person.id),
        f"kept-about-{person.id}.json",
        "application/json",
        "held_about",
    )


def _file(store: Store, actor: Actor, person_id: str) -> bytes:
    return held_bytes(held_about(store, actor, person_id))


def _offer_to_replace(person: Person) -> None:
    st.warning(
        components.plain(
            f"The name {person.name} can be replaced by one such as Former member 1. It cannot be "
            "undone. It is replaced in the history and in all that is recorded, and their account "
            "is deleted. It stays in files: evidence, loaded files, issued packs and backups. A "
            "name of one word is replaced only where it says who somebody is."
        )
    )
    with st.form(changes.entry("replace_name"), border=False):
        why = st.text_input("Why (may be left empty)", key=changes.entry("replace_why"))
        sure = st.checkbox("I know that this cannot be undone", key=changes.entry("replace_sure"))
        confirmed = st.form_submit_button("Replace this name for good")
    if confirmed and not sure:
        st.error("Tick the box first: this cannot be undone.")
    elif confirmed:
        changes.make(
            lambda store, signature: pseudonymise(store, signature, person.id, why),
            lambda done: f"They are called {done.name} from now on. Files keep the old name.",
            takes=Deed.MANAGE_PEOPLE,
        )
