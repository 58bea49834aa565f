"""What only paper shows: whose page it is and of which day, and where its figures come from."""

import datetime as dt
from html import escape

from dashboard.core.areas import Service
from dashboard.core.periods import date_words
from dashboard.reports.paper import foot_style
from dashboard.ui import components, notes, own_html
from dashboard.ui.navigation import PRODUCT


def sign(service: Service, as_of: dt.date) -> None:
    """Put service, day and product at the foot of each sheet, and the sources at the end."""
    words = f"{service.name}, on {date_words(as_of)}. {PRODUCT}."
    own_html.show(f"<style>{foot_style(words)}</style>")
    if sources := notes.of_page().sources_in_one_cell:
        components.html(f'<p class="yj-sources">Sources: {escape(sources)}.</p>')
