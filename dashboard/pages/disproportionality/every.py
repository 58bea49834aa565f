"""Every comparison of groups on one page: clear differences first, what is hidden folded."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

import pandas as pd

from dashboard.charts.ratio_line import FURTHEST, ratio_line
from dashboard.core.performance.group_comparisons import (
    GroupComparison,
    GroupComparisons,
    group_comparisons,
)
from dashboard.core.sentences import Tone, capitalised
from dashboard.narrative.performance.disproportionality import (
    counts_words,
    false_alarm_words,
    hidden_words,
    likely_words,
    not_compared_words,
    times_words,
)
from dashboard.narrative.performance.groups_and_audits import (
    groups_sentence,
    neutral_groups_sentence,
)
from dashboard.pages.disproportionality.parts import show_method
from dashboard.ui import components, disclosure, navigation
from dashboard.ui.page import View
from dashboard.usecases.own.area_teams import area_teams
from dashboard.usecases.own.disproportionality import read_every_disproportionality

# Rows and a caption, to the HTML of a table.
_Markup = Callable[[Sequence[GroupComparison], str], str]
KEY = (
    "The dashed line is as often; to the right is more often. The bar is the likely range "
    f"(95%), drawn up to {FURTHEST:g} times. A filled dot is a clear difference."
)


def show_every(view: View, place: str) -> None:
    """Show every comparison in one place, with the sentence that the first page has of them."""
    mode = disclosure.mode_in_view()
    found = read_every_disproportionality(view.holdings, view.service.id, mode, place)
    told = groups_sentence(found)
    if told is None:
        components.lead(_nothing_words(view, place))
        return
    every = group_comparisons(found)
    hidden = hidden_words(len(every.hidden), len(every.every))
    disclosure.show_mode(*(each.protected for each in found), hidden=hidden)
    neutral = neutral_groups_sentence(found)
    if neutral is not None and not every.adverse:
        components.fact(neutral)
    components.fact(told)
    _show_made(every)
    _show_folded(every)
    stem = disclosure.file_stem(f"{view.service.id}-disproportionality", mode)
    components.download(partial(plain_table, every), f"{stem}.csv", key="groups_download")
    show_method()


def _nothing_words(view: View, place: str) -> str:
    if place:
        return "No count by group of this area team: choose the whole service."
    if area_teams(view.holdings, view.service.id):
        return "No count by group of the whole service: choose an area team."
    return "No count by group is loaded yet."


def plain_table(every: GroupComparisons) -> pd.DataFrame:
    """Return every comparison for a spreadsheet, a row each, in words without symbols."""
    return pd.DataFrame([_plain_row(each) for each in every.every])


def _show_made(every: GroupComparisons) -> None:
    """Show the clear differences; the others too, folded where there is something clear."""
    if every.clear:
        _show_rows(every.clear, "Clear differences")
        _fold(every.not_clear, "without a clear difference", _rows_html)
    elif every.not_clear:
        _show_rows(every.not_clear, "No clear difference")
    if every.made:
        components.muted(f"{KEY} {false_alarm_words(every.made)}")


def _show_rows(rows: Sequence[GroupComparison], caption: str) -> None:
    components.html(_rows_html(rows, caption))


def _rows_html(rows: Sequence[GroupComparison], caption: str) -> str:
    shown = [_row(each) for each in rows]
    markup = components.table_html(shown, caption, (), set(shown[0]))
    return f'<div class="yj-pictures yj-signals">{markup}</div>'


def _show_folded(every: GroupComparisons) -> None:
    _fold(every.hidden, "hidden by small numbers", _why_html)
    _fold(every.not_possible, "that cannot be made", _why_html)


def _why_html(rows: Sequence[GroupComparison], caption: str) -> str:
    shown = [_why_not_row(each) for each in rows]
    return f'<div class="yj-glance">{components.table_html(shown, caption)}</div>'


def _fold(rows: Sequence[GroupComparison], what: str, markup: _Markup) -> None:
    if not rows:
        return
    noun = "comparison" if len(rows) == 1 else "comparisons"
    caption = f"{len(rows)} {noun} {what}"
    components.html(
        f'<details class="yj-folded"><summary>{caption}</summary>{markup(rows, caption)}</details>'
    )


def _row(comparison: GroupComparison) -> dict[str, str]:
    group, index = comparison.group, comparison.group.index
    drawing = ratio_line(comparison)
    if index is None or drawing is None:
        return {}
    beside = f"times as often as {group.against.group.words}"
    return {
        "Group": f"{_link(comparison)}{_small(comparison.found.indicator.name)}",
        "Times as often": f"<strong>{times_words(index.ratio)}</strong> {escape(beside)}"
        f"{_small(counts_words(group).text)}",
        "Likely range": f"{components.picture(drawing)}{_small(likely_words(index).text)}",
        "What can be said": components.tag(*_verdict(comparison)),
    }


def _verdict(comparison: GroupComparison) -> tuple[Tone, str]:
    index = comparison.group.index
    if index is None or not index.differs:
        return Tone.UNCLEAR, "No clear difference"
    words = "Clearly more often" if index.is_higher else "Clearly less often"
    if comparison.is_adverse:
        return Tone.WORSE, words
    return (Tone.BETTER if comparison.is_better else Tone.NOTE), words


def _link(comparison: GroupComparison) -> str:
    found = comparison.found
    address = navigation.address_of(
        "disproportionality", indicator=found.indicator.id, by=found.dimension.id
    )
    shown = escape(capitalised(comparison.group.own.group.words))
    return f'<a href="{escape(address, quote=True)}" target="_self">{shown}</a>'


def _small(words: str) -> str:
    return f'<span class="yj-from">{escape(words)}</span>'


def _why_not_row(comparison: GroupComparison) -> dict[str, str]:
    return {
        "Group": capitalised(comparison.group.own.group.words),
        "What is counted": comparison.found.indicator.name,
        "Why": capitalised(not_compared_words(comparison.found, comparison.group).text),
    }


def _plain_row(comparison: GroupComparison) -> dict[str, str | float | None]:
    group, index = comparison.group, comparison.group.index
    return {
        "What is counted": comparison.found.indicator.name,
        "Group": capitalised(group.own.group.words),
        "Compared with": group.against.group.words,
        "Times as often": index.ratio if index else None,
        "Lowest likely": index.lower if index else None,
        "Highest likely": index.upper if index else None,
        "What can be said": _verdict(comparison)[1]
        if index
        else not_compared_words(comparison.found, group).text,
        "Small numbers": comparison.found.protected.label,
    }
