"""What does each person and partner owe, and does the partner come to the meetings?"""

import streamlit as st

from dashboard.core.people import Deed
from dashboard.narrative.board.partners import late_answer, owed_answer
from dashboard.pages.partners.parts import (
    MOST_OF_ONE,
    add_a_partner,
    chosen_partner,
    chosen_person,
    show_attendance,
    show_owed,
    show_partners,
)
from dashboard.ui import changes, components, navigation
from dashboard.ui.page import page
from dashboard.usecases.board.partners import (
    PartnerReading,
    PartnersReading,
    PersonReading,
    read_partners,
)


def show_all(reading: PartnersReading) -> None:
    owed = [each for partner in reading.partners for each in partner.owed]
    late = {partner.name: partner.late for partner in reading.partners if partner.late}
    components.lead(late_answer(late, len(owed)).text)
    show_partners(reading)
    if any(each.late for each in owed):
        st.header("Late now", anchor=False)
        show_owed(
            [each for each in owed if each.late], "What partners are late with", partners=True
        )
    if reading.unowned:
        st.header("Without a partner", anchor=False)
        components.muted(
            "No partner answers for these: give each a partner, or an owner who comes from one."
        )
        show_owed(reading.unowned, "Open without a partner")
    if not reading.meetings_held:
        components.muted("No past meeting of the board is recorded yet, so none was attended.")


def show_partner(partner: PartnerReading) -> None:
    components.lead(owed_answer(partner.name, partner.late, len(partner.owed)).text)
    if partner.owed:
        show_owed(partner.owed, f"What is open with {partner.name}", most=MOST_OF_ONE)
    st.header("At the meetings", anchor=False)
    show_attendance(partner.attendance)


def show_person(reading: PersonReading) -> None:
    name = reading.person.name
    components.lead(owed_answer(name, reading.late, len(reading.owed)).text)
    if reading.owed:
        words = f"What is open with {name}"
        show_owed(reading.owed, words, most=MOST_OF_ONE, partners=True, owners=False)


with page("Partners of {service}") as view:
    changes.tell_what_was_done()
    can_change = changes.offered(view, Deed.EDIT, what="add a partner")
    reading = read_partners(view.holdings, view.service.id)
    of_person, of_partner = st.columns(2)
    with of_person:
        person = chosen_person(reading)
    with of_partner:
        partner = chosen_partner(reading)
    if person is not None:
        show_person(person)
    elif partner is not None:
        show_partner(partner)
    else:
        show_all(reading)
    navigation.link_to("recommendations", "See the register")
    if person is None:
        components.muted(
            "An item without a partner of its own counts for the partner that its owner comes "
            "from. Attended means by the partner's own member; deputies are counted apart."
        )
    if can_change:
        with st.expander("Add a partner"):
            add_a_partner(view)
