"""Where do the figures come from, and how are they counted?"""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from dashboard.core.areas import ComparatorModel
from dashboard.core.editions import ATTRIBUTION, Edition, EditionStatus, Provenance
from dashboard.core.indicators import Indicator
from dashboard.core.periods import date_words
from dashboard.ui import components, methods, state
from dashboard.ui.page import View, page

SERIES_GAPS = (
    "Wales: figures are held for its 17 services in 2020-21 and 2021-22 only. The list of similar "
    "areas and the other indicators cover England.",
    "The Youth Justice Board's own family of similar services is not held, because no list of it "
    "is published.",
    "A figure that is withheld or missing is shown as not published. It is never shown as zero.",
)


def show_tables(editions: list[Edition]) -> None:
    components.table(
        pd.DataFrame(
            {
                "Table": [e.provenance.title for e in editions],
                "Publisher": [e.provenance.publisher for e in editions],
                "Published": [e.provenance.published_words for e in editions],
                "Licence": [e.provenance.licence for e in editions],
                "Checksum": [e.provenance.sha256[:12] for e in editions],
                "Figures": [e.observations for e in editions],
            }
        ),
        "Published tables in use",
    )


def show_one_table(editions: Iterable[Edition]) -> None:
    # A checksum names an edition in every database, a number only in one.
    by_id = {edition.provenance.sha256[:12]: edition for edition in editions}
    names = {checksum: edition_name(edition) for checksum, edition in by_id.items()}
    first = next(iter(names))
    chosen = state.choose("Everything about one table", "table", names, first, unknown="table")
    methods.edition_details(by_id[chosen])


def edition_name(edition: Edition) -> str:
    superseded = "" if edition.status is EditionStatus.CURRENT else " (no longer used)"
    return f"{edition.provenance.title}{superseded}"


def show_indicators(indicators: Iterable[Indicator]) -> None:
    held = list(indicators)
    components.table(
        pd.DataFrame(
            {
                "Indicator": [i.name for i in held],
                "Unit": [i.unit.long for i in held],
                "Period": [i.period_kind.value for i in held],
                "Reading": [i.polarity.value for i in held],
            }
        ),
        "Indicators",
    )
    names = {indicator.id: indicator.name for indicator in held}
    label, first = "The definition of one indicator", next(iter(names))
    chosen = state.choose(label, "indicator", names, first, unknown="indicator")
    methods.indicator_details(next(i for i in held if i.id == chosen))


def show_models(models: Iterable[ComparatorModel]) -> None:
    held = list(models)
    components.table(
        pd.DataFrame(
            {
                "List": [m.title for m in held],
                "In force from": [date_words(m.published_on) for m in held],
                "Areas with a list": [len(m.lists) for m in held],
                "What makes areas similar": [m.explanation for m in held],
            }
        ),
        "Lists of similar areas",
    )


def show_gaps(sources: Iterable[Provenance]) -> None:
    tables: dict[str, list[str]] = {}
    for source in sources:
        for defect in source.known_defects:
            tables.setdefault(defect, []).append(source.title)
    where = [names[0] if len(names) == 1 else f"{len(names)} tables" for names in tables.values()]
    components.table(
        pd.DataFrame({"What is known": list(tables), "Where": where}), "Known defects of the tables"
    )


def show(view: View) -> None:
    catalogue, editions = view.holdings.catalogue, list(view.holdings.editions().values())
    current = [e for e in editions if e.status is EditionStatus.CURRENT]
    components.lead(
        f"The dashboard holds {sum(e.observations for e in current):,} figures from {len(current)} "
        "published tables. Each table names its publisher and date, what was changed here, and a "
        "checksum that proves nothing else was."
    )
    components.muted(ATTRIBUTION)
    st.header("Tables", anchor="tables")
    show_tables(current)
    show_one_table(editions)
    st.header("Indicators", anchor="indicators")
    show_indicators(catalogue.indicators.values())
    st.header("Similar areas", anchor="similar-areas")
    show_models(catalogue.comparator_models.values())
    st.header("Known gaps", anchor="known-gaps")
    for gap in SERIES_GAPS:
        components.muted(gap)
    show_gaps([*(e.provenance for e in current), *catalogue.table_sources.values()])
    st.header("Words", anchor="words")
    methods.glossary(catalogue.glossary)


with page("Data and methods") as view:
    show(view)
