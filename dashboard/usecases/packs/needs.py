"""The first page of a pack: what the board needs to know, is asked to decide, and can ask."""

from collections.abc import Iterator

from dashboard.core.board.acknowledgements import Attention
from dashboard.core.packs.sections import PackSection
from dashboard.core.register.standings import Standing
from dashboard.core.sentences import Clause, fill
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

# As many questions as a page has room for; the annex has them all.
MOST_QUESTIONS = 6
NO_DECISION = Clause("Nothing here asks the board for a decision.")


def needs_section(reading: PackReading) -> Section:
    """Return the first section: the sentences of the Overview that need the board, then to do."""
    questions = every_question(reading)
    shown = questions[:MOST_QUESTIONS]
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
        return Clause("None of the sentences of the first page asks for the board.")
    template = "{number} matter{s} need{verb} the board."
    one = len(needing) == 1
    facts = {"s": "" if one else "s", "verb": "s" if one else ""}
    return fill(template, number=str(len(needing)), **facts)


def _covering_note(reading: PackReading) -> Iterator[Block]:
    plan, meeting = reading.plan, reading.asked.meeting
    if plan.note and plan.note_for == meeting:
        yield Heading(Clause("Covering note"))
        for paragraph in filter(None, plan.note.splitlines()):
            yield Statement(fill("{note}", note=paragraph))


def _told(reading: PackReading) -> Iterator[Block]:
    for told in reading.overview.told:
        if _leads(told):
            yield _statement(told)
            if told.attentions:
                known = knowledge_of(reading.holdings, told.attentions)
                yield Statement(group_words(known), quiet=True)


def _looked_at(reading: PackReading) -> Iterator[Block]:
    calm = [each for each in reading.overview.told if not _leads(each)]
    if calm:
        yield Heading(Clause("Also looked at"))
    for told in calm:
        yield Statement(told.sentence.words, quiet=True)


def _leads(told: Told) -> bool:
    # The rating always does: the board is known by it.
    return told.needs_the_board or told.kind is Kind.INSPECTION


def _statement(told: Told) -> Statement:
    sentence = told.sentence
    return Statement(sentence.words, sentence.tone, sentence.lead)


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


def questions_annex(reading: PackReading) -> Section | None:
    """Return every question, where the first page has no room for all; else None."""
    questions = every_question(reading)
    if len(questions) <= MOST_QUESTIONS:
        return None
    title = Clause("Every question you can ask")
    message = fill("{number} questions.", number=str(len(questions)))
    return Section("every-question", title, message, (Points(questions, numbered=True),))
