"""The ruler of points: the bands of the overall ratings, and where one inspection's total lies."""

from collections.abc import Iterator, Mapping

from dashboard.charts.drawing import Box, Drawing, Line, Mark, Shape, Words
from dashboard.charts.theme import INK
from dashboard.core.inspection.frameworks import Band, Rating
from dashboard.core.inspection.ratings import DerivedRatings
from dashboard.core.remembered import remembered
from dashboard.narrative.inspection.ratings import ruler_words

# Pixels. It is drawn small, so that its words can still be read on a phone of 320.
WIDTH, HEIGHT = 300, 82
_TOP, _BAND_HEIGHT, _TICK, _MARK = 26, 20, 4, 6
_WORD_SIZE, _LINE_HEIGHT, _NUMBER_HALF = 11.5, 13, 9
# Fill, edge and text of each band: those of the ratings' badges.
_COLOURS: Mapping[Rating, tuple[str, str, str]] = {
    Rating.INADEQUATE: ("#801650", "#801650", "#FFFFFF"),
    Rating.REQUIRES_IMPROVEMENT: ("#FDE8DB", "#8A3A00", "#5E2700"),
    Rating.GOOD: ("#D6EFED", "#17655F", "#0E3F3B"),
    Rating.OUTSTANDING: ("#12436D", "#12436D", "#FFFFFF"),
}


@remembered(512)
def rating_ruler(derived: DerivedRatings) -> Drawing | None:
    """Return the bands from the framework with the total marked, or None where one is not known.

    Each whole number of points is as wide as any other, nought too, so that a point can be seen.
    """
    if derived.scale is None or derived.score is None:
        return None
    cell = (WIDTH - 2) / (derived.scale.maximum + 1)
    bands = derived.scale.bands
    marks: list[Mark] = [mark for band in bands for mark in _band(band, cell)]
    marks += [mark for band in bands for mark in _named(band, cell, derived)]
    marks += _place(1 + (derived.score + 0.5) * cell, str(derived.score))
    return Drawing(WIDTH, HEIGHT, marks, ruler_words(derived).text)


def _band(band: Band, cell: float) -> Iterator[Mark]:
    fill, edge, text = _COLOURS[band.rating]
    left, right = _ends(band, cell)
    yield Box(left, _TOP, right - left, _BAND_HEIGHT, fill, edge)
    for point in range(band.lowest + 1, band.highest + 1):
        x = 1 + point * cell
        yield Line([(x, _TOP), (x, _TOP + _TICK)], text, 0.7)
    middle, line = (left + right) / 2, _TOP + _BAND_HEIGHT - 4
    yield Words(middle, line, band.words.replace(" to ", "-"), text, _WORD_SIZE, "middle")


def _named(band: Band, cell: float, derived: DerivedRatings) -> Iterator[Mark]:
    """Yield a band's rating below it, a word a line; the outer ones keep to the drawing's ends."""
    left, right = _ends(band, cell)
    x, anchor = (left + right) / 2, "middle"
    if band.lowest == 0:
        x, anchor = left, "start"
    elif derived.scale and band.highest == derived.scale.maximum:
        x, anchor = right, "end"
    for number, word in enumerate(band.rating.value.split(), start=1):
        line = _TOP + _BAND_HEIGHT + number * _LINE_HEIGHT
        yield Words(x, line, word, INK, _WORD_SIZE, anchor, bold=band == derived.band)


def _place(x: float, score: str) -> tuple[Mark, ...]:
    tip = _TOP - 2
    mark = Shape([(x - _MARK, tip - _MARK - 2), (x + _MARK, tip - _MARK - 2), (x, tip)], INK)
    # The number keeps inside the picture at either end.
    middle = min(max(x, _NUMBER_HALF), WIDTH - _NUMBER_HALF)
    return mark, Words(middle, tip - _MARK - 5, score, INK, 14, "middle", bold=True)


def _ends(band: Band, cell: float) -> tuple[float, float]:
    return 1 + band.lowest * cell, 1 + (band.highest + 1) * cell
