"""The state of a published figure, as people and tables write it."""

from dashboard.core.published.indicators import State
from dashboard.core.written.meaning import Meaning
from dashboard.core.written.numbers import Absence
from dashboard.core.written.states import read_state

_ADVICE = f"write one of {', '.join(State)}"
_USUAL = {"": State.PUBLISHED} | {state.value: state for state in State}
_TOO = {
    **dict.fromkeys(("final", "official", "actual", "confirmed"), State.PUBLISHED),
    **dict.fromkeys(("u", "[u]", "unreliable", "low reliability"), State.DOUBTFUL),
    **dict.fromkeys(("part year", "incomplete year"), State.PART_YEAR),
}


def state_for(why: Absence) -> State:
    """Return the state of a figure that is absent for a reason."""
    return State.SUPPRESSED if why is Absence.WITHHELD else State.NOT_PUBLISHED


def read_published_state(text: str) -> Meaning[State]:
    """Return the state that a text names; an empty one is published.

    >>> read_published_state("Withheld").value, read_published_state("n/a").value
    (<State.SUPPRESSED: 'suppressed'>, <State.NOT_PUBLISHED: 'not published'>)

    Raises:
        NotReadError: for any other text.
    """
    return read_state(text, _USUAL, _TOO, state_for, _ADVICE)
