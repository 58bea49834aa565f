"""The last page of a pack: what changed since the last one, what was decided, own figures."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TypeVar

from dashboard.core.board.meetings import Acknowledgement, Decision
from dashboard.core.packs.facts import Difference, differences
from dashboard.core.packs.sections import PackSection
from dashboard.core.performance.signals import Signal
from dashboard.core.periods import date_words
from dashboard.core.sentences import Clause, capitalised, fill
from dashboard.narrative.packs.changes import (
    difference_about,
    difference_now,
    difference_then,
    difference_tone,
    differences_summary,
    most_telling_first,
)
from dashboard.narrative.performance.lenses import against_target
from dashboard.narrative.performance.series import newest_words
from dashboard.narrative.performance.signals import looked_at, signal_tag, signal_words
from dashboard.reports.packs.document import (
    Block,
    Cell,
    Heading,
    Section,
    Statement,
    Table,
    fact,
)
from dashboard.usecases.packs.facts import facts_of
from dashboard.usecases.packs.reading import PackReading

R = TypeVar("R", Decision, Acknowledgement)
# Rows of each table on the page; the annex has the others.
MOST_ROWS = 8


def since_section(reading: PackReading) -> Section:
    """Return what changed since the last pack, and what was done since the last meeting."""
    # From the end they go to the annex; the first page has what is worse of the own figures.
    blocks = (*_changes(reading), *_recorded(reading), *_own_figures(reading))
    return Section(
        id=PackSection.SINCE.value,
        title=Clause(PackSection.SINCE.heading),
        message=_message(reading),
        blocks=blocks,
    )


def _message(reading: PackReading) -> Clause:
    before, last = reading.earlier.pack, reading.last_meeting
    if before is None:
        return Clause("No earlier pack was issued, so nothing can be compared with it.")
    changed = differences_summary(differences(reading.earlier.facts, facts_of(reading)))
    if last is None:
        return changed
    return fill("{changed} The board last met on {day}.", changed=changed, day=date_words(last.on))


def _changes(reading: PackReading) -> Iterator[Block]:
    before = reading.earlier.pack
    if before is None:
        return
    yield Heading(Clause("What changed since the last pack"))
    issued = fill(
        "The last pack: {title}, issued on {day}.",
        title=before.title,
        day=date_words(before.at.date()),
    )
    yield Statement(issued, quiet=True)
    found = most_telling_first(differences(reading.earlier.facts, facts_of(reading)))
    if found:
        yield Table(
            caption=Clause("Each matter that differs, what is worse first"),
            headings=tuple(map(Clause, ("Matter", "In the last pack", "Now"))),
            rows=tuple(_difference_row(each) for each in found),
            shares=(4, 4, 4),
            most=MOST_ROWS,
        )


def _difference_row(found: Difference) -> tuple[Cell, ...]:
    tone, word = difference_tone(found), found.change.value
    return (
        Cell(difference_about(found), tone=tone, tone_word=word),
        Cell(difference_then(found)),
        Cell(difference_now(found)),
    )


def _own_figures(reading: PackReading) -> Iterator[Block]:
    signals = reading.overview.own.measures.signals
    yield Heading(Clause("The service's own figures"))
    if not signals.every:
        yield Statement(Clause("We have no own figures of the service."))
        return
    moved = [each for each in signals.worst_first if each.is_unusual or each.misses_target]
    if moved:
        yield _unusual(moved)
    yield Statement(looked_at(signals).words, quiet=True)


def _unusual(moved: Sequence[Signal]) -> Table:
    return Table(
        caption=Clause("Unusual, or short of their target; what is worse first"),
        headings=tuple(map(Clause, ("Measure", "Now", "Signal", "Target"))),
        rows=tuple(_signal_row(each) for each in moved),
        shares=(4, 4, 4, 3),
        most=MOST_ROWS,
    )


def _signal_row(signal: Signal) -> tuple[Cell, ...]:
    tone, word = signal_tag(signal)
    target = against_target(signal.series, signal.target).words if signal.target else Clause("none")
    return (
        Cell(fact(signal.indicator.name)),
        Cell(newest_words(signal.series)),
        Cell(signal_words(signal), tone=tone, tone_word=word),
        Cell(target),
    )


def _recorded(reading: PackReading) -> Iterator[Block]:
    """Yield what members decided and acknowledged; one sentence where they did neither."""
    decided, acknowledged = _made(reading, Decision), _made(reading, Acknowledgement)
    if not decided and not acknowledged:
        template = "No decision, challenge or acknowledgement of a warning is recorded{since}."
        yield Heading(Clause("Decisions and acknowledgements"))
        yield Statement(fill(template, since=_since(reading)))
        return
    yield from _decisions(reading, decided)
    yield from _acknowledgements(reading, acknowledged)


def _decisions(reading: PackReading, made: Sequence[Decision]) -> Iterator[Block]:
    yield Heading(fill("Decisions and challenges{since}", since=_since(reading)))
    if not made:
        yield Statement(Clause("None is recorded."))
        return
    yield Table(
        caption=Clause("What was decided, the newest first"),
        headings=tuple(map(Clause, ("About", "Kind", "What was said", "Recorded"))),
        rows=tuple(_decision_row(each) for each in made),
        shares=(4, 1.6, 5, 2.6),
        most=MOST_ROWS,
    )


def _decision_row(made: Decision) -> tuple[Cell, ...]:
    about = f"{capitalised(made.subject_kind.value)}: {made.subject_words}"
    recorded = f"{made.by}, {date_words(made.at.date())}"
    return tuple(Cell(fact(text)) for text in (about, made.kind.value, made.text, recorded))


def _acknowledgements(reading: PackReading, made: Sequence[Acknowledgement]) -> Iterator[Block]:
    yield Heading(fill("Acknowledgements of warnings{since}", since=_since(reading)))
    if not made:
        yield Statement(Clause("None is recorded."))
        return
    yield Table(
        caption=Clause("Who has seen what, the newest first"),
        headings=tuple(map(Clause, ("Warning", "Acknowledged by", "On", "Note"))),
        rows=tuple(_acknowledgement_row(each) for each in made),
        shares=(5, 2.6, 2.2, 3),
        most=MOST_ROWS,
    )


def _acknowledgement_row(made: Acknowledgement) -> tuple[Cell, ...]:
    told = (made.lead, made.by, date_words(made.at.date()), made.note or "no note")
    return tuple(Cell(fact(text)) for text in told)


def _made(reading: PackReading, kind: type[R]) -> list[R]:
    """Return what was made of a kind since the last meeting, the newest first."""
    held = reading.holdings.records.of(kind).values()
    mine = [e for e in held if e.service == reading.service.id and _is_since(reading, e.at)]
    return sorted(mine, key=lambda each: each.at, reverse=True)


def _is_since(reading: PackReading, at: dt.datetime) -> bool:
    # What was decided at the last meeting itself is news to its members' papers.
    return reading.last_meeting is None or at.date() >= reading.last_meeting.on


def _since(reading: PackReading) -> Clause:
    last = reading.last_meeting
    return fill(" since {day}", day=date_words(last.on)) if last else Clause("")
