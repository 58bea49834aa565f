"""Visitors without a browser keep what Streamlit's own page keeps, and get no more than it."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.sessions import Kept, PageFailedError


def sent(name: str, large: bool = True) -> ForwardMsg:
    message = ForwardMsg(hash=name)
    message.delta.new_element.html.body = f"The words of {name}"
    message.metadata.cacheable = large
    return message


def test_what_is_named_again_is_what_was_kept():
    kept = Kept(most_runs_unused=2)
    first = kept.whole(sent("a"))

    assert kept.whole(ForwardMsg(ref_hash="a")) == first
    assert list(kept.messages) == ["a"]


def test_what_is_small_is_not_kept():
    kept = Kept(most_runs_unused=2)

    assert kept.whole(sent("a", large=False)) == sent("a", large=False)
    assert kept.messages == {}


def test_what_two_runs_did_not_use_is_let_go_by_the_third():
    kept = Kept(most_runs_unused=2)
    kept.whole(sent("used"))
    kept.whole(sent("unused"))

    for _ in range(3):
        kept.whole(ForwardMsg(ref_hash="used"))
        kept.let_go()

    assert list(kept.messages) == ["used"]


def test_a_name_that_a_browser_does_not_know_is_a_fault():
    with pytest.raises(PageFailedError, match="let go: a"):
        Kept().whole(ForwardMsg(ref_hash="a"))
