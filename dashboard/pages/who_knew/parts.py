"""How what was known of an early warning on a day looks on a page."""

from html import escape

import streamlit as st

from dashboard.core.board.who_knew import Knowledge
from dashboard.narrative.board.who_knew import known_words
from dashboard.narrative.published.warnings import warning_sentence
from dashboard.ui import components, state, wiring
from dashboard.ui.page import View
from dashboard.usecases.board.meetings import calendar


def choose_day(view: View) -> None:
    """Offer the service's meetings, and any other day; the address carries the choice."""
    today = wiring.holdings()
    meetings = calendar(today, view.service.id)
    past = [one for one in (*meetings.held, *meetings.open) if one.on <= today.as_of]
    past.sort(key=lambda meeting: meeting.on, reverse=True)
    at_meeting, on_day = st.columns(2, vertical_alignment="bottom")
    if past:
        with at_meeting:
            days = {one.on: one.label for one in past}
            state.offer_days("At a meeting", days, "Choose a meeting", today.as_of)
    with on_day if past else at_meeting:
        state.offer_any_day("On any day", today.as_of)


def show_knowledge(known: Knowledge) -> None:
    """Show a warning, since when there is one, who had seen it or not, and what was decided."""
    components.fact(warning_sentence(known.attention.warning))
    pairs = "".join(
        f"<dt>{term}</dt><dd>{_several(texts)}</dd>" for term, texts in known_words(known).items()
    )
    components.html(f'<div class="yj-chain"><dl class="yj-pairs">{pairs}</dl></div>')


def _several(texts: tuple[str, ...]) -> str:
    if len(texts) == 1:
        return f'<span class="yj-typed">{escape(texts[0])}</span>'
    points = "".join(f'<li class="yj-typed">{escape(text)}</li>' for text in texts)
    return f"<ul>{points}</ul>"
