"""The end of a pack: sources with their checksums, definitions, who is similar, the history."""

from collections.abc import Iterator

from dashboard.core.disclosure.protection import Mode
from dashboard.core.editions import ATTRIBUTION, CHECKSUM_SIGNS, Provenance
from dashboard.core.inspection.inspections import Source
from dashboard.core.packs.sections import PackSection
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.indicators import Indicator
from dashboard.core.sentences import Clause, capitalised, ended, fill, lower_first
from dashboard.narrative.disclosure import rules_in_words
from dashboard.narrative.published.groups import group_words
from dashboard.reports.packs.document import (
    Block,
    Cell,
    Heading,
    Points,
    Section,
    Statement,
    Table,
    fact,
)
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.inspection.ratings import RatingsReading
from dashboard.usecases.packs.glance import further_readings
from dashboard.usecases.packs.reading import PackReading
from dashboard.usecases.published.comparison import ComparisonReading

# The one section that differs whenever anything at all was recorded.
HISTORY = "history"


def sources_annex(reading: PackReading) -> Section:
    """Return where all figures come from and how they are counted."""
    return Section(
        id="sources",
        title=Clause("Sources and definitions"),
        message=Clause("The figures that this pack compares come from these sources."),
        blocks=(
            _sources(reading),
            Statement(fact(ATTRIBUTION), quiet=True),
            *_definitions(reading),
            *_groups(reading),
            *_small_numbers(reading),
        ),
    )


def _sources(reading: PackReading) -> Table:
    published = [_published_row(each) for each in _provenances(reading)]
    inspected = [_inspected_row(each) for each in _inspection_sources(reading)]
    return Table(
        caption=Clause("Sources"),
        headings=tuple(map(Clause, ("Title", "Publisher", "Published", "Checksum, start"))),
        rows=(*published, *inspected),
        shares=(9, 4.6, 2.3, 2.7),
    )


def _provenances(reading: PackReading) -> tuple[Provenance, ...]:
    """Return the editions of every figure compared, in all its years, and of the own ones told."""
    further = further_readings(reading) if PackSection.GLANCE in reading.plan.sections else ()
    shown = (*reading.overview.readings, *further)
    numbers = {number for each in shown for number in _editions(reading.holdings, each)}
    newest = [signal.series.latest for signal in reading.overview.own.measures.signals.every]
    numbers |= {point.observed.edition_id for point in newest if point is not None}
    return reading.holdings.provenances(numbers)


def _editions(holdings: Holdings, found: ComparisonReading) -> Iterator[int | None]:
    """Yield the editions of a figure's table for its years, and of the other tables it needs."""
    c = found.comparison
    years = {c.period.id, *(point.period.id for point in found.trend.points)}
    table = holdings.figures(c.indicator.id).table
    yield from table.loc[table["period"].isin(years), "edition_id"].dropna().astype(int)
    elsewhere = c.national_elsewhere
    for other in (c.own.counted, elsewhere.observed if elsewhere else None):
        if other is not None:
            yield other.edition_id


def _published_row(source: Provenance) -> tuple[Cell, ...]:
    title = f"{source.title}, {source.edition}"
    told = (
        title,
        source.publisher,
        source.published_words,
        source.sha256[:CHECKSUM_SIGNS] or "kept back",
    )
    return tuple(Cell(fact(text)) for text in told)


def _inspection_sources(reading: PackReading) -> Iterator[Source]:
    if isinstance(reading.ratings, RatingsReading):
        yield reading.ratings.inspection.source


def _inspected_row(source: Source) -> tuple[Cell, ...]:
    told = (source.title, source.publisher, "see the report", "no file is kept")
    return tuple(Cell(fact(text)) for text in told)


def _definitions(reading: PackReading) -> Iterator[Block]:
    indicators = {c.indicator.id: c.indicator for c in _compared(reading)}
    if not indicators:
        return
    yield Table(
        caption=Clause("How the main measures are counted"),
        headings=tuple(map(Clause, ("Measure", "What is counted"))),
        rows=tuple(_definition_row(each) for each in indicators.values()),
        shares=(2, 9),
    )


def _compared(reading: PackReading) -> list[Comparison]:
    return [each.comparison for each in reading.overview.readings]


def _definition_row(indicator: Indicator) -> tuple[Cell, ...]:
    counted = f"{capitalised(indicator.numerator)}, of {lower_first(indicator.denominator)}."
    better = ended(Clause(capitalised(indicator.polarity.value))).text
    told = (indicator.name, f"{counted} {better} {indicator.caveat}".strip())
    return tuple(Cell(fact(text)) for text in told)


def _groups(reading: PackReading) -> Iterator[Block]:
    lists = {(c.place.name, c.benchmark.group): c for c in _compared(reading)}
    for (place, _), comparison in lists.items():
        yield Heading(fill("Who {place} is compared with", place=place))
        yield Statement(group_words(comparison))


def _small_numbers(reading: PackReading) -> Iterator[Block]:
    # Of a pack for the board every page says that small numbers are shown.
    if reading.asked.audience is Mode.PUBLIC:
        yield Heading(Clause("Small numbers"))
        yield Points(rules_in_words(reading.holdings.catalogue.disclosure)[:3])


def history_annex(reading: PackReading) -> Section:
    """Return the head of the chained history, by which a reader can tell if it was rewritten."""
    frozen, title = reading.frozen, Clause("The history of changes")
    if not frozen.entries:
        return Section(HISTORY, title, Clause("Nothing had been recorded in the history yet."), ())
    template = "The history had {entries} entries; the last one has the checksum {head}."
    return Section(
        id=HISTORY,
        title=title,
        message=fill(template, entries=f"{frozen.entries:,}", head=frozen.head),
        blocks=(
            Statement(
                Clause(
                    "An auditor compares this checksum with the dashboard's history. If the entry "
                    "is there with the same checksum, nothing before it was rewritten."
                )
            ),
        ),
    )
