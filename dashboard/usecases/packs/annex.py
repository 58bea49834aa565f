"""The end of a pack: sources with their checksums, definitions, who is similar, the history."""

from collections.abc import Iterator

from dashboard.core.disclosure.protection import Mode
from dashboard.core.editions import ATTRIBUTION, Provenance
from dashboard.core.inspection.inspections import Source
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.indicators import Indicator
from dashboard.core.sentences import Clause, capitalised, fill
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
from dashboard.usecases.inspection.ratings import RatingsReading
from dashboard.usecases.packs.reading import PackReading

# The one section that differs whenever anything at all was recorded.
HISTORY = "history"
# As many as the page of data shows: they tell one edition from any other.
CHECKSUM_SIGNS = 12


def sources_annex(reading: PackReading) -> Section:
    """Return where all figures come from and how they are counted."""
    return Section(
        id="sources",
        title=Clause("Sources and definitions"),
        message=Clause("Every figure in this pack comes from one of these sources."),
        blocks=(
            _sources(reading),
            Statement(Clause(ATTRIBUTION), quiet=True),
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
        headings=tuple(map(Clause, ("Title", "Publisher", "Published", "Checksum begins with"))),
        rows=(*published, *inspected),
        shares=(5, 3, 2, 2),
    )


def _provenances(reading: PackReading) -> tuple[Provenance, ...]:
    """Return the editions of every figure that is compared, and of the own figures told."""
    members = [each for c in _compared(reading) for each in (c.own, *c.members)]
    numbers = {each.observed.edition_id for each in members}
    newest = [signal.series.latest for signal in reading.overview.own.measures.signals.every]
    numbers |= {point.observed.edition_id for point in newest if point is not None}
    return reading.holdings.provenances(numbers)


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
    yield Heading(Clause("How the main measures are counted"))
    yield Table(
        caption=Clause("Definitions"),
        headings=tuple(map(Clause, ("Measure", "What is counted", "Which way is better"))),
        rows=tuple(_definition_row(each) for each in indicators.values()),
        shares=(3, 7, 2),
    )


def _compared(reading: PackReading) -> list[Comparison]:
    return [each.comparison for each in reading.overview.readings]


def _definition_row(indicator: Indicator) -> tuple[Cell, ...]:
    counted = f"{capitalised(indicator.numerator)}, of {indicator.denominator}."
    told = (indicator.name, f"{counted} {indicator.caveat}".strip(), indicator.polarity.value)
    return tuple(Cell(fact(text)) for text in told)


def _groups(reading: PackReading) -> Iterator[Block]:
    lists = {(c.place.name, c.benchmark.group): c for c in _compared(reading)}
    for (place, _), comparison in lists.items():
        yield Heading(fill("Who {place} is compared with", place=place))
        yield Statement(group_words(comparison))


def _small_numbers(reading: PackReading) -> Iterator[Block]:
    yield Heading(Clause("Small numbers"))
    rules = rules_in_words(reading.holdings.catalogue.disclosure)
    if reading.asked.audience is Mode.PUBLIC:
        yield Points(rules[:3])
    else:
        yield Statement(Clause("This pack shows small numbers. It is for the board only."))


def history_annex(reading: PackReading) -> Section:
    """Return the head of the chained history, by which a reader can tell if it was rewritten."""
    frozen = reading.frozen
    template = "The history had {entries} entries; the last one has the checksum {head}."
    return Section(
        id=HISTORY,
        title=Clause("The history of changes"),
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
