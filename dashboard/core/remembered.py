"""What was worked out before of the same facts: of the very same objects, which nobody changes.

`remembered` finds it by the facts; `Unchanged` keeps the facts the same where nothing changed.
"""

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from enum import Enum
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# What is compared by its value; of everything else only the same object is the same.
_PLAIN = (str, int, float, dt.date, Enum, frozenset, type(None))


class _Fact:
    """A fact that equals no other, however alike: comparing all of it takes as long as the work.

    It keeps the object, so that no other can come to lie in its place in memory.
    """

    def __init__(self, held: object) -> None:
        self.held = held

    def __hash__(self) -> int:
        return id(self.held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Fact) and other.held is self.held


def remembered(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Return a decorator with which a function works out once what it says of the same facts.

    It is for functions of results that are kept for everybody and never changed, such as a
    comparison: `most` of the latest answers stay in memory, with their facts.
    """

    def remembering(work: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(most, typed=True)
        def answered(*facts: Hashable, **named: Hashable) -> T:
            held = {name: _held(fact) for name, fact in named.items()}
            return work(*map(_held, facts), **held)  # type: ignore[arg-type]

        @wraps(work)
        def answer(*facts: P.args, **named: P.kwargs) -> T:
            return answered(*map(_fact, facts), **{name: _fact(v) for name, v in named.items()})

        return answer

    return remembering


class Unchanged:
    """Gives what was there before in place of what equals it, so that its answers stay known.

    `most` of the latest are kept. Several threads may ask at once.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: Hashable, found: T) -> T:
        """Return what was found under a key before, if it equals what is found now; else that."""
        with self._lock:
            before = self._kept.get(key)
            same: T = before if before == found else found
            self._kept[key] = same
            keep_latest(self._kept, key, self._most)
            return same


def keep_latest(held: OrderedDict[Hashable, T], asked: Hashable, most: int) -> None:
    """Note what was asked for last, and forget what was asked for longest ago beyond so many."""
    held.move_to_end(asked)
    if len(held) > most:
        held.popitem(last=False)


def _fact(given: object) -> Hashable:
    return given if isinstance(given, _PLAIN) else _Fact(given)


def _held(fact: object) -> object:
    return fact.held if isinstance(fact, _Fact) else fact
