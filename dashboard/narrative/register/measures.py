"""What a success measure says: where it stands, what it aims for, and whether it holds."""

from dashboard.core.register.success_measures import MeasureKind, Progress, Reading, SuccessMeasure
from dashboard.core.sentences import NOTHING, Clause, fill, lower_first
from dashboard.narrative.verbal_shares import about_words


def value_words(value: float | None, unit: str) -> str:
    """Return a value with its unit; one decimal at the most, and words where it is absent.

    >>> value_words(69.0, "%"), value_words(233.25, "per 100,000"), value_words(None, "%")
    ('69%', '233.2 per 100,000', 'no value')
    """
    if value is None:
        return "no value"
    number = f"{value:,.1f}".removesuffix(".0")
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}"


def target_words(measure: SuccessMeasure) -> str:
    """Return what a measure aims for, such as "at least 80%"."""
    return f"{measure.better.value} {value_words(measure.target, measure.unit)}"


def baseline_words(measure: SuccessMeasure) -> Clause:
    """Return what a measure started from, as a clause; empty without a baseline."""
    if measure.baseline is None:
        return NOTHING
    value, of = value_words(measure.baseline, measure.unit), measure.baseline_words
    if measure.baseline_as_printed:
        return about_words(value, measure.baseline_as_printed, of)
    return fill("{value} ({of})", value=value, of=of) if of else fill("{value}", value=value)


def measure_title(progress: Progress) -> Clause:
    """Return in about ten words where a measure stands and what it aims for."""
    measure, latest = progress.measure, progress.latest
    if latest is None:
        return _not_read(progress)
    aim, value = target_words(measure), value_words(latest.value, measure.unit)
    when = period_words(measure, latest)
    return fill("{value} in {when}, target {aim}", value=value, when=when, aim=aim)


def _not_read(progress: Progress) -> Clause:
    measure = progress.measure
    aim = target_words(measure)
    if measure.baseline is None:
        return fill("No reading yet, target {aim}", aim=aim)
    return fill(
        "Baseline {about}{value} ({year}), no reading since, target {aim}",
        about="about " if measure.baseline_as_printed else "",
        value=value_words(measure.baseline, measure.unit),
        year=str(progress.counts_after.year),
        aim=aim,
    )


def period_words(measure: SuccessMeasure, reading: Reading) -> str:
    """Return when a reading was: an indicator's own period, otherwise the month it ended in."""
    if measure.kind is MeasureKind.INDICATOR:
        return lower_first(reading.label)
    return f"{reading.on:%B %Y}"


def holding_words(progress: Progress) -> Clause:
    """Return whether a measure is met and for how long it has to hold, as a sentence."""
    measure = progress.measure
    needed = measure.periods_needed
    facts = {
        "met": str(min(progress.periods_met, needed)),
        "needed": str(needed),
        "s": "" if needed == 1 else "s",
    }
    if progress.is_met:
        template = "Met: the target was reached in {met} of {needed} period{s} in a row."
    elif not any(reading.value is not None for reading in progress.counted):
        template = (
            "Not met yet: there is no reading since the recommendation was published; {needed} "
            "period{s} in a row {must} reach the target."
        )
        facts["must"] = "must" if needed > 1 else "has to"
    else:
        template = "Not met yet: {met} of {needed} period{s} in a row reached the target."
    return fill(template, **facts)
