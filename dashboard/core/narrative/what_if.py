"""What would change, and which standard causes it, in words."""

from dashboard.core.frameworks import Rating
from dashboard.core.narrative.sentences import Sentence, Tone, fill, listed
from dashboard.core.ratings import DerivedRatings, StandardRating
from dashboard.core.what_if import WhatIf


def what_if_sentence(supposed: WhatIf) -> Sentence:
    """Return what would change and every standard that causes it, or that nothing would."""
    template = "With {supposed}, {causes}: the total {verb} {total}."
    if not supposed.moves:
        template = "With {supposed}, no standard changes: the total {verb} {total}."
    same = supposed.before.score == supposed.after.score
    text = fill(
        template,
        supposed=listed([_supposed(code, value) for code, value in supposed.changes.items()]),
        causes=listed([_move(before, after) for before, after in supposed.moves]),
        verb="stays" if same else "would be",
        total=total_words(supposed.after),
    )
    return Sentence(text, Tone.NOTE, "what_if")


def cause_words(supposed: WhatIf, after: StandardRating) -> str:
    """Return why a standard would have the rating it would have."""
    if after.standard.code in supposed.changes:
        return "the judgement is supposed"
    codes = [answer.question.code for answer in after.lowest]
    return fill(
        "{codes} would decide, at {percentage}%",
        codes=listed(codes),
        percentage=str(after.lowest[0].percentage),
    )


def total_words(derived: DerivedRatings) -> str:
    """Return a total with the overall rating it gives: "30 of 36, Good"."""
    if derived.score is None:
        return "not known"
    total = fill("{score} of {most}", score=str(derived.score), most=str(derived.max_score))
    return f"{total}, {derived.overall}" if derived.overall else total


def _supposed(code: str, value: int | Rating) -> str:
    if isinstance(value, Rating):
        return fill("{code} rated {rating}", code=code, rating=value.value)
    return fill("{code} at {percentage}%", code=code, percentage=str(value))


def _move(before: StandardRating, after: StandardRating) -> str:
    falls = before.rating and after.rating and after.rating < before.rating
    return fill(
        "standard {standard} {verb} from {old} to {new}",
        standard=after.standard.title,
        verb="falls" if falls else "rises",
        old=str(before.rating),
        new=str(after.rating),
    )
