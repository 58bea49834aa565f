"""Words as slides and texts of office programs hold them, and how much room they take."""

import math
import re
import unicodedata

from dashboard.charts.lettering import width_of, wrapped
from dashboard.core.sentences import Tone
from dashboard.reports.packs.document import Cell

# What no XML may hold: control signs, halves of a sign, and two that are no signs at all.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MORE = "…"
# Of the size of its letters: from one line to the next.
LEADING = 1.2
_BOLD = 1.07


def written(text: str) -> str:
    r"""Return a text as one paragraph without the signs that XML cannot hold.

    >>> written("one\ntwo\x07")
    'one two '
    """
    return re.sub(r"[\t\n\r]+", " ", _ILLEGAL.sub(" ", text))


def is_right_to_left(text: str) -> bool:
    """Return whether a text begins with letters that are written from the right.

    >>> is_right_to_left("23 שלום"), is_right_to_left("Sussex שלום")
    (True, False)
    """
    sides = (unicodedata.bidirectional(sign) for sign in text)
    return next((side in ("R", "AL") for side in sides if side in ("L", "R", "AL")), False)


def verdict(tone: Tone, word: str = "") -> str:
    """Return the symbol of a tone and its word, or the word given in place of it."""
    return f"{tone.symbol} {word or tone.value}"


def cell_words(cell: Cell) -> str:
    """Return all that a cell says in words: its verdict, its words, else those of its drawing."""
    said = written(cell.words.text)
    if not said and cell.drawing is not None:
        said = written(cell.drawing.alt)
    told = [verdict(cell.tone, cell.tone_word)] if cell.tone is not None else []
    if cell.tone is None and cell.tone_word:
        told = [cell.tone_word]
    # A verdict whose word is all that the cell says is said once.
    if told and said == (cell.tone_word or ""):
        return told[0]
    return ". ".join([*told, said]) if said else "".join(told)


def lines_of(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Return how many lines words of `size` points take at most in a width of points."""
    letters = size * (_BOLD if bold else 1)
    # Office programs break a word that is longer than a line.
    return sum(
        math.ceil(max(width_of(line, letters), 1) / width)
        for line in wrapped(text, letters, width) or [""]
    )


def largest_size(
    text: str, sizes: tuple[float, ...], width: float, height: float, *, bold: bool = False
) -> float:
    """Return the first of some sizes at which words fit into a box of points, else the last."""
    return next(
        (
            size
            for size in sizes
            if lines_of(text, size, width, bold=bold) * size * LEADING <= height
        ),
        sizes[-1],
    )


def shortened(text: str, size: float, width: float, lines: int, *, bold: bool = False) -> str:
    """Return as many words as so many lines have room for, with "…" where that is not all."""
    if lines_of(text, size, width, bold=bold) <= lines:
        return text
    least, most = 0, len(text)
    while most - least > 1:
        middle = (least + most) // 2
        fits = lines_of(text[:middle] + _MORE, size, width, bold=bold) <= lines
        least, most = (middle, most) if fits else (least, middle)
    kept = text[:least].rsplit(" ", 1)[0] if " " in text[:least] else text[:least]
    return kept.rstrip(" ,;:") + _MORE
