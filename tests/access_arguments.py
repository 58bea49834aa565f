"""What each use case is asked with, as somebody asks it about the board here."""

import datetime as dt
import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from dashboard.core.board.acknowledgements import Attention
from dashboard.core.board.meetings import DecisionKind, Meeting, SubjectKind
from dashboard.core.board.national_standards import Answer
from dashboard.core.disclosure.protection import Mode
from dashboard.core.history import Search
from dashboard.core.packs.issued import IssuedPack
from dashboard.core.packs.sections import PackFormat, PackPlan, PackSection
from dashboard.core.people import Role
from dashboard.core.periods import PeriodKind, PublicationDate
from dashboard.core.plausibility.quarantine import Decided
from dashboard.core.register.actions import Evidence, EvidenceKind
from dashboard.core.register.follow_ups import Response, Status
from dashboard.core.register.recommendations import Recommendation, SourceKind
from dashboard.core.rooms import Membership
from dashboard.importers.imported import Imported
from dashboard.importers.similar_areas.lists import SimilarAreas
from dashboard.settings import Settings
from dashboard.usecases.board.adoptions import OwnAction
from dashboard.usecases.board.national_reports import ReportToAdd
from dashboard.usecases.board.national_standards import AssessmentToRecord
from dashboard.usecases.own.performance import Asked
from dashboard.usecases.own.targets import LocalTargetToSet
from dashboard.usecases.packs.reading import Earlier, Frozen, PackAsked
from dashboard.usecases.published.comparison import ComparisonChoice
from dashboard.usecases.published.lists import AboutList
from dashboard.usecases.published.targets import TargetToSet
from dashboard.usecases.register.actions import ActionToSave
from dashboard.usecases.register.evidence import EvidenceToAdd
from dashboard.usecases.register.follow_up import Settlement
from dashboard.usecases.register.recommendations import RegisterFilter
from dashboard.usecases.register.sources import RecommendationToAdd
from dashboard.usecases.upkeep.import_provenance import AboutFile
from dashboard.usecases.upkeep.imports import ImportPreview
from dashboard.usecases.upkeep.people import PersonToSave
from tests.access_world import AT, HERE, OWN, World
from tests.conftest import TODAY
from tests.import_factories import own, own_file

SPRING = dt.date(2026, 3, 31)
ENTRANTS = "first-time-entrants"
TARGETS = b'service,indicator,unit,value,area\nessex,first-time-entrants,"per 100,000",100,Essex\n'
REGISTER = b"Recommendation id,Owner\nsecret,Otto Other\n"
# Nothing can be written or read there.
NOWHERE = Path("/dev/null/nowhere")
WARNING = f"{HERE}:{ENTRANTS}"


def arguments(world: World, kind: str, name: str, use_case: Callable[..., Any]) -> dict[str, Any]:
    """Return what a use case is called with, as one kind of person asks it."""
    deed = _DEEDS.get(name, {})
    of_world = _defined(world) | _recorded(world) | _of_whom(world, kind)
    given = {**_COMMON, **of_world, **deed}
    wanted = inspect.signature(use_case).parameters.values()
    found = {p.name: given[p.name] for p in wanted if p.default is p.empty or p.name in deed}
    return {key: value(world) if callable(value) else value for key, value in found.items()}


def _of_whom(world: World, kind: str) -> dict[str, Any]:
    return {
        "store": world.store(kind),
        "holdings": world.holdings(kind),
        "signature": world.signature(kind),
        "actor": world.actor(kind),
    }


def _defined(world: World) -> dict[str, Any]:
    dimension = next(iter(world.catalogue.groups.dimensions))
    return {"catalogue": world.catalogue, "dimension": dimension, "reference": dimension.reference}


def _recorded(world: World) -> dict[str, Any]:
    """Return what the board here recorded, as its people hold it and others might name it."""
    records = world.records
    packs = records.of(IssuedPack)
    asked = PackAsked(HERE, audience=Mode.BOARD)
    reading = SimpleNamespace(service=SimpleNamespace(id=HERE), asked=asked)
    return {
        "recommendation": records.of(Recommendation)["secret"],
        "recommendations": [records.of(Recommendation)["secret"]],
        "evidence": records.of(Evidence)["evidence-1"],
        "pack": packs[f"pack-{Mode.BOARD}"],
        "made": SimpleNamespace(reading=reading),
    }


def _here(world: World) -> Any:
    return world.catalogue.service(HERE)


def _meeting_held(world: World) -> Meeting:
    return world.records.of(Meeting)["held"]


def _warning_here(world: World) -> Any:
    """Return a warning about the service here; whether it stands, its board alone could tell."""
    comparison = SimpleNamespace(service=_here(world), indicator=None, period=None)
    return SimpleNamespace(id=WARNING, comparison=comparison)


def _indicator(world: World) -> Any:
    return world.catalogue.indicators[ENTRANTS]


_COMMON: Mapping[str, Any] = {
    **dict.fromkeys(("service", "service_id", "service_name"), HERE),
    **dict.fromkeys(("note", "why", "because", "reason", "text", "accepted_risk"), "Because."),
    "mode": Mode.PUBLIC,
    "indicator": OWN,
    "indicator_id": ENTRANTS,
    "place": "",
    "day": TODAY,
    "today": TODAY,
    "sid": "new",
    "version": 1,
    "recommendation_id": "secret",
    "most": 50,
    "action_id": "action-1",
    "evidence_id": "evidence-1",
    "meeting_id": "past",
    "assessment_id": "assessed",
    "target_id": "local-target",
    "team_id": "zephyrhill",
    "figure_id": "doubted",
    "report_id": "out-of-court-disposals-2018",
    "draft": 1,
    "number": "1",
    "attendance": (),
    "title": "A meeting",
    "name": "A name",
    "person_id": "member",
    "file": "file.csv",
    "file_name": "file.csv",
    "on": SPRING,
    "at": dt.datetime(2026, 11, 20, tzinfo=dt.UTC),
    "made_at": dt.datetime(2026, 11, 20, tzinfo=dt.UTC),
    "subject_kind": SubjectKind.RECOMMENDATION,
    "subject": "secret",
    "search": Search(service=HERE),
    "wanted": PackFormat.PDF,
    "sections": (PackSection.NEEDS,),
    "within_days": 14,
    "until": dt.date.max,
    "folder": NOWHERE,
}

# What differs from that, by the use case; what is callable is made of the world.
_DEEDS: Mapping[str, Mapping[str, Any]] = {
    "board.acknowledgements.attentions": {"warnings": lambda w: [_warning_here(w)]},
    "board.acknowledgements.knowledge_of": {
        "held": lambda w: [Attention(_warning_here(w), (), (), TODAY)]
    },
    "board.acknowledgements.acknowledge": {"warning_ids": [WARNING]},
    "board.adoptions.adopt": {"asked": OwnAction("adopting", "We do it.")},
    "board.adoptions.take_back": {"own_action_id": "adopted"},
    "board.dates.dates_of_board": {"service": _here},
    "board.decisions.subjects": {"meeting": _meeting_held, "kind": SubjectKind.ACTION},
    "board.decisions.record_decision": {"kind": DecisionKind.DECISION},
    "board.decisions.decide_on_warning": {"kind": DecisionKind.DECISION, "warning_id": WARNING},
    "board.meetings.change_meeting": {"meeting_id": "next"},
    "board.national_reports.add_report": {
        "asked": ReportToAdd("new", "A report", "Inspectors", "2026-01")
    },
    "board.national_standards.record_assessment": {
        "asked": AssessmentToRecord("new", HERE, "1", Answer.MET, "Ann", SPRING)
    },
    "own.area_teams.add_area_teams": {"names": {"new": "North"}},
    "own.area_teams.reopen_area_team": {"team_id": "closed"},
    "own.performance.read_local": {"asked": Asked(HERE, OWN, Mode.PUBLIC, PeriodKind.QUARTER)},
    "own.targets.set_local_target": {"asked": LocalTargetToSet(HERE, OWN, 3, 1)},
    "packs.frozen.frozen_of": {"asked": PackAsked(HERE)},
    "packs.frozen.pack_before": {"asked": PackAsked(HERE)},
    "packs.frozen.pack_corrected": {"asked": PackAsked(HERE, corrects=f"pack-{Mode.PUBLIC}")},
    "packs.frozen.earlier_than": {"asked": PackAsked(HERE, corrects=f"pack-{Mode.PUBLIC}")},
    "packs.frozen.stored_file": {"sha256": lambda w: _recorded(w)["pack"].facts_sha256},
    "packs.issuing.issue_pack": {
        # There is no such meeting: the pack of one takes seconds to make.
        "asked": PackAsked(HERE, "nowhere"),
    },
    "packs.making.make_pack": {"asked": PackAsked(HERE)},
    "packs.reading.read_pack": {
        "asked": PackAsked(HERE),
        "plan": PackPlan(HERE, HERE),
        "frozen": Frozen(0, ""),
        "earlier": Earlier(),
    },
    "packs.plans.choose_sections": {"note_for": "next"},
    "published.cohorts.estimated_cohorts": {"indicator": _indicator},
    "published.comparison.comparable_indicators": {"service": _here},
    "published.comparison.compare_service": {"choice": ComparisonChoice(HERE, ENTRANTS)},
    "published.comparison.compare_areas": {"period": "2024"},
    "published.comparison.same_matter": {"indicator": _indicator},
    "published.groups.areas_to_choose": {"area_code": "E10000012"},
    "published.groups.default_group": {"area_code": "E10000012"},
    "published.lists.add_list": {
        "read": SimilarAreas({"E10000015": ("E10000012", "E10000016")}),
        "about": AboutList("New", "YJB"),
    },
    "published.lists.restore_list": {"number": "2"},
    "published.targets.set_target": {
        "asked": TargetToSet(HERE, ENTRANTS, "100", "per 100,000", "Essex")
    },
    "published.targets.load_targets": {"content": TARGETS},
    "published.targets.restore_target": {"number": "2"},
    "register.actions.add_action": {"asked": ActionToSave("new", "secret", "A step")},
    "register.actions.edit_action": {"asked": ActionToSave("action-1", "secret", "A step")},
    "register.evidence.add_evidence": {
        "asked": EvidenceToAdd(
            *("new", "secret", "Proof", EvidenceKind.AUDIT, SPRING), link="https://example.org"
        )
    },
    "register.exchange.preview": {"content": REGISTER},
    "register.exchange.apply": {"content": REGISTER},
    "register.follow_up.settle": {"settlement": Settlement(Response.ACCEPTED)},
    "register.follow_up.set_measure": {"measure": None},
    "register.follow_up.move": {"to": Status.DONE},
    "register.readings.record_reading": {"period_words": "spring", "value": 7, "source": "audit"},
    "register.readings.withdraw_reading": {"reading_id": "reading"},
    "register.recommendations.register": {"choice": RegisterFilter(HERE)},
    "register.reminders.reminders": {"service": HERE},
    "register.sources.add_recommendation": {
        "asked": RecommendationToAdd(
            *("new", HERE, SourceKind.THEMATIC, "A report", "", "Do it.", "The service"),
            PublicationDate("2020-01-01"),
        )
    },
    "register.sources.adopt_improvement": {"inspection_id": "none", "finding_text": "nothing"},
    "upkeep.backup.back_up": {"file": NOWHERE},
    "upkeep.backup.restore": {"file": NOWHERE},
    "upkeep.examples.load_example": {"service_id": "nowhere"},
    "upkeep.examples.remove_example": {"service_id": "nowhere"},
    "upkeep.imports.preview_import": {"content": own_file(f"{OWN},,2025-26 Q1,,5,5,,final,")},
    "upkeep.imports.accept_import": {
        "seen": ImportPreview(
            *("own.csv", "1" * 64, "Own", HERE, AboutFile("Own", "Us")),
            rows=1,
            imported=Imported(own=own((OWN, "", "2025-26 Q1", "all", 5))),
        ),
        "about": AboutFile("Own", "Us"),
    },
    "upkeep.imports.withdraw_import": {"edition_id": lambda w: w.edition},
    "upkeep.imports.withdrawal_effect": {"edition_id": lambda w: w.edition},
    "upkeep.imports.loaded_editions": {"service_id": HERE},
    "upkeep.accounts.set_account_email": {"email": "mem@example.org"},
    "upkeep.backup.back_up_into": {"keep": 3, "now": AT},
    "upkeep.status.status_of": {"told": Settings(), "now": AT},
    "upkeep.people.add_person": {
        "asked": PersonToSave("new", "New Person", (Role.CHAIR,), service=HERE)
    },
    "upkeep.people.change_person": {
        "asked": PersonToSave("member", "Mem Changed", (Role.MEMBER,), service=HERE)
    },
    "upkeep.people.save_membership": {
        "asked": Membership(HERE, "overall", "Olga Overall", (Role.CHAIR,)),
        "version": 0,
    },
    "upkeep.quarantine.undo_decision": {"figure_id": "decided on"},
    "upkeep.quarantine.decide_all": {"figure_ids": ["doubted"], "decision": Decided.REJECTED},
}
