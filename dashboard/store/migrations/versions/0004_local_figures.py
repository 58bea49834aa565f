"""Local figures, and what became of an edition that is no longer in use."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column(
        "edition", sa.Column("service", sa.String(80), nullable=False, server_default="")
    )
    op.add_column("edition", sa.Column("ended_at", sa.DateTime(timezone=True)))
    op.add_column(
        "edition",
        sa.Column("withdrawn", sa.Boolean, nullable=False, server_default=sa.text("false")),
    )
    op.create_table(
        "local_observation",
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("indicator", sa.String(80), nullable=False),
        sa.Column("place", sa.String(80), nullable=False),
        sa.Column("period", sa.String(12), nullable=False),
        sa.Column("group", sa.String(80), nullable=False),
        sa.Column("value", sa.Float),
        sa.Column("count", sa.Integer),
        sa.Column("denominator", sa.Integer),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint(
            "edition_id",
            "indicator",
            "place",
            "period",
            "group",
            name="pk_local_observation",
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name="fk_local_observation_edition_id_edition"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_local_observation_indicator", "local_observation", ["indicator", "edition_id"]
    )
