"""What new figures would change, in words: how a measure stands now, and how it would then."""

from dataclasses import dataclass

from dashboard.core.periods import Period, date_words
from dashboard.core.published.comparison import Comparison
from dashboard.core.published.indicators import Indicator
from dashboard.core.sentences import NOTHING, Clause, counted, fill, joined
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.figures import own_figure, subject_of
from dashboard.narrative.published.lenses import three_lenses

OWN_LEFT_OUT = Clause("What the file's own figures would change is not told here.")
_AGAINST = {
    Verdict.WORSE: "worse than {group}",
    Verdict.BETTER: "better than {group}",
    Verdict.HIGHER: "higher than {group}",
    Verdict.LOWER: "lower than {group}",
    Verdict.LEVEL: "level with {group}",
    Verdict.MIXED: "depends on whom we compare with",
}
_NO_FIGURE = Clause("no figure")


@dataclass(frozen=True)
class Standing:
    """How a measure stands: its verdict and figure, and what each of the three lenses says."""

    figure: Clause
    lenses: tuple[Clause, ...]


def standing(comparison: Comparison) -> Standing:
    """Return what a reader is told of a measure: "level, 111 per 100,000 in the year ...".

    Two comparisons with the same standing read the same.
    """
    lenses = three_lenses(comparison)
    return Standing(_figure(comparison), tuple(lens.words for lens in lenses))


def changed_words(before: Comparison | None, after: Comparison | None) -> Clause:
    """Return how a measure would stand, and how it stands now; None is one without a figure.

    Where verdict, figure and period stay, it is what changes against similar areas, its own past
    or its target.
    """
    subject = subject_of(next(each for each in (after, before) if each is not None))
    now, then = (standing(each) if each else None for each in (before, after))
    if now and then and now.figure.text == then.figure.text:
        return _lens_words(subject, now, then)
    return fill(
        "{subject}: {then}. Now: {now}.",
        subject=subject,
        then=then.figure if then else _NO_FIGURE,
        now=now.figure if now else _NO_FIGURE,
    )


def later_words(indicator: Indicator, period: Period) -> Clause:
    """Return from when on figures of a period are shown, which are out sooner than they use to."""
    return fill(
        "{indicator}, {period}: shown from {day} on, when these figures are usually published.",
        indicator=indicator.name,
        period=period.label,
        day=date_words(indicator.published_by(period)),
    )


def held_back_words(service: str, figures: int) -> Clause:
    """Return how many of a service's figures wait for a decision, and so change nothing yet."""
    return fill(
        "Left out here, because they need checking first: {figures} of {service}.",
        figures=counted(figures, "figure"),
        service=service,
    )


def foretold_answer(service: str, changes_nothing: bool) -> Clause:
    """Return that the Overview of a service would change, or that it would not."""
    if changes_nothing:
        template = "No sentence and no verdict on the Overview of {service} would change."
    else:
        template = "If you store this file, the Overview of {service} changes:"
    return fill(template, service=service)


def stored_words(new_warnings: int, ended_warnings: int) -> Clause:
    """Return how many early warnings a file brought and ended, once it is stored; or nothing."""
    new = counted(new_warnings, "early warning is", "early warnings are")
    ended = counted(ended_warnings, "early warning")
    return joined(
        [
            fill("{number} new on the Overview.", number=new) if new_warnings else NOTHING,
            fill("{number} ended.", number=ended) if ended_warnings else NOTHING,
        ]
    )


def _figure(c: Comparison) -> Clause:
    if c.value is None:
        return fill("no figure for the {period}", period=c.period.label)
    return fill(
        "{verdict}, {own} in the {period}",
        verdict=_verdict(c),
        own=own_figure(c),
        period=c.period.label,
    )


def _verdict(c: Comparison) -> str:
    """Return the verdict against similar areas in words that can stand alone.

    A bare "worse" could be read as worse than before.
    """
    words = _AGAINST.get(c.verdict, c.verdict.value)
    return words.format(group=c.benchmark.group.noun)


def _lens_words(subject: str, now: Standing, then: Standing) -> Clause:
    pairs = zip(now.lenses, then.lenses, strict=True)
    before, after = next(((old, new) for old, new in pairs if old != new), (now.figure,) * 2)
    return fill("{subject}: {after} Now: {before}", subject=subject, after=after, before=before)
