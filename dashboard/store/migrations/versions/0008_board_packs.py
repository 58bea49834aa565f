"""Issued board packs are never changed, and every own file has a salt that packs are sealed with."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_UNCHANGEABLE = "('update', 'acknowledgement', 'decision', 'board pack')"
_LAST_NUMBER = "COALESCE((SELECT MAX(number) FROM history), 0)"
# As migration 0003 has it, but for the kinds.
_REFUSED = (
    f"OLD.kind IN {_UNCHANGEABLE} OR NEW.kind <> OLD.kind OR NEW.id <> OLD.id"
    " OR NEW.created_in <> OLD.created_in OR NEW.version <> OLD.version + 1"
    f" OR NEW.changed_in <= OLD.changed_in OR NEW.changed_in <> {_LAST_NUMBER}"
)
_GUARD = "records_update_guard"
_WORDS = "this record is never changed so"
_edition = sa.table("edition", sa.column("id"), sa.column("service"), sa.column("salt"))


def upgrade() -> None:
    """Bring the tables to this version."""
    _guard_records()
    _salt_own_files()


def _guard_records() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE OR REPLACE FUNCTION {_GUARD}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {_REFUSED} THEN RAISE EXCEPTION '{_WORDS}'; END IF; RETURN NEW; END $$"
        )
        return
    op.execute(f"DROP TRIGGER {_GUARD}")
    op.execute(
        f"CREATE TRIGGER {_GUARD} BEFORE UPDATE ON records "
        f"WHEN {_REFUSED} BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    )


def _salt_own_files() -> None:
    """Give a salt to own files from before there were seals; they get no seal by it."""
    connection = op.get_bind()
    without = sa.select(_edition.c.id).where(_edition.c.service != "", _edition.c.salt == "")
    for number in connection.scalars(without).all():
        salted = sa.update(_edition).where(_edition.c.id == number)
        connection.execute(salted.values(salt=secrets.token_hex(16)))
