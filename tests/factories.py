"""Small, valid core objects; a test names only what it is about."""

import datetime as dt
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import pandas as pd

from dashboard.core.areas import (
    ENGLAND,
    Area,
    AreaType,
    ComparatorGroup,
    ComparatorModel,
    Service,
    populations_by_area,
)
from dashboard.core.periods import Period, PeriodKind, PublicationDate
from dashboard.core.published.benchmarks import GroupFigures, Method
from dashboard.core.published.comparison import Comparison, compare
from dashboard.core.published.indicators import (
    OBSERVATION_COLUMNS,
    Break,
    Figures,
    Indicator,
    State,
    Unit,
)
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.verdicts import Polarity

OWN = "A"


def year(number: int) -> Period:
    return Period(PeriodKind.CALENDAR_YEAR, number)


def indicator(**changed: Any) -> Indicator:
    usual: dict[str, Any] = {
        "id": "first-time-entrants",
        "name": "First-time entrants",
        "subject": "First-time entrants",
        "unit": Unit("per 100,000", "per 100,000 children aged 10 to 17", 0, per=100_000),
        "polarity": Polarity.LOWER,
        "period_kind": PeriodKind.CALENDAR_YEAR,
        "published_for": AreaType.LOCAL_AUTHORITY,
        "numerator": "children",
        "denominator": "children aged 10 to 17",
        "plausible_minimum": 0,
        "plausible_maximum": 1000,
        "publication_lag_months": 9,
        "why_it_matters": "They are children.",
        "source_url": "https://example.org",
        "reviewed_on": dt.date(2026, 11, 21),
        "core": True,
    }
    return Indicator(**(usual | changed))


def percentage(**changed: Any) -> Indicator:
    return indicator(unit=Unit("%", "per cent of children", 1), **changed)


def with_break(period: str) -> Indicator:
    return indicator(breaks=(Break(period, "the definition changed."),))


def figures(
    values: Mapping[str, Mapping[str, float | State]],
    of: Indicator | None = None,
    counts: Mapping[str, int] | None = None,
    populations: Mapping[str, int] | None = None,
) -> Figures:
    """Return figures from area -> period -> value, or a state that has none."""
    rows = [
        {
            "area_code": area,
            "period": period,
            "value": float("nan") if isinstance(cell, State) else float(cell),
            "count": (counts or {}).get(area, float("nan")),
            "population": (populations or {}).get(area, float("nan")),
            "state": (cell if isinstance(cell, State) else State.PUBLISHED).value,
            "note": "",
            "edition_id": 1,
        }
        for area, by_period in values.items()
        for period, cell in by_period.items()
    ]
    return Figures(of or indicator(), pd.DataFrame(rows, columns=OBSERVATION_COLUMNS))


def one_year(
    values: Mapping[str, float | State], of: Indicator | None = None, period: str = "2017"
) -> Figures:
    return figures({area: {period: value} for area, value in values.items()}, of)


def area(code: str = OWN, **changed: Any) -> Area:
    usual: dict[str, Any] = {
        "code": code,
        "name": f"Area {code}" if code != ENGLAND else "England",
        "area_type": AreaType.COUNTRY if code == ENGLAND else AreaType.LOCAL_AUTHORITY,
        "region": None if code == ENGLAND else "South East",
    }
    return Area(**(usual | changed))


def service(**changed: Any) -> Service:
    usual: dict[str, Any] = {
        "id": "placeshire",
        "name": "Placeshire",
        "code": "F00",
        "country": "England",
        "region": "South East",
        "police_area": "Placeshire",
        "area_codes": (OWN,),
        "populations_10_17": {2018: 100_000},
    }
    return Service(**(usual | changed))


def group(
    codes: str | tuple[str, ...] = "BCDEF", model: str = "dfe-test", **changed: Any
) -> ComparatorGroup:
    return ComparatorGroup(model, "A list", "similar areas", tuple(codes), similar=True, **changed)


def region(codes: str | tuple[str, ...]) -> ComparatorGroup:
    return ComparatorGroup("region", "A region", "others in the South East", tuple(codes))


def model(
    id: str,  # noqa: A002
    published_on: dt.date,
    lists: Mapping[str, tuple[str, ...]],
    **changed: Any,
) -> ComparatorModel:
    return ComparatorModel(
        id, f"List {id}", "DfE", published_on, "Alike.", "https://example.org", lists, **changed
    )


def compared(
    values: Mapping[str, float | State],
    of: Indicator | None = None,
    method: Method = Method.MEAN,
    **changed: Any,
) -> Comparison:
    """Return area A of 2017 compared with the areas named by the other letters.

    `lists` are further lists of similar areas, each as its letters and called by the first,
    "list B"; `among` is the group itself, else a list of all the letters.
    """
    peers = tuple(code for code in values if code not in (OWN, ENGLAND))
    areas = {code: area(code) for code in (*values, *peers)}
    areas |= changed.pop("areas", {})
    others = tuple(
        group(codes, f"list-{codes[0].lower()}", short_title=f"list {codes[0]}")
        for codes in changed.pop("lists", ())
    )
    chosen = changed.pop("among", group(peers))
    target, mine = changed.pop("target", None), service(**changed)
    figures_held, populations = one_year(values, of), populations_by_area([mine], areas, {})
    among, *rest = (
        GroupFigures(figures_held, held, areas, method, populations) for held in (chosen, *others)
    )
    return compare(among, mine, areas[OWN], year(2017), rest, target)


def many_areas(
    own: tuple[int, int],
    others: Sequence[tuple[int, int]],
    of: Indicator | None = None,
    similar: int = 5,
) -> Comparison:
    """Return area A of 2017 among others, each given as its count and what that is out of.

    The first of the others are the similar areas.
    """
    held = {OWN: own, **{f"P{number}": pair for number, pair in enumerate(others)}}
    per = (of or indicator()).unit.multiplier
    shown = figures(
        {code: {"2017": count / total * per} for code, (count, total) in held.items()},
        of,
        {code: count for code, (count, _) in held.items()},
        {code: total for code, (_, total) in held.items()},
    )
    listed = group(tuple(held)[1 : similar + 1])
    among = GroupFigures(shown, listed, {code: area(code) for code in held})
    return compare(among, service(), among.areas[OWN], year(2017))


def catalogue(**parts: Any) -> SimpleNamespace:
    """Return a stand-in for the catalogue with only the parts a test names."""
    return SimpleNamespace(**parts)


def recommendation(number: int = 1) -> Recommendation:
    return Recommendation(
        id=f"placeshire-2018-{number}",
        inspection="placeshire-2018",
        service="placeshire",
        published=PublicationDate("2018-09-20"),
        number=number,
        wording="Do it.",
        addressee="The service",
        source="A report",
        where="page 7",
    )
