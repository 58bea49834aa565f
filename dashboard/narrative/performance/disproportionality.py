"""How often groups of children are counted for their number living here, in words."""

from collections.abc import Sequence

from dashboard.core.disclosure.protection import Mode
from dashboard.core.performance.disproportionality import (
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
    lower_first,
    number_word,
)
from dashboard.core.statistics.rate_ratios import RateRatio
from dashboard.core.verdicts import Polarity
from dashboard.narrative.performance.case_audits import span_words

SUBJECT = "disproportionality"
OFFSETTING = Clause(
    "Differences between the groups within it can offset one another, so this says nothing of any "
    "one of them."
)


def disproportionality_sentences(found: Disproportionality) -> tuple[Sentence, ...]:
    """Return which groups are counted more or less often than the reference, and what is unsure.

    Groups that clearly differ come first, one sentence each, the highest before the others.
    """
    clear = [each for each in found.with_index if differs(each.index)]
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
    if not found.counts_children and found.with_index:
        template = "One child can have several {counted}: the intervals are then too narrow."
        words = fill(template, counted=found.indicator.counted)
        told.append(Sentence(words, Tone.UNCLEAR, SUBJECT))
    return tuple(told)


def differs(index: RateRatio | None) -> bool:
    """Return whether an index is clearly above or below 1: its interval leaves 1 out."""
    return index is not None and (index.is_higher or index.is_lower)


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
    if not number:
        words = fill(
            "No group can be compared with another: {measure}.",
            measure=Clause(lower_first(measure_words(found).text), measure_words(found).facts),
        )
        return Sentence(words, Tone.MISSING, SUBJECT, lead=words.text)
    higher = [each for each in clear if each.index and each.index.is_higher]
    names = [each.own.group.words for each in higher]
    if higher:
        template = "{measure}: {names} are counted more often than {reference}, by more than "
        template += "chance explains."
    elif clear:
        template = "{measure}: no group is clearly counted more often than {reference}."
    elif number == 1:
        template = "{measure}: no clear difference from {reference}."
    else:
        template = "{measure}: none of the {number} groups clearly differs from {reference}."
    words = fill(
        template,
        measure=measure_words(found),
        names=listed(names),
        number=number_word(number),
        reference=reference_words(found),
    )
    return Sentence(words, Tone.NOTE, SUBJECT, lead=words.text)


def reference_words(found: Disproportionality) -> str:
    """Return whom the groups are compared with, within a sentence."""
    if found.reference is None:
        return others_of(found.dimension).words
    return found.reference.words


def compared_words(compared: ComparedGroup) -> Clause:
    """Return how often one group is counted beside the reference, with counts and interval."""
    if compared.index is None:
        return _no_index(compared)
    index = compared.index
    return fill(
        "{group} were counted {ratio} times as often as {reference}, for their number living here "
        "({count} against {other}; between {lower} and {upper} times).",
        group=capitalised(compared.own.group.words),
        ratio=times_words(index.ratio),
        reference=compared.against.group.words,
        count=f"{compared.own.count:,}",
        other=f"{compared.against.count:,}",
        lower=times_words(index.lower),
        upper=times_words(index.upper),
    )


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
    return fill(
        "{group}: no index, {why}.", group=capitalised(compared.own.group.words), why=why.value
    )


def _level(found: Disproportionality) -> list[Sentence]:
    level = [each for each in found.with_index if not differs(each.index)]
    if not level or len(level) == len(found.with_index):
        return [Sentence(compared_words(each), Tone.UNCLEAR, SUBJECT) for each in level]
    template = "No clear difference for {groups}: chance alone could explain it."
    groups = [
        fill(
            "{called} ({ratio} times, between {lower} and {upper})",
            called=each.own.group.words,
            ratio=times_words(each.index.ratio),
            lower=times_words(each.index.lower),
            upper=times_words(each.index.upper),
        )
        for each in level
        if each.index is not None
    ]
    return [Sentence(fill(template, groups=listed_clauses(groups)), Tone.UNCLEAR, SUBJECT)]


def _together(together: ComparedGroup) -> Sentence:
    return Sentence(joined([compared_words(together), OFFSETTING]), Tone.NOTE, SUBJECT)


def _without(found: Disproportionality) -> list[Sentence]:
    by_reason: dict[NoIndex, list[ComparedGroup]] = {}
    for each in found.without_index:
        by_reason.setdefault(each.why_not or NoIndex.NOT_RECORDED, []).append(each)
    told = []
    for why, groups in by_reason.items():
        called = capitalised(listed([each.own.group.words for each in groups]))
        words = fill("{groups}: no index, because {why}.", groups=called, why=_reason(why, found))
        told.append(Sentence(words, Tone.MISSING, SUBJECT))
    return told


def withheld_words(found: Disproportionality) -> Clause:
    """Return how many groups the public mode keeps back, and who can see them; nothing if none."""
    kept = [each for each in found.rates if each.lack is NoIndex.WITHHELD]
    if found.protected.mode is not Mode.PUBLIC or not kept:
        return NOTHING
    return fill(
        "{many} of {all} groups {have} a quarter that is withheld in public, so that small numbers "
        "stay hidden. The board can choose above to see small numbers.",
        many=number_word(len(kept)).capitalize(),
        all=number_word(len(found.rates)),
        have="has" if len(kept) == 1 else "have",
    )


def _reason(why: NoIndex, found: Disproportionality) -> str:
    if why is NoIndex.FEW:
        return f"there are {why.value}"
    if why is NoIndex.REFERENCE:
        return f"{reference_words(found)} cannot be counted: {_why_reference(found)}"
    return f"it was {why.value}" if why is NoIndex.NOT_RECORDED else why.value


def _why_reference(found: Disproportionality) -> str:
    against = found.without_index[0].against
    return against.lack.value if against.lack else NoIndex.FEW.value


def _not_known(found: Disproportionality) -> list[Sentence]:
    if found.not_known is None:
        return []
    share, count = found.share_not_known, found.not_known.count
    if count is None:
        template = "For how many of these {counted} the {name} is not known cannot be said."
    elif share is None:
        template = (
            "For {count} of these {counted} the {name} is not known; what share of all that is "
            "cannot be said."
        )
    elif share < MUCH_NOT_KNOWN:
        template = "For {count} of these {counted} ({percent}%) the {name} is not known."
    else:
        template = (
            "For {count} of these {counted} ({percent}%) the {name} is not known: enough to change "
            "what is said here."
        )
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
        template = (
            "The number of children living here is from {when}, more than a year before these "
            "counts: the rates may be out by as much as it has changed."
        )
    elif len(given) > 1:
        template = "The numbers of children living here are of different times: {when}."
    else:
        return []
    words = fill(template, when=listed([period.label for period in given]))
    return [Sentence(words, Tone.UNCLEAR, SUBJECT)]


def comparisons_words(found: Disproportionality) -> Clause:
    """Return how many comparisons were made, and how often chance alone makes one look clear."""
    number = len(found.with_index)
    if not number:
        return NOTHING
    template = (
        "{number} comparisons are made here: were there no true difference, the chance that one of "
        "them would still look clear is up to {percent}%."
    )
    if number == 1:
        template = (
            "{number} comparison is made here: were there no true difference, the chance that it "
            "would still look clear is up to {percent}%."
        )
    percent = f"{found.false_alarms_up_to * 100:.0f}"
    return fill(template, number=str(number), percent=percent)


def method_words() -> tuple[Clause, ...]:
    """Return how the index is made and what it cannot say."""
    return (
        fill(
            "Rate: what was counted in four quarters, for each {per} children of the group who "
            "live here. Index: that rate over the rate of the group it is compared with. At least "
            "{fewest} must be counted in both.",
            per="1,000",
            fewest=str(FEWEST_COUNTED),
        ),
        fill(
            "Interval ({level}%) and test are exact: given the sum of the two counts, the first is "
            "binomial. They always agree: a difference is called clear where the interval leaves "
            "{one} out.",
            level="95",
            one="1",
        ),
        Clause(
            "An index says that groups differ, not why: policing, charging and recording come "
            "before the service. Populations are estimates and carry no interval here."
        ),
    )
