"""How a standard, its key questions and the inspectors' findings look on a page."""

from collections.abc import Iterable
from html import escape

import pandas as pd
import streamlit as st

from dashboard.core.frameworks import Domain, Framework
from dashboard.core.inspections import Finding, Inspection, KeyFact
from dashboard.core.ratings import Answer, DerivedRatings, StandardRating
from dashboard.ui import components


def standard(rated: StandardRating) -> None:
    """Show one standard: published beside derived, how it follows, and its key questions."""
    st.html(
        f'<section class="yj-standard"><h4>{escape(rated.standard.title)} '
        f"{components.rating_badge(rated.published)}</h4>"
        f"<p>{escape(rated.sentence)}{_beside(rated)}</p>{_key_questions(rated)}</section>"
    )


def _beside(rated: StandardRating) -> str:
    if rated.derived is None:
        return "" if rated.standard.counted else " It is rated but not counted in the total."
    verdict = "the same as published" if rated.agrees else "not the rating published"
    return f" So the percentages give <strong>{rated.derived}</strong>, {verdict}."


def _key_questions(rated: StandardRating) -> str:
    if not rated.answers:
        return ""
    items = "".join(f"<li>{_answer(answer, rated)}</li>" for answer in rated.answers)
    return (
        f"<details><summary>The {len(rated.answers)} key questions of "
        f"{escape(rated.standard.title)}</summary><ul>{items}</ul></details>"
    )


def _answer(answer: Answer, rated: StandardRating) -> str:
    question = f"{answer.question.code} {escape(answer.question.wording)}"
    if answer.percentage is None or answer.band is None:
        return f"{question} <em>No percentage: judged as part of the standard.</em>"
    decides = "; this decides the rating" if answer in rated.lowest else ""
    return (
        f"{question} <strong>{answer.percentage}% of cases</strong>: {answer.band.rating} "
        f"({answer.band.percent_words}){decides}."
    )


def findings(inspection: Inspection, framework: Framework, domain: Domain | None) -> None:
    """Show what inspectors said of a domain, or of no domain in particular, in their words."""
    code = domain.code if domain else ""
    groups = {
        "Strengths": inspection.strengths,
        "Areas for improvement": inspection.areas_for_improvement,
        "Also found": inspection.other_findings,
    }
    for heading, said in groups.items():
        here = [finding for finding in said if finding.domain == code]
        if here:
            _finding_list(heading, here, framework)


def _finding_list(heading: str, said: Iterable[Finding], framework: Framework) -> None:
    items = "".join(
        f"<li>{escape(finding.text)}{_where(finding, framework)}</li>" for finding in said
    )
    st.html(f'<div class="yj-findings"><h4>{heading}</h4><ul>{items}</ul></div>')


def _where(finding: Finding, framework: Framework) -> str:
    titles = [framework.standard(code).title for code in finding.standards]
    return f' <span class="yj-where">({escape(", ".join(titles))})</span>' if titles else ""


def key_facts(facts: Iterable[KeyFact], name: str) -> None:
    """Show the figures a report prints about a service, and how sure their reading is."""
    rows = [
        {
            "Fact": f"{fact.name}, {fact.period}" if fact.period else fact.name,
            name: fact.value,
            "England and Wales": fact.comparator_value or "not given",
            "How sure": f"{fact.state.value.capitalize()}. {fact.note}".strip(),
        }
        for fact in facts
    ]
    if rows:
        st.subheader("Figures printed in the report", anchor=False)
        components.table(pd.DataFrame(rows), "Key facts of the inspection report")


def case_scores(derived: DerivedRatings) -> None:
    """Show the percentages of a case inspection before 2018, apart from everything later."""
    names = {measure.code: measure.name for measure in derived.framework.case_measures}
    rows = [
        {
            "Subject": names[score.measure],
            derived.inspection.name_as_published: f"{score.percentage}%",
            "National average": "not published" if score.national is None else f"{score.national}%",
        }
        for score in derived.inspection.case_scores
    ]
    caption = f"Cases in which the work was good enough, {derived.inspection.published.words}"
    components.table(pd.DataFrame(rows), caption)
    components.muted(derived.framework.explanation)


def history(every: Iterable[DerivedRatings]) -> None:
    """Show the inspections of a service, newest first, each under its own framework."""
    rows = [
        {
            "Published": derived.inspection.published.words,
            "Overall rating": components.rating_badge(derived.published),
            "Score": _score(derived),
            "Framework": derived.framework.title,
            "Inspectorates": "several jointly" if derived.inspection.kind == "joint" else "one",
        }
        for derived in every
    ]
    st.subheader("Inspections of this service", anchor=False)
    components.table(pd.DataFrame(rows), "Newest first", raw_html={"Overall rating"})
    components.muted(
        "Each inspection is rated under the framework of its day. Scores under different "
        "frameworks are not points on one line."
    )


def _score(derived: DerivedRatings) -> str:
    if derived.score is None:
        return "not published"
    return f"{derived.score} of {derived.max_score}"


def source(derived: DerivedRatings) -> None:
    """Show where an inspection was read, how the arithmetic goes and what is not certain."""
    inspection, framework = derived.inspection, derived.framework
    with st.expander("Method and source"):
        address = inspection.source.address
        components.lead(f"Source: {inspection.source.words}. {inspection.source.note}")
        if address:
            components.html(f'<p class="yj-muted"><a href="{escape(address)}">Where it is</a></p>')
        for note in inspection.notes:
            components.muted(note)
        components.lead(f"{framework.title}: {framework.explanation}")
        points = "".join(f"<li>{escape(text)}</li>" for text in framework.not_verified)
        components.html(f"<p>Not yet confirmed:</p><ul>{points}</ul>")
