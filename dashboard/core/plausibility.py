"""Which figures of a file can hardly be right, and why, before any of them is stored."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Suspect:
    """A figure to be held back: its row in the file, what it is, its value in words, and why.

    `position` is its place in the table it came in, `own` whether that is the table of own figures.
    """

    row: int
    what: str
    value: str
    reasons: tuple[str, ...]
    position: int
    own: bool
