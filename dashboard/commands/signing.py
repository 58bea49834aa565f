"""Under what a change made on the command line is recorded."""

import datetime as dt

import click

from dashboard.core.entries import one_line
from dashboard.core.people import Actor, Role, Signature

IDENTITY = "identity not verified (command line)"

_USUAL = "command line"

by = click.option("--by", default=_USUAL, show_default=True, help="Who makes the change; recorded.")


def signature(by: str = _USUAL, role: Role = Role.OFFICER) -> Signature:
    """Return the signature of the person who runs a command: with the database they have any role.

    Raises:
        ChangeRefusedError: if the name is empty or too long.
    """
    name = one_line("name of who makes the change", by)
    return Signature(Actor(name, (role,), IDENTITY), dt.datetime.now(tz=dt.UTC))
