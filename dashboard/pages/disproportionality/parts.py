"""What the page of disproportionality lets a reader choose, and how it shows an answer."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard.charts.disproportionality import disproportionality_chart, disproportionality_table
from dashboard.core.disclosure.protection import Mode
from dashboard.core.own.groups import Dimension
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.performance.disproportionality import ALL_OTHERS, Disproportionality, others_of
from dashboard.core.sentences import capitalised
from dashboard.narrative.performance.disproportionality import (
    comparisons_words,
    disproportionality_sentences,
    method_words,
    withheld_words,
)
from dashboard.ui import components, disclosure, state
from dashboard.ui.area_teams import choose_place
from dashboard.ui.page import View
from dashboard.usecases.own.area_teams import area_teams
from dashboard.usecases.own.disproportionality import ComparableCounts

APART, TOGETHER = "apart", "together"


@dataclass(frozen=True)
class GroupsChosen:
    """What is compared: a local indicator by a dimension, in one place, against a reference.

    `mode` says who may see the figures.
    """

    indicator: LocalIndicator
    dimension: Dimension
    place: str
    reference: str
    together: bool
    mode: Mode


def choose_groups(view: View, counts: ComparableCounts) -> GroupsChosen:
    """Return what the reader chose to compare, and who may see it; the address bar follows."""
    names = {name: each.name for name, each in counts.indicators.items()}
    # In two rows: six lists in one would cut off what is chosen in them.
    with st.container(horizontal=True, vertical_alignment="bottom"):
        first = next(iter(names))
        name = state.choose("What is counted", "indicator", names, first, resets=("by",))
        by_id = {each.id: each for each in counts.dimensions[name]}
        dimension = by_id[_dimension(by_id)]
        reference = _reference(dimension)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = choose_place(area_teams(view.holdings, view.service.id))
        together = _together(dimension, reference)
        mode = disclosure.choose_mode(view)
    return GroupsChosen(counts.indicators[name], dimension, place, reference, together, mode)


def show_comparison(found: Disproportionality, place: str) -> None:
    """Show which groups are counted more often, then the picture, the table and the method."""
    disclosure.mode_note(found.protected)
    for sentence in disproportionality_sentences(found):
        components.fact(sentence)
    for words in (withheld_words(found), comparisons_words(found)):
        if words:
            components.muted(words.text)
    _picture(found, place)
    _method(found)


def _dimension(by_id: Mapping[str, Dimension]) -> str:
    default = "ethnicity" if "ethnicity" in by_id else next(iter(by_id))
    names = {name: dimension.name for name, dimension in by_id.items()}
    return state.choose("By", "by", names, default, resets=("against", "groups"))


def _reference(dimension: Dimension) -> str:
    options = {group.id: capitalised(group.words) for group in dimension.known}
    options[ALL_OTHERS] = capitalised(others_of(dimension).words)
    return state.choose(
        "Compared with", "against", options, dimension.reference, resets=("groups",)
    )


def _together(dimension: Dimension, reference: str) -> bool:
    if not dimension.together or reference != dimension.reference:
        return False
    options = {APART: "Each apart", TOGETHER: f"Also {dimension.together}"}
    return state.choose("Groups", "groups", options, APART) == TOGETHER


def _picture(found: Disproportionality, place: str) -> None:
    drawn = disproportionality_chart(found, place)
    table = disproportionality_table(found)
    stem = f"{found.protected.figures.service}-{found.indicator.id}-{found.dimension.id}"
    file_name = f"{disclosure.file_stem(stem, found.protected.mode)}.csv"
    if drawn is not None:
        components.chart(drawn, "disproportionality", file_name, table_beside=True)
    components.table(table.drop(columns="p"), "Every group, with counts beside rates")
    if drawn is None:
        components.download(lambda: table, file_name, key="disproportionality_download")


def _method(found: Disproportionality) -> None:
    given = [period.label for period in found.populations_of]
    with st.expander("Method and source"):
        for words in method_words():
            components.muted(words.text)
        if given:
            components.muted(f"Children living here: as given for {', '.join(given)}.")
        if found.indicator.caveat:
            components.muted(found.indicator.caveat)
        components.muted(
            "Counts and populations are the service's own, from the files it loaded. Only counts "
            "that add up over quarters are offered; key performance indicators are "
            "not, because the Youth Justice Board calls them not yet fit for decisions."
        )
