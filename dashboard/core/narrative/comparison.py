"""What a comparison and a trend say, in words."""

from collections.abc import Sequence

from dashboard.core.comparison import LEAST_GAP_PERCENT, Comparison, Trend, Verdict, gap_percent
from dashboard.core.narrative.sentences import Sentence, Tone, about, fill


def comparison_verdict(comparison: Comparison) -> Sentence:
    """Return how a figure stands beside its comparator group and England, with counts and size."""
    c = comparison
    if c.value is None:
        return _absent(c)
    parts = [_own_figure(c), _standing(c)]
    text = fill("{text}.", text=", ".join(parts) + _beside_england(c))
    return Sentence(text, tone_of(c), "comparison", _choices(c))


def comparison_headline(comparison: Comparison) -> Sentence:
    """Return what a board member reads first about an indicator: gap, size, rank, what hides it."""
    c = comparison
    if c.value is None:
        return _absent(c)
    if c.verdict is Verdict.NONE:
        lead_template, template = "{subject}: no verdict.", "{own}, {standing} ({period})."
    else:
        lead_template = "{subject}: {gap} {group}."
        template = "{own} against {benchmark}{more} ({period}). {rank}{hidden}"
    lead = fill(
        lead_template, subject=c.indicator.subject, gap=_gap(c), group=c.benchmark.group.noun
    )
    rest = fill(
        template,
        period=c.period.label,
        own=_own_figure(c),
        benchmark=_benchmark(c),
        more=_more_children(c),
        rank=_rank(c).capitalize() + ".",
        hidden=_hidden(c),
        standing=_standing(c),
    )
    return Sentence(f"{lead} {rest}", tone_of(c), "comparison", _choices(c), lead)


def beside_group(comparison: Comparison) -> str:
    """Return the gap and the rank for a table's cell: "8% above, higher than 7 of 10"."""
    c = comparison
    if c.verdict is Verdict.NONE:
        return _standing(c)
    gap = "level" if c.verdict is Verdict.LEVEL else _gap(c)
    return fill("{gap}, {rank}", gap=gap, rank=_rank(c))


def scan_sentence(comparisons: Sequence[Comparison], scanned: int) -> Sentence:
    """Return how many indicators were looked at and what came of it, so that none is hidden."""
    judged = (Verdict.WORSE, Verdict.BETTER, Verdict.LEVEL)
    counts = {verdict: sum(c.verdict is verdict for c in comparisons) for verdict in judged}
    counts_in_words = [
        fill("{count} {verdict}", count=str(count or "none"), verdict=verdict.value)
        for verdict, count in counts.items()
        if count or verdict is Verdict.WORSE
    ]
    without = scanned - sum(counts.values())
    if without:
        counts_in_words.append(fill("{count} without a verdict", count=str(without)))
    text = fill(
        "{scanned} indicators scanned: {counts}.",
        scanned=str(scanned),
        counts=", ".join(counts_in_words),
    )
    return Sentence(text, Tone.NOTE, "comparison")


def trend_message(trend: Trend) -> str:
    """Return in about ten words on which side of the group a place stood over the years."""
    both = [p for p in trend.points if p.value is not None and p.benchmark is not None]
    if not both:
        return fill("Too little is published to show a trend")
    above = sum(p.value > p.benchmark for p in both if p.value and p.benchmark)
    side = "Above" if above * 2 >= len(both) else "Below"
    return fill(
        "{side} {group} in {years} of {total} years with figures",
        side=side,
        group=trend.group.noun,
        years=str(above if side == "Above" else len(both) - above),
        total=str(len(both)),
    )


def past_sentence(trend: Trend) -> str:
    """Return how the last figure differs from the one a year before, or why that cannot be said."""
    change = trend.change_on_year
    if change is None:
        return "no comparable figure a year before"
    unit = trend.indicator.unit
    if unit.words(abs(change)) == unit.words(0):
        return "unchanged on the year before"
    word = "up" if change > 0 else "down"
    return fill(
        "{word} {size} on the year before",
        word=word,
        size=_difference(unit.short, unit.words(abs(change))),
    )


def with_unit(comparison: Comparison, value: float) -> str:
    """Return a value with its unit: "287 per 100,000", "32.2%"."""
    unit = comparison.indicator.unit
    words = unit.words(value)
    return words if unit.short in words else f"{words} {unit.short}"


def tone_of(comparison: Comparison) -> Tone:
    """Return the tone of a verdict; higher and lower without a polarity are only noted."""
    tones = {Verdict.WORSE: Tone.WORSE, Verdict.BETTER: Tone.BETTER, Verdict.LEVEL: Tone.LEVEL}
    return tones.get(comparison.verdict, Tone.NOTE)


def _difference(unit_short: str, words: str) -> str:
    return f"{words.removesuffix('%')} percentage points" if unit_short == "%" else words


def _own_figure(c: Comparison) -> str:
    if c.value is None:
        return ""
    if c.children is None:
        return with_unit(c, c.value)
    count = about(c.children) if c.children_are_estimated else f"{c.children:,}"
    return fill("{value} ({count} children)", value=with_unit(c, c.value), count=count)


def _benchmark(c: Comparison) -> str:
    return c.indicator.unit.words(c.benchmark.value) if c.benchmark.value is not None else ""


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
        benchmark=_benchmark(c),
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
    return fill(
        "higher than {rank} of {total}",
        rank=str(c.higher_than),
        total=str(c.benchmark.areas_with_data),
    )


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
    gap = gap_percent(c.value, other)
    if c.value is None or other is None or gap is None:
        return ""
    if level:
        return "level with"
    size = f"{abs(gap):.0f}%"
    if c.indicator.unit.short == "%":
        size = _difference("%", c.indicator.unit.words(abs(c.value - other)))
    return fill("{size} {word}", size=size, word="above" if gap > 0 else "below")


def _more_children(c: Comparison) -> str:
    if not c.gap_children:
        return ""
    word = "more" if c.gap_children > 0 else "fewer"
    number = about(c.gap_children).removeprefix("about ")
    return fill(", about {number} {word} children a year", number=number, word=word)


def _hidden(c: Comparison) -> str:
    if not c.hidden_by_national or c.national is None or c.national.value is None:
        return ""
    value = c.indicator.unit.words(c.national.value)
    return fill(
        " The average for {place} ({value}) hides it.", place=c.national.area.name, value=value
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
    return {"indicator": c.indicator.id, "period": c.period.id}
