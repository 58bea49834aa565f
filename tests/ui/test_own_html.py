"""HTML of our own is shown as it is."""

from streamlit.testing.v1 import AppTest


def _indented():
    from dashboard.ui import own_html

    own_html.show("  <p>one</p>\n    <p>two</p>\n")


def shown(script) -> str:
    page = AppTest.from_function(script).run()
    assert not page.exception
    return str(page.get("html")[0].proto.body)


def test_what_is_shown_is_not_looked_through_for_its_indents():
    assert shown(_indented) == "  <p>one</p>\n    <p>two</p>\n"
