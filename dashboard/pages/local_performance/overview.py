"""All local indicators of one place in a line each: what is worse first, short history folded."""

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from dashboard.charts.drawing import Drawing
from dashboard.charts.local_sparkline import local_sparkline
from dashboard.charts.team_dots import team_dots
from dashboard.core.disclosure.protection import Mode
from dashboard.core.own.indicators import LocalKind
from dashboard.core.people import Deed
from dashboard.core.performance.series import FEWEST_POINTS, WAITING, LocalSeries, short_words
from dashboard.core.performance.signals import Signal
from dashboard.core.sentences import capitalised
from dashboard.narrative.performance.lenses import against_target
from dashboard.narrative.performance.series import (
    NOT_FIT,
    change_words,
    figure_words,
    in_unit,
    unusual_words,
)
from dashboard.pages.local_performance.now import signal_cell, target_cell
from dashboard.ui import changes, components, navigation, notes
from dashboard.ui.disclosure import file_stem, show_mode
from dashboard.ui.page import View
from dashboard.usecases.own.attention import read_measures

_TEAMS = "Area teams"
KEY = "The shaded band is the usual range; the dashed line is the target."
TEAMS_KEY = (
    "Teams, from the left: {names}. Triangle: worse; square: better; full dot: unusual; ring: "
    "usual; dash: not judged."
)
_Teams = Sequence[tuple[str, Signal]]


def show_all(view: View, mode: Mode, place: str) -> None:
    """Show every local indicator held of a place, what is worse first; above it what is told."""
    measures = read_measures(view.holdings, view.service.id, mode, place)
    signals, teams = measures.signals, measures.teams
    show_mode(signals.every[0].series.protected)
    for sentence in measures.sentences:
        components.fact(sentence)
    _note_sources(view, signals.every)
    judged = [each for each in signals.worst_first if each.not_judged is None]
    missed = [each for each in signals.not_judged if each.misses_target]
    _show_judged([*judged, *missed], teams)
    _show_folded([each for each in signals.not_judged if each not in missed])
    _show_ways(view)
    stem = file_stem(f"{view.service.id}-local-indicators", mode)
    components.download(partial(plain_table, signals.every), f"{stem}.csv", key="local_download")


def plain_table(signals: Sequence[Signal]) -> pd.DataFrame:
    """Return the same for a spreadsheet, in words without symbols."""
    return pd.DataFrame([_plain_row(each) for each in signals])


def _note_sources(view: View, signals: Sequence[Signal]) -> None:
    newest = [each.series.latest for each in signals]
    used = [point.observed.edition_id for point in newest if point is not None]
    notes.add(sources=view.holdings.provenances(used))


def _show_judged(signals: Sequence[Signal], teams: Mapping[str, _Teams]) -> None:
    if not signals:
        return
    rows = [_row(each, teams) for each in signals]
    caption = "Measures that can be judged, what is worse first"
    markup = components.table_html(rows, caption, (), set(rows[0]))
    components.html(f'<div class="yj-pictures yj-signals">{markup}</div>')
    components.muted(f"{KEY} {_teams_key(teams)}" if teams else KEY)
    if any(each.indicator.kind is LocalKind.KPI for each in signals):
        components.muted(NOT_FIT)


def _show_folded(signals: Sequence[Signal]) -> None:
    if not signals:
        return
    rows = [_short_row(each) for each in signals]
    caption = "Measures that cannot be judged yet"
    markup = components.table_html(rows, caption, (), {"Measure"})
    summary = f"{len(signals)} that cannot be judged yet"
    components.html(
        f'<details class="yj-folded"><summary>{summary}</summary>'
        f'<div class="yj-glance">{markup}</div></details>'
    )


def _show_ways(view: View) -> None:
    with st.container(horizontal=True):
        navigation.link_to("case_audits", "See case audits")
        navigation.link_to("disproportionality", "See groups of children")
        if changes.may(view, Deed.IMPORT):
            navigation.link_to("imports", "Load figures")


def _row(signal: Signal, teams: Mapping[str, _Teams]) -> dict[str, str]:
    series = signal.series
    row = {
        "Measure": _link(signal),
        "Now": _now(signal),
        "Last quarters": _pictured(local_sparkline(series, signal.target), _usual(series)),
        "Signal": signal_cell(signal),
        "Target": target_cell(signal),
    }
    return row | ({_TEAMS: _team_cell(teams.get(signal.indicator.id, ()))} if teams else {})


def _short_row(signal: Signal) -> dict[str, str]:
    known = len(signal.series.known)
    why = signal.not_judged.value if signal.not_judged else ""
    counted = f" ({known} of {FEWEST_POINTS} figures)" if known else ""
    return {
        "Measure": _link(signal),
        "Now": _newest(signal.series),
        "A year before": _before(signal.series),
        "Why not": f"{capitalised(why)}{counted}",
    }


def _teams_key(teams: Mapping[str, _Teams]) -> str:
    names = dict.fromkeys(name for signals in teams.values() for name, _ in signals)
    return TEAMS_KEY.format(names=", ".join(names))


def _pictured(drawing: Drawing | None, words: str) -> str:
    return f"{components.picture(drawing)}{words}" if drawing else words


def _team_cell(teams: _Teams) -> str:
    drawing = team_dots(teams)
    if drawing is None:
        return "none judged" if teams else "no figures"
    return components.picture(drawing)


def _usual(series: LocalSeries) -> str:
    found = series.limits
    if found is None:
        return ""
    words = series.indicator.unit.words
    return f'<span class="yj-from">usually {words(max(found.lpl, 0))} to {words(found.upl)}</span>'


def _link(signal: Signal) -> str:
    address = navigation.address_of("local_performance", indicator=signal.indicator.id)
    shown = escape(signal.indicator.subject)
    return f'<a href="{escape(address, quote=True)}" target="_self">{shown}</a>'


def _now(signal: Signal) -> str:
    series, latest = signal.series, signal.series.latest
    if latest is None:
        return escape(_newest(series))
    value = escape(in_unit(series.indicator, latest.value or 0))
    when = escape(_when(series))
    before = _before(series)
    return (
        f'<strong>{value}</strong><span class="yj-from">{when}</span>'
        f'<span class="yj-from">{escape(before)}</span>'
    )


def _when(series: LocalSeries) -> str:
    if series.latest is None:
        return ""
    provisional = ", provisional" if series.latest.is_provisional else ""
    since = "; none since" if series.since_latest else ""
    if any(point.waits for point in series.since_latest):
        since = f"; newer: {WAITING}"
    return f"{short_words(series.latest.period)}{provisional}{since}"


def _newest(series: LocalSeries) -> str:
    if series.latest is None:
        reasons = dict.fromkeys(point.why_absent for point in series.points)
        return f"No figure ({', '.join(reasons)})" if reasons else "No figure"
    return f"{figure_words(series.indicator, series.latest)}, {_when(series)}"


def _before(series: LocalSeries) -> str:
    if series.change is None:
        return "no figure of a year before"
    arrow = {1: "↑ ", -1: "↓ "}.get(series.change.direction, "")
    return f"{arrow}{in_unit(series.indicator, series.change.before.value or 0)} a year before"


def _change(series: LocalSeries) -> str:
    return change_words(series.change).text if series.change else "nothing to compare"


def _plain_row(signal: Signal) -> dict[str, str | float | None]:
    series, latest = signal.series, signal.series.latest
    return {
        "Indicator": signal.indicator.name,
        "Kind": signal.indicator.kind.value,
        "Period": latest.period.id if latest else "",
        "Unit": signal.indicator.unit.short,
        "Figure": latest.value if latest else None,
        "Count": latest.count if latest else None,
        "Out of": latest.observed.denominator if latest else None,
        "State": latest.observed.state.value if latest else _newest(series),
        "From a year before": capitalised(_change(series)),
        "Signal": signal.verdict.value,
        "Unusual": capitalised(unusual_words(series).text),
        "Against target": against_target(series, signal.target).words.text,
        "Small numbers": series.protected.label,
    }
