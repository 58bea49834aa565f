"""Garbage, collected while nobody waits: it holds everybody up, the longer the more is kept."""

import ctypes
import gc
import sys
from collections.abc import Callable, Hashable

# Python looks for cycles after 700 new objects, and a run of a page makes a hundred thousand.
YOUNG_OBJECTS = 50_000
# A moment is quiet once nothing happened for so long; between two runs of a busy server is none.
QUIET_SECONDS = 3.0
# In a quiet moment all is looked through, half a second where much is kept, but no more often.
ALL_AFTER_SECONDS = 30.0
# A busy server looks only at what is new since, and in the end at all of it: whatever was in use
# at such a time and is garbage later is found only then.
NEW_AFTER_SECONDS, ALL_AT_LATEST_SECONDS = 60.0, 300.0
# glibc's M_ARENA_MAX.
_MOST_PLACES = -8


class Garbage:
    """When garbage was collected last, what happened since, and whether it is time again.

    A session's memory is full of cycles, so that without it a busy server grows. `collect` is told
    whether to look through all that is in memory.
    """

    def __init__(self, collect: Callable[[bool], object], happened: Hashable, now: float) -> None:
        self._collect = collect
        self._happened = self._collected_of = happened
        self._still_since = self._collected_at = self._all_at = now

    def tend(self, happened: Hashable, now: float, *, idle: bool) -> None:
        """Collect what it is time for; `happened` differs once something happened since."""
        if happened != self._happened:
            self._happened, self._still_since = happened, now
        if happened == self._collected_of:
            return
        quiet = idle and now - self._still_since >= QUIET_SECONDS
        of_all = now - self._all_at
        if of_all >= (ALL_AFTER_SECONDS if quiet else ALL_AT_LATEST_SECONDS):
            self._all_at = self._collected_at = now
        elif now - self._collected_at >= NEW_AFTER_SECONDS:
            self._collected_at = now
        else:
            return
        self._collected_of = happened
        self._collect(self._all_at == now)


def keep_for_good() -> None:
    """Spare the collections of a busy server what is loaded now, and leave the large ones to us."""
    collect(of_all=True)
    gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])


def collect(of_all: bool) -> None:
    """Collect garbage of all that is in memory, or only of what is new since the last time.

    What is left then is not looked at again until all is. With all, the machine gets back what is
    free.
    """
    if of_all:
        gc.unfreeze()
    gc.collect()
    gc.freeze()
    if of_all:
        give_back()


def keep_together() -> None:
    """Let all threads of this process take memory from one place, where what is free joins up.

    Each run of a page is a thread of its own, and C's allocator on Linux keeps up to eight places
    for each processor: of what those held after a crowd, half was free and did not go back. Where
    one script runs at a time, nobody waits for another in that one place.
    """
    _of_c("mallopt", _MOST_PLACES, 1)


def give_back() -> None:
    """Give the machine what is free, which C's allocator on Linux keeps for later otherwise."""
    _of_c("malloc_trim", 0)


def _of_c(name: str, *given: int) -> None:
    """Call a function of glibc's allocator; another allocator has none of that name."""
    if sys.platform == "linux":
        getattr(ctypes.CDLL(None), name, lambda *_: 0)(*given)
