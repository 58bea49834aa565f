"""The tables of the database; history is written by migrations, not by this module."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

edition = Table(
    "edition",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(300), nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("published_on", String(10), nullable=False),
    Column("compiled_on", Date, nullable=False),
    Column("licence", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    # JSON lists of sentences.
    Column("changes", Text, nullable=False),
    Column("known_defects", Text, nullable=False),
    Column("loaded_at", DateTime(timezone=True), nullable=False),
    Column("status", String(12), nullable=False),
    Column("origin", String(12), nullable=False),
    Column("observations", Integer, nullable=False),
    # Whose own figures it holds; "" for published ones.
    Column("service", String(80), nullable=False, server_default=""),
    # When it was superseded or withdrawn. A withdrawn one is superseded by nothing.
    Column("ended_at", DateTime(timezone=True)),
    Column("withdrawn", Boolean, nullable=False, server_default=text("false")),
    # Of a loaded one: see store/seals.py. The salt is shown nowhere.
    Column("salt", String(32), nullable=False, server_default=""),
    Column("seal", String(64), nullable=False, server_default=""),
    CheckConstraint("status IN ('current', 'superseded')", name="status"),
    CheckConstraint("origin IN ('shipped', 'loaded')", name="origin"),
    # A table has one current edition, whoever loads and however many at once.
    Index(
        "uq_edition_current_key",
        "key",
        unique=True,
        sqlite_where=text("status = 'current'"),
        postgresql_where=text("status = 'current'"),
    ),
)

observation = Table(
    "observation",
    metadata,
    Column("edition_id", ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True),
    Column("indicator", String(80), primary_key=True),
    Column("area_code", String(12), primary_key=True),
    Column("period", String(12), primary_key=True),
    Column("value", Float),
    Column("count", Integer),
    Column("population", Integer),
    Column("state", String(16), nullable=False),
    Column("note", Text, nullable=False),
    Index("ix_observation_indicator", "indicator", "edition_id"),
    sqlite_with_rowid=False,
)

local_observation = Table(
    "local_observation",
    metadata,
    Column("edition_id", ForeignKey("edition.id"), primary_key=True),
    Column("indicator", String(80), primary_key=True),
    # An area team's id, "" for the whole service.
    Column("place", String(80), primary_key=True),
    Column("period", String(12), primary_key=True),
    # A group of children, "" for all of them.
    Column("group", String(80), primary_key=True),
    Column("value", Float),
    Column("count", Integer),
    Column("denominator", Integer),
    Column("state", String(16), nullable=False),
    Column("note", Text, nullable=False),
    Index("ix_local_observation_indicator", "indicator", "edition_id"),
    sqlite_with_rowid=False,
)

# What people recorded: each a dataclass of the core, as JSON. `created_in` and `changed_in` are
# numbers of history entries, so that who and when stand in one place.
records = Table(
    "records",
    metadata,
    Column("kind", String(40), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("service", String(80), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("created_in", Integer, nullable=False, index=True),
    Column("changed_in", Integer, nullable=False),
    # When anything of some kinds was last changed is asked at every run of a page.
    Index("ix_records_kind_changed_in", "kind", "changed_in"),
    sqlite_with_rowid=False,
)

files = Table(
    "files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

history = Table(
    "history",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("identity", Text, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("item", Text, nullable=False),
    Column("service", String(80), nullable=False),
    Column("label", Text, nullable=False),
    Column("field", String(80), nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("why", Text, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_history_item", "kind", "item"),
)

# How a person signs in. Kept apart from the records, because no address of a person may stay for
# good in a history that is never changed.
accounts = Table(
    "accounts",
    metadata,
    Column("person", Text, primary_key=True),
    # Who verifies them, and under what: "" until they first sign in.
    Column("issuer", Text, nullable=False),
    Column("subject", Text, nullable=False),
    # In small letters; "" where the provider's subject alone tells them.
    Column("email", Text, nullable=False),
    # Whether they chose to see figures as everybody may.
    Column("prefers_public", Boolean, nullable=False, server_default=text("false")),
    Column("signed_in_at", DateTime(timezone=True)),
    # Two registered people are never one account.
    Index(
        "uq_accounts_subject",
        "issuer",
        "subject",
        unique=True,
        sqlite_where=text("subject <> ''"),
        postgresql_where=text("subject <> ''"),
    ),
    Index(
        "uq_accounts_email",
        "email",
        unique=True,
        sqlite_where=text("email <> ''"),
        postgresql_where=text("email <> ''"),
    ),
)

# Each time that somebody signed in: what every server asks before it believes a cookie.
sign_ins = Table(
    "sign_ins",
    metadata,
    # SHA-256 of what the provider said once for this sign-in: no cookie can be made of it.
    Column("key", String(64), primary_key=True),
    Column("person", Text, nullable=False, index=True),
    Column("begun_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False, index=True),
    Column("ended_at", DateTime(timezone=True)),
)

# Who looked at what only a board may see, for an auditor, for a time; apart from the history.
reads = Table(
    "reads",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    Column("person", Text, nullable=False, index=True),
    Column("who", Text, nullable=False),
    Column("service", String(80), nullable=False),
    # "page", "download", "evidence" or "pack", and which.
    Column("kind", String(20), nullable=False),
    Column("item", Text, nullable=False),
)

# What the operator did or a timer: backups, checks of the chain, tidying.
upkeep = Table(
    "upkeep",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("outcome", Text, nullable=False),
    # Whether it went well.
    Column("sound", Boolean, nullable=False),
)

# Entries of the history in which a person's name was replaced, and what they say since.
redactions = Table(
    "redactions",
    metadata,
    Column("number", ForeignKey("history.number"), primary_key=True),
    # The entry that records that it was done, and by whom. Names may be replaced more than once.
    Column("noted_in", ForeignKey("history.number"), primary_key=True),
    # SHA-256 of what the entry says now; the entry that notes it has this in the chain.
    Column("seal", String(64), nullable=False),
    sqlite_with_rowid=False,
)
