"""What a series of a service's own figures says: the newest figure, its change, what is unusual."""

from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.performance.changes import LocalChange
from dashboard.core.performance.series import FEWEST_POINTS, LocalPoint, LocalSeries, short_words
from dashboard.core.periods import Period, PeriodKind
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    capital,
    fill,
    listed_clauses,
)

# The Youth Justice Board calls its key performance indicators not yet fit for decisions.
NOT_FIT = "Experimental: follow your own trend; don't compare areas."
_ONE = {"children": "child"}


def in_unit(indicator: LocalIndicator, value: float) -> str:
    """Return a value with its unit: "19 children", "71%", "2.4 per child"."""
    number, unit = indicator.unit.words(value), indicator.unit.short
    if indicator.unit.is_percentage:
        return number
    if number == "1" and indicator.is_count:
        unit = _ONE.get(unit, unit.removesuffix("s"))
    return f"{number} {unit}"


def figure_words(indicator: LocalIndicator, point: LocalPoint) -> Clause:
    """Return a figure with what it is out of, or why there is none: "71% (24 of 34)"."""
    out_of = point.observed.denominator
    if point.value is None and point.count is not None and out_of is not None:
        few = {"count": f"{point.count:,}", "out_of": f"{out_of:,}", "why": point.why_absent}
        return fill("{count} of {out_of} ({why})", **few)
    if point.value is None:
        return fill("{why}", why=point.why_absent)
    value = in_unit(indicator, point.value)
    if point.count is None or out_of is None:
        return fill("{value}", value=value)
    return fill(
        "{value} ({count} {of} {out_of}{few})",
        value=value,
        # Only a percentage is a part of what it is out of: 45 offences are not "of 14 children".
        of="of" if indicator.unit.is_percentage else "among",
        count=f"{point.count:,}",
        out_of=f"{out_of:,}",
        few="; small numbers" if point.needs_caution else "",
    )


def when_words(period: Period) -> Clause:
    """Return when a figure is of: "2025-26 Q2 (July to September 2025)", "June 2025"."""
    if period.kind is PeriodKind.MONTH:
        return fill("{label}", label=period.label)
    return fill("{id} ({label})", id=period.id, label=period.label)


def newest_words(series: LocalSeries) -> Clause:
    """Return the newest figure and when it is of, with a note where it is provisional.

    Without one, it is said why: a figure that is withheld is not one that nobody sent.
    """
    latest = series.latest
    if latest is None:
        why = series.points[-1].why_absent if series.points else ""
        return fill("no figure ({why})", why=why) if why else Clause("no figure")
    return fill(
        "{figure} in {when}{provisional}",
        figure=figure_words(series.indicator, latest),
        when=when_words(latest.period),
        provisional=", provisional" if latest.is_provisional else "",
    )


def change_words(change: LocalChange) -> Clause:
    """Return the change from a year before: "up 7 from 12 in 2024-25 Q2".

    A change of fewer than five children has no direction: it is little.
    """
    indicator, before = change.indicator, change.before
    value = in_unit(indicator, before.value or 0)
    facts = {"value": value, "when": short_words(before.period)}
    if not change.direction:
        return fill("{value} in {when}, {why}", **facts, why=_why_no_direction(change))
    size = indicator.unit.difference(change.now.value or 0, before.value or 0)
    way = "up" if change.direction > 0 else "down"
    return fill("{way} {size} from {value} in {when}", way=way, size=size, **facts)


def change_sentence(series: LocalSeries) -> Clause:
    """Return the change from a year before as a sentence, with how far chance could make it."""
    change = series.change
    if change is None:
        return Clause("There is no figure of a year before.")
    words = change_words(change)
    if not change.direction:
        return fill("A year before: {words}.", words=words)
    return fill("{words}{chance}.", words=capital(words), chance=_chance(change))


def chance_words(change: LocalChange) -> Clause:
    """Return the bounds between which chance alone leaves a change, or why there are none."""
    if change.interval is None:
        return fill(
            "The likely range of the change is not known: {why}.", why=_why_no_bounds(change)
        )
    unit = change.indicator.unit
    low, high = (_bound(bound, unit.decimals) for bound in change.interval)
    points = " percentage points" if unit.is_percentage else ""
    template = "Likely range of the change: {low} to {high}{points}."
    return fill(template, low=low, high=high, points=points)


def _bound(bound: float, decimals: int) -> str:
    # A bound that only just leaves no change out must not be printed as none.
    if bound and not round(bound, decimals):
        decimals += 1
    return f"{bound:+,.{decimals}f}" if round(bound, decimals) else "0"


def unusual_words(series: LocalSeries) -> Clause:
    """Return what is unusual in the newest figure, or how many there are where it is not known."""
    known = len(series.known)
    if series.chart is None:
        return fill(
            "too little history to say what is unusual ({known} of {needed} figures)",
            known=str(known),
            needed=str(FEWEST_POINTS),
        )
    return fill("{words}", words=series.chart.words)


def baseline_words(series: LocalSeries) -> Clause:
    """Return which figures the limits come from, where they are the first twelve only."""
    points = series.baseline_points
    if points is None:
        return NOTHING
    first, last = series.drawn[0].period, series.drawn[points - 1].period
    return fill(
        "The usual range comes from {first} to {last} only.",
        first=short_words(first),
        last=short_words(last),
    )


def short_headline(series: LocalSeries) -> Clause:
    """Return the newest figure and what is unusual in it, in about ten words."""
    if series.latest is None or series.latest.value is None:
        return Clause("no figure can be shown")
    value = in_unit(series.indicator, series.latest.value)
    if series.chart is None:
        when = short_words(series.latest.period)
        return fill("{value} in {when}", value=value, when=when)
    return fill("{value}, {words}", value=value, words=series.chart.words)


def newest_absent(series: LocalSeries) -> Clause:
    """Return for which periods after the newest figure there is none, and why; else nothing."""
    absent = [
        fill("{when} ({why})", when=short_words(point.period), why=point.why_absent)
        for point in series.since_latest
    ]
    if not absent or series.latest is None:
        return NOTHING
    return fill("There is no figure for {periods}.", periods=listed_clauses(absent))


def no_figure_words(series: LocalSeries) -> Clause:
    """Return that no figure can be shown, and why."""
    reasons = list(dict.fromkeys(point.why_absent for point in series.points))
    why = fill(" ({reasons})", reasons=", ".join(reasons)) if reasons else NOTHING
    return fill("No figure can be shown{why}.", why=why)


def waiting_words(waiting: int) -> Clause:
    """Return how many figures wait for a decision, so that nobody takes them for absent."""
    figures = "figure waits" if waiting == 1 else "figures wait"
    return fill("{number} {figures} for a decision", number=f"{waiting:,}", figures=figures)


def _why_no_direction(change: LocalChange) -> Clause:
    if change.is_level:
        return Clause("the same")
    if change.apart is None:
        return Clause("no direction without the numbers behind it")
    return Clause("little change")


def _why_no_bounds(change: LocalChange) -> str:
    if change.indicator.unit.is_percentage or change.in_count is None:
        return "the numbers behind it are not given"
    return f"one child can account for several {change.indicator.counted}"


def _chance(change: LocalChange) -> str:
    if change.beyond_chance is None:
        return ""
    return (
        ", by more than chance explains" if change.beyond_chance else ", which chance could explain"
    )
