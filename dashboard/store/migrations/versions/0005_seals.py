"""A seal on the figures of every loaded edition, so that a hand in one of them is noticed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    for name, length in (("salt", 32), ("seal", 64)):
        op.add_column(
            "edition", sa.Column(name, sa.String(length), nullable=False, server_default="")
        )
