"""The standards as tiles in a column a domain; a press on one opens its key questions."""

from html import escape

from dashboard.core.inspection.frameworks import Basis, Domain, Rating
from dashboard.core.inspection.headroom import QuestionHeadroom, weakest
from dashboard.core.inspection.ratings import Answer, DerivedRatings, StandardRating
from dashboard.narrative.inspection.standards import (
    WEAKEST_DECIDES,
    near_words,
    standard_words,
    tile_words,
)
from dashboard.ui import components

# Beside words that say the same, so that it is found by eye.
_NEAR = '<span class="yj-symbol" aria-hidden="true">▽</span> '


def tell_what_is_near(derived: DerivedRatings) -> None:
    """Show how many standards are near a lower grade, and what that is measured by."""
    near = near_words(derived)
    if near:
        way = f"{WEAKEST_DECIDES} Press a standard to see its questions."
        components.html(
            f'<p class="yj-near">{_NEAR}{escape(near.text)}</p>'
            f'<p class="yj-near yj-muted">{escape(way)}</p>'
        )


def tiles(derived: DerivedRatings, work: str | None) -> None:
    """Show every standard that was rated, of one area of work or of all, a column a domain."""
    domains = [d for d in derived.framework.domains if work in (None, d.area_of_work)]
    columns = "".join(_column(domain, derived) for domain in domains)
    components.html(f'<div class="yj-tiles">{columns}</div>')


def _column(domain: Domain, derived: DerivedRatings) -> str:
    mine = [one for one in derived.standards if one.domain == domain]
    if not mine:
        return ""
    deciding = weakest(derived)
    rated = "".join(_tile(one, deciding.get(one.standard.code)) for one in mine)
    sample = derived.inspection.sample_of(domain.code)
    cases = f", {sample.cases} cases" if sample else ""
    return f"<section><h3>{escape(domain.name)}{cases}</h3>{rated}</section>"


def _tile(rated: StandardRating, question: QuestionHeadroom | None) -> str:
    near = question is not None and question.is_near_a_lower_grade
    below = rated.published is not None and rated.published < Rating.GOOD
    kind = "yj-tile yj-tile-below" if below else "yj-tile"
    note = f"{_NEAR if near else ''}{escape(tile_words(rated, question).text)}"
    return (
        f'<details class="{kind}"><summary><strong>{escape(rated.standard.title)}</strong> '
        f"{components.rating_badge(rated.published)}"
        f'<span class="yj-tile-note{" yj-tile-near" if near else ""}">{note}</span></summary>'
        f"<p>{escape(standard_words(rated).text)}</p>{_questions(rated)}</details>"
    )


def _questions(rated: StandardRating) -> str:
    items = "".join(f"<li>{_answer(answer, rated)}</li>" for answer in rated.answers)
    return f"<ul>{items}</ul>" if items else ""


def _answer(answer: Answer, rated: StandardRating) -> str:
    question = f"{answer.question.code} {escape(answer.question.wording)}"
    if rated.standard.basis is not Basis.CASES:
        return question
    if answer.percentage is None or answer.band is None:
        return f"{question} <em>No percentage here.</em>"
    return f"{question} <strong>{answer.percentage}%</strong>: {answer.band.rating}."
