"""What does the board need to know?"""

import datetime as dt
from html import escape

import pandas as pd
import streamlit as st

from dashboard.core.sentences import Sentence
from dashboard.core.verdicts import Lens
from dashboard.narrative.inspection.ratings import covers_words
from dashboard.narrative.published.figures import against_heading, age_words
from dashboard.narrative.published.lenses import three_lenses
from dashboard.pages.overview import by_field
from dashboard.pages.overview.acknowledging import ask_who_acknowledges, offer_acknowledging
from dashboard.ui import changes, components, navigation, ratings
from dashboard.ui.page import View, page
from dashboard.ui.sources import england_cell
from dashboard.usecases.inspection.ratings import NoInspection
from dashboard.usecases.overview import Overview, Told, read_overview
from dashboard.usecases.published.comparison import ComparisonReading

LINKS = {
    "indicators": "See all indicators",
    "ratings": "See the ratings",
    "recommendations": "See the register",
    "national_reports": "See national reports",
    "local_performance": "See local performance",
}


def show_sentences(overview: Overview, view: View) -> None:
    st.header("What the board needs to know", anchor=False)
    if overview.scan not in overview.sentences:
        components.muted(overview.scan.text)
    every = (*overview.told, *overview.own)
    if by_field.is_asked():
        by_field.show_by_field(view, every, show_told)
    else:
        for told in every:
            show_told(told, view)
    by_field.offer()
    ask_who_acknowledges(view, overview.told)
    for note in overview.notes:
        components.muted(note)


def show_told(told: Told, view: View) -> None:
    sentence = told.sentence
    words, way = st.columns([3, 1], vertical_alignment="center")
    with words:
        components.fact(sentence)
    with way:
        navigation.link_to(sentence.subject, link_words(sentence, view), **sentence.choices)
        offer_acknowledging(view, told)


def link_words(sentence: Sentence, view: View) -> str:
    if "indicator" not in sentence.choices:
        return LINKS[sentence.subject]
    subject = view.holdings.catalogue.indicator(sentence.choices["indicator"]).subject
    return f"See {subject[:1].lower()}{subject[1:]}"


def show_ratings(overview: Overview) -> None:
    st.header("Ratings at the newest inspection we have", anchor=False)
    reading = overview.ratings
    if isinstance(reading, NoInspection):
        components.muted("We have no inspection of this service.")
        return
    inspection = reading.inspection
    covers = covers_words(inspection)
    what = f"{escape(covers.text)}, published" if covers else "published"
    components.html(
        f"Overall {components.rating_badge(reading.derived.published)} "
        f"{what} {inspection.published.words}"
    )
    if not inspection.has_standards:
        components.muted("We have only the overall rating, not those of its standards.")
        return
    ratings.grid(reading.derived)


def show_recommendations(overview: Overview) -> None:
    st.header("Recommendations", anchor=False)
    entries = overview.register.entries
    if not entries:
        components.muted("No recommendation to this service is held.")
        return
    states = pd.Series([entry.standing.status.value for entry in entries])
    counts = states.value_counts().rename_axis("State").reset_index(name="Recommendations")
    components.table(counts, "How many in each state")


def show_indicators(overview: Overview, as_of: dt.date) -> None:
    if not overview.readings:
        return
    st.header("Indicators at a glance", anchor=False)
    heading = against_heading([reading.comparison for reading in overview.readings])
    rows = pd.DataFrame([glance(reading, as_of, heading) for reading in overview.readings])
    if rows["Area"].nunique() == 1:
        rows = rows.drop(columns="Area")
    raw = {"England", heading, *(f"Against {lens}" for lens in Lens)}
    components.table(rows, "The newest figure of each core indicator", raw_html=raw)
    navigation.link_to("indicators", "See all indicators")


def glance(reading: ComparisonReading, as_of: dt.date, heading: str) -> dict[str, str]:
    c = reading.comparison
    unit = c.indicator.unit
    figure = unit.words_or_absent(c.value) if c.value is None else unit.in_full(c.value)
    similar, *others = three_lenses(c)
    against = {f"Against {lens.lens}": components.lens_cell(lens) for lens in others}
    return {
        "Indicator": c.indicator.name,
        "Area": c.place.name,
        "Figure": f"{figure}, {c.period.label}{age_words(c.period, as_of)}",
        heading: components.lens_cell(similar),
        **against,
        "England": england_cell(c),
    }


with page("{service} youth justice service") as view:
    changes.tell_what_was_done()
    overview = read_overview(view.holdings, view.service.id)
    show_sentences(overview, view)
    show_indicators(overview, view.holdings.as_of)
    show_ratings(overview)
    show_recommendations(overview)
