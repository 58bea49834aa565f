"""What would change, and which standard causes it, in words."""

from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.ratings import DerivedRatings, StandardRating
from dashboard.core.inspection.what_if import WhatIf
from dashboard.core.sentences import (
    Clause,
    Sentence,
    Tone,
    fill,
    listed,
    listed_clauses,
)


def what_if_sentence(supposed: WhatIf) -> Sentence:
    """Return what would change and every standard that causes it, or that nothing would."""
    template = "With {supposed}, {causes}. The total {verb} {total}."
    if not supposed.moves:
        template = "With {supposed}, no standard changes. The total {verb} {total}."
    same = supposed.before.score == supposed.after.score
    changes = [_supposed(code, value) for code, value in supposed.changes.items()]
    words = fill(
        template,
        supposed=listed_clauses(changes),
        causes=listed_clauses([_move(before, after) for before, after in supposed.moves]),
        verb="stays" if same else "would be",
        total=total_words(supposed.after),
    )
    return Sentence(words, Tone.NOTE, "what_if")


def result_words(published: DerivedRatings, supposed: WhatIf | None) -> Clause:
    """Return the total in one line, as supposed beside as published."""
    if supposed is None:
        return fill("As published: {total}.", total=total_words(published))
    return fill(
        "With these changes: {after} (as published: {before}).",
        after=total_words(supposed.after),
        before=total_words(supposed.before),
    )


def cause_words(supposed: WhatIf, after: StandardRating) -> Clause:
    """Return why a standard would have the rating it would have."""
    if after.standard.code in supposed.changes:
        return Clause("you changed this judgement")
    return fill(
        "{codes} would be the weakest, at {percentage}%",
        codes=listed([answer.question.code for answer in after.lowest]),
        percentage=str(after.lowest[0].percentage),
    )


def total_words(derived: DerivedRatings) -> Clause:
    """Return a total with the overall rating it gives: "30 of 36 points, Good"."""
    if derived.score is None:
        return Clause("not known")
    template = "{score} of {most} points"
    if derived.overall:
        template += ", {overall}"
    return fill(
        template,
        score=str(derived.score),
        most=str(derived.max_score),
        overall=str(derived.overall),
    )


def _supposed(code: str, value: int | Rating) -> Clause:
    if isinstance(value, Rating):
        return fill("{code} rated {rating}", code=code, rating=value.value)
    return fill("{code} at {percentage}%", code=code, percentage=str(value))


def _move(before: StandardRating, after: StandardRating) -> Clause:
    falls = before.rating and after.rating and after.rating < before.rating
    return fill(
        "{standard} {verb} from {old} to {new}",
        standard=after.standard.title,
        verb="falls" if falls else "rises",
        old=str(before.rating),
        new=str(after.rating),
    )
