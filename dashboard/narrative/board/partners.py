"""What the partner view says in words: who is late, what is owed, how often somebody came."""

from collections.abc import Mapping

from dashboard.core.board.attendance import PartnerAttendance
from dashboard.core.sentences import Clause, fill, listed_clauses


def late_answer(late: Mapping[str, int], owed: int) -> Clause:
    """Return who is late and with how much; `late` is by partner, `owed` counts all they owe."""
    if not owed:
        return Clause("No open recommendation or action has a partner yet, so none owes anything.")
    if owed == 1:
        template = "The one open recommendation or action that a partner owes is {state}."
        return fill(template, state=f"late: {next(iter(late))}" if late else "not late")
    if not late:
        template = "No partner is late: of the {owed} open recommendations and actions that "
        return fill(template + "partners owe, none is past its due date.", owed=str(owed))
    count = sum(late.values())
    template = "{count} of the {owed} open recommendations and actions that partners owe {verb} "
    each = [fill("{name} ({count})", name=name, count=str(n)) for name, n in late.items()]
    return fill(
        template + "late: {partners}.",
        count=str(count),
        owed=str(owed),
        verb="is" if count == 1 else "are",
        partners=listed_clauses(each),
    )


def partner_answer(partner: str, late: int, owed: int) -> Clause:
    """Return how much one partner owes and how much of it is late."""
    if not owed:
        return fill("{partner} owes nothing that is open.", partner=partner)
    if owed == 1:
        state = "it is late" if late else "it is not late"
        return fill(
            "{partner} owes one open recommendation or action; {state}.",
            partner=partner,
            state=state,
        )
    return fill(
        "{partner} owes {owed} open recommendations and actions; {late} of them {verb} late.",
        partner=partner,
        owed=str(owed),
        late=str(late) if late else "none",
        verb="are" if late > 1 else "is",
    )


def attendance_words(attendance: PartnerAttendance) -> Clause:
    """Return how often a partner came to the meetings at which its presence was noted."""
    if not attendance.noted:
        return Clause("not noted" if attendance.meetings else "no meeting held yet")
    template = "{attended} of {noted}"
    if attendance.by_deputy:
        template += ", and {deputy} by a deputy"
    return fill(
        template,
        attended=str(attendance.attended),
        noted=str(attendance.noted),
        deputy=str(attendance.by_deputy),
    )
