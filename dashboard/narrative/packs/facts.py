"""How a matter stands, in the few words with which a pack is frozen and compared."""

from dashboard.core.inspection.ratings import DerivedRatings
from dashboard.core.performance.case_audits import RehearsalRating
from dashboard.core.performance.signals import Signal
from dashboard.core.published.comparison import Comparison
from dashboard.core.register.standings import Standing
from dashboard.core.sentences import Clause, fill, joined
from dashboard.narrative.inspection.ratings import points_words
from dashboard.narrative.performance.series import newest_words
from dashboard.narrative.performance.signals import signal_tag
from dashboard.narrative.published.comparison import beside_group
from dashboard.narrative.published.figures import own_figure
from dashboard.narrative.register.follow_ups import due_brief, late_words, stillness_brief

_COUNTED_ANEW = "counted differently from the years before"


def comparison_words(comparison: Comparison, *, is_warning: bool) -> Clause:
    """Return a figure with its place among similar areas, and whether it is an early warning.

    In the first period of a new definition that is said, so that nobody takes it for a change.
    """
    figure = own_figure(comparison) or Clause(comparison.indicator.unit.words_or_absent(None))
    warned = Clause("early warning" if is_warning else "")
    breaks = {change.period for change in comparison.indicator.breaks}
    anew = Clause(_COUNTED_ANEW if comparison.period.id in breaks else "")
    return joined([figure, beside_group(comparison), warned, anew], "; ")


def rating_words(derived: DerivedRatings) -> Clause:
    """Return the overall rating with the total where it is known: "Outstanding, 31 of 36"."""
    rating = derived.inspection.overall
    named = Clause(rating.value if rating else "no overall rating")
    return joined([named, points_words(derived)], ", ")


def standing_words(standing: Standing) -> Clause:
    """Return where a recommendation stands: its state, how late, how still, when it is due.

    How late it is grows from day to day and is no news, so only that it is late is said.
    """
    parts = [
        Clause(standing.status.value),
        Clause("late" if late_words(standing) else ""),
        Clause("stuck" if stillness_brief(standing) else ""),
        due_brief(standing),
    ]
    return joined(parts, "; ")


def signal_words(signal: Signal) -> Clause:
    """Return an own measure's newest figure and what it says: "19 children in …; worse"."""
    _tone, word = signal_tag(signal)
    return joined([newest_words(signal.series), Clause(word.lower())], "; ")


def rehearsal_words(rehearsed: RehearsalRating) -> Clause:
    """Return a rehearsal rating with the percentages of its key questions."""
    rating = rehearsed.rating
    questions = [
        fill("{code} {percentage}%", code=each.question.code, percentage=str(each.percentage))
        for each in rehearsed.questions
        if each.percentage is not None
    ]
    named = Clause(rating.value if rating else "no rehearsal rating")
    return joined([named, joined(questions, ", ")], "; ")
