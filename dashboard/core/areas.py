"""Local authorities, youth justice services and the groups of areas they are compared with."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dashboard.core.periods import Period
from dashboard.core.rules import (
    SENSIBLE_YEARS,
    ImpossibleValueError,
    require_address,
    require_between,
    require_texts,
)
from dashboard.errors import ComparisonError, UnknownNameError


class AreaType(StrEnum):
    LOCAL_AUTHORITY = "local authority"
    SERVICE = "youth justice service"
    REGION = "region"
    COUNTRY = "country"


ENGLAND = "E92000001"
WALES = "Wales"
COUNTRIES = ("England", WALES)

REGION_GROUP, ENGLAND_GROUP, OWN_GROUP = "region", "england", "own"
# What every page, table, file and print of an invented service says.
INVENTED = "Invented example: no figure of this service is real."
# Words for a group that no list may take as its id; the last is the usual group in an address.
RESERVED_GROUPS = (REGION_GROUP, ENGLAND_GROUP, OWN_GROUP, "in-force")
FEWEST_OWN_AREAS, MOST_AREAS_IN_A_GROUP = 2, 60


@dataclass(frozen=True)
class Area:
    """A place figures are published for; `code` is its ONS code, or one of ours where none is.

    `aliases` are other spellings of its name in published tables, `la_number` is its number in
    those of the Department for Education.
    """

    code: str
    name: str
    area_type: AreaType
    region: str | None = None
    service: str | None = None
    created_on: dt.date | None = None
    abolished_on: dt.date | None = None
    note: str = ""
    aliases: tuple[str, ...] = ()
    la_number: int | None = None

    def __post_init__(self) -> None:
        require_texts({"code": self.code, "name": self.name})
        if self.la_number is not None:
            require_between("la_number", self.la_number, 1, 999)

    def exists_on(self, day: dt.date) -> bool:
        """Return whether the area exists on a day."""
        born = self.created_on is None or self.created_on <= day
        return born and (self.abolished_on is None or self.abolished_on >= day)

    def existed_in(self, period: Period) -> bool:
        """Return whether the area existed on the last day of a period.

        A part-year figure of an abolished area is not a year of anything, so the last day decides.
        """
        return self.exists_on(period.end)


@dataclass(frozen=True)
class Service:
    """A youth justice service and the local authorities it covers.

    `populations_10_17` are children aged 10 to 17 in the whole service, by calendar year.
    `councils` are the names of those that are no area here, as in Wales. One that is `invented`
    exists as an example only, and every page and export says so.
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
    councils: tuple[str, ...] = ()
    note: str = ""
    invented: bool = False

    def __post_init__(self) -> None:
        require_texts({"id": self.id, "name": self.name})
        if self.country not in COUNTRIES:
            wrong = f'"{self.country}" has no youth justice services here'
            raise ImpossibleValueError("country", wrong, f"write {' or '.join(COUNTRIES)}")
        for year, children in self.populations_10_17.items():
            require_between(f"populations_10_17.{year}", children, 1)
            require_between("year of a population", year, SENSIBLE_YEARS[0], SENSIBLE_YEARS[-1])


@dataclass(frozen=True)
class PopulationOfYear:
    children_10_17: int
    year: int


def nearest_population(held: Mapping[int, int], year: int) -> PopulationOfYear | None:
    """Return the population of the year nearest to the one asked for, and which year that is.

    Of two years as near as each other it is the earlier; None where none is held.
    """
    if not held:
        return None
    nearest = min(held, key=lambda one: (abs(one - year), one))
    return PopulationOfYear(held[nearest], nearest)


def summed_populations(
    areas: Iterable[Area], held: Mapping[str, Mapping[int, int]]
) -> dict[int, int]:
    """Return the children of several areas together, by year.

    A year counts where every area that existed in the middle of it has a population in `held`,
    which has children by area code and year.
    """
    parts = tuple(areas)
    years = sorted({year for area in parts for year in held.get(area.code, {})})
    found = {}
    for year in years:
        living = [area for area in parts if area.exists_on(middle_of(year))]
        if all(year in held.get(area.code, {}) for area in living):
            found[year] = sum(held[area.code][year] for area in living)
    return found


def populations_by_area(
    services: Iterable[Service],
    areas: Mapping[str, Area],
    held: Mapping[str, Mapping[int, int]],
) -> dict[str, Mapping[int, int]]:
    """Return children aged 10 to 17 by the code of a place and the year.

    To those that are `held` it adds every service, and each area that was the whole of its service
    in the middle of a year for which the service has a population.
    """
    found = {code: dict(by_year) for code, by_year in held.items()}
    for service in services:
        found[service.code] = dict(service.populations_10_17)
        for year, children in service.populations_10_17.items():
            living = [
                code
                for code in service.area_codes
                if code not in areas or areas[code].exists_on(middle_of(year))
            ]
            if len(living) == 1:
                found.setdefault(living[0], {}).setdefault(year, children)
    return dict(found)


def middle_of(year: int) -> dt.date:
    """Return the day that a population estimate of a year is of."""
    return dt.date(year, 6, 30)


@dataclass(frozen=True)
class ComparatorModel:
    """A published list that says which areas are similar to which, in order of closeness.

    The lists are directional: that A names B does not mean that B names A. In the order of the list
    stand the publisher's word for each neighbour, `closeness`, or its number, `distances` (0 would
    be the same). `nearest_compared` is how many of the nearest are compared with, None for all.
    One that may not be `may_be_usual` is compared with only where somebody chooses it.
    `short_title` is what a sentence calls it: "DfE 2025".

    A list that is `supplied` came from a user: `published_on` is then the day it was added here,
    and it has no address.
    """

    id: str
    title: str
    publisher: str
    published_on: dt.date
    explanation: str
    source_url: str
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    closeness: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    distances: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    supplied: bool = False
    short_title: str = ""
    may_be_usual: bool = True
    nearest_compared: int | None = None

    def __post_init__(self) -> None:
        require_texts({"title": self.title, "publisher": self.publisher})
        require_texts({"explanation": self.explanation})
        require_address("source_url", self.source_url, may_be_unknown=self.supplied)
        if self.nearest_compared is not None:
            most = MOST_AREAS_IN_A_GROUP
            require_between("nearest_compared", self.nearest_compared, FEWEST_OWN_AREAS, most)

    def compared_with(self, area_code: str) -> tuple[str, ...] | None:
        """Return the codes that an area is compared with, nearest first, or None without a list."""
        listed = self.lists.get(area_code)
        return None if listed is None else listed[: self.nearest_compared]


@dataclass(frozen=True)
class ComparatorGroup:
    """The areas that one area is compared with, by one model, in the model's order.

    `noun` is what a sentence calls them after a number: "10 similar areas". `similar` is True where
    a list says that they are; a region is not such a list. A list that somebody added is
    `supplied`.
    """

    model: str
    title: str
    noun: str
    area_codes: tuple[str, ...]
    explanation: str = ""
    published_on: dt.date | None = None
    similar: bool = False
    supplied: bool = False
    short_title: str = ""

    @property
    def is_published_list(self) -> bool:
        """Whether it is a list of similar areas that a publisher stands for."""
        return self.similar and not self.supplied

    @property
    def name(self) -> str:
        """What a sentence calls it: its short title, else its title."""
        return self.short_title or self.title


def neighbours(area: Area, model: ComparatorModel) -> ComparatorGroup | None:
    """Return the similar areas that a model lists for an area, or None where it lists none.

    When a supplied list was published is not known, so its group has no date.
    """
    codes = model.compared_with(area.code)
    if codes is None:
        return None
    published_on = None if model.supplied else model.published_on
    return ComparatorGroup(
        model=model.id,
        title=f"{model.title} (added here)" if model.supplied else model.title,
        noun="similar areas",
        area_codes=codes,
        explanation=model.explanation,
        published_on=published_on,
        similar=True,
        supplied=model.supplied,
        short_title=model.short_title,
    )


def region_group(area: Area, areas: Iterable[Area]) -> ComparatorGroup | None:
    """Return the other areas of the same type in an area's region, or None outside any region."""
    if area.region is None:
        return None
    codes = _others_like(area, (other for other in areas if other.region == area.region))
    return ComparatorGroup(
        model=REGION_GROUP,
        title=f"{_PLURAL[area.area_type]} in {_with_article(area.region)}",
        noun=f"others in {_with_article(area.region)}",
        area_codes=codes,
        explanation="They lie in the same region; they are not necessarily similar.",
    )


def england_group(area: Area, areas: Iterable[Area]) -> ComparatorGroup:
    """Return every other area of the same type in England."""
    codes = _others_like(area, (other for other in areas if other.region != WALES))
    return ComparatorGroup(
        model=ENGLAND_GROUP,
        title=f"All {_PLURAL[area.area_type].lower()} in England",
        noun="others in England",
        area_codes=codes,
        explanation=(
            "They are all there are. In their average each area counts the same; in England's own "
            "rate a larger area counts more."
        ),
    )


def own_group(area: Area, codes: Iterable[str], areas: Mapping[str, Area]) -> ComparatorGroup:
    """Return the group of areas that a person chose, by their codes, in the order of choosing.

    A code given twice counts once.

    Raises:
        UnknownNameError: for a code that no area has.
        ComparisonError: for fewer than 2 areas or more than 60, the area itself, or an area of
            another type, for which no figure would be published.
    """
    chosen = tuple(dict.fromkeys(codes))
    for code in chosen:
        _require_comparable(area, code, areas)
    if not FEWEST_OWN_AREAS <= len(chosen) <= MOST_AREAS_IN_A_GROUP:
        raise ComparisonError(
            f"A group of your own needs {FEWEST_OWN_AREAS} to {MOST_AREAS_IN_A_GROUP} areas, and "
            f"{len(chosen)} were chosen: change the choice."
        )
    return ComparatorGroup(
        model=OWN_GROUP,
        title="Areas of your own choice",
        noun="chosen areas",
        area_codes=chosen,
        explanation="They were chosen by hand; no publisher says that they are similar.",
    )


def _require_comparable(area: Area, code: str, areas: Mapping[str, Area]) -> None:
    if code not in areas:
        raise UnknownNameError.among("area", code, areas)
    if code == area.code:
        raise ComparisonError(f"{area.name} cannot be compared with itself: choose other areas.")
    other = areas[code]
    if other.area_type is not area.area_type:
        raise ComparisonError(
            f"{other.name} is a {other.area_type}, and this figure is published for a "
            f"{area.area_type}: choose areas of that kind."
        )


_PLURAL = {
    AreaType.LOCAL_AUTHORITY: "Local authorities",
    AreaType.SERVICE: "Youth justice services",
    AreaType.REGION: "Regions",
    AreaType.COUNTRY: "Countries",
}


def _with_article(region: str) -> str:
    bare = ("London", "Yorkshire and The Humber", WALES)
    return region if region in bare else f"the {region}"


def _others_like(area: Area, areas: Iterable[Area]) -> tuple[str, ...]:
    return tuple(
        other.code
        for other in areas
        if other.area_type is area.area_type and other.code != area.code
    )


def model_in_force(models: Iterable[ComparatorModel], as_of: dt.date) -> ComparatorModel:
    """Return the newest model published by a date, or the earliest held if none was.

    Only one that may be the usual list counts. Whoever shows the result must say so when
    `published_on` lies after the date.
    """
    usual = (model for model in models if model.may_be_usual)
    ordered = sorted(usual, key=lambda model: model.published_on)
    published = [model for model in ordered if model.published_on <= as_of]
    return published[-1] if published else ordered[0]
