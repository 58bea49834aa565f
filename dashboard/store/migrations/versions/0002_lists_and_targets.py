"""Lists of similar areas that users supply, and targets."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "comparator_lists",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("slug", sa.String(300), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Text, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("last_change", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_comparator_lists"),
    )
    op.create_index("ix_comparator_lists_last_change", "comparator_lists", ["last_change"])
    op.create_index(
        "uq_comparator_lists_slug_in_use",
        "comparator_lists",
        ["slug"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "comparator_neighbours",
        sa.Column("list_id", sa.Integer, nullable=False),
        sa.Column("area_code", sa.String(12), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("neighbour_code", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint(
            "list_id", "area_code", "position", name="pk_comparator_neighbours"
        ),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["comparator_lists.id"],
            name="fk_comparator_neighbours_list_id_comparator_lists",
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "targets",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("service", sa.String(80), nullable=False),
        sa.Column("indicator", sa.String(80), nullable=False),
        sa.Column("area_code", sa.String(12), nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("set_on", sa.Date, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Text, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("last_change", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_targets"),
    )
    op.create_index("ix_targets_last_change", "targets", ["last_change"])
