"""What case audits would make of each standard, in words that no inspection uses."""

from collections import Counter
from collections.abc import Sequence

from dashboard.core.disclosure.protection import Mode
from dashboard.core.inspection.frameworks import Rating
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
REHEARSAL = Clause(
    "This is a rehearsal and not an inspection: the service audited its own cases, and no "
    "inspector took part."
)
NO_OVERALL = Clause(
    "There is no overall rehearsal rating: standards that are judged as a whole, all of domain "
    "one among them, cannot be rehearsed on cases."
)
# More changes than these are counted, and told in the table.
_MOST_NAMED = 3


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
    mode: Mode,
) -> tuple[Sentence, ...]:
    """Return which standards have a rehearsal rating, which would change, and what is missing."""
    told = [_answer(ratings, pooled), _changes(ratings, published), _caution(ratings)]
    kept = [each for each in ratings if mode is Mode.PUBLIC and _is_kept_back(each)]
    told.append(_kept_back(kept))
    told.append(_missing([each for each in ratings if each not in kept]))
    return tuple(each for each in told if each is not None)


def _answer(ratings: Sequence[RehearsalRating], pooled: Sequence[Period]) -> Sentence:
    rated = [each for each in ratings if each.rating is not None]
    start = fill("On the last two quarters' audits ({when})", when=span_words(pooled))
    if not rated:
        words = fill("{start} no standard has a rehearsal rating.", start=start)
        return Sentence(words, Tone.MISSING, SUBJECT)
    if len(rated) == 1:
        only = rated[0]
        template = "{start} {standard} would be {rating} ({cases})."
        title, rating = only.standard.title, str(only.rating)
        words = fill(template, start=start, standard=title, rating=rating, cases=case_words(rated))
        return Sentence(words, Tone.NOTE, SUBJECT, lead=words.text)
    template = "{start}, of {all} standards that inspectors rate on cases {ratings} ({cases} each)."
    every, cases = str(len(ratings)), case_words(rated)
    words = fill(template, start=start, all=every, ratings=_would_be(rated), cases=cases)
    return Sentence(words, Tone.NOTE, SUBJECT, lead=words.text)


def _would_be(rated: Sequence[RehearsalRating]) -> Clause:
    counts = Counter(each.rating for each in rated)
    return listed_clauses(
        [
            fill("{count} would be {rating}", count=number_word(counts[rating]), rating=str(rating))
            for rating in reversed(Rating)
            if counts[rating]
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
        words = Clause("No inspection by the same standards is held to compare them with.")
        return Sentence(words, Tone.MISSING, SUBJECT)
    changed = [each for each in known if each.changes]
    date = published.published.words
    if not changed:
        all_of_them = f"All {number_word(len(known))} would" if len(known) > 1 else "It would"
        words = fill("{all} stand as published {date}.", all=all_of_them, date=date)
        return Sentence(words, Tone.LEVEL, SUBJECT)
    words = fill(
        "Against what was published {date}, {ways}. {chance}",
        date=date,
        ways=_ways([each for each in known if not each.changes], changed),
        chance=_beyond_chance(changed),
    )
    return Sentence(words, _tone(changed), SUBJECT)


def _ways(standing_still: Sequence[RehearsalRating], changed: Sequence[RehearsalRating]) -> Clause:
    ways = (
        ("lower", [each for each in changed if each.is_lower]),
        ("higher", [each for each in changed if not each.is_lower]),
        ("the same", standing_still),
    )
    told = [
        fill("{named} would be {way}", named=_named(each, way != "the same"), way=way)
        for way, each in ways
        if each
    ]
    return listed_clauses(told)


def _named(ratings: Sequence[RehearsalRating], with_ratings: bool) -> Clause:
    """Return standards by code; a few that change with what they change from and to."""
    codes = listed_clauses([fill("{code}", code=each.standard.code) for each in ratings])
    if not with_ratings or len(ratings) > _MOST_NAMED:
        return codes
    template = "{standard} ({then} to {now} on {cases})"
    return listed_clauses(
        [
            fill(
                template,
                standard=each.standard.title,
                then=str(each.rated.published),
                now=str(each.rating),
                cases=case_words([each]),
            )
            for each in ratings
        ]
    )


def _beyond_chance(changed: Sequence[RehearsalRating]) -> Clause:
    clear = [each for each in changed if each.changes_clearly]
    if all(each.by_chance is None for each in changed):
        return Clause(
            "Whether chance alone could make that difference cannot be said: no percentages of the "
            "inspection are held."
        )
    if not clear:
        return Clause(
            "Were the work still as inspectors found it, so few cases could well come out like "
            "this by chance."
        )
    which = [] if len(clear) == len(changed) else clear
    template = "Were the work still as inspectors found it, that would be rare by chance{which}."
    return fill(template, which=_only_for(which))


def _only_for(ratings: Sequence[RehearsalRating]) -> Clause:
    if not ratings:
        return NOTHING
    codes = [fill("{code}", code=each.standard.code) for each in ratings]
    return fill(" for {codes} only", codes=listed_clauses(codes))


def _tone(changed: Sequence[RehearsalRating]) -> Tone:
    lower = [each for each in changed if each.is_lower]
    if not lower:
        return Tone.BETTER
    return Tone.WORSE if len(lower) == len(changed) else Tone.MIXED


def _caution(ratings: Sequence[RehearsalRating]) -> Sentence | None:
    few = [each for each in ratings if each.needs_caution]
    if not few:
        return None
    template = "{codes} {rest} on at most {most} cases of a key question: read with caution."
    words = fill(
        template,
        codes=listed_clauses([fill("{code}", code=each.standard.code) for each in few]),
        rest="rests" if len(few) == 1 else "rest",
        most=str(few[0].rules.largest_cautious_denominator),
    )
    return Sentence(words, Tone.UNCLEAR, SUBJECT)


def _is_kept_back(rehearsal: RehearsalRating) -> bool:
    lacks = {each.lack for each in rehearsal.lacking}
    return rehearsal.rating is None and lacks == {Lack.WITHHELD}


def _kept_back(ratings: Sequence[RehearsalRating]) -> Sentence | None:
    if not ratings:
        return None
    words = fill(
        "{codes}: a key question is withheld in public, so that small numbers stay hidden. The "
        "board can choose above to see small numbers.",
        codes=listed_clauses([fill("{code}", code=each.standard.code) for each in ratings]),
    )
    return Sentence(words, Tone.MISSING, SUBJECT)


def _missing(ratings: Sequence[RehearsalRating]) -> Sentence | None:
    without = [each for each in ratings if each.rating is None]
    if not without:
        return None
    if len(without) > _MOST_NAMED:
        template = "{codes} have no rehearsal rating, because a key question of each is missing"
        codes = [fill("{code}", code=each.standard.code) for each in without]
        words = fill(template, codes=listed_clauses(codes))
    else:
        words = fill(
            "No rehearsal rating of {named}",
            named=listed_clauses(
                [
                    fill("{title} ({why})", title=each.standard.title, why=lack_words(each))
                    for each in without
                ]
            ),
        )
    whole = fill("{words}: the missing one might be the lowest.", words=words)
    return Sentence(whole, Tone.MISSING, SUBJECT)


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
        template = "No rehearsal rating: {why}; what is missing might be the lowest."
        return fill(template, why=lack_words(rehearsal))
    answer = fill(
        "On the last two quarters' audits this standard would be {rating} ({cases}).",
        rating=str(rehearsal.rating),
        cases=case_words([rehearsal]),
    )
    return joined([answer, fill("It follows from {low}.", low=deciding_words(rehearsal))])


def deciding_words(rehearsal: RehearsalRating) -> Clause:
    """Return the key questions that decide, with the interval of each."""
    return listed_clauses([_deciding(each) for each in rehearsal.deciding])


def _deciding(question: AuditedQuestion) -> Clause:
    lower, upper = question.interval or (0.0, 100.0)
    return fill(
        "{code} at {percentage}% (by chance between {lower}% and {upper}%)",
        code=question.question.code,
        percentage=str(question.percentage),
        lower=f"{lower:.0f}",
        upper=f"{upper:.0f}",
    )


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
