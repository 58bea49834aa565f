"""Who came to a meeting: registered people chosen at once, and what is noted of each partner."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.core.board.meetings import Attendance, Meeting, Presence
from dashboard.core.people import Person
from dashboard.core.sentences import listed
from dashboard.errors import ChangeRefusedError
from dashboard.ui import changes, components
from dashboard.ui.page import View
from dashboard.usecases.register.owners import partner_names, people_of

_NOT_RECORDED = "Not recorded"
# Stands between the names of several who came for one partner.
_BETWEEN = ", "


@dataclass(frozen=True)
class Typed:
    """What a form says: the registered people who came, and what was entered of each partner.

    Of a partner it is the presence, None where nobody said, and who came for it.
    """

    came: tuple[Person, ...]
    partners: Mapping[str, tuple[Presence | None, str]]


def choose_attendance(view: View, meeting: Meeting) -> Typed:
    """Show the registered people to choose from, and folded the partners for all others."""
    registered = people_of(view.holdings.records, view.service.id)
    people = {one.id: one for one in registered if one.body}
    before = {each.body: each for each in meeting.attendance}
    known = [one for one in people.values() if _is_recorded(one, before, people.values())]
    came = _choose_people(meeting, people, known)
    if without := [one.name for one in registered if not one.body]:
        components.muted(f"Not in this list, because they have no partner: {listed(without)}.")
    # A partner whose attendance was recorded stays, even where it is no longer in the list.
    bodies = dict.fromkeys((*partner_names(view.holdings), *before))
    shown = {body: each for body, each in before.items() if body not in {k.body for k in known}}
    words = "Deputies, apologies and people who are not registered"
    with st.expander(words, expanded=not people):
        partners = {body: _of_partner(meeting, body, shown.get(body)) for body in bodies}
    return Typed(came, partners)


def attendance_said(typed: Typed) -> list[Attendance]:
    """Return who attended by what a form says; a partner has all who came for it.

    Raises:
        ChangeRefusedError: for a name without its presence, which would be lost, and for a partner
            that came by who is chosen and did not by what is entered.
    """
    by_body: dict[str, list[str]] = {}
    for one in typed.came:
        by_body.setdefault(one.body, []).append(one.name)
    every = dict.fromkeys((*typed.partners, *by_body))
    said = (_of(body, by_body.get(body, []), typed.partners.get(body)) for body in every)
    return [each for each in said if each is not None]


def _of(
    body: str, names: Sequence[str], entered: tuple[Presence | None, str] | None
) -> Attendance | None:
    presence, name = entered or (None, "")
    if names:
        if presence not in (None, Presence.ATTENDED):
            raise ChangeRefusedError(
                f'{listed(names)} came for {body}, by what is chosen, and "{presence.value}" is '
                "entered for it: leave one of them out."
            )
        return Attendance(body, Presence.ATTENDED, _BETWEEN.join(filter(None, [*names, name])))
    if presence is None and name.strip():
        raise ChangeRefusedError(
            f'"{name.strip()}" is entered as who came for {body}, whose attendance is "'
            f'{_NOT_RECORDED}": choose "{Presence.ATTENDED}" or "{Presence.DEPUTY}" there.'
        )
    return Attendance(body, presence, name) if presence else None


def _is_recorded(one: Person, before: Mapping[str, Attendance], people: Iterable[Person]) -> bool:
    """Return whether a person is recorded as having come, with registered people only."""
    recorded = before.get(one.body)
    if recorded is None or recorded.presence is not Presence.ATTENDED:
        return False
    names = set(recorded.name.split(_BETWEEN))
    return one.name in names and names <= {each.name for each in people if each.body == one.body}


def _choose_people(
    meeting: Meeting, people: Mapping[str, Person], known: Iterable[Person]
) -> tuple[Person, ...]:
    if not people:
        return ()
    words = {name: f"{one.name}, {one.body}" for name, one in people.items()}
    chosen = st.multiselect(
        "Who came",
        list(people),
        [one.id for one in known],
        format_func=lambda one: words.get(one, one),
        placeholder="Choose people",
        key=changes.entry(f"came_{meeting.id}_{meeting.held}"),
    )
    return tuple(people[each] for each in chosen)


def _of_partner(
    meeting: Meeting, body: str, before: Attendance | None
) -> tuple[Presence | None, str]:
    key = changes.entry(f"attendance_{meeting.id}_{body}_{meeting.held}")
    options = [_NOT_RECORDED, *(presence.value for presence in Presence)]
    chosen_before = before.presence.value if before else _NOT_RECORDED
    left, right = st.columns(2)
    with left:
        chosen = st.selectbox(
            components.plain(body), options, options.index(chosen_before), key=f"{key}_presence"
        )
    with right:
        who = f"Who came for {components.plain(body)}"
        name = st.text_input(who, before.name if before else "", key=f"{key}_name")
    return None if chosen == _NOT_RECORDED else Presence(chosen), name
