"""How a service's own figures stand: one indicator in full, or all of them in a line each."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.core.disclosure.protection import Mode, ProtectedFigures
from dashboard.core.editions import Edition
from dashboard.core.own.figures import WHOLE_SERVICE
from dashboard.core.own.groups import ALL_CHILDREN
from dashboard.core.own.indicators import LocalIndicator, LocalKind
from dashboard.core.own.targets import LocalTarget
from dashboard.core.performance.series import Key, LocalSeries, kinds_held, local_series
from dashboard.core.periods import PeriodKind
from dashboard.core.targets import target_in_force
from dashboard.errors import DashboardError
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.own.area_teams import area_teams
from dashboard.usecases.own.waiting import keys_waiting, waiting_by_indicator
from dashboard.usecases.published.comparison import (
    ComparisonChoice,
    ComparisonReading,
    compare_service,
)

KINDS_SHOWN = (LocalKind.MEASURE, LocalKind.KPI)


@dataclass(frozen=True)
class Asked:
    """Which figures of a local indicator are asked for."""

    service: str
    indicator: str
    mode: Mode
    kind: PeriodKind
    place: str = WHOLE_SERVICE
    group: str = ALL_CHILDREN
    from_baseline: bool = False


@dataclass(frozen=True)
class SeriesAndTarget:
    """How the newest figure of a series stands, with the target in force, if there is one."""

    series: LocalSeries
    target: LocalTarget | None

    @property
    def indicator(self) -> LocalIndicator:
        return self.series.indicator


@dataclass(frozen=True)
class LocalReading:
    """One local indicator in full.

    `standing` is of the place and group asked for; `whole` is the whole service's series of that
    group, and `teams` the area teams' by name, those not wound up. `published` is the
    published figure of the same matter beside similar areas, or `why_not_published` says why it is
    not there. `editions` are where the figures shown come from, oldest first.
    """

    standing: SeriesAndTarget
    whole: LocalSeries
    teams: Mapping[str, LocalSeries]
    published: ComparisonReading | None
    why_not_published: str
    editions: tuple[Edition, ...]

    @property
    def series(self) -> LocalSeries:
        return self.standing.series


def own_figures(holdings: Holdings, service: str, indicator: str, mode: Mode) -> ProtectedFigures:
    """Return what a service counted itself of a local indicator, with small numbers protected.

    Raises:
        UnknownNameError: for a local indicator that nobody defined.
    """
    catalogue = holdings.catalogue
    return holdings.store.protected_figures(
        catalogue.local_indicator(indicator), service, holdings.as_of, mode, catalogue.disclosure
    )


def indicators_held(holdings: Holdings, service: str) -> Mapping[str, LocalIndicator]:
    """Return the measures and key performance indicators a service has figures of, in order.

    Those of which figures only wait for a decision are among them.

    Raises:
        NotAllowedError: if its room is not open.
    """
    holdings.require_room(service)
    held = {*holdings.local_held(service), *waiting_by_indicator(holdings, service)}
    return {
        name: each
        for name, each in holdings.catalogue.local_indicators.items()
        if name in held and each.kind in KINDS_SHOWN
    }


def place_names(holdings: Holdings, protected: ProtectedFigures) -> Mapping[str, str]:
    """Return the area teams that an indicator has figures of: id to name, in order of names."""
    waiting = {place for place, _, _ in _waiting(holdings, protected)}
    places = {*protected.figures.places, *waiting} - {WHOLE_SERVICE}
    teams = area_teams(holdings, protected.figures.service)
    names = {place: teams[place].name if place in teams else place for place in places}
    return dict(sorted(names.items(), key=lambda named: named[1]))


def _names_now(holdings: Holdings, protected: ProtectedFigures) -> Mapping[str, str]:
    """Return those that were not wound up: an old figure of a closed team is no news."""
    teams = area_teams(holdings, protected.figures.service)
    names = place_names(holdings, protected)
    return {n: words for n, words in names.items() if n not in teams or teams[n].active}


def group_names(holdings: Holdings, protected: ProtectedFigures) -> Mapping[str, str]:
    """Return the groups of children that an indicator has figures of: id to words."""
    waiting = (group for _, _, group in _waiting(holdings, protected))
    groups, held = holdings.catalogue.groups, {*protected.figures.groups, *waiting}
    ordered = [group.id for each in groups.dimensions for group in each.groups]
    return {name: groups.written(name) for name in ordered if name in held}


def read_local(holdings: Holdings, asked: Asked) -> LocalReading:
    """Return how a service's own figures of one indicator stand, small numbers protected.

    Raises:
        UnknownNameError: for a local indicator that nobody defined.
        NotAllowedError: if the service's room is not open.
    """
    holdings.require_room(asked.service)
    return holdings.of_figures("own readings", asked, lambda held: _read_local(held, asked))


def _read_local(holdings: Holdings, asked: Asked) -> LocalReading:
    protected = own_figures(holdings, asked.service, asked.indicator, asked.mode)
    waiting = _waiting(holdings, protected)

    def of(place: str) -> LocalSeries:
        limits_from = asked.from_baseline
        return local_series(protected, asked.kind, place, asked.group, limits_from, waiting)

    series, whole = of(asked.place), of(WHOLE_SERVICE)
    teams = {name: of(place) for place, name in _names_now(holdings, protected).items()}
    published, why_not = _published(holdings, protected)
    return LocalReading(
        standing=SeriesAndTarget(series, _target(holdings, series)),
        whole=whole,
        teams=teams,
        published=published,
        why_not_published=why_not,
        editions=_editions(holdings, series),
    )


def read_all_local(
    holdings: Holdings, service: str, mode: Mode, place: str = WHOLE_SERVICE
) -> tuple[SeriesAndTarget, ...]:
    """Return how the figures of each indicator held stand in one place.

    One sent by quarter and by month is there twice, quarters first.
    """
    found = []
    for name in indicators_held(holdings, service):
        protected = own_figures(holdings, service, name, mode)
        waiting = _waiting(holdings, protected)
        for kind in period_kinds(holdings, protected):
            series = local_series(protected, kind, place, waiting=waiting)
            found.append(SeriesAndTarget(series, _target(holdings, series)))
    return tuple(found)


def period_kinds(holdings: Holdings, protected: ProtectedFigures) -> tuple[PeriodKind, ...]:
    """Return whether quarters, months or both were sent, those that wait included.

    Quarters come first; they stand for an indicator without any figure.
    """
    return kinds_held(protected, _waiting(holdings, protected)) or (PeriodKind.QUARTER,)


def _waiting(holdings: Holdings, protected: ProtectedFigures) -> frozenset[Key]:
    figures = protected.figures
    return keys_waiting(holdings, figures.service, figures.indicator.id)


def _target(holdings: Holdings, series: LocalSeries) -> LocalTarget | None:
    if series.group != ALL_CHILDREN:
        return None
    targets = holdings.records.of(LocalTarget).values()
    subject = (series.protected.figures.service, series.indicator.id, series.place)
    return target_in_force(targets, subject, holdings.as_of)


def _published(
    holdings: Holdings, protected: ProtectedFigures
) -> tuple[ComparisonReading | None, str]:
    indicator = protected.figures.indicator
    if not indicator.published_as or not indicator.fit_for_decisions:
        return None, ""
    try:
        choice = ComparisonChoice(protected.figures.service, indicator.published_as)
        return compare_service(holdings, choice), ""
    except DashboardError as error:
        return None, str(error)


def _editions(holdings: Holdings, series: LocalSeries) -> tuple[Edition, ...]:
    used = {point.observed.edition_id for point in series.points}
    return tuple(each for number, each in sorted(holdings.editions().items()) if number in used)
