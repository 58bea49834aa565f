"""Who may what: each use case, page, download and command by what it takes; docs/access.md has it.

`test_access.py` walks all of it, and refuses a use case, page, download or command without a row.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.core.people import Role
from dashboard.ui import navigation
from tests.access_world import KINDS, OPERATOR, OTHER, PEOPLE

MEMBER, CHAIR, OFFICER, ADMINISTRATOR = Role.MEMBER, Role.CHAIR, Role.OFFICER, Role.ADMINISTRATOR


@dataclass(frozen=True)
class Access:
    """What it takes: which roles, in the room of the board or, if `shared`, in every service.

    Without roles it is for whoever may enter the room; `open` is for whoever is signed in. What is
    done in `own` is done in the room of whoever does it, whichever that is. What is `personal` has
    to be of somebody registered, so that no command does it.
    """

    words: str
    roles: frozenset[Role] = frozenset()
    shared: bool = False
    open: bool = False
    own: bool = False
    personal: bool = False

    def allows(self, kind: str) -> bool:
        """Return whether one kind of person may."""
        if kind == OPERATOR:
            return not self.personal
        if kind not in PEOPLE:
            return False
        if self.open:
            return True
        person = PEOPLE[kind]
        if (kind == OTHER and not self.own) or (self.shared and person.service):
            return False
        return not self.roles or not self.roles.isdisjoint(person.roles)


def _changes(words: str, *roles: Role, **further: bool) -> Access:
    return Access(words, frozenset(roles), **further)


PUBLISHED = Access("Read what is published", open=True)
BOARD = Access("Read what is a board's own")
SMALL = Access("See small numbers of a board", frozenset(Role) - {Role.READER})
SEE_READS = Access("See who read what of a board", frozenset({CHAIR, ADMINISTRATOR}))
RUN = Access("See how the dashboard is run", frozenset({ADMINISTRATOR}), shared=True)
EVERY_ROOM = Access("Read what is of every board", shared=True)
ACKNOWLEDGE = _changes("Acknowledge a warning", MEMBER, CHAIR)
DECIDE = _changes("Record a decision of the board", CHAIR)
CONFIRM = _changes("Confirm a recommendation, as somebody registered", CHAIR, personal=True)
CLOSE = _changes("Close or re-open a recommendation", CHAIR)
PREPARE = _changes("Prepare or record a meeting, issue a pack", CHAIR, OFFICER)
CHECK = _changes("Check evidence of somebody else", CHAIR, OFFICER, personal=True)
PROGRESS = _changes("Report progress on what others own, add evidence to it", OFFICER)
EDIT = _changes("Edit the register, set a target", OFFICER)
LOAD = _changes("Load a file, decide on figures held back", OFFICER)
EDIT_OWN = _changes("Add a partner to one's own board", OFFICER, own=True)
LOAD_OWN = _changes("Load a register of one's own board", OFFICER, own=True)
MANAGE = _changes("Say who has which role in the service", ADMINISTRATOR)
LOAD_ALL = _changes("Load or withdraw what every service shares", OFFICER, shared=True)
BY_ITSELF = Access("What the dashboard and its operator do by themselves", shared=True)
# It works on what it is given, and asks no store: whoever has that may read what comes of it.
GIVEN = Access("", open=True)

IN_DOCUMENT = (
    *(PUBLISHED, BOARD, SMALL, SEE_READS, ACKNOWLEDGE, DECIDE, CONFIRM, CLOSE, PREPARE, CHECK),
    *(PROGRESS, EDIT, EDIT_OWN, LOAD, LOAD_OWN, MANAGE, EVERY_ROOM, LOAD_ALL, RUN),
)

USE_CASES: Mapping[str, Mapping[Access, str]] = {
    "board.acknowledgements": {
        BOARD: "attentions knowledge_of who_knew",
        ACKNOWLEDGE: "acknowledge",
    },
    "board.adoptions": {GIVEN: "taken_back_words", DECIDE: "adopt take_back"},
    "board.dates": {BOARD: "dates_of_board"},
    "board.decisions": {
        BOARD: "subjects",
        GIVEN: "decisions_of",
        DECIDE: "record_decision decide_on_warning",
    },
    "board.meetings": {
        BOARD: "calendar",
        GIVEN: "with_what_was_shown require_meeting require_past",
        PREPARE: "plan_meeting change_meeting record_attendance hold_meeting",
    },
    "board.national_reports": {
        PUBLISHED: "national_reports",
        BOARD: "radar",
        DECIDE: "accept_draft decline_draft",
        LOAD_ALL: "add_report",
    },
    "board.national_standards": {
        BOARD: "read_standards",
        DECIDE: "record_assessment withdraw_assessment",
    },
    "board.owed": {GIVEN: "owed_of checks_owed_by in_order"},
    "board.partners": {BOARD: "read_partners", GIVEN: "require_partner", EDIT_OWN: "add_partner"},
    "board.register_decisions": {GIVEN: "decision_on require_own_meeting"},
    "foretold": {GIVEN: "foretell"},
    "holdings": {GIVEN: "open_holdings holdings_of"},
    "inspection.inspections": {
        GIVEN: "compare_inspections require_published add_inspections withdraw_inspections"
    },
    "inspection.ratings": {PUBLISHED: "read_ratings read_spread"},
    "invented": {GIVEN: "invented_figures"},
    "loading": {
        BY_ITSELF: "open_store_with_shipped_figures load_shipped_figures",
        GIVEN: "figure_tables lost_tables",
    },
    "overview": {BOARD: "read_overview"},
    "own.area_teams": {
        BOARD: "area_teams",
        EDIT: "add_area_team add_area_teams rename_area_team close_area_team reopen_area_team",
    },
    "own.attention": {BOARD: "read_own_attention read_measures read_signals read_team_signals"},
    "own.case_audits": {BOARD: "read_case_audits"},
    "own.disproportionality": {
        BOARD: "comparable_counts read_disproportionality read_every_disproportionality"
    },
    "own.performance": {
        BOARD: "own_figures indicators_held read_local read_all_local",
        GIVEN: "place_names group_names period_kinds",
    },
    "own.targets": {BOARD: "local_targets", EDIT: "set_local_target withdraw_local_target"},
    "own.template": {BOARD: "own_template"},
    "own.waiting": {BOARD: "figures_waiting waiting_by_indicator keys_waiting"},
    "packs.annex": {GIVEN: "sources_annex history_annex"},
    "packs.due": {EVERY_ROOM: "packs_due"},
    "packs.facts": {GIVEN: "facts_of"},
    "packs.frozen": {
        BOARD: "frozen_of pack_before pack_corrected earlier_than facts_of_pack stored_file",
        GIVEN: "packs_of",
    },
    "packs.glance": {GIVEN: "glance_section glance_annex further_readings"},
    "packs.issuing": {
        BOARD: "issued_packs",
        SMALL: "issued_file require_may_see",
        PREPARE: "issue_pack",
    },
    "packs.making": {BOARD: "make_pack", GIVEN: "issued document_of"},
    "packs.needs": {GIVEN: "needs_section every_question needs_annex"},
    "packs.plans": {BOARD: "plan_of", PREPARE: "choose_sections"},
    "packs.rating": {GIVEN: "rating_section rating_annex"},
    "packs.reading": {BOARD: "read_pack"},
    "packs.registered": {
        GIVEN: "register_section register_annex standings_of names_of_owners state_words"
    },
    "packs.since": {GIVEN: "since_section"},
    "packs.warned": {GIVEN: "warnings_section warnings_annex"},
    "published.cohorts": {PUBLISHED: "estimated_cohorts"},
    "published.comparison": {
        PUBLISHED: "comparable_indicators choices_for compare_service compare_areas same_matter",
        GIVEN: "usual_area not_held_for why_not_pooled",
    },
    "published.figures": {PUBLISHED: "long_table", GIVEN: "check_figures faults_of"},
    # It is all that can be compared, which takes a second or two.
    "published.glance": {GIVEN: "read_glance"},
    "published.groups": {
        PUBLISHED: "peer_models areas_to_choose default_group",
        GIVEN: "chosen_group other_lists later_lists added_lists group_note",
    },
    "published.lists": {GIVEN: "preview_list", LOAD_ALL: "add_list withdraw_list restore_list"},
    "published.targets": {
        EDIT: "set_target load_targets withdraw_target restore_target",
        GIVEN: "areas_for_targets",
    },
    # Every service's is each service's, and takes half a minute.
    "published.warnings": {PUBLISHED: "scan scan_one", GIVEN: "scan_all readings readings_of"},
    "register.actions": {
        EDIT: "add_action edit_action drop_action",
        PROGRESS: "report_done take_back_done post_update",
        GIVEN: "require_own_action",
    },
    "register.closing": {
        CONFIRM: "confirm",
        CLOSE: "close_not_done reopen",
        BY_ITSELF: "reopen_where_effect_lost",
        GIVEN: "reopen_lost",
    },
    "register.evidence": {
        BOARD: "evidence_file",
        PROGRESS: "add_evidence",
        EDIT: "withdraw_evidence",
        CHECK: "check_evidence",
    },
    "register.exchange": {LOAD_OWN: "preview apply"},
    "register.export": {BOARD: "register_sheets", GIVEN: "row_of_standing row_of_action name_of"},
    "register.follow_up": {
        EDIT: "settle set_measure",
        PROGRESS: "move",
        GIVEN: "require_reason_to_move require_due_after",
    },
    "register.measure_entries": {GIVEN: "checked_measure require_plausible"},
    "register.owners": {GIVEN: "partner_names people_of owner_of body_of"},
    "register.readings": {EDIT: "record_reading withdraw_reading"},
    "register.recommendations": {
        BOARD: "register standing_of standings_of",
        PUBLISHED: "published_recommendations",
        GIVEN: "follow_up_of initial_follow_up framework_of",
    },
    "register.reminders": {BOARD: "reminders"},
    "register.sources": {
        EDIT: "add_recommendation adopt_improvement",
        GIVEN: "require_own_id numbered",
    },
    "register.transactions": {
        GIVEN: "changing changing_item begun service_of as_stored is_lost require_own "
        "require_open require_not_closed require_known",
    },
    "upkeep.accounts": {MANAGE: "account_of set_account_email unbind_account"},
    "upkeep.backup": {EVERY_ROOM: "back_up back_up_into restore"},
    "upkeep.bundle": {EVERY_ROOM: "export_bundle", GIVEN: "dictionary_rows"},
    "upkeep.checking": {GIVEN: "every_fault"},
    "upkeep.drafts": {GIVEN: "draft_beside"},
    "upkeep.examples": {PUBLISHED: "examples_loaded", LOAD_ALL: "load_example remove_example"},
    "upkeep.held": {MANAGE: "held_about"},
    "upkeep.history": {
        BOARD: "history_page every_entry recommendation_history",
        PUBLISHED: "verify check_everything replaced_names",
        GIVEN: "names_in",
    },
    "upkeep.import_provenance": {GIVEN: "proposed provenance_of"},
    "upkeep.import_tables": {
        BOARD: "known_of",
        GIVEN: "tables_of require_each_once suspects_of difference_of notes_on difference",
    },
    "upkeep.imports": {
        BOARD: "preview_import loaded_editions withdrawal_effect",
        LOAD: "accept_import withdraw_import",
    },
    "upkeep.leaving": {MANAGE: "pseudonymise"},
    "upkeep.people": {
        GIVEN: "has_administrator find_person",
        BY_ITSELF: "add_first_person",
        MANAGE: "add_person change_person save_membership",
    },
    "upkeep.quarantine": {
        BOARD: "quarantined",
        GIVEN: "hold_back",
        LOAD: "release reject undo_decision decide_all",
    },
    "upkeep.reads": {SEE_READS: "who_read", GIVEN: "may_see_reads", BY_ITSELF: "note_read"},
    "upkeep.rehearsed": {GIVEN: "if_stored"},
    "upkeep.status": {RUN: "status_of"},
    "upkeep.noting": {BY_ITSELF: "note_upkeep"},
    "upkeep.tidying": {BY_ITSELF: "tidy"},
    "upkeep.signing_in": {
        BY_ITSELF: "admit is_let_in end prefer_public come_first",
        GIVEN: "role_map",
    },
}

_OF_A_BOARD = (
    "overview local_performance case_audits disproportionality imports recommendations "
    "recommendation partners register_exchange national_reports meetings board_pack meeting_view "
    "national_standards who_knew people history"
)
_OF_EVERYBODY = "ratings what_if comparison indicators lists data"
PAGES: Mapping[str, Access] = {
    **dict.fromkeys(_OF_A_BOARD.split(), BOARD),
    **dict.fromkeys(_OF_EVERYBODY.split(), PUBLISHED),
    "running": RUN,
}

# What can be taken away, by the file that offers it. Each stands on a page, behind its door; what
# is made only when it is pressed asks a use case of the table above.
DOWNLOADS: Mapping[str, Access] = {
    "pages/case_audits/rehearsal.py": BOARD,
    "pages/disproportionality/every.py": BOARD,
    "pages/disproportionality/parts.py": BOARD,
    "pages/history/history.py": BOARD,
    "pages/history/who_read.py": SEE_READS,
    "pages/imports/loading.py": LOAD,
    "pages/indicators/indicators.py": PUBLISHED,
    "pages/lists/similar_areas.py": PUBLISHED,
    "pages/local_performance/overview.py": BOARD,
    "pages/meetings/parts.py": BOARD,
    "pages/national_standards/national_standards.py": BOARD,
    "pages/people/held.py": MANAGE,
    "pages/recommendation/evidence.py": BOARD,
    "pages/recommendations/recommendations.py": BOARD,
    "pages/register_exchange/parts.py": BOARD,
    "ui/components.py": PUBLISHED,
    "ui/local_templates.py": BOARD,
    "ui/packs.py": BOARD,
}

# Whoever can run a command has the database: no command asks who somebody is.
COMMANDS = {
    *("backup", "check", "compare", "example", "export", "figures", "history"),
    *("import", "imports", "indicators", "lists", "national-standards", "overview", "pack"),
    *(
        "people",
        "quarantine",
        "ratings",
        "recommendations",
        "reads",
        "register",
        "reminders",
        "restore",
    ),
    *(
        "serve",
        "services",
        "status",
        "tidy",
        "targets",
        "teams",
        "template",
        "warnings",
        "who-knew",
    ),
}


def use_cases() -> dict[str, Access]:
    """Return what each use case takes, by its module and name."""
    return {
        f"{module}.{name}": access
        for module, rows in USE_CASES.items()
        for access, names in rows.items()
        for name in names.split()
    }


def as_markdown() -> list[str]:
    """Return the lines of the document's table: a row for each deed, a column for each kind."""
    head = ["| | " + " | ".join(KINDS) + " |", "|---|" + "---|" * len(KINDS)]
    rows = [
        f"| {access.words} | "
        + " | ".join("yes" if access.allows(kind) else "no" for kind in KINDS)
        + " |"
        for access in IN_DOCUMENT
    ]
    return head + rows


def pages_as_markdown() -> list[str]:
    """Return the lines of the document's table of pages, in the order of the menu."""
    whose = {
        BOARD: "the board's own",
        PUBLISHED: "everybody's who is signed in",
        RUN: "for administrators of every service",
    }
    return [f"| {entry.title} | {whose[PAGES[entry.subject]]} |" for entry in navigation.PAGES]
