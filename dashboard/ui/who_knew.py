"""How what was known of an early warning on a day looks on a page."""

from html import escape

import pandas as pd

from dashboard.core.narrative.board import unacknowledged_words
from dashboard.core.narrative.who_knew import (
    role_words,
    silent_words,
    stood_words,
    when_words,
)
from dashboard.core.who_knew import Knowledge
from dashboard.ui import components


def show_knowledge(known: Knowledge) -> None:
    """Show a warning, since when it stood, who had acknowledged it or not, what was decided."""
    area = known.attention.warning.comparison.area.name
    components.fact(known.sentence)
    components.muted(stood_words(known.attention).text)
    _show_knowers(known, area)
    components.muted(silent_words(known).text)
    _show_decisions(known, area)


def _show_knowers(known: Knowledge, area: str) -> None:
    if not known.knowers:
        words = escape(unacknowledged_words(known.attention).text)
        components.html(f"<p><strong>{words}</strong></p>")
        return
    rows = {
        "Acknowledged by": [made.by for made, _ in known.knowers],
        "Role": [role_words(person) for _, person in known.knowers],
        "From": [person.body or "not noted" if person else "" for _, person in known.knowers],
        "When": [when_words(made) for made, _ in known.knowers],
        "Note": [made.note or "none" for made, _ in known.knowers],
    }
    components.table(pd.DataFrame(rows), f"Who had acknowledged it, {area}")


def _show_decisions(known: Knowledge, area: str) -> None:
    if not known.decisions:
        components.muted("No decision or challenge about it had been recorded.")
        return
    rows = {
        "Kind": [made.kind.value for made, _ in known.decisions],
        "Meeting": [meeting.label if meeting else "none" for _, meeting in known.decisions],
        "What was said": [made.text for made, _ in known.decisions],
        "Recorded by": [made.by for made, _ in known.decisions],
    }
    components.table(pd.DataFrame(rows), f"What had been decided, {area}")
