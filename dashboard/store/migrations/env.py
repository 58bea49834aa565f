"""Run by Alembic: takes the connection of whoever opens the store."""

from alembic import context

from dashboard.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=False,
)
# The caller's transaction holds the lock and is the one that commits.
context.run_migrations()
