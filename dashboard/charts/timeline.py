"""Actions on a line of time: from start to due, with the first due date where it was moved."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from dashboard.charts.hover import hover_words
from dashboard.charts.theme import (
    BAND,
    GRID,
    INK,
    NATIONAL,
    OTHERS,
    SERVICE,
    Chart,
    figure,
    label,
    vertical_line,
)
from dashboard.core.periods import date_words
from dashboard.core.register.actions import Action
from dashboard.core.remembered import remembered
from dashboard.core.sentences import capitalised
from dashboard.narrative.register.actions import (
    action_sentence,
    action_words,
    actions_message,
    most_urgent_actions_first,
    moved_words,
)

MOST_SHOWN = 20
_ROW_HEIGHT = 54
_LONGEST_LABEL = 44
_DAYS_BESIDE = 20
_MOST_TICKS = 5
_LONGEST_MONTH = dt.timedelta(days=31)
_WORDS = {"late": NATIONAL, "done": OTHERS, "open": SERVICE}
_SYMBOLS = {"late": "▲ ", "done": "✔ ", "open": ""}


def timeline_chart(
    actions: Sequence[Action],
    owners: Mapping[str, str],
    as_of: dt.date,
    recommendations: Mapping[str, str] | None = None,
) -> Chart | None:
    """Return the most urgent actions as bars, and all of them as a table; None without a date.

    `owners` has the words for who owns each action and `recommendations`, where they are of
    several, for what each belongs to; both by the action's id.  A bar runs from start to due (to
    the day it was done), a hollow diamond stands where an action was first due.
    """
    named = None if recommendations is None else frozenset(recommendations.items())
    return _timeline(as_of, frozenset(owners.items()), named, *actions)


# Of actions that nobody changed, whatever else was recorded since.
@remembered(16)
def _timeline(
    as_of: dt.date,
    owners: frozenset[tuple[str, str]],
    recommendations: frozenset[tuple[str, str]] | None,
    *actions: Action,
) -> Chart | None:
    ordered = most_urgent_actions_first(actions, as_of)
    shown = [action for action in ordered if _days_of(action)][:MOST_SHOWN]
    if not shown:
        return None
    named = None if recommendations is None else dict(recommendations)
    return Chart(
        figure=_figure(shown, as_of),
        title=actions_message(ordered, as_of).text,
        subtitle=_subtitle(shown, ordered, as_of),
        alt=_alt(shown, as_of),
        table=actions_table(actions, dict(owners), as_of, named),
    )


def _figure(shown: Sequence[Action], as_of: dt.date) -> Any:
    rows = list(reversed(shown))
    today = {"x0": as_of.isoformat(), "x1": as_of.isoformat()}
    return figure(
        [*_bars(rows, as_of), _first_dates(rows)],
        height=64 + _ROW_HEIGHT * len(rows),
        xaxis=_axis(rows, as_of),
        yaxis={"visible": False, "range": [-0.4, len(rows) - 0.1]},
        shapes=[vertical_line(0, INK, 2, "dash") | today],
        annotations=list(_labels(rows, as_of)),
        margin={"l": 8, "r": 8, "t": 24, "b": 8},
    )


def _state(action: Action, as_of: dt.date) -> str:
    if not action.is_open:
        return "done"
    return "late" if action.is_late(as_of) else "open"


def _days_of(action: Action) -> list[dt.date]:
    days = (action.start, action.due, action.original_due, action.done_on)
    return [day for day in days if day is not None]


def _ends(action: Action, as_of: dt.date) -> tuple[dt.date, dt.date]:
    """Return from when to when a bar runs; an action with one date only has a bar of a point."""
    end = action.done_on or action.due or max(action.start or as_of, as_of)
    return min(action.start or end, end), end


def _bars(rows: Sequence[Action], as_of: dt.date) -> Iterator[dict[str, Any]]:
    for place, action in enumerate(rows):
        state = _state(action, as_of)
        first, last = _ends(action, as_of)
        colour = _WORDS[state]
        yield {
            "type": "scatter",
            "x": [first.isoformat(), last.isoformat()],
            "y": [place, place],
            "mode": "lines+markers",
            "line": {"color": colour, "width": 9},
            "marker": {"color": colour, "size": [0.1, 15], "symbol": _marker(state), "opacity": 1},
            "hovertext": [_hover(action, as_of)] * 2,
            "cliponaxis": False,
        }


def _hover(action: Action, as_of: dt.date) -> str:
    return hover_words(action.title, "", action_sentence(action, as_of).text)


def _marker(state: str) -> str:
    return {"late": "triangle-up", "done": "square", "open": "circle"}[state]


def _first_dates(rows: Sequence[Action]) -> dict[str, Any]:
    moved = [(place, a) for place, a in enumerate(rows) if moved_words(a) and a.original_due]
    return {
        "type": "scatter",
        "x": [action.original_due.isoformat() for _, action in moved if action.original_due],
        "y": [place for place, _ in moved],
        "mode": "markers",
        "marker": {
            "symbol": "diamond",
            "size": 13,
            "color": "white",
            "line": {"color": INK, "width": 2},
        },
        "hovertext": [
            hover_words(action.title, "", f"first due {date_words(action.original_due)}")
            for _, action in moved
            if action.original_due
        ],
        "cliponaxis": False,
    }


def _axis(rows: Sequence[Action], as_of: dt.date) -> dict[str, Any]:
    days = [as_of, *(day for action in rows for day in _days_of(action))]
    beside = dt.timedelta(days=max(_DAYS_BESIDE, (max(days) - min(days)).days // 20))
    first, last = min(days) - beside, max(days) + beside
    # Left to itself, a short axis has several ticks in a month, all with the same words.
    monthly = last - first < _MOST_TICKS * _LONGEST_MONTH
    return {
        "type": "date",
        "range": [first.isoformat(), last.isoformat()],
        "gridcolor": GRID,
        "showline": True,
        "linecolor": INK,
        **({"dtick": "M1"} if monthly else {"nticks": _MOST_TICKS}),
        "tickformat": "%b %Y",
        "tickangle": 0,
    }


def _labels(rows: Sequence[Action], as_of: dt.date) -> Iterator[dict[str, Any]]:
    for place, action in enumerate(rows):
        state = _state(action, as_of)
        colour = INK if state == "done" else _WORDS[state]
        title = escape(f"{_SYMBOLS[state]}{_short(action.title)}", quote=False)
        yield label(
            f"{title}<br>{capitalised(action_words(action, as_of).text)}",
            colour,
            xref="paper",
            x=0,
            xanchor="left",
            y=place + 0.12,
            yanchor="bottom",
            align="left",
            bgcolor="rgba(255,255,255,0.8)",
        )
    yield label(
        date_words(as_of),
        INK,
        x=as_of.isoformat(),
        yref="paper",
        y=1,
        yanchor="bottom",
        bgcolor=BAND,
    )


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_LABEL else f"{title[: _LONGEST_LABEL - 1].rstrip()}…"


def _subtitle(shown: Sequence[Action], ordered: Sequence[Action], as_of: dt.date) -> str:
    more = f" The {len(shown)} most urgent are drawn." if len(shown) < len(ordered) else ""
    moved = " A hollow diamond: when it was first due." if any(map(moved_words, shown)) else ""
    return (
        "Each bar runs from an action's start to its due date, or to the day it was done "
        f"(square); a triangle: late. The upright line is {date_words(as_of)}.{moved}{more}"
    )


def _alt(shown: Sequence[Action], as_of: dt.date) -> str:
    each = "; ".join(f"{action.title}: {action_sentence(action, as_of)}" for action in shown)
    return f"Actions on a line of time on {date_words(as_of)}: {each}."


def actions_table(
    actions: Sequence[Action],
    owners: Mapping[str, str],
    as_of: dt.date,
    recommendations: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return actions as a table, most urgent first and the dropped ones last."""
    dropped = [action for action in actions if not action.counts]
    rows = [*most_urgent_actions_first(actions, as_of), *dropped]
    table = pd.DataFrame(
        {
            "Action": [action.title for action in rows],
            "State": [capitalised(action_words(action, as_of).text) for action in rows],
            "Owner": [owners.get(action.id) or "nobody yet" for action in rows],
            "Start": [_day(action.start) for action in rows],
            "Due": [_day(action.due) for action in rows],
            "First due": [_day(action.original_due) for action in rows],
        }
    )
    if recommendations is None:
        return table
    return table.assign(Recommendation=[recommendations[action.id] for action in rows])


def _day(day: dt.date | None) -> str:
    return date_words(day) if day else "not set"
