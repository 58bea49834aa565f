"""Ratings as plain data for other programs, whose keys are a contract, and as tables."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.headroom import QuestionHeadroom, headroom, overall_headroom
from dashboard.core.inspection.inspections import VerbalBaseline
from dashboard.core.inspection.ratings import DerivedRatings, StandardRating
from dashboard.core.inspection.reinspection import ModelShares, NoReinspection, Reinspection
from dashboard.core.inspection.sample_models import LeftOut
from dashboard.core.inspection.what_if import WhatIf
from dashboard.core.sentences import NOT_HELD
from dashboard.narrative.inspection.what_if import what_if_sentence


def ratings_contract(
    derived: DerivedRatings,
    again: Reinspection | NoReinspection,
    supposed: WhatIf | None = None,
) -> dict[str, Any]:
    """Return an inspection's ratings as plain data: words for ratings, null for what is absent.

    With `supposed` values, `derived` is what follows from them and `changed` marks the standards
    that they move to another rating; `published`, `headroom` and all of `reinspection` (given as
    `again`) stay those of the inspection as published.  `reinspection` is the binomial model's.
    """
    moved = [rated.standard.code for rated in supposed.changed] if supposed else []
    before = supposed.before if supposed else derived
    return {
        "service": derived.inspection.service,
        "inspection": derived.inspection.id,
        "framework": derived.framework.id,
        "covers": derived.inspection.covers or None,
        "overall": {
            "published": _word(derived.published),
            "derived": _word(derived.overall),
            "score": derived.score,
            "max_score": derived.max_score,
        },
        "standards": [
            _standard(rated)
            | {
                "published": _word(before.of(rated.standard.code).published),
                "changed": rated.standard.code in moved,
            }
            for rated in derived.standards
        ],
        "verbal_baselines": [_verbal(each) for each in derived.inspection.verbal_baselines],
        "overall_headroom": _overall_headroom(before),
        "headroom": [_headroom(question) for question in headroom(before)],
        **_reinspection(again),
        "what_if": _what_if(supposed) if supposed else None,
    }


def case_scores_table(derived: DerivedRatings) -> pd.DataFrame:
    """Return a row a subject of a case inspection: the service's share and the national one."""
    inspection = derived.inspection
    names = {measure.code: measure.name for measure in derived.framework.case_measures}
    return pd.DataFrame(
        [
            {
                "Subject": names[score.measure],
                inspection.name_as_published: f"{score.percentage}%",
                "National average": NOT_HELD if score.national is None else f"{score.national}%",
            }
            for score in inspection.case_scores
        ]
    )


def no_ratings_contract(service_id: str) -> dict[str, Any]:
    """Return the same keys for a service of which no inspection is held: null or empty."""
    overall = dict.fromkeys(("published", "derived", "score", "max_score"))
    return {
        "service": service_id,
        "inspection": None,
        "framework": None,
        "covers": None,
        "overall": overall,
        "standards": [],
        "verbal_baselines": [],
        "overall_headroom": None,
        "headroom": [],
        **_reinspection(None),
        "what_if": None,
    }


def _standard(rated: StandardRating) -> dict[str, Any]:
    return {
        "code": rated.standard.code,
        "name": rated.standard.name,
        "domain": rated.domain.name,
        "published": _word(rated.published),
        "derived": _word(rated.derived),
        "score": rated.score,
        "lowest_key_question": rated.lowest[0].question.code if rated.lowest else None,
    }


def _verbal(baseline: VerbalBaseline) -> dict[str, Any]:
    """Return a share that the report gives in words; `share` is our reading of `as_printed`."""
    return {
        "standard": baseline.standard,
        "measured": baseline.measured,
        "share": baseline.share,
        "as_printed": baseline.as_printed,
    }


def _overall_headroom(derived: DerivedRatings) -> dict[str, Any] | None:
    overall = overall_headroom(derived)
    if overall is None:
        return None
    return {
        "points_to_fall": overall.points_to_fall,
        "points_to_rise": overall.points_to_rise,
    }


def _headroom(question: QuestionHeadroom) -> dict[str, Any]:
    band = question.answer.band
    return {
        "code": question.code,
        "percentage": question.answer.percentage,
        "rating": _word(band.rating if band else None),
        "decides": question.decides,
        "points_to_fall": question.points_to_fall,
        "points_to_rise": question.points_to_rise,
        "cases": question.cases,
        "cases_to_fall": question.cases_to_fall,
        "cases_to_rise": question.cases_to_rise,
        "note": question.why_no_cases.value if question.why_no_cases else None,
    }


def _reinspection(again: Reinspection | NoReinspection | None) -> dict[str, Any]:
    drawn = again if isinstance(again, Reinspection) else None
    return {
        "reinspection": _shares(drawn.shares) if drawn else None,
        "reinspection_basis": _basis(drawn) if drawn else None,
        "reinspection_models": [_model(one, drawn) for one in drawn.models] if drawn else [],
        "reinspection_models_left_out": [_left_out(one) for one in drawn.left_out] if drawn else [],
    }


def _model(one: ModelShares, again: Reinspection) -> dict[str, Any]:
    return {
        "id": one.model.value,
        "name": one.model.label,
        "assumption": one.assumption,
        "shares": _shares(one.shares),
        "draws": again.draws,
        "seed": again.seed,
    }


def _left_out(one: LeftOut) -> dict[str, Any]:
    return {"id": one.model.value, "name": one.model.label, "why_not": one.why_not}


def _shares(shares: Mapping[Rating, float]) -> dict[str, float]:
    """Return the share of draws, from 0 to 1, for each overall rating."""
    return {rating.value: round(share, 4) for rating, share in shares.items()}


def _basis(again: Reinspection) -> dict[str, Any]:
    return {
        "draws": again.draws,
        "seed": again.seed,
        "assumptions": list(again.assumptions),
    }


def _what_if(supposed: WhatIf) -> dict[str, Any]:
    return {
        "changes": {
            code: value.value if isinstance(value, Rating) else value
            for code, value in supposed.changes.items()
        },
        "overall_before": _word(supposed.before.overall),
        "score_before": supposed.before.score,
        "sentence": what_if_sentence(supposed).text,
    }


def _word(rating: Rating | None) -> str | None:
    return rating.value if rating else None
