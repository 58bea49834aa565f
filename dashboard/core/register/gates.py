"""What must hold before a recommendation is confirmed; a refusal names each thing that does not."""

from dataclasses import dataclass

from dashboard.core.people import Actor
from dashboard.core.periods import date_words
from dashboard.core.register.standings import Standing
from dashboard.core.register.success_measures import Better, Progress
from dashboard.core.sentences import Clause, fill
from dashboard.errors import ChangeRefusedError

_NO_ACTION = "no action is recorded"


@dataclass(frozen=True)
class Condition:
    """One condition of confirming, in the words of how it stands, and whether it is met."""

    name: str
    words: Clause
    is_met: bool


def conditions(standing: Standing, confirmer: Actor | None = None) -> tuple[Condition, ...]:
    """Return the conditions of confirming and how each stands; without a confirmer the first three.

    Every action is done, evidence is there, the measure held for its number of periods, and who
    confirms is not the owner of the recommendation or of one of its actions, and is not one of
    those whose word it is that it is done.
    """
    found = (_actions(standing), _evidence(standing), _measure(standing.progress))
    return found if confirmer is None else (*found, _other_person(standing, confirmer))


def require_confirmable(standing: Standing, confirmer: Actor) -> None:
    """Refuse a confirmation while a condition is not met.

    Raises:
        ChangeRefusedError: naming each unmet condition.
    """
    unmet = [each for each in conditions(standing, confirmer) if not each.is_met]
    if unmet:
        reasons = "; ".join(condition.words.text for condition in unmet)
        raise ChangeRefusedError(f"It cannot be confirmed yet: {reasons}.")


def is_for_others_to_confirm(standing: Standing, confirmer: Actor) -> bool:
    """Return whether somebody owns it or said that it is done, and so may not confirm it."""
    return not _other_person(standing, confirmer).is_met


def _actions(standing: Standing) -> Condition:
    name, total = "Every action is done", len(standing.counted_actions)
    if not total:
        # An own action is called an action itself: what is missing is a step towards it.
        is_own = standing.recommendation.is_own
        lacking = "no step towards it is recorded under Actions" if is_own else _NO_ACTION
        return Condition(name, Clause(lacking), is_met=False)
    still_open = len(standing.open_actions)
    if still_open:
        words = fill("{n} of {total} actions not done", n=str(still_open), total=str(total))
        return Condition(name, words, is_met=False)
    words = fill("all actions are done ({total})", total=str(total))
    return Condition(name, words, is_met=True)


def _evidence(standing: Standing) -> Condition:
    name, total = "Evidence is there", len(standing.evidence_held)
    if not total:
        return Condition(name, Clause("no evidence is recorded"), is_met=False)
    return Condition(name, fill("evidence is recorded ({n})", n=str(total)), is_met=True)


def _measure(progress: Progress | None) -> Condition:
    name = "The measure is met"
    if progress is None:
        return Condition(name, Clause("no success measure is set"), is_met=False)
    return Condition(name, measure_words(progress), progress.is_met)


def measure_words(progress: Progress) -> Clause:
    """Return how a measure stands against its target, as a clause without a full stop."""
    measure, latest = progress.measure, progress.latest
    aim = _value(measure.target, measure.unit)
    facts = {"name": f"“{measure.name}”", "better": measure.better.value, "aim": aim}
    if latest is None:
        since = _since(progress)
        return fill("{name} has no reading {since}, target {better} {aim}", since=since, **facts)
    facts |= {"value": _value(latest.value, measure.unit), "label": latest.label}
    now = fill("{name} is at {value} ({label}), target {better} {aim}", **facts)
    return fill(
        "{now}, met for {met} of {needed} period{s} in a row since the recommendation",
        now=now,
        met=str(min(progress.periods_met, measure.periods_needed)),
        needed=str(measure.periods_needed),
        s="" if measure.periods_needed == 1 else "s",
    )


def _other_person(standing: Standing, confirmer: Actor) -> Condition:
    name = "Somebody else confirms"
    if any(confirmer.is_person(owner) for owner in standing.owners):
        words = fill(
            "{who} owns it or one of its actions: somebody else confirms", who=confirmer.name
        )
        return Condition(name, words, is_met=False)
    if _has_claimed(standing, confirmer):
        words = fill(
            "{who} said that it is done, or owned it then: somebody else confirms",
            who=confirmer.name,
        )
        return Condition(name, words, is_met=False)
    return Condition(name, fill("{who} is not an owner", who=confirmer.name), is_met=True)


def _has_claimed(standing: Standing, confirmer: Actor) -> bool:
    # An owner who hands it to somebody else does not become another person by that.
    claimed = any(confirmer.is_person(each) for each in standing.follow_up.claimants)
    return claimed or any(each.done_by == confirmer.name for each in standing.counted_actions)


def _since(progress: Progress) -> Clause:
    """Return since when there is no reading: since the baseline, where there is one."""
    measure = progress.measure
    if measure.baseline is None:
        return Clause("yet")
    return fill(
        "since its baseline ({about}{value}, {year})",
        about="about " if measure.baseline_as_printed else "",
        value=_value(measure.baseline, measure.unit),
        year=str(progress.counts_after.year),
    )


def _value(value: float | None, unit: str) -> str:
    number = "no value" if value is None else f"{value:g}"
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}"


def reopening_reason(standing: Standing) -> Clause:
    """Return why a confirmed recommendation re-opens; empty while its effect holds."""
    lost, progress = standing.effect_lost, standing.progress
    if lost is None or progress is None:
        return Clause("")
    measure = progress.measure
    return fill(
        "{name} {moved} to {value} ({label}, to {on}), against a target of {better} {aim}",
        name=f"“{measure.name}”",
        moved="fell" if measure.better is Better.HIGHER else "rose",
        value=_value(lost.value, measure.unit),
        label=lost.label,
        on=date_words(lost.on),
        better=measure.better.value,
        aim=_value(measure.target, measure.unit),
    )
