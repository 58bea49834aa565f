"""The packs that were issued: when, by whom, for whom, under which checksum, and their files."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from dashboard.core.editions import CHECKSUM_SIGNS
from dashboard.core.packs.issued import IssuedPack, corrections
from dashboard.core.packs.sections import PackFormat
from dashboard.core.periods import date_words
from dashboard.narrative.packs.occasions import AUDIENCES, hidden_words, pack_words
from dashboard.ui import components, packs, state
from dashboard.ui.page import View
from dashboard.usecases.packs.issuing import issued_packs


def show_issued(view: View) -> None:
    """Show the packs that whoever looks may have, and the files of one of them."""
    every = issued_packs(view.holdings, view.service.id)
    shown = packs.issued_to_be_seen(view)
    if not every:
        components.muted("No pack has been issued.")
    if shown:
        by_corrected = corrections(every)
        _show_table(shown, by_corrected)
        _offer_one(view, shown, by_corrected)
    if hidden := len(every) - len(shown):
        components.muted(hidden_words(hidden).text)


def _show_table(shown: Sequence[IssuedPack], by_corrected: Mapping[str, IssuedPack]) -> None:
    by_id = {each.id: each for each in shown}
    rows = {
        "Issued on": [date_words(each.at.date()) for each in shown],
        "For": [each.title for each in shown],
        "Who may have it": [AUDIENCES[each.audience] for each in shown],
        "Issued by": [each.by for each in shown],
        "Corrections": [_corrections(each, by_id, by_corrected) for each in shown],
        "Checksum of the PDF": [_checksum(each) for each in shown],
    }
    components.table(rows, "Issued packs, the newest first", raw_html=("Checksum of the PDF",))


def _corrections(
    pack: IssuedPack, by_id: Mapping[str, IssuedPack], by_corrected: Mapping[str, IssuedPack]
) -> str:
    said = []
    if later := by_corrected.get(pack.id):
        said.append(f"Corrected on {date_words(later.at.date())}.")
    if pack.corrects:
        earlier = by_id.get(pack.corrects)
        which = f"the one of {date_words(earlier.at.date())}" if earlier else "another"
        said.append(f"In place of {which}: {pack.why}")
    return " ".join(said) or "none"


def _checksum(pack: IssuedPack) -> str:
    found = pack.file(PackFormat.PDF)
    if found is None:
        return "none"
    whole = escape(found.sha256, quote=True)
    return f'<span class="yj-hash" title="{whole}">{whole[:CHECKSUM_SIGNS]}…</span>'


def _named(pack: IssuedPack, by_corrected: Mapping[str, IssuedPack]) -> str:
    return f"{pack_words(pack).text}{', corrected later' if pack.id in by_corrected else ''}"


def _offer_one(
    view: View, shown: Sequence[IssuedPack], by_corrected: Mapping[str, IssuedPack]
) -> None:
    by_id = {each.id: each for each in shown}
    chosen = state.choose(
        "Issued pack to open",
        "issued",
        {name: _named(each, by_corrected) for name, each in by_id.items()},
        shown[0].id,
        otherwise="This link names an issued pack that is not here: choose one from the list.",
    )
    pack = by_id[chosen]
    packs.offer_issued(view, pack, "Download it as issued (PDF)")
    with st.expander("Its checksums and its place in the history"):
        rows = {
            "File": [*(each.format.upper() for each in pack.files), "Facts"],
            "SHA-256": [*(each.sha256 for each in pack.files), pack.facts_sha256],
        }
        components.table(rows, "Checksums")
        components.muted(f"The history had {pack.entries} entries; the last one was {pack.head}.")
