"""What case audits would make of a standard: a rehearsal by the inspectors' rules, no inspection.

The audits of the last two quarters are pooled by key question and become whole percentages; from
there on the rules and the code are those that rate an inspection.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from dashboard.core.disclosure.protection import DisclosureRules, ProtectedFigures
from dashboard.core.inspection.frameworks import Framework, KeyQuestion, Rating, Standard
from dashboard.core.inspection.headroom import whole_percentage
from dashboard.core.inspection.inspections import StandardResult
from dashboard.core.inspection.ratings import StandardRating, rate_standard
from dashboard.core.inspection.reinspection import SHARED_ASSUMPTIONS, standard_shares
from dashboard.core.own.figures import LocalObservation, LocalState, parse_local_period
from dashboard.core.performance.derived_figures import total
from dashboard.core.periods import Period, PeriodKind
from dashboard.core.statistics.formulas import wilson_interval

QUARTERS_POOLED = 2
# A change is more than chance where fewer draws than these from unchanged work would show it.
RARE_SHARE = 0.05
_AUDITED = (LocalState.FINAL, LocalState.PROVISIONAL, LocalState.WITHHELD)

ASSUMPTIONS = (
    "The audited cases are a random sample. Where easy or hard ones were chosen, it shows here.",
    "Auditors judge as inspectors would. Colleagues often judge more kindly; nobody knows by how "
    "much.",
    "The work was the same in both quarters.",
    *SHARED_ASSUMPTIONS,
)


class Lack(StrEnum):
    """Why a key question has no percentage from audits."""

    NOT_AUDITED = "not audited"
    WITHHELD = "withheld"
    NO_CASES = "given without the numbers of cases"
    TOO_FEW = "audited on too few cases"


@dataclass(frozen=True)
class AuditedQuestion:
    """The audits of one key question: by quarter, and those of `pooled` quarters as one.

    `yes` of `cases` answered it with yes; both are None where they may not be known. `lack` is None
    where there is a percentage.
    """

    question: KeyQuestion
    by_quarter: Mapping[Period, LocalObservation]
    pooled: tuple[Period, ...]
    yes: int | None = None
    cases: int | None = None
    lack: Lack | None = None

    @property
    def percentage(self) -> int | None:
        """The share of yes in whole per cent, as inspectors publish; None where it is lacking."""
        if self.lack is not None or self.yes is None or self.cases is None:
            return None
        return whole_percentage(self.yes, self.cases)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% Wilson interval of the share of yes, in per cent; None where it is lacking."""
        if self.lack is not None or self.yes is None or self.cases is None:
            return None
        lower, upper = wilson_interval(self.yes, self.cases)
        return float(lower) * 100, float(upper) * 100


@dataclass(frozen=True)
class RehearsalRating:
    """One standard by its case audits; `rated.published` is what inspectors published before.

    `shares` are how often each rating comes out when the audits are drawn again; it is empty where
    there is no rehearsal rating. `by_chance` is how often as many cases of work just as inspectors
    found it would come out at least as far from their rating; None where that cannot be drawn.
    """

    rated: StandardRating
    questions: tuple[AuditedQuestion, ...]
    rules: DisclosureRules
    shares: Mapping[Rating, float] = field(default_factory=dict)
    by_chance: float | None = None

    @property
    def standard(self) -> Standard:
        return self.rated.standard

    @property
    def rating(self) -> Rating | None:
        """The rehearsal rating; None where a key question lacks a percentage."""
        return self.rated.derived

    @property
    def deciding(self) -> tuple[AuditedQuestion, ...]:
        """The key questions that decide the rating: the lowest, and those level with it."""
        codes = {answer.question.code for answer in self.rated.lowest}
        return tuple(each for each in self.questions if each.question.code in codes)

    @property
    def lacking(self) -> tuple[AuditedQuestion, ...]:
        return tuple(each for each in self.questions if each.lack is not None)

    @property
    def is_hidden(self) -> bool:
        """Whether small numbers alone keep it from a rating."""
        lacks = {each.lack for each in self.lacking}
        return self.rating is None and lacks == {Lack.WITHHELD}

    @property
    def fewest_cases(self) -> int | None:
        """The smallest number of cases that a key question was audited on, where all are known."""
        return min((each.cases for each in self.questions if each.cases is not None), default=None)

    @property
    def needs_caution(self) -> bool:
        """Whether it rests on so few cases that each of them weighs much."""
        few = self.fewest_cases
        most = self.rules.largest_cautious_denominator
        return self.rating is not None and few is not None and few <= most

    @property
    def changes(self) -> bool | None:
        """Whether it differs from the published rating; None where one of the two is missing."""
        return None if self.rated.agrees is None else not self.rated.agrees

    @property
    def changes_clearly(self) -> bool:
        """Whether it differs from the published rating by more than chance makes likely."""
        return bool(self.changes) and self.by_chance is not None and self.by_chance < RARE_SHARE

    @property
    def is_lower(self) -> bool:
        """Whether it stands below the published rating."""
        now, then = self.rating, self.rated.published
        return now is not None and then is not None and now < then


@dataclass(frozen=True)
class AuditsRead:
    """The rehearsal ratings of the whole service, and what of its audits they leave out.

    `newest` is the last quarter audited and `is_old` that it says nothing of today. `only` is how
    the audits were sent, where none could be read: by month, or by area team.
    """

    ratings: tuple[RehearsalRating, ...] = ()
    newest: Period | None = None
    is_old: bool = False
    only: str = ""


def audited_quarters(figures: Iterable[ProtectedFigures]) -> tuple[Period, ...]:
    """Return every quarter that was audited, oldest first; months are left out."""
    states = [state.value for state in _AUDITED]
    tables = [each.figures.table for each in figures]
    found = {text for held in tables for text in held.loc[held["state"].isin(states), "period"]}
    periods = [parse_local_period(text) for text in found]
    return tuple(sorted(period for period in periods if period.kind is PeriodKind.QUARTER))


def pooled_quarters(quarters: Sequence[Period]) -> tuple[Period, ...]:
    """Return the quarters that are pooled, oldest first: the newest audited and those before it."""
    newest = max(quarters)
    return tuple(newest.before(steps) for steps in reversed(range(QUARTERS_POOLED)))


def audited_question(
    question: KeyQuestion,
    figures: ProtectedFigures | None,
    place: str,
    quarters: Sequence[Period],
    rules: DisclosureRules,
) -> AuditedQuestion:
    """Return the audits of a key question in one place, those of the last two quarters as one.

    Nothing is pooled if one of the quarters is withheld: the rest would say what it was. No
    percentage is given of fewer cases than the rules ask for.
    """
    pooled = pooled_quarters(quarters)
    if figures is None:
        return AuditedQuestion(question, {}, pooled, lack=Lack.NOT_AUDITED)
    by_quarter = {quarter: figures.at(place, quarter) for quarter in quarters}
    bare = AuditedQuestion(question, by_quarter, pooled)
    observed = [by_quarter[quarter] for quarter in pooled if quarter in by_quarter]
    audited = [each for each in observed if each.state in _AUDITED]
    sums = total(figures, audited)
    if sums.state is LocalState.WITHHELD:
        return replace(bare, lack=Lack.WITHHELD)
    if sums.denominator is None:
        return replace(bare, lack=Lack.NO_CASES if audited else Lack.NOT_AUDITED)
    if not sums.denominator:
        return replace(bare, lack=Lack.NOT_AUDITED)
    lack = Lack.TOO_FEW if sums.denominator < rules.smallest_denominator else None
    return replace(bare, yes=sums.count, cases=sums.denominator, lack=lack)


def rehearse(
    standard: Standard,
    framework: Framework,
    questions: Sequence[AuditedQuestion],
    published: StandardResult | None,
    rules: DisclosureRules,
) -> RehearsalRating:
    """Return what audits of its key questions would make of a standard, by the framework's rules.

    The lowest key question decides, as in an inspection; if one of them lacks a percentage there is
    no rating, because it might be the lowest. `published` is what the standard got in an inspection
    under the same framework.
    """
    percentages = {
        each.question.code: each.percentage for each in questions if each.percentage is not None
    }
    before = published.published if published else None
    rated = rate_standard(StandardResult(standard.code, before, percentages), framework)
    scale = framework.key_question_scale
    if rated.derived is None or scale is None:
        return RehearsalRating(rated, tuple(questions), rules)
    cases_of = {each.question.code: each.cases or 0 for each in questions}
    return RehearsalRating(
        rated=rated,
        questions=tuple(questions),
        rules=rules,
        shares=standard_shares(rated, cases_of, scale),
        by_chance=_by_chance(rated, published, framework, cases_of),
    )


def _by_chance(
    rated: StandardRating,
    published: StandardResult | None,
    framework: Framework,
    cases_of: Mapping[str, int],
) -> float | None:
    scale, now = framework.key_question_scale, rated.derived
    then = rate_standard(published, framework) if published else None
    if scale is None or now is None or then is None or None in (then.derived, then.published):
        return None
    shares = standard_shares(then, cases_of, scale)
    lower = then.published is not None and now < then.published
    return sum(
        share for rating, share in shares.items() if rating == now or (rating < now) is lower
    )
