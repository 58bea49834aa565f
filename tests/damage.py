"""Damages a SQLite file as a bad disk does: some bytes of one page, and the rest as it was."""

import sqlite3
from contextlib import closing
from pathlib import Path


def damage(file: Path, table: str) -> None:
    """Turn over every bit on the first page of a table, in a file that nobody has open."""
    with closing(sqlite3.connect(file)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        asked = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = connection.execute(asked, [table]).fetchone()
    with file.open("r+b") as whole:
        whole.seek((page - 1) * size)
        turned = bytes(byte ^ 0xFF for byte in whole.read(size))
        whole.seek((page - 1) * size)
        whole.write(turned)
