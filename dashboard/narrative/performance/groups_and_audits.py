"""What a board is told of groups of children, of its case audits, and of figures that wait."""

from collections.abc import Sequence

from dashboard.core.inspection.frameworks import Rating
from dashboard.core.performance.case_audits import AuditsRead, Lack, RehearsalRating
from dashboard.core.performance.disproportionality import Disproportionality
from dashboard.core.performance.group_comparisons import (
    GroupComparison,
    GroupComparisons,
    group_comparisons,
)
from dashboard.core.performance.series import short_words
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    capital,
    counted,
    fill,
    joined,
    lower_first,
)
from dashboard.narrative.performance.disproportionality import times_words

GROUPS, AUDITS, WAITING = "disproportionality", "case_audits", "imports"
MOST_TOLD = 2
_BELOW_GOOD = (Rating.INADEQUATE, Rating.REQUIRES_IMPROVEMENT)


def groups_sentence(found: Sequence[Disproportionality], not_compared: int = 0) -> Sentence | None:
    """Return which groups of children clearly fare worse, or that none does of how many.

    `not_compared` measures are counted by group too, without rates that could be compared. What is
    hidden or left out is said, because it is no calm. None where nothing is counted by group.
    """
    if not found and not not_compared:
        return None
    every = group_comparisons(found)
    if every.adverse:
        return _adverse_groups(every)
    lacking = joined([_lacking(every), _left_out(not_compared)], ", ")
    if not every.made:
        words = fill("No group of children can be compared here: {lacking}.", lacking=lacking)
        return Sentence(words, Tone.UNCLEAR, GROUPS)
    compared = counted(every.made, "comparison")
    if lacking:
        template = "Groups of children: only {compared} could be made; {lacking}. {unknown}"
        unknown = "We cannot tell whether a group fares worse."
        words = fill(template, lacking=lacking, compared=compared, unknown=unknown)
        return Sentence(words, Tone.UNCLEAR, GROUPS)
    words = fill("No group of children clearly fares worse, in {compared}.", compared=compared)
    return Sentence(words, Tone.NOTE, GROUPS)


def _left_out(not_compared: int) -> Clause:
    if not not_compared:
        return NOTHING
    measures = counted(not_compared, "measure")
    return fill("{measures} by group not judged", measures=measures)


def _lacking(every: GroupComparisons) -> Clause:
    hidden, others = len(every.hidden), len(every.not_possible)
    told = [
        fill("{number} hidden by small numbers", number=counted(hidden, "comparison"))
        if hidden
        else NOTHING,
        fill("{number} not possible", number=str(others)) if others else NOTHING,
    ]
    return joined(told, ", ")


def _adverse_groups(every: GroupComparisons) -> Sentence:
    first, more = every.adverse[0], len(every.adverse) - 1
    lead, rest = _counted_as_often(first), NOTHING
    if more:
        template = "{number} more {differences} clear."
        noun = "difference is" if more == 1 else "differences are"
        rest = fill(template, number=str(more), differences=noun)
    words = joined([lead, rest])
    choices = {"indicator": first.found.indicator.id, "by": first.found.dimension.id}
    number = times_words(first.ratio)
    return Sentence(words, Tone.WORSE, GROUPS, choices, lead=lead.text, number=number)


def neutral_groups_sentence(found: Sequence[Disproportionality]) -> Sentence | None:
    """Return the first clear difference of a measure without a better side; None without one."""
    clear = [each for each in group_comparisons(found).clear if each.has_no_better_side]
    if not clear:
        return None
    lead = _counted_as_often(clear[0])
    return Sentence(lead, Tone.NOTE, GROUPS, lead=lead.text)


def _counted_as_often(comparison: GroupComparison) -> Clause:
    return fill(
        "{group} are counted {ratio} times as often as {reference}: {what}.",
        group=capital(Clause(comparison.group.own.group.words)),
        ratio=times_words(comparison.ratio),
        reference=comparison.group.against.group.words,
        what=lower_first(comparison.found.indicator.subject),
    )


def audits_sentence(read: AuditsRead) -> Sentence | None:
    """Return which standards the service's own audits would rate below Good, or that none would.

    What is hidden, old or sent otherwise is said. None where nothing was audited.
    """
    if read.only:
        words = fill("Own case audits {only} are not judged here.", only=read.only)
        return Sentence(words, Tone.UNCLEAR, AUDITS)
    rated = [each for each in read.ratings if each.rating is not None]
    if not rated:
        return _no_audit(read.ratings, counted(len(read.ratings), "standard"))
    below = sorted((each for each in rated if each.rating in _BELOW_GOOD), key=_points)
    return _below_good(below) if below else _none_below(read, rated)


def _none_below(read: AuditsRead, rated: Sequence[RehearsalRating]) -> Sentence:
    every, judged = len(read.ratings), len(rated)
    lead = fill(
        "By own case audits {judged} of {all} would be at least Good ({when}{old}).",
        judged=str(judged),
        all=counted(every, "standard"),
        when=short_words(read.newest) if read.newest else "no quarter",
        old=", which is old" if read.is_old else "",
    )
    others = every - judged
    rest = fill("{others} hidden or not judged.", others=str(others)) if others else NOTHING
    tone = Tone.UNCLEAR if others or read.is_old else Tone.NOTE
    return Sentence(joined([lead, rest]), tone, AUDITS, lead=lead.text)


def _below_good(below: Sequence[RehearsalRating]) -> Sentence:
    words = fill(
        "By own case audits {names}.",
        names=joined([_would_be(each) for each in below[:MOST_TOLD]], "; "),
    )
    lead = words.text
    if len(below) > MOST_TOLD:
        more = fill("{number} more would be below Good.", number=str(len(below) - MOST_TOLD))
        words = joined([words, more])
    return Sentence(words, Tone.WORSE, AUDITS, lead=lead, number=str(len(below)))


def _no_audit(ratings: Sequence[RehearsalRating], every: Clause) -> Sentence | None:
    lacks = {question.lack for each in ratings for question in each.lacking}
    if Lack.WITHHELD in lacks:
        words = fill("Own case audits are hidden by small numbers: none of {all} shown.", all=every)
    elif lacks - {Lack.NOT_AUDITED}:
        words = fill("Own case audits are too few to judge any of {all}.", all=every)
    else:
        return None
    return Sentence(words, Tone.UNCLEAR, AUDITS)


def _points(rating: RehearsalRating) -> int:
    return rating.rating.points if rating.rating else 0


def _would_be(rating: RehearsalRating) -> Clause:
    standard, word = rating.standard.title, rating.rating.value if rating.rating else ""
    return fill("{standard} would be {rating}", standard=standard, rating=word)


def waiting_sentence(waiting: int) -> Sentence | None:
    """Return how many own figures wait for a decision and are not shown; None without any."""
    if not waiting:
        return None
    template = "{number} own {figures} checking; until then {are} not counted."
    one = waiting == 1
    words = fill(
        template,
        number=str(waiting),
        figures="figure needs" if one else "figures need",
        are="it is" if one else "they are",
    )
    return Sentence(words, Tone.MISSING, WAITING, lead=words.text, number=str(waiting))
