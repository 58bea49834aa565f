"""What the values of a definition must be: a text, a number in its bounds, a safe address."""

import math
import re
from collections.abc import Mapping

from dashboard.errors import DashboardError

# Years that a definition may speak of; a year outside them is a slip of the pen.
SENSIBLE_YEARS = range(1990, 2100)


class ImpossibleValueError(DashboardError):
    """A value that no definition can have: its key, what is wrong with it, what to do."""

    def __init__(self, key: str, wrong: str, advice: str) -> None:
        self.key, self.wrong, self.advice = key, wrong, advice
        super().__init__(f"{key}: {wrong}: {advice}.")


def require_texts(texts: Mapping[str, str]) -> None:
    """Refuse the first text, by its key, that is empty or blank.

    Raises:
        ImpossibleValueError: naming the key.
    """
    for key, text in texts.items():
        if not text.strip():
            raise ImpossibleValueError(key, "is empty", "write it out")


def require_between(key: str, value: float, lowest: float, highest: float = math.inf) -> None:
    """Refuse a number outside its bounds, both included, and one that is not finite.

    Raises:
        ImpossibleValueError: naming the key and the bounds.
    """
    if math.isfinite(value) and lowest <= value <= highest:
        return
    bounds = f"{lowest:g} or more" if math.isinf(highest) else f"{lowest:g} to {highest:g}"
    raise ImpossibleValueError(key, f"cannot be {value:g}", f"write {bounds}")


def require_address(key: str, address: str, *, may_be_unknown: bool = False) -> None:
    """Refuse an address that is not a whole https one; "" only where it may be unknown.

    Raises:
        ImpossibleValueError: naming the key and the address.
    """
    if may_be_unknown and address == "":
        return
    if not re.fullmatch(r"https://[a-zA-Z0-9.-]+(:[0-9]+)?([/?#][^\s<>\"']*)?", address):
        wrong = f'"{" ".join(address.split())[:60]}" is not a web address'
        raise ImpossibleValueError(key, wrong, "write one that begins with https://")
