"""How area teams that a file names and nobody added are added from its preview."""

from collections.abc import Sequence

import streamlit as st

from dashboard.core.sentences import listed
from dashboard.ui import changes, components
from dashboard.ui.page import View
from dashboard.usecases.own.area_teams import add_area_teams

# A file with more names than these has something else in the column.
_MOST_OFFERED = 12


def offer_unknown_teams(view: View, names: Sequence[str]) -> None:
    """Offer to add each of some area teams, or all; the file that was chosen is then read again."""
    if not names or len(names) > _MOST_OFFERED:
        return
    components.muted(f"Are these area teams of {view.service.name}? Add those that are.")
    with st.container(horizontal=True):
        if len(names) > 1:
            _offer(view, "Add both" if len(names) == 2 else f"Add all {len(names)}", names)
        for name in names:
            _offer(view, f'Add "{name}"', [name])


def _offer(view: View, verb: str, names: Sequence[str]) -> None:
    if not st.button(components.plain(verb), key=f"add_team_of_file_{verb}"):
        return
    by_id = {changes.new_id(f"team_of_file_{name}"): name for name in names}
    told = "was added to the area teams" if len(names) == 1 else "were added to the area teams"
    # The form is left as it is, so the file stays chosen and is read again.
    changes.make(
        lambda store, who: add_area_teams(store, view.holdings, who, view.service.id, by_id),
        f"{listed(list(names))} {told}.",
        from_form=False,
    )
