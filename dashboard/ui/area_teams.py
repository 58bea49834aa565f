"""How the area teams of a service are chosen, shown, added, renamed and closed on a page."""

from collections.abc import Mapping

import streamlit as st

from dashboard.core.own.figures import WHOLE_SERVICE, AreaTeam
from dashboard.ui import changes, components, state
from dashboard.ui.local_choices import THE_SERVICE
from dashboard.ui.page import View
from dashboard.usecases.own.area_teams import (
    add_area_team,
    area_teams,
    close_area_team,
    rename_area_team,
    reopen_area_team,
)


def choose_place(teams: Mapping[str, AreaTeam]) -> str:
    """Return the id of the area team chosen; "" for the whole service, also where there are none.

    A team that was wound up can still be chosen: its figures are held.
    """
    if not teams and not state.is_asked("team", THE_SERVICE):
        return WHOLE_SERVICE
    options = {THE_SERVICE: "Whole service"} | {name: each.name for name, each in teams.items()}
    chosen = state.choose("Area team", "team", options, THE_SERVICE)
    return WHOLE_SERVICE if chosen == THE_SERVICE else chosen


def show_area_teams(view: View, *, can_change: bool) -> None:
    """Show the area teams of the service, and the forms that change them."""
    teams = area_teams(view.holdings, view.service.id)
    if teams:
        columns = {
            "Area team": [team.name for team in teams.values()],
            "State": ["at work" if team.active else "closed" for team in teams.values()],
        }
        components.table(columns, f"Area teams of {view.service.name}")
    else:
        components.muted(
            "No area team is named yet. A file can hold figures of the whole service without "
            "any; to load figures by team, add the teams here first."
        )
    if not can_change:
        return
    _add(view)
    for team in teams.values():
        with st.expander(f"Change {components.plain(team.name)}"):
            _change(view, team)


def _add(view: View) -> None:
    with st.form(changes.entry("add_team"), border=False):
        name = st.text_input("Name of the area team", key=changes.entry("team_name"))
        confirmed = st.form_submit_button("Add this area team")
    if confirmed:
        sid = changes.new_id("area_team")
        changes.make(
            lambda store, who: add_area_team(store, view.holdings, who, sid, view.service.id, name),
            f"{name.strip()} was added to the area teams.",
        )


def _change(view: View, team: AreaTeam) -> None:
    seen = view.holdings.records.version_of(team)
    with st.form(changes.entry(f"rename_{team.id}"), border=False):
        name = st.text_input("Name", team.name, key=changes.entry(f"name_{team.id}"))
        confirmed = st.form_submit_button("Rename")
    if confirmed:
        changes.make(
            lambda store, who: rename_area_team(store, who, team.id, name, seen),
            f"{team.name} is now called {name.strip()}.",
        )
    with st.form(changes.entry(f"close_{team.id}"), border=False):
        why = st.text_input("Why", key=changes.entry(f"why_{team.id}"))
        verb = "Close this team" if team.active else "Open this team again"
        asked = st.form_submit_button(verb)
    if asked:
        change = close_area_team if team.active else reopen_area_team
        state = "closed; its figures stay" if team.active else "at work again"
        changes.make(
            lambda store, who: change(store, who, team.id, why), f"{team.name} is {state}."
        )
