"""The board at work: meetings, who attended, acknowledgements of warnings, decisions."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dashboard.core.periods import date_words


class Presence(StrEnum):
    ATTENDED = "Attended"
    DEPUTY = "Sent a deputy"
    APOLOGIES = "Sent apologies"
    ABSENT = "Absent"


@dataclass(frozen=True)
class Attendance:
    """Whether a partner was at a meeting, and who came for it where that was noted."""

    body: str
    presence: Presence
    name: str = ""


@dataclass(frozen=True)
class WarningShown:
    """An early warning as it stood on the day of a meeting: its stable id, period and sentence."""

    id: str
    period: str
    sentence: str

    @property
    def lead(self) -> str:
        """The first of its sentences, which says what it is about and how wide the gap is."""
        return _first_sentence(self.sentence)


@dataclass(frozen=True)
class Meeting:
    """A meeting of the management board on a day; it is planned until it is recorded as held.

    When it is, what the board could see that day is kept with it: the early warnings, and how many
    of the core indicators (`core_indicators`) were shown against named similar areas (`compared`).
    """

    id: str
    service: str
    on: dt.date
    title: str = "Management board"
    held: bool = False
    attendance: tuple[Attendance, ...] = ()
    note: str = ""
    warnings: tuple[WarningShown, ...] = ()
    compared: int = 0
    core_indicators: int = 0

    @property
    def label(self) -> str:
        return f"{self.title}, {date_words(self.on)}"


@dataclass(frozen=True)
class Acknowledgement:
    """A member says: I have seen this warning.  It is never changed or deleted.

    `warning` is the warning's stable id and `period` the period of its figure then; `sentence` is
    what the member read.  `meeting` is "" for one made between meetings.
    """

    id: str
    service: str
    warning: str
    period: str
    person: str
    by: str
    at: dt.datetime
    sentence: str
    note: str = ""
    meeting: str = ""

    @property
    def label(self) -> str:
        return f"acknowledgement by {self.by}"

    @property
    def lead(self) -> str:
        """The first sentence of what the member read."""
        return _first_sentence(self.sentence)


class DecisionKind(StrEnum):
    DECISION = "Decision"
    CHALLENGE = "Challenge"


class SubjectKind(StrEnum):
    """What a decision can be about."""

    WARNING = "warning"
    RECOMMENDATION = "recommendation"
    ACTION = "action"
    NATIONAL_REPORT = "national report"


@dataclass(frozen=True)
class Decision:
    """What the board decided or challenged at a meeting.  It is never changed or deleted.

    `subject` is the id of what it is about and `subject_words` how that read then.
    """

    id: str
    service: str
    meeting: str
    kind: DecisionKind
    subject_kind: SubjectKind
    subject: str
    subject_words: str
    text: str
    by: str
    at: dt.datetime

    @property
    def label(self) -> str:
        return f"{self.kind.value.lower()} on {self.subject_words}"


def _first_sentence(text: str) -> str:
    return f"{text.partition('. ')[0].rstrip('.')}."
