"""How a register grows: recommendations from elsewhere, areas for improvement that are adopted."""

import streamlit as st

from dashboard.core.inspection.inspections import Inspection
from dashboard.core.people import Deed, Signature
from dashboard.core.periods import PublicationDate
from dashboard.core.register.recommendations import SourceKind
from dashboard.errors import ChangeRefusedError
from dashboard.narrative.register.recommendations import shortened
from dashboard.store.engine import Store
from dashboard.ui import changes, components, fields
from dashboard.ui.page import View
from dashboard.usecases.register.recommendations import Register
from dashboard.usecases.register.sources import (
    RecommendationToAdd,
    add_recommendation,
    adopt_improvement,
)

_KINDS = (SourceKind.THEMATIC, SourceKind.AUDIT, SourceKind.PEER_REVIEW, SourceKind.INSPECTION)


def offer(view: View, held: Register) -> None:
    """Offer, folded, to add a recommendation and to adopt an area for improvement."""
    if changes.may(view, Deed.EDIT):
        st.header("Add to the register", anchor=False)
    if not changes.offered(view, Deed.EDIT, what="add to the register"):
        return
    components.fold_form(
        "Add a recommendation from a thematic report, an audit or a peer review",
        lambda: _add(view),
        "add_recommendation",
    )
    place = st.container()
    if open_improvements := _not_adopted(view, held):
        with place:
            components.fold_form(
                "Adopt an area for improvement from the inspection",
                lambda: _adopt(view, open_improvements),
                "adopt_improvement",
            )


def _add(view: View) -> None:
    with st.form("add_recommendation", border=False):
        wording = st.text_area("Its exact words", height=90, key=changes.entry("added_wording"))
        with st.container(horizontal=True):
            kind = fields.one_of("Kind", _KINDS, "added_kind", SourceKind.THEMATIC)
            typed = fields.day_typed("Published on", "added_published")
        source = st.text_input("Title of the source", key=changes.entry("added_source"))
        where = st.text_input("Paragraph or page", key=changes.entry("added_where"))
        addressee = st.text_input("Addressed to", view.service.name, key=changes.entry("added_to"))
        for_others = st.checkbox(
            "Somebody else is to act on it, and the board only watches",
            key=changes.entry("added_for_others"),
        )
        confirmed = st.form_submit_button("Add this recommendation")
    if not confirmed:
        return
    new_id = changes.new_id("recommendation")

    def change(store: Store, signature: Signature) -> object:
        published = fields.day(typed)
        if published is None:
            raise ChangeRefusedError("The day of publication is missing: write it, then try again.")
        asked = RecommendationToAdd(
            id=new_id,
            service=view.service.id,
            kind=kind,
            source=source,
            where=where,
            wording=wording,
            addressee=addressee,
            published=PublicationDate(published.isoformat()),
            for_others=for_others,
        )
        return add_recommendation(store, view.holdings, signature, asked)

    follow = "watch it" if for_others else "give it an owner and a date"
    changes.make(change, f"The recommendation was added. Open it to {follow}.")


def _not_adopted(view: View, held: Register) -> dict[str, tuple[Inspection, str]]:
    """Return the areas for improvement of the service that nobody adopted, by what is shown."""
    adopted = {
        (entry.recommendation.inspection, entry.recommendation.wording)
        for entry in held.entries
        if entry.recommendation.kind is SourceKind.IMPROVEMENT
    }
    found = {}
    for inspection in view.holdings.inspections:
        is_known = inspection.published.latest <= view.holdings.as_of
        if inspection.service != view.service.id or not is_known:
            continue
        for finding in inspection.areas_for_improvement:
            if (inspection.id, finding.text) not in adopted:
                words = f"{inspection.published.words}: {finding.text}"
                found[words] = (inspection, finding.text)
    return found


def _adopt(view: View, open_improvements: dict[str, tuple[Inspection, str]]) -> None:
    components.muted(
        "It becomes a recommendation in the inspection's own words, with one action to begin with."
    )
    with fields.form_about("adopt", open_improvements):
        chosen = st.selectbox(
            "Area for improvement", list(open_improvements), key=changes.entry("adopted")
        )
        confirmed = st.form_submit_button("Adopt it")
    if confirmed:
        inspection, text = open_improvements[chosen]
        sid = changes.new_id("adopted")
        changes.make(
            lambda store, signature: adopt_improvement(
                store, view.holdings, signature, sid, view.service.id, inspection.id, text
            ),
            f'"{shortened(text)}" was adopted. Open it to give it an owner and a date.',
        )
