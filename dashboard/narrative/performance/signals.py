"""What a board is told of its own measures: what is adverse, or how many were looked at."""

from collections import Counter
from collections.abc import Mapping, Sequence

from dashboard.core.own.targets import Aim
from dashboard.core.performance.series import short_words
from dashboard.core.performance.signals import Basis, Signal, Signals
from dashboard.core.sentences import (
    NOTHING,
    Clause,
    Sentence,
    Tone,
    fill,
    joined,
    listed,
    lower_first,
)
from dashboard.core.verdicts import Verdict
from dashboard.narrative.performance.series import change_words, in_unit, unusual_words

SUBJECT = "local_performance"
MOST_TOLD, MOST_NAMED = 2, 3


def own_sentences(signals: Signals) -> tuple[Sentence, ...]:
    """Return what a service's own measures say: the adverse, missed targets, what was looked at.

    The last sentence counts how many measures could be judged and how many not, and why, so that
    no calm is announced that was not measured. Nothing where there is no measure at all.
    """
    if not signals.every:
        return ()
    told = [_adverse(each) for each in signals.adverse[:MOST_TOLD]]
    told += _further(signals.adverse[MOST_TOLD:])
    told += _missed(signals.missed)
    return (*told, looked_at(signals))


def _adverse(signal: Signal) -> Sentence:
    latest = signal.series.latest
    value = in_unit(signal.indicator, latest.value or 0) if latest else ""
    words = fill(
        "{subject} {moved}, {how}.",
        subject=signal.indicator.subject,
        moved=_moved(signal, value),
        how=_how(signal),
    )
    choices = {"indicator": signal.indicator.id}
    return Sentence(words, Tone.WORSE, SUBJECT, choices, lead=words.text, number=value)


def _moved(signal: Signal, value: str) -> Clause:
    change, latest = signal.series.change, signal.series.latest
    if change is None or not change.direction or latest is None:
        when = short_words(latest.period) if latest else ""
        return fill("is at {value} ({when})", value=value, when=when)
    return fill(
        "{way} to {value} from {before} a year before",
        way="rose" if change.direction > 0 else "fell",
        value=value,
        before=in_unit(signal.indicator, change.before.value or 0),
    )


def _how(signal: Signal) -> str:
    if signal.basis is Basis.A_YEAR_BEFORE:
        return "by more than chance explains"
    return "worse than its usual range"


_WORDS = {
    Verdict.WORSE: (Tone.WORSE, "Worse"),
    Verdict.BETTER: (Tone.BETTER, "Better"),
    Verdict.HIGHER: (Tone.NOTE, "Unusually high"),
    Verdict.LOWER: (Tone.NOTE, "Unusually low"),
    Verdict.LEVEL: (Tone.LEVEL, "Usual"),
    Verdict.NONE: (Tone.UNCLEAR, "Not judged"),
}


def signal_tag(signal: Signal) -> tuple[Tone, str]:
    """Return the tone and the word of a signal for a table's cell."""
    return _WORDS[signal.verdict]


def signal_words(signal: Signal) -> Clause:
    """Return in a few words how the newest figure is unusual."""
    change = signal.series.change
    if signal.basis is Basis.A_YEAR_BEFORE and change is not None:
        return fill("{change}", change=change_words(change))
    return unusual_words(signal.series)


def teams_sentence(
    teams: Mapping[str, Sequence[tuple[str, Signal]]], whole: Signals
) -> Sentence | None:
    """Return what is worse than usual in single area teams, by indicator; None where nothing is.

    Where the whole service is worse, that is told already. Of many teams one is out of its range
    by chance now and then, so it is to watch.
    """
    told = {signal.indicator.id for signal in whole.adverse}
    adverse = [
        (name, signal)
        for indicator, signals in teams.items()
        for name, signal in signals
        if signal.is_adverse and indicator not in told
    ]
    if not adverse:
        return None
    (team, signal), more = adverse[0], len(adverse) - 1
    first = _adverse(signal)
    words = Clause(lower_first(first.text), first.words.facts)
    lead = fill("In area team {team}, {words}", team=team, words=words)
    rest = fill("{more} more of area teams.", more=str(more)) if more else NOTHING
    told_words = joined([lead, rest])
    return Sentence(told_words, Tone.WATCH, SUBJECT, first.choices, lead.text, first.number)


def teams_words(teams: Sequence[tuple[str, Signal]]) -> Clause:
    """Return in how many area teams the newest figure is unusual; nothing without any figure."""
    teams = [(name, signal) for name, signal in teams if signal.series.is_recorded]
    if not teams:
        return NOTHING
    judged = [(name, signal) for name, signal in teams if signal.not_judged is None]
    unusual = [
        fill("{name}, {words}{old}", name=name, words=signal_words(signal), old=_of_when(signal))
        for name, signal in judged
        if signal.is_unusual
    ]
    every = f"{len(teams)} area team{'' if len(teams) == 1 else 's'}"
    facts = {"number": str(len(unusual)), "all": every, "judged": str(len(judged))}
    facts["others"] = "; the rest cannot be judged" if len(judged) < len(teams) else ""
    if not judged:
        template = "Too little history or variation to judge {all}."
    elif not unusual:
        template = "Nothing unusual in {judged} of {all}{others}."
    else:
        template = "Unusual in {number} of {all}: {named}."
    return fill(template, **facts, named=joined(unusual, "; "))


def _of_when(signal: Signal) -> Clause:
    latest = signal.series.latest
    if latest is None or not signal.has_no_newest:
        return NOTHING
    return fill(" (newest figure: {when})", when=short_words(latest.period))


def _further(adverse: Sequence[Signal]) -> list[Sentence]:
    if not adverse:
        return []
    words = fill(
        "{number} more own {measures}: {names}.",
        number=str(len(adverse)),
        measures="measure is worse than usual"
        if len(adverse) == 1
        else "measures are worse than usual",
        names=_named(adverse),
    )
    return [Sentence(words, Tone.WORSE, SUBJECT, lead=words.text, number=str(len(adverse)))]


def _missed(missed: Sequence[Signal]) -> list[Sentence]:
    if not missed:
        return []
    first = missed[0]
    value = first.series.latest.value if first.series.latest else None
    aim = fill(
        "{subject}, {value} against {target}",
        subject=lower_first(first.indicator.subject),
        value=first.indicator.unit.words(value or 0),
        target=in_unit(first.indicator, first.target.value if first.target else 0),
    )
    just = all(each.aim is Aim.NEARLY for each in missed)
    facts = {"just": "just " if just else "", "number": str(len(missed)), "aim": aim}
    if len(missed) == 1:
        words = fill("One own target is {just}missed: {aim}.", **facts)
    else:
        words = fill("{number} own targets are {just}missed; the first: {aim}.", **facts)
    tone, number = Tone.WATCH if just else Tone.MISSED, f"{len(missed)}"
    return [Sentence(words, tone, SUBJECT, lead=words.text, number=number)]


def looked_at(signals: Signals) -> Sentence:
    """Return how many own measures were judged, what they said, and how many could not be."""
    every, judged = str(len(signals.every)), signals.judged
    reasons = _reasons(signals)
    if not judged:
        template = "None of the {all} own measures can be judged yet: {why}."
        if len(signals.every) == 1:
            template = "The one own measure cannot be judged yet: {why}."
        return Sentence(fill(template, all=every, why=reasons), Tone.UNCLEAR, SUBJECT)
    rest = [_unusual(signals.neutral)]
    if signals.adverse:
        template = "{judged} of {all} own measures could be judged."
        if len(signals.every) == 1:
            template = "It is the one own measure there is."
        lead = fill(template, judged=str(judged), all=every)
        return Sentence(joined([lead, _not_judged(reasons), *rest]), Tone.NOTE, SUBJECT)
    return _all_clear(signals, reasons, rest)


def _all_clear(signals: Signals, reasons: Clause, rest: Sequence[Clause]) -> Sentence:
    when = short_words(signals.newest) if signals.newest else ""
    facts = {"judged": str(signals.judged), "all": str(len(signals.every)), "when": when}
    if signals.not_judged:
        template = (
            "Of {all} own measures {judged} can be judged: none is worse than usual ({when})."
        )
    elif len(signals.every) == 1:
        template = "The one own measure is not worse than usual for the whole service ({when})."
    else:
        template = "None of the {all} own measures is worse than usual for the service ({when})."
    lead = fill(template, **facts)
    tone = Tone.NOTE if signals.not_judged or signals.missed else Tone.LEVEL
    return Sentence(joined([lead, _not_judged(reasons), *rest]), tone, SUBJECT, lead=lead.text)


def _not_judged(reasons: Clause) -> Clause:
    return fill("Not judged: {reasons}.", reasons=reasons) if reasons else NOTHING


def _reasons(signals: Signals) -> Clause:
    counts = Counter(each.not_judged for each in signals.not_judged)
    return joined(
        [
            fill("{number} {why}", number=str(number), why=reason.value)
            for reason, number in counts.most_common()
            if reason is not None
        ],
        ", ",
    )


def _unusual(neutral: Sequence[Signal]) -> Clause:
    if not neutral:
        return NOTHING
    return fill("Unusual, with neither side better: {names}.", names=_named(neutral))


def _named(signals: Sequence[Signal]) -> Clause:
    names = [lower_first(each.indicator.subject) for each in signals[:MOST_NAMED]]
    rest = len(signals) - MOST_NAMED
    return fill("{names}", names=listed([*names, f"{rest} more"] if rest > 0 else names))
