"""The choice of a service's area team, or of the whole of it."""

from collections.abc import Mapping

from dashboard.core.local_figures import WHOLE_SERVICE, AreaTeam
from dashboard.ui import state

# Stands in the address where the whole service is meant.
WHOLE = "all"


def choose_place(teams: Mapping[str, AreaTeam]) -> str:
    """Return the id of the area team chosen; "" for the whole service, also where there are none.

    A team that was wound up can still be chosen: its figures are held.
    """
    if not teams:
        return WHOLE_SERVICE
    options = {WHOLE: "The whole service"} | {name: team.name for name, team in teams.items()}
    chosen = state.choose("Area team", "team", options, WHOLE)
    return WHOLE_SERVICE if chosen == WHOLE else chosen
