"""An index of the records by the service that they belong to, because they are read by it."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_index("ix_records_service", "records", ["service"])
