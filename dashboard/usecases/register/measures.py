"""The readings of a success measure: official figures, inspections, meetings, recorded audits."""

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping

from dashboard.core.board.meetings import Acknowledgement, Meeting
from dashboard.core.periods import date_words
from dashboard.core.published.indicators import Indicator
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.register.success_measures import (
    Better,
    MeasureKind,
    Progress,
    Reading,
    RecordedReading,
    SuccessMeasure,
    in_order,
)
from dashboard.core.remembered import remembered
from dashboard.usecases.holdings import Holdings


class Measures:
    """The readings of measures on the holdings' day; what several share is looked up once."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._published: dict[tuple[object, ...], tuple[Reading, ...]] = {}
        self._recorded = _recorded(holdings.records.of(RecordedReading), holdings.as_of)

    def progress_of(
        self, recommendation: Recommendation, measure: SuccessMeasure | None
    ) -> Progress | None:
        """Return a measure with every reading known on the day; None without a measure.

        Readings that somebody recorded count beside the published ones of an indicator or a key
        question, because a service need not wait for the next inspection to show an effect.
        """
        if measure is None:
            return None
        recorded = self._recorded.get(recommendation.id, ())
        published = self._published_of(recommendation, measure)
        readings = in_order(published, recorded) if recorded else published
        return Progress(measure, readings, recommendation.published.latest)

    def _published_of(
        self, recommendation: Recommendation, measure: SuccessMeasure
    ) -> tuple[Reading, ...]:
        place = (recommendation.service, recommendation.inspection)
        key = (measure.kind, measure.subject, measure.area_code, measure.better, *place)
        if key not in self._published:
            self._published[key] = self._found(key, recommendation, measure)
        return self._published[key]

    def _found(
        self, key: Hashable, recommendation: Recommendation, measure: SuccessMeasure
    ) -> tuple[Reading, ...]:
        def found(holdings: Holdings) -> tuple[Reading, ...]:
            return in_order(_PUBLISHED[measure.kind](holdings, recommendation, measure), ())

        if measure.kind is MeasureKind.BOARD_PRACTICE:
            return found(self._holdings)
        return self._holdings.of_figures("published readings", key, found)


# It is asked at each change of the register, and few of them are of a reading.
@remembered(16)
def _recorded(
    held: Mapping[str, RecordedReading], as_of: dt.date
) -> Mapping[str, tuple[Reading, ...]]:
    """Return the readings that somebody recorded and that count on a day, by recommendation."""
    found: dict[str, list[Reading]] = {}
    for each in held.values():
        if each.on <= as_of and not each.withdrawn_because:
            found.setdefault(each.recommendation, []).append(each.as_reading())
    return {one: tuple(readings) for one, readings in found.items()}


def _of_indicator(
    holdings: Holdings, recommendation: Recommendation, measure: SuccessMeasure
) -> Iterator[Reading]:
    indicator = holdings.catalogue.indicator(measure.subject)
    holdings = holdings.showing(holdings.catalogue.service(recommendation.service))
    figures = holdings.figures(indicator.id)
    one_area = (measure.area_code,) if measure.area_code else ()
    areas = one_area or _areas(holdings, recommendation, indicator)
    for period in figures.periods_published_by(holdings.as_of):
        values = {area: figures.value(area, period) for area in areas}
        area = _furthest_from_target(measure, values)
        name = f", {holdings.catalogue.areas[area].name}" if len(areas) > 1 else ""
        yield Reading(period.end, f"{period.label}{name}", values[area], "published figures")


def _areas(
    holdings: Holdings, recommendation: Recommendation, indicator: Indicator
) -> tuple[str, ...]:
    """Return the service where it has figures of its own, else each authority that it covers."""
    service = holdings.catalogue.service(recommendation.service)
    held = holdings.figures(indicator.id).values.index
    if service.code in held:
        return (service.code,)
    areas = holdings.catalogue.areas
    there = (code for code in service.area_codes if code in held)
    return tuple(c for c in there if areas[c].abolished_on is None) or (service.code,)


def _furthest_from_target(measure: SuccessMeasure, values: Mapping[str, float | None]) -> str:
    # Of several authorities each must reach it; for the smallest nothing is ever published.
    known = {area: value for area, value in values.items() if value is not None}
    if not known:
        return next(iter(values))
    furthest = min if measure.better is Better.HIGHER else max
    return furthest(known, key=lambda area: known[area])


def _of_key_question(
    holdings: Holdings, recommendation: Recommendation, measure: SuccessMeasure
) -> Iterator[Reading]:
    """Yield the percentages of inspections under the same framework: codes differ elsewhere."""
    inspections = holdings.inspections
    frameworks = {one.framework for one in inspections if one.id == recommendation.inspection}
    for inspection in inspections:
        published = inspection.published.latest
        if inspection.service != recommendation.service or inspection.framework not in frameworks:
            continue
        for result in inspection.standards:
            value = result.percentages.get(measure.subject)
            if value is not None and published <= holdings.as_of:
                words = f"inspection of {inspection.published.words}"
                yield Reading(published, words, float(value), inspection.source.title)


def _of_meetings(
    holdings: Holdings, recommendation: Recommendation, _measure: SuccessMeasure
) -> Iterator[Reading]:
    """Yield for each meeting how much of what it should have seen, it saw and acknowledged.

    Out of the core indicators and the early warnings of the day: the indicators that were shown
    against named similar areas, and the warnings acknowledged by the end of it.
    """
    records = holdings.records
    acknowledged: dict[str, dt.date] = {}
    for each in records.of(Acknowledgement).values():
        if each.service == recommendation.service:
            first = acknowledged.get(each.warning, each.at.date())
            acknowledged[each.warning] = min(first, each.at.date())
    for meeting in records.of(Meeting).values():
        is_mine = meeting.service == recommendation.service and meeting.held
        if is_mine and meeting.on <= holdings.as_of:
            yield _meeting_reading(meeting, acknowledged)


def _meeting_reading(meeting: Meeting, acknowledged: dict[str, dt.date]) -> Reading:
    in_time = [w for w in meeting.warnings if acknowledged.get(w.id, dt.date.max) <= meeting.on]
    total = meeting.core_indicators + len(meeting.warnings)
    done = meeting.compared + len(in_time)
    value = 100 * done / total if total else None
    return Reading(meeting.on, f"meeting of {date_words(meeting.on)}", value, meeting.label)


def _of_nothing_published(
    _holdings: Holdings, _recommendation: Recommendation, _measure: SuccessMeasure
) -> Iterator[Reading]:
    return iter(())


_PUBLISHED = {
    MeasureKind.INDICATOR: _of_indicator,
    MeasureKind.KEY_QUESTION: _of_key_question,
    MeasureKind.BOARD_PRACTICE: _of_meetings,
    MeasureKind.AUDIT: _of_nothing_published,
}
