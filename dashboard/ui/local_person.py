"""The local form of who acts: a person chooses themself once, from those who are registered."""

import datetime as dt
import uuid

import streamlit as st

from dashboard.core.people import Actor, Person, Role
from dashboard.ui import browser, components, wiring
from dashboard.usecases.upkeep.people import (
    PersonToSave,
    active_people,
    add_first_person,
    has_administrator,
)

IDENTITY = "identity not verified (local use)"
# There must be an administrator; whoever may confirm or load files says so themself.
FIRST_ROLES = (Role.MEMBER, Role.ADMINISTRATOR)
SAY_WHO = "Say who you are to change something"
# Session keys: the id of the person who was chosen; the id that the first person will have.
_CHOSEN, _CHOICE, _FIRST = "acting_person", "acting_choice", "first_person_id"


class LocalPerson:
    """Keeps the choice in the browser session, never in the address, which people pass on."""

    def actor(self) -> Actor | None:
        """Return the person who was chosen, or None: nobody yet, or one who left since."""
        # Read once a session: another tab of this browser must not change who acts in this one.
        chosen = st.session_state.setdefault(_CHOSEN, browser.kept())
        person = _people().get(chosen)
        if person is None or not person.active:
            return None
        return Actor(person.name, person.roles, IDENTITY, person.id)

    def ask(self, actor: Actor | None) -> None:
        """Show a list of the people registered; where there is no administrator, a first form."""
        with st.popover("Change who acts" if actor else SAY_WHO):
            _ask(actor, "")

    def ask_here(self, place: str) -> None:
        """Show the same list or form, without a button that opens it."""
        _ask(None, f"_{place}")


def _people() -> dict[str, Person]:
    return dict(wiring.holdings().of_service("").records.of(Person))


def _ask(actor: Actor | None, place: str) -> None:
    people = _people()
    if has_administrator(people.values()):
        _choose(active_people(people.values()), actor, f"{_CHOICE}{place}")
    else:
        _register_first(place)


def _choose(people: list[Person], actor: Actor | None, key: str) -> None:
    names = {person.id: person.name for person in people}
    st.session_state[key] = actor.person_id if actor and actor.person_id in names else None
    st.selectbox(
        "Who are you?",
        list(names),
        format_func=lambda person: names.get(person, person),
        index=None,
        placeholder="Choose your name",
        key=key,
        on_change=_remember_choice,
        args=(key,),
    )
    components.muted("Not in the list? An administrator adds you on the People page.")


def _remember(person_id: str) -> None:
    st.session_state[_CHOSEN] = person_id
    browser.keep(person_id)


def _remember_choice(key: str) -> None:
    # Nobody, where the list was emptied.
    _remember(st.session_state[key] or "")


def _register_first(place: str) -> None:
    components.muted(
        "You are the first, so you are the administrator, who adds the others. Add a further role "
        "only if it is yours."
    )
    key = f"first_person{place}"
    with st.form(key, border=False):
        name = st.text_input("Your name", key=f"{key}_name")
        roles = st.multiselect(
            "Your roles", list(Role), FIRST_ROLES, format_func=str, key=f"{key}_roles"
        )
        confirmed = st.form_submit_button("Register me")
    if confirmed:
        _register(name, tuple(roles))


def _register(name: str, roles: tuple[Role, ...]) -> None:
    # The same id for a second submit, so that nobody is registered twice.
    person_id: str = st.session_state.setdefault(_FIRST, str(uuid.uuid4()))
    asked = PersonToSave(person_id, name, roles)
    with components.shown_errors():
        now = dt.datetime.now(tz=dt.UTC)
        add_first_person(wiring.store(), wiring.holdings(), asked, IDENTITY, now)
        _remember(person_id)
        st.rerun()
