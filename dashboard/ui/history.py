"""How the history looks on a page: changes as a list, the last hash, and whether all is whole."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

import streamlit as st

from dashboard.core.history import SHORTEST_HASH, WHOLE, HistoryEntry
from dashboard.core.sentences import capitalised
from dashboard.errors import BrokenHistoryError
from dashboard.narrative.history import (
    Names,
    added_words,
    field_words,
    from_to_words,
    moment_words,
    parts_words,
    shortened,
    thing_words,
)
from dashboard.store.engine import Store
from dashboard.ui import components
from dashboard.usecases.upkeep.history import check_everything, replaced_names, verify

# Up to so many entries are checked whenever the page is shown; more take too long to wait for.
CHECKED_UNASKED = 1_000


def changes(entries: Iterable[HistoryEntry], names: Names) -> None:
    """Show entries as they are given; what one person changed of one item at once stands together.

    On a phone a table of who, when, what, field, from, to and why could not be read.
    """
    components.html("".join(_article(together, names) for together in _together(entries)))


def _together(entries: Iterable[HistoryEntry]) -> Iterator[list[HistoryEntry]]:
    for _, some in groupby(entries, key=_of_one_change):
        yield sorted(some, key=lambda entry: entry.number)


def _of_one_change(entry: HistoryEntry) -> tuple[object, ...]:
    change = entry.change
    return (entry.at, entry.who, change.kind, change.item, change.why, change.field == WHOLE)


def _article(entries: Sequence[HistoryEntry], names: Names) -> str:
    first = entries[0]
    words = added_words if first.change.field == WHOLE else thing_words
    heading = capitalised(words(first.change, names))
    signed = f"{first.who}, {first.identity}, {moment_words(first)}"
    why = f"<p>Why: {escape(shortened(first.change.why))}</p>" if first.change.why else ""
    numbers = " to ".join(dict.fromkeys(str(entry.number) for entry in (first, entries[-1])))
    return (
        f'<article class="yj-entry"><h2>{escape(heading)}</h2>'
        f'<p class="yj-where">{escape(signed)}</p>{_changed(entries, names)}{why}'
        f'<p class="yj-where">Entry {numbers}</p></article>'
    )


def _changed(entries: Sequence[HistoryEntry], names: Names) -> str:
    if entries[0].change.field == WHOLE:
        return "".join(_added(entry, names) for entry in entries)
    return f'<ul class="yj-points">{"".join(_field(entry, names) for entry in entries)}</ul>'


def _added(entry: HistoryEntry, names: Names) -> str:
    parts = parts_words(entry.change, names)
    text = parts.pop("text", "")
    quote = f'<blockquote class="yj-quote">{escape(shortened(text))}</blockquote>' if text else ""
    pairs = "".join(
        f"<dt>{escape(field[:1].upper() + field[1:])}</dt><dd>{escape(shortened(words))}</dd>"
        for field, words in parts.items()
    )
    recorded = f'<summary>What was recorded</summary><dl class="yj-pairs">{pairs}</dl>'
    return f"{quote}<details>{recorded}</details>" if pairs else quote


def _field(entry: HistoryEntry, names: Names) -> str:
    field = field_words(entry.change.field)
    words = shortened(from_to_words(entry.change, names))
    return f"<li><strong>{escape(field[:1].upper() + field[1:])}</strong>: {escape(words)}</li>"


def last_hash(head: tuple[int, str], day_words: str) -> None:
    """Show the hash of the last entry, and what it is for."""
    number, sealed = head
    begin, rest = sealed[:SHORTEST_HASH], sealed[SHORTEST_HASH:]
    components.html(
        f'<div class="yj-entry"><h2>For the minutes</h2><p>Entry {number:,} is the last '
        f"{escape(day_words)}. Its fingerprint (hash) is:</p>"
        f'<p class="yj-hash"><strong>{begin}</strong>{rest}</p>'
        f"<p>Note the first {SHORTEST_HASH} characters in the minutes. They show later "
        "that nothing up to this entry was rewritten.</p></div>"
    )


def whether_whole(store: Store, entries: int) -> None:
    """Say whether all that is stored is as it was written: at once, or at the press of a button."""
    everything = st.button("Check everything now", key="check_history")
    if not everything and entries > CHECKED_UNASKED:
        components.muted("A history of this length is checked when you press the button.")
        return
    try:
        checked, _ = check_everything(store) if everything else verify(store, with_files=False)
    except BrokenHistoryError as broken:
        st.error(components.plain(str(broken)))
        return
    replaced = replaced_names(store)
    # The entries that are listed beside it may be of one board, or up to a day.
    files = ", evidence too," if everything else ""
    st.success(
        f"The history of all boards is whole: its {checked:,} entries follow from one another, and "
        f"what is stored{files} is what they say."
    )
    if replaced:
        components.muted(f"A name was replaced in {replaced:,} of them, as the history notes.")
