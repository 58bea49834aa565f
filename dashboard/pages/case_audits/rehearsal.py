"""How a rehearsal rating looks: never like an inspection's, always with its cases and its range."""

from html import escape

import streamlit as st

from dashboard.charts.case_audits import audit_chart
from dashboard.core.inspection.frameworks import Rating
from dashboard.core.performance.case_audits import ASSUMPTIONS, RehearsalRating
from dashboard.narrative.performance import case_audits as words
from dashboard.reports import case_audits as tables
from dashboard.ui import components, disclosure
from dashboard.usecases.own.case_audits import CaseAuditsReading


def rehearsal_badge(rating: Rating | None) -> str:
    """Return a rehearsal rating as HTML: its words and a dashed edge, without colour or symbol."""
    if rating is None:
        return '<span class="yj-rehearsal">none</span>'
    return f'<span class="yj-rehearsal">Rehearsal: {rating.value}</span>'


def answer(reading: CaseAuditsReading) -> None:
    """Show which standards would stand and which would change, and that this is no inspection."""
    components.html(
        f'<p class="yj-position yj-rehearsed"><strong>{escape(words.REHEARSAL.text)}</strong></p>'
    )
    disclosure.mode_note(reading.protected)
    if reading.only_of_teams:
        components.lead(
            "These quarters were audited for area teams only: choose one above, or load the audits "
            "of the whole service too."
        )
    mode = reading.protected.mode
    for told in words.audit_sentences(reading.ratings, reading.pooled, reading.published, mode):
        components.fact(told)
    components.muted(words.NO_OVERALL.text)


def standards(reading: CaseAuditsReading) -> None:
    """Show every standard's published rating beside its rehearsal rating, cases and range."""
    shown = tables.rehearsal_table(reading.ratings).assign(
        **{
            tables.PUBLISHED: [_published(each) for each in reading.ratings],
            tables.REHEARSAL: [rehearsal_badge(each.rating) for each in reading.ratings],
        }
    )
    st.header("Each standard", anchor=False)
    caption = f"{reading.place_words}: published rating and rehearsal rating of each standard"
    components.table(shown, caption, raw_html={tables.PUBLISHED, tables.REHEARSAL})
    components.muted(_compared_with(reading))
    stem = f"{reading.service.id}-case-audits"
    file_name = f"{disclosure.file_stem(stem, reading.protected.mode)}.csv"
    components.download(
        lambda: tables.audits_table(reading.ratings, reading.pooled),
        file_name,
        key="audits_download",
    )


def picture(reading: CaseAuditsReading) -> None:
    """Show each key question on the bands, with its interval."""
    drawn = audit_chart(reading.ratings, reading.framework, reading.pooled, reading.place_words)
    if drawn is not None:
        stem = f"{reading.service.id}-rehearsal"
        name = f"{disclosure.file_stem(stem, reading.protected.mode)}.csv"
        components.chart(drawn, "rehearsal", name)


def by_quarter(reading: CaseAuditsReading) -> None:
    """Show each standard's key questions quarter by quarter, and how its rating follows.

    Folded where no standard has a rating, as it then says so once more for each of them.
    """
    title, sections = "Key questions by quarter", [_section(e, reading) for e in reading.ratings]
    if any(each.rating for each in reading.ratings):
        st.header(title, anchor=False)
        components.html("".join(sections))
        return
    with st.expander(title):
        components.html("".join(sections))


def method(reading: CaseAuditsReading) -> None:
    """Show how a rehearsal rating is made, and what it takes for granted."""
    items = "".join(f"<li>{escape(text)}</li>" for text in ASSUMPTIONS)
    rules = reading.ratings[0].rules
    with st.expander("Method and source"):
        components.muted(
            "The yes answers and the cases audited of the last two quarters are added up for each "
            "key question, and their share is rounded to a whole per cent, as inspectors publish. "
            f"The bands and the rule of the lowest key question are those of {_title(reading)}. "
            f"On fewer than {rules.smallest_denominator} cases no percentage is given; up to "
            f"{rules.largest_cautious_denominator} it is marked with caution. A quarter that is "
            "withheld is not added up with the other."
        )
        components.muted(
            "Range: the 95% Wilson interval of the key question that decides, and how often each "
            "rating comes out when the cases are drawn again 10,000 times. It assumes:"
        )
        components.html(f'<div class="yj-findings"><ul>{items}</ul></div>')
        components.muted("Source: the service's own audits, from the files it loaded.")


def _title(reading: CaseAuditsReading) -> str:
    return reading.framework.title


def _published(rehearsal: RehearsalRating) -> str:
    published = rehearsal.rated.published
    return components.rating_badge(published) if published else "not held"


def _compared_with(reading: CaseAuditsReading) -> str:
    told = []
    if reading.published is not None:
        told.append(
            f"Published: inspection of the whole service, {reading.published.published.words}."
        )
    if reading.later is not None:
        told.append(
            f"The inspection published {reading.later.published.words} is not compared: its "
            f"standards are others, or are not held here."
        )
    return " ".join(told) or f"No inspection under {_title(reading)} is held to compare with."


def _section(rehearsal: RehearsalRating, reading: CaseAuditsReading) -> str:
    title = escape(rehearsal.standard.title)
    table = components.table_html(
        tables.quarters_table(rehearsal, reading.quarters), f"{title}: yes of cases audited"
    )
    return (
        f'<section class="yj-standard"><h3>{title} {rehearsal_badge(rehearsal.rating)}</h3>'
        f"<p>{escape(words.rehearsal_words(rehearsal).text)}</p>"
        f"<details><summary>The {len(rehearsal.questions)} key questions of {title} by quarter"
        f"</summary>{table}</details></section>"
    )
