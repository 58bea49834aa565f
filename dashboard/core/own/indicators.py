"""What a service counts itself, quarter by quarter: how it is read and what it may not decide."""

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum

from dashboard.core.inspection.frameworks import Basis, Framework, KeyQuestion
from dashboard.core.published.indicators import (
    Unit,
)
from dashboard.core.rules import (
    ImpossibleValueError,
    require_address,
    require_between,
    require_texts,
)
from dashboard.core.verdicts import Polarity

AUDIT_PREFIX = "audit-"


class LocalKind(StrEnum):
    """What a local indicator is for; a key performance indicator shows its own trend only."""

    MEASURE = "local measure"
    KPI = "Youth Justice Board key performance indicator"
    AUDIT = "case audit"
    POPULATION = "children living in the area"


@dataclass(frozen=True)
class LocalIndicator:
    """A local measure: a count of children, or the share or rate that a count is of others.

    `counted` is what the count is a number of. `denominator` is "" for plain counts. `published_as`
    is the id of the published indicator of the same matter, "" where there is none. `aliases` are
    words that people write for it; one that several have names none of them alone. `wording` says
    which official wording is meant where there are several. `groups` are the dimensions by which
    it may be counted. `adds_up` says that the counts of months make the quarter's and those of area
    teams the service's, which is false where one child can be counted in two of them.
    `key_question` is that of a case audit, in `framework`. `tolerance` is how far, in its unit, a
    target may be missed before it counts as clearly missed.
    """

    id: str
    name: str
    subject: str
    kind: LocalKind
    unit: Unit
    polarity: Polarity
    numerator: str
    denominator: str
    plausible_minimum: float
    plausible_maximum: float
    why_it_matters: str
    reviewed_on: dt.date
    counted: str = "children"
    caveat: str = ""
    source_url: str = ""
    wording: str = ""
    published_as: str = ""
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    adds_up: bool = True
    tolerance: float = 0
    place_in_lists: int = 100
    framework: str = ""
    key_question: str = ""

    def __post_init__(self) -> None:
        texts = ("name", "subject", "numerator", "why_it_matters", "counted")
        require_texts({key: getattr(self, key) for key in texts})
        require_texts({f"aliases.{n}": text for n, text in enumerate(self.aliases, 1)})
        require_address("source_url", self.source_url, may_be_unknown=True)
        require_between("tolerance", self.tolerance, 0)
        low, high = self.plausible_minimum, self.plausible_maximum
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            wrong = f"{low} is not below {high}"
            raise ImpossibleValueError("plausible_minimum", wrong, "correct them")
        if bool(self.denominator) is self.is_count:
            wrong = "a share or rate needs a denominator, a plain count has none"
            raise ImpossibleValueError("denominator", wrong, "correct the denominator or the unit")

    @property
    def is_count(self) -> bool:
        """Whether the figure is a plain number of children, without a denominator."""
        return not self.unit.is_percentage and self.unit.per is None

    @property
    def counts_children(self) -> bool:
        """Whether each child counts once, so that counts vary as chance lets them."""
        return self.counted == "children"

    @property
    def fit_for_decisions(self) -> bool:
        """False where the Board that collects it says that it is not."""
        return self.kind is not LocalKind.KPI

    def value_of(self, count: float, denominator: float | None) -> float | None:
        """Return the figure that a count makes, None where its denominator is absent or zero."""
        if self.is_count:
            return count
        return count / denominator * self.unit.multiplier if denominator else None


def audit_indicators(framework: Framework) -> tuple[LocalIndicator, ...]:
    """Return a local indicator for each key question of a framework that is rated on cases."""
    return tuple(
        _audit(framework.id, question)
        for standard in framework.standards.values()
        if standard.basis is Basis.CASES
        for question in standard.key_questions
    )


def _audit(framework: str, question: KeyQuestion) -> LocalIndicator:
    return LocalIndicator(
        id=f"{AUDIT_PREFIX}{question.code}",
        name=f"Case audit {question.code}: {question.wording}",
        subject=f"Case audit {question.code}",
        kind=LocalKind.AUDIT,
        unit=Unit("%", "per cent of cases audited", 0),
        polarity=Polarity.HIGHER,
        numerator="Cases audited in which the answer was yes",
        denominator="Cases audited",
        plausible_minimum=0,
        plausible_maximum=100,
        why_it_matters="An audit by the inspectors' questions shows where an inspection would "
        "find what is missing.",
        reviewed_on=dt.date(2026, 11, 22),
        counted="cases",
        framework=framework,
        key_question=question.code,
        place_in_lists=900,
    )
