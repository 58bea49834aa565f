"""What each role is for, in a few words: wherever somebody is given one."""

from collections.abc import Mapping

from dashboard.core.people import Role

WHO_MAY: Mapping[Role, str] = {
    Role.MEMBER: "reads everything and acknowledges early warnings",
    Role.CHAIR: "acknowledges, records decisions, and confirms or closes recommendations",
    Role.OFFICER: "edits the register, reports progress and loads files",
    Role.ADMINISTRATOR: "says who is registered here, in which roles",
    Role.READER: "reads for a region or the country, without small numbers",
}


def role_and_purpose(role: Role) -> str:
    """Return a role with what it is for.

    >>> role_and_purpose(Role.MEMBER)
    'Board member: reads everything and acknowledges early warnings'
    """
    return f"{role.value}: {WHO_MAY[role]}"
