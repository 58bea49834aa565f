"""What is chosen of a service's own figures: indicator, area team, group of children, periods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.core.disclosure.protection import Mode, ProtectedFigures
from dashboard.core.own.figures import WHOLE_SERVICE
from dashboard.core.own.groups import ALL_CHILDREN
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.performance.series import FEWEST_POINTS, periods_between
from dashboard.core.periods import PeriodKind
from dashboard.ui import state
from dashboard.ui.page import View
from dashboard.usecases.own.performance import (
    Asked,
    group_names,
    own_figures,
    period_kinds,
    place_names,
)

EVERY_INDICATOR, THE_SERVICE, EVERY_CHILD = "all", "service", "all"
_KINDS = {"quarters": PeriodKind.QUARTER, "months": PeriodKind.MONTH}
_WORDS = {"quarters": "Quarters", "months": "Months"}
_ALL_FIGURES, _FIRST_FIGURES = "all", "first"


@dataclass(frozen=True)
class Chosen:
    """What is asked for, and in words whom the figures are of."""

    asked: Asked
    team: str
    group: str

    @property
    def of_whom(self) -> str:
        """The area team and group in words, to follow an indicator; empty for the service."""
        team = f" in {self.team}" if self.asked.place != WHOLE_SERVICE else ""
        group = f" ({self.group})" if self.asked.group != ALL_CHILDREN else ""
        return f"{team}{group}"

    @property
    def place(self) -> str:
        """The area team, or the whole service, and the group, to begin a title with."""
        team = self.team if self.asked.place != WHOLE_SERVICE else "Whole service"
        return f"{team}, {self.group}" if self.asked.group != ALL_CHILDREN else team


def choose_indicator(held: Mapping[str, LocalIndicator]) -> str:
    """Return the id of the indicator in view, or EVERY_INDICATOR."""
    options = {EVERY_INDICATOR: "All local indicators"}
    options |= {name: each.subject for name, each in held.items()}
    return state.choose(
        "Local indicator",
        "indicator",
        options,
        EVERY_INDICATOR,
        resets=("team", "group", "by", "limits"),
    )


def choose_figures(view: View, indicator: str, mode: Mode) -> Chosen:
    """Return which figures of an indicator are asked for, in lists of what is held of it."""
    protected = own_figures(view.holdings, view.service.id, indicator, mode)
    teams = {THE_SERVICE: "Whole service"} | dict(place_names(view.holdings, protected))
    groups = {EVERY_CHILD: "All children"} | dict(group_names(view.holdings, protected))
    place = _one_of("Area team", "team", teams, THE_SERVICE)
    group = _one_of("Children", "group", groups, EVERY_CHILD)
    kind = _kind(period_kinds(view.holdings, protected))
    asked = Asked(
        service=view.service.id,
        indicator=indicator,
        mode=mode,
        kind=kind,
        place=WHOLE_SERVICE if place == THE_SERVICE else place,
        group=ALL_CHILDREN if group == EVERY_CHILD else group,
        from_baseline=_from_baseline(protected, kind),
    )
    return Chosen(asked, teams[place], groups[group])


def _one_of(label: str, param: str, options: Mapping[str, str], default: str) -> str:
    # A list of one is shown too where the address asks for something else, to say so.
    if len(options) == 1 and state.is_asked(param, default):
        return default
    return state.choose(label, param, options, default)


def _kind(sent: Sequence[PeriodKind]) -> PeriodKind:
    options = {name: _WORDS[name] for name, kind in _KINDS.items() if kind in sent}
    if len(options) < 2:
        return sent[0]
    return _KINDS[state.choose("Periods", "by", options, next(iter(options)))]


def _from_baseline(protected: ProtectedFigures, kind: PeriodKind) -> bool:
    """Return whether the usual range comes from the first figures only.

    Against these, a change of practice since then can be seen.
    """
    if len(periods_between(protected, kind)) <= FEWEST_POINTS:
        return False
    options = {_ALL_FIGURES: "All figures", _FIRST_FIGURES: f"The first {FEWEST_POINTS} figures"}
    return state.choose("Usual range from", "limits", options, _ALL_FIGURES) == _FIRST_FIGURES
