"""What a file would change on the Overview of a service, told before anything is stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dashboard.core.areas import Service
from dashboard.core.disclosure.protection import Mode
from dashboard.core.periods import parse_period
from dashboard.core.published.comparison import Comparison
from dashboard.core.sentences import Clause
from dashboard.narrative.published.figures import choices_of
from dashboard.narrative.published.foretold import (
    OWN_LEFT_OUT,
    Standing,
    changed_words,
    foretold_answer,
    held_back_words,
    later_words,
    standing,
    stored_words,
)
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.overview import Kind, Overview, Told, read_overview
from dashboard.usecases.upkeep.imports import ImportPreview
from dashboard.usecases.upkeep.rehearsed import if_stored

# The main measure of one area, by the ids of both.
_Measure = tuple[str, str]


@dataclass(frozen=True)
class ChangedMeasure:
    """A main measure that would stand otherwise: its comparison now and then, None without one."""

    before: Comparison | None
    after: Comparison | None

    @property
    def words(self) -> Clause:
        return changed_words(self.before, self.after)

    @property
    def either(self) -> Comparison:
        """One of both, for what they have in common: the indicator and the area."""
        return next(each for each in (self.after, self.before) if each is not None)


@dataclass(frozen=True)
class Foretold:
    """The Overview of a service now, and as it would be with a file; and how the two differ.

    Both are read by the same rule, so that a difference is one that a reader would see. `notes`
    are sentences about what of the file the Overview does not show yet, or is not foretold.
    """

    before: Overview
    after: Overview
    notes: tuple[Clause, ...] = ()

    @cached_property
    def new_warnings(self) -> tuple[Told, ...]:
        """The early warnings, one an indicator, of which some area raises one only then."""
        return _not_in(self.after, self.before)

    @cached_property
    def ended_warnings(self) -> tuple[Told, ...]:
        """The early warnings of now, one an indicator, that some area raises no longer then."""
        return _not_in(self.before, self.after)

    @cached_property
    def measures(self) -> tuple[ChangedMeasure, ...]:
        """The main measures, one an area, whose figure, period or one of its verdicts changes."""
        now, then = _compared(self.before), _compared(self.after)
        pairs = (ChangedMeasure(now.get(key), then.get(key)) for key in {**now, **then})
        return tuple(each for each in pairs if _standing(each.before) != _standing(each.after))

    @cached_property
    def said_anew(self) -> tuple[Told, ...]:
        """The sentences that the Overview would say and does not say now, new warnings aside."""
        now = {told.sentence.text for told in _said(self.before)}
        new = [told.id for told in self.new_warnings]
        said = (told for told in _said(self.after) if told.sentence.text not in now)
        return tuple(told for told in said if told.id not in new)

    @cached_property
    def said_no_longer(self) -> tuple[Told, ...]:
        """The sentences of matters that it would not speak of any more, ended warnings aside."""
        then = {told.id for told in _said(self.after)} | {told.id for told in self.ended_warnings}
        gone = (told for told in _said(self.before) if told.id not in then)
        warned = _warned(self.after)
        # What was only to be watched and is a warning then is spoken of more, not less.
        return tuple(
            told for told in gone if told.kind is not Kind.TO_WATCH or _matter(told) not in warned
        )

    @property
    def changes_nothing(self) -> bool:
        """Whether no sentence and no main measure of the Overview would be another."""
        told = (self.new_warnings, self.ended_warnings, self.said_anew, self.said_no_longer)
        return not (any(told) or self.measures)

    @property
    def lists(self) -> tuple[tuple[str, tuple[Clause, ...]], ...]:
        """All that changes, in lists with a heading, what needs the board first; none is empty."""
        found = (
            ("New early warnings", _sentences(self.new_warnings)),
            ("Early warnings that end", _sentences(self.ended_warnings)),
            ("Main measures that change", tuple(each.words for each in self.measures)),
            ("What else it would say", _sentences(self.said_anew)),
            ("What it would no longer say", _sentences(self.said_no_longer)),
        )
        return tuple((heading, lines) for heading, lines in found if lines)

    @property
    def answer(self) -> Clause:
        """Whether anything changes, as the sentence before the lists."""
        return foretold_answer(self.after.service.name, self.changes_nothing)

    @property
    def once_stored(self) -> Clause:
        """How many early warnings are new and how many ended, said once the file is stored."""
        return stored_words(len(self.new_warnings), len(self.ended_warnings))


def foretell(holdings: Holdings, seen: ImportPreview, mode: Mode = Mode.PUBLIC) -> Foretold | None:
    """Return what the published figures of a file would change on the Overview of its service.

    `mode` says who will see it, as for the Overview. None where there is nothing to foretell: the
    file has none, or is loaded already.

    Raises:
        NotAllowedError: if the service's room is not open, or small numbers are asked for by whom
            its board does not show them to.
    """
    if seen.already_loaded is not None or seen.figures_to_store(own=False).empty:
        return None
    return Foretold(
        before=read_overview(holdings, seen.service, mode),
        after=read_overview(if_stored(holdings, seen), seen.service, mode),
        notes=tuple(_notes(holdings, seen)),
    )


def _notes(holdings: Holdings, seen: ImportPreview) -> Iterator[Clause]:
    for name, rows in seen.figures_to_store(own=False).groupby("indicator"):
        indicator = holdings.catalogue.indicator(str(name))
        newest = max(parse_period(each, indicator.period_kind) for each in rows["period"].unique())
        if indicator.published_by(newest) > holdings.as_of:
            yield later_words(indicator, newest)
    service = holdings.catalogue.service(seen.service)
    held_back = _held_back(service, seen)
    if held_back:
        yield held_back_words(service.name, held_back)
    if len(seen.imported.own):
        yield OWN_LEFT_OUT


def _held_back(service: Service, seen: ImportPreview) -> int:
    """Return how many published figures of the service's own areas need checking first."""
    positions = [each.position for each in seen.suspects_among(own=False)]
    areas = seen.figures_sent(own=False)["area_code"].iloc[positions]
    return int(areas.isin([service.code, *service.area_codes]).sum())


def _not_in(one: Overview, other: Overview) -> tuple[Told, ...]:
    """Return the early warnings of one Overview that have an area which the other does not name."""
    there = {each.warning.id for told in other.warned for each in told.attentions}
    return tuple(
        told for told in one.warned if any(each.warning.id not in there for each in told.attentions)
    )


def _said(overview: Overview) -> tuple[Told, ...]:
    """Return all that an Overview says, every early warning and all that is to be watched whole."""
    whole = (Kind.EARLY_WARNING, Kind.TO_WATCH)
    others = (told for told in overview.told if told.kind not in whole)
    return (*overview.warned, *overview.to_watch, *others)


def _matter(told: Told) -> _Measure:
    """Return the measure and area that a sentence is about; no area where a service has one."""
    choices = told.sentence.choices
    return choices.get("indicator", ""), choices.get("area", "")


def _warned(overview: Overview) -> set[_Measure]:
    every = (each.warning.comparison for told in overview.warned for each in told.attentions)
    choices = (choices_of(each) for each in every)
    return {(each["indicator"], each.get("area", "")) for each in choices}


def _compared(overview: Overview) -> Mapping[_Measure, Comparison]:
    compared = (reading.comparison for reading in overview.readings)
    return {(each.indicator.id, each.area.code): each for each in compared}


def _standing(comparison: Comparison | None) -> Standing | None:
    return None if comparison is None else standing(comparison)


def _sentences(told: tuple[Told, ...]) -> tuple[Clause, ...]:
    return tuple(each.sentence.words for each in told)
