"""A comparison as the command line promises it."""

from typing import Any

from dashboard.core.published.comparison import Comparison
from dashboard.core.published.figure_intervals import CONFIDENCE
from dashboard.core.published.past_change import YearFigure
from dashboard.narrative.published.comparison import comparison_verdict
from dashboard.narrative.published.lenses import LensWords, past_words, three_lenses
from dashboard.reports.list_answers import lists_contract


def comparison_contract(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as plain values; the keys are a contract and only ever grow."""
    c = comparison
    return {
        "service": c.service.id,
        "area_code": c.area.code,
        "place": c.place.name,
        "indicator": c.indicator.id,
        "period": c.period.id,
        "value": c.value,
        "unit": c.indicator.unit.short,
        "polarity": c.indicator.polarity.value,
        "children": c.children,
        "children_are_estimated": None if c.children is None else c.children_are_estimated,
        "population": _population(c),
        "denominator": {"count": c.denominator, "words": c.indicator.denominator},
        "benchmark": _benchmark(c),
        "benchmark_bounds": _bounds(c),
        "benchmarks": {m.value: _rounded(v, 4) for m, v in c.benchmark.by_method.items()},
        "gap_percent": _rounded(c.gap_percent, 1),
        "gap_units": _rounded(c.gap_units, 4),
        "gap_children": c.gap_children,
        "higher_than": c.higher_than,
        "national": _national(c),
        "national_elsewhere": national_elsewhere_contract(c),
        "verdict": comparison_verdict(c).text,
        "interval": _interval(c),
        "fifth_of_all_areas": c.place_in_england.fifth if c.place_in_england else None,
        "sensitivity": _sensitivity(c),
        **lists_contract(c),
        "unusual_among_neighbours": c.unusual_among_neighbours,
        "usual_range": usual_range_contract(c),
        "pooled_years": pooled_contract(c),
        "lenses": [_lens(lens) for lens in three_lenses(c)],
        "own_past": _own_past(c),
    }


def usual_range_contract(comparison: Comparison) -> list[float] | None:
    """Return between which figures areas like the group's usually lie; null where not known."""
    spread = comparison.spread
    return None if spread is None else [round(spread.lower, 4), round(spread.upper, 4)]


def pooled_contract(comparison: Comparison) -> dict[str, Any] | None:
    """Return the last three years together as plain values; null where they cannot be pooled."""
    pooled = comparison.pooled
    if pooled is None:
        return None
    return {
        "periods": [period.id for period in pooled.periods],
        "value": round(pooled.value, 4),
        "children": pooled.children,
        "lower": round(pooled.interval.lower, 4),
        "upper": round(pooled.interval.upper, 4),
        "approximate": pooled.interval.approximate,
        "benchmark": _rounded(pooled.benchmark, 4),
        "gap_percent": _rounded(pooled.gap_percent, 1),
        "verdict": pooled.verdict.value,
    }


def _benchmark(c: Comparison) -> dict[str, Any]:
    return {
        "model": c.benchmark.group.model,
        "method": c.benchmark.method.value,
        "value": _rounded(c.benchmark.value, 4),
        "areas_with_data": c.benchmark.areas_with_data,
        "areas_in_group": c.benchmark.areas_in_group,
    }


def _bounds(c: Comparison) -> list[float] | None:
    """Return between which values the benchmark lies; null where no small number is withheld."""
    return [round(end, 4) for end in c.benchmark_bounds.ends] if c.benchmark_bounds else None


def _interval(c: Comparison) -> dict[str, Any] | None:
    if c.interval is None:
        return None
    return {
        "lower": _rounded(c.interval.lower, 4),
        "upper": _rounded(c.interval.upper, 4),
        "confidence": CONFIDENCE,
        "approximate": c.interval.approximate,
        "excludes_benchmark": c.clear_of_chance,
    }


def _sensitivity(c: Comparison) -> dict[str, Any]:
    tried = c.every_trial
    return {
        "variants": len(tried.ways),
        "without_percentage": len(tried.beside_nought),
        "lowest_gap_percent": _rounded(tried.lowest.gap_percent if tried.lowest else None, 1),
        "highest_gap_percent": _rounded(tried.highest.gap_percent if tried.highest else None, 1),
        "same_direction": tried.same_direction,
    }


def _lens(lens: LensWords) -> dict[str, str]:
    return {
        "against": lens.lens.value,
        "verdict": lens.verdict.value,
        "words": lens.words.text,
        "basis": lens.basis.text,
    }


def _own_past(c: Comparison) -> dict[str, Any]:
    """Return the years and their change; each is None where no earlier year can be compared."""
    change = c.past.change
    return {
        "first": _year(change.first if change else None),
        "middle": _year(change.middle if change else None),
        "last": _year(change.last if change else None),
        "change_percent": _rounded(change.percent if change else None, 1),
        "change_units": change.units if change else None,
        "years": change.years if change else None,
        "sentence": past_words(c).text,
    }


def _year(figure: YearFigure | None) -> dict[str, Any] | None:
    return {"period": figure.period.id, "value": figure.value} if figure else None


def _national(c: Comparison) -> dict[str, Any] | None:
    if c.national is None:
        return None
    return {
        "area": c.national.area.name,
        "value": c.national.value,
        "gap_percent": _rounded(c.national_gap_percent, 1),
    }


def national_elsewhere_contract(comparison: Comparison) -> dict[str, Any] | None:
    """Return England's figure in another table of the same matter as plain values, or None."""
    other = comparison.national_elsewhere
    if other is None:
        return None
    return {
        "indicator": other.indicator.id,
        "period": other.observed.period.id,
        "value": other.value,
        "unit": other.indicator.unit.short,
        "children": other.observed.count,
    }


def _population(c: Comparison) -> dict[str, int] | None:
    if c.population is None:
        return None
    return {"children_10_17": c.population.children_10_17, "year": c.population.year}


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
