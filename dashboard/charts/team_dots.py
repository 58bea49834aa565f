"""One small mark for each area team, so that teams are seen beside each other in a cell."""

from collections.abc import Iterator, Sequence

from dashboard.charts.drawing import Dot, Drawing, Line, Mark, Shape
from dashboard.charts.theme import ACCENT, INK, OTHERS, SERVICE
from dashboard.core.performance.signals import Signal
from dashboard.core.remembered import remembered
from dashboard.core.verdicts import Verdict

STEP, HEIGHT = 26, 24
_MIDDLE, _SIZE = HEIGHT / 2, 6


@remembered(512)
def team_dots(teams: Sequence[tuple[str, Signal]]) -> Drawing | None:
    """Return a mark for each area team in the order given; None where none can be judged.

    A filled triangle is worse than usual, a square better, a full dot unusual without a better
    side, a ring usual, a dash not judged. The shape tells it, not the colour.
    """
    if all(signal.not_judged for _, signal in teams):
        return None
    marks = [
        mark
        for place, (_, signal) in enumerate(teams)
        for mark in _mark(STEP * (place + 0.5), signal)
    ]
    return Drawing(STEP * len(teams), HEIGHT, marks, alt=teams_words(teams))


def teams_words(teams: Sequence[tuple[str, Signal]]) -> str:
    """Return the same in words: "East: worse; North: level; South: not judged"."""
    return "; ".join(f"{name}: {_word(signal)}" for name, signal in teams)


def _word(signal: Signal) -> str:
    if signal.not_judged is not None:
        return f"not judged, {signal.not_judged.value}"
    return "usual" if signal.verdict is Verdict.LEVEL else signal.verdict.value


def _mark(x: float, signal: Signal) -> Iterator[Mark]:
    match signal.verdict:
        case Verdict.WORSE:
            top, foot = _MIDDLE - _SIZE, _MIDDLE + _SIZE
            yield Shape([(x, top), (x + _SIZE, foot), (x - _SIZE, foot)], ACCENT, INK)
        case Verdict.BETTER:
            ends = [(x - 5, 7), (x + 5, 7), (x + 5, 17), (x - 5, 17)]
            yield Shape(ends, SERVICE)
        case Verdict.HIGHER | Verdict.LOWER:
            yield Dot(x, _MIDDLE, _SIZE, INK)
        case Verdict.LEVEL:
            yield Dot(x, _MIDDLE, _SIZE - 1, INK, hollow=True)
        case _:
            yield Line([(x - 4, _MIDDLE), (x + 4, _MIDDLE)], OTHERS, 2)
