"""What a page of own figures shows where a service has loaded none: what to do next."""

from dashboard.core.people import Deed
from dashboard.narrative.people import whom_to_ask
from dashboard.ui import changes, components, navigation
from dashboard.ui.examples import offer_example
from dashboard.ui.local_templates import offer_templates
from dashboard.ui.page import View


def nothing_held(view: View) -> None:
    """Show that there are no figures of the service's own on the day, and how to load some."""
    name = view.service.name
    if not view.is_now:
        components.lead(f"{name} had loaded no figures of its own by this day.")
        return
    components.lead(f"{name} has loaded no figures of its own yet.")
    if changes.may(view, Deed.IMPORT):
        components.muted(
            "Fill in the template with the quarter's numbers, then load it. It has rows for the "
            "service, its area teams and groups of children. Never enter anything about one child."
        )
    how_to_load(view)


def how_to_load(view: View) -> None:
    """Offer the template of a service's own figures, the page that loads it, and the example.

    Whoever may load no file reads whom to ask instead.
    """
    if changes.may(view, Deed.IMPORT):
        offer_templates(view)
        navigation.link_to("imports", "Load figures")
    else:
        components.muted(whom_to_ask(Deed.IMPORT).text)
    offer_example(view)
