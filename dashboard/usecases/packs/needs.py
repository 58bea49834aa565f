"""The first page of a pack: what the board needs to know, is asked to decide, and can ask."""

from collections.abc import Iterator

from dashboard.core.board.acknowledgements import Attention
from dashboard.core.packs.sections import PackSection
from dashboard.core.register.standings import Standing
from dashboard.core.sentences import NOTHING, Clause, fill, joined
from dashboard.narrative.board.who_knew import group_words
from dashboard.narrative.packs.questions import (
    asked_of_the_board,
    late_questions,
    warning_questions,
)
from dashboard.reports.packs.document import Block, Heading, Points, Section, Statement
from dashboard.usecases.board.acknowledgements import knowledge_of
from dashboard.usecases.board.national_reports import radar
from dashboard.usecases.overview import Kind, Told
from dashboard.usecases.packs.reading import PackReading
from dashboard.usecases.packs.registered import names_of_owners, standings_of

# As many matters and questions as a page has room for; the annex has the others.
MOST_MATTERS, MOST_QUESTIONS = 7, 5
# A note of many lines would leave the page no room for what the board needs to know.
MOST_PARAGRAPHS = 6
NO_DECISION = Clause("Nothing here asks the board for a decision.")


def needs_section(reading: PackReading) -> Section:
    """Return the first section: the sentences of the Overview that need the board, then to do."""
    questions = every_question(reading)
    shown = questions[: _room(len(questions), MOST_QUESTIONS)]
    return Section(
        id=PackSection.NEEDS.value,
        title=Clause(PackSection.NEEDS.heading),
        message=_message(reading),
        blocks=(
            *_covering_note(reading),
            *_told(reading),
            Heading(Clause("What the board is asked to decide")),
            *_asked(reading),
            *_questions(shown, len(questions) - len(shown)),
            *_looked_at(reading),
        ),
    )


def every_question(reading: PackReading) -> tuple[Clause, ...]:
    """Return a question in turn for each warning and late action, then their further ones."""
    groups = [warning_questions(each) for each in _attentions(reading)]
    owners = names_of_owners(reading)
    groups += [late_questions(each, owners) for each in standings_of(reading)]
    longest = max(map(len, groups), default=0)
    in_turn = (group[place] for place in range(longest) for group in groups if place < len(group))
    return tuple(dict.fromkeys(in_turn))


def _message(reading: PackReading) -> Clause:
    needing = [each for each in reading.overview.told if each.needs_the_board]
    if not needing:
        return Clause("We found no matter that needs the board. What was looked at stands below.")
    if len(needing) == 1:
        return fill("{number} matter needs the board.", number="1")
    order = ", the most urgent first" if _matters(reading)[1] else ""
    return fill("{number} matters need the board{order}.", number=str(len(needing)), order=order)


def _covering_note(reading: PackReading) -> Iterator[Block]:
    plan, meeting = reading.plan, reading.asked.meeting
    if plan.note and plan.note_for == meeting:
        yield Heading(Clause("Covering note"))
        for paragraph in _paragraphs(plan.note):
            yield Statement(fill("{note}", note=paragraph))


def _paragraphs(note: str) -> Iterator[str]:
    """Yield the paragraphs of a note; of too many the last ones are one."""
    every = [line for line in note.splitlines() if line.strip()]
    yield from every[: MOST_PARAGRAPHS - 1]
    if rest := every[MOST_PARAGRAPHS - 1 :]:
        yield " ".join(rest)


def _told(reading: PackReading) -> Iterator[Block]:
    leading, further = _matters(reading)
    for told in leading:
        yield _statement(reading, told)
    if further:
        template = "{number} more matter{s} in the annex."
        s = "" if len(further) == 1 else "s"
        yield Statement(fill(template, number=str(len(further)), s=s), quiet=True)


def _matters(reading: PackReading) -> tuple[list[Told], list[Told]]:
    """Return the matters that the page has room for, the rating among them, and the others."""
    leading = [each for each in reading.overview.told if _leads(each)]
    most = _room(len(leading), MOST_MATTERS)
    further = [each for each in leading[most:] if each.kind is not Kind.INSPECTION]
    return [each for each in leading if each not in further], further


def _looked_at(reading: PackReading) -> Iterator[Block]:
    calm = [each for each in reading.overview.told if not _leads(each)]
    if calm:
        yield Heading(Clause("Also looked at"))
    for told in calm:
        yield Statement(told.sentence.words, quiet=True)


def _leads(told: Told) -> bool:
    # The rating always does: the board is known by it.
    return told.needs_the_board or told.kind is Kind.INSPECTION


def _room(number: int, most: int) -> int:
    """Return how many are shown: one too many takes no more room than to say where it is."""
    return number if number == most + 1 else most


def _statement(reading: PackReading, told: Told) -> Statement:
    """Return a matter; of a warning also what the board made of it."""
    sentence = told.sentence
    known = (
        group_words(knowledge_of(reading.holdings, told.attentions)) if told.attentions else None
    )
    words = joined([sentence.words, known]) if known else sentence.words
    return Statement(words, sentence.tone, sentence.lead)


def _asked(reading: PackReading) -> Iterator[Block]:
    waiting = sum(not each.is_considered for each in radar(reading.holdings, reading.service.id))
    standings: tuple[Standing, ...] = standings_of(reading)
    asked = asked_of_the_board(_attentions(reading), standings, waiting)
    yield Points(asked) if asked else Statement(NO_DECISION)


def _attentions(reading: PackReading) -> tuple[Attention, ...]:
    return tuple(each for told in reading.overview.warned for each in told.attentions)


def _questions(shown: tuple[Clause, ...], further: int) -> Iterator[Block]:
    if shown:
        yield Heading(Clause("Questions you can ask"))
        yield Points(shown, numbered=True)
    if further:
        yield Statement(fill("{number} more in the annex.", number=str(further)), quiet=True)


def needs_annex(reading: PackReading) -> Section | None:
    """Return the matters and questions that the first page has no room for; None without any."""
    _, matters = _matters(reading)
    every = every_question(reading)
    questions = every[_room(len(every), MOST_QUESTIONS) :]
    blocks: list[Block] = [_statement(reading, each) for each in matters]
    if questions:
        blocks += [Heading(Clause("Further questions you can ask")), Points(questions)]
    if not blocks:
        return None
    title = Clause("Further matters for the board")
    return Section(f"{PackSection.NEEDS}-annex", title, NOTHING, tuple(blocks))
