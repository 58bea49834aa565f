"""How an overall rating looks on every page that shows one: its badge, its ruler, its standards."""

import datetime as dt
from collections.abc import Iterable
from html import escape

from dashboard.charts.rating_ruler import rating_ruler
from dashboard.core.inspection.ratings import DerivedRatings
from dashboard.core.sentences import Clause, Tone
from dashboard.narrative.inspection.ratings import (
    below_good_words,
    not_to_overlook,
    points_and_age,
    without_rating_words,
)
from dashboard.ui import components


def overall(derived: DerivedRatings, as_of: dt.date, further: Iterable[Clause] = ()) -> None:
    """Show a rating in one line with its points and age, then what needs the board, and the ruler.

    `further` are sentences of the page's own behind those. An inspection without a rating has the
    line only.
    """
    if not derived.framework.grades:
        components.lead(without_rating_words(derived, as_of).text)
        return
    said = "".join(f"<p>{line}</p>" for line in [*_lines(derived, as_of), *_escaped(further)])
    components.html(
        f'{_rated(derived, as_of)}<div class="yj-verdict">{ruler(derived)}<div>{said}</div></div>'
    )


def ruler(derived: DerivedRatings) -> str:
    """Return the ruler of points as HTML; nothing where there is none."""
    drawing = rating_ruler(derived)
    return f'<div class="yj-ruler">{components.picture(drawing)}</div>' if drawing else ""


def _rated(derived: DerivedRatings, as_of: dt.date) -> str:
    words = escape(points_and_age(derived, as_of).text)
    return f'<p class="yj-lead">{components.rating_badge(derived.published)} {words}</p>'


def _lines(derived: DerivedRatings, as_of: dt.date) -> list[str]:
    """Return what is to improve behind its mark, the edge, and what a reader must not overlook."""
    lines = _escaped(not_to_overlook(derived, as_of))
    if derived.below_good:
        mark = components.tag(Tone.IMPROVE)
        lines.insert(0, f"{mark} {escape(below_good_words(derived).text)}")
    return lines


def _escaped(clauses: Iterable[Clause]) -> list[str]:
    return [escape(clause.text) for clause in clauses if clause]
