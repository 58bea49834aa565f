"""The local form of who acts: a person chooses themself once, from those who are registered."""

import datetime as dt
import uuid
from collections.abc import Collection

import streamlit as st

from dashboard.core.people import Actor, Person, Role
from dashboard.core.rooms import Membership, actor_in
from dashboard.definitions.records import Records
from dashboard.narrative.people import role_and_purpose
from dashboard.ui import browser, components, state, wiring
from dashboard.usecases.register.owners import people_of
from dashboard.usecases.upkeep.people import (
    PersonToSave,
    add_first_person,
    has_administrator,
)

IDENTITY = "identity not verified (local use)"
SAY_WHO = "Choose your name"
# Session keys: the id of the person who was chosen; the id that the first person will have.
_CHOSEN, _CHOICE, _FIRST = "acting_person", "acting_choice", "first_person_id"
# And the person who chose to see small numbers.
_SEES_SMALL_NUMBERS = "board_mode_chosen_by"


class LocalPerson:
    """Keeps the choice in the browser session, never in the address, which people pass on."""

    at_the_top = False
    can_become_another = True
    nobody_acts = (
        f'Nothing was stored, because nobody has said who they are: press "{SAY_WHO}" '
        "on this page, then submit again; what you typed is still here."
    )
    keeps_small_numbers = (
        "For the board only; shown until you close the browser or somebody else acts."
    )

    def actor(self) -> Actor | None:
        """Return the person who was chosen.

        None where nobody was yet, or it is one who left since or belongs to another service.
        """
        # Read once a session: another tab of this browser must not change who acts in this one.
        chosen = st.session_state.setdefault(_CHOSEN, browser.kept())
        records = _records()
        person = records.of(Person).get(chosen)
        if person is None:
            return None
        # Whoever left, or is of another service, has no role here.
        memberships = records.of(Membership).values()
        return actor_in(state.service_in_view(), person, memberships, IDENTITY)

    def in_words(self, actor: Actor | None, roles: str) -> str:
        """Return as whom one acts."""
        return f"You act as {actor.name} ({roles}); {actor.identity}." if actor else ""

    def ask(self, actor: Actor | None) -> None:
        """Show a list of the people registered; where there is no administrator, a first form."""
        with st.popover("Change who acts" if actor else SAY_WHO):
            _ask(actor, "")

    def ask_here(self, place: str) -> None:
        """Show the same list or form, without a button that opens it."""
        _ask(None, f"_{place}")

    def before(self, deed: str) -> str:
        """Return that one says first who one is."""
        return f"{SAY_WHO} at the top of this page, then {deed}."

    def shows_small_numbers(self, actor: Actor | None) -> bool:
        """Return whether this person asked for them in this browser; who acts next did not.

        It is never in the address, so that no link opens small numbers for somebody else.
        """
        # Read once a session, as who acts is: another tab must not open small numbers in this one.
        kept = browser.kept(browser.SMALL_NUMBERS)
        chosen_by = st.session_state.setdefault(_SEES_SMALL_NUMBERS, kept)
        if actor is not None and chosen_by == _name_of(actor):
            return True
        if chosen_by:
            _keep_small_numbers("")
        return False

    def remember_small_numbers(self, actor: Actor, shown: bool) -> None:
        """Keep the choice for this person only: who acts next on this screen starts in public."""
        _keep_small_numbers(_name_of(actor) if shown else "")


def _records() -> Records:
    return wiring.holdings().of_service(state.service_in_view()).records


def _registered() -> Collection[Person]:
    return _records().of(Person).values()


def _offered() -> list[Person]:
    # Those of another service may not act here: an invented person acknowledges nothing real.
    return people_of(_records(), state.service_in_view())


def _ask(actor: Actor | None, place: str) -> None:
    offered = _offered()
    if offered:
        _choose(offered, actor, f"{_CHOICE}{place}")
    if has_administrator(_registered()):
        components.muted("Not in the list? An administrator adds you on the People page.")
    elif not offered:
        _register_first(place, "Nobody is registered.")
    elif st.checkbox("I am not in the list", key=f"not_listed{place}"):
        _register_first(place, "Nobody is administrator yet.")


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


def _remember(person_id: str) -> None:
    st.session_state[_CHOSEN] = person_id
    browser.keep(person_id)


def _remember_choice(key: str) -> None:
    # Nobody, where the list was emptied.
    _remember(st.session_state[key] or "")


def _keep_small_numbers(chosen_by: str) -> None:
    st.session_state[_SEES_SMALL_NUMBERS] = chosen_by
    browser.keep(chosen_by, browser.SMALL_NUMBERS)


def _name_of(actor: Actor) -> str:
    return f"{actor.person_id} {actor.name}"


def _register_first(place: str, why: str) -> None:
    key = f"first_person{place}"
    components.muted(f"{why} You will add the others.")
    with st.form(key, border=False):
        name = st.text_input("Your name", key=f"{key}_name")
        # No role is given by itself: whoever presses a button first need not be in charge.
        roles = [
            role
            for role in Role
            if st.checkbox(role_and_purpose(role), key=f"{key}_{role.name.lower()}")
        ]
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
