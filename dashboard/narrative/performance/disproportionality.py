"""How often groups of children are counted for their number living here, in words."""

from collections.abc import Sequence

from dashboard.core.performance.disproportionality import (
    FALSE_ALARM,
    FEWEST_COUNTED,
    MUCH_NOT_KNOWN,
    ComparedGroup,
    Disproportionality,
    NoIndex,
    others_of,
)
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    capitalised,
    fill,
    joined,
    listed,
    listed_clauses,
    number_word,
)
from dashboard.core.statistics.rate_ratios import RateRatio
from dashboard.core.verdicts import Polarity
from dashboard.narrative.performance.case_audits import span_words

SUBJECT = "disproportionality"
OFFSETTING = Clause("Differences within it can cancel out: it says nothing of any one group.")
# From so many comparisons on, how many chance makes look clear is easier to grasp than a risk.
_MANY = 10


def disproportionality_sentences(found: Disproportionality) -> tuple[Sentence, ...]:
    """Return which groups are counted more or less often than the reference, and what is unsure.

    Groups that clearly differ come first, one sentence each, the highest before the others. What
    cannot be compared is told in one sentence.
    """
    if not found.with_index:
        return (_none(found), *(_without(found) if not _all_hidden(found) else ()))
    clear = [each for each in found.with_index if each.differs]
    told = [
        _answer(found, clear),
        *(Sentence(compared_words(e), _tone(e, found), SUBJECT) for e in clear),
    ]
    told += _level(found)
    if found.together is not None:
        told.append(_together(found.together))
    told += _without(found)
    told += _not_known(found)
    told += _populations(found)
    if not found.counts_children:
        template = "One child can have several {counted}, so the true ranges are wider."
        words = fill(template, counted=found.indicator.counted)
        told.append(Sentence(words, Tone.UNCLEAR, SUBJECT))
    return tuple(told)


def _tone(compared: ComparedGroup, found: Disproportionality) -> Tone:
    """Return whether being counted more often is the worse side, where the indicator has one."""
    polarity = found.indicator.polarity
    if compared.index is None or polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return Tone.NOTE
    is_better = compared.index.is_higher is (polarity is Polarity.HIGHER)
    return Tone.BETTER if is_better else Tone.WORSE


def measure_words(found: Disproportionality) -> Clause:
    """Return what was counted, and when."""
    return fill("{name}, {when}", name=found.indicator.name, when=span_words(found.quarters))


def _answer(found: Disproportionality, clear: Sequence[ComparedGroup]) -> Sentence:
    number = len(found.with_index)
    higher = [each for each in clear if each.index and each.index.is_higher]
    words = fill(
        _answer_template(higher, clear, number),
        measure=measure_words(found),
        names=listed([each.own.group.words for each in higher]),
        number=number_word(number),
        reference=reference_words(found),
    )
    return Sentence(words, Tone.NOTE, SUBJECT, lead=words.text)


def _none(found: Disproportionality) -> Sentence:
    template = "{measure}: no groups can be compared."
    if _all_hidden(found):
        template = "{measure}: small numbers hide every comparison."
    words = fill(template, measure=measure_words(found))
    return Sentence(words, Tone.MISSING, SUBJECT, lead=words.text)


def _all_hidden(found: Disproportionality) -> bool:
    return all(found.hides(each) for each in found.compared)


def _answer_template(
    higher: Sequence[ComparedGroup], clear: Sequence[ComparedGroup], number: int
) -> str:
    if higher:
        return "{measure}: {names} are clearly counted more often than {reference}."
    if clear:
        return "{measure}: no group is clearly counted more often than {reference}."
    if number == 1:
        return "{measure}: no clear difference from {reference}."
    return "{measure}: none of the {number} groups clearly differs from {reference}."


def reference_words(found: Disproportionality) -> str:
    """Return whom the groups are compared with, within a sentence."""
    if found.reference is None:
        return others_of(found.dimension).words
    return found.reference.words


def compared_words(compared: ComparedGroup) -> Clause:
    """Return how often one group is counted beside the reference, with range and counts."""
    if compared.index is None:
        return _no_index(compared)
    answer = fill(
        "{group} were counted {ratio} times as often as {reference} ({likely}).",
        group=capitalised(compared.own.group.words),
        ratio=times_words(compared.index.ratio),
        reference=compared.against.group.words,
        likely=likely_words(compared.index),
    )
    return joined([answer, fill("{counts}.", counts=counts_words(compared))])


def counts_words(compared: ComparedGroup) -> Clause:
    """Return the counts behind a ratio: "24 of 9,000 living here, against 60 of 87,000"."""
    return fill(
        "{count} of {living} living here, against {other} of {others}",
        count=f"{compared.own.count:,}",
        living=f"{compared.own.population:,}",
        other=f"{compared.against.count:,}",
        others=f"{compared.against.population:,}",
    )


def likely_words(index: RateRatio) -> Clause:
    """Return between which ratios the true one is likely to lie: "likely 2.3 to 6.3"."""
    lower, upper = times_words(index.lower), times_words(index.upper)
    return fill("likely {lower} to {upper}", lower=lower, upper=upper)


def times_words(ratio: float) -> str:
    """Return a ratio with the decimals that tell it from 1.

    >>> times_words(2.13), times_words(0.453), times_words(1.02), times_words(14.2)
    ('2.1', '0.45', '1.02', '14')
    >>> times_words(1.003), times_words(0.9968), times_words(1)
    ('1.003', '0.997', '1.00')
    """
    if ratio >= 1.05:
        return f"{ratio:.1f}" if ratio < 9.95 else f"{ratio:,.0f}"
    # A bound that only just leaves 1 out must not be printed as 1.
    needed = (digits for digits in (2, 3, 4) if round(ratio, digits) != 1)
    return f"{ratio:.{next(needed, 2)}f}"


def _no_index(compared: ComparedGroup) -> Clause:
    why = compared.why_not or NoIndex.NOT_RECORDED
    group = capitalised(compared.own.group.words)
    return fill("{group}: not compared, {why}.", group=group, why=why.value)


def _level(found: Disproportionality) -> list[Sentence]:
    level = [each for each in found.with_index if not each.differs]
    if not level or len(level) == len(found.with_index):
        return [Sentence(compared_words(each), Tone.UNCLEAR, SUBJECT) for each in level]
    groups = [
        fill(
            "{called} ({ratio} times, {likely})",
            called=each.own.group.words,
            ratio=times_words(each.index.ratio),
            likely=likely_words(each.index),
        )
        for each in level
        if each.index is not None
    ]
    words = fill("No clear difference for {groups}.", groups=listed_clauses(groups))
    return [Sentence(words, Tone.UNCLEAR, SUBJECT)]


def _together(together: ComparedGroup) -> Sentence:
    return Sentence(joined([compared_words(together), OFFSETTING]), Tone.NOTE, SUBJECT)


def _without(found: Disproportionality) -> list[Sentence]:
    """Return in one sentence which groups are not compared, by why."""
    by_reason: dict[str, list[str]] = {}
    for each in found.without_index:
        by_reason.setdefault(not_compared_words(found, each).text, []).append(each.own.group.words)
    if not by_reason:
        return []
    groups = [
        fill("{called} ({why})", called=listed(called), why=why)
        for why, called in by_reason.items()
    ]
    words = fill("Not compared: {groups}.", groups=joined(groups, "; "))
    return [Sentence(words, Tone.MISSING, SUBJECT)]


def not_compared_words(found: Disproportionality, compared: ComparedGroup) -> Clause:
    """Return in a few words why there is no ratio; what is hidden has one word, whatever it is."""
    if found.hides(compared):
        return Clause("hidden by small numbers")
    return fill("{why}", why=(compared.why_not or NoIndex.NOT_RECORDED).value)


def hidden_words(hidden: int, every: int) -> Clause:
    """Return how many comparisons small numbers hide: "29 of 30 comparisons"; nothing if none."""
    if not hidden:
        return NOTHING
    noun = "comparison" if every == 1 else "comparisons"
    return fill("{hidden} of {all} {noun}", hidden=str(hidden), all=str(every), noun=noun)


def _not_known(found: Disproportionality) -> list[Sentence]:
    if found.not_known is None:
        return []
    share, count = found.share_not_known, found.not_known.count
    if count is None:
        template = "How many of these {counted} have no known {name} cannot be said."
    elif share is None:
        template = "{count} of these {counted} have no known {name}; the share cannot be said."
    elif share < MUCH_NOT_KNOWN:
        template = "{count} of these {counted} ({percent}%) have no known {name}."
    else:
        template = "{count} of these {counted} ({percent}%) have no known {name}: enough to change "
        template += "the answer."
    words = fill(
        template,
        name=found.dimension.name.lower(),
        counted=found.indicator.counted,
        count="" if count is None else f"{count:,}",
        percent="" if share is None else f"{share * 100:.0f}",
    )
    is_warning = share is not None and share >= MUCH_NOT_KNOWN
    tone = Tone.UNCLEAR if is_warning else Tone.NOTE if share is not None else Tone.MISSING
    return [Sentence(words, tone, SUBJECT)]


def _populations(found: Disproportionality) -> list[Sentence]:
    """Return that rates rest on old numbers of children living here, or on some of unlike age."""
    given = found.populations_of
    if found.has_old_population:
        template = "The number of children living here is old ({when}), so the rates may be out."
    elif len(given) > 1:
        template = "The numbers of children living here are of different times: {when}."
    else:
        return []
    words = fill(template, when=listed([period.label for period in given]))
    return [Sentence(words, Tone.UNCLEAR, SUBJECT)]


def false_alarm_words(made: int) -> Clause:
    """Return how often chance alone makes a comparison look clear, of some that were made.

    A risk for a few; how many to expect of many, where the risk that it is one is near certainty.
    """
    if not made:
        return NOTHING
    if made < _MANY:
        percent = f"{min(1.0, FALSE_ALARM * made) * 100:.0f}"
        return fill("Up to {percent}% risk of a false alarm.", percent=percent)
    template = "Of {made} comparisons, chance alone makes about {number} look clear."
    return fill(template, made=str(made), number=number_word(round(FALSE_ALARM * made)))


def method_words() -> tuple[Clause, ...]:
    """Return how the ratios are made and what they cannot say."""
    return (
        fill(
            "Rate: what was counted in four quarters, for each {per} children of the group living "
            "here. Ratio: that rate, divided by the other group's. Both groups need at least "
            "{fewest} counted.",
            per="1,000",
            fewest=str(FEWEST_COUNTED),
        ),
        fill(
            "The likely range is an exact {level}% interval. A difference is clear where the range "
            "leaves out {one}; the exact test always agrees.",
            level="95",
            one="1",
        ),
        Clause(
            "A ratio says that groups differ, not why. Policing, charging and recording come "
            "before the service. The numbers of children are estimates, which the ranges ignore."
        ),
    )
