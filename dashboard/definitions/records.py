"""All that people recorded, by kind and id: what is stored, versioned and kept in the history."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol, TypeVar, cast

from dashboard.core.board.meetings import Acknowledgement, Decision, Meeting
from dashboard.core.board.national_reports import NationalReport
from dashboard.core.board.national_standards import StandardAssessment
from dashboard.core.inspection.loaded_inspections import LoadedInspection
from dashboard.core.own.figures import AreaTeam
from dashboard.core.own.targets import LocalTarget
from dashboard.core.packs.issued import IssuedPack
from dashboard.core.packs.sections import PackPlan
from dashboard.core.people import Partner, Person
from dashboard.core.plausibility.quarantine import QuarantinedFigure
from dashboard.core.published.lists import SuppliedList
from dashboard.core.published.targets import Target
from dashboard.core.register.actions import Action, Evidence, Update
from dashboard.core.register.follow_ups import FollowUp
from dashboard.core.register.recommendations import Recommendation
from dashboard.core.register.success_measures import RecordedReading
from dashboard.core.rooms import Membership


class Record(Protocol):
    """Anything people record: its id, the service it belongs to ("" for all), its name in words."""

    @property
    def id(self) -> str: ...
    @property
    def service(self) -> str: ...
    @property
    def label(self) -> str: ...


R = TypeVar("R")

# The name that a kind has in the database and the history.
KINDS: Mapping[str, type[Any]] = MappingProxyType(
    {
        "person": Person,
        "membership": Membership,
        "partner": Partner,
        "recommendation": Recommendation,
        "follow-up": FollowUp,
        "action": Action,
        "update": Update,
        "evidence": Evidence,
        "reading": RecordedReading,
        "meeting": Meeting,
        "acknowledgement": Acknowledgement,
        "decision": Decision,
        "national report": NationalReport,
        "standard assessment": StandardAssessment,
        "area team": AreaTeam,
        "inspection": LoadedInspection,
        "quarantined figure": QuarantinedFigure,
        "local target": LocalTarget,
        "target": Target,
        "list": SuppliedList,
        "board pack": IssuedPack,
        "pack plan": PackPlan,
    }
)
NAMES: Mapping[type[Any], str] = MappingProxyType({kind: name for name, kind in KINDS.items()})
# What is read with every service's own: people may own things anywhere, and inspections are public.
EVERYBODYS = frozenset({"person", "inspection"})
# What figures are read with: whoever writes anything else changes no answer about them.
BESIDE_FIGURES = frozenset(
    {"area team", "inspection", "list", "local target", "quarantined figure", "target"}
)
# Who belongs where.
OF_PEOPLE = frozenset({"person", "membership"})
# What is never changed once it is written; the database refuses it too.
UNCHANGEABLE = frozenset({"update", "acknowledgement", "decision", "board pack"})


# The same for every kind, so that what was worked out of it is known again.
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Records:
    """Everything recorded, by kind, then by id in the order of recording; with versions.

    A version is 1 when an item is new and one more with each change; 0 stands for nothing stored.
    """

    by_kind: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    versions: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def of(self, kind: type[R]) -> Mapping[str, R]:
        """Return all records of a kind, by id."""
        return cast(Mapping[str, R], self.by_kind.get(NAMES[kind], _NOTHING))

    def only(self, kinds: Collection[str]) -> "Records":
        """Return what is of some kinds."""
        by_kind = {kind: held for kind, held in self.by_kind.items() if kind in kinds}
        versions = {key: version for key, version in self.versions.items() if key[0] in kinds}
        return Records(by_kind, versions)

    def changed_to(self, items: Iterable[tuple[Record, int]]) -> "Records":
        """Return the same with records that are new or changed since, with their versions."""
        later = records_from(items)
        by_kind = {
            kind: {**self.by_kind.get(kind, {}), **held} for kind, held in later.by_kind.items()
        }
        return Records({**self.by_kind, **by_kind}, {**self.versions, **later.versions})

    def version_of(self, record: Record) -> int:
        return self.versions.get((NAMES[type(record)], record.id), 0)


def records_from(items: Iterable[tuple[Record, int]]) -> Records:
    """Return records with their versions, in the order given."""
    by_kind: dict[str, dict[str, Any]] = {}
    versions: dict[tuple[str, str], int] = {}
    for record, version in items:
        name = NAMES[type(record)]
        by_kind.setdefault(name, {})[record.id] = record
        versions[name, record.id] = version
    return Records(by_kind, versions)
