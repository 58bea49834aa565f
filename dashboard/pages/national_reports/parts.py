"""How national reports look on a page, and how a board takes or declines their drafts."""

from html import escape

import streamlit as st

from dashboard.core.board.national_reports import Consideration
from dashboard.core.people import Deed
from dashboard.core.periods import date_words
from dashboard.core.sentences import Tone, capitalised
from dashboard.narrative.board.meetings import consideration_words
from dashboard.ui import changes, components
from dashboard.ui.meetings import choose_meeting
from dashboard.ui.page import View
from dashboard.usecases.board.national_reports import (
    ReportToAdd,
    accept_draft,
    add_report,
    decline_draft,
)


def show_report(held: Consideration) -> None:
    """Show a report: what is known of it, for how long it waits, and what was decided about it."""
    report = held.report
    st.header(components.plain(report.title), anchor=False)
    state = escape(capitalised(consideration_words(held).text))
    shown = f"<strong>{state}.</strong>"
    if not held.is_considered:
        shown = f"{components.tag(Tone.MISSING, 'Open')} {shown}"
    components.html(f"<p>{shown}</p>")
    components.muted(f"{report.publisher}, published {report.published_words}. {report.address}")
    if report.said_of_it:
        components.muted(report.said_of_it)
    made = "".join(
        f"<li>{escape(each.text)} ({escape(each.by)}, {date_words(each.at.date())})</li>"
        for each in held.decisions
    )
    if made:
        components.html(f'<ul class="yj-points">{made}</ul>')


def show_drafts(view: View, held: Consideration, may_decide: bool) -> None:
    """Show the drafts that nobody decided on; each can be accepted or declined with a reason."""
    waiting = {
        number: text
        for number, text in enumerate(held.report.drafts, start=1)
        if held.decision_on(number) is None
    }
    if not waiting:
        if not held.report.drafts:
            components.muted(
                "No draft recommendation goes with it. A decision on it is recorded at a meeting."
            )
        return
    components.muted(
        "Draft recommendations to accept or decline. "
        + (held.report.drafts_note or "The wording is not the report's own.")
    )
    for number, text in waiting.items():
        components.html(f'<blockquote class="yj-quote">{escape(text)}</blockquote>')
        if may_decide:
            with st.container(key=f"doing-{held.report.id}-{number}"):
                _decide(view, held, number)


def _decide(view: View, held: Consideration, number: int) -> None:
    key = f"draft_{held.report.id}_{number}"
    with st.form(key, border=False):
        left, right = st.columns(2)
        with left:
            reason = st.text_input("Reason, if declined", key=changes.entry(f"{key}_reason"))
        with right:
            meeting = choose_meeting(view, key)
        with st.container(horizontal=True):
            accepted = st.form_submit_button(f"Accept draft {number}")
            declined = st.form_submit_button(f"Decline draft {number}")
    place = (view.service.id, held.report.id, number)
    if accepted:
        changes.make(
            lambda store, signed: accept_draft(store, view.holdings, signed, *place, meeting),
            f"Draft {number} is now a recommendation in the register.",
        )
    if declined:
        changes.make(
            lambda store, signed: decline_draft(
                store, view.holdings, signed, *place, reason, meeting
            ),
            f"Draft {number} was declined, and the reason is kept.",
        )


def add_a_report(view: View) -> None:
    """Offer a form for a national report, with drafts of recommendations where one has some."""
    with st.form("add_report", border=False):
        title = st.text_input("Title", key=changes.entry("report_title"))
        publisher = st.text_input("Publisher", key=changes.entry("report_publisher"))
        published = st.text_input(
            "Published, as precisely as you know",
            placeholder="2018-03-15, 2018-03 or 2018",
            key=changes.entry("report_published"),
        )
        address = st.text_input(
            "Web address (may be left empty)", key=changes.entry("report_address")
        )
        drafts = st.text_area(
            "Draft recommendations, one a line (may be left empty)",
            key=changes.entry("report_drafts"),
        )
        confirmed = st.form_submit_button("Add this report")
    if confirmed:
        asked = ReportToAdd(changes.new_id("report"), title, publisher, published, address, drafts)
        changes.make(
            lambda store, signature: add_report(store, view.holdings, signature, asked),
            f'"{title}" was added; every service sees it.',
            takes=Deed.EDIT,
        )
