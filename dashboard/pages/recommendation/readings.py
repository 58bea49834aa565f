"""The success measure of a recommendation: its chart, its readings, and how they are recorded."""

import streamlit as st

from dashboard.charts.measure import measure_chart
from dashboard.core.people import Signature
from dashboard.core.periods import date_words
from dashboard.core.register.success_measures import Progress, RecordedReading
from dashboard.errors import ChangeRefusedError
from dashboard.narrative.register.measures import baseline_words, holding_words, target_words
from dashboard.store.engine import Store
from dashboard.ui import changes, components, fields
from dashboard.ui.page import View
from dashboard.usecases.register.readings import record_reading, withdraw_reading
from dashboard.usecases.register.recommendations import Entry


def show_readings(view: View, entry: Entry) -> None:
    """Show the measure with its chart; in words alone where there is no reading yet."""
    progress = entry.standing.progress
    if progress is None:
        st.header("Success measure", anchor=False)
        components.muted("No success measure is set yet: nothing can show an effect without one.")
        return
    drawn = measure_chart(progress, view.holdings.as_of)
    if drawn is None:
        since = "yet" if progress.measure.baseline is None else "since the baseline"
        st.header(f"Success measure: no reading {since}", anchor=False)
        components.muted(_in_words(progress))
    else:
        components.chart(drawn, "measure", "measure.csv")
    _show_basis(progress)
    _show_withdrawn(view, entry)


def _in_words(progress: Progress) -> str:
    measure = progress.measure
    return f"“{measure.name}”, target {target_words(measure)}. {holding_words(progress)}"


def _show_basis(progress: Progress) -> None:
    measure = progress.measure
    proposed = "A proposal that no board has agreed yet. " if measure.proposed else ""
    started = baseline_words(measure)
    baseline = f"Baseline: {started}. " if started else ""
    if words := f"{proposed}{baseline}{measure.note}".strip():
        components.muted(words)


def _mine(view: View, entry: Entry) -> list[RecordedReading]:
    held = view.holdings.records.of(RecordedReading).values()
    mine = [each for each in held if each.recommendation == entry.recommendation.id]
    return sorted(mine, key=lambda each: each.on, reverse=True)


def _show_withdrawn(view: View, entry: Entry) -> None:
    withdrawn = [each for each in _mine(view, entry) if each.withdrawn_because]
    if not withdrawn:
        return
    with st.expander(f"Readings that were withdrawn ({len(withdrawn)})"):
        columns = {
            "Period": [each.period_words for each in withdrawn],
            "Ended": [date_words(each.on) for each in withdrawn],
            "Value": [f"{each.value:,g}" for each in withdrawn],
            "Why it was withdrawn": [each.withdrawn_because for each in withdrawn],
        }
        components.table(columns, "Readings that no longer count")


def offer(view: View, entry: Entry) -> None:
    """Offer, folded, to record a reading and to withdraw one that is wrong."""
    progress = entry.standing.progress
    place, below = st.container(), st.container()
    if progress is None:
        return
    with place:
        components.fold_form(
            "Record a reading of the measure",
            lambda: _record(view, entry, progress),
            "record_reading",
        )
    kept = [each for each in _mine(view, entry) if not each.withdrawn_because]
    if kept:
        with below:
            components.fold_form(
                "Withdraw a reading", lambda: _withdraw(view, kept), "withdraw_reading"
            )


def _record(view: View, entry: Entry, progress: Progress) -> None:
    with st.form("record_reading", border=False):
        with st.container(horizontal=True):
            words = st.text_input(
                "Period (such as July to September 2026)", key=changes.entry("reading_period")
            )
            last_day = fields.day_typed("Last day of the period", "reading_on")
            typed = st.text_input(
                components.plain(f"Value ({progress.measure.unit})"),
                key=changes.entry("reading_value"),
            )
        source = st.text_input(
            "Where it comes from (such as a case audit of 20 cases)",
            key=changes.entry("reading_source"),
        )
        confirmed = st.form_submit_button("Record this reading")
    if not confirmed:
        return
    sid = changes.new_id("reading")

    def change(store: Store, signature: Signature) -> object:
        value, on = fields.number(typed), fields.day(last_day)
        if value is None or on is None:
            missing = "value" if value is None else "last day of the period"
            raise ChangeRefusedError(f"The {missing} is missing: write it, then try again.")
        return record_reading(
            store, view.holdings, signature, sid, entry.recommendation.id, on, words, value, source
        )

    changes.make(change, f"The reading for {words} was recorded.")


def _withdraw(view: View, kept: list[RecordedReading]) -> None:
    by_id = {each.id: each for each in kept}
    with fields.form_about("withdraw_reading", by_id):
        chosen = st.selectbox(
            "Which reading?",
            list(by_id),
            format_func=lambda each: f"{by_id[each].period_words}: {by_id[each].value:g}",
            key=changes.entry("reading_to_withdraw"),
        )
        why = st.text_input("Why it no longer counts", key=changes.entry("reading_why"))
        confirmed = st.form_submit_button("Withdraw it")
    if confirmed:
        changes.make(
            lambda store, signature: withdraw_reading(store, view.holdings, signature, chosen, why),
            f"The reading for {by_id[chosen].period_words} was withdrawn.",
        )
