"""Board packs as documents in tests, small or with all that a document can hold."""

import datetime as dt
from dataclasses import replace
from typing import Any

from dashboard.charts.comparison import ranked_chart
from dashboard.charts.drawing import Dot, Drawing, Line, Mark, Words
from dashboard.charts.picture import on_page
from dashboard.core.disclosure.protection import Mode
from dashboard.core.sentences import Clause, Tone
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
from tests.factories import compared

# What people type, or paste, and no format may run, lose or break at.
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=https://example.org/x onerror=alert(1)>',
    "</style><b>",
    "=1+1",
    "#let x = 1",
    "#N/A",
    "مجلس العدالة",
    "מועצה",
    "Cyngor Tŷ Ŵyl",
    "👩‍👧 board",
    "a_x000D_b",
    "x" * 500,
)


def section(sid: str = "glance", *blocks: Any, **changed: Any) -> Section:
    usual: dict[str, Any] = {
        "title": fact(f"Title of {sid}"),
        "message": fact("One measure of 4 is worse."),
        "blocks": blocks,
        "link": f"http://localhost:8501/?service=placeshire&page={sid}",
    }
    return Section(sid, **(usual | changed))


def document(*sections: Section, **changed: Any) -> Document:
    usual: dict[str, Any] = {
        "title": fact("Placeshire youth justice service"),
        "occasion": fact("Management board, 12 October 2026"),
        "day": dt.date(2026, 10, 12),
        "audience": Mode.PUBLIC,
        "audience_words": fact("For anybody: small numbers are withheld"),
        "sections": sections or (section(),),
        "seal": "5ea1",
    }
    return Document(**(usual | changed))


def table(caption: str = "The measures", *rows: tuple[str, ...], **changed: Any) -> Table:
    """Return a table of words with a heading for each column."""
    told = rows or (("First-time entrants", "287"), ("Reoffending", "not published"))
    return Table(
        caption=fact(caption),
        headings=tuple(
            fact(name) for name in ("Measure", "Figure", "Past", "Target")[: len(told[0])]
        ),
        rows=tuple(tuple(Cell(fact(text)) for text in row) for row in told),
        **changed,
    )


def sparkline() -> Drawing:
    marks: tuple[Mark, ...] = (Line([(2, 20), (40, 8), (78, 14)]), Dot(78, 14, 3, "#12436D"))
    return Drawing(96, 28, marks, alt="")


def picture() -> Picture:
    """Return the ranked picture of a small comparison, with its values."""
    chart = ranked_chart(compared({"A": 300, "B": 200, "C": 210, "D": 190, "E": 205, "F": 195}))
    drawing = replace(on_page(chart.figure, 640), alt=chart.alt)
    return Picture(
        fact(chart.title),
        fact(chart.subtitle),
        drawing,
        table_of(chart.table, fact(chart.subtitle)),
    )


def whole() -> Document:
    """Return a pack with every kind of block, in its sections and its annex."""
    drawn = Picture(
        fact("It rose to 300"),
        fact("Rate by year"),
        Drawing(
            300, 80, [Line([(5, 60), (290, 20)]), Words(5, 75, "2016")], alt="From 250 to 300."
        ),
        table("Rate by year", ("2016", "250.5"), ("2017", "300")),
    )
    measures = Table(
        fact("The main measures at a glance"),
        tuple(fact(name) for name in ("Measure", "Newest figure", "Similar areas", "Own past")),
        (
            (
                Cell(fact("First-time entrants")),
                Cell(fact("287 per 100,000 (about 319 children)"), strong=True),
                Cell(fact("23% above 233"), sparkline(), Tone.WORSE, "Higher"),
                Cell(fact("2017: 287"), sparkline()),
            ),
            tuple(Cell(fact(text)) for text in ("Custody", "-", "12", "1,234.5")),
        ),
        shares=(2, 1, 1, 1),
    )
    return document(
        section(
            "needs",
            Statement(
                Clause("A gap of 23% is wide. It has stood since 2016.", ("23%", "2016")),
                Tone.WARNING,
                "A gap of 23% is wide.",
            ),
            Heading(fact("Questions that a member can put")),
            Points((fact("Why is the rate 23% higher?"), fact("Who acts on it?")), numbered=True),
            title=fact("What the board needs to know"),
        ),
        section("glance", measures, Statement(fact("Source: an office, 2018."), quiet=True)),
        section("warnings", picture(), Beside((drawn, drawn))),
        annex=(section("tables", table("Long", *((f"Row {n}", str(n)) for n in range(1, 8)))),),
        marks=(fact("It stands in place of the pack of 1 October 2026."),),
        issued_on=dt.date(2026, 10, 5),
    )
