"""What is held at one moment: read when somebody asks, and from memory when asked again."""

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import TypeVar

from dashboard.core.disclosure.protection import DisclosureRules, Mode, ProtectedFigures, protect
from dashboard.core.editions import Edition, for_everybody
from dashboard.core.history import end_of
from dashboard.core.own.figures import LocalFigures
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.published.indicators import Figures, Indicator
from dashboard.core.rooms import EVERYWHERE, Admission
from dashboard.definitions.records import BESIDE_FIGURES, NAMES, OF_PEOPLE, Record, Records
from dashboard.store import own_figures
from dashboard.store.cache import Cache
from dashboard.store.changes import Stand, Tokens
from dashboard.store.reading import Reading

T = TypeVar("T")


def records_known(
    cache: Cache, admission: Admission, service: str | None
) -> tuple[Stand, Records] | None:
    """Return a service's records as they stood when they were last read, and at what; or None."""
    return cache.earlier("records", _records_key(admission, service, None), None)


def _records_key(
    admission: Admission, service: str | None, past: dt.date | None, *, figures_only: bool = False
) -> Hashable:
    return figures_only, admission, service, past


@dataclass(frozen=True)
class Snapshot:
    """What a database holds, under the tokens of the moment when somebody began to ask.

    `reading` lends a state of it to be read. Answers are shared between all who ask under the same
    tokens, and nobody may change them. A day is the last that counts: from `today` on, records and
    own figures are as they stand. With a `service`, `records` are its own and everybody's ("" is
    only everybody's); with None, every service's. What is in a room that `admission` does not open
    is left out or refused, and no answer is shared with whom it is not open to. With
    `figures_only`, of the records there are only those that figures are read with. `slowly` is
    entered while something takes long, to tell the person who waits.
    """

    reading: Callable[[], AbstractContextManager[Reading]]
    cache: Cache
    tokens: Tokens
    today: dt.date
    slowly: Callable[[], AbstractContextManager[object]] = nullcontext
    service: str | None = None
    given: Records | None = None
    admission: Admission = EVERYWHERE
    figures_only: bool = False

    def for_figures(self) -> "Snapshot":
        """Return the same with only the records that figures are read with.

        What is worked out of it by `of_state` outlives every other change: in a busy board somebody
        reports progress each minute, and no figure is another for that.
        """
        return replace(self, figures_only=True)

    def of_service(self, service: str | None) -> "Snapshot":
        """Return the same with the records of one service, or with None of every service."""
        return replace(self, service=service)

    def with_records(self, records: Records) -> "Snapshot":
        """Return the same with other records, such as those read within a transaction."""
        return replace(self, given=records)

    def figures(self, indicator: Indicator) -> Figures:
        """Return all current observations of an indicator."""
        state, key = self.tokens.editions, indicator.id
        return self._read("figures", key, state, lambda held: held.figures(indicator))

    def editions(self) -> Mapping[int, Edition]:
        """Return every edition ever stored, by its id, with what everybody may see of it."""
        state, key = self.tokens.editions, self.admission
        return self._read("editions", key, state, lambda held: for_everybody(held.editions()))

    def records(self, day: dt.date) -> Records:
        """Return what people had recorded by the end of a day (UTC)."""
        if self.given is not None:
            return self.given
        past = self._past(day)
        key = _records_key(self.admission, self.service, past, figures_only=self.figures_only)
        state = self._of_records

        def read(held: Reading) -> Records:
            if past is not None:
                return self._wanted(held.records_as_at(past, self.service))
            earlier = self.cache.earlier("records", key, state)
            return self._wanted(held.records_after(earlier, state, self.service))

        return self._read("records", key, state, read)

    def of(self, kind: type[Record]) -> Records:
        """Return the records of one kind in every room that is open, as they stand now."""
        state = self.tokens.people if NAMES[kind] in OF_PEOPLE else self.tokens.records
        key = (self.admission, kind)
        return self._read("records of a kind", key, state, lambda held: held.of(kind))

    def own_indicators(self, service: str, day: dt.date) -> frozenset[str]:
        """Return the ids of the local indicators that a service had loaded figures of by a day.

        None where its room is not open.
        """
        if not self.admission.admits(service):
            return frozenset()
        state, key = self.tokens.editions, (service, self._past(day))

        def read(held: Reading) -> frozenset[str]:
            return own_figures.indicators_held(held, service, self._until(day))

        return self._read("own indicators", key, state, read)

    def protected_figures(
        self,
        indicator: LocalIndicator,
        service: str,
        day: dt.date,
        mode: Mode,
        rules: DisclosureRules,
    ) -> ProtectedFigures:
        """Return a service's own figures by a day as a mode may show them.

        This is the only way to them: unprotected they never leave the store, but for the check of
        a file against them before it is stored.

        Raises:
            NotAllowedError: if the service's room is not open, or small numbers are asked for by
                whom its board does not show them to.
        """
        self.admission.require(service)
        if mode is Mode.BOARD:
            self.admission.require_small_numbers(service)
        state, key = self.tokens.editions, (indicator.id, service, self._past(day), mode, rules)

        def work() -> ProtectedFigures:
            with self.slowly():
                return protect(self._own_figures(indicator, service, day), rules, mode)

        return self.cache.answer("protected figures", key, work, state)

    def kept(self, question: str, key: Hashable, work: Callable[[], T]) -> T:
        """Return what `work` answers, or answered before; the key stands for all it rests on."""
        return self.cache.answer(question, key, work)

    def of_state(self, question: str, key: Hashable, work: Callable[[], T]) -> T:
        """Return what `work` answers of all that is stored now, or answered before in this state.

        With `figures_only` it may rest on figures and what they are read with alone. Within a
        transaction it is worked out anew, because its records are nobody else's yet.
        """
        if self.given is not None:
            return work()
        state = (self.tokens.editions, self._of_records)
        asked = (self.figures_only, self.admission, self.service, key)
        return self.cache.answer(question, asked, work, state)

    @property
    def _of_records(self) -> Stand:
        """What the asked records stand at."""
        return self.tokens.beside_figures if self.figures_only else self.tokens.records

    def _wanted(self, found: Records) -> Records:
        return found.only(BESIDE_FIGURES) if self.figures_only else found

    def _own_figures(self, indicator: LocalIndicator, service: str, day: dt.date) -> LocalFigures:
        with self.reading() as held:
            return own_figures.own_figures_of(held, indicator, service, self._until(day))

    def _read(
        self, question: str, key: Hashable, state: Hashable, read: Callable[[Reading], T]
    ) -> T:
        def work() -> T:
            # The state may have been read with more rooms open than are to who asks.
            with self.reading() as held:
                return read(replace(held, admission=self.admission))

        return self.cache.answer(question, key, work, state)

    def _past(self, day: dt.date) -> dt.date | None:
        return None if day >= self.today else day

    def _until(self, day: dt.date) -> dt.datetime | None:
        return None if day >= self.today else end_of(day)
