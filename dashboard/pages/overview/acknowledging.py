"""What the board did about the warnings that a sentence tells of, and two doors to do more.

A member acknowledges and the chair decides right there, beside what their colleagues did.
"""

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from dashboard.core.board.acknowledgements import Attention
from dashboard.core.board.meetings import DecisionKind
from dashboard.core.people import Deed, refusal_words
from dashboard.core.published.warnings import EarlyWarning
from dashboard.narrative.board.who_knew import group_words
from dashboard.narrative.published.warnings import warning_sentence
from dashboard.ui import acting, changes, components, own_html
from dashboard.ui.meetings import choose_meeting
from dashboard.ui.page import View
from dashboard.usecases.board.acknowledgements import acknowledge, knowledge_of
from dashboard.usecases.board.decisions import decide_on_warning
from dashboard.usecases.overview import Told


def done_words(view: View, told: Told) -> str:
    """Return who has seen the warnings of a sentence and what was decided; "" without any."""
    if not told.attentions:
        return ""
    return group_words(knowledge_of(view.holdings, told.attentions)).text


def offer_acknowledging(view: View, told: Told) -> None:
    """Offer two doors beside what a sentence warns of; a past day or a reader has none.

    They lead to acknowledging, unless who acts has done so, and to deciding: to each, whoever may.
    """
    actor = acting.acting()
    if not (told.attentions and view.is_now) or (actor and actor.only_reads):
        return
    may_see, may_decide = (changes.may(view, each) for each in (Deed.ACKNOWLEDGE, Deed.DECIDE))
    open_ones = [each for each in told.attentions if may_see and not _is_mine(each)]
    if not (open_ones or may_decide):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        # As wide as its words, so that the doors stand right beside them. The margin of a paragraph
        # would lift the words above the middle of the doors.
        words = f"<strong>{escape(_about(told))}</strong>"
        own_html.show(f'<div class="yj-muted">{words}</div>', width="content")
        _offer_doors(view, told, open_ones, may_decide=may_decide)


def _about(told: Told) -> str:
    subjects = {each.warning.comparison.indicator.subject for each in told.attentions}
    return subjects.pop() if len(subjects) == 1 else "The other warnings"


def _offer_doors(view: View, told: Told, open_ones: list[Attention], *, may_decide: bool) -> None:
    first = told.attentions[0].warning.id
    with st.container(horizontal=True, width="content", key=f"doing-{first}"):
        if open_ones:
            with st.popover("Acknowledge"):
                if _may_here(Deed.ACKNOWLEDGE, f"acknowledge_{first}"):
                    _acknowledge(view, told, open_ones)
        if may_decide:
            # A key of its own after each change, so that the door closes once it was gone through.
            with st.popover("Decide", key=changes.entry(f"decide_door_{first}")):
                if _may_here(Deed.DECIDE, f"decide_{first}"):
                    _decide(view, [each.warning for each in told.attentions])


def ask_who_acknowledges(view: View, told: Sequence[Told]) -> None:
    """Show who acts, or a way to say it, where one of some sentences tells of a warning."""
    if view.is_now and any(each.attentions for each in told):
        acting.ask_who()


def _is_mine(held: Attention) -> bool:
    actor = acting.acting()
    return actor is not None and held.is_acknowledged_by(actor.person_id)


def _may_here(deed: Deed, place: str) -> bool:
    """Return whether what is offered can be done here; else say who may, or ask who it is.

    It stands here, because the button for it stands far below on a phone. Whoever is signed in has
    the door only if they may; one who lost the role since is told so when they send the form.
    """
    actor = acting.acting()
    if actor is None:
        acting.ask_here(place)
        return False
    if acting.can_become_another() and not actor.may(deed):
        components.muted(refusal_words(actor, deed))
        return False
    return True


def _acknowledge(view: View, told: Told, open_ones: list[Attention]) -> None:
    name = open_ones[0].warning.id
    sentences = [warning_sentence(each.warning) for each in open_ones]
    for sentence in sentences:
        # A member acknowledges what they could read, so what the page shortened stands here whole.
        components.muted(sentence.text)
    with st.form(f"acknowledge_{name}", border=False):
        note = st.text_input("Note (may be left empty)", key=changes.entry(f"note_{name}"))
        seen = st.form_submit_button("I have seen this" if len(sentences) == 1 else "I saw these")
    if seen:
        change = partial(
            acknowledge,
            holdings=view.holdings,
            sid=changes.new_id(f"acknowledge_{name}"),
            service_id=view.service.id,
            warning_ids=tuple(each.warning.id for each in open_ones),
            note=note,
        )
        changes.make(
            lambda store, signature: change(store, signature=signature),
            f"Your acknowledgement is recorded: {sentences[0].lead}",
        )


def _decide(view: View, warnings: Sequence[EarlyWarning]) -> None:
    name = warnings[0].id
    with st.form(f"decide_{name}", border=False):
        warning = _one_of(warnings)
        meeting = choose_meeting(view, f"decide_{name}", at_newest=True)
        kinds = [kind.value for kind in DecisionKind]
        kind = DecisionKind(
            st.radio("Kind", kinds, horizontal=True, key=changes.entry(f"kind_{name}"))
        )
        text = st.text_area(
            "What was decided, or what was asked of whom", key=changes.entry(f"text_{name}")
        )
        confirmed = st.form_submit_button("Record it")
    if confirmed:
        change = partial(
            decide_on_warning,
            holdings=view.holdings,
            sid=changes.new_id(f"decide_{name}"),
            service_id=view.service.id,
            warning_id=warning,
            kind=kind,
            text=text,
            meeting_id=meeting,
        )
        changes.make(
            lambda store, signature: change(store, signature=signature),
            f"The {kind.value.lower()} was recorded.",
        )


def _one_of(warnings: Sequence[EarlyWarning]) -> str:
    """Return the id of the only warning, or of the one chosen among several."""
    leads = {each.id: warning_sentence(each).lead for each in warnings}
    if len(leads) == 1:
        return warnings[0].id
    chosen: str = st.selectbox(
        "About which warning?",
        list(leads),
        format_func=lambda one: leads.get(one, one),
        key=changes.entry(f"about_{warnings[0].id}"),
    )
    return chosen
