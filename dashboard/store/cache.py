"""What was read or worked out once, kept for everybody until something newer takes its room."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from weakref import WeakValueDictionary

from dashboard.core.remembered import keep_latest

T = TypeVar("T")

# Of how many keys the answers to a question are kept: bounded, because a service's own figures
# alone may be millions over all services. Whatever was asked for longest ago goes first.
_MOST: Final = {
    "figures": 64,
    "editions": 32,
    "records": 128,
    "records of a kind": 8,
    "own indicators": 256,
    "protected figures": 256,
    "re-inspections": 256,
    "own attention": 32,
    "own signals": 64,
    "own readings": 64,
    "comparisons": 128,
    "scans": 64,
    "glance": 64,
    "ratings": 64,
    "spreads": 64,
    "registers": 16,
    "published readings": 500,
    "packs": 8,
    "pages of a pack": 8,
    # Some ten kilobytes each.
    "pictures": 500,
    "invented figures": 4,
}
# A page that began before a change goes on in the state that it began with.
_STATES: Final = 2


@dataclass(frozen=True)
class _Answer:
    value: Any


class Cache:
    """Answers by question and key; what is kept is shared, so nobody may change it.

    Several threads may ask at once: one of them works an answer out, and the others wait for it.
    Only an answer takes room. Work that fails leaves the cache as it was, and the next tries again.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[str, OrderedDict[Hashable, OrderedDict[Hashable, _Answer]]] = {
            question: OrderedDict() for question in _MOST
        }
        # A turn is held by those who work or wait for it, and is gone with the last of them.
        self._turns: WeakValueDictionary[Hashable, threading.Lock] = WeakValueDictionary()

    def answer(
        self, question: str, key: Hashable, work: Callable[[], T], state: Hashable = None
    ) -> T:
        """Return what `work` answers, or answered before for the key in a state.

        A new state takes the room of the one before the last: nobody asks for that again.
        """
        with self._turn(question, key, state):
            known = self._known(question, key, state)
            if known is None:
                known = _Answer(work())
                self._keep(question, key, state, known)
            found: T = known.value
            return found

    def earlier(self, question: str, key: Hashable, state: Hashable) -> tuple[Any, Any] | None:
        """Return another state of a key with its answer, the latest that is known, or None."""
        with self._lock:
            states = self._kept[question].get(key, OrderedDict())
            known = [(each, answer.value) for each, answer in states.items()]
        return next((each for each in reversed(known) if each[0] != state), None)

    def _turn(self, question: str, key: Hashable, state: Hashable) -> threading.Lock:
        with self._lock:
            return self._turns.setdefault((question, key, state), threading.Lock())

    def _known(self, question: str, key: Hashable, state: Hashable) -> _Answer | None:
        """Return what is kept, from now on as what was asked for last; None where nothing is."""
        with self._lock:
            of_question = self._kept[question]
            states = of_question.get(key, OrderedDict())
            if state in states:
                of_question.move_to_end(key)
                states.move_to_end(state)
            return states.get(state)

    def _keep(self, question: str, key: Hashable, state: Hashable, known: _Answer) -> None:
        with self._lock:
            of_question = self._kept[question]
            states = of_question.setdefault(key, OrderedDict())
            states[state] = known
            keep_latest(states, state, _STATES)
            keep_latest(of_question, key, _MOST[question])
