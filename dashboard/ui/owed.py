"""One link to what whoever acts owes, from wherever somebody asks what is theirs to do."""

from dashboard.ui import acting, navigation


def link_to_what_is_owed() -> None:
    """Show a link to all that who acts owes, or to the list while nobody acts."""
    actor = acting.acting()
    if actor is not None and actor.person_id:
        navigation.link_to("partners", "See what you owe", person=actor.person_id)
    else:
        navigation.link_to("partners", "See who owes what")
