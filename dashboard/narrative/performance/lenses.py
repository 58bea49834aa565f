"""A service's own figure against three lenses: its own past, a target, similar areas."""

from dataclasses import dataclass

from dashboard.core.own.groups import ALL_CHILDREN
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.own.targets import Aim, LocalTarget, why_no_target
from dashboard.core.performance.series import FEWEST_POINTS, LocalSeries, short_words
from dashboard.core.performance.signals import Signal
from dashboard.core.periods import PeriodKind, date_words
from dashboard.core.published.comparison import Comparison
from dashboard.core.sentences import NOTHING, Clause, Tone, capital, ended, fill, joined
from dashboard.core.statistics.control_chart import Assurance
from dashboard.core.verdicts import Lens, Verdict
from dashboard.narrative.performance.series import (
    baseline_words,
    chance_words,
    change_sentence,
    in_unit,
    unusual_words,
)
from dashboard.narrative.performance.signals import signal_tag
from dashboard.narrative.published.comparison import gap_and_rank, tone_of

_AIMS = {
    Aim.MET: (Tone.MET, "Met"),
    Aim.NEARLY: (Tone.MIXED, "Just missed"),
    Aim.MISSED: (Tone.MISSED, "Clearly missed"),
}
_ASSURANCES = {
    Assurance.MET: "Usually it meets the target every time.",
    Assurance.INCONSISTENT: "Usually it meets the target now and then.",
    Assurance.MISSED: "As it usually moves, it cannot meet the target.",
}


@dataclass(frozen=True)
class LocalLens:
    """One verdict: against what, the tone and word of it (None for no verdict), words, basis."""

    lens: Lens
    tag: tuple[Tone, str] | None
    words: Clause
    basis: Clause = NOTHING


def own_past(series: LocalSeries) -> LocalLens:
    """Return what the newest figure is beside the series' own past, in the words of its signal."""
    if series.latest is None:
        return LocalLens(Lens.OWN_PAST, None, Clause("No figure can be shown."))
    signal = Signal(series)
    change = change_sentence(series)
    tag = signal_tag(signal) if signal.basis is not None else None
    chance = chance_words(series.change) if series.change else NOTHING
    if series.chart is None:
        return LocalLens(Lens.OWN_PAST, tag, change, joined([_too_few(series), chance]))
    words = fill("{unusual}. {change}", unusual=capital(unusual_words(series)), change=change)
    return LocalLens(Lens.OWN_PAST, tag, words, joined([_limits(series), chance]))


def against_target(series: LocalSeries, target: LocalTarget | None) -> LocalLens:
    """Return whether the newest figure meets its target, or by how much it misses it."""
    why_none = _why_no_target(series)
    if why_none or target is None:
        words = Clause(why_none or "No target is set.")
        return LocalLens(Lens.TARGET, None, words)
    if series.latest is None or series.latest.value is None:
        return LocalLens(Lens.TARGET, None, Clause("No figure can be shown."))
    value, indicator = series.latest.value, series.indicator
    words = fill(
        "{value} against a target of {target}.",
        value=indicator.unit.words(value),
        target=in_unit(indicator, target.value),
    )
    return LocalLens(
        Lens.TARGET, _AIMS[target.aim(indicator, value)], words, _target_basis(series, target)
    )


def against_similar_areas(
    indicator: LocalIndicator, published: Comparison | None, why_none: str
) -> LocalLens:
    """Return what the published figure of the same matter says; own figures are not compared.

    `why_none` says why no published figure can be shown, where that is so.
    """
    if not indicator.fit_for_decisions:
        why = "Not compared: these figures are experimental."
        return LocalLens(Lens.SIMILAR_AREAS, None, Clause(why))
    if not indicator.published_as:
        why = "Not compared: nobody publishes this figure for other areas."
        return LocalLens(Lens.SIMILAR_AREAS, None, Clause(why))
    if published is None or published.value is None:
        return LocalLens(Lens.SIMILAR_AREAS, None, fill("{why}", why=why_none))
    return _published(published)


def _published(c: Comparison) -> LocalLens:
    words = fill(
        "The published figure, {period}: {value}, {standing}",
        period=c.period.label,
        value=c.indicator.unit.in_full(c.value or 0),
        standing=ended(gap_and_rank(c)),
    )
    basis = fill(
        "{name} in {area}, compared by: {group}. Own figures are not compared.",
        name=c.indicator.name,
        area=c.area.name,
        group=c.benchmark.group.title,
    )
    tag = None if c.verdict is Verdict.NONE else (tone_of(c.verdict), _verdict_word(c.verdict))
    return LocalLens(Lens.SIMILAR_AREAS, tag, words, basis)


def _verdict_word(verdict: Verdict) -> str:
    return verdict.value[:1].upper() + verdict.value[1:]


def _why_no_target(series: LocalSeries) -> str:
    if not series.indicator.fit_for_decisions:
        return "No target: these figures are experimental."
    if why_no_target(series.indicator):
        return "No target: neither higher nor lower is better."
    if series.group != ALL_CHILDREN:
        return "A target is set for all children only."
    latest = series.latest
    is_month = latest is not None and latest.period.kind is PeriodKind.MONTH
    if series.indicator.is_count and is_month:
        return "The target is for a quarter, not for a month."
    return ""


def _target_basis(series: LocalSeries, target: LocalTarget) -> Clause:
    latest = series.latest
    is_older = latest is not None and latest.period.end < target.set_on
    return joined(
        [
            fill(
                "Set on {day}, tolerance {tolerance}; {better}.",
                day=date_words(target.set_on),
                tolerance=in_unit(series.indicator, target.tolerance),
                better=series.indicator.polarity.value,
            ),
            _assurance(series, target),
            Clause("The figure is from before that.") if is_older else NOTHING,
            Clause("The figure is provisional.") if latest and latest.is_provisional else NOTHING,
            fill("{note}", note=target.note),
        ]
    )


def _assurance(series: LocalSeries, target: LocalTarget) -> Clause:
    """Return whether the target is met as the figure usually moves; nothing without limits."""
    found = series.limits.assurance(target.value) if series.limits is not None else None
    return NOTHING if found is None else Clause(_ASSURANCES[found])


def _too_few(series: LocalSeries) -> Clause:
    return fill(
        "Too little history for a usual range: {known} of {needed} figures.",
        known=str(len(series.known)),
        needed=str(FEWEST_POINTS),
    )


def _limits(series: LocalSeries) -> Clause:
    chart = series.chart
    if chart is None or not chart.has_limits:
        return NOTHING
    unit = series.indicator.unit
    usual = fill(
        "Usual since {first}: {low} to {high} (from {known} figures).",
        first=short_words(series.drawn[0].period),
        low=unit.words(max(chart.lpl, 0)),
        high=unit.words(chart.upl),
        known=str(FEWEST_POINTS if series.baseline_points else len(series.known)),
    )
    return joined([usual, baseline_words(series)])
