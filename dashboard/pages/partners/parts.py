"""How the partners of a board are shown: what each owes, how it attended, and a further one."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.core.board.attendance import PartnerAttendance
from dashboard.core.periods import date_words
from dashboard.core.sentences import Tone, listed
from dashboard.narrative.board.partners import attendance_words, open_words
from dashboard.narrative.register.recommendations import shortened
from dashboard.ui import changes, components, navigation, state
from dashboard.ui.page import View
from dashboard.usecases.board.owed import Owed
from dashboard.usecases.board.partners import (
    PartnerReading,
    PartnersReading,
    PersonReading,
    add_partner,
)

ALL, PARTNER, PERSON = "all", "partner", "person"
# As many rows as a table is read with: of one partner, and of each table that shows all of them.
MOST_OF_ONE, MOST_OF_ALL = 50, 10
_NOBODY = "Nobody here is meant by this address: choose a name from the list."


def chosen_person(reading: PartnersReading) -> PersonReading | None:
    """Return the person chosen in the list or the address, None for all of them."""
    people = {each.person.id: each for each in reading.people}
    options = {ALL: "Everybody"} | {name: each.person.name for name, each in people.items()}
    chosen = state.choose("Person", PERSON, options, ALL, resets=(PARTNER,), otherwise=_NOBODY)
    return people.get(chosen)


def chosen_partner(reading: PartnersReading) -> PartnerReading | None:
    """Return the partner chosen in the list or the address, None for all of them."""
    by_slug = {_slug(each.name): each for each in sorted(reading.partners, key=lambda e: e.name)}
    options = {ALL: "All partners"} | {slug: each.name for slug, each in by_slug.items()}
    return by_slug.get(state.choose("Partner", PARTNER, options, ALL, resets=(PERSON,)))


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def show_partners(reading: PartnersReading) -> None:
    """Show the partners that owe something or were at a meeting; name the others."""
    shown = [each for each in reading.partners if each.owed or each.attendance.noted]
    if shown:
        columns = {
            "Partner": [_link(each.name) for each in shown],
            "Open": [open_words(*each.open_by_kind).text for each in shown],
            "Late": [_late_tag(each.late) for each in shown],
            "Next due": [_next_due(each.owed) for each in shown],
            "Meetings attended": [attendance_words(each.attendance).text for each in shown],
        }
        components.table(columns, "What each partner owes", raw_html=["Partner", "Late"])
    others = [each.name for each in reading.partners if each not in shown]
    if others:
        components.muted(f"Nothing is open with, and no presence noted for: {listed(others)}.")


def _link(partner: str) -> str:
    address = navigation.address_of("partners", partner=_slug(partner))
    return f'<a href="{escape(address)}" target="_self">{escape(partner)}</a>'


def _late_tag(late: int) -> str:
    return components.tag(Tone.WARNING, f"{late} late") if late else "none"


def _next_due(owed: Sequence[Owed]) -> str:
    days = [each.due for each in owed if each.due]
    if days:
        return date_words(min(days))
    return "no date given" if owed else "none"


def show_owed(
    owed: Sequence[Owed],
    caption: str,
    *,
    most: int = MOST_OF_ALL,
    partners: bool = False,
    owners: bool = True,
) -> None:
    """Show what is owed, the earliest due first, each leading to its recommendation.

    `most` is how many rows are shown; `partners` and `owners` say who owes each.
    """
    shown = owed[:most]
    columns = {"What": [_what(each) for each in shown]}
    if partners:
        columns["Partner"] = [each.partner or "none" for each in shown]
    if owners:
        columns["Owner"] = [each.owner_name or "nobody named" for each in shown]
    columns |= {
        "Due": [date_words(each.due) if each.due else "no date" for each in shown],
        "State": [components.tag(Tone.WARNING, "Late") if e.late else "open" for e in shown],
    }
    components.table(columns, caption, raw_html=["What", "State"])
    if len(owed) > most:
        components.muted(f"The first {most} of {len(owed)}; the register holds them all.")


def _what(one: Owed) -> str:
    recommendation = one.recommendation
    address = navigation.address_of(
        "recommendation", service=recommendation.service, recommendation=recommendation.id
    )
    words = one.what or shortened(recommendation.wording)
    # Actions of several recommendations are often called alike.
    kind = f"{one.kind.value} {recommendation.number}"
    return f'{escape(kind)}: <a href="{escape(address)}" target="_self">{escape(words)}</a>'


def show_attendance(attendance: PartnerAttendance) -> None:
    """Show whether a partner came to the last four meetings that were held."""
    if not attendance.meetings:
        components.muted("No past meeting of the board is recorded yet.")
        return
    last = attendance.last
    words = attendance_words(attendance)
    components.muted(f"Meetings attended, of those at which it was noted: {words}.")
    columns = {
        "Meeting": [date_words(day) for day, _ in last],
        "Attendance": [presence.value if presence else "not noted" for _, presence in last],
    }
    components.table(columns, "The last meetings")


def add_a_partner(view: View) -> None:
    """Offer a form for a partner that does not ship."""
    components.muted(
        "A partner needs no account. It can then own recommendations and actions, and its presence "
        "at meetings can be noted."
    )
    with st.form(changes.entry("add_partner"), border=False):
        name = st.text_input("Name of the partner", key=changes.entry("partner_name"))
        confirmed = st.form_submit_button("Add this partner")
    if confirmed:
        sid = changes.new_id("partner")
        changes.make(
            lambda store, signature: add_partner(store, view.holdings, signature, sid, name),
            f"{name.strip()} was added to the partners.",
        )
