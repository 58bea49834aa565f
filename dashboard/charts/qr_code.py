"""An address as a QR code, which a phone or a tablet opens from paper."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

import segno

from dashboard.charts.drawing import Box, Drawing

# The standard asks for four modules of white on each side.
_QUIET_MODULES = 4
_MODULE_PIXELS = 4
_DARK, _LIGHT = "#000000", "#FFFFFF"


# A pack has the code of a page on each slide of it, and is laid out again and again.
@lru_cache(maxsize=64)
def qr_code(address: str, alt: str) -> Drawing | None:
    """Return the QR code of an address, or None of one that no code can hold.

    The dark modules of a row that touch are one box, so that no hair lines show between them.
    """
    try:
        code = segno.make(address, error="m", micro=False, boost_error=False)
    except segno.DataOverflowError:
        return None
    side = (len(code.matrix) + 2 * _QUIET_MODULES) * _MODULE_PIXELS
    marks = (Box(0, 0, side, side, _LIGHT), *_dark(code.matrix))
    return Drawing(side, side, marks, alt)


def _dark(matrix: Sequence[Sequence[int]]) -> Iterator[Box]:
    for y, row in enumerate(matrix, start=_QUIET_MODULES):
        x = _QUIET_MODULES
        for is_dark, run in groupby(row):
            width = len(list(run))
            if is_dark:
                yield _box(x, y, width)
            x += width


def _box(x: int, y: int, width: int) -> Box:
    size = _MODULE_PIXELS
    return Box(x * size, y * size, width * size, size, _DARK)
