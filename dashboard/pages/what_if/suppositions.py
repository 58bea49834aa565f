"""How a supposition is made and answered on a page: the boxes, and what would follow."""

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.headroom import QuestionHeadroom, headroom
from dashboard.core.inspection.ratings import Answer, DerivedRatings, StandardRating
from dashboard.core.inspection.what_if import WhatIf, may_be_judged
from dashboard.core.sentences import listed
from dashboard.narrative.inspection.what_if import (
    cause_words,
    result_words,
    total_words,
    what_if_sentence,
)
from dashboard.ui import components, ratings, state

_COLUMNS = 4
_IDS = {rating: rating.value.lower().replace(" ", "-") for rating in reversed(Rating)}


def answer(supposed: WhatIf) -> None:
    """Show what would change, and each standard that causes it, beside what was published."""
    before, after = supposed.before, supposed.after
    words = escape(what_if_sentence(supposed).text)
    components.html(
        f'<div class="yj-verdict">{ratings.ruler(after)}<p class="yj-lead">{words}</p></div>'
    )
    totals = (total_words(before).text, total_words(after).text)
    rows = [_row("Total and overall rating", *totals, "the points added up")]
    for was, would in supposed.moves:
        old, new = components.rating_badge(was.rating), components.rating_badge(would.rating)
        rows.append(_row(would.standard.title, old, new, cause_words(supposed, would).text))
    components.table(rows, "What would change", raw_html={"As published", "Supposed"})


def _row(what: str, before: str, after: str, why: str) -> dict[str, str]:
    return {"What": what, "As published": before, "Supposed": after, "Because": why}


def result(published: DerivedRatings, supposed: WhatIf | None) -> None:
    """Show the total in one line, for those who have gone down past the boxes."""
    components.lead(result_words(published, supposed).text)


def boxes(published: DerivedRatings, supposed: WhatIf | None) -> None:
    """Show a box for each percentage and each judgement: those nearest to an edge, then the rest.

    The rest stand domain by domain, and no key question stands twice.
    """
    now, nearest = _now(supposed), _nearest_an_edge(published)
    _closest(nearest, now)
    for domain in published.framework.domains:
        rated = [one for one in published.standards if one.domain == domain]
        able = [one for one in rated if may_be_judged(one) or one.derived is not None]
        if not able:
            continue
        st.header(domain.name, anchor=False)
        _judgements([one for one in able if may_be_judged(one)], now)
        for one in able:
            _percentages(one, now, [question.answer for question in nearest])


def _nearest_an_edge(published: DerivedRatings) -> list[QuestionHeadroom]:
    """Return the deciding key questions that the least change takes to another band."""
    deciding = [question for question in headroom(published) if question.decides]
    return sorted(deciding, key=_points_to_an_edge)[:_COLUMNS]


def _points_to_an_edge(question: QuestionHeadroom) -> int:
    return min(filter(None, (question.points_to_fall, question.points_to_rise)))


def _closest(nearest: list[QuestionHeadroom], now: dict[str, str]) -> None:
    if not nearest:
        return
    st.header("Closest to another rating", anchor=False)
    most = _points_to_an_edge(nearest[-1])
    points = f"{most} percentage point{'' if most == 1 else 's'}"
    components.muted(f"Each decides its standard and is at most {points} from another rating.")
    _boxes([question.answer for question in nearest], now)


def _now(supposed: WhatIf | None) -> dict[str, str]:
    changes = supposed.changes if supposed else {}
    return {
        code: _IDS[value] if isinstance(value, Rating) else str(value)
        for code, value in changes.items()
    }


def _columns() -> list[DeltaGenerator]:
    # A long label takes two lines, and the boxes of a row still stand on one.
    return st.columns(_COLUMNS, vertical_alignment="bottom")


def _judgements(judged: list[StandardRating], now: dict[str, str]) -> None:
    options = {name: rating.value for rating, name in _IDS.items()}
    for column, one in zip(_columns(), judged, strict=False):
        with column:
            label = f"{one.standard.title} (published {one.published})"
            published = _IDS[one.published] if one.published else ""
            state.suppose_choice(label, one.standard.code, options, published, now)


def _percentages(one: StandardRating, now: dict[str, str], above: list[Answer]) -> None:
    if one.derived is None:
        return
    st.subheader(one.standard.title, anchor=False)
    _boxes([answer for answer in one.answers if answer not in above], now)
    moved = [answer.question.code for answer in one.answers if answer in above]
    if moved:
        verb = "is" if len(moved) == 1 else "are"
        components.muted(f"{listed(moved)} {verb} at the top, under Closest to another rating.")


def _boxes(answers: list[Answer], now: dict[str, str]) -> None:
    if not answers:
        return
    for column, asked in zip(_columns(), answers, strict=False):
        with column:
            label = f"{asked.question.code} {asked.question.short} (published {asked.percentage}%)"
            state.suppose_percentage(label, asked.question.code, asked.known, now)
