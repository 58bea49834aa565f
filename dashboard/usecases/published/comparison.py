"""A service compared with similar areas, from the names a person gives."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.core.area_names import AreaNameError, AreaNames
from dashboard.core.areas import Area, AreaType, ComparatorGroup, Service
from dashboard.core.periods import Period, date_words
from dashboard.core.published.benchmarks import GroupFigures, Method
from dashboard.core.published.comparison import Comparison, compare
from dashboard.core.published.indicators import Figures, Indicator
from dashboard.core.published.same_matter import SameMatter
from dashboard.core.published.trends import Trend, trend
from dashboard.core.service_names import NamedService
from dashboard.core.targets import target_in_force
from dashboard.errors import ComparisonError, UnknownNameError
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.published.cohorts import estimated_cohorts
from dashboard.usecases.published.groups import (
    GroupChoice,
    added_lists,
    chosen_group,
    group_note,
    later_lists,
    other_lists,
)


@dataclass(frozen=True)
class ComparisonChoice:
    """What a person chose to compare; None means the sensible default.

    `service` may name one of its councils, which is then the area. `own_areas` are codes or names,
    and count where `peers` is "own".
    """

    service: str
    indicator: str
    period: str | None = None
    peers: str | None = None
    method: Method = Method.MEAN
    area: str | None = None
    own_areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComparisonReading:
    """One comparison and its trend; `note` says what the reader must know of the group, if any.

    `periods` are those published by the date, oldest first. `beside` are the other areas of the
    service, where nobody said which of them is meant.
    """

    comparison: Comparison
    periods: tuple[Period, ...]
    note: str
    beside: tuple[Area, ...] = ()

    @property
    def methods(self) -> tuple[Method, ...]:
        """The methods by which the group can become a benchmark: pooled needs counts."""
        found = self.comparison.benchmark.by_method
        return tuple(m for m in Method if m is not Method.POOLED or m in found)

    @property
    def is_newest(self) -> bool:
        """Whether it is of the newest period published anywhere: an older figure is no news."""
        return self.comparison.period == self.periods[-1]

    @cached_property
    def trend(self) -> Trend:
        """The trend of the area beside the same group, computed only where it is shown."""
        return trend(self.comparison.among, self.comparison.area, self.periods)


@dataclass(frozen=True)
class ComparisonOptions:
    """What can be chosen of one indicator for one service, with what is taken by default.

    `periods` are those published by the date, oldest first; `areas` are the service's areas with
    figures, those that still exist first; `newest` is each area's newest period, by its code.
    """

    periods: tuple[Period, ...]
    areas: tuple[Area, ...]
    newest: Mapping[str, Period]


def comparable_indicators(holdings: Holdings, service: Service) -> dict[str, str]:
    """Return the indicators that can be compared for a service: id to name, in their order."""
    covered = [
        indicator
        for indicator in holdings.indicators.values()
        if indicator.compared and _covers(indicator, service)
    ]
    ordered = sorted(covered, key=lambda i: (i.place_in_lists, i.name))
    return {indicator.id: indicator.name for indicator in ordered}


def choices_for(holdings: Holdings, service_id: str, indicator_id: str) -> ComparisonOptions:
    """Return the periods and areas that can be chosen, with the defaults.

    Raises:
        UnknownNameError: for a service or indicator nobody defined.
        ComparisonError: where the indicator cannot be compared, or nothing is published.
    """
    service = holdings.catalogue.service(service_id)
    holdings = holdings.showing(service)
    indicator = holdings.catalogue.indicator(indicator_id)
    _refuse_incomparable(indicator)
    figures = holdings.figures(indicator.id)
    newest = _newest_periods(holdings, service, figures)
    if not newest:
        raise ComparisonError(_nothing_published(service, indicator, holdings))
    areas = [holdings.catalogue.areas[code] for code in newest]
    return ComparisonOptions(
        periods=figures.periods_published_by(holdings.as_of),
        areas=tuple(sorted(areas, key=lambda area: area.abolished_on is not None)),
        newest=newest,
    )


def usual_area(named: NamedService, can: ComparisonOptions, day: dt.date) -> Area | None:
    """Return the area that is shown if nobody chooses one: the council that was named, if any.

    None where a council was named and has no figure: another one's would be no answer.
    """
    councils = named.councils_on(day)
    if not councils or can.areas[0].area_type is AreaType.SERVICE:
        return can.areas[0]
    return next((area for area in can.areas if area in councils), None)


def not_held_for(named: NamedService, indicator_id: str, holdings: Holdings) -> str:
    """Return what is wrong where the council that was named has no figure; no stop ends it."""
    council = named.councils_on(holdings.as_of)[0]
    name = holdings.catalogue.indicator(indicator_id).name
    return f'"{name}" is not known here for {council.name}'


def why_not_pooled(indicator: Indicator) -> str:
    """Return the sentence that refuses a pooled benchmark."""
    return (
        f'"{indicator.name}" has no published counts for all of these areas, so they cannot be '
        "pooled: choose the average or the median."
    )


def compare_service(holdings: Holdings, choice: ComparisonChoice) -> ComparisonReading:
    """Return a service's figure beside its comparator group, with the trend of both.

    Left to itself it takes the newest period published, the council that the service was named by,
    or its first area with a figure, and the DfE model in force on the date; a service that no model
    covers gets its region.

    Raises:
        UnknownNameError: for a service, indicator, period, group or area nobody defined.
        ComparisonError: where the indicator cannot be compared, or nothing is published.
    """
    # Kept while no figure changes: each then works out its verdict and its years once.
    return holdings.of_figures("comparisons", choice, lambda held: _compared(held, choice))


def _compared(holdings: Holdings, choice: ComparisonChoice) -> ComparisonReading:
    can = choices_for(holdings, choice.service, choice.indicator)
    named = holdings.catalogue.named_service(choice.service)
    service = named.service
    holdings = holdings.showing(service)
    figures = holdings.figures(choice.indicator)
    area = _chosen_area(holdings, choice, named, can)
    period = _chosen_period(choice, can, figures.indicator, area)
    group = chosen_group(holdings, GroupChoice(choice.peers, choice.own_areas), area, period)
    among = _group_figures(holdings, figures, choice.method, group)
    others, supplied, later = (
        [replace(among, group=each) for each in listed(holdings, area, group)]
        for listed in (other_lists, added_lists, later_lists)
    )
    _refuse_without_counts(among, choice.method, period)
    subject = (service.id, figures.indicator.id, area.code)
    target = target_in_force(holdings.targets, subject, holdings.as_of)
    return ComparisonReading(
        comparison=compare(among, service, area, period, others, target, supplied, later),
        periods=can.periods,
        note=group_note(holdings, choice.peers, group),
        beside=_not_chosen(choice, named, can, area, period),
    )


def compare_areas(
    holdings: Holdings, service_name: str, indicator_id: str, period: str
) -> tuple[Comparison, ...]:
    """Return the usual comparison of each area of a service that exists on the day.

    An area without a figure of the period is among them, so that none is passed over.

    Raises:
        UnknownNameError: for a service, indicator or period nobody defined.
        ComparisonError: where the indicator cannot be compared, or nothing is published.
    """
    areas = choices_for(holdings, service_name, indicator_id).areas
    current = [area for area in areas if area.exists_on(holdings.as_of)]
    choice = ComparisonChoice(service_name, indicator_id, period)
    chosen = [replace(choice, area=area.code) for area in current]
    return tuple(compare_service(holdings, each).comparison for each in chosen)


def _group_figures(
    holdings: Holdings, figures: Figures, method: Method, group: ComparatorGroup
) -> GroupFigures:
    held, of = holdings.catalogue, figures.indicator
    return GroupFigures(
        figures,
        group,
        held.areas,
        method,
        held.populations,
        estimated_cohorts(holdings, of),
        same_matter(holdings, of),
    )


def same_matter(holdings: Holdings, indicator: Indicator) -> SameMatter:
    """Return the figures of the other indicators that count the same matter, in their order."""
    matter = indicator.same_matter_as or indicator.id
    others = [
        each.id
        for each in holdings.indicators.values()
        if matter in (each.id, each.same_matter_as) and each.id != indicator.id
    ]
    return SameMatter(tuple(holdings.figures(other) for other in others), holdings.as_of)


def _refuse_without_counts(among: GroupFigures, method: Method, period: Period) -> None:
    if method is Method.POOLED and among.benchmark(among.members(period)).value is None:
        raise ComparisonError(why_not_pooled(among.indicator))


def _covers(indicator: Indicator, service: Service) -> bool:
    return indicator.published_for is AreaType.SERVICE or service.country != "Wales"


def _newest_periods(holdings: Holdings, service: Service, figures: Figures) -> dict[str, Period]:
    """Return the newest period with a figure of each area of a service that has one."""
    per_service = figures.indicator.published_for is AreaType.SERVICE
    places = [
        holdings.catalogue.areas[code]
        for code in ((service.code,) if per_service else service.area_codes)
    ]
    periods = figures.periods_published_by(holdings.as_of)
    return {
        area.code: max(held)
        for area in places
        if (held := [p for p in periods if _counts(figures, area, p)])
    }


def _counts(figures: Figures, area: Area, period: Period) -> bool:
    return figures.value(area.code, period) is not None and area.existed_in(period)


def _nothing_published(service: Service, indicator: Indicator, holdings: Holdings) -> str:
    why = f" on {date_words(holdings.as_of)}"
    if not _covers(indicator, service):
        why = " because its source covers England only"
    return (
        f'"{indicator.name}" has no figure here for {service.name}{why}: '
        "choose another indicator, or see what there is under Data and methods."
    )


def _refuse_incomparable(indicator: Indicator) -> None:
    if not indicator.compared:
        raise ComparisonError(
            f'"{indicator.name}" is not compared, because it depends on the size of the area: '
            "choose an indicator that is a rate or a percentage."
        )


def _chosen_area(
    holdings: Holdings, choice: ComparisonChoice, named: NamedService, can: ComparisonOptions
) -> Area:
    day = next((p.end for p in can.periods if p.id == choice.period), holdings.as_of)
    if choice.area is not None:
        return _area_called(choice.area, can.areas, day)
    area = usual_area(named, can, day)
    if area is None:
        wrong = not_held_for(named, choice.indicator, holdings)
        advice = f"choose another council of {named.service.name}, or another indicator"
        raise ComparisonError(f"{wrong}: {advice}.")
    return area


def _not_chosen(
    choice: ComparisonChoice,
    named: NamedService,
    can: ComparisonOptions,
    area: Area,
    period: Period,
) -> tuple[Area, ...]:
    """Return the other areas of a service that was named as a whole."""
    if choice.area is not None or named.councils_on(period.end):
        return ()
    return tuple(one for one in can.areas if one != area and one.exists_on(period.end))


def _area_called(name: str, areas: tuple[Area, ...], day: dt.date) -> Area:
    try:
        namesakes = AreaNames(areas, areas[0].area_type).named(name)
    except AreaNameError as error:
        choices = ", ".join(area.name for area in areas)
        wrong = f'There is no area of this service "{name[:80]}": choose one of {choices}.'
        raise UnknownNameError(wrong) from error
    return next((area for area in namesakes if area.exists_on(day)), namesakes[0])


def _chosen_period(
    choice: ComparisonChoice, can: ComparisonOptions, indicator: Indicator, area: Area
) -> Period:
    if choice.period is None:
        return can.newest[area.code]
    by_id = {period.id: period for period in reversed(can.periods)}
    if choice.period not in by_id:
        raise UnknownNameError.among(f'period of "{indicator.name}"', choice.period, by_id)
    return by_id[choice.period]
