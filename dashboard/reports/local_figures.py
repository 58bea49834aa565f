"""A service's own figures as files that can be loaded again, in the layout of the template."""

from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard.core.areas import Service
from dashboard.core.own.figures import AreaTeam, LocalFigures
from dashboard.core.own.groups import Groups
from dashboard.core.own.indicators import LocalIndicator
from dashboard.core.own.sheets import INDICATOR, INDICATOR_NAME, LOCAL_SHEET, PLACE
from dashboard.reports.figure_sheets import figures_csv, no_figures
from dashboard.reports.local_template import local_template_bytes


def local_csv_bytes(
    figures: Iterable[LocalFigures], groups: Groups, teams: Mapping[str, AreaTeam]
) -> bytes:
    """Return figures as CSV, with the indicator's name added for readers.

    They are written as they are given: protect them first (`core.disclosure`) unless they go
    to somebody who may see small numbers.
    """
    return figures_csv(LOCAL_SHEET, local_rows(figures, groups, teams))


def local_workbook_bytes(
    figures: Iterable[LocalFigures],
    groups: Groups,
    teams: Mapping[str, AreaTeam],
    indicators: Mapping[str, LocalIndicator],
    service: Service | None = None,
) -> bytes:
    """Return figures as the template with these rows in it; what `local_csv_bytes` says holds."""
    rows = local_rows(figures, groups, teams)
    return local_template_bytes(indicators, groups, service, teams.values(), rows)


def local_rows(
    figures: Iterable[LocalFigures], groups: Groups, teams: Mapping[str, AreaTeam]
) -> pd.DataFrame:
    """Return figures in the columns of the template, places and groups in words."""
    times = Counter(team.name.casefold() for team in teams.values())
    # A team that was wound up may have left its name to another; only ids tell those apart.
    names = {
        team.id: team.name if times[team.name.casefold()] == 1 else team.id
        for team in teams.values()
    }
    tables = [_rows(each, groups, names) for each in figures if not each.is_empty]
    return pd.concat(tables, ignore_index=True) if tables else no_figures(LOCAL_SHEET)


def _rows(figures: LocalFigures, groups: Groups, names: Mapping[str, str]) -> pd.DataFrame:
    table = figures.table
    rows = table.assign(group=table["group"].map(groups.written))
    rows[INDICATOR], rows[INDICATOR_NAME] = figures.indicator.id, figures.indicator.name
    rows[PLACE] = table["place"].map(lambda place: names.get(place, place))
    return rows[[*LOCAL_SHEET.names, INDICATOR_NAME]]
