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
    stands better, None where neither side is better.
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
    or of one that it is compared with. Of other facts the standing tells better from worse.
    """
    raise NotImplementedError
