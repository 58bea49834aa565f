"""Words on a picture: which of them are bold, how wide they come out, and where they break."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

# Thousandths of the size that a character takes in Arial, which is wider than our own font. So
# what is reserved is enough wherever a saved picture is opened.
_WIDTHS: Mapping[str, int] = {
    letter: width
    for width, letters in (
        (222, "ijl'"),
        (278, " !,./:;I[]ft"),
        (333, "()-r`"),
        (500, "ckvxyzsJ"),
        (584, "+<=>~"),
        (611, "FTZ"),
        (667, "ABEKPSVXY&"),
        (722, "CDHNRUw"),
        (778, "GOQ"),
        (833, "mM"),
        (889, "%"),
        (944, "W"),
    )
    for letter in letters
}
_OTHER_WIDTH = 556
_BOLD = 1.07
_BOLD_PART = re.compile(r"<b>.*?</b>")
_PARTS = re.compile(r"<b>(.*?)</b>|([^<]+)")


@dataclass(frozen=True)
class Row:
    """One row of words; `followed_by` stands after them in the other weight."""

    text: str
    is_bold: bool = False
    followed_by: str = ""

    def width(self, size: float) -> float:
        """Return the pixels that the row takes at most in a font of `size` pixels."""
        bold, plain = self.text, self.followed_by
        if not self.is_bold:
            bold, plain = plain, bold
        return width_of(plain, size) + _BOLD * width_of(bold, size)


def width_of(text: str, size: float) -> float:
    """Return the pixels that words take at most in a font of `size` pixels.

    >>> width_of("24.5", 10)
    19.46
    """
    return _scaled(_thousandths(text), size)


@lru_cache(maxsize=4096)
def _thousandths(text: str) -> int:
    return sum(_WIDTHS.get(letter, _OTHER_WIDTH) for letter in text)


def _scaled(thousandths: int, size: float) -> float:
    return round(thousandths * size / 1000, 2)


def rows_of(marked: str) -> tuple[Row, ...]:
    """Return words with the marks <b> and <br> as rows; what is bold may run over several.

    Raises:
        ValueError: if a row changes its weight twice, or has another mark.
    """
    by_row = _BOLD_PART.sub(lambda part: part[0].replace("<br>", "</b><br><b>"), marked)
    return tuple(_row(line) for line in by_row.split("<br>"))


def _row(line: str) -> Row:
    parts = [(unescape(bold or plain), bool(bold)) for bold, plain in _PARTS.findall(line)]
    if len(parts) > 2 or "<" in _PARTS.sub("", line):
        raise ValueError(f"A row of words has marks that no picture knows: {line}")
    if not parts:
        return Row("")
    (text, is_bold), *rest = parts
    return Row(text, is_bold, rest[0][0] if rest else "")


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Return words in lines of at most `width` pixels; a longer word has a line of its own.

    >>> wrapped("one two three", 10, 40)
    ['one two', 'three']
    """
    lines: list[list[str]] = []
    taken = 0
    for word in text.split():
        # Added up word by word: a long text is measured again and again until it fits.
        longer = taken + _WIDTHS[" "] + _thousandths(word)
        if lines and _scaled(longer, size) <= width:
            lines[-1].append(word)
            taken = longer
        else:
            lines.append([word])
            taken = _thousandths(word)
    return [" ".join(words) for words in lines]
