"""What ratings say in words: the rating with its age, its edge, and what lies below Good."""

import datetime as dt
from collections.abc import Mapping

from dashboard.core.inspection.frameworks import Band, Rating
from dashboard.core.inspection.headroom import overall_headroom
from dashboard.core.inspection.inspections import Inspection
from dashboard.core.inspection.ratings import DerivedRatings, StandardRating
from dashboard.core.periods import PublicationDate, date_words
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    capital,
    capitalised,
    fill,
    joined,
    listed,
    number_word,
)

# Not every inspection is held, and a service may be inspected again after two years (Cardiff was,
# in 2020 and 2022): from this age on a reader is told that a later rating may exist.
LATER_MAY_EXIST_FROM_YEARS = 3
# Standards below Good are named in a sentence as long as it stays short; else they are counted.
MOST_NAMED = 4

_TONES: Mapping[Rating, Tone] = {
    Rating.INADEQUATE: Tone.INADEQUATE,
    Rating.REQUIRES_IMPROVEMENT: Tone.IMPROVE,
}
_BELOW_GOOD: Mapping[Rating, tuple[str, str]] = {
    Rating.INADEQUATE: ("is Inadequate", "are Inadequate"),
    Rating.REQUIRES_IMPROVEMENT: ("requires improvement", "require improvement"),
}


# Since when inspections are held here, as far as a published source was found.
HELD_SINCE = "August 2018"
ONLY_OVERALL = Clause(
    "We have only the overall rating, so we cannot say how firm it is. The report has those of the "
    "standards."
)


def inspection_sentence(derived: DerivedRatings | None, as_of: dt.date) -> Sentence:
    """Return the latest overall rating with its age, then what most needs the board in it.

    That is which standards are below Good, and whether one point decides. The tone follows the
    rating, so that Inadequate and Requires improvement never look like a note.
    """
    if derived is None:
        return Sentence(no_inspection_words(as_of), Tone.MISSING, "ratings")
    told = [_rated(derived, as_of), below_good_words(derived)]
    if told[1] and derived.published not in _TONES:
        # What is to improve leads: "Rated Good" alone would be read as all well.
        told.reverse()
    lead = told[0]
    if _is_at_an_edge(derived):
        told.append(edge_words(derived))
    tone, number = rating_tone(derived), _number(derived)
    return Sentence(joined(told), tone, "ratings", lead=lead.text, number=number)


def _number(derived: DerivedRatings) -> str:
    """Return the total, or the rating without one, with its year: it may be an old one."""
    if derived.published is None:
        return ""
    score = f"{derived.score} of {derived.max_score}"
    what = derived.published.value if derived.score is None else score
    return f"{what}, {derived.inspection.published.latest.year}"


def rating_tone(derived: DerivedRatings) -> Tone:
    """Return how a rating is to be taken; a Good one with standards below Good is to improve."""
    otherwise = Tone.IMPROVE if derived.below_good else Tone.NOTE
    return _TONES.get(derived.published, otherwise) if derived.published else otherwise


def no_inspection_words(as_of: dt.date) -> Clause:
    """Return that there is no inspection up to a day, as far as we have them."""
    return fill("We have no inspection of this service up to {day}.", day=date_words(as_of))


def may_be_inspected_words() -> Clause:
    """Return that a service without an inspection here may have had one all the same."""
    template = (
        "It may well have been inspected: we have ratings since {month} where we found a "
        "published source."
    )
    return fill(template, month=HELD_SINCE)


def first_later_words(first: Inspection) -> Clause:
    """Return when the first inspection after a day was published, without a full stop."""
    return fill("The first one we have was published {day}", day=first.published.words)


def rating_word(rating: Rating | None) -> str:
    """Return a rating in full."""
    return rating.value if rating else "not published"


def points_and_age(derived: DerivedRatings, as_of: dt.date) -> Clause:
    """Return what stands behind a rating: what it is for, its points, its month and age."""
    when = when_words(derived.inspection.published, as_of)
    return joined([covers_words(derived.inspection), points_words(derived), when], ", ")


def without_rating_words(derived: DerivedRatings, as_of: dt.date) -> Clause:
    """Return that an inspection gave percentages only, and when it was."""
    when = when_words(derived.inspection.published, as_of)
    return fill("Inspected {when}: percentages were given, no rating.", when=when)


def case_scores_words(inspection: Inspection) -> Clause:
    """Return what the percentages of a case inspection are of, when, and from how many cases."""
    cases = [
        fill(", from {cases} {of}", cases=str(sample.cases), of=sample.description)
        for sample in inspection.samples
    ]
    return fill(
        "How often the work was good enough, {day}{cases}",
        day=inspection.published.words,
        cases=joined(cases, ""),
    )


def not_to_overlook(derived: DerivedRatings, as_of: dt.date) -> tuple[Clause, ...]:
    """Return our arithmetic where it gives another rating, the edge, and that a later may exist."""
    differs = derived.overall is not derived.published
    told = [
        arithmetic_words(derived) if differs else NOTHING,
        edge_words(derived),
        later_words(derived.inspection.published, as_of),
    ]
    return tuple(clause for clause in told if clause)


def when_words(published: PublicationDate, as_of: dt.date) -> Clause:
    """Return the month of publication with its age in years: "September 2018, eight years ago"."""
    return fill("{month}{age}", month=published.month_words, age=_age(published, as_of))


def dates_words(inspection: Inspection) -> Clause:
    """Return the day of publication as precisely as it is known, and of the fieldwork if it is."""
    day = Clause(inspection.published.words, (inspection.published.words,))
    if inspection.fieldwork is None:
        return day
    return fill("{day} (fieldwork in {month})", day=day, month=inspection.fieldwork.words)


def before_words(derived: DerivedRatings, as_of: dt.date) -> Clause:
    """Return an earlier rating: "Before that: Inadequate, 0 of 36 points (2020)."."""
    return fill(
        "Before that: {rated} ({when}).",
        rated=joined([Clause(str(derived.published)), points_words(derived)], ", "),
        when=when_words(derived.inspection.published, as_of),
    )


def points_words(derived: DerivedRatings) -> Clause:
    """Return the total: "31 of 36 points"; nothing where it is not known."""
    if derived.score is None:
        return NOTHING
    template = "{score} of {most} points"
    return fill(template, score=str(derived.score), most=str(derived.max_score))


def edge_words(derived: DerivedRatings) -> Clause:
    """Return how many points lie between the total and the ratings next to it.

    "Six points above Good." Of one point alone: "One point lower would have been Good." Without a
    total, or bands for it, the reason is said.
    """
    if derived.score is None:
        return _why_no_total(derived)
    room = overall_headroom(derived)
    if room is None or derived.scale is None or derived.band is None:
        template = "How a total out of {most} is rated is not known here."
        return fill(template, most=str(derived.max_score))
    below, above = derived.scale.neighbours(derived.band)
    lower, higher = room.points_to_fall, room.points_to_rise
    if _is_at_an_edge(derived):
        told = [_one_point("lower", below) if lower == 1 else NOTHING]
        return joined([*told, _one_point("higher", above) if higher == 1 else NOTHING])
    steps = [_step(lower, "above", below), _step(higher, "below", above)]
    return fill("{steps}.", steps=capital(joined(steps, ", ")))


def ruler_words(derived: DerivedRatings) -> Clause:
    """Return what a ruler of the points shows; nothing where it cannot be drawn."""
    if derived.scale is None or derived.score is None:
        return NOTHING
    return fill(
        "Ruler of points: {bands}. The mark is at {score}.",
        bands=listed([f"{band.rating} {band.words}" for band in derived.scale.bands]),
        score=str(derived.score),
    )


def _one_point(way: str, band: Band | None) -> Clause:
    if band is None:
        return NOTHING
    return fill("One point {way} would have been {rating}.", way=way, rating=band.rating.value)


def _step(points: int | None, way: str, band: Band | None) -> Clause:
    if points is None or band is None:
        return NOTHING
    template = "{count} points {way} {rating}"
    return fill(template, count=number_word(points), way=way, rating=band.rating.value)


def _is_at_an_edge(derived: DerivedRatings) -> bool:
    room = overall_headroom(derived)
    return room is not None and 1 in (room.points_to_fall, room.points_to_rise)


def _why_no_total(derived: DerivedRatings) -> Clause:
    if not derived.framework.arithmetic:
        return Clause("Under these standards we cannot add up points.")
    return Clause("Our source does not give the points.")


def below_good_words(derived: DerivedRatings) -> Clause:
    """Return which standards are Inadequate or require improvement; nothing where none is.

    "Three of 12 standards require improvement: 1.4 Information and facilities, ..."
    """
    return joined([_below_good(derived, rating) for rating in _BELOW_GOOD])


def _below_good(derived: DerivedRatings, rating: Rating) -> Clause:
    mine = [one for one in derived.below_good if (one.published or one.derived) is rating]
    if not mine:
        return NOTHING
    template = "{count} of {all} standards {are}: {titles}."
    if len(mine) > MOST_NAMED:
        template = "{count} of {all} standards {are}."
    return fill(
        template,
        count=capitalised(number_word(len(mine))),
        all=str(len(derived.standards)),
        are=_BELOW_GOOD[rating][len(mine) > 1],
        titles=_titles(mine),
    )


def _titles(rated: list[StandardRating]) -> str:
    return listed([one.standard.title for one in rated])


def arithmetic_words(derived: DerivedRatings) -> Clause:
    """Return whether our arithmetic gives the published rating; nothing where it gives none."""
    if derived.overall is None:
        return NOTHING
    if derived.overall is not derived.published:
        template = "By our arithmetic it would be {rating}. Inspectors may use their judgement."
        return fill(template, rating=derived.overall.value)
    told = [Clause("We added it up again; it matches.")]
    if derived.comparable:
        template = "So do {agreeing} of {all} standards that we can work out from percentages."
        agreeing, every = str(len(derived.agreeing)), str(len(derived.comparable))
        told.append(fill(template, agreeing=agreeing, all=every))
    return joined(told)


def later_words(published: PublicationDate, as_of: dt.date) -> Clause:
    """Return that a later rating may exist, where the newest we have is old; else nothing."""
    return Clause("A later rating may exist.") if _is_old(published, as_of) else NOTHING


def covers_words(inspection: Inspection) -> Clause:
    """Return what a rating is for, where it is not for the whole service; else nothing."""
    if not inspection.covers:
        return NOTHING
    return fill("for {covers} only", covers=inspection.covers)


def _rated(derived: DerivedRatings, as_of: dt.date) -> Clause:
    published = derived.inspection.published
    template = "Rated {rating} ({when}{latest})."
    if derived.published is None:
        template = "Inspected {when}{latest}: percentages were given, no rating."
    rating = Clause(derived.published.value) if derived.published else NOTHING
    rating = joined([rating, covers_words(derived.inspection)])
    return fill(
        template,
        rating=joined([rating, points_words(derived)], ", "),
        when=when_words(published, as_of),
        latest="; the latest we have" if _is_old(published, as_of) else "",
    )


def _is_old(published: PublicationDate, as_of: dt.date) -> bool:
    return _years(published, as_of) >= LATER_MAY_EXIST_FROM_YEARS


def _years(published: PublicationDate, as_of: dt.date) -> int:
    return (as_of - published.latest).days // 365


def _age(published: PublicationDate, as_of: dt.date) -> Clause:
    years = _years(published, as_of)
    template = ", at least {years} years ago" if published.is_between else ", {years} years ago"
    return fill(template, years=number_word(years)) if years > 1 else NOTHING
