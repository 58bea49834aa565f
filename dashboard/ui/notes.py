"""The notes that go along with every download of a page, gathered while the page is shown."""

import datetime as dt
from collections.abc import Iterable

import streamlit as st

from dashboard.core.areas import ComparatorGroup, Service
from dashboard.core.disclosure.protection import ProtectedFigures
from dashboard.core.editions import Provenance
from dashboard.core.inspection.inspections import Source
from dashboard.core.periods import date_words
from dashboard.core.published.comparison import Comparison
from dashboard.reports.notes import Fact, Notes
from dashboard.usecases.holdings import Holdings

# Session key: the notes of the page in view.
_NOTES = "notes_of_page"


def begin(service: Service, as_of: dt.date) -> None:
    """Start a page's notes: whose figures it shows, on which day, and whether they are real."""
    facts = (("Service", service.name), ("Day", date_words(as_of)))
    st.session_state[_NOTES] = Notes(facts=facts, invented=service.invented)


def of_page() -> Notes:
    """Return what the notes of a table shown now begin with."""
    found: Notes = st.session_state.get(_NOTES) or Notes()
    return found


def add(*facts: Fact, sources: Iterable[Provenance | Source] = ()) -> None:
    """Add facts and sources to the notes of every table that the page shows from now on."""
    st.session_state[_NOTES] = of_page().also(*facts, sources=tuple(sources))


def add_comparisons(holdings: Holdings, comparisons: Iterable[Comparison]) -> None:
    """Add what comparisons are of and compared with, and the editions of all their figures."""
    shown = list(comparisons)
    facts = [fact for one in shown for fact in _facts(one)] if len(shown) == 1 else []
    numbers = {each.observed.edition_id for one in shown for each in (one.own, *one.members)}
    add(*facts, sources=holdings.provenances(numbers))


def add_own_figures(
    holdings: Holdings, protected: ProtectedFigures, *also: ProtectedFigures
) -> None:
    """Add who may see a service's own figures, and which files they were loaded from.

    `also` are further figures of the same page, protected alike.

    What was noted about such a file is left out: nobody can tell what it tells.
    """
    tables = [each.figures.table for each in (protected, *also)]
    numbers = {number for table in tables for number in table["edition_id"].dropna().astype(int)}
    loaded = holdings.provenances(numbers)
    sources = (Source(one.title, one.publisher) for one in loaded)
    add(("Small numbers", f"{protected.label}."), sources=sources)


def _facts(comparison: Comparison) -> tuple[Fact, ...]:
    return (
        ("Area", comparison.place.name),
        ("Indicator", comparison.indicator.name),
        ("Period", comparison.period.label),
        ("Compared with", _group_words(comparison.benchmark.group)),
    )


def _group_words(group: ComparatorGroup) -> str:
    if group.published_on is None:
        return group.title
    return f"{group.title}, published {date_words(group.published_on)}"
