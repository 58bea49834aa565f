"""Numbers and the marks that stand for none, as tables and people write them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Absence(StrEnum):
    """Why no number stands in a cell."""

    WITHHELD = "withheld"
    NOT_RECORDED = "not recorded"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True)
class Amount:
    """A number; `is_share` says that a percent sign stands behind it (12% is 12, a share).

    `marks` are the footnotes and letters behind it, such as "note 3", "r" or "p", in lower case
    and without brackets. `otherwise` says that it is not written in plain digits.
    """

    value: float
    is_share: bool = False
    marks: tuple[str, ...] = ()
    otherwise: bool = False


@dataclass(frozen=True)
class Absent:
    """No number, and why; `marks` as for `Amount`."""

    why: Absence
    marks: tuple[str, ...] = ()


Number: TypeAlias = Amount | Absent


def read_number(text: str) -> Number:
    """Return the number that a text is, or why it is none.

    Raises:
        NotReadError: for what is neither, or could be two numbers.
    """
    raise NotImplementedError
