"""How a board agrees what shall show success: the proposal as it is, or a measure of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import streamlit as st

from dashboard.core.people import Signature
from dashboard.core.register.follow_ups import FollowUp
from dashboard.core.register.success_measures import Better, MeasureKind, SuccessMeasure
from dashboard.errors import ChangeRefusedError
from dashboard.narrative.register.measures import baseline_words, target_words
from dashboard.store.engine import Store
from dashboard.ui import changes, components, conflicts, fields
from dashboard.ui.page import View
from dashboard.usecases.register.follow_up import set_measure
from dashboard.usecases.register.recommendations import Entry

_SOURCES: Mapping[MeasureKind, str] = {
    MeasureKind.AUDIT: "An audit of our own",
    MeasureKind.KEY_QUESTION: "A key question of the inspection",
    MeasureKind.INDICATOR: "An indicator of this dashboard",
    MeasureKind.BOARD_PRACTICE: "What each board meeting saw and acknowledged",
}
_NEW = SuccessMeasure(MeasureKind.AUDIT, "New measure", 80)


def offer(view: View, entry: Entry) -> None:
    """Offer to agree the proposed measure as it is, and, folded, another proposal or one's own."""
    measure = entry.standing.follow_up.measure
    if measure is not None and measure.proposed:
        _agree(view, entry, measure)
        _offer_others(view, entry, measure)
    components.fold_form(
        "Set or change the success measure", lambda: _set(view, entry), "set_measure"
    )


def _agree(view: View, entry: Entry, measure: SuccessMeasure) -> None:
    changes.offer(
        "The measure is this project's proposal.",
        "Agree the proposed measure",
        "agree_measure",
        _agreeing(view, entry, measure),
        _agreed_words(measure),
    )


def _offer_others(view: View, entry: Entry, shown: SuccessMeasure) -> None:
    others = [each for each in entry.recommendation.proposals if not each.is_of_same(shown)]
    if not others:
        return
    components.fold(
        f"Other proposed measures ({len(others)})",
        lambda: _show_others(view, entry, others),
        "other_measures",
    )


def _show_others(view: View, entry: Entry, others: Iterable[SuccessMeasure]) -> None:
    for number, each in enumerate(others, start=1):
        changes.offer(
            f"{number}. {_proposal_words(each)}",
            f"Agree number {number} instead",
            f"agree_measure_{number}",
            _agreeing(view, entry, each),
            _agreed_words(each),
        )


def _agreeing(view: View, entry: Entry, measure: SuccessMeasure) -> changes.Change:
    version = view.holdings.records.version_of(entry.standing.follow_up)
    agreed = replace(measure, proposed=False)

    def agree(store: Store, signature: Signature) -> object:
        return set_measure(
            store, view.holdings, signature, entry.recommendation.id, agreed, version
        )

    return agree


def _agreed_words(measure: SuccessMeasure) -> str:
    return f"The measure was agreed: {measure.name}, target {target_words(measure)}."


def _proposal_words(measure: SuccessMeasure) -> str:
    started = baseline_words(measure)
    begin = f"from {started} to " if started else ""
    return f"{measure.name}: {begin}{target_words(measure)}."


def _set(view: View, entry: Entry) -> None:
    form = f"measure_{entry.recommendation.id}"
    now = entry.standing.follow_up
    base = conflicts.drawn(form, now, view.holdings.records.version_of(now))
    held = base.record.measure or _NEW
    kinds = list(_SOURCES)
    kind = st.selectbox(
        "Where its readings come from",
        kinds,
        index=kinds.index(held.kind),
        format_func=_SOURCES.__getitem__,
        key=changes.entry(f"{form}_kind"),
    )
    with st.form(form, border=False):
        subject = _subject(view, entry, form, kind, held)
        typed = _texts(form, base.record.measure)
        better = fields.one_of("The figure must be", list(Better), f"{form}_better", held.better)
        periods = st.number_input(
            "Periods in a row that it must be met",
            1,
            12,
            held.periods_needed,
            key=changes.entry(f"{form}_periods"),
        )
        why = st.text_input(
            "Why it changes (needed once a measure was agreed)", key=changes.entry(f"{form}_why")
        )
        confirmed = conflicts.submitted(form, "Save this measure")
    if confirmed:
        numbers = (kind, subject, better, int(periods))
        _save(view, entry, form, base, (typed, numbers, why))


_Numbers = tuple[MeasureKind, str, Better, int]


def _save(
    view: View,
    entry: Entry,
    form: str,
    base: conflicts.Drawn[FollowUp],
    asked: tuple[dict[str, str], _Numbers, str],
) -> None:
    typed, numbers, why = asked

    def change(store: Store, signature: Signature, version: int) -> object:
        measure = _measure(view, base.record.measure or _NEW, typed, numbers)
        return set_measure(
            store, view.holdings, signature, entry.recommendation.id, measure, version, why
        )

    kind, _, better, periods = numbers
    words = typed | {
        "Readings from": _SOURCES[kind],
        "The figure must be": better.value,
        "Periods": str(periods),
    }
    conflicts.save(form, base, words, _words, change, "The success measure was saved.")


def _subject(view: View, entry: Entry, form: str, kind: MeasureKind, held: SuccessMeasure) -> str:
    options = _subjects(view, entry, kind)
    if not options:
        return ""
    names = list(options)
    chosen: str = st.selectbox(
        kind.value.capitalize(),
        names,
        index=names.index(held.subject) if held.subject in options else 0,
        format_func=lambda each: options.get(each, each),
        key=changes.entry(f"{form}_subject_{kind.name}"),
    )
    return chosen


def _subjects(view: View, entry: Entry, kind: MeasureKind) -> dict[str, str]:
    catalogue = view.holdings.catalogue
    if kind is MeasureKind.INDICATOR:
        return {each.id: each.name for each in view.holdings.indicators.values()}
    if kind is not MeasureKind.KEY_QUESTION:
        return {}
    made_in = entry.recommendation.inspection
    for inspection in view.holdings.inspections:
        if inspection.id == made_in:
            questions = catalogue.frameworks[inspection.framework].key_questions
            return {each.code: f"{each.code} {each.wording}" for each in questions}
    return {}


def _texts(form: str, held: SuccessMeasure | None) -> dict[str, str]:
    return {
        name: st.text_input(name, value, key=changes.entry(f"{form}_{name}"))
        for name, value in _text_words(held).items()
    }


def _text_words(held: SuccessMeasure | None) -> dict[str, str]:
    has_baseline = held is not None and held.baseline is not None
    return {
        "Name": held.name if held else "",
        "Target": f"{held.target:g}" if held else "",
        "Unit": held.unit if held else _NEW.unit,
        "Baseline": f"{held.baseline:g}" if held and has_baseline else "",
        "What the baseline is of": held.baseline_words if held else "",
        # A proposal's note says that it is one, which an agreed measure no longer is.
        "Note": held.note if held and not held.proposed else "",
    }


def _measure(
    view: View, held: SuccessMeasure, typed: dict[str, str], numbers: _Numbers
) -> SuccessMeasure:
    kind, subject, better, periods = numbers
    target = fields.number(typed["Target"])
    if target is None:
        raise ChangeRefusedError("The target is missing: write a number, then try again.")
    indicator = view.holdings.catalogue.indicators.get(subject)
    baseline = fields.number(typed["Baseline"])
    name = typed["Name"].strip() or (indicator.name if indicator else "")
    if not name:
        raise ChangeRefusedError("The name is missing: write what is measured, then try again.")
    return SuccessMeasure(
        kind,
        name,
        target,
        typed["Unit"].strip() or _NEW.unit,
        better,
        subject,
        # The area is not asked for: it stays with the indicator that it was chosen for.
        area_code=held.area_code if subject == held.subject else "",
        periods_needed=periods,
        baseline=baseline,
        baseline_words=typed["What the baseline is of"],
        # The report's words belong to the number that was read from them, and to no other.
        baseline_as_printed=held.baseline_as_printed if baseline == held.baseline else "",
        note=typed["Note"],
    )


def _words(held: FollowUp) -> dict[str, str]:
    measure = held.measure or _NEW
    return _text_words(held.measure) | {
        "Readings from": _SOURCES[measure.kind],
        "The figure must be": measure.better.value,
        "Periods": str(measure.periods_needed),
    }
