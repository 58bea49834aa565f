"""The page that stands at an address that is no page's."""
