"""Sums of a service's own figures, made only from what may be shown."""

from collections.abc import Collection
from dataclasses import dataclass

from dashboard.core.disclosure.protection import ProtectedFigures
from dashboard.core.own.figures import LocalObservation, LocalState

_FIRM = (LocalState.FINAL, LocalState.PROVISIONAL)


@dataclass(frozen=True)
class Total:
    """Some figures added up; without numbers, `state` says why: of one that is missing among them.

    `value` is also absent where the denominator is too small for a percentage.
    """

    state: LocalState
    count: int | None = None
    denominator: int | None = None
    value: float | None = None


def total(protected: ProtectedFigures, observations: Collection[LocalObservation]) -> Total:
    """Return the sum of figures of several periods or places, withheld if one of them is.

    The value of a share or rate is worked out from the sums; it is never an average of values.
    """
    parts = [(_count(protected, each), each) for each in observations]
    lost = [each.state for count, each in parts if count is None]
    if lost or not parts:
        withheld = LocalState.WITHHELD in lost
        return Total(LocalState.WITHHELD if withheld else _why(lost))
    count = sum(count for count, _ in parts if count is not None)
    state = max((each.state for _, each in parts), key=_FIRM.index)
    if protected.figures.indicator.is_count:
        return Total(state, count, None, float(count))
    of = [each.denominator for _, each in parts]
    if None in of:
        return Total(LocalState.NOT_RECORDED)
    denominator = sum(each for each in of if each is not None)
    return Total(state, count, denominator, _value(protected, count, denominator))


def _count(protected: ProtectedFigures, one: LocalObservation) -> int | None:
    """Return the number of children counted; the value of a plain count is one."""
    if not one.state.usable:
        return None
    if one.count is None and protected.figures.indicator.is_count and one.value is not None:
        return round(one.value)
    return one.count


def _why(lost: Collection[LocalState]) -> LocalState:
    unusable = [state for state in lost if not state.usable]
    return unusable[0] if unusable else LocalState.NOT_RECORDED


def _value(protected: ProtectedFigures, count: int, denominator: int) -> float | None:
    if denominator < protected.rules.smallest_denominator:
        return None
    return protected.figures.indicator.value_of(count, denominator)
