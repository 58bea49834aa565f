"""A small board pack with every kind of block; a test names only what it is about."""

import datetime as dt
from typing import Any

from dashboard.charts.drawing import Box, Drawing, Words
from dashboard.core.disclosure.protection import Mode
from dashboard.core.sentences import Clause, Tone
from dashboard.reports.packs.document import (
    Beside,
    Block,
    Cell,
    Document,
    Heading,
    Picture,
    Points,
    Section,
    Statement,
    Table,
    fact,
)

DAY = dt.date(2018, 12, 31)
LINK = "http://localhost:8501/ratings?service=hertfordshire&as-at=2018-12-31"

SMALL = Drawing(120, 24, (Box(0, 8, 90, 8, "#12436D"),), alt="")


def drawing(words: str = "287 here, 233 there", width: float = 680, height: float = 220) -> Drawing:
    marks = (
        Box(0, 30, width * 0.8, 40, "#12436D"),
        Box(0, 90, width * 0.6, 40, "#8C9396"),
        Words(0, 20, words, size=13, bold=True),
    )
    return Drawing(width, height, marks, alt=f"Bar chart. {words}")


def table(count: int = 3, **changed: Any) -> Table:
    usual: dict[str, Any] = {
        "caption": Clause("Each measure beside similar areas"),
        "headings": tuple(Clause(each) for each in ("Measure", "Here", "Verdict")),
        "rows": tuple(
            (
                Cell(fact(f"Measure {place}"), strong=place == 1),
                Cell(fact(f"{place * 7} per 100,000"), SMALL),
                Cell(Clause("than similar areas"), tone=Tone.WORSE, tone_word="Higher"),
            )
            for place in range(1, count + 1)
        ),
        "shares": (2, 2, 3),
    }
    return Table(**(usual | changed))


def picture(title: str = "First-time entrants are above similar areas", **drawn: Any) -> Picture:
    return Picture(
        title=fact(title),
        subtitle=fact("Rate per 100,000 children, 2017"),
        drawing=drawing(**drawn),
        table=table(),
    )


def every_block() -> tuple[Block, ...]:
    """Return a block of each kind, in the order of the house."""
    return (
        Statement(
            fact("First-time entrants are 23% above similar areas: 287 against 233."),
            tone=Tone.WARNING,
            lead="First-time entrants are 23% above similar areas",
        ),
        Statement(fact("All 12 standards were rated."), tone=Tone.IMPROVE),
        Heading(Clause("What to ask")),
        Points((fact("Why has the rate risen since 2015?"), Clause("Who acts?")), numbered=True),
        Points((Clause("Nobody asked yet."), Clause("Nothing is late."))),
        table(),
        picture(),
        Beside((picture("Left one", width=340), picture("Right one", width=340))),
        Statement(fact("Source: Ministry of Justice, edition of May 2018."), quiet=True),
    )


def section(*blocks: Block, **changed: Any) -> Section:
    usual: dict[str, Any] = {
        "id": "needs",
        "title": Clause("What the board needs to know"),
        "message": fact("One early warning; 3 recommendations wait for an owner."),
        "blocks": blocks,
        "link": LINK,
    }
    return Section(**(usual | changed))


def document(*sections: Section, **changed: Any) -> Document:
    usual: dict[str, Any] = {
        "title": Clause("Hertfordshire youth justice service"),
        "occasion": fact("Management board, 14 January 2019"),
        "day": DAY,
        "audience": Mode.PUBLIC,
        "audience_words": Clause("For anybody: small numbers are withheld."),
        "sections": sections,
    }
    return Document(**(usual | changed))


def whole_pack() -> Document:
    """Return a pack of two pages and an annex."""
    return document(
        section(*every_block()),
        section(table(8), picture(), id="glance", title=Clause("The main measures at a glance")),
        annex=(section(table(40), id="values", title=Clause("All values"), link=""),),
        marks=(Clause("All of this is invented."),),
        seal="seal-of-this-pack",
    )
