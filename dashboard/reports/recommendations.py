"""Recommendations as the command line gives them: to other programs by contract, and as lines."""

from collections.abc import Iterable, Iterator
from typing import Any

from dashboard.core.people import Person
from dashboard.core.register.standings import Standing
from dashboard.core.register.success_measures import Progress


def recommendations_contract(
    held: Iterable[tuple[Standing, Person | None]],
) -> list[dict[str, Any]]:
    """Return recommendations and their owners as plain data, with null for what nobody has given.

    The keys are a contract and only ever grow. `late` is null while there is no date; `age_days`
    counts from publication to the day. `for_others` is what somebody else is to act on, `adopts`
    the id of such a one that this is the board's own action for, and `adopted_as` the reverse.
    """
    return [_one(standing, owner) for standing, owner in held]


def recommendation_lines(held: Iterable[tuple[Standing, Person | None]]) -> Iterator[str]:
    """Yield a line for each: its id, where it stands, who owns it, what it lacks, its wording."""
    for standing, owner in held:
        one, settled = standing.recommendation, standing.follow_up
        facts = [standing.status.value]
        facts += [f"addressed to {one.addressee}"] if standing.for_others else []
        facts += [
            word for word, holds in (("late", standing.late), ("stuck", standing.stuck)) if holds
        ]
        owners = " and ".join(name for name in (owner.name if owner else "", settled.body) if name)
        facts += [f"owned by {owners}"] if owners else []
        facts += [f"lacks {', '.join(standing.missing)}"] if standing.missing else []
        yield f"{one.id}: {', '.join(facts)}. {' '.join(one.wording.split())}"


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
        "for_others": standing.for_others,
        "adopts": one.adopts or None,
        "adopted_as": standing.adopted_as.id if standing.adopted_as else None,
    }


def _measure(progress: Progress | None) -> dict[str, Any] | None:
    if progress is None:
        return None
    measure, latest = progress.measure, progress.latest
    return {
        "name": measure.name,
        "unit": measure.unit,
        "baseline": measure.baseline,
        "baseline_as_printed": measure.baseline_as_printed or None,
        "target": measure.target,
        "better": measure.better.value,
        "periods_needed": measure.periods_needed,
        "latest": latest.value if latest else None,
        "latest_period": latest.label if latest else None,
        "met": progress.is_met,
        "proposed": measure.proposed,
    }
