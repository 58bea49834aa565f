"""What a pack is made from, read in tests as the product reads it, and its sections looked at."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from dashboard.core.packs.sections import PackPlan
from dashboard.core.sentences import NOTHING, Clause
from dashboard.reports.packs.document import (
    Beside,
    Block,
    Document,
    Picture,
    Section,
    clauses,
    pictures,
)
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.packs.reading import Earlier, Frozen, PackAsked, PackReading, read_pack

B = TypeVar("B", bound=Block)


def pack_reading(
    held: Holdings, service: str, as_of: dt.date | None = None, **asked: Any
) -> PackReading:
    """Return the reading of a service's pack, of a history without an entry and no pack before."""
    return read_pack(
        replace(held, as_of=as_of) if as_of else held,
        PackAsked(service, **asked),
        PackPlan(service, service),
        Frozen(entries=0, head="0" * 64),
        Earlier(),
    )


def document_with(reading: PackReading, *sections: Section | None) -> Document:
    """Return a document of some sections; None are left out."""
    held = tuple(each for each in sections if each is not None)
    as_of, audience = reading.holdings.as_of, reading.asked.audience
    return Document(NOTHING, NOTHING, as_of, audience, NOTHING, held)


def numerals_without_facts(document: Document) -> list[str]:
    """Return the texts of a document that have a numeral which is in none of their facts."""
    return [clause.text for clause in clauses(document) if not _is_founded(clause)]


def _is_founded(clause: Clause) -> bool:
    known = {numeral for fact in clause.facts for numeral in re.findall(r"\d+", fact)}
    return set(re.findall(r"\d+", clause.text)) <= known


def blocks_of(section: Section | None, kind: type[B]) -> list[B]:
    """Return the blocks of one kind of a section, in their order."""
    assert section is not None
    return [block for block in section.blocks if isinstance(block, kind)]


def pictures_in(reading: PackReading, *sections: Section | None) -> list[Picture]:
    return list(pictures(document_with(reading, *sections)))


def side_by_side(section: Section | None) -> Iterator[tuple[Picture, ...]]:
    yield from (block.pictures for block in blocks_of(section, Beside))


def texts(clauses_held: Iterable[Clause]) -> list[str]:
    return [clause.text for clause in clauses_held]
