"""How the dashboard is kept, in words that a chair understands."""

import datetime as dt

from dashboard.core.periods import date_words
from dashboard.core.sentences import Clause, Sentence, Tone, counted, fill
from dashboard.core.upkeep import Status, UpkeepKind

SUBJECT = "running"


def state_sentence(status: Status) -> Sentence:
    """Return whether all is well, as the answer to the page's question."""
    if status.is_sound:
        return _sentence("All is well: there is a new backup, and nothing that was done failed.")
    return _sentence("Something needs the operator: see below.", Tone.WATCH)


def backup_sentence(status: Status) -> Sentence:
    """Return when the last backup was made and how old it is."""
    if status.backup is None:
        return _sentence(
            "No backup has been made yet: ask whoever runs it to make one.", Tone.WATCH
        )
    if status.failed(UpkeepKind.BACKUP):
        template = "The last backup failed on {day}; the one before is {age} old."
        failed = status.last[UpkeepKind.BACKUP]
        facts = {"day": _moment(failed.at), "age": _age(status, status.backup.at)}
        return Sentence(fill(template, **facts), Tone.WARNING, SUBJECT)
    template = "The last backup is {age} old: {day}."
    facts = {"age": _age(status, status.backup.at), "day": _moment(status.backup.at)}
    tone = Tone.WATCH if status.backup_is_old else Tone.MET
    return Sentence(fill(template, **facts), tone, SUBJECT)


def check_sentence(status: Status) -> Sentence:
    """Return when the history was last checked, and what came of it."""
    check = status.last.get(UpkeepKind.CHECK)
    if check is None:
        # The page History looks at less by itself, and notes nothing.
        return _sentence(
            "No check of everything, evidence too, is on record: "
            'press "Check everything now" on the History page.',
            Tone.NOTE,
        )
    words = fill("Checked on {day}. {outcome}", day=_moment(check.at), outcome=check.outcome)
    return Sentence(words, Tone.MET if check.sound else Tone.WARNING, SUBJECT)


def tidy_sentence(status: Status) -> Sentence:
    """Return when old reads and sessions were last deleted."""
    tidied = status.last.get(UpkeepKind.TIDY)
    if tidied is None:
        return _sentence("Old reads and sessions have not been deleted yet.", Tone.NOTE)
    words = fill("On {day}, {outcome}", day=_moment(tidied.at), outcome=tidied.outcome)
    return Sentence(words, Tone.MET if tidied.sound else Tone.WATCH, SUBJECT)


def _sentence(words: str, tone: Tone = Tone.MET) -> Sentence:
    return Sentence(Clause(words), tone, SUBJECT)


def _age(status: Status, at: dt.datetime) -> str:
    hours = int((status.now - at).total_seconds() // 3600)
    if hours < 1:
        return "less than an hour"
    number, unit = (hours, "hour") if hours < 48 else (hours // 24, "day")
    return str(counted(number, unit))


def _moment(at: dt.datetime) -> str:
    return f"{date_words(at.date())}, {at:%H:%M} UTC"
