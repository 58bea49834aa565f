"""Databases with something of every kind in them, and all their rows, to be compared."""

import datetime as dt
import hashlib
import json

from hypothesis import strategies as st
from sqlalchemy import insert, select

from dashboard.store import records, tables
from dashboard.store.tables import metadata
from tests.history_factories import action, added, changed, evidence, update
from tests.lists_factories import supplied_list, target
from tests.people_factories import AT

# What a database can hold: PostgreSQL refuses NUL, and neither takes half a character.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
AWKWARD = TEXTS | st.sampled_from(
    ["", "'", "''", "=1+1", "'=1", "-", "\r", "\r\n", '"', "\ufeff", ","]
)
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)
WHOLE = st.none() | st.integers(-(2**31), 2**31 - 1)
MOMENTS = st.datetimes(timezones=st.just(dt.UTC)).filter(lambda moment: moment.year > 1000)
WHATEVER = st.tuples(
    st.lists(st.tuples(NUMBERS, WHOLE, AWKWARD), max_size=4), AWKWARD, MOMENTS, st.binary()
)


def fill(store):
    """Add something of every kind that people add, with texts that are easily spoilt."""
    added(store, action(), update(text='=1+1 <b> "Ynys Môn"'))
    changed(store, action(owner="p1", due=dt.date(2027, 3, 1)))
    with store.database.writing() as connection:
        sha256 = records.add_file(connection, bytes(range(256)) * 40)
    added(store, supplied_list(), target(value=1 / 3), evidence(file_sha256=sha256))
    changed(store, supplied_list(withdrawn_at=AT))
    return store


def store_whatever(store, figures, words, moment, content):
    """Store figures, an edition, records and a file with the given numbers, words and bytes."""
    about = {"edition_id": 1, "indicator": "i", "period": "2025-26 Q1", "state": "final"}
    rows = [
        about | {"value": value, "count": count, "note": note, "place": f"{n}", "area_code": f"{n}"}
        for n, (value, count, note) in enumerate(figures)
    ]
    sha256 = hashlib.sha256(content).hexdigest()
    with store.database.writing() as connection:
        connection.execute(insert(tables.edition).values(_edition(words, moment)))
        for row in rows:
            published = {key: value for key, value in row.items() if key != "place"}
            own = {key: value for key, value in row.items() if key != "area_code"}
            connection.execute(insert(tables.observation).values(published))
            connection.execute(insert(tables.local_observation).values(own | {"group": ""}))
        connection.execute(insert(tables.files).values(sha256=sha256, content=content))
    added(store, action(title=f"A{words}"), update(text=words))


def _edition(words, moment):
    # What says where figures come from is never blank.
    about = dict.fromkeys(("title", "publisher", "edition", "licence"), f"A{words}")
    return about | {
        "id": 1,
        "key": words[:80],
        "service": words[:80],
        "address": "",
        "changes": json.dumps([words]),
        "published_on": "2026",
        "compiled_on": moment.date(),
        "sha256": "0" * 64,
        "known_defects": "[]",
        "loaded_at": moment,
        "status": "superseded",
        "origin": "loaded",
        "observations": 3,
        "ended_at": moment,
        "withdrawn": True,
    }


def everything(store):
    """Every row of every table, moments in UTC, so that two kinds of database compare."""
    with store.database.reading() as connection:
        return {
            table.name: [
                tuple(_utc(cell) for cell in row)
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in metadata.sorted_tables
        }


def copied(store):
    """Every row that a copy has too: how a database is kept is its own affair."""
    return {name: rows for name, rows in everything(store).items() if name != "upkeep"}


def _utc(cell):
    if not isinstance(cell, dt.datetime):
        return cell
    return cell.replace(tzinfo=dt.UTC) if cell.tzinfo is None else cell.astimezone(dt.UTC)
