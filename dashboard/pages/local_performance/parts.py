"""The parts of the page of one local indicator: answer, charts, area teams, published, source."""

from functools import partial
from html import escape

import streamlit as st

from dashboard.charts.drawing import Drawing
from dashboard.charts.local_series import local_chart
from dashboard.charts.picture import Captions, framed
from dashboard.charts.small_multiples import SmallMultiples, small_multiples
from dashboard.charts.trend import trend_chart
from dashboard.core.areas import INVENTED
from dashboard.core.own.figures import WHOLE_SERVICE
from dashboard.core.performance.series import FEWEST_POINTS
from dashboard.core.performance.signals import Signal
from dashboard.core.sentences import capitalised
from dashboard.narrative.performance.lenses import (
    LocalLens,
    against_similar_areas,
    against_target,
    own_past,
)
from dashboard.narrative.performance.series import (
    NOT_FIT,
    newest_absent,
    no_figure_words,
)
from dashboard.narrative.performance.signals import teams_words
from dashboard.narrative.published.figures import choices_of
from dashboard.narrative.published.trends import trend_message
from dashboard.pages.local_performance.now import now_html
from dashboard.reports.notes import Notes
from dashboard.ui import components, navigation, notes
from dashboard.ui.chart_html import picture_html
from dashboard.ui.disclosure import file_stem, show_mode
from dashboard.ui.local_choices import Chosen
from dashboard.ui.page import View
from dashboard.ui.sources import edition_words
from dashboard.usecases.own.performance import LocalReading

# Pixels: the picture of an area team, of which two stand beside each other.
_PANEL = 376


def show_answer(reading: LocalReading, chosen: Chosen) -> None:
    """Show the newest figure large, the one of a year before, the signal and the target."""
    series = reading.series
    show_mode(series.protected)
    components.lead(f"{series.indicator.subject}{chosen.of_whom}")
    if series.latest is None:
        components.muted(no_figure_words(series).text)
    else:
        components.html(now_html(Signal(series, reading.standing.target)))
    absent = newest_absent(series)
    if absent:
        components.muted(absent.text)
    if not series.indicator.fit_for_decisions:
        components.muted(NOT_FIT)
    notes.add(
        ("Indicator", series.indicator.name),
        ("Of", chosen.place),
        sources=[edition.provenance for edition in reading.editions],
    )


def show_verdicts(reading: LocalReading) -> None:
    """Show the three verdicts in a line each, and folded what they rest on."""
    lenses = _lenses(reading)
    rows = {
        "Against": [capitalised(lens.lens.value) for lens in lenses],
        "Verdict": [_verdict(lens) for lens in lenses],
        "In words": [lens.words.text for lens in lenses],
    }
    components.table(rows, "Three separate verdicts", raw_html={"Verdict"})
    grounds = [(capitalised(each.lens.value), each.basis.text) for each in lenses if each.basis]
    if grounds:
        items = "".join(f"<li>{escape(lens)}: {escape(basis)}</li>" for lens, basis in grounds)
        with st.expander("What the verdicts rest on"):
            components.html(f'<div class="yj-findings"><ul>{items}</ul></div>')


def show_series(reading: LocalReading, chosen: Chosen) -> None:
    """Show the chosen series with its limits, or say what is needed for a picture or limits."""
    series = reading.series
    drawn = local_chart(series, chosen.place, reading.standing.target)
    if drawn is None:
        components.muted("There is no figure to draw.")
        return
    components.chart(drawn, "local", f"{_stem(chosen)}.csv")
    if series.chart is None:
        components.muted(
            f"The usual range needs {FEWEST_POINTS} figures; there are {len(series.known)} yet."
        )
    elif series.limits is None:
        components.muted("No usual range is drawn: these figures hardly ever move.")


def show_teams(reading: LocalReading, chosen: Chosen) -> None:
    """Show the area teams side by side on one scale, where two or more have a figure."""
    drawn = small_multiples(reading.teams, reading.whole)
    if drawn is None:
        return
    noted = notes.of_page().of(drawn.title, drawn.subtitle)
    st.header(drawn.title, anchor=False)
    told = teams_words([(name, Signal(each)) for name, each in reading.teams.items()])
    if told and chosen.asked.place == WHOLE_SERVICE:
        components.lead(told.text)
    components.muted(f"{drawn.subtitle} {INVENTED}" if noted.invented else drawn.subtitle)
    _show_panels(drawn)
    name = f"{_stem(chosen, places=False)}-area-teams.csv"
    with st.container(horizontal=True, key="teams_below"):
        with st.expander("The area teams' figures as a table"):
            components.table(drawn.table, drawn.subtitle)
        picture = partial(_picture_of_teams, drawn, noted)
        components.save(lambda: drawn.table, picture, name, key="teams", noted=noted)


def show_published(view: View, reading: LocalReading) -> None:
    """Show the published figure of the same matter in a picture of its own, where there is one."""
    found = reading.published
    if found is None:
        return
    indicator = found.comparison.indicator
    st.header(f"Published beside it: {indicator.name}", anchor=False)
    components.muted(
        "Published and own figures differ in unit, period or source: do not set them against each "
        f"other. {reading.series.indicator.caveat}"
    )
    notes.add_comparisons(view.holdings, [found.comparison])
    file_name = f"{found.comparison.service.id}-{indicator.id}-trend.csv"
    drawn = trend_chart(found.trend)
    if drawn is None:
        components.muted(f"{trend_message(found.trend)}.")
    else:
        components.chart(drawn, "published", file_name)
    choices = choices_of(found.comparison)
    navigation.link_to("comparison", "See it among similar areas", **choices)


def show_source(reading: LocalReading) -> None:
    """Show how the indicator is counted, by which wording, and which files it was loaded from."""
    indicator = reading.series.indicator
    with st.expander("How this is counted, and where the figures come from"):
        out_of = f", of {_lowered(indicator.denominator)}" if indicator.denominator else ""
        components.lead(
            f"{indicator.name}: {_lowered(indicator.numerator)}{out_of}. Counted "
            f"{indicator.unit.long}; {indicator.polarity.value}."
        )
        for line in (
            indicator.why_it_matters,
            f"Official wording: {indicator.wording}." if indicator.wording else "",
            indicator.caveat,
            *(edition_words(edition) for edition in reading.editions),
            "Provisional figures may still change; each file loaded later replaces them.",
        ):
            if line:
                components.muted(line)


def _lenses(reading: LocalReading) -> tuple[LocalLens, ...]:
    standing, published = reading.standing, reading.published
    return (
        against_similar_areas(
            standing.indicator,
            published.comparison if published else None,
            reading.why_not_published,
        ),
        own_past(standing.series),
        against_target(standing.series, standing.target),
    )


def _verdict(lens: LocalLens) -> str:
    return components.tag(*lens.tag) if lens.tag else '<span class="yj-tag">No verdict</span>'


def _picture_of_teams(drawn: SmallMultiples, noted: Notes) -> Drawing:
    warning = components.warning_of(noted)
    captions = Captions(drawn.title, drawn.subtitle, noted.under_a_picture, warning)
    alt = " ".join(panel.alt for panel in drawn.panels)
    return framed(captions, [panel.figure for panel in drawn.panels], alt, columns=2)


def _show_panels(drawn: SmallMultiples) -> None:
    panels = "".join(
        picture_html(each.figure, each.alt, f"team_{each.name}", _PANEL) for each in drawn.panels
    )
    components.html(f'<div class="yj-panels">{panels}</div>')


def _stem(chosen: Chosen, *, places: bool = True) -> str:
    asked = chosen.asked
    parts = [asked.service, asked.indicator, asked.place if places else "", asked.group]
    return file_stem("-".join(filter(None, parts)), asked.mode)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
