"""All local indicators of a service in a line each: newest figure, change, what is unusual."""

from collections.abc import Sequence
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from dashboard.core.disclosure.protection import Mode
from dashboard.core.own.indicators import LocalKind
from dashboard.core.performance.series import FEWEST_POINTS, WAITING, LocalSeries, short_words
from dashboard.core.sentences import capitalised
from dashboard.narrative.performance.lenses import LocalLens, against_target
from dashboard.narrative.performance.series import (
    NOT_FIT,
    change_words,
    figure_words,
    own_figures_sentence,
    unusual_tag,
    unusual_words,
)
from dashboard.ui import components, navigation, notes
from dashboard.ui.disclosure import file_stem, mode_note
from dashboard.ui.page import View
from dashboard.usecases.own.performance import SeriesAndTarget, read_all_local

_HEADINGS = {
    LocalKind.MEASURE: "Local measures",
    LocalKind.KPI: "Youth Justice Board key performance indicators",
}


def show_all(view: View, mode: Mode) -> None:
    """Show all local indicators held, measures first; the first sentence says what is unusual."""
    standings = read_all_local(view.holdings, view.service.id, mode)
    by_kind = {
        kind: [each for each in standings if each.indicator.kind is kind] for kind in _HEADINGS
    }
    sentence = own_figures_sentence([each.series for each in by_kind[LocalKind.MEASURE]])
    mode_note(standings[0].series.protected)
    if sentence is not None:
        components.fact(sentence)
    newest = [each.series.latest for each in standings]
    used = [point.observed.edition_id for point in newest if point is not None]
    notes.add(sources=notes.editions(view.holdings, used))
    for kind, of_kind in by_kind.items():
        if of_kind:
            _show_kind(kind, of_kind)
    components.muted(
        "Each is shown for the whole service; open one to see its area teams, groups of children "
        "and where the figures come from."
    )
    if mode is Mode.BOARD:
        components.muted(
            "To keep small numbers shown, choose an indicator in the list at the top: a link in "
            "the table opens the page again, in public."
        )
    navigation.link_to("case_audits", "See what case audits would make of the standards")
    navigation.link_to("imports", "Load figures, or decide on those held back")
    stem = file_stem(f"{view.service.id}-local-indicators", mode)
    components.download(partial(plain_table, standings), f"{stem}.csv", key="local_download")


def plain_table(standings: Sequence[SeriesAndTarget]) -> pd.DataFrame:
    """Return the same for a spreadsheet, in words without symbols."""
    return pd.DataFrame([_plain_row(each) for each in standings])


def lens_cell(lens: LocalLens) -> str:
    """Return one verdict as HTML for a table's cell: symbol and word, then the words."""
    shown = f"{components.tag(*lens.tag)} " if lens.tag else ""
    return f"{shown}{escape(lens.words.text)}"


def unusual_cell(series: LocalSeries) -> str:
    """Return as HTML whether the newest figure is unusual, in symbol and words."""
    tag, words = unusual_tag(series), capitalised(unusual_words(series).text)
    if tag is None:
        return f"Too few figures to say ({len(series.known)} of {FEWEST_POINTS})"
    return f"{components.tag(*tag)} {escape(words)}." if series.is_unusual else components.tag(*tag)


def _show_kind(kind: LocalKind, standings: Sequence[SeriesAndTarget]) -> None:
    st.header(f"{_HEADINGS[kind]} ({len(standings)})", anchor=False)
    if kind is LocalKind.KPI:
        components.muted(NOT_FIT)
    frame = pd.DataFrame([_row(each) for each in standings])
    raw = {"Indicator", "Unusual for this service?", "Against target"}
    components.table(frame, f"{_HEADINGS[kind]}, the whole service", raw_html=raw)


def _row(standing: SeriesAndTarget) -> dict[str, str]:
    series = standing.series
    row = {
        "Indicator": _link(standing),
        "Newest figure": _newest(series),
        "From a year before": _change(series),
        "Unusual for this service?": unusual_cell(series),
    }
    if standing.indicator.kind is LocalKind.MEASURE:
        row["Against target"] = lens_cell(against_target(series, standing.target))
    return row


def _link(standing: SeriesAndTarget) -> str:
    name = standing.indicator.id
    address = escape(navigation.address_of("local_performance", indicator=name), quote=True)
    shown = standing.indicator.subject
    return f'<a href="{address}" target="_self">{escape(shown)}</a>'


def _newest(series: LocalSeries) -> str:
    if series.latest is None:
        reasons = dict.fromkeys(point.why_absent for point in series.points)
        return f"No figure ({', '.join(reasons)})" if reasons else "No figure"
    figure = figure_words(series.indicator, series.latest)
    provisional = ", provisional" if series.latest.is_provisional else ""
    since = "; none since" if series.since_latest else ""
    if any(point.waits for point in series.since_latest):
        since = f"; newer: {WAITING}"
    return f"{figure}, {short_words(series.latest.period)}{provisional}{since}"


def _change(series: LocalSeries) -> str:
    if series.change is None:
        return "Nothing to compare"
    arrow = {1: "↑ ", -1: "↓ "}.get(series.change.direction, "")
    words = change_words(series.change).text
    return f"{arrow}{capitalised(words)}"


def _plain_row(standing: SeriesAndTarget) -> dict[str, str | float | None]:
    series, latest = standing.series, standing.series.latest
    return {
        "Indicator": standing.indicator.name,
        "Kind": standing.indicator.kind.value,
        "Period": latest.period.id if latest else "",
        "Unit": standing.indicator.unit.short,
        "Figure": latest.value if latest else None,
        "Count": latest.count if latest else None,
        "Out of": latest.observed.denominator if latest else None,
        "State": latest.observed.state.value if latest else _newest(series),
        "From a year before": _change(series).removeprefix("↑ ").removeprefix("↓ "),
        "Unusual": capitalised(unusual_words(series).text),
        "Against target": against_target(series, standing.target).words.text,
        "Small numbers": series.protected.label,
    }
