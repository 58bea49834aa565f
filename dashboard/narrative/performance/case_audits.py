"""What case audits would make of each standard, in words that no inspection uses."""

from collections import Counter
from collections.abc import Sequence

from dashboard.core.inspection.frameworks import Framework, Rating
from dashboard.core.inspection.inspections import Inspection
from dashboard.core.own.figures import LocalObservation, LocalState
from dashboard.core.performance.case_audits import AuditedQuestion, Lack, RehearsalRating
from dashboard.core.periods import Period
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    fill,
    joined,
    listed,
    listed_clauses,
    number_word,
)
from dashboard.narrative.inspection.firmness import share_words

SUBJECT = "case_audits"
REHEARSAL = Clause("A rehearsal, not an inspection: the service audited its own cases.")
NO_OVERALL = Clause(
    "There is no overall rehearsal rating: not every standard can be rehearsed on cases."
)
MONTHLY_ONLY = Clause("There are audits by month. Load them by quarter.")
ONLY_TEAMS = Clause("Only area teams were audited")


def no_audits_words(service: str) -> Clause:
    """Return that a service has no case audits by quarter."""
    return fill("{service} has no case audits by quarter yet.", service=service)


def compared_with_words(
    framework: Framework, published: Inspection | None, later: Inspection | None
) -> Clause:
    """Return which inspection stands beside a rehearsal, and which later one cannot."""
    told = []
    if published is not None:
        template = "Published: inspection of the whole service, {day}."
        told.append(fill(template, day=published.published.words))
    if later is not None:
        template = "The inspection of {day} is not compared: its standards are others."
        told.append(fill(template, day=later.published.words))
    none = "We have no inspection under {framework} to compare with."
    return joined(told) or fill(none, framework=framework.title)


def span_words(quarters: Sequence[Period]) -> str:
    """Return the months that quarters in a row cover.

    >>> from dashboard.core.periods import PeriodKind
    >>> span_words([Period(PeriodKind.QUARTER, 2025, 4), Period(PeriodKind.QUARTER, 2026, 1)])
    'October 2025 to March 2026'
    """
    first, last = quarters[0].months[0].end, quarters[-1].end
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first:%B}{year} to {last:%B %Y}"


def audit_sentences(
    ratings: Sequence[RehearsalRating],
    pooled: Sequence[Period],
    published: Inspection | None,
) -> tuple[Sentence, ...]:
    """Return which standards have a rehearsal rating, which would change, and what needs care."""
    told = (_answer(ratings, pooled), _changes(ratings, published), _caution(ratings))
    return tuple(each for each in told if each is not None)


def _answer(ratings: Sequence[RehearsalRating], pooled: Sequence[Period]) -> Sentence:
    rated, facts = _rated(ratings), {"when": span_words(pooled), "all": str(len(ratings))}
    if not rated:
        none = fill("None of the {all} standards can be rated ({when}).", **facts)
        words = joined([none, _lowest_shown(ratings)])
        return Sentence(words, Tone.MISSING, SUBJECT, lead=none.text)
    cases = case_words(rated)
    if len(rated) == 1:
        title, rating = rated[0].standard.title, str(rated[0].rating)
        template = "{standard} would be {rating} ({cases}; {when})."
        words = fill(template, standard=title, rating=rating, cases=cases, **facts)
    else:
        template = "Of {all} standards, {ratings} ({cases} each; {when})."
        words = fill(template, ratings=_would_be(rated), cases=cases, **facts)
    below = any(each.rating is not None and each.rating < Rating.GOOD for each in rated)
    return Sentence(words, Tone.WORSE if below else Tone.NOTE, SUBJECT, lead=words.text)


def _lowest_shown(ratings: Sequence[RehearsalRating]) -> Clause:
    """Return the lowest key question of which something is shown; nothing where none is."""
    shown = [
        (question.percentage, question)
        for each in ratings
        for question in each.questions
        if question.percentage is not None
    ]
    if not shown:
        return NOTHING
    _, lowest = min(shown, key=lambda pair: pair[0])
    template = "The lowest key question shown: {question}, {low}."
    name = f"{lowest.question.code} {lowest.question.short}"
    return fill(template, question=name, low=_likely_share(lowest))


def _rated(ratings: Sequence[RehearsalRating]) -> list[RehearsalRating]:
    return [each for each in ratings if each.rating is not None]


def _would_be(rated: Sequence[RehearsalRating]) -> Clause:
    """Return how many would have which rating, the best first, the verb said once."""
    counts = Counter(each.rating for each in rated)
    found = [rating for rating in reversed(Rating) if counts[rating]]
    return listed_clauses(
        [
            fill(
                "{count} {verb}{rating}",
                count=number_word(counts[rating]),
                verb="would be " if rating is found[0] else "",
                rating=str(rating),
            )
            for rating in found
        ]
    )


def case_words(ratings: Sequence[RehearsalRating]) -> Clause:
    """Return how many cases decide standards: "31 cases", "24 to 31 cases"; nothing if unknown.

    They are the cases of the key questions that decide, of all where there is no rating.
    """
    questions = [question for each in ratings for question in each.deciding or each.questions]
    cases = [question.cases for question in questions if question.cases is not None]
    if not cases:
        return NOTHING
    low, high = min(cases), max(cases)
    if low == high:
        return fill("{n} {noun}", n=str(low), noun="case" if low == 1 else "cases")
    return fill("{low} to {high} cases", low=str(low), high=str(high))


def _changes(ratings: Sequence[RehearsalRating], published: Inspection | None) -> Sentence | None:
    if not any(each.rating for each in ratings):
        return None
    known = [each for each in ratings if each.changes is not None]
    if published is None or not known:
        words = Clause("We have no inspection by the same standards to compare with.")
        return Sentence(words, Tone.MISSING, SUBJECT)
    changed = [each for each in known if each.changes]
    date = published.published.words
    if not changed:
        who = f"All {number_word(len(known))} are" if len(known) > 1 else "That is"
        words = fill("{who} the same as published {date}.", who=who, date=date)
        return Sentence(words, Tone.LEVEL, SUBJECT)
    unchanged = [each for each in known if not each.changes]
    ways = fill("Since {date}: {ways}.", date=date, ways=_ways(unchanged, changed))
    return Sentence(joined([ways, _beyond_chance(changed)]), _tone(changed), SUBJECT)


def _ways(unchanged: Sequence[RehearsalRating], changed: Sequence[RehearsalRating]) -> Clause:
    ways = {
        "lower": sum(each.is_lower for each in changed),
        "higher": sum(not each.is_lower for each in changed),
        "the same": len(unchanged),
    }
    return listed_clauses(
        [fill("{number} {way}", number=number_word(n), way=way) for way, n in ways.items() if n]
    )


def _beyond_chance(changed: Sequence[RehearsalRating]) -> Clause:
    clear = [each for each in changed if each.changes_clearly]
    if all(each.by_chance is None for each in changed):
        return Clause("We have no percentages of the inspection, so chance cannot be ruled out.")
    if not clear:
        return Clause("On so few cases, chance alone could do that.")
    if len(clear) == len(changed):
        return Clause("That is unlikely to be chance alone.")
    template = "Only {codes} {are} unlikely to be chance alone."
    return fill(template, codes=_codes(clear), are="is" if len(clear) == 1 else "are")


def _codes(ratings: Sequence[RehearsalRating]) -> Clause:
    return listed_clauses([fill("{code}", code=each.standard.code) for each in ratings])


def _tone(changed: Sequence[RehearsalRating]) -> Tone:
    lower = [each for each in changed if each.is_lower]
    if not lower:
        return Tone.BETTER
    return Tone.WORSE if len(lower) == len(changed) else Tone.MIXED


def _caution(ratings: Sequence[RehearsalRating]) -> Sentence | None:
    few = [each for each in ratings if each.needs_caution]
    if not few:
        return None
    template = "Small numbers: {codes} {rest} on {most} cases or fewer."
    words = fill(
        template,
        codes=_codes(few),
        rest="rests" if len(few) == 1 else "rest",
        most=str(few[0].rules.largest_cautious_denominator),
    )
    return Sentence(words, Tone.UNCLEAR, SUBJECT)


def hidden_words(ratings: Sequence[RehearsalRating]) -> Clause:
    """Return how many standards small numbers hide: "4 of 8 standards"; nothing if none."""
    hidden = sum(each.is_hidden for each in ratings)
    if not hidden:
        return NOTHING
    return fill("{hidden} of {all} standards", hidden=str(hidden), all=str(len(ratings)))


def lack_words(rehearsal: RehearsalRating) -> Clause:
    """Return why a standard has no rehearsal rating: its key questions, by what they lack."""
    by_lack: dict[Lack, list[str]] = {}
    for each in rehearsal.lacking:
        if each.lack is not None:
            by_lack.setdefault(each.lack, []).append(each.question.code)
    if len(by_lack.get(Lack.NOT_AUDITED, ())) == len(rehearsal.questions):
        return Clause("no key question audited")
    return listed_clauses(
        [
            fill("{codes} {lack}", codes=listed(codes), lack=lack.value)
            for lack, codes in by_lack.items()
        ]
    )


def rehearsal_words(rehearsal: RehearsalRating) -> Clause:
    """Return what audits would make of one standard, why, and how sure that is."""
    if rehearsal.rating is None:
        template = "No rehearsal rating: {why}. What is missing might be the lowest."
        return fill(template, why=lack_words(rehearsal))
    return fill("The lowest decides: {low}.", low=deciding_words(rehearsal))


def deciding_words(rehearsal: RehearsalRating) -> Clause:
    """Return the key questions that decide, with the interval of each."""
    return listed_clauses([_deciding(each) for each in rehearsal.deciding])


def _deciding(question: AuditedQuestion) -> Clause:
    return fill("{code} at {share}", code=question.question.code, share=_likely_share(question))


def _likely_share(question: AuditedQuestion) -> Clause:
    lower, upper = question.interval or (0.0, 100.0)
    return fill(
        "{percentage}% (likely {lower}% to {upper}%)",
        percentage=str(question.percentage),
        lower=f"{lower:.0f}",
        upper=f"{upper:.0f}",
    )


def beside_published(rehearsal: RehearsalRating) -> str:
    """Return whether a rehearsal rating lies above or below the published one; "" if unknown."""
    if rehearsal.changes is None:
        return ""
    if not rehearsal.changes:
        return "The same as published"
    return "Lower than published" if rehearsal.is_lower else "Higher than published"


def redrawn_words(rehearsal: RehearsalRating) -> Clause:
    """Return the share of re-draws that give each rating, the likeliest first."""
    likeliest = sorted(rehearsal.shares.items(), key=lambda pair: -pair[1])
    return listed_clauses(
        [
            fill("{share} {rating}", share=share_words(share), rating=rating.value)
            for rating, share in likeliest
            if share
        ]
    )


def observed_words(observed: LocalObservation | None) -> str:
    """Return a quarter's audit as a cell: "14 of 17", or why there is no number."""
    if observed is None or observed.state is LocalState.NOT_RECORDED:
        return "not audited"
    if not observed.state.usable:
        return observed.state.value
    if observed.count is None or observed.denominator is None:
        return "numbers of cases not given"
    return f"{observed.count} of {observed.denominator}"


def pooled_words(question: AuditedQuestion) -> str:
    """Return the pooled quarters as a cell: "27 of 31, 87%", or why there is no percentage."""
    if question.yes is None or question.cases is None:
        return str(question.lack) if question.lack else "none"
    counts = f"{question.yes} of {question.cases}"
    return f"{counts}, {question.lack or f'{question.percentage}%'}"
