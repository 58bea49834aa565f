"""Numbers as official tables print them, and the marks that stand where no figure is given."""

import re
from dataclasses import dataclass

from dashboard.core.published.indicators import State

_NUMBER = r"[+-]?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,20})?(e[+-]?\d{1,2})?"
# What tables put behind a number or a heading: the number of a note, or a letter such as "r" for
# revised. A letter alone in a cell is a mark.
_REMARK = r"\[\s*(notes? ?\d+(?:\s*,\s*(?:note )?\d+)*|[a-z]|low)\s*\]"
_WITHHELD = {"c", "*", "low"}
_ABSENT = {"-", "\u2013", "\u2014", ".", "..", "...", "\u2026", ":", "x", "z", "na", "n/a"}
_SMALL = r"(<|fewer than|less than) ?\d+"


@dataclass(frozen=True)
class Printed:
    """What a cell says: a number, or the state that its mark stands for; `note` names the marks."""

    value: float | None
    state: State
    note: str = ""


def printed(cell: str) -> Printed | None:
    """Return what a cell says, or None where it is neither a number nor a mark that is known.

    A cell without a number is never zero.

    >>> printed("1,258 [note 3]").value, printed("1,258 [note 3]").note
    (1258.0, 'The source marks it [note 3].')
    >>> printed("c").state, printed("-").state, printed("many")
    (<State.SUPPRESSED: 'suppressed'>, <State.NOT_PUBLISHED: 'not published'>, None)
    """
    text = " ".join(cell.split()).casefold()
    remarks = re.findall(_REMARK, text)
    bare = re.sub(_REMARK, "", text).strip()
    if re.fullmatch(_NUMBER, bare):
        marks = " ".join(f"[{remark}]" for remark in remarks)
        note = f"The source marks it {marks}." if marks else ""
        return Printed(float(bare.replace(",", "")) + 0, State.PUBLISHED, note)
    mark = bare or next((r for r in remarks if r in _WITHHELD | _ABSENT), "")
    state = _state(mark)
    note = f'The source prints "{" ".join(cell.split())}".' if text else ""
    return None if state is None else Printed(None, state, note)


def without_remarks(text: str) -> str:
    """Return a heading or a name without the numbers of notes, its blanks and breaks made single.

    >>> without_remarks(" Local Authority/Region  [note 2]")
    'Local Authority/Region'
    """
    return " ".join(re.sub(_REMARK, " ", text, flags=re.IGNORECASE).split())


def _state(mark: str) -> State | None:
    if mark in _WITHHELD or re.fullmatch(_SMALL, mark):
        return State.SUPPRESSED
    return State.NOT_PUBLISHED if mark in _ABSENT or not mark else None
