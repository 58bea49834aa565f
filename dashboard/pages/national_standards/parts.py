"""How the national standards look on a page, and how a board fills them in."""

from collections.abc import Callable, Mapping
from functools import partial
from html import escape

import streamlit as st

from dashboard.core.board.national_standards import (
    Answer,
    NationalStandards,
    StandardAssessment,
    StandardStanding,
)
from dashboard.core.people import Signature
from dashboard.core.periods import date_words
from dashboard.core.sentences import Tone
from dashboard.narrative.board.national_standards import answer_words, assessed_words
from dashboard.store.engine import Store
from dashboard.ui import changes, components, fields
from dashboard.ui.page import View
from dashboard.usecases.board.national_standards import (
    AssessmentToRecord,
    StandardsReading,
    record_assessment,
    withdraw_assessment,
)

_TONES = {
    Answer.MET: Tone.MET,
    Answer.PARTLY_MET: Tone.MIXED,
    Answer.NOT_MET: Tone.MISSED,
    None: Tone.MISSING,
}


def show_standards(reading: StandardsReading) -> None:
    """Show each standard: what the service says of it, who said so when, and what shows it."""
    standings = reading.standings
    columns = {
        "Standard": [each.standard.title for each in standings],
        "Answer": [_tag(each) for each in standings],
    }
    if any(each.latest for each in standings):
        columns["Assessed"] = [assessed_words(each).text for each in standings]
        columns["Evidence"] = [_evidence(each.latest) for each in standings]
    if any(each.latest and each.latest.note for each in standings):
        columns["Note"] = [(each.latest and each.latest.note) or "none" for each in standings]
    components.table(columns, reading.edition.title, raw_html={"Answer", "Evidence"})


def _tag(standing: StandardStanding) -> str:
    return components.tag(_TONES[standing.answer], answer_words(standing))


def _evidence(latest: StandardAssessment | None) -> str:
    if latest is None:
        return "none"
    words = f'<span class="yj-typed">{escape(latest.evidence)}</span>' if latest.evidence else ""
    if latest.link:
        address = escape(latest.link, quote=True)
        words += f' <a class="yj-long" href="{address}" rel="noopener">{escape(latest.link)}</a>'
    return words.strip() or "none"


def assess(view: View, reading: StandardsReading) -> None:
    """Offer a form for what the service says of one standard."""
    titles = {each.standard.code: each.standard.title for each in reading.standings}
    with st.form("assess_standard", border=False):
        asked = _typed(view, titles)
        confirmed = st.form_submit_button("Record this assessment")
    if not confirmed:
        return
    with components.shown_errors():
        said = asked()
        changes.make(
            lambda store, signature: record_assessment(store, view.holdings, signature, said),
            f"{titles[said.standard]}: your assessment is recorded.",
        )


def _typed(view: View, titles: Mapping[str, str]) -> Callable[[], AssessmentToRecord]:
    """Show the fields of an assessment, and return what reads them; it may refuse the day."""
    code = st.selectbox(
        "Standard",
        list(titles),
        format_func=lambda each: titles[each],
        key=changes.entry("standard"),
    )
    # None is chosen beforehand: an answer that nobody gave would be recorded as theirs.
    answer = st.radio(
        "Answer", list(Answer), index=None, horizontal=True, key=changes.entry("standard_answer")
    )
    with st.container(horizontal=True):
        who = st.text_input("Assessed by", key=changes.entry("standard_who"))
        on = fields.day_typed("Assessed on", "standard_on")
    evidence = st.text_area("What shows it", key=changes.entry("standard_evidence"))
    link = st.text_input(
        "Link to the evidence (may be left empty)", key=changes.entry("standard_link")
    )
    note = st.text_input("Note (may be left empty)", key=changes.entry("standard_note"))
    sid = changes.new_id("standard")
    return lambda: AssessmentToRecord(
        id=sid,
        service=view.service.id,
        standard=code,
        answer=answer,
        assessed_by=who,
        on=fields.day(on),
        evidence=evidence,
        link=link,
        note=note,
    )


def show_all(view: View, reading: StandardsReading, *, can_change: bool) -> None:
    """Show what was said before, folded, and offer to withdraw what is wrong to whoever may."""
    every = [one for each in reading.standings for one in each.assessments]
    # The place is taken even when it is empty, so that nothing below moves.
    place = st.container()
    if not every:
        return
    title = "All assessments, and how to withdraw one" if can_change else "All assessments"
    with place.expander(title):
        components.table(_all(every), "Newest first within each standard")
        kept = {each.id: each for each in every if each.in_use}
        if kept and can_change:
            _withdraw_form(view, kept)


def _all(every: list[StandardAssessment]) -> dict[str, list[str]]:
    return {
        "Standard": [each.standard_words for each in every],
        "Answer": [each.answer.value for each in every],
        "Assessed": [f"{date_words(each.on)}, {each.assessed_by}" for each in every],
        "Recorded": [f"{date_words(each.at.date())}, {each.by}" for each in every],
        "State": [_state(each) for each in every],
    }


def _state(held: StandardAssessment) -> str:
    return "in use" if held.in_use else f"withdrawn: {held.withdrawn_because}"


def _withdraw_form(view: View, kept: dict[str, StandardAssessment]) -> None:
    with fields.form_about("withdraw_assessment", kept):
        chosen = st.selectbox(
            "Which assessment?",
            list(kept),
            format_func=lambda each: _named(kept[each]),
            key=changes.entry("assessment_to_withdraw"),
        )
        why = st.text_input("Why it no longer counts", key=changes.entry("assessment_why"))
        confirmed = st.form_submit_button("Withdraw it")
    if confirmed:
        change = partial(_withdraw, view=view, assessment=chosen, why=why)
        changes.make(change, f"{_named(kept[chosen])}: this assessment was withdrawn.")


def _withdraw(
    store: Store, signature: Signature, view: View, assessment: str, why: str
) -> StandardAssessment:
    return withdraw_assessment(store, view.holdings, signature, assessment, why)


def _named(held: StandardAssessment) -> str:
    return f"{held.standard_words}, {held.answer.value.lower()}, {date_words(held.on)}"


def show_document(edition: NationalStandards) -> None:
    """Link to the document, which alone says what each standard asks."""
    address, title = escape(edition.address, quote=True), escape(edition.title)
    components.html(
        '<p class="yj-muted">What each standard asks stands in the document: '
        f'<a href="{address}">{title}</a>.</p>'
    )


def show_source(edition: NationalStandards) -> None:
    """Show where the standards were published and what could not be verified."""
    points = "".join(f"<li>{escape(text)}</li>" for text in edition.not_verified)
    with st.expander("Method and source"):
        components.muted(f"{edition.title}. {edition.publisher}, {edition.published.words}.")
        components.html(
            f'<div class="yj-findings"><p>Not yet confirmed:</p><ul>{points}</ul></div>'
        )
