"""The facts that a pack tells, as data, and what changed from one pack to the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class PackFact:
    """How one matter stood when a pack was made.

    There is one for each matter, so that one changed figure is one changed fact. `id` is the same
    from pack to pack, `about` is what it is of and `words` how it stands. `period` is that of a
    figure, or "", and `editions` are where it came from. `standing` is higher where the matter
    stands better, None where neither side is better or chance alone could tell two apart.
    """

    id: str
    about: str
    words: str
    period: str = ""
    editions: tuple[str, ...] = ()
    standing: float | None = None


class FactChange(StrEnum):
    """What became of a fact from one pack to the next."""

    NEW = "New"
    ENDED = "Ended"
    BETTER = "Better"
    WORSE = "Worse"
    LATER = "Of a later period"
    REVISED = "Revised"
    CHANGED = "Changed"


@dataclass(frozen=True)
class Difference:
    """A fact that differs between two packs; `before` or `now` is None where it is not in one."""

    change: FactChange
    before: PackFact | None
    now: PackFact | None


def differences(before: Iterable[PackFact], now: Iterable[PackFact]) -> tuple[Difference, ...]:
    """Return exactly the facts that differ, in the order of the later pack, ended ones last.

    A figure of the same period that reads otherwise was revised: by a new edition of its own table
    or of one that it is compared with. Of other facts the standing tells better from worse; of two
    figures of two periods nothing does, because chance alone may be what lies between them.
    """
    earlier = {fact.id: fact for fact in before}
    later = {fact.id: fact for fact in now}
    told = [_difference(earlier.get(fact.id), fact) for fact in later.values()]
    ended = [
        Difference(FactChange.ENDED, fact, None)
        for fact in earlier.values()
        if fact.id not in later
    ]
    return (*(each for each in told if each is not None), *ended)


def _difference(before: PackFact | None, now: PackFact) -> Difference | None:
    if before is None:
        return Difference(FactChange.NEW, None, now)
    # The same figure in another edition is no change: nobody reads anything else.
    if _as_read(before) == _as_read(now):
        return None
    return Difference(_change(before, now), before, now)


def _as_read(fact: PackFact) -> tuple[str, str, float | None]:
    return fact.words, fact.period, fact.standing


def _change(before: PackFact, now: PackFact) -> FactChange:
    if now.period and before.period == now.period and before.words != now.words:
        return FactChange.REVISED
    if before.standing is None or now.standing is None or before.standing == now.standing:
        is_later = before.period and now.period and before.period != now.period
        return FactChange.LATER if is_later else FactChange.CHANGED
    return FactChange.BETTER if now.standing > before.standing else FactChange.WORSE
