"""What a board settles about a recommendation: its response, owner, partner and due date."""

import datetime as dt
from collections.abc import Callable

import streamlit as st

from dashboard.core.periods import date_words
from dashboard.core.register.follow_ups import FollowUp, Response
from dashboard.ui import changes, components, conflicts, fields, owners
from dashboard.ui.page import View
from dashboard.usecases.register.follow_up import Settlement, settle
from dashboard.usecases.register.recommendations import Entry

_FORM = "settle"


def offer(view: View, entry: Entry) -> None:
    """Offer, folded, to settle the response, who owns it and when it is due."""
    components.fold_form(
        "Set the response, the owner or the due date", lambda: _settle(view, entry), "settle"
    )


def _settle(view: View, entry: Entry) -> None:
    form = f"{_FORM}_{entry.recommendation.id}"
    now = entry.standing.follow_up
    base = conflicts.drawn(form, now, view.holdings.records.version_of(now))
    with st.form(form, border=False):
        asked = _fields(view, form, base.record)
        why = st.text_input(
            "Why it changes (needed where the due date moves)", key=changes.entry(f"{form}_why")
        )
        confirmed = conflicts.submitted(form, "Save the response, owner and date")
    if not confirmed:
        return
    with components.shown_errors():
        settled = asked()
        conflicts.save(
            form,
            base,
            _words(view, settled),
            lambda held: _words(view, _settlement_of(held)),
            lambda store, signature, version: settle(
                store, view.holdings, signature, entry.recommendation.id, settled, version, why
            ),
            "The response, owner and due date were saved.",
        )


def _fields(view: View, form: str, now: FollowUp) -> Callable[[], Settlement]:
    """Show the fields and return what reads them, which refuses a day that cannot be read."""
    with st.container(horizontal=True):
        response = fields.one_of(
            "Response of the board", list(Response), f"{form}_response", now.response
        )
        due = fields.day_typed("Due on", f"{form}_due", now.due)
    reason = st.text_area(
        "Reason (needed where it is accepted in part or rejected)",
        now.response_reason,
        height=68,
        key=changes.entry(f"{form}_reason"),
    )
    with st.container(horizontal=True):
        owner, body = owners.choose_owner(view, form, now.owner, now.body)
    indicators = _choose_indicators(view, form, now)
    return lambda: Settlement(response, reason, owner, body, fields.day(due), indicators)


def _choose_indicators(view: View, form: str, now: FollowUp) -> tuple[str, ...]:
    held = view.holdings.catalogue.indicators
    tied = [each for each in now.indicators if each in held]
    chosen: list[str] = st.multiselect(
        "Indicators it is tied to",
        list(dict.fromkeys([*view.holdings.indicators, *tied])),
        tied,
        format_func=lambda each: held[each].name if each in held else "",
        key=changes.entry(f"{form}_indicators"),
    )
    return tuple(chosen)


def _settlement_of(held: FollowUp) -> Settlement:
    return Settlement(
        held.response, held.response_reason, held.owner, held.body, held.due, held.indicators
    )


def _words(view: View, settled: Settlement) -> dict[str, str]:
    held = view.holdings.catalogue.indicators
    return {
        "Response": settled.response.value,
        "Reason": settled.response_reason.strip(),
        "Owner": owners.name_of(view, settled.owner),
        "Partner that owns it": settled.body,
        "Due on": _day(settled.due),
        "Indicators": ", ".join(held[each].name for each in settled.indicators if each in held),
    }


def _day(day: dt.date | None) -> str:
    return date_words(day) if day else ""
