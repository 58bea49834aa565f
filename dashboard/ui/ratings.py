"""How a standard, its key questions and the inspectors' findings look on a page."""

from collections.abc import Iterable
from html import escape

import pandas as pd
import streamlit as st

from dashboard.core.inspection.frameworks import Basis, Framework
from dashboard.core.inspection.inspections import Finding, Inspection, InspectionKind, KeyFact
from dashboard.core.inspection.ratings import Answer, DerivedRatings, StandardRating
from dashboard.core.sentences import NOT_HELD, capitalised
from dashboard.narrative.inspection.findings import (
    finding_words,
    findings_heading,
    share_words,
    with_year,
)
from dashboard.narrative.inspection.frameworks import known_standards_words, sample_words
from dashboard.narrative.inspection.ratings import covers_words
from dashboard.ui import components


def overall(derived: DerivedRatings) -> None:
    """Show how a service was rated overall, and how the total lies in its band."""
    inspection = derived.inspection
    when = f"in the inspection published {inspection.published.words}"
    if inspection.fieldwork:
        when += f" (fieldwork in {inspection.fieldwork.words})"
    if not derived.framework.grades:
        components.lead(f"No rating was given {when}, only percentages.")
        return
    covers = covers_words(inspection)
    whole = f"{escape(covers.text)}, {when}" if covers else when
    st.html(
        f'<p class="yj-lead">Rated {components.rating_badge(derived.published)} {whole}. '
        f"{escape(derived.edge)}</p>"
    )


def basis(derived: DerivedRatings) -> None:
    """Show where points were lost, and whether our arithmetic agrees."""
    for words in (derived.points_lost, derived.agreement):
        if words:
            components.muted(words)


def grid(derived: DerivedRatings, area_of_work: str | None = None) -> None:
    """Show every standard's rating as a word, one table a domain, side by side on a wide screen."""
    shown = [d for d in derived.framework.domains if area_of_work in (None, d.area_of_work)]
    columns = st.columns(len(derived.framework.domains))
    for column, domain in zip(columns, shown, strict=False):
        rows = [
            {"Standard": r.standard.title, "Rating": components.rating_badge(r.published)}
            for r in derived.standards
            if r.domain == domain
        ]
        if rows:
            with column:
                components.table(pd.DataFrame(rows), domain.name, raw_html={"Rating"})


def standards(rated: Iterable[StandardRating]) -> None:
    """Show standards: published beside derived, how it follows, and the key questions of each."""
    st.html("".join(_standard(one) for one in rated))


def _standard(rated: StandardRating) -> str:
    return (
        f'<section class="yj-standard"><h3>{escape(rated.standard.title)} '
        f"{components.rating_badge(rated.published)}</h3>"
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
    if rated.standard.basis is Basis.NOT_KNOWN:
        return question
    if answer.percentage is None or answer.band is None:
        return f"{question} <em>No percentage: judged as part of the standard.</em>"
    decides = "; this decides the rating" if answer in rated.lowest else ""
    return (
        f"{question} <strong>{answer.percentage}% of cases</strong>: {answer.band.rating} "
        f"({answer.band.percent_words}){decides}."
    )


def findings(inspection: Inspection, framework: Framework, domain_code: str | None = None) -> None:
    """Show strengths and areas for improvement of one domain or of all; what else was said, folded.

    Shares that a report gives in words stand in the folded part.
    """
    for heading, said in (
        ("Strengths", inspection.strengths),
        ("Areas for improvement", inspection.areas_for_improvement),
    ):
        items = [_finding(each, framework) for each in said if domain_code in (None, each.domain)]
        if items:
            words = escape(findings_heading(heading, inspection).text)
            st.html(f'<div class="yj-findings"><h3>{words}</h3>{_list(items)}</div>')
    others = _others(inspection, framework, domain_code)
    if others:
        told = with_year("What else was said", inspection.published)
        summary = f"<summary>{escape(told.text)} ({len(others)})</summary>"
        components.html(
            f'<div class="yj-findings"><details>{summary}{_list(others)}</details></div>'
        )


def _others(inspection: Inspection, framework: Framework, domain_code: str | None) -> list[str]:
    """Return other findings and shares given in words as HTML, in the order of their standards."""
    shares = [
        Finding(share_words(each).text, framework.domain_of(each.standard).code, (each.standard,))
        for each in inspection.verbal_baselines
    ]
    every = sorted((*inspection.other_findings, *shares), key=lambda each: each.standards)
    return [_finding(each, framework) for each in every if domain_code in (None, each.domain)]


def _finding(finding: Finding, framework: Framework) -> str:
    return f"{escape(finding_words(finding))}{_where(finding.standards, framework)}"


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _where(codes: Iterable[str], framework: Framework) -> str:
    titles = [framework.standard(code).title for code in codes]
    return f' <span class="yj-where">({escape(", ".join(titles))})</span>' if titles else ""


def key_facts(facts: Iterable[KeyFact], name: str) -> None:
    """Show the figures a report prints about a service, and how sure their reading is."""
    items = "".join(f"<li>{_key_fact(fact, name)}</li>" for fact in facts)
    if items:
        st.header("Figures printed in the report", anchor=False)
        st.html(f'<div class="yj-findings"><ul>{items}</ul></div>')


def _key_fact(fact: KeyFact, name: str) -> str:
    title = f"{fact.name}, {fact.period}" if fact.period else fact.name
    beside = f"; {fact.comparator} {fact.comparator_value}" if fact.comparator else ""
    sure = f"{fact.state.value.capitalize()}. {fact.note}".strip()
    return (
        f"{escape(title)}: <strong>{escape(name)} {escape(fact.value)}</strong>{escape(beside)}. "
        f'<span class="yj-where">{escape(sure)}</span>'
    )


def case_scores(derived: DerivedRatings) -> None:
    """Show the percentages of a case inspection before 2018, apart from everything later."""
    inspection = derived.inspection
    names = {measure.code: measure.name for measure in derived.framework.case_measures}
    rows = [
        {
            "Subject": names[score.measure],
            inspection.name_as_published: f"{score.percentage}%",
            "National average": NOT_HELD if score.national is None else f"{score.national}%",
        }
        for score in inspection.case_scores
    ]
    cases = "".join(f", from {sample.cases} {sample.description}" for sample in inspection.samples)
    caption = f"How often the work was good enough, {inspection.published.words}{cases}"
    components.table(pd.DataFrame(rows), caption)
    components.muted(derived.framework.explanation)
    components.muted(f"Source: {inspection.source.words}. {inspection.source.note}")


def history(every: Iterable[DerivedRatings]) -> None:
    """Show the inspections of a service, newest first, each under its own framework."""
    rows = [
        {
            "Published": capitalised(derived.inspection.published.words),
            "Overall rating": _badge(derived),
            "Score": _score(derived),
            "Framework": f"{derived.framework.title}{_jointly(derived.inspection)}",
        }
        for derived in every
    ]
    st.header("Inspections of this service", anchor=False)
    components.table(pd.DataFrame(rows), "Newest first", raw_html={"Overall rating"})
    components.muted(
        "Each inspection is rated under the framework of its day. Scores under different "
        "frameworks are not points on one line."
    )


def _badge(derived: DerivedRatings) -> str:
    badge = components.rating_badge(derived.published)
    covers = derived.inspection.covers
    return f"{badge} for {escape(covers)}" if covers else badge


def _jointly(inspection: Inspection) -> str:
    joint = inspection.kind is InspectionKind.JOINT
    return ", jointly with other inspectorates" if joint else ""


def _score(derived: DerivedRatings) -> str:
    if derived.score is None:
        return NOT_HELD
    return f"{derived.score} of {derived.max_score}"


def report_link(inspection: Inspection) -> None:
    """Show the way to the source of an inspection, where an address of it is held."""
    address = escape(inspection.source.address, quote=True)
    if address:
        title = escape(inspection.source.title)
        st.html(f'<p class="yj-muted"><a href="{address}">Open the source: {title}</a></p>')


def source(derived: DerivedRatings) -> None:
    """Show where an inspection was read, how the arithmetic goes and what is not certain."""
    inspection, framework = derived.inspection, derived.framework
    points = "".join(f"<li>{escape(text)}</li>" for text in framework.not_verified)
    with st.expander("Method and source"):
        components.lead(f"Source: {inspection.source.words}. {inspection.source.note}")
        report_link(inspection)
        for note in inspection.notes:
            components.muted(f"{note[0].upper()}{note[1:].rstrip('.')}.")
        components.lead(f"{framework.title}: {framework.explanation}")
        _known(framework)
        st.html(f'<div class="yj-findings"><p>Not yet confirmed:</p><ul>{points}</ul></div>')


def _known(framework: Framework) -> None:
    """Show what is known of a framework that is not known whole, and how many cases are read."""
    if not framework.complete:
        components.muted(known_standards_words(framework).text)
        questions = "".join(
            f"<li>{escape(question.code)} {escape(question.wording)}</li>"
            for question in framework.key_questions
        )
        st.html(f'<div class="yj-findings"><ul>{questions}</ul></div>')
    if framework.sample_sizes:
        components.muted(sample_words(framework).text)
