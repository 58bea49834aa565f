"""The newest figure of a local indicator at a glance: how much, what signal, what target."""

from html import escape

from dashboard.core.performance.signals import Basis, Signal
from dashboard.core.sentences import capitalised
from dashboard.narrative.performance.lenses import against_target
from dashboard.narrative.performance.series import change_sentence, in_unit, newest_words
from dashboard.narrative.performance.signals import signal_tag, signal_words
from dashboard.ui import components


def now_html(signal: Signal) -> str:
    """Return as HTML the newest figure large, its change in a year, its signal and its target."""
    pairs = {
        "Now": _now(signal),
        "Change": escape(change_sentence(signal.series).text),
        "Signal": _tag_or_cell(signal),
        "Target": target_cell(signal),
    }
    items = "".join(f"<div><dt>{name}</dt><dd>{cell}</dd></div>" for name, cell in pairs.items())
    return f'<dl class="yj-now">{items}</dl>'


def signal_cell(signal: Signal) -> str:
    """Return as HTML whether the newest figure is unusual: symbol and word, then how it is."""
    tag = components.tag(*signal_tag(signal))
    if signal.basis is None or not signal.is_unusual:
        return tag
    return f'{tag}<span class="yj-from">{escape(capitalised(signal_words(signal).text))}</span>'


def target_cell(signal: Signal) -> str:
    """Return as HTML whether the newest figure meets its target, with the target; "none"."""
    lens = against_target(signal.series, signal.target)
    if signal.target is None or lens.tag is None:
        return "none" if signal.target is None else escape(lens.words.text)
    aim = in_unit(signal.indicator, signal.target.value)
    return f'{components.tag(*lens.tag)}<span class="yj-from">target {escape(aim)}</span>'


def _tag_or_cell(signal: Signal) -> str:
    # What happened in a year stands beside it already.
    if signal.basis is Basis.A_YEAR_BEFORE:
        return components.tag(*signal_tag(signal))
    return signal_cell(signal)


def _now(signal: Signal) -> str:
    latest = signal.series.latest
    if latest is None:
        return escape(newest_words(signal.series).text)
    value = in_unit(signal.indicator, latest.value or 0)
    beside = newest_words(signal.series).text.removeprefix(value).strip()
    return (
        f'<strong class="yj-now-number">{escape(value)}</strong>'
        f'<span class="yj-from">{escape(beside)}</span>'
    )
