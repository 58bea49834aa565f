"""Board packs as documents, with charts of the house: what every format is tried on."""

import datetime as dt
from dataclasses import replace
from typing import Any

from dashboard.charts.drawing import Box, Drawing
from dashboard.charts.native import native_of
from dashboard.charts.picture import on_page
from dashboard.core.disclosure.protection import Mode
from dashboard.core.sentences import Tone, fill
from dashboard.reports.packs.document import (
    Beside,
    Cell,
    Document,
    Heading,
    Picture,
    Points,
    Section,
    Statement,
    Table,
    fact,
    table_of,
)
from tests.charts.every_chart import EVERY_CHART

DAY = dt.date(2018, 12, 31)
LINK = "https://board.example.org/comparison?service=hertfordshire&as_at=2018-12-31"
SPINE = Drawing(60, 12, (Box(0, 4, 40, 4, "#12436D"),), alt="")


def document(*sections, **changed):
    usual: dict[str, Any] = {
        "title": fact("Hertfordshire youth justice service"),
        "occasion": fact("Board meeting, 14 January 2019"),
        "day": DAY,
        "audience": Mode.PUBLIC,
        "audience_words": fact("For anybody: small numbers are withheld"),
        "sections": sections,
    }
    return Document(**(usual | changed))


def section(*blocks, **changed):
    usual: dict[str, Any] = {
        "id": "needs",
        "title": fact("What the board needs to know"),
        "message": fact("One early warning and 3 recommendations need the board."),
        "blocks": blocks,
        "link": LINK,
    }
    return Section(**(usual | changed))


def picture(name="comparison", title="", **changed):
    """Return a chart of the house as a picture of a pack."""
    chart = EVERY_CHART[name]()
    drawing = on_page(chart.figure, 720)
    usual: dict[str, Any] = {
        "title": fact(title or chart.title),
        "subtitle": fact(chart.subtitle),
        "drawing": Drawing(drawing.width, drawing.height, drawing.marks, chart.alt),
        "table": table_of(chart.table, fact(chart.title)),
        "native": native_of(chart),
    }
    return Picture(**(usual | changed))


def words_table(rows, most=None, headings=("Recommendation", "Owner", "State")):
    return Table(
        fact("Every recommendation"),
        tuple(map(fact, headings)),
        tuple(tuple(Cell(fact(text)) for text in row) for row in rows),
        most=most,
    )


def recommendations(count, most=None):
    text = "Work with partners so that fewer children enter the justice system for the first time"
    rows = [(f"{n}. {text}", "Police", "Late") for n in range(1, count + 1)]
    return replace(words_table(rows, most), shares=(4, 1, 1))


def _needs():
    lead = "First-time entrants are 23% above similar areas"
    return section(
        Heading(fact("Needs the board")),
        Statement(fact(f"{lead}: 287 against 233 per 100,000 children."), Tone.WARNING, lead),
        Statement(fact("The last inspection rated the service Outstanding."), Tone.NOTE),
        Statement(fact("Source: Ministry of Justice, edition of May 2018."), quiet=True),
        Heading(fact("Questions a member can put")),
        Points(
            (
                fact("What has changed since the last meeting?"),
                fact("Which partner acts by when?"),
            ),
            numbered=True,
        ),
    )


def _glance():
    strong = Cell(fact("First-time entrants"), strong=True)
    spined = Cell(fact("287 per 100,000"), SPINE, Tone.WORSE, "Higher")
    return section(
        Table(
            fact("Main measures"),
            (fact("Measure"), fact("Newest figure"), fact("Against similar areas")),
            ((strong, spined, Cell(fact("8 of 10 are lower"))),) * 6,
            shares=(2, 2, 1),
        ),
        id="glance",
        title=fact("The main measures at a glance"),
    )


def _warnings():
    return section(
        Heading(fact("First-time entrants")),
        Statement(fact("Higher than in 8 of 10 similar areas, by every list."), Tone.WARNING),
        Beside((picture(), picture("trend"))),
        Statement(fact("By 3 of 4 lists. About 60 more children a year."), quiet=True),
        picture("funnel"),
        id="warnings",
        title=fact("Early warnings"),
        message=fact("One of 4 measures is clearly worse than in similar areas."),
    )


def whole_document(**changed):
    """Return a pack with every kind of block, and an annex."""
    return document(
        _needs(),
        _glance(),
        _warnings(),
        section(recommendations(20, most=8), id="recommendations", title=fact("Recommendations")),
        section(id="since", title=fact("Since the last meeting"), message=fact("Nothing changed.")),
        annex=(
            section(picture().table, id="values", title=fact("The values of each picture")),
            section(recommendations(30), id="list", title=fact("Every recommendation"), link=""),
        ),
        marks=(fill("This pack is an invented example."),),
        **changed,
    )
