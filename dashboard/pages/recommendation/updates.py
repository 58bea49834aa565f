"""What was reported on a recommendation: the newest first, and the quickest form of the page."""

from html import escape

import streamlit as st

from dashboard.core.periods import date_words
from dashboard.core.register.actions import Update
from dashboard.core.register.who_may import reporting
from dashboard.ui import changes, components
from dashboard.ui.page import View
from dashboard.usecases.register.actions import post_update
from dashboard.usecases.register.recommendations import Entry

# More than these stand folded.
_FIRST_SHOWN = 5
# What is noted of one for others by a click.
SEEN = "Seen. Nothing in it is ours to do."


def post(view: View, entry: Entry) -> None:
    """Show the form of an update: one box, one button; a second one where nothing is to be done.

    Whoever may report nothing on it is shown nothing.
    """
    if not changes.may(view, reporting(entry.standing)):
        return
    with st.form("post_update", border=False):
        text = st.text_area(
            "Post an update: what has happened, what is in the way?",
            height=90,
            key=changes.entry("update_text"),
        )
        with st.container(horizontal=True):
            confirmed = st.form_submit_button("Post the update", type="primary")
            seen = _may_be_seen(entry) and st.form_submit_button("Note it as seen")
    if confirmed:
        done = "Your update was posted. It stays as it is; to correct it, post another."
        _post(view, entry, text, done)
    if seen:
        # What was typed already is posted with it, so that nothing is lost.
        words = f"{SEEN} {text.strip()}".strip()
        _post(view, entry, words, "It is noted as seen: nothing in it is ours to do.")


def _may_be_seen(entry: Entry) -> bool:
    """Return whether it is for others and was not noted as seen last."""
    updates = entry.standing.updates
    return entry.standing.for_others and not (updates and updates[-1].text.startswith(SEEN))


def _post(view: View, entry: Entry, text: str, done: str) -> None:
    sid, recommendation = changes.new_id("update"), entry.recommendation.id
    changes.make(
        lambda store, signature: post_update(
            store, view.holdings, signature, sid, recommendation, text
        ),
        done,
    )


def show_updates(entry: Entry) -> None:
    """Show every update, newest first, exactly as it was written."""
    updates = entry.standing.updates[::-1]
    st.header(f"Updates ({len(updates)})", anchor=False)
    if not updates:
        components.muted("Nobody has reported anything yet.")
        return
    titles = {action.id: action.title for action in entry.standing.actions}
    components.html(_list(updates[:_FIRST_SHOWN], titles))
    if older := updates[_FIRST_SHOWN:]:
        components.fold(
            f"Older updates ({len(older)})",
            lambda: components.html(_list(older, titles)),
            "older_updates",
        )


def _list(updates: tuple[Update, ...], titles: dict[str, str]) -> str:
    return f'<ul class="yj-updates">{"".join(_item(each, titles) for each in updates)}</ul>'


def _item(update: Update, titles: dict[str, str]) -> str:
    about = f", on “{titles[update.action]}”" if update.action in titles else ""
    # The time of day is in UTC, as everything recorded is.
    when = f"{date_words(update.at.date())}, {update.at:%H:%M} UTC"
    head = escape(f"{update.by}, {when}{about}")
    return f'<li><p class="yj-where">{head}</p><p class="yj-typed">{escape(update.text)}</p></li>'
