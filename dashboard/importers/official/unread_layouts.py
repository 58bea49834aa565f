"""Official files that have no reader here: what they are, and the way to get their figures in."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.errors import Problem
from dashboard.importers.files.grids import SentFile
from dashboard.importers.official.printed import find_in_file

_ROWS_LOOKED_AT = 15
_BY_TEMPLATE = "copy the figures you need into the template for published figures, and load that"
_AS_LIST = "add it as a list of similar areas (on the command line: lists add)"
_TABLE_NUMBER = r"\d{1,2}\.\d{1,2}[a-z]?"


@dataclass(frozen=True)
class _Unread:
    title: str
    recognises: Callable[[SentFile], bool]
    advice: str


def unread_layout(sent: SentFile) -> Problem | None:
    """Return which official file without a reader this is and what to do, or None for no such."""
    for one in _UNREAD:
        if one.recognises(sent):
            return Problem(
                None, "file", sent.name, f"is {one.title}, which is not read", one.advice
            )
    return None


def _says(words: str) -> Callable[[SentFile], bool]:
    return lambda sent: bool(re.search(words, _top_of(sent), re.IGNORECASE))


def _has(*headings: str) -> Callable[[SentFile], bool]:
    return lambda sent: find_in_file(sent, headings) is not None


def _top_of(sent: SentFile) -> str:
    """Return the first rows of each sheet, where files say what they are."""
    tops = (grid.cells.head(_ROWS_LOOKED_AT).to_numpy().ravel() for grid in sent.grids)
    return "\n".join(str(cell)[:200] for top in tops for cell in top if cell)


def _is_chapter(sent: SentFile) -> bool:
    """Return whether sheets are numbered as the tables of the Youth Justice Statistics are."""
    return any(re.fullmatch(_TABLE_NUMBER, grid.name.strip()) for grid in sent.grids) and _says(
        r"youth justice|children|remand|custody|offen[cd]"
    )(sent)


_UNREAD = (
    _Unread("an extract from Nomis", _says(r"\bnomis\b"), _BY_TEMPLATE),
    _Unread("a list of nearest neighbours by CIPFA", _says(r"\bCIPFA\b"), _AS_LIST),
    _Unread("a list of statistical neighbours", _has("sn1", "sn2", "sn3"), _AS_LIST),
    _Unread(
        "a table of population estimates of the Office for National Statistics",
        _has("code", "name", "geography", "all_ages"),
        "take the number of children from it; it holds no figure of an indicator",
    ),
    _Unread(
        "a chapter of the Youth Justice Statistics other than table 2.11", _is_chapter, _BY_TEMPLATE
    ),
)
