"""The dashboard's own layouts of figures: a service's own, and published ones; a row a figure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.core.own.figures import LocalState
from dashboard.core.published.indicators import State

WHOLE_SERVICE_WORDS = "Whole service"
# What people write for the service as a whole where no area team goes by it.
WHOLE_SERVICE_TOO = (
    *("all", "all teams", "all areas", "all area teams", "total", "whole county", "countywide"),
    *("county wide", "whole area", "whole borough", "whole city", "whole yjs", "whole yot"),
    *("service wide", "servicewide", "service", "the service", "whole team"),
    *("yjs", "yot", "overall", "all localities", "all districts"),
)
ALL_CHILDREN_TOO = (
    *("all", "all groups", "all young people", "total", "everyone", "all persons", "persons"),
    *("both", "both sexes", "all sexes", "all genders", "girls and boys", "boys and girls"),
    *("male and female", "female and male", "males and females", "females and males"),
    *("all ages", "10-17", "10 to 17", "aged 10-17", "aged 10 to 17", "all ethnicities"),
    *("all ethnic groups", "total children", "all cases"),
)
_WITHOUT_FIGURE = ", ".join(state.value for state in LocalState if not state.usable)


@dataclass(frozen=True)
class FigureColumn:
    """A column by its heading, whose case does not matter; `width` counts characters.

    `holds` says what to write into it. A file that lacks a column that is `needed` is refused.
    `also_called` are headings that people write for it, in lower case. They are never read as it,
    but whoever wrote one is told which heading is meant.
    """

    name: str
    holds: str
    width: int = 14
    needed: bool = False
    also_called: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        return self.name.capitalize()


@dataclass(frozen=True)
class FigureSheet:
    """A layout: the title of its sheet, its columns, and what tells it from any other layout.

    A header with all the `marks` and none of the `never` is of this layout. `shown_only` are
    columns that people and `figures --csv` add for readers; nobody looks at what they hold.
    `divides` heads columns that would divide the figures further, so that none may go unread.
    `looked_at` are columns that are not read, but may say that the figures are others, by their key
    and what they are headed.
    `called` is what a sentence calls the template, `beside` the titles of the sheets that it has
    beside its table.
    """

    title: str
    columns: tuple[FigureColumn, ...]
    marks: frozenset[str]
    called: str
    never: frozenset[str] = frozenset()
    shown_only: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    divides: tuple[str, ...] = ()
    looked_at: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def needed(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.needed)

    @property
    def naming(self) -> tuple[str, ...]:
        """The columns that say what a row is about, and not what its figure is."""
        return tuple(name for name in self.names if name not in (*OF_FIGURE, NOTE))

    @property
    def numbers(self) -> tuple[str, ...]:
        """The columns that hold numbers."""
        return tuple(name for name in self.names if name in OF_FIGURE and name != STATE)


INDICATOR, PLACE, PERIOD, GROUP = "indicator", "area team", "period", "group"
VALUE, COUNT, DENOMINATOR, STATE, NOTE = "value", "count", "denominator", "state", "note"
AREA, POPULATION = "area", "population"
# Columns that are not read: whose figures they are, and what may be their state.
WHOSE, STATUS = "service", "status"
# The columns that make the figure of a row.
OF_FIGURE = (VALUE, COUNT, DENOMINATOR, POPULATION, STATE)
# The titles of the sheets beside the table of a template.
WORDS, AREAS, HOW = "Words", "Areas", "How to fill it in"

_INDICATOR_TOO = (
    *("measure", "kpi", "metric", "performance indicator", "indicator id", "indicator code"),
    *("indicator ref", "performance measure", "pi", "measure name"),
)
_TEAM_TOO = (
    *("team", "area", "locality", "district", "yjs team", "team name", "place", "local team"),
    *("area/team", "team area", "area team name", "patch", "cluster", "area name"),
)
_QUARTER_TOO = (
    *("quarter", "month", "date", "time period", "reporting period", "qtr", "quarter/month"),
    *("reporting quarter", "financial quarter", "year/quarter", "year and quarter", "timeframe"),
    *("reporting month", "period covered", "time"),
)
_DIVIDES = (
    *("sex", "gender", "ethnicity", "ethnic group", "age", "age group", "age band", "care status"),
    *("looked after", "disability", "send"),
)
_GROUP_TOO = (
    *("breakdown", "subgroup", "sub group", "characteristic", "demographic", "group of children"),
    *("category", *_DIVIDES),
)
_VALUE_TOO = (
    *("figure", "rate", "percentage", "percent", "%", "result", "performance", "score"),
    *("outturn", "actual", "per cent", "pct", "values", "figures"),
)
_COUNT_TOO = (
    *("number", "no", "no.", "n", "number of children", "children", "numerator", "total"),
    *("number of cases", "cases", "amount", "how many", "num", "#", "nos", "young people"),
    *("number of young people", "volume", "no of children", "no. of children"),
)
_OUT_OF_TOO = ("out of", "cohort", "base", "total cohort", "cohort size", "denom", "den", "of")


LOCAL_SHEET = FigureSheet(
    title="Figures",
    columns=(
        FigureColumn(
            INDICATOR,
            "The indicator's id or its name, as in Words.",
            30,
            needed=True,
            also_called=(*_INDICATOR_TOO, "indicator name"),
        ),
        FigureColumn(
            PLACE,
            f"The area team's name; leave it empty, or write {WHOLE_SERVICE_WORDS}, for the "
            "service as a whole.",
            24,
            needed=True,
            also_called=_TEAM_TOO,
        ),
        FigureColumn(
            PERIOD,
            "A quarter of the financial year, such as 2025-26 Q1 (April to June 2025), or a month, "
            "such as 2025-06.",
            needed=True,
            also_called=_QUARTER_TOO,
        ),
        FigureColumn(
            GROUP,
            "A group of children, such as Sex: Girls; empty for all.",
            26,
            also_called=_GROUP_TOO,
        ),
        FigureColumn(
            VALUE,
            "The figure in the indicator's unit: 15.2 for 15.2%. Leave it empty where the count "
            "and the denominator are given: it is then worked out.",
            also_called=_VALUE_TOO,
        ),
        FigureColumn(
            COUNT, "How many children (or cases) it is: a whole number.", also_called=_COUNT_TOO
        ),
        FigureColumn(
            DENOMINATOR,
            "Out of how many; empty for a plain count.",
            also_called=(*_OUT_OF_TOO, "population"),
        ),
        FigureColumn(
            STATE,
            f"Empty for a final figure, provisional for one that may change, or why there is no "
            f"figure: {_WITHOUT_FIGURE}.",
            18,
        ),
        FigureColumn(NOTE, "What a reader should know. No names of children.", 50),
    ),
    marks=frozenset({INDICATOR, PLACE}),
    called="the template of own figures",
    shown_only=("indicator name", "edition"),
    beside=(WORDS, HOW),
    divides=_DIVIDES,
    looked_at={
        WHOSE: (
            *("service", "service name", "yjs", "yjs name", "yot", "yot name", "yos"),
            *("youth justice service", "youth offending team", "youth offending service"),
            *("local authority", "authority", "council", "la", "local authority name"),
        ),
        STATUS: ("status", "figure status", "data status", "final or provisional"),
    },
)

PUBLISHED_SHEET = FigureSheet(
    title="Published figures",
    columns=(
        FigureColumn(
            INDICATOR,
            "The indicator's id, as in Words.",
            34,
            needed=True,
            also_called=_INDICATOR_TOO,
        ),
        FigureColumn(
            AREA,
            "The area's code, or its name where no other has it.",
            26,
            needed=True,
            also_called=(
                *("local authority", "authority", "council", "la", "area name", "area code"),
                *("local authority name", "local authority code", "la name", "la code"),
            ),
        ),
        FigureColumn(
            PERIOD,
            "The period as the indicator has it, such as 2024 or 2024-25; see Words.",
            needed=True,
            also_called=("year", "financial year", "calendar year", "time period", "date"),
        ),
        FigureColumn(
            VALUE,
            "The figure in the indicator's unit: 15.2 for 15.2%.",
            needed=True,
            also_called=_VALUE_TOO,
        ),
        FigureColumn(
            COUNT, "How many children (or cases) it is; may be empty.", also_called=_COUNT_TOO
        ),
        FigureColumn(
            POPULATION,
            "Out of how many; may be empty.",
            also_called=(*_OUT_OF_TOO, DENOMINATOR),
        ),
        FigureColumn(
            STATE,
            f"Empty for a published figure; else one of {', '.join(state.value for state in State)}"
            ".",
            18,
        ),
        FigureColumn(NOTE, "What a reader should know.", 50),
    ),
    marks=frozenset({INDICATOR, AREA, VALUE}),
    called="the template of published figures",
    never=frozenset({PLACE}),
    shown_only=("area_name", "edition"),
    beside=(WORDS, AREAS, HOW),
)
