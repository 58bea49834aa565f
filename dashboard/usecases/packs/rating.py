"""The page of a pack with the rating, how near an edge it lies, and the rehearsal from audits."""

import datetime as dt
from collections.abc import Iterator, Sequence

from dashboard.charts.case_audits import audit_chart
from dashboard.charts.rating_ruler import rating_ruler
from dashboard.core.inspection.frameworks import Rating, Scale
from dashboard.core.inspection.headroom import QuestionHeadroom, headroom, weakest
from dashboard.core.inspection.ratings import DerivedRatings, StandardRating
from dashboard.core.packs.sections import PackSection
from dashboard.core.sentences import NOTHING, Clause, Tone, ended, fill, joined
from dashboard.narrative.disclosure import audience_words
from dashboard.narrative.inspection.firmness import (
    LOWER_MAY_BE_LUCK,
    depth_sentences,
    headroom_sentence,
)
from dashboard.narrative.inspection.frameworks import known_standards_words
from dashboard.narrative.inspection.ratings import (
    ONLY_OVERALL,
    before_words,
    below_good_words,
    case_scores_words,
    first_later_words,
    may_be_inspected_words,
    no_inspection_words,
    not_to_overlook,
    points_and_age,
    points_words,
    rating_word,
    without_rating_words,
)
from dashboard.narrative.inspection.standards import WEAKEST_DECIDES, near_words, tile_words
from dashboard.narrative.performance.case_audits import (
    MONTHLY_ONLY,
    NO_OVERALL,
    ONLY_TEAMS,
    REHEARSAL,
    audit_sentences,
    compared_with_words,
    hidden_words,
    no_audits_words,
)
from dashboard.reports.case_audits import rehearsal_table
from dashboard.reports.packs.document import (
    Beside,
    Block,
    Cell,
    Heading,
    Picture,
    Section,
    Statement,
    Table,
    fact,
    stated,
    table_of,
)
from dashboard.reports.packs.pictures import WHOLE, picture_of, values_of
from dashboard.reports.ratings import case_scores_table
from dashboard.usecases.inspection.ratings import NoInspection, RatingsReading
from dashboard.usecases.own.case_audits import CaseAuditsReading, NoAudits
from dashboard.usecases.packs.reading import PackReading

# Parts of the width of the standards.
_SHARES = (3, 2.3, 4.4)
_BANDS = Clause("Which points make which overall rating")


def rating_section(reading: PackReading) -> Section:
    """Return the latest rating as the page Inspection ratings tells it, and the rehearsal."""
    section = PackSection.RATING
    blocks = [*_inspected(reading), *_rehearsal(reading.audits)]
    return Section(str(section), Clause(section.heading), _answer(reading), tuple(blocks))


def rating_annex(reading: PackReading) -> Section | None:
    """Return the bands of points, each rehearsal rating, and the values of their pictures.

    None without an inspection that has points or percentages, and without audits.
    """
    found, audits = reading.ratings, reading.audits
    blocks: list[Block] = []
    if isinstance(found, RatingsReading):
        blocks += _behind_the_rating(found.derived)
    if isinstance(audits, CaseAuditsReading) and not audits.only_of_teams:
        blocks += _behind_the_rehearsal(audits)
    if not blocks:
        return None
    return Section(
        id=f"{PackSection.RATING}-annex",
        title=Clause("The inspection rating: what it rests on"),
        message=NOTHING,
        blocks=tuple(blocks),
    )


def _answer(reading: PackReading) -> Clause:
    """Return the rating with its points and age; or that none was given, or that none is held."""
    found, as_of = reading.ratings, reading.holdings.as_of
    if isinstance(found, NoInspection):
        return no_inspection_words(found.as_of)
    if not found.framework.grades:
        return without_rating_words(found.derived, as_of)
    behind = points_and_age(found.derived, as_of)
    return fill("{rating}, {behind}.", rating=rating_word(found.derived.published), behind=behind)


def _inspected(reading: PackReading) -> Iterator[Block]:
    found = reading.ratings
    if isinstance(found, NoInspection):
        yield _why_none(found)
    elif found.framework.grades:
        yield from _rated(found, reading.holdings.as_of)
    else:
        yield _case_scores(found.derived)


def _why_none(absent: NoInspection) -> Block:
    if absent.later:
        return Statement(fill("{first}.", first=first_later_words(absent.later[0])), Tone.MISSING)
    return Statement(may_be_inspected_words(), Tone.MISSING)


def _case_scores(derived: DerivedRatings) -> Block:
    return table_of(case_scores_table(derived), case_scores_words(derived.inspection))


def _rated(found: RatingsReading, as_of: dt.date) -> Iterator[Block]:
    derived = found.derived
    below = below_good_words(derived)
    if below:
        yield Statement(below, Tone.IMPROVE)
    before = [before_words(one, as_of) for one in found.rated_before]
    known = known_standards_words(derived.framework)
    yield from _spoken([*not_to_overlook(derived, as_of), *before, known])
    yield from _ruler(derived)
    if derived.inspection.has_standards:
        yield from _standards(derived)
        yield from _again(found)
    else:
        yield Statement(ONLY_OVERALL, Tone.MISSING)


def _spoken(clauses: Sequence[Clause]) -> Iterator[Statement]:
    words = joined(clauses)
    if words:
        yield Statement(words)


def _ruler(derived: DerivedRatings) -> Iterator[Block]:
    drawing = rating_ruler(derived)
    if drawing is None or derived.scale is None:
        return
    title = fill(
        "{points}: {rating}", points=points_words(derived), rating=rating_word(derived.published)
    )
    table = _bands(derived, derived.scale)
    yield Beside((Picture(title, fact(derived.framework.title), drawing, table),))


def _bands(derived: DerivedRatings, scale: Scale) -> Table:
    """Return the values of the ruler: each rating, its points, and where the total lies."""
    rows = tuple(
        (
            Cell(Clause(band.rating.value)),
            Cell(fact(band.words)),
            Cell(points_words(derived) if band == derived.band else NOTHING),
        )
        for band in scale.bands
    )
    return Table(_BANDS, (Clause("Rating"), Clause("Points"), Clause("This inspection")), rows)


def _standards(derived: DerivedRatings) -> Iterator[Block]:
    deciding = weakest(derived)
    yield Table(
        caption=Clause("The standards"),
        headings=(Clause("Standard"), Clause("Rating"), Clause("What decides it")),
        rows=tuple(_standard(one, deciding.get(one.standard.code)) for one in derived.standards),
        shares=_SHARES,
    )
    near = near_words(derived)
    if near:
        yield Statement(joined([near, WEAKEST_DECIDES]), quiet=True)
    if headroom(derived):
        yield stated(headroom_sentence(derived))


def _standard(rated: StandardRating, question: QuestionHeadroom | None) -> tuple[Cell, ...]:
    below = rated.published is not None and rated.published < Rating.GOOD
    near = question is not None and question.is_near_a_lower_grade
    return (
        Cell(fact(rated.standard.title)),
        Cell(Clause(rating_word(rated.published)), strong=below),
        Cell(tile_words(rated, question), strong=near),
    )


def _again(found: RatingsReading) -> Iterator[Block]:
    yield Heading(Clause("If it were inspected again"))
    firm = depth_sentences(found.derived, found.reinspection)[-1]
    yield Statement(joined([firm.words, LOWER_MAY_BE_LUCK]), lead=firm.lead)


def _rehearsal(audits: CaseAuditsReading | NoAudits) -> Iterator[Block]:
    yield Heading(Clause("Rehearsal from the service's own case audits"))
    if isinstance(audits, NoAudits):
        monthly = MONTHLY_ONLY if audits.monthly else NOTHING
        yield Statement(joined([no_audits_words(audits.service.name), monthly]), Tone.MISSING)
        return
    mode = audience_words(audits.protected, hidden_words(audits.ratings))
    yield Statement(joined([REHEARSAL, mode]), quiet=True)
    if audits.only_of_teams:
        yield Statement(ended(ONLY_TEAMS), Tone.MISSING)
        return
    for sentence in audit_sentences(audits.ratings, audits.pooled, audits.published):
        yield stated(sentence)


def _behind_the_rating(derived: DerivedRatings) -> Iterator[Block]:
    if rating_ruler(derived) is not None and derived.scale is not None:
        yield _bands(derived, derived.scale)


def _behind_the_rehearsal(audits: CaseAuditsReading) -> Iterator[Block]:
    yield Heading(Clause("Rehearsal from the service's own case audits"))
    beside = compared_with_words(audits.framework, audits.published, audits.later)
    yield Statement(joined([REHEARSAL, beside, NO_OVERALL]), quiet=True)
    caption = "{place}: published rating and rehearsal rating of each standard"
    drawn = audit_chart(audits.ratings, audits.framework, audits.pooled, audits.place_words)
    if drawn is not None:
        yield picture_of(drawn, WHOLE)
    # Tables run on to the next page where a picture cannot, so they come after it.
    yield table_of(rehearsal_table(audits.ratings), fill(caption, place=audits.place_words))
    if drawn is not None:
        yield values_of(drawn)
