"""Years, quarters and months as tables and people write them."""

from dashboard.core.periods import Period, PeriodKind
from dashboard.core.written.meaning import Meaning


def read_year(text: str, kind: PeriodKind) -> Meaning[Period]:
    """Return the year of a kind that a text names, such as "year ending December 2018".

    Raises:
        NotReadError: for no year of this kind, or one that could be two.
    """
    raise NotImplementedError


def read_quarter_or_month(text: str) -> Meaning[Period]:
    """Return the quarter or month that a text names, such as "Apr-Jun 2025" or "Q1 25/26".

    Raises:
        NotReadError: for neither, or for what could be two, such as "2025 Q1".
    """
    raise NotImplementedError
