"""The dashboard's own layouts of figures: a service's own, and published ones; a row a figure."""

from dataclasses import dataclass

from dashboard.core.own.figures import LocalState
from dashboard.core.published.indicators import State

WHOLE_SERVICE_WORDS = "Whole service"
_WITHOUT_FIGURE = ", ".join(state.value for state in LocalState if not state.usable)


@dataclass(frozen=True)
class FigureColumn:
    """A column by its heading, whose case does not matter; `width` counts characters.

    `holds` says what to write into it. A file that lacks a column that is `needed` is refused.
    """

    name: str
    holds: str
    width: int = 14
    needed: bool = False

    @property
    def heading(self) -> str:
        return self.name.capitalize()


@dataclass(frozen=True)
class FigureSheet:
    """A layout: the title of its sheet, its columns, and what tells it from any other layout.

    A header with all the `marks` and none of the `never` is of this layout. `shown_only` are
    columns that people and `figures --csv` add for readers; they are read without being looked at.
    """

    title: str
    columns: tuple[FigureColumn, ...]
    marks: frozenset[str]
    never: frozenset[str] = frozenset()
    shown_only: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def needed(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.needed)


INDICATOR, PLACE, PERIOD, GROUP = "indicator", "area team", "period", "group"
VALUE, COUNT, DENOMINATOR, STATE, NOTE = "value", "count", "denominator", "state", "note"
AREA, POPULATION = "area", "population"

LOCAL_SHEET = FigureSheet(
    title="Figures",
    columns=(
        FigureColumn(INDICATOR, "The indicator's id or its name, as in Words.", 30, needed=True),
        FigureColumn(
            PLACE,
            f"The area team's name; leave it empty, or write {WHOLE_SERVICE_WORDS}, for the "
            "service as a whole.",
            24,
            needed=True,
        ),
        FigureColumn(
            PERIOD,
            "A quarter of the financial year, such as 2025-26 Q1 (April to June 2025), or a month, "
            "such as 2025-06.",
            needed=True,
        ),
        FigureColumn(GROUP, "A group of children, such as Sex: Girls; empty for all.", 26),
        FigureColumn(
            VALUE,
            "The figure in the indicator's unit: 15.2 for 15.2%. Leave it empty where the count "
            "and the denominator are given: it is then worked out.",
        ),
        FigureColumn(COUNT, "How many children (or cases) it is: a whole number."),
        FigureColumn(DENOMINATOR, "Out of how many; empty for a plain count."),
        FigureColumn(
            STATE,
            f"Empty for a final figure, provisional for one that may change, or why there is no "
            f"figure: {_WITHOUT_FIGURE}.",
            18,
        ),
        FigureColumn(NOTE, "What a reader should know. No names of children.", 50),
    ),
    marks=frozenset({INDICATOR, PLACE}),
    shown_only=("indicator name", "edition"),
)

PUBLISHED_SHEET = FigureSheet(
    title="Published figures",
    columns=(
        FigureColumn(INDICATOR, "The indicator's id, as in Words.", 34, needed=True),
        FigureColumn(AREA, "The area's code, or its name where no other has it.", 26, needed=True),
        FigureColumn(
            PERIOD,
            "The period as the indicator has it, such as 2024 or 2024-25; see Words.",
            needed=True,
        ),
        FigureColumn(VALUE, "The figure in the indicator's unit: 15.2 for 15.2%.", needed=True),
        FigureColumn(COUNT, "How many children (or cases) it is; may be empty."),
        FigureColumn(POPULATION, "Out of how many; may be empty."),
        FigureColumn(
            STATE,
            f"Empty for a published figure; else one of {', '.join(state.value for state in State)}"
            ".",
            18,
        ),
        FigureColumn(NOTE, "What a reader should know.", 50),
    ),
    marks=frozenset({INDICATOR, AREA, VALUE}),
    never=frozenset({PLACE}),
    shown_only=("area_name", "edition"),
)
