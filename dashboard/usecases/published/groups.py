"""Whom an area is compared with: what can be chosen, what is usual, what was chosen."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.core.area_names import AreaNames
from dashboard.core.areas import (
    ENGLAND_GROUP,
    OWN_GROUP,
    REGION_GROUP,
    Area,
    ComparatorGroup,
    ComparatorModel,
    england_group,
    model_in_force,
    neighbours,
    own_group,
    region_group,
)
from dashboard.core.periods import Period, date_words
from dashboard.errors import ComparisonError, UnknownNameError
from dashboard.usecases.holdings import Holdings


@dataclass(frozen=True)
class GroupChoice:
    """Whom a person chose to compare with; None is the usual group.

    `own_areas` are codes or names, and count where `peers` is "own".
    """

    peers: str | None = None
    own_areas: tuple[str, ...] = ()


def peer_models(holdings: Holdings) -> dict[str, str]:
    """Return the comparator groups that can be chosen: id to title, similar areas first.

    First come published lists that may be the usual one, then the other published ones, then
    supplied ones; the newest of each first.
    """
    models = sorted(holdings.comparator_models.values(), key=lambda m: m.published_on, reverse=True)
    models.sort(key=lambda model: (model.supplied, not model.may_be_usual))
    return {model.id: model.title for model in models} | {
        REGION_GROUP: "The same region",
        ENGLAND_GROUP: "All of England",
        OWN_GROUP: "Areas of your own choice",
    }


def areas_to_choose(holdings: Holdings, area_code: str) -> dict[str, str]:
    """Return the areas that one area can be compared with by hand: code to name, by name."""
    areas = holdings.catalogue.areas
    alike = [a for a in areas.values() if a.area_type is areas[area_code].area_type]
    ordered = sorted(alike, key=lambda area: area.name)
    return {area.code: area.name for area in ordered if area.code != area_code}


def default_group(holdings: Holdings, area_code: str) -> ComparatorGroup:
    """Return the group an area is compared with when nobody chooses: the list in force, or near.

    A place that no list covers stands beside its region.
    """
    area = holdings.catalogue.areas[area_code]
    places = holdings.catalogue.areas.values()
    model = model_in_force(holdings.catalogue.comparator_models.values(), holdings.as_of)
    return neighbours(area, model) or region_group(area, places) or england_group(area, places)


def chosen_group(
    holdings: Holdings, wanted: GroupChoice, area: Area, period: Period
) -> ComparatorGroup:
    """Return the group that a person chose for an area, or the usual one.

    Raises:
        UnknownNameError: for a group, or an area of an own choice, that nobody defined.
        ComparisonError: where a list does not cover the area, or an own choice cannot be.
    """
    models, peers = holdings.comparator_models, wanted.peers
    if peers is None:
        group = default_group(holdings, area.code)
        # Of a region only the areas that existed in the period count.
        by_region = group.model == REGION_GROUP
        return _of_places(holdings, REGION_GROUP, area, period) if by_region else group
    if peers in (REGION_GROUP, ENGLAND_GROUP):
        return _of_places(holdings, peers, area, period)
    if peers == OWN_GROUP:
        return _own(holdings, wanted.own_areas, area)
    if peers not in models:
        raise UnknownNameError.among("group of areas", peers, peer_models(holdings))
    listed = neighbours(area, models[peers])
    if listed is None:
        raise ComparisonError(_no_list(area, models[peers].title))
    return listed


def _of_places(holdings: Holdings, kind: str, area: Area, period: Period) -> ComparatorGroup:
    places = [place for place in holdings.catalogue.areas.values() if place.existed_in(period)]
    of_region = region_group(area, places) if kind == REGION_GROUP else None
    return of_region or england_group(area, places)


def other_lists(holdings: Holdings, area: Area, group: ComparatorGroup) -> list[ComparatorGroup]:
    """Return the further lists that decide about a gap: those published by the day in view.

    Before the first of them, the earliest that may be the usual one stands in for all. A list that
    somebody added decides nothing until it is chosen itself: else whoever adds one could silence a
    warning.
    """
    return _listed(_published(holdings), area, group)


def later_lists(holdings: Holdings, area: Area, group: ComparatorGroup) -> list[ComparatorGroup]:
    """Return the published lists of after the day in view, which decide nothing on it."""
    decide = {model.id for model in _published(holdings)}
    held = holdings.catalogue.comparator_models.values()
    return _listed([model for model in held if model.id not in decide], area, group)


def _published(holdings: Holdings) -> list[ComparatorModel]:
    held = holdings.catalogue.comparator_models.values()
    published = [model for model in held if model.published_on <= holdings.as_of]
    return published or [model_in_force(held, holdings.as_of)]


def _listed(
    models: Iterable[ComparatorModel], area: Area, group: ComparatorGroup
) -> list[ComparatorGroup]:
    if not group.similar:
        return []
    listed = (neighbours(area, model) for model in models)
    return [each for each in listed if each is not None and each.model != group.model]


def added_lists(holdings: Holdings, area: Area, group: ComparatorGroup) -> list[ComparatorGroup]:
    """Return the lists that somebody added and that are shown beside the published ones."""
    added = (model for model in holdings.comparator_models.values() if model.supplied)
    return _listed(added, area, group)


def _own(holdings: Holdings, own_areas: Iterable[str], area: Area) -> ComparatorGroup:
    areas = holdings.catalogue.areas
    names = AreaNames(areas.values(), area.area_type)
    return own_group(area, [names.find(text).code for text in own_areas], areas)


def _no_list(area: Area, title: str) -> str:
    return f'"{title}" lists no similar areas for {area.name}: choose its region instead.'


def group_note(holdings: Holdings, peers: str | None, group: ComparatorGroup) -> str:
    """Return what the reader must know of the group; empty where there is nothing."""
    if peers is None and group.model == REGION_GROUP:
        return (
            "The lists of similar areas cover English local authorities only. This figure is "
            "compared with its region instead."
        )
    if group.published_on is not None and group.published_on > holdings.as_of:
        return (
            f"{group.title} did not exist on {date_words(holdings.as_of)}. It is used in place "
            "of the list that a board would have had then."
        )
    return ""
