"""What one row of an edited register asks for: done by the rules of the forms, or refused."""

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.core.people import Signature
from dashboard.core.place_names import plain_name
from dashboard.core.register.actions import Action
from dashboard.core.register.changes import (
    PlannedChange,
    cell_key,
    cell_text,
    columns_changed,
    planned_addition,
    planned_changes,
)
from dashboard.core.register.follow_ups import Response
from dashboard.core.register.sheets import RECOMMENDATIONS, RESPONSES, Cell, Row
from dashboard.core.register.standings import Standing
from dashboard.definitions.records import Record, Records
from dashboard.errors import ChangeRefusedError, UnknownNameError
from dashboard.importers.register.rows import SentRow
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.actions import (
    ActionToSave,
    add_action,
    drop_action,
    edit_action,
    report_done,
    take_back_done,
)
from dashboard.usecases.register.export import row_of_action, row_of_standing
from dashboard.usecases.register.follow_up import Settlement, settle
from dashboard.usecases.register.owners import partner_names, people_of
from dashboard.usecases.register.recommendations import published_recommendations, standings_of
from dashboard.usecases.register.rehearsals import Rehearsal

# A new action has no id in the file: one made of what it is called is the same at a second load.
_IDS = uuid.UUID("6f0c1f53-8f0f-4c55-9d0f-2a9f0f6a7c11")
_ENTRIES = frozenset({"title", "owner", "partner", "start", "due"})
_EMPTY: Row = {
    **dict.fromkeys(("recommendation", "title", "owner", "partner", "dropped_because", "why"), ""),
    **dict.fromkeys(("start", "due", "done_on")),
}
_AGAIN = "export the register again and make your changes there"


@dataclass(frozen=True)
class RowsTaken:
    """Takes rows one by one into a rehearsal, each judged by what was stored when it began.

    `last_change` says in words who last changed a record, and when. Where changes were `seen`
    before, a row that would now change anything else is refused.
    """

    holdings: Holdings
    signature: Signature
    rehearsal: Rehearsal
    last_change: Callable[[Record], str]
    seen: frozenset[PlannedChange] | None = None

    def take(self, row: SentRow) -> tuple[PlannedChange, ...]:
        """Return what a row changes, and do it in the rehearsal; nothing for a row as exported.

        Raises:
            DashboardError: if a rule of the forms refuses it, or it was changed since the export.
        """
        with self.rehearsal.whole_or_not():
            planned = self._take(row)
            if self.seen is not None and not self.seen.issuperset(planned):
                raise ChangeRefusedError(
                    "It would now change something else than was shown before: load the file "
                    "again and look at it once more."
                )
            return planned

    def wrote_status(self, row: SentRow) -> bool:
        """Return whether a row shows another status than that of the recommendation exported."""
        standing = self._standings.get(cell_text(row.cells["id"]))
        if not row.status or row.sheet is not RECOMMENDATIONS or standing is None:
            return False
        before = row_of_standing(self._stored, standing)
        is_current = row.cells["version"] == before["version"]
        return is_current and cell_key(row.status) != cell_key(before["status"])

    def _take(self, row: SentRow) -> tuple[PlannedChange, ...]:
        if row.sheet is RECOMMENDATIONS:
            return self._take_recommendation(row)
        return self._take_action(row) if row.cells["id"] else self._take_new_action(row)

    def _take_recommendation(self, row: SentRow) -> tuple[PlannedChange, ...]:
        standing = self._standing(row.cells["id"])
        held = standing.follow_up
        _require_same_wording(standing, row)
        before = row_of_standing(self._stored, standing)
        wanted = {**before, **_sent(row)}
        changed = columns_changed(row.sheet, before, wanted)
        if not changed:
            return ()
        self._require_current(row, before, held)
        settlement = Settlement(
            response=_response(wanted["response"]),
            response_reason=cell_text(wanted["response_reason"]),
            owner=self._owner(held.service, wanted, changed, held.owner),
            body=self._partner(wanted),
            due=_day(wanted["due"]),
            indicators=held.indicators,
        )
        version, why = self.rehearsal.records.version_of(held), cell_text(wanted["why"])
        after = settle(*self._place, held.id, settlement, version, why)
        now = row_of_standing(self.rehearsal.records, replace(standing, follow_up=after))
        return planned_changes(row.sheet, row.number, standing.recommendation.label, before, now)

    def _take_action(self, row: SentRow) -> tuple[PlannedChange, ...]:
        held = self._action(row)
        standing = self._standing(held.recommendation)
        before = row_of_action(self._stored, held, standing)
        wanted = {**before, **_sent(row)}
        changed = columns_changed(row.sheet, before, wanted)
        if not changed:
            return ()
        if "recommendation" in changed:
            raise ChangeRefusedError(
                f'"{held.title}" stays with its recommendation: write {held.recommendation} again, '
                "and add a new action to the other."
            )
        self._require_current(row, before, held)
        self._change_action(held, wanted, changed)
        after = self.rehearsal.records.of(Action)[held.id]
        now = row_of_action(self.rehearsal.records, after, standing)
        return planned_changes(row.sheet, row.number, held.title, before, now)

    def _change_action(self, held: Action, wanted: Row, changed: Collection[str]) -> None:
        why = cell_text(wanted["why"])
        if _ENTRIES.intersection(changed):
            owner = self._owner(held.service, wanted, changed, held.owner)
            asked = _to_save(held.id, wanted, owner, self._partner(wanted))
            version = self.rehearsal.records.version_of(held)
            edit_action(*self._place, asked, version, why)
        if "done_on" in changed and held.done_on is not None:
            take_back_done(*self._place, held.id, why)
        self._report_done(held.id, wanted if "done_on" in changed else _EMPTY)
        if "dropped_because" in changed:
            if held.dropped_because:
                raise ChangeRefusedError(
                    f'"{held.title}" was dropped and stays so: add it as a new action.'
                )
            drop_action(*self._place, held.id, cell_text(wanted["dropped_because"]))

    def _take_new_action(self, row: SentRow) -> tuple[PlannedChange, ...]:
        standing = self._standing(row.cells["recommendation"])
        recommendation, title = standing.recommendation.id, cell_key(row.cells["title"])
        new_id = str(uuid.uuid5(_IDS, f"{recommendation}\n{title}"))
        wanted = {**_EMPTY, **_sent(row)}
        for action in self.rehearsal.records.of(Action).values():
            is_namesake = (
                action.recommendation == recommendation and cell_key(action.title) == title
            )
            if action.id == new_id or is_namesake:
                self._require_as_sent(action, standing, wanted)
                return ()
        if wanted["dropped_because"]:
            raise ChangeRefusedError("A new action cannot be dropped: leave that cell empty.")
        service = standing.recommendation.service
        owner, partner = self._owner(service, wanted, wanted, ""), self._partner(wanted)
        add_action(*self._place, _to_save(new_id, wanted, owner, partner))
        self._report_done(new_id, wanted)
        added = self.rehearsal.records.of(Action)[new_id]
        now = row_of_action(self.rehearsal.records, added, standing)
        return (planned_addition(row.sheet, row.number, added.title, now),)

    def _require_as_sent(self, there: Action, standing: Standing, wanted: Row) -> None:
        """Refuse a new action that is there already, unless this very row was stored before."""
        if there.id not in self._stored.of(Action):
            raise ChangeRefusedError(
                f'"{there.title}" stands twice in the file as a new action: remove one of the rows.'
            )
        held = row_of_action(self._stored, there, standing)
        if any(cell_key(held[key]) != cell_key(wanted[key]) for key in _EMPTY if key != "why"):
            raise ChangeRefusedError(
                f'There is an action "{there.title}" already: {_AGAIN}, or give the new action '
                "another title."
            )

    def _report_done(self, action_id: str, wanted: Row) -> None:
        done_on = _day(wanted["done_on"])
        if done_on is not None:
            report_done(*self._place, action_id, done_on)

    @property
    def _place(self) -> tuple[Rehearsal, Holdings, Signature]:
        return self.rehearsal, self.holdings, self.signature

    @property
    def _stored(self) -> Records:
        return self.holdings.records

    @cached_property
    def _standings(self) -> Mapping[str, Standing]:
        held = published_recommendations(self.holdings)
        return {each.recommendation.id: each for each in standings_of(self.holdings, held)}

    def _standing(self, recommendation_id: Cell) -> Standing:
        found = self._standings.get(cell_text(recommendation_id))
        if found is None:
            name = cell_text(recommendation_id)
            raise UnknownNameError.among("recommendation with the id", name, self._standings)
        return found

    def _action(self, row: SentRow) -> Action:
        action_id = cell_text(row.cells["id"])
        held = self._stored.of(Action).get(action_id)
        if held is None:
            raise UnknownNameError(
                f'There is no action with the id "{action_id[:60]}": leave the id empty for a new '
                f"action, or {_AGAIN}."
            )
        return held

    def _owner(self, service: str, wanted: Row, changed: Collection[str], held: str) -> str:
        """Return the id of the owner named, among those of a service who did not leave."""
        name = cell_text(wanted["owner"])
        if "owner" not in changed:
            return held
        if not name:
            return ""
        people = people_of(self._stored, service)
        found = [one.id for one in people if cell_key(one.name) == cell_key(name)]
        if len(found) > 1:
            raise UnknownNameError(
                f'{len(found)} people are called "{name[:60]}": choose the owner on the page of '
                "the recommendation."
            )
        if not found:
            raise _no_owner(name, [one.name for one in people])
        return found[0]

    def _partner(self, wanted: Row) -> str:
        """Return the partner named as it is written here; one nobody knows as it was typed."""
        known = {plain_name(name): name for name in partner_names(self.holdings)}
        typed = cell_text(wanted["partner"])
        return known.get(plain_name(typed), typed)

    def _require_current(self, row: SentRow, before: Row, held: Record) -> None:
        version = row.cells["version"]
        if version is None:
            raise ChangeRefusedError(f"The version is missing: {_AGAIN}.")
        if version != before["version"]:
            raise ChangeRefusedError(
                f"It was changed{self.last_change(held)} since the export: {_AGAIN}."
            )


def _no_owner(name: str, names: Sequence[str]) -> UnknownNameError:
    said = str(UnknownNameError.among("owner", name, names))
    if said.endswith("?"):
        return UnknownNameError(said)
    return UnknownNameError(f"{said} An administrator can add people; leave it empty for nobody.")


def _require_same_wording(standing: Standing, row: SentRow) -> None:
    sent = cell_text(row.cells.get("wording", "")).split()
    if sent and sent != standing.recommendation.wording.split():
        raise ChangeRefusedError(
            "The wording is the source's own and cannot be changed: restore it, then load the file "
            "again."
        )


def _sent(row: SentRow) -> dict[str, Cell]:
    """Return the cells that can be edited; a column that the file lacks is left as it is."""
    columns = row.sheet.by_key
    return {key: cell for key, cell in row.cells.items() if columns[key].editable}


def _to_save(action_id: str, wanted: Row, owner: str, partner: str) -> ActionToSave:
    return ActionToSave(
        action_id,
        cell_text(wanted["recommendation"]),
        cell_text(wanted["title"]),
        owner,
        partner,
        _day(wanted["start"]),
        _day(wanted["due"]),
    )


def _response(cell: Cell) -> Response:
    by_key = {cell_key(name): name for name in RESPONSES}
    found = by_key.get(cell_key(cell))
    if found is None:
        raise UnknownNameError.among("response", cell_text(cell), RESPONSES)
    return Response(found)


def _day(cell: Cell) -> dt.date | None:
    return cell if isinstance(cell, dt.date) else None
