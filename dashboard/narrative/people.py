"""What each role is for, in a few words: wherever somebody is given one."""

from collections.abc import Mapping, Sequence

from dashboard.core.people import Deed, Role, roles_that_may
from dashboard.core.sentences import Clause, fill, listed

WHO_MAY: Mapping[Role, str] = {
    Role.MEMBER: "reads everything and acknowledges early warnings",
    Role.CHAIR: (
        "acknowledges, records decisions, confirms or closes recommendations, prepares meetings "
        "and packs"
    ),
    Role.OFFICER: "edits the register, reports progress, loads files, prepares meetings and packs",
    Role.ADMINISTRATOR: "says who is registered here, in which roles",
    Role.READER: "reads for a region or the country, small numbers only where the board says so",
}


NOBODYS = Clause("Nobody has registered you with a board here: ask its administrator to add you.")
EVERY_SERVICE = "every service"


def whose_page(service: str, own: Sequence[str]) -> Clause:
    """Return whose page somebody looks at who does not belong to that board.

    >>> whose_page("Essex", ["Hertfordshire"]).text
    'This is for the board of Essex. You belong to Hertfordshire.'
    """
    template = "This is for the board of {service}. You belong to {own}."
    return fill(template, service=service, own=listed(own))


def role_held(role: Role, *, small_numbers: bool) -> str:
    """Return a role that somebody has; of a reader also whether they see small numbers.

    >>> role_held(Role.READER, small_numbers=True)
    'Reader (with small numbers)'
    """
    also = " (with small numbers)" if role is Role.READER and small_numbers else ""
    return f"{role.value}{also}"


_WHOM: Mapping[Role, str] = {
    Role.MEMBER: "a board member",
    Role.CHAIR: "the chair",
    Role.OFFICER: "a performance officer",
    Role.ADMINISTRATOR: "an administrator",
}


def whom_to_ask(deed: Deed, what: str = "") -> Clause:
    """Return whom to ask for a deed; `what` says it in closer words than its own.

    >>> whom_to_ask(Deed.PREPARE).text
    'To plan or record a meeting, ask the chair or a performance officer.'
    """
    return fill("To {what}, ask {whom}.", what=what or deed.value, whom=_who_may(deed))


def ask_for_all(deed: Deed, what: str) -> Clause:
    """Return whom to ask for a deed that changes what every service shares; `what` says the deed.

    >>> for sentence in ask_for_all(Deed.IMPORT, "add a list").text.split(". "):
    ...     print(sentence)
    Every service shares this
    To add a list, ask a performance officer of every service
    If there is none, an administrator of every service can give somebody that role.
    """
    template = (
        "Every service shares this. To {what}, ask {whom} of every service. "
        "If there is none, an administrator of every service can give somebody that role."
    )
    return fill(template, what=what, whom=_who_may(deed))


def _who_may(deed: Deed) -> str:
    return " or ".join(_WHOM[role] for role in roles_that_may(deed))


def role_and_purpose(role: Role) -> str:
    """Return a role with what it is for.

    >>> role_and_purpose(Role.MEMBER)
    'Board member: reads everything and acknowledges early warnings'
    """
    return f"{role.value}: {WHO_MAY[role]}"
