"""What a comparison and a trend say, in words."""

from collections.abc import Sequence

from dashboard.core.areas import AreaType
from dashboard.core.comparison import LEAST_GAP_PERCENT, Comparison, Trend, Verdict, gap_percent
from dashboard.core.narrative.sentences import Sentence, Tone, about, capitalised, fill

_TONES = {
    Verdict.WORSE: Tone.WORSE,
    Verdict.BETTER: Tone.BETTER,
    Verdict.LEVEL: Tone.LEVEL,
    Verdict.MIXED: Tone.MIXED,
}


def tone_of(comparison: Comparison) -> Tone:
    """Return the tone of a verdict; higher and lower without a polarity are only noted."""
    return _TONES.get(comparison.verdict, Tone.NOTE)


def comparison_verdict(comparison: Comparison) -> Sentence:
    """Return how a figure stands beside its comparator group and England, with counts and size."""
    c = comparison
    if c.value is None:
        return _absent(c)
    text = f"{_own_figure(c)}, {_standing(c)}{_beside_england(c)}.{_chance(c)}"
    return Sentence(text, tone_of(c), "comparison", _choices(c))


def comparison_answer(comparison: Comparison) -> Sentence:
    """Return the same verdict, beginning with what and when it is about."""
    verdict = comparison_verdict(comparison)
    if comparison.value is None:
        return verdict
    lead = f"{subject_of(comparison)}, {comparison.period.label}:"
    return Sentence(f"{lead} {verdict.text}", verdict.tone, "comparison", verdict.choices, lead)


def comparison_headline(comparison: Comparison) -> Sentence:
    """Return what a board member reads first about an indicator: gap, size, rank, what hides it."""
    c = comparison
    if c.value is None:
        return _absent(c)
    template = "{own} against {benchmark}{more} ({period}). {rank}{hidden}{chance}"
    if c.verdict is Verdict.NONE:
        template = "{own}, {standing} ({period})."
    rest = fill(
        template,
        period=c.period.label,
        own=_own_figure(c),
        benchmark=c.indicator.unit.words_or_absent(c.benchmark.value),
        more=_more(c),
        rank=f"{capitalised(_rank(c))}.",
        hidden=_hidden(c),
        chance=_chance(c),
        standing=_standing(c),
    )
    lead = _lead(c)
    return Sentence(f"{lead} {rest}", tone_of(c), "comparison", _choices(c), lead)


def short_headline(comparison: Comparison) -> str:
    """Return the gap in a few words: "first-time entrants (24% above)"."""
    subject = subject_of(comparison)
    return f"{subject[:1].lower()}{subject[1:]} ({_gap(comparison)})"


def subject_of(comparison: Comparison) -> str:
    """Return what a sentence is about: the indicator, and the area where a service has several."""
    subject = comparison.indicator.subject
    is_part = len(comparison.service.area_codes) > 1
    if is_part and comparison.area.area_type is AreaType.LOCAL_AUTHORITY:
        return f"{subject} in {comparison.area.name}"
    return subject


def beside_group(comparison: Comparison) -> str:
    """Return the gap and the rank for a table's cell: "8% above, higher than 7 of 10"."""
    if comparison.verdict is Verdict.NONE:
        return _standing(comparison)
    gap = _gap(comparison)
    if comparison.verdict is Verdict.LEVEL:
        gap = fill("within {limit}% of them", limit=str(LEAST_GAP_PERCENT))
    return f"{gap}, {_rank(comparison)}"


def scan_sentence(comparisons: Sequence[Comparison]) -> Sentence:
    """Return how many figures were looked at and what came of it, so that none is hidden."""
    if not comparisons:
        text = "No core indicator had been published for this service by this day."
        return Sentence(text, Tone.MISSING, "comparison")
    counts = {verdict: sum(c.verdict is verdict for c in comparisons) for verdict in Verdict}
    words = [
        fill("{count} {verdict}", count=str(count or "none"), verdict=verdict.value)
        for verdict, count in counts.items()
        if count or verdict is Verdict.WORSE
    ]
    template = "{scanned} figures scanned: {words}."
    text = fill(template, scanned=str(len(comparisons)), words=", ".join(words))
    return Sentence(text, Tone.NOTE, "comparison")


def also_worse_sentence(comparisons: Sequence[Comparison]) -> Sentence:
    """Return what else is worse, each in a few words, where there is no room for more."""
    text = fill("Also worse: {list}.", list="; ".join(short_headline(c) for c in comparisons))
    return Sentence(text, Tone.WORSE, "comparison")


def trend_message(trend: Trend) -> str:
    """Return in about ten words on which side of the group a place stood, since the last break.

    Years in which too few of the group have a figure are left out.
    """
    gaps = _gaps_since_last_break(trend)
    if len(gaps) < 2 and trend.breaks:
        return "Too few years since the definition changed to show a trend"
    if len(gaps) < 2:
        return f"Too few comparable years are published for {trend.area.name} to show a trend"
    above, below = sum(gap > 0 for _, gap in gaps), sum(gap < 0 for _, gap in gaps)
    side, years = ("Above", above) if above > below else ("Below", below)
    template = "{side} {group} in {years} of {total} years"
    if years == len(gaps):
        template = "{side} {group} in every year since {first}"
    elif above == below:
        template = "As often above {group} as below, in {total} years"
    return fill(
        template,
        side=side,
        group=trend.group.noun,
        years=str(years),
        total=str(len(gaps)),
        first=gaps[0][0],
    )


def _gaps_since_last_break(trend: Trend) -> list[tuple[str, float]]:
    start = trend.breaks[-1].period if trend.breaks else ""
    return [
        (point.period.id, point.value - point.benchmark)
        for point in trend.points
        if point.period.id >= start and point.value is not None and point.benchmark is not None
    ]


def past_sentence(comparison: Comparison) -> str:
    """Return how the figure differs from the year before, or why that cannot be said."""
    before, last, unit = comparison.year_before, comparison.value, comparison.indicator.unit
    year = comparison.period.years_before(1).id
    if before is None or last is None:
        return fill("no comparable figure for {year}", year=year)
    if unit.words(before) == unit.words(last):
        return fill("unchanged on {year}", year=year)
    return fill(
        "{way} {size} on {year}",
        way="up" if last > before else "down",
        size=_with_unit(unit.short, unit.difference(last, before)),
        year=year,
    )


def with_unit(comparison: Comparison, value: float) -> str:
    """Return a value with its unit: "287 per 100,000", "32.2%"."""
    unit = comparison.indicator.unit
    return _with_unit(unit.short, unit.words(value))


def _with_unit(short: str, words: str) -> str:
    return f"{words} {short}" if short.startswith("per ") else words


def _lead(c: Comparison) -> str:
    if c.verdict is Verdict.NONE:
        return fill("{subject}: no verdict.", subject=subject_of(c))
    template = "{subject}: {gap} {group}."
    if c.verdict is Verdict.MIXED:
        template = (
            "{subject}: mixed, {gap} the {method} of {group}, yet not {gap_word} most of them."
        )
    return fill(
        template,
        subject=subject_of(c),
        gap=_gap(c),
        group=c.benchmark.group.noun,
        method=c.benchmark.method.value,
        gap_word="above" if (c.gap_units or 0) > 0 else "below",
    )


def _own_figure(c: Comparison) -> str:
    if c.value is None or c.children is None:
        return with_unit(c, c.value) if c.value is not None else ""
    count = about(c.children) if c.children_are_estimated else f"{c.children:,}"
    noun = c.indicator.counted_one if c.children == 1 else c.indicator.counted
    return fill("{value} ({count} {noun})", value=with_unit(c, c.value), count=count, noun=noun)


def _gap(c: Comparison) -> str:
    return _distance(c, c.benchmark.value, level=c.verdict is Verdict.LEVEL)


def _standing(c: Comparison) -> str:
    b = c.benchmark
    if c.verdict is Verdict.NONE:
        return fill(
            "no verdict, because only {with_data} of {total} {group} have a published figure",
            with_data=str(b.areas_with_data),
            total=str(b.areas_in_group),
            group=b.group.noun,
        )
    return fill(
        "{gap} the {method} of {areas} ({benchmark}), {rank}",
        gap=_gap(c),
        method=b.method.value,
        areas=_areas(c),
        benchmark=c.indicator.unit.words_or_absent(b.value),
        rank=_rank(c),
    )


def _areas(c: Comparison) -> str:
    b = c.benchmark
    complete = b.areas_with_data == b.areas_in_group
    template = "{total} {group}" if complete else "the {with_data} of {total} {group} with a figure"
    return fill(
        template,
        with_data=str(b.areas_with_data),
        total=str(b.areas_in_group),
        group=b.group.noun,
    )


def _rank(c: Comparison) -> str:
    template = "higher than {rank} of {total}"
    if c.verdict is Verdict.MIXED:
        template = "yet higher than {rank} of {total}"
    return fill(template, rank=str(c.higher_than), total=str(c.benchmark.areas_with_data))


def _beside_england(c: Comparison) -> str:
    gap, national = c.national_gap_percent, c.national
    if gap is None or national is None or national.value is None:
        return ""
    return fill(
        "; {distance} {place} ({value})",
        distance=_distance(c, national.value, level=abs(gap) < LEAST_GAP_PERCENT),
        place=national.area.name,
        value=c.indicator.unit.words(national.value),
    )


def _distance(c: Comparison, other: float | None, *, level: bool) -> str:
    """Return how far the figure lies from another: in per cent, or in points of a percentage."""
    gap, unit = gap_percent(c.value, other), c.indicator.unit
    if c.value is None or other is None or gap is None:
        return ""
    if level or unit.words(c.value) == unit.words(other):
        return "level with"
    size = unit.difference(c.value, other) if unit.short == "%" else f"{abs(gap):.0f}%"
    return fill("{size} {word}", size=size, word="above" if gap > 0 else "below")


def _more(c: Comparison) -> str:
    if not c.gap_children:
        return ""
    word = "more" if c.gap_children > 0 else "fewer"
    noun = c.indicator.counted_one if abs(c.gap_children) == 1 else c.indicator.counted
    return fill(
        ", {number} {word} {noun} a year", number=about(c.gap_children), word=word, noun=noun
    )


def _hidden(c: Comparison) -> str:
    if not c.hidden_by_national or c.national is None or c.national.value is None:
        return ""
    value = c.indicator.unit.words(c.national.value)
    return fill(
        " The average for {place} ({value}) hides it.", place=c.national.area.name, value=value
    )


def _chance(c: Comparison) -> str:
    judged = c.verdict in (Verdict.WORSE, Verdict.BETTER, Verdict.HIGHER, Verdict.LOWER)
    return (
        " In this year alone, chance could make a gap of this size."
        if (judged and c.within_chance)
        else ""
    )


def _absent(c: Comparison) -> Sentence:
    text = fill(
        "{subject}: no figure is published for {area} in the {period} ({reason}).",
        subject=c.indicator.subject,
        area=c.area.name,
        period=c.period.label,
        reason=(c.observed.note or "withheld or not available; it is not zero").rstrip("."),
    )
    return Sentence(text, Tone.MISSING, "comparison", _choices(c))


def _choices(c: Comparison) -> dict[str, str]:
    choices = {"indicator": c.indicator.id, "period": c.period.id}
    return choices | {"area": c.area.code} if len(c.service.area_codes) > 1 else choices
