"""What would follow if key questions or judgements had come out otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.core.inspection.frameworks import Basis, Framework, Rating
from dashboard.core.inspection.inspections import Inspection, StandardResult, require_percentage
from dashboard.core.inspection.ratings import DerivedRatings, StandardRating, derive
from dashboard.errors import RatingError, UnknownNameError

RATING_WORDS = "Outstanding, Good, Requires improvement or Inadequate"


def read_change(text: str) -> float | Rating:
    """Return what somebody wrote as a new value: a percentage, or a rating in any spelling of case.

    Raises:
        RatingError: if it is neither.

    >>> read_change("79"), read_change("requires-improvement").value
    (79.0, 'Requires improvement')
    """
    written = text.strip().lower().replace("-", " ")
    for rating in Rating:
        if written == rating.value.lower():
            return rating
    try:
        return float(text.strip().removesuffix("%"))
    except ValueError:
        raise RatingError(
            f'"{text[:40]}" is neither a percentage nor a rating: '
            f"write a whole percentage, or one of {RATING_WORDS}."
        ) from None


def may_be_judged(rated: StandardRating) -> bool:
    """Whether a standard counts as published, so that another rating can be supposed for it."""
    return rated.derived is None and rated.published is not None


def with_changes(
    inspection: Inspection, framework: Framework, changes: Mapping[str, float | Rating]
) -> Inspection:
    """Return an inspection as if key questions or judged standards had come out otherwise.

    A key question takes a whole percentage, a standard that counts as published takes a rating.

    Raises:
        UnknownNameError: if the framework has no such key question or standard.
        RatingError: if there is nothing published to change, if a standard follows from its key
            questions, or if the value is of the wrong kind or impossible.
    """
    derived = derive(inspection, framework)
    for code, value in changes.items():
        if code in framework.standards:
            _require_judged(code, value, derived)
        elif isinstance(value, Rating):
            _refuse_rating(code, derived)
        else:
            _require_question(code, value, derived)
    return replace(inspection, standards=tuple(_changed(r, changes) for r in inspection.standards))


def _refuse_rating(code: str, derived: DerivedRatings) -> None:
    if code in [question.code for question in derived.framework.key_questions]:
        raise RatingError(
            f"Key question {code} takes a percentage, not a rating: "
            "write a whole percentage from 0 to 100."
        )
    raise UnknownNameError.among("standard", code, derived.framework.standards)


def _require_question(code: str, value: float, derived: DerivedRatings) -> None:
    known = [answer.question.code for answer in derived.answers]
    every = [question.code for question in derived.framework.key_questions]
    if code not in every:
        raise UnknownNameError.among("key question", code, known or every)
    if code not in known:
        raise RatingError(
            f"Key question {code} has no published percentage, so it cannot be changed: "
            "choose one that was rated on cases."
        )
    require_percentage(code, value)


def _require_judged(code: str, value: float | Rating, derived: DerivedRatings) -> None:
    rated = next((r for r in derived.standards if r.standard.code == code), None)
    if rated is None or rated.rating is None:
        raise RatingError(f"Standard {code} has no published rating here, so it cannot be changed.")
    if not may_be_judged(rated):
        codes = " or ".join(answer.question.code for answer in rated.answers)
        raise RatingError(
            f"Standard {code} follows from its key questions: change {codes} instead."
        )
    if not isinstance(value, Rating):
        kind = "is judged as a whole" if rated.standard.basis is Basis.JUDGEMENT else "is rated"
        raise RatingError(f"Standard {code} {kind}: write {RATING_WORDS}.")


def _changed(result: StandardResult, changes: Mapping[str, float | Rating]) -> StandardResult:
    moved = {c: int(v) for c, v in changes.items() if not isinstance(v, Rating)}
    mine = {code: moved[code] for code in result.percentages if code in moved}
    judged = changes.get(result.code)
    return replace(
        result,
        percentages={**result.percentages, **mine},
        published=judged if isinstance(judged, Rating) else result.published,
    )


@dataclass(frozen=True)
class WhatIf:
    """An inspection as published and as it would be with other percentages or judgements.

    In `after`, a judgement that was changed stands where the published rating stood; what was
    really published is in `before`.
    """

    before: DerivedRatings
    after: DerivedRatings
    changes: Mapping[str, int | Rating]

    @cached_property
    def moves(self) -> tuple[tuple[StandardRating, StandardRating], ...]:
        """The standards whose rating the changes move, each before and after."""
        pairs = zip(self.before.standards, self.after.standards, strict=True)
        return tuple((b, a) for b, a in pairs if b.rating is not a.rating)

    @property
    def changed(self) -> tuple[StandardRating, ...]:
        """The standards, as they would be, whose rating the changes move."""
        return tuple(after for _, after in self.moves)


def what_if(
    inspection: Inspection, framework: Framework, changes: Mapping[str, float | Rating]
) -> WhatIf:
    """Return an inspection re-derived with other values, beside itself as published.

    Raises:
        UnknownNameError, RatingError: as `with_changes` does.
    """
    changed = with_changes(inspection, framework, changes)
    return WhatIf(
        before=derive(inspection, framework),
        after=derive(changed, framework),
        changes={c: v if isinstance(v, Rating) else int(v) for c, v in changes.items()},
    )
