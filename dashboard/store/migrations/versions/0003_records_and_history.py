"""What people record, the files they attach, and the history that cannot be rewritten."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_UNCHANGEABLE = "('update', 'acknowledgement', 'decision')"
_LAST_HASH = "COALESCE((SELECT hash FROM history ORDER BY number DESC LIMIT 1), '{start}')".format(
    start="0" * 64
)
_LAST_NUMBER = "COALESCE((SELECT MAX(number) FROM history), 0)"
# A record changes its content, in step with an entry of the history, and never who it is. That
# shuts out SQLite's UPDATE OR REPLACE too, which deletes what has the new id already.
_NO_NEXT_VERSION = (
    "NEW.kind <> OLD.kind OR NEW.id <> OLD.id OR NEW.created_in <> OLD.created_in"
    " OR NEW.version <> OLD.version + 1 OR NEW.changed_in <= OLD.changed_in"
    f" OR NEW.changed_in <> {_LAST_NUMBER}"
)
# For each table: what is refused, when, and the words of the refusal. An insert is looked at too,
# because SQLite's INSERT OR REPLACE deletes without running the trigger for deletion.
_RULES = {
    "history": (
        ("UPDATE", "TRUE", "history is never changed"),
        ("DELETE", "TRUE", "history is never deleted"),
        (
            "INSERT",
            f"NEW.number <> {_LAST_NUMBER} + 1 OR NEW.previous_hash <> {_LAST_HASH}",
            "history only grows at its end",
        ),
    ),
    "records": (
        ("UPDATE", f"OLD.kind IN {_UNCHANGEABLE} OR {_NO_NEXT_VERSION}", "this record is never changed so"),
        ("DELETE", "TRUE", "records are never deleted"),
        (
            "INSERT",
            "EXISTS (SELECT 1 FROM records WHERE kind = NEW.kind AND id = NEW.id)",
            "this record is there already",
        ),
    ),
    "files": (
        ("UPDATE", "TRUE", "files are never changed"),
        ("DELETE", "TRUE", "files are never deleted"),
        (
            "INSERT",
            "EXISTS (SELECT 1 FROM files WHERE sha256 = NEW.sha256)",
            "this file is there already",
        ),
    ),
}


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "records",
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("service", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("created_in", sa.Integer, nullable=False),
        sa.Column("changed_in", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name="pk_records"),
        # A hidden row number would be a second key, by which INSERT OR REPLACE can delete.
        sqlite_with_rowid=False,
    )
    op.create_index("ix_records_created_in", "records", ["created_in"])
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_files"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "history",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("service", sa.String(80), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("field", sa.String(80), nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_history"),
    )
    op.create_index("ix_history_item", "history", ["kind", "item"])
    guard = _guard_postgresql if op.get_bind().dialect.name == "postgresql" else _guard_sqlite
    for table, rules in _RULES.items():
        for deed, when, words in rules:
            guard(table, deed, when, words)


def _guard_sqlite(table: str, deed: str, when: str, words: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_{deed.lower()}_guard BEFORE {deed} ON {table} "
        f"WHEN {when} BEGIN SELECT RAISE(ABORT, '{words}'); END"
    )


def _guard_postgresql(table: str, deed: str, when: str, words: str) -> None:
    name = f"{table}_{deed.lower()}_guard"
    row = "OLD" if deed == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {when} THEN RAISE EXCEPTION '{words}'; END IF; RETURN {row}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {deed} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
    if deed == "DELETE":
        _guard_truncate(table, words)


def _guard_truncate(table: str, words: str) -> None:
    name = f"{table}_truncate_guard"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{words}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )
