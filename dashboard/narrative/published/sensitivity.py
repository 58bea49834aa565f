"""What other lists and other ways to compare say of a gap, in words."""

from collections.abc import Sequence

from dashboard.core.published.comparison import Comparison
from dashboard.core.published.list_answers import ListAnswer
from dashboard.core.published.sensitivity import Variant
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    capital,
    fill,
    joined,
    listed,
    number_word,
)
from dashboard.core.verdicts import Verdict


def gap_of(comparison: Comparison, variant: Variant) -> str:
    """Return the gap under one variant with its sign: "+9%", or "+7.4" percentage points.

    Points are of the values as printed, as everywhere, so that a reader can check them.
    """
    unit = comparison.indicator.unit
    if unit.is_percentage:
        value, benchmark = comparison.value or 0, variant.benchmark
        return f"{round(value, unit.decimals) - round(benchmark, unit.decimals):+.{unit.decimals}f}"
    return signed_percent(variant.gap_percent)


def lists_message(comparison: Comparison) -> Clause:
    """Return what the published lists say of a gap, as a title or a sentence without its stop."""
    return capital(lists_words(comparison))


def lists_words(comparison: Comparison) -> Clause:
    """Return the range of a gap over the published lists, and how many of them agree.

    "41 to 63% higher by all three published lists". Lists that disagree are each named with what
    they say. Beside a region or areas of one's own choice there are no lists
    to count, and the words say what another method or one area less does.
    """
    c, count = comparison, comparison.lists
    if not count.answers:
        return _without_lists(c)
    if count.differing:
        return fill("the lists disagree: {each}", each=_each(c))
    if count.side is None or not count.agreeing or (count.side == 0 and not _all_agree(c)):
        return _each(c)
    if count.side == 0:
        return fill("level {by}{chosen}", by=_by_how_many(c), chosen=_by_chosen(c))
    if c.direction is Verdict.MIXED:
        return _turned(c)
    return fill("{range} {by}{chosen}", by=_by_how_many(c), range=_range(c), chosen=_by_chosen(c))


def _all_agree(c: Comparison) -> bool:
    return len(c.lists.agreeing) == len(c.lists.answers)


def _by_how_many(c: Comparison) -> Clause:
    total = len(c.lists.answers)
    if total == 1:
        return Clause("by the one published list that can be used")
    return fill(
        "by {how_many} published lists{level}",
        how_many=_how_many(len(c.lists.agreeing), total),
        level=_level(c) if c.lists.side else NOTHING,
    )


def _how_many(agreeing: int, total: int) -> Clause:
    if agreeing < total:
        return fill("{agreeing} of {total}", agreeing=str(agreeing), total=str(total))
    return Clause("both") if total == 2 else fill("all {total}", total=number_word(total))


def _level(c: Comparison) -> Clause:
    """Return the lists by which the figure is level, and those that print it on the other side."""
    side = c.lists.side or 0
    turned = [answer for answer in c.lists.level if answer.whole.side == -side]
    level = [answer for answer in c.lists.level if answer not in turned]
    told = (("level", level), (f"just {_side(-side)}", turned))
    return joined(
        [fill(", {word} by {names}", word=word, names=_names(each)) for word, each in told if each],
        "",
    )


def _range(c: Comparison) -> Clause:
    """Return the gap over the lists that agree: "41 to 63% higher"."""
    word = "higher" if (c.lists.side or 0) > 0 else "lower"
    sizes = sorted((_size(c, answer) for answer in c.lists.agreeing), key=float)
    template = "{low} to {high}{unit} {word}"
    if sizes[0] == sizes[-1]:
        template = "{low}{unit} {word}"
    return fill(template, low=sizes[0], high=sizes[-1], unit=_unit(c, sizes[-1]), word=word)


def _unit(c: Comparison, size: str) -> str:
    if not c.indicator.unit.is_percentage:
        return "%"
    return " point" if size == "1" else " points"


def _size(c: Comparison, answer: ListAnswer) -> str:
    return gap_of(c, answer.whole).strip("+-%")


def _each(c: Comparison) -> Clause:
    """Return what every list says, the one compared with first, whether published or not."""
    chosen = [answer for answer in c.answers if answer.group.supplied]
    return joined([_answer(c, answer) for answer in (*chosen, *c.lists.answers)], ", ")


def _answer(c: Comparison, answer: ListAnswer) -> Clause:
    size = _size(c, answer)
    apart = fill("{size}{unit} ", size=size, unit=_unit(c, size)) if answer.side else NOTHING
    side, name = _side(answer.side), answer.group.name
    return fill("{apart}{side} by {name}", apart=apart, side=side, name=name)


def _by_chosen(c: Comparison) -> Clause:
    """Return what a list says that was added and chosen, because it is not among those counted."""
    chosen = [_answer(c, answer) for answer in c.answers if answer.group.supplied]
    return fill("; {said}", said=joined(chosen)) if chosen else NOTHING


def _turned(c: Comparison) -> Clause:
    """Return the side that lists agree on, and what puts the figure on the other side."""
    side = c.lists.side or 0
    reasons = _reasons(c, side)
    return fill(
        "{side} {by}{but}{chosen}",
        side=_side(side),
        by=_by_how_many(c),
        but=_but(side, reasons) if reasons else NOTHING,
        chosen=_by_chosen(c),
    )


def _side(side: int) -> str:
    return {1: "above", -1: "below", 0: "level"}[side]


def _reasons(c: Comparison, side: int) -> str:
    """Return what puts a figure on the other side: another method, or one area left out."""
    others = [method for method in c.sensitivity.methods_against(side) if method != c.among.method]
    reasons = [f"by the {method.words}" for method in others]
    if c.sensitivity.one_area_turns(side):
        reasons.append("with one area left out")
    return " or ".join(reasons)


def _but(side: int, reasons: str) -> Clause:
    return fill(", but {other} {reasons}", other=_side(-side), reasons=reasons)


def _names(answers: Sequence[ListAnswer]) -> str:
    return listed([answer.group.name for answer in answers])


def _without_lists(c: Comparison) -> Clause:
    tried, side = c.sensitivity, c.side
    if not tried.ways:
        return Clause("too few figures to try other ways to compare")
    if side is None:
        return Clause("the gap by each way to compare, without a verdict")
    if side == 0:
        return fill("level by the {method}", method=c.among.method.words)
    if not tried.confirms(side):
        return _turned_without_lists(c, side)
    return fill("{side} by average and median, whichever area is left out", side=_side(side))


def _turned_without_lists(c: Comparison, side: int) -> Clause:
    method, reasons = c.among.method.words, _reasons(c, side)
    but = _but(side, reasons) if reasons else Clause(", but not in every way to compare")
    return fill("{side} by the {method}{but}", side=_side(side), method=method, but=but)


def range_words(c: Comparison) -> Clause:
    """Return the gap over every way to compare by a published list: "22 to 51% higher".

    Nothing where the ways do not all lie on one side; a reader is then told of each list.
    """
    tried = c.every_trial
    ends = [tried.lowest, tried.highest]
    variants = [end for end in ends if end is not None]
    if not tried.same_direction or len({variant.side for variant in variants}) != 1:
        return NOTHING
    sizes = sorted((gap_of(c, variant).strip("+-%") for variant in variants), key=float)
    template = "{low} to {high}{unit} {word}" if sizes[0] != sizes[-1] else "{high}{unit} {word}"
    word = "higher" if variants[0].side > 0 else "lower"
    return fill(template, low=sizes[0], high=sizes[-1], unit=_unit(c, sizes[-1]), word=word)


def signed_percent(gap: float) -> str:
    """Return a gap with its sign.

    >>> signed_percent(23.07), signed_percent(-4.1), signed_percent(0.2)
    ('+23%', '-4%', '0%')
    """
    return f"{gap:+.0f}%".replace("+0%", "0%").replace("-0%", "0%")
