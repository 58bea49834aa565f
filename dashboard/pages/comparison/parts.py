"""The parts of the page of similar areas: verdicts, standing, charts and the group."""

from collections.abc import Collection
from html import escape

import streamlit as st

from dashboard.charts.comparison import ranked_chart
from dashboard.charts.control import control_figure
from dashboard.charts.funnel import funnel_chart
from dashboard.charts.sensitivity import sensitivity_strip
from dashboard.charts.trend import trend_chart
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.control_series import control_series
from dashboard.core.published.funnel import funnel
from dashboard.core.published.past import YEARS
from dashboard.core.published.trends import Trend
from dashboard.core.published.warnings import early_warnings
from dashboard.core.sentences import capitalised, number_word
from dashboard.core.verdicts import Lens, Polarity, Verdict
from dashboard.narrative.published.figures import england_elsewhere
from dashboard.narrative.published.groups import group_words
from dashboard.narrative.published.lenses import LensWords, three_lenses
from dashboard.narrative.published.place_in_england import place_in_england_sentence
from dashboard.narrative.published.service import service_sentence
from dashboard.narrative.published.trends import trend_message
from dashboard.narrative.published.warnings import warned_sentence
from dashboard.ui import components, navigation, state
from dashboard.ui.sources import other_figure_link
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.published.comparison import ComparisonReading, compare_areas
from dashboard.usecases.published.groups import default_group

_MORE = {"none": "None", "funnel": "All areas of England by their size (funnel plot)"}


def show_lenses(comparison: Comparison, *, targets: bool) -> None:
    """Show the three verdicts, never merged into one, and the standing among all areas.

    Without `targets` they are two, and nothing is said of a target: it is the board's own.
    """
    lenses = [each for each in three_lenses(comparison) if targets or each.lens is not Lens.TARGET]
    columns = {
        "Against": [capitalised(_against(lens.lens, comparison)) for lens in lenses],
        "Verdict": [_verdict(lens) for lens in lenses],
        "In words": [lens.words.text for lens in lenses],
        "What it rests on": [_basis(lens, comparison) for lens in lenses],
    }
    components.table(
        columns,
        f"{capitalised(number_word(len(lenses)))} separate verdicts",
        raw_html={"Verdict"},
    )
    words = place_in_england_sentence(comparison)
    if words:
        components.muted(words.text)
    _show_england_elsewhere(comparison)


def show_service(holdings: Holdings, comparison: Comparison) -> None:
    """Show a service of several areas as one, before the area in view; nothing for a single one."""
    c = comparison
    if len(c.service.area_codes) < 2:
        return
    areas = compare_areas(holdings, c.service.id, c.indicator.id, c.period.id)
    sentence = service_sentence(areas)
    if sentence is not None:
        components.fact(sentence)


def show_warning(holdings: Holdings, reading: ComparisonReading) -> None:
    """Show that the newest figure is an early warning, and since when; nothing where it is none.

    A group that somebody chose raises none.
    """
    c = reading.comparison
    usual = default_group(holdings, c.area.code)
    if not reading.is_newest or c.benchmark.group != usual:
        return
    for warning in early_warnings([c]):
        components.fact(warned_sentence(warning))


def _show_england_elsewhere(comparison: Comparison) -> None:
    """Show England's figure of another table, where its own table has none, with the way to it."""
    other = comparison.national_elsewhere
    if other is not None:
        components.muted(england_elsewhere(comparison).text)
        subject, choices = other_figure_link(comparison, other)
        navigation.link_to(subject, f"See {other.indicator.name}", **choices)


def _against(lens: Lens, comparison: Comparison) -> str:
    group = comparison.benchmark.group
    # Nobody has said that the areas of a region are similar.
    return group.noun if lens is Lens.SIMILAR_AREAS and not group.similar else lens.value


def _verdict(lens: LensWords) -> str:
    tag = components.verdict_tag(lens)
    if lens.lens is not Lens.OWN_PAST or lens.verdict is Verdict.NONE:
        return tag
    # What became of the figure over all years comes first: "not clear" is of five of them.
    return f"{escape(lens.short.text)}<br>{tag} over the last {number_word(YEARS)} years"


def _basis(lens: LensWords, comparison: Comparison) -> str:
    if lens.basis:
        return lens.basis.text
    if lens.lens is Lens.TARGET and comparison.indicator.polarity is not Polarity.NONE:
        return "A target can be set under Lists and targets."
    return "Nothing to judge it by."


def show_ranked(comparison: Comparison, shown: Collection[str] | None, stem: str) -> None:
    """Show the group in order, with intervals or the reason why there is none."""
    components.chart(
        ranked_chart(comparison, shown),
        "ranked",
        f"{stem}-{comparison.period.id}.csv",
        strong_rows={comparison.place.name},
    )
    if not comparison.intervals and comparison.why_no_interval:
        components.muted(comparison.why_no_interval)


def show_sensitivity(comparison: Comparison, stem: str) -> None:
    """Show the gap by each list of similar areas, where there is one to try."""
    strip = sensitivity_strip(comparison)
    if strip is not None:
        components.chart(strip, "sensitivity", f"{stem}-{comparison.period.id}-sensitivity.csv")


def show_trend(comparison: Comparison, trend: Trend, stem: str) -> None:
    """Show the years, what the verdict on the own past rests on, and the control chart.

    Where years are too few for a picture, one sentence says so or nothing does.
    """
    years = trend_chart(trend)
    if years is None:
        components.muted(f"{trend_message(trend)}.")
        return
    components.chart(years, "trend", f"{stem}-trend.csv")
    past = next(lens for lens in three_lenses(comparison) if lens.lens is Lens.OWN_PAST)
    shown = "" if past.verdict is Verdict.NONE else f"{components.verdict_tag(past)}. "
    components.html(
        f'<p class="yj-muted">The last {number_word(YEARS)} years: {shown}'
        f"{escape(past.basis.text)}</p>"
    )
    drawn = control_figure(control_series(trend))
    if drawn is not None:
        components.chart(drawn, "control", f"{stem}-control.csv")


def show_funnel(comparison: Comparison, stem: str) -> None:
    """Show, if asked for, all areas of England by size, where numbers of children are known.

    It is not about similar areas, and takes a browser as long to draw as all else on the page.
    """
    if comparison.interval is None:
        return
    if state.choose("More pictures", "more", _MORE, "none", unknown="picture") == "none":
        return
    found = funnel(comparison)
    if found is None:
        components.muted("Too few areas of England have a known number of children to draw it.")
    else:
        components.chart(
            funnel_chart(found),
            "funnel",
            f"{stem}-{comparison.period.id}-funnel.csv",
            strong_rows={comparison.place.name},
        )


def show_group(comparison: Comparison) -> None:
    """Show whom the area is compared with, and why these."""
    st.header(f"Who {comparison.place.name} is compared with", anchor=False)
    components.lead(group_words(comparison).text)
    components.muted(comparison.benchmark.group.explanation)
