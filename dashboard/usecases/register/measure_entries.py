"""A success measure as somebody entered it, checked against what it measures."""

from dataclasses import replace

from dashboard.core.entries import LONGEST_NOTE, note_line, one_line
from dashboard.core.inspection.frameworks import Framework
from dashboard.core.published.indicators import Indicator
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.register.success_measures import MeasureKind, SuccessMeasure
from dashboard.errors import ChangeRefusedError, UnknownNameError
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.recommendations import framework_of


def checked_measure(
    holdings: Holdings, recommendation: Recommendation, measure: SuccessMeasure | None
) -> SuccessMeasure | None:
    """Return a measure with clean texts, as one that is agreed; None for none.

    Raises:
        UnknownNameError: for an indicator or key question that nobody defined, or an area that
            the service does not cover.
        ChangeRefusedError: if the target or the baseline is not plausible.
    """
    if measure is None:
        return None
    clean = replace(
        measure,
        name=one_line("name of the measure", measure.name),
        unit=one_line("unit", measure.unit, 40),
        baseline_words=one_line(
            "words on the baseline", measure.baseline_words, LONGEST_NOTE, may_be_empty=True
        ),
        baseline_as_printed=one_line(
            "words the baseline is read from", measure.baseline_as_printed, may_be_empty=True
        ),
        note=note_line(measure.note),
        proposed=False,
    )
    if measure.kind is MeasureKind.INDICATOR:
        clean = _of_indicator(holdings, recommendation, clean)
    elif measure.kind is MeasureKind.KEY_QUESTION:
        _require_question(framework_of(holdings, recommendation), clean.subject)
    for what, value in (("target", clean.target), ("baseline", clean.baseline)):
        if value is not None:
            require_plausible(holdings, clean, what, value)
    return clean


def require_plausible(holdings: Holdings, measure: SuccessMeasure, what: str, value: float) -> None:
    """Refuse a value that a measure cannot have.

    Raises:
        ChangeRefusedError: naming the lowest and the highest it can have.
    """
    lowest, highest = _bounds(holdings, measure)
    if not lowest <= value <= highest:
        unit = measure.unit if measure.unit == "%" else f" {measure.unit}"
        raise ChangeRefusedError(
            f"The {what} cannot be {value:g}{unit}: write a number from {lowest:g} to {highest:g}."
        )


def _bounds(holdings: Holdings, measure: SuccessMeasure) -> tuple[float, float]:
    if measure.kind is MeasureKind.INDICATOR:
        indicator = holdings.catalogue.indicator(measure.subject)
        return indicator.plausible_minimum, indicator.plausible_maximum
    return (0, 100) if measure.unit == "%" else (-1e9, 1e9)


def _of_indicator(
    holdings: Holdings, recommendation: Recommendation, measure: SuccessMeasure
) -> SuccessMeasure:
    indicator: Indicator = holdings.catalogue.indicator(measure.subject)
    service = holdings.catalogue.service(recommendation.service)
    covered = ("", service.code, *service.area_codes)
    if measure.area_code not in covered:
        raise UnknownNameError.among("area of this service", measure.area_code, covered[1:])
    return replace(measure, unit=indicator.unit.short, subject=indicator.id)


def _require_question(framework: Framework | None, code: str) -> None:
    codes = [question.code for question in framework.key_questions] if framework else []
    if code not in codes:
        raise UnknownNameError.among("key question", code, codes)
