"""The page of a pack with its early warnings: in words, ranked, over the years, what was done."""

from collections.abc import Iterator, Sequence

from dashboard.charts.comparison import ranked_chart
from dashboard.charts.theme import Chart
from dashboard.charts.trend import trend_chart
from dashboard.core.packs.sections import PackSection
from dashboard.core.published.chance import expected_warnings
from dashboard.core.published.comparison import Comparison
from dashboard.core.sentences import NOTHING, Clause, fill
from dashboard.narrative.board.meetings import told_warning
from dashboard.narrative.board.who_knew import group_words
from dashboard.narrative.published.figures import subject_of
from dashboard.narrative.published.glance import glance_sentence
from dashboard.narrative.published.trends import trend_message
from dashboard.narrative.published.warnings import no_list_words, scan_words, warning_sentence
from dashboard.reports.packs.document import (
    Beside,
    Block,
    Heading,
    Picture,
    Points,
    Section,
    Statement,
    stated,
)
from dashboard.reports.packs.pictures import HALF, picture_of, values_of
from dashboard.usecases.board.acknowledgements import knowledge_of
from dashboard.usecases.overview import Told
from dashboard.usecases.packs.reading import PackReading
from dashboard.usecases.published.comparison import ComparisonReading

# So many warnings have words and a picture on the page, and so much to watch is told there.
MOST_ON_PAGE, MOST_WATCHED = 2, 3
_BOARD = "The board:"


def warnings_section(reading: PackReading) -> Section:
    """Return the first early warnings whole, their pictures, and what is only to be watched.

    One alone has its areas in their order beside its years; two have their areas side by side, and
    their years in the annex.
    """
    overview = reading.overview
    if not overview.readings:
        return _section(overview.scanned.words, [stated(glance_sentence([]))])
    if not any(each.comparison.benchmark.group.similar for each in overview.readings):
        # Where no list is, nothing could be raised: that none was must not be taken for calm.
        return _section(no_list_words(len(overview.watched)), list(_to_watch(reading)))
    return _section(_scanned(reading), [*_warned(reading), *_to_watch(reading)])


def warnings_annex(reading: PackReading) -> Section | None:
    """Return what the page has no room for, and the values of every picture as tables.

    None where nothing is warned of and all that is to be watched stands on the page.
    """
    blocks = [*_behind(reading), *_further_to_watch(reading)]
    if not blocks:
        return None
    return Section(
        id=f"{PackSection.WARNINGS}-annex",
        title=Clause("Early warnings: further pictures, and the values of all"),
        message=NOTHING,
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


def _warned(reading: PackReading) -> Iterator[Block]:
    warned = reading.overview.warned
    for told in warned[:MOST_ON_PAGE]:
        yield Heading(fill("{subject}", subject=_first(told).indicator.subject))
        yield from _in_words(reading, told)
    firsts = [_readings_of(reading, told)[0] for told in warned[:MOST_ON_PAGE]]
    if warned:
        yield Beside(_pictures([chart for one in firsts for chart in _on_page(warned, one)]))
    if len(warned) == 1:
        yield from _without_years(firsts[0])


def _on_page(warned: Sequence[Told], found: ComparisonReading) -> list[Chart]:
    """Return the charts of a warning's first area that the page has room for."""
    firsts = [_first(told) for told in warned[:MOST_ON_PAGE]]
    if not any(found.comparison is first for first in firsts):
        return []
    return _charts(found)[: 2 if len(warned) == 1 else 1]


def _behind(reading: PackReading) -> Iterator[Block]:
    """Yield for each area of each warning the pictures that are not on the page, and all values."""
    warned = reading.overview.warned
    for place, told in enumerate(warned):
        for found in _readings_of(reading, told):
            yield Heading(fill("{subject}", subject=subject_of(found.comparison)))
            if place >= MOST_ON_PAGE and found.comparison is _first(told):
                yield from _in_words(reading, told)
            charts = _charts(found)
            further = charts[len(_on_page(warned, found)) :]
            if further:
                yield Beside(_pictures(further))
                yield from _without_years(found)
            yield from (values_of(chart) for chart in charts)


def _first(told: Told) -> Comparison:
    return told.attentions[0].warning.comparison


def _in_words(reading: PackReading, told: Told) -> Iterator[Statement]:
    """Yield all that is said of a warning, and what the board made of it."""
    first, *also = (each.warning for each in told.attentions)
    yield stated(told_warning(warning_sentence(first, also), told.attentions))
    done = group_words(knowledge_of(reading.holdings, told.attentions))
    yield Statement(fill("{whose} {done}", whose=_BOARD, done=done), lead=_BOARD)


def _readings_of(reading: PackReading, told: Told) -> list[ComparisonReading]:
    """Return the figures of a warning with their years, one for each area that it is of."""
    warned = [each.warning.comparison for each in told.attentions]
    readings = reading.overview.readings
    return [next(each for each in readings if each.comparison is one) for one in warned]


def _without_years(found: ComparisonReading) -> Iterator[Statement]:
    """Yield why there is no picture of the years, where they make no line."""
    if trend_chart(found.trend) is None:
        yield Statement(fill("{message}.", message=trend_message(found.trend)), quiet=True)


def _pictures(charts: Sequence[Chart]) -> tuple[Picture, ...]:
    return tuple(picture_of(chart, HALF) for chart in charts)


def _charts(found: ComparisonReading) -> list[Chart]:
    charts = (ranked_chart(found.comparison), trend_chart(found.trend))
    return [each for each in charts if each is not None]


def _to_watch(reading: PackReading) -> Iterator[Statement]:
    for told in reading.overview.to_watch[:MOST_WATCHED]:
        yield stated(told.sentence)


def _further_to_watch(reading: PackReading) -> Iterator[Block]:
    further = reading.overview.to_watch[MOST_WATCHED:]
    if further:
        yield Heading(Clause("Also to watch"))
        yield Points(tuple(told.sentence.words for told in further))
