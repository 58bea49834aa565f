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
        return '<span class="yj-rehearsal">Not rated</span>'
    return f'<span class="yj-rehearsal">Rehearsal: {rating.value}</span>'


def answer(reading: CaseAuditsReading) -> None:
    """Show that this is no inspection, then which standards would be what, and would change."""
    components.html(
        f'<p class="yj-position yj-rehearsed"><strong>{escape(words.REHEARSAL.text)}</strong></p>'
    )
    hidden = words.hidden_words(reading.ratings)
    disclosure.show_mode(*reading.figures.values(), hidden=hidden)
    if reading.only_of_teams:
        components.lead(f"{words.ONLY_TEAMS}: choose one above.")
        return
    for told in words.audit_sentences(reading.ratings, reading.pooled, reading.published):
        components.fact(told)


def tiles(reading: CaseAuditsReading) -> None:
    """Show each rehearsal rating as a dashed tile beside the published one, lower ones first."""
    if reading.rated:
        ordered = sorted(reading.rated, key=_lower_first)
        shown = "".join(_tile(each) for each in ordered)
        components.html(f'<div class="yj-rehearsals">{shown}</div>')
        beside = words.compared_with_words(reading.framework, reading.published, reading.later)
        components.muted(f"{beside} {words.NO_OVERALL}")


def not_rated(reading: CaseAuditsReading) -> None:
    """Show in one line, which opens, how many standards have no rehearsal rating, and why."""
    without = [each for each in reading.ratings if each.rating is None]
    if not without:
        return
    noun = "standard" if len(without) == 1 else "standards"
    items = "".join(f"<li>{_why_not(each)}</li>" for each in without)
    components.html(
        f'<details class="yj-folded"><summary>{len(without)} {noun} without a rehearsal rating'
        f'</summary><div class="yj-findings"><ul>{items}</ul></div></details>'
    )


def as_table(reading: CaseAuditsReading) -> None:
    """Show, folded, every standard's published rating beside its rehearsal rating and its range."""
    shown = tables.rehearsal_table(reading.ratings).assign(
        **{
            tables.PUBLISHED: [_published(each) for each in reading.ratings],
            tables.REHEARSAL: [rehearsal_badge(each.rating) for each in reading.ratings],
        }
    )
    caption = f"{reading.place_words}: published rating and rehearsal rating of each standard"
    stem = disclosure.file_stem(f"{reading.service.id}-case-audits", reading.protected.mode)
    with st.expander("Every standard as a table"):
        components.table(shown, caption, raw_html={tables.PUBLISHED, tables.REHEARSAL})
        components.download(
            lambda: tables.audits_table(reading.ratings, reading.pooled),
            f"{stem}.csv",
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
    """Show, folded, each standard's key questions quarter by quarter."""
    with st.expander("Key questions by quarter"):
        components.html("".join(_section(each, reading) for each in reading.ratings))


def method(reading: CaseAuditsReading) -> None:
    """Show how a rehearsal rating is made, and what it takes for granted."""
    items = "".join(f"<li>{escape(text)}</li>" for text in ASSUMPTIONS)
    rules = reading.ratings[0].rules
    with st.expander("Method and source"):
        components.muted(
            "For each key question, the cases of the last two quarters are added up. The share "
            "that met it is rounded to a whole per cent, as inspectors do. The bands and the rule "
            f"of the lowest key question are those of {_title(reading)}."
        )
        components.muted(
            f"Of fewer than {rules.smallest_denominator} cases no percentage is given. Up to "
            f"{rules.largest_cautious_denominator} cases it is marked. A quarter that is withheld "
            "is not added up with the other."
        )
        components.muted(
            'The likely range is a 95% Wilson interval of the key question that decides. "Drawn '
            'again" says how often each rating comes out in 10,000 new samples. Both take for '
            "granted:"
        )
        components.html(f'<div class="yj-findings"><ul>{items}</ul></div>')
        components.muted("Source: the service's own audits, from the files it loaded.")


def _title(reading: CaseAuditsReading) -> str:
    return reading.framework.title


def _lower_first(rehearsal: RehearsalRating) -> tuple[bool, int]:
    return not rehearsal.is_lower, rehearsal.rating.points if rehearsal.rating else 0


def _tile(rehearsal: RehearsalRating) -> str:
    few = " (small numbers)" if rehearsal.needs_caution else ""
    cases = f"{words.case_words([rehearsal])}{few}"
    why = words.rehearsal_words(rehearsal).text
    return (
        f'<section class="yj-rehearsal-tile"><h2>{escape(rehearsal.standard.title)}</h2>'
        f'{rehearsal_badge(rehearsal.rating)} <span class="yj-from">{escape(cases)}</span>'
        f"<p>{escape(why)}</p>{_beside(rehearsal)}</section>"
    )


def _beside(rehearsal: RehearsalRating) -> str:
    told = words.beside_published(rehearsal)
    kind = " yj-worse" if rehearsal.is_lower else ""
    strong = f'<p class="yj-tag{kind}">{told}</p>' if told else ""
    return f'{strong}<p class="yj-muted">Published: {_published(rehearsal)}</p>'


def _why_not(rehearsal: RehearsalRating) -> str:
    why = escape(words.lack_words(rehearsal).text)
    return f"{escape(rehearsal.standard.title)}: {why}. Published: {_published(rehearsal)}"


def _published(rehearsal: RehearsalRating) -> str:
    published = rehearsal.rated.published
    return components.rating_badge(published) if published else tables.NONE


def _section(rehearsal: RehearsalRating, reading: CaseAuditsReading) -> str:
    title = escape(rehearsal.standard.title)
    table = components.table_html(
        tables.quarters_table(rehearsal, reading.quarters), f"{title}: cases that met it"
    )
    return (
        f'<section class="yj-standard"><h3>{title} {rehearsal_badge(rehearsal.rating)}</h3>'
        f"<p>{escape(words.rehearsal_words(rehearsal).text)}</p>"
        f"<details><summary>The {len(rehearsal.questions)} key questions of {title} by quarter"
        f"</summary>{table}</details></section>"
    )
