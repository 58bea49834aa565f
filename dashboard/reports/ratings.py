"""Ratings as the command line gives them to other programs; its keys are a contract."""

from typing import Any

from dashboard.core.frameworks import Rating
from dashboard.core.ratings import DerivedRatings, StandardRating, WhatIf


def ratings_contract(derived: DerivedRatings, supposed: WhatIf | None = None) -> dict[str, Any]:
    """Return an inspection's ratings as plain data: words for ratings, null for what is absent.

    With `supposed` percentages, `derived` is what follows from them, and `changed` marks the
    standards that they move to another rating.
    """
    moved = [rated.standard.code for rated in supposed.changed] if supposed else []
    return {
        "service": derived.inspection.service,
        "inspection": derived.inspection.id,
        "framework": derived.framework.id,
        "overall": {
            "published": _word(derived.published),
            "derived": _word(derived.overall),
            "score": derived.score,
            "max_score": derived.max_score,
        },
        "standards": [
            _standard(rated) | {"changed": rated.standard.code in moved}
            for rated in derived.standards
        ],
    }


def no_ratings_contract(service_id: str) -> dict[str, Any]:
    """Return the same keys for a service of which no inspection is held: all null."""
    overall = dict.fromkeys(("published", "derived", "score", "max_score"))
    return {
        "service": service_id,
        "inspection": None,
        "framework": None,
        "overall": overall,
        "standards": [],
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


def _word(rating: Rating | None) -> str | None:
    return rating.value if rating else None
