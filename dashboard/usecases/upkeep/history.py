"""The history of every change: searched, listed, and checked against what is stored."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from dashboard.core.board.meetings import Decision, Meeting
from dashboard.core.board.national_reports import NationalReport
from dashboard.core.history import SHORTEST_HASH, HistoryEntry, Search, end_of
from dashboard.core.inspection.loaded_inspections import LoadedInspection
from dashboard.core.packs.issued import IssuedPack
from dashboard.core.people import Person
from dashboard.core.register.actions import Action, Evidence, Update
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.register.success_measures import RecordedReading
from dashboard.core.upkeep import UpkeepKind
from dashboard.definitions.catalogue import Catalogue
from dashboard.definitions.records import Record, Records
from dashboard.errors import BrokenHistoryError, DashboardError
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.upkeep.noting import note_upkeep

ENTRIES_A_PAGE = 50


@dataclass(frozen=True)
class HistoryPage:
    """Some entries, newest first; how many were found; the kinds and people to choose from.

    `head` is the number and hash of the last entry by the day, whatever is searched for.
    """

    entries: tuple[HistoryEntry, ...]
    found: int
    number: int
    pages: int
    head: tuple[int, str]
    kinds: tuple[str, ...]
    people: tuple[str, ...]


def history_page(store: Store, search: Search, number: int = 1) -> HistoryPage:
    """Return a page of the entries that are searched for, the last page if there are fewer.

    Raises:
        NotAllowedError: if its room is not open.
    """
    store.admission.require(search.service)
    with store.reading() as held:
        kinds, people = held.history_names(search.until)
        head = held.history_head(search.until)
        total = held.entries_counted(search)
        pages = max(1, -(-total // ENTRIES_A_PAGE))
        number = min(max(1, number), pages)
        skip = (number - 1) * ENTRIES_A_PAGE
        entries = tuple(held.entries(search, skip, ENTRIES_A_PAGE))
    return HistoryPage(entries, total, number, pages, head, tuple(kinds), tuple(people))


def every_entry(store: Store, search: Search) -> Iterator[HistoryEntry]:
    """Yield every entry that is searched for, newest first.

    Raises:
        NotAllowedError: if its room is not open.
    """
    store.admission.require(search.service)
    with store.reading() as held:
        yield from held.entries(search)


def recommendation_history(
    store: Store, holdings: Holdings, recommendation_id: str, most: int
) -> list[HistoryEntry]:
    """Return the newest entries about a recommendation and all beneath it by the day, newest first.

    Raises:
        NotAllowedError: if its room is not open.
    """
    holdings.require_room(_service_of(holdings, recommendation_id))
    search = Search(
        until=end_of(holdings.as_of), items=_items_of(holdings.records, recommendation_id)
    )
    with store.reading() as held:
        return list(held.entries(search, most=most))


def _service_of(holdings: Holdings, recommendation_id: str) -> str | None:
    """Return whose recommendation it is, also of one that counts no longer; None of none."""
    every = (
        *holdings.records.of(Recommendation).values(),
        *(one for held in holdings.inspections for one in held.recommendations),
    )
    return next((one.service for one in every if one.id == recommendation_id), None)


def _items_of(records: Records, recommendation_id: str) -> tuple[str, ...]:
    """Return the id of a recommendation, and those of all that was recorded about it."""
    beneath: Iterator[Action | Update | Evidence | RecordedReading] = chain(
        records.of(Action).values(),
        records.of(Update).values(),
        records.of(Evidence).values(),
        records.of(RecordedReading).values(),
    )
    known = {recommendation_id}
    known |= {one.id for one in beneath if one.recommendation == recommendation_id}
    decisions = (one.id for one in records.of(Decision).values() if one.subject in known)
    return (*known, *decisions)


def verify(store: Store, noted: str = "", *, with_files: bool = True) -> tuple[int, str]:
    """Return the number and hash of the last entry, if all that is stored is as it was written.

    Without files it is quicker: what they hold is then not looked at.

    Raises:
        BrokenHistoryError: naming the first entry, record or file that is not, or the hash that
            was noted earlier and is gone; see `Reading.verify`.
        DashboardError: if what was noted is no hash.
    """
    wanted = "".join(noted.split()).lower()
    if noted and not re.fullmatch(rf"[0-9a-f]{{{SHORTEST_HASH},64}}", wanted):
        raise DashboardError(
            f'"{noted[:80]}" is no hash: give at least the first {SHORTEST_HASH} of its digits and '
            "letters a to f."
        )
    try:
        with store.reading() as held:
            return held.verify(wanted, with_files=with_files)
    except BrokenHistoryError as broken:
        if store.admission.admits(None):
            raise
        # What is wrong may be another board's, and is named to those of every service only.
        raise BrokenHistoryError(
            "The history is not as it was written: tell an administrator of every service, "
            "who can see what is wrong.",
            broken.number,
        ) from broken


def check_everything(store: Store, noted: str = "") -> tuple[int, str]:
    """Return what `verify` does, files looked at too, and note that it was asked and answered.

    Raises:
        BrokenHistoryError, DashboardError: as `verify` does.
    """
    try:
        entries, head = verify(store, noted)
    except BrokenHistoryError as broken:
        # Not in the words of the refusal, which has names.
        at = "" if broken.number is None else f", at entry {broken.number:,}"
        note_upkeep(store, UpkeepKind.CHECK, f"The history is not whole{at}.", sound=False)
        raise
    note_upkeep(store, UpkeepKind.CHECK, f"The history is whole: {entries:,} entries.")
    return entries, head


def replaced_names(store: Store) -> int:
    """Return in how many entries a name was replaced."""
    with store.reading() as held:
        return held.entries_redacted()


def names_in(catalogue: Catalogue, records: Records) -> Callable[[str], str | None]:
    """Return a way to the words for an id that stands in an entry; None where none is known."""
    loaded = (one.inspection for one in records.of(LoadedInspection).values())
    inspections = (*catalogue.inspections, *loaded)
    published = [one for held in inspections for one in held.recommendations]
    asked = [*published, *records.of(Recommendation).values()]
    defined = (catalogue.services, catalogue.indicators, catalogue.local_indicators)
    found = {one.id: one.name for held in defined for one in held.values()}
    kinds: tuple[type[Record], ...] = (NationalReport, Meeting, Action, Person, IssuedPack)
    for kind in kinds:
        found |= {one.id: one.label for one in records.of(kind).values()}
    return (found | {one.id: one.label for one in asked}).get
