"""Where do the figures come from, and how are they counted?"""

from collections.abc import Sequence

import streamlit as st

from dashboard import VERSION
from dashboard.core.editions import ATTRIBUTION, CHECKSUM_SIGNS, Edition
from dashboard.core.periods import date_words
from dashboard.ui import components, disclosure, methods, state
from dashboard.ui.examples import offer_removal
from dashboard.ui.page import View, page
from dashboard.ui.sources import (
    address_of,
    core_first,
    edition_name,
    editions_in_use,
    editions_of,
)

SECTIONS = {
    "tables": "Tables and their publishers",
    "indicators": "Indicators and how they are counted",
    "similar-areas": "Lists of similar areas",
    "frameworks": "Frameworks and duties",
    "gaps": "Known gaps and defects",
    "small-numbers": "Small numbers",
    "words": "What the words mean",
}
SERIES_GAPS = (
    "Wales: we have figures of its 17 services in 2020-21 and 2021-22 only. The list of similar "
    "areas and the other indicators cover England.",
    "The Youth Justice Board's own family of similar services is not here, because no list of it "
    "is published. A service that has its list can add it under Lists and targets.",
    "A figure that is withheld is shown as not published, and one that no table here has as not "
    "known here. Neither is shown as zero.",
)


def show_tables(view: View) -> None:
    held = core_first(view, editions_of(view))
    by_address = {address_of(edition): edition for edition in held}
    names = {address: edition_name(edition) for address, edition in by_address.items()}
    chosen = state.choose("Table", "table", names, next(iter(names)))
    methods.edition_details(by_address[chosen])
    current = core_first(view, editions_in_use(view))
    components.table(
        {
            "Table": [e.provenance.title for e in current],
            "Publisher": [e.provenance.publisher for e in current],
            "Published": [e.provenance.published_words for e in current],
            "Licence": [e.provenance.licence for e in current],
            "Figures": [f"{e.observations:,}" for e in current],
        },
        "All tables in use",
    )
    with st.expander("The checksums of these tables"):
        show_checksums(current)


def show_checksums(editions: Sequence[Edition]) -> None:
    checksums = [edition.provenance.sha256[:CHECKSUM_SIGNS] or "kept back" for edition in editions]
    titles = [edition.provenance.title for edition in editions]
    columns = {"Table": titles, "Checksum": checksums}
    components.table(columns, "The first 12 digits of each checksum")


def show_indicators(view: View) -> None:
    held = view.holdings.indicators
    names = {name: indicator.name for name, indicator in held.items()}
    chosen = state.choose("Indicator", "indicator", names, next(iter(names)))
    methods.indicator_details(held[chosen])
    components.table(
        {
            "Indicator": list(names.values()),
            "Unit": [i.unit.long for i in held.values()],
            "Period": [i.period_kind.value for i in held.values()],
            "Which way is better": [i.polarity.value for i in held.values()],
        },
        "All indicators",
    )


def show_models(view: View) -> None:
    held = list(view.holdings.catalogue.comparator_models.values())
    components.table(
        {
            "List": [m.title for m in held],
            "Published": [date_words(m.published_on) for m in held],
            "Can be the usual list": ["yes" if m.may_be_usual else "no" for m in held],
            "Areas with a list": [len(m.lists) for m in held],
            "What makes areas similar": [m.explanation for m in held],
        },
        "Lists of similar areas",
    )


def show_frameworks(view: View) -> None:
    catalogue = view.holdings.catalogue
    duties = (catalogue.national_standards, catalogue.oversight)
    rows = [
        _rules(f.title, f.publisher, f.used_from.words, f.source_url, f.not_verified)
        for f in reversed(list(catalogue.frameworks.values()))
    ]
    rows += [
        _rules(d.title, d.publisher, d.published.words, d.address, d.not_verified)
        for d in duties
        if d is not None
    ]
    caption = "What inspectors and the Youth Justice Board go by, newest inspections first"
    components.table(rows, caption, raw_html={"Source"})


def _rules(
    title: str, publisher: str, since: str, address: str, not_verified: Sequence[str]
) -> dict[str, str]:
    return {
        "Title": title,
        "Publisher": publisher,
        "Since": since,
        "Source": methods.link(address),
        "Not checked": " ".join(not_verified) or "nothing",
    }


def show_gaps(view: View) -> None:
    methods.points(SERIES_GAPS)
    editions = [edition.provenance for edition in editions_in_use(view)]
    tables: dict[str, list[str]] = {}
    for source in (*editions, *view.holdings.catalogue.table_sources.values()):
        for defect in source.known_defects:
            tables.setdefault(defect, []).append(source.title)
    where = [names[0] if len(names) == 1 else f"{len(names)} tables" for names in tables.values()]
    components.table({"Defect": list(tables), "Where": where}, "Known defects")


def show_words(view: View) -> None:
    methods.glossary(view.holdings.catalogue.glossary)


SHOWN = (
    show_tables,
    show_indicators,
    show_models,
    show_frameworks,
    show_gaps,
    disclosure.show_rules,
    show_words,
)
SHOW = dict(zip(SECTIONS, SHOWN, strict=True))

with page("Data and methods") as view:
    published = [each for each in editions_in_use(view) if not each.service]
    components.lead(
        f"The figures come from {len(published)} published tables. For each the dashboard "
        "names the publisher and the date. It says what was changed here, and keeps a fingerprint "
        "(checksum) that proves nothing else was."
    )
    SHOW[state.choose("Show", "section", SECTIONS, "tables")](view)
    components.muted(ATTRIBUTION)
    components.muted(f"This is version {VERSION} of the dashboard.")
    offer_removal(view)
