"""What the partner view says in words: who is late, what is owed, how often somebody came."""

from collections.abc import Mapping

from dashboard.core.board.attendance import PartnerAttendance
from dashboard.core.sentences import Clause, counted, fill, listed_clauses


def late_answer(late: Mapping[str, int], owed: int) -> Clause:
    """Return who is late and with how much; `late` is by partner, `owed` counts all they owe."""
    if not owed:
        return Clause("No open recommendation or action has a partner yet, so none owes anything.")
    if owed == 1:
        template = "Partners owe one item; it is {state}."
        return fill(template, state=f"late: {next(iter(late))}" if late else "not late")
    if not late:
        return fill("Partners owe {owed} items; none is late.", owed=str(owed))
    count = sum(late.values())
    each = [fill("{name} ({count})", name=name, count=str(n)) for name, n in late.items()]
    return fill(
        "{count} of the {owed} items that partners owe {verb} late: {partners}.",
        count=str(count),
        owed=str(owed),
        verb="is" if count == 1 else "are",
        partners=listed_clauses(each),
    )


def owed_answer(who: str, late: int, owed: int) -> Clause:
    """Return how much one partner or person owes and how much of it is late."""
    if not owed:
        return fill("{who} owes nothing that is open.", who=who)
    if owed == 1:
        state = "it is late" if late else "it is not late"
        return fill("{who} owes one item; {state}.", who=who, state=state)
    how_late = _how_late(late, owed)
    return fill("{who} owes {owed} items{late}.", who=who, owed=str(owed), late=how_late)


def _how_late(late: int, owed: int) -> Clause:
    if not late:
        return Clause("; none is late")
    return Clause(", all late") if late == owed else fill("; {late} late", late=str(late))


def open_words(recommendations: int, actions: int, readings: int) -> Clause:
    """Return how much of each kind is open with a partner; what there is none of is left out."""
    counts = {"recommendation": recommendations, "action": actions, "reading": readings}
    parts = [counted(n, noun) for noun, n in counts.items() if n]
    return listed_clauses(parts) if parts else Clause("nothing")


def attendance_words(attendance: PartnerAttendance) -> Clause:
    """Return how often a partner came to the meetings at which its presence was noted."""
    if not attendance.noted:
        return Clause("not noted" if attendance.meetings else "no meeting yet")
    template = "{attended} of {noted}"
    if attendance.by_deputy:
        template += ", and {deputy} by a deputy"
    return fill(
        template,
        attended=str(attendance.attended),
        noted=str(attendance.noted),
        deputy=str(attendance.by_deputy),
    )
