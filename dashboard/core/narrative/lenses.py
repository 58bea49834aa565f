"""The three verdicts on a figure, each in words of its own and with what it rests on."""

from dataclasses import dataclass

from dashboard.core.comparison import Comparison
from dashboard.core.narrative.comparison import standing, tone_of
from dashboard.core.narrative.figures import change, with_unit
from dashboard.core.narrative.sensitivity import range_words, sensitivity_message
from dashboard.core.narrative.sentences import NOTHING, Clause, Tone, capital, fill, joined
from dashboard.core.past import YEARS
from dashboard.core.periods import date_words
from dashboard.core.verdicts import Lens, Verdict


@dataclass(frozen=True)
class LensWords:
    """One verdict as it is shown: against what, how it stands, in words, and on what basis."""

    lens: Lens
    verdict: Verdict
    words: Clause
    basis: Clause

    @property
    def tone(self) -> Tone:
        return tone_of(self.verdict)


def three_lenses(comparison: Comparison) -> tuple[LensWords, ...]:
    """Return the verdicts against similar areas, own past and target, never merged into one."""
    return (_similar(comparison), _past(comparison), _target(comparison))


def interval_words(comparison: Comparison) -> Clause:
    """Return how far chance alone may move the figure, or why that is not known."""
    interval, unit = comparison.interval, comparison.indicator.unit
    if interval is None:
        return Clause(comparison.why_no_interval)
    template = "Chance alone could put the figure anywhere from {lower} to {upper}{approximate}."
    return fill(
        template,
        lower=unit.words(interval.lower),
        upper=with_unit(unit, interval.upper),
        approximate=" (approximately: the count is estimated)" if interval.approximate else "",
    )


def _similar(c: Comparison) -> LensWords:
    if c.value is None:
        return LensWords(Lens.SIMILAR_AREAS, c.verdict, _no_figure(c), NOTHING)
    tried = fill("{message} ({range}).", message=sensitivity_message(c), range=range_words(c))
    basis = [tried, interval_words(c)]
    words = fill("{standing}.", standing=capital(standing(c)))
    return LensWords(Lens.SIMILAR_AREAS, c.verdict, words, joined(basis))


def _past(c: Comparison) -> LensWords:
    past, unit = c.past, c.indicator.unit
    if c.value is None or past.first is None or past.first.value is None:
        words = Clause("No earlier year can be compared.")
    else:
        words = fill(
            "{change} from {first} in {year}.",
            change=capital(change(unit, c.value, past.first.value)),
            first=unit.words(past.first.value),
            year=past.first.observed.period.id,
        )
    return LensWords(Lens.OWN_PAST, past.verdict, words, _past_basis(c))


def _past_basis(c: Comparison) -> Clause:
    past = c.past
    if past.trend is None:
        return fill("No verdict: {why}.", why=past.why_no_verdict.rstrip("."))
    found = past.verdict is not Verdict.UNCLEAR
    finding = "show a direction beyond chance" if found else "show no direction beyond chance"
    template = "The last {years} years {finding} (chi-squared test, and no single year decides)."
    return fill(template, years=str(YEARS), finding=finding)


def _target(c: Comparison) -> LensWords:
    if c.target is None or c.value is None:
        words = Clause("No target is set.") if c.target is None else _no_figure(c)
        return LensWords(Lens.TARGET, Verdict.NONE, words, NOTHING)
    unit = c.indicator.unit
    words = fill(
        "{value} against a target of {target}.",
        value=unit.words(c.value),
        target=with_unit(unit, c.target.value),
    )
    basis = fill("Set on {day}. {note}", day=date_words(c.target.set_on), note=c.target.note)
    return LensWords(Lens.TARGET, c.target_verdict, words, basis)


def _no_figure(c: Comparison) -> Clause:
    return fill("No figure is published for the {period}.", period=c.period.label)
