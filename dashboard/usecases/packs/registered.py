"""The register's page of a pack: late, stuck, awaiting a check, re-opened, and who owes what."""

from collections.abc import Iterator, Mapping

from dashboard.core.packs.sections import PackSection
from dashboard.core.people import Person
from dashboard.core.periods import date_words
from dashboard.core.register.actions import Action
from dashboard.core.register.follow_ups import FollowUp
from dashboard.core.register.standings import Standing
from dashboard.core.sentences import Clause, capital, fill, joined
from dashboard.narrative.board.partners import late_answer, open_words
from dashboard.narrative.register.follow_ups import (
    due_brief,
    late_words,
    next_step,
    owner_brief,
    stillness_brief,
)
from dashboard.narrative.register.recommendations import shortened
from dashboard.narrative.register.standings import standings_sentence
from dashboard.reports.packs.document import (
    Block,
    Cell,
    Heading,
    Section,
    Statement,
    Table,
    fact,
)
from dashboard.usecases.board.partners import PartnerReading
from dashboard.usecases.packs.reading import PackReading
from dashboard.usecases.register.recommendations import Entry

# Rows on the page. So few stand there in their own words; of more the annex has these.
MOST_ROWS, MOST_WHOLE = 12, 6
_HEADINGS = ("Recommendation", "State", "Owner", "Next date")
_NEXT, _NO_DATE = Clause("Next step"), Clause("None")
_WHOLE = ("Recommendation", "In its own words", "Next step")


def register_section(reading: PackReading) -> Section:
    """Return the section of recommendations, the most urgent first, and what partners owe."""
    entries = reading.register.entries
    return Section(
        id=PackSection.RECOMMENDATIONS.value,
        title=Clause(PackSection.RECOMMENDATIONS.heading),
        message=standings_sentence(standings_of(reading)).words,
        blocks=tuple(_blocks(reading, entries)),
    )


def register_annex(reading: PackReading) -> Section | None:
    """Return every recommendation in its own words with its next step; None if the page has all."""
    entries = reading.register.entries
    if len(entries) <= MOST_WHOLE:
        return None
    several = _are_of_several(entries)
    return Section(
        id="every-recommendation",
        title=Clause("Every recommendation in its own words"),
        message=fill("{n} in the register.", n=str(len(entries))),
        blocks=(
            Table(
                caption=Clause("Every recommendation, the most urgent first"),
                headings=tuple(map(Clause, _WHOLE)),
                rows=tuple(_whole_row(each, several=several) for each in entries),
                shares=(2, 6, 3) if several else (1.5, 6, 3),
            ),
        ),
    )


def standings_of(reading: PackReading) -> tuple[Standing, ...]:
    """Return where each recommendation of the register stands, in its order."""
    return tuple(entry.standing for entry in reading.register.entries)


def names_of_owners(reading: PackReading) -> Mapping[str, str]:
    """Return who owns each recommendation and action, by its id: a person, else a partner."""
    people = reading.holdings.records.of(Person)
    owned: list[FollowUp | Action] = []
    for standing in standings_of(reading):
        owned += [standing.follow_up, *standing.actions]
    return {
        each.id: people[each.owner].name if each.owner in people else each.body for each in owned
    }


def _blocks(reading: PackReading, entries: tuple[Entry, ...]) -> Iterator[Block]:
    if not entries:
        return
    several, whole = _are_of_several(entries), len(entries) <= MOST_WHOLE
    yield Table(
        caption=Clause("The most urgent first"),
        headings=(*map(Clause, _HEADINGS), *([_NEXT] if whole else [])),
        rows=tuple(_row(each, several=several, whole=whole) for each in entries),
        shares=(5, 2.6, 2.2, 1.8, 2.8) if whole else (6, 3, 2.4, 2),
        most=MOST_ROWS,
    )
    if not several:
        source = entries[0].recommendation.source
        yield Statement(fill("All are of: {source}.", source=source), quiet=True)
    yield Heading(Clause("What each partner owes"))
    yield from _partners(reading)


def _are_of_several(entries: tuple[Entry, ...]) -> bool:
    """Return whether recommendations are of several sources, so that each is named with its own."""
    return len({each.recommendation.source for each in entries}) > 1


def _row(entry: Entry, *, several: bool, whole: bool) -> tuple[Cell, ...]:
    """Return a row; a `whole` one has the recommendation's own words and its next step."""
    one, standing = entry.recommendation, entry.standing
    name = one.label if several else str(one.number)
    words = one.wording if whole else shortened(one.wording)
    owner = entry.owner.name if entry.owner else ""
    return (
        Cell(fill("{name}: {words}", name=name, words=words)),
        Cell(state_words(standing)),
        Cell(owner_brief(standing, owner)),
        Cell(capital(due_brief(standing)) or _NO_DATE),
        *([Cell(next_step(standing))] if whole else []),
    )


def state_words(standing: Standing) -> Clause:
    """Return the status of a recommendation, how late it is and for how long nothing was heard."""
    parts = [Clause(standing.status.value), late_words(standing), stillness_brief(standing)]
    return joined(parts, "; ")


def _whole_row(entry: Entry, *, several: bool) -> tuple[Cell, ...]:
    one = entry.recommendation
    return (
        Cell(fact(one.label if several else str(one.number))),
        Cell(fact(one.wording)),
        Cell(next_step(entry.standing)),
    )


def _partners(reading: PackReading) -> Iterator[Block]:
    owing = [each for each in reading.partners.partners if each.owed]
    late = {each.name: each.late for each in owing if each.late}
    yield Statement(late_answer(late, sum(len(each.owed) for each in owing)))
    if owing:
        yield Table(
            caption=Clause("Open with each partner"),
            headings=tuple(map(Clause, ("Partner", "Open", "Late", "Next due"))),
            rows=tuple(_partner_row(each) for each in owing),
            shares=(3, 4, 1, 2),
            most=MOST_ROWS,
        )


def _partner_row(partner: PartnerReading) -> tuple[Cell, ...]:
    due = [each.due for each in partner.owed if each.due]
    return (
        Cell(fact(partner.name)),
        Cell(open_words(*partner.open_by_kind)),
        Cell(fact(str(partner.late)) if partner.late else Clause("none")),
        Cell(fact(date_words(min(due))) if due else Clause("no date given")),
    )
