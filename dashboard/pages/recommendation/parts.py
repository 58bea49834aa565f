"""How one recommendation looks: its exact words, where it stands, what comes next, its ties."""

from html import escape

import streamlit as st

from dashboard.core.register.follow_ups import Response
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.remembered import remembered
from dashboard.narrative.register.follow_ups import (
    next_step,
    reopened_words,
    still_needed,
)
from dashboard.narrative.register.recommendations import shortened
from dashboard.ui import components, state
from dashboard.ui.page import View
from dashboard.ui.recommendations import (
    dated_pair,
    pairs,
    settled_pairs,
    status_tags,
)
from dashboard.usecases.board.adoptions import taken_back_words
from dashboard.usecases.register.recommendations import (
    Entry,
    RegisterFilter,
    published_recommendations,
    register,
)

UNKNOWN = "The link leads to no recommendation that we have: choose one from the list."
# As much of a wording as a list on a phone can show.
_IN_LIST = 70


def chosen_entry(view: View) -> Entry | None:
    """Return the recommendation in view, chosen in a list of the service's; None without any."""
    found = register(view.holdings, RegisterFilter(view.service.id)).entries
    if not found:
        return None
    options = {entry.recommendation.id: _in_list(entry.recommendation) for entry in found}
    services = view.holdings.catalogue.services
    elsewhere = {
        one.id: f"That recommendation was made to {services[one.service].name}: choose that "
        "service above."
        for one in published_recommendations(view.holdings)
        if one.service != view.service.id
    }
    taken_back = {
        one.id: taken_back_words(view.holdings.records, one)
        for one in view.holdings.records.of(Recommendation).values()
        if one.withdrawn_because
    }
    chosen = state.choose(
        "Recommendation",
        "recommendation",
        options,
        found[0].recommendation.id,
        refusals=elsewhere | taken_back,
        otherwise=UNKNOWN,
    )
    return next(entry for entry in found if entry.recommendation.id == chosen)


# Of each recommendation of the service, at every run of its page.
@remembered(2000)
def _in_list(one: Recommendation) -> str:
    return f"{one.number} ({one.kind.value.lower()}): {shortened(one.wording, _IN_LIST)}"


def show_wording(entry: Entry) -> None:
    """Show the exact words as a quotation, with the source and the paragraph."""
    one = entry.recommendation
    note = f'<p class="yj-where">{escape(one.wording_note)}</p>' if one.wording_note else ""
    where = f"{one.source}. {one.where}" if one.where else one.source
    components.html(
        f'<blockquote class="yj-quote">{escape(one.wording)}</blockquote>{note}'
        f'<p class="yj-where">Source: {escape(where)}</p>'
    )


def show_position(entry: Entry) -> None:
    """Show its status in words, who owns it, its measure, what comes next, what it still needs."""
    standing = entry.standing
    lines = {"Next": next_step(standing).text, **settled_pairs(entry, "Owner")}
    if standing.for_others:
        lines = {"Addressed to": entry.recommendation.addressee, **lines}
    why = reopened_words(standing)
    again = f"<p>{escape(why.text)}</p>" if why else ""
    said = "".join(f"<p><strong>{t}:</strong> {escape(words)}</p>" for t, words in lines.items())
    needed = still_needed(standing) if standing.is_open else ()
    points = "".join(f"<li>{escape(each.text)}</li>" for each in needed)
    confirming = (
        f"<p>It cannot be confirmed as done yet, because:</p><ul>{points}</ul>" if points else ""
    )
    components.html(
        f'<div class="yj-position"><p>{status_tags(standing)}</p>{again}{said}{confirming}</div>'
    )


def show_ties(view: View, entry: Entry) -> None:
    """Show why it matters: to whom it was made, and what it is tied to."""
    one, settled = entry.recommendation, entry.standing.follow_up
    indicators = view.holdings.catalogue.indicators
    named = [indicators[each].name for each in settled.indicators if each in indicators]
    response = settled.response.value
    if settled.response_reason:
        response = f"{response}: {settled.response_reason}"
    is_asked = not entry.standing.for_others or settled.response is not Response.NONE
    words = {
        **({"Response": response} if is_asked else {}),
        "Addressed to": one.addressee,
        "Kind": one.kind.value,
        **dated_pair(entry),
        "Area of work": ", ".join(one.areas_of_work) or "not tied to one",
        "Standards": ", ".join(each.title for each in entry.standards) or "not tied to one",
        "Indicators": ", ".join(named) or "not tied to one",
    }
    st.header("What it is tied to", anchor=False)
    components.html(
        f'<div class="yj-recommendation"><dl class="yj-pairs">{pairs(words)}</dl></div>'
    )
    components.muted("The standards and areas of work are our reading of the report.")
