"""Words for the state of a figure: its usual ones, others, and marks of absence."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from dashboard.core.written.meaning import Meaning, NotReadError
from dashboard.core.written.numbers import Absence, Absent, read_number

S = TypeVar("S")

# Longer texts are no state.
_LONGEST = 100


def read_state(
    text: str,
    usual: Mapping[str, S],
    too: Mapping[str, S],
    state_for: Callable[[Absence], S],
    advice: str,
) -> Meaning[S]:
    """Return the state that a text names: by its usual word, by another, or by a mark of absence.

    `usual` and `too` have words in lower case; `state_for` gives the state of what is absent.

    Raises:
        NotReadError: for any other text, with the advice.
    """
    words = " ".join(text[:_LONGEST].split()).casefold()
    if words in usual:
        return Meaning(usual[words])
    if words in too:
        return Meaning(too[words], otherwise=True)
    try:
        found = read_number(text)
    except NotReadError:
        found = None
    if not isinstance(found, Absent):
        raise NotReadError(text, "is not a state", advice)
    return Meaning(state_for(found.why), otherwise=True)
