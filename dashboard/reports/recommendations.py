"""Recommendations as the command line gives them to other programs; its keys are a contract."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from dashboard.core.recommendations import Recommendation


def recommendations_contract(
    recommendations: Iterable[Recommendation], as_of: dt.date
) -> list[dict[str, Any]]:
    """Return recommendations as plain data, with null for what nobody has given yet.

    `late` is null while there is no due date; `age_days` counts from publication to the date.
    """
    return [_one(recommendation, as_of) for recommendation in recommendations]


def _one(recommendation: Recommendation, as_of: dt.date) -> dict[str, Any]:
    return {
        "id": recommendation.id,
        "wording": recommendation.wording,
        "addressee": recommendation.addressee,
        "source": recommendation.source,
        "published": recommendation.published.text,
        "standards": list(recommendation.standards),
        "areas_of_work": list(recommendation.areas_of_work),
        "status": recommendation.status.value,
        "late": None,
        "age_days": recommendation.age_days(as_of),
        "owner": None,
        "body": None,
        "due": None,
        "measure": None,
        "open_actions": 0,
        "missing": list(recommendation.missing),
    }
