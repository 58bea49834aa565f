"""Which of several targets is in force on a day: one rule for published and for own figures."""

import datetime as dt
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Aimed(Protocol):
    """A target of any kind; `subject` is its service, its indicator and its place."""

    @property
    def subject(self) -> tuple[str, str, str]: ...
    @property
    def set_on(self) -> dt.date: ...
    @property
    def in_use(self) -> bool: ...


T = TypeVar("T", bound=Aimed)


def target_in_force(
    targets: Iterable[T], subject: tuple[str, str, str], as_of: dt.date
) -> T | None:
    """Return the target for a subject that was set last by a day, or None.

    Of two set on one day the later in `targets` counts. One that was withdrawn counts no more, so
    that the one before it is in force again.
    """
    found = None
    for target in targets:
        if target.subject != subject or not target.in_use or target.set_on > as_of:
            continue
        if found is None or target.set_on >= found.set_on:
            found = target
    return found
