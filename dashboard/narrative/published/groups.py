"""Who an area is compared with, in words: whose list it is, and what of it is the service's own."""

from collections.abc import Sequence

from dashboard.core.areas import Area, Service
from dashboard.core.published.benchmarks import Member
from dashboard.core.published.comparison import Comparison
from dashboard.core.sentences import NOTHING, Clause, fill, joined, listed

# The names of more areas fill a screen; the table beside the chart has them.
MOST_NAMED = 40


def group_words(c: Comparison) -> Clause:
    """Return the list with its areas by name, and which of them are parts of the service."""
    order = ", nearest first" if c.benchmark.group.similar else ""
    words = fill("{list}{order}: {areas}.", list=_list_words(c), order=order, areas=_areas(c))
    return joined([words, _no_own_list(c), _parts_words(c)])


def compared_with(c: Comparison) -> Clause:
    """Return the same without the names of the areas."""
    return joined([fill("{list}.", list=_list_words(c)), _no_own_list(c), _parts_words(c)])


def other_areas(service: Service, areas: Sequence[Area]) -> Clause:
    """Return which areas a service has beside the one that was taken."""
    if not areas:
        return NOTHING
    names = listed([area.name for area in areas])
    return fill("{service} covers {areas} too.", service=service.name, areas=names)


def _list_words(c: Comparison) -> Clause:
    """Return what the list is called; where a service has several areas, also whose list it is."""
    several = c.benchmark.group.similar and len(c.service.area_codes) > 1
    template = "{title}, the list of {area}" if several else "{title}"
    return fill(template, title=c.benchmark.group.title, area=c.area.name)


def _no_own_list(c: Comparison) -> Clause:
    """Return that a whole service has no list, so that one of its areas lends its own."""
    if not c.benchmark.group.similar or not c.is_service_rate:
        return NOTHING
    return fill("{service} has no list of its own.", service=c.service.name)


def _parts_words(c: Comparison) -> Clause:
    """Return which areas of the list are parts of the service, and whether they are left out."""
    names = [member.area.name for member in _own_parts(c)]
    if not names:
        return NOTHING
    return fill(
        "{areas} {are} {part}.",
        areas=listed(names),
        are="is" if len(names) == 1 else "are",
        part=fill(
            "left out as part of {service}" if c.is_service_rate else "part of {service} too",
            service=c.service.name,
        ),
    )


def _own_parts(c: Comparison) -> list[Member]:
    return [member for member in c.members if member.area.code in c.service.area_codes]


def _areas(c: Comparison) -> str:
    left_out = _own_parts(c) if c.is_service_rate else []
    names = [member.area.name for member in c.members if member not in left_out]
    return ", ".join(names) if len(names) <= MOST_NAMED else f"{len(names)} areas, in the table"
