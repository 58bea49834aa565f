"""What commands share: the choice of JSON, how it is printed, and files given and written."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import click

from dashboard.core.areas import INVENTED, Service
from dashboard.errors import ImportRefusedError, Problem, SetupError
from dashboard.reports.alike import problem_lines
from dashboard.usecases.upkeep.drafts import draft_beside

wants_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def say_if_invented(service: Service) -> None:
    """Say of an invented service that no figure is real; nothing of a real one."""
    if service.invented:
        click.echo(INVENTED)


def one_line(text: str) -> str:
    r"""Return a text that a file may be quoted in as one line, without signs that steer a terminal.

    >>> one_line("Essex\n\x1b[31mStored: 5")
    'Essex [31mStored: 5'
    """
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(shown.split())


def print_notes(notes: Iterable[str]) -> None:
    """Print each note on a file in a line of its own."""
    for note in notes:
        click.echo(f"Note: {one_line(note)}")


def print_json(value: object) -> None:
    """Print plain values as JSON, with letters beyond ASCII as they are."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def content_of(path: Path, largest_bytes: int) -> bytes:
    """Return the bytes of a file, no more than tell that it is too large.

    Raises:
        ImportRefusedError: if it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(largest_bytes + 1)
    except OSError as error:
        reason = f"cannot be read ({error.strerror})"
        problem = Problem(None, "file", "", reason, "name another")
        raise ImportRefusedError(path.name, [problem]) from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file, in a folder that is made where there is none, and say so.

    It appears only when it is whole: on a full disk what was there before stays.

    Raises:
        SetupError: if it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(path.resolve(), content)
    except OSError as error:
        raise SetupError(
            f"{path} cannot be written ({error.strerror}): name another place."
        ) from error
    click.echo(f"{path} was written.")


def _write_whole(path: Path, content: bytes) -> None:
    if path.exists() and not path.is_file():
        # A device or a pipe, in whose place nothing can be put.
        path.write_bytes(content)
        return
    with draft_beside(path) as folder:
        draft = folder / path.name
        draft.write_bytes(content)
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)


def print_problems(refused: ImportRefusedError) -> None:
    """Print every problem of a file, those that are alike in one line, for whoever mends it."""
    for line in problem_lines(refused.problems):
        click.echo(one_line(line))
