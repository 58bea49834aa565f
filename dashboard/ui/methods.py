"""How the origin of a table, the definition of an indicator and the glossary look on a page."""

from collections.abc import Iterable, Mapping
from html import escape

from dashboard.core.areas import AreaType
from dashboard.core.editions import Edition, EditionStatus
from dashboard.core.periods import date_words
from dashboard.core.published.indicators import (
    Indicator,
)
from dashboard.core.verdicts import Polarity
from dashboard.definitions.glossary import Term
from dashboard.ui import own_html, page_words


def edition_details(edition: Edition) -> None:
    """Show all that is known of an edition: origin, full checksum, changes, defects."""
    p = edition.provenance
    in_use = edition.status is EditionStatus.CURRENT
    _details(
        p.title,
        {
            "Publisher": escape(p.publisher),
            "Edition": escape(p.edition),
            "Published": escape(p.published_words),
            "Put together": escape(date_words(p.compiled_on)),
            "Loaded here": escape(date_words(edition.loaded_at.date())),
            "Figures": f"{edition.observations:,}, {'in use' if in_use else 'no longer used'}",
            "Address": link(p.address),
            "Licence": escape(p.licence),
            "Checksum (SHA-256)": _checksum(p.sha256),
            "Changed here": _list(p.changes),
            "Known defects": _list(p.known_defects),
        },
    )


def indicator_details(indicator: Indicator) -> None:
    """Show an indicator's definition and what may be concluded from it."""
    _details(
        indicator.name,
        {
            "Counts": escape(indicator.numerator),
            "Out of": escape(indicator.denominator),
            "Unit": escape(indicator.unit.long),
            "Period": escape(indicator.period_kind),
            "Which way is better": escape(indicator.polarity),
            "Published for": escape(_places(indicator)),
            "Taken as published": escape(_lag(indicator)),
            "Early warning from": escape(_warning_threshold(indicator)),
            "Why it matters": escape(indicator.why_it_matters),
            "Read with care": escape(indicator.caveat),
            "Breaks in the series": _list(change.reason for change in indicator.breaks),
            "Divided by": _list(used.note for used in indicator.populations_used),
            "Values taken": escape(_range(indicator)),
            "Source": link(indicator.source_url),
            "Definition reviewed": escape(date_words(indicator.reviewed_on)),
        },
    )


def points(lines: Iterable[str], title: str = "") -> None:
    """Show some sentences as a list, under a title if there is one."""
    head = f"<strong>{escape(title)}</strong>" if title else ""
    own_html.show(f'<div class="yj-chain yj-points">{head}{_list(lines)}</div>')


def glossary(terms: Iterable[Term]) -> None:
    """Show words and what they mean."""
    own_html.show(f'<div class="yj-chain">{page_words.explained(terms)}</div>')


def link(address: str) -> str:
    """Return an address as HTML that leads there; anything that is no address as it stands."""
    if not address.startswith("https://"):
        return escape(address)
    return f'<a class="yj-long" href="{escape(address, quote=True)}">{escape(address)}</a>'


def _details(title: str, pairs: Mapping[str, str]) -> None:
    rows = "".join(f"<dt>{term}</dt><dd>{words}</dd>" for term, words in pairs.items() if words)
    heading = f"<h2>{escape(title)}</h2>"
    own_html.show(f'<article class="yj-chain">{heading}<dl class="yj-pairs">{rows}</dl></article>')


def _places(indicator: Indicator) -> str:
    if indicator.published_for is AreaType.SERVICE:
        return "youth justice services of England and Wales"
    return "local authorities and regions of England, and England where its source gives it"


def _lag(indicator: Indicator) -> str:
    months = indicator.publication_lag_months
    return f"{months} months after the period ends. {indicator.publication_note}"


def _warning_threshold(indicator: Indicator) -> str:
    """Return how far beyond similar areas a gap is a warning; nothing where none is raised."""
    if not indicator.core or indicator.polarity is Polarity.NONE:
        return ""
    return f"a gap of {indicator.material_gap_percent:g}% on the worse side of similar areas"


def _range(indicator: Indicator) -> str:
    low, high = indicator.plausible_minimum, indicator.plausible_maximum
    return f"{low:,.10g} to {high:,.10g} {indicator.unit.short}"


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _checksum(sha256: str) -> str:
    if not sha256:
        return "kept back, because it could tell a withheld number to whoever knows the others"
    return (
        "<details><summary>Show the checksum</summary>"
        f'<span class="yj-long">{sha256}</span></details>'
    )
