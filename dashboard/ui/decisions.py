"""The form with which a decision or a challenge of the board is recorded."""

from collections.abc import Mapping

import streamlit as st

from dashboard.core.board.meetings import DecisionKind, Meeting, SubjectKind
from dashboard.ui import changes, components
from dashboard.ui.page import View
from dashboard.usecases.board.decisions import record_decision, subjects


def offer_decision(view: View, meeting: Meeting) -> None:
    """Offer to record what was decided or asked at a meeting, about a matter of its board."""
    kinds = [kind.value for kind in SubjectKind]
    about = SubjectKind(st.selectbox("About a", kinds, key="decision_about"))
    found = subjects(view.holdings, meeting, about)
    if not found:
        components.muted(f"There is no {about.value} of this service to decide on.")
        return
    _decision_form(view, meeting, about, found)


def _decision_form(
    view: View, meeting: Meeting, about: SubjectKind, found: Mapping[str, str]
) -> None:
    with st.form("record_decision", border=False):
        subject = st.selectbox(
            f"Which {about.value}?",
            list(found),
            format_func=lambda one: found.get(one, one),
            key=changes.entry(f"decision_subject_{about.name}_{meeting.id}"),
        )
        kinds = [kind.value for kind in DecisionKind]
        kind = DecisionKind(st.radio("Kind", kinds, key=changes.entry("decision_kind")))
        text = st.text_area(
            "What was decided, or what was asked of whom", key=changes.entry("decision_text")
        )
        confirmed = st.form_submit_button("Record it")
    if confirmed:
        sid = changes.new_id("decision")
        changes.make(
            lambda store, signature: record_decision(
                store, view.holdings, signature, sid, meeting.id, kind, about, subject, text
            ),
            f"The {kind.value.lower()} was recorded. It stays as it is; record another to add.",
        )
