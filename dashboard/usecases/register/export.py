"""The register of a service, taken out to be edited in a spreadsheet."""

import datetime as dt
from collections.abc import Mapping

from dashboard.core.areas import Service
from dashboard.core.people import Person
from dashboard.core.register.actions import Action
from dashboard.core.register.sheets import (
    ACTIONS,
    RECOMMENDATIONS,
    RESPONSES,
    RegisterSheets,
    Row,
    action_row,
    recommendation_row,
)
from dashboard.core.register.standings import Standing
from dashboard.definitions.records import Records
from dashboard.store.engine import Store
from dashboard.usecases.holdings import Holdings
from dashboard.usecases.register.owners import partner_names, people_of
from dashboard.usecases.register.recommendations import RegisterFilter, register


def register_sheets(
    store: Store, holdings: Holdings, service_id: str, at: dt.datetime
) -> RegisterSheets:
    """Return a service's register as sheets, most urgent first, as at the holdings' day.

    Raises:
        UnknownNameError: if there is no such service.
    """
    holdings = holdings.of_service(service_id)
    found = register(holdings, RegisterFilter(service=service_id))
    records, standings = holdings.records, [entry.standing for entry in found.entries]
    with store.reading() as held:
        head = held.history_head()
    owners = sorted(one.name for one in people_of(records, service_id))
    return RegisterSheets(
        service=_named(holdings.catalogue.service(service_id)),
        as_of=holdings.as_of,
        exported_at=at,
        head=head,
        rows={
            RECOMMENDATIONS.title: tuple(row_of_standing(records, each) for each in standings),
            ACTIONS.title: tuple(
                row_of_action(records, a, s) for s in standings for a in s.actions
            ),
        },
        choices={
            "Owners": tuple(owners),
            "Partners": partner_names(holdings),
            "Responses": RESPONSES,
        },
    )


def _named(service: Service) -> str:
    return f"{service.name} (invented example)" if service.invented else service.name


def row_of_standing(records: Records, standing: Standing) -> Row:
    """Return a recommendation as a row, with its owner's name and its version."""
    held = standing.follow_up
    return recommendation_row(standing, name_of(records, held.owner), records.version_of(held))


def row_of_action(records: Records, action: Action, of: Standing) -> Row:
    """Return an action as a row, with its owner's name and its version."""
    owner, version = name_of(records, action.owner), records.version_of(action)
    return action_row(action, of.recommendation.label, owner, version)


def name_of(records: Records, person_id: str) -> str:
    """Return the name of an owner, also of one who left; "" for nobody."""
    people: Mapping[str, Person] = records.of(Person)
    return people[person_id].name if person_id in people else person_id
