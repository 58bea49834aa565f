"""Is the dashboard looked after: backed up, checked, and open to the right people?"""

import datetime as dt

from dashboard.core.people import Deed
from dashboard.core.sentences import listed
from dashboard.core.upkeep import Status
from dashboard.narrative.upkeep import (
    backup_sentence,
    check_sentence,
    state_sentence,
    tidy_sentence,
)
from dashboard.settings import settings
from dashboard.ui import acting, components, wiring
from dashboard.ui.page import page
from dashboard.usecases.upkeep.status import status_of


def facts(status: Status) -> list[dict[str, str]]:
    rows = [
        ("Version", status.version),
        ("Database", f"{status.database}, {status.size_bytes / 1e6:,.1f} MB"),
        ("Version of its tables", status.tables_version),
        ("Entries of the history", f"{status.entries:,}"),
        ("Sessions open now", f"{status.sessions:,}"),
        *status.settings,
    ]
    return [{"What": what, "Now": now} for what, now in rows]


def roles(status: Status) -> list[dict[str, str]]:
    return [
        {"Where": each.where, "Role": each.role, "Who": listed(each.people)}
        for each in status.roles
    ]


with page("Running it") as view:
    if view.is_now:
        acting.ask_who()
    now = dt.datetime.now(tz=dt.UTC)
    catalogue = view.holdings.catalogue
    actor = acting.acting_to(Deed.MANAGE_PEOPLE)
    status = status_of(wiring.store(), catalogue, actor, settings(), now)
    components.lead(state_sentence(status).text)
    for sentence in (backup_sentence(status), check_sentence(status), tidy_sentence(status)):
        components.fact(sentence)
    components.table(facts(status), "What runs here")
    if status.roles:
        components.table(roles(status), "Who can do what")
    components.muted("What each role may do stands on the page People and roles.")
