"""How was the service rated, and why?"""

import streamlit as st

from dashboard.core.inspection.ratings import DerivedRatings
from dashboard.core.periods import date_words
from dashboard.narrative.inspection.firmness import depth_sentences
from dashboard.narrative.inspection.frameworks import known_standards_words
from dashboard.narrative.inspection.ratings import later_words
from dashboard.pages.ratings import firmness
from dashboard.ui import components, navigation, notes, ratings, state
from dashboard.ui.page import View, page
from dashboard.usecases.inspection.ratings import (
    NoInspection,
    RatingsReading,
    read_ratings,
    read_spread,
)

ALL_WORK = "all"


def show_absence(absent: NoInspection) -> None:
    name = absent.service.name
    components.lead(f"No inspection of {name} is held as at {date_words(absent.as_of)}.")
    if absent.later:
        first = absent.later[0].published.words
        components.muted(f"The first one held was published {first}: choose a later date above.")
    else:
        components.muted(
            "That does not mean it was never inspected: ratings since August 2018 are held where a "
            "published source was found. Choose another service above."
        )
        navigation.link_to("data", "What is held, and its known gaps", section="gaps")


def chosen_work(derived: DerivedRatings) -> str | None:
    areas = {area.lower().replace(" ", "-"): area for area in derived.framework.areas_of_work}
    options = {ALL_WORK: "All areas of work"} | areas
    chosen = state.choose("Area of work", "work", options, ALL_WORK)
    return areas.get(chosen)


def show_standards(derived: DerivedRatings, work: str | None) -> None:
    for domain in derived.framework.domains:
        rated = [r for r in derived.standards if r.domain == domain]
        if not rated or work not in (None, domain.area_of_work):
            continue
        st.header(domain.name, anchor=False)
        sample = derived.inspection.sample_of(domain.code)
        if sample:
            components.muted(f"From {sample.cases} {sample.description}. {sample.part_note}")
        ratings.standards(rated)
        ratings.findings(derived.inspection, derived.framework, domain.code)


def show_answer(view: View, reading: RatingsReading) -> None:
    derived = reading.derived
    ratings.overall(derived)
    if later := later_words(derived.inspection.published, view.holdings.as_of):
        components.muted(f"It is the newest we have. {later}")
    if derived.framework.grades:
        for sentence in depth_sentences(derived, reading.reinspection):
            components.fact(sentence)
    if derived.inspection.has_standards and derived.framework.arithmetic:
        navigation.link_to("what_if", "See what would change the rating")
    ratings.basis(derived)


def show_overall_only(derived: DerivedRatings) -> None:
    inspection = derived.inspection
    components.muted(
        "Only the overall rating is held. The ratings of the standards stand in the report."
    )
    for note in inspection.notes:
        components.muted(note)
    ratings.report_link(inspection)


def show_detail(reading: RatingsReading) -> None:
    derived, inspection = reading.derived, reading.inspection
    notes.add(("Framework", derived.framework.title), sources=[inspection.source])
    if inspection.has_standards:
        if not derived.framework.complete:
            components.muted(known_standards_words(derived.framework).text)
        work = chosen_work(derived)
        ratings.grid(derived, work)
        firmness.ladder(derived, work)
        # It is about the service as a whole.
        if work is None:
            firmness.reinspection(reading.reinspection, derived)
        show_standards(derived, work)
        ratings.key_facts(inspection.key_facts, inspection.name_as_published)
        return
    if derived.framework.grades:
        show_overall_only(derived)
    else:
        ratings.case_scores(derived)
    ratings.findings(inspection, derived.framework)


def show_history(reading: RatingsReading) -> None:
    graded = [derived for derived in reading.history if derived.framework.grades]
    if graded:
        ratings.history(graded)
    for derived in reading.earlier:
        if not derived.framework.grades:
            st.header(derived.framework.title, anchor=False)
            ratings.case_scores(derived)
            ratings.findings(derived.inspection, derived.framework)


def show_inspection(view: View) -> None:
    reading = read_ratings(view.holdings, view.service.id)
    if isinstance(reading, NoInspection):
        show_absence(reading)
        return
    show_answer(view, reading)
    show_detail(reading)
    show_history(reading)
    every = view.holdings.catalogue.services
    firmness.spread(read_spread(view.holdings, view.service.id), len(every))
    ratings.source(reading.derived)


with page("Inspection ratings of {service}") as view:
    show_inspection(view)
