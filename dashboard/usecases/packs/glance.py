"""The page of a pack with every main measure in a line, and the further ones in its annex."""

from collections.abc import Iterator, Sequence

from dashboard.charts.drawing import Drawing
from dashboard.charts.sparkline import trend_sparkline
from dashboard.charts.spine import spine
from dashboard.core.packs.sections import PackSection
from dashboard.core.published.comparison import Comparison
from dashboard.core.sentences import NOTHING, Clause, fill, joined, listed
from dashboard.narrative.published.figures import against_heading, all_old_words, children_words
from dashboard.narrative.published.glance import glance_sentence, standing_words
from dashboard.narrative.published.indicator_rows import (
    KEY,
    IndicatorRow,
    Judged,
    against_column,
    indicator_row,
    others_words,
)
from dashboard.reports.packs.document import Block, Cell, Section, Statement, Table, fact
from dashboard.usecases.packs.reading import PackReading
from dashboard.usecases.published.comparison import ComparisonReading
from dashboard.usecases.published.glance import Glance, read_glance

_MOST_ROWS = 10
# Parts of the width: measure, now, over the years, among similar areas, England.
_SHARES, _SHARES_IN_WORDS = (2.2, 2.2, 2, 3, 1.2), (2.7, 2.4, 2.1, 3.4, 1.3)
_HEADINGS = (Clause("Measure"), Clause("Now"), Clause("Over the years"))
_ENGLAND = Clause("England")
_ALL = Clause("With further measures:")
_AREAS = Clause("The main measures in the other areas of the service")
_FURTHER = Clause("Further measures, those that are worse first")

Group = Sequence[ComparisonReading]


def glance_section(reading: PackReading) -> Section:
    """Return each main measure in a line, as the Overview has it; the first area of several."""
    found = reading.overview.readings
    if not found:
        return _section(glance_sentence([]).words, [_nothing(reading)])
    compared = [each.comparison for each in found]
    groups = Glance(reading.service, found).by_indicator
    return _section(
        standing_words(compared, "main "),
        [
            _table(reading, groups, Clause(PackSection.GLANCE.heading), drawn=True),
            Statement(joined([_compared_with(compared), KEY]), quiet=True),
            *_with_further(reading),
            *(Statement(fact(note), quiet=True) for note in reading.overview.notes),
            *_age(reading, compared),
        ],
    )


def glance_annex(reading: PackReading) -> Section | None:
    """Return the further areas of the main measures, and each further measure, in words.

    None where there is neither.
    """
    tables = [
        _table(reading, groups, caption)
        for groups, caption in ((_further_areas(reading), _AREAS), (_further(reading), _FURTHER))
        if groups
    ]
    if not tables:
        return None
    return Section(
        id=f"{PackSection.GLANCE}-annex",
        title=Clause("Further measures"),
        message=NOTHING,
        blocks=tuple(tables),
    )


def further_readings(reading: PackReading) -> tuple[ComparisonReading, ...]:
    """Return the figures of the measures that are no main ones, of every area of the service."""
    return tuple(each for group in _further(reading) for each in group)


def _glance(reading: PackReading) -> Glance:
    return read_glance(reading.holdings, reading.service.id)


def _further_areas(reading: PackReading) -> list[Group]:
    """Return the areas of each main measure for which its line on the page stands, one by one."""
    groups = Glance(reading.service, reading.overview.readings).by_indicator
    return [(each,) for _, *others in groups for each in others]


def _further(reading: PackReading) -> list[Group]:
    """Return the further measures, a group each, in the order in which they need attention.

    What counts again what another one counts is left out: it would be told twice.
    """
    main = {each.comparison.indicator.id for each in reading.overview.readings}
    glance = _glance(reading)
    ordered = [each for readings in glance.by_attention.values() for each in readings]
    matters = [each for each in glance.matters if each.comparison.indicator.id not in main]
    groups = Glance(reading.service, tuple(matters)).by_indicator
    return sorted(groups, key=lambda group: ordered.index(group[0]))


def _with_further(reading: PackReading) -> Iterator[Statement]:
    """Yield how all measures stand, so that a worse one of the annex is not passed over."""
    if _further(reading):
        standing = glance_sentence([each.comparison for each in _glance(reading).matters]).words
        where = Clause("The annex has the further ones.")
        yield Statement(joined([_ALL, standing, where]), lead=_ALL.text, quiet=True)


def _section(message: Clause, blocks: Sequence[Block]) -> Section:
    section = PackSection.GLANCE
    return Section(str(section), Clause(section.heading), message, tuple(blocks))


def _nothing(reading: PackReading) -> Statement:
    scanned = reading.overview.scanned
    return Statement(scanned.words, scanned.tone)


def _age(reading: PackReading, compared: Sequence[Comparison]) -> Iterator[Statement]:
    age = all_old_words(compared, reading.holdings.as_of)
    if age:
        yield Statement(age, quiet=True)


def _compared_with(compared: Sequence[Comparison]) -> Clause:
    titles = dict.fromkeys(each.benchmark.group.title for each in compared)
    return fill("Compared with: {groups}.", groups=listed(list(titles)))


def _table(
    reading: PackReading, groups: Sequence[Group], caption: Clause, *, drawn: bool = False
) -> Table:
    firsts = [first.comparison for first, *_ in groups]
    # Without spines there is no side on which the worse ones are.
    against = against_column(firsts) if drawn else fact(against_heading(firsts))
    shares = _SHARES if drawn else _SHARES_IN_WORDS
    targets = any(each.target is not None for each in firsts)
    target = (Clause("Target"),) if targets else ()
    return Table(
        caption=caption,
        headings=(*_HEADINGS, against, *target, _ENGLAND),
        rows=tuple(_row(reading, group, targets=targets, drawn=drawn) for group in groups),
        shares=(*shares[:-1], *([1.5] if targets else []), shares[-1]),
        most=_MOST_ROWS if drawn else None,
    )


def _row(reading: PackReading, group: Group, *, targets: bool, drawn: bool) -> tuple[Cell, ...]:
    first, *others = group
    c, watched = first.comparison, reading.overview.watched
    words = indicator_row(
        c,
        first.trend,
        reading.holdings.as_of,
        is_newest=first.is_newest,
        watched=c in watched,
    )
    return (
        _measure(words, others),
        Cell(_now(words, c)),
        _cell(words.past, trend_sparkline(first.trend) if drawn else None),
        _cell(words.against, spine(c) if drawn else None),
        *([_cell(words.target)] if targets else []),
        Cell(words.england),
    )


def _measure(words: IndicatorRow, others: Group) -> Cell:
    named = joined([words.measure, words.place], ", ")
    told = [named, others_words([each.comparison for each in others])]
    return Cell(joined(told, ". "), strong=True)


def _now(words: IndicatorRow, c: Comparison) -> Clause:
    """Return the figure with its period and, where they are known, the children behind it."""
    children = children_words(c)
    behind = fill(" ({children})", children=children) if children else children
    return fill("{figure}{behind}, {when}", figure=words.figure, behind=behind, when=words.when)


def _cell(judged: Judged, drawing: Drawing | None = None) -> Cell:
    return Cell(judged.words, drawing, judged.tone, judged.tone_word)
