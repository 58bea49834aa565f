"""Who looked at what only the board may see, for those who answer for the board."""

import datetime as dt
from functools import partial

import streamlit as st

from dashboard.core.people import Actor
from dashboard.core.reads import NOTED_AGAIN_AFTER
from dashboard.core.sentences import counted
from dashboard.reports.reads import reads_table
from dashboard.settings import settings
from dashboard.ui import acting, components, state, wiring
from dashboard.ui.page import View
from dashboard.usecases.upkeep.reads import MOST_SHOWN, may_see_reads, who_read

EVERYBODY = "all"


def offer_who_read(view: View) -> None:
    """Show who read what, newest first, to a chair or administrator of the board; else nothing."""
    actor, service = acting.acting(), view.service.id
    if actor is not None and may_see_reads(actor, service):
        # Folded, and above the entries: below a hundred of them nobody would find it.
        with st.expander("Who read what"):
            _show_who_read(actor, service)


def _show_who_read(actor: Actor, service: str) -> None:
    again = counted(NOTED_AGAIN_AFTER // dt.timedelta(minutes=1), "minute")
    kept = counted(settings().reads_kept_days, "day")
    components.muted(
        "Pages and files with small numbers, evidence and issued packs are noted here: once in "
        f"{again}, kept {kept}. Only a chair or an administrator sees this."
    )
    everybody = who_read(wiring.store(), actor, service, most=MOST_SHOWN)
    if not everybody.people:
        components.muted("Nobody has read any of it yet.")
        return
    names = {EVERYBODY: "Everybody"} | {name: name for name in everybody.people}
    who = state.choose("Read by", "reader", names, EVERYBODY)
    person = "" if who == EVERYBODY else who
    some = partial(who_read, wiring.store(), actor, service, person)
    shown = some(MOST_SHOWN).reads if person else everybody.reads
    components.table(reads_table(shown), "Who read what, the newest first")
    if len(shown) == MOST_SHOWN:
        components.muted(f"The newest {MOST_SHOWN}; the download has all.")
    components.download(lambda: reads_table(some().reads), "reads.csv", key="reads_download")
