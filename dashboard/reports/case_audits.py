"""Case audits as tables: what each standard would be, and each key question by quarter."""

from collections.abc import Sequence

import pandas as pd

from dashboard.core.inspection.headroom import whole_percentage
from dashboard.core.own.figures import LocalObservation
from dashboard.core.performance.case_audits import AuditedQuestion, RehearsalRating
from dashboard.core.periods import Period
from dashboard.core.sentences import capital
from dashboard.narrative.performance.case_audits import (
    case_words,
    deciding_words,
    lack_words,
    observed_words,
    pooled_words,
    redrawn_words,
    span_words,
)

STANDARD, PUBLISHED, REHEARSAL = "Standard", "Published rating", "Rehearsal rating"
CASES, RANGE = "Cases", "Likely range"
NONE = "none"


def rehearsal_table(ratings: Sequence[RehearsalRating]) -> pd.DataFrame:
    """Return a row a standard: published and rehearsal rating, cases, and how sure that is."""
    return pd.DataFrame(
        [
            {
                STANDARD: each.standard.title,
                PUBLISHED: str(each.rated.published) if each.rated.published else NONE,
                REHEARSAL: str(each.rating) if each.rating else NONE,
                CASES: _cases(each),
                RANGE: _range(each),
            }
            for each in ratings
        ]
    )


def audits_table(ratings: Sequence[RehearsalRating], pooled: Sequence[Period]) -> pd.DataFrame:
    """Return a row a key question and quarter, for a download; the pooled quarters come last."""
    rows = []
    for rehearsal in ratings:
        for question in rehearsal.questions:
            base = _named(rehearsal, question)
            rows += [base | _of_quarter(q, o) for q, o in question.by_quarter.items()]
            rows.append(base | _of_pooled(question, pooled))
    return pd.DataFrame(rows)


def quarters_table(rehearsal: RehearsalRating, quarters: Sequence[Period]) -> pd.DataFrame:
    """Return a standard's key questions by quarter, yes of cases audited, newest quarter last."""
    return pd.DataFrame(
        [
            {"Key question": f"{each.question.code} {each.question.short}"}
            | {quarter.label: observed_words(each.by_quarter.get(quarter)) for quarter in quarters}
            | {"Last two quarters": pooled_words(each)}
            for each in rehearsal.questions
        ]
    )


def _cases(rehearsal: RehearsalRating) -> str:
    if rehearsal.rating is None:
        return NONE
    words = case_words([rehearsal]).text.removesuffix(" cases").removesuffix(" case")
    return f"{words}, small numbers" if rehearsal.needs_caution else words


def _range(rehearsal: RehearsalRating) -> str:
    if rehearsal.rating is None:
        return f"{capital(lack_words(rehearsal)).text}."
    return f"{deciding_words(rehearsal)}. Drawn again: {redrawn_words(rehearsal)}."


def _named(rehearsal: RehearsalRating, question: AuditedQuestion) -> dict[str, object]:
    return {
        STANDARD: rehearsal.standard.title,
        "Key question": question.question.code,
        "Wording": question.question.wording,
    }


def _of_quarter(quarter: Period, observed: LocalObservation) -> dict[str, object]:
    of = observed.denominator if observed.state.usable else None
    yes = observed.count if observed.state.usable else None
    known = yes is not None and bool(of)
    return {
        "Quarters": quarter.id,
        "Yes": yes,
        "Cases audited": of,
        "Per cent": whole_percentage(yes or 0, of or 1) if known else None,
        "State": observed.state.value,
    }


def _of_pooled(question: AuditedQuestion, pooled: Sequence[Period]) -> dict[str, object]:
    return {
        "Quarters": f"pooled: {span_words(pooled)}",
        "Yes": question.yes,
        "Cases audited": question.cases,
        "Per cent": question.percentage,
        "State": f"rehearsal, no inspection{f'; {question.lack}' if question.lack else ''}",
    }
