"""Inspections that somebody loaded: kept with the file they came from, beside those that ship."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.core.inspection.inspections import Inspection
from dashboard.errors import RatingError

# What two accounts of one inspection must agree on where both say it.
_MUST_AGREE = ("framework", "kind", "overall", "score", "max_score")


@dataclass(frozen=True)
class LoadedInspection:
    """An inspection from a file; `edition` is the key of the edition that it came with."""

    id: str
    inspection: Inspection
    edition: str
    withdrawn_because: str = ""

    @property
    def service(self) -> str:
        return self.inspection.service

    @property
    def label(self) -> str:
        return f"inspection of {self.inspection.service}, {self.inspection.published.words}"

    @property
    def in_use(self) -> bool:
        return not self.withdrawn_because


def identity(inspection: Inspection) -> tuple[str, str]:
    """Return what names an inspection, whoever tells of it: its service and its report's date."""
    return inspection.service, inspection.published.text


def together(shipped: Iterable[Inspection], loaded: Iterable[Inspection]) -> tuple[Inspection, ...]:
    """Return all inspections, oldest first, each once.

    Of two accounts of one inspection the one with standards counts; a score that only the other
    has is taken over.  One of which we know only the days between which it was published gives way
    to one with its day.
    """
    held = {identity(inspection): inspection for inspection in shipped}
    for inspection in loaded:
        there = held.get(identity(inspection)) or _without_its_day(held.values(), inspection)
        if there:
            del held[identity(there)]
        held[identity(inspection)] = _fuller(there, inspection) if there else inspection
    return tuple(sorted(held.values(), key=lambda one: (one.published.latest, one.id)))


def _without_its_day(held: Iterable[Inspection], dated: Inspection) -> Inspection | None:
    """Return the account of the same inspection that does not know its day, or None."""
    found = (
        one
        for one in held
        if one.published.is_between
        and one.published.can_be(dated.published)
        and (one.service, one.framework, one.overall)
        == (dated.service, dated.framework, dated.overall)
    )
    return next(found, None)


def _fuller(there: Inspection, new: Inspection) -> Inspection:
    fuller, other = (new, there) if len(new.standards) > len(there.standards) else (there, new)
    known = {key: getattr(other, key) for key in _MUST_AGREE if getattr(fuller, key) is None}
    known["covers"] = fuller.covers or other.covers
    # Whoever keeps a link to the inspection keeps the id it has had.
    return replace(fuller, id=there.id, published=new.published, **known)


def adds_to(there: Inspection, new: Inspection) -> bool:
    """Return whether a second account of an inspection says anything that is not held yet."""
    return _fuller(there, new) != there


def require_agreement(there: Inspection, new: Inspection) -> None:
    """Refuse a second account of an inspection that contradicts the one held.

    Raises:
        RatingError: naming what differs, and both accounts.
    """
    for key in _MUST_AGREE:
        held, given = getattr(there, key), getattr(new, key)
        if held is not None and given is not None and held != given:
            word = key.replace("_", " ")
            raise RatingError(
                f'the {word} is "{given}" here and "{held}" in what we have: '
                "look into the report, then correct the file or withdraw what we have."
            )
