"""The page of a pack with its early warnings: in words, ranked, over the years, what was done."""

from collections.abc import Iterator, Sequence

from dashboard.charts.comparison import ranked_chart
from dashboard.charts.theme import Chart
from dashboard.charts.trend import trend_chart
from dashboard.core.packs.sections import PackSection
from dashboard.core.published.chance import expected_warnings
from dashboard.core.published.comparison import Comparison
from dashboard.core.sentences import Clause, Sentence, fill
from dashboard.narrative.board.meetings import told_warning
from dashboard.narrative.board.who_knew import group_words
from dashboard.narrative.published.figures import subject_of
from dashboard.narrative.published.glance import glance_sentence
from dashboard.narrative.published.trends import trend_message
from dashboard.narrative.published.warnings import scan_words, warning_sentence
from dashboard.reports.packs.document import (
    Beside,
    Block,
    Heading,
    Points,
    Section,
    Statement,
)
from dashboard.reports.packs.pictures import HALF, picture_of, values_of
from dashboard.usecases.board.acknowledgements import knowledge_of
from dashboard.usecases.overview import Told
from dashboard.usecases.packs.reading import PackReading
from dashboard.usecases.published.comparison import ComparisonReading

# So many warnings have their pictures on the page, and so much to watch is told there.
MOST_ON_PAGE, MOST_WATCHED = 2, 3
# Pixels: pictures are lower where two warnings share the page.
_HIGH, _LOW = 320, 230
_BOARD = "The board:"


def warnings_section(reading: PackReading) -> Section:
    """Return each early warning whole, the first two with their pictures, and what to watch."""
    overview = reading.overview
    if not overview.readings:
        return _section(overview.scanned.words, [_told(glance_sentence([]))])
    if not overview.warned:
        # What was raised comes first: where no list is, nothing could be.
        checked = Statement(_scanned(reading), quiet=True)
        return _section(overview.scanned.words, [checked, *_to_watch(reading)])
    return _section(_scanned(reading), [*_warned(reading), *_to_watch(reading)])


def warnings_annex(reading: PackReading) -> Section | None:
    """Return further warnings with their pictures, and the values of every picture as tables.

    None where nothing is warned of and all that is to be watched stands on the page.
    """
    blocks = [*_further(reading), *_further_to_watch(reading), *_values(reading)]
    if not blocks:
        return None
    return Section(
        id=f"{PackSection.WARNINGS}-annex",
        title=Clause("Early warnings: further ones, and the values of the pictures"),
        message=_scanned(reading),
        blocks=tuple(blocks),
    )


def _section(message: Clause, blocks: Sequence[Block]) -> Section:
    section = PackSection.WARNINGS
    return Section(str(section), Clause(section.heading), message, tuple(blocks))


def _scanned(reading: PackReading) -> Clause:
    """Return how many figures were scanned, what they raise, and what chance alone would."""
    overview = reading.overview
    warnings = sum(len(each.attentions) for each in overview.warned)
    newest = [each.comparison for each in overview.readings if each.is_newest]
    by_chance = expected_warnings(newest)
    return scan_words(len(overview.readings), warnings, len(overview.watched), by_chance)


def _told(sentence: Sentence) -> Statement:
    return Statement(sentence.words, sentence.tone, sentence.lead)


def _warned(reading: PackReading) -> Iterator[Block]:
    on_page = reading.overview.warned[:MOST_ON_PAGE]
    for told in on_page:
        yield from _in_words(reading, told)
        yield from _pictured(_readings_of(reading, told)[0], _HIGH if len(on_page) == 1 else _LOW)


def _further(reading: PackReading) -> Iterator[Block]:
    """Yield the warnings that the page has no room for, and the other areas of those it has."""
    for place, told in enumerate(reading.overview.warned):
        first, *others = _readings_of(reading, told)
        if place >= MOST_ON_PAGE:
            yield from _in_words(reading, told)
            yield from _pictured(first, _HIGH)
        for other in others:
            yield Heading(fill("{subject}", subject=subject_of(other.comparison)))
            yield from _pictured(other, _HIGH)


def _in_words(reading: PackReading, told: Told) -> Iterator[Block]:
    """Yield a warning's heading, all that is said of it, and what the board made of it."""
    first, *also = (each.warning for each in told.attentions)
    yield Heading(fill("{subject}", subject=first.comparison.indicator.subject))
    yield _told(told_warning(warning_sentence(first, also), told.attentions))
    done = group_words(knowledge_of(reading.holdings, told.attentions))
    yield Statement(fill("{whose} {done}", whose=_BOARD, done=done), lead=_BOARD)


def _readings_of(reading: PackReading, told: Told) -> list[ComparisonReading]:
    """Return the figures of a warning with their years, one for each area that it is of."""
    held = {_key(each.comparison): each for each in reading.overview.readings}
    return [held[_key(each.warning.comparison)] for each in told.attentions]


def _key(c: Comparison) -> tuple[str, str]:
    return c.indicator.id, c.area.code


def _pictured(found: ComparisonReading, height: float) -> Iterator[Block]:
    """Yield the areas in their order beside the years; in words where years make no line."""
    yield Beside(tuple(picture_of(chart, HALF, height) for chart in _charts(found)))
    if trend_chart(found.trend) is None:
        yield Statement(fill("{message}.", message=trend_message(found.trend)), quiet=True)


def _charts(found: ComparisonReading) -> list[Chart]:
    charts = (ranked_chart(found.comparison), trend_chart(found.trend))
    return [each for each in charts if each is not None]


def _values(reading: PackReading) -> Iterator[Block]:
    for told in reading.overview.warned:
        for found in _readings_of(reading, told):
            yield Heading(fill("{subject}: the values", subject=subject_of(found.comparison)))
            yield from (values_of(chart) for chart in _charts(found))


def _to_watch(reading: PackReading) -> Iterator[Statement]:
    for told in reading.overview.to_watch[:MOST_WATCHED]:
        yield _told(told.sentence)


def _further_to_watch(reading: PackReading) -> Iterator[Block]:
    further = reading.overview.to_watch[MOST_WATCHED:]
    if further:
        yield Heading(Clause("Also to watch"))
        yield Points(tuple(told.sentence.words for told in further))
