"""The chain behind a number: its definition, its edition, its publisher."""

from collections.abc import Sequence
from html import escape

from dashboard.core.editions import CHECKSUM_SIGNS, Edition, EditionStatus
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.same_matter import OtherFigure
from dashboard.narrative.published.figures import choices_of
from dashboard.narrative.published.indicator_rows import (
    ELSEWHERE,
    about_elsewhere,
    england_in_another_table,
    england_words,
)
from dashboard.ui import components, navigation
from dashboard.ui.page import View
from dashboard.usecases.holdings import Holdings


def show_source(holdings: Holdings, comparison: Comparison) -> None:
    """Show where a figure comes from, each link of the chain named, with the way to the rest."""
    components.fold(
        "Where these figures come from", lambda: _show_chain(holdings, comparison), "source"
    )


def _show_chain(holdings: Holdings, comparison: Comparison) -> None:
    indicator, observed = comparison.indicator, comparison.observed
    components.lead(
        f"{indicator.name}: {indicator.numerator}, of {indicator.denominator}. "
        f"Counted {indicator.unit.long}; {indicator.polarity.value}."
    )
    if indicator.caveat:
        components.muted(indicator.caveat)
    edition = holdings.editions().get(observed.edition_id or 0)
    if edition is not None:
        components.muted(edition_words(edition))
    if observed.note:
        components.muted(f"About this figure: {observed.note}")
    for line in _behind_the_number(holdings, comparison):
        components.muted(line)
    of_table = {"table": address_of(edition)} if edition else {}
    navigation.link_to("data", "Everything about this table", **of_table)
    of_indicator = {"section": "indicators", "indicator": indicator.id}
    navigation.link_to("data", "How the indicator is counted", **of_indicator)


def _behind_the_number(holdings: Holdings, comparison: Comparison) -> list[str]:
    """Return what the source divided by, and where the number of children comes from."""
    used = comparison.indicator.population_used(comparison.period)
    lines = [used.note] if used else []
    counted = comparison.own.counted
    if comparison.count_is_from_another_table and counted is not None:
        edition = holdings.editions().get(counted.edition_id or 0)
        source = f" {edition_words(edition)}" if edition else ""
        lines.append(f"The number of children is published in another table.{source}")
    elif comparison.children is not None and comparison.children_are_estimated:
        lines.append(population_words(comparison))
    return lines


def population_words(comparison: Comparison) -> str:
    """Return how the number of children was estimated: by which population of which year."""
    population = comparison.population
    if population is None:
        return ""
    wanted = comparison.indicator.population_year(comparison.period)
    nearest = "" if population.year == wanted else ", the nearest year we have"
    return (
        f"The number of children is the rate times {population.children_10_17:,} children aged 10 "
        f"to 17 in {comparison.place.name} in mid-{population.year}{nearest}."
    )


def england_cell(comparison: Comparison) -> str:
    """Return England's figure for a table's cell, as HTML.

    Where its table has none it is that of another table, with a link to it.
    """
    other = england_in_another_table(comparison)
    if other is None:
        return escape(england_words(comparison).text)
    about = escape(about_elsewhere(comparison, other).text)
    subject, choices = other_figure_link(comparison, other)
    address = escape(navigation.address_of(subject, **choices), quote=True)
    return f'<a href="{address}" target="_self">{about}</a> {ELSEWHERE}'


def other_figure_link(comparison: Comparison, other: OtherFigure) -> tuple[str, dict[str, str]]:
    """Return the page, and the choices on it, that show another table's figure of the matter.

    That is the comparison where the other table has the area too, else what the table counts.
    """
    indicator = {"indicator": other.indicator.id}
    if other.table.value(comparison.area.code, comparison.period) is None:
        return "data", {"section": "indicators", **indicator}
    return "comparison", choices_of(comparison) | indicator


def edition_words(edition: Edition) -> str:
    """Return one line that names an edition: publisher, title, date, licence, checksum if any."""
    p = edition.provenance
    return (
        f"Source: {p.publisher}, {p.title}, {p.edition}, published {p.published_words}. "
        f"{p.licence}.{f' Checksum {p.sha256[:CHECKSUM_SIGNS]}.' if p.sha256 else ''}"
    )


def address_of(edition: Edition) -> str:
    """Return what names an edition in an address."""
    # A checksum names it in every database, a number only in one.
    return edition.provenance.sha256[:CHECKSUM_SIGNS] or f"loaded-{edition.id}"


def editions_of(view: View) -> list[Edition]:
    """Return the editions of published figures and of the service's own, none of another's."""
    every = view.holdings.editions().values()
    return [edition for edition in every if edition.service in ("", view.service.id)]


def editions_in_use(view: View) -> list[Edition]:
    """Return those whose figures count now, by title."""
    current = [each for each in editions_of(view) if each.status is EditionStatus.CURRENT]
    return sorted(current, key=lambda edition: edition.provenance.title)


def core_first(view: View, editions: Sequence[Edition]) -> list[Edition]:
    """Return editions with the tables of the core indicators first, those in use before others."""
    places = _places_of_core_tables(view)

    def order(edition: Edition) -> tuple[int, bool, str]:
        ended = edition.status is not EditionStatus.CURRENT
        return places.get(edition.key, len(places)), ended, edition.provenance.title

    return sorted(editions, key=order)


def _places_of_core_tables(view: View) -> dict[str, int]:
    """Return the places of the tables with figures of core indicators, in the order of these.

    Of one indicator the table with most of its figures comes first.
    """
    held, indicators = view.holdings.editions(), view.holdings.indicators.values()
    tables = [view.holdings.figures(each.id).table for each in indicators if each.core]
    numbers = [number for table in tables for number in table["edition_id"].value_counts().index]
    keys = dict.fromkeys(held[int(number)].key for number in numbers)
    return {key: place for place, key in enumerate(keys)}


def edition_name(edition: Edition) -> str:
    """Return the title of an edition in a list, marked where it counts no longer."""
    ended = "" if edition.status is EditionStatus.CURRENT else " (no longer used)"
    return f"{edition.provenance.title}{ended}"
