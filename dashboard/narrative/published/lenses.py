"""The three verdicts on a figure, each in words of its own and with what it rests on."""

from dataclasses import dataclass

from dashboard.core.periods import date_words
from dashboard.core.published.comparison import Comparison
from dashboard.core.remembered import remembered
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    Tone,
    fill,
    joined,
    listed,
)
from dashboard.core.verdicts import Lens, Verdict
from dashboard.narrative.published.comparison import gap_and_rank, tone_of
from dashboard.narrative.published.evidence import neighbours_answer, usual_range_words
from dashboard.narrative.published.past import (
    behind_sentence,
    past_in_short,
    past_story,
    recent_sentence,
)
from dashboard.narrative.published.sensitivity import lists_message


@dataclass(frozen=True)
class LensWords:
    """One verdict as it is shown: against what, how it stands, in words, and on what basis.

    `short` is said before the verdict in a table's cell; only the own past, which looks at more
    years than its verdict does, has such words.
    """

    lens: Lens
    verdict: Verdict
    words: Clause
    basis: Clause
    short: Clause = NOTHING

    @property
    def tone(self) -> Tone:
        return tone_of(self.verdict)

    @property
    def tone_word(self) -> str:
        """The verdict in a word; without a better side, which way it lies."""
        if self.verdict in (Verdict.HIGHER, Verdict.LOWER):
            return self.verdict.value.capitalize()
        return self.tone.value


# As many as there are comparisons kept: what follows from one must not keep it longer.
@remembered(128)
def three_lenses(comparison: Comparison) -> tuple[LensWords, ...]:
    """Return the verdicts against similar areas, own past and target, never merged into one."""
    return (_similar(comparison), _past(comparison), _target(comparison))


def past_words(comparison: Comparison) -> Clause:
    """Return what the figure did since the first year it can be compared with, as a sentence."""
    if comparison.value is None:
        return _no_figure(comparison)
    return joined([past_story(comparison.past), behind_sentence(comparison.past)])


def interval_words(comparison: Comparison) -> Clause:
    """Return how far chance alone may move the figure, or why that is not known."""
    interval, unit = comparison.interval, comparison.indicator.unit
    if interval is None:
        return Clause(comparison.why_no_interval)
    return fill(
        "Likely range: {lower} to {upper}{approximate}.",
        lower=unit.words(interval.lower),
        upper=unit.in_full(interval.upper),
        approximate=", roughly, because the count is estimated" if interval.approximate else "",
    )


def _similar(c: Comparison) -> LensWords:
    if c.value is None:
        return LensWords(Lens.SIMILAR_AREAS, c.verdict, _no_figure(c), NOTHING)
    basis = [_lists(c), *_supplied(c), interval_words(c), *_among_neighbours(c), _one_year(c)]
    return LensWords(Lens.SIMILAR_AREAS, c.verdict, gap_and_rank(c), joined(basis))


def _among_neighbours(c: Comparison) -> list[Clause]:
    answer = neighbours_answer(c)
    return [answer, usual_range_words(c)] if answer else []


def _lists(c: Comparison) -> Clause:
    return NOTHING if c.is_service_rate else fill("{message}.", message=lists_message(c))


def _past(c: Comparison) -> LensWords:
    change, basis = c.past.change, recent_sentence(c.past)
    told = past_in_short(change, c.past.behind)
    short = fill("{told}.", told=told) if told else NOTHING
    return LensWords(Lens.OWN_PAST, c.past.verdict, past_words(c), basis, short)


def _supplied(c: Comparison) -> list[Clause]:
    """Return what the lists say that somebody added, where they put the figure elsewhere."""
    differing = [
        trial.group.title
        for trial in c.supplied_trials.trials
        if trial.whole is not None and trial.whole.side != (1 if c.sensitivity.above else -1)
    ]
    if not differing or not c.sensitivity.same_direction:
        return []
    template = "A list added here says otherwise, but decides nothing: {lists}."
    return [fill(template, lists=listed(list(dict.fromkeys(differing))))]


def _one_year(c: Comparison) -> Clause:
    unjudged = c.interval is None and c.indicator.cohort_estimate is None
    if not unjudged or c.verdict is not Verdict.UNCLEAR:
        return NOTHING
    return Clause("The year before does not show the same.")


def _target(c: Comparison) -> LensWords:
    if c.target is None or c.value is None:
        words = Clause("No target is set.") if c.target is None else _no_figure(c)
        return LensWords(Lens.TARGET, Verdict.NONE, words, NOTHING)
    unit = c.indicator.unit
    words = fill(
        "{value} against a target of {target}.",
        value=unit.words(c.value),
        target=unit.in_full(c.target.value),
    )
    basis = [
        fill("Set on {day}.", day=date_words(c.target.set_on)),
        Clause("The figure is older than the target.") if _is_older(c) else NOTHING,
        _near_target(c),
        fill("{note}", note=c.target.note),
    ]
    return LensWords(Lens.TARGET, c.target_verdict, words, joined(basis))


def _is_older(c: Comparison) -> bool:
    return c.target is not None and c.period.end < c.target.set_on


def _near_target(c: Comparison) -> Clause:
    if c.interval is None or c.target is None or c.interval.excludes(c.target.value):
        return NOTHING
    return Clause("Chance alone could make the difference.")


def _no_figure(c: Comparison) -> Clause:
    return fill("No figure for the {period}.", period=c.period.label)
