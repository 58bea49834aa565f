"""The choice of a service's area team, or of the whole of it."""

from collections.abc import Mapping

from dashboard.core.local_figures import WHOLE_SERVICE, AreaTeam
from dashboard.ui import state
from dashboard.ui.local_choices import THE_SERVICE


def choose_place(teams: Mapping[str, AreaTeam]) -> str:
    """Return the id of the area team chosen; "" for the whole service, also where there are none.

    A team that was wound up can still be chosen: its figures are held.
    """
    if not teams and not state.is_asked("team", THE_SERVICE):
        return WHOLE_SERVICE
    options = {THE_SERVICE: "Whole service"} | {name: each.name for name, each in teams.items()}
    chosen = state.choose("Area team", "team", options, THE_SERVICE)
    return WHOLE_SERVICE if chosen == THE_SERVICE else chosen
