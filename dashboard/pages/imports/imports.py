"""How do I load our figures, and does anything of them wait for a decision?"""

from dashboard.core.editions import EditionStatus
from dashboard.core.people import Deed
from dashboard.narrative.imports import loaded_answer
from dashboard.pages.imports.loaded_files import show_loaded_files
from dashboard.pages.imports.loading import show_formats, take_a_file
from dashboard.pages.imports.quarantine import show_quarantine
from dashboard.ui import changes, components, state, wiring
from dashboard.ui.area_teams import show_area_teams
from dashboard.ui.examples import offer_example
from dashboard.ui.local_templates import offer_templates
from dashboard.ui.page import View, page
from dashboard.usecases.upkeep.imports import loaded_editions
from dashboard.usecases.upkeep.quarantine import quarantined

FILE, HELD_BACK, LOADED, TEAMS = "file", "held-back", "loaded", "teams"


def sections(waiting: int, *, may_load: bool) -> dict[str, str]:
    return {
        **({FILE: "Load a file"} if may_load else {}),
        HELD_BACK: f"Figures to check ({waiting} waiting)" if waiting else "Figures to check",
        LOADED: "Files loaded",
        TEAMS: "Area teams",
    }


def show_loading(view: View, *, is_new: bool, can_change: bool) -> None:
    offer_templates(view)
    if can_change:
        take_a_file(view)
    else:
        components.muted("A file can be loaded only while figures are shown as they are today.")
    show_formats()
    if is_new:
        offer_example(view)


with page("Load figures of {service}") as view:
    changes.tell_what_was_done()
    may_load = changes.may(view, Deed.IMPORT)
    can_change = changes.offered(view, Deed.IMPORT)
    files = loaded_editions(view.holdings, view.service.id)
    in_use = [one for one in files if one.status is EditionStatus.CURRENT]
    held_back = quarantined(wiring.store(), view.holdings, view.service.id)
    waiting = sum(one.figure.is_waiting for one in held_back)
    out_of_use = len(files) - len(in_use)
    told = loaded_answer(view.service.name, len(in_use), waiting, out_of_use)
    components.lead(told.text)
    first = FILE if may_load else LOADED
    chosen = state.choose("Show", "section", sections(waiting, may_load=may_load), first)
    if chosen == FILE:
        show_loading(view, is_new=not files, can_change=can_change)
    elif chosen == HELD_BACK:
        show_quarantine(held_back, view)
    elif chosen == LOADED:
        show_loaded_files(view, can_change=can_change)
    else:
        show_area_teams(view, can_change=can_change)
