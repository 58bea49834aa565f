"""Files of figures that somebody loads: previewed, accepted whole, withdrawn whole."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from dashboard.core.editions import Edition, EditionOrigin, EditionStatus, Provenance
from dashboard.core.entries import LONGEST_NOTE, numbered, paragraphs
from dashboard.core.inspection.inspections import Inspection
from dashboard.core.people import Actor, Deed, Signature, require_may
from dashboard.core.periods import date_words
from dashboard.core.plausibility.suspects import Suspect
from dashboard.core.rooms import EVERYBODYS_ROOM, require_room
from dashboard.errors import ChangeRefusedError
from dashboard.importers.files.grids import read_grids
from dashboard.importers.formats import read_file
from dashboard.importers.imported import (
    AS_IT_STANDS,
    Chosen,
    Imported,
    Known,
    Layout,
    published_alone,
)
from dashboard.importers.inspection_file import (
    INSPECTION_FILE,
    is_inspection_file,
    read_inspection_file,
)
from dashboard.store.engine import Store
from dashboard.store.reading import Reading
from dashboard.store.withdrawals import WithdrawalEffect
from dashboard.store.writing import Writing
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.inspection.inspections import (
    InspectionDifference,
    add_inspections,
    compare_inspections,
    require_published,
    withdraw_inspections,
)
from dashboard.usecases.upkeep.import_provenance import (
    INTERNAL,
    NOT_STATED,
    AboutFile,
    proposed,
    provenance_of,
)
from dashboard.usecases.upkeep.import_tables import (
    ChangedFigure,
    Table,
    difference_of,
    known_of,
    notes_on,
    require_each_once,
    suspects_of,
    tables_of,
)
from dashboard.usecases.upkeep.quarantine import hold_back

Told = Callable[[float], object]


@dataclass(frozen=True)
class ImportPreview:
    """What loading a file would do; nothing is stored yet.

    `rows` counts every figure of the file: each is new, unchanged, changed or a suspect, which is
    held back until an officer decides. `changed` are the first of all that change, whose number is
    `changed_in_all`; of `changed_to_marks` a mark would take the place. `already_loaded` is an
    edition in use with the very same bytes. `proposed` is what the file says of itself, for the
    officer to correct.
    """

    file_name: str
    sha256: str
    format_title: str
    service: str
    proposed: AboutFile
    notes: tuple[str, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    already_loaded: Edition | None = None
    rows: int = 0
    new: int = 0
    unchanged: int = 0
    changed: tuple[ChangedFigure, ...] = ()
    changed_in_all: int = 0
    changed_to_marks: int = 0
    suspects: tuple[Suspect, ...] = ()
    inspections_changed: InspectionDifference = field(default_factory=InspectionDifference)
    # What was read, and what was in use then, for `accept_import`.
    format_id: str = ""
    imported: Imported = field(default_factory=Imported, repr=False, compare=False)
    state_seen: str = ""

    @property
    def can_be_stored(self) -> bool:
        """Whether there are figures or inspections to store, not stored already."""
        return self.holds_something and self.already_loaded is None

    @property
    def holds_something(self) -> bool:
        return bool(self.rows or self.inspections_changed.to_store)

    def figures_sent(self, *, own: bool) -> pd.DataFrame:
        """Return every published figure of the file, or with `own` the service's own ones."""
        return self.imported.own if own else self.imported.published

    def suspects_among(self, *, own: bool) -> list[Suspect]:
        """Return those of them that are held back; a suspect's position is its place in them."""
        return [each for each in self.suspects if each.own is own]

    def figures_to_store(self, *, own: bool) -> pd.DataFrame:
        """Return those of them that would count: all but the suspects."""
        held_back = [each.position for each in self.suspects_among(own=own)]
        return self.figures_sent(own=own).reset_index(drop=True).drop(index=held_back)


def preview_import(
    store: Store,
    holdings: Holdings,
    service_id: str,
    content: bytes,
    file_name: str,
    told: Told = lambda _: None,
    chosen: Chosen = AS_IT_STANDS,
    *,
    today: dt.date,
) -> ImportPreview:
    """Return what loading a file for a service would do; nothing is stored.

    Numbers too small for the public are shown: whoever looks has the file. `told` hears how much is
    done, from 0 to 1; `chosen` says what the file leaves open, `today` which periods have begun.

    Raises:
        UnknownNameError: if there is no such service.
        ImportRefusedError: with every problem, also where more than 500 figures need checking.
    """
    known = replace(known_of(holdings, service_id), chosen=chosen)
    layout, imported, sha256 = _read(content, file_name, known, told, today)
    with store.reading() as held:
        tables = tables_of(held, known, imported, today)
        state, loaded = _in_use(held, known.service.id, sha256)
    before = ImportPreview(
        file_name=file_name,
        sha256=sha256,
        format_title=layout.title,
        service=known.service.id,
        notes=imported.notes,
        inspections=imported.inspections,
        inspections_changed=compare_inspections(holdings, imported.inspections, file_name),
        already_loaded=loaded,
        proposed=proposed(imported, known.service, file_name),
        format_id=layout.id,
        imported=imported,
        state_seen=state,
    )
    return _judged(before, tables, told)


def accept_import(
    store: Store,
    holdings: Holdings,
    signature: Signature,
    seen: ImportPreview,
    about: AboutFile,
) -> int:
    """Store what a preview showed, all of it or nothing, and return the id of the new edition.

    Suspects are quarantined. A file of published and of own figures makes an edition of each; the
    id is then that of the own figures, and one is withdrawn with the other.

    Raises:
        NotAllowedError: unless the actor may load a file.
        ChangeRefusedError: if the title or the publisher is missing, the date of publication is
            none, the file is loaded already or has nothing new, or figures were loaded or withdrawn
            since the preview.
    """
    require_may(signature.actor, Deed.IMPORT)
    _require_rooms(signature.actor, seen)
    if not seen.holds_something:
        raise ChangeRefusedError(f"{seen.file_name} holds nothing new: there is nothing to store.")
    service = holdings.catalogue.service(seen.service).id
    today = signature.at.astimezone(dt.UTC).date()
    provenance = provenance_of(about, seen.sha256, seen.imported, today)
    with store.writing(signature) as work:
        _require_unchanged(work, seen)
        numbers = [
            _store(work, seen, provenance, owner)
            for owner, rows in (("", seen.imported.published), (service, seen.imported.own))
            if len(rows) or (not seen.rows and not owner)
        ]
        of_file = _key_of_inspections(work.editions()[numbers[-1]])
        add_inspections(work, seen.inspections_changed.to_store, of_file)
    return numbers[-1]


def _require_rooms(actor: Actor, seen: ImportPreview) -> None:
    """Refuse what every service shares to whoever acts in one only, before anything is stored."""
    if len(seen.imported.own):
        require_room(actor, seen.service)
    if len(seen.imported.published) or seen.inspections_changed.to_store:
        require_room(actor, EVERYBODYS_ROOM)


def withdraw_import(store: Store, signature: Signature, edition_id: int, why: str) -> Edition:
    """Take a loaded edition out of use, whole, and return it as it was.

    Figures that it took the place of count again; see `withdrawal_effect`. What was held back from
    it can no longer be released. The file can be loaded again.

    Raises:
        NotAllowedError: unless the actor may load a file.
        UnknownNameError: if no edition has this number.
        ChangeRefusedError: if it is out of use already, ships with the dashboard, or no reason is
            given.
    """
    require_may(signature.actor, Deed.IMPORT)
    reason = paragraphs("reason of the withdrawal", why, LONGEST_NOTE)
    with store.writing(signature) as work:
        every = work.editions()
        held = _withdrawable(numbered(every, str(edition_id), "edition"))
        for one in every.values():
            if _is_of_the_same_file(one, held):
                work.withdraw_edition(one, reason)
                withdraw_inspections(work, _key_of_inspections(one), reason)
    return held


def withdrawal_effect(store: Store, edition_id: int) -> WithdrawalEffect:
    """Return how many figures would count again, be gone or be unaffected by a withdrawal.

    Raises:
        UnknownNameError: if no edition has this number.
        ChangeRefusedError: if it is out of use already, or ships with the dashboard.
    """
    with store.reading() as read:
        every = read.editions()
        held = _withdrawable(numbered(every, str(edition_id), "edition"))
        same = [one for one in every.values() if _is_of_the_same_file(one, held)]
        found = [read.withdrawal_effect(one) for one in same]
    return sum(found, WithdrawalEffect())


def loaded_editions(holdings: Holdings, service_id: str = "") -> tuple[Edition, ...]:
    """Return the editions that somebody loaded, newest first, those out of use included.

    With a service, they are those of its own figures and of published ones.

    Raises:
        NotAllowedError: if its room is not open.
    """
    holdings.require_room(service_id)
    found = [
        one
        for one in holdings.editions().values()
        if one.origin is EditionOrigin.LOADED
        and (not service_id or one.service in ("", service_id))
    ]
    return tuple(sorted(found, key=lambda one: -one.id))


def _read(
    content: bytes, file_name: str, known: Known, told: Told, today: dt.date
) -> tuple[Layout, Imported, str]:
    """Return the layout of a file, what is taken of what it says, and its checksum."""
    layout, imported, sha256 = _read_whole(content, file_name, known, told)
    if known.chosen.only_published:
        imported = published_alone(imported, file_name)
    require_published(imported.inspections, file_name, today)
    told(0.6)
    return Layout(layout.id, layout.title), imported, sha256


def _read_whole(
    content: bytes, file_name: str, known: Known, told: Told
) -> tuple[Layout, Imported, str]:
    """Return the layout of a file, all that it says and its checksum; its cells are let go of."""
    if is_inspection_file(file_name):
        imported = read_inspection_file(content, file_name, known)
        return INSPECTION_FILE, imported, hashlib.sha256(content).hexdigest()
    told(0.02)
    sent = read_grids(content, file_name)
    told(0.4)
    layout, imported = read_file(sent, known)
    return layout, imported, sent.sha256


def _judged(read: ImportPreview, tables: Sequence[Table], told: Told) -> ImportPreview:
    """Return a preview with what is doubtful in its tables, and how the rest differs."""
    told(0.7)
    require_each_once(read.file_name, tables)
    suspects = _with_sheets(suspects_of(read.file_name, tables), read.imported.sheet_of_row)
    told(0.9)
    changes = difference_of(tables, suspects)
    told(1)
    rows = sum(len(table.rows) for table in tables)
    notes = (*notes_on(tables, changes), *read.notes)
    return replace(read, rows=rows, suspects=suspects, notes=notes, **vars(changes))


def _with_sheets(suspects: tuple[Suspect, ...], sheets: Sequence[str]) -> tuple[Suspect, ...]:
    """Return suspects with the sheet of each, where several were read."""
    if not sheets:
        return suspects
    return tuple(replace(each, sheet=sheets[each.position]) for each in suspects)


def _in_use(held: Reading, service: str, sha256: str) -> tuple[str, Edition | None]:
    """Return what stands for all figures in use, and the edition in use of the very same bytes."""
    loaded = _already_loaded(held.editions().values(), sha256, service)
    return held.edition_state(service), loaded


def _already_loaded(held: Iterable[Edition], sha256: str, service: str) -> Edition | None:
    for one in held:
        is_here = one.service in ("", service) and one.origin is EditionOrigin.LOADED
        if is_here and one.status is EditionStatus.CURRENT and one.provenance.sha256 == sha256:
            return one
    return None


def _require_unchanged(work: Writing, seen: ImportPreview) -> None:
    """Refuse a file that somebody loaded meanwhile, or a preview that is no longer true."""
    state, loaded = _in_use(work, seen.service, seen.sha256)
    if loaded is not None:
        raise ChangeRefusedError(
            f"{seen.file_name} was loaded on {date_words(loaded.loaded_at)} already, as "
            f'"{loaded.provenance.title}": withdraw that first if it must be loaded again.'
        )
    if state != seen.state_seen:
        raise ChangeRefusedError(
            f"Figures were loaded or withdrawn since you looked at {seen.file_name}: look at what "
            "it would change once more, then accept it."
        )


def _store(
    work: Writing,
    seen: ImportPreview,
    provenance: Provenance,
    service: str,
) -> int:
    """Store the service's own figures of a file, or the published ones where it is none."""
    own = bool(service)
    # Everybody may read keys, and the checksum of own figures would tell a withheld one by trying.
    token = secrets.token_hex(8) if len(seen.imported.own) else seen.sha256[:16]
    key = "/".join(["loaded", seen.format_id, token, *([service] if service else [])])
    licence = replace(provenance, licence=INTERNAL if service else NOT_STATED)
    number = work.add_loaded_edition(key, service, licence, seen.figures_to_store(own=own))
    suspects, sent = seen.suspects_among(own=own), seen.figures_sent(own=own)
    hold_back(work, work.editions()[number], seen.file_name, sent, suspects)
    return number


def _key_of_inspections(held: Edition) -> str:
    # With its number, because a file can be loaded again after it was withdrawn.
    return f"{held.key}/{held.id}"


def _withdrawable(held: Edition) -> Edition:
    name = f'"{held.provenance.title}" (edition {held.id})'
    if held.origin is not EditionOrigin.LOADED:
        raise ChangeRefusedError(f"{name} comes with the dashboard and cannot be withdrawn.")
    if held.status is not EditionStatus.CURRENT:
        raise ChangeRefusedError(f"{name} is out of use already: reload the page.")
    return held


def _is_of_the_same_file(one: Edition, held: Edition) -> bool:
    is_loaded = one.origin is EditionOrigin.LOADED and one.status is EditionStatus.CURRENT
    same = (one.provenance.sha256, one.loaded_at) == (held.provenance.sha256, held.loaded_at)
    return is_loaded and same
