"""How one recommendation looks on a page."""

from html import escape

import streamlit as st

from dashboard.core.narrative.recommendations import age_words
from dashboard.core.narrative.sentences import Tone, listed
from dashboard.ui import components
from dashboard.usecases.recommendations import Entry


def recommendation(entry: Entry) -> None:
    """Show a recommendation: its exact words, where it stands, what it lacks and its source."""
    one = entry.recommendation
    note = f"<p>{escape(one.wording_note)}</p>" if one.wording_note else ""
    st.html(
        f'<article class="yj-recommendation"><h2>{escape(entry.service.name)}, '
        f"recommendation {one.number}</h2>"
        f'<blockquote class="yj-quote">{escape(one.wording)}</blockquote>{note}'
        f"<p><strong>{entry.standing.status.value}</strong></p>"
        f"<p>{components.tag(Tone.MISSING)} {escape(listed(entry.standing.missing))}</p>"
        f'<dl class="yj-pairs">{_pairs(entry)}</dl></article>'
    )


def _pairs(entry: Entry) -> str:
    one = entry.recommendation
    age = f"{age_words(entry.age_days)} ago" if entry.age_days else "today"
    pairs = {
        "Addressed to": one.addressee,
        "Area of work": ", ".join(one.areas_of_work) or "not tied to one",
        "Standards": ", ".join(s.title for s in entry.standards) or "not tied to one",
        "Published": f"{one.published.words}, {age}",
        "Source": f"{one.source}. {one.where}",
    }
    return "".join(f"<dt>{term}</dt><dd>{escape(words)}</dd>" for term, words in pairs.items())
