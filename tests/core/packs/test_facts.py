"""What changed between two packs: exactly the differing facts and no others."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.packs.facts import FactChange, PackFact, differences

ENTRANTS = PackFact("entrants", "First-time entrants", "287", "2016-17", ("a",), -287)
LATE = PackFact("late", "Late actions", "2 late", standing=-2)
words = st.text(max_size=5)
facts = st.builds(
    PackFact,
    id=st.sampled_from("abcdef"),
    about=st.just("Matter"),
    words=words,
    period=st.sampled_from(["", "2017", "2018"]),
    editions=st.tuples(words),
    standing=st.none() | st.floats(allow_nan=False),
)
packs = st.lists(facts, unique_by=lambda each: each.id).map(tuple)


def as_read(fact):
    return fact.words, fact.period, fact.standing


def applied(before, found):
    """What the differences make of the earlier facts."""
    left = {fact.id: fact for fact in before}
    for each in found:
        if each.now is None:
            del left[each.before.id]
        else:
            left[each.now.id] = each.now
    return left


@settings(max_examples=50)
@given(packs, packs)
def test_the_differences_make_the_later_facts_of_the_earlier(before, now):
    made = applied(before, differences(before, now))

    assert {key: as_read(fact) for key, fact in made.items()} == {
        fact.id: as_read(fact) for fact in now
    }


@settings(max_examples=50)
@given(packs, packs)
def test_only_what_differs_is_told_each_once(before, now):
    found = differences(before, now)

    told = [fact.id for each in found if (fact := each.now or each.before)]
    assert len(told) == len(found)
    assert len(told) == len(set(told))
    assert all(
        each.before is None or each.now is None or as_read(each.before) != as_read(each.now)
        for each in found
    )


@settings(max_examples=25)
@given(packs)
def test_a_pack_does_not_differ_from_itself_or_from_its_own_in_another_edition(pack):
    again = [replace(fact, editions=(*fact.editions, "later")) for fact in pack]

    assert differences(pack, pack) == differences(pack, again) == ()


@settings(max_examples=25)
@given(packs.filter(bool), st.data())
def test_one_changed_fact_is_one_difference(pack, data):
    place = data.draw(st.integers(0, len(pack) - 1))
    changed = replace(pack[place], words=f"{pack[place].words}!")

    (found,) = differences(pack, (*pack[:place], changed, *pack[place + 1 :]))

    assert (found.before, found.now) == (pack[place], changed)


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (None, LATE, FactChange.NEW),
        (LATE, None, FactChange.ENDED),
        (LATE, replace(LATE, words="1 late", standing=-1), FactChange.BETTER),
        (LATE, replace(LATE, words="3 late", standing=-3), FactChange.WORSE),
        (LATE, replace(LATE, words="not known", standing=None), FactChange.CHANGED),
        (ENTRANTS, replace(ENTRANTS, words="260", standing=-260), FactChange.REVISED),
        (ENTRANTS, replace(ENTRANTS, words="withheld", standing=None), FactChange.REVISED),
        (ENTRANTS, replace(ENTRANTS, standing=-1), FactChange.BETTER),
        (ENTRANTS, replace(ENTRANTS, words="1", period="2018", standing=-1), FactChange.BETTER),
        (ENTRANTS, replace(ENTRANTS, period="2018"), FactChange.LATER),
        (ENTRANTS, replace(ENTRANTS, period="2018", standing=None), FactChange.LATER),
        (ENTRANTS, replace(ENTRANTS, period="", standing=None), FactChange.CHANGED),
    ],
)
def test_what_became_of_a_fact(before, now, change):
    (found,) = differences([before] if before else [], [now] if now else [])

    assert found.change is change


def test_they_are_told_in_the_order_of_the_later_pack_and_what_ended_last():
    new = replace(LATE, id="new")
    worse = replace(ENTRANTS, words="300", period="2018", standing=-300)

    found = differences([LATE, ENTRANTS], [new, worse])

    assert [each.change for each in found] == [FactChange.NEW, FactChange.WORSE, FactChange.ENDED]
