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
    disproportionality_sentences,
    false_alarm_words,
    hidden_words,
    method_words,
)
from dashboard.ui import components, disclosure, state
from dashboard.ui.area_teams import choose_place
from dashboard.ui.page import View
from dashboard.usecases.own.area_teams import area_teams
from dashboard.usecases.own.disproportionality import ComparableCounts

EVERY_MEASURE = "all"
APART, TOGETHER = "apart", "together"
_SOURCE = (
    "Counts and numbers of children are the service's own, from the files it loaded.",
    "Only counts that add up over quarters are offered. Key performance indicators are not: the "
    "Youth Justice Board calls them experimental.",
)


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


def choose_measure(view: View, counts: ComparableCounts) -> tuple[str, str]:
    """Return the id of the measure in view, or EVERY_MEASURE, and the area team or ""."""
    options = {EVERY_MEASURE: "All measures"}
    options |= {name: each.name for name, each in counts.indicators.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = state.choose(
            "What is counted", "indicator", options, EVERY_MEASURE, resets=("by",)
        )
        place = choose_place(area_teams(view.holdings, view.service.id))
    return measure, place


def choose_one(counts: ComparableCounts, measure: str, place: str) -> GroupsChosen:
    """Return how a measure is compared, as the reader chose; the address bar follows."""
    by_id = {each.id: each for each in counts.dimensions[measure]}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        dimension = by_id[_dimension(by_id)]
        reference = _reference(dimension)
        together = _together(dimension, reference)
    mode = disclosure.mode_in_view()
    return GroupsChosen(counts.indicators[measure], dimension, place, reference, together, mode)


def show_comparison(found: Disproportionality, place: str) -> None:
    """Show which groups are counted more often, then the picture, the table and the method."""
    hidden = sum(found.hides(each) for each in found.compared)
    words = hidden_words(hidden, len(found.compared))
    disclosure.show_mode(found.protected, hidden=words)
    for sentence in disproportionality_sentences(found):
        components.fact(sentence)
    alarm = false_alarm_words(len(found.with_index))
    if alarm:
        components.muted(alarm.text)
    _picture(found, place)
    _method(found)


def show_method(*lines: str) -> None:
    """Show, folded, how ratios are made, what is offered, and further lines that have words."""
    with st.expander("Method and source"):
        for words in method_words():
            components.muted(words.text)
        for line in filter(None, (*lines, *_SOURCE)):
            components.muted(line)


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
    stem = f"{found.protected.figures.service}-{found.indicator.id}-{found.dimension.id}"
    file_name = f"{disclosure.file_stem(stem, found.protected.mode)}.csv"
    if drawn is not None:
        components.chart(drawn, "disproportionality", file_name)
        return
    table = disproportionality_table(found)
    with st.expander("Every group as a table"):
        components.table(table, f"{found.indicator.name} by {found.dimension.name.lower()}")
        components.download(lambda: table, file_name, key="disproportionality_download")


def _method(found: Disproportionality) -> None:
    given = [period.label for period in found.populations_of]
    living = f"Children living here: as given for {', '.join(given)}." if given else ""
    show_method(living, found.indicator.caveat)
