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
        sa.PrimaryKeyConstraint("id", name="pk_upkeep"),
    )
    op.create_table(
        "redactions",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("noted_in", sa.Integer, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_redactions"),
    )
