"""Local authorities, youth justice services and the groups of areas they are compared with."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dashboard.core.periods import Period


class AreaType(StrEnum):
    LOCAL_AUTHORITY = "local authority"
    SERVICE = "youth justice service"
    REGION = "region"
    COUNTRY = "country"


ENGLAND = "E92000001"


@dataclass(frozen=True)
class Area:
    """A place figures are published for; `code` is its ONS code, or one of ours where none is."""

    code: str
    name: str
    area_type: AreaType
    region: str | None = None
    service: str | None = None
    created_on: dt.date | None = None
    abolished_on: dt.date | None = None
    note: str = ""

    def existed_in(self, period: Period) -> bool:
        """Return whether the area existed on the last day of a period.

        A part-year figure of an abolished area is not a year of anything, so the last day decides.
        """
        born = self.created_on is None or self.created_on <= period.end
        return born and (self.abolished_on is None or self.abolished_on >= period.end)


@dataclass(frozen=True)
class Service:
    """A youth justice service and the local authorities it covers.

    `populations_10_17` are children aged 10 to 17 in the whole service, by calendar year.
    """

    id: str
    name: str
    code: str
    country: str
    region: str
    police_area: str
    area_codes: tuple[str, ...]
    populations_10_17: Mapping[int, int] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    note: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.name} youth justice service"

    def population_near(self, year: int) -> "PopulationOfYear | None":
        """Return the 10-17 population of the year nearest to the one asked for, and that year."""
        if not self.populations_10_17:
            return None
        nearest = min(self.populations_10_17, key=lambda held: (abs(held - year), held))
        return PopulationOfYear(self.populations_10_17[nearest], nearest)


@dataclass(frozen=True)
class PopulationOfYear:
    children_10_17: int
    year: int


@dataclass(frozen=True)
class ComparatorModel:
    """A published list that says which areas are similar to which, in order of closeness.

    The lists are directional: that A names B does not mean that B names A. `closeness` holds the
    publisher's word for each neighbour, in the order of the list.
    """

    id: str
    title: str
    publisher: str
    published_on: dt.date
    explanation: str
    source_url: str
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    closeness: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class ComparatorGroup:
    """The areas that one area is compared with, by one model, in the model's order."""

    model: str
    title: str
    area_codes: tuple[str, ...]
    explanation: str = ""
    published_on: dt.date | None = None


def neighbours(area: Area, model: ComparatorModel) -> ComparatorGroup | None:
    """Return the similar areas that a model lists for an area, or None where it lists none."""
    codes = model.lists.get(area.code)
    if codes is None:
        return None
    return ComparatorGroup(model.id, model.title, codes, model.explanation, model.published_on)


def region_group(area: Area, areas: Iterable[Area]) -> ComparatorGroup | None:
    """Return the other local authorities of an area's region, or None outside any region."""
    if area.region is None:
        return None
    codes = _other_authorities(area, (a for a in areas if a.region == area.region))
    text = f"Every other local authority in {area.region}; near, but not necessarily similar."
    return ComparatorGroup("region", f"Local authorities in {area.region}", codes, text)


def england_group(area: Area, areas: Iterable[Area]) -> ComparatorGroup:
    """Return every other local authority of England."""
    codes = _other_authorities(area, areas)
    text = "Every other local authority in England, whatever its size or kind."
    return ComparatorGroup("england", "Local authorities in England", codes, text)


def _other_authorities(area: Area, areas: Iterable[Area]) -> tuple[str, ...]:
    return tuple(
        a.code for a in areas if a.area_type is AreaType.LOCAL_AUTHORITY and a.code != area.code
    )


def model_in_force(models: Iterable[ComparatorModel], as_of: dt.date) -> ComparatorModel:
    """Return the newest model published by a date, or the earliest held if none was.

    Whoever shows the result must say so when `published_on` lies after the date.
    """
    ordered = sorted(models, key=lambda model: model.published_on)
    published = [model for model in ordered if model.published_on <= as_of]
    return published[-1] if published else ordered[0]
