"""What a text means to a person, and the refusal of one that could mean two things."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from dashboard.errors import DashboardError

T = TypeVar("T")


@dataclass(frozen=True)
class Meaning(Generic[T]):
    """What a text means; `otherwise` says that the dashboard itself would write it otherwise.

    A reader is then told what the text was read as.
    """

    value: T
    otherwise: bool = False


class NotReadError(DashboardError):
    """A text that means nothing here, or two things: why not, and what to do.

    `reason` follows the quoted text ("is ..."), `advice` names the readings where there are two.
    """

    def __init__(self, given: str, reason: str, advice: str) -> None:
        self.given, self.reason, self.advice = given, reason, advice
        stop = "" if advice.endswith("?") else "."
        super().__init__(f'"{given[:60]}" {reason}: {advice}{stop}')
