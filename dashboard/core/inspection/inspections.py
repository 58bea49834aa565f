"""What an inspection published about a service: ratings, percentages, findings and key facts."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scipy import special

from dashboard.core.inspection.frameworks import Basis, Framework, Rating, Standard
from dashboard.core.periods import PublicationDate
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.rules import (
    ImpossibleValueError,
    require_address,
    require_between,
    require_texts,
)
from dashboard.errors import RatingError, UnknownNameError

# Pilots come before a framework's first year, and reports appear months after their fieldwork.
_PILOTS_AND_LATE_REPORTS = dt.timedelta(days=365)


class InspectionKind(StrEnum):
    """Whether the probation inspectorate came alone or with other inspectorates."""

    SINGLE = "single"
    JOINT = "joint"


class FactState(StrEnum):
    PUBLISHED = "as published"
    TO_CONFIRM = "as read, to be confirmed"


class Speaker(StrEnum):
    """Whose word a finding is: a source may tell more than what the inspectors found."""

    INSPECTORS = "inspectors"
    CHIEF_INSPECTOR = "chief inspector"
    COUNCIL = "council"
    ARTICLE = "article"


@dataclass(frozen=True)
class Source:
    """Where the facts of an inspection were read, which need not be the report itself.

    `told_by` is whose words those are that stand in no quotation marks.
    """

    title: str
    publisher: str = ""
    address: str = ""
    licence: str = ""
    note: str = ""
    told_by: Speaker = Speaker.INSPECTORS

    def __post_init__(self) -> None:
        require_texts({"source.title": self.title})
        require_address("source.address", self.address, may_be_unknown=True)

    @property
    def words(self) -> str:
        return f"{self.title} ({self.publisher})" if self.publisher else self.title


@dataclass(frozen=True)
class StandardResult:
    """One standard as published; `percentages` are whole, by key question, of cases that met it.

    A key question that is absent has no published percentage: that is not zero.
    """

    code: str
    published: Rating | None = None
    percentages: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for code, percentage in self.percentages.items():
            require_percentage(code, percentage)


def require_percentage(code: str, percentage: float) -> int:
    """Return a key question's percentage as the whole number that is published.

    Raises:
        RatingError: if it is not a whole number from 0 to 100.
    """
    if percentage != percentage or not 0 <= percentage <= 100 or percentage != int(percentage):
        raise RatingError(
            f"{code} cannot be {percentage:g}%: write a whole percentage from 0 to 100."
        )
    return int(percentage)


@dataclass(frozen=True)
class Finding:
    """A strength, an area for improvement or another finding, in its source's words or shorter.

    `domain` and `standards` say where it belongs; both are empty where that is not clear.
    `said_by` is whose word it is.
    """

    text: str
    domain: str = ""
    standards: tuple[str, ...] = ()
    said_by: Speaker = Speaker.INSPECTORS


@dataclass(frozen=True)
class VerbalBaseline:
    """A share that a report gives in words, such as "two-thirds", beside our reading in per cent.

    `as_printed` are the report's words and `measured` says what the share is of. Nobody printed
    `share`: it enters no rating, no headroom and no re-inspection.
    """

    standard: str
    measured: str
    share: int
    as_printed: str

    def __post_init__(self) -> None:
        key = "verbal_baselines"
        texts = {f"{key}.measured": self.measured, f"{key}.as_printed": self.as_printed}
        require_texts(texts)
        require_between(f"{key}.share", self.share, 0, 100)


@dataclass(frozen=True)
class Sample:
    """How many cases were inspected, in a domain where there are domains.

    `part_key_questions` concern only part of the cases, as `part_note` says. `part_cases_inferred`
    is how many cases that part may have had: a reading of the percentages, never published.
    """

    cases: int
    description: str
    domain: str = ""
    part_key_questions: tuple[str, ...] = ()
    part_note: str = ""
    part_cases_inferred: int | None = None

    def __post_init__(self) -> None:
        require_between("samples.cases", self.cases, 1)
        if self.part_cases_inferred is None:
            return
        require_between("samples.part_cases_inferred", self.part_cases_inferred, 1, self.cases)
        if not self.part_key_questions:
            wrong = "stands without part_key_questions"
            advice = "name the key questions of that part"
            raise ImpossibleValueError("samples.part_cases_inferred", wrong, advice)


@dataclass(frozen=True)
class SamplingDesign:
    """How large a report says that its samples were made: for which confidence and margin.

    Both are printed numbers: 80% confidence and a margin of 5 percentage points.
    """

    confidence_percent: float
    margin_of_error_points: float

    def __post_init__(self) -> None:
        require_between("sampling.confidence_percent", self.confidence_percent, 50, 99.9)
        require_between("sampling.margin_of_error_points", self.margin_of_error_points, 1, 50)

    def caseload(self, cases: int) -> int | None:
        """Return of about how many eligible cases a sample was drawn, if it was made for this.

        The usual formula for a share of one half, with the correction for a finite population, is
        turned round (Cochran, Sampling Techniques, third edition, section 4.4). None where the
        sample is about as large as one from an endless supply of cases would be, or larger.

        >>> SamplingDesign(80, 5).caseload(54), SamplingDesign(80, 5).caseload(200)
        (80, None)
        """
        deviations = float(special.ndtri(0.5 + self.confidence_percent / 200))
        without_end = (deviations * 50 / self.margin_of_error_points) ** 2
        if cases > without_end - 1:
            return None
        return max(cases, round(cases * (without_end - 1) / (without_end - cases)))


@dataclass(frozen=True)
class KeyFact:
    """A figure printed in a report about the service, beside the one it was compared with."""

    name: str
    period: str
    value: str
    state: FactState
    comparator: str = ""
    comparator_value: str = ""
    note: str = ""


@dataclass(frozen=True)
class CaseScore:
    """A headline percentage of a case inspection before 2018, beside the national one."""

    measure: str
    percentage: int
    national: int | None = None

    def __post_init__(self) -> None:
        require_percentage(self.measure, self.percentage)
        if self.national is not None:
            require_percentage(self.measure, self.national)


@dataclass(frozen=True)
class Inspection:
    """One inspection of one service under one framework.

    `score` is out of `max_score`, as our source has it; both are None where it is not held.
    `covers` is the part of a service's work that was looked at, "" for the whole service.
    `standards` is empty where only the overall rating is held, and `sampling` is None where the
    report does not say how its samples were made.
    """

    id: str
    service: str
    framework: str
    kind: InspectionKind
    published: PublicationDate
    source: Source
    overall: Rating | None = None
    fieldwork: PublicationDate | None = None
    name_as_published: str = ""
    covers: str = ""
    score: int | None = None
    max_score: int | None = None
    standards: tuple[StandardResult, ...] = ()
    strengths: tuple[Finding, ...] = ()
    areas_for_improvement: tuple[Finding, ...] = ()
    other_findings: tuple[Finding, ...] = ()
    verbal_baselines: tuple[VerbalBaseline, ...] = ()
    samples: tuple[Sample, ...] = ()
    sampling: SamplingDesign | None = None
    staff_surveyed: int | None = None
    key_facts: tuple[KeyFact, ...] = ()
    case_scores: tuple[CaseScore, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.score is None) != (self.max_score is None):
            raise RatingError("a score needs its max_score, and a max_score its score.")
        if self.score is not None and not 0 <= self.score <= (self.max_score or 0):
            raise RatingError(f"the score {self.score} does not lie in 0 to {self.max_score}.")
        if self.staff_surveyed is not None:
            require_between("staff_surveyed", self.staff_surveyed, 1)
        if self.fieldwork and self.fieldwork.earliest > self.published.latest:
            wrong = f"{self.fieldwork.words} is after publication, {self.published.words}"
            raise ImpossibleValueError("fieldwork", wrong, "correct one of the dates")

    @property
    def has_standards(self) -> bool:
        return bool(self.standards)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.strengths + self.areas_for_improvement + self.other_findings

    def sample_of(self, domain_code: str) -> Sample | None:
        """Return the sample that a domain was rated on, or None where none was published."""
        return next((sample for sample in self.samples if sample.domain == domain_code), None)


def require_fit(inspection: Inspection, framework: Framework) -> None:
    """Refuse an inspection that says what its framework has no place for.

    Raises:
        UnknownNameError: if it names a domain, standard, key question or case measure that the
            framework does not define.
        RatingError: if it gives percentages to a judgement, or ratings where none are given, or
            was published a year or more outside the years its framework was in use, or a proposed
            measure starts from words that are none of its verbal baselines.
    """
    for result in inspection.standards:
        _require_result(result, framework.standard(result.code))
    _require_once("standard", [result.code for result in inspection.standards])
    _require_once("recommendation", [str(r.number) for r in inspection.recommendations])
    for code in _standards_named(inspection):
        framework.standard(code)
    for code in _domains_named(inspection):
        framework.domain(code)
    measures = [measure.code for measure in framework.case_measures]
    for score in inspection.case_scores:
        if score.measure not in measures:
            raise UnknownNameError.among("case measure", score.measure, measures)
    if inspection.overall is not None and not framework.grades:
        raise RatingError(f"inspections under {framework.id} were given no overall rating.")
    _require_known_questions(inspection, framework)
    _require_baselines_read(inspection)
    _require_in_use(inspection.published, framework)


def _require_known_questions(inspection: Inspection, framework: Framework) -> None:
    known = [question.code for question in framework.key_questions]
    for code in (code for sample in inspection.samples for code in sample.part_key_questions):
        if code not in known:
            raise UnknownNameError.among(f"key question in {framework.id}", code, known)


def _require_baselines_read(inspection: Inspection) -> None:
    read = {(each.as_printed, each.share) for each in inspection.verbal_baselines}
    for measure in (m for one in inspection.recommendations for m in one.proposals):
        said = measure.baseline_as_printed
        if said and (said, measure.baseline) not in read:
            raise RatingError(
                f'the baseline "{said}" of "{measure.name}" is none of the verbal baselines.'
            )


def _require_in_use(published: PublicationDate, framework: Framework) -> None:
    until = framework.used_until
    early = published.latest < framework.used_from.earliest - _PILOTS_AND_LATE_REPORTS
    if early or (until and published.earliest > until.latest + _PILOTS_AND_LATE_REPORTS):
        used = f"from {framework.used_from.words}" + (f" until {until.words}" if until else "")
        raise RatingError(f"{framework.id} was in use {used}, not in {published.words}.")


def _require_once(kind: str, names: list[str]) -> None:
    if len(set(names)) < len(names):
        raise RatingError(f"a {kind} is listed twice.")


def _require_result(result: StandardResult, standard: Standard) -> None:
    if result.percentages and standard.basis is Basis.JUDGEMENT:
        raise RatingError(f"standard {standard.code} is a judgement and has no percentages.")
    if result.percentages and standard.basis is Basis.NOT_KNOWN:
        raise RatingError(f"it is not known how standard {standard.code} is rated: no percentages.")
    known = [question.code for question in standard.key_questions]
    for code in result.percentages:
        if code not in known:
            raise UnknownNameError.among(f"key question in standard {standard.code}", code, known)


def _standards_named(inspection: Inspection) -> set[str]:
    linked = inspection.findings + inspection.recommendations
    named = {code for item in linked for code in item.standards}
    return named | {each.standard for each in inspection.verbal_baselines}


def _domains_named(inspection: Inspection) -> set[str]:
    named = {finding.domain for finding in inspection.findings}
    return (named | {sample.domain for sample in inspection.samples}) - {""}
