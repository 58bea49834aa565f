"""Case audits of invented standards, for tests."""

from collections.abc import Mapping, Sequence

from dashboard.core.disclosure.protection import DisclosureRules, Mode, ProtectedFigures, protect
from dashboard.core.inspection.frameworks import Framework, Rating
from dashboard.core.own.figures import WHOLE_SERVICE, parse_local_period
from dashboard.core.own.indicators import LocalIndicator, LocalKind
from dashboard.core.performance.case_audits import RehearsalRating, audited_question, rehearse
from tests.inspection_factories import framework, result, standard
from tests.local_factories import figure, own, share

BEFORE, LAST = "2025-26 Q3", "2025-26 Q4"
QUARTERS = tuple(parse_local_period(text) for text in (BEFORE, LAST))
RULES = DisclosureRules()

# Yes answers and cases audited, by quarter.
Audits = Mapping[str, tuple[int, int]]


def audit(code: str) -> LocalIndicator:
    return share(id=f"audit-{code}", kind=LocalKind.AUDIT, counted="cases", key_question=code)


def audits(
    code: str, by_quarter: Audits, mode: Mode = Mode.BOARD, place: str = WHOLE_SERVICE
) -> ProtectedFigures:
    rows = [figure(yes, of, period=q, place=place) for q, (yes, of) in by_quarter.items()]
    return protect(own(audit(code), rows), RULES, mode)


def rules_of(code: str = "3.3", questions: int = 3) -> Framework:
    return framework(standard(code, questions))


def rehearsed(
    questions: Sequence[Audits],
    *,
    code: str = "3.3",
    published: Rating | None = None,
    inspected: Sequence[int] = (),
    mode: Mode = Mode.BOARD,
) -> RehearsalRating:
    """Return the rehearsal of a standard from the audits of each of its key questions.

    `inspected` are the percentages that inspectors published for them.
    """
    rules = rules_of(code, len(questions))
    rated = rules.standard(code)
    given = [
        audited_question(
            question, audits(question.code, held, mode), WHOLE_SERVICE, QUARTERS, RULES
        )
        for question, held in zip(rated.key_questions, questions, strict=True)
    ]
    return rehearse(rated, rules, given, result(code, *inspected, published=published), RULES)
