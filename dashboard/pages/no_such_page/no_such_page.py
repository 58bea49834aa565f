"""What stands at an address that is no page's: where to start, and the page that may be meant."""

from dashboard.ui import components, navigation
from dashboard.ui.page import page

with page("There is no such page"):
    asked = navigation.unknown_address()
    near = navigation.nearest_page(asked)
    components.lead(f'There is no page "{asked[:80]}" here. Start at the Overview.')
    navigation.link_to("overview", "Overview")
    if near:
        navigation.link_to(near.subject, near.title)
