"""Accounts, sessions, the record of reads, upkeep, and entries in which a name was replaced."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the tables to this version; nothing that is there changes, so an older one goes on."""
    _accounts()
    _sign_ins()
    _reads()
    _upkeep_and_redactions()
    op.create_index("ix_records_kind_changed_in", "records", ["kind", "changed_in"])


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("prefers_public", sa.Boolean, nullable=False, server_default=sa.text("false")),
        sa.Column("signed_in_at", _MOMENT),
        sa.PrimaryKeyConstraint("person", name="pk_accounts"),
    )
    for name, columns in (("subject", ["issuer", "subject"]), ("email", ["email"])):
        is_there = sa.text(f"{name} <> ''")
        op.create_index(
            f"uq_accounts_{name}",
            "accounts",
            columns,
            unique=True,
            sqlite_where=is_there,
            postgresql_where=is_there,
        )


def _sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("begun_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.PrimaryKeyConstraint("key", name="pk_sign_ins"),
    )
    op.create_index("ix_sign_ins_person", "sign_ins", ["person"])
    op.create_index("ix_sign_ins_seen_at", "sign_ins", ["seen_at"])


def _reads() -> None:
    op.create_table(
        "reads",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("service", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reads"),
    )
    op.create_index("ix_reads_at", "reads", ["at"])
    op.create_index("ix_reads_person", "reads", ["person"])


def _upkeep_and_redactions() -> None:
    op.create_table(
        "upkeep",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("sound", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_upkeep"),
    )
    op.create_table(
        "redactions",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("noted_in", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", "noted_in", name="pk_redactions"),
        sa.ForeignKeyConstraint(["number"], ["history.number"], name="fk_redactions_number_history"),
        sa.ForeignKeyConstraint(
            ["noted_in"], ["history.number"], name="fk_redactions_noted_in_history"
        ),
        # As for records: a hidden row number would be a second key.
        sqlite_with_rowid=False,
    )
    for guard in _GUARDS:
        _guard(*guard)


# The one change of the history that is let through: a name replaced in its texts, while the entry
# that notes it is the last of the history. What follows it shuts the door again.
_LAST_NUMBER = "(SELECT MAX(number) FROM history)"
_KEPT = ("number", "at", "person", "identity", "kind", "item", "service", "field", "previous_hash", "hash")
_NOT_A_REPLACED_NAME = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in _KEPT) + (
    " OR NOT EXISTS (SELECT 1 FROM redactions WHERE redactions.number = OLD.number"
    f" AND redactions.noted_in = {_LAST_NUMBER})"
)
# As migration 0008 has it.
_NO_NEXT_VERSION = (
    "OLD.kind IN ('update', 'acknowledgement', 'decision', 'board pack')"
    " OR NEW.changed_in <= OLD.changed_in"
    f" OR NEW.changed_in <> COALESCE({_LAST_NUMBER}, 0)"
)
# A record says the new name with the entries that made it; no entry of its own is added.
_NAME_NOT_REPLACED = (
    "NEW.service <> OLD.service OR NEW.changed_in <> OLD.changed_in"
    " OR NOT EXISTS (SELECT 1 FROM redactions JOIN history ON history.number = redactions.number"
    " WHERE history.kind = OLD.kind AND history.item = OLD.id"
    f" AND redactions.noted_in = {_LAST_NUMBER})"
)
_RECORD_REFUSED = (
    "NEW.kind <> OLD.kind OR NEW.id <> OLD.id OR NEW.created_in <> OLD.created_in"
    " OR NEW.version <> OLD.version + 1"
    f" OR (({_NO_NEXT_VERSION}) AND ({_NAME_NOT_REPLACED}))"
)
_UNNOTED = (
    "NEW.number >= NEW.noted_in OR NOT EXISTS (SELECT 1 FROM history"
    " WHERE history.number = NEW.noted_in AND history.kind = 'replaced name')"
    " OR EXISTS (SELECT 1 FROM redactions"
    " WHERE redactions.number = NEW.number AND redactions.noted_in = NEW.noted_in)"
)
# Table, deed, when it is refused, and the words of the refusal, as migration 0003 has them.
_GUARDS = (
    ("history", "UPDATE", _NOT_A_REPLACED_NAME, "history is never changed"),
    ("records", "UPDATE", _RECORD_REFUSED, "this record is never changed so"),
    ("redactions", "INSERT", _UNNOTED, "redactions are never made without an entry"),
    ("redactions", "UPDATE", "TRUE", "redactions are never changed"),
    ("redactions", "DELETE", "TRUE", "redactions are never deleted"),
)


def _guard(table: str, deed: str, refused: str, words: str) -> None:
    name = f"{table}_{deed.lower()}_guard"
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql(name, table, deed, refused, words)
        return
    op.execute(f"DROP TRIGGER IF EXISTS {name}")
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {deed} ON {table} "
        f"WHEN {refused} BEGIN SELECT RAISE(ABORT, '{words}'); END"
    )


def _guard_postgresql(name: str, table: str, deed: str, refused: str, words: str) -> None:
    row = "OLD" if deed == "DELETE" else "NEW"
    op.execute(
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {refused} THEN RAISE EXCEPTION '{words}'; END IF; RETURN {row}; END $$"
    )
    op.execute(
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {deed} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
    if deed == "DELETE":
        _guard_postgresql_truncate(table, words)


def _guard_postgresql_truncate(table: str, words: str) -> None:
    name = f"{table}_truncate_guard"
    op.execute(
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{words}'; END $$"
    )
    op.execute(
        f"CREATE OR REPLACE TRIGGER {name} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )
