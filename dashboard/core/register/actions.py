"""What is done about a recommendation: actions, updates that are never overwritten, evidence."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dashboard.core.periods import date_words
from dashboard.errors import ChangeRefusedError

LARGEST_EVIDENCE_BYTES = 10 * 1024 * 1024


class ActionState(StrEnum):
    """Where an action stands; never typed, always worked out from its dates."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    DONE = "Done"
    DROPPED = "Dropped"


@dataclass(frozen=True)
class Action:
    """One step towards a recommendation; `owner` is a person's id, `body` a partner's name.

    `original_due` is the first due date it ever had and stays when `due` moves.  `done_on` is the
    owner's claim.  An action that is dropped needs a reason and no longer counts.
    """

    id: str
    service: str
    recommendation: str
    title: str
    owner: str = ""
    body: str = ""
    start: dt.date | None = None
    due: dt.date | None = None
    original_due: dt.date | None = None
    done_on: dt.date | None = None
    done_by: str = ""
    dropped_because: str = ""

    def __post_init__(self) -> None:
        for earlier, later, words in (
            (self.start, self.due, "is due"),
            (self.start, self.done_on, "was done"),
        ):
            if earlier and later and later < earlier:
                raise ChangeRefusedError(
                    f'"{self.title}" {words} on {date_words(later)}, before it starts on '
                    f"{date_words(earlier)}: correct one of the two dates."
                )

    @property
    def label(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.done_on is None and not self.dropped_because

    @property
    def counts(self) -> bool:
        return not self.dropped_because

    def state(self, as_of: dt.date) -> ActionState:
        """Return where it stands on a day; with no start date it is not started until done."""
        if self.dropped_because:
            return ActionState.DROPPED
        if self.done_on is not None:
            return ActionState.DONE
        started = self.start is not None and self.start <= as_of
        return ActionState.IN_PROGRESS if started else ActionState.NOT_STARTED

    def is_late(self, as_of: dt.date) -> bool:
        """Return whether it is open after its due date; without one it cannot be late."""
        return self.is_open and self.due is not None and self.due < as_of


@dataclass(frozen=True)
class Update:
    """What somebody reported on a day about a recommendation or one of its actions.

    The database refuses to change or delete one: a slip is corrected by a further update.
    """

    id: str
    service: str
    recommendation: str
    text: str
    by: str
    at: dt.datetime
    action: str = ""

    @property
    def label(self) -> str:
        return f"update by {self.by}"


class EvidenceKind(StrEnum):
    AUDIT = "Case audit"
    DATA = "Figures"
    MINUTES = "Minutes"
    POLICY = "Policy or procedure"
    FEEDBACK = "Feedback from children, families or victims"
    OTHER = "Other"


@dataclass(frozen=True)
class Evidence:
    """What shows that something was done: a link or a small file, dated; who checked it is apart.

    `file_sha256` ties the record to the file's bytes.  Evidence is withdrawn only with a reason.
    """

    id: str
    service: str
    recommendation: str
    title: str
    kind: EvidenceKind
    dated: dt.date
    added_by: str
    added_by_id: str = ""
    action: str = ""
    link: str = ""
    file_name: str = ""
    file_sha256: str = ""
    file_bytes: int = 0
    checked_by: str = ""
    checked_on: dt.date | None = None
    withdrawn_because: str = ""

    @property
    def label(self) -> str:
        return self.title

    @property
    def counts(self) -> bool:
        return not self.withdrawn_because
