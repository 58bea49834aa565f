"""Editions and their observations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(300), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("edition", sa.Text, nullable=False),
        sa.Column("published_on", sa.String(10), nullable=False),
        sa.Column("compiled_on", sa.Date, nullable=False),
        sa.Column("licence", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("changes", sa.Text, nullable=False),
        sa.Column("known_defects", sa.Text, nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("origin", sa.String(12), nullable=False),
        sa.Column("observations", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_edition"),
        sa.CheckConstraint("status IN ('current', 'superseded')", name="ck_edition_status"),
        sa.CheckConstraint("origin IN ('shipped', 'loaded')", name="ck_edition_origin"),
    )
    op.create_index(
        "uq_edition_current_key",
        "edition",
        ["key"],
        unique=True,
        sqlite_where=sa.text("status = 'current'"),
        postgresql_where=sa.text("status = 'current'"),
    )
    op.create_table(
        "observation",
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("indicator", sa.String(80), nullable=False),
        sa.Column("area_code", sa.String(12), nullable=False),
        sa.Column("period", sa.String(12), nullable=False),
        sa.Column("value", sa.Float),
        sa.Column("count", sa.Integer),
        sa.Column("population", sa.Integer),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint(
            "edition_id", "indicator", "area_code", "period", name="pk_observation"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name="fk_observation_edition_id_edition",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_observation_indicator", "observation", ["indicator", "edition_id"])
