"""Recommendations as the command line gives them to other programs; its keys are a contract."""

from collections.abc import Iterable
from typing import Any

from dashboard.core.people import Person
from dashboard.core.standings import Standing
from dashboard.core.success_measures import Progress


def recommendations_contract(
    held: Iterable[tuple[Standing, Person | None]],
) -> list[dict[str, Any]]:
    """Return recommendations and their owners as plain data, with null for what nobody has given.

    `late` is null while there is no date; `age_days` counts from publication to the day.
    """
    return [_one(standing, owner) for standing, owner in held]


def _one(standing: Standing, owner: Person | None) -> dict[str, Any]:
    one, settled = standing.recommendation, standing.follow_up
    return {
        "id": one.id,
        "wording": one.wording,
        "addressee": one.addressee,
        "source": one.source,
        "published": one.published.text,
        "standards": list(one.standards),
        "areas_of_work": list(one.areas_of_work),
        "response": settled.response.value,
        "status": standing.status.value,
        "late": standing.late,
        "stuck": standing.stuck,
        "age_days": standing.age_days,
        "owner": owner.name if owner else None,
        "body": settled.body or None,
        "due": settled.due.isoformat() if settled.due else None,
        "measure": _measure(standing.progress),
        "open_actions": len(standing.open_actions),
        "missing": list(standing.missing),
    }


def _measure(progress: Progress | None) -> dict[str, Any] | None:
    if progress is None:
        return None
    measure, latest = progress.measure, progress.latest
    return {
        "name": measure.name,
        "unit": measure.unit,
        "baseline": measure.baseline,
        "target": measure.target,
        "better": measure.better.value,
        "periods_needed": measure.periods_needed,
        "latest": latest.value if latest else None,
        "latest_period": latest.label if latest else None,
        "met": progress.is_met,
        "proposed": measure.proposed,
    }
