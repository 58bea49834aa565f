"""Files of Explore education statistics, where the Department for Education publishes its data.

One row is a place and a time; the first columns say which, some are filters ("sex"), the others
figures. Nothing in the file says which is which, or what a column of figures is called here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.core.periods import Period, PeriodKind
from dashboard.core.published.indicators import Indicator
from dashboard.core.rules import SENSIBLE_YEARS
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.grids import SentFile
from dashboard.importers.imported import Format, Imported, Known, UnknownColumns
from dashboard.importers.official.places import LOCAL_TABLES, OfficialPlaces
from dashboard.importers.official.printed import OfficialTable, find_in_file, heading, printed
from dashboard.importers.official.published import Collected, not_printed

_TIME, _IDENTIFIER, _LEVEL = "time_period", "time_identifier", "geographic_level"
_COLUMNS = (_TIME, _IDENTIFIER, _LEVEL)
# The code and the name of a place, by the level of its rows; other levels are left out.
_PLACES = {
    "national": ("country_code", "country_name"),
    "regional": ("region_code", "region_name"),
    "local authority": ("new_la_code", "la_name"),
}
_OLD_NUMBER = "old_la_code"
# Columns that name a place of any level; a filter such as "school_type" is none.
_KINDS_OF_PLACE = (
    "country|region|(old_|new_)?la|lad|pcon|ward|lsip|lep|mca|local_[a-z_]{1,40}|sponsor|trust|mat"
    "|mayoral_[a-z_]{1,40}|english_[a-z_]{1,40}|opportunity_area|planning_area|rsc_region"
    "|institution|provider|school|college"
)
_OF_PLACES = rf"({_KINDS_OF_PLACE})_(code|name|urn|id|laestab|estab|ukprn|postcode)"
# How a time is written under each identifier, and which years of ours it may be.
_TWO_YEARS, _ONE_YEAR = r"((?:19|20)\d\d)(\d\d)", r"((?:19|20)\d\d)"
_TIMES = {
    "calendar year": (_ONE_YEAR, (PeriodKind.CALENDAR_YEAR, PeriodKind.LABELLED_YEAR)),
    "reporting year": (_ONE_YEAR, (PeriodKind.YEAR_TO_MARCH, PeriodKind.LABELLED_YEAR)),
    "financial year": (_TWO_YEARS, (PeriodKind.FINANCIAL_YEAR, PeriodKind.YEAR_TO_MARCH)),
    "academic year": (_TWO_YEARS, (PeriodKind.ACADEMIC_YEAR,)),
}
# Filters whose values are numbers all the same.
_NUMBERED_FILTERS = (
    r"age|age_group|ncyear|year_group|national_curriculum_year|.{0,60}(decile|quintile)"
)
# Filters that divide children: a value that is no total is of some of them only.
_OF_CHILDREN = (
    r"(pupil_|child_)?(sex|gender)|.{0,40}(ethnic|characteristic|disadvantage|free_school|fsm|"
    r"first_language|sen_(status|provision|primary)|breakdown).{0,40}"
)
_TOTAL, _ALL = r"total", r"(all|total)\b.*|.*\btotal"
# A column of figures may hold so many distinct texts; looking at these tells it from a filter.
_MOST_LOOKED_AT, _MOST_NAMED = 2_000, 12
_SHORTEST_WORD, _STEM = 3, 6
_LONGEST_HEADING = 100
_TITLE = "Explore education statistics"


def recognises(sent: SentFile) -> bool:
    """Return whether a file has the columns that every such file has."""
    return _table(sent) is not None


def read(sent: SentFile, known: Known) -> Imported:
    """Return the figures of the columns that a definition names, or that somebody chose.

    Taken are local authorities, regions and England. Of each filter the rows of its total are
    taken; which others were left out is said.

    Raises:
        ImportRefusedError: with every problem; where no column is named or chosen, it says which
            columns have figures and which indicators they may be.
    """
    table = _table(sent)
    if table is None:
        problem = Problem(None, "file", "", f"is no file of {_TITLE}", "load the file as it came")
        raise ImportRefusedError(sent.name, [problem])
    places = OfficialPlaces(known, LOCAL_TABLES)
    records = table.records()
    columns = _told_apart(records, known)
    collected = Collected(sent.name, places, table.problems([*_COLUMNS, *columns.figures]))
    taken = _taken(sent.name, table, columns.figures, known)
    if not taken:
        raise ImportRefusedError(sent.name, [_to_choose(sent.name, table, columns.figures, known)])
    _note_the_others(table, columns.figures, taken, collected)
    rows = _of_our_levels(records, collected)
    rows, crowded = _of_totals(rows, columns.filters, collected)
    if crowded:
        raise ImportRefusedError(sent.name, crowded)
    for column, indicator in taken.items():
        _take_rows(rows, column, indicator, places, collected)
    return collected.imported(
        f"{_TITLE}: {sent.name}", "Department for Education", sheets=(table.grid.name,)
    )


def _table(sent: SentFile) -> OfficialTable | None:
    return find_in_file(sent, _COLUMNS)


@dataclass(frozen=True)
class _Columns:
    filters: tuple[str, ...]
    figures: tuple[str, ...]


def _told_apart(records: pd.DataFrame, known: Known) -> _Columns:
    """Return which columns are filters and which figures.

    Those that are chosen or named by a definition are figures, and so are those whose cells are
    all numbers or marks.
    """
    named = {*_by_definition(known), *map(heading, known.chosen.columns)}
    others = [
        name
        for name in records.columns
        if name not in _COLUMNS and not re.fullmatch(_OF_PLACES, name[:_LONGEST_HEADING])
    ]
    figures = tuple(
        name
        for name in others
        if name in named
        or (not re.fullmatch(_NUMBERED_FILTERS, name) and _has_figures(records[name]))
    )
    return _Columns(tuple(name for name in others if name not in figures), figures)


def _has_figures(cells: pd.Series) -> bool:
    texts = [text for text in cells.unique()[:_MOST_LOOKED_AT] if text]
    found = [printed(text) for text in texts]
    return all(found) and any(each is not None and each.value is not None for each in found)


def _by_definition(known: Known) -> dict[str, Indicator]:
    """Return the indicator of each column that a definition names."""
    return {heading(column): one for one in known.indicators.values() for column in one.ees_columns}


def _taken(
    file: str, table: OfficialTable, figures: Sequence[str], known: Known
) -> dict[str, Indicator]:
    """Return the indicator of each column: what was chosen, else what definitions say.

    Raises:
        ImportRefusedError: for a choice of a column or an indicator that there is none of.
    """
    chosen = {heading(column): named for column, named in known.chosen.columns.items()}
    problems = list(_wrong_choices(chosen, table, figures, known))
    if len(chosen) < len(known.chosen.columns):
        written = ", ".join(known.chosen.columns)
        problems.append(Problem(None, "column", written, "are one column", "choose it once"))
    if problems:
        raise ImportRefusedError(file, problems)
    if chosen:
        return {column: known.indicators[named] for column, named in chosen.items()}
    by_name = _by_definition(known)
    return {column: by_name[column] for column in figures if column in by_name}


def _wrong_choices(
    chosen: Mapping[str, str], table: OfficialTable, figures: Sequence[str], known: Known
) -> Iterator[Problem]:
    for column in chosen:
        if column not in figures:
            advice = f"choose one of {_some([table.written(name) for name in figures])}"
            yield Problem(None, "column", column, "is no column of figures of this file", advice)
    for named, times in Counter(chosen.values()).items():
        if named not in known.indicators:
            advice = "choose the id of one of our indicators, such as not-in-education-16-17"
            yield Problem(None, "column", named, "is no indicator", advice)
        elif times > 1:
            yield Problem(None, "column", named, "is chosen for two columns", "keep one of them")


def _to_choose(
    file: str, table: OfficialTable, figures: Sequence[str], known: Known
) -> UnknownColumns | Problem:
    """Return the problem that the file does not say what its columns of figures are here."""
    by_hand = "copy the figures into the template for published figures"
    if not figures:
        return Problem(None, "file", file, f"is a file of {_TITLE} without figures", by_hand)
    columns = tuple(table.written(name) for name in figures)
    fitting = _fitting(figures, table.records(), known)
    holds = f"does not say which indicator stands in {_some(columns)}"
    advice = f"choose it, or {by_hand}"
    reason = f"is a file of {_TITLE}, which {holds}"
    return UnknownColumns(None, "file", file, reason, advice, figures=columns, indicators=fitting)


def _fitting(figures: Sequence[str], records: pd.DataFrame, known: Known) -> tuple[str, ...]:
    """Return the ids of indicators of the file's kind of year, those of its subject if any are."""
    identifiers = {text.casefold() for text in records[_IDENTIFIER].unique()}
    kinds = {kind for name in identifiers & set(_TIMES) for kind in _TIMES[name][1]}
    of_kind = [
        one
        for one in known.indicators.values()
        if one.period_kind in kinds and one.published_for in LOCAL_TABLES
    ]
    words = {stem for column in figures for stem in _stems(column)}
    alike = [one for one in of_kind if words & _stems(f"{one.id} {one.lait_name} {one.subject}")]
    return tuple(one.id for one in alike or of_kind)


def _stems(text: str) -> set[str]:
    words = re.findall(r"[a-z]+", text.casefold())
    stems = {word[:_STEM] for word in words if len(word) >= _SHORTEST_WORD}
    return stems - {"percen", "rate", "number", "and", "the", "not", "total", "count"}


def _note_the_others(
    table: OfficialTable,
    figures: Sequence[str],
    taken: Mapping[str, Indicator],
    collected: Collected,
) -> None:
    for column, indicator in taken.items():
        collected.say(f'The column {table.written(column)} was taken as "{indicator.name}".')
    others = [table.written(column) for column in figures if column not in taken]
    if others:
        collected.say(f"Columns of figures that were not taken: {_some(others)}.")


def _of_our_levels(records: pd.DataFrame, collected: Collected) -> pd.DataFrame:
    level = records[_LEVEL].str.casefold()
    ours = level.isin(list(_PLACES))
    for name, number in records.loc[~ours, _LEVEL].value_counts().items():
        collected.leave_out(f'rows of the level "{name}"', int(number))
    return records[ours].assign(**{_LEVEL: level[ours]})


def _of_totals(
    rows: pd.DataFrame, filters: Sequence[str], collected: Collected
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the rows of the total of each filter, and a problem for filters without one.

    These are filters by which places stand there twice, and those of only some children.
    """
    without: dict[str, list[str]] = {}
    for name in filters:
        values = [text for text in rows[name].unique() if text]
        total = _total_of(values)
        if total is None:
            without[name] = values
        elif len(values) > 1:
            others = [text for text in values if text != total]
            collected.say(f'Of {name} only "{total}" was taken, not {_some(others)}.')
            rows = rows[rows[name] == total]
    keys = [_TIME, _IDENTIFIER, _LEVEL, *_place_columns(rows)]
    crowded = [name for name in without if _stands_twice(rows, keys, name)]
    alone = [name for name, values in without.items() if values and name not in crowded]
    partial = [name for name in alone if re.fullmatch(_OF_CHILDREN, name[:_LONGEST_HEADING])]
    for name in alone:
        collected.say(f"Without a total of {name}, the rows are of {_some(without[name])}.")
    return rows, [
        *(_crowded(name, without[name]) for name in crowded),
        *(_partial(name, without[name]) for name in partial),
    ]


def _total_of(values: Sequence[str]) -> str | None:
    """Return the one value that stands for all, or None where there is none or more than one."""
    for pattern in (_TOTAL, _ALL):
        found = [text for text in values if re.fullmatch(pattern, text[:60], re.IGNORECASE)]
        if len(found) == 1:
            return found[0]
    return None


def _place_columns(rows: pd.DataFrame) -> list[str]:
    return [name for pair in _PLACES.values() for name in pair if name in rows.columns]


def _stands_twice(rows: pd.DataFrame, keys: Sequence[str], name: str) -> bool:
    differing = rows.drop_duplicates([*keys, name])
    return bool(differing.duplicated(list(keys)).any())


def _crowded(name: str, values: Sequence[str]) -> Problem:
    reason = "are several values of a filter without a total, so that each place stands there twice"
    advice = "keep the rows of one of them, and load the file again"
    return Problem(None, name, _some(values), reason, advice)


def _partial(name: str, values: Sequence[str]) -> Problem:
    reason = "is only a part of the children, and the file has no row for all of them"
    return Problem(None, name, _some(values), reason, "load the rows of the total")


def _some(values: Sequence[str]) -> str:
    more = f" and {len(values) - _MOST_NAMED} more" if len(values) > _MOST_NAMED else ""
    return f"{', '.join(values[:_MOST_NAMED])}{more}"


def _take_rows(
    rows: pd.DataFrame,
    column: str,
    indicator: Indicator,
    places: OfficialPlaces,
    collected: Collected,
) -> None:
    times = rows[[_TIME, _IDENTIFIER]].drop_duplicates().itertuples(index=False, name=None)
    periods = {(time, kind): _period(str(time), str(kind), indicator) for time, kind in times}
    needed = [_TIME, _IDENTIFIER, _LEVEL, column]
    placed = _placed(rows)
    for (row, *cells), place in zip(rows[needed].itertuples(name=None), placed, strict=True):
        time, identifier, _level, cell = map(str, cells)
        period = periods[(time, identifier)]
        if period is None:
            what = f'rows of the time "{identifier}", which "{indicator.name}" is not counted by'
            collected.leave_out(what)
            continue
        if isinstance(period, Problem):
            collected.problems.append(_at(period, int(row)))
            continue
        code, name, number = place
        namesakes, found = places.at(int(row), "la_name", name, code, number), printed(cell)
        if found is None:
            collected.problems.append(not_printed(int(row), column, cell))
        elif namesakes:
            collected.add(int(row), indicator, namesakes, period, found)


def _placed(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return the code, name and number of the place of each row, by its level."""
    found = pd.DataFrame("", index=rows.index, columns=["code", "name", "number"])
    for level, (code, name) in _PLACES.items():
        of_level = rows[_LEVEL] == level
        for target, source in (("code", code), ("name", name)):
            if source in rows.columns:
                found.loc[of_level, target] = rows.loc[of_level, source]
    authorities = rows[_LEVEL] == "local authority"
    if _OLD_NUMBER in rows.columns:
        found.loc[authorities, "number"] = rows.loc[authorities, _OLD_NUMBER]
    return list(found.itertuples(index=False, name=None))


def _period(time: str, identifier: str, indicator: Indicator) -> Period | Problem | None:
    """Return the period of a time, None for another kind of year, or what is wrong with it."""
    pattern, kinds = _TIMES.get(identifier.casefold(), ("", ()))
    if indicator.period_kind not in kinds:
        return None
    match = re.fullmatch(pattern, re.sub(r"[-/]|\.0$", "", time))
    advice = "correct it: years are like 2023, or 202324 for 2023 to 2024"
    wrong = Problem(None, _TIME, time, f"is no {identifier.lower()}", advice)
    if match is None:
        return wrong
    first = int(match[1])
    if pattern == _ONE_YEAR:
        return Period(indicator.period_kind, first)
    last = first + 1
    fits = last % 100 == int(match[2]) and last in SENSIBLE_YEARS
    return Period(indicator.period_kind, last) if fits else wrong


def _at(problem: Problem, row: int) -> Problem:
    return Problem(row, problem.column, problem.value, problem.reason, problem.advice)


FORMAT = Format(
    "education-statistics", f"{_TITLE} (files of the Department for Education)", recognises, read
)
