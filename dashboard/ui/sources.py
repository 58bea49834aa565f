"""The chain behind a number: its definition, its edition, its publisher."""

import streamlit as st

from dashboard.core.editions import Edition, EditionStatus
from dashboard.core.published.comparison import Comparison
from dashboard.ui import components, navigation
from dashboard.ui.page import View
from dashboard.usecases.holdings import Holdings


def show_source(holdings: Holdings, comparison: Comparison) -> None:
    """Show where a figure comes from, each link of the chain named, with the way to the rest."""
    indicator, observed = comparison.indicator, comparison.observed
    with st.expander("Where these figures come from"):
        components.lead(
            f"{indicator.name}: {indicator.numerator}, of {indicator.denominator}. "
            f"Counted {indicator.unit.long}; {indicator.polarity.value}."
        )
        if indicator.caveat:
            components.muted(indicator.caveat)
        edition = holdings.editions().get(observed.edition_id or 0)
        if edition is not None:
            components.muted(edition_words(edition))
        if observed.note:
            components.muted(f"About this figure: {observed.note}")
        if comparison.children is not None and comparison.children_are_estimated:
            components.muted(population_words(comparison))
        of_table = {"table": address_of(edition)} if edition else {}
        navigation.link_to("data", "Everything about this table", **of_table)
        of_indicator = {"section": "indicators", "indicator": indicator.id}
        navigation.link_to("data", "How the indicator is counted", **of_indicator)


def population_words(comparison: Comparison) -> str:
    """Return how the number of children was estimated: by which population of which year."""
    population = comparison.population
    if population is None:
        return ""
    return (
        f"The number of children is the rate times {population.children_10_17:,} children aged 10 "
        f"to 17, the service's population of {population.year}, the nearest year held."
    )


def edition_words(edition: Edition) -> str:
    """Return one line that names an edition: publisher, title, date, licence, checksum if any."""
    p = edition.provenance
    return (
        f"Source: {p.publisher}, {p.title}, {p.edition}, published {p.published_words}. "
        f"{p.licence}.{f' Checksum {p.sha256[:12]}.' if p.sha256 else ''}"
    )


def address_of(edition: Edition) -> str:
    """Return what names an edition in an address."""
    # A checksum names it in every database, a number only in one.
    return edition.provenance.sha256[:12] or f"loaded-{edition.id}"


def editions_of(view: View) -> list[Edition]:
    """Return the editions of published figures and of the service's own, none of another's."""
    every = view.holdings.editions().values()
    return [edition for edition in every if edition.service in ("", view.service.id)]


def editions_in_use(view: View) -> list[Edition]:
    """Return those whose figures count now, by title."""
    current = [each for each in editions_of(view) if each.status is EditionStatus.CURRENT]
    return sorted(current, key=lambda edition: edition.provenance.title)


def edition_name(edition: Edition) -> str:
    """Return the title of an edition in a list, marked where it counts no longer."""
    ended = "" if edition.status is EditionStatus.CURRENT else " (no longer used)"
    return f"{edition.provenance.title}{ended}"
