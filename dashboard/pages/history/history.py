"""Who changed what, when and why, and was any of it rewritten?"""

import streamlit as st

from dashboard.core.history import Search, end_of
from dashboard.core.periods import date_words
from dashboard.narrative.history import kind_words
from dashboard.pages.history.who_read import offer_who_read
from dashboard.reports.history import history_table
from dashboard.ui import components, history, state, wiring
from dashboard.ui.page import View, page
from dashboard.usecases.upkeep.history import (
    HistoryPage,
    every_entry,
    history_page,
    names_in,
)

ALL, THIS_ONE = "all", "this"
PAGE = "part"


def chosen(view: View, held: HistoryPage) -> Search:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        every = "All services" if view.holdings.is_open(None) else "All your services"
        scopes = {THIS_ONE: f"{view.service.name} and all together", ALL: every}
        scope = choose("Show", "scope", scopes, THIS_ONE)
        kinds = {kind.replace(" ", "-"): kind for kind in held.kinds}
        spoken = {name: kind_words(kind) for name, kind in kinds.items()}
        kind = choose("What was changed", "kind", {ALL: "Everything", **spoken}, ALL)
        people = {ALL: "Anybody", **{name: name for name in held.people}}
        who = choose("Changed by", "who", people, ALL)
        text = state.search("Search the words", "text", "for example: victim")
    return Search(
        service=view.service.id if scope == THIS_ONE else "",
        kind=kinds.get(kind, ""),
        who="" if who == ALL else who,
        text=text,
        until=end_of(view.holdings.as_of),
    )


def choose(label: str, param: str, options: dict[str, str], default: str) -> str:
    return state.choose(label, param, options, default, resets=(PAGE,))


def part_of(search: Search) -> HistoryPage:
    first = history_page(wiring.store(), search)
    if first.pages == 1:
        return first
    numbers = {str(n): f"{n} of {first.pages}" for n in range(1, first.pages + 1)}
    number = int(state.choose("Part", PAGE, numbers, "1"))
    return first if number == 1 else history_page(wiring.store(), search, number)


def show_entries(view: View, found: HistoryPage, search: Search, total: int) -> None:
    if not found.found:
        components.lead(f"None of the {total:,} entries fits what you chose.")
        components.muted("Choose more services and Everything above, or clear the search.")
        return
    part = "" if found.found == total else f" of {total:,}"
    components.lead(f"{found.found:,}{part} entries, the newest first.")
    held = view.holdings.of_service(search.service or None)
    names = names_in(held.catalogue, held.records)
    history.changes(found.entries, names)
    # Whose rooms are open is known while the page runs, and not when somebody presses.
    store = wiring.store()
    components.download(
        lambda: history_table(list(every_entry(store, search)), names),
        "history.csv",
        key="history_download",
    )
    components.muted(
        "The download has every entry that fits, each in words and as it was recorded, with its "
        "fingerprint (hash)."
    )


with page("History of every change") as view:
    offer_who_read(view)
    everything = history_page(wiring.store(), Search(until=end_of(view.holdings.as_of)))
    if everything.found:
        search = chosen(view, everything)
        history.whether_whole(wiring.store(), everything.head[0])
        show_entries(view, part_of(search), search, everything.found)
        day = "today" if view.is_now else f"by {date_words(view.holdings.as_of)}"
        history.last_hash(everything.head, day)
    else:
        components.lead("Nobody has changed anything yet.")
        components.muted(
            "Every change of a recommendation, an action, a meeting, a person or a target will "
            "be listed here with who made it, when and why. No entry can be rewritten."
        )
