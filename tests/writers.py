"""Processes that write to a database, for tests that kill them or let many write at once."""

import multiprocessing
import os
import sys
from contextlib import closing
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from types import ModuleType

from dashboard.core.register.actions import Action
from dashboard.core.rooms import EVERYWHERE
from dashboard.errors import ConflictError
from dashboard.store import records
from dashboard.store.engine import Store, open_store
from dashboard.store.writing import Writing
from tests.history_factories import action, signature

SHARED = "shared"


def prepared() -> ForkServerContext:
    """Return a way to start processes that have everything imported already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def start(context: ForkServerContext, deed: object, *given: object) -> ForkServerProcess:
    """Return a process that has begun a deed, and that runs nothing else before."""
    process = context.Process(target=deed, args=given, daemon=True)  # type: ignore[arg-type]
    # A page under test stays behind as the main module, which every new process would run first.
    left = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        process.start()
    finally:
        sys.modules["__main__"] = left
    return process


def write_until_killed(url: str, mark: str, told: Connection) -> None:
    """Add actions and change each twice, telling of each change once it is stored."""
    store = open_store(url)
    number = 0
    while True:
        number += 1
        held = action(id=f"{mark}-{number}", title="first")
        with store.database.writing() as connection:
            Writing(connection, signature(mark)).add(held)
        told.send_bytes(f"{held.id} first".encode())
        for version, title in enumerate(("second", "third"), start=1):
            _change(store, held.id, mark, version, title)
            told.send_bytes(f"{held.id} {title}".encode())


def _change(store: Store, record_id: str, mark: str, version: int, title: str) -> None:
    # Two fields, so that a change could be half there.
    wanted = action(id=record_id, title=title, owner=f"owner of {title}")
    with store.database.writing() as connection:
        Writing(connection, signature(mark)).change(wanted, version)
        records.add_file(connection, f"{record_id} {title}".encode())


def write_beside_others(url: str, mark: str, times: int) -> None:
    """Add items of one's own, and one's mark to an item that all share, again after a conflict."""
    with closing(open_store(url)) as store:
        for number in range(times):
            with store.database.writing() as connection:
                Writing(connection, signature(mark)).add(action(id=f"{mark}-{number}"))
            while not _marked(store, f"{mark}-{number}"):
                pass


def _marked(store: Store, mark: str) -> bool:
    with store.database.reading() as connection:
        held, version = records.held(connection, EVERYWHERE, Action, SHARED) or (
            action(id=SHARED),
            0,
        )
    wanted = action(id=SHARED, title=f"{held.title} {mark}")
    try:
        with store.database.writing() as connection:
            return Writing(connection, signature(mark)).change(wanted, version)
    except ConflictError:
        return False


def hold_the_turn(url: str, told: Connection, release: Connection) -> None:
    """Write and neither store nor give up until told so."""
    with closing(open_store(url)) as store, store.database.writing() as connection:
        Writing(connection, signature("slow")).add(action(id=f"slow-{os.getpid()}"))
        told.send_bytes(b"writing")
        release.poll(60)
