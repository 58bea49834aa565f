"""Where ratings come from: earlier inspections, the source, the method and what is not certain."""

from collections.abc import Iterable, Sequence
from html import escape

from dashboard.core.inspection.frameworks import Framework
from dashboard.core.inspection.inspections import Inspection, InspectionKind
from dashboard.core.inspection.ratings import DerivedRatings
from dashboard.core.sentences import NOT_HELD, capitalised
from dashboard.narrative.inspection.frameworks import sample_words
from dashboard.narrative.inspection.ratings import arithmetic_words, case_scores_words, dates_words
from dashboard.reports.ratings import case_scores_table
from dashboard.ui import components, own_html


def case_scores(derived: DerivedRatings) -> None:
    """Show the percentages of a case inspection before 2018, apart from everything later."""
    inspection = derived.inspection
    components.table(case_scores_table(derived), case_scores_words(inspection).text)
    components.muted(derived.framework.explanation)
    components.muted(f"Source: {inspection.source.words}. {inspection.source.note}")


def history(every: Iterable[DerivedRatings]) -> None:
    """Show the inspections of a service, newest first, each under its own framework."""
    rows = [
        {
            "Published": capitalised(derived.inspection.published.words),
            "Overall rating": _badge(derived),
            "Points": _score(derived),
            "Framework": f"{derived.framework.title}{_jointly(derived.inspection)}",
        }
        for derived in every
    ]
    caption = "Inspections of this service, newest first"
    components.table(rows, caption, raw_html={"Overall rating"})
    components.muted("Points under different frameworks cannot be compared.")


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
    """Show the way to the source of an inspection, where we have an address of it."""
    address = escape(inspection.source.address, quote=True)
    if address:
        title = escape(inspection.source.title)
        own_html.show(f'<p class="yj-muted"><a href="{address}">Open the source: {title}</a></p>')


def source_and_history(derived: DerivedRatings, every: Sequence[DerivedRatings]) -> None:
    """Show every inspection of a service, where there are some, and where one of them was read."""
    if every:
        history(every)
    source(derived)


def source(derived: DerivedRatings) -> None:
    """Show where an inspection was read, how the arithmetic goes and what is not certain."""
    inspection, framework = derived.inspection, derived.framework
    components.muted(f"Source: {inspection.source.words}. {inspection.source.note}".strip())
    report_link(inspection)
    components.muted(f"Published {dates_words(inspection)}.")
    for note in inspection.notes:
        components.muted(f"{capitalised(note).rstrip('.')}.")
    components.muted(arithmetic_words(derived).text)
    components.muted(f"{framework.title}: {framework.explanation}")
    _known(framework)
    points = "".join(f"<li>{escape(text)}</li>" for text in framework.not_verified)
    components.html(f'<div class="yj-findings"><p>Not yet confirmed:</p><ul>{points}</ul></div>')


def _known(framework: Framework) -> None:
    """Show what is known of a framework that is not known whole, and how many cases are read."""
    if not framework.complete:
        questions = "".join(
            f"<li>{escape(question.code)} {escape(question.wording)}</li>"
            for question in framework.key_questions
        )
        own_html.show(f'<div class="yj-findings"><ul>{questions}</ul></div>')
    if framework.sample_sizes:
        components.muted(sample_words(framework).text)
