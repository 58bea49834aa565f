"""What does the board need to know?"""

import pandas as pd
import streamlit as st

from dashboard.core.narrative.comparison import beside_group, past_sentence, tone_of, with_unit
from dashboard.core.narrative.sentences import Sentence, capitalised
from dashboard.ui import components, navigation, ratings
from dashboard.ui.page import View, page
from dashboard.usecases.comparison import ComparisonReading
from dashboard.usecases.overview import Overview, read_overview
from dashboard.usecases.ratings import NoInspection

LINKS = {
    "comparison": "**See similar areas** →",
    "ratings": "**See the ratings** →",
    "recommendations": "**See them** →",
}


def show_sentences(overview: Overview, view: View) -> None:
    st.header("What the board needs to know", anchor=False)
    for sentence in overview.sentences:
        show_sentence(sentence, view)


def show_sentence(sentence: Sentence, view: View) -> None:
    params = {"service": view.service.id} | dict(sentence.choices)
    words, way = st.columns([5, 1], vertical_alignment="center")
    with words:
        components.fact(sentence)
    with way:
        navigation.link_to(sentence.subject, LINKS[sentence.subject], **params)


def show_ratings(overview: Overview) -> None:
    st.header("Ratings at the last inspection", anchor=False)
    reading = overview.ratings
    if isinstance(reading, NoInspection):
        components.muted("No inspection of this service is held.")
        return
    inspection = reading.inspection
    components.html(
        f"Overall {components.rating_badge(reading.derived.published)} "
        f"published {inspection.published.words}"
    )
    if not inspection.has_standards:
        components.muted("The ratings of its standards are not held, only the overall rating.")
        return
    ratings.grid(reading.derived)


def show_recommendations(overview: Overview) -> None:
    st.header("Recommendations", anchor=False)
    entries = overview.register.entries
    if not entries:
        components.muted("No recommendation to this service is held.")
        return
    states = pd.Series([entry.recommendation.status.value for entry in entries])
    counts = states.value_counts().rename_axis("State").reset_index(name="Recommendations")
    components.table(counts, "How many in each state")


def show_indicators(overview: Overview) -> None:
    st.header("Indicators at a glance", anchor=False)
    if not overview.readings:
        components.muted("No core indicator is published for this service.")
        return
    rows = [glance(reading) for reading in overview.readings]
    components.table(
        pd.DataFrame(rows),
        "The newest figure of each core indicator",
        raw_html={"Against them"},
    )


def glance(reading: ComparisonReading) -> dict[str, str]:
    c = reading.comparison
    unit, group, national = c.indicator.unit, c.benchmark, c.national
    return {
        "Indicator": c.indicator.name,
        "Period": c.period.label,
        c.area.name: "not published" if c.value is None else with_unit(c, c.value),
        "Compared with": f"{unit.words_or_absent(group.value)}, "
        f"{group.method.value} of {group.group.noun}",
        "Against them": f"{components.tag(tone_of(c))} {beside_group(c)}",
        "Against own past": capitalised(past_sentence(reading.trend)),
        "England": unit.words_or_absent(national.value if national else None),
    }


with page("{service} youth justice service") as view:
    overview = read_overview(view.holdings, view.service.id)
    show_sentences(overview, view)
    show_indicators(overview)
    show_ratings(overview)
    show_recommendations(overview)
