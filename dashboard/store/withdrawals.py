"""What would count instead if an edition in use were withdrawn."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from dashboard.core.editions import Edition, EditionStatus
from dashboard.store.frames import frame_of
from dashboard.store.tables import edition, local_observation, observation


@dataclass(frozen=True)
class WithdrawalEffect:
    """The figures of an edition: those that an earlier one answers for again, and those gone.

    `unaffected` are figures for which a later edition counts already.
    """

    coming_back: int = 0
    gone: int = 0
    unaffected: int = 0

    def __add__(self, other: "WithdrawalEffect") -> "WithdrawalEffect":
        return WithdrawalEffect(
            self.coming_back + other.coming_back,
            self.gone + other.gone,
            self.unaffected + other.unaffected,
        )


def withdrawal_effect(connection: Connection, held: Edition) -> WithdrawalEffect:
    """Return what withdrawing an edition in use would do, in numbers of figures."""
    table = local_observation if held.service else observation
    names = [column.name for column in table.primary_key if column.name != "edition_id"]
    keys = [table.c[name] for name in names]
    found = connection.execute(select(*keys).where(table.c.edition_id == held.id))
    mine = frame_of(found, names)
    others = connection.execute(
        select(*keys, (table.c.edition_id > held.id).label("later"))
        .join(edition, edition.c.id == table.c.edition_id)
        .where(edition.c.status == EditionStatus.CURRENT, edition.c.service == held.service)
        .where(table.c.edition_id != held.id)
        .where(table.c.indicator.in_(mine["indicator"].unique().tolist()))
    )
    beside = frame_of(others, [*names, "later"])
    later = beside.groupby(names)["later"].max().reset_index()
    matched = mine.merge(later, on=names, how="left")["later"]
    gone, unaffected = int(matched.isna().sum()), int(matched.eq(1).sum())
    return WithdrawalEffect(len(mine) - unaffected - gone, gone, unaffected)
