"""What a page of own figures shows where a service has loaded none: what to do next."""

from dashboard.ui import components, navigation
from dashboard.ui.examples import offer_example
from dashboard.ui.page import View


def nothing_held(view: View) -> None:
    """Show that no figures of the service's own are held on the day, and how to load some."""
    components.lead(
        f"No figures of its own are held for {view.service.name}"
        f"{'.' if view.is_now else ' as at this day.'}"
    )
    components.muted(
        "Whoever keeps the quarter's figures loads them as a spreadsheet: numbers for the service, "
        "its area teams and groups of children, never anything about one child."
    )
    if "load" in navigation.BY_SUBJECT:
        navigation.link_to("load", "Load figures")
    offer_example(view)
