"""The state of a published figure, as people and tables write it."""

from dashboard.core.published.indicators import State
from dashboard.core.written.meaning import Meaning, NotReadError
from dashboard.core.written.numbers import Absence, Absent, read_number

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
    words = " ".join(text[:100].split()).casefold()
    if words in _USUAL:
        return Meaning(_USUAL[words])
    if words in _TOO:
        return Meaning(_TOO[words], otherwise=True)
    try:
        found = read_number(text)
    except NotReadError:
        found = None
    if not isinstance(found, Absent):
        raise NotReadError(text, "is not a state", _ADVICE)
    return Meaning(state_for(found.why), otherwise=True)
