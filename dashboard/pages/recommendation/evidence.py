"""What shows that something was done: the evidence held, added, checked and withdrawn."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

import streamlit as st

from dashboard.core.people import Signature
from dashboard.core.periods import date_words
from dashboard.core.reads import ReadKind
from dashboard.core.register.actions import LARGEST_EVIDENCE_BYTES, Evidence, EvidenceKind
from dashboard.core.register.who_may import adding_evidence, checking, withdrawing
from dashboard.store.engine import Store
from dashboard.ui import acting, changes, components, fields, reads, wiring
from dashboard.ui.page import View
from dashboard.usecases.register.evidence import (
    FILE_TYPES,
    EvidenceToAdd,
    add_evidence,
    check_evidence,
    evidence_file,
    withdraw_evidence,
)
from dashboard.usecases.register.recommendations import Entry

_MEGABYTES = LARGEST_EVIDENCE_BYTES // 1024**2


def show_evidence(entry: Entry) -> None:
    """Show the evidence that counts, who checked it, and offer each file."""
    held = entry.standing.evidence_held
    st.header(f"Evidence ({len(held)})", anchor=False)
    withdrawn = [each for each in entry.standing.evidence if not each.counts]
    if held:
        rows = [_row(each) for each in held]
        titles = {action.id: action.title for action in entry.standing.actions}
        if any(each.action in titles for each in held):
            on = [titles.get(each.action, "the recommendation") for each in held]
            rows = [row | {"On": what} for row, what in zip(rows, on, strict=True)]
        components.table(rows, "Evidence", raw_html={"Where"})
        _offer_files(held)
    else:
        components.muted("No evidence is recorded yet.")
    for each in withdrawn:
        components.muted(f'"{each.title}" was withdrawn: {each.withdrawn_because}')


def _row(each: Evidence) -> dict[str, str]:
    checked = f"{each.checked_by}, {date_words(each.checked_on)}" if each.checked_on else "nobody"
    return {
        "Title": each.title,
        "Kind": each.kind.value,
        "Dated": date_words(each.dated),
        "Where": _where(each),
        "Added by": each.added_by,
        "Checked by": checked,
    }


def _where(each: Evidence) -> str:
    parts = []
    if each.link.startswith(("https://", "http://")):
        address = escape(each.link, quote=True)
        parts.append(f'<a class="yj-long" href="{address}" rel="noopener">{escape(each.link)}</a>')
    if each.file_name:
        parts.append("file, to be downloaded below")
    return ", ".join(parts)


def _offer_files(held: Sequence[Evidence]) -> None:
    for each in held:
        if each.file_name:
            components.offer_file(
                components.plain(f"Download {each.file_name} ({each.title})"),
                _noted(each),
                each.file_name,
                # Never shown by the browser as a page of this site.
                "application/octet-stream",
                f"{each.id}_download",
            )


def _noted(each: Evidence) -> Callable[[], bytes]:
    made = partial(evidence_file, wiring.store(), each)
    item = f"{each.title} ({each.file_name})"
    return reads.noting(acting.acting(), each.service, ReadKind.EVIDENCE, item, made)


def offer(view: View, entry: Entry) -> None:
    """Offer, folded, to add evidence, and to check or withdraw what is held."""
    if changes.may(view, adding_evidence(entry.standing)):
        components.fold_form("Add evidence", lambda: _add(view, entry), "add_evidence")
    place = st.container()
    if changed := [each for each in entry.standing.evidence_held if _is_changed(view, entry, each)]:
        may_withdraw = any(changes.may(view, withdrawing(each)) for each in changed)
        with place:
            components.fold_form(
                "Check or withdraw evidence" if may_withdraw else "Check evidence",
                lambda: _offer_changes(view, entry, changed),
                "check_evidence",
            )


def _offer_changes(view: View, entry: Entry, changed: Sequence[Evidence]) -> None:
    for each in changed:
        _offer_change(view, entry, each)


def _is_changed(view: View, entry: Entry, each: Evidence) -> bool:
    return _is_checked(view, entry, each) or changes.may(view, withdrawing(each))


def _is_checked(view: View, entry: Entry, each: Evidence) -> bool:
    return not each.checked_by and changes.may(view, checking(entry.standing, each))


def _add(view: View, entry: Entry) -> None:
    with st.form("add_evidence", border=False):
        asked = _fields(view, entry)
        confirmed = st.form_submit_button("Add this evidence")
    if confirmed:
        sid = changes.new_id("evidence")
        changes.make(
            lambda store, signature: add_evidence(store, view.holdings, signature, asked(sid)),
            "The evidence was added.",
        )


def _fields(view: View, entry: Entry) -> Callable[[str], EvidenceToAdd]:
    """Show the fields of evidence and return what makes it of its id; it may refuse the day."""
    actions = {"": "The whole recommendation"}
    actions |= {action.id: action.title for action in entry.standing.counted_actions}
    title = st.text_input("Title of the evidence", key=changes.entry("evidence_title"))
    with st.container(horizontal=True):
        kind = fields.one_of("Kind", list(EvidenceKind), "evidence_kind", EvidenceKind.AUDIT)
        dated = fields.day_typed("Dated", "evidence_dated", view.holdings.as_of)
    about = st.selectbox(
        "What it is for",
        list(actions),
        format_func=lambda action: actions.get(action, ""),
        key=changes.entry("evidence_action"),
    )
    link = st.text_input("Link (https://...)", key=changes.entry("evidence_link"))
    file = st.file_uploader(
        f"Or a file of up to {_MEGABYTES} MB, without personal details of any child",
        list(FILE_TYPES),
        key=changes.entry("evidence_file"),
        max_upload_size=_MEGABYTES,
    )
    return lambda sid: EvidenceToAdd(
        id=sid,
        recommendation=entry.recommendation.id,
        title=title,
        kind=kind,
        dated=fields.day(dated) or view.holdings.as_of,
        action=about,
        link=link,
        file_name=file.name if file else "",
        content=file.getvalue() if file else None,
    )


def _offer_change(view: View, entry: Entry, each: Evidence) -> None:
    if _is_checked(view, entry, each):
        _offer_check(view, each)
    if changes.may(view, withdrawing(each)):
        _offer_withdrawal(view, each)


def _offer_check(view: View, each: Evidence) -> None:
    def check(store: Store, signature: Signature) -> object:
        return check_evidence(store, view.holdings, signature, each.id)

    changes.offer(
        f'"{each.title}", added by {each.added_by}.',
        "I looked at it and found it good",
        f"check_{each.id}",
        check,
        f'"{each.title}" is marked as checked by you.',
    )


def _offer_withdrawal(view: View, each: Evidence) -> None:
    with st.form(f"withdraw_{each.id}", border=False):
        why = st.text_input(
            f'Why "{components.plain(each.title)}" no longer counts',
            key=changes.entry(f"withdraw_why_{each.id}"),
        )
        confirmed = st.form_submit_button("Withdraw it")
    if confirmed:
        changes.make(
            lambda store, signature: withdraw_evidence(
                store, view.holdings, signature, each.id, why
            ),
            f'"{each.title}" was withdrawn.',
        )
