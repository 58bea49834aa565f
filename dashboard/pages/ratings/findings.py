"""What inspectors found, in their words or as a source tells it, and the figures they printed."""

from collections.abc import Iterable
from html import escape

from dashboard.core.inspection.frameworks import Framework
from dashboard.core.inspection.inspections import Finding, Inspection, KeyFact
from dashboard.narrative.inspection.findings import (
    finding_words,
    findings_heading,
    share_words,
    with_year,
)
from dashboard.ui import components, own_html


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
            own_html.show(f'<div class="yj-findings"><h2>{words}</h2>{_list(items)}</div>')
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
        heading = "<h2>Figures printed in the report</h2>"
        own_html.show(f'<div class="yj-findings">{heading}<ul>{items}</ul></div>')


def _key_fact(fact: KeyFact, name: str) -> str:
    title = f"{fact.name}, {fact.period}" if fact.period else fact.name
    beside = f"; {fact.comparator} {fact.comparator_value}" if fact.comparator else ""
    sure = f"{fact.state.value.capitalize()}. {fact.note}".strip()
    return (
        f"{escape(title)}: <strong>{escape(name)} {escape(fact.value)}</strong>{escape(beside)}. "
        f'<span class="yj-where">{escape(sure)}</span>'
    )
