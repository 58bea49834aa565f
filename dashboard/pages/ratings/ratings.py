"""How was the service rated, and why?"""

import datetime as dt
from functools import partial

import streamlit as st

from dashboard.core.inspection.headroom import headroom
from dashboard.core.inspection.ratings import DerivedRatings
from dashboard.core.inspection.reinspection import Reinspection
from dashboard.narrative.inspection.firmness import depth_sentences
from dashboard.narrative.inspection.frameworks import known_standards_words
from dashboard.narrative.inspection.ratings import (
    ONLY_OVERALL,
    before_words,
    first_later_words,
    may_be_inspected_words,
    no_inspection_words,
)
from dashboard.pages.ratings import firmness, record
from dashboard.pages.ratings.findings import findings, key_facts
from dashboard.pages.ratings.tiles import tell_what_is_near, tiles
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
    components.lead(no_inspection_words(absent.as_of).text)
    if absent.later:
        components.muted(f"{first_later_words(absent.later[0])}: choose a later date above.")
    else:
        components.muted(f"{may_be_inspected_words()} Choose another service above.")
        navigation.link_to("data", "What we have, and its known gaps", section="gaps")


def chosen_work(derived: DerivedRatings) -> str | None:
    areas = {area.lower().replace(" ", "-"): area for area in derived.framework.areas_of_work}
    options = {ALL_WORK: "All areas of work"} | areas
    chosen = state.choose("Area of work", "work", options, ALL_WORK)
    return areas.get(chosen)


def show_answer(reading: RatingsReading, as_of: dt.date) -> None:
    derived = reading.derived
    told = [before_words(one, as_of) for one in reading.rated_before]
    if reading.inspection.has_standards:
        told.append(depth_sentences(derived, reading.reinspection)[-1].words)
    ratings.overall(derived, as_of, [*told, known_standards_words(derived.framework)])


def show_standards(derived: DerivedRatings) -> str | None:
    """Show the standards as tiles, and return the area of work that was chosen, None for all."""
    heading, choice = st.columns([3, 1], vertical_alignment="bottom")
    with heading:
        st.header("The standards", anchor=False)
        tell_what_is_near(derived)
    with choice:
        work = chosen_work(derived)
    tiles(derived, work)
    if derived.framework.arithmetic:
        navigation.link_to("what_if", "See what would change the rating")
    return work


def show_without_standards(derived: DerivedRatings) -> None:
    if not derived.framework.grades:
        record.case_scores(derived)
        return
    components.muted(ONLY_OVERALL.text)
    record.report_link(derived.inspection)


def show_close_calls(derived: DerivedRatings, work: str | None) -> None:
    if not headroom(derived):
        return
    components.fold("Close calls", lambda: firmness.close_calls(derived, work), "close_calls")


def show_findings(derived: DerivedRatings, work: str | None) -> None:
    """Show what was found; opened where a page has no standards to show before it."""
    inspection, framework = derived.inspection, derived.framework
    if not inspection.findings and not inspection.key_facts:
        return
    codes = [domain.code for domain in framework.domains if work == domain.area_of_work]
    label = "Strengths and areas for improvement"
    with st.expander(label, expanded=not inspection.has_standards):
        findings(inspection, framework, codes[0] if codes else None)
        key_facts(inspection.key_facts, inspection.name_as_published)


def show_again(reading: RatingsReading, work: str | None) -> None:
    # It is about the service as a whole.
    if isinstance(reading.reinspection, Reinspection) and work is None:
        again, derived = reading.reinspection, reading.derived
        components.fold(
            "If it were inspected again", lambda: firmness.reinspection(again, derived), "again"
        )


def show_others(view: View) -> None:
    spread = read_spread(view.holdings, view.service.id)
    if spread:
        services = len(view.holdings.catalogue.services)
        components.fold(
            "How other services were rated", lambda: firmness.spread(spread, services), "others"
        )


def show_record(reading: RatingsReading) -> None:
    """Offer the inspections before, each under its own rules, and where all this comes from."""
    graded = [derived for derived in reading.history if derived.framework.grades]
    components.fold(
        "Source and history", lambda: record.source_and_history(reading.derived, graded), "record"
    )
    for derived in reading.earlier:
        if not derived.framework.grades:
            components.fold(
                derived.framework.title,
                partial(_show_scores, derived),
                f"scores_{derived.inspection.id}",
            )


def _show_scores(derived: DerivedRatings) -> None:
    record.case_scores(derived)
    findings(derived.inspection, derived.framework)


def show_inspection(view: View) -> None:
    reading = read_ratings(view.holdings, view.service.id)
    if isinstance(reading, NoInspection):
        show_absence(reading)
        return
    derived, work = reading.derived, None
    notes.add(("Framework", derived.framework.title), sources=[reading.inspection.source])
    show_answer(reading, view.holdings.as_of)
    if reading.inspection.has_standards:
        work = show_standards(derived)
    else:
        show_without_standards(derived)
    show_close_calls(derived, work)
    show_findings(derived, work)
    show_again(reading, work)
    show_others(view)
    show_record(reading)


with page("Inspection ratings of {service}") as view:
    show_inspection(view)
